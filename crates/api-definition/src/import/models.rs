//! Models: the schemas of a document, and those written in place.
//!
//! Source: published answers of imports (names, `$ref` to the model's URL, description from the schema); public reports of
//! the messages; "MODEL" and six hexadecimal digits is how API Gateway names a schema that has no name.

use aws_model::apigateway::Model;
use source_text::{Node, Value};

use super::Mode;
use super::importer::{Dialect, ENTRY_CHARACTERS, Importer, shown};
use crate::model_url;

/// The only content type of the models that an import makes.
const CONTENT_TYPE: &str = "application/json";

impl<'a> Importer<'a, '_> {
    pub(super) fn models(&mut self) {
        let root = self.root;
        let section = match self.dialect {
            Dialect::Swagger2 => root.member("definitions"),
            Dialect::OpenApi3 => root
                .member("components")
                .and_then(|components| components.member("schemas")),
        };
        if self.options.mode == Mode::Merge
            && let Some(base) = self.options.base
        {
            self.known_models.extend(base.models.keys().cloned());
        }
        let Some(section) = section else {
            return;
        };
        let schemas = self.members(section, "the schemas");
        self.known_models
            .extend(schemas.iter().map(|member| member.name.clone()));
        for member in schemas {
            let name = &member.name;
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                let name = shown(name);
                self.error(
                    member.name_span,
                    format!("Unable to create model for '{name}': Model name must be alphanumeric: {name}"),
                );
                continue;
            }
            let schema = self.schema(&member.value, name);
            self.add_model(name, &member.value, schema);
        }
    }

    fn add_model(&mut self, name: &str, node: &Node, schema: String) {
        let known = self
            .options
            .base
            .and_then(|base| base.models.get(name)?.id.clone());
        let id = match known {
            Some(id) => id,
            None => self.resource_sized_id(),
        };
        let model = Model {
            id: Some(id),
            name: Some(name.to_owned()),
            description: node
                .member("description")
                .and_then(Node::string)
                .map(str::to_owned),
            schema: Some(schema),
            content_type: Some(CONTENT_TYPE.to_owned()),
        };
        self.definition.models.insert(name.to_owned(), model);
    }

    /// The schema's text, with references to other models as API Gateway keeps them.
    fn schema(&mut self, node: &'a Node, name: &str) -> String {
        let mut schema = node.clone();
        if !matches!(node.value, Value::Object(_) | Value::Bool(_)) {
            self.wrong_kind(node, &format!("the schema `{}`", shown(name)), "an object");
        }
        self.rewrite(&mut schema, name);
        schema.to_json()
    }

    /// Recursion is bounded by the depth of a source text ([`source_text::DEPTH_MAX`]).
    fn rewrite(&mut self, node: &mut Node, name: &str) {
        match &mut node.value {
            Value::Object(members) => {
                for member in members {
                    if member.name == "$ref"
                        && let Some(reference) = member.value.string()
                    {
                        match self.model_named(reference) {
                            Some(target) => {
                                let url = model_url(self.definition.id(), target);
                                member.value.value = Value::String(url);
                            }
                            None => {
                                let (span, reference) = (member.value.span, shown(reference));
                                let message = format!(
                                    "Unable to insert model '{}' due to an unsatisfied schema reference. `{reference}`",
                                    shown(name)
                                );
                                self.error(span, message);
                            }
                        }
                    } else {
                        self.rewrite(&mut member.value, name);
                    }
                    if member.name == "required" {
                        sort(&mut member.value);
                    }
                }
            }
            Value::Array(elements) => {
                for element in elements {
                    self.rewrite(element, name);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The model that a reference is to, if there is one.
    fn model_named<'r>(&self, reference: &'r str) -> Option<&'r str> {
        let name = referred(reference)?;
        self.known_models.contains(name).then_some(name)
    }

    /// The model of a body: the one a schema refers to, or a new one for a schema written in place. `None`, with a
    /// warning, where the reference is to nothing.
    pub(super) fn body_model(&mut self, schema: &'a Node) -> Option<String> {
        if !self.spend(1, schema.span) {
            return None;
        }
        let Some(reference) = schema.member("$ref").and_then(Node::string) else {
            return Some(self.nameless_model(schema));
        };
        if let Some(name) = self.model_named(reference) {
            return Some(name.to_owned());
        }
        let name = shown(referred(reference).unwrap_or(reference));
        self.missing_models += 1;
        self.warn(format!("Reference to model '{name}' not found. Ignoring."));
        None
    }

    fn nameless_model(&mut self, node: &'a Node) -> String {
        let schema = self.schema(node, "MODEL");
        self.spend(schema.len() / ENTRY_CHARACTERS, node.span);
        let mut number = short_hash(&schema);
        loop {
            let name = format!("MODEL{number:06x}");
            match self.definition.models.get(&name) {
                Some(model) if model.schema.as_deref() == Some(&schema) => return name,
                Some(_) => number = (number + 1) & 0xff_ffff,
                None => {
                    self.known_models.insert(name.clone());
                    self.add_model(&name, node, schema);
                    return name;
                }
            }
        }
    }
}

/// Sorts a list of names, as API Gateway does with `required` of OpenAPI 3; of OpenAPI 2 it is not known.
fn sort(node: &mut Node) {
    if let Value::Array(names) = &mut node.value
        && names.iter().all(|name| name.string().is_some())
    {
        names.sort_by(|one, other| one.string().cmp(&other.string()));
    }
}

/// The name in a reference to a schema: of this document, or of a model of an API.
pub(crate) fn referred(reference: &str) -> Option<&str> {
    let name = reference
        .strip_prefix("#/definitions/")
        .or_else(|| reference.strip_prefix("#/components/schemas/"))
        .or_else(|| {
            let rest = reference.strip_prefix(crate::MODEL_URL_START)?;
            rest.split_once("/models/").map(|(_, name)| name)
        })?;
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

/// 24 bits of FNV-1a: the same schema gets the same name with every import.
fn short_hash(text: &str) -> u32 {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 24)) & 0xff_ffff
}
