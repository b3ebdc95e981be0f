//! Request heads as bytes.

use http::Method;
use memchr::memchr3;

use crate::{RequestFault, RequestHead, request::managed_header};

/// How a request body is framed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestFraming {
    /// No body, and none expected of this method: no framing header.
    Absent,
    /// `Content-Length`.
    Length(u64),
    /// `Transfer-Encoding: chunked`.
    Chunked,
}

impl RequestFraming {
    /// The framing of a body of this length, `None` for unknown.
    ///
    /// An empty body is announced where the method gives one a meaning (RFC 9110, section 8.6).
    pub(crate) fn of(method: &Method, length: Option<u64>) -> Self {
        match length {
            Some(0) if !matches!(*method, Method::POST | Method::PUT | Method::PATCH) => Self::Absent,
            Some(length) => Self::Length(length),
            None => Self::Chunked,
        }
    }
}

/// Appends the head of a request, empty line included. On an error `wire` is left as it happens to be.
pub(crate) fn write_head<I, N, V>(
    wire: &mut Vec<u8>,
    head: RequestHead<'_, I>,
    authority: &str,
    framing: RequestFraming,
) -> Result<(), RequestFault>
where
    I: IntoIterator<Item = (N, V)>,
    N: AsRef<[u8]>,
    V: AsRef<[u8]>,
{
    if *head.method == Method::CONNECT {
        return Err(RequestFault::Connect);
    }
    let path = head.path_and_query.as_bytes();
    if path.first() != Some(&b'/') || !path.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'#') {
        return Err(RequestFault::Path);
    }
    wire.extend_from_slice(head.method.as_str().as_bytes());
    wire.push(b' ');
    wire.extend_from_slice(path);
    wire.extend_from_slice(b" HTTP/1.1\r\nhost: ");
    write_value(wire, head.host.unwrap_or(authority).as_bytes())?;
    match framing {
        RequestFraming::Absent => {}
        RequestFraming::Length(length) => {
            wire.extend_from_slice(b"content-length: ");
            write_decimal(wire, length);
            wire.extend_from_slice(b"\r\n");
        }
        RequestFraming::Chunked => wire.extend_from_slice(b"transfer-encoding: chunked\r\n"),
    }
    for (name, value) in head.headers {
        let name = name.as_ref();
        if let Some(managed) = managed_header(name) {
            return Err(RequestFault::ManagedHeader(managed));
        }
        if name.is_empty() || !name.iter().all(|byte| is_token_byte(*byte)) {
            return Err(RequestFault::HeaderName);
        }
        wire.extend_from_slice(name);
        wire.extend_from_slice(b": ");
        write_value(wire, value.as_ref())?;
    }
    wire.extend_from_slice(b"\r\n");
    Ok(())
}

fn write_value(wire: &mut Vec<u8>, value: &[u8]) -> Result<(), RequestFault> {
    if memchr3(b'\r', b'\n', b'\0', value).is_some() {
        return Err(RequestFault::HeaderValue);
    }
    wire.extend_from_slice(value);
    wire.extend_from_slice(b"\r\n");
    Ok(())
}

/// Appends the line that opens a chunk of `length` bytes, which is not 0.
pub(crate) fn write_chunk_size(wire: &mut Vec<u8>, length: usize) {
    let digits = (usize::BITS - length.leading_zeros()).div_ceil(4).max(1);
    for digit in (0..digits).rev() {
        let value = (length >> (digit * 4)) & 0xf;
        wire.extend(char::from_digit(u32::try_from(value).unwrap_or_default(), 16).map(|digit| digit as u8));
    }
    wire.extend_from_slice(b"\r\n");
}

fn write_decimal(wire: &mut Vec<u8>, mut value: u64) {
    let start = wire.len();
    loop {
        wire.push(b'0' + u8::try_from(value % 10).unwrap_or_default());
        value /= 10;
        if value == 0 {
            break;
        }
    }
    if let Some(digits) = wire.get_mut(start..) {
        digits.reverse();
    }
}

/// Whether names may hold this byte (RFC 9110, section 5.6.2).
pub(crate) fn is_token_byte(byte: u8) -> bool {
    TOKEN_BYTES.get(usize::from(byte)).copied().unwrap_or(false)
}

const TOKEN_BYTES: [bool; 256] = token_bytes();

