//! What a caller may do: identity policies, the permission boundary, session policies.
//!
//! Source: IAM user guide, "Policy evaluation logic", for requests within one account.

use iam_policy::{Caller as Principal, Compiled, Context, Decision, Policy, Request};
use portcullis_core::Timestamp;

use crate::{Caller, CallerKind, Error, Incoming, Permission, Policies, error::Result};

/// How sure the answer is, and what gave it.
enum Answer {
    Allowed,
    ExplicitDeny(&'static str),
    NotAllowed(&'static str),
}

/// Refuses a call that the caller's policies do not permit.
#[expect(clippy::too_many_arguments, reason = "one caller, which names each")]
pub(crate) fn authorize(
    caller: &Caller,
    policies: &Policies,
    keys: &[(String, Vec<String>)],
    permission: &Permission,
    request: &Incoming,
    region: &str,
    now: Timestamp,
    denied_code: &'static str,
) -> Result<()> {
    if caller.kind == CallerKind::Root {
        return Ok(());
    }
    let region = [region];
    let values: Vec<(&str, Vec<&str>)> = keys
        .iter()
        .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()))
        .collect();
    let mut named: Vec<(&str, &[&str])> = values
        .iter()
        .map(|(name, values)| (*name, values.as_slice()))
        .collect();
    named.push(("aws:requestedregion", &region));
    let referers: Vec<&str> = request
        .header_map
        .get_all(http::header::REFERER)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let agents: Vec<&str> = request
        .header_map
        .get_all(http::header::USER_AGENT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let question = Request {
        caller: Principal::Principal {
            arn: &caller.arn,
            role_arn: match &caller.kind {
                CallerKind::Role { role_arn, .. } => Some(role_arn.as_str()),
                CallerKind::Root | CallerKind::User { .. } => None,
            },
            account: &caller.account,
        },
        action: &permission.action,
        resource: &permission.resource,
        resource_deny_forms: &[],
        context: Context {
            source_ip: request.source_ip,
            time: Some(now),
            secure_transport: Some(request.secure),
            user_agent: &agents,
            referer: &referers,
            named: &named,
            ..Context::default()
        },
    };
    match evaluate(policies, &question) {
        Answer::Allowed => Ok(()),
        Answer::ExplicitDeny(of) => Err(denied(
            caller,
            permission,
            &format!("with an explicit deny in {of}"),
            denied_code,
        )),
        Answer::NotAllowed(of) => Err(denied(
            caller,
            permission,
            &format!("because no {of} allows the {} action", permission.action),
            denied_code,
        )),
    }
}

fn evaluate(policies: &Policies, question: &Request<'_>) -> Answer {
    let identity: Vec<&Policy> = policies.identity.iter().map(|(_, policy)| policy).collect();
    let boundary: Vec<&Policy> = policies.boundary.iter().map(|(_, policy)| policy).collect();
    let session: Vec<&Policy> = policies.session.iter().map(|(_, policy)| policy).collect();
    let kinds = [
        ("an identity-based policy", "identity-based policy", identity),
        ("a permissions boundary", "permissions boundary", boundary),
        ("a session policy", "session policy", session),
    ];
    let mut missing = None;
    for (at, (denying, allowing, policies)) in kinds.iter().enumerate() {
        let mut allowed = false;
        for policy in policies {
            match Compiled::new(policy).decide(question).decision {
                Decision::ExplicitDeny => return Answer::ExplicitDeny(denying),
                Decision::Allow => allowed = true,
                Decision::ImplicitDeny => {}
            }
        }
        // Without a boundary or session policy there is nothing that would have to allow.
        let needed = at == 0 || !policies.is_empty();
        if needed && !allowed && missing.is_none() {
            missing = Some(*allowing);
        }
    }
    match missing {
        Some(of) => Answer::NotAllowed(of),
        None => Answer::Allowed,
    }
}

fn denied(caller: &Caller, permission: &Permission, why: &str, code: &'static str) -> Error {
    let message = format!(
        "User: {} is not authorized to perform: {} on resource: {} {why}",
        caller.arn, permission.action, permission.resource
    );
    Error::new(code, 403, message)
}
