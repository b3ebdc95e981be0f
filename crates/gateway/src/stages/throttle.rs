//! Rates and quotas.

use api_model::Verb;

use super::{api_key::Identified, authorization::Permit, route::Routed};
use crate::{
    clock::Ticks,
    quota::{Closed, QuotaKeeper},
    record::{DecisionRecord, Phase},
    rejection::Rejection,
    snapshot::StageMeter,
    throttle::Rate,
};

/// A permitted request that every rate and quota has room for, and that has taken it.
#[derive(Debug)]
pub(crate) struct Admitted<'a> {
    permit: Permit<'a>,
}

impl<'a> Admitted<'a> {
    pub(super) fn routed(&self) -> &'a Routed<'a> {
        self.permit.routed()
    }
}

/// What requests are counted with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counting<'p> {
    /// The moment of the request.
    pub(crate) ticks: Ticks,
    /// Of each account and region, if any.
    pub(crate) account: Option<Rate>,
    /// `None`: quotas cannot be counted.
    pub(crate) quotas: Option<&'p QuotaKeeper>,
}

/// Takes one request out of everything that counts it, narrowest first; the quota last, so that what a rate refuses does not
/// count.
///
/// Source of the order: API Gateway developer guide, "Throttle requests to your REST APIs for better throughput in API
/// Gateway". Whether a request that a rate refuses counts for the quota is not documented (chosen: it does not), nor is
/// whether one that a wider rate refuses has used up a narrower one (chosen: it has).
pub(crate) async fn admit<'a>(
    identified: Identified<'a>,
    counting: Counting<'_>,
    record: &mut DecisionRecord,
) -> Result<Admitted<'a>, Rejection> {
    record.phases.throttle = Phase::Refused;
    if let Some(limit) = throttled(&identified, counting) {
        return Err(Rejection::Throttled(limit));
    }
    if let Some(quota) = identified
        .customer()
        .and_then(|customer| customer.client().quota())
    {
        let taken = match counting.quotas {
            Some(keeper) => keeper.take(quota, record.time).await,
            None => Err(Closed::StoreFailed),
        };
        if let Err(why) = taken {
            if why == Closed::StoreFailed {
                record
                    .reason
                    .push_str("the quota cannot be counted: the store does not answer");
            }
            return Err(Rejection::QuotaExceeded);
        }
    }
    record.phases.throttle = Phase::Passed;
    Ok(Admitted {
        permit: identified.into_permit(),
    })
}

/// The first rate that has no room, by name.
fn throttled(identified: &Identified<'_>, counting: Counting<'_>) -> Option<&'static str> {
    let routed = identified.routed();
    let route = routed.found().route;
    let now = counting.ticks;
    if let Some(customer) = identified.customer() {
        let verb: Verb = route.method.verb;
        if customer
            .method_meter(&route.resource_path, verb)
            .is_some_and(|meter| !meter.take(now))
        {
            return Some("usage_plan_method_rate");
        }
        if customer.meter().is_some_and(|meter| !meter.take(now)) {
            return Some("usage_plan_rate");
        }
    }
    match routed.meter() {
        StageMeter::None => {}
        StageMeter::Stage(meter) if !meter.take(now) => return Some("stage_rate"),
        StageMeter::Method(meter) if !meter.take(now) => return Some("method_rate"),
        StageMeter::Stage(_) | StageMeter::Method(_) => {}
    }
    let (rate, bucket) = (counting.account?, routed.meters().account.as_ref()?);
    (!bucket.take(rate, now)).then_some("account_rate")
}
