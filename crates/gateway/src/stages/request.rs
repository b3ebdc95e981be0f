//! From the method request to the integration request: validation, then mapping.

use std::borrow::Cow;

use api_model::ParameterSource;
use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method,
    header::{CONTENT_TYPE, COOKIE},
    request::Parts,
};

use super::{
    headers::{is_dropped_from_request, named_by_connection},
    route::Routed,
    throttle::Admitted,
    upstream_uri::path_and_query,
};
use crate::{
    arrival::Arrival,
    context::View,
    own_text::{ADDRESS_BYTES_MAX, PORT_BYTES_MAX, TextBlock, push_address, push_number},
    plan::{HttpKind, HttpPlan, IntegrationPlan, MockPlan},
    record::{DecisionRecord, Phase},
    rejection::Rejection,
    transport::{Derivation, RequestBody},
    value::{Facts, is_query_name, query_pairs},
};

/// An admitted request with all it must have.
#[derive(Debug)]
pub(crate) struct Valid<'a> {
    admitted: Admitted<'a>,
}

impl<'a> Valid<'a> {
    pub(super) fn routed(&self) -> &'a Routed<'a> {
        self.admitted.routed()
    }
}

/// Refuses a request that lacks a required parameter, where the method validates them.
///
/// The order of the names (headers, then query) and their form are recorded.
pub(crate) fn validate<'a>(
    admitted: Admitted<'a>,
    parts: &Parts,
    record: &mut DecisionRecord,
) -> Result<Valid<'a>, Rejection> {
    let method = &admitted.routed().found().route.method;
    if !method.validate_request_parameters {
        record.phases.validation = Phase::NotNeeded;
        return Ok(Valid { admitted });
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
        return Ok(Valid { admitted });
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
    Mock(&'a MockPlan),
}

/// What is sent to an upstream.
#[derive(Debug)]
pub(super) struct HttpCall<'a> {
    pub(super) plan: &'a HttpPlan,
    pub(super) method: Method,
    pub(super) path_and_query: Cow<'a, str>,
    pub(super) headers: CallHeaders<'a>,
    pub(super) body: RequestBody,
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
    mapped: Vec<(&'a HeaderName, HeaderValue)>,
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
    valid: Valid<'a>,
    arrival: &Arrival<'a>,
    body: RequestBody,
    trace: &'a HeaderValue,
    texts: &TextBlock,
    record: &DecisionRecord,
) -> Result<Call<'a>, Rejection> {
    let parts = arrival.parts;
    let routed = valid.routed();
    let plan = match routed.integration() {
        IntegrationPlan::Mock(mock) => {
            drop(body);
            return Ok(Call {
                integration: Integration::Mock(mock),
                valid,
            });
        }
        IntegrationPlan::Http(plan) => plan,
        IntegrationPlan::Refused(_) => return Err(Rejection::ApiConfiguration),
    };
    if !plan.passes && !http_body::Body::is_end_stream(&body) {
        return Err(Rejection::UnsupportedMediaType);
    }
    let facts = Facts {
        headers: &parts.headers,
        query: parts.uri.query(),
        routed: Some((routed.path(), routed.found())),
        view: View {
            record,
            stage: Some(routed.stage()),
        },
        response: None,
    };
    let path_and_query = path_and_query(plan, &facts)?;
    let mut mapped = Vec::new();
    for (name, value) in &plan.headers {
        if let Some(value) = value.read(&facts) {
            mapped.push((
                name,
                HeaderValue::from_bytes(&value.decoded()).map_err(|_| Rejection::Unmappable)?,
            ));
        }
    }
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
            let content_type = parts
                .headers
                .get(CONTENT_TYPE)
                .map_or(&b"application/json"[..], HeaderValue::as_bytes);
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
        if slot
            .as_ref()
            .is_some_and(|(name, _)| plan.headers.iter().any(|(mapped, _)| mapped == name))
        {
            *slot = None;
        }
    }
    let method = match &plan.verb {
        Some(verb) => verb.clone(),
        // The method override may have changed what the client sent; routing only finds known verbs.
        None => Method::from_bytes(routed.verbs().counts.as_bytes()).map_err(|_| Rejection::Unmappable)?,
    };
    let call = HttpCall {
        plan,
        method,
        path_and_query,
        headers,
        body,
    };
    Ok(Call {
        integration: Integration::Http(Box::new(call)),
        valid,
    })
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
    let peer = || arrival.connection.peer_address();
    let address = match arrival.source.derivation {
        Derivation::ProxyProtocol { .. } => arrival.source.address.unwrap_or_else(peer),
        Derivation::SocketPeer | Derivation::Header { .. } | Derivation::Unknown(_) => peer(),
    };
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
