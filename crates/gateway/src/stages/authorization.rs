//! May this request reach its integration? All answers taken together.

use api_model::Authorization;
use iam_policy::{
    Decider, Decision, Grant, IdentityOutcome, Limit, PolicyKind, ResourceOutcome, Table, Verdict,
};

use super::{authenticate::Who, authorizer::Asked, route::Routed};
use crate::{
    authorizers::AuthorizerResult,
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
/// - `CUSTOM`: what the Lambda authorizer returned and the resource policy, by Table A.
/// - What is not enforced or built lets nothing through, whatever the policy says; only an explicit deny is answered as such.
///
/// Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow".
pub(crate) fn decide<'a>(
    asked: Asked<'a>,
    texts: DenialTexts,
    record: &mut DecisionRecord,
) -> Result<Permit<'a>, Rejection> {
    let (screened, answer) = asked.into_parts();
    let (known, outcome) = screened.into_parts();
    let (routed, who) = known.into_parts();
    let policy = outcome.map(|outcome| outcome.decision);
    record.phases.authorization = Phase::Refused;
    let verdict = match (&routed.found().route.method.authorization, &who) {
        (Authorization::None, _) | (Authorization::UserPools { .. }, Who::Token) => {
            of_policy_alone(policy.unwrap_or(Decision::Allow))
        }
        (Authorization::Iam, Who::Signed(remembered)) => of_both(routed, remembered, policy, record),
        (Authorization::Refused { .. } | Authorization::Custom { .. }, _)
            if policy == Some(Decision::ExplicitDeny) =>
        {
            of_policy_alone(Decision::ExplicitDeny)
        }
        (Authorization::Refused { named }, _) => return Err(not_enforced(named, record)),
        (Authorization::Custom { .. }, _) if let Some(answer) = &answer => {
            of_authorizer(routed, answer, policy, record)
        }
        // Nobody was authenticated as the method asks: this cannot be, and must let nobody in.
        (Authorization::UserPools { .. } | Authorization::Iam | Authorization::Custom { .. }, _) => {
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
    if answer.is_some()
        && let Some(rejection) = denied_by_authorizer(verdict, texts)
    {
        return Err(rejection);
    }
    Err(denied(routed, verdict, texts, record))
}

/// Joins what a Lambda authorizer returned with the resource policy, by Table A: the authorizer belongs to the API.
///
/// A resource policy whose every `Allow` names AWS principals shuts all methods without IAM. That is documented for such
/// policies, against Table A; the narrower reading is taken.
///
/// Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow"; "Create and attach an
/// API Gateway resource policy to an API".
fn of_authorizer(
    routed: &Routed<'_>,
    answer: &AuthorizerResult,
    policy: Option<Decision>,
    record: &mut DecisionRecord,
) -> Verdict {
    let named = answer.policy.needs_named();
    let identity = with_question(record, named, |question| answer.policy.decide(question));
    record.identity_decision = Some(identity.decision);
    record.identity_statement = identity.statement;
    record.identity_policy.push_str("of the authorizer");
    record.table = Some(Table::A);
    let shut = routed.stage().deployment().policy.as_ref();
    if identity.decision != Decision::ExplicitDeny
        && shut.is_some_and(|policy| policy.compiled.only_names_aws_principals())
    {
        return Verdict::NotAllowed(PolicyKind::Resource);
    }
    let decider = |decision| {
        (identity.decision == decision).then(|| Decider {
            kind: PolicyKind::Identity,
            policy: 0,
            statement: identity.statement.unwrap_or_default(),
        })
    };
    let identity = IdentityOutcome {
        denied: decider(Decision::ExplicitDeny),
        identity: decider(Decision::Allow),
        root: false,
        boundary: Limit::NotThere,
        session: Limit::NotThere,
    };
    let decision = policy.unwrap_or(Decision::ImplicitDeny);
    let resource = ResourceOutcome {
        decision,
        // The caller is nobody to the policy: what lets it in lets everybody in.
        grant: (decision == Decision::Allow).then_some(Grant::Caller),
    };
    Table::A.verdict(&identity, resource)
}

/// A refusal by a Lambda authorizer is worded without caller and resource. Recorded.
fn denied_by_authorizer(verdict: Verdict, texts: DenialTexts) -> Option<Rejection> {
    let (Verdict::ExplicitDeny(PolicyKind::Identity) | Verdict::NotAllowed(PolicyKind::Identity)) = verdict
    else {
        return None;
    };
    let mut text = String::from("User is not authorized to access this resource");
    match (verdict, texts) {
        (_, DenialTexts::Current) => verdict.push_reason(ACTION, &mut text),
        (Verdict::ExplicitDeny(_), DenialTexts::Legacy) => text.push_str(" with an explicit deny"),
        (Verdict::NotAllowed(_) | Verdict::Allow, DenialTexts::Legacy) => {}
    }
    Some(Rejection::AccessDenied(text))
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
