//! One writer: calls that change what it owns, and what it knows of their outcome.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::control_client::{AccessKey, Answer, ControlClient};
use crate::torture::random::Random;
use crate::torture::world::{Api, Ids, Plan, Stage, World, document, served};

/// How much a writer owns at most.
const APIS_MAX: usize = 3;
const DEPLOYMENTS_MAX: usize = 5;
const RESOURCES_ADDED_MAX: usize = 6;
const PLANS_MAX: usize = 2;
const KEYS_MAX: usize = 3;
const STAGES: [&str; 3] = ["one", "two", "three"];
/// Routes of an imported document.
const ROUTES: (u64, u64) = (1, 12);

/// A writer over all lives of the server.
pub(crate) struct Writer {
    /// Names begin with it.
    pub(crate) prefix: String,
    /// What was acknowledged.
    pub(crate) world: World,
    /// What there is if the call that got no answer was done.
    pub(crate) pending: Option<World>,
    pub(crate) ids: Ids,
    pub(crate) counts: Counts,
    random: Random,
    made: u64,
    /// What each deployment answers at its version path, by API and description.
    answers: BTreeMap<(String, String), String>,
}

/// What came of the calls.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) acknowledged: u64,
    /// Calls whose answer never came, or was a failure of the server.
    pub(crate) unknown: u64,
    /// Refusals because others wrote at the same time.
    pub(crate) conflicts: u64,
    /// By what was done.
    pub(crate) by_kind: BTreeMap<&'static str, u64>,
    /// Answers of status 5xx, as they came.
    pub(crate) failures: Vec<String>,
    /// Refusals of calls that are right.
    pub(crate) faults: Vec<String>,
}

/// One call and what there is when it is done.
struct Step {
    kind: &'static str,
    method: &'static str,
    target: String,
    body: Option<Value>,
    after: World,
    /// The place whose id the answer has.
    makes: Option<String>,
}

impl Writer {
    pub(crate) fn new(number: u64, seed: u64) -> Self {
        Self {
            prefix: format!("w{number}-"),
            world: World::default(),
            pending: None,
            ids: Ids::new(),
            counts: Counts::default(),
            random: Random::new(seed, number),
            made: 0,
            answers: BTreeMap::new(),
        }
    }

    /// Writes until told to stop, or until the outcome of a call is not known.
    pub(crate) fn work(&mut self, control: SocketAddr, key: &AccessKey, stop: &AtomicBool) -> Result<()> {
        let mut client = ControlClient::new(control, key);
        while !stop.load(Ordering::Relaxed) && self.pending.is_none() {
            let step = self.step()?;
            let answer = client.call(step.method, &step.target, step.body.as_ref());
            let answer = match answer {
                Ok(answer) => answer,
                Err(_) => {
                    self.counts.unknown += 1;
                    self.pending = Some(step.after);
                    return Ok(());
                }
            };
            let said = || {
                format!(
                    "{} {}: {} {}",
                    step.method,
                    step.target,
                    answer.status,
                    answer.text()
                )
            };
            match answer.status {
                200..=299 => {
                    if let Some(place) = step.makes {
                        let id = answer
                            .json()?
                            .get("id")
                            .and_then(Value::as_str)
                            .map(str::to_owned);
                        self.ids.insert(
                            place,
                            id.with_context(|| format!("no id in `{}`", answer.text()))?,
                        );
                    }
                    self.learn_root(&answer);
                    self.world = step.after;
                    self.counts.acknowledged += 1;
                    *self.counts.by_kind.entry(step.kind).or_default() += 1;
                }
                409 => self.counts.conflicts += 1,
                500.. => {
                    self.counts.unknown += 1;
                    self.counts.failures.push(said());
                    self.pending = Some(step.after);
                }
                _ => self.counts.faults.push(said()),
            }
        }
        Ok(())
    }

