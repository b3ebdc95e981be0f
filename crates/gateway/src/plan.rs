//! An integration made ready to be called: everything that does not depend on the request is done once.

mod lambda;

use std::time::Duration;

use api_model::{
    Deployment, HttpIntegration, Integration, IntegrationResponse, MockIntegration, MockRequest, Route,
    StatusPattern, UriPiece, ValueSource,
};
use http::{HeaderName, HeaderValue, StatusCode};
use invoke::{IssuerCheck, Target, TargetError};

pub(crate) use lambda::{LambdaKind, LambdaPlan, select as select_lambda};

use crate::{template::TemplatePlan, value::ValuePlan};

/// A compiled integration.
#[derive(Debug)]
pub(crate) enum IntegrationPlan {
    Http(Box<HttpPlan>),
    Mock(MockPlan),
    Lambda(Box<LambdaPlan>),
    /// Never called: every request is refused before. Holds why.
    Refused(String),
}

/// A compiled `HTTP_PROXY` or `HTTP` integration.
#[derive(Debug)]
pub(crate) struct HttpPlan {
    pub(crate) kind: HttpKind,
    pub(crate) target: Target,
    /// `None` passes the caller's on.
    pub(crate) verb: Option<http::Method>,
    /// In turn; begins with `/`.
    pub(crate) path: Vec<PathPiece>,
    /// The query written into the uri; empty for none.
    pub(crate) query: String,
    pub(crate) headers: Vec<(HeaderName, ValuePlan)>,
    pub(crate) query_mapped: Vec<(String, ValuePlan)>,
    /// Until the response head is in.
    pub(crate) timeout: Duration,
    /// Request templates by content type; `HTTP` only.
    pub(crate) templates: Vec<(String, TemplatePlan)>,
    /// Whether bodies pass that no request template covers.
    pub(crate) passes: bool,
    /// Whether a mapping reads the request's body.
    pub(crate) reads_body: bool,
    /// Whether a response template or mapping may have to read the answer's body.
    pub(crate) reads_answers: bool,
    /// `x-amzn-apigateway-api-id`
    pub(crate) api_id: HeaderValue,
}

/// How much passes through.
#[derive(Debug)]
pub(crate) enum HttpKind {
    /// `HTTP_PROXY`: everything.
    Proxy,
    /// `HTTP`: what is mapped, and the body, unless a template makes another.
    Mapped {
        /// `User-Agent` towards the upstream.
        user_agent: HeaderValue,
        responses: Vec<ResponsePlan>,
    },
}

/// A part of the path towards the upstream.
#[derive(Debug)]
pub(crate) enum PathPiece {
    Text(String),
    /// The name of a placeholder and what fills it.
    Value(String, ValuePlan),
}

/// A compiled `MOCK` integration.
#[derive(Debug)]
pub(crate) struct MockPlan {
    /// Request templates by content type.
    pub(crate) requests: Vec<(String, MockRequestPlan)>,
    pub(crate) passes: bool,
    pub(crate) responses: Vec<ResponsePlan>,
}

/// A request template of a `MOCK` integration.
#[derive(Debug)]
pub(crate) enum MockRequestPlan {
    Status(u16),
    Template(Box<mapping::Template>),
}

/// A compiled integration response.
#[derive(Debug)]
pub(crate) struct ResponsePlan {
    pattern: Option<StatusPattern>,
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, ValuePlan)>,
    pub(crate) templates: Vec<(String, TemplatePlan)>,
    /// `CONVERT_TO_BINARY`: the body is base64, and is answered as the bytes it stands for. Lambda functions only.
    pub(crate) decodes: bool,
}

