//! Resource policies of REST APIs: how they are taken, stored and answered, and whom a new one locks out.
//!
//! Stored is the plain JSON of AWS's stored form, with the short form of resources expanded; answered is the same escaped
//! once more.
//!
//! Sources: API Gateway developer guide, "Control access to a REST API with API Gateway resource policies"; recorded answers
//! of the control plane.

use std::net::IpAddr;

use api_definition::Definition;
use control::{Ctx, Error, Result};
use iam_policy::{
    Caller, Compiled, Context, Decision, Document, Kind, ParseOptions, Policy, PrincipalKind, Principals,
    Request, Scope,
};
use portcullis_core::{Arn, InvokeArn};
use source_text::Diagnostic;

use crate::{
    ApiGateway, errors::bad_request, saved::SavedDeployment, saved::SavedStage, saved::deployment_id,
};

/// AWS's answer to a policy that it does not take.
///
/// Source: recorded answers.
const INVALID: &str =
    "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";

/// What stands in a policy for its own API.
pub(crate) fn scope(ctx: &Ctx<'_, ApiGateway>, api: &str) -> Result<Scope> {
    let fault = |what: &str| Error::internal(format!("the {what} of this call has no form of one"));
    Ok(Scope {
        partition: ctx.env.partition.parse().map_err(|_| fault("partition"))?,
        region: ctx.region.parse().map_err(|_| fault("region"))?,
        account: ctx.account().parse().map_err(|_| fault("account"))?,
        api_id: api.parse().map_err(|_| fault("API id"))?,
    })
}

/// The stored form of a policy as a request has it: plain JSON, or escaped once more as AWS answers it. None for an empty
/// text, which takes the policy away.
pub(crate) fn accept(text: &str, scope: &Scope, characters_max: usize) -> Result<Option<String>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let (_, parsed) = Document::parse_escaped(text, Kind::Resource, ParseOptions::default());
    let policy = match parsed {
        Ok((document, _)) => Policy::new(&document, Some(scope), characters_max),
        Err(findings) => Err(findings),
    };
    match policy {
        Ok(policy) => Ok(Some(policy.to_document().to_json())),
        Err(findings) => Err(refused(&findings)),
    }
}

/// AWS's answer to a policy with these faults, and what they are for the log.
pub(crate) fn refused(findings: &[Diagnostic]) -> Error {
    let found: Vec<String> = findings.iter().map(|finding| finding.message.clone()).collect();
    let large = findings
        .iter()
        .find(|finding| finding.code == "policy-too-large")
        .map(|finding| format!("{INVALID} {}; {}", finding.message, finding.remedy));
    let mut error = bad_request(large.unwrap_or_else(|| INVALID.to_owned()));
    error.detail = Some(found.join("; "));
    error
}

/// Refuses a policy that names a user, role or session that is not there. What accounts are kept elsewhere cannot be looked
/// up, and is taken as it is.
///
/// Source: recorded answers.
pub(crate) fn check_principals(ctx: &mut Ctx<'_, ApiGateway>, stored: Option<&str>) -> Result<()> {
    let Some(stored) = stored else {
        return Ok(());
    };
    let options = ParseOptions { mirror: true };
    let (document, _) =
        Document::parse_with(stored, Kind::Resource, options).map_err(|_| bad_request(INVALID))?;
    let elements = document
        .statements
        .iter()
        .filter_map(|one| one.principal.as_ref());
    for element in elements {
        let Principals::Listed(entries) = &element.principals else {
            continue;
        };
        for entry in entries.iter().filter(|entry| entry.kind == PrincipalKind::Aws) {
            let name = &entry.name.value;
            if (ctx.env.principal_exists)(&mut ctx.tx, name)? == Some(false) {
                let mut error = bad_request(INVALID);
                error.detail = Some(format!("the principal `{name}` does not exist"));
                return Err(error);
            }
        }
    }
    Ok(())
}

/// A stored policy as AWS answers it.
pub(crate) fn answer(stored: &str, scope: &Scope) -> String {
    let options = ParseOptions { mirror: true };
    Document::parse_with(stored, Kind::Resource, options)
        .and_then(|(document, _)| Policy::new(&document, Some(scope), usize::MAX))
        .map_or_else(|_| escape(stored), |policy| policy.to_escaped_json())
}

/// Text as the inside of a JSON string, with slashes escaped.
fn escape(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or_default().replace('/', "\\/")
}

/// A stored policy of one API for another: what names the first names the second.
///
/// Without this a clone's `Deny` for the API itself would concern the API that it was cloned from.
pub(crate) fn moved(stored: &str, from: &Scope, to: &Scope) -> Result<String> {
    let options = ParseOptions { mirror: true };
    let (mut document, _) =
        Document::parse_with(stored, Kind::Resource, options).map_err(|_| bad_request(INVALID))?;
    for statement in &mut document.statements {
        for resource in &mut statement.resource.patterns {
            if let Some(value) = renamed(&resource.value, from, to) {
                resource.value = value;
            }
        }
    }
    Ok(document.to_json())
}

/// An ARN that names one API, naming another.
fn renamed(resource: &str, from: &Scope, to: &Scope) -> Option<String> {
    let arn = Arn::parse(resource)
        .ok()
        .filter(|arn| arn.service == "execute-api")?;
    let rest = arn.resource.strip_prefix(from.api_id.as_str())?;
    if !rest.is_empty() && !rest.starts_with(['/', '*', '?']) {
        return None;
    }
    let head = resource.strip_suffix(arn.resource)?;
    Some(format!("{head}{}{rest}", to.api_id))
}

