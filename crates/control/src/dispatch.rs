//! One request from its bytes to its answer.

use std::cell::OnceCell;
use std::sync::Arc;

use aws_wire::{Limits, OperationModel, Protocol, RouteTable, ServiceModel, WireAnswer, WireError};
use http::header::{REFERER, USER_AGENT};
use http::{HeaderName, HeaderValue};
use portcullis_core::Timestamp;
use serde_json::Value;
use store::{Key, Store};

use crate::{
    Caller, Error, Incoming, Permission,
    authenticate::{DevMode, authenticate, signed_service},
    authorize::{Permits, Rights},
    ctx::{Ctx, random_text},
    error::Result,
    identity::Identities,
    service::{Call, Service},
    tx::Tx,
};

/// How often an operation is run again because what it read was changed meanwhile.
pub const ATTEMPTS_MAX: usize = 10;

/// Bytes of a request's body.
///
/// Chosen: API Gateway takes definitions of 6 MiB, which is the largest body of the services that are served.
pub const BODY_BYTES_MAX: usize = 10 * 1024 * 1024;

/// Who is told what changed, before the caller is answered.
pub trait Observer: Send + Sync {
    /// These documents were written or deleted.
    fn committed(&self, keys: &[Key]);
}

/// What a call came to, for the log.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What is answered.
    pub answer: WireAnswer,
    /// The request id in it.
    pub request_id: String,
    /// `apigateway`; empty where none was found.
    pub service: &'static str,
    /// `CreateStage`; empty where none was found.
    pub operation: &'static str,
    /// The caller's ARN; empty where none was proved.
    pub caller: String,
    /// The error's code; empty where it went well.
    pub error: String,
    /// What the operator should know besides.
    pub detail: Option<String>,
    /// Warnings of an operation that went well.
    pub warnings: Vec<String>,
}

/// A service with the type of its surroundings erased.
trait Served: Send + Sync {
    fn model(&self) -> &'static ServiceModel;
    fn table(&self) -> &RouteTable;
    /// The answer to an operation that has no handler.
    fn refusal(&self, name: &str) -> Error;
    fn permissions(&self, call: &Call<'_>) -> Vec<Permission>;
    fn run(&self, operation: &'static OperationModel, place: Place<'_>, input: Value) -> Result<Ran>;
}

/// Where an operation runs.
#[derive(Clone, Copy)]
struct Place<'a> {
    caller: &'a Caller,
    region: &'a str,
    request_id: &'a str,
    now: Timestamp,
    request: &'a Incoming,
    store: &'a dyn Store,
    rights: &'a dyn Permits,
}

struct Ran {
    output: Value,
    headers: Vec<(&'static str, String)>,
    warnings: Vec<String>,
    written: Vec<Key>,
}

struct Entered<E: 'static> {
    service: Service<E>,
    table: RouteTable,
}