    /// The root of an API has an id that only answers about the whole API tell.
    fn learn_root(&mut self, answer: &Answer) {
        let Ok(body) = answer.json() else { return };
        let member = |name: &str| body.get(name).and_then(Value::as_str);
        if let (Some(root), Some(name)) = (member("rootResourceId"), member("name")) {
            self.ids.insert(format!("api {name} resource /"), root.to_owned());
        }
    }

    fn name(&mut self) -> String {
        self.made += 1;
        format!("{}{}", self.prefix, self.made)
    }

    fn id(&self, place: &str) -> Result<String> {
        self.ids
            .get(place)
            .cloned()
            .with_context(|| format!("no id of `{place}`"))
    }

    /// Something that can be done now.
    fn step(&mut self) -> Result<Step> {
        for _ in 0..1_000 {
            let step = match self.random.below(24) {
                0..=2 => self.import()?,
                3 => self.overwrite()?,
                4 => self.describe()?,
                5..=6 => self.create_resource()?,
                7..=8 => self.put_method()?,
                9..=10 => self.put_integration()?,
                11 => self.delete_resource()?,
                12..=14 => self.deploy()?,
                15 => self.create_stage()?,
                16..=17 => self.update_stage()?,
                18 => self.delete_stage()?,
                19 => self.delete_deployment()?,
                20 => self.delete_api()?,
                21 => self.create_key_or_link()?,
                22 => self.create_or_update_plan()?,
                _ => self.delete_plan_or_key()?,
            };
            if let Some(step) = step {
                return Ok(step);
            }
        }
        bail!("{} finds nothing to do", self.prefix)
    }

    fn pick_api(&mut self) -> Option<(String, Api)> {
        let apis: Vec<_> = self
            .world
            .apis
            .iter()
            .map(|(name, api)| (name.clone(), api.clone()))
            .collect();
        self.random.pick(apis)
    }

    /// The world with this API changed.
    fn with_api(&self, name: &str, change: impl FnOnce(&mut Api)) -> World {
        let mut after = self.world.clone();
        change(after.apis.entry(name.to_owned()).or_default());
        after
    }

    fn import(&mut self) -> Result<Option<Step>> {
        if self.world.apis.len() >= APIS_MAX {
            return Ok(None);
        }
        let name = self.name();
        let (version, routes) = (self.made, self.random.between(ROUTES.0, ROUTES.1));
        Ok(Some(Step {
            kind: "ImportRestApi",
            method: "POST",
            target: "/restapis?mode=import".to_owned(),
            body: Some(document(&name, version, routes)),
            after: self.with_api(&name, |api| *api = Api::imported(version, routes)),
            makes: Some(format!("api {name}")),
        }))
    }

    fn overwrite(&mut self) -> Result<Option<Step>> {
        let Some((name, api)) = self.pick_api() else {
            return Ok(None);
        };
        self.made += 1;
        let (version, routes) = (self.made, self.random.between(ROUTES.0, ROUTES.1));
        let new = Api::imported(version, routes);
        Ok(Some(Step {
            kind: "PutRestApi",
            method: "PUT",
            target: format!("/restapis/{}?mode=overwrite", self.id(&format!("api {name}"))?),
            body: Some(document(&name, version, routes)),
            after: self.with_api(&name, |after| {
                *after = Api {
                    deployments: api.deployments,
                    stages: api.stages,
                    ..new
                }
            }),
            makes: None,
        }))
    }

    fn describe(&mut self) -> Result<Option<Step>> {
        let Some((name, _)) = self.pick_api() else {
            return Ok(None);
        };
        self.made += 1;
        let number = i64::try_from(self.made)?;
        Ok(Some(Step {
            kind: "UpdateRestApi",
            method: "PATCH",
            target: format!("/restapis/{}", self.id(&format!("api {name}"))?),
            body: Some(replace(&[
                ("/description", format!("described {number}")),
                ("/minimumCompressionSize", number.to_string()),
            ])),
            after: self.with_api(&name, |api| {
                api.description = format!("described {number}");
                api.compression = number;
            }),
            makes: None,
        }))
    }

