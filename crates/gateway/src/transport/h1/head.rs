//! Request heads: where one ends, what it says, and how its body is framed.
//!
//! The only parse of a head. Everything that bears on where the next request begins is decided here.

use std::mem::MaybeUninit;

use bytes::Bytes;
use http::header::{
    CONNECTION, CONTENT_LENGTH, EXPECT, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use http::{Method, Request, Uri, Version, request};
use httparse::{Header, ParserConfig};
use memchr::{memchr, memchr_iter};

use super::decoder::BodyDecoder;
use crate::transport::screen::Ambiguity;

/// Header lines up to which the parser needs no memory of its own.
const LINES_ON_STACK: usize = 128;
/// Empty lines that may stand before a request (RFC 9112, section 2.2, asks for one).
const EMPTY_LINES_MAX: usize = 4;

/// The fault found in a head, left among the extensions of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::transport) struct RawFault(pub(in crate::transport) Ambiguity);

/// The most a head may hold.
#[derive(Debug, Clone, Copy)]
pub(in crate::transport) struct HeadLimits {
    pub(in crate::transport) bytes: usize,
    pub(in crate::transport) lines: usize,
}

/// A request and what it means for its connection.
#[derive(Debug)]
pub(in crate::transport) struct Head {
    pub(in crate::transport) parts: request::Parts,
    /// What it was read from: names of headers as they were spelled. Empty where it cannot be read.
    pub(in crate::transport) raw: Bytes,
    /// The body that follows. None after a fault.
    pub(in crate::transport) body: BodyDecoder,
    /// Whether the client lets the connection serve another request.
    pub(in crate::transport) keep_alive: bool,
    /// The client waits for `100 Continue` before it sends the body.
    pub(in crate::transport) expects_continue: bool,
    /// The request must not be served, and what follows it not be read. Also among the extensions of `parts`.
    pub(in crate::transport) fault: bool,
}

impl Head {
    /// Stands for a head that cannot be read: with what is certain about it, which is nothing.
    pub(in crate::transport) fn unreadable(why: Ambiguity) -> Self {
        let mut request = Request::new(());
        *request.uri_mut() = Uri::from_static("*");
        *request.method_mut() = Method::from_bytes(b"-").unwrap_or(Method::OPTIONS);
        let (mut parts, ()) = request.into_parts();
        parts.extensions.insert(RawFault(why));
        Self {
            parts,
            raw: Bytes::new(),
            body: BodyDecoder::Done,
            keep_alive: false,
            expects_continue: false,
            fault: true,
        }
    }
}

/// Bytes of the empty lines at the start of `bytes`, `before` of them gone already.
pub(in crate::transport) fn empty_lines(bytes: &[u8], before: usize) -> Result<usize, Ambiguity> {
    let mut length = 0;
    while bytes.get(length..).is_some_and(|rest| rest.starts_with(b"\r\n")) {
        length += 2;
        if before + length > EMPTY_LINES_MAX * 2 {
            return Err(Ambiguity::Syntax);
        }
    }
    Ok(length)
}

/// The length of the head that `bytes` begins with, once it is whole.
///
/// The first `scanned` bytes were seen by an earlier call, so a head that trickles in costs no more than one that comes
/// at once.
#[inline]
pub(in crate::transport) fn head_end(
    bytes: &[u8],
    scanned: usize,
    bytes_max: usize,
) -> Result<Option<usize>, Ambiguity> {
    for index in memchr_iter(b'\n', bytes.get(scanned..).unwrap_or_default()) {
        let line = bytes.get(..=scanned + index).unwrap_or_default();
        if line.len() > bytes_max {
            return Err(Ambiguity::HeadTooLarge);
        }
        if line.ends_with(b"\r\n\r\n") {
            return Ok(Some(line.len()));
        }
        if !line.ends_with(b"\r\n") {
            return Err(Ambiguity::LineEnd);
        }
    }
    if bytes.len() > bytes_max {
        return Err(Ambiguity::HeadTooLarge);
    }
    Ok(None)
}

/// Reads a whole head, as [`head_end`] found it. Target and header values share the memory of `head`.
pub(in crate::transport) fn parse(head: &Bytes, limits: HeadLimits) -> Head {
    // No line is shorter than `a:` and its end.
    let lines = limits.lines.min(head.len() / 4 + 1);
    let mut on_stack = [const { MaybeUninit::<Header<'_>>::uninit() }; LINES_ON_STACK];
    let parsed = match on_stack.get_mut(..lines) {
        Some(lines) => parse_into(head, lines),
        None => parse_into(head, &mut vec![MaybeUninit::uninit(); lines]),
    };
    parsed.unwrap_or_else(Head::unreadable)
}

fn parse_into<'h>(head: &'h Bytes, lines: &mut [MaybeUninit<Header<'h>>]) -> Result<Head, Ambiguity> {
    let mut parsed = httparse::Request::new(&mut []);
    let outcome = ParserConfig::default().parse_request_with_uninit_headers(&mut parsed, head, lines);
    match outcome {
        Ok(httparse::Status::Complete(length)) if length == head.len() => {}
        Ok(_) => return Err(Ambiguity::HeadEnd),
        Err(httparse::Error::TooManyHeaders) => return Err(Ambiguity::HeadTooLarge),
        Err(
            httparse::Error::HeaderName
            | httparse::Error::HeaderValue
            | httparse::Error::NewLine
            | httparse::Error::Status
            | httparse::Error::Token
            | httparse::Error::Version,
        ) => return Err(Ambiguity::Syntax),
    }
    let (Some(method), Some(target), Some(minor)) = (parsed.method, parsed.path, parsed.version) else {
        return Err(Ambiguity::Syntax);
    };
    let mut fault = memchr(b'#', target.as_bytes()).map(|_| Ambiguity::Target);
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| Ambiguity::Syntax)?;
    let uri = Uri::from_maybe_shared(head.slice_ref(target.as_bytes())).map_err(|_| Ambiguity::Target)?;
    let mut fields = Fields::new(parsed.headers.len())?;
    for line in &*parsed.headers {
        fields.take(head, line)?;
    }
    let http_1_1 = minor == 1;
    fault = fault.or(fields.fault).or(match (fields.length, fields.chunked) {
        (Some(_), true) => Some(Ambiguity::LengthAndEncoding),
        (None, true) if !http_1_1 => Some(Ambiguity::TransferEncoding),
        _ => None,
    });
    let body = match (fault, fields.chunked, fields.length) {
        (None, true, _) => BodyDecoder::chunked(),
        (None, false, Some(length)) => BodyDecoder::length(length),
        _ => BodyDecoder::Done,
    };
    let (mut parts, ()) = Request::new(()).into_parts();
    parts.method = method;
    parts.uri = uri;
    parts.version = if http_1_1 {
        Version::HTTP_11
    } else {
        Version::HTTP_10
    };
    parts.headers = fields.map;
    if let Some(fault) = fault {
        parts.extensions.insert(RawFault(fault));
    }
    Ok(Head {
        parts,
        raw: head.clone(),
        expects_continue: fields.expects_continue && http_1_1 && !body.is_done(),
        body,
        keep_alive: !fields.close && (http_1_1 || fields.keep_alive),
        fault: fault.is_some(),
    })
}

/// What the header lines say.
struct Fields {
    map: HeaderMap,
    length: Option<u64>,
    chunked: bool,
    close: bool,
    keep_alive: bool,
    expects_continue: bool,
    fault: Option<Ambiguity>,
}

impl Fields {
    fn new(lines: usize) -> Result<Self, Ambiguity> {
        Ok(Self {
            map: HeaderMap::try_with_capacity(lines).map_err(|_| Ambiguity::HeadTooLarge)?,
            length: None,
            chunked: false,
            close: false,
            keep_alive: false,
            expects_continue: false,
            fault: None,
        })
    }

    #[inline]
    fn take(&mut self, head: &Bytes, line: &Header<'_>) -> Result<(), Ambiguity> {
        let name = HeaderName::from_bytes(line.name.as_bytes()).map_err(|_| Ambiguity::Syntax)?;
        match name {
            CONTENT_LENGTH => match content_length(line.value) {
                Some(length) if self.length.is_none() => self.length = Some(length),
                Some(_) | None => self.faulty(Ambiguity::ContentLength),
            },
            TRANSFER_ENCODING => {
                if self.chunked || !line.value.eq_ignore_ascii_case(b"chunked") {
                    self.faulty(Ambiguity::TransferEncoding);
                }
                self.chunked = true;
            }
            CONNECTION => {
                for token in line.value.split(|byte| *byte == b',') {
                    let token = token.trim_ascii();
                    self.close |= token.eq_ignore_ascii_case(b"close");
                    self.keep_alive |= token.eq_ignore_ascii_case(b"keep-alive");
                }
            }
            EXPECT => self.expects_continue |= line.value.eq_ignore_ascii_case(b"100-continue"),
            _ => {}
        }
        let value =
            HeaderValue::from_maybe_shared(head.slice_ref(line.value)).map_err(|_| Ambiguity::Syntax)?;
        self.map
            .try_append(name, value)
            .map_err(|_| Ambiguity::HeadTooLarge)?;
        Ok(())
    }

    /// Keeps the first fault.
    fn faulty(&mut self, why: Ambiguity) {
        self.fault.get_or_insert(why);
    }
}

/// A plain number: no sign, no list, no blanks.
pub(in crate::transport) fn content_length(value: &[u8]) -> Option<u64> {
    if value.is_empty() {
        return None;
    }
    value.iter().try_fold(0u64, |length, byte| {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte & 0x0f))?;
        length.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests;
