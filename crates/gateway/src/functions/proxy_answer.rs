//! What an `AWS_PROXY` function returns: status, headers and body.
//!
//! Source: API Gateway developer guide, "Lambda proxy integrations in API Gateway" (output format): an answer of another form is
//! 502. Recorded: `statusCode` may be a number or a text of digits; header values may be texts, numbers or booleans.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value};

/// A well-formed answer.
#[derive(Debug)]
pub(crate) struct ProxyAnswer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Reads an answer. `decode`: a body of Base64 is turned into its bytes, as the client wants. `Err`: why it is none, for
/// operators.
pub(crate) fn read(payload: &[u8], decode: bool) -> Result<ProxyAnswer, String> {
    let value: Value = serde_json::from_slice(payload).map_err(|error| format!("it is no JSON: {error}"))?;
    let Value::Object(members) = value else {
        return Err("it is no JSON object".to_owned());
    };
    let known = [
        "statusCode",
        "headers",
        "multiValueHeaders",
        "body",
        "isBase64Encoded",
    ];
    if let Some(other) = members.keys().find(|name| !known.contains(&name.as_str()))
        && !members.contains_key("statusCode")
    {
        return Err(format!("it has a member `{other}` and no `statusCode`"));
    }
    let (status, headers) = head(&members)?;
    let text = match members.get("body") {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(_) => return Err("its `body` is no text".to_owned()),
    };
    let is_base64 = match members.get("isBase64Encoded") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(set)) => *set,
        Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => true,
        Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => false,
        Some(_) => return Err("its `isBase64Encoded` is no boolean".to_owned()),
    };
    let body = if is_base64 && decode {
        STANDARD
            .decode(text.as_bytes())
            .map_err(|error| format!("its `body` is no Base64: {error}"))?
            .into()
    } else {
        text.into()
    };
    Ok(ProxyAnswer {
        status,
        headers,
        body,
    })
}

/// The head of a streaming answer: JSON with `statusCode`, `headers`, `multiValueHeaders` and `cookies`.
pub(crate) fn read_prelude(prelude: &[u8]) -> Result<(StatusCode, HeaderMap), String> {
    let value: Value =
        serde_json::from_slice(prelude).map_err(|error| format!("its head is no JSON: {error}"))?;
    let Value::Object(members) = value else {
        return Err("its head is no JSON object".to_owned());
    };
    let (status, mut headers) = match members.get("statusCode") {
        None => {
            let mut with_status = members.clone();
            with_status.insert("statusCode".to_owned(), 200.into());
            head(&with_status)?
        }
        Some(_) => head(&members)?,
    };
    if let Some(Value::Array(cookies)) = members.get("cookies") {
        for cookie in cookies {
            let value = cookie.as_str().and_then(|text| HeaderValue::from_str(text).ok());
            headers.append(
                http::header::SET_COOKIE,
                value.ok_or("one of its `cookies` cannot stand in a header")?,
            );
        }
    }
    Ok((status, headers))
}

fn head(members: &Map<String, Value>) -> Result<(StatusCode, HeaderMap), String> {
    let status = match members.get("statusCode") {
        Some(Value::Number(number)) => number.as_u64().or_else(|| {
            let whole = number
                .as_f64()
                .filter(|value| value.fract() == 0.0 && (0.0..1000.0).contains(value));
            whole.map(|value| value as u64)
        }),
        Some(Value::String(text)) => text.trim().parse().ok(),
        None => return Err("it has no `statusCode`".to_owned()),
        Some(_) => None,
    };
    let status = status
        .and_then(|status| u16::try_from(status).ok())
        .filter(|status| (200..=599).contains(status))
        .and_then(|status| StatusCode::from_u16(status).ok())
        .ok_or("its `statusCode` is no status from 200 to 599")?;
    let mut headers = HeaderMap::new();
    // A name in both maps has the values of the second, without those that are equal.
    if let Some(map) = map(members, "headers")? {
        for (name, value) in map {
            if let Some(value) = text(value)? {
                headers.append(header_name(name)?, header_value(name, &value)?);
            }
        }
    }
    if let Some(map) = map(members, "multiValueHeaders")? {
        for (name, values) in map {
            let key = header_name(name)?;
            let Value::Array(values) = values else {
                return Err(format!("`{name}` of its `multiValueHeaders` is no list"));
            };
            let before: Vec<HeaderValue> = headers.get_all(&key).iter().cloned().collect();
            for value in values {
                let Some(value) = text(value)? else { continue };
                let value = header_value(name, &value)?;
                if !before.contains(&value) {
                    headers.append(key.clone(), value);
                }
            }
        }
    }
    Ok((status, headers))
}

fn map<'a>(members: &'a Map<String, Value>, name: &str) -> Result<Option<&'a Map<String, Value>>, String> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(map)) => Ok(Some(map)),
        Some(_) => Err(format!("its `{name}` is no object")),
    }
}

/// A value as a header has it; `None` for `null`.
fn text(value: &Value) -> Result<Option<String>, String> {
    Ok(Some(match value {
        Value::Null => return Ok(None),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(set) => set.to_string(),
        Value::Array(_) | Value::Object(_) => {
            return Err("the value of one of its headers is no text".to_owned());
        }
    }))
}

fn header_name(name: &str) -> Result<HeaderName, String> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("`{name}` is no header name"))
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_str(value)
        .map_err(|_| format!("the value of its header `{name}` cannot stand in a header"))
}
