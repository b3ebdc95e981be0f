//! Calls operations over the wire form, as a client of AWS's does: a request is written from parameters by the service model,
//! goes through the codec and the table of operations, and the answer is read by the model.

use std::sync::Arc;

use api_definition::Definition;
use aws_model::apigateway::SERVICE;
use aws_wire::{
    Limits as WireLimits, Location, OperationModel, RouteTable, Shape, Structure, WireAnswer, WireError,
    WireRequest, decode_input, encode_error, encode_output, validate,
};
use control::{Caller, CallerKind, Ctx, Error, Permission, Permits, Result, Tx};
use http::HeaderMap;
use portcullis_core::Timestamp;
use serde_json::{Map, Value, json};
use store::Store;
use svc_apigateway::{ApiGateway, DataPlane, Limits, OPERATIONS, TestAnswer, TestRequest, TrustStoreText};

use crate::compare::TIME;

pub(crate) const ACCOUNT: &str = "111111111111";
pub(crate) const REGION: &str = "us-east-1";

/// The errors that the service model has; clients read their members.
const MODELLED: [&str; 7] = [
    "BadRequestException",
    "ConflictException",
    "LimitExceededException",
    "NotFoundException",
    "ServiceUnavailableException",
    "TooManyRequestsException",
    "UnauthorizedException",
];

/// The caller is the root of its account.
struct Anything;

impl Permits for Anything {
    fn permit(&self, _: &Permission) -> Result<()> {
        Ok(())
    }
}

/// A data plane that has seen no request.
#[derive(Debug)]
struct Idle;

impl DataPlane for Idle {
    fn usage(&self, _: &str, _: &str, _: &str, _: &str, days: &[String]) -> Result<Vec<i64>> {
        Ok(vec![0; days.len()])
    }

    fn remaining(&self, _: &str, _: &str, _: &str, _: &str, _: &str) -> Result<i64> {
        Ok(0)
    }

    fn set_remaining(&self, _: &str, _: &str, _: &str, _: &str, _: &str, _: i64) -> Result<()> {
        Ok(())
    }

    fn trust_store(&self, _: &str, _: Option<&str>) -> Result<TrustStoreText> {
        Err(Error::unsupported("this data plane reads no trust stores"))
    }

    fn flush_authorizers(&self, _: &str, _: &str) {}

    fn test_invoke(
        &self,
        _: &str,
        _: &str,
        _: &Definition,
        _: &str,
        _: &str,
        _: &TestRequest,
    ) -> Result<TestAnswer> {
        Err(Error::unsupported("this data plane serves nothing"))
    }
}

/// A client of an account with an empty store.
pub(crate) struct Client {
    store: Arc<dyn Store>,
    env: ApiGateway,
    caller: Caller,
    routes: RouteTable,
    /// Each call is a second later.
    calls: i64,
}

impl Client {
    pub(crate) fn new() -> Self {
        Self {
            store: store::open_memory().unwrap(),
            env: ApiGateway {
                limits: Limits::default(),
                data_plane: Arc::new(Idle),
                partition: "aws".to_owned(),
                functions: false,
                principal_exists: |_, _| Ok(None),
            },
            caller: Caller {
                account: ACCOUNT.to_owned(),
                arn: format!("arn:aws:iam::{ACCOUNT}:root"),
                user_id: ACCOUNT.to_owned(),
                access_key_id: "AKIAROOT".to_owned(),
                kind: CallerKind::Root,
            },
            routes: RouteTable::new(&SERVICE, OPERATIONS.iter().map(|entry| entry.model)),
            calls: 0,
        }
    }

    /// The answer as clients give it: the output's members, or `Error`; and `ResponseMetadata`.
    pub(crate) fn call(&mut self, operation: &str, params: &Value) -> Result<Value, String> {
        let model = OPERATIONS
            .iter()
            .map(|entry| entry.model)
            .find(|model| model.name == operation)
            .ok_or_else(|| format!("{operation} is not in the table"))?;
        self.calls += 1;
        let answer = self.serve(&Sent::new(model, params));
        Ok(read(model, &answer))
    }

    fn serve(&self, sent: &Sent) -> WireAnswer {
        let request = WireRequest {
            method: sent.method,
            path: &sent.path,
            query: &sent.query,
            headers: &sent.headers,
            body: &sent.body,
        };
        match self.run(&request) {
            Ok((model, output)) => encode_output(&SERVICE, model, &output, "r").unwrap(),
            Err(error) => encode_error(&SERVICE, &error, "r"),
        }
    }

    fn run(&self, request: &WireRequest<'_>) -> Result<(&'static OperationModel, Value), WireError> {
        let limits = WireLimits::with_body(10 << 20);
        let found = self
            .routes
            .find(request, limits.members_max)
            .map_err(|unrouted| unrouted.error(&SERVICE))?;
        let input = decode_input(&SERVICE, &found, request, &limits)?;
        validate(&SERVICE, found.operation, &input).into_result(&SERVICE)?;
        let entry = OPERATIONS
            .iter()
            .find(|entry| entry.model.name == found.operation.name)
            .unwrap();
        let mut ctx = Ctx {
            caller: &self.caller,
            region: REGION,
            request_id: "r",
            now: Timestamp {
                epoch_ms: 1_760_000_000_000 + self.calls * 1_000,
            },
            source_ip: None,
            secure: false,
            user_agents: Vec::new(),
            referers: Vec::new(),
            tx: Tx::new(&*self.store, ACCOUNT, REGION),
            env: &self.env,
            rights: &Anything,
            headers: Vec::new(),
            warnings: Vec::new(),
        };
        let output = (entry.run)(&mut ctx, Value::Object(input)).and_then(|output| {
            ctx.tx.commit()?;
            Ok(output)
        });
        output
            .map(|output| (found.operation, output))
            .map_err(|error| WireError::new(error.code.into_owned(), error.status, error.message))
    }
}

