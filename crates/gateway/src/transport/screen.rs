//! Requests that two readers could read differently, or that pass a limit of the head, are refused before routing.
//!
//! One parse serves router, policy and upstream. A request whose route, body or host depends on who reads it is
//! therefore no request: it gets its status here and nothing else happens with it.

use http::header::{
    CONTENT_LENGTH, EXPECT, HOST, HeaderMap, REFERER, TRANSFER_ENCODING, UPGRADE, USER_AGENT,
};
use http::{Method, StatusCode, Version, request};

use super::h1::head::{RawFault, content_length};
use crate::config::Limits;

/// `User-Agent` and `Referer` lines of one request, together. A policy's `Deny` is tried with every pair of their values, so
/// their number bounds the work of a decision; no client sends more than one of each.
const JUDGED_HEADERS_MAX: u32 = 8;

/// Why a request is refused before routing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Ambiguity {
    /// More than one `Content-Length` line, or one that is no plain number.
    #[error("more than one `Content-Length`")]
    ContentLength,
    /// `Content-Length` beside `Transfer-Encoding`.
    #[error("`Content-Length` beside `Transfer-Encoding`")]
    LengthAndEncoding,
    /// A transfer coding other than one single `chunked`.
    #[error("a transfer coding other than `chunked`")]
    TransferEncoding,
    /// A line of the head that does not end in CR LF.
    #[error("a line of the head does not end in CR LF")]
    LineEnd,
    /// The end of the head could not be told with certainty.
    #[error("the end of the request head is unclear")]
    HeadEnd,
    /// The head is no HTTP/1.0 or HTTP/1.1: a token, a name, a value or a version that they do not have.
    #[error("the request head is malformed")]
    Syntax,
    /// The rest of a head that had begun did not come in time.
    #[error("the request head came too slowly")]
    HeadTooSlow,
    /// No host in a request that must have one.
    #[error("no host is named")]
    MissingHost,
    /// More than one `Host` line.
    #[error("more than one `Host`")]
    DuplicateHost,
    /// A host with characters no host has.
    #[error("the host is malformed")]
    MalformedHost,
    /// `Host` and the target's authority differ.
    #[error("`Host` differs from the host of the request target")]
    HostMismatch,
    /// User information in the target's authority.
    #[error("user information in the request target")]
    UserInformation,
    /// A target that is neither a path nor an `http` or `https` URL, or has a fragment.
    #[error("the request target is no path")]
    Target,
    /// `%2F`, `%5C` or an encoded control byte in the path.
    #[error("an encoded separator or control byte in the path")]
    EncodedSeparator,
    /// A `%` without two hexadecimal digits in the path.
    #[error("broken percent-encoding in the path")]
    PercentEncoding,
    /// A backslash, blank or control byte in the path.
    #[error("a byte in the path that no path has")]
    PathByte,
    /// A `.` or `..` segment, encoded or not.
    #[error("a dot segment in the path")]
    DotSegment,
    /// A path that leads to another method once it is decoded.
    #[error("the path leads to another method where it is decoded")]
    OtherMethod,
    /// `CONNECT` and `TRACE`.
    #[error("the method is not served")]
    Method,
    /// A protocol upgrade other than `h2c`, which is ignored.
    #[error("protocol upgrades are not served")]
    Upgrade,
    /// An expectation other than `100-continue`.
    #[error("the expectation is not known")]
    Expectation,
    /// More `User-Agent` and `Referer` lines than a policy is asked about.
    #[error("`User-Agent` or `Referer` is repeated more often than the limit")]
    RepeatedHeader,
    /// The target is longer than the limit.
    #[error("the request target is longer than the limit")]
    TargetTooLong,
    /// The head is longer than the limit, or has too many lines.
    #[error("the request head is larger than the limit")]
    HeadTooLarge,
    /// The announced body is longer than the limit.
    #[error("the request body is longer than the limit")]
    BodyTooLarge,
}

impl Ambiguity {
    /// The status the client gets.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Expectation => StatusCode::EXPECTATION_FAILED,
            Self::HeadTooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TargetTooLong => StatusCode::URI_TOO_LONG,
            Self::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::ContentLength
            | Self::LengthAndEncoding
            | Self::TransferEncoding
            | Self::LineEnd
            | Self::HeadEnd
            | Self::Syntax
            | Self::MissingHost
            | Self::DuplicateHost
            | Self::MalformedHost
            | Self::HostMismatch
            | Self::UserInformation
            | Self::Target
            | Self::EncodedSeparator
            | Self::PercentEncoding
            | Self::PathByte
            | Self::DotSegment
            | Self::OtherMethod
            | Self::RepeatedHeader
            | Self::Upgrade => StatusCode::BAD_REQUEST,
        }
    }
}