impl<E: Send + Sync> Served for Entered<E> {
    fn model(&self) -> &'static ServiceModel {
        self.service.model
    }

    fn table(&self) -> &RouteTable {
        &self.table
    }

    fn refusal(&self, name: &str) -> Error {
        let why = self.service.unsupported.iter().find(|(known, _)| *known == name);
        let why = why.map_or("it is not built", |(_, why)| *why);
        Error::unsupported(format!("{name} is not supported: {why}"))
    }

    fn permissions(&self, call: &Call<'_>) -> Vec<Permission> {
        (self.service.permissions)(call)
    }

    fn run(&self, operation: &'static OperationModel, place: Place<'_>, input: Value) -> Result<Ran> {
        let entry = self
            .service
            .operations
            .iter()
            .find(|entry| entry.model.name == operation.name)
            .ok_or_else(|| self.refusal(operation.name))?;
        let mut attempt = 1;
        loop {
            let mut ctx = Ctx {
                caller: place.caller,
                region: place.region,
                request_id: place.request_id,
                now: place.now,
                source_ip: place.request.source_ip,
                secure: place.request.secure,
                user_agents: place.request.texts(&USER_AGENT),
                referers: place.request.texts(&REFERER),
                tx: Tx::new(place.store, &place.caller.account, place.region),
                env: &self.service.env,
                rights: place.rights,
                headers: Vec::new(),
                warnings: Vec::new(),
            };
            let output = (entry.run)(&mut ctx, input.clone())?;
            let Ctx {
                tx,
                headers,
                warnings,
                ..
            } = ctx;
            match tx.commit() {
                Ok(written) => {
                    return Ok(Ran {
                        output,
                        headers,
                        warnings,
                        written,
                    });
                }
                Err(error) if error.conflict && attempt < ATTEMPTS_MAX => attempt += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

/// The control plane.
pub struct Control {
    services: Vec<Box<dyn Served>>,
    store: Arc<dyn Store>,
    identities: Arc<dyn Identities>,
    observer: Arc<dyn Observer>,
    dev: Option<DevMode>,
    now: fn() -> Timestamp,
}

impl std::fmt::Debug for Control {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Control")
            .field("store", &self.store)
            .field("dev", &self.dev)
            .finish_non_exhaustive()
    }
}

impl Control {
    /// A control plane without services. `now` is the wall clock.
    pub fn new(
        store: Arc<dyn Store>,
        identities: Arc<dyn Identities>,
        observer: Arc<dyn Observer>,
        dev: Option<DevMode>,
        now: fn() -> Timestamp,
    ) -> Self {
        Self {
            services: Vec::new(),
            store,
            identities,
            observer,
            dev,
            now,
        }
    }

    /// The same with one more service.
    #[must_use]
    pub fn with<E: Send + Sync + 'static>(mut self, service: Service<E>) -> Self {
        // Operations that are refused by name are found like the others, so that they are not taken for unknown ones.
        let table = RouteTable::new(service.model, service.models.iter().copied());
        self.services.push(Box::new(Entered { service, table }));
        self
    }

    /// The store that the operations run on.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// Whether any service has this signing name.
    pub fn serves(&self, signing_name: &str) -> bool {
        self.services
            .iter()
            .any(|service| service.model().signing_name == signing_name)
    }

    /// Answers one request. Blocks on the store.
    pub fn handle(&self, request: &Incoming) -> Outcome {
        let request_id = request_id();
        let mut outcome = Outcome {
            answer: WireAnswer {
                status: 500,
                headers: http::HeaderMap::new(),
                body: Vec::new(),
            },
            request_id,
            service: "",
            operation: "",
            caller: String::new(),
            error: String::new(),
            detail: None,
            warnings: Vec::new(),
        };
        let Some(service) = self.service_of(request) else {
            let error = unknown_service(request, &self.services);
            outcome.error = error.code.to_string();
            outcome.answer = plain_error(&error, &outcome.request_id);
            return outcome;
        };
        outcome.service = service.model().name;
        match self.answer(service, request, &mut outcome) {
            Ok(answer) => outcome.answer = answer,
            Err(error) => {
                outcome.error = error.code.to_string();
                outcome.detail = error.detail.clone();
                let wire = wire_error(&error);
                outcome.answer = aws_wire::encode_error(service.model(), &wire, &outcome.request_id);
            }
        }
        outcome
    }

    fn answer(&self, service: &dyn Served, request: &Incoming, outcome: &mut Outcome) -> Result<WireAnswer> {
        let model = service.model();
        let now = (self.now)();
        // Who calls comes first: nobody without a key learns what there is.
        let authenticated = authenticate(
            request,
            model.protocol,
            &*self.store,
            &*self.identities,
            self.dev.as_ref(),
            now,
        )?;
        outcome.caller = authenticated.caller.arn.clone();
        check_path(&request.path)?;
        let limits = Limits::with_body(BODY_BYTES_MAX);
        let wire = request.wire();
        let found = service
            .table()
            .find(&wire, limits.members_max)
            .map_err(|unrouted| {
                if let aws_wire::Unrouted::NotBuilt(name) = &unrouted {
                    return service.refusal(name);
                }
                from_wire(unrouted.error(model))
            })?;
        outcome.operation = found.operation.name;
        let input = aws_wire::decode_input(model, &found, &wire, &limits).map_err(from_wire)?;
        aws_wire::validate(model, found.operation, &input)
            .into_result(model)
            .map_err(from_wire)?;
        let input = Value::Object(input);
        let call = Call {
            operation: found.operation,
            path: &request.path,
            input: &input,
            region: &authenticated.region,
            account: &authenticated.caller.account,
        };
        let rights = Rights {
            caller: &authenticated.caller,
            identities: &*self.identities,
            store: &*self.store,
            request,
            region: &authenticated.region,
            now,
            denied_code: denied_code(model.protocol),
            held: OnceCell::new(),
        };
        for permission in &service.permissions(&call) {
            rights.permit(permission)?;
        }
        let place = Place {
            caller: &authenticated.caller,
            region: &authenticated.region,
            request_id: &outcome.request_id,
            now,
            request,
            store: &*self.store,
            rights: &rights,
        };
        let ran = service.run(found.operation, place, input)?;
        if !ran.written.is_empty() {
            self.observer.committed(&ran.written);
        }
        outcome.warnings = ran.warnings;
        let mut answer = aws_wire::encode_output(model, found.operation, &ran.output, &outcome.request_id)
            .map_err(|error| Error::internal(error.to_string()))?;
        for (name, value) in ran.headers {
            // What a user wrote may be in it; a header holds visible ASCII.
            let value: String = value
                .chars()
                .map(|letter| {
                    if letter.is_ascii_graphic() || letter == ' ' {
                        letter
                    } else {
                        '?'
                    }
                })
                .collect();
            if let Ok(value) = HeaderValue::from_str(&value) {
                answer.headers.append(HeaderName::from_static(name), value);
            }
        }
        Ok(answer)
    }

    /// The service a request is for: by the signature's scope, then `X-Amz-Target`, then the form's `Version`.
    fn service_of(&self, request: &Incoming) -> Option<&dyn Served> {
        let by = |wanted: &dyn Fn(&ServiceModel) -> bool| {
            self.services
                .iter()
                .map(|service| &**service)
                .find(|service| wanted(service.model()))
        };
        if let Some(name) = signed_service(request) {
            return by(&|model| model.signing_name == name);
        }
        if let Some(target) = request.header("x-amz-target") {
            let prefix = target.split('.').next().unwrap_or_default();
            return by(&|model| !model.target_prefix.is_empty() && model.target_prefix == prefix);
        }
        if let Some(version) =
            form_value(&request.body, "Version").or_else(|| form_value(request.query.as_bytes(), "Version"))
        {
            return by(&|model| model.protocol == Protocol::Query && model.api_version == version);
        }
        // Paths without a readable signature: the answer is a refusal in the words of the service that has them.
        by(&|model| model.name == "apigateway" && is_apigateway_path(&request.path))
    }
}

/// What is signed is the path without empty and dot segments; only where it has none is that the path that is acted on.
fn check_path(path: &str) -> Result<()> {
    let inner = path.strip_prefix('/').unwrap_or(path);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let ambiguous = |segment: &str| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        segment.is_empty() || segment == "." || segment == ".."
    };
    if !inner.is_empty() && inner.split('/').any(ambiguous) {
        return Err(Error::new(
            "BadRequestException",
            400,
            "the path has empty or dot segments: send it without them",
        ));
    }
    Ok(())
}

