//! The tables that belong to no single stage: usage plans with their keys, custom domain names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use api_model::{Throttle, Verb};
use aws_model::apigateway::{ThrottleSettings, UsagePlan as SavedPlan};
use control::Stored;
use gateway::{
    ApiKey, BasePathMapping, CertificatePem, DomainName, Domains, PlanStage, PrivateDomain, Quota,
    QuotaPeriod, TrustStore, UsagePlan, UsagePlans,
};
use portcullis_core::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Document, Store};
use svc_apigateway::{
    SavedAccessAssociation, SavedApiKey, SavedBasePathMapping, SavedDomainName, SavedUsagePlan,
    SavedUsagePlanKey,
};

use crate::error_chain;

/// Documents read at once.
const PAGE: usize = 1_000;

/// Every document of a kind, or why it cannot be read: damage, or the form of a newer program on the same store. One such
/// document must not keep everything else from being served as its owners want it now.
pub(crate) fn scan_each<T: Stored>(
    store: &dyn Store,
    mut take: impl FnMut(&Document, Result<T, String>),
) -> Result<(), String> {
    let mut after = None;
    loop {
        let page = store
            .scan(T::KIND, after.as_ref(), PAGE)
            .map_err(|error| error_chain(&error))?;
        for document in &page {
            let value = control::decode::<T>(&document.key, &document.body)
                .map_err(|error| error.detail.unwrap_or(error.message));
            take(document, value);
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = Some(last.key.clone()),
            _ => return Ok(()),
        }
    }
}

/// What the data plane reads of an API key: the digest of its value, not the value.
#[derive(Serialize, Deserialize)]
struct PlaneKey {
    key: PlaneKeyFacts,
}

