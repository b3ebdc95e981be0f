//! Which stage, resource and method a request is for.

use api_model::Found;
use http::{HeaderMap, HeaderName, header::AUTHORIZATION, request::Parts};

use super::signature_text;
use crate::{
    follow::Follow,
    plan::IntegrationPlan,
    plane::{MethodOverride, Pinned},
    record::Phase,
    rejection::Rejection,
    snapshot::Stage,
    transport::{Connection, screen},
};

pub(crate) static X_HTTP_METHOD_OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");

/// A request whose framing and path are certain, and that has a method to run.
#[derive(Debug)]
pub(crate) struct Routed<'a> {
    stage: &'a Stage,
    found: Found<'a>,
    integration: &'a IntegrationPlan,
    /// The raw path behind the stage.
    path: &'a str,
    verbs: Verbs<'a>,
}

/// The verb that counts and the one of the request line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verbs<'a> {
    pub(crate) counts: &'a str,
    pub(crate) sent: &'a str,
}

impl<'a> Routed<'a> {
    pub(crate) fn stage(&self) -> &'a Stage {
        self.stage
    }

    pub(crate) fn found(&self) -> &Found<'a> {
        &self.found
    }

    pub(crate) fn integration(&self) -> &'a IntegrationPlan {
        self.integration
    }

    pub(crate) fn path(&self) -> &'a str {
        self.path
    }

    pub(crate) fn verbs(&self) -> Verbs<'a> {
        self.verbs
    }
}

/// Finds the method, or says what AWS says where there is none.
pub(crate) fn identify<'a>(
    pinned: &'a Pinned,
    connection: &Connection,
    parts: &'a Parts,
    method_override: MethodOverride,
    follow: &mut Follow,
) -> Result<Routed<'a>, Rejection> {
    if let Some(record) = follow.record() {
        record.phases.route = Phase::Refused;
    }
    screen::check(parts, &connection.listener.limits).map_err(Rejection::Ambiguous)?;
    let verbs = verbs(parts, method_override);
    let located = pinned
        .snapshot
        .locate(host(parts), parts.uri.path())
        .ok_or(Rejection::Forbidden)?;
    let stage = pinned
        .snapshot
        .stages()
        .get(located.stage)
        .ok_or(Rejection::Forbidden)?;
    follow.stage(located.stage);
    let record = follow.record();
    let found = stage.find(verbs.counts, located.path);
    if let Some(record) = record {
        record.verb.clear();
        record.verb.push_str(verbs.counts);
        record.api.push_str(stage.api());
        record.stage.push_str(stage.name());
        record.deployment.push_str(&stage.deployment().deployment_id);
        if let Some((found, _)) = &found {
            record.phases.route = Phase::Passed;
            record.resource.push_str(&found.route.resource_path);
            record
                .operation
                .push_str(found.route.method.operation_name.as_deref().unwrap_or(""));
        }
    }
    let (found, integration) = found.ok_or_else(|| no_method(&parts.headers))?;
    Ok(Routed {
        stage,
        found,
        integration,
        path: located.path,
        verbs,
    })
}

/// AWS tells an unknown resource from an unknown verb by nothing, and looks at `Authorization` first.
fn no_method(headers: &HeaderMap) -> Rejection {
    let Some(authorization) = headers.get(AUTHORIZATION) else {
        return Rejection::MissingAuthenticationToken;
    };
    let dated = headers.contains_key("x-amz-date") || headers.contains_key("date");
    match signature_text::fault(authorization.as_bytes(), dated) {
        Some(text) => Rejection::IncompleteSignature(text),
        None => Rejection::MissingAuthenticationToken,
    }
}

/// A header that is empty or no UTF-8 text overrides nothing.
fn verbs(parts: &Parts, method_override: MethodOverride) -> Verbs<'_> {
    let sent = parts.method.as_str();
    let counts = match method_override {
        MethodOverride::Ignored => sent,
        MethodOverride::Honoured => parts
            .headers
            .get(&X_HTTP_METHOD_OVERRIDE)
            .and_then(|value| value.to_str().ok())
            .filter(|value| !value.is_empty())
            .unwrap_or(sent),
    };
    Verbs { counts, sent }
}

/// The host asked for, without its port. The screen has made sure that there is one reading only.
pub(crate) fn host(parts: &Parts) -> &str {
    let header = || {
        parts
            .headers
            .get(http::header::HOST)
            .and_then(|value| value.to_str().ok())
    };
    let authority = parts
        .uri
        .authority()
        .map(http::uri::Authority::as_str)
        .or_else(header)
        .unwrap_or("");
    match authority.rfind([':', ']']) {
        Some(at) if authority.as_bytes().get(at) == Some(&b':') => authority.get(..at).unwrap_or(authority),
        _ => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_lose_their_port() {
        let check = |host_header: &str, expect: &str| {
            let (parts, ()) = http::Request::builder()
                .uri("/")
                .header("host", host_header)
                .body(())
                .unwrap()
                .into_parts();
            assert_eq!(host(&parts), expect);
        };
        check("a.example", "a.example");
        check("a.example:8080", "a.example");
        check("[::1]:8080", "[::1]");
        check("[::1]", "[::1]");
    }

    #[test]
    fn the_override_counts_unless_it_is_ignored() {
        let (parts, ()) = http::Request::builder()
            .method("POST")
            .uri("/")
            .header("x-http-method-override", "DELETE")
            .body(())
            .unwrap()
            .into_parts();
        let both = |counts, sent| Verbs { counts, sent };
        assert_eq!(verbs(&parts, MethodOverride::Honoured), both("DELETE", "POST"));
        assert_eq!(verbs(&parts, MethodOverride::Ignored), both("POST", "POST"));
    }
}
