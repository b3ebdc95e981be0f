//! What stands behind a method.
//!
//! The types are generic over what is called: as written ([`UriText`] and [`FunctionText`], with stage variables) in a
//! [`RestApi`](crate::RestApi), as called ([`UriTemplate`] and [`FunctionArn`]) in a [`Deployment`](crate::Deployment).

use std::{collections::BTreeMap, fmt::Debug};

use source_text::Diagnostic;

use crate::{
    FunctionArn, FunctionText, LambdaIntegration, StatusPattern, UriTemplate, UriText, ValueSource, Verb,
    role::fill_role,
};

/// The longest time an integration may take, in milliseconds, unless set otherwise.
///
/// Source: API Gateway developer guide, quotas: integration timeout 29 seconds (50 ms at least).
pub const TIMEOUT_MS_DEFAULT: u32 = 29_000;

/// The shortest time-out of an integration, in milliseconds.
///
/// Source: as [`TIMEOUT_MS_DEFAULT`].
pub const TIMEOUT_MS_MIN: u32 = 50;

/// A form of uris, and the form of functions that goes with it: as written, or as called.
pub trait Form: Debug + Clone + PartialEq {
    /// A function in the same form.
    type Function: Debug + Clone + PartialEq;
}

impl Form for UriText {
    type Function = FunctionText;
}

impl Form for UriTemplate {
    type Function = FunctionArn;
}

/// The integration of a method. The import of a file refuses types that are not built; a deployment made by the control
/// plane may hold methods with them, and these refuse every request.
#[derive(Debug, Clone, PartialEq)]
pub enum Integration<U: Form = UriTemplate> {
    /// `HTTP_PROXY`: request and response pass through.
    HttpProxy(HttpIntegration<U>),
    /// `HTTP`: mapped parameters, bodies that pass or are made by templates, responses selected by status pattern.
    Http(HttpIntegration<U>),
    /// `MOCK`: answered by the gateway itself.
    Mock(MockIntegration),
    /// `AWS_PROXY` and `AWS` with a Lambda function.
    Lambda(LambdaIntegration<U::Function>),
    /// A type that is not built yet: it is never called.
    Refused {
        /// What is not built or not right, such as `connectionType VPC_LINK`: records and explanations say so.
        named: String,
    },
}

/// An HTTP upstream.
#[derive(Debug, Clone, PartialEq)]
pub struct HttpIntegration<U = UriTemplate> {
    /// The verb towards the upstream; `None` passes the caller's on (`ANY`).
    pub verb: Option<Verb>,
    /// Where to.
    pub uri: U,
    /// `integration.request.header.NAME`, in order.
    pub headers: Vec<(String, ValueSource)>,
    /// `integration.request.querystring.NAME`, in order.
    pub query: Vec<(String, ValueSource)>,
    /// `integration.request.path.NAME`: fills `{NAME}` in the uri.
    pub path: Vec<(String, ValueSource)>,
    /// `HTTP` only: request templates by content type, as written.
    pub request_templates: Vec<(String, String)>,
    /// What becomes of a body whose content type no request template covers.
    pub passthrough: Passthrough,
    /// Milliseconds until the response head must be there, 50 to the configured maximum.
    pub timeout_ms: u32,
    /// `tlsConfig.insecureSkipVerification`
    pub insecure_skip_verification: bool,
    /// `responseTransferMode: STREAM`: the time-out covers the head only. Streaming bodies pass as they come either way.
    pub stream: bool,
    /// `HTTP` only: responses by pattern; the first that matches the whole status code serves, the default last.
    pub responses: Vec<IntegrationResponse>,
}

/// `passthroughBehavior`: what becomes of a body whose content type no request template covers.
///
/// Source: API Gateway developer guide, "Method request behavior for payloads without mapping templates".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Passthrough {
    /// `WHEN_NO_MATCH`: it passes.
    #[default]
    WhenNoMatch,
    /// `WHEN_NO_TEMPLATES`: it passes if there is no template at all; otherwise 415.
    WhenNoTemplates,
    /// `NEVER`: 415.
    Never,
}

impl Passthrough {
    /// Whether a body that no template covers passes, given whether there are templates.
    pub fn passes(self, has_templates: bool) -> bool {
        match self {
            Self::WhenNoMatch => true,
            Self::WhenNoTemplates => !has_templates,
            Self::Never => false,
        }
    }
}

/// One response of an integration: of type `HTTP` or `MOCK` selected by status, of a Lambda function by error message
/// ([`TextPattern`](crate::TextPattern)).
#[derive(Debug, Clone, PartialEq)]
pub struct IntegrationResponse<P = StatusPattern> {
    /// `selectionPattern`, anchored at both ends; `None` is the default response.
    pub selection_pattern: Option<P>,
    /// The status towards the caller.
    pub status: u16,
    /// `method.response.header.NAME`, in order.
    pub headers: Vec<(String, ValueSource)>,
    /// Mapping templates by content type, as written; none passes the body through.
    pub templates: Vec<(String, String)>,
}

impl IntegrationResponse {
    /// The response of `responses` that serves a status code: the first whose pattern matches, else the default.
    pub fn select(responses: &[Self], status: u16) -> Option<&Self> {
        let matching = |response: &&Self| {
            response
                .selection_pattern
                .as_ref()
                .is_some_and(|p| p.matches(status))
        };
        responses.iter().find(matching).or_else(|| {
            responses
                .iter()
                .find(|response| response.selection_pattern.is_none())
        })
    }
}

/// A `MOCK` integration: its request template says `{"statusCode": N}`.
#[derive(Debug, Clone, PartialEq)]
pub struct MockIntegration {
    /// Request templates by content type.
    pub requests: Vec<(String, MockRequest)>,
    /// What becomes of a request whose content type no template covers.
    pub passthrough: Passthrough,
    /// Responses, the default last.
    pub responses: Vec<IntegrationResponse>,
}

/// A request template of a `MOCK` integration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MockRequest {
    /// The template is literal text that gives this status.
    Status(u16),
    /// A mapping template, as written: what it gives says the status ([`mock_status`](crate::mock_status)).
    Template(String),
}

impl Integration<UriText> {
    /// The same integration with the stage's variables filled in.
    pub(crate) fn fill(&self, variables: &BTreeMap<String, String>) -> Result<Integration, Diagnostic> {
        let http = |http: &HttpIntegration<UriText>| {
            Ok(HttpIntegration {
                uri: http.uri.fill(variables)?,
                verb: http.verb,
                headers: http.headers.clone(),
                query: http.query.clone(),
                path: http.path.clone(),
                request_templates: http.request_templates.clone(),
                passthrough: http.passthrough,
                timeout_ms: http.timeout_ms,
                insecure_skip_verification: http.insecure_skip_verification,
                stream: http.stream,
                responses: http.responses.clone(),
            })
        };
        Ok(match self {
            Self::HttpProxy(integration) => Integration::HttpProxy(http(integration)?),
            Self::Http(integration) => Integration::Http(http(integration)?),
            Self::Mock(integration) => Integration::Mock(integration.clone()),
            Self::Lambda(lambda) => Integration::Lambda(LambdaIntegration {
                function: lambda.function.fill(variables)?,
                credentials: lambda
                    .credentials
                    .as_ref()
                    .map(|role| fill_role(role, variables, lambda.function.span))
                    .transpose()?,
                timeout_ms: lambda.timeout_ms,
                kind: lambda.kind.clone(),
            }),
            Self::Refused { named } => Integration::Refused { named: named.clone() },
        })
    }
}