#[expect(
    clippy::indexing_slicing,
    reason = "at compile time, where an index out of bounds is an error"
)]
const fn token_bytes() -> [bool; 256] {
    let mut bytes = [false; 256];
    let mut letter = 0_u8;
    while letter < 128 {
        bytes[letter as usize] = letter.is_ascii_alphanumeric();
        letter += 1;
    }
    let others = b"!#$%&'*+-.^_`|~";
    let mut at = 0;
    while at < others.len() {
        bytes[others[at] as usize] = true;
        at += 1;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head<'a>(
        method: &'a Method,
        path: &'a str,
        headers: &'a [(&'a str, &'a str)],
    ) -> RequestHead<'a, impl IntoIterator<Item = (&'a str, &'a str)>> {
        RequestHead {
            method,
            path_and_query: path,
            host: None,
            headers: headers.iter().copied(),
        }
    }

    fn check(method: &Method, path: &str, headers: &[(&str, &str)], expect: Result<&str, RequestFault>) {
        let mut wire = Vec::new();
        let got = write_head(
            &mut wire,
            head(method, path, headers),
            "model:8080",
            RequestFraming::Absent,
        );
        assert_eq!(
            got.map(|()| String::from_utf8(wire).unwrap()),
            expect.map(str::to_owned),
            "{path} {headers:?}"
        );
    }

    #[test]
    fn heads() {
        check(
            &Method::GET,
            "/",
            &[],
            Ok("GET / HTTP/1.1\r\nhost: model:8080\r\n\r\n"),
        );
        check(
            &Method::DELETE,
            "/a?b=%20",
            &[("Accept", "*/*"), ("x-empty", "")],
            Ok("DELETE /a?b=%20 HTTP/1.1\r\nhost: model:8080\r\nAccept: */*\r\nx-empty: \r\n\r\n"),
        );
    }

    #[test]
    fn what_cannot_be_written() {
        for path in [
            "",
            "a",
            "*",
            "/a b",
            "/a\r\n",
            "/\u{e9}",
            "/\u{7f}",
            "/a#b",
            "http://x/",
        ] {
            check(&Method::GET, path, &[], Err(RequestFault::Path));
        }
        check(&Method::CONNECT, "/", &[], Err(RequestFault::Connect));
        for name in ["", "a b", "a:", "a\r\nb", "\u{e9}"] {
            check(&Method::GET, "/", &[(name, "x")], Err(RequestFault::HeaderName));
        }
        for value in ["a\rb", "a\nb", "\0"] {
            check(&Method::GET, "/", &[("a", value)], Err(RequestFault::HeaderValue));
        }
        for (name, managed) in [
            ("Content-Length", "content-length"),
            ("HOST", "host"),
            ("te", ""),
            ("trailer", "trailer"),
        ] {
            let expect = if managed.is_empty() {
                Ok("GET / HTTP/1.1\r\nhost: model:8080\r\nte: 1\r\n\r\n")
            } else {
                Err(RequestFault::ManagedHeader(managed))
            };
            check(&Method::GET, "/", &[(name, "1")], expect);
        }
    }

    #[test]
    fn tokens() {
        let token = |byte: u8| byte.is_ascii_graphic() && !b"\"(),/:;<=>?@[\\]{}".contains(&byte);
        for byte in 0..=255 {
            assert_eq!(is_token_byte(byte), token(byte), "{byte}");
        }
    }

    #[test]
    fn framing_follows_method_and_length() {
        for (method, length, expect) in [
            (Method::GET, Some(0), RequestFraming::Absent),
            (Method::DELETE, Some(0), RequestFraming::Absent),
            (Method::POST, Some(0), RequestFraming::Length(0)),
            (Method::PUT, Some(0), RequestFraming::Length(0)),
            (Method::GET, Some(1), RequestFraming::Length(1)),
            (Method::GET, None, RequestFraming::Chunked),
        ] {
            assert_eq!(RequestFraming::of(&method, length), expect, "{method} {length:?}");
        }
        let mut wire = Vec::new();
        write_head(
            &mut wire,
            head(&Method::PUT, "/", &[]),
            "m",
            RequestFraming::Length(1_234_567_890),
        )
        .unwrap();
        assert_eq!(
            wire,
            b"PUT / HTTP/1.1\r\nhost: m\r\ncontent-length: 1234567890\r\n\r\n"
        );
    }

    #[test]
    fn numbers_are_written() {
        for length in [1, 9, 15, 16, 255, 256, 4095, 65_536, 1_048_576, usize::MAX] {
            let mut wire = Vec::new();
            write_chunk_size(&mut wire, length);
            assert_eq!(String::from_utf8(wire).unwrap(), format!("{length:x}\r\n"));
        }
        for value in [0, 9, 10, 101, u64::MAX] {
            let mut wire = Vec::new();
            write_decimal(&mut wire, value);
            assert_eq!(String::from_utf8(wire).unwrap(), value.to_string());
        }
    }
}
