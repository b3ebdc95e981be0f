//! Where documentation parts belong.
//!
//! Source: API Gateway API reference, `DocumentationPartLocation` (which members are valid for which type, and their
//! defaults); recorded answers (defaults are filled in).

use aws_model::apigateway::DocumentationPartLocation;

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

/// The location of a documentation part with what it leaves out filled in; what is wrong with it, if it is none.
pub fn documentation_location(given: DocumentationPartLocation) -> Result<DocumentationPartLocation, String> {
    let kind = given.type_;
    let Some(members) = Members::of(&kind) else {
        return Err(format!("`{kind}` is no type of a documentation part"));
    };
    let not_valid = |member: &str| {
        format!("the location of a documentation part of type {kind} has no `{member}`: leave it out")
    };
    let name = given.name.filter(|name| !name.is_empty());
    if members.name && name.is_none() {
        return Err(format!(
            "a documentation part of type {kind} needs the `name` of what it documents"
        ));
    }
    let fill = |member: &str, valid: bool, value: Option<String>, default: &str| {
        let value = value.filter(|value| !value.trim().is_empty());
        match (valid, value) {
            (true, value) => Ok(Some(value.unwrap_or_else(|| default.to_owned()))),
            (false, None) => Ok(None),
            (false, Some(_)) => Err(not_valid(member)),
        }
    };
    if !members.name && name.is_some() {
        return Err(not_valid("name"));
    }
    Ok(DocumentationPartLocation {
        path: fill("path", members.path, given.path, "/")?,
        method: fill("method", members.method, given.method, "*")?,
        status_code: fill("statusCode", members.status_code, given.status_code, "*")?,
        name,
        type_: kind,
    })
}
