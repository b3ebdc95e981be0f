//! `TestInvokeMethod`: one method, called through the real pipeline without its authorization and the resource policy.
//!
//! The saved method alone is put behind a gateway of its own, on a loopback port that lives for the call, and called there.
//! So a test answers what a deployment will answer, whatever the pipeline learns to do. Nobody else on the machine reaches the
//! method without its authorization meanwhile: it answers to a host name alone that is drawn for the call.
//!
//! Source of the log's form: recorded answers.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use api_definition::Definition;
use api_model::{FaultyMethods, Identity, StageSettings};
use bytes::Bytes;
use control::{Error, Result};
use gateway::{
    BasePathMapping, DecisionRecord, DomainName, Domains, Functions, Gateway, GatewayConfig, Limits,
    ListenerConfig, PlaneSettings, Snapshot, SnapshotChange, Stage, TransportConfig,
};
use http::Method;
use http_body_util::{BodyExt as _, Full, Limited};
use invoke::{ClientSettings, HttpClient, RequestHead, Target, is_managed_header};
use svc_apigateway::{TestAnswer, TestRequest};

use super::stages::{StageOptions, compile_deployment};
use crate::error_chain;

/// The stage that a test is answered on.
///
/// Source: API Gateway developer guide, "Test a method": `$context.stage` is `test-invoke-stage`.
const STAGE: &str = "test-invoke-stage";
/// The most bytes of an answer that are shown.
const BODY_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Beyond the integration's own time-out.
const TIME_MAX: Duration = Duration::from_secs(60);
/// Headers of the gateway's own connection, which a test does not show.
const HIDDEN: [&str; 6] = [
    "x-amzn-requestid",
    "x-amz-apigw-id",
    "date",
    "connection",
    "content-length",
    "transfer-encoding",
];

/// Runs tests of methods.
#[derive(Debug)]
pub(crate) struct TestInvoker {
    client: ClientSettings,
    functions: Option<Arc<dyn Functions>>,
}

impl TestInvoker {
    /// With the settings that integrations are called with.
    pub(crate) fn new(client: ClientSettings, functions: Option<Arc<dyn Functions>>) -> Self {
        Self { client, functions }
    }

    /// Tests a method of an API of this account and region.
    pub(crate) fn invoke(
        &self,
        owner: (&str, &str),
        definition: &Definition,
        resource: &str,
        verb: &str,
        request: &TestRequest,
        options: &StageOptions,
    ) -> Result<TestAnswer> {
        let resource_path = definition
            .resources
            .get(resource)
            .and_then(|resource| resource.path.clone())
            .unwrap_or_default();
        let asked = if request.path_with_query.is_empty() {
            resource_path.clone()
        } else {
            request.path_with_query.clone()
        };
        let (path, query) = asked.split_once('?').unwrap_or((&asked, ""));
        let parameters = path_parameters(&resource_path, path);
        let alone = alone(definition, resource, verb, path, parameters.is_some());
        let log = Log::new();
        let deployment = deployment(owner, &alone, request, options)?;
        let host = drawn_host()?;
        let snapshot = snapshot(deployment, &host)?;
        let begun = crate::clock::instant();
        let called = self.call(snapshot, &host, request, path, query)?;
        let latency_ms = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
        let parameters = parameters.unwrap_or_default();
        Ok(answer(
            &log,
            request,
            path,
            query,
            &parameters,
            called,
            latency_ms,
        ))
    }

