//! What can be wrong with a template, and what can go wrong while it is rendered.

use crate::json::JsonError;

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct TemplateError {
    /// The line, from one.
    pub line: u32,
    /// The column in characters, from one.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

/// Why a template gave no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The template worked longer than it may.
    #[error("the template took more than {0} steps")]
    Steps(u64),
    /// Calls, blocks or values nested too deeply.
    #[error("the template nests more than {0} levels")]
    Depth(u32),
    /// More text than it may write.
    #[error("the template wrote more than {0} bytes")]
    Output(usize),
    /// A loop ran too often.
    #[error("a loop of the template ran more than {0} times")]
    Iterations(u32),
    /// The body is not the JSON the template reads.
    #[error("the body is no JSON the template can read")]
    Body(#[source] JsonError),
    /// The body is not text.
    #[error("the body is not text in UTF-8")]
    NotText,
    /// A call failed, as it would in Java with an exception.
    #[error("line {line}, column {column}: {message}")]
    Call {
        /// The line of the call, from one.
        line: u32,
        /// The column of the call, from one.
        column: u32,
        /// What failed.
        message: String,
    },
}
