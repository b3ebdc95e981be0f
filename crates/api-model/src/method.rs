//! A method: one verb on one resource.

use source_text::Span;

use crate::{Form, Integration, Parameter, UriTemplate};

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
        Some(match text {
            "DELETE" => Self::Delete,
            "GET" => Self::Get,
            "HEAD" => Self::Head,
            "OPTIONS" => Self::Options,
            "PATCH" => Self::Patch,
            "POST" => Self::Post,
            "PUT" => Self::Put,
            "ANY" => Self::Any,
            _ => return None,
        })
    }
}

/// How callers of a method are authorized. The import of a file refuses types that are not enforced; a deployment made by
/// the control plane may hold methods with them, and these refuse every request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Authorization {
    /// `NONE`: the resource policy alone decides.
    None,
    /// `AWS_IAM`: the caller signs the request; identity policies and the resource policy decide together.
    Iam,
    /// `COGNITO_USER_POOLS`: the caller sends a token of one of the authorizer's user pools.
    UserPools {
        /// The key of the authorizer in [`RestApi::authorizers`](crate::RestApi::authorizers).
        authorizer: String,
        /// `authorizationScopes`: an access token must have one of them. Without any the token must be an ID token.
        scopes: Vec<String>,
    },
    /// `CUSTOM`: a Lambda authorizer's answer and the resource policy decide together.
    Custom {
        /// The key of the authorizer in [`RestApi::authorizers`](crate::RestApi::authorizers).
        authorizer: String,
    },
    /// A type that is not enforced yet: nobody is let in.
    Refused {
        /// What is not enforced, such as `AWS_IAM authorization`: records and explanations say so.
        named: String,
    },
}

/// The content type of a model that serves all others.
///
/// Source: API Gateway developer guide, "Set up basic request validation in API Gateway".
pub const ANY_CONTENT_TYPE: &str = "$default";

/// A method. Its uri is as written in a [`RestApi`](crate::RestApi), as called in a [`Deployment`](crate::Deployment).
#[derive(Debug, Clone, PartialEq)]
pub struct Method<U: Form = UriTemplate> {
    /// The verb.
    pub verb: Verb,
    /// Where it stands in its definition.
    pub span: Span,
    /// `operationId`, if given.
    pub operation_name: Option<String>,
    /// The authorization type.
    pub authorization: Authorization,
    /// `apiKeyRequired`: the caller must present a key of a usage plan that lists the stage.
    pub api_key_required: bool,
    /// Declared request parameters, `required` enforced where a validator asks for it.
    pub request_parameters: Vec<Parameter>,
    /// Whether missing required parameters are refused (a request validator with `validateRequestParameters`).
    pub validate_request_parameters: bool,
    /// The models that bodies are checked against, where a request validator with `validateRequestBody` does it: content type
    /// and the name of a model of the API. [`ANY_CONTENT_TYPE`] is for all that have none of their own.
    pub body_models: Vec<(String, String)>,
    /// The integration.
    pub integration: Integration<U>,
    /// The status codes declared as method responses, ascending. Checked by `HTTP` and `MOCK` integrations.
    pub response_statuses: Vec<u16>,
}
