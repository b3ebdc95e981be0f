//! The responses of a method.

use std::collections::BTreeMap;

use aws_model::apigateway::MethodResponse;
use source_text::Node;

use super::importer::{Dialect, Importer, shown};

impl<'a> Importer<'a, '_> {
    /// Method responses by status; `produces` are the content types of OpenAPI 2.
    pub(super) fn method_responses(
        &mut self,
        operation: &'a Node,
        produces: &[String],
        at: &str,
    ) -> BTreeMap<String, MethodResponse> {
        let mut responses = BTreeMap::new();
        let Some(section) = operation.member("responses") else {
            return responses;
        };
        for member in self.members(section, "`responses`") {
            let status = &member.name;
            if status.starts_with("x-") {
                continue;
            }
            if !is_status(status) {
                self.warn(format!(
                    "The response '{}' of {at} was left out: API Gateway has responses by status code only.",
                    shown(status)
                ));
                continue;
            }
            let Some(node) = self.resolve(&member.value) else {
                continue;
            };
            let response = MethodResponse {
                status_code: Some(status.clone()),
                response_parameters: none_if_empty(self.response_headers(node)),
                response_models: none_if_empty(self.response_models(node, produces)),
            };
            responses.insert(status.clone(), response);
        }
        responses
    }

    fn response_headers(&mut self, response: &'a Node) -> BTreeMap<String, bool> {
        let Some(section) = response.member("headers") else {
            return BTreeMap::new();
        };
        let headers = self.members(section, "the headers of a response");
        if !self.spend(headers.len(), section.span) {
            return BTreeMap::new();
        }
        headers
            .iter()
            .map(|member| (format!("method.response.header.{}", member.name), false))
            .collect()
    }

    fn response_models(&mut self, response: &'a Node, produces: &[String]) -> BTreeMap<String, String> {
        match self.dialect {
            Dialect::Swagger2 => match response.member("schema") {
                Some(schema) => self.models_of_types(schema, produces),
                None => BTreeMap::new(),
            },
            Dialect::OpenApi3 => match response.member("content") {
                Some(content) => self.content_models(content),
                None => BTreeMap::new(),
            },
        }
    }

    /// One schema for each of the content types.
    pub(super) fn models_of_types(&mut self, schema: &'a Node, types: &[String]) -> BTreeMap<String, String> {
        match self.body_model(schema) {
            Some(_) if !self.spend(types.len(), schema.span) => BTreeMap::new(),
            Some(name) => types.iter().map(|kind| (kind.clone(), name.clone())).collect(),
            None => BTreeMap::new(),
        }
    }

    /// A schema for each content type of OpenAPI 3.
    pub(super) fn content_models(&mut self, content: &'a Node) -> BTreeMap<String, String> {
        let mut models = BTreeMap::new();
        for member in self.members(content, "`content`") {
            let Some(schema) = member.value.member("schema") else {
                continue;
            };
            if let Some(name) = self.body_model(schema) {
                models.insert(member.name.clone(), name);
            }
        }
        models
    }
}

/// Whether this is a status code of its own, not a range or `default`.
fn is_status(text: &str) -> bool {
    text.len() == 3
        && text.starts_with(['1', '2', '3', '4', '5'])
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn none_if_empty<V>(map: BTreeMap<String, V>) -> Option<BTreeMap<String, V>> {
    (!map.is_empty()).then_some(map)
}
