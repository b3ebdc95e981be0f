//! What the control plane has saved, beside what its stages run: `/_portcullis/apis` and `/_portcullis/apis/{id}`.
//!
//! Reads the store without a transaction: what is shown may be a moment old, and nobody's change has to run again for it.
//! Runs on blocking threads.

mod outline;

use api_definition::Definition;
use aws_model::apigateway::Stage as StageFacts;
use control::Stored;
use gateway::Snapshot;
use serde_json::{Value, json};
use store::{Filter, Key, Store};
use svc_apigateway::{SavedApi, SavedDeployment, SavedStage, deployment_id, deploys_alike};

use crate::control_plane::scan_each;
use outline::outline;

/// Stages of an API that are shown; AWS allows 10.
const STAGES_MAX: usize = 1_000;

/// Every saved API with its stages. One that cannot be read is shown with the reason, as `fault`.
pub(super) fn list(store: &dyn Store, snapshot: &Snapshot) -> Result<Value, String> {
    let mut apis = Vec::new();
    scan_each::<SavedApi>(store, |document, saved| {
        let key = &document.key;
        let shown = saved.and_then(|saved| {
            let stages = stages_of(store, key, &saved.definition, snapshot)?;
            let stages = stages.iter().map(ShownStage::line).collect();
            Ok(facts(key, &saved.definition, stages))
        });
        apis.push(shown.unwrap_or_else(|why| {
            json!({ "api": key.id, "name": null, "account": key.account, "region": key.region, "stages": [], "fault": why })
        }));
    })?;
    Ok(Value::Array(apis))
}

/// One saved API with everything in it and everything its stages run. `Ok(None)`: there is none of this id.
pub(super) fn one(store: &dyn Store, snapshot: &Snapshot, id: &str) -> Result<Option<Value>, String> {
    let Some(key) = svc_apigateway::find_api(store, id).map_err(told)? else {
        return Ok(None);
    };
    let Some(saved) = read::<SavedApi>(store, &key)? else {
        return Ok(None);
    };
    let stages = stages_of(store, &key, &saved.definition, snapshot)?;
    let mut answer = facts(
        &key,
        &saved.definition,
        stages.iter().map(ShownStage::whole).collect(),
    );
    if let Value::Object(answer) = &mut answer {
        answer.insert("saved".to_owned(), outline(&saved.definition));
    }
    Ok(Some(answer))
}

fn facts(key: &Key, definition: &Definition, stages: Vec<Value>) -> Value {
    json!({
        "api": key.id,
        "name": definition.api.name,
        "account": key.account,
        "region": key.region,
        "stages": stages,
    })
}

/// A stage, what it runs, and how that compares with what is saved.
struct ShownStage {
    stage: StageFacts,
    /// What every request gets, or the canary does not.
    main: Run,
    canary: Option<Run>,
    /// Whether the data plane has the stage.
    served: bool,
    /// Methods that are refused: verb, path, why.
    refused: Vec<(String, String, String)>,
}

/// A deployment that serves requests.
struct Run {
    deployment: String,
    /// `None`: it is not in the store.
    definition: Option<Definition>,
    behind: bool,
}

fn stages_of(
    store: &dyn Store,
    api: &Key,
    saved: &Definition,
    snapshot: &Snapshot,
) -> Result<Vec<ShownStage>, String> {
    let page = store
        .list(&Filter {
            account: &api.account,
            region: &api.region,
            kind: SavedStage::KIND,
            parent: Some(&api.id),
            after: None,
            limit: STAGES_MAX,
        })
        .map_err(|error| crate::error_chain(&error))?;
    let mut shown = Vec::new();
    for document in page {
        let stage = control::decode::<SavedStage>(&document.key, &document.body)
            .map_err(told)?
            .stage;
        let name = stage.stage_name.clone().unwrap_or_default();
        let served = snapshot.stage(&api.id, &name);
        // The data plane may run a saved policy before it is deployed (`policy_live`).
        let policy = served.map(|served| served.deployment().origin.text.clone());
        let deployment = stage.deployment_id.clone().unwrap_or_default();
        let main = run(store, api, saved, deployment.clone(), policy.as_ref())?;
        let canary = match &stage.canary_settings {
            Some(canary) => {
                let deployment = canary.deployment_id.clone().unwrap_or(deployment);
                Some(run(store, api, saved, deployment, policy.as_ref())?)
            }
            None => None,
        };
        let refused = served.into_iter().flat_map(|served| served.refused());
        let mut refused: Vec<(String, String, String)> = refused
            .map(|(verb, path, why)| (verb.as_str().to_owned(), path.to_owned(), why.to_owned()))
            .collect();
        refused.sort();
        refused.dedup();
        shown.push(ShownStage {
            served: served.is_some(),
            stage,
            main,
            canary,
            refused,
        });
    }
    Ok(shown)
}

