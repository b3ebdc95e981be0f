//! The URL of a database, and how to speak to it.

use super::tls::{Tls, Trust};
use crate::error::StoreError;
use crate::limits::POSTGRES_CONNECT_TIMEOUT;
use std::net::IpAddr;
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// How long the network may lose what was sent before the connection is given up.
const NETWORK_TIMEOUT: Duration = Duration::from_secs(5);

/// Where the database is and how it is spoken to.
pub(super) struct Address {
    pub(super) config: Config,
    pub(super) tls: Tls,
}

pub(super) fn parse(url: &str) -> Result<Address, StoreError> {
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(refused(
            "a PostgreSQL store is given as `postgres://user@host/database`",
        ));
    }
    let (rest, parameters) = take_tls_parameters(url)?;
    let mut config: Config = rest.parse().map_err(|error| {
        refused(&format!(
            "the PostgreSQL address cannot be used: {}",
            super::fault::chain(&error)
        ))
    })?;
    let encrypted = match parameters.mode.as_deref() {
        Some("disable") => false,
        // `require` alone would encrypt to whoever answers.
        Some("require" | "verify-full") => true,
        None => !config.get_hosts().iter().all(is_local),
        Some(other) => {
            return Err(refused(&format!(
                "`sslmode={other}` is not supported: use `verify-full`, or `disable` for a connection in the clear"
            )));
        }
    };
    let tls = match (encrypted, parameters.root_file) {
        (false, None) => Tls::none(),
        (false, Some(_)) => {
            return Err(refused(
                "`sslrootcert` has no use without TLS: add `sslmode=verify-full`",
            ));
        }
        (true, None) => Tls::trusting(Trust::System)?,
        (true, Some(file)) => Tls::trusting(Trust::File(file.as_ref()))?,
    };
    config.ssl_mode(if encrypted {
        SslMode::Require
    } else {
        SslMode::Disable
    });
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(POSTGRES_CONNECT_TIMEOUT);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(NETWORK_TIMEOUT);
    }
    config.keepalives_idle(NETWORK_TIMEOUT);
    config.keepalives_interval(Duration::from_secs(1));
    if config.get_application_name().is_none() {
        config.application_name("portcullis");
    }
    Ok(Address { config, tls })
}

#[derive(Debug, Default, PartialEq, Eq)]
struct TlsParameters {
    mode: Option<String>,
    root_file: Option<String>,
}

/// Takes out the two parameters that mean something else here, or nothing, to the client library.
fn take_tls_parameters(url: &str) -> Result<(String, TlsParameters), StoreError> {
    let mut taken = TlsParameters::default();
    // A password may hold a question mark; what follows the last `@` cannot.
    let after_credentials = url.rfind('@').unwrap_or(0);
    let (_, tail) = url.split_at(after_credentials);
    let Some((_, parameters)) = tail.split_once('?') else {
        return Ok((url.to_owned(), taken));
    };
    let mut kept = Vec::new();
    for parameter in parameters.split('&') {
        match parameter.split_once('=') {
            Some(("sslmode", value)) => taken.mode = Some(value.to_owned()),
            Some(("sslrootcert", value)) => taken.root_file = Some(percent_decoded(value)?),
            _ => kept.push(parameter),
        }
    }
    let mut rest = url.strip_suffix(parameters).unwrap_or(url).to_owned();
    if kept.is_empty() {
        rest.pop();
    } else {
        rest.push_str(&kept.join("&"));
    }
    Ok((rest, taken))
}

fn percent_decoded(text: &str) -> Result<String, StoreError> {
    let wrong = || refused("`sslrootcert` in the PostgreSQL address is not percent-encoded text");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        let value = digit().zip(digit()).map(|(high, low)| high * 16 + low);
        bytes.push(
            value
                .and_then(|value| u8::try_from(value).ok())
                .ok_or_else(wrong)?,
        );
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
        }
    }
}

fn refused(text: &str) -> StoreError {
    StoreError::Address(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether an address is spoken to with TLS, or the error's text.
    fn check(url: &str, expected: Result<bool, &str>) {
        let outcome = parse(url).map(|address| address.config.get_ssl_mode() == SslMode::Require);
        match (outcome, expected) {
            (Ok(encrypted), Ok(expected)) => assert_eq!(encrypted, expected, "{url}"),
            (Err(error), Err(expected)) => assert!(error.to_string().contains(expected), "{url}: {error}"),
            (outcome, expected) => panic!("{url}: {outcome:?}, not {expected:?}"),
        }
    }

    #[test]
    fn only_local_servers_are_spoken_to_in_the_clear_unasked() {
        check("postgres://u@%2Ftmp%2Fsocket/d", Ok(false));
        check("postgres://u@localhost/d", Ok(false));
        check("postgres://u@127.0.0.1:5433/d", Ok(false));
        check("postgres://u@[::1]/d", Ok(false));
        check("postgres://u@localhost,db.example.com/d", Ok(true));
        check("postgres://u@db.example.com/d", Ok(true));
        check("postgresql://u:p%3F@10.0.0.1/d?connect_timeout=3", Ok(true));
    }

    #[test]
    fn sslmode_is_taken_or_refused_by_name() {
        check("postgres://u@db.example.com/d?sslmode=disable", Ok(false));
        check("postgres://u@localhost/d?sslmode=verify-full", Ok(true));
        check(
            "postgres://u@localhost/d?connect_timeout=2&sslmode=require&keepalives=1",
            Ok(true),
        );
        for mode in ["prefer", "allow", "verify-ca", "", "Disable"] {
            check(
                &format!("postgres://u@localhost/d?sslmode={mode}"),
                Err("`sslmode="),
            );
        }
        check("postgres://u@localhost/d?sslrootcert=/x", Err("sslrootcert"));
        check(
            "postgres://u@localhost/d?sslmode=verify-full&sslrootcert=%2Fno%20file",
            Err("`/no file`"),
        );
    }

    #[test]
    fn other_addresses_are_refused() {
        check("mysql://u@localhost/d", Err("postgres://"));
        check("host=localhost", Err("postgres://"));
        check("postgres://u@localhost:port/d", Err("cannot be used"));
        check("postgres://u@localhost/d?colour=blue", Err("colour"));
    }

    #[test]
    fn parameters_are_taken_out_and_the_rest_is_kept() {
        let (rest, taken) =
            take_tls_parameters("postgres://u:a?b@h/d?a=1&sslmode=x&b=2&sslrootcert=%2fa%3d").unwrap();
        assert_eq!(rest, "postgres://u:a?b@h/d?a=1&b=2");
        assert_eq!(taken.mode.as_deref(), Some("x"));
        assert_eq!(taken.root_file.as_deref(), Some("/a="));
        let (rest, _) = take_tls_parameters("postgres://u@h/d?sslmode=x").unwrap();
        assert_eq!(rest, "postgres://u@h/d");
        assert!(take_tls_parameters("postgres://u@h/d?sslrootcert=%2").is_err());
    }
}
