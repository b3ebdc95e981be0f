//! Usage plans and the API keys of their customers.
//!
//! The table holds a digest of every key's value, never the value. A presented key is hashed and the digest looked up, so
//! that how long it takes says nothing about the keys there are.
//!
//! Source: API Gateway developer guide, "Usage plans and API keys for REST APIs in API Gateway".

mod client;
mod key;
mod quota;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use api_model::{Throttle, Verb};
use portcullis_core::{ApiId, StageName};

pub(crate) use client::{Client, Customer};
pub use key::ApiKey;
pub(crate) use key::KeyDigest;
pub(crate) use quota::{DAY_MS, day};
pub use quota::{Quota, QuotaPeriod, QuotaSpan};

use client::CompiledPlan;

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
    /// By the ids of plan and key.
    clients: HashMap<Arc<str>, HashMap<Arc<str>, Arc<Client>>>,
}

#[derive(Debug)]
struct KeyEntry {
    id: Arc<str>,
    enabled: bool,
    /// One for each of its plans.
    clients: Vec<Arc<Client>>,
}

/// Why a key opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoCustomer<'p> {
    /// No key has this value.
    Unknown,
    /// It is disabled.
    Disabled(&'p str),
    /// None of its plans lists the stage.
    NoPlan(&'p str),
}

impl UsagePlans {
    /// Checks and indexes them; or gives the first fault.
    pub fn new(plans: Vec<UsagePlan>, keys: Vec<ApiKey>) -> Result<Self, UsagePlanError> {
        let (table, faults) = Self::leaving_out(plans, keys);
        faults.into_iter().next().map_or(Ok(table), Err)
    }

    /// Checks and indexes them. A plan or key with a fault is left out and opens nothing, so that one owner's mistake does not
    /// close the plans of others.
    pub fn leaving_out(plans: Vec<UsagePlan>, keys: Vec<ApiKey>) -> (Self, Vec<UsagePlanError>) {
        let mut faults = Vec::new();
        let mut plans_of_key: HashMap<String, Vec<Arc<CompiledPlan>>> = HashMap::new();
        let mut plan_ids = HashSet::new();
        for plan in plans {
            if !plan_ids.insert(plan.id.clone()) {
                faults.push(UsagePlanError::SamePlan(plan.id));
                continue;
            }
            let (compiled, keys) = match CompiledPlan::new(plan) {
                Ok(compiled) => compiled,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            let compiled = Arc::new(compiled);
            for key in keys {
                plans_of_key.entry(key).or_default().push(Arc::clone(&compiled));
            }
        }
        let mut key_ids = HashSet::new();
        let mut table = Self::default();
        for key in keys {
            if !key_ids.insert(key.id.clone()) {
                faults.push(UsagePlanError::SameKey(key.id));
                continue;
            }
            let mut plans = plans_of_key.remove(&key.id).unwrap_or_default();
            // A plan that names a key twice has it once.
            plans.dedup_by(|a, b| Arc::ptr_eq(a, b));
            let id: Arc<str> = key.id.into();
            let clients = plans
                .into_iter()
                .map(|plan| Arc::new(Client::new(plan, Arc::clone(&id))));
            table.keys.entry(key.digest).or_default().push(KeyEntry {
                clients: clients.collect(),
                id,
                enabled: key.enabled,
            });
        }
        table.index();
        (table, faults)
    }

    /// Who presents a key whose value has this digest, at a stage.
    pub(crate) fn customer(
        &self,
        digest: &KeyDigest,
        api: &str,
        stage: &str,
    ) -> Result<Customer<'_>, NoCustomer<'_>> {
        let entries = self.keys.get(digest).ok_or(NoCustomer::Unknown)?;
        let mut why = NoCustomer::Unknown;
        for entry in entries {
            if !entry.enabled {
                why = NoCustomer::Disabled(&entry.id);
                continue;
            }
            match entry.clients.iter().find_map(|client| client.at(api, stage)) {
                Some(customer) => return Ok(customer),
                None => why = NoCustomer::NoPlan(&entry.id),
            }
        }
        Err(why)
    }

    /// One key's part in one plan.
    pub(crate) fn client(&self, plan: &str, key: &str) -> Option<&Client> {
        self.clients.get(plan)?.get(key).map(AsRef::as_ref)
    }

    /// The same table with the buckets and counters of the one `before` it, wherever their numbers did not change.
    pub(crate) fn going_on(mut self, before: &Self) -> Self {
        if before.clients.is_empty() {
            return self;
        }
        // Otherwise every client would be held twice.
        self.clients.clear();
        for client in self
            .keys
            .values_mut()
            .flatten()
            .flat_map(|entry| &mut entry.clients)
        {
            if let (Some(old), Some(client)) =
                (before.client(client.plan(), client.key()), Arc::get_mut(client))
            {
                client.go_on(old);
            }
        }
        self.index();
        self
    }

    fn index(&mut self) {
        for client in self.keys.values().flatten().flat_map(|entry| &entry.clients) {
            let of_plan = self.clients.entry(Arc::clone(client.plan())).or_default();
            of_plan.insert(Arc::clone(client.key()), Arc::clone(client));
        }
    }
}
