//! One pass over the whole document: members given twice, and Amazon's extensions that are unknown or out of place.
//!
//! The readers look only where they have something to read; an extension elsewhere would be ignored, so it is refused.
//! The names and places are those of [`openapi::EXTENSIONS`].

use std::collections::HashSet;

use openapi::{EXTENSIONS, Place};
use source_text::{Member, Node, Value};

use super::importer::{Importer, shown};

/// What AWS has for HTTP APIs only.
const HTTP_API_ONLY: [&str; 2] = ["x-amazon-apigateway-cors", "x-amazon-apigateway-integrations"];

/// Where the pass is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Where extensions belong.
    Place(Place),
    /// A list or map of such places.
    Each(Place),
    /// Names that the author chose: keys are no members.
    Names,
    /// Inside an extension, an example or a schema's data: the keys are nobody's business here.
    Data,
    /// Anywhere else.
    Other,
}

const VERBS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

impl At {
    fn member(self, name: &str) -> Self {
        match (self, name) {
            (Self::Data, _) => Self::Data,
            (Self::Each(place), _) => Self::Place(place),
            (Self::Names, _) => Self::Other,
            (Self::Place(Place::Path), "x-amazon-apigateway-any-method") => Self::Place(Place::Operation),
            (_, name) if is_amazon(name) => Self::Data,
            (Self::Place(Place::Root), "paths") => Self::Each(Place::Path),
            (Self::Place(Place::Root), "tags") => Self::Each(Place::Tag),
            (Self::Place(Place::Root), "components") => Self::Place(Place::Components),
            (Self::Place(Place::Root), "securityDefinitions")
            | (Self::Place(Place::Components), "securitySchemes") => Self::Each(Place::SecurityScheme),
            (Self::Place(Place::Root | Place::Path | Place::Operation), "servers") => {
                Self::Each(Place::Server)
            }
            (Self::Place(Place::Root), "definitions" | "parameters" | "responses") => Self::Names,
            (Self::Place(Place::Components), _) => Self::Names,
            (Self::Place(Place::Path), name) if VERBS.contains(&name) => Self::Place(Place::Operation),
            (_, "example" | "examples" | "default" | "const" | "enum") => Self::Data,
            (
                _,
                "properties" | "patternProperties" | "$defs" | "headers" | "scopes" | "variables" | "mapping",
            ) => Self::Names,
            _ => Self::Other,
        }
    }

    fn element(self) -> Self {
        match self {
            Self::Each(place) => Self::Place(place),
            Self::Data => Self::Data,
            Self::Place(_) | Self::Names | Self::Other => Self::Other,
        }
    }
}

pub(super) fn check(importer: &mut Importer<'_, '_>) {
    visit(importer, importer.root, At::Place(Place::Root));
}

/// Recursion is bounded by the depth of a source text ([`source_text::DEPTH_MAX`]).
fn visit(importer: &mut Importer<'_, '_>, node: &Node, at: At) {
    match &node.value {
        Value::Object(members) => {
            duplicates(importer, members);
            for member in members {
                if !matches!(at, At::Data | At::Names) && is_amazon(&member.name) {
                    extension(importer, member, at);
                }
                // The policy's own reader tells of duplicates in it.
                if member.name != "x-amazon-apigateway-policy" {
                    visit(importer, &member.value, at.member(&member.name));
                }
            }
        }
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| visit(importer, element, at.element())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a name is meant to be Amazon's, misspelt in case or not.
fn is_amazon(name: &str) -> bool {
    let lower = name
        .get(..24.min(name.len()))
        .unwrap_or(name)
        .to_ascii_lowercase();
    lower.starts_with("x-amazon-") || lower.contains("apigateway")
}

fn duplicates(importer: &mut Importer<'_, '_>, members: &[Member]) {
    let mut names = HashSet::with_capacity(members.len());
    for member in members {
        if !names.insert(member.name.as_str()) {
            let name = shown(&member.name);
            importer.error(
                member.name_span,
                format!("`{name}` is given twice: keep one of them"),
            );
        }
    }
}

fn extension(importer: &mut Importer<'_, '_>, member: &Member, at: At) {
    let name = shown(&member.name);
    let row = EXTENSIONS
        .iter()
        .find(|row| row.name == member.name && row.places != [Place::Inside]);
    let Some(row) = row else {
        importer.error(
            member.name_span,
            format!("`{name}` is not an extension of API Gateway: correct or remove it"),
        );
        return;
    };
    if HTTP_API_ONLY.contains(&row.name) {
        importer.error(
            member.name_span,
            format!("`{name}` is of HTTP APIs, not of REST APIs: remove it"),
        );
        return;
    }
    let fits = matches!(at, At::Place(place) if row.places.contains(&place));
    if !fits {
        let places: Vec<_> = row.places.iter().map(|place| place.words()).collect();
        importer.error(
            member.name_span,
            format!(
                "`{name}` has no effect here: it belongs to {}",
                places.join(" or ")
            ),
        );
    }
}
