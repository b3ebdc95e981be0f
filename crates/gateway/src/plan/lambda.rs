//! Lambda integrations made ready to be called.

use std::sync::Arc;
use std::time::Duration;

use api_model::{
    ContentHandling, Deployment, LambdaIntegration, LambdaKind as DeclaredKind, LambdaMapping, Route,
    TextPattern,
};

use super::{PlanError, ResponsePlan, header_plans, status, template_plans};
use crate::template::TemplatePlan;

/// A compiled `AWS_PROXY` or `AWS` integration.
#[derive(Debug)]
pub(crate) struct LambdaPlan {
    pub(crate) function: Arc<str>,
    pub(crate) credentials: Option<Arc<str>>,
    /// Until the answer, or the head of a stream, must be there.
    pub(crate) timeout: Duration,
    pub(crate) kind: LambdaKind,
}

/// How much passes through.
#[derive(Debug)]
pub(crate) enum LambdaKind {
    Proxy {
        stream: bool,
    },
    Mapped {
        templates: Vec<(String, TemplatePlan)>,
        /// Whether a binary body becomes base64 before anything reads it.
        encodes: bool,
        passes: bool,
        responses: Vec<(Option<TextPattern>, ResponsePlan)>,
    },
}

impl LambdaPlan {
    /// What is not done is an error, so that the method refuses every request by name.
    pub(super) fn new(
        lambda: &LambdaIntegration,
        route: &Route,
        deployment: &Deployment,
    ) -> Result<Self, PlanError> {
        let kind = match &lambda.kind {
            DeclaredKind::Proxy { stream } => LambdaKind::Proxy { stream: *stream },
            DeclaredKind::Mapped(mapping) => mapped(mapping, route, deployment)?,
        };
        Ok(Self {
            function: lambda.function.as_str().into(),
            credentials: lambda.credentials.as_deref().map(Into::into),
            timeout: Duration::from_millis(lambda.timeout_ms.into()),
            kind,
        })
    }
}

fn mapped(mapping: &LambdaMapping, route: &Route, deployment: &Deployment) -> Result<LambdaKind, PlanError> {
    // A function is called with JSON.
    if mapping.request_content == Some(ContentHandling::ToBinary) {
        return Err(PlanError::NotDone(
            "requests with `contentHandling: CONVERT_TO_BINARY`",
        ));
    }
    let mut responses = Vec::new();
    for one in &mapping.responses {
        let response = &one.response;
        if !route.method.response_statuses.contains(&response.status) {
            return Err(PlanError::UndeclaredStatus(response.status));
        }
        let plan = ResponsePlan {
            pattern: None,
            status: status(response.status)?,
            headers: header_plans(&response.headers, deployment)?,
            templates: template_plans(&response.templates)?,
            // What a function gives is text already.
            decodes: one.content == Some(ContentHandling::ToBinary),
        };
        responses.push((response.selection_pattern.clone(), plan));
    }
    Ok(LambdaKind::Mapped {
        templates: template_plans(&mapping.request_templates)?,
        encodes: mapping.request_content == Some(ContentHandling::ToText),
        passes: mapping.passthrough.passes(!mapping.request_templates.is_empty()),
        responses,
    })
}

/// The response that serves: of a failed function the first whose pattern matches its message, else the default.
pub(crate) fn select<'p>(
    responses: &'p [(Option<TextPattern>, ResponsePlan)],
    error_message: Option<&str>,
) -> Option<&'p ResponsePlan> {
    let message = error_message.map(|text| {
        let end = text.floor_char_boundary(api_model::ERROR_MESSAGE_BYTES_MAX);
        text.get(..end).unwrap_or(text)
    });
    let matching = message.and_then(|message| {
        responses
            .iter()
            .find(|(pattern, _)| pattern.as_ref().is_some_and(|pattern| pattern.matches(message)))
    });
    matching
        .or_else(|| responses.iter().find(|(pattern, _)| pattern.is_none()))
        .map(|(_, plan)| plan)
}
