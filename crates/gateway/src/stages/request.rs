//! From the method request to the integration request: validation, then mapping.

use std::borrow::Cow;

use api_model::{Method as DeclaredMethod, ParameterSource};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method,
    header::{CONTENT_TYPE, COOKIE},
    request::Parts,
};
use mapping::{Overrides, ParameterOverrides};

use super::{
    counted::Payload,
    function::{self, Ready},
    headers::{is_dropped_from_request, named_by_connection},
    mock,
    route::Routed,
    throttle::Admitted,
    upstream_uri::path_and_query,
};
use crate::{
    arrival::Arrival,
    context::View,
    follow::Follow,
    functions::event,
    own_text::{ADDRESS_BYTES_MAX, PORT_BYTES_MAX, TextBlock, push_address, push_number},
    plan::{HttpKind, HttpPlan, IntegrationPlan, LambdaKind, LambdaPlan, MockPlan, MockRequestPlan},
    record::{DecisionRecord, Phase},
    rejection::Rejection,
    template::{DEFAULT_TYPE, Failure, Fault, Front, Side, TemplatePlan, header, of_request, run},
    value::{Facts, ReadBody, is_query_name, query_pairs},
};

/// An admitted request with all it must have, and its body: all of it where something is going to read it.
#[derive(Debug)]
pub(crate) struct Valid<'a> {
    admitted: Admitted<'a>,
    body: Payload,
}

impl<'a> Valid<'a> {
    pub(super) fn routed(&self) -> &'a Routed<'a> {
        self.admitted.routed()
    }
}

/// Refuses a request that lacks what the method validates, and one that no request template serves and that may not pass
/// without. Where something reads the body, all of it is taken: until then nothing reaches the integration.
pub(crate) async fn validate<'a>(
    admitted: Admitted<'a>,
    parts: &Parts,
    mut body: Payload,
    follow: &mut Follow,
) -> Result<Valid<'a>, Rejection> {
    let routed = admitted.routed();
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    parameters(&routed.found().route.method, parts, record)?;
    let models = routed.stage().body_models(routed.found().route.index);
    let models = models.ok_or(Rejection::ApiConfiguration)?;
    if models.is_ambiguous(&parts.headers) {
        let why = "the request has more than one content type".to_owned();
        return Err(invalid_body(follow, why));
    }
    if let Some(model) = models.of(&parts.headers) {
        // A box, so that requests whose bodies nobody reads do not carry the room for it.
        let whole = Box::pin(body.whole(follow.request_bytes(), follow.room())).await?;
        if let Err(errors) = model.validate(&whole) {
            return Err(invalid_body(follow, errors.to_string()));
        }
        if let Some(record) = follow.record() {
            record.phases.validation = Phase::Passed;
        }
        body = Payload::Whole(whole);
    }
    let is_read = match routed.integration() {
        IntegrationPlan::Mock(plan) => match mock::request(plan, &parts.headers)? {
            MockRequestPlan::Template(_) => true,
            MockRequestPlan::Status(_) => false,
        },
        IntegrationPlan::Http(plan) => match of_request(&plan.templates, &parts.headers) {
            Some(template) => plan.reads_body || template.is_dynamic(),
            // Without any template it is a matter of bodies; with some, of all requests that none is for.
            None if !(plan.passes || plan.templates.is_empty() && body.is_empty()) => {
                return Err(Rejection::UnsupportedMediaType);
            }
            None => plan.reads_body,
        },
        IntegrationPlan::Lambda(plan) => match &plan.kind {
            LambdaKind::Proxy { .. } => true,
            LambdaKind::Mapped {
                templates, passes, ..
            } => {
                let template = of_request(templates, &parts.headers);
                if template.is_none() && !(*passes || templates.is_empty() && body.is_empty()) {
                    return Err(Rejection::UnsupportedMediaType);
                }
                true
            }
        },
        IntegrationPlan::Refused(_) => return Err(Rejection::ApiConfiguration),
    };
    if is_read {
        body = Payload::Whole(Box::pin(body.whole(follow.request_bytes(), follow.room())).await?);
    }
    Ok(Valid { admitted, body })
}

fn invalid_body(follow: &mut Follow, why: String) -> Rejection {
    if let Some(record) = follow.record() {
        record.phases.validation = Phase::Refused;
        record.reason = why;
    }
    Rejection::InvalidBody
}

