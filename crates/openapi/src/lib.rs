//! Import of OpenAPI definitions with Amazon API Gateway extensions.
//!
//! [`import`] reads Swagger 2.0, OpenAPI 3.0 and 3.1, as JSON or YAML, into an [`api_model::RestApi`]. Every extension of AWS's list
//! has a row in [`EXTENSIONS`]: it is enforced, has no effect by nature, or is refused by name with its line. Nothing is
//! accepted and then ignored: an extension that is unknown, misspelt or in the wrong place is refused too. All faults are
//! told at once.
//!
//! Any input is taken: the size and depth of the text are bounded by [`source_text`], the work is linear in it.
//!
//! Source: API Gateway developer guide, "Develop REST APIs using OpenAPI in API Gateway" and "OpenAPI extensions for API
//! Gateway".

mod context;
mod definition;
mod endpoint;
mod extensions;
mod gateway_responses;
mod integration;
mod integration_response;
mod lambda;
mod lambda_authorizer;
mod mapping;
mod models;
mod operation;
mod parameters;
mod responses;
mod schemes;
mod security;
mod templates;
mod validators;
mod walk;

use api_model::RestApi;
use source_text::{Diagnostic, Span};

pub use context::{FINDINGS_MAX, METHODS_MAX, PATTERNS_MAX, REFERENCES_MAX, REQUIREMENTS_MAX};
pub use extensions::{EXTENSIONS, Extension, Place, Treatment};

/// How a definition is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// JSON if the text begins with `{`, YAML otherwise.
    #[default]
    Detect,
}

/// How strict an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportOptions {
    /// Take extensions that are not enforced, where their row in [`EXTENSIONS`] permits it: those that neither guard a method
    /// nor change what it answers. They are listed in [`Imported::unenforced`].
    pub allow_unenforced: bool,
    /// The longest time-out of an integration, in milliseconds; a longer one is refused.
    pub timeout_ms_max: u32,
    /// Whether usage plans can list the API. Where they cannot, nobody could call a method that requires an API key, and it is
    /// refused.
    pub api_keys: bool,
    /// Whether the gateway runs Lambda functions. Where it does not, methods that have one as integration or authorizer could
    /// answer nothing but errors, and they are refused.
    pub functions: bool,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            allow_unenforced: false,
            timeout_ms_max: api_model::TIMEOUT_MS_DEFAULT,
            api_keys: true,
            functions: false,
        }
    }
}

/// An extension that was taken without being enforced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unenforced {
    /// The name, as in [`EXTENSIONS`].
    pub name: &'static str,
    /// Where it stands.
    pub span: Span,
    /// What is not done.
    pub why: &'static str,
}

impl Unenforced {
    /// `name at file:line`, as it is logged; `text` is the definition's.
    pub fn place(&self, file: &str, text: &str) -> String {
        let line = source_text::LineIndex::new(text).position(self.span.start).line;
        format!("{} at {file}:{line}", self.name)
    }
}

/// What an import gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The API.
    pub api: RestApi,
    /// What was taken but probably does not do what its author wants, in source order.
    pub warnings: Vec<Diagnostic>,
    /// Extensions that are not enforced; empty unless [`ImportOptions::allow_unenforced`].
    pub unenforced: Vec<Unenforced>,
}

/// Reads a definition. On failure every error found is told, with the warnings beside them, in source order.
pub fn import(text: &str, format: Format, options: ImportOptions) -> Result<Imported, Vec<Diagnostic>> {
    let json = match format {
        Format::Json => true,
        Format::Yaml => false,
        Format::Detect => text
            .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
            .starts_with('{'),
    };
    let root = if json {
        source_text::json::parse(text)?
    } else {
        source_text::yaml::parse(text)?
    };
    let mut context = context::Context::new(text, &root, options);
    walk::check(&mut context);
    let api = definition::read(&mut context);
    context.finish(api)
}