/// Checks a request's head.
///
/// What the parsed head no longer shows (a length dropped in favour of an encoding) comes from the connection, which
/// leaves it among the extensions of `request`.
pub fn check(request: &request::Parts, limits: &Limits) -> Result<(), Ambiguity> {
    if let Some(fault) = request.extensions.get::<RawFault>() {
        return Err(fault.0);
    }
    if matches!(request.method, Method::CONNECT | Method::TRACE) {
        return Err(Ambiguity::Method);
    }
    let target = request.uri.path_and_query().map_or("", |target| target.as_str());
    let authority = request.uri.authority().map_or("", |authority| authority.as_str());
    let target_length = target.len().saturating_add(authority.len());
    if target_length > limits.target_bytes {
        return Err(Ambiguity::TargetTooLong);
    }
    let host = headers(
        &request.headers,
        request.method.as_str().len().saturating_add(target_length),
        limits,
    )?;
    check_host(request, authority, host)?;
    check_path(request.uri.path())
}

/// Walks the header lines once; returns the `Host` value.
fn headers<'a>(
    headers: &'a HeaderMap,
    line_bytes: usize,
    limits: &Limits,
) -> Result<Option<&'a [u8]>, Ambiguity> {
    let (mut host, mut length, mut encoded) = (None, false, false);
    let (mut bytes, mut judged) = (line_bytes, 0);
    for (name, value) in headers {
        let value = value.as_bytes();
        bytes = bytes
            .saturating_add(name.as_str().len())
            .saturating_add(value.len());
        match *name {
            HOST if host.replace(value).is_some() => return Err(Ambiguity::DuplicateHost),
            CONTENT_LENGTH => {
                if std::mem::replace(&mut length, true) {
                    return Err(Ambiguity::ContentLength);
                }
                if content_length(value).ok_or(Ambiguity::ContentLength)? > limits.body_bytes {
                    return Err(Ambiguity::BodyTooLarge);
                }
            }
            TRANSFER_ENCODING
                if std::mem::replace(&mut encoded, true) || !value.eq_ignore_ascii_case(b"chunked") =>
            {
                return Err(Ambiguity::TransferEncoding);
            }
            USER_AGENT | REFERER => {
                judged += 1;
                if judged > JUDGED_HEADERS_MAX {
                    return Err(Ambiguity::RepeatedHeader);
                }
            }
            UPGRADE if !value.eq_ignore_ascii_case(b"h2c") => return Err(Ambiguity::Upgrade),
            EXPECT if !value.eq_ignore_ascii_case(b"100-continue") => return Err(Ambiguity::Expectation),
            _ => {}
        }
    }
    if length && encoded {
        return Err(Ambiguity::LengthAndEncoding);
    }
    if bytes > limits.header_bytes || headers.len() > limits.header_count {
        return Err(Ambiguity::HeadTooLarge);
    }
    Ok(host)
}

fn check_host(request: &request::Parts, authority: &str, host: Option<&[u8]>) -> Result<(), Ambiguity> {
    if authority.contains('@') {
        return Err(Ambiguity::UserInformation);
    }
    if !authority.is_empty() {
        if request
            .uri
            .scheme_str()
            .is_some_and(|scheme| !matches!(scheme, "http" | "https"))
        {
            return Err(Ambiguity::Target);
        }
        if !is_host(authority.as_bytes()) {
            return Err(Ambiguity::MalformedHost);
        }
    }
    match host {
        Some(host) if !is_host(host) => Err(Ambiguity::MalformedHost),
        Some(host) if !authority.is_empty() && !host.eq_ignore_ascii_case(authority.as_bytes()) => {
            Err(Ambiguity::HostMismatch)
        }
        None if request.version == Version::HTTP_11 => Err(Ambiguity::MissingHost),
        None if request.version == Version::HTTP_2 && authority.is_empty() => Err(Ambiguity::MissingHost),
        Some(_) | None => Ok(()),
    }
}

/// A registered name or address with an optional port, as far as its characters go.
fn is_host(host: &[u8]) -> bool {
    !host.is_empty()
        && host.iter().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']')
        })
}

