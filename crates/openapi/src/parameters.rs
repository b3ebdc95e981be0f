//! Declared request parameters.

use std::collections::HashSet;

use api_model::{Parameter, ParameterSource, is_header_name};
use source_text::Node;

use crate::context::{Context, shown};

/// The parameters of a path or method.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declarations<'a> {
    pub(crate) list: Vec<Parameter>,
    /// The parameter that declares the body (Swagger 2.0).
    pub(crate) body: Option<&'a Node>,
}

impl Declarations<'_> {
    /// The parameters of a method: its own, and those of its path that it does not declare anew.
    pub(crate) fn over(self, shared: &Self) -> Self {
        let mut list = self.list;
        let own: HashSet<_> = list.iter().map(key).collect();
        let inherited: Vec<_> = shared
            .list
            .iter()
            .filter(|parameter| !own.contains(&key(parameter)))
            .cloned()
            .collect();
        list.extend(inherited);
        Self {
            list,
            body: self.body.or(shared.body),
        }
    }

    /// What is declared, to look up by [`key_of`].
    pub(crate) fn keys(&self) -> HashSet<Key> {
        self.list.iter().map(key).collect()
    }
}

/// What makes two parameters the same.
pub(crate) type Key = (ParameterSource, String);

/// The key of a parameter: header names ignore case.
pub(crate) fn key_of(source: ParameterSource, name: &str) -> Key {
    let name = match source {
        ParameterSource::Header => name.to_ascii_lowercase(),
        ParameterSource::Path | ParameterSource::Query => name.to_owned(),
    };
    (source, name)
}

fn key(parameter: &Parameter) -> Key {
    key_of(parameter.source, &parameter.name)
}

/// Reads one list of parameters.
pub(crate) fn list<'a>(context: &mut Context<'a>, node: &'a Node) -> Declarations<'a> {
    let mut declarations = Declarations::default();
    let Some(elements) = node.elements() else {
        context.wrong_kind(node, "`parameters`", "an array");
        return declarations;
    };
    let mut known = HashSet::new();
    for element in elements {
        let Some(node) = context.resolve(element) else {
            continue;
        };
        let Some(place) = node.member("in").and_then(Node::string) else {
            context.error(
                "parameter",
                element.span,
                "the parameter does not say where it is",
                "write `in` and `name`",
            );
            continue;
        };
        let source = match place {
            "path" => ParameterSource::Path,
            "query" => ParameterSource::Query,
            "header" => ParameterSource::Header,
            "body" => {
                declarations.body = Some(node);
                continue;
            }
            "formData" | "cookie" => {
                let message = format!("parameters in `{place}` are not checked, as in AWS");
                context.warning(
                    "parameter-not-checked",
                    element.span,
                    message,
                    "declare it for developers only",
                );
                continue;
            }
            _ => {
                let message = format!("`{}` is not a place for a parameter", shown(place));
                context.error(
                    "parameter",
                    element.span,
                    message,
                    "write `path`, `query` or `header`",
                );
                continue;
            }
        };
        let name = node.member("name").and_then(Node::string).unwrap_or_default();
        let named = match source {
            ParameterSource::Header => is_header_name(name),
            ParameterSource::Path | ParameterSource::Query => {
                !name.is_empty() && !name.chars().any(char::is_control)
            }
        };
        if !named {
            let message = format!("`{}` cannot be the name of a parameter in `{place}`", shown(name));
            context.error("parameter", element.span, message, "correct the name");
            continue;
        }
        let required = match node.member("required") {
            Some(node) => context.bool(node, "`required`").unwrap_or_default(),
            None => false,
        };
        let parameter = Parameter {
            source,
            name: name.to_owned(),
            required,
        };
        if known.insert(key(&parameter)) {
            declarations.list.push(parameter);
        } else {
            let message = format!("the parameter `{}` in `{place}` is declared twice", shown(name));
            context.error("duplicate-parameter", element.span, message, "keep one of them");
        }
    }
    declarations
}
