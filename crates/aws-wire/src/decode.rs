//! A request → the input of its operation: an object with the member names of the model.

use serde_json::{Map, Value};

use crate::{
    Found, Limits, Location, Member, Operation, Protocol, ServiceModel, Shape, Structure, WireError,
    WireRequest, base64, form, json, text, time, xml,
};

/// The input that a request holds, with the model's member names. Constraints are not looked at: [`crate::validate`] does.
///
/// Null and absent members are left out, unknown members of a body are ignored, as AWS does. Instants are whole seconds, bytes
/// are base64 text.
pub fn decode_input(
    service: &ServiceModel,
    found: &Found,
    request: &WireRequest<'_>,
    limits: &Limits,
) -> Result<Map<String, Value>, WireError> {
    if request.body.len() > limits.body_bytes_max {
        return Err(too_large(service, limits));
    }
    let Some(Shape::Structure(input)) = found.operation.input else {
        return Ok(Map::new());
    };
    match service.protocol {
        Protocol::Query => form::decode(input, &found.form, limits),
        Protocol::Json10 | Protocol::Json11 => {
            let value = json::parse(request.body, limits)?.unwrap_or_default();
            json::structure(input, value)
        }
        Protocol::RestJson | Protocol::RestXml => {
            let mut members = body(service, input, request, limits)?;
            bound(service, input, found, request, limits, &mut members)?;
            Ok(members)
        }
    }
}

/// The typed input of an operation from its members.
///
/// Members that are required and absent are an error here too; [`crate::validate`] says it in AWS's words before.
pub fn typed_input<O: Operation>(
    service: &ServiceModel,
    members: Map<String, Value>,
) -> Result<O::Input, WireError> {
    serde_json::from_value(Value::Object(members)).map_err(|error| {
        let text = format!("the input of `{}` cannot be read: {error}", O::MODEL.name);
        match service.protocol {
            Protocol::RestJson | Protocol::Json10 | Protocol::Json11 => WireError::serialization(text),
            Protocol::Query => WireError::malformed_input(text),
            Protocol::RestXml => WireError::malformed_xml(text),
        }
    })
}

fn too_large(service: &ServiceModel, limits: &Limits) -> WireError {
    let text = format!("the body is longer than {} bytes", limits.body_bytes_max);
    match service.protocol {
        Protocol::RestXml => WireError::new("EntityTooLarge", 400, text),
        Protocol::RestJson | Protocol::Query | Protocol::Json10 | Protocol::Json11 => {
            WireError::new("RequestEntityTooLargeException", 413, text)
        }
    }
}

/// What stands in the body of a REST request.
fn body(
    service: &ServiceModel,
    input: &Structure,
    request: &WireRequest<'_>,
    limits: &Limits,
) -> Result<Map<String, Value>, WireError> {
    let Some(name) = input.payload else {
        if input
            .members
            .iter()
            .all(|member| member.location != Location::Body)
        {
            return Ok(Map::new());
        }
        return if service.protocol == Protocol::RestXml {
            xml::structure(input, request.body, limits)
        } else {
            json::structure(input, json::parse(request.body, limits)?.unwrap_or_default())
        };
    };
    let Some(member) = input.members.iter().find(|member| member.name == name) else {
        return Ok(Map::new());
    };
    let value = match member.shape {
        Shape::Blob if request.body.is_empty() => None,
        Shape::Blob => Some(Value::String(base64::encode(request.body))),
        Shape::Text(_) if request.body.is_empty() => None,
        Shape::Text(_) => Some(Value::String(
            std::str::from_utf8(request.body)
                .map_err(|_| WireError::serialization("the body is not UTF-8"))?
                .to_owned(),
        )),
        Shape::Structure(shape) if service.protocol == Protocol::RestXml => {
            if request.body.is_empty() {
                None
            } else {
                Some(Value::Object(xml::structure(shape, request.body, limits)?))
            }
        }
        Shape::Structure(_)
        | Shape::List(_)
        | Shape::Map(_)
        | Shape::Integer(..)
        | Shape::Long(..)
        | Shape::Double
        | Shape::Boolean
        | Shape::Timestamp => json::parse(request.body, limits)?
            .map(|value| json::decode(member.shape, value))
            .transpose()?
            .flatten(),
    };
    Ok(value
        .map(|value| (member.name.to_owned(), value))
        .into_iter()
        .collect())
}

/// Adds what stands in the path, the query and the headers.
fn bound(
    service: &ServiceModel,
    input: &Structure,
    found: &Found,
    request: &WireRequest<'_>,
    limits: &Limits,
    members: &mut Map<String, Value>,
) -> Result<(), WireError> {
    let query = text::pairs(request.query, limits.members_max)
        .map_err(|error| WireError::serialization(error.message))?;
    for member in input.members {
        let value = match member.location {
            Location::Uri => found
                .labels
                .iter()
                .find(|(name, _)| *name == member.wire)
                .map(|(_, text)| scalar(service, member.shape, text))
                .transpose()?,
            Location::Query => from_query(service, input, found, member, &query)?,
            Location::Header => from_header(service, member, request)?,
            Location::Headers => Some(prefixed(member, request)),
            Location::Body | Location::Status => None,
        };
        if let Some(value) = value {
            members.insert(member.name.to_owned(), value);
        }
    }
    Ok(())
}

