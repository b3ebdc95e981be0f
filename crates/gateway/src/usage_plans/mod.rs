//! Usage plans and the API keys of their customers.
//!
//! The table holds a digest of every key's value, never the value. A presented key is hashed and the digest looked up, so
//! that how long it takes says nothing about the keys there are.
//!
//! Source: API Gateway developer guide, "Usage plans and API keys for REST APIs in API Gateway".

mod key;
mod quota;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use api_model::{Throttle, Verb};
use portcullis_core::{ApiId, StageName};

pub use key::ApiKey;
pub(crate) use key::KeyDigest;
pub use quota::{Quota, QuotaPeriod, QuotaSpan};

/// A usage plan.
#[derive(Debug, Clone, PartialEq)]
pub struct UsagePlan {
    /// Its id, unique among all plans.
    pub id: String,
    /// What each key may send, over all stages of the plan together.
    pub throttle: Option<Throttle>,
    /// How much each key may send in a period, likewise.
    pub quota: Option<Quota>,
    /// The stages it opens.
    pub stages: Vec<PlanStage>,
    /// The ids of its keys. An id of a key that is not in the table opens nothing.
    pub keys: Vec<String>,
}

/// A stage of a usage plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanStage {
    /// The API.
    pub api: ApiId,
    /// The stage.
    pub stage: StageName,
    /// What each key may send to single methods, by resource path (`/pets/{petId}`) and the verb the method is declared for.
    pub methods: BTreeMap<(String, Verb), Throttle>,
}

/// Why usage plans cannot be enforced as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UsagePlanError {
    /// Two plans with one id.
    #[error("two usage plans have the id `{0}`: give one another id")]
    SamePlan(String),
    /// Two keys with one id.
    #[error("two API keys have the id `{0}`: give one another id")]
    SameKey(String),
    /// A plan lists a stage twice.
    #[error("the usage plan `{plan}` lists stage `{stage}` of API `{api}` twice: list it once")]
    SameStage {
        /// The plan.
        plan: String,
        /// The API.
        api: String,
        /// The stage.
        stage: String,
    },
}

/// All usage plans with their keys.
#[derive(Debug, Default)]
pub struct UsagePlans {
    /// Keys with one value are rare, but nothing prevents them in different accounts.
    keys: HashMap<KeyDigest, Vec<KeyEntry>>,
}

#[derive(Debug)]
struct KeyEntry {
    id: Arc<str>,
    enabled: bool,
    plans: Vec<Arc<UsagePlan>>,
}

impl UsagePlans {
    /// Checks and indexes them.
    pub fn new(plans: Vec<UsagePlan>, keys: Vec<ApiKey>) -> Result<Self, UsagePlanError> {
        let mut of_key: HashMap<String, Vec<Arc<UsagePlan>>> = HashMap::new();
        let mut plan_ids = HashSet::new();
        for plan in plans {
            if !plan_ids.insert(plan.id.clone()) {
                return Err(UsagePlanError::SamePlan(plan.id));
            }
            let mut stages = HashSet::new();
            for stage in &plan.stages {
                if !stages.insert((&stage.api, &stage.stage)) {
                    return Err(UsagePlanError::SameStage {
                        plan: plan.id.clone(),
                        api: stage.api.as_str().to_owned(),
                        stage: stage.stage.as_str().to_owned(),
                    });
                }
            }
            let plan = Arc::new(plan);
            for key in &plan.keys {
                of_key.entry(key.clone()).or_default().push(Arc::clone(&plan));
            }
        }
        let mut key_ids = HashSet::new();
        let mut table = Self::default();
        for key in keys {
            if !key_ids.insert(key.id.clone()) {
                return Err(UsagePlanError::SameKey(key.id));
            }
            let plans = of_key.remove(&key.id).unwrap_or_default();
            table.keys.entry(key.digest).or_default().push(KeyEntry {
                id: key.id.into(),
                enabled: key.enabled,
                plans,
            });
        }
        Ok(table)
    }
}
