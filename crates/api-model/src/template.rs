//! Texts with plain substitution: templates without directives, and gateway response templates.

/// One piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Substitution {
    /// Literal text.
    Text(String),
    /// `$context.NAME`, such as `error.messageString` (gateway responses only).
    Context(String),
    /// `$stageVariables.NAME` (gateway responses only).
    StageVariable(String),
    /// `$method.request.{path|querystring|header}.NAME` (gateway responses only).
    Request(crate::ParameterSource, String),
}

/// A template made of literal text and substitutions, in order.
///
/// For `MOCK` and other mapping templates only literal text is taken until mapping templates are built; a template with a
/// directive (`#…`) or a reference (`$…`) is refused at import by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StaticTemplate {
    /// The pieces.
    pub pieces: Vec<Substitution>,
}
