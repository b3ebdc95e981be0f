//! The events that functions are called with: of `AWS_PROXY` integrations, and of Lambda authorizers.
//!
//! Source: API Gateway developer guide, "Lambda proxy integrations in API Gateway" (input format) and "Input to an API Gateway
//! Lambda authorizer"; recorded events for the members that the pages leave out.

use std::borrow::Cow;

use api_model::ApiKeySource;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue};
use serde_json::{Map, Value, json};

use crate::arrival::Arrival;
use crate::context::variable;
use crate::percent;
use crate::record::{DecisionRecord, RecordedCaller};
use crate::stages::route::Routed;
use crate::template::Front;
use crate::value::{Facts, query_pairs};

/// What an event tells of.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) facts: Facts<'a>,
    pub(crate) arrival: &'a Arrival<'a>,
    pub(crate) routed: &'a Routed<'a>,
    pub(crate) trace: &'a HeaderValue,
}

/// The event of an `AWS_PROXY` integration. `binary`: the body goes as Base64.
pub(crate) fn proxy(subject: Subject<'_>, body: &[u8], binary: bool, authorizer: Option<Value>) -> Vec<u8> {
    let (headers, multi_headers) = headers(subject);
    let (query, multi_query) = query(subject.facts.query);
    let (body, is_base64) = match (body.is_empty(), binary, std::str::from_utf8(body)) {
        (true, ..) => (Value::Null, false),
        (false, false, Ok(text)) => (text.into(), false),
        (false, true, _) => (STANDARD.encode(body).into(), true),
        // What is no text, and not declared as binary, loses what no text can hold.
        (false, false, Err(_)) => (String::from_utf8_lossy(body).into(), false),
    };
    let event = json!({
        "resource": subject.facts.view.record.resource,
        "path": path(subject),
        "httpMethod": subject.facts.view.record.verb,
        "headers": or_null(headers),
        "multiValueHeaders": or_null(multi_headers),
        "queryStringParameters": or_null(query),
        "multiValueQueryStringParameters": or_null(multi_query),
        "pathParameters": or_null(path_parameters(subject)),
        "stageVariables": or_null(stage_variables(subject)),
        "requestContext": request_context(subject, authorizer),
        "body": body,
        "isBase64Encoded": is_base64,
    });
    event.to_string().into_bytes()
}

/// The event of a `REQUEST` authorizer. It has no body; maps that are empty are `{}` (chosen: functions index into them).
pub(crate) fn authorizer(subject: Subject<'_>, method_arn: &str) -> Vec<u8> {
    let (headers, multi_headers) = headers(subject);
    let (query, multi_query) = query(subject.facts.query);
    let event = json!({
        "type": "REQUEST",
        "methodArn": method_arn,
        "resource": subject.facts.view.record.resource,
        "path": path(subject),
        "httpMethod": subject.facts.view.record.verb,
        "headers": headers,
        "multiValueHeaders": multi_headers,
        "queryStringParameters": query,
        "multiValueQueryStringParameters": multi_query,
        "pathParameters": path_parameters(subject),
        "stageVariables": stage_variables(subject),
        "requestContext": request_context(subject, None),
    });
    event.to_string().into_bytes()
}

/// The event of a `TOKEN` authorizer: these three members and no other.
pub(crate) fn token(token: &str, method_arn: &str) -> Vec<u8> {
    json!({ "type": "TOKEN", "authorizationToken": token, "methodArn": method_arn })
        .to_string()
        .into_bytes()
}

fn or_null(map: Map<String, Value>) -> Value {
    if map.is_empty() { Value::Null } else { map.into() }
}

/// The path behind the stage, or behind the host of a custom domain name, decoded once.
fn path(subject: Subject<'_>) -> String {
    let record = subject.facts.view.record;
    let path = if record.base_path.is_empty() {
        subject.routed.path()
    } else {
        &record.path
    };
    decoded(path, false).into_owned()
}

