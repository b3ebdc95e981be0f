//! The models that a method's bodies are checked against.
//!
//! Source: API Gateway developer guide, "Request validation for REST APIs in API Gateway" and "Set up basic request
//! validation": the model of the body's content type checks it (`application/json` where the request names none), or the one
//! under `$default`; a body of a type without a model is not checked.

use std::{cell::Cell, collections::HashMap, sync::Arc};

use api_model::{ANY_CONTENT_TYPE, Deployment, MODELS_BYTES_MAX, Route};
use http::{HeaderMap, header::CONTENT_TYPE};
use mapping::Schema;

use crate::{plan::PlanError, template::of_request};

/// The models of one method, by content type; empty where bodies are not checked.
#[derive(Debug, Default)]
pub(crate) struct BodyModels {
    by_type: Vec<(String, Arc<Schema>)>,
}

/// Schemas that are compiled, by the names of their models: methods share them.
#[derive(Debug, Default)]
pub(crate) struct Compiled<'d> {
    schemas: HashMap<&'d str, Arc<Schema>>,
    /// Bytes of their texts, each with all it refers to.
    bytes: usize,
}

impl BodyModels {
    pub(crate) fn new<'d>(
        route: &'d Route,
        deployment: &'d Deployment,
        compiled: &mut Compiled<'d>,
    ) -> Result<Self, PlanError> {
        let mut by_type = Vec::new();
        for (content_type, name) in &route.method.body_models {
            let schema = match compiled.schemas.get(name.as_str()) {
                Some(schema) => Arc::clone(schema),
                None => {
                    let schema = Arc::new(schema(name, deployment, &mut compiled.bytes)?);
                    compiled.schemas.insert(name, Arc::clone(&schema));
                    schema
                }
            };
            by_type.push((content_type.clone(), schema));
        }
        Ok(Self { by_type })
    }

    /// The model for the body of a request; `None` if none checks it.
    pub(crate) fn of(&self, headers: &HeaderMap) -> Option<&Schema> {
        let default = || {
            self.by_type
                .iter()
                .find(|(content_type, _)| content_type == ANY_CONTENT_TYPE)
                .map(|(_, schema)| schema)
        };
        of_request(&self.by_type, headers)
            .or_else(default)
            .map(AsRef::as_ref)
    }

    /// Whether the method has models and a request says more than one thing of its body's type: the upstream might believe
    /// another than the one that is checked.
    pub(crate) fn is_ambiguous(&self, headers: &HeaderMap) -> bool {
        if self.by_type.is_empty() {
            return false;
        }
        let mut types = headers.get_all(CONTENT_TYPE).iter();
        let first = types.next();
        types.next().is_some() || first.is_some_and(|value| value.as_bytes().contains(&b','))
    }
}

fn schema(name: &str, deployment: &Deployment, bytes: &mut usize) -> Result<Schema, PlanError> {
    let models = &deployment.models;
    let fault = |why: String| PlanError::Model(name.to_owned(), why);
    let text = models
        .get(name)
        .ok_or_else(|| fault("there is no model of this name".to_owned()))?;
    let read = Cell::new(*bytes + text.len());
    let resolve = |name: &str| {
        let text = models.get(name)?;
        read.set(read.get() + text.len());
        (read.get() <= MODELS_BYTES_MAX).then(|| text.clone())
    };
    let schema = (read.get() <= MODELS_BYTES_MAX).then(|| Schema::compile(text, resolve));
    *bytes = read.get();
    match schema {
        Some(schema) if *bytes <= MODELS_BYTES_MAX => schema.map_err(|error| fault(error.to_string())),
        Some(_) | None => Err(fault(format!(
            "the models of the API have more than {MODELS_BYTES_MAX} bytes, each with all it refers to"
        ))),
    }
}
