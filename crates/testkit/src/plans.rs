//! What cases name as their `setup`: API keys, usage plans, rates and custom domains of the fixture; and a store of quotas.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use api_model::{
    ANY_CONTENT_TYPE, ApiKeySource, EndpointType, MethodSetting, MethodSettings, RestApi, Throttle,
};
use gateway::{
    ApiKey, BasePathMapping, DomainName, Domains, GiveBack, PlanStage, PrivateDomain, Quota, QuotaPeriod,
    QuotaStore, QuotaStoreError, QuotaUse, Reserve, SnapshotChange, TrustStore, UsagePlan, UsagePlans,
    VpcEndpoint,
};
use iam_policy::{Compiled, Document, Kind, POLICY_CHARACTERS_MAX, Policy};
use portcullis_core::Timestamp;

use crate::client_certificates::client_certificates;
use crate::fixture;

/// The VPC endpoints that have a listener: two that policies of the corpus name, and another.
pub const VPCES: [&str; 3] = [
    "vpce-0aa11bb22cc33dd44",
    "vpce-0ee55ff66aa77bb88",
    "vpce-0123456789abcdef0",
];

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
    /// API keys are those that authorizers give.
    pub key_of_authorizer: bool,
    /// Every body must be a JSON object.
    pub body_checked: bool,
    /// The rate of stages.
    pub rate: Option<Throttle>,
    /// The quota of the plan that lists `prod`.
    pub quota: Option<u64>,
    /// What is mapped on `api.example.com`.
    pub base_path: Option<&'static str>,
    /// The API is private.
    pub private: bool,
    /// What the policies of the VPC endpoints say, if they have one.
    pub endpoint_policy: Option<&'static str>,
    /// The API is also mapped on a private custom domain name, `private.example.com`, without a policy of its own.
    pub private_domain: bool,
    /// `api.example.com` asks for client certificates, of this authority.
    pub client_authority: Option<Arc<TrustStore>>,
}

/// The setup that a case names.
pub fn setup(name: &str) -> Setup {
    let keys = Setup {
        key_required: true,
        ..Setup::default()
    };
    let private = Setup {
        private: true,
        ..Setup::default()
    };
    match name {
        "api-keys" => keys,
        "api-keys-of-authorizer" => Setup {
            key_of_authorizer: true,
            ..keys
        },
        "body-model" => Setup {
            body_checked: true,
            ..Setup::default()
        },
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
        "private" => private,
        "private-endpoint-silent" => Setup {
            endpoint_policy: Some(
                r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:111122223333:another123/*"}]}"#,
            ),
            ..private
        },
        "private-domain" => Setup {
            private_domain: true,
            ..private
        },
        "mutual-tls" => Setup {
            base_path: Some("shop"),
            client_authority: Some(client_certificates().trust_store()),
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
        if self.key_of_authorizer {
            api.api_key_source = ApiKeySource::Authorizer;
        }
        if self.private {
            api.endpoint_type = EndpointType::Private;
        }
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
            mutual_tls: self.client_authority.clone(),
            private: None,
        };
        let private = self.private_domain.then(|| DomainName {
            name: "private.example.com".to_owned(),
            mappings: vec![BasePathMapping {
                base_path: "shop".to_owned(),
                api: fixture::API.parse().unwrap(),
                stage: Some("prod".parse().unwrap()),
            }],
            mutual_tls: None,
            private: Some(PrivateDomain {
                arn: format!(
                    "arn:aws:execute-api:{}:{}:/domainnames/private.example.com+abcd1234",
                    fixture::REGION,
                    fixture::ACCOUNT
                ),
                policy: None,
                vpces: VPCES.map(str::to_owned).into(),
            }),
        });
        let names = [name].into_iter().chain(private).collect();
        vec![
            SnapshotChange::UsagePlans(UsagePlans::new(plans, keys.into()).expect("a table")),
            SnapshotChange::Domains(Domains::new(names).expect("a table")),
        ]
    }
}

impl Setup {
    /// The VPC endpoints, with what their policies say.
    pub fn vpc_endpoints(&self) -> Arc<[VpcEndpoint]> {
        let policy = |text: &str| {
            let (document, _) = Document::parse(text, Kind::Resource).expect("a policy");
            Compiled::new(&Policy::new(&document, None, POLICY_CHARACTERS_MAX).expect("normalises"))
        };
        let endpoint = |id: &&str| VpcEndpoint {
            id: (*id).to_owned(),
            policy: self.endpoint_policy.map(policy),
        };
        VPCES.iter().map(endpoint).collect()
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
