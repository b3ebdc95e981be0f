//! What there is, seen through the API and the data plane.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::control_client::{ControlClient, invoke};
use crate::installation::Server;
use crate::torture::world::{Api, Ids, Plan, Stage, VERSION_PATH, World};

/// What was seen.
#[derive(Default)]
pub(crate) struct Seen {
    /// By the prefix of their writers' names: `w1-`.
    pub(crate) worlds: BTreeMap<String, World>,
    pub(crate) ids: Ids,
    /// What cannot be, whoever wrote what.
    pub(crate) faults: Vec<String>,
}

/// Looks at everything.
pub(crate) fn look(server: &Server) -> Result<Seen> {
    let mut client = server.client();
    let mut seen = Seen::default();
    let apis = items(&mut client, "/restapis", "")?;
    let mut names = BTreeMap::new();
    for listed in &apis {
        let (id, name) = (text(listed, "id")?, text(listed, "name")?);
        let api = look_at_api(server, &mut client, &id, &name, listed, &mut seen)?;
        names.insert(id.clone(), name.clone());
        seen.learn(format!("api {name}"), &id);
        let apis = &mut seen.world(&name)?.apis;
        if apis.insert(name.clone(), api).is_some() {
            seen.faults.push(format!("there are two APIs `{name}`"));
        }
    }
    let mut keys = BTreeMap::new();
    for key in items(&mut client, "/apikeys", "")? {
        let (id, name) = (text(&key, "id")?, text(&key, "name")?);
        seen.learn(format!("key {name}"), &id);
        seen.world(&name)?
            .keys
            .insert(name.clone(), optional(&key, "description"));
        keys.insert(id, name);
    }
    for listed in items(&mut client, "/usageplans", "")? {
        let (id, name) = (text(&listed, "id")?, text(&listed, "name")?);
        let mut plan = Plan {
            description: optional(&listed, "description"),
            rate: listed
                .pointer("/throttle/rateLimit")
                .and_then(Value::as_f64)
                .unwrap_or(-1.0) as i64,
            ..Plan::default()
        };
        for stage in listed
            .get("apiStages")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let (api, stage) = (text(stage, "apiId")?, text(stage, "stage")?);
            let api = names.get(&api).map_or("?", String::as_str);
            plan.stages.insert(format!("{api}/{stage}"));
        }
        for member in items(&mut client, &format!("/usageplans/{id}/keys"), "")? {
            let id = text(&member, "id")?;
            plan.keys
                .insert(keys.get(&id).cloned().unwrap_or_else(|| format!("no key {id}")));
        }
        seen.learn(format!("plan {name}"), &id);
        seen.world(&name)?.plans.insert(name, plan);
    }
    Ok(seen)
}

fn look_at_api(
    server: &Server,
    client: &mut ControlClient,
    id: &str,
    name: &str,
    listed: &Value,
    seen: &mut Seen,
) -> Result<Api> {
    let mut api = Api {
        description: optional(listed, "description"),
        compression: listed
            .get("minimumCompressionSize")
            .and_then(Value::as_i64)
            .unwrap_or(-1),
        ..Api::default()
    };
    for resource in items(client, &format!("/restapis/{id}/resources"), "&embed=methods")? {
        let path = text(&resource, "path")?;
        seen.learn(format!("api {name} resource {path}"), &text(&resource, "id")?);
        let methods = resource.get("resourceMethods").and_then(Value::as_object);
        let methods = methods.into_iter().flatten();
        let methods = methods
            .map(|(verb, method)| (verb.clone(), described(method)))
            .collect();
        if api.resources.insert(path.clone(), methods).is_some() {
            seen.faults
                .push(format!("API `{name}` has two resources `{path}`"));
        }
    }
    let mut deployments = BTreeMap::new();
    for deployment in items(client, &format!("/restapis/{id}/deployments"), "")? {
        let (own, description) = (text(&deployment, "id")?, optional(&deployment, "description"));
        let whole = client.ask(
            "GET",
            &format!("/restapis/{id}/deployments/{own}?embed=apisummary"),
            None,
        )?;
        let mut methods = BTreeSet::new();
        for (path, verbs) in whole
            .get("apiSummary")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let verbs = verbs.as_object().into_iter().flatten();
            methods.extend(verbs.map(|(verb, _)| format!("{verb} {path}")));
        }
        seen.learn(format!("api {name} deployment {description}"), &own);
        api.deployments.insert(description.clone(), methods);
        deployments.insert(own, description);
    }
    let stages = client.ask("GET", &format!("/restapis/{id}/stages"), None)?;
    for stage in stages.get("item").and_then(Value::as_array).into_iter().flatten() {
        let (stage_name, deployment) = (text(stage, "stageName")?, text(stage, "deploymentId")?);
        let Some(deployment) = deployments.get(&deployment) else {
            seen.faults.push(format!(
                "stage `{name}/{stage_name}` has no deployment `{deployment}`"
            ));
            continue;
        };
        let color = stage.pointer("/variables/color").and_then(Value::as_str);
        let served = invoke(server.listen, id, &format!("/{stage_name}{VERSION_PATH}"))?;
        let served = match served.status {
            200 => served.text(),
            status => format!("{status} {}", served.text()),
        };
        let known = Stage {
            deployment: deployment.clone(),
            description: optional(stage, "description"),
            color: color.unwrap_or_default().to_owned(),
            served,
        };
        api.stages.insert(stage_name, known);
    }
    for gone in ["one", "two", "three"] {
        if !api.stages.contains_key(gone) {
            let answer = invoke(server.listen, id, &format!("/{gone}{VERSION_PATH}"))?;
            if answer.status != 403 {
                let said = format!("{} {}", answer.status, answer.text());
                seen.faults
                    .push(format!("stage `{name}/{gone}` is not there and answers {said}"));
            }
        }
    }
    Ok(api)
}

/// What a method has, in a word each.
fn described(method: &Value) -> String {
    let mut words = vec![optional(method, "authorizationType")];
    if let Some(integration) = method.get("methodIntegration") {
        words.push(optional(integration, "type"));
        let responses = integration.get("integrationResponses").and_then(Value::as_object);
        words.extend(responses.into_iter().flatten().map(|(status, _)| status.clone()));
    }
    words.join(" ")
}

/// All pages of a list.
fn items(client: &mut ControlClient, path: &str, query: &str) -> Result<Vec<Value>> {
    let mut items = Vec::new();
    let mut position = String::new();
    loop {
        let page = client.ask("GET", &format!("{path}?limit=500{query}{position}"), None)?;
        let listed = page
            .get("item")
            .or_else(|| page.get("items"))
            .and_then(Value::as_array);
        items.extend(listed.into_iter().flatten().cloned());
        match page.get("position").and_then(Value::as_str) {
            Some(next) => position = format!("&position={next}"),
            None => return Ok(items),
        }
    }
}

fn text(value: &Value, member: &str) -> Result<String> {
    let found = value.get(member).and_then(Value::as_str).map(str::to_owned);
    found.with_context(|| format!("no `{member}` in {value}"))
}

fn optional(value: &Value, member: &str) -> String {
    value
        .get(member)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

impl Seen {
    fn learn(&mut self, place: String, id: &str) {
        self.ids.insert(place, id.to_owned());
    }

    fn world(&mut self, name: &str) -> Result<&mut World> {
        let Some((writer, _)) = name.split_once('-') else {
            bail!("`{name}` is nobody's");
        };
        Ok(self.worlds.entry(format!("{writer}-")).or_default())
    }
}
