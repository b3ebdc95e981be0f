//! Where a request goes: scheme, host and port of an integration, parsed once.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    net::IpAddr,
    sync::Arc,
};

use rustls::pki_types::ServerName;

/// One upstream: scheme, host, port and how its certificate is judged.
///
/// Cheap to clone, and `Send`: it lives in the compiled snapshot and is shared by all data-plane threads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    key: Arc<TargetKey>,
}

/// What makes two targets share connections.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TargetKey {
    /// Invariant: the hash of all that follows (the authority follows from the rest). Every request looks its pool up, so it is taken once.
    hash: u64,
    pub(crate) scheme: Scheme,
    pub(crate) host: Host,
    pub(crate) port: u16,
    /// As written in `Host`: without the scheme's own port.
    pub(crate) authority: Box<str>,
    pub(crate) issuer: IssuerCheck,
}

/// `http` or `https`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Plain text.
    Http,
    /// TLS.
    Https,
}

/// Whether an upstream's certificate must come from a trusted authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IssuerCheck {
    /// The chain must end at a trusted root.
    Trusted,
    /// Any issuer will do; host name, dates and the handshake's signature are still checked.
    ///
    /// Source: API Gateway API reference, `TlsConfig`, `insecureSkipVerification`.
    Skipped,
}

/// The host of a target.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Host {
    Name(Box<str>),
    Address(IpAddr),
}

/// Why a text is no [`Target`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TargetError {
    /// Neither `http://` nor `https://`.
    #[error("upstream `{0}` must begin with `http://` or `https://`")]
    Scheme(String),
    /// More than scheme, host and port.
    #[error("upstream `{0}` must be scheme, host and port only")]
    NotAnOrigin(String),
    /// The host is empty or holds characters a host name cannot hold.
    #[error("upstream `{0}` has no valid host")]
    Host(String),
    /// The port is not 1 to 65535.
    #[error("upstream `{0}` has no valid port")]
    Port(String),
}

/// Bytes of a host name. Source: RFC 1035, section 2.3.4.
const HOST_BYTES_MAX: usize = 253;

impl Target {
    /// Parses `scheme://host[:port]`, with or without a final `/`.
    ///
    /// The host is a name, an IPv4 address or an IPv6 address in brackets. A user, path, query or fragment is refused.
    pub fn parse(origin: &str) -> Result<Self, TargetError> {
        let (scheme, rest) = split_scheme(origin).ok_or_else(|| TargetError::Scheme(origin.to_owned()))?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains(['/', '?', '#', '@', '\\']) {
            return Err(TargetError::NotAnOrigin(origin.to_owned()));
        }
        let (host, port) = split_port(rest).ok_or_else(|| TargetError::Host(origin.to_owned()))?;
        let host = parse_host(host).ok_or_else(|| TargetError::Host(origin.to_owned()))?;
        let port = match port {
            None => scheme.port(),
            Some(digits) => parse_port(digits).ok_or_else(|| TargetError::Port(origin.to_owned()))?,
        };
        let written = match &host {
            Host::Name(name) => name.to_string(),
            Host::Address(IpAddr::V4(address)) => address.to_string(),
            Host::Address(IpAddr::V6(address)) => format!("[{address}]"),
        };
        let authority = if port == scheme.port() {
            written
        } else {
            format!("{written}:{port}")
        };
        Ok(Self {
            key: Arc::new(TargetKey::new(
                scheme,
                host,
                port,
                authority.into(),
                IssuerCheck::Trusted,
            )),
        })
    }

    /// The same target with this check of its certificate's issuer.
    #[must_use]
    pub fn with_issuer_check(self, issuer: IssuerCheck) -> Self {
        let TargetKey {
            scheme,
            host,
            port,
            authority,
            ..
        } = &*self.key;
        Self {
            key: Arc::new(TargetKey::new(
                *scheme,
                host.clone(),
                *port,
                authority.clone(),
                issuer,
            )),
        }
    }

    /// `http` or `https`.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.key.scheme
    }

    /// Host and port as `Host` carries them.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.key.authority
    }

    /// The port, the scheme's own included.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.key.port
    }

    pub(crate) fn key(&self) -> &Arc<TargetKey> {
        &self.key
    }
}

impl TargetKey {
    fn new(scheme: Scheme, host: Host, port: u16, authority: Box<str>, issuer: IssuerCheck) -> Self {
        let mut hasher = DefaultHasher::new();
        (scheme, &host, port, issuer).hash(&mut hasher);
        Self {
            hash: hasher.finish(),
            scheme,
            host,
            port,
            authority,
            issuer,
        }
    }
}

impl Hash for TargetKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl Scheme {
    fn port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl Host {
    /// The name a certificate must carry; `None` for a name that no certificate can carry.
    pub(crate) fn server_name(&self) -> Option<ServerName<'static>> {
        match self {
            Self::Name(name) => ServerName::try_from(name.to_string()).ok(),
            Self::Address(address) => Some(ServerName::from(*address)),
        }
    }
}

