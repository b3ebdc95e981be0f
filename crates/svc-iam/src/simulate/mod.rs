//! SimulateCustomPolicy and SimulatePrincipalPolicy: what policies would answer, and which statements decide.
//!
//! The engine is the one that decides real calls. Identity policies and the permission boundary come from the call, from a
//! user, group or role, or from both; a resource policy and its owner come from the call.
//!
//! Sources: IAM API reference, SimulateCustomPolicy and SimulatePrincipalPolicy; IAM user guide, "Policy evaluation logic".

mod context;

use aws_model::iam::{
    ContextEntry, EvaluationResult, GetContextKeysForCustomPolicyRequest, GetContextKeysForPolicyResponse,
    GetContextKeysForPrincipalPolicyRequest, PermissionsBoundaryDecisionDetail, Position,
    ResourceSpecificResult, SimulateCustomPolicyRequest, SimulatePolicyResponse,
    SimulatePrincipalPolicyRequest, Statement,
};
use control::{Ctx, Result};
use iam_policy::{Compiled, Decision, Kind, Policy, Request, explain};
use portcullis_core::{AccountId, Arn};
use source_text::LineIndex;

use crate::{
    Iam, documents,
    errors::{invalid_input, no_such_entity},
    evaluate::{self, Keys},
    identity::{self, Sourced, SourcedPolicies},
    names,
    page::page,
    stored::{Group, Role, User},
};

/// Actions times resources of one call.
const SIMULATIONS_MAX: usize = 10_000;

/// What both operations have in common.
struct Questions {
    actions: Vec<String>,
    resources: Option<Vec<String>>,
    resource_policy: Option<String>,
    resource_owner: Option<String>,
    caller: Option<String>,
    entries: Vec<ContextEntry>,
    boundary: Option<Vec<String>>,
    handling: Option<String>,
    max_items: Option<i32>,
    marker: Option<String>,
}

/// SimulateCustomPolicy.
pub(crate) fn custom(
    ctx: &mut Ctx<'_, Iam>,
    input: SimulateCustomPolicyRequest,
) -> Result<SimulatePolicyResponse> {
    let mut policies = SourcedPolicies::default();
    policies.identity.extend(given(&input.policy_input_list)?);
    let questions = Questions {
        actions: input.action_names,
        resources: input.resource_arns,
        resource_policy: input.resource_policy,
        resource_owner: input.resource_owner,
        caller: input.caller_arn,
        entries: input.context_entries.unwrap_or_default(),
        boundary: input.permissions_boundary_policy_input_list,
        handling: input.resource_handling_option,
        max_items: input.max_items,
        marker: input.marker,
    };
    simulate(ctx, policies, questions)
}

/// SimulatePrincipalPolicy.
pub(crate) fn principal(
    ctx: &mut Ctx<'_, Iam>,
    input: SimulatePrincipalPolicyRequest,
) -> Result<SimulatePolicyResponse> {
    let source = input.policy_source_arn;
    let mut policies = of_source(ctx, &source)?;
    policies
        .identity
        .extend(given(&input.policy_input_list.unwrap_or_default())?);
    let is_user = names::split(&source).is_some_and(|(_, kind, _)| kind == "user");
    let questions = Questions {
        actions: input.action_names,
        resources: input.resource_arns,
        resource_policy: input.resource_policy,
        resource_owner: input.resource_owner,
        caller: input.caller_arn.or_else(|| is_user.then_some(source)),
        entries: input.context_entries.unwrap_or_default(),
        boundary: input.permissions_boundary_policy_input_list,
        handling: input.resource_handling_option,
        max_items: input.max_items,
        marker: input.marker,
    };
    simulate(ctx, policies, questions)
}

/// GetContextKeysForCustomPolicy.
pub(crate) fn custom_keys(
    _: &mut Ctx<'_, Iam>,
    input: GetContextKeysForCustomPolicyRequest,
) -> Result<GetContextKeysForPolicyResponse> {
    let policies = given(&input.policy_input_list)?;
    Ok(keys_answer(policies.iter().map(|sourced| &sourced.policy)))
}