/// Refuses a request that lacks a required parameter, where the method validates them.
///
/// The order of the names (headers, then query) and their form are recorded.
fn parameters(method: &DeclaredMethod, parts: &Parts, record: &mut DecisionRecord) -> Result<(), Rejection> {
    if !method.validate_request_parameters {
        record.phases.validation = Phase::NotNeeded;
        return Ok(());
    }
    let required = |source| {
        method
            .request_parameters
            .iter()
            .filter(move |p| p.required && p.source == source)
    };
    let headers = required(ParameterSource::Header).filter(|p| {
        parts
            .headers
            .get(p.name.as_str())
            .is_none_or(HeaderValue::is_empty)
    });
    let query = required(ParameterSource::Query).filter(|p| {
        !query_pairs(parts.uri.query()).any(|(name, value)| is_query_name(name, &p.name) && !value.is_empty())
    });
    let missing: Vec<_> = headers
        .chain(query)
        .map(|parameter| parameter.name.as_str())
        .collect();
    if missing.is_empty() {
        record.phases.validation = Phase::Passed;
        return Ok(());
    }
    record.phases.validation = Phase::Refused;
    Err(Rejection::MissingParameters(missing.join(", ")))
}

/// An integration request. Only [`map`] makes one, out of a [`Valid`] request, which holds the permit.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    valid: Valid<'a>,
    integration: Integration<'a>,
}

#[derive(Debug)]
pub(super) enum Integration<'a> {
    Http(Box<HttpCall<'a>>),
    /// With the status that the request template says.
    Mock(&'a MockPlan, u16, Set),
    Function(Box<Ready<'a>>, Set),
}

/// What request templates set for the response; `None` for nothing.
pub(super) type Set = Option<Box<Overrides>>;

/// What is sent to an upstream.
#[derive(Debug)]
pub(super) struct HttpCall<'a> {
    pub(super) plan: &'a HttpPlan,
    pub(super) method: Method,
    pub(super) path_and_query: Cow<'a, str>,
    pub(super) headers: CallHeaders<'a>,
    pub(super) body: Payload,
    pub(super) set: Set,
}

/// The headers towards an upstream: the client's own that pass, then the gateway's, then the mapped ones.
#[derive(Debug)]
pub(super) struct CallHeaders<'a> {
    /// `None`: nothing of the client's passes.
    client: Option<&'a HeaderMap>,
    plan: &'a HttpPlan,
    /// Further names that stay behind.
    named_by_connection: Vec<String>,
    /// The client's cookies are among `own`.
    cookies_joined: bool,
    own: [OwnHeader<'a>; OWN_MAX],
    mapped: Vec<(Cow<'a, HeaderName>, HeaderValue)>,
}

/// The most headers the gateway adds of its own.
const OWN_MAX: usize = 6;

/// Name and value.
type OwnHeader<'a> = Option<(&'static str, OwnValue<'a>)>;

/// The value of a header of the gateway's own.
#[derive(Debug)]
enum OwnValue<'a> {
    Known(&'a [u8]),
    Written(Bytes),
}

impl CallHeaders<'_> {
    /// Name and value of each.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let client = self
            .client
            .into_iter()
            .flatten()
            .filter(|(name, value)| self.passes(name, value));
        let client = client.map(|(name, value)| (name.as_str().as_bytes(), value.as_bytes()));
        let own = self
            .own
            .iter()
            .flatten()
            .map(|(name, value)| (name.as_bytes(), value.as_bytes()));
        let mapped = self
            .mapped
            .iter()
            .map(|(name, value)| (name.as_str().as_bytes(), value.as_bytes()));
        client.chain(own).chain(mapped)
    }

    /// A name the owner maps never passes from the client, not even where the mapping finds no value: the upstream may
    /// trust it.
    fn passes(&self, name: &HeaderName, value: &HeaderValue) -> bool {
        let is_replaced = self.cookies_joined && name == COOKIE
            || self.plan.headers.iter().any(|(mapped, _)| mapped == name)
            || self
                .named_by_connection
                .iter()
                .any(|named| named == name.as_str());
        !is_replaced && !is_dropped_from_request(name, value)
    }
}

