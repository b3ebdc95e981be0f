//! What a call needs to be permitted: the verb as the action, the path as the resource.
//!
//! Sources: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway Management";
//! for tags (`/tags/${UrlEncodedResourceARN}`) the same and published refusals, which name the ARN encoded.

use std::borrow::Cow;
use std::collections::BTreeSet;

use api_definition::Definition;
use control::{Call, Ctx, Permission, Result};

use crate::ApiGateway;

/// Where the tags of everything are.
const TAGS: &str = "/tags/";

/// Credentials that are nobody's role: whoever calls the method.
const OWN_CREDENTIALS: &str = "arn:aws:iam::*:user/*";

/// `apigateway:PATCH` on `arn:aws:apigateway:us-east-1::/restapis/a1/stages/prod`.
pub fn permissions(call: &Call<'_>) -> Vec<Permission> {
    let path = call.path.trim_end_matches('/');
    let path = aws_wire::percent_decode(path).unwrap_or_else(|| path.to_owned());
    let path = match path.strip_prefix(TAGS) {
        Some(arn) => format!("{TAGS}{}", encoded(&without_account(arn, call.account))),
        None => path,
    };
    vec![Permission {
        action: format!("apigateway:{}", call.operation.http.method),
        resource: format!("arn:aws:apigateway:{}::{path}", call.region),
    }]
}

/// The ARN of what has tags as AWS writes it. The operations take it with the caller's account too; a policy that names it
/// must not be passed by writing it so.
fn without_account(arn: &str, account: &str) -> String {
    arn.replacen(&format!(":{account}:/"), "::/", 1)
}

/// Refuses who may not change the resource policy of an API, whichever operation does it.
///
/// Source: API Gateway developer guide, "Create and attach an API Gateway resource policy to an API", "Prerequisites".
pub(crate) fn require_policy_update(ctx: &Ctx<'_, ApiGateway>, api: &str) -> Result<()> {
    ctx.require("apigateway:UpdateRestApiPolicy", api_arn(ctx, api, ""))
}

/// Refuses who may not read an API: what a call copies from one, its caller reads.
pub(crate) fn require_reading(ctx: &Ctx<'_, ApiGateway>, api: &str) -> Result<()> {
    for part in ["", "/resources"] {
        ctx.require("apigateway:GET", api_arn(ctx, api, part))?;
    }
    Ok(())
}

/// A role that API Gateway is given to call something with, and what it calls.
type Passed<'a> = (&'a str, Option<&'a str>);

/// Refuses who may not pass a role to API Gateway: else whoever makes an integration or an authorizer would act with any role
/// that trusts API Gateway. Asked where the role or what is called with it is new.
///
/// A reference to a stage variable stands for any text, so the caller needs the permission for `*` in its place (chosen).
///
/// Source: API Gateway developer guide, "API Gateway permissions model for invoking an API", `iam:PassRole`.
pub(crate) fn require_passing(
    ctx: &Ctx<'_, ApiGateway>,
    before: Option<Passed<'_>>,
    after: Option<Passed<'_>>,
) -> Result<()> {
    match after {
        Some((role, _)) if after != before => pass(ctx, role),
        _ => Ok(()),
    }
}

/// The same for a whole definition.
pub(crate) fn require_passing_all(
    ctx: &Ctx<'_, ApiGateway>,
    before: Option<&Definition>,
    after: &Definition,
) -> Result<()> {
    let before = before.map(passed).unwrap_or_default();
    let roles: BTreeSet<&str> = passed(after).difference(&before).map(|(role, _)| *role).collect();
    roles.into_iter().try_for_each(|role| pass(ctx, role))
}

fn passed(definition: &Definition) -> BTreeSet<Passed<'_>> {
    let integrations = definition.methods().into_iter().filter_map(|(_, _, method)| {
        let integration = method.method_integration.as_ref()?;
        Some((integration.credentials.as_deref()?, integration.uri.as_deref()))
    });
    let authorizers = definition.authorizers.values().filter_map(|authorizer| {
        let role = authorizer.authorizer_credentials.as_deref()?;
        Some((role, authorizer.authorizer_uri.as_deref()))
    });
    integrations.chain(authorizers).collect()
}

fn pass(ctx: &Ctx<'_, ApiGateway>, role: &str) -> Result<()> {
    if role.is_empty() || role == OWN_CREDENTIALS {
        return Ok(());
    }
    ctx.require("iam:PassRole", any_variable(role).into_owned())
}

/// A role with `*` for each `${stageVariables.name}`.
fn any_variable(role: &str) -> Cow<'_, str> {
    let Some((before, rest)) = role.split_once("${") else {
        return Cow::Borrowed(role);
    };
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    Cow::Owned(format!("{before}*{}", any_variable(after)))
}

fn api_arn(ctx: &Ctx<'_, ApiGateway>, api: &str, part: &str) -> String {
    format!("arn:aws:apigateway:{}::/restapis/{api}{part}", ctx.region)
}

/// Percent-encoding in one form, however the client wrote it: a policy names the ARN of what has the tags in this form.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte))
            }
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use aws_model::apigateway::{GetStage, TagResource};
    use aws_wire::Operation;
    use serde_json::json;

    use super::*;

    fn needed<O: Operation>(path: &str) -> String {
        let call = Call {
            operation: O::MODEL,
            path,
            input: &json!({}),
            region: "eu-west-1",
            account: "111111111111",
        };
        let all = permissions(&call);
        assert_eq!(all.len(), 1);
        format!("{} {}", all[0].action, all[0].resource)
    }

    #[test]
    fn the_verb_on_the_path() {
        let stage = "apigateway:GET arn:aws:apigateway:eu-west-1::/restapis/a1/stages/prod";
        for path in [
            "/restapis/a1/stages/prod",
            "/restapis/a1/stages/prod/",
            "/restapis/a1/stages/pr%6Fd",
        ] {
            assert_eq!(needed::<GetStage>(path), stage);
        }
    }

    #[test]
    fn the_arn_that_has_tags_is_named_encoded_in_one_form() {
        let tags = "apigateway:PUT arn:aws:apigateway:eu-west-1::/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Frestapis%2Fa1";
        for path in [
            "/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Frestapis%2Fa1",
            "/tags/arn%3aaws%3aapigateway%3aeu-west-1%3a%3a%2frestapis%2fa1",
            "/tags/arn:aws:apigateway:eu-west-1::%2Frestapis%2Fa1",
            "/tags/arn:aws:apigateway:eu-west-1::/restapis/a1",
            "/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A111111111111%3A%2Frestapis%2Fa1",
        ] {
            assert_eq!(needed::<TagResource>(path), tags);
        }
    }
}