fn decoded(raw: &str, plus_is_blank: bool) -> Cow<'_, str> {
    match percent::decode(raw.as_bytes().into(), plus_is_blank) {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// Every header, the last value of each, and all values of each.
fn headers(subject: Subject<'_>) -> (Map<String, Value>, Map<String, Value>) {
    let front = Front {
        arrival: subject.arrival,
        trace: subject.trace,
    };
    let secure = subject.facts.view.record.secure_transport;
    let pairs = front.headers(secure);
    both(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
}

/// Every parameter of the query, decoded.
fn query(query: Option<&str>) -> (Map<String, Value>, Map<String, Value>) {
    let pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = query_pairs(query)
        .map(|(name, value)| (decoded(name, true), decoded(value, true)))
        .collect();
    both(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
}

fn both<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> (Map<String, Value>, Map<String, Value>) {
    let (mut last, mut all) = (Map::new(), Map::new());
    for (name, value) in pairs {
        last.insert(name.to_owned(), value.into());
        match all.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
            Value::Array(values) => values.push(value.into()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {}
        }
    }
    (last, all)
}

fn path_parameters(subject: Subject<'_>) -> Map<String, Value> {
    let (path, found) = (subject.routed.path(), subject.routed.found());
    let parameters = found.route.parameters.iter().enumerate();
    parameters
        .filter_map(|(at, name)| {
            let raw = found.parameters.raw(at, path)?;
            Some((name.clone(), decoded(raw, false).into()))
        })
        .collect()
}

fn stage_variables(subject: Subject<'_>) -> Map<String, Value> {
    let variables = &subject.routed.stage().deployment().stage.variables;
    variables
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect()
}

fn request_context(subject: Subject<'_>, authorizer: Option<Value>) -> Value {
    let view = subject.facts.view;
    let record = view.record;
    let text = |name: &str| {
        let mut out = String::new();
        let there = variable(name).is_some_and(|variable| variable.write(&view, &mut out));
        if there { Value::String(out) } else { Value::Null }
    };
    let mut context = Map::new();
    let mut put = |name: &str, value: Value| drop(context.insert(name.to_owned(), value));
    put("resourceId", text("resourceId"));
    if let Some(authorizer) = authorizer {
        put("authorizer", authorizer);
    }
    put("resourcePath", record.resource.as_str().into());
    if !record.operation.is_empty() {
        put("operationName", record.operation.as_str().into());
    }
    put("httpMethod", record.verb.as_str().into());
    put("extendedRequestId", record.extended_request_id.as_str().into());
    put("requestTime", text("requestTime"));
    put("path", record.path.as_str().into());
    put("accountId", text("accountId"));
    put("protocol", record.protocol.as_str().into());
    put("stage", record.stage.as_str().into());
    put("domainPrefix", text("domainPrefix"));
    put("requestTimeEpoch", record.time.epoch_ms.into());
    put("requestId", record.request_id.to_string().into());
    put("identity", identity(record, api_key(subject), &text));
    put("domainName", record.host.as_str().into());
    put("deploymentId", record.deployment.as_str().into());
    put("apiId", record.api.as_str().into());
    context.into()
}

/// The API key that counts, wherever keys of the API come from: where that is an authorizer, what the client sent is none.
fn api_key(subject: Subject<'_>) -> Option<&str> {
    match subject.routed.stage().deployment().api_key_source {
        ApiKeySource::Header => {
            let sent = subject.arrival.parts.headers.get("x-api-key");
            sent.and_then(|key| key.to_str().ok())
        }
        ApiKeySource::Authorizer => {
            let result = subject.facts.view.record.authorizer.result();
            result.and_then(|result| result.usage_identifier.as_deref())
        }
    }
}

fn identity(record: &DecisionRecord, api_key: Option<&str>, text: &dyn Fn(&str) -> Value) -> Value {
    let caller = match &record.caller {
        RecordedCaller::Anonymous => None,
        RecordedCaller::Signed(caller) => Some(caller),
    };
    let mut identity = Map::new();
    let mut put = |name: &str, value: Value| drop(identity.insert(name.to_owned(), value));
    put("cognitoIdentityPoolId", Value::Null);
    put("accountId", text("identity.accountId"));
    put("cognitoIdentityId", Value::Null);
    put("caller", text("identity.caller"));
    put("sourceIp", text("identity.sourceIp"));
    put("principalOrgId", text("identity.principalOrgId"));
    put(
        "accessKey",
        caller.map_or(Value::Null, |caller| caller.access_key_id.as_str().into()),
    );
    put("cognitoAuthenticationType", Value::Null);
    put("cognitoAuthenticationProvider", Value::Null);
    put("userArn", text("identity.userArn"));
    put("userAgent", text("identity.userAgent"));
    put("user", text("identity.user"));
    // Only of a key that the method asked for and that was good.
    if !record.api_key_id.is_empty()
        && let Some(key) = api_key
    {
        put("apiKey", key.into());
        put("apiKeyId", record.api_key_id.as_str().into());
    }
    if record.client_certificate.is_some() {
        put(
            "clientCert",
            json!({
                "clientCertPem": text("identity.clientCert.clientCertPem"),
                "subjectDN": text("identity.clientCert.subjectDN"),
                "issuerDN": text("identity.clientCert.issuerDN"),
                "serialNumber": text("identity.clientCert.serialNumber"),
                "validity": {
                    "notBefore": text("identity.clientCert.validity.notBefore"),
                    "notAfter": text("identity.clientCert.validity.notAfter"),
                },
            }),
        );
    }
    for name in ["vpceId", "vpcId"] {
        let value = text(&format!("identity.{name}"));
        if !value.is_null() {
            put(name, value);
        }
    }
    identity.into()
}

/// Whether a media type is among those that an API takes as binary: itself, `type/*` or `*/*`.
///
/// Source: API Gateway developer guide, "Binary media types for REST APIs in API Gateway".
pub(crate) fn is_binary(binary_media_types: &[String], headers: &HeaderMap, name: &http::HeaderName) -> bool {
    if binary_media_types.is_empty() {
        return false;
    }
    let sent = headers.get(name).and_then(|value| value.to_str().ok());
    // Of several, as in `Accept`, the first counts.
    let Some(sent) = sent
        .and_then(|sent| sent.split([',', ';']).next())
        .map(str::trim)
        .filter(|sent| !sent.is_empty())
    else {
        return binary_media_types.iter().any(|known| known == "*/*");
    };
    let (kind, _) = sent.split_once('/').unwrap_or((sent, ""));
    binary_media_types.iter().any(|known| {
        known == "*/*"
            || known.eq_ignore_ascii_case(sent)
            || known
                .strip_suffix("/*")
                .is_some_and(|of| of.eq_ignore_ascii_case(kind))
    })
}