    /// Starts the gateway, calls it, stops it.
    fn call(
        &self,
        snapshot: Snapshot,
        host: &str,
        request: &TestRequest,
        path: &str,
        query: &str,
    ) -> Result<Called> {
        let listener = ListenerConfig::cleartext(SocketAddr::from(([127, 0, 0, 1], 0)));
        let transport = TransportConfig {
            threads: NonZeroUsize::MIN,
            listeners: vec![listener],
            limits: Limits::default(),
        };
        let plane = PlaneSettings {
            functions: self.functions.clone(),
            ..PlaneSettings::new(self.client.clone())
        };
        let gateway = Gateway::start(GatewayConfig { transport, plane }, snapshot)
            .map_err(|error| Error::internal(error_chain(&error)))?;
        let address = gateway.addresses().first().copied();
        let called = match address {
            Some(address) => self.send(address, host, request, path, query),
            None => Err(Error::internal("the test gateway has no address")),
        };
        let called = called.map(|mut called| {
            // The record is written when the last byte has left, on the gateway's own thread.
            called.record = gateway.recent(1).into_iter().next();
            called
        });
        let _ = gateway.shutdown(Duration::ZERO);
        called
    }

    fn send(
        &self,
        address: SocketAddr,
        host: &str,
        request: &TestRequest,
        path: &str,
        query: &str,
    ) -> Result<Called> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::internal(error.to_string()))?;
        let bad = |what: String| Error::new("BadRequestException", 400, what);
        let method = Method::from_bytes(request.verb.as_bytes())
            .map_err(|_| bad(format!("`{}` is no HTTP method", request.verb)))?;
        let target = Target::parse(&format!("http://{address}"))
            .map_err(|error| Error::internal(error_chain(&error)))?;
        let mut on_wire = format!("/{STAGE}{}", escaped(path));
        if !query.is_empty() {
            on_wire.push('?');
            on_wire.push_str(query);
        }
        let headers = request
            .headers
            .iter()
            .filter(|(name, _)| !is_managed_header(name.as_bytes()))
            .map(|(name, value)| (name.as_bytes(), value.as_bytes()));
        let head = RequestHead {
            method: &method,
            path_and_query: &on_wire,
            host: Some(host),
            headers,
        };
        let client = HttpClient::new(self.client.clone());
        runtime.block_on(async {
            let body = Full::new(Bytes::from(request.body.clone()));
            let response = client
                .send(&target, head, body, TIME_MAX)
                .await
                .map_err(|error| {
                    bad(format!(
                        "the test request cannot be sent: {}",
                        error_chain(&error)
                    ))
                })?;
            let body = Limited::new(response.body, BODY_BYTES_MAX)
                .collect()
                .await
                .map_err(|error| Error::internal(error.to_string()))?
                .to_bytes();
            let headers = response
                .headers
                .iter()
                .filter(|(name, _)| !HIDDEN.contains(&name.as_str()))
                .map(|(name, value)| {
                    let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                    (spelled(name.as_str()), value)
                })
                .collect();
            Ok(Called {
                status: response.status.as_u16(),
                headers,
                body: String::from_utf8_lossy(&body).into_owned(),
                record: None,
            })
        })
    }
}

/// What the gateway answered.
struct Called {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    record: Option<DecisionRecord>,
}

/// The API with this one method, open to everybody. A path that is not the resource's runs the method all the same, without
/// parameters, as AWS does.
fn alone(definition: &Definition, resource: &str, verb: &str, path: &str, fits: bool) -> Definition {
    let mut alone = definition.clone();
    alone.api.policy = None;
    // It answers to its drawn name alone.
    alone.api.disable_execute_api_endpoint = Some(true);
    alone.authorizers.clear();
    if let Some(configuration) = &mut alone.api.endpoint_configuration {
        configuration.types = Some(vec!["REGIONAL".to_owned()]);
    }
    alone.resources.retain(|id, _| id == resource);
    for resource in alone.resources.values_mut() {
        if !fits {
            resource.path = Some(path.to_owned());
        }
        if let Some(methods) = &mut resource.resource_methods {
            methods.retain(|known, _| known == verb);
            for method in methods.values_mut() {
                method.authorization_type = Some("NONE".to_owned());
                method.authorizer_id = None;
                method.authorization_scopes = None;
                method.api_key_required = Some(false);
            }
        }
    }
    alone
}