fn is_apigateway_path(path: &str) -> bool {
    const ROOTS: [&str; 11] = [
        "restapis",
        "account",
        "apikeys",
        "usageplans",
        "domainnames",
        "vpclinks",
        "clientcertificates",
        "tags",
        "sdktypes",
        "domainnameaccessassociations",
        "rejectdomainnameaccessassociations",
    ];
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    ROOTS.contains(&first)
}

fn form_value(form: &[u8], name: &str) -> Option<String> {
    let text = std::str::from_utf8(form).ok()?;
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| aws_wire::percent_decode(value))
}

fn denied_code(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Query | Protocol::RestXml => "AccessDenied",
        Protocol::RestJson | Protocol::Json10 | Protocol::Json11 => "AccessDeniedException",
    }
}

fn unknown_service(request: &Incoming, services: &[Box<dyn Served>]) -> Error {
    let known: Vec<_> = services
        .iter()
        .map(|service| service.model().signing_name)
        .collect();
    match signed_service(request) {
        Some(name) => Error::unsupported(format!(
            "the service `{name}` is not served here; served are {}",
            known.join(", ")
        )),
        None => Error::new(
            "MissingAuthenticationTokenException",
            403,
            "Missing Authentication Token",
        ),
    }
}

/// An error of no service: JSON, which every client can at least show.
fn plain_error(error: &Error, request_id: &str) -> WireAnswer {
    let mut headers = http::HeaderMap::new();
    headers.insert(
        http::header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    if let Ok(value) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static("x-amzn-requestid"), value);
    }
    if let Ok(value) = HeaderValue::from_str(&error.code) {
        headers.insert(HeaderName::from_static("x-amzn-errortype"), value);
    }
    WireAnswer {
        status: error.status,
        headers,
        body: serde_json::json!({ "message": error.message })
            .to_string()
            .into_bytes(),
    }
}

fn wire_error(error: &Error) -> WireError {
    let wire = WireError::new(error.code.to_string(), error.status, error.message.clone());
    match error.retry_after {
        Some(seconds) => wire.with_header(http::header::RETRY_AFTER, HeaderValue::from(seconds)),
        None => wire,
    }
}

fn from_wire(error: WireError) -> Error {
    Error::new(error.code, error.status, error.message)
}

/// A random UUID.
fn request_id() -> String {
    let digits = random_text("0123456789abcdef", 32).unwrap_or_else(|_| "0".repeat(32));
    let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default().to_owned();
    format!(
        "{}-{}-4{}-a{}-{}",
        part(0..8),
        part(8..12),
        part(13..16),
        part(17..20),
        part(20..32)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_can_be_read_in_two_ways_are_refused() {
        for path in [
            "/",
            "/restapis",
            "/restapis/",
            "/tags/arn%3Aaws%2F..",
            "/a/b.c/..d",
        ] {
            assert!(check_path(path).is_ok(), "{path}");
        }
        for path in [
            "//restapis",
            "/restapis//a",
            "/a/./b",
            "/a/../b",
            "/a/%2E%2e/b",
            "/a/..",
        ] {
            assert!(check_path(path).is_err(), "{path}");
        }
    }

    #[test]
    fn request_ids_are_uuids() {
        let id = request_id();
        assert_eq!(id.len(), 36);
        assert_ne!(id, request_id());
    }
}
