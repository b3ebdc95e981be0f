//! Which stage a request is for; and which resource and method, once its VPC endpoint lets it through.
//!
//! Source of the order: API Gateway developer guide, "Use VPC endpoint policies for private APIs in API Gateway": the
//! endpoint's policy is asked first.

use std::sync::Arc;

use api_model::{EndpointType, Found};
use http::{HeaderMap, header::AUTHORIZATION};

use super::{authenticate::Verified, endpoint::Passed};

use crate::{
    arrival::Arrival,
    domains::{Domain, PrivateDomain},
    follow::{Follow, Place},
    percent,
    plan::IntegrationPlan,
    plane::{MethodOverride, Pinned},
    random::Random,
    record::{DecisionRecord, Phase},
    rejection::Rejection,
    snapshot::{AskedPrivately, CompiledStage, Meters, Snapshot, StageMeter},
    transport::{
        TrustStore, Untrusted,
        screen::{self, Ambiguity},
    },
};

/// A request whose framing and path are certain, and that leads to a stage.
#[derive(Debug)]
pub(crate) struct Reached<'a> {
    meters: &'a Meters,
    /// Whether the stage's canary serves.
    canary: bool,
    stage: &'a CompiledStage,
    path: &'a str,
    verbs: Verbs<'a>,
    /// The private custom domain name that led here.
    domain: Option<&'a PrivateDomain>,
}

impl<'a> Reached<'a> {
    pub(super) fn stage(&self) -> &'a CompiledStage {
        self.stage
    }

    pub(super) fn path(&self) -> &'a str {
        self.path
    }

    pub(super) fn verbs(&self) -> Verbs<'a> {
        self.verbs
    }

    pub(super) fn domain(&self) -> Option<&'a PrivateDomain> {
        self.domain
    }
}

/// A request whose framing and path are certain, and that has a method to run.
#[derive(Debug)]
pub(crate) struct Routed<'a> {
    meters: &'a Meters,
    /// Whether the stage's canary serves.
    canary: bool,
    /// The deployment of it that serves this request.
    stage: &'a CompiledStage,
    found: Found<'a>,
    integration: &'a IntegrationPlan,
    /// The raw path behind the stage.
    path: &'a str,
    verbs: Verbs<'a>,
    verified: Verified,
}

/// The verb that counts and the one of the request line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verbs<'a> {
    pub(crate) counts: &'a str,
    pub(crate) sent: &'a str,
}

impl<'a> Routed<'a> {
    /// All buckets of the stage.
    pub(crate) fn meters(&self) -> &'a Meters {
        self.meters
    }

    /// The bucket that counts for the method.
    pub(crate) fn meter(&self) -> StageMeter<'a> {
        self.meters.of_route(self.canary, self.found.route.index)
    }

    pub(crate) fn stage(&self) -> &'a CompiledStage {
        self.stage
    }

    pub(crate) fn found(&self) -> &Found<'a> {
        &self.found
    }

    /// Who signed the request, where its VPC endpoint had to know.
    pub(super) fn verified(&self) -> &Verified {
        &self.verified
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

/// Finds the stage. Whoever shall show a certificate must have shown a good one, and nobody reaches a private API but
/// through a VPC endpoint, nor another through one.
///
/// Source: API Gateway developer guide, "Private REST APIs in API Gateway": with private DNS, calls of public APIs from
/// within the VPC fail.
pub(crate) fn locate<'a>(
    pinned: &'a Pinned,
    arrival: &Arrival<'a>,
    method_override: MethodOverride,
    random: &Random,
    follow: &mut Follow,
) -> Result<Reached<'a>, Rejection> {
    if let Some(record) = follow.record() {
        record.phases.route = Phase::Refused;
    }
    screen::check(arrival.parts, &arrival.connection.listener.limits).map_err(Rejection::Ambiguous)?;
    let verbs = verbs(arrival, method_override);
    let path = arrival.parts.uri.path();
    let snapshot = &*pinned.snapshot;
    let domain = snapshot.domains().find(arrival.host);
    if let Some(domain) = domain
        && let Some(store) = domain.mutual_tls()
    {
        trusted(store, domain, snapshot, arrival, follow)?;
    }
    let endpoint = arrival.connection.listener.private.as_ref();
    let located = match endpoint {
        None => snapshot.locate(domain, arrival.host, path),
        Some(endpoint) => {
            let asked = AskedPrivately {
                vpce: &endpoint.vpce,
                host: arrival.host,
                api: api_by_header(&arrival.parts.headers)?,
            };
            snapshot.locate_private(domain, &asked, path)
        }
    };
    let located = located.ok_or(Rejection::Forbidden)?;
    let (served, meters) = snapshot.served(located.slot).ok_or(Rejection::Forbidden)?;
    let canary = served.choose_canary(|| random.next());
    let stage = served.compiled(canary == Some(true));
    let is_private = stage.deployment().endpoint_type == EndpointType::Private;
    if is_private != endpoint.is_some() {
        let why = if is_private {
            "the API is private: only private listeners lead to it"
        } else {
            "the API is not private: no private listener leads to it"
        };
        return Err(forbidden(why, follow));
    }
    follow.led_to(Place {
        slot: located.slot,
        canary: canary == Some(true),
        path_begin: located.path_begin(path),
    });
    let domain = domain.and_then(Domain::private);
    if let Some(record) = follow.record() {
        if verbs.counts != verbs.sent {
            record.verb.clear();
            record.verb.push_str(verbs.counts);
        }
        record.api.push_str(served.api());
        record.stage.push_str(served.name());
        record.base_path.push_str(located.base_path);
        record.canary = canary;
        record.deployment.push_str(&stage.deployment().deployment_id);
        if let Some(domain) = domain {
            record.via_domain_arn.push_str(&domain.arn);
        }
    }
    Ok(Reached {
        meters,
        canary: canary == Some(true),
        stage,
        path: located.path,
        verbs,
        domain,
    })
}