fn run(
    store: &dyn Store,
    api: &Key,
    saved: &Definition,
    deployment: String,
    policy: Option<&String>,
) -> Result<Run, String> {
    let id = deployment_id(&api.id, &deployment);
    let place = Key::new(&api.account, &api.region, SavedDeployment::KIND, id);
    let found = read::<SavedDeployment>(store, &place)?.map(|found| found.definition);
    let definition = found.map(|mut definition| {
        if let Some(policy) = policy {
            definition.api.policy = (!policy.is_empty()).then(|| policy.clone());
        }
        definition
    });
    Ok(Run {
        deployment,
        behind: definition
            .as_ref()
            .is_none_or(|definition| !deploys_alike(definition, saved)),
        definition,
    })
}

impl ShownStage {
    /// As a line of the list.
    fn line(&self) -> Value {
        json!({
            "stage": self.stage.stage_name,
            "deployment": self.main.deployment,
            "canary": self.canary.as_ref().map(|canary| json!({
                "deployment": canary.deployment,
                "percent": self.percent(),
            })),
            "behind": self.main.behind,
            "served": self.served,
        })
    }

    /// With everything it runs.
    fn whole(&self) -> Value {
        let mut shown = self.line();
        let refused: Vec<Value> = self
            .refused
            .iter()
            .map(|(method, path, why)| json!({ "method": method, "path": path, "why": why }))
            .collect();
        if let Value::Object(shown) = &mut shown {
            shown.insert("variables".to_owned(), json!(self.stage.variables));
            shown.insert("methodSettings".to_owned(), json!(self.stage.method_settings));
            shown.insert("refused".to_owned(), json!(refused));
            shown.insert("runs".to_owned(), self.main.outline());
            if let (Some(canary), Some(Value::Object(shown))) = (&self.canary, shown.get_mut("canary")) {
                shown.insert("behind".to_owned(), json!(canary.behind));
                shown.insert("runs".to_owned(), canary.outline());
            }
        }
        shown
    }

    fn percent(&self) -> f64 {
        let canary = self.stage.canary_settings.as_ref();
        canary.and_then(|canary| canary.percent_traffic).unwrap_or(0.0)
    }
}

impl Run {
    fn outline(&self) -> Value {
        self.definition.as_ref().map_or(Value::Null, outline)
    }
}

fn read<T: Stored>(store: &dyn Store, key: &Key) -> Result<Option<T>, String> {
    match store.get(key).map_err(|error| crate::error_chain(&error))? {
        Some(document) => control::decode::<T>(key, &document.body).map(Some).map_err(told),
        None => Ok(None),
    }
}

fn told(error: control::Error) -> String {
    error.detail.unwrap_or(error.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_cannot_be_read_is_shown_beside_the_others() {
        let store = store::open_memory().unwrap();
        let mut tx = control::Tx::new(&*store, "111122223333", "us-east-1");
        let mut good = SavedApi::default();
        good.definition.api.id = Some("good".to_owned());
        tx.put("good", "", &good).unwrap();
        tx.commit().unwrap();
        let mut damage = store::Transaction::default();
        damage.writes.push(store::Write::Put {
            key: Key::new("111122223333", "us-east-1", SavedApi::KIND, "damaged"),
            parent: String::new(),
            body: r#"{"v":9,"d":{}}"#.to_owned(),
        });
        store.commit(&damage).unwrap();
        let shown = list(&*store, &Snapshot::default()).unwrap();
        assert_eq!(shown[0]["api"], "damaged");
        assert!(
            shown[0]["fault"].as_str().unwrap().contains("version 9"),
            "{shown}"
        );
        assert_eq!(
            (&shown[1]["api"], &shown[1]["fault"]),
            (&json!("good"), &Value::Null)
        );
    }
}
