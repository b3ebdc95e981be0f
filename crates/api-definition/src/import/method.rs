//! One method.

use aws_model::apigateway::Method;
use source_text::Node;

use super::importer::{Dialect, Importer, shown};
use super::responses::none_if_empty;

/// The content type where a document of OpenAPI 2 names none.
const DEFAULT_TYPE: &str = "application/json";

const VALIDATOR: &str = "x-amazon-apigateway-request-validator";

impl<'a> Importer<'a, '_> {
    /// Reads a method. `path` is the resource's, base path included; `resource` its id.
    pub(super) fn method(
        &mut self,
        item: &'a Node,
        operation: &'a Node,
        path: &str,
        verb: &str,
        resource: &str,
    ) -> Method {
        let at = format!("'{verb}' of resource '{}'", shown(path));
        let mut method = Method {
            http_method: Some(verb.to_owned()),
            operation_name: operation
                .member("operationId")
                .and_then(Node::string)
                .map(str::to_owned),
            ..Method::default()
        };
        self.guard(operation, &at, &mut method);
        let request = self.request(item, operation, path, &at);
        let missing_before = self.missing_models;
        let models = match self.dialect {
            Dialect::Swagger2 => match request.body {
                Some(schema) => {
                    let consumes = self.content_types(operation, "consumes");
                    self.models_of_types(schema, &consumes)
                }
                None => Default::default(),
            },
            Dialect::OpenApi3 => {
                let body = operation
                    .member("requestBody")
                    .and_then(|body| self.resolve(body));
                match body.and_then(|body| body.member("content")) {
                    Some(content) => self.content_models(content),
                    None => Default::default(),
                }
            }
        };
        let model_missing = self.missing_models > missing_before;
        method.request_models = none_if_empty(models);
        method.request_validator_id = self.validator(operation, &at, model_missing);
        let produces = match self.dialect {
            Dialect::Swagger2 => self.content_types(operation, "produces"),
            Dialect::OpenApi3 => Vec::new(),
        };
        let responses = self.method_responses(operation, &produces, &at);
        if let Some(node) = operation.member("x-amazon-apigateway-integration") {
            let place = super::integration::Place {
                path,
                verb,
                resource,
                parameters: &request.parameters,
                responses: &responses,
            };
            method.method_integration = Some(self.integration(node, &place));
        }
        method.request_parameters = none_if_empty(request.parameters);
        method.method_responses = none_if_empty(responses);
        method
    }

    /// `consumes` or `produces`: of the method, else of the document, else JSON.
    fn content_types(&mut self, operation: &'a Node, name: &str) -> Vec<String> {
        let root = self.root;
        let types = match operation.member(name).or_else(|| root.member(name)) {
            Some(node) if self.spend(node.elements().map_or(0, <[Node]>::len), node.span) => {
                self.strings(node, &format!("`{name}`"))
            }
            Some(_) | None => Vec::new(),
        };
        if types.is_empty() {
            vec![DEFAULT_TYPE.to_owned()]
        } else {
            types
        }
    }

    /// The validator of the method, else that of the whole definition. One that checks bodies cannot do without a model
    /// that the document names.
    fn validator(&mut self, operation: &'a Node, at: &str, model_missing: bool) -> Option<String> {
        let root = self.root;
        let node = operation.member(VALIDATOR).or_else(|| root.member(VALIDATOR))?;
        let name = self.string(node, &format!("`{VALIDATOR}`"))?;
        let kept = self
            .options
            .base
            .filter(|_| self.options.mode == super::Mode::Merge);
        let id = self.validators.get(name).cloned().or_else(|| {
            let mut validators = kept?.request_validators.iter();
            let (id, _) = validators.find(|(_, one)| one.name.as_deref() == Some(name))?;
            Some(id.clone())
        });
        let Some(id) = id else {
            self.error(
                node.span,
                format!(
                    "{at} names the request validator `{}`, which is not defined",
                    shown(name)
                ),
            );
            return None;
        };
        let validator = self.definition.request_validators.get(&id);
        let checks_body = validator
            .or_else(|| kept?.request_validators.get(&id))
            .is_some_and(|validator| validator.validate_request_body == Some(true));
        if checks_body && model_missing {
            self.error(
                node.span,
                format!("{at} validates bodies by a model that is not defined: it would let every body pass"),
            );
        }
        Some(id)
    }
}