/// GetContextKeysForPrincipalPolicy.
pub(crate) fn principal_keys(
    ctx: &mut Ctx<'_, Iam>,
    input: GetContextKeysForPrincipalPolicyRequest,
) -> Result<GetContextKeysForPolicyResponse> {
    let mut policies = of_source(ctx, &input.policy_source_arn)?;
    policies
        .identity
        .extend(given(&input.policy_input_list.unwrap_or_default())?);
    let all = policies.identity.iter().chain(&policies.boundary);
    Ok(keys_answer(all.map(|sourced| &sourced.policy)))
}

fn keys_answer<'p>(policies: impl Iterator<Item = &'p Policy>) -> GetContextKeysForPolicyResponse {
    GetContextKeysForPolicyResponse {
        context_key_names: Some(context::keys_of(policies).into_values().collect()),
    }
}

/// The policies of a user with its groups, of a group, or of a role, in the caller's account.
fn of_source(ctx: &mut Ctx<'_, Iam>, arn: &str) -> Result<SourcedPolicies> {
    let Some((account, kind, name)) = names::split(arn) else {
        return Err(invalid_input(format!(
            "Invalid Entity Arn: {arn} does not clearly define entity type and name."
        )));
    };
    if account != ctx.account() {
        return Err(invalid_input(format!(
            "{arn} is not in the account of the caller"
        )));
    }
    let absent = || no_such_entity(format!("The {kind} with name {name} cannot be found."));
    match kind {
        "user" => {
            let (_, user) = names::by_arn::<User>(&mut ctx.tx, arn)?.ok_or_else(absent)?;
            identity::of_user(&mut ctx.tx, account, &user)
        }
        "group" => {
            let (_, group) = names::by_arn::<Group>(&mut ctx.tx, arn)?.ok_or_else(absent)?;
            identity::of_group(&mut ctx.tx, &group)
        }
        "role" => {
            let (_, role) = names::by_arn::<Role>(&mut ctx.tx, arn)?.ok_or_else(absent)?;
            identity::of_role(&mut ctx.tx, &role)
        }
        _ => Err(invalid_input(format!(
            "Invalid Entity Arn: {arn} is not a user, group or role."
        ))),
    }
}

/// The policies in a call.
fn given(texts: &[String]) -> Result<Vec<Sourced>> {
    numbered(texts, "PolicyInputList", Kind::Identity)
}

fn numbered(texts: &[String], list: &str, kind: Kind) -> Result<Vec<Sourced>> {
    let read = |(at, text): (usize, &String)| {
        let policy = documents::tried(text, kind)
            .map_err(|error| invalid_input(format!("{list}.{}: {}", at + 1, error.message)))?;
        Ok(Sourced {
            id: format!("{list}.{}", at + 1),
            kind: "none",
            text: text.clone(),
            policy,
        })
    };
    texts.iter().enumerate().map(read).collect()
}

/// A policy made ready.
struct Ready {
    sourced: Sourced,
    compiled: Compiled,
}

impl Ready {
    fn all(sourced: impl IntoIterator<Item = Sourced>) -> Vec<Self> {
        sourced
            .into_iter()
            .map(|sourced| Self {
                compiled: Compiled::new(&sourced.policy),
                sourced,
            })
            .collect()
    }
}

fn decision(policies: &[Ready], request: &Request<'_>) -> Decision {
    let decisions: Vec<Decision> = policies
        .iter()
        .map(|ready| ready.compiled.decide(request).decision)
        .collect();
    [Decision::ExplicitDeny, Decision::Allow]
        .into_iter()
        .find(|decision| decisions.contains(decision))
        .unwrap_or(Decision::ImplicitDeny)
}

/// Everything that is asked with.
struct Simulator {
    identity: Vec<Ready>,
    boundary: Option<Vec<Ready>>,
    resource: Vec<Ready>,
    /// What the resource policy grants without the caller's account.
    granting: Option<Compiled>,
    cross_account: bool,
    caller: String,
    account: String,
    keys: Keys,
    missing: Vec<String>,
    resources_given: bool,
}

