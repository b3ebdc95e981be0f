//! What guards saved methods, as a definition file would say it.
//!
//! A scheme stands in the document only where a method names it: a fault of an authorizer concerns those who use it.

use api_model::{Authorizer, RestApi};
use aws_model::apigateway::{Authorizer as SavedAuthorizer, Method, Resource};
use serde_json::{Map, Value, json};

use super::put;
use crate::Definition;

/// The scheme of a method of type `AWS_IAM`. No id of an authorizer has a space.
const IAM: &str = "signed request";
/// The scheme of a method that requires an API key.
const API_KEY: &str = "api key";

const USER_POOLS: &str = "COGNITO_USER_POOLS";
const CUSTOM: &str = "CUSTOM";

/// What a method asks of its callers that is not built, or that is not there.
pub(super) fn what_is_missing(definition: &Definition, method: &Method) -> Option<String> {
    match method.authorization_type.as_deref().unwrap_or("NONE") {
        "NONE" | "AWS_IAM" => None,
        wanted @ (USER_POOLS | CUSTOM) => {
            let Some(authorizer) = authorizer(definition, method) else {
                return Some("an authorizer that is not there".to_owned());
            };
            let kind = authorizer.type_.as_deref().unwrap_or_default();
            let fits = match kind {
                USER_POOLS => wanted == USER_POOLS,
                "TOKEN" | "REQUEST" => wanted == CUSTOM,
                _ => false,
            };
            (!fits).then(|| format!("{wanted} authorization by an authorizer of type {kind}"))
        }
        other => Some(format!("{other} authorization")),
    }
}

/// The security schemes that these methods name.
pub(super) fn schemes(definition: &Definition, methods: &[(&Resource, &str, &Method)]) -> Value {
    let mut schemes = Map::new();
    for (_, _, method) in methods {
        match method.authorization_type.as_deref() {
            Some("AWS_IAM") => {
                let scheme = json!({
                    "type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4",
                });
                schemes.insert(IAM.to_owned(), scheme);
            }
            Some(USER_POOLS | CUSTOM) => {
                if let (Some(id), Some(authorizer)) = (&method.authorizer_id, authorizer(definition, method))
                {
                    schemes.insert(id.clone(), scheme(authorizer));
                }
            }
            Some(_) | None => {}
        }
        if method.api_key_required == Some(true) {
            let scheme = json!({ "type": "apiKey", "name": "x-api-key", "in": "header" });
            schemes.insert(API_KEY.to_owned(), scheme);
        }
    }
    Value::Object(schemes)
}

/// What a method asks for.
///
/// Scopes count for user pools only: other types may have some left over from before (API Gateway API reference, `Method`,
/// `authorizationScopes`).
pub(super) fn requirements(method: &Method) -> Value {
    let mut all = Map::new();
    match method.authorization_type.as_deref() {
        Some("AWS_IAM") => {
            all.insert(IAM.to_owned(), json!([]));
        }
        Some(USER_POOLS) => {
            let scopes = method.authorization_scopes.as_deref().unwrap_or_default();
            let id = method.authorizer_id.clone().unwrap_or_default();
            all.insert(id, json!(scopes));
        }
        Some(CUSTOM) => {
            let id = method.authorizer_id.clone().unwrap_or_default();
            all.insert(id, json!([]));
        }
        Some(_) | None => {}
    }
    if method.api_key_required == Some(true) {
        all.insert(API_KEY.to_owned(), json!([]));
    }
    json!([all])
}

/// The compiled authorizers are known by id; their owner knows them by name. The function of one sees its id in the source of
/// its calls.
pub(super) fn name_authorizers(definition: &Definition, api: &mut RestApi) {
    for (id, authorizer) in &mut api.authorizers {
        let saved = definition.authorizers.get(id);
        let known = match authorizer {
            Authorizer::UserPools(pools) => &mut pools.name,
            Authorizer::Lambda(lambda) => {
                lambda.id.clone_from(id);
                &mut lambda.name
            }
        };
        if let Some(name) = saved.and_then(|saved| saved.name.as_ref()) {
            known.clone_from(name);
        }
    }
}

fn authorizer<'a>(definition: &'a Definition, method: &Method) -> Option<&'a SavedAuthorizer> {
    definition.authorizers.get(method.authorizer_id.as_ref()?)
}

fn scheme(saved: &SavedAuthorizer) -> Value {
    let mut extension = Map::new();
    let kind = saved.type_.as_deref().unwrap_or_default();
    extension.insert("type".to_owned(), Value::from(kind.to_ascii_lowercase()));
    if kind == USER_POOLS {
        put(&mut extension, "providerARNs", saved.provider_arns.as_ref());
    } else {
        put(&mut extension, "authorizerUri", saved.authorizer_uri.as_ref());
        put(
            &mut extension,
            "authorizerCredentials",
            saved.authorizer_credentials.as_ref(),
        );
        let ttl = saved.authorizer_result_ttl_in_seconds.as_ref();
        put(&mut extension, "authorizerResultTtlInSeconds", ttl);
    }
    put(&mut extension, "identitySource", saved.identity_source.as_ref());
    put(
        &mut extension,
        "identityValidationExpression",
        saved.identity_validation_expression.as_ref(),
    );
    json!({ "type": "apiKey", "x-amazon-apigateway-authorizer": extension })
}