fn from_query(
    service: &ServiceModel,
    input: &Structure,
    found: &Found,
    member: &Member,
    query: &[(String, String)],
) -> Result<Option<Value>, WireError> {
    if let Shape::Map(shape) = member.shape {
        return map_from_query(service, input, found, shape, query);
    }
    let mut values = query
        .iter()
        .filter(|(key, _)| key == member.wire)
        .map(|(_, value)| value.as_str());
    if let Shape::List(shape) = member.shape {
        let list = values
            .map(|value| scalar(service, shape.member, value))
            .collect::<Result<Vec<_>, _>>()?;
        return Ok((!list.is_empty()).then_some(Value::Array(list)));
    }
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(given_twice(member.wire));
    }
    scalar(service, member.shape, value).map(Some)
}

/// Keys of the query that say who asks, in a request that is signed there.
///
/// Source: IAM user guide, "Authenticating requests: using query parameters (AWS Signature Version 4)".
const SIGNATURE_KEYS: &[&str] = &[
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// A map in the query: every key that no other member has, that is no part of the operation's address and no signature.
fn map_from_query(
    service: &ServiceModel,
    input: &Structure,
    found: &Found,
    shape: &crate::Map,
    query: &[(String, String)],
) -> Result<Option<Value>, WireError> {
    let taken = |key: &str| {
        let others = input
            .members
            .iter()
            .filter(|other| other.location == Location::Query && !is_map(other));
        others
            .map(|other| other.wire)
            .chain(fixed_keys(found))
            .chain(SIGNATURE_KEYS.iter().copied())
            .any(|other| other == key)
    };
    let mut map = Map::new();
    for (key, value) in query.iter().filter(|(key, _)| !taken(key)) {
        if let Shape::List(list) = shape.value {
            let element = scalar(service, list.member, value)?;
            let elements = map.entry(key.clone()).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(elements) = elements {
                elements.push(element);
            }
        } else if map
            .insert(key.clone(), scalar(service, shape.value, value)?)
            .is_some()
        {
            return Err(given_twice(key));
        }
    }
    Ok((!map.is_empty()).then_some(Value::Object(map)))
}

fn given_twice(name: &str) -> WireError {
    WireError::serialization(format!("the parameter `{name}` is given twice"))
}

fn is_map(member: &Member) -> bool {
    matches!(member.shape, Shape::Map(_))
}

/// The keys of the query that are a part of the operation's address.
fn fixed_keys(found: &Found) -> impl Iterator<Item = &'static str> {
    let query = found
        .operation
        .http
        .uri
        .split_once('?')
        .map_or("", |(_, query)| query);
    query
        .split('&')
        .map(|part| part.split_once('=').map_or(part, |(key, _)| key))
}

fn from_header(
    service: &ServiceModel,
    member: &Member,
    request: &WireRequest<'_>,
) -> Result<Option<Value>, WireError> {
    let Some(value) = request.headers.get(member.wire) else {
        return Ok(None);
    };
    let text = std::str::from_utf8(value.as_bytes())
        .map_err(|_| WireError::serialization(format!("the header `{}` is not UTF-8", member.wire)))?;
    if let Shape::List(shape) = member.shape {
        let list = text
            .split(',')
            .map(|part| scalar(service, shape.member, part.trim()))
            .collect::<Result<Vec<_>, _>>()?;
        return Ok(Some(Value::Array(list)));
    }
    scalar(service, member.shape, text).map(Some)
}

/// All headers with a prefix, without it.
fn prefixed(member: &Member, request: &WireRequest<'_>) -> Value {
    let prefix = member.wire.to_ascii_lowercase();
    let map = request
        .headers
        .iter()
        .filter_map(|(name, value)| {
            let name = name.as_str().strip_prefix(prefix.as_str())?;
            let text = std::str::from_utf8(value.as_bytes()).ok()?;
            Some((name.to_owned(), Value::String(text.to_owned())))
        })
        .collect();
    Value::Object(map)
}

/// A value from text in a path, query or header.
fn scalar(service: &ServiceModel, shape: &Shape, text: &str) -> Result<Value, WireError> {
    from_text(shape, text).ok_or_else(|| match service.protocol {
        Protocol::RestXml => WireError::new("InvalidArgument", 400, format!("`{text}` cannot be read")),
        Protocol::RestJson | Protocol::Query | Protocol::Json10 | Protocol::Json11 => {
            json::mismatch(&Value::String(text.to_owned()), kind(shape))
        }
    })
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Integer(..) => "an Integer",
        Shape::Long(..) => "an Long",
        Shape::Double => "an Double",
        Shape::Boolean => "an Boolean",
        Shape::Timestamp => "an Date",
        Shape::Blob => "a Blob",
        Shape::Text(_) | Shape::Structure(_) | Shape::List(_) | Shape::Map(_) => "an String",
    }
}

/// A scalar as every protocol but JSON writes it: as text.
pub(crate) fn from_text(shape: &Shape, text: &str) -> Option<Value> {
    match shape {
        Shape::Text(_) => Some(Value::String(text.to_owned())),
        Shape::Integer(..) => text.trim().parse::<i32>().ok().map(Value::from),
        Shape::Long(..) => text.trim().parse::<i64>().ok().map(Value::from),
        // No infinity and no NaN: JSON has none, and no member means one.
        Shape::Double => text
            .trim()
            .parse::<f64>()
            .ok()
            .and_then(|number| serde_json::Number::from_f64(number).map(Value::Number)),
        Shape::Boolean => match text.trim().to_ascii_lowercase().as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        Shape::Timestamp => time::parse(text.trim()).map(Value::from),
        Shape::Blob => base64::decode(text.trim()).map(|bytes| Value::String(base64::encode(&bytes))),
        Shape::Structure(_) | Shape::List(_) | Shape::Map(_) => None,
    }
}

#[cfg(test)]
mod tests;
