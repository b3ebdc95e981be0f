//! Where a documentation part belongs: what kind of thing it documents, and which.
//!
//! Source: API Gateway API reference, `DocumentationPartLocation` (which members are valid for which type, and their
//! defaults); recorded answers (defaults are filled in).

use aws_model::apigateway::DocumentationPartLocation;
use control::Result;

use crate::errors::bad_request;

/// Which members a type has.
struct Members {
    path: bool,
    method: bool,
    status_code: bool,
    name: bool,
}

impl Members {
    fn of(kind: &str) -> Option<Self> {
        let (path, method, status_code, name) = match kind {
            "API" => (false, false, false, false),
            "AUTHORIZER" | "MODEL" => (false, false, false, true),
            "RESOURCE" => (true, false, false, false),
            "METHOD" | "REQUEST_BODY" => (true, true, false, false),
            "PATH_PARAMETER" | "QUERY_PARAMETER" | "REQUEST_HEADER" => (true, true, false, true),
            "RESPONSE" | "RESPONSE_BODY" => (true, true, true, false),
            "RESPONSE_HEADER" => (true, true, true, true),
            _ => return None,
        };
        Some(Self {
            path,
            method,
            status_code,
            name,
        })
    }
}

/// The location with what it leaves out filled in, if it is one.
pub(super) fn filled(given: DocumentationPartLocation) -> Result<DocumentationPartLocation> {
    let kind = given.type_;
    let Some(members) = Members::of(&kind) else {
        return Err(bad_request(format!(
            "`{kind}` is no type of a documentation part"
        )));
    };
    let name = given.name.filter(|name| !name.is_empty());
    if members.name && name.is_none() {
        return Err(bad_request(format!(
            "a documentation part of type {kind} needs the `name` of what it documents"
        )));
    }
    let fill = |member: &str, valid: bool, value: Option<String>, default: &str| {
        let value = value.filter(|value| !value.trim().is_empty());
        match (valid, value) {
            (true, value) => Ok(Some(value.unwrap_or_else(|| default.to_owned()))),
            (false, None) => Ok(None),
            (false, Some(_)) => Err(not_valid(member, &kind)),
        }
    };
    if !members.name && name.is_some() {
        return Err(not_valid("name", &kind));
    }
    Ok(DocumentationPartLocation {
        path: fill("path", members.path, given.path, "/")?,
        method: fill("method", members.method, given.method, "*")?,
        status_code: fill("statusCode", members.status_code, given.status_code, "*")?,
        name,
        type_: kind,
    })
}

/// What parts are ordered by.
pub(super) fn key(location: &DocumentationPartLocation, id: &str) -> String {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        location.type_.clone(),
        part(&location.path),
        part(&location.method),
        part(&location.status_code),
        part(&location.name),
        id.to_owned(),
    ]
    .join("\u{1f}")
}

fn not_valid(member: &str, kind: &str) -> control::Error {
    bad_request(format!(
        "the location of a documentation part of type {kind} has no `{member}`: leave it out"
    ))
}