/// Finds the method, or says what AWS says where there is none.
pub(crate) fn find<'a>(
    passed: Passed<'a>,
    arrival: &Arrival<'a>,
    record: &mut DecisionRecord,
) -> Result<Routed<'a>, Rejection> {
    let (reached, verified) = passed.into_parts();
    let Reached {
        meters,
        canary,
        stage,
        path,
        verbs,
        domain: _,
    } = reached;
    let (found, integration) = stage
        .find(verbs.counts, path)
        .ok_or_else(|| no_method(&arrival.parts.headers))?;
    record.resource.push_str(&found.route.resource_path);
    record
        .operation
        .push_str(found.route.method.operation_name.as_deref().unwrap_or(""));
    if reads_otherwise(stage, verbs.counts, path, &found) {
        return Err(Rejection::Ambiguous(Ambiguity::OtherMethod));
    }
    record.phases.route = Phase::Passed;
    Ok(Routed {
        meters,
        canary,
        stage,
        found,
        integration,
        path,
        verbs,
        verified,
    })
}

/// Whether the client has shown a certificate that its domain name's owner trusts, in a handshake for this very domain name: a
/// connection for another name proves nothing here, even where its client would be trusted.
///
/// Source: API Gateway developer guide, "How to turn on mutual TLS authentication for your REST APIs in API Gateway"; AWS
/// knowledge center, "How do I troubleshoot 403 Forbidden errors from an API Gateway custom domain name that requires mutual
/// TLS?": every failure is answered with 403.
fn trusted(
    store: &Arc<TrustStore>,
    domain: &Domain,
    snapshot: &Snapshot,
    arrival: &Arrival<'_>,
    follow: &mut Follow,
) -> Result<(), Rejection> {
    let connection = arrival.connection;
    let asked_for = connection
        .tls
        .as_ref()
        .and_then(|tls| tls.server_name.as_deref())
        .and_then(|name| snapshot.domains().find(name));
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let client = if asked_for.is_some_and(|asked_for| std::ptr::eq(asked_for, domain)) {
        connection.client_certificate(store, record.time)
    } else {
        Err(Untrusted::NotAsked)
    };
    match client {
        Ok(client) => {
            record.client_certificate = Some(client);
            Ok(())
        }
        Err(why) => Err(forbidden(&why.to_string(), follow)),
    }
}

/// `x-apigw-api-id`; more than one may be read in two ways.
///
/// Source: API Gateway developer guide, "Invoke a private API".
fn api_by_header(headers: &HeaderMap) -> Result<Option<&str>, Rejection> {
    let mut ids = headers.get_all("x-apigw-api-id").iter();
    match (ids.next(), ids.next()) {
        (None, _) => Ok(None),
        (Some(id), None) => id.to_str().map(Some).map_err(|_| Rejection::Forbidden),
        (Some(_), Some(_)) => Err(Rejection::Forbidden),
    }
}

/// The client is told nothing of why.
fn forbidden(why: &str, follow: &mut Follow) -> Rejection {
    if let Some(record) = follow.record() {
        record.reason.push_str(why);
    }
    Rejection::Forbidden
}

/// Whether a path leads to another method once it is decoded: `/%61dmin`, which `/{proxy+}` takes, is `/admin` to an upstream
/// that decodes it, without what `/admin` asks for.
fn reads_otherwise(stage: &CompiledStage, verb: &str, path: &str, found: &Found<'_>) -> bool {
    if memchr::memchr(b'%', path.as_bytes()).is_none() {
        return false;
    }
    let decoded = percent::decode(path.as_bytes().into(), false);
    let decoded = String::from_utf8_lossy(&decoded);
    stage
        .find(verb, &decoded)
        .is_some_and(|(other, _)| other.route.index != found.route.index)
}

/// AWS tells an unknown resource from an unknown verb by nothing, and looks at `Authorization` first.
fn no_method(headers: &HeaderMap) -> Rejection {
    let Some(authorization) = headers.get(AUTHORIZATION) else {
        return Rejection::MissingAuthenticationToken;
    };
    let dated = headers.contains_key("x-amz-date") || headers.contains_key("date");
    match sigv4::header_fault(authorization.as_bytes(), dated) {
        Some(fault) => Rejection::Signature(Box::new(fault)),
        None => Rejection::MissingAuthenticationToken,
    }
}

/// A header that is empty or no UTF-8 text overrides nothing.
fn verbs<'a>(arrival: &Arrival<'a>, method_override: MethodOverride) -> Verbs<'a> {
    let sent = arrival.parts.method.as_str();
    let counts = match method_override {
        MethodOverride::Ignored => sent,
        MethodOverride::Honoured => arrival
            .method_override
            .and_then(|value| value.to_str().ok())
            .filter(|value| !value.is_empty())
            .unwrap_or(sent),
    };
    Verbs { counts, sent }
}