fn deployment(
    (account, region): (&str, &str),
    definition: &Definition,
    request: &TestRequest,
    options: &StageOptions,
) -> Result<api_model::Deployment> {
    let part = |what: &str| Error::internal(format!("the test has no {what}"));
    let mut settings = StageSettings::new(STAGE.parse().map_err(|_| part("stage"))?);
    settings.variables.clone_from(&request.stage_variables);
    settings.faulty_methods = FaultyMethods::Refuse;
    let identity = Identity {
        partition: options.partition.clone(),
        region: region.parse().map_err(|_| part("region"))?,
        account: account.parse().map_err(|_| part("account"))?,
        api: definition.id().parse().map_err(|_| part("API id"))?,
    };
    compile_deployment(definition, "test", identity, settings, options, &mut Vec::new())
        .map_err(|why| Error::new("BadRequestException", 400, why))
}

/// A host name that nobody can guess, for one call.
fn drawn_host() -> Result<String> {
    Ok(format!(
        "{}.testdomainname",
        control::random_text("0123456789abcdef", 32)?
    ))
}

/// The method at its stage's path of this host, and nowhere else.
fn snapshot(deployment: api_model::Deployment, host: &str) -> Result<Snapshot> {
    let mapping = BasePathMapping {
        base_path: STAGE.to_owned(),
        api: deployment.identity.api.clone(),
        stage: Some(deployment.stage.name.clone()),
    };
    let name = DomainName {
        name: host.to_owned(),
        mappings: vec![mapping],
        mutual_tls: None,
        private: None,
    };
    let (domains, faults) = Domains::leaving_out(vec![name]);
    if let Some(fault) = faults.first() {
        return Err(Error::internal(error_chain(fault)));
    }
    // Not as a file, whose stage would be served at every host.
    let stage = Stage::new(Arc::new(deployment), None).map_err(|error| unservable(&error))?;
    let changes = vec![
        SnapshotChange::PutStage(Arc::new(stage)),
        SnapshotChange::Domains(domains),
    ];
    Snapshot::default()
        .update(changes)
        .map_err(|error| unservable(&error))
}

fn unservable(error: &dyn std::error::Error) -> Error {
    Error::new("BadRequestException", 400, error_chain(error))
}

/// The parameters in a path, if it is one of the resource's.
fn path_parameters(resource: &str, path: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut rest = path.trim_start_matches('/').split('/');
    let wanted: Vec<&str> = resource.trim_start_matches('/').split('/').collect();
    for segment in &wanted {
        let value = rest.next()?;
        let name = segment.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
        match name {
            Some(name) => match name.strip_suffix('+') {
                Some(greedy) => {
                    let tail: Vec<&str> = std::iter::once(value).chain(rest.by_ref()).collect();
                    found.push((greedy.to_owned(), tail.join("/")));
                }
                None => found.push((name.to_owned(), value.to_owned())),
            },
            None if value == *segment => {}
            None => return None,
        }
    }
    rest.next().is_none().then_some(found)
}

/// Braces are no characters of a path on the wire.
fn escaped(path: &str) -> String {
    path.replace('{', "%7B").replace('}', "%7D").replace(' ', "%20")
}

/// `content-type` -> `Content-Type`; AWS's own names as it writes them.
fn spelled(name: &str) -> String {
    if name == "x-amzn-errortype" {
        return "x-amzn-ErrorType".to_owned();
    }
    let mut upper = true;
    name.chars()
        .map(|letter| {
            let letter = if upper {
                letter.to_ascii_uppercase()
            } else {
                letter
            };
            upper = letter == '-';
            letter
        })
        .collect()
}

/// Lines of the execution log.
struct Log {
    request_id: String,
    date: String,
}

impl Log {
    fn new() -> Self {
        Self {
            request_id: control::random_text("0123456789abcdef", 32)
                .map(|digits| uuid(&digits))
                .unwrap_or_default(),
            date: log_date(crate::clock::now()),
        }
    }