impl OwnValue<'_> {
    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Known(bytes) => bytes,
            Self::Written(bytes) => bytes,
        }
    }
}

impl<'a> Call<'a> {
    pub(super) fn into_parts(self) -> (Valid<'a>, Integration<'a>) {
        (self.valid, self.integration)
    }
}

/// Builds the integration request.
pub(crate) fn map<'a>(
    mut valid: Valid<'a>,
    arrival: &Arrival<'a>,
    trace: &'a HeaderValue,
    texts: &TextBlock,
    record: &mut DecisionRecord,
) -> Result<Call<'a>, Rejection> {
    let body = std::mem::replace(&mut valid.body, Payload::Whole(Bytes::new()));
    let integration = match valid.routed().integration() {
        IntegrationPlan::Mock(plan) => map_mock(plan, &valid, Front { arrival, trace }, &body, record),
        IntegrationPlan::Http(plan) => map_http(plan, &valid, arrival, body, trace, texts, record),
        IntegrationPlan::Lambda(plan) => {
            let front = Front { arrival, trace };
            map_function(plan, &valid, front, &body, record)
        }
        IntegrationPlan::Refused(_) => return Err(Rejection::ApiConfiguration),
    };
    match integration {
        Ok(integration) => Ok(Call { valid, integration }),
        Err(fault) => Err(fault.rejection(record)),
    }
}

fn facts<'f>(valid: &'f Valid<'_>, parts: &'f Parts, record: &'f DecisionRecord) -> Facts<'f> {
    let routed = valid.routed();
    Facts {
        headers: &parts.headers,
        query: parts.uri.query(),
        routed: Some((routed.path(), routed.found())),
        view: View {
            record,
            stage: Some(routed.stage()),
        },
        response: None,
        body: None,
    }
}

/// What a template reads: the body, which [`validate`] has taken whole where a template is run.
fn read_by_template(body: &Payload) -> &[u8] {
    match body {
        Payload::Whole(bytes) => bytes,
        Payload::Stream(_) => &[],
    }
}

fn map_mock<'a>(
    plan: &'a MockPlan,
    valid: &Valid<'a>,
    front: Front<'_>,
    body: &Payload,
    record: &DecisionRecord,
) -> Result<Integration<'a>, Fault> {
    let parts = front.arrival.parts;
    let template = match mock::request(plan, &parts.headers)? {
        MockRequestPlan::Status(status) => return Ok(Integration::Mock(plan, *status, None)),
        MockRequestPlan::Template(template) => template,
    };
    let facts = facts(valid, parts, record);
    let none = Overrides::default();
    let body = read_by_template(body);
    let (text, set) = run(template, Side::Request, &facts, front, body, &none)?;
    let status = api_model::mock_status(&text).ok_or_else(|| {
        Failure("the request template of the mock gave no `statusCode` from 200 to 599".to_owned())
    })?;
    Ok(Integration::Mock(plan, status, Some(Box::new(set))))
}

fn map_function<'a>(
    plan: &'a LambdaPlan,
    valid: &Valid<'a>,
    front: Front<'_>,
    body: &Payload,
    record: &DecisionRecord,
) -> Result<Integration<'a>, Fault> {
    let routed = valid.routed();
    let parts = front.arrival.parts;
    let facts = facts(valid, parts, record);
    let body = read_by_template(body);
    let mut set = None;
    let payload = match &plan.kind {
        LambdaKind::Proxy { .. } => {
            let binary = &routed.stage().deployment().binary_media_types;
            let binary = event::is_binary(binary, &parts.headers, &CONTENT_TYPE);
            let subject = event::Subject {
                facts,
                arrival: front.arrival,
                routed,
                trace: front.trace,
            };
            event::proxy(subject, body, binary, function::authorizer(record))
        }
        LambdaKind::Mapped {
            templates, encodes, ..
        } => {
            let binary = &routed.stage().deployment().binary_media_types;
            let encoded;
            let body = if *encodes && event::is_binary(binary, &parts.headers, &CONTENT_TYPE) {
                encoded = STANDARD.encode(body);
                encoded.as_bytes()
            } else {
                body
            };
            match of_request(templates, &parts.headers) {
                Some(TemplatePlan::Literal(text)) => text.to_vec(),
                Some(TemplatePlan::Dynamic(template)) => {
                    let none = Overrides::default();
                    let (text, overrides) = run(template, Side::Request, &facts, front, body, &none)?;
                    set = Some(Box::new(overrides));
                    text.into_bytes()
                }
                // A function is called with JSON: without a body with an empty object.
                None if body.is_empty() => b"{}".to_vec(),
                None => body.to_vec(),
            }
        }
    };
    let ready = function::ready(plan, routed, payload, front.trace, record);
    Ok(Integration::Function(Box::new(ready), set))
}