    fn create_resource(&mut self) -> Result<Option<Step>> {
        let Some((name, api)) = self.pick_api() else {
            return Ok(None);
        };
        let added: Vec<String> = added(&api).into_iter().map(|(path, _)| path).collect();
        if added.len() >= RESOURCES_ADDED_MAX {
            return Ok(None);
        }
        self.made += 1;
        let mut parents = added;
        parents.push("/".to_owned());
        let parent = self.random.pick(parents).unwrap_or_default();
        let part = format!("x{}", self.made);
        let path = format!("{}/{part}", parent.trim_end_matches('/'));
        Ok(Some(Step {
            kind: "CreateResource",
            method: "POST",
            target: format!(
                "/restapis/{}/resources/{}",
                self.id(&format!("api {name}"))?,
                self.id(&format!("api {name} resource {parent}"))?
            ),
            body: Some(json!({ "pathPart": part })),
            makes: Some(format!("api {name} resource {path}")),
            after: self.with_api(&name, |api| {
                api.resources.insert(path, BTreeMap::new());
            }),
        }))
    }

    fn put_method(&mut self) -> Result<Option<Step>> {
        let Some((name, api)) = self.pick_api() else {
            return Ok(None);
        };
        let mut free = added(&api);
        free.retain(|(_, methods)| methods.is_empty());
        let Some((path, _)) = self.random.pick(free) else {
            return Ok(None);
        };
        Ok(Some(Step {
            kind: "PutMethod",
            method: "PUT",
            target: format!("{}/methods/GET", self.resource(&name, &path)?),
            body: Some(json!({ "authorizationType": "NONE" })),
            after: self.with_method(&name, &path, "NONE"),
            makes: None,
        }))
    }

    fn put_integration(&mut self) -> Result<Option<Step>> {
        let Some((name, api)) = self.pick_api() else {
            return Ok(None);
        };
        let mut open = added(&api);
        open.retain(|(_, methods)| methods.values().any(|method| method == "NONE"));
        let Some((path, _)) = self.random.pick(open) else {
            return Ok(None);
        };
        Ok(Some(Step {
            kind: "PutIntegration",
            method: "PUT",
            target: format!("{}/methods/GET/integration", self.resource(&name, &path)?),
            body: Some(json!({ "type": "MOCK" })),
            after: self.with_method(&name, &path, "NONE MOCK"),
            makes: None,
        }))
    }

    fn resource(&self, name: &str, path: &str) -> Result<String> {
        let api = self.id(&format!("api {name}"))?;
        let resource = self.id(&format!("api {name} resource {path}"))?;
        Ok(format!("/restapis/{api}/resources/{resource}"))
    }

    fn with_method(&self, name: &str, path: &str, has: &str) -> World {
        self.with_api(name, |api| {
            let methods = api.resources.entry(path.to_owned()).or_default();
            methods.insert("GET".to_owned(), has.to_owned());
        })
    }

    fn delete_resource(&mut self) -> Result<Option<Step>> {
        let Some((name, api)) = self.pick_api() else {
            return Ok(None);
        };
        let Some((path, _)) = self.random.pick(added(&api)) else {
            return Ok(None);
        };
        let below = format!("{path}/");
        Ok(Some(Step {
            kind: "DeleteResource",
            method: "DELETE",
            target: self.resource(&name, &path)?,
            body: None,
            after: self.with_api(&name, |api| {
                api.resources
                    .retain(|known, _| *known != path && !known.starts_with(&below));
            }),
            makes: None,
        }))
    }

