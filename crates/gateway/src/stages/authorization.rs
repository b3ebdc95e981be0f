//! May this request reach its integration? All answers taken together.

use api_model::Authorization;
use iam_policy::{Decision, PolicyKind, ResourceOutcome, Table, Verdict};

use super::{authenticate::Who, resource_policy::Screened, route::Routed};
use crate::{
    callers::{Remembered, Signatory},
    plan::IntegrationPlan,
    record::{ACTION, DecisionRecord, Phase, RecordedCaller, with_question},
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

/// Puts all answers together, by the authorization type of the method.
///
/// - `NONE`: the resource policy alone; without one everybody is let in.
/// - `AWS_IAM`: the caller's policies and the resource policy, by Table A within one account and Table B between two.
/// - `COGNITO_USER_POOLS`: the token was good; where there is a resource policy it must allow. That is the text for user pools,
///   and the narrower one: Table A names them too, and would let in whom the policy does not mention.
/// - What is not enforced or built lets nothing through, whatever the policy says; only an explicit deny is answered as such.
///
/// Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow".
pub(crate) fn decide<'a>(
    screened: Screened<'a>,
    texts: DenialTexts,
    record: &mut DecisionRecord,
) -> Result<Permit<'a>, Rejection> {
    let (known, outcome) = screened.into_parts();
    let (routed, who) = known.into_parts();
    let policy = outcome.map(|outcome| outcome.decision);
    record.phases.authorization = Phase::Refused;
    let verdict = match (&routed.found().route.method.authorization, &who) {
        (Authorization::None, _) | (Authorization::UserPools { .. }, Who::Token) => {
            of_policy_alone(policy.unwrap_or(Decision::Allow))
        }
        (Authorization::Iam, Who::Signed(remembered)) => of_both(routed, remembered, policy, record),
        (Authorization::Refused { .. } | Authorization::Custom { .. }, _) if policy == Some(Decision::ExplicitDeny) => {
            of_policy_alone(Decision::ExplicitDeny)
        }
        (Authorization::Refused { named }, _) => return Err(not_enforced(named, record)),
        (Authorization::Custom { .. }, _) => {
            return Err(not_enforced("Lambda authorizers are not asked by this gateway", record));
        }
        // Nobody was authenticated as the method asks: this cannot be, and must let nobody in.
        (Authorization::UserPools { .. } | Authorization::Iam, _) => {
            return Err(not_enforced("the caller was not authenticated", record));
        }
    };
    if verdict == Verdict::Allow {
        if let IntegrationPlan::Refused(named) = routed.integration() {
            return Err(not_enforced(named, record));
        }
        record.phases.authorization = Phase::Passed;
        return Ok(Permit { routed });
    }
    Err(denied(routed, verdict, texts, record))
}

fn of_policy_alone(decision: Decision) -> Verdict {
    match decision {
        Decision::Allow => Verdict::Allow,
        Decision::ExplicitDeny => Verdict::ExplicitDeny(PolicyKind::Resource),
        Decision::ImplicitDeny => Verdict::NotAllowed(PolicyKind::Resource),
    }
}

/// Asks the caller's own policies and joins both sides.
fn of_both(
    routed: &Routed<'_>,
    remembered: &Remembered,
    policy: Option<Decision>,
    record: &mut DecisionRecord,
) -> Verdict {
    let Signatory { caller, policies, .. } = &remembered.signatory;
    let deployment = routed.stage().deployment();
    let identity = with_question(record, policies.needs_named(), |question| {
        policies.decide(question)
    });
    let decider = identity.denied.or(identity.identity);
    record.identity_decision = Some(identity.decision());
    record.identity_statement = decider.map(|decider| decider.statement);
    if let Some(name) = decider.and_then(|decider| policies.name(decider)) {
        record.identity_policy.push_str(name);
    }
    let table = Table::of(&caller.account, deployment.identity.account.as_str());
    record.table = Some(table);
    let mut resource = ResourceOutcome {
        decision: policy.unwrap_or(Decision::ImplicitDeny),
        grant: None,
    };
    // How the policy names the caller counts only where its own policies do not suffice.
    if let Some(policy) = &deployment.policy
        && resource.decision == Decision::Allow
        && identity.decision() != Decision::Allow
    {
        let named = policy.compiled.needs_named();
        resource.grant = with_question(record, named, |question| policy.compiled.grant(question));
    }
    table.verdict(&identity, resource)
}

fn denied(routed: &Routed<'_>, verdict: Verdict, texts: DenialTexts, record: &DecisionRecord) -> Rejection {
    let arn = &routed.stage().deployment().arn;
    let resource = |out: &mut String| arn.write_masked(routed.verbs().counts, routed.path(), out);
    refusal(resource, verdict, texts, record)
}

/// AWS's words for a refusal: who asked for what, the owner's account masked, and why not.
pub(super) fn refusal(
    write_masked: impl FnOnce(&mut String),
    verdict: Verdict,
    texts: DenialTexts,
    record: &DecisionRecord,
) -> Rejection {
    let mut arn = String::new();
    write_masked(&mut arn);
    let mut text = String::from("User: ");
    text.push_str(match &record.caller {
        RecordedCaller::Anonymous => "anonymous",
        RecordedCaller::Signed(caller) => &caller.arn,
    });
    text.push_str(" is not authorized to perform: ");
    text.push_str(ACTION);
    text.push_str(" on resource: ");
    text.push_str(&arn);
    match (verdict, texts) {
        (_, DenialTexts::Current) => verdict.push_reason(ACTION, &mut text),
        (Verdict::ExplicitDeny(_), DenialTexts::Legacy) => text.push_str(" with an explicit deny"),
        (Verdict::NotAllowed(_) | Verdict::Allow, DenialTexts::Legacy) => {}
    }
    Rejection::AccessDenied(text)
}

/// The client is told no more than that the API cannot answer; the record tells which part of it is not there.
fn not_enforced(named: &str, record: &mut DecisionRecord) -> Rejection {
    record.reason.push_str("every request is refused: ");
    record.reason.push_str(named);
    Rejection::ApiConfiguration
}
