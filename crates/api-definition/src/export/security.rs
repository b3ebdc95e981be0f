//! Security schemes, and what methods ask of them.

use aws_model::apigateway::{Authorizer, Method};
use source_text::Node;

use super::ExportOptions;
use super::tree::{Members, list, number, object, text, texts};
use crate::Definition;

/// The names of the two schemes that are no authorizers, as AWS writes them.
const API_KEY: &str = "api_key";
const SIGV4: &str = "sigv4";

/// `securityDefinitions` or `securitySchemes`.
pub(super) fn schemes(definition: &Definition, options: &ExportOptions<'_>) -> Members {
    let mut schemes = Members::default();
    let methods = definition.methods();
    for authorizer in sorted(definition) {
        let name = scheme_name(authorizer);
        if !schemes.has(&name) {
            schemes.add(&name, scheme(authorizer, options));
        }
    }
    if methods
        .iter()
        .any(|(_, _, method)| method.api_key_required == Some(true))
    {
        schemes.add(&free(definition, API_KEY), key_scheme("x-api-key").into_node());
    }
    let signed = |method: &Method| method.authorization_type.as_deref() == Some("AWS_IAM");
    if methods.iter().any(|(_, _, method)| signed(method)) {
        let mut scheme = key_scheme("Authorization");
        if options.extensions.authorizers {
            scheme.add("x-amazon-apigateway-authtype", text("awsSigv4"));
        }
        schemes.add(&free(definition, SIGV4), scheme.into_node());
    }
    schemes
}

/// What a method asks for; nothing where it is open.
pub(super) fn requirements(definition: &Definition, method: &Method) -> Option<Node> {
    let mut requirements = Vec::new();
    let mut add = |name: &str, scopes: &[String]| requirements.push(object([(name, texts(scopes))]));
    match method.authorization_type.as_deref() {
        Some("AWS_IAM") => add(&free(definition, SIGV4), &[]),
        Some("CUSTOM" | "COGNITO_USER_POOLS") => {
            let id = method.authorizer_id.as_deref().unwrap_or_default();
            let scopes = method.authorization_scopes.as_deref().unwrap_or_default();
            match definition.authorizers.get(id) {
                Some(authorizer) => add(&scheme_name(authorizer), scopes),
                // Importing this is refused: better than a method without its guard.
                None => add(&format!("missing-{id}"), scopes),
            }
        }
        Some(_) | None => {}
    }
    if method.api_key_required == Some(true) {
        add(&free(definition, API_KEY), &[]);
    }
    (!requirements.is_empty()).then(|| list(requirements))
}

fn sorted(definition: &Definition) -> Vec<&Authorizer> {
    let mut authorizers: Vec<_> = definition.authorizers.values().collect();
    authorizers.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    authorizers
}

fn scheme_name(authorizer: &Authorizer) -> String {
    authorizer
        .name
        .clone()
        .or_else(|| authorizer.id.clone())
        .unwrap_or_default()
}

/// The name, or one that no authorizer has.
fn free(definition: &Definition, name: &str) -> String {
    let mut name = name.to_owned();
    while definition
        .authorizers
        .values()
        .any(|authorizer| scheme_name(authorizer) == name)
    {
        name.push('_');
    }
    name
}

fn key_scheme(header: &str) -> Members {
    let mut scheme = Members::default();
    scheme.add("type", text("apiKey"));
    scheme.add("name", text(header));
    scheme.add("in", text("header"));
    scheme
}

fn scheme(authorizer: &Authorizer, options: &ExportOptions<'_>) -> Node {
    let kind = authorizer.type_.as_deref().unwrap_or_default();
    let source = authorizer.identity_source.as_deref();
    let header = source.and_then(|source| source.strip_prefix("method.request.header."));
    let header = match (kind, header) {
        ("TOKEN" | "COGNITO_USER_POOLS", Some(header)) if !header.contains(',') => Some(header),
        _ => None,
    };
    // The word that AWS writes where the scheme's header says nothing.
    let mut scheme = key_scheme(header.unwrap_or("Unused"));
    if !options.extensions.authorizers {
        return scheme.into_node();
    }
    scheme.add_text("x-amazon-apigateway-authtype", authorizer.auth_type.as_deref());
    let mut extension = Members::default();
    extension.add("type", text(&kind.to_ascii_lowercase()));
    if let Some(arns) = &authorizer.provider_arns {
        extension.add("providerARNs", texts(arns));
    }
    extension.add_text("authorizerUri", authorizer.authorizer_uri.as_deref());
    extension.add_text(
        "authorizerCredentials",
        authorizer.authorizer_credentials.as_deref(),
    );
    if header.is_none() {
        extension.add_text("identitySource", source);
    }
    extension.add_text(
        "identityValidationExpression",
        authorizer.identity_validation_expression.as_deref(),
    );
    if let Some(seconds) = authorizer.authorizer_result_ttl_in_seconds {
        extension.add("authorizerResultTtlInSeconds", number(seconds));
    }
    scheme.add("x-amazon-apigateway-authorizer", extension.into_node());
    scheme.into_node()
}
