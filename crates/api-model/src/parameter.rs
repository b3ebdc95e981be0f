//! Request parameters and where mapped values come from.

/// Where a request carries a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParameterSource {
    /// `method.request.path.NAME`
    Path,
    /// `method.request.querystring.NAME`
    Query,
    /// `method.request.header.NAME`
    Header,
}

/// A declared request parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Where it is.
    pub source: ParameterSource,
    /// Its name; query names are case-sensitive, header names are matched ignoring case.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
}

/// The right-hand side of a parameter mapping.
///
/// Source: API Gateway developer guide, "Mapping template / request and response parameter mapping reference".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueSource {
    /// `'text'`
    Static(String),
    /// `method.request.path.NAME` and its like.
    Request(ParameterSource, String),
    /// `method.request.multivaluequerystring.NAME` / `multivalueheader.NAME`
    MultiValue(ParameterSource, String),
    /// `context.NAME`, such as `context.requestId`
    Context(String),
    /// `stageVariables.NAME`
    StageVariable(String),
    /// `integration.response.header.NAME` (responses only)
    ResponseHeader(String),
    /// `integration.response.multivalueheader.NAME` (responses only)
    ResponseMultiValueHeader(String),
}
