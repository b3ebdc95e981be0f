//! Gateway responses: the only place where a rejection becomes bytes.
//!
//! Default bodies and headers are recorded answers, to the byte. An owner's changes follow the API Gateway developer guide,
//! "Gateway responses for REST APIs in API Gateway": a type that is set answers as set; one that is not takes what
//! `DEFAULT_4XX` or `DEFAULT_5XX` says. `REQUEST_TOO_LARGE` cannot be changed ("important notes"). Of several templates the
//! first media type of `Accept` that has one is taken, else JSON's, else the first: AWS does not say, this is chosen.

use std::collections::BTreeMap;

use api_model::{Deployment, GatewayResponse, ResponseType, Substitution, ValueSource};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header::CONTENT_TYPE, request::Parts};

use crate::{
    context::{View, push_json_string},
    follow::Follow,
    plan::{PlanError, header_plans, status},
    record::DecisionRecord,
    rejection::{Answer, Form, Rejection},
    response_body::Content,
    snapshot::{CompiledStage, rooted},
    stages::mock::accepted,
    value::{Facts, ValuePlan},
};

pub(crate) static X_AMZN_ERRORTYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

const JSON: &str = "application/json";

/// What the owner of a stage's API changed, compiled.
#[derive(Debug, Default)]
pub(crate) struct GatewayResponsePlans {
    plans: BTreeMap<ResponseType, GatewayResponsePlan>,
}

#[derive(Debug)]
struct GatewayResponsePlan {
    status: Option<StatusCode>,
    headers: Vec<(HeaderName, ValuePlan)>,
    templates: Vec<(String, Vec<Piece>)>,
}

/// A part of a template.
#[derive(Debug)]
enum Piece {
    Text(String),
    Value(ValuePlan),
}

impl GatewayResponsePlans {
    pub(crate) fn new(deployment: &Deployment) -> Result<Self, (ResponseType, PlanError)> {
        let mut plans = BTreeMap::new();
        for (response_type, response) in &deployment.gateway_responses.customised {
            let plan =
                GatewayResponsePlan::new(response, deployment).map_err(|error| (*response_type, error))?;
            plans.insert(*response_type, plan);
        }
        Ok(Self { plans })
    }

    /// The plan that shapes answers of this type.
    fn of(&self, response_type: ResponseType) -> Option<&GatewayResponsePlan> {
        if response_type == ResponseType::RequestTooLarge {
            return None;
        }
        let fall_back = if response_type.status() < 500 {
            ResponseType::Default4xx
        } else {
            ResponseType::Default5xx
        };
        self.plans
            .get(&response_type)
            .or_else(|| self.plans.get(&fall_back))
    }
}

impl GatewayResponsePlan {
    fn new(response: &GatewayResponse, deployment: &Deployment) -> Result<Self, PlanError> {
        let value = |source: &ValueSource| ValuePlan::new(source, deployment).map(Piece::Value);
        let piece = |piece: &Substitution| match piece {
            Substitution::Text(text) => Ok(Piece::Text(text.clone())),
            Substitution::Context(name) => value(&ValueSource::Context(name.clone())),
            // A variable the stage does not have is empty, as in any template.
            Substitution::StageVariable(name) => Ok(Piece::Text(
                deployment.stage.variables.get(name).cloned().unwrap_or_default(),
            )),
            Substitution::Request(source, name) => value(&ValueSource::Request(*source, name.clone())),
        };
        let mut templates = Vec::new();
        for (content_type, template) in &response.templates {
            HeaderValue::from_str(content_type).map_err(|_| PlanError::HeaderValue(content_type.clone()))?;
            let pieces = template.pieces.iter().map(piece).collect::<Result<_, _>>()?;
            templates.push((content_type.clone(), pieces));
        }
        Ok(Self {
            status: response.status.map(status).transpose()?,
            headers: header_plans(&response.headers, deployment)?,
            templates,
        })
    }
}

