//! APIs from OpenAPI documents: `ImportRestApi`, `PutRestApi`.
//!
//! Reading is the work of `api_definition::import`; here is what concerns the account: limits, the store, warnings.
//!
//! Source: API Gateway API reference, "ImportRestApi", "PutRestApi"; published answers (a text that cannot be read is told
//! before an API that is not there).

use std::collections::BTreeMap;

use api_definition::import::{
    self, ImportError, ImportLimits, ImportOptions, Imported, Mode, Parameters, Place,
};
use api_definition::{Definition, ID_ALPHABET};
use aws_model::apigateway::{ImportRestApiRequest, PutRestApiRequest, RestApi};
use control::{Ctx, Error, Result, random_text};

use crate::{
    ApiGateway, SavedApi,
    errors::bad_request,
    load_api, permissions, policy,
    rest_api::{self, WARNING_HEADER},
    save_api,
};

/// `ImportRestApi`
pub(crate) fn import(ctx: &mut Ctx<'_, ApiGateway>, input: ImportRestApiRequest) -> Result<RestApi> {
    rest_api::check_count(ctx)?;
    let imported = read(
        ctx,
        &input.body.0,
        Mode::Import,
        None,
        input.parameters.unwrap_or_default(),
    )?;
    check_warnings(&imported, input.fail_on_warnings)?;
    let definition = imported.definition;
    if definition.api.policy.is_some() {
        permissions::require_policy_update(ctx, definition.id())?;
        policy::check_principals(ctx, definition.api.policy.as_deref())?;
    }
    permissions::require_passing_all(ctx, None, &definition)?;
    save_api(
        ctx,
        &SavedApi {
            definition: definition.clone(),
        },
    )?;
    let mut answer = rest_api::answer(ctx, &definition)?;
    answer.warnings = (!imported.warnings.is_empty()).then_some(imported.warnings);
    Ok(answer)
}

/// `PutRestApi`
pub(crate) fn put(ctx: &mut Ctx<'_, ApiGateway>, input: PutRestApiRequest) -> Result<RestApi> {
    import::check_text(&input.body.0).map_err(refusal)?;
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let mode = match input.mode.as_deref() {
        Some("overwrite") => Mode::Overwrite,
        Some("merge") | None => Mode::Merge,
        Some(other) => {
            return Err(bad_request(format!(
                "`mode` is merge or overwrite, not `{other}`"
            )));
        }
    };
    let imported = read(
        ctx,
        &input.body.0,
        mode,
        Some(&api.definition),
        input.parameters.unwrap_or_default(),
    )?;
    check_warnings(&imported, input.fail_on_warnings)?;
    let before = std::mem::replace(&mut api.definition, imported.definition);
    if before.api.policy != api.definition.api.policy {
        permissions::require_policy_update(ctx, &input.rest_api_id)?;
        policy::check_principals(ctx, api.definition.api.policy.as_deref())?;
    }
    permissions::require_passing_all(ctx, Some(&before), &api.definition)?;
    save_api(ctx, &api)?;
    tell_policy_change(ctx, &before, &api.definition)?;
    let mut answer = rest_api::answer(ctx, &api.definition)?;
    answer.tags.get_or_insert_default();
    answer.warnings = (!imported.warnings.is_empty()).then_some(imported.warnings);
    Ok(answer)
}

fn read(
    ctx: &Ctx<'_, ApiGateway>,
    text: &[u8],
    mode: Mode,
    base: Option<&Definition>,
    parameters: BTreeMap<String, String>,
) -> Result<Imported> {
    let limits = &ctx.env.limits;
    let options = ImportOptions {
        mode,
        base,
        parameters: Parameters::read(&parameters).map_err(bad_request)?,
        place: place(ctx)?,
        now: ctx.now_seconds(),
        limits: ImportLimits {
            bytes_max: limits.import_bytes_max,
            resources_max: limits.resources_max,
            authorizers_max: limits.authorizers_max,
            documentation_parts_max: limits.documentation_parts_max,
            policy_characters_max: limits.policy_characters_max,
            timeout_ms_max: limits.timeout_ms_max,
        },
    };
    let mut no_random = None;
    let mut ids = |length: usize| {
        random_text(ID_ALPHABET, length).unwrap_or_else(|error| {
            no_random = Some(error);
            String::new()
        })
    };
    let imported = import::read(text, &options, &mut ids);
    match no_random {
        Some(error) => Err(error),
        None => imported.map_err(refusal),
    }
}