fn simulate(
    ctx: &mut Ctx<'_, Iam>,
    policies: SourcedPolicies,
    questions: Questions,
) -> Result<SimulatePolicyResponse> {
    if let Some(option) = &questions.handling {
        return Err(invalid_input(format!(
            "ResourceHandlingOption {option} is about EC2, which is not simulated: leave it out"
        )));
    }
    let (actions, resources) = (&questions.actions, questions.resources.clone());
    let resources_given = resources.as_ref().is_some_and(|list| !list.is_empty());
    let resources = resources
        .filter(|list| !list.is_empty())
        .unwrap_or_else(|| vec!["*".to_owned()]);
    let count = actions.len().saturating_mul(resources.len());
    if count > SIMULATIONS_MAX {
        return Err(invalid_input(format!(
            "{count} actions times resources, at most {SIMULATIONS_MAX} are possible: split the call"
        )));
    }
    for action in actions {
        let named = action
            .split_once(':')
            .is_some_and(|(service, name)| !service.is_empty() && !name.is_empty());
        if !named || action.contains(['*', '?']) {
            return Err(invalid_input(format!("Invalid Action name: {action}")));
        }
    }
    for resource in &resources {
        if resource != "*" && Arn::parse(resource).is_err() {
            return Err(invalid_input(format!("Invalid Resource Arn: {resource}")));
        }
    }
    let pairs = actions
        .iter()
        .flat_map(|action| resources.iter().map(move |resource| (action, resource)))
        .enumerate()
        .map(|(at, pair)| (format!("{at:06}"), pair));
    let page = page(pairs.collect(), questions.marker.as_deref(), questions.max_items)?;
    let simulator = Simulator::new(ctx, policies, &questions, resources_given)?;
    let results = page
        .items
        .into_iter()
        .map(|(action, resource)| simulator.one(action, resource));
    Ok(SimulatePolicyResponse {
        evaluation_results: Some(results.collect()),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

impl Simulator {
    fn new(
        ctx: &mut Ctx<'_, Iam>,
        policies: SourcedPolicies,
        questions: &Questions,
        resources_given: bool,
    ) -> Result<Self> {
        let caller = match &questions.caller {
            Some(arn) => {
                let user = names::split(arn).is_some_and(|(_, kind, _)| kind == "user");
                if !user {
                    return Err(invalid_input(format!("CallerArn {arn} is not the ARN of a user")));
                }
                arn.clone()
            }
            None if questions.resource_policy.is_some() => {
                return Err(invalid_input("CallerArn must be given with ResourcePolicy"));
            }
            None => names::root_arn(ctx.account()),
        };
        let account = names::split(&caller)
            .map_or_else(|| ctx.account().to_owned(), |(account, ..)| account.to_owned());
        let owner = match &questions.resource_owner {
            Some(text) => owner(text)?,
            None => account.clone(),
        };
        let boundary = match questions.boundary.as_deref() {
            None | Some([]) => policies.boundary.map(|boundary| vec![boundary]),
            Some(texts) => Some(numbered(
                texts,
                "PermissionsBoundaryPolicyInputList",
                Kind::Identity,
            )?),
        };
        let (mut resource, mut granting) = (Vec::new(), None);
        if let Some(text) = &questions.resource_policy {
            let policy = documents::tried(text, Kind::Resource)
                .map_err(|error| invalid_input(format!("ResourcePolicy: {}", error.message)))?;
            let grants = evaluate::granting(policy.to_document(), true);
            if !grants.statements.is_empty() {
                granting = Some(Compiled::new(&documents::normalised(text, &grants)?));
            }
            resource.push(Sourced {
                id: "ResourcePolicy".to_owned(),
                kind: "resource",
                text: text.clone(),
                policy,
            });
        }
        let keys = context::keys(ctx, questions.caller.as_deref(), &questions.entries)?;
        let all = policies
            .identity
            .iter()
            .chain(boundary.iter().flatten())
            .chain(&resource);
        let missing = context::missing(context::keys_of(all.map(|sourced| &sourced.policy)), &keys);
        Ok(Self {
            identity: Ready::all(policies.identity),
            boundary: boundary.map(Ready::all),
            resource: Ready::all(resource),
            granting,
            cross_account: owner != account,
            caller,
            account,
            keys,
            missing,
            resources_given,
        })
    }

    fn one(&self, action: &str, resource: &str) -> EvaluationResult {
        let caller = iam_policy::Caller::Principal {
            arn: &self.caller,
            role_arn: None,
            account: &self.account,
        };
        self.keys
            .ask(caller, action, resource, |request| self.result(request))
    }

    fn result(&self, request: &Request<'_>) -> EvaluationResult {
        let boundary = self
            .boundary
            .as_deref()
            .map(|policies| decision(policies, request));
        let decision = self.decide(request, boundary);
        let matched = self.matched(request, decision);
        let text = match decision {
            Decision::Allow => "allowed",
            Decision::ExplicitDeny => "explicitDeny",
            Decision::ImplicitDeny => "implicitDeny",
        };
        let boundary = boundary.map(|boundary| PermissionsBoundaryDecisionDetail {
            allowed_by_permissions_boundary: Some(boundary == Decision::Allow),
        });
        let specific = self.resources_given.then(|| {
            vec![ResourceSpecificResult {
                eval_resource_name: request.resource.to_owned(),
                eval_resource_decision: text.to_owned(),
                matched_statements: Some(matched.clone()),
                missing_context_values: Some(self.missing.clone()),
                eval_decision_details: None,
                permissions_boundary_decision_detail: boundary.clone(),
            }]
        });
        EvaluationResult {
            eval_action_name: request.action.to_owned(),
            eval_resource_name: Some(request.resource.to_owned()),
            eval_decision: text.to_owned(),
            matched_statements: Some(matched),
            missing_context_values: Some(self.missing.clone()),
            organizations_decision_detail: None,
            permissions_boundary_decision_detail: boundary,
            eval_decision_details: None,
            resource_specific_results: specific,
        }
    }

    /// What all policies say together.
    fn decide(&self, request: &Request<'_>, boundary: Option<Decision>) -> Decision {
        let identity = decision(&self.identity, request);
        let resource = decision(&self.resource, request);
        if [Some(identity), Some(resource), boundary].contains(&Some(Decision::ExplicitDeny)) {
            return Decision::ExplicitDeny;
        }
        let own = identity == Decision::Allow && boundary.is_none_or(|boundary| boundary == Decision::Allow);
        // The caller is a user, so a boundary does not limit what the resource's policy grants it.
        let granted = self
            .granting
            .as_ref()
            .is_some_and(|granting| granting.decide(request).decision == Decision::Allow);
        let allowed = if self.cross_account {
            own && resource == Decision::Allow
        } else {
            own || granted
        };
        if allowed {
            Decision::Allow
        } else {
            Decision::ImplicitDeny
        }
    }

    /// The statements that decided: every `Deny` that applies, or every `Allow`.
    fn matched(&self, request: &Request<'_>, decision: Decision) -> Vec<Statement> {
        let effect = match decision {
            Decision::Allow => "Allow",
            Decision::ExplicitDeny => "Deny",
            Decision::ImplicitDeny => return Vec::new(),
        };
        // An `Allow` of a boundary grants nothing.
        let boundary = self.boundary.iter().flatten().filter(|_| effect == "Deny");
        let policies = self.identity.iter().chain(boundary).chain(&self.resource);
        policies
            .filter(|ready| ready.compiled.decide(request).decision != Decision::ImplicitDeny)
            .flat_map(|ready| {
                let explanation = explain(&ready.sourced.policy, request);
                let traces = explanation.statements.into_iter();
                traces
                    .filter(|trace| trace.applies && trace.effect == effect)
                    .map(|trace| statement(&ready.sourced, trace.index))
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}

/// The account of a `ResourceOwner`: an id, or an ARN of the account.
fn owner(text: &str) -> Result<String> {
    let id = Arn::parse(text).map_or(text, |arn| arn.account);
    id.parse::<AccountId>()
        .map(|_| id.to_owned())
        .map_err(|_| invalid_input(format!("ResourceOwner {text} is not an account")))
}

/// A statement by its place. It begins behind its opening brace, as AWS counts.
fn statement(sourced: &Sourced, index: u32) -> Statement {
    let lines = LineIndex::new(&sourced.text);
    let position = |offset: usize| {
        let at = lines.position(offset);
        Position {
            line: i32::try_from(at.line).ok(),
            column: i32::try_from(at.column).ok(),
        }
    };
    let statements = &sourced.policy.to_document().statements;
    let span = usize::try_from(index)
        .ok()
        .and_then(|at| statements.get(at))
        .map(|statement| statement.span);
    Statement {
        source_policy_id: Some(sourced.id.clone()),
        source_policy_type: Some(sourced.kind.to_owned()),
        start_position: span.map(|span| position(span.start + 1)),
        end_position: span.map(|span| position(span.end)),
    }
}
