//! Whose API key a request presents, where its method asks for one.

use api_model::ApiKeySource;
use http::HeaderMap;

use super::{authorization::Permit, route::Routed};
use crate::{
    record::{DecisionRecord, Phase},
    rejection::Rejection,
    usage_plans::{Customer, KeyDigest, NoCustomer, UsagePlans},
};

/// A permitted request that presents a good key, or needs none.
#[derive(Debug)]
pub(crate) struct Identified<'a> {
    permit: Permit<'a>,
    customer: Option<Customer<'a>>,
}

impl<'a> Identified<'a> {
    pub(super) fn routed(&self) -> &'a Routed<'a> {
        self.permit.routed()
    }

    pub(super) fn customer(&self) -> Option<Customer<'a>> {
        self.customer
    }

    pub(super) fn into_permit(self) -> Permit<'a> {
        self.permit
    }
}

/// Looks the presented key up. All refusals look alike to the client; the record tells them apart.
///
/// Source: API Gateway developer guide, "Choose an API key source in API Gateway" and "Usage plans and API keys for REST APIs
/// in API Gateway"; the answer is recorded. Several `x-api-key` headers with different values are refused (chosen), as is
/// any request where keys come from a Lambda authorizer and it gave none, whatever the header says.
pub(crate) fn identify<'a>(
    permit: Permit<'a>,
    plans: &'a UsagePlans,
    headers: &HeaderMap,
    record: &mut DecisionRecord,
) -> Result<Identified<'a>, Rejection> {
    let routed = permit.routed();
    if !routed.found().route.method.api_key_required {
        record.phases.api_key = Phase::NotNeeded;
        return Ok(Identified {
            permit,
            customer: None,
        });
    }
    let of_authorizer = record
        .authorizer
        .result()
        .and_then(|result| result.usage_identifier.as_deref())
        .map(|key| KeyDigest::of(key.as_bytes()));
    let mut refuse = |why: &[&str]| {
        record.phases.api_key = Phase::Refused;
        for part in why {
            record.reason.push_str(part);
        }
        Err(Rejection::InvalidApiKey)
    };
    let digest = match routed.stage().deployment().api_key_source {
        ApiKeySource::Header => of_header(headers),
        ApiKeySource::Authorizer => of_authorizer.ok_or("API keys come from an authorizer, and it gave none"),
    };
    let digest = match digest {
        Ok(digest) => digest,
        Err(why) => return refuse(&[why]),
    };
    let identity = &routed.stage().deployment().identity;
    let stage = routed.stage().deployment().stage.name.as_str();
    match plans.customer(&digest, identity.api.as_str(), stage) {
        Ok(customer) => {
            record.phases.api_key = Phase::Passed;
            record.api_key_id.push_str(customer.client().key());
            record.usage_plan.push_str(customer.client().plan());
            Ok(Identified {
                permit,
                customer: Some(customer),
            })
        }
        Err(NoCustomer::Unknown) => refuse(&["there is no such API key"]),
        Err(NoCustomer::Disabled(id)) => refuse(&["the API key `", id, "` is disabled"]),
        Err(NoCustomer::NoPlan(id)) => refuse(&["no usage plan of the API key `", id, "` lists this stage"]),
    }
}

fn of_header(headers: &HeaderMap) -> Result<KeyDigest, &'static str> {
    let mut values = headers.get_all("x-api-key").iter();
    let value = values.next().ok_or("the request has no `x-api-key` header")?;
    let digest = KeyDigest::of(value.as_bytes());
    if values.any(|other| KeyDigest::of(other.as_bytes()) != digest) {
        return Err("the request has several `x-api-key` headers with different values");
    }
    Ok(digest)
}
