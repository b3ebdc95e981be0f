//! Models: JSON Schema draft 4, as API Gateway validates request bodies with it.
//!
//! A schema is compiled once, with the models it refers to, and validates many bodies. What cannot be compiled is an error
//! that names it; an unknown keyword is ignored, as the draft says.
//!
//! Sources: API Gateway developer guide, "Data models for REST APIs" and "Request validation for REST APIs"; JSON Schema
//! draft 4. The texts are those of `$context.error.validationErrorString`.

mod compile;
mod instance;
mod keyword;
mod validate;

use instance::Instance;

/// The most bytes a model's schema may have. Source: API Gateway developer guide, quotas: "Model size" 400 KB.
pub const SCHEMA_BYTES_MAX: usize = 400 * 1024;
/// The most schemas within a schema and the models it refers to.
pub const SCHEMAS_MAX: usize = 20_000;
/// The most models a schema may refer to.
pub const MODELS_MAX: usize = 500;
/// The most steps one validation may take.
pub const VALIDATION_STEPS_MAX: u64 = 2_000_000;
/// The most errors a validation tells.
pub const ERRORS_MAX: usize = 100;

/// A compiled schema.
#[derive(Debug)]
pub struct Schema {
    nodes: Vec<keyword::Node>,
    root: usize,
}

/// Why a text is no schema that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// The schema, or a model it refers to, is too long.
    #[error("the schema has more than {SCHEMA_BYTES_MAX} bytes")]
    TooLong,
    /// It is no JSON object.
    #[error("the schema is no JSON object: {0}")]
    Json(String),
    /// A keyword does not have the form that draft 4 gives it.
    #[error("`{pointer}`: {message}")]
    Keyword {
        /// Where, as a JSON pointer into the schema or model.
        pointer: String,
        /// What is wrong.
        message: String,
    },
    /// A `$ref` to nothing, or to what models cannot refer to.
    #[error("the reference `{0}` leads to no schema: refer to `#/…` or to a model of the same api")]
    Reference(String),
    /// More schemas or models than there may be.
    #[error("the schema has too many schemas within, or refers to too many models")]
    TooMany,
}

/// Why a body does not fit a schema.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ValidationErrors {
    /// One text for each thing that is wrong; never empty.
    pub messages: Vec<String>,
}

impl std::fmt::Display for ValidationErrors {
    /// As `$context.error.validationErrorString` holds it: `[object has missing required properties (["a"])]`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{}]", self.messages.join(", "))
    }
}

impl std::error::Error for ValidationErrors {}

impl Schema {
    /// Compiles a schema. `resolve` gives the schema of another model of the api, by its name.
    pub fn compile(text: &str, resolve: impl Fn(&str) -> Option<String>) -> Result<Self, SchemaError> {
        compile::schema(text, &resolve)
    }

    /// Validates a body, which must be JSON. An empty body is none, so it never fits.
    pub fn validate(&self, body: &[u8]) -> Result<(), ValidationErrors> {
        let instance = Instance::parse(body).map_err(|message| ValidationErrors {
            messages: vec![message],
        })?;
        validate::validate(self, &instance)
    }
}

#[cfg(test)]
mod tests;
