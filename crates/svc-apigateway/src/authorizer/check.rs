//! What an authorizer must have, by its type.
//!
//! Source: API Gateway API reference, CreateAuthorizer; developer guide, "Use API Gateway Lambda authorizers" and "Control
//! access to REST APIs using Amazon Cognito user pools as an authorizer". Words that AWS is known to use are used.

use std::collections::BTreeMap;

use api_model::IdentitySource;
use aws_model::apigateway::Authorizer;
use control::{Error, Result};
use portcullis_core::Arn;

use crate::errors::{bad_request, conflict};

/// The types.
pub(super) const KINDS: &[&str] = &["TOKEN", "REQUEST", "COGNITO_USER_POOLS"];

/// Source: API Gateway API reference, CreateAuthorizer, `authorizerResultTtlInSeconds`.
const TTL_MAX_S: i32 = 3600;

/// Checks an authorizer among the others of its API.
pub(super) fn check(others: &BTreeMap<String, Authorizer>, authorizer: &Authorizer) -> Result<()> {
    let name = authorizer.name.as_deref().unwrap_or_default();
    if name.is_empty() {
        return Err(bad_request("Authorizer name must be non-empty"));
    }
    let taken = others
        .values()
        .any(|other| other.id != authorizer.id && other.name.as_deref() == Some(name));
    if taken {
        return Err(conflict("Authorizer name already exists for this REST API"));
    }
    let ttl = authorizer.authorizer_result_ttl_in_seconds;
    if let Some(ttl) = ttl
        && !(0..=TTL_MAX_S).contains(&ttl)
    {
        return Err(no_ttl(&ttl.to_string()));
    }
    if let Some(role) = &authorizer.authorizer_credentials {
        check_role(role)?;
    }
    let source = authorizer.identity_source.as_deref();
    match authorizer.type_.as_deref().unwrap_or_default() {
        "TOKEN" => {
            check_function(authorizer.authorizer_uri.as_deref())?;
            check_token_source(source)
        }
        "REQUEST" => {
            check_function(authorizer.authorizer_uri.as_deref())?;
            if source.is_none() && ttl != Some(0) {
                return Err(bad_request(
                    "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)",
                ));
            }
            source.map_or(Ok(()), check_request_sources)
        }
        "COGNITO_USER_POOLS" => {
            check_user_pools(authorizer.provider_arns.as_deref().unwrap_or_default())?;
            check_token_source(source)
        }
        other => Err(bad_request(format!("`{other}` is no type of authorizer"))),
    }
}

/// For a time to live that is none.
pub(super) fn no_ttl(text: &str) -> Error {
    bad_request(format!(
        "`{text}` is no time to live of an authorizer's result: use seconds from 0 to {TTL_MAX_S}"
    ))
}

/// `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION/invocations`. The version is not looked at, as AWS
/// does not.
fn check_function(uri: Option<&str>) -> Result<()> {
    let uri = uri.unwrap_or_default();
    let is_invocation = |arn: Arn<'_>| {
        let function = arn
            .resource
            .strip_prefix("path/")
            .and_then(|path| path.strip_suffix("/invocations"))
            .and_then(|path| path.split_once("/functions/"));
        arn.service == "apigateway"
            && is_region(arn.region)
            && arn.account == "lambda"
            && function.is_some_and(|(_, function)| !function.is_empty())
    };
    match Arn::parse(uri) {
        Ok(arn) if is_invocation(arn) => Ok(()),
        Ok(_) | Err(_) => Err(bad_request(format!(
            "Invalid Authorizer URI: {uri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda \
             function invocation."
        ))),
    }
}

/// `us-east-1`, `us-gov-west-1`
fn is_region(text: &str) -> bool {
    let mut parts = text.split('-').rev();
    let number = parts.next().unwrap_or_default();
    let words: Vec<&str> = parts.collect();
    words.len() >= 2
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && words
            .iter()
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// The header that holds the token.
fn check_token_source(source: Option<&str>) -> Result<()> {
    let source = source.unwrap_or("null");
    let header = source.strip_prefix("method.request.header.").unwrap_or_default();
    if is_name(header) {
        return Ok(());
    }
    Err(bad_request(format!(
        "Invalid token source expression: {source}. The source must be a method request header, matching \
         'method.request.header.[a-zA-Z0-9._-]+'."
    )))
}

fn check_request_sources(sources: &str) -> Result<()> {
    for source in sources.split(',').map(str::trim) {
        if IdentitySource::parse(source).is_err() {
            return Err(bad_request(format!(
                "`{source}` is no identity source: use method.request.header.NAME, method.request.querystring.NAME, \
                 stageVariables.NAME or context.NAME, separated by commas"
            )));
        }
    }
    Ok(())
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

fn check_role(arn: &str) -> Result<()> {
    match Arn::parse(arn) {
        Ok(parts) if parts.service == "iam" && !parts.resource.is_empty() => Ok(()),
        Ok(_) | Err(_) => Err(bad_request("Invalid ARN specified in the request")),
    }
}

fn check_user_pools(arns: &[String]) -> Result<()> {
    if arns.is_empty() {
        return Err(bad_request(
            "an authorizer of type COGNITO_USER_POOLS needs at least one user pool in `providerARNs`",
        ));
    }
    if !arns.iter().all(|arn| api_model::is_user_pool(arn)) {
        return Err(bad_request("Invalid ARN specified in the request"));
    }
    Ok(())
}
