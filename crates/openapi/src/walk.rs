//! One pass over the whole definition: members given twice, and Amazon's extensions that are unknown, out of place or refused.
//!
//! The readers look only where the OpenAPI specification has something to read. This pass looks everywhere, so that an
//! extension that would be ignored because nobody reads its place is refused instead.

use std::collections::HashSet;

use source_text::{Member, Node, Value};

use crate::context::{Context, shown};
use crate::{EXTENSIONS, Place};

/// Where the pass is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Root,
    Servers,
    Server,
    Tags,
    Tag,
    Components,
    SecuritySchemes,
    SecurityScheme,
    Paths,
    Path,
    Operation,
    /// The responses of a method, by status.
    Responses,
    /// A map whose keys are names its author chose.
    Names,
    /// Inside an extension of Amazon's: its reader knows the members.
    Inside,
    /// Examples and the like.
    Data,
    /// Anywhere else.
    Other,
}

const AMAZON: &str = "x-amazon-";
/// Longer names are no misspellings of any row.
const MISSPELT_BYTES_MAX: usize = 80;

const ANY_METHOD: &str = "x-amazon-apigateway-any-method";

impl At {
    /// The place extensions may name; `None` where no extension belongs.
    fn place(self) -> Option<Place> {
        Some(match self {
            Self::Root => Place::Root,
            Self::Server => Place::Server,
            Self::Tag => Place::Tag,
            Self::Components => Place::Components,
            Self::SecurityScheme => Place::SecurityScheme,
            Self::Path => Place::Path,
            Self::Operation => Place::Operation,
            Self::Servers
            | Self::Tags
            | Self::SecuritySchemes
            | Self::Paths
            | Self::Responses
            | Self::Names
            | Self::Inside
            | Self::Data
            | Self::Other => return None,
        })
    }

    /// Whether the keys here are members, and not names or data.
    fn has_members(self) -> bool {
        !matches!(self, Self::Names | Self::Data | Self::SecuritySchemes)
    }

    fn member(self, name: &str) -> Self {
        match (self, name) {
            (Self::Data, _) => Self::Data,
            (Self::Path, ANY_METHOD) => Self::Operation,
            (Self::Inside, _) => Self::Inside,
            (Self::Root, "x-amazon-apigateway-documentation") => Self::Data,
            (_, name) if self.has_members() && is_amazon(name) => Self::Inside,
            (Self::Root, "components") => Self::Components,
            (Self::Root, "paths") => Self::Paths,
            (Self::Root, "tags") => Self::Tags,
            (Self::Root, "securityDefinitions") | (Self::Components, "securitySchemes") => {
                Self::SecuritySchemes
            }
            (Self::Root | Self::Path | Self::Operation, "servers") => Self::Servers,
            (Self::Root, "definitions" | "parameters" | "responses") | (Self::Components, _) => Self::Names,
            (Self::SecuritySchemes, _) => Self::SecurityScheme,
            (Self::Paths, _) => Self::Path,
            (Self::Path, name) if crate::operation::verb(name).is_some() || name == "trace" => {
                Self::Operation
            }
            (Self::Operation, "responses") => Self::Responses,
            (Self::Responses, _) => Self::Other,
            (Self::Other, "headers" | "scopes" | "variables") => Self::Names,
            (_, "example" | "examples" | "default" | "const" | "enum") if self.has_members() => Self::Data,
            (_, "properties" | "patternProperties" | "$defs" | "mapping") if self.has_members() => {
                Self::Names
            }
            _ => Self::Other,
        }
    }

    fn element(self) -> Self {
        match self {
            Self::Servers => Self::Server,
            Self::Tags => Self::Tag,
            Self::Data => Self::Data,
            Self::Inside => Self::Inside,
            Self::Root
            | Self::Server
            | Self::Tag
            | Self::Components
            | Self::SecuritySchemes
            | Self::SecurityScheme
            | Self::Paths
            | Self::Path
            | Self::Operation
            | Self::Responses
            | Self::Names
            | Self::Other => Self::Other,
        }
    }
}