    fn deploy(&mut self) -> Result<Option<Step>> {
        let Some((name, api)) = self.pick_api() else {
            return Ok(None);
        };
        let is_open = |methods: &BTreeMap<String, String>| methods.values().any(|method| method == "NONE");
        if api.deployments.len() >= DEPLOYMENTS_MAX || api.resources.values().any(is_open) {
            return Ok(None);
        }
        self.made += 1;
        let description = format!("d{}", self.made);
        let answer = served(&name, api.version());
        self.answers
            .insert((name.clone(), description.clone()), answer.clone());
        let stage = match self.random.one_in(4) {
            true => None,
            false => self.random.pick(STAGES.to_vec()),
        };
        let mut body = json!({ "description": description });
        let mut after = self.with_api(&name, |after| {
            after.deployments.insert(description.clone(), api.methods());
        });
        if let (Some(stage), Some(members)) = (stage, body.as_object_mut()) {
            let color = format!("c{}", self.made);
            members.insert("stageName".to_owned(), json!(stage));
            members.insert("stageDescription".to_owned(), json!(color));
            members.insert("variables".to_owned(), json!({ "color": color }));
            let new = Stage {
                deployment: description.clone(),
                description: color.clone(),
                color,
                served: answer,
            };
            after
                .apis
                .entry(name.clone())
                .or_default()
                .stages
                .insert(stage.to_owned(), new);
        }
        Ok(Some(Step {
            kind: "CreateDeployment",
            method: "POST",
            target: format!("/restapis/{}/deployments", self.id(&format!("api {name}"))?),
            body: Some(body),
            makes: Some(format!("api {name} deployment {description}")),
            after,
        }))
    }

    /// Some deployment of an API: its description, its id, what it answers.
    fn pick_deployment(&mut self, name: &str, api: &Api) -> Result<Option<(String, String, String)>> {
        let Some(description) = self.random.pick(api.deployments.keys().cloned().collect()) else {
            return Ok(None);
        };
        let id = self.id(&format!("api {name} deployment {description}"))?;
        let answer = self.answers.get(&(name.to_owned(), description.clone())).cloned();
        Ok(Some((description, id, answer.context("a deployment of nobody")?)))
    }

    fn create_stage(&mut self) -> Result<Option<Step>> {
        let Some((name, api)) = self.pick_api() else {
            return Ok(None);
        };
        let free: Vec<&str> = STAGES
            .into_iter()
            .filter(|stage| !api.stages.contains_key(*stage))
            .collect();
        let Some(stage) = self.random.pick(free) else {
            return Ok(None);
        };
        let Some((deployment, id, answer)) = self.pick_deployment(&name, &api)? else {
            return Ok(None);
        };
        self.made += 1;
        let color = format!("c{}", self.made);
        let new = Stage {
            deployment,
            description: color.clone(),
            color: color.clone(),
            served: answer,
        };
        Ok(Some(Step {
            kind: "CreateStage",
            method: "POST",
            target: format!("/restapis/{}/stages", self.id(&format!("api {name}"))?),
            body: Some(json!({
                "stageName": stage,
                "deploymentId": id,
                "description": color,
                "variables": { "color": color },
            })),
            after: self.with_api(&name, |api| {
                api.stages.insert(stage.to_owned(), new);
            }),
            makes: None,
        }))
    }

    fn pick_stage(&mut self) -> Option<(String, Api, String)> {
        let (name, api) = self.pick_api()?;
        let stage = self.random.pick(api.stages.keys().cloned().collect())?;
        Some((name, api, stage))
    }

    fn update_stage(&mut self) -> Result<Option<Step>> {
        let Some((name, api, stage)) = self.pick_stage() else {
            return Ok(None);
        };
        let Some((deployment, id, answer)) = self.pick_deployment(&name, &api)? else {
            return Ok(None);
        };
        self.made += 1;
        let color = format!("c{}", self.made);
        let new = Stage {
            deployment,
            description: color.clone(),
            color: color.clone(),
            served: answer,
        };
        Ok(Some(Step {
            kind: "UpdateStage",
            method: "PATCH",
            target: format!("/restapis/{}/stages/{stage}", self.id(&format!("api {name}"))?),
            body: Some(replace(&[
                ("/description", color.clone()),
                ("/variables/color", color),
                ("/deploymentId", id),
            ])),
            after: self.with_api(&name, |api| {
                api.stages.insert(stage.clone(), new);
            }),
            makes: None,
        }))
    }

