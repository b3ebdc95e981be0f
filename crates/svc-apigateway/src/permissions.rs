//! What a call needs to be permitted: the verb as the action, the path as the resource.
//!
//! Sources: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway Management";
//! for tags (`/tags/${UrlEncodedResourceARN}`) the same and published refusals, which name the ARN encoded.

use control::{Call, Ctx, Permission, Result};

use crate::ApiGateway;

/// Where the tags of everything are.
const TAGS: &str = "/tags/";

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