    fn line(&self, text: &str) -> String {
        format!("{} : {text}\n", self.date)
    }
}

fn uuid(digits: &str) -> String {
    let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default();
    format!(
        "{}-{}-{}-{}-{}",
        part(0..8),
        part(8..12),
        part(12..16),
        part(16..20),
        part(20..32)
    )
}

/// `Tue Mar 05 10:20:30 UTC 2024`
fn log_date(time: portcullis_core::Timestamp) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let civil = time.civil();
    let day = usize::try_from(time.epoch_ms.div_euclid(86_400_000).rem_euclid(7)).unwrap_or(0);
    let month = usize::try_from(civil.month - 1).unwrap_or(0);
    format!(
        "{} {} {:02} {:02}:{:02}:{:02} UTC {}",
        DAYS.get(day).copied().unwrap_or_default(),
        MONTHS.get(month).copied().unwrap_or_default(),
        civil.day,
        civil.hour,
        civil.minute,
        civil.second,
        civil.year
    )
}

/// `{a=b, c=d}`
fn listed(pairs: &[(String, String)]) -> String {
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("{{{}}}", pairs.join(", "))
}

fn answer(
    log: &Log,
    request: &TestRequest,
    path: &str,
    query: &str,
    parameters: &[(String, String)],
    called: Called,
    latency_ms: i64,
) -> TestAnswer {
    let queries: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let mut text = format!("Execution log for request {}\n", log.request_id);
    let mut line = |words: String| text.push_str(&log.line(&words));
    line(format!("Starting execution for request: {}", log.request_id));
    line(format!("HTTP Method: {}, Resource Path: {path}", request.verb));
    line(format!("Method request path: {}", listed(parameters)));
    line(format!("Method request query string: {}", listed(&queries)));
    line(format!("Method request headers: {}", listed(&request.headers)));
    line(format!(
        "Method request body before transformations: {}",
        request.body
    ));
    let failed = called
        .record
        .as_ref()
        .filter(|record| !record.error_type.is_empty());
    match failed {
        Some(record) => line(format!("Execution failed{}", failure(record))),
        None => {
            line(format!(
                "Method response body after transformations: {}",
                called.body
            ));
            line(format!("Method response headers: {}", listed(&called.headers)));
            line("Successfully completed execution".to_owned());
        }
    }
    line(format!("Method completed with status: {}", called.status));
    // Recorded: of the gateway's own answers a test shows no content type.
    let headers = match failed {
        Some(_) => without_content_type(&called.headers),
        None => called.headers.clone(),
    };
    TestAnswer {
        status: called.status,
        headers,
        body: called.body,
        log: text,
        latency_ms,
    }
}

fn without_content_type(headers: &[(String, String)]) -> Vec<(String, String)> {
    let kept = headers.iter().filter(|(name, _)| name != "Content-Type");
    kept.cloned().collect()
}

