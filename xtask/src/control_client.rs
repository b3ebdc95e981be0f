//! Calls to the control plane, signed as AWS's own tools sign them, over one HTTP/1.1 connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use portcullis_core::Timestamp;
use serde_json::Value;
use sigv4::{Payload, RequestParts, Secret, Signer};

/// How long an answer may take.
const ANSWER_MAX: Duration = Duration::from_secs(60);
/// The region of all calls.
pub(crate) const REGION: &str = "us-east-1";

/// An access key.
#[derive(Clone)]
pub(crate) struct AccessKey {
    /// Its id.
    pub(crate) id: String,
    /// Its secret.
    pub(crate) secret: String,
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Status.
    pub(crate) status: u16,
    /// Body.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body of a success as JSON; null where it is empty. Another status is an error with what was said.
    pub(crate) fn json(&self) -> Result<Value> {
        if !(200..300).contains(&self.status) {
            bail!("{} {}", self.status, self.text());
        }
        if self.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&self.body).with_context(|| format!("no JSON: {}", self.text()))
    }
}

/// One client with one connection, opened at the first call and again after each failure.
pub(crate) struct ControlClient {
    address: SocketAddr,
    key: AccessKey,
    secret: Secret,
    connection: Option<BufReader<TcpStream>>,
}

impl ControlClient {
    /// Of the control listener at this address.
    pub(crate) fn new(address: SocketAddr, key: &AccessKey) -> Self {
        Self {
            address,
            key: key.clone(),
            secret: Secret::new(key.secret.as_bytes()),
            connection: None,
        }
    }

    /// Calls API Gateway: `target` is path and query. An error says that no whole answer came: nobody knows what was done.
    pub(crate) fn call(&mut self, method: &str, target: &str, body: Option<&Value>) -> Result<Answer> {
        self.send(method, target, &body.map(Value::to_string).unwrap_or_default())
    }

    /// As [`call`](Self::call), with a body that is no JSON value: a definition as it stands.
    pub(crate) fn send(&mut self, method: &str, target: &str, body: &str) -> Result<Answer> {
        self.send_to("apigateway", "application/json", method, target, body)
    }

    /// Calls IAM; the answer is XML.
    pub(crate) fn iam(&mut self, action: &str, parameters: &[(&str, &str)]) -> Result<String> {
        let mut body = format!("Action={action}&Version=2010-05-08");
        for (name, value) in parameters {
            body += &format!("&{name}=");
            for byte in value.bytes() {
                match byte {
                    b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                        body.push(byte.into())
                    }
                    _ => body += &format!("%{byte:02X}"),
                }
            }
        }
        let answer = self.send_to("iam", "application/x-www-form-urlencoded", "POST", "/", &body)?;
        if answer.status != 200 {
            bail!("{action}: {} {}", answer.status, answer.text());
        }
        Ok(answer.text())
    }

    fn send_to(
        &mut self,
        service: &str,
        content_type: &str,
        method: &str,
        target: &str,
        body: &str,
    ) -> Result<Answer> {
        let host = self.address.to_string();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let headers = [
            ("host", host.as_bytes()),
            ("content-type", content_type.as_bytes()),
        ];
        let parts = RequestParts {
            method,
            path,
            query,
            headers: &headers,
        };
        let signer = Signer {
            access_key_id: &self.key.id,
            secret: &self.secret,
            session_token: None,
            region: REGION,
            service,
        };
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
        let time = Timestamp {
            epoch_ms: i64::try_from(since.as_millis())?,
        };
        let added = sigv4::sign(&parts, &signer, &Payload::of(body.as_bytes()), time)?;
        let mut text = format!(
            "{method} {target} HTTP/1.1\r\nhost: {host}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in added {
            text += &format!("{name}: {value}\r\n");
        }
        text += "\r\n";
        text += body;
        self.exchange(text.as_bytes())
    }

    /// As [`call`](Self::call), for calls that have to succeed.
    pub(crate) fn ask(&mut self, method: &str, target: &str, body: Option<&Value>) -> Result<Value> {
        self.call(method, target, body)
            .and_then(|answer| answer.json())
            .with_context(|| format!("{method} {target}"))
    }

    fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(self.address)?,
        };
        let answer = exchange(&mut connection, request)?;
        self.connection = Some(connection);
        Ok(answer)
    }
}

/// The host of an API.
pub(crate) fn host_of(api: &str) -> String {
    format!("{api}.execute-api.{REGION}.amazonaws.com")
}

/// Sends a whole request on a connection of its own.
pub(crate) fn send_once(to: SocketAddr, request: &[u8]) -> Result<Answer> {
    exchange(&mut connect(to)?, request)
}

/// Asks the data plane for a path of an API by the API's own host.
pub(crate) fn invoke(data_plane: SocketAddr, api: &str, path: &str) -> Result<Answer> {
    let mut connection = connect(data_plane)?;
    let host = host_of(api);
    let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    exchange(&mut connection, request.as_bytes())
}

fn connect(address: SocketAddr) -> Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(ANSWER_MAX))?;
    stream.set_write_timeout(Some(ANSWER_MAX))?;
    Ok(BufReader::new(stream))
}

fn exchange(connection: &mut BufReader<TcpStream>, request: &[u8]) -> Result<Answer> {
    connection.get_mut().write_all(request)?;
    let first = line(connection)?;
    let status = first
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .with_context(|| format!("`{first}` is no status line"))?;
    let mut length = None;
    loop {
        let header = line(connection)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').context("a header without a colon")?;
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse::<usize>()?);
        }
    }
    // Both listeners say how long their answers are, to requests such as these.
    let mut body = vec![0; length.context("an answer without a length")?];
    connection.read_exact(&mut body)?;
    Ok(Answer { status, body })
}

fn line(connection: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    connection.read_line(&mut line)?;
    match line.strip_suffix("\r\n") {
        Some(line) => Ok(line.to_owned()),
        None => bail!("the connection ended within a line"),
    }
}