/// Verbs that an integration is called with without a body, even where a template made one.
const NO_BODY: [Method; 3] = [Method::GET, Method::HEAD, Method::OPTIONS];

fn map_http<'a>(
    plan: &'a HttpPlan,
    valid: &Valid<'a>,
    arrival: &Arrival<'a>,
    body: Payload,
    trace: &'a HeaderValue,
    texts: &TextBlock,
    record: &DecisionRecord,
) -> Result<Integration<'a>, Fault> {
    let parts = arrival.parts;
    let routed = valid.routed();
    let mapped_from = match &body {
        Payload::Whole(bytes) if plan.reads_body => Some(ReadBody::new(bytes.clone())),
        Payload::Whole(_) | Payload::Stream(_) => None,
    };
    let facts = Facts {
        body: mapped_from.as_ref(),
        ..facts(valid, parts, record)
    };
    let method = match &plan.verb {
        Some(verb) => verb.clone(),
        // The method override may have changed what the client sent; routing only finds known verbs.
        None => Method::from_bytes(routed.verbs().counts.as_bytes()).map_err(|_| Rejection::Unmappable)?,
    };
    let front = Front { arrival, trace };
    let mut set = None;
    let template = of_request(&plan.templates, &parts.headers);
    let body = match template {
        None => body,
        Some(template) => {
            let made = match template {
                TemplatePlan::Literal(text) => text.clone(),
                TemplatePlan::Dynamic(template) => {
                    let none = Overrides::default();
                    let body = read_by_template(&body);
                    let (text, overrides) = run(template, Side::Request, &facts, front, body, &none)?;
                    set = Some(Box::new(overrides));
                    text.into()
                }
            };
            Payload::Whole(if NO_BODY.contains(&method) {
                Bytes::new()
            } else {
                made
            })
        }
    };
    let overrides = set.as_ref().map(|set| &set.request);
    let path_and_query = path_and_query(plan, &facts, overrides)?;
    let mapped = mapped_headers(plan, &facts, overrides)?;
    if let Some(why) = facts.body.and_then(ReadBody::fault) {
        return Err(Failure(format!("a mapping out of the request's body failed: {why}")).into());
    }
    let headers = call_headers(plan, arrival, template.is_some(), mapped, trace, texts, record);
    Ok(Integration::Http(Box::new(HttpCall {
        plan,
        method,
        path_and_query,
        headers,
        body,
        set,
    })))
}

/// The headers that the owner maps, and those a template sets in their place.
fn mapped_headers<'a>(
    plan: &'a HttpPlan,
    facts: &Facts<'_>,
    overrides: Option<&ParameterOverrides>,
) -> Result<Vec<(Cow<'a, HeaderName>, HeaderValue)>, Fault> {
    let mut mapped = Vec::new();
    for (name, value) in &plan.headers {
        if let Some(value) = value.read(facts) {
            mapped.push((
                Cow::Borrowed(name),
                HeaderValue::from_bytes(&value.decoded()).map_err(|_| Rejection::Unmappable)?,
            ));
        }
    }
    for (name, value) in overrides.map(|overrides| &overrides.header).into_iter().flatten() {
        let (name, values) = header(name, value)?;
        mapped.retain(|(known, _)| **known != name);
        let name = Cow::<HeaderName>::Owned(name);
        mapped.extend(values.into_iter().map(|value| (name.clone(), value)));
    }
    Ok(mapped)
}

