//! Tells calls of deployed APIs from calls of the control plane before anything of them is read.
//!
//! Clients made for local emulators of AWS call an API where they deploy it. Such a connection is handed to the data plane as
//! it came, so that the API sees the client's own address and the one parser of the data plane reads it.

use std::time::Duration;

use tokio::net::TcpStream;

/// The most bytes of a head that are looked at; where they do not tell, the control plane answers.
const HEAD_BYTES_MAX: usize = 16 * 1024;
/// How often, and how far apart, a head that has not arrived whole is looked at again.
const LOOKS_MAX: u32 = 100;
const LOOK_WAIT: Duration = Duration::from_millis(5);

/// Whether a connection begins with the call of a deployed API. Reads nothing.
pub(super) async fn is_for_data_plane(stream: &TcpStream) -> bool {
    let mut head = vec![0; HEAD_BYTES_MAX];
    for _ in 0..LOOKS_MAX {
        let Ok(length) = stream.peek(&mut head).await else {
            return false;
        };
        let seen = head.get(..length).unwrap_or_default();
        match look(seen) {
            Some(answer) => return answer,
            None if length == 0 || length == HEAD_BYTES_MAX => return false,
            // Peeking does not wait for more than there was.
            None => tokio::time::sleep(LOOK_WAIT).await,
        }
    }
    false
}

/// `None`: not all of the head is there.
fn look(seen: &[u8]) -> Option<bool> {
    let end = seen.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(seen.get(..end)?).unwrap_or_default();
    let mut lines = head.split("\r\n");
    let target = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .unwrap_or_default();
    let (host, path) = match target.strip_prefix("http://") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => {
            let host = lines
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("host"))
                .map_or("", |(_, value)| value.trim());
            (host, target)
        }
    };
    Some(is_api_host(host) || is_api_path(path))
}

/// `{api}.execute-api.{anything}`
pub(super) fn is_api_host(host: &str) -> bool {
    let mut parts = host.split('.');
    parts.next().is_some_and(|api| !api.is_empty())
        && parts
            .next()
            .is_some_and(|service| service.eq_ignore_ascii_case("execute-api"))
        && parts.next().is_some()
}

/// `/_aws/execute-api/…` and `/restapis/{api}/{stage}/_user_request_/…`
pub(super) fn is_api_path(path: &str) -> bool {
    if path.starts_with("/_aws/execute-api/") {
        return true;
    }
    let mut segments = path.split(['/', '?']).skip(1);
    segments.next() == Some("restapis") && segments.nth(2) == Some("_user_request_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, expect: Option<bool>) {
        assert_eq!(look(head.as_bytes()), expect, "{head}");
    }

    #[test]
    fn calls_of_apis_are_told_by_host_and_path() {
        for (request, expect) in [
            (
                "GET /dev/pets HTTP/1.1\r\nHost: a1.execute-api.localhost:4566\r\n\r\n",
                true,
            ),
            (
                "GET /dev HTTP/1.1\r\nX: y\r\nhost:a1.Execute-Api.us-east-1.amazonaws.com\r\n\r\n",
                true,
            ),
            (
                "GET /restapis/a1/dev/_user_request_/pets HTTP/1.1\r\nHost: localhost\r\n\r\n",
                true,
            ),
            (
                "GET /restapis/a1/dev/_user_request_?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                true,
            ),
            (
                "GET /_aws/execute-api/a1/dev/pets HTTP/1.1\r\nHost: localhost\r\n\r\n",
                true,
            ),
            (
                "GET http://a1.execute-api.internal/dev HTTP/1.1\r\nHost: x\r\n\r\n",
                true,
            ),
            (
                "GET /restapis/a1/stages/dev HTTP/1.1\r\nHost: localhost:4566\r\n\r\n",
                false,
            ),
            (
                "POST /restapis HTTP/1.1\r\nHost: execute-api.localhost:4566\r\n\r\n",
                false,
            ),
            ("GET / HTTP/1.1\r\nHost: 127.0.0.1:4566\r\n\r\n", false),
        ] {
            check(request, Some(expect));
        }
        check("GET /dev/pets HTTP/1.1\r\nHost: a1.execute-api.loc", None);
        check("", None);
    }
}