/// The warning for a policy that refuses the address this call comes from on methods that are deployed.
///
/// Methods without authorization, and with a user pool, are refused unless the policy allows; those with a Lambda authorizer or
/// IAM only where it denies: there the caller's own permissions may suffice (API Gateway developer guide, "How API Gateway resource policies affect
/// authorization workflow").
pub(crate) fn lock_out(ctx: &mut Ctx<'_, ApiGateway>, api: &str, stored: &str) -> Result<Option<String>> {
    let Some(address) = ctx.source_ip.map(portcullis_core::unmapped) else {
        return Ok(None);
    };
    let scope = scope(ctx, api)?;
    let options = ParseOptions { mirror: true };
    let policy = Document::parse_with(stored, Kind::Resource, options)
        .and_then(|(document, _)| Policy::new(&document, Some(&scope), usize::MAX))
        .map_err(|_| bad_request(INVALID))?;
    let compiled = Compiled::new(&policy);
    let (mut methods, mut refused) = (0_usize, Vec::new());
    for (_, SavedStage { stage }) in ctx.tx.list::<SavedStage>(Some(api))? {
        let (Some(name), Some(deployment)) = (stage.stage_name, stage.deployment_id) else {
            continue;
        };
        let id = deployment_id(api, &deployment);
        let Some(deployed) = ctx.tx.get::<SavedDeployment>(&id)? else {
            continue;
        };
        for (arn, method, must_allow) in invocations(&deployed.definition, &scope, &name) {
            methods += 1;
            if refuses(&compiled, &arn, must_allow, address, ctx) {
                refused.push(format!("{name}/{method}"));
            }
        }
    }
    Ok(refused.first().map(|first| {
        format!(
            "the policy refuses {address}, the address this call comes from, on {} of {methods} deployed methods, such as {first}; \
             it takes effect with the next deployment",
            refused.len()
        )
    }))
}

/// Each method of a deployed API: what a call of it asks for, its name, whether the policy must allow it.
fn invocations(definition: &Definition, scope: &Scope, stage: &str) -> Vec<(String, String, bool)> {
    let Ok(stage) = stage.parse() else {
        return Vec::new();
    };
    let head = InvokeArn::new(
        &scope.partition,
        &scope.region,
        &scope.account,
        &scope.api_id,
        &stage,
    );
    let mut found = Vec::new();
    for (resource, verb, method) in definition.methods() {
        let path = resource.path.as_deref().unwrap_or_default();
        let asked = if verb == "ANY" { "GET" } else { verb };
        let mut arn = String::new();
        head.write(asked, path, &mut arn);
        let must_allow = method
            .authorization_type
            .as_deref()
            .is_none_or(|kind| matches!(kind, "NONE" | "COGNITO_USER_POOLS"));
        found.push((arn, format!("{verb}{path}"), must_allow));
    }
    found
}

fn refuses(
    policy: &Compiled,
    arn: &str,
    must_allow: bool,
    address: IpAddr,
    ctx: &Ctx<'_, ApiGateway>,
) -> bool {
    let outcome = policy.decide(&Request {
        caller: Caller::Anonymous,
        action: "execute-api:Invoke",
        resource: arn,
        resource_deny_forms: &[],
        context: Context {
            source_ip: Some(address),
            time: Some(ctx.now),
            secure_transport: Some(true),
            ..Context::default()
        },
    });
    match outcome.decision {
        Decision::Allow => false,
        Decision::ImplicitDeny => must_allow,
        Decision::ExplicitDeny => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(api: &str) -> Scope {
        Scope {
            partition: "aws".parse().unwrap(),
            region: "us-east-1".parse().unwrap(),
            account: "111111111111".parse().unwrap(),
            api_id: api.parse().unwrap(),
        }
    }

    fn policy(resource: &str) -> String {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"{resource}"}}]}}"#
        )
    }

    #[test]
    fn what_names_one_api_names_the_other() {
        let (from, to) = (scope("aaaaaaaaaa"), scope("bbbbbbbbbb"));
        let check = |resource: &str, expect: &str| {
            let moved = moved(&policy(resource), &from, &to).unwrap();
            assert_eq!(moved, policy(expect), "{resource}");
        };
        for (resource, expect) in [
            (
                ":us-east-1:111111111111:aaaaaaaaaa/*",
                ":us-east-1:111111111111:bbbbbbbbbb/*",
            ),
            (":*:*:aaaaaaaaaa*", ":*:*:bbbbbbbbbb*"),
            (
                ":us-east-1:111111111111:aaaaaaaaaa",
                ":us-east-1:111111111111:bbbbbbbbbb",
            ),
            (
                ":us-east-1:111111111111:cccccccccc/*",
                ":us-east-1:111111111111:cccccccccc/*",
            ),
            (
                ":us-east-1:111111111111:aaaaaaaaaab/*",
                ":us-east-1:111111111111:aaaaaaaaaab/*",
            ),
        ] {
            check(
                &format!("arn:aws:execute-api{resource}"),
                &format!("arn:aws:execute-api{expect}"),
            );
        }
        check("execute-api:/*", "execute-api:/*");
        check("*", "*");
    }

    #[test]
    fn what_cannot_be_read_any_more_is_answered_as_it_is() {
        assert_eq!(
            answer(r#"{"a": "b/c"}"#, &scope("aaaaaaaaaa")),
            r#"{\"a\": \"b\/c\"}"#
        );
    }
}
