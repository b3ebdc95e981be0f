//! The output of an operation, or an error, → an answer.
//!
//! Sources: Smithy, "AWS protocols"; what botocore reads (`parsers.py`); answers of API Gateway, IAM and S3.

use http::{HeaderMap, HeaderName, HeaderValue, header::CONTENT_TYPE};
use serde_json::{Map, Value};

use crate::{
    Location, Member, OperationModel, Protocol, ServiceModel, Shape, Structure, WireAnswer, WireError,
    base64, json, time,
    xml::{self, Instants},
};

/// An output that is not of its operation's shape. The fault of the program, never of a client: the answer is 500.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the output does not fit its shape at `{path}`: {problem}")]
pub struct EncodeError {
    /// Where, in the model's names; empty is the output itself.
    pub path: String,
    /// What is wrong.
    pub problem: String,
}

impl EncodeError {
    pub(crate) fn shape(name: &str, kind: &str) -> Self {
        Self {
            path: String::new(),
            problem: format!("`{name}` is {kind}"),
        }
    }

    pub(crate) fn of(shape: &Shape) -> Self {
        let kind = match shape {
            Shape::Structure(structure) => return Self::shape(structure.name, "a structure"),
            Shape::List(_) => "a list",
            Shape::Map(_) => "a map",
            Shape::Text(text) => return Self::shape(text.name, "text"),
            Shape::Integer(..) | Shape::Long(..) => "a whole number",
            Shape::Double => "a number",
            Shape::Boolean => "a truth value",
            Shape::Timestamp => "an instant",
            Shape::Blob => "base64 text",
        };
        Self {
            path: String::new(),
            problem: format!("not {kind}"),
        }
    }

    pub(crate) fn inside(mut self, name: &str) -> Self {
        self.path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{name}.{}", self.path)
        };
        self
    }
}

/// The answer to a call that went well. `output` is an object with the model's member names, or null where the operation
/// has no output.
pub fn encode_output(
    service: &ServiceModel,
    operation: &OperationModel,
    output: &Value,
    request_id: &str,
) -> Result<WireAnswer, EncodeError> {
    let structure = match operation.output {
        Some(Shape::Structure(structure)) => Some(structure),
        _ => None,
    };
    let mut answer = WireAnswer {
        status: operation.http.status,
        headers: headers(service, request_id),
        body: Vec::new(),
    };
    match service.protocol {
        Protocol::Query => query_body(service, operation, structure, output, request_id, &mut answer)?,
        Protocol::Json10 | Protocol::Json11 => {
            let members = match structure {
                Some(structure) => json::write_structure(structure, output)?,
                None => Map::new(),
            };
            answer.body = Value::Object(members).to_string().into_bytes();
        }
        Protocol::RestJson | Protocol::RestXml => {
            if let Some(structure) = structure {
                rest_body(service, operation, structure, output, &mut answer)?;
                bound(service, structure, output, &mut answer)?;
            }
        }
    }
    if matches!(answer.status, 204 | 304) {
        answer.body.clear();
        answer.headers.remove(CONTENT_TYPE);
    }
    Ok(answer)
}

/// The answer to a call that failed.
pub fn encode_error(service: &ServiceModel, error: &WireError, request_id: &str) -> WireAnswer {
    let mut headers = headers(service, request_id);
    let body = match service.protocol {
        Protocol::RestJson => {
            if let Ok(code) = HeaderValue::from_str(&error.code) {
                headers.insert(HeaderName::from_static("x-amzn-errortype"), code);
            }
            let mut body = Map::new();
            if service.name == "lambda" {
                // Lambda alone has the capital letter, and says whose fault it is.
                let side = if error.is_clients() { "User" } else { "Service" };
                body.insert("Type".to_owned(), Value::from(side));
                body.insert("Message".to_owned(), Value::from(error.message.as_str()));
            } else {
                body.insert("message".to_owned(), Value::from(error.message.as_str()));
            }
            body.extend(error.members.clone());
            Value::Object(body).to_string()
        }
        Protocol::Json10 | Protocol::Json11 => {
            let mut body = Map::new();
            body.insert("__type".to_owned(), Value::from(error.code.as_str()));
            body.insert("message".to_owned(), Value::from(error.message.as_str()));
            body.extend(error.members.clone());
            Value::Object(body).to_string()
        }
        Protocol::Query => query_error(service, error, request_id),
        Protocol::RestXml => xml_error(error, request_id),
    };
    for (name, value) in &error.headers {
        headers.insert(name, value.clone());
    }
    WireAnswer {
        status: error.status,
        headers,
        body: body.into_bytes(),
    }
}

