//! Response heads: where one ends, what it says, and how its body is framed.
//!
//! RFC 9112 with every choice taken for refusal: a response that two readers could cut differently is an error.

use std::mem::MaybeUninit;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use httparse::ParserConfig;
use memchr::memchr_iter;

use crate::{InvokeError, Malformed};

/// Header lines the parser has room for; [`HeadLimits::headers_max`] can only be lower.
const HEADERS_CEILING: usize = 256;

/// Headers that whoever passes the response on may add before the map must grow, which costs more than the room.
const HEADERS_SPARE: usize = 4;

/// The most a response head may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadLimits {
    pub(crate) bytes_max: usize,
    pub(crate) headers_max: usize,
}

/// How the end of a body is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// So many bytes; 0 where there is no body.
    Length(u64),
    Chunked,
    /// Until the connection ends.
    UntilClose,
}

/// A parsed head.
#[derive(Debug)]
pub(crate) enum Head {
    /// A 1xx response: another head follows.
    Interim,
    Final(ResponseHead),
}

/// The head of a final response, without the headers of the connection.
#[derive(Debug)]
pub(crate) struct ResponseHead {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) framing: Framing,
    /// Whether the connection may serve another request after this body.
    pub(crate) keep_alive: bool,
}

/// The length of the head that `bytes` begins with, once it is whole.
///
/// The first `scanned` bytes were seen by an earlier call, so a head that trickles in costs no more than one that comes
/// at once.
pub(crate) fn head_end(
    bytes: &[u8],
    scanned: usize,
    limits: HeadLimits,
) -> Result<Option<usize>, InvokeError> {
    let known = b"HTTP/1."
        .iter()
        .zip(bytes)
        .all(|(expect, found)| expect == found);
    if !known {
        return Err(Malformed::StatusLine.into());
    }
    for index in memchr_iter(b'\n', bytes.get(scanned..).unwrap_or_default()) {
        let line = bytes.get(..=scanned + index).unwrap_or_default();
        if line.len() > limits.bytes_max {
            break;
        }
        if line.ends_with(b"\r\n\r\n") {
            return Ok(Some(line.len()));
        }
        if !line.ends_with(b"\r\n") {
            return Err(Malformed::Header.into());
        }
    }
    if bytes.len() >= limits.bytes_max {
        return Err(InvokeError::ResponseHeadTooLarge {
            bytes_max: limits.bytes_max,
        });
    }
    Ok(None)
}

/// Parses a whole head, as [`head_end`] found it. Header values share the memory of `head`.
pub(crate) fn parse_head(head: &Bytes, answers_head: bool, limits: HeadLimits) -> Result<Head, InvokeError> {
    let mut lines = [const { MaybeUninit::uninit() }; HEADERS_CEILING];
    let headers_max = limits.headers_max.min(HEADERS_CEILING);
    let mut parsed = httparse::Response::new(&mut []);
    let outcome = ParserConfig::default().parse_response_with_uninit_headers(
        &mut parsed,
        head,
        lines.get_mut(..headers_max).unwrap_or_default(),
    );
    match outcome {
        Ok(httparse::Status::Complete(length)) if length == head.len() => {}
        Ok(_) => return Err(Malformed::Header.into()),
        Err(httparse::Error::TooManyHeaders) => return Err(InvokeError::TooManyHeaders { headers_max }),
        Err(httparse::Error::Status | httparse::Error::Version) => return Err(Malformed::StatusLine.into()),
        Err(
            httparse::Error::HeaderName
            | httparse::Error::HeaderValue
            | httparse::Error::NewLine
            | httparse::Error::Token,
        ) => return Err(Malformed::Header.into()),
    }
    let status = parsed
        .code
        .filter(|code| (100..=599).contains(code))
        .ok_or(Malformed::Status)?;
    let status = StatusCode::from_u16(status).map_err(|_| Malformed::Status)?;
    let mut fields = Fields::read(head, parsed.headers)?;
    if status == StatusCode::SWITCHING_PROTOCOLS {
        return Err(Malformed::Upgrade.into());
    }
    if status.is_informational() {
        return match (fields.length, fields.chunked) {
            (None, false) => Ok(Head::Interim),
            _ => Err(Malformed::InterimBody.into()),
        };
    }
    let http_1_1 = parsed.version == Some(1);
    if fields.chunked && !http_1_1 {
        return Err(Malformed::TransferCoding.into());
    }
    if fields.chunked && fields.length.is_some() {
        return Err(Malformed::LengthAndCoding.into());
    }
    // A persistent HTTP/1.0 connection is an extension that its intermediaries get wrong: never reused.
    let mut keep_alive = http_1_1 && !fields.close;
    let framing = if answers_head || status == StatusCode::NOT_MODIFIED {
        Framing::Length(0)
    } else if status == StatusCode::NO_CONTENT {
        // It must not announce a body; one that does may send it, and it would be taken for the next response.
        keep_alive &= !fields.chunked && matches!(fields.length, None | Some(0));
        fields.map.remove(header::CONTENT_LENGTH);
        Framing::Length(0)
    } else if fields.chunked {
        Framing::Chunked
    } else if let Some(length) = fields.length {
        Framing::Length(length)
    } else {
        keep_alive = false;
        Framing::UntilClose
    };
    Ok(Head::Final(ResponseHead {
        status,
        headers: fields.map,
        framing,
        keep_alive,
    }))
}

