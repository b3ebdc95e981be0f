//! Positioned source text: JSON and YAML trees that remember where each value stands, and diagnostics over them.
//!
//! Policies and API definitions are security configuration, so a reader must hear of every fault with its line and
//! column, and a member given twice must not be settled in silence. Both formats are read into one [`Node`] tree whose
//! objects keep every member in order, duplicates included; the layers above decide what a duplicate means.
//!
//! It does not interpret values: numbers stay text, and nothing here knows policies or APIs.

mod diagnostic;
pub mod json;
mod node;
mod position;
pub mod yaml;

pub use diagnostic::{Diagnostic, Severity, render};
pub use node::{Member, Node, Value};
pub use position::{LineIndex, Position, Span};

/// The largest source text that is read, in bytes (AWS allows API definitions of 6 MB; source: API Gateway quotas page).
pub const SOURCE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// The deepest nesting of objects and arrays that is read, in levels.
pub const DEPTH_MAX: usize = 64;
