//! The guards before the routes: the `Host` header, and the token.

use std::net::IpAddr;

use http::{Request, StatusCode, header};

use super::Answer;
use crate::data_folder::ControlToken;

/// Proof that the caller presented the control token. Routes that show requests or change anything take it.
#[derive(Debug)]
pub(super) struct Authenticated(());

/// Refuses requests for a name that is not this listener's (DNS rebinding): addresses and `localhost` are, and `names`.
pub(super) fn check_host<B>(request: &Request<B>, names: &[String]) -> Result<(), Answer> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = match (hosts.next(), hosts.next(), request.uri().authority()) {
        (Some(host), None, None) => host.to_str().ok(),
        _ => None,
    };
    match host.map(host_name) {
        Some(name) if is_ours(name, names) => Ok(()),
        _ => Err(Answer::refusal(
            StatusCode::MISDIRECTED_REQUEST,
            "the control listener is asked by address or as `localhost`; further names go into `control.host_names`",
        )),
    }
}

/// Takes the port off a `Host` value.
fn host_name(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split_once(']').map_or("", |(address, _)| address);
    }
    host.split_once(':').map_or(host, |(name, _)| name)
}

fn is_ours(name: &str, names: &[String]) -> bool {
    name.parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || names.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Asks for the token.
pub(super) fn authenticate<B>(request: &Request<B>, token: &ControlToken) -> Result<Authenticated, Answer> {
    let mut values = request.headers().get_all(header::AUTHORIZATION).iter();
    let presented = match (values.next(), values.next()) {
        (Some(value), None) => value.as_bytes().strip_prefix(b"Bearer "),
        _ => None,
    };
    match presented {
        Some(presented) if token.matches(presented) => Ok(Authenticated(())),
        _ => Err(Answer::unauthorized()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hosts: &[&str], ours: bool) {
        let mut request = Request::builder().uri("/_portcullis/health");
        for host in hosts {
            request = request.header(header::HOST, *host);
        }
        let request = request.body(()).unwrap();
        let got = check_host(&request, &["gate.internal".to_owned()]);
        assert_eq!(got.is_ok(), ours, "{hosts:?}");
    }

    #[test]
    fn only_our_own_names_are_answered() {
        for host in [
            "127.0.0.1:4566",
            "localhost",
            "LOCALHOST:1",
            "[::1]:4566",
            "10.0.0.9",
            "Gate.Internal:4566",
        ] {
            check(&[host], true);
        }
        for host in [
            "evil.example",
            "localhost.evil.example:4566",
            "127.0.0.1.evil.example",
            "",
            "[::1",
            "::1",
        ] {
            check(&[host], false);
        }
        check(&[], false);
        check(&["localhost", "localhost"], false);
    }

    #[test]
    fn one_bearer_token_is_needed_and_it_must_be_the_one() {
        let folder = std::env::temp_dir().join(format!("portcullis-guard-{}", std::process::id()));
        let token = ControlToken::open(&folder).unwrap();
        let with = |values: &[&str]| {
            let mut request = Request::builder();
            for value in values {
                request = request.header(header::AUTHORIZATION, *value);
            }
            authenticate(&request.body(()).unwrap(), &token).map_err(|answer| answer.status)
        };
        let right = token.authorization();
        assert!(with(&[&right]).is_ok());
        for wrong in [
            &[][..],
            &["Bearer "],
            &["Bearer x"],
            &["Basic x"],
            &[&right, &right],
            &[right[7..].as_ref()],
        ] {
            assert_eq!(with(wrong).unwrap_err(), StatusCode::UNAUTHORIZED, "{wrong:?}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