/// Renders a rejection and notes it in the record. The headers every response has come later.
pub(crate) fn render(rejection: Rejection, parts: &Parts, follow: &mut Follow) -> Response<Content> {
    let limit = rejection.limit();
    let answer = rejection.answer();
    let pinned = follow.pinned();
    let stage = pinned
        .as_ref()
        .and_then(|(place, pinned)| pinned.snapshot.compiled(*place));
    let behind = pinned
        .as_ref()
        .and_then(|(place, _)| parts.uri.path().get(place.path_begin..))
        .map(rooted);
    let Some(record) = follow.record() else {
        return Response::new(Content::Nothing);
    };
    record.limit.push_str(limit);
    record.error_message.push_str(&answer.message);
    record.error_type.push_str(answer.error_type);
    record
        .response_type
        .push_str(answer.response_type.map_or("", ResponseType::name));
    let plan = stage
        .zip(answer.response_type)
        .and_then(|(stage, kind)| stage.responses.of(kind));
    let mut response = shape(&answer, plan, parts, record, stage, behind);
    record.status = response.status().as_u16();
    response
        .headers_mut()
        .insert(&X_AMZN_ERRORTYPE, HeaderValue::from_static(answer.error_type));
    response
}

fn shape(
    answer: &Answer,
    plan: Option<&GatewayResponsePlan>,
    parts: &Parts,
    record: &DecisionRecord,
    stage: Option<&CompiledStage>,
    behind: Option<&str>,
) -> Response<Content> {
    let mut headers = HeaderMap::with_capacity(8);
    let mut status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut content_type = HeaderValue::from_static(JSON);
    let mut body = String::new();
    let Some(plan) = plan else {
        push_default(answer, &mut body);
        headers.insert(CONTENT_TYPE, content_type);
        return build(status, headers, body);
    };
    let found = stage.and_then(|stage| Some((behind?, stage.find(&record.verb, behind?)?.0)));
    let facts = Facts {
        body: None,
        headers: &parts.headers,
        query: parts.uri.query(),
        routed: found.as_ref().map(|(path, found)| (*path, found)),
        view: View { record, stage },
        response: None,
    };
    status = plan.status.unwrap_or(status);
    match choose(&plan.templates, &parts.headers) {
        Some((kind, pieces)) => {
            content_type = HeaderValue::from_str(kind).unwrap_or(content_type);
            for piece in pieces {
                match piece {
                    Piece::Text(text) => body.push_str(text),
                    Piece::Value(value) => {
                        if let Some(value) = value.read(&facts) {
                            body.push_str(&String::from_utf8_lossy(&value.decoded()));
                        }
                    }
                }
            }
        }
        None => push_default(answer, &mut body),
    }
    headers.insert(CONTENT_TYPE, content_type);
    for (name, value) in &plan.headers {
        // A value that no header can hold is left out: a refusal must not fail.
        if let Some(value) = value.read(&facts)
            && let Ok(value) = HeaderValue::from_bytes(&value.decoded())
        {
            headers.insert(name, value);
        }
    }
    build(status, headers, body)
}

fn build(status: StatusCode, headers: HeaderMap, body: String) -> Response<Content> {
    let mut response = Response::new(Content::Whole(Bytes::from(body)));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn choose<'p>(templates: &'p [(String, Vec<Piece>)], headers: &HeaderMap) -> Option<(&'p str, &'p [Piece])> {
    let of = |wanted: &str| templates.iter().find(|(known, _)| known == wanted);
    let (kind, pieces) = accepted(headers)
        .find_map(of)
        .or_else(|| of(JSON))
        .or_else(|| templates.first())?;
    Some((kind, pieces))
}

/// AWS's own body.
fn push_default(answer: &Answer, out: &mut String) {
    out.push_str(match answer.form {
        Form::Lower => "{\"message\":",
        Form::Upper => "{\"Message\":",
        Form::Spaced => "{\"message\": ",
        Form::Null => return out.push_str("{\"message\":null}"),
    });
    push_json_string(&answer.message, out);
    out.push('}');
}