fn split_scheme(origin: &str) -> Option<(Scheme, &str)> {
    let (scheme, rest) = origin.split_once("://")?;
    if scheme.eq_ignore_ascii_case("http") {
        Some((Scheme::Http, rest))
    } else if scheme.eq_ignore_ascii_case("https") {
        Some((Scheme::Https, rest))
    } else {
        None
    }
}

/// `host`, `host:port`, `[v6]` or `[v6]:port`; the brackets stay on the host.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    if authority.starts_with('[') {
        let (host, after) = authority.split_at_checked(authority.find(']')? + 1)?;
        return match after.strip_prefix(':') {
            Some(port) => Some((host, Some(port))),
            None if after.is_empty() => Some((host, None)),
            None => None,
        };
    }
    match authority.split_once(':') {
        Some((host, port)) => Some((host, Some(port))),
        None => Some((authority, None)),
    }
}

fn parse_port(digits: &str) -> Option<u16> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|port| *port != 0)
}

fn parse_host(text: &str) -> Option<Host> {
    if let Some(inner) = text.strip_prefix('[') {
        return inner
            .strip_suffix(']')?
            .parse()
            .ok()
            .map(|address| Host::Address(IpAddr::V6(address)));
    }
    if let Ok(address) = text.parse() {
        return Some(Host::Address(IpAddr::V4(address)));
    }
    let labels_fit = text.strip_suffix('.').unwrap_or(text).split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    });
    // A resolver reads `127.1` or `0x7f000001` as an address; nobody means that, so it is no name here.
    let last = text.trim_end_matches('.').rsplit('.').next().unwrap_or(text);
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .or(last.strip_prefix("0X"))
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let valid = labels_fit && !numeric && text.len() <= HOST_BYTES_MAX;
    valid.then(|| Host::Name(text.to_ascii_lowercase().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(origin: &str, expect: Result<(Scheme, u16, &str), TargetError>) {
        let got = Target::parse(origin)
            .map(|target| (target.scheme(), target.port(), target.authority().to_owned()));
        let expect = expect.map(|(scheme, port, authority)| (scheme, port, authority.to_owned()));
        assert_eq!(got, expect, "{origin}");
    }

    #[test]
    fn origins_parse() {
        check("http://model.internal", Ok((Scheme::Http, 80, "model.internal")));
        check(
            "HTTPS://Model.Internal/",
            Ok((Scheme::Https, 443, "model.internal")),
        );
        check("https://model:443", Ok((Scheme::Https, 443, "model")));
        check("http://model:443", Ok((Scheme::Http, 443, "model:443")));
        check("http://10.1.2.3:8080", Ok((Scheme::Http, 8080, "10.1.2.3:8080")));
        check("http://[::1]:8080", Ok((Scheme::Http, 8080, "[::1]:8080")));
        check("https://[2001:DB8::1]", Ok((Scheme::Https, 443, "[2001:db8::1]")));
    }

    #[test]
    fn other_texts_are_refused() {
        type Make = fn(String) -> TargetError;
        let cases: &[(&str, Make)] = &[
            ("model:80", TargetError::Scheme),
            ("ftp://model", TargetError::Scheme),
            ("", TargetError::Scheme),
            ("http://model/path", TargetError::NotAnOrigin),
            ("http://model?x", TargetError::NotAnOrigin),
            ("http://model#x", TargetError::NotAnOrigin),
            ("http://user@model", TargetError::NotAnOrigin),
            ("http://a\\b", TargetError::NotAnOrigin),
            ("http://", TargetError::Host),
            ("http://:80", TargetError::Host),
            ("http://a..b", TargetError::Host),
            ("http://a b", TargetError::Host),
            ("http://bücher", TargetError::Host),
            ("http://127.1", TargetError::Host),
            ("http://0x7f000001", TargetError::Host),
            ("http://2130706433", TargetError::Host),
            ("http://[::1", TargetError::Host),
            ("http://[::1]x", TargetError::Host),
            ("http://[fe80::1%25eth0]", TargetError::Host),
            ("http://::1", TargetError::Host),
            ("http://model:", TargetError::Port),
            ("http://model:0", TargetError::Port),
            ("http://model:65536", TargetError::Port),
            ("http://model:+80", TargetError::Port),
        ];
        for (origin, make) in cases {
            check(origin, Err(make((*origin).to_owned())));
        }
    }

    #[test]
    fn the_issuer_check_parts_connections() {
        let target = Target::parse("https://model").unwrap();
        assert_eq!(target, Target::parse("https://MODEL:443").unwrap());
        assert_ne!(target, target.clone().with_issuer_check(IssuerCheck::Skipped));
    }
}