/// Content type and request id.
fn headers(service: &ServiceModel, request_id: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let media_type = match service.protocol {
        Protocol::RestJson => "application/json",
        Protocol::RestXml => "application/xml",
        Protocol::Query => "text/xml",
        Protocol::Json10 => "application/x-amz-json-1.0",
        Protocol::Json11 => "application/x-amz-json-1.1",
    };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    let name = match service.protocol {
        Protocol::RestXml => "x-amz-request-id",
        Protocol::RestJson | Protocol::Query | Protocol::Json10 | Protocol::Json11 => "x-amzn-requestid",
    };
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static(name), id);
    }
    headers
}

fn query_body(
    service: &ServiceModel,
    operation: &OperationModel,
    structure: Option<&Structure>,
    output: &Value,
    request_id: &str,
    answer: &mut WireAnswer,
) -> Result<(), EncodeError> {
    let response = format!("{}Response", operation.name);
    let mut body = String::new();
    open_root(&response, service.xml_namespace, &mut body);
    if !operation.result_wrapper.is_empty() {
        xml::open(operation.result_wrapper, &mut body);
    }
    if let Some(structure) = structure {
        xml::write_structure(structure, output, Instants::Seconds, &mut body)?;
    }
    if !operation.result_wrapper.is_empty() {
        xml::close(operation.result_wrapper, &mut body);
    }
    xml::open("ResponseMetadata", &mut body);
    xml::element("RequestId", request_id, &mut body);
    xml::close("ResponseMetadata", &mut body);
    xml::close(&response, &mut body);
    answer.body = body.into_bytes();
    Ok(())
}

fn query_error(service: &ServiceModel, error: &WireError, request_id: &str) -> String {
    let mut body = String::new();
    open_root("ErrorResponse", service.xml_namespace, &mut body);
    xml::open("Error", &mut body);
    let side = if error.is_clients() { "Sender" } else { "Receiver" };
    xml::element("Type", side, &mut body);
    xml::element("Code", &error.code, &mut body);
    xml::element("Message", &error.message, &mut body);
    further(error, &mut body);
    xml::close("Error", &mut body);
    xml::element("RequestId", request_id, &mut body);
    xml::close("ErrorResponse", &mut body);
    body
}

