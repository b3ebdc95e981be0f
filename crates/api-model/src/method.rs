//! A method: one verb on one resource.

use crate::{Integration, Parameter};

/// The verb a method is declared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the HTTP methods by their names")]
pub enum Verb {
    Delete,
    Get,
    Head,
    Options,
    Patch,
    Post,
    Put,
    /// Every verb that has no method of its own (`x-amazon-apigateway-any-method`).
    Any,
}

impl Verb {
    /// `GET`, …, `ANY`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Any => "ANY",
        }
    }

    /// The verb of this upper-case name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Delete, Self::Get, Self::Head, Self::Options, Self::Patch, Self::Post, Self::Put, Self::Any]
            .into_iter()
            .find(|verb| verb.as_str() == text)
    }
}

/// How callers of a method are authorized. Types that are not enforced yet never get this far: import refuses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Authorization {
    /// `NONE`: the resource policy alone decides.
    None,
}

/// A method.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// The verb.
    pub verb: Verb,
    /// `operationId`, if given.
    pub operation_name: Option<String>,
    /// The authorization type.
    pub authorization: Authorization,
    /// Declared request parameters, `required` enforced where a validator asks for it.
    pub request_parameters: Vec<Parameter>,
    /// Whether missing required parameters are refused (a request validator with `validateRequestParameters`).
    pub validate_request_parameters: bool,
    /// The integration.
    pub integration: Integration,
    /// The status codes declared as method responses, ascending. Checked by `HTTP` and `MOCK` integrations.
    pub response_statuses: Vec<u16>,
}
