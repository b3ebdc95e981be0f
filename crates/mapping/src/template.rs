//! A template: parsed once, rendered for many requests.

use crate::{
    ast::{Block, Macro},
    context::{Environment, Overrides},
    error::{RenderError, TemplateError},
    parse, render,
};

/// The most bytes a template may have.
///
/// Source: API Gateway developer guide, quotas: "Mapping template size" 300 KB.
pub const TEMPLATE_BYTES_MAX: usize = 300 * 1024;

/// A parsed template.
#[derive(Debug)]
pub struct Template {
    pub(crate) body: Block,
    /// Bodies of `#define`, which a variable may hold.
    pub(crate) blocks: Vec<Block>,
    pub(crate) macros: Vec<Macro>,
    /// The variables' names; a variable is known by its place here.
    pub(crate) names: Vec<Box<str>>,
}

/// How much one rendering may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Steps: each statement, expression and call is one, and so is each 32 bytes of text made or looked at.
    pub steps: u64,
    /// Levels of blocks, expressions, calls and values inside each other.
    pub depth: u32,
    /// Bytes of the output, and of each text on the way.
    pub output_bytes: usize,
    /// Rounds of one loop. Source: API Gateway developer guide, quotas: 1,000 iterations of `#foreach`.
    pub iterations: u32,
}

impl Default for Limits {
    /// A million steps, 200 levels, 10 MB (API Gateway's payload size), 1,000 rounds.
    fn default() -> Self {
        Self {
            steps: 1_000_000,
            depth: 200,
            output_bytes: 10 * 1024 * 1024,
            iterations: 1_000,
        }
    }
}

/// What a template gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The text.
    pub text: String,
    /// What it set in `$context.requestOverride` and `$context.responseOverride`, with what was set before.
    pub overrides: Overrides,
}

impl Template {
    /// Reads a template.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        parse::template(text)
    }

    /// Renders the template for a request or a response.
    pub fn render(&self, environment: &Environment<'_>, limits: Limits) -> Result<Rendered, RenderError> {
        render::render(self, environment, limits)
    }
}