/// A request as it goes out.
struct Sent {
    method: &'static str,
    path: String,
    query: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Sent {
    fn new(model: &'static OperationModel, params: &Value) -> Self {
        let (path, query) = model.http.uri.split_once('?').unwrap_or((model.http.uri, ""));
        let mut sent = Self {
            method: model.http.method,
            path: path.to_owned(),
            query: query.to_owned(),
            headers: HeaderMap::new(),
            body: Vec::new(),
        };
        let Some(Shape::Structure(input)) = model.input else {
            return sent;
        };
        let mut body = Map::new();
        for (name, value) in params.as_object().unwrap() {
            let member = input.members.iter().find(|member| member.name == name);
            match member {
                Some(member) if !value.is_null() => match member.location {
                    Location::Uri => {
                        let value = escape(&plain(value));
                        sent.path = sent.path.replace(&format!("{{{}}}", member.wire), &value);
                    }
                    Location::Query => sent.ask(member.wire, value),
                    Location::Header => {
                        let header = http::HeaderName::from_bytes(member.wire.as_bytes()).unwrap();
                        sent.headers.insert(header, plain(value).parse().unwrap());
                    }
                    Location::Body if input.payload == Some(member.name) => {
                        sent.body = plain(value).into_bytes();
                    }
                    Location::Body => {
                        body.insert(member.wire.to_owned(), write(member.shape, value));
                    }
                    Location::Headers | Location::Status => panic!("{name} stands where nothing is sent"),
                },
                Some(_) => {}
                None => panic!("{} has no {name}", model.name),
            }
        }
        let bodied = input
            .members
            .iter()
            .any(|member| member.location == Location::Body);
        if input.payload.is_none() && bodied {
            sent.body = Value::Object(body).to_string().into_bytes();
        }
        sent
    }

    fn ask(&mut self, name: &str, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.ask(name, value)),
            Value::Object(entries) => entries.iter().for_each(|(name, value)| self.ask(name, value)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                let glue = if self.query.is_empty() { "" } else { "&" };
                self.query += &format!("{glue}{}={}", escape(name), escape(&plain(value)));
            }
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}

/// A value with wire names; values of other types go out as they are.
fn write(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Structure(shape), Value::Object(members)) => members
            .iter()
            .map(
                |(name, value)| match shape.members.iter().find(|member| member.name == name) {
                    Some(member) => (member.wire.to_owned(), write(member.shape, value)),
                    None => (name.clone(), value.clone()),
                },
            )
            .collect(),
        (Shape::List(shape), Value::Array(elements)) => elements
            .iter()
            .map(|element| write(shape.member, element))
            .collect(),
        (Shape::Map(shape), Value::Object(entries)) => entries
            .iter()
            .map(|(key, value)| (key.clone(), write(shape.value, value)))
            .collect(),
        _ => value.clone(),
    }
}

/// What a client makes of an answer.
fn read(model: &OperationModel, answer: &WireAnswer) -> Value {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let mut seen = Map::new();
    if answer.status >= 300 {
        let code = answer.headers["x-amzn-errortype"].to_str().unwrap();
        let message = body["message"].as_str().unwrap_or_default();
        seen.insert("Error".to_owned(), json!({"Code": code, "Message": message}));
        if MODELLED.contains(&code) {
            seen.insert("message".to_owned(), message.into());
        }
    } else if let Some(Shape::Structure(output)) = model.output {
        seen = read_structure(output, &body);
        for member in output.members {
            match member.location {
                Location::Header => {
                    if let Some(value) = answer.headers.get(member.wire) {
                        seen.insert(member.name.to_owned(), value.to_str().unwrap().into());
                    }
                }
                Location::Body if output.payload == Some(member.name) => {
                    let text = String::from_utf8(answer.body.clone()).unwrap();
                    seen.insert(member.name.to_owned(), text.into());
                }
                Location::Body | Location::Uri | Location::Query | Location::Headers | Location::Status => {}
            }
        }
    }
    seen.insert(
        "ResponseMetadata".to_owned(),
        json!({"HTTPStatusCode": answer.status}),
    );
    Value::Object(seen)
}

fn read_structure(shape: &Structure, body: &Value) -> Map<String, Value> {
    shape
        .members
        .iter()
        .filter(|member| member.location == Location::Body && shape.payload != Some(member.name))
        .filter_map(|member| {
            let value = body.get(member.wire).filter(|value| !value.is_null())?;
            Some((member.name.to_owned(), read_value(member.shape, value)))
        })
        .collect()
}

fn read_value(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Structure(shape), Value::Object(_)) => Value::Object(read_structure(shape, value)),
        (Shape::List(shape), Value::Array(elements)) => elements
            .iter()
            .map(|element| read_value(shape.member, element))
            .collect(),
        (Shape::Map(shape), Value::Object(entries)) => entries
            .iter()
            .map(|(key, value)| (key.clone(), read_value(shape.value, value)))
            .collect(),
        (Shape::Timestamp, value) => format!("{TIME}{value}").into(),
        _ => value.clone(),
    }
}
