//! What API Gateway does with bodies: mapping templates, and models for request validation.
//!
//! [`Template`] is a text in the Velocity Template Language with the variables of API Gateway. It is parsed once and rendered
//! for each request, with limits on work, nesting and output. Nothing here reads a file, a clock or a socket, and no input
//! makes it panic.
//!
//! The language is Velocity's 1.7, as the Velocity user guide and its grammar describe it, with what API Gateway's answers show
//! to be different: a reference without a value is the empty text, never the reference's own name.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "code on values takes the shapes it knows; every other gives nothing, as in Velocity"
)]

mod ast;
mod body;
mod context;
mod error;
mod heap;
mod input;
mod java;
mod json;
mod json_path;
mod json_write;
mod methods;
mod parse;
mod reference;
mod render;
mod schema;
mod template;
mod util;
mod value;

pub use body::{BodyPath, BodyPathError, JsonBody};
pub use context::{Context, ContextValue, Environment, Name, OverrideValue, Overrides, ParameterOverrides};
pub use error::{RenderError, TemplateError};
pub use json::{JSON_DEPTH_MAX, JsonError};
pub use schema::{
    ERRORS_MAX, MODELS_MAX, SCHEMA_BYTES_MAX, SCHEMAS_MAX, Schema, SchemaError, VALIDATION_STEPS_MAX,
    ValidationErrors,
};
pub use template::{Limits, Rendered, TEMPLATE_BYTES_MAX, Template};