pub(crate) fn check(context: &mut Context<'_>) {
    visit(context, context.root, At::Root);
}

/// Recursion is bounded by the depth of a source text ([`source_text::DEPTH_MAX`]).
fn visit(context: &mut Context<'_>, node: &Node, at: At) {
    match &node.value {
        Value::Object(members) => {
            duplicates(context, members);
            for member in members {
                if at.has_members() && (is_amazon(&member.name) || is_misspelt(&member.name)) {
                    extension(context, member, at);
                }
                // The policy's own reader tells of duplicates in it.
                if member.name != "x-amazon-apigateway-policy" {
                    visit(context, &member.value, at.member(&member.name));
                }
            }
        }
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| visit(context, element, at.element())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

pub(crate) fn is_amazon(name: &str) -> bool {
    name.get(..AMAZON.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(AMAZON))
}

fn duplicates(context: &mut Context<'_>, members: &[Member]) {
    if members.len() < 2 || context.is_full() {
        return;
    }
    let mut names = HashSet::with_capacity(members.len());
    for member in members {
        if !names.insert(member.name.as_str()) && !context.is_full() {
            let first = members
                .iter()
                .find(|other| other.name == member.name)
                .unwrap_or(member);
            let message = format!(
                "`{}` is given twice: first in {}",
                shown(&member.name),
                context.line(first.name_span)
            );
            context.error("duplicate-member", member.name_span, message, "keep one of them");
        }
    }
}

fn extension(context: &mut Context<'_>, member: &Member, at: At) {
    let row = context
        .row(&member.name)
        .filter(|row| row.places != [Place::Inside]);
    let Some(row) = row else {
        if context.is_full() {
            return;
        }
        let remedy = match near(&member.name) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "remove it".to_owned(),
        };
        let message = format!("`{}` is not an extension of API Gateway", shown(&member.name));
        context.error("unknown-extension", member.name_span, message, remedy);
        return;
    };
    if at.place().is_some_and(|place| row.places.contains(&place)) {
        context.apply(row, member.name_span);
        return;
    }
    let places: Vec<_> = row.places.iter().map(|place| place.words()).collect();
    let message = format!("`{}` has no effect here", row.name);
    context.error(
        "misplaced-extension",
        member.name_span,
        message,
        format!("it belongs to {}", places.join(" or ")),
    );
}

/// Whether a name that is not Amazon's is probably meant to be: other tools have `x-` members of their own.
fn is_misspelt(name: &str) -> bool {
    name.len() <= 2 * MISSPELT_BYTES_MAX
        && name.to_ascii_lowercase().contains("apigateway")
        && near(name).is_some()
}

/// The extension whose name differs in two letters at most, `_` being as good as `-` and what cannot be seen aside.
fn near(name: &str) -> Option<&'static str> {
    let name: String = name
        .chars()
        .filter(char::is_ascii_graphic)
        .map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() })
        .collect();
    let rows = EXTENSIONS
        .iter()
        .filter(|row| row.places != [Place::Inside] && row.name.len().abs_diff(name.len()) <= 2);
    rows.map(|row| (distance(&name, row.name), row.name))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    if a.len() > MISSPELT_BYTES_MAX {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let next = (diagonal + usize::from(x != y)).min(left + 1).min(*slot + 1);
            diagonal = *slot;
            *slot = next;
            left = next;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_names_are_recognised() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(
            near("x-amazon-apigateway-polcy"),
            Some("x-amazon-apigateway-policy")
        );
        assert_eq!(
            near("X-Amazon-ApiGateway-Policy"),
            Some("x-amazon-apigateway-policy")
        );
        assert!(is_misspelt("amazon-apigateway-policy") && is_misspelt("x_amazon_apigateway_policy"));
        assert!(is_misspelt("\u{200b}x-amazon-apigateway-policy\u{feff}"));
        assert!(!is_misspelt("x-yc-apigateway-integration") && !is_misspelt("x-other-tool"));
        assert_eq!(near("x-amazon-apigateway-teleport"), None);
    }
}