/// `templated`: a template made the body.
fn call_headers<'a>(
    plan: &'a HttpPlan,
    arrival: &Arrival<'a>,
    templated: bool,
    mapped: Vec<(Cow<'a, HeaderName>, HeaderValue)>,
    trace: &'a HeaderValue,
    texts: &TextBlock,
    record: &DecisionRecord,
) -> CallHeaders<'a> {
    let parts = arrival.parts;
    let mut headers = CallHeaders {
        client: None,
        plan,
        named_by_connection: Vec::new(),
        cookies_joined: false,
        own: [const { None }; OWN_MAX],
        mapped,
    };
    match &plan.kind {
        HttpKind::Proxy => {
            headers.client = Some(&parts.headers);
            if arrival.has_connection {
                headers.named_by_connection = named_by_connection(&parts.headers);
            }
            // Several lines, as HTTP/2 clients send them, become the one that HTTP/1.1 has (RFC 9113, section 8.2.3).
            headers.cookies_joined = arrival.cookie_lines > 1;
            let cookies = headers.cookies_joined.then(|| joined_cookies(&parts.headers));
            let scheme: &[u8] = if record.secure_transport {
                b"https"
            } else {
                b"http"
            };
            let (addresses, port) = forwarded(arrival, texts);
            headers.own = [
                Some(("x-forwarded-for", OwnValue::Written(addresses))),
                Some(("x-forwarded-port", OwnValue::Written(port))),
                Some(("x-forwarded-proto", OwnValue::Known(scheme))),
                Some(("x-amzn-trace-id", OwnValue::Known(trace.as_bytes()))),
                Some((
                    "x-amzn-apigateway-api-id",
                    OwnValue::Known(plan.api_id.as_bytes()),
                )),
                cookies.map(|cookies| ("cookie", OwnValue::Written(cookies))),
            ];
        }
        HttpKind::Mapped { user_agent, .. } => {
            // What a template made is JSON, whatever the client sent.
            let content_type = parts
                .headers
                .get(CONTENT_TYPE)
                .filter(|_| !templated)
                .map_or(DEFAULT_TYPE.as_bytes(), HeaderValue::as_bytes);
            headers.own = [
                Some(("user-agent", OwnValue::Known(user_agent.as_bytes()))),
                Some(("accept", OwnValue::Known(b"application/json"))),
                Some(("content-type", OwnValue::Known(content_type))),
                Some(("x-amzn-trace-id", OwnValue::Known(trace.as_bytes()))),
                Some((
                    "x-amzn-apigateway-api-id",
                    OwnValue::Known(plan.api_id.as_bytes()),
                )),
                None,
            ];
        }
    }
    // A mapped name is the owner's alone.
    for slot in &mut headers.own {
        let is_mapped = |name: &str| {
            plan.headers.iter().any(|(mapped, _)| mapped == name)
                || headers.mapped.iter().any(|(mapped, _)| **mapped == name)
        };
        if slot.as_ref().is_some_and(|(name, _)| is_mapped(name)) {
            *slot = None;
        }
    }
    headers
}

/// All `Cookie` lines as one.
fn joined_cookies(headers: &HeaderMap) -> Bytes {
    let mut out = Vec::new();
    for line in headers.get_all(COOKIE) {
        if !out.is_empty() {
            out.extend_from_slice(b"; ");
        }
        out.extend_from_slice(line.as_bytes());
    }
    out.into()
}

/// `X-Forwarded-For`, the client's with the address of whoever connected behind it, and `X-Forwarded-Port`.
///
/// Source: API Gateway developer guide, HTTP proxy integrations; recorded.
fn forwarded(arrival: &Arrival<'_>, texts: &TextBlock) -> (Bytes, Bytes) {
    let address = arrival.forwarded_address();
    let mut addresses_bytes = 0;
    let mut port = texts.write(ADDRESS_BYTES_MAX + PORT_BYTES_MAX, |out| {
        if arrival.has_forwarded_for {
            for value in arrival.parts.headers.get_all("x-forwarded-for") {
                out.extend_from_slice(value.as_bytes());
                out.extend_from_slice(b", ");
            }
        }
        push_address(address, out);
        addresses_bytes = out.len();
        push_number(arrival.connection.local.port(), out);
    });
    (port.split_to(addresses_bytes), port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_cookie_lines_become_one() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1"));
        headers.append(COOKIE, HeaderValue::from_static("b=2"));
        headers.append(COOKIE, HeaderValue::from_static("c=3; d=4"));
        assert_eq!(joined_cookies(&headers), "a=1; b=2; c=3; d=4");
    }
}
