//! What stands behind a method.

use crate::{StaticTemplate, ValueSource, Verb};

/// The longest time an integration may take, in milliseconds, unless set otherwise.
///
/// Source: API Gateway developer guide, quotas: integration timeout 29 seconds (50 ms at least).
pub const TIMEOUT_MS_DEFAULT: u32 = 29_000;

/// The integration of a method. Types that are not built are refused at import.
#[derive(Debug, Clone, PartialEq)]
pub enum Integration {
    /// `HTTP_PROXY`: request and response pass through.
    HttpProxy(HttpIntegration),
    /// `HTTP`: pass-through bodies, mapped parameters, responses selected by status pattern.
    Http(HttpIntegration),
    /// `MOCK`: answered by the gateway itself.
    Mock(MockIntegration),
}

/// An HTTP upstream.
#[derive(Debug, Clone, PartialEq)]
pub struct HttpIntegration {
    /// The verb towards the upstream; `None` passes the caller's on (`ANY`).
    pub verb: Option<Verb>,
    /// Where to.
    pub uri: UriTemplate,
    /// `integration.request.header.NAME`, in order.
    pub headers: Vec<(String, ValueSource)>,
    /// `integration.request.querystring.NAME`, in order.
    pub query: Vec<(String, ValueSource)>,
    /// `integration.request.path.NAME`: fills `{NAME}` in the uri.
    pub path: Vec<(String, ValueSource)>,
    /// Milliseconds until the response head must be there, 50 to the configured maximum.
    pub timeout_ms: u32,
    /// `tlsConfig.insecureSkipVerification`
    pub insecure_skip_verification: bool,
    /// `responseTransferMode: STREAM`: the time-out covers the head only. Streaming bodies pass as they come either way.
    pub stream: bool,
    /// `HTTP` only: responses by pattern; the first that matches the whole status code serves, `default` last.
    pub responses: Vec<IntegrationResponse>,
}

/// The uri of an integration: scheme and authority are literal (stage variables are filled in at deployment), the path may hold
/// `{name}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UriTemplate {
    /// As written, stage variables filled in.
    pub text: String,
    /// `http` or `https`.
    pub https: bool,
    /// `host` or `host:port`, as the `Host` header has it.
    pub authority: String,
    /// The path behind it: literal text (first) and `{name}` in turn. Begins with `/`.
    pub path: Vec<UriPiece>,
    /// The query that was written into the uri, without `?`.
    pub query: Option<String>,
}

/// A piece of the path of a uri.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UriPiece {
    /// Literal text.
    Text(String),
    /// `{name}`
    Parameter(String),
}

/// One response of an `HTTP` or `MOCK` integration.
#[derive(Debug, Clone, PartialEq)]
pub struct IntegrationResponse {
    /// `selectionPattern`, anchored at both ends; `None` is the default response.
    pub selection_pattern: Option<String>,
    /// The status towards the caller.
    pub status: u16,
    /// `method.response.header.NAME`, in order.
    pub headers: Vec<(String, ValueSource)>,
    /// Templates by content type; none passes the body through.
    pub templates: Vec<(String, StaticTemplate)>,
}

/// A `MOCK` integration: its request template must say `{"statusCode": N}`.
#[derive(Debug, Clone, PartialEq)]
pub struct MockIntegration {
    /// Request templates by content type, reduced to the status code they give.
    pub statuses: Vec<(String, u16)>,
    /// Responses, the default last.
    pub responses: Vec<IntegrationResponse>,
}