/// Why a part of a definition cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The upstream is no target.
    #[error("the uri names no upstream")]
    Target(#[source] TargetError),
    /// `{name}` in the uri is filled by nothing.
    #[error("`{{{0}}}` in the uri is filled by no mapping: add `integration.request.path.{0}`")]
    UnfilledPath(String),
    /// No header name.
    #[error("`{0}` is not a header name")]
    HeaderName(String),
    /// A header the gateway writes itself.
    #[error("the header `{0}` belongs to the connection and cannot be mapped")]
    ManagedHeader(String),
    /// A text that cannot stand in a header.
    #[error("`{0}` cannot stand in a header")]
    HeaderValue(String),
    /// No such variable.
    #[error("`context.{0}` is not a variable of REST APIs")]
    Context(String),
    /// A variable the stage does not have.
    #[error("the stage has no variable `{0}`")]
    StageVariable(String),
    /// A status outside 200 to 599.
    #[error("{0} is not a status from 200 to 599")]
    Status(u16),
    /// A text that is no mapping template. Holds where and why.
    #[error("a mapping template cannot be read: {0}")]
    Template(String),
    /// A model that no body can be checked against. Holds its name and why.
    #[error("the model `{0}` cannot be checked: {1}")]
    Model(String, String),
    /// No JSONPath. Holds it and why.
    #[error("a mapping cannot be read: {0}")]
    BodyPath(String),
    /// Something of a Lambda integration that this gateway does not do.
    #[error("{0} of a Lambda integration are not done by this gateway")]
    NotDone(&'static str),
    /// The status is not declared as a method response.
    #[error("the integration response with status {0} has no method response of that status")]
    UndeclaredStatus(u16),
}

impl IntegrationPlan {
    pub(crate) fn new(route: &Route, deployment: &Deployment) -> Result<Self, PlanError> {
        match &route.method.integration {
            Integration::HttpProxy(http) => {
                HttpPlan::new(http, HttpKind::Proxy, deployment).map(|plan| Self::Http(Box::new(plan)))
            }
            Integration::Http(http) => {
                let agent = format!("AmazonAPIGateway_{}", deployment.identity.api);
                let user_agent = HeaderValue::from_str(&agent).map_err(|_| PlanError::HeaderValue(agent))?;
                let responses = response_plans(&http.responses, route, deployment)?;
                let kind = HttpKind::Mapped {
                    user_agent,
                    responses,
                };
                HttpPlan::new(http, kind, deployment).map(|plan| Self::Http(Box::new(plan)))
            }
            Integration::Mock(mock) => MockPlan::new(mock, route, deployment).map(Self::Mock),
            Integration::Lambda(lambda) => {
                LambdaPlan::new(lambda, route, deployment).map(|plan| Self::Lambda(Box::new(plan)))
            }
            Integration::Refused { named } => Ok(Self::Refused(named.clone())),
        }
    }
}

impl HttpPlan {
    fn new(http: &HttpIntegration, kind: HttpKind, deployment: &Deployment) -> Result<Self, PlanError> {
        let scheme = if http.uri.https { "https" } else { "http" };
        let target =
            Target::parse(&format!("{scheme}://{}", http.uri.authority)).map_err(PlanError::Target)?;
        let issuer = if http.insecure_skip_verification {
            IssuerCheck::Skipped
        } else {
            IssuerCheck::Trusted
        };
        let mut path = Vec::new();
        for piece in &http.uri.path {
            path.push(match piece {
                UriPiece::Text(text) => PathPiece::Text(text.clone()),
                UriPiece::Parameter(name) => {
                    let source = http
                        .path
                        .iter()
                        .find(|(known, _)| known == name)
                        .map(|(_, source)| source);
                    let source = source.ok_or_else(|| PlanError::UnfilledPath(name.clone()))?;
                    PathPiece::Value(name.clone(), ValuePlan::new(source, deployment)?)
                }
            });
        }
        let query_mapped: Vec<_> = http
            .query
            .iter()
            .map(|(name, source)| Ok((name.clone(), ValuePlan::new(source, deployment)?)))
            .collect::<Result<_, PlanError>>()?;
        let api = deployment.identity.api.as_str();
        let reads_answers = match &kind {
            HttpKind::Proxy => false,
            HttpKind::Mapped { responses, .. } => responses.iter().any(|response| {
                let mut templates = response.templates.iter();
                response.reads_body() || templates.any(|(_, template)| template.is_dynamic())
            }),
        };
        let headers = header_plans(&http.headers, deployment)?;
        let in_path = path.iter().filter_map(|piece| match piece {
            PathPiece::Value(_, value) => Some(value),
            PathPiece::Text(_) => None,
        });
        let reads_body = in_path
            .chain(headers.iter().map(|(_, value)| value))
            .chain(query_mapped.iter().map(|(_, value)| value))
            .any(ValuePlan::reads_body);
        Ok(Self {
            kind,
            target: target.with_issuer_check(issuer),
            verb: http.verb.and_then(method),
            path,
            query: http.uri.query.clone().unwrap_or_default(),
            headers,
            query_mapped,
            timeout: Duration::from_millis(http.timeout_ms.into()),
            templates: template_plans(&http.request_templates)?,
            passes: http.passthrough.passes(!http.request_templates.is_empty()),
            reads_body,
            reads_answers,
            api_id: HeaderValue::from_str(api).map_err(|_| PlanError::HeaderValue(api.to_owned()))?,
        })
    }
}

impl MockPlan {
    fn new(mock: &MockIntegration, route: &Route, deployment: &Deployment) -> Result<Self, PlanError> {
        let request = |(content_type, request): &(String, MockRequest)| {
            let plan = match request {
                MockRequest::Status(status) => MockRequestPlan::Status(*status),
                MockRequest::Template(text) => MockRequestPlan::Template(TemplatePlan::dynamic(text)?),
            };
            Ok((content_type.clone(), plan))
        };
        Ok(Self {
            requests: mock.requests.iter().map(request).collect::<Result<_, _>>()?,
            passes: mock.passthrough.passes(!mock.requests.is_empty()),
            responses: response_plans(&mock.responses, route, deployment)?,
        })
    }
}

impl ResponsePlan {
    /// Whether a mapped header is taken out of the answer's body.
    pub(crate) fn reads_body(&self) -> bool {
        self.headers.iter().any(|(_, value)| value.reads_body())
    }

    /// The response that serves a status of the integration: the first whose pattern matches, else the default.
    pub(crate) fn select(responses: &[Self], status: u16) -> Option<&Self> {
        let matches = |response: &&Self| {
            response
                .pattern
                .as_ref()
                .is_some_and(|pattern| pattern.matches(status))
        };
        responses
            .iter()
            .find(matches)
            .or_else(|| responses.iter().find(|response| response.pattern.is_none()))
    }
}

fn response_plans(
    responses: &[IntegrationResponse],
    route: &Route,
    deployment: &Deployment,
) -> Result<Vec<ResponsePlan>, PlanError> {
    let plan = |response: &IntegrationResponse| {
        if !route.method.response_statuses.contains(&response.status) {
            return Err(PlanError::UndeclaredStatus(response.status));
        }
        Ok(ResponsePlan {
            pattern: response.selection_pattern.clone(),
            status: status(response.status)?,
            headers: header_plans(&response.headers, deployment)?,
            templates: template_plans(&response.templates)?,
            decodes: false,
        })
    };
    responses.iter().map(plan).collect()
}

fn template_plans(templates: &[(String, String)]) -> Result<Vec<(String, TemplatePlan)>, PlanError> {
    let plan = |(content_type, text): &(String, String)| {
        HeaderValue::from_str(content_type).map_err(|_| PlanError::HeaderValue(content_type.clone()))?;
        Ok((content_type.clone(), TemplatePlan::new(text)?))
    };
    templates.iter().map(plan).collect()
}

/// A status that ends an exchange.
pub(crate) fn status(code: u16) -> Result<StatusCode, PlanError> {
    StatusCode::from_u16(code)
        .ok()
        .filter(|status| (200..600).contains(&status.as_u16()))
        .ok_or(PlanError::Status(code))
}

/// Mapped headers. Those that belong to the connection are refused: a mapping must not change how messages are framed.
pub(crate) fn header_plans(
    headers: &[(String, ValueSource)],
    deployment: &Deployment,
) -> Result<Vec<(HeaderName, ValuePlan)>, PlanError> {
    let plan = |(name, source): &(String, ValueSource)| {
        let header =
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| PlanError::HeaderName(name.clone()))?;
        if invoke::is_managed_header(name.as_bytes()) {
            return Err(PlanError::ManagedHeader(name.clone()));
        }
        let value = ValuePlan::new(source, deployment)?;
        if let ValuePlan::Static(text) = &value {
            HeaderValue::from_str(text).map_err(|_| PlanError::HeaderValue(text.clone()))?;
        }
        Ok((header, value))
    };
    headers.iter().map(plan).collect()
}

fn method(verb: api_model::Verb) -> Option<http::Method> {
    use api_model::Verb;
    match verb {
        Verb::Delete => Some(http::Method::DELETE),
        Verb::Get => Some(http::Method::GET),
        Verb::Head => Some(http::Method::HEAD),
        Verb::Options => Some(http::Method::OPTIONS),
        Verb::Patch => Some(http::Method::PATCH),
        Verb::Post => Some(http::Method::POST),
        Verb::Put => Some(http::Method::PUT),
        Verb::Any => None,
    }
}
