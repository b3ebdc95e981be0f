//! What a template is rendered with: `$input`, `$context`, `$stageVariables`.

use std::borrow::Cow;

/// A name and its value.
pub type Name<'a> = (Cow<'a, str>, Cow<'a, str>);

/// Everything a template can read.
pub struct Environment<'a> {
    /// The body: of the method request, or of the integration response.
    pub body: &'a [u8],
    /// Path parameters of the method request, decoded.
    pub path: &'a [Name<'a>],
    /// Query string parameters of the method request, decoded; the last value of each name.
    pub querystring: &'a [Name<'a>],
    /// Headers of the method request; the last value of each name.
    pub header: &'a [Name<'a>],
    /// `$context`.
    pub context: &'a dyn Context,
    /// `$stageVariables`.
    pub stage_variables: &'a [Name<'a>],
    /// What the request template has set, for the response template of the same call.
    pub overrides: &'a Overrides,
}

/// `$context`: variables by their dotted names, such as `identity.sourceIp`.
pub trait Context {
    /// The variable of this name, without `$context.`; the empty name is `$context` itself.
    fn read(&self, name: &str) -> ContextValue<'_>;
}

/// What stands behind a name of `$context`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContextValue<'a> {
    /// Nothing: the reference is the empty text.
    Absent,
    /// A value.
    Text(Cow<'a, str>),
    /// Further names, such as those under `identity`.
    Names(Vec<Cow<'a, str>>),
}

/// A context without any variables.
impl Context for () {
    fn read(&self, _: &str) -> ContextValue<'_> {
        ContextValue::Absent
    }
}

/// What templates have set.
///
/// Source: API Gateway developer guide, "Override your API's request and response parameters and status codes for REST APIs".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overrides {
    /// `$context.requestOverride.{path,querystring,header}.NAME`
    pub request: ParameterOverrides,
    /// `$context.responseOverride.header.NAME`
    pub response_header: Vec<(String, OverrideValue)>,
    /// `$context.responseOverride.status`, as it was set.
    pub response_status: Option<String>,
}

/// Parameters of the integration request, by where they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParameterOverrides {
    /// Path parameters.
    pub path: Vec<(String, OverrideValue)>,
    /// Query string parameters.
    pub querystring: Vec<(String, OverrideValue)>,
    /// Headers.
    pub header: Vec<(String, OverrideValue)>,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OverrideValue {
    /// One value.
    One(String),
    /// A list of them.
    Many(Vec<String>),
}

impl std::fmt::Debug for Environment<'_> {
    /// Without the values: they are a client's.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Environment")
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
