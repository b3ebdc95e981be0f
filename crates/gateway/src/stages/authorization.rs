//! May this request reach its integration? All answers taken together.

use api_model::Authorization;
use iam_policy::Decision;

use super::{resource_policy::Screened, route::Routed};
use crate::{
    plan::IntegrationPlan,
    record::{DecisionRecord, Phase},
    rejection::{DenialTexts, Rejection},
};

/// The right to go on. Only [`decide`] makes one, and the integration cannot be called without it.
#[derive(Debug)]
pub(crate) struct Permit<'a> {
    routed: &'a Routed<'a>,
}

impl<'a> Permit<'a> {
    pub(super) fn routed(&self) -> &'a Routed<'a> {
        self.routed
    }
}

/// Without an authorizer the resource policy alone decides: no policy, or an allow, lets the request through. What is not
/// enforced or built lets nothing through, whatever the policy says; only an explicit deny is answered as such.
///
/// Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow", "API Gateway
/// resource policy only".
pub(crate) fn decide<'a>(
    screened: Screened<'a>,
    texts: DenialTexts,
    record: &mut DecisionRecord,
) -> Result<Permit<'a>, Rejection> {
    let (routed, outcome) = screened.into_parts();
    let policy = outcome.map(|outcome| outcome.decision);
    let method = &routed.found().route.method;
    record.phases.authorization = Phase::Refused;
    let decision = match &method.authorization {
        Authorization::None => policy.unwrap_or(Decision::Allow),
        Authorization::Refused { .. } if policy == Some(Decision::ExplicitDeny) => Decision::ExplicitDeny,
        Authorization::Refused { named } => return Err(not_enforced(named, record)),
    };
    let why = match (decision, texts) {
        (Decision::Allow, _) => {
            if let IntegrationPlan::Refused(named) = routed.integration() {
                return Err(not_enforced(named, record));
            }
            record.phases.authorization = Phase::Passed;
            return Ok(Permit { routed });
        }
        (Decision::ExplicitDeny, DenialTexts::Current) => " with an explicit deny in a resource-based policy",
        (Decision::ExplicitDeny, DenialTexts::Legacy) => " with an explicit deny",
        (Decision::ImplicitDeny, DenialTexts::Current) => {
            " because no resource-based policy allows the execute-api:Invoke action"
        }
        (Decision::ImplicitDeny, DenialTexts::Legacy) => "",
    };
    let mut arn = String::new();
    routed
        .stage()
        .deployment()
        .arn
        .write_masked(routed.verbs().counts, routed.path(), &mut arn);
    Err(Rejection::AccessDenied(format!(
        "User: anonymous is not authorized to perform: execute-api:Invoke on resource: {arn}{why}"
    )))
}

/// The client is told no more than that the API cannot answer; the record tells which part of it is not there.
fn not_enforced(named: &str, record: &mut DecisionRecord) -> Rejection {
    record.reason.push_str("every request is refused: ");
    record.reason.push_str(named);
    Rejection::ApiConfiguration
}