/// Checks the path byte by byte; nothing is decoded or normalised for anyone else.
fn check_path(path: &str) -> Result<(), Ambiguity> {
    let Some(rest) = path.strip_prefix('/') else {
        return Err(Ambiguity::Target);
    };
    let mut bytes = rest.bytes();
    // What the segment is so far: `Some(n)` for n dots and nothing else.
    let mut dots = Some(0u8);
    while let Some(byte) = bytes.next() {
        let decoded = match byte {
            b'/' => {
                is_dot_segment(dots)?;
                dots = Some(0);
                continue;
            }
            b'%' => match (bytes.next().and_then(hex), bytes.next().and_then(hex)) {
                (Some(high), Some(low)) => match (high << 4) | low {
                    b'/' | b'\\' | 0..=0x1f | 0x7f => return Err(Ambiguity::EncodedSeparator),
                    decoded => decoded,
                },
                _ => return Err(Ambiguity::PercentEncoding),
            },
            b'\\' | 0..=b' ' | 0x7f => return Err(Ambiguity::PathByte),
            plain => plain,
        };
        match decoded {
            b'.' => dots = dots.and_then(|count| count.checked_add(1)),
            // Some servers cut `;` and what follows before they resolve dots.
            b';' => {
                is_dot_segment(dots)?;
                dots = None;
            }
            _ => dots = None,
        }
    }
    is_dot_segment(dots)
}

