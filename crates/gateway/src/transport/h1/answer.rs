//! Response heads as bytes, and how a response body is framed.

use http::header::{CONNECTION, CONTENT_LENGTH, DATE, HeaderMap, TRANSFER_ENCODING};
use http::{Method, StatusCode, Version};

use super::head::content_length;

/// Bytes of a date as HTTP writes it.
pub(in crate::transport) const DATE_BYTES: usize = 29;

/// How the end of a response body is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// There is none, whatever the body gives; with the length it would have, if that is known.
    Nothing(Option<u64>),
    /// So many bytes.
    Length(u64),
    /// Chunks.
    Chunked,
    /// The end of the connection.
    UntilClose,
}

impl Framing {
    /// The framing of a body of this length, `None` for unknown.
    pub(super) fn of(
        method: &Method,
        version: Version,
        status: StatusCode,
        headers: &HeaderMap,
        length: Option<u64>,
    ) -> Self {
        if *method == Method::HEAD || status == StatusCode::NOT_MODIFIED {
            let announced = headers.get(CONTENT_LENGTH);
            return Self::Nothing(announced.and_then(|value| content_length(value.as_bytes())));
        }
        match (status, length) {
            (StatusCode::NO_CONTENT, _) => Self::Nothing(None),
            (_, Some(length)) => Self::Length(length),
            (_, None) if version == Version::HTTP_10 => Self::UntilClose,
            (_, None) => Self::Chunked,
        }
    }
}

/// What a response says about its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Persistence {
    /// Nothing: it stays open.
    Implied,
    /// It stays open, told to an HTTP/1.0 client.
    Told,
    /// It closes.
    Closes,
}

