//! The tables that belong to no single stage: usage plans with their keys, custom domain names.

use std::collections::{BTreeMap, BTreeSet};

use api_model::{Throttle, Verb};
use aws_model::apigateway::{ThrottleSettings, UsagePlan as SavedPlan};
use control::Stored;
use gateway::{
    ApiKey, BasePathMapping, CertificatePem, DomainName, Domains, PlanStage, Quota, QuotaPeriod, UsagePlan,
    UsagePlans,
};
use portcullis_core::Timestamp;
use store::{Document, Store};
use svc_apigateway::{SavedApiKey, SavedBasePathMapping, SavedDomainName, SavedUsagePlan, SavedUsagePlanKey};

use crate::error_chain;

/// Documents read at once.
const PAGE: usize = 1_000;

/// Every document of a kind, typed.
pub(crate) fn scan<T: Stored>(store: &dyn Store, mut take: impl FnMut(&Document, T)) -> Result<(), String> {
    let mut after = None;
    loop {
        let page = store
            .scan(T::KIND, after.as_ref(), PAGE)
            .map_err(|error| error_chain(&error))?;
        for document in &page {
            let value = control::decode::<T>(&document.key, &document.body)
                .map_err(|error| error.detail.unwrap_or(error.message))?;
            take(document, value);
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = Some(last.key.clone()),
            _ => return Ok(()),
        }
    }
}

/// The usage plans of all accounts, with their keys; and what is left out of them, because it cannot be enforced as it is. A
/// plan that is left out opens nothing.
pub(crate) fn usage_plans(store: &dyn Store) -> Result<(UsagePlans, Vec<String>), String> {
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    scan::<SavedUsagePlanKey>(store, |_, saved| {
        members.entry(saved.plan_id).or_default().push(saved.key_id);
    })?;
    let mut keys = Vec::new();
    scan::<SavedApiKey>(store, |_, saved| {
        let id = saved.key.id.unwrap_or_default();
        let value = saved.key.value.unwrap_or_default();
        keys.push(ApiKey::new(id, &value, saved.key.enabled.unwrap_or(false)));
    })?;
    let mut plans = Vec::new();
    let mut faults = Vec::new();
    scan::<SavedUsagePlan>(store, |_, saved| {
        let id = saved.plan.id.clone().unwrap_or_default();
        match plan(&saved, members.remove(&id).unwrap_or_default()) {
            Ok(plan) => plans.push(plan),
            Err(why) => faults.push(format!("usage plan `{id}`: {why}")),
        }
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
    let quota = match &plan.quota {
        Some(quota) => Some(Quota {
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
        }),
        None => None,
    };
    Ok(UsagePlan {
        id: plan.id.clone().unwrap_or_default(),
        throttle: throttle(plan.throttle.as_ref()),
        quota,
        stages,
        keys,
    })
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

/// The custom domain names of all accounts; and what is left out of them, because it cannot be served as it is.
pub(crate) fn domains(store: &dyn Store) -> Result<(Domains, Vec<String>), String> {
    let mut mappings: BTreeMap<String, Vec<BasePathMapping>> = BTreeMap::new();
    let (mut faults, mut faulty) = (Vec::new(), BTreeSet::new());
    scan::<SavedBasePathMapping>(store, |_, saved| match mapping(&saved) {
        Ok(mapping) => mappings.entry(saved.domain).or_default().push(mapping),
        Err(why) => {
            faults.push(format!("base path mapping of `{}`: {why}", saved.domain));
            // The whole name: without this mapping its requests would go to a shorter one.
            faulty.insert(saved.domain);
        }
    })?;
    let mut names = Vec::new();
    scan::<SavedDomainName>(store, |_, saved| {
        let name = saved.domain.domain_name.unwrap_or_default();
        let mappings = mappings.remove(&name).unwrap_or_default();
        if !faulty.contains(&name) {
            names.push(DomainName { name, mappings });
        }
    })?;
    let (table, more) = Domains::leaving_out(names);
    faults.extend(more.iter().map(|fault| error_chain(fault)));
    Ok((table, faults))
}

/// The certificates that were uploaded with custom domain names.
pub(crate) fn certificates(store: &dyn Store) -> Result<Vec<CertificatePem>, String> {
    let mut found = Vec::new();
    scan::<SavedDomainName>(store, |_, saved| {
        if let Some(certificate) = saved.certificate {
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