fn xml_error(error: &WireError, request_id: &str) -> String {
    let mut body = String::from(DECLARATION);
    xml::open("Error", &mut body);
    xml::element("Code", &error.code, &mut body);
    xml::element("Message", &error.message, &mut body);
    further(error, &mut body);
    xml::element("RequestId", request_id, &mut body);
    xml::close("Error", &mut body);
    body
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The further members of an error, those that are text, numbers or truth values.
fn further(error: &WireError, body: &mut String) {
    for (name, value) in &error.members {
        match value {
            Value::String(text) => xml::element(name, text, body),
            Value::Number(_) | Value::Bool(_) => xml::element(name, &value.to_string(), body),
            Value::Null | Value::Array(_) | Value::Object(_) => {}
        }
    }
}

fn open_root(name: &str, namespace: &str, body: &mut String) {
    if namespace.is_empty() {
        xml::open(name, body);
    } else {
        body.push('<');
        body.push_str(name);
        body.push_str(" xmlns=\"");
        xml::escape(namespace, body);
        body.push_str("\">");
    }
}

fn rest_body(
    service: &ServiceModel,
    operation: &OperationModel,
    structure: &Structure,
    output: &Value,
    answer: &mut WireAnswer,
) -> Result<(), EncodeError> {
    if let Some(name) = structure.payload {
        let member = structure.members.iter().find(|member| member.name == name);
        let value = output.get(name).filter(|value| !value.is_null());
        if let (Some(member), Some(value)) = (member, value) {
            answer.body = payload(service, member, value, &mut answer.headers)
                .map_err(|error| error.inside(member.name))?;
        } else {
            answer.headers.remove(CONTENT_TYPE);
        }
        return Ok(());
    }
    if service.protocol == Protocol::RestJson {
        answer.body = Value::Object(json::write_structure(structure, output)?)
            .to_string()
            .into_bytes();
        return Ok(());
    }
    let in_body = |member: &Member| member.location == Location::Body;
    if !structure.members.iter().any(in_body) {
        answer.headers.remove(CONTENT_TYPE);
        return Ok(());
    }
    let root = if operation.result_wrapper.is_empty() {
        structure.name
    } else {
        operation.result_wrapper
    };
    let mut body = String::from(DECLARATION);
    open_root(root, service.xml_namespace, &mut body);
    xml::write_structure(structure, output, Instants::Milliseconds, &mut body)?;
    xml::close(root, &mut body);
    answer.body = body.into_bytes();
    Ok(())
}

/// The body that is one member.
fn payload(
    service: &ServiceModel,
    member: &Member,
    value: &Value,
    headers: &mut HeaderMap,
) -> Result<Vec<u8>, EncodeError> {
    match (member.shape, value) {
        (Shape::Blob, Value::String(text)) => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
            base64::decode(text).ok_or_else(|| EncodeError::of(&Shape::Blob))
        }
        (Shape::Text(_), Value::String(text)) => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            Ok(text.clone().into_bytes())
        }
        (Shape::Structure(shape), value) if service.protocol == Protocol::RestXml => {
            let mut body = String::from(DECLARATION);
            open_root(member.wire, service.xml_namespace, &mut body);
            xml::write_structure(shape, value, Instants::Milliseconds, &mut body)?;
            xml::close(member.wire, &mut body);
            Ok(body.into_bytes())
        }
        (shape, value) => Ok(json::write(shape, value)?.to_string().into_bytes()),
    }
}

/// Sets the status and the headers that members stand for.
fn bound(
    service: &ServiceModel,
    structure: &Structure,
    output: &Value,
    answer: &mut WireAnswer,
) -> Result<(), EncodeError> {
    for member in structure.members {
        let Some(value) = output.get(member.name).filter(|value| !value.is_null()) else {
            continue;
        };
        let set = match member.location {
            Location::Status => value
                .as_u64()
                .and_then(|status| u16::try_from(status).ok())
                .filter(|status| (100..1000).contains(status))
                .map(|status| answer.status = status),
            Location::Header => HeaderName::try_from(member.wire)
                .ok()
                .zip(header_value(service, member.shape, value))
                .map(|(name, value)| {
                    answer.headers.insert(name, value);
                }),
            Location::Headers => prefixed(member, value, &mut answer.headers),
            Location::Body | Location::Uri | Location::Query => Some(()),
        };
        set.ok_or_else(|| EncodeError::of(member.shape).inside(member.name))?;
    }
    Ok(())
}

fn prefixed(member: &Member, value: &Value, headers: &mut HeaderMap) -> Option<()> {
    for (key, value) in value.as_object()? {
        let name = HeaderName::try_from(format!("{}{key}", member.wire)).ok()?;
        headers.insert(name, HeaderValue::from_str(value.as_str()?).ok()?);
    }
    Some(())
}

/// `None` where the value is not of the shape or no header can hold it.
fn header_value(service: &ServiceModel, shape: &Shape, value: &Value) -> Option<HeaderValue> {
    let text = match (shape, value) {
        (Shape::Timestamp, Value::Number(number)) if service.protocol == Protocol::RestXml => {
            time::http_date(number.as_i64()?)?
        }
        (Shape::Timestamp, Value::Number(number)) => time::http_date(number.as_i64()?)?,
        (Shape::Boolean, Value::Bool(_))
        | (Shape::Integer(..) | Shape::Long(..) | Shape::Double, Value::Number(_)) => value.to_string(),
        (Shape::Text(_) | Shape::Blob, Value::String(text)) => text.clone(),
        (Shape::List(_), Value::Array(elements)) => elements
            .iter()
            .map(Value::as_str)
            .collect::<Option<Vec<_>>>()?
            .join(","),
        _ => return None,
    };
    HeaderValue::from_bytes(text.as_bytes()).ok()
}

#[cfg(test)]
mod tests;