#[derive(Serialize, Deserialize)]
struct PlaneKeyFacts {
    id: Option<String>,
    enabled: Option<bool>,
    value: PlaneKeyValue,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum PlaneKeyValue {
    Sealed {
        sha256: String,
    },
    /// In a store that is not sealed yet.
    Plain(String),
}

impl Stored for PlaneKey {
    const KIND: &'static str = SavedApiKey::KIND;
    const VERSION: u32 = SavedApiKey::VERSION;
}

impl PlaneKeyFacts {
    fn into_api_key(self) -> Result<ApiKey, String> {
        let id = self.id.unwrap_or_default();
        let enabled = self.enabled.unwrap_or(false);
        match self.value {
            PlaneKeyValue::Sealed { sha256 } => {
                let digest =
                    digest(&sha256).ok_or_else(|| format!("API key `{id}`: its digest cannot be read"))?;
                Ok(ApiKey::of_digest(id, digest, enabled))
            }
            PlaneKeyValue::Plain(value) => Ok(ApiKey::new(id, &value, enabled)),
        }
    }
}

/// A SHA-256 in hexadecimal digits.
fn digest(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0u8; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// The usage plans of all accounts, with their keys; and what is left out of them, because it cannot be enforced as it is. A
/// plan that is left out opens nothing.
pub(crate) fn usage_plans(store: &dyn Store) -> Result<(UsagePlans, Vec<String>), String> {
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut faults = Vec::new();
    scan_each::<SavedUsagePlanKey>(store, |_, saved| match saved {
        Ok(saved) => members.entry(saved.plan_id).or_default().push(saved.key_id),
        Err(why) => faults.push(why),
    })?;
    let mut keys = Vec::new();
    scan_each::<PlaneKey>(store, |_, saved| match saved {
        Ok(saved) => match saved.key.into_api_key() {
            Ok(key) => keys.push(key),
            Err(why) => faults.push(why),
        },
        Err(why) => faults.push(why),
    })?;
    let mut plans = Vec::new();
    scan_each::<SavedUsagePlan>(store, |_, saved| match saved {
        Ok(saved) => {
            let id = saved.plan.id.clone().unwrap_or_default();
            match plan(&saved, members.remove(&id).unwrap_or_default()) {
                Ok(plan) => plans.push(plan),
                Err(why) => faults.push(format!("usage plan `{id}`: {why}")),
            }
        }
        Err(why) => faults.push(why),
    })?;
    let (table, more) = UsagePlans::leaving_out(plans, keys);
    faults.extend(more.iter().map(|fault| error_chain(fault)));
    Ok((table, faults))
}

fn plan(saved: &SavedUsagePlan, keys: Vec<String>) -> Result<UsagePlan, String> {
    let plan: &SavedPlan = &saved.plan;
    let mut stages = Vec::new();
    for stage in plan.api_stages.iter().flatten() {
        let api = stage.api_id.clone().unwrap_or_default();
        let name = stage.stage.clone().unwrap_or_default();
        let mut methods = BTreeMap::new();
        for (place, settings) in stage.throttle.iter().flatten() {
            if let Some((path, verb)) = place.rsplit_once('/')
                && let Some(verb) = Verb::parse(verb)
                && let Some(limit) = throttle(Some(settings))
            {
                let path = if path.is_empty() { "/" } else { path };
                methods.insert((path.to_owned(), verb), limit);
            }
        }
        stages.push(PlanStage {
            api: api.parse().map_err(|_| format!("`{api}` is no API id"))?,
            stage: name.parse().map_err(|_| format!("`{name}` is no stage name"))?,
            methods,
        });
    }
    Ok(UsagePlan {
        id: plan.id.clone().unwrap_or_default(),
        throttle: throttle(plan.throttle.as_ref()),
        quota: quota(saved)?,
        stages,
        keys,
    })
}

/// The quota of a plan, with the moment its offset goes by.
pub(crate) fn quota(saved: &SavedUsagePlan) -> Result<Option<Quota>, String> {
    let Some(quota) = &saved.plan.quota else {
        return Ok(None);
    };
    Ok(Some(Quota {
        limit: u64::try_from(quota.limit.unwrap_or(0)).unwrap_or(0),
        offset: u64::try_from(quota.offset.unwrap_or(0)).unwrap_or(0),
        period: match quota.period.as_deref() {
            Some("DAY") => QuotaPeriod::Day,
            Some("WEEK") => QuotaPeriod::Week,
            Some("MONTH") => QuotaPeriod::Month,
            other => return Err(format!("`{}` is no quota period", other.unwrap_or_default())),
        },
        since: Timestamp {
            epoch_ms: saved.quota_since_ms,
        },
    }))
}

fn throttle(settings: Option<&ThrottleSettings>) -> Option<Throttle> {
    let settings = settings?;
    let rate = settings.rate_limit.unwrap_or(0.0);
    let burst = settings.burst_limit.unwrap_or(0);
    (rate >= 0.0 && burst >= 0).then(|| Throttle {
        rate,
        burst: u32::try_from(burst).unwrap_or(0),
    })
}

/// The custom domain names of all accounts; and what is wrong with those that cannot be served as they are. A name of which
/// a part cannot be read leads nowhere: left out, its requests would go to what is served on every host or under a wildcard.
pub(crate) fn domains(store: &dyn Store) -> Result<(Domains, Vec<String>), String> {
    let mut mappings: BTreeMap<String, Vec<BasePathMapping>> = BTreeMap::new();
    let (mut faults, mut faulty) = (Vec::new(), BTreeSet::new());
    scan_each::<SavedBasePathMapping>(store, |document, saved| match saved {
        Ok(saved) => match mapping(&saved) {
            Ok(mapping) => mappings.entry(saved.domain).or_default().push(mapping),
            Err(why) => {
                faults.push(format!("base path mapping of `{}`: {why}", saved.domain));
                // The whole name: without this mapping its requests would go to a shorter one.
                faulty.insert(saved.domain);
            }
        },
        Err(why) => {
            faults.push(why);
            faulty.insert(document.parent.clone());
        }
    })?;
    let mut endpoints = endpoints(store, &mut faults)?;
    let mut names = Vec::new();
    scan_each::<SavedDomainName>(store, |document, saved| {
        let name = document.key.id.clone();
        let guards = saved.and_then(|saved| {
            guards(&saved, &mut endpoints).map_err(|why| format!("domain name `{name}`: {why}"))
        });
        let (mutual_tls, private) = guards.unwrap_or_else(|why| {
            faults.push(why);
            faulty.insert(name.clone());
            (None, None)
        });
        let mappings = mappings.remove(&name).unwrap_or_default();
        let mappings = if faulty.contains(&name) {
            Vec::new()
        } else {
            mappings
        };
        names.push(DomainName {
            name,
            mappings,
            mutual_tls,
            private,
        });
    })?;
    let (table, more) = Domains::leaving_out(names);
    faults.extend(more.iter().map(|fault| error_chain(fault)));
    Ok((table, faults))
}

/// The VPC endpoints that are associated with private domain names, by the ARN of the name. One that cannot be read is
/// associated with nothing.
fn endpoints(store: &dyn Store, faults: &mut Vec<String>) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut endpoints: BTreeMap<String, Vec<String>> = BTreeMap::new();
    scan_each::<SavedAccessAssociation>(store, |_, saved| match saved {
        Ok(SavedAccessAssociation { association }) => {
            let name = association.domain_name_arn.unwrap_or_default();
            let endpoint = association.access_association_source;
            endpoints.entry(name).or_default().extend(endpoint);
        }
        Err(why) => faults.push(why),
    })?;
    Ok(endpoints)
}

/// What stands before the mappings of a domain name: whom clients have certificates from, and who may come through what.
type Guards = (Option<Arc<TrustStore>>, Option<PrivateDomain>);

/// The guards of a domain name, or why they cannot be built: then it must lead nowhere.
fn guards(saved: &SavedDomainName, endpoints: &mut BTreeMap<String, Vec<String>>) -> Result<Guards, String> {
    let asked = saved.domain.mutual_tls_authentication.as_ref();
    let mutual_tls = match (asked, &saved.trust_store) {
        (None, None) => None,
        (Some(asked), Some(pem)) => {
            let name = asked.truststore_uri.as_deref().unwrap_or_default();
            let read = TrustStore::from_pem(name, pem.as_bytes()).map_err(|error| error_chain(&error))?;
            Some(Arc::new(read))
        }
        (Some(_), None) | (None, Some(_)) => {
            return Err("mutual TLS without a trust store, or the other way round".to_owned());
        }
    };
    let private = if saved.is_private() {
        let (arn, policy) = saved.invoke_policy()?;
        let named = saved.domain.domain_name_arn.as_deref().unwrap_or_default();
        Some(PrivateDomain {
            arn,
            policy,
            vpces: endpoints.remove(named).unwrap_or_default(),
        })
    } else {
        None
    };
    Ok((mutual_tls, private))
}

/// The certificates that were uploaded with custom domain names that can be read.
pub(crate) fn certificates(store: &dyn Store) -> Result<Vec<CertificatePem>, String> {
    let mut found = Vec::new();
    scan_each::<SavedDomainName>(store, |_, saved| {
        if let Ok(saved) = saved
            && let Some(certificate) = saved.certificate
        {
            found.push(CertificatePem {
                name: format!("of {}", saved.domain.domain_name.unwrap_or_default()),
                chain: certificate.chain.into_bytes(),
                key: certificate.key.into_bytes(),
            });
        }
    })?;
    Ok(found)
}

fn mapping(saved: &SavedBasePathMapping) -> Result<BasePathMapping, String> {
    let api = saved.mapping.rest_api_id.clone().unwrap_or_default();
    let stage = saved.mapping.stage.as_deref().filter(|stage| !stage.is_empty());
    Ok(BasePathMapping {
        base_path: match saved.mapping.base_path.as_deref() {
            None | Some("(none)") => String::new(),
            Some(path) => path.to_owned(),
        },
        api: api.parse().map_err(|_| format!("`{api}` is no API id"))?,
        stage: match stage {
            Some(stage) => Some(stage.parse().map_err(|_| format!("`{stage}` is no stage name"))?),
            None => None,
        },
    })
}

#[cfg(test)]
mod tests {
    use store::{Expected, Key, Transaction, Write};