/// Appends the head of a response, empty line included. Headers of the connection and of the framing are not taken from
/// `headers`.
pub(super) fn write_head(
    out: &mut Vec<u8>,
    status: StatusCode,
    headers: &HeaderMap,
    framing: Framing,
    persistence: Persistence,
    date: &[u8; DATE_BYTES],
) {
    if status == StatusCode::OK {
        out.extend_from_slice(b"HTTP/1.1 200 OK\r\n");
    } else {
        out.extend_from_slice(b"HTTP/1.1 ");
        out.extend_from_slice(status.as_str().as_bytes());
        out.push(b' ');
        out.extend_from_slice(status.canonical_reason().unwrap_or("").as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    let mut dated = false;
    for (name, value) in headers {
        if matches!(*name, CONNECTION | CONTENT_LENGTH | TRANSFER_ENCODING) {
            continue;
        }
        dated |= *name == DATE;
        let (name, value) = (spelled(name.as_str()).as_bytes(), value.as_bytes());
        out.reserve(name.len() + value.len() + 4);
        out.extend_from_slice(name);
        out.extend_from_slice(b": ");
        out.extend_from_slice(value);
        out.extend_from_slice(b"\r\n");
    }
    if !dated {
        out.extend_from_slice(b"Date: ");
        out.extend_from_slice(date);
        out.extend_from_slice(b"\r\n");
    }
    match framing {
        Framing::Nothing(Some(length)) | Framing::Length(length) => {
            out.extend_from_slice(b"Content-Length: ");
            write_decimal(out, length);
            out.extend_from_slice(b"\r\n");
        }
        Framing::Chunked => out.extend_from_slice(b"Transfer-Encoding: chunked\r\n"),
        Framing::Nothing(None) | Framing::UntilClose => {}
    }
    out.extend_from_slice(match persistence {
        Persistence::Implied => b"\r\n",
        Persistence::Told => b"Connection: keep-alive\r\n\r\n",
        Persistence::Closes => b"Connection: close\r\n\r\n",
    });
}

/// The gateway's own header names as AWS spells them over HTTP/1.1 (recorded answers); all others as they are.
fn spelled(name: &str) -> &str {
    match name {
        "content-type" => "Content-Type",
        "date" => "Date",
        "x-amzn-errortype" => "x-amzn-ErrorType",
        "x-amzn-requestid" => "x-amzn-RequestId",
        "x-amzn-trace-id" => "X-Amzn-Trace-Id",
        name => name,
    }
}

/// Appends the line that opens a chunk of `length` bytes, which is not 0.
pub(super) fn write_chunk_size(out: &mut Vec<u8>, length: usize) {
    let digits = (usize::BITS - length.leading_zeros()).div_ceil(4).max(1);
    for digit in (0..digits).rev() {
        let value = (length >> (digit * 4)) & 0xf;
        out.extend(char::from_digit(u32::try_from(value).unwrap_or_default(), 16).map(|digit| digit as u8));
    }
    out.extend_from_slice(b"\r\n");
}

fn write_decimal(out: &mut Vec<u8>, mut value: u64) {
    let start = out.len();
    loop {
        out.push(b'0' + u8::try_from(value % 10).unwrap_or_default());
        value /= 10;
        if value == 0 {
            break;
        }
    }
    if let Some(digits) = out.get_mut(start..) {
        digits.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    const NOW: &[u8; DATE_BYTES] = b"Fri, 20 Nov 2026 12:00:00 GMT";

    #[test]
    fn heads() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-a", "1"),
            ("x-a", "2"),
            ("connection", "x-a"),
            ("content-length", "99"),
            ("transfer-encoding", "gzip"),
        ] {
            headers.append(name, HeaderValue::from_static(value));
        }
        let write = |status: u16, framing, persistence| {
            let mut out = Vec::new();
            let status = StatusCode::from_u16(status).unwrap();
            write_head(&mut out, status, &headers, framing, persistence, NOW);
            String::from_utf8(out).unwrap()
        };
        let common = "x-a: 1\r\nx-a: 2\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\n";
        for (status, line, framing, lines, persistence, last) in [
            (
                200,
                "200 OK",
                Framing::Length(0),
                "Content-Length: 0\r\n",
                Persistence::Implied,
                "",
            ),
            (
                404,
                "404 Not Found",
                Framing::Chunked,
                "Transfer-Encoding: chunked\r\n",
                Persistence::Told,
                "Connection: keep-alive\r\n",
            ),
            (
                599,
                "599 ",
                Framing::UntilClose,
                "",
                Persistence::Closes,
                "Connection: close\r\n",
            ),
            (
                304,
                "304 Not Modified",
                Framing::Nothing(Some(u64::MAX)),
                "Content-Length: 18446744073709551615\r\n",
                Persistence::Implied,
                "",
            ),
        ] {
            assert_eq!(
                write(status, framing, persistence),
                format!("HTTP/1.1 {line}\r\n{common}{lines}{last}\r\n")
            );
        }
    }

    #[test]
    fn framing_follows_method_version_status_and_length() {
        let mut headers = HeaderMap::new();
        headers.insert("content-length", HeaderValue::from_static("7"));
        let of = |method: &Method, version, status: u16, length| {
            Framing::of(
                method,
                version,
                StatusCode::from_u16(status).unwrap(),
                &headers,
                length,
            )
        };
        let (old, new) = (Version::HTTP_10, Version::HTTP_11);
        assert_eq!(of(&Method::GET, new, 200, Some(3)), Framing::Length(3));
        assert_eq!(of(&Method::GET, new, 200, None), Framing::Chunked);
        assert_eq!(of(&Method::GET, old, 200, None), Framing::UntilClose);
        assert_eq!(of(&Method::HEAD, new, 200, Some(0)), Framing::Nothing(Some(7)));
        assert_eq!(of(&Method::GET, new, 304, None), Framing::Nothing(Some(7)));
        assert_eq!(of(&Method::GET, new, 204, Some(3)), Framing::Nothing(None));
    }

    #[test]
    fn numbers() {
        for length in [1, 9, 15, 16, 255, 256, 4_095, 65_536, usize::MAX] {
            let mut out = Vec::new();
            write_chunk_size(&mut out, length);
            assert_eq!(String::from_utf8(out).unwrap(), format!("{length:x}\r\n"));
        }
    }
}