    fn delete_stage(&mut self) -> Result<Option<Step>> {
        let Some((name, _, stage)) = self.pick_stage() else {
            return Ok(None);
        };
        let place = format!("{name}/{stage}");
        if self.world.plans.values().any(|plan| plan.stages.contains(&place)) {
            return Ok(None);
        }
        Ok(Some(Step {
            kind: "DeleteStage",
            method: "DELETE",
            target: format!("/restapis/{}/stages/{stage}", self.id(&format!("api {name}"))?),
            body: None,
            after: self.with_api(&name, |api| {
                api.stages.remove(&stage);
            }),
            makes: None,
        }))
    }

    fn delete_deployment(&mut self) -> Result<Option<Step>> {
        let Some((name, mut api)) = self.pick_api() else {
            return Ok(None);
        };
        let used: BTreeSet<_> = api
            .stages
            .values()
            .map(|stage| stage.deployment.clone())
            .collect();
        api.deployments
            .retain(|description, _| !used.contains(description));
        let Some((description, id, _)) = self.pick_deployment(&name, &api)? else {
            return Ok(None);
        };
        Ok(Some(Step {
            kind: "DeleteDeployment",
            method: "DELETE",
            target: format!("/restapis/{}/deployments/{id}", self.id(&format!("api {name}"))?),
            body: None,
            after: self.with_api(&name, |api| {
                api.deployments.remove(&description);
            }),
            makes: None,
        }))
    }

    fn delete_api(&mut self) -> Result<Option<Step>> {
        let Some((name, _)) = self.pick_api() else {
            return Ok(None);
        };
        let below = format!("{name}/");
        let used = |plan: &Plan| plan.stages.iter().any(|stage| stage.starts_with(&below));
        if self.world.plans.values().any(used) {
            return Ok(None);
        }
        let mut after = self.world.clone();
        after.apis.remove(&name);
        Ok(Some(Step {
            kind: "DeleteRestApi",
            method: "DELETE",
            target: format!("/restapis/{}", self.id(&format!("api {name}"))?),
            body: None,
            after,
            makes: None,
        }))
    }

    fn create_key_or_link(&mut self) -> Result<Option<Step>> {
        if self.world.keys.len() < KEYS_MAX && self.random.one_in(2) {
            let name = self.name();
            let description = format!("key {name}");
            let mut after = self.world.clone();
            after.keys.insert(name.clone(), description.clone());
            return Ok(Some(Step {
                kind: "CreateApiKey",
                method: "POST",
                target: "/apikeys".to_owned(),
                body: Some(json!({ "name": name, "description": description, "enabled": true })),
                makes: Some(format!("key {name}")),
                after,
            }));
        }
        let Some(plan) = self.random.pick(self.world.plans.keys().cloned().collect()) else {
            return Ok(None);
        };
        // A key has each stage in one plan at most: it is in one plan.
        let free = |key: &&String| !self.world.plans.values().any(|plan| plan.keys.contains(*key));
        let free: Vec<String> = self.world.keys.keys().filter(free).cloned().collect();
        let Some(key) = self.random.pick(free) else {
            return Ok(None);
        };
        let mut after = self.world.clone();
        after
            .plans
            .entry(plan.clone())
            .or_default()
            .keys
            .insert(key.clone());
        Ok(Some(Step {
            kind: "CreateUsagePlanKey",
            method: "POST",
            target: format!("/usageplans/{}/keys", self.id(&format!("plan {plan}"))?),
            body: Some(json!({ "keyId": self.id(&format!("key {key}"))?, "keyType": "API_KEY" })),
            after,
            makes: None,
        }))
    }