/// Where the APIs of this call live.
pub(crate) fn place(ctx: &Ctx<'_, ApiGateway>) -> Result<Place> {
    let fault = |what: &str| Error::internal(format!("the {what} of this call has no form of one"));
    Ok(Place {
        partition: ctx.env.partition.parse().map_err(|_| fault("partition"))?,
        region: ctx.region.parse().map_err(|_| fault("region"))?,
        account: ctx.account().parse().map_err(|_| fault("account"))?,
    })
}

fn refusal(error: ImportError) -> Error {
    let mut refusal = bad_request(error.message);
    refusal.detail = error.detail;
    refusal
}

fn check_warnings(imported: &Imported, fail: Option<bool>) -> Result<()> {
    if fail == Some(true) && !imported.warnings.is_empty() {
        return Err(refusal(ImportError::of_warnings(&imported.warnings)));
    }
    Ok(())
}

/// Says when the address of this call is locked out by the new policy, and when there is no policy any more: an overwrite
/// with a document that has none takes it away, as in AWS.
fn tell_policy_change(ctx: &mut Ctx<'_, ApiGateway>, before: &Definition, after: &Definition) -> Result<()> {
    let id = after.id();
    let warning = match (&before.api.policy, &after.api.policy) {
        (before, Some(new)) if before.as_ref() != Some(new) => policy::lock_out(ctx, id, new)?,
        (Some(_), None) => Some(
            "the document has no x-amazon-apigateway-policy, so the resource policy was removed: the next deployment \
             is open to every address"
                .to_owned(),
        ),
        _ => None,
    };
    if let Some(warning) = warning {
        ctx.warnings.push(format!("API {id}: {warning}"));
        ctx.headers.push((WARNING_HEADER, warning));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use control::aws_wire::Blob;
    use serde_json::{Value, json};

    use crate::OPERATIONS;
    use crate::sample::Sample;
    use crate::testing::Account;

    const DOCUMENT: &str = r##"
openapi: 3.0.1
info: {title: shop, version: "1"}
paths:
  /pets/{id}:
    get:
      responses: {"200": {description: ok}}
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://example.com/"}
x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement: [{Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*}]
"##;

    fn body(text: &str) -> Value {
        serde_json::to_value(Blob(text.as_bytes().to_vec())).unwrap()
    }

    fn put(sample: &Sample, mode: &str, text: &str) -> Value {
        sample.ok("PutRestApi", json!({"mode": mode, "body": body(text)}))
    }

    fn paths(sample: &Sample) -> Vec<String> {
        let answer = sample.ok("GetResources", json!({}));
        let mut paths: Vec<_> = answer["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["path"].as_str().unwrap().to_owned())
            .collect();
        paths.sort();
        paths
    }

    #[test]
    fn a_policy_comes_and_goes_only_with_the_permission_for_policies() {
        let mut sample = Sample::with_method();
        let forbid = |account: &mut Account| {
            account.rights.0 =
                Some("apigateway:UpdateRestApiPolicy arn:aws:apigateway:us-east-1::/restapis/".into());
        };
        let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#;
        let without = "openapi: 3.0.1\ninfo: {title: shop, version: '1'}\npaths: {}\n";
        forbid(&mut sample.account);
        let refused = |sample: &Sample, name: &str, input: Value| {
            let (status, message) = sample.refused(name, input);
            assert_eq!(status, 403, "{name}: {message}");
        };
        let set = json!({"patchOperations": Sample::patch("replace", "/policy", policy.into())});
        refused(&sample, "CreateRestApi", json!({"name": "a", "policy": policy}));
        refused(&sample, "ImportRestApi", json!({"body": body(DOCUMENT)}));
        refused(&sample, "UpdateRestApi", set.clone());
        for mode in ["merge", "overwrite"] {
            refused(
                &sample,
                "PutRestApi",
                json!({"mode": mode, "body": body(DOCUMENT)}),
            );
        }
        sample.ok("CreateRestApi", json!({"name": "a"}));
        sample.account.rights.0 = None;
        sample.ok("UpdateRestApi", set.clone());
        forbid(&mut sample.account);
        refused(
            &sample,
            "PutRestApi",
            json!({"mode": "overwrite", "body": body(without)}),
        );
        let clear = json!({"patchOperations": Sample::patch("replace", "/policy", "".into())});
        refused(&sample, "UpdateRestApi", clear);
        refused(
            &sample,
            "CreateRestApi",
            json!({"name": "b", "cloneFrom": sample.api}),
        );
        // What leaves the policy as it is needs no more than before.
        sample.ok("UpdateRestApi", set);
        put(&sample, "merge", without);
    }

    /// This is case 170 of the corpus.
    #[test]
    fn a_policy_names_only_who_exists() {
        const WORDS: &str =
            "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";
        let sample = Sample::with_method();
        let policy = |element: &str, principals: Value| {
            json!({"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
                {"Effect": "Deny", element: principals, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
            ]})
        };
        let document = |policy: &Value| {
            json!({"openapi": "3.0.1", "info": {"title": "t"}, "paths": {}, "x-amazon-apigateway-policy": policy}).to_string()
        };
        let calls = |policy: &Value| {
            let text = policy.to_string();
            let change = Sample::patch("replace", "/policy", text.as_str().into());
            [
                ("CreateRestApi", json!({"name": "a", "policy": text})),
                ("UpdateRestApi", json!({"patchOperations": change})),
                (
                    "PutRestApi",
                    json!({"mode": "merge", "body": body(&document(policy))}),
                ),
                ("ImportRestApi", json!({"body": body(&document(policy))})),
            ]
        };
        let ana = "arn:aws:iam::111111111111:user/ana";
        let nobody = "arn:aws:iam::111111111111:user/nobody";
        for element in ["Principal", "NotPrincipal"] {
            for principals in [json!(nobody), json!([ana, nobody])] {
                for (name, input) in calls(&policy(element, json!({"AWS": principals}))) {
                    assert_eq!(sample.refused(name, input), (400, WORDS.to_owned()), "{name}");
                }
            }
        }
        assert_eq!(sample.ok("GetRestApi", json!({})).get("policy"), None);
        let elsewhere = "arn:aws:iam::444455556666:user/ana";
        for principals in [json!([ana, elsewhere]), json!("444455556666"), json!("*")] {
            for (name, input) in calls(&policy("Principal", json!({"AWS": principals}))) {
                sample.ok(name, input);
            }
        }
    }

    #[test]
    fn who_clones_an_api_reads_it() {
        let mut sample = Sample::empty();
        for part in ["", "/resources"] {
            sample.account.rights.0 = Some(format!(
                "apigateway:GET arn:aws:apigateway:us-east-1::/restapis/{}{part}",
                sample.api
            ));
            let (status, _) = sample.refused("CreateRestApi", json!({"name": "b", "cloneFrom": sample.api}));
            assert_eq!(status, 403);
        }
    }

    #[test]
    fn an_import_makes_an_api() {
        let account = Account::new();
        let answer = account
            .call(OPERATIONS, "ImportRestApi", json!({"body": body(DOCUMENT)}))
            .unwrap();
        assert_eq!(answer["name"], "shop");
        assert_eq!(
            answer["endpointConfiguration"],
            json!({"types": ["EDGE"], "ipAddressType": "ipv4"})
        );
        assert_eq!(answer.get("tags"), None);
        assert_eq!(answer.get("warnings"), None);
        let id = answer["id"].as_str().unwrap();
        let policy = answer["policy"].as_str().unwrap();
        assert!(
            policy.contains(&format!("arn:aws:execute-api:us-east-1:111111111111:{id}\\/*")),
            "{policy}"
        );
        let read = account
            .call(OPERATIONS, "GetRestApi", json!({"restApiId": id}))
            .unwrap();
        assert_eq!(read, answer);
    }

    #[test]
    fn a_merge_keeps_what_is_there_and_an_overwrite_does_not() {
        let sample = Sample::with_method();
        let answer = put(&sample, "merge", DOCUMENT);
        assert_eq!(answer["tags"], json!({}));
        assert_eq!(answer["rootResourceId"], sample.root.as_str());
        assert_eq!(paths(&sample), ["/", "/pets", "/pets/{id}"]);
        sample.ok(
            "GetMethod",
            json!({"resourceId": sample.root, "httpMethod": "GET"}),
        );
        assert!(answer["policy"].is_string());

        let other = "openapi: 3.0.1\ninfo: {title: shop}\npaths: {/a: {}}\n";
        let answer = put(&sample, "overwrite", other);
        assert_eq!(answer["id"], sample.api.as_str());
        assert_eq!(answer["rootResourceId"], sample.root.as_str());
        assert_eq!(answer.get("policy"), None);
        assert_eq!(answer.get("version"), None);
        assert_eq!(paths(&sample), ["/", "/a"]);
        let method = json!({"resourceId": sample.root, "httpMethod": "GET"});
        assert_eq!(sample.refused("GetMethod", method).0, 404);
    }

    #[test]
    fn what_is_wrong_changes_nothing() {
        let sample = Sample::with_method();
        let before = sample.ok("GetRestApi", json!({}));
        let check = |input: Value, expect: &str| {
            let (status, message) = sample.refused("PutRestApi", input);
            assert_eq!((status, message.as_str()), (400, expect));
            assert_eq!(sample.ok("GetRestApi", json!({})), before);
        };
        check(json!({"body": body("{'key:value}")}), "Invalid OpenAPI input.");
        check(json!({"body": body("a: b")}), "Invalid OpenAPI input.");
        check(
            json!({"body": body("openapi: 3.0.1\ninfo: {title: t}\nx-amazon-apigateway-polcy: {}\n")}),
            "Errors found during import:\n\t`x-amazon-apigateway-polcy` is not an extension of API Gateway: correct or remove it (line 3, column 1)",
        );
        let warned = "openapi: 3.0.1\ninfo: {title: t}\npaths: {/a: {get: {responses: {default: {}}}}}\n";
        check(
            json!({"body": body(warned), "failOnWarnings": true}),
            "Warnings found during import:\n\tThe response 'default' of 'GET' of resource '/a' was left out: API Gateway has responses by status code only.",
        );
        check(
            json!({"body": body(warned), "parameters": {"basebath": "split"}}),
            "the import parameter `basebath=split` is unknown: use endpointConfigurationTypes, ignore=documentation or basepath",
        );
        let answer = put(&sample, "merge", warned);
        assert_eq!(answer["warnings"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn a_text_that_cannot_be_read_is_told_before_an_api_that_is_not_there() {
        let account = Account::new();
        let call = |text: &str| {
            let input = json!({"restApiId": "nothing", "body": body(text)});
            account.call(OPERATIONS, "PutRestApi", input).unwrap_err()
        };
        assert_eq!(call("{'key:value}").message, "Invalid OpenAPI input.");
        assert_eq!(call("a: b").status, 404);
    }

    #[test]
    fn a_definition_with_a_role_comes_only_from_who_may_pass_it() {
        const ROLE: &str = "arn:aws:iam::000000000000:role/calls";
        let document = |uri: &str, authorizer: &str| {
            body(&format!(
                "openapi: 3.0.1
info: {{title: shop, version: '1'}}
paths:
  /a:
    get:
      responses: {{}}
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: {uri}
        credentials: {ROLE}
{authorizer}"
            ))
        };
        let authorizer = "components:
  securitySchemes:
    asked:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations
        authorizerCredentials: arn:aws:iam::000000000000:role/asks
";
        let mut sample = Sample::with_method();
        let refused = |sample: &Sample, name: &str, input: Value, asked: &str| {
            let found = sample.refused(name, input);
            assert_eq!(found, (403, format!("iam:PassRole {asked}")), "{name}");
        };
        let forbid = |sample: &mut Sample, forbidden: Option<&str>| {
            sample.account.rights.0 = forbidden.map(str::to_owned);
        };
        let one = document("https://example.com", "");
        let both = document("https://example.com", authorizer);
        forbid(&mut sample, Some("iam:PassRole"));
        refused(&sample, "ImportRestApi", json!({"body": one}), ROLE);
        refused(&sample, "PutRestApi", json!({"mode": "merge", "body": one}), ROLE);
        forbid(&mut sample, None);
        sample.ok("PutRestApi", json!({"mode": "overwrite", "body": one}));
        forbid(&mut sample, Some("iam:PassRole"));
        // The role is there already, and for the same; for something else it is passed once more, and so is another one.
        sample.ok("PutRestApi", json!({"mode": "overwrite", "body": one}));
        let elsewhere = document("https://elsewhere.example.com", "");
        refused(
            &sample,
            "PutRestApi",
            json!({"mode": "overwrite", "body": elsewhere}),
            ROLE,
        );
        let asks = "arn:aws:iam::000000000000:role/asks";
        refused(
            &sample,
            "PutRestApi",
            json!({"mode": "overwrite", "body": both}),
            asks,
        );
        refused(
            &sample,
            "CreateRestApi",
            json!({"name": "b", "cloneFrom": sample.api}),
            ROLE,
        );
        let uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations";
        let made = json!({
            "name": "asked", "type": "TOKEN", "authorizerUri": uri, "authorizerCredentials": asks,
            "identitySource": "method.request.header.Authorization",
        });
        refused(&sample, "CreateAuthorizer", made, asks);
    }
}
