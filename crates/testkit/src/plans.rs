//! What cases name as their `setup`: API keys, usage plans, rates and custom domains of the fixture; and a store of quotas.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use api_model::{ANY_CONTENT_TYPE, MethodSetting, MethodSettings, RestApi, Throttle};
use gateway::{
    ApiKey, BasePathMapping, DomainName, Domains, GiveBack, PlanStage, Quota, QuotaPeriod, QuotaStore,
    QuotaStoreError, QuotaUse, Reserve, SnapshotChange, UsagePlan, UsagePlans,
};
use portcullis_core::Timestamp;

use crate::fixture;

/// The fixture's keys, as `id`, value and whether it is enabled: good ones for stage `prod` and for `test`, and a disabled
/// one for `prod`.
pub const KEYS: [(&str, &str, bool); 3] = [
    ("good", "good-key-0123456789abcdef", true),
    ("other", "other-key-0123456789abcde", true),
    ("disabled", "disabled-key-0123456789ab", false),
];

/// How the fixture is changed by the control plane, as it were.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// Every method asks for an API key.
    pub key_required: bool,
    /// Every body must be a JSON object.
    pub body_checked: bool,
    /// The rate of stages.
    pub rate: Option<Throttle>,
    /// The quota of the plan that lists `prod`.
    pub quota: Option<u64>,
    /// What is mapped on `api.example.com`.
    pub base_path: Option<&'static str>,
}

/// The setup that a case names.
pub fn setup(name: &str) -> Setup {
    let keys = Setup {
        key_required: true,
        ..Setup::default()
    };
    match name {
        "api-keys" => keys,
        "api-keys-and-model" => Setup {
            body_checked: true,
            ..keys
        },
        "quota-of-2" => Setup {
            quota: Some(2),
            ..keys
        },
        "rate-of-1" => Setup {
            rate: Some(Throttle { rate: 1.0, burst: 1 }),
            ..Setup::default()
        },
        "domain" => Setup {
            base_path: Some("shop"),
            ..Setup::default()
        },
        other => panic!("no setup `{other}`"),
    }
}

impl Setup {
    /// Changes the imported definition.
    pub fn change(&self, api: &mut RestApi) {
        for method in api
            .resources
            .values_mut()
            .flat_map(|resource| &mut resource.methods)
        {
            method.api_key_required |= self.key_required;
            if self.body_checked {
                method
                    .body_models
                    .push((ANY_CONTENT_TYPE.to_owned(), "Object".to_owned()));
            }
        }
        api.models
            .insert("Object".to_owned(), r#"{"type":"object"}"#.to_owned());
    }

    /// The settings of every stage.
    pub fn method_settings(&self) -> MethodSettings {
        MethodSettings {
            every: MethodSetting {
                throttle: self.rate,
                logging_level: None,
            },
            methods: BTreeMap::new(),
        }
    }

    /// What is served beside the stages.
    pub fn tables(&self) -> Vec<SnapshotChange> {
        let plan = |stage: &str, quota: Option<u64>, keys: &[&str]| UsagePlan {
            id: format!("plan-{stage}"),
            throttle: None,
            quota: quota.map(|limit| Quota {
                limit,
                offset: 0,
                period: QuotaPeriod::Day,
                since: Timestamp { epoch_ms: 0 },
            }),
            stages: vec![PlanStage {
                api: fixture::API.parse().unwrap(),
                stage: stage.parse().unwrap(),
                methods: BTreeMap::new(),
            }],
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        };
        let plans = vec![
            plan("prod", self.quota, &["good", "disabled"]),
            plan("test", None, &["other"]),
        ];
        let keys = KEYS.map(|(id, value, enabled)| ApiKey::new(id.to_owned(), value, enabled));
        let name = DomainName {
            name: "api.example.com".to_owned(),
            mappings: Vec::from_iter(self.base_path.map(|base_path| BasePathMapping {
                base_path: base_path.to_owned(),
                api: fixture::API.parse().unwrap(),
                stage: Some("prod".parse().unwrap()),
            })),
            mutual_tls: None,
            private: None,
        };
        vec![
            SnapshotChange::UsagePlans(UsagePlans::new(plans, keys.into()).expect("a table")),
            SnapshotChange::Domains(Domains::new(vec![name]).expect("a table")),
        ]
    }
}

/// Quotas counted in memory.
#[derive(Debug, Default)]
pub struct MemoryQuotas {
    used: Mutex<HashMap<QuotaUse, u64>>,
}

impl MemoryQuotas {
    /// What is counted as used of a plan by a key, over all time.
    pub fn used(&self, plan: &str, key: &str) -> u64 {
        let used = self.used.lock().unwrap();
        let of_key = used.iter().filter(|(of, _)| (&*of.plan, &*of.key) == (plan, key));
        of_key.map(|(_, count)| count).sum()
    }
}

impl QuotaStore for MemoryQuotas {
    fn reserve(&self, reserves: &[Reserve]) -> Result<Vec<u64>, QuotaStoreError> {
        let mut used = self.used.lock().unwrap();
        let one = |reserve: &Reserve| {
            let of = &reserve.of;
            let in_period =
                |other: &QuotaUse| (&other.plan, &other.key, other.span) == (&of.plan, &of.key, of.span);
            let before: u64 = used
                .iter()
                .filter(|(of, _)| in_period(of))
                .map(|(_, count)| count)
                .sum();
            let granted = reserve.wanted.min(reserve.limit.saturating_sub(before));
            *used.entry(of.clone()).or_default() += granted;
            granted
        };
        Ok(reserves.iter().map(one).collect())
    }

    fn give_back(&self, unused: &[GiveBack]) -> Result<(), QuotaStoreError> {
        let mut used = self.used.lock().unwrap();
        for GiveBack { of, unused } in unused {
            let count = used.get_mut(of).expect("only what was reserved is given back");
            *count = count.checked_sub(*unused).expect("no more than was reserved");
        }
        Ok(())
    }
}

/// Quotas as the gateway takes them.
pub fn memory_quotas() -> Arc<dyn QuotaStore> {
    Arc::new(MemoryQuotas::default())
}