    fn create_or_update_plan(&mut self) -> Result<Option<Step>> {
        self.made += 1;
        let (number, rate) = (self.made, i64::try_from(self.made)?);
        let mut after = self.world.clone();
        if self.world.plans.len() < PLANS_MAX && self.random.one_in(2) {
            let name = self.name();
            let mut plan = Plan {
                description: format!("plan {number}"),
                rate,
                ..Plan::default()
            };
            let mut stages = Vec::new();
            if let Some((api, _, stage)) = self.pick_stage() {
                stages.push(json!({ "apiId": self.id(&format!("api {api}"))?, "stage": stage }));
                plan.stages.insert(format!("{api}/{stage}"));
            }
            let body = json!({
                "name": name,
                "description": plan.description,
                "apiStages": stages,
                "throttle": { "rateLimit": rate, "burstLimit": 5 },
            });
            after.plans.insert(name.clone(), plan);
            return Ok(Some(Step {
                kind: "CreateUsagePlan",
                method: "POST",
                target: "/usageplans".to_owned(),
                body: Some(body),
                makes: Some(format!("plan {name}")),
                after,
            }));
        }
        let Some(name) = self.random.pick(self.world.plans.keys().cloned().collect()) else {
            return Ok(None);
        };
        let plan = after.plans.entry(name.clone()).or_default();
        plan.description = format!("plan {number}");
        plan.rate = rate;
        let mut body = replace(&[
            ("/description", plan.description.clone()),
            ("/throttle/rateLimit", rate.to_string()),
        ]);
        // Removing the stages makes room for deleting the plan, and the API.
        for place in std::mem::take(&mut plan.stages) {
            let (api, stage) = place.split_once('/').context("a stage without an API")?;
            let value = format!("{}:{stage}", self.id(&format!("api {api}"))?);
            let operations = body.get_mut("patchOperations").and_then(Value::as_array_mut);
            operations
                .context("no operations")?
                .push(json!({ "op": "remove", "path": "/apiStages", "value": value }));
        }
        Ok(Some(Step {
            kind: "UpdateUsagePlan",
            method: "PATCH",
            target: format!("/usageplans/{}", self.id(&format!("plan {name}"))?),
            body: Some(body),
            after,
            makes: None,
        }))
    }

    fn delete_plan_or_key(&mut self) -> Result<Option<Step>> {
        let mut after = self.world.clone();
        if self.random.one_in(2) {
            let Some(name) = self.random.pick(self.world.keys.keys().cloned().collect()) else {
                return Ok(None);
            };
            after.keys.remove(&name);
            for plan in after.plans.values_mut() {
                plan.keys.remove(&name);
            }
            return Ok(Some(Step {
                kind: "DeleteApiKey",
                method: "DELETE",
                target: format!("/apikeys/{}", self.id(&format!("key {name}"))?),
                body: None,
                after,
                makes: None,
            }));
        }
        let empty = self.world.plans.iter().filter(|(_, plan)| plan.stages.is_empty());
        let Some(name) = self.random.pick(empty.map(|(name, _)| name.clone()).collect()) else {
            return Ok(None);
        };
        after.plans.remove(&name);
        Ok(Some(Step {
            kind: "DeleteUsagePlan",
            method: "DELETE",
            target: format!("/usageplans/{}", self.id(&format!("plan {name}"))?),
            body: None,
            after,
            makes: None,
        }))
    }
}

/// The resources that were not imported.
fn added(api: &Api) -> Vec<(String, BTreeMap<String, String>)> {
    let added = api.resources.iter().filter(|(path, _)| path.starts_with("/x"));
    added
        .map(|(path, methods)| (path.clone(), methods.clone()))
        .collect()
}

fn replace(changes: &[(&str, String)]) -> Value {
    let one = |(path, value): &(&str, String)| json!({ "op": "replace", "path": path, "value": value });
    json!({ "patchOperations": changes.iter().map(one).collect::<Vec<_>>() })
}

impl Api {
    /// The version of its document.
    fn version(&self) -> u64 {
        let number = |path: &String| path.strip_prefix("/v")?.parse().ok();
        self.resources.keys().find_map(number).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::torture::world::WHOLE;

    #[test]
    fn an_imported_api_knows_its_version() {
        let api = Api::imported(17, 2);
        assert_eq!(api.version(), 17);
        assert!(added(&api).is_empty());
        assert_eq!(api.resources["/v17/r1"]["GET"], WHOLE);
    }
}
