//! Which stage, resource and method a request is for.

use api_model::Found;
use http::{HeaderMap, header::AUTHORIZATION};

use crate::{
    arrival::Arrival,
    follow::{Follow, Place},
    percent,
    plan::IntegrationPlan,
    plane::{MethodOverride, Pinned},
    random::Random,
    record::Phase,
    rejection::Rejection,
    snapshot::{CompiledStage, Meters, StageMeter},
    transport::screen::{self, Ambiguity},
};

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
    arrival: &Arrival<'a>,
    method_override: MethodOverride,
    random: &Random,
    follow: &mut Follow,
) -> Result<Routed<'a>, Rejection> {
    if let Some(record) = follow.record() {
        record.phases.route = Phase::Refused;
    }
    screen::check(arrival.parts, &arrival.connection.listener.limits).map_err(Rejection::Ambiguous)?;
    let verbs = verbs(arrival, method_override);
    let path = arrival.parts.uri.path();
    let located = pinned
        .snapshot
        .locate(arrival.host, path)
        .ok_or(Rejection::Forbidden)?;
    let (served, meters) = pinned.snapshot.served(located.slot).ok_or(Rejection::Forbidden)?;
    let canary = served.choose_canary(|| random.next());
    let stage = served.compiled(canary == Some(true));
    follow.led_to(Place {
        slot: located.slot,
        canary: canary == Some(true),
        path_begin: located.path_begin(path),
    });
    let record = follow.record();
    let found = stage.find(verbs.counts, located.path);
    if let Some(record) = record {
        if verbs.counts != verbs.sent {
            record.verb.clear();
            record.verb.push_str(verbs.counts);
        }
        record.api.push_str(served.api());
        record.stage.push_str(served.name());
        record.base_path.push_str(located.base_path);
        record.canary = canary;
        record.deployment.push_str(&stage.deployment().deployment_id);
        if let Some((found, _)) = &found {
            record.phases.route = Phase::Passed;
            record.resource.push_str(&found.route.resource_path);
            record
                .operation
                .push_str(found.route.method.operation_name.as_deref().unwrap_or(""));
        }
    }
    let (found, integration) = found.ok_or_else(|| no_method(&arrival.parts.headers))?;
    if reads_otherwise(stage, verbs.counts, located.path, &found) {
        if let Some(record) = follow.record() {
            record.phases.route = Phase::Refused;
        }
        return Err(Rejection::Ambiguous(Ambiguity::OtherMethod));
    }
    Ok(Routed {
        meters,
        canary: canary == Some(true),
        stage,
        found,
        integration,
        path: located.path,
        verbs,
    })
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