    use super::*;

    /// A store with these documents: kind, id, parent, stored form.
    fn with(documents: &[(&str, &str, &str, &str)]) -> std::sync::Arc<dyn Store> {
        let store = store::open_memory().unwrap();
        for (kind, id, parent, body) in documents {
            let key = Key::new("111111111111", "us-east-1", *kind, *id);
            let transaction = Transaction {
                checks: vec![(key.clone(), Expected::Absent)],
                writes: vec![Write::Put {
                    key,
                    parent: (*parent).to_owned(),
                    body: (*body).to_owned(),
                }],
            };
            store.commit(&transaction).unwrap();
        }
        store
    }

    const NEWER: &str = r#"{"v":999,"d":{}}"#;

    #[test]
    fn api_keys_are_read_without_their_values() {
        let read = |value: &str| {
            let text = format!(r#"{{"id":"k","enabled":true,"value":{value}}}"#);
            let facts: PlaneKeyFacts = serde_json::from_str(&text).unwrap();
            facts.into_api_key()
        };
        let key = ApiKey::new("k".to_owned(), "abc", true);
        // SHA-256 of `abc`: FIPS 180-2, appendix B.1.
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(
            read(&format!(r#"{{"sealed":"1.x.y","sha256":"{sha256}"}}"#)),
            Ok(key.clone())
        );
        assert_eq!(read(r#""abc""#), Ok(key));
        assert!(read(r#"{"sealed":"1.x.y","sha256":"ba78"}"#).is_err());
    }

    #[test]
    fn one_document_that_cannot_be_read_keeps_nothing_else_back() {
        let store = with(&[
            (SavedUsagePlan::KIND, "p1", "", NEWER),
            (SavedApiKey::KIND, "k1", "", NEWER),
            (SavedUsagePlanKey::KIND, "p1/k1", "p1", NEWER),
        ]);
        let (_, faults) = usage_plans(&*store).unwrap();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(
            faults.iter().all(|fault| fault.contains("version 999")),
            "{faults:?}"
        );
    }

    #[test]
    fn a_domain_name_of_which_a_part_cannot_be_read_leads_nowhere() {
        let store = with(&[
            (SavedDomainName::KIND, "a.example.com", "", NEWER),
            (
                SavedBasePathMapping::KIND,
                "a.example.com/x",
                "a.example.com",
                NEWER,
            ),
        ]);
        let (table, faults) = domains(&*store).unwrap();
        assert_eq!(faults.len(), 2, "{faults:?}");
        let nowhere = DomainName {
            name: "a.example.com".to_owned(),
            mappings: Vec::new(),
            mutual_tls: None,
            private: None,
        };
        let (expect, _) = Domains::leaving_out(vec![nowhere]);
        assert_eq!(format!("{table:?}"), format!("{expect:?}"));
        assert!(certificates(&*store).unwrap().is_empty());
    }

    /// The table of one domain name: as shown, and what is wrong with it.
    fn named(domain: &str, more: &str, others: &[(&str, &str, &str, &str)]) -> (String, Vec<String>) {
        let body = format!(
            r#"{{"v":2,"d":{{"domain":{{"domainName":"a.example.com",{domain}}},"certificate":null{more}}}}}"#
        );
        let mapping =
            r#"{"v":1,"d":{"domain":"a.example.com","mapping":{"basePath":"(none)","restApiId":"abc"}}}"#;
        let mut documents = vec![
            (SavedDomainName::KIND, "a.example.com", "", body.as_str()),
            (
                SavedBasePathMapping::KIND,
                "a.example.com/(none)",
                "a.example.com",
                mapping,
            ),
        ];
        documents.extend(others);
        let (table, faults) = domains(&*with(&documents)).unwrap();
        (format!("{table:?}"), faults)
    }

    #[test]
    fn a_guard_that_cannot_be_built_leads_nowhere() {
        let authority = rcgen::generate_simple_self_signed(["ca".to_owned()])
            .unwrap()
            .cert
            .pem();
        let pem = serde_json::to_string(&authority).unwrap();
        let asked = r#""mutualTlsAuthentication":{"truststoreUri":"s3://bucket/ca.pem"}"#;
        let arn = r#""domainNameArn":"arn:aws:apigateway:us-east-1:111111111111:/domainnames/a.example.com+abcd12""#;
        let private = r#""domainNameId":"abcd12","endpointConfiguration":{"types":["PRIVATE"]}"#;
        for (domain, more, served) in [
            (r#""tags":{}"#, String::new(), true),
            (asked, format!(r#","trust_store":{pem}"#), true),
            (asked, String::new(), false),
            (asked, r#","trust_store":"words""#.to_owned(), false),
            (r#""tags":{}"#, format!(r#","trust_store":{pem}"#), false),
            (&format!("{private},{arn}"), String::new(), true),
            (private, String::new(), false),
            (&format!(r#"{private},{arn},"policy":"{{""#), String::new(), false),
        ] {
            let (table, faults) = named(domain, &more, &[]);
            assert_eq!(
                table.contains(r#"ApiId("abc")"#),
                served,
                "{domain} {more}: {table}"
            );
            assert_eq!(faults.is_empty(), served, "{domain} {more}: {faults:?}");
        }
    }

    #[test]
    fn a_private_name_has_the_endpoints_of_its_own_associations() {
        let association = |name: &str, id: &str, vpce: &str| {
            format!(
                r#"{{"v":1,"d":{{"association":{{"domainNameArn":"arn:aws:apigateway:us-east-1:111111111111:/domainnames/{name}+{id}","accessAssociationSource":"{vpce}"}}}}}}"#
            )
        };
        let (own, older, other) = (
            association("a.example.com", "abcd12", "vpce-1"),
            association("a.example.com", "zzzz99", "vpce-2"),
            association("b.example.com", "abcd12", "vpce-3"),
        );
        let kind = SavedAccessAssociation::KIND;
        let (table, faults) = named(
            r#""domainNameId":"abcd12","endpointConfiguration":{"types":["PRIVATE"]},"domainNameArn":"arn:aws:apigateway:us-east-1:111111111111:/domainnames/a.example.com+abcd12""#,
            "",
            &[
                (kind, "a.example.com+abcd12/vpce-1", "", &own),
                (kind, "a.example.com+zzzz99/vpce-2", "", &older),
                (kind, "b.example.com+abcd12/vpce-3", "", &other),
            ],
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert!(table.contains(r#"vpces: ["vpce-1"]"#), "{table}");
        assert!(
            table.contains("arn:aws:execute-api:us-east-1:111111111111:/domainnames/a.example.com+abcd12"),
            "{table}"
        );
    }
}
