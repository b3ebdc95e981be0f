//! Import of OpenAPI documents into the saved form: what `ImportRestApi` and `PutRestApi` do.
//!
//! OpenAPI 2.0, 3.0 and 3.1, as JSON or YAML, with every extension of API Gateway. Other than the `openapi` crate, which
//! reads what is served, this reads what is *saved*: everything API Gateway keeps, enforced here or not.
//! Nothing is accepted and dropped in silence: an extension that is unknown, misspelt or out of place is an error with
//! its line; what AWS leaves out with a warning is left out with a warning.
//!
//! Source: API Gateway developer guide, "Develop REST APIs using OpenAPI in API Gateway", "OpenAPI extensions for API
//! Gateway", "Amazon API Gateway important notes"; answers of AWS published in the tests of `localstack/localstack`
//! (`test_apigateway_import.snapshot.json`), of which this holds the facts.

mod combine;
mod documentation;
mod extensions;
mod importer;
mod integration;
mod method;
mod models;
mod options;
mod parameters;
mod paths;
mod responses;
mod security;
mod settings;
#[cfg(test)]
mod tests;
mod variables;

use source_text::Node;

use crate::{Definition, IdSource};
use importer::Importer;
pub(crate) use models::referred;
pub use options::{BasePath, ImportLimits, ImportOptions, Mode, Parameters, Place};

/// What AWS says of a text that is neither JSON nor YAML, or no OpenAPI document.
///
/// Source: published answer, `ImportRestApi` and `PutRestApi` of a broken text.
pub const INVALID_INPUT: &str = "Invalid OpenAPI input.";

/// What an import gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The API, with everything that stays of the one before.
    pub definition: Definition,
    /// What was left out, in the words of AWS where they are known. `failOnWarnings` refuses an import that has any.
    pub warnings: Vec<String>,
}

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ImportError {
    /// For the caller.
    pub message: String,
    /// For the log: what AWS's message does not say.
    pub detail: Option<String>,
}

impl ImportError {
    /// A message without more for the log.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            detail: None,
        }
    }

    /// What AWS answers when warnings are to be errors.
    ///
    /// Source: API Gateway developer guide, "Errors and warnings from importing your API": the warnings are the message.
    pub fn of_warnings(warnings: &[String]) -> Self {
        Self::new(format!(
            "Warnings found during import:\n\t{}",
            warnings.join("\n\t")
        ))
    }
}

/// Reads a document and gives the API it describes; with [`Mode::Merge`] and [`Mode::Overwrite`], on top of
/// [`ImportOptions::base`].
pub fn read(
    text: &[u8],
    options: &ImportOptions<'_>,
    ids: &mut dyn IdSource,
) -> Result<Imported, ImportError> {
    if text.len() > options.limits.bytes_max {
        return Err(ImportError::new(format!(
            "the definition has {} bytes, more than the {} allowed",
            text.len(),
            options.limits.bytes_max
        )));
    }
    let (text, mut tree) = parse(text)?;
    variables::substitute(&mut tree, &options.place);
    let importer = Importer::new(text, &tree, options, ids)?;
    importer.run()
}

/// Whether the text is one that can be read at all: AWS looks at this before it looks for the API.
pub fn check_text(text: &[u8]) -> Result<(), ImportError> {
    parse(text).map(|_| ())
}

fn parse(text: &[u8]) -> Result<(&str, Node), ImportError> {
    let invalid = |detail: String| ImportError {
        message: INVALID_INPUT.to_owned(),
        detail: Some(detail),
    };
    let text =
        std::str::from_utf8(text).map_err(|error| invalid(format!("the text is not UTF-8: {error}")))?;
    let json = text
        .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with('{');
    let tree = if json {
        source_text::json::parse(text)
    } else {
        source_text::yaml::parse(text)
    };
    let tree = tree.map_err(|findings| {
        let rendered: Vec<_> = findings
            .iter()
            .take(importer::FINDINGS_MAX)
            .map(|finding| source_text::render("definition", text, finding))
            .collect();
        invalid(rendered.concat())
    })?;
    Ok((text, tree))
}