/// What the header lines say.
struct Fields {
    map: HeaderMap,
    length: Option<u64>,
    chunked: bool,
    close: bool,
}

impl Fields {
    fn read(head: &Bytes, lines: &[httparse::Header<'_>]) -> Result<Self, Malformed> {
        let map = HeaderMap::with_capacity(lines.len() + HEADERS_SPARE);
        let mut fields = Self {
            map,
            length: None,
            chunked: false,
            close: false,
        };
        let mut named_by_connection = Vec::new();
        for line in lines {
            let name = HeaderName::from_bytes(line.name.as_bytes()).map_err(|_| Malformed::Header)?;
            match name {
                header::CONTENT_LENGTH => {
                    if fields.length.is_some() {
                        return Err(Malformed::ContentLengthRepeated);
                    }
                    fields.length = Some(content_length(line.value).ok_or(Malformed::ContentLength)?);
                }
                header::TRANSFER_ENCODING => {
                    if fields.chunked || !line.value.eq_ignore_ascii_case(b"chunked") {
                        return Err(Malformed::TransferCoding);
                    }
                    fields.chunked = true;
                    continue;
                }
                header::CONNECTION => {
                    fields.connection(line.value, &mut named_by_connection);
                    continue;
                }
                ref name if is_hop_by_hop(name) => continue,
                _ => {}
            }
            let value =
                HeaderValue::from_maybe_shared(head.slice_ref(line.value)).map_err(|_| Malformed::Header)?;
            fields
                .map
                .try_append(name, value)
                .map_err(|_| Malformed::Header)?;
        }
        for name in named_by_connection {
            fields.map.remove(name);
        }
        Ok(fields)
    }

    fn connection(&mut self, value: &[u8], named: &mut Vec<HeaderName>) {
        for token in value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
            if token.eq_ignore_ascii_case(b"close") {
                self.close = true;
            } else if !token.eq_ignore_ascii_case(b"keep-alive") {
                named.extend(HeaderName::from_bytes(token));
            }
        }
    }
}

/// Headers of the connection, besides `Connection` and `Transfer-Encoding`.
fn is_hop_by_hop(name: &HeaderName) -> bool {
    matches!(*name, header::TE | header::TRAILER | header::UPGRADE)
        || name == "keep-alive"
        || name.as_str().starts_with("proxy-")
}

/// Digits only: no sign, no blank, no list.
fn content_length(value: &[u8]) -> Option<u64> {
    if value.is_empty() {
        return None;
    }
    value.iter().try_fold(0_u64, |length, byte| {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        length.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests;
