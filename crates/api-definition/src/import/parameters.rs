//! The parameters of a method.
//!
//! Source: API Gateway developer guide, "Set up a method request"; published answers (parts of the path are parameters of
//! every method whether or not the document declares them).

use std::collections::{BTreeMap, HashMap};

use source_text::Node;

use super::importer::{Dialect, Importer, shown};

/// What a document says of the request of a method.
#[derive(Debug, Default)]
pub(super) struct Request<'a> {
    /// `method.request.path.id` → whether it must be there.
    pub(super) parameters: BTreeMap<String, bool>,
    /// The schema of the body, OpenAPI 2.
    pub(super) body: Option<&'a Node>,
}

impl<'a> Importer<'a, '_> {
    pub(super) fn request(
        &mut self,
        item: &'a Node,
        operation: &'a Node,
        path: &str,
        at: &str,
    ) -> Request<'a> {
        let mut request = Request::default();
        for part in path.split('/') {
            if let Some(name) = crate::variable_of(part) {
                request
                    .parameters
                    .insert(format!("method.request.path.{name}"), true);
            }
        }
        let mut places: HashMap<String, &'static str> = HashMap::new();
        for owner in [item, operation] {
            let Some(list) = owner.member("parameters") else {
                continue;
            };
            for node in self.elements(list, "`parameters`") {
                let Some(parameter) = self.resolve(node) else {
                    continue;
                };
                if !self.spend(1, node.span) {
                    return request;
                }
                self.parameter(parameter, at, &mut request, &mut places);
            }
        }
        request
    }

    fn parameter(
        &mut self,
        parameter: &'a Node,
        at: &str,
        request: &mut Request<'a>,
        places: &mut HashMap<String, &'static str>,
    ) {
        let name = parameter.member("name").and_then(Node::string);
        let place = parameter.member("in").and_then(Node::string);
        let (Some(name), Some(place)) = (name, place) else {
            self.error(
                parameter.span,
                format!("a parameter of {at} has no `name` or no `in`"),
            );
            return;
        };
        let required = match parameter.member("required") {
            Some(node) => self.boolean(node, "`required`").unwrap_or(true),
            None => false,
        };
        let (place, required) = match place {
            "query" => ("querystring", required),
            "header" => ("header", required),
            "path" => ("path", true),
            "body" if self.dialect == Dialect::Swagger2 => {
                match parameter.member("schema") {
                    Some(schema) => request.body = Some(schema),
                    None => self.error(parameter.span, format!("the body of {at} has no `schema`")),
                }
                return;
            }
            "formData" | "cookie" => {
                self.warn(format!(
                    "Parameter '{}' of {at} was left out: API Gateway has no parameters in '{place}'.",
                    shown(name)
                ));
                return;
            }
            _ => {
                let place = shown(place);
                self.error(
                    parameter.span,
                    format!("a parameter of {at} is in `{place}`, which is no place for one"),
                );
                return;
            }
        };
        let before = places.insert(name.to_owned(), place);
        if before.is_some_and(|before| before != place) {
            self.error(
                parameter.span,
                format!("Unable to put method {at}: Parameter names must be unique across querystring, header and path"),
            );
        }
        request
            .parameters
            .insert(format!("method.request.{place}.{name}"), required);
    }
}
