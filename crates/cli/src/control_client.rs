//! Asks the control listener of a running gateway. HTTP/1.1 over one connection that the answer closes.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use server::{ControlToken, Inputs};

use crate::report::Failure;

/// An answer larger than this is not read, in bytes.
const ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;
const CONNECT_TIME: Duration = Duration::from_secs(5);
/// A reload compiles every definition anew, so answers may take a while.
const ANSWER_TIME: Duration = Duration::from_secs(120);

/// Which gateway is asked. Settings file and environment count as for `serve`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ControlArguments {
    /// The settings file [default: portcullis.toml, if it is there].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The gateway's control address [default: 127.0.0.1:4566].
    #[arg(long, value_name = "ADDR")]
    control: Option<String>,
    /// The gateway's data folder, which holds the control token.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The control plane's store, where it is not in the data folder.
    #[arg(long, value_name = "URL|FILE")]
    store: Option<String>,
}

impl ControlArguments {
    /// Where the gateway's control listener, data folder and store are.
    pub(crate) fn place(&self) -> Result<server::ControlPlace, Failure> {
        let mut flags = Vec::new();
        if let Some(control) = &self.control {
            flags.push(("control.address", control.clone().into(), "--control"));
        }
        if let Some(data) = &self.data {
            flags.push(("data", data.display().to_string().into(), "--data"));
        }
        if let Some(store) = &self.store {
            flags.push(("store", store.clone().into(), "--store"));
        }
        server::ControlPlace::load(&Inputs::of_process(self.config.clone(), flags)).map_err(|errors| {
            Failure::message(
                errors
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("\nerror: "),
            )
        })
    }

    /// Asks; gives the status and the JSON of the answer.
    pub(crate) fn ask(&self, method: &str, path: &str) -> Result<(u16, Value), Failure> {
        let place = self.place()?;
        let token = ControlToken::read(&place.data).map_err(|error| {
            Failure::message(format!(
                "no control token: {}; name the data folder of the running gateway with `--data`",
                server::error_chain(&error)
            ))
        })?;
        exchange(place.address, method, path, &token).map_err(|error| {
            Failure::message(format!(
                "no answer from the control listener at {}: {error}; is a gateway running there? its address is told at its start, \
                 name it with `--control`",
                place.address
            ))
        })
    }
}

fn exchange(
    address: SocketAddr,
    method: &str,
    path: &str,
    token: &ControlToken,
) -> std::io::Result<(u16, Value)> {
    let mut stream = TcpStream::connect_timeout(&address, CONNECT_TIME)?;
    stream.set_read_timeout(Some(ANSWER_TIME))?;
    stream.set_write_timeout(Some(CONNECT_TIME))?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        token.authorization()
    );
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.take(ANSWER_BYTES_MAX).read_to_end(&mut answer)?;
    parse(&answer).ok_or_else(|| std::io::Error::other("this is no answer of a Portcullis control listener"))
}

/// Status and JSON body of an answer with a length.
fn parse(answer: &[u8]) -> Option<(u16, Value)> {
    let text = std::str::from_utf8(answer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    let length: usize = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())?;
    if body.len() != length {
        return None;
    }
    Some((status, serde_json::from_str(body).ok()?))
}

/// The message of a refused answer.
pub(crate) fn refusal(status: u16, answer: &Value) -> Failure {
    let message = answer
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or("it gave no reason");
    Failure::message(format!("the control listener answered {status}: {message}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answer: &str, expect: Option<u16>) {
        assert_eq!(
            parse(answer.as_bytes()).map(|(status, _)| status),
            expect,
            "{answer}"
        );
    }

    #[test]
    fn only_whole_answers_are_read() {
        check("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", Some(200));
        check("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", None);
        check("HTTP/1.1 200 OK\r\n\r\n{}", None);
        check("HTTP/1.1 404 Not Found\r\ncontent-length: 4\r\n\r\n<p/>", None);
        check("SSH-2.0\r\n\r\n", None);
        check("", None);
    }
}
