//! May this request reach its integration? All answers taken together.

use api_model::Authorization;
use iam_policy::Decision;

use super::{resource_policy::Screened, route::Routed};
use crate::{
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

/// Without an authorizer the resource policy alone decides: no policy, or an allow, lets the request through.
///
/// Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow", "API Gateway
/// resource policy only".
pub(crate) fn decide<'a>(
    screened: Screened<'a>,
    texts: DenialTexts,
    record: &mut DecisionRecord,
) -> Result<Permit<'a>, Rejection> {
    let (routed, outcome) = screened.into_parts();
    let decision = match (routed.found().route.method.authorization, outcome) {
        (Authorization::None, None) => Decision::Allow,
        (Authorization::None, Some(outcome)) => outcome.decision,
    };
    let why = match (decision, texts) {
        (Decision::Allow, _) => {
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
    record.phases.authorization = Phase::Refused;
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