fn is_dot_segment(dots: Option<u8>) -> Result<(), Ambiguity> {
    if matches!(dots, Some(1 | 2)) {
        Err(Ambiguity::DotSegment)
    } else {
        Ok(())
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let cases: &[(&str, Result<(), Ambiguity>)] = &[
            ("/", Ok(())),
            ("/a/b", Ok(())),
            ("//a//b/", Ok(())),
            ("/a.b/...", Ok(())),
            ("/.well-known/x", Ok(())),
            ("/..a", Ok(())),
            ("/%20a%C3%A9", Ok(())),
            ("/%252e%252e/", Ok(())),
            ("/a;b=c", Ok(())),
            ("/%2f", Err(Ambiguity::EncodedSeparator)),
            ("/a%2Fb", Err(Ambiguity::EncodedSeparator)),
            ("/a%5cb", Err(Ambiguity::EncodedSeparator)),
            ("/a%00", Err(Ambiguity::EncodedSeparator)),
            ("/a%0d%0a", Err(Ambiguity::EncodedSeparator)),
            ("/a%7f", Err(Ambiguity::EncodedSeparator)),
            ("/a%", Err(Ambiguity::PercentEncoding)),
            ("/a%2", Err(Ambiguity::PercentEncoding)),
            ("/a%zz", Err(Ambiguity::PercentEncoding)),
            ("/a\\b", Err(Ambiguity::PathByte)),
            ("/a b", Err(Ambiguity::PathByte)),
            ("/.", Err(Ambiguity::DotSegment)),
            ("/..", Err(Ambiguity::DotSegment)),
            ("/a/./b", Err(Ambiguity::DotSegment)),
            ("/a/../b", Err(Ambiguity::DotSegment)),
            ("/a/%2e%2E/b", Err(Ambiguity::DotSegment)),
            ("/a/.%2e", Err(Ambiguity::DotSegment)),
            ("/a/..;x/b", Err(Ambiguity::DotSegment)),
            ("/a/..%3bx", Err(Ambiguity::DotSegment)),
            ("*", Err(Ambiguity::Target)),
            ("", Err(Ambiguity::Target)),
        ];
        for (path, expect) in cases {
            assert_eq!(check_path(path), *expect, "{path}");
        }
    }

    #[test]
    fn heads() {
        use Ambiguity::*;
        type Case = (
            &'static str,
            Version,
            &'static [(&'static str, &'static str)],
            Result<(), Ambiguity>,
        );
        const V11: Version = Version::HTTP_11;
        const V2: Version = Version::HTTP_2;
        let cases: &[Case] = &[
            ("GET /a", V11, &[("host", "a.example")], Ok(())),
            ("GET /a", V11, &[("host", "a.example:8080")], Ok(())),
            ("GET /a", V11, &[("host", "[::1]:8080")], Ok(())),
            ("GET /a", Version::HTTP_10, &[], Ok(())),
            ("GET /a", V11, &[], Err(MissingHost)),
            ("GET /a", V11, &[("host", "")], Err(MalformedHost)),
            ("GET /a", V11, &[("host", "a b")], Err(MalformedHost)),
            ("GET /a", V11, &[("host", "user@a")], Err(MalformedHost)),
            ("GET /a", V11, &[("host", "a"), ("host", "a")], Err(DuplicateHost)),
            (
                "GET /a",
                V11,
                &[
                    ("host", "a"),
                    ("user-agent", "1"),
                    ("user-agent", "2"),
                    ("user-agent", "3"),
                    ("user-agent", "4"),
                    ("referer", "5"),
                    ("referer", "6"),
                    ("referer", "7"),
                    ("referer", "8"),
                    ("user-agent", "9"),
                ],
                Err(RepeatedHeader),
            ),
            ("GET http://A.example/x", V11, &[("host", "a.example")], Ok(())),
            (
                "GET http://b.example/x",
                V11,
                &[("host", "a.example")],
                Err(HostMismatch),
            ),
            (
                "GET http://u@a.example/x",
                V11,
                &[("host", "a.example")],
                Err(UserInformation),
            ),
            (
                "GET ftp://a.example/x",
                V11,
                &[("host", "a.example")],
                Err(Target),
            ),
            ("GET https://a.example/x", V2, &[], Ok(())),
            (
                "GET https://a.example/x",
                V2,
                &[("host", "b.example")],
                Err(HostMismatch),
            ),
            ("GET /x", V2, &[], Err(MissingHost)),
            ("OPTIONS *", V11, &[("host", "a")], Err(Target)),
            ("TRACE /", V11, &[("host", "a")], Err(Method)),
            ("CONNECT a:80", V11, &[("host", "a:80")], Err(Method)),
            ("POST /", V11, &[("host", "a"), ("content-length", "5")], Ok(())),
            (
                "POST /",
                V11,
                &[("host", "a"), ("content-length", "5"), ("content-length", "5")],
                Err(ContentLength),
            ),
            (
                "POST /",
                V11,
                &[("host", "a"), ("content-length", "+5")],
                Err(ContentLength),
            ),
            (
                "POST /",
                V11,
                &[("host", "a"), ("content-length", "5, 5")],
                Err(ContentLength),
            ),
            (
                "POST /",
                V11,
                &[("host", "a"), ("content-length", "10485760")],
                Ok(()),
            ),
            (
                "POST /",
                V11,
                &[("host", "a"), ("content-length", "10485761")],
                Err(BodyTooLarge),
            ),
            (
                "POST /",
                V11,
                &[("host", "a"), ("transfer-encoding", "Chunked")],
                Ok(()),
            ),
            (
                "POST /",
                V11,
                &[("host", "a"), ("transfer-encoding", "gzip, chunked")],
                Err(TransferEncoding),
            ),
            (
                "POST /",
                V11,
                &[
                    ("host", "a"),
                    ("transfer-encoding", "chunked"),
                    ("transfer-encoding", "chunked"),
                ],
                Err(TransferEncoding),
            ),
            (
                "POST /",
                V11,
                &[
                    ("host", "a"),
                    ("transfer-encoding", "chunked"),
                    ("content-length", "5"),
                ],
                Err(LengthAndEncoding),
            ),
            ("GET /", V11, &[("host", "a"), ("upgrade", "h2c")], Ok(())),
            (
                "GET /",
                V11,
                &[("host", "a"), ("upgrade", "websocket")],
                Err(Upgrade),
            ),
            (
                "POST /",
                V11,
                &[("host", "a"), ("expect", "100-Continue")],
                Ok(()),
            ),
            (
                "POST /",
                V11,
                &[("host", "a"), ("expect", "magic")],
                Err(Expectation),
            ),
        ];
        for (line, version, lines, expect) in cases {
            let (method, target) = line.split_once(' ').unwrap();
            let mut request = http::Request::builder()
                .method(method)
                .uri(target)
                .version(*version);
            for (name, value) in *lines {
                request = request.header(*name, *value);
            }
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert_eq!(check(&parts, &Limits::default()), *expect, "{line} {lines:?}");
        }
    }

    #[test]
    fn limits_of_the_head() {
        let check = |target: &str, value: &str, count: usize| {
            let mut request = http::Request::builder().uri(target).header("host", "a");
            for _ in 0..count {
                request = request.header("x-a", value);
            }
            check(&request.body(()).unwrap().into_parts().0, &Limits::default())
        };
        assert_eq!(
            check(&format!("/{}", "a".repeat(10_239)), "", 0),
            Err(Ambiguity::HeadTooLarge)
        );
        assert_eq!(
            check(&format!("/{}", "a".repeat(10_240)), "", 0),
            Err(Ambiguity::TargetTooLong)
        );
        assert_eq!(check("/", "", 99), Ok(()));
        assert_eq!(check("/", "", 100), Err(Ambiguity::HeadTooLarge));
        // `GET/host` + `a` and the name `x-a` are 12 bytes.
        assert_eq!(check("/", &"v".repeat(10_228), 1), Ok(()));
        assert_eq!(check("/", &"v".repeat(10_229), 1), Err(Ambiguity::HeadTooLarge));
    }
}