/// Why, in AWS's words where they are recorded: there a stage variable that is missing leaves the endpoint without a host.
fn failure(record: &DecisionRecord) -> String {
    let of_endpoint = record.reason.contains("the stage has no variable");
    if !record.reason.is_empty() && !of_endpoint {
        return format!(" due to configuration error: {}", record.reason);
    }
    match record.response_type.as_str() {
        _ if of_endpoint => " due to configuration error: Invalid endpoint address".to_owned(),
        "API_CONFIGURATION_ERROR" => " due to configuration error: Invalid endpoint address".to_owned(),
        "INTEGRATION_TIMEOUT" => " due to a timeout error".to_owned(),
        "INTEGRATION_FAILURE" => " due to an internal error".to_owned(),
        _ => format!(": {}", record.error_message),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn parameters_are_found_in_paths_of_the_resource_only() {
        let found = |resource, path| path_parameters(resource, path).map(|pairs| listed(&pairs));
        assert_eq!(found("/pets/{id}", "/pets/1").unwrap(), "{id=1}");
        assert_eq!(found("/pets/{id}", "/pets/{id}").unwrap(), "{id={id}}");
        assert_eq!(found("/pets/{id}", "/random/test"), None);
        assert_eq!(found("/pets/{id}", "/pets/1/2"), None);
        assert_eq!(found("/a/{rest+}", "/a/b/c").unwrap(), "{rest=b/c}");
        assert_eq!(found("/", "/").unwrap(), "{}");
    }

    const OWNER: (&str, &str) = ("111122223333", "us-east-1");

    /// An API whose one method wants what `method` says.
    fn guarded(method: Value) -> Definition {
        let text = json!({
            "api": { "id": "aaaaaaaaaa", "name": "a" },
            "resources": { "root": {
                "id": "root",
                "path": "/",
                "resourceMethods": { "GET": method },
            } },
        });
        serde_json::from_value(text).unwrap()
    }

    fn method(guard: Value) -> Value {
        let mut method = json!({
            "httpMethod": "GET",
            "methodResponses": { "200": { "statusCode": "200" } },
            "methodIntegration": {
                "type": "MOCK",
                "requestTemplates": { "application/json": "{\"statusCode\":200}" },
                "integrationResponses": { "200": { "statusCode": "200" } },
            },
        });
        let guard = guard.as_object().unwrap().clone();
        method.as_object_mut().unwrap().extend(guard);
        method
    }

    fn invoker() -> (TestInvoker, StageOptions, TestRequest) {
        let client = ClientSettings::new(invoke::TlsSettings::from_authorities(&[]).unwrap());
        let options = StageOptions {
            partition: "aws".parse().unwrap(),
            timeout_ms_max: 29_000,
            policy_characters_max: 8_192,
            policy_live: false,
            issued_pools: Vec::new(),
            functions: false,
        };
        let request = TestRequest {
            verb: "GET".to_owned(),
            ..TestRequest::default()
        };
        (TestInvoker::new(client, None), options, request)
    }

    #[test]
    fn methods_are_tested_without_their_authorization() {
        let (invoker, options, request) = invoker();
        for guard in [
            json!({ "authorizationType": "NONE" }),
            json!({ "authorizationType": "AWS_IAM", "apiKeyRequired": true }),
            json!({ "authorizationType": "COGNITO_USER_POOLS", "authorizerId": "gone", "authorizationScopes": ["a/b"] }),
            json!({ "authorizationType": "CUSTOM", "authorizerId": "gone" }),
        ] {
            let definition = guarded(method(guard.clone()));
            let answer = invoker
                .invoke(OWNER, &definition, "root", "GET", &request, &options)
                .unwrap();
            assert_eq!(answer.status, 200, "{guard}: {}", answer.log);
        }
    }

    #[test]
    fn what_is_tested_answers_nobody_else() {
        let (invoker, options, request) = invoker();
        let definition = guarded(method(json!({ "authorizationType": "AWS_IAM" })));
        let alone = alone(&definition, "root", "GET", "/", true);
        let status = |host: &str, path: &str| {
            let snapshot = snapshot(
                deployment(OWNER, &alone, &request, &options).unwrap(),
                "drawn.testdomainname",
            )
            .unwrap();
            invoker.call(snapshot, host, &request, path, "").unwrap().status
        };
        assert_eq!(status("drawn.testdomainname", "/"), 200);
        for host in [
            "localhost",
            "127.0.0.1",
            "testdomainname",
            "aaaaaaaaaa.execute-api.us-east-1.amazonaws.com",
        ] {
            assert_eq!(status(host, "/"), 403, "{host}");
        }
        assert_ne!(drawn_host().unwrap(), drawn_host().unwrap());
    }

    #[test]
    fn dates_are_in_the_logs_form() {
        let time = portcullis_core::Timestamp {
            epoch_ms: 1_709_634_030_000,
        };
        assert_eq!(log_date(time), "Tue Mar 05 10:20:30 UTC 2024");
    }
}
