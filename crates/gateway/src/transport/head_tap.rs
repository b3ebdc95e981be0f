//! Sees the bytes of request heads that the HTTP parser does not show any more.
//!
//! hyper follows RFC 9112 where a request carries both `Content-Length` and `Transfer-Encoding`, or the same length
//! twice: it drops one and serves. Behind or before a reader that decides differently this is request smuggling, so
//! such a request must be refused, and for that the raw head has to be seen. The tap is fed every byte of an HTTP/1
//! connection, follows the framing (lengths counted down, chunks walked), keeps the bytes of the current head only,
//! and is asked once per request.

use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::request;
use memchr::memchr;

use super::screen::Ambiguity;

/// The fault found in a raw head, left among the extensions of the parsed request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawFault(pub(super) Ambiguity);

/// Heads grow this buffer; beyond this size it is given back after the request.
const KEEP_BYTES: usize = 2_048;

/// Follows the framing of one HTTP/1 connection.
#[derive(Debug, Default)]
pub(super) struct HeadTap {
    /// Bytes received since the start of the next head.
    window: Vec<u8>,
    body: BodyLeft,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum BodyLeft {
    #[default]
    None,
    Counted(u64),
    Chunked(Chunks),
    /// The framing was lost: no request after this one is served.
    Lost,
}

impl HeadTap {
    /// Takes bytes as they came from the client.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if self.body == BodyLeft::None {
            self.window.extend_from_slice(bytes);
        } else {
            let rest = self.body.skip(bytes);
            self.window.extend_from_slice(rest);
        }
    }

    /// Tells what is wrong with the raw head of `request`, which the parser has just completed.
    pub(super) fn take_head(&mut self, request: &request::Parts) -> Result<(), RawFault> {
        let found = self.found(request);
        match &found {
            Ok(length) => self.advance(*length),
            Err(_) => {
                self.body = BodyLeft::Lost;
                self.window = Vec::new();
            }
        }
        found.map(|_| ())
    }

    fn found(&mut self, request: &request::Parts) -> Result<usize, RawFault> {
        if self.body != BodyLeft::None {
            return Err(RawFault(Ambiguity::HeadEnd));
        }
        let head = Head::read(&self.window).ok_or(RawFault(Ambiguity::HeadEnd))?;
        if head.bare_line_feed {
            return Err(RawFault(Ambiguity::LineEnd));
        }
        if head.lengths > 0 && head.encodings > 0 {
            return Err(RawFault(Ambiguity::LengthAndEncoding));
        }
        if head.lengths > 1 {
            return Err(RawFault(Ambiguity::ContentLength));
        }
        if head.encodings > 1 {
            return Err(RawFault(Ambiguity::TransferEncoding));
        }
        if head.fragment {
            return Err(RawFault(Ambiguity::Target));
        }
        // What both see must agree, else one of them is wrong about where the head is.
        let seen = (
            request.headers.contains_key(CONTENT_LENGTH),
            request.headers.contains_key(TRANSFER_ENCODING),
        );
        if seen != (head.lengths == 1, head.encodings == 1) {
            return Err(RawFault(Ambiguity::HeadEnd));
        }
        self.body = match seen {
            (false, false) => BodyLeft::None,
            (true, _) => match content_length(request) {
                Some(0) => BodyLeft::None,
                Some(length) => BodyLeft::Counted(length),
                None => return Err(RawFault(Ambiguity::ContentLength)),
            },
            (false, true) => BodyLeft::Chunked(Chunks::default()),
        };
        Ok(head.length)
    }

    /// Drops the head and what is already here of its body.
    fn advance(&mut self, head: usize) {
        if head == self.window.len() {
            if self.window.capacity() > KEEP_BYTES {
                self.window = Vec::new();
            }
            self.window.clear();
            return;
        }
        let after = self.window.get(head..).unwrap_or_default();
        let rest = self.body.skip(after).len();
        let gone = self.window.len().saturating_sub(rest);
        self.window.drain(..gone);
    }
}

fn content_length(request: &request::Parts) -> Option<u64> {
    request.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// What one raw head shows.
#[derive(Debug, Default)]
struct Head {
    /// Bytes of the head, leading empty lines and the closing one included.
    length: usize,
    lengths: u32,
    encodings: u32,
    bare_line_feed: bool,
    fragment: bool,
}

impl Head {
    /// Reads up to the first empty line; `None` if there is none.
    fn read(window: &[u8]) -> Option<Self> {
        let mut head = Self::default();
        let mut rest = window;
        let mut first = true;
        loop {
            let end = memchr(b'\n', rest)?;
            let (line, after) = rest.split_at_checked(end.checked_add(1)?)?;
            rest = after;
            let Some(line) = line.strip_suffix(b"\r\n") else {
                head.bare_line_feed = true;
                if line.len() > 1 || first {
                    first = first && line.len() <= 1;
                    continue;
                }
                break;
            };
            if first {
                // Empty lines before a request are allowed.
                if !line.is_empty() {
                    first = false;
                    head.fragment = memchr(b'#', line).is_some();
                }
                continue;
            }
            match line.first() {
                None => break,
                Some(b'c' | b'C') => head.lengths += u32::from(is_named(line, b"content-length")),
                Some(b't' | b'T') => head.encodings += u32::from(is_named(line, b"transfer-encoding")),
                Some(_) => {}
            }
        }
        head.length = window.len().saturating_sub(rest.len());
        Some(head)
    }
}

fn is_named(line: &[u8], name: &[u8]) -> bool {
    line.split_at_checked(name.len()).is_some_and(|(start, rest)| {
        start.eq_ignore_ascii_case(name) && matches!(rest.first(), Some(b':' | b' ' | b'\t'))
    })
}

impl BodyLeft {
    /// Skips what belongs to the body; returns the bytes after it.
    fn skip<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        match self {
            Self::None => bytes,
            Self::Lost => &[],
            Self::Counted(left) => {
                let taken = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                *left = left.saturating_sub(taken as u64);
                if *left == 0 {
                    *self = Self::None;
                }
                bytes.get(taken..).unwrap_or_default()
            }
            Self::Chunked(chunks) => match chunks.skip(bytes) {
                Walk::Inside => &[],
                Walk::Done(rest) => {
                    *self = Self::None;
                    rest
                }
                Walk::Broken => {
                    *self = Self::Lost;
                    &[]
                }
            },
        }
    }
}

/// Where a chunked body stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Chunks {
    at: At,
    size: u64,
    digits: u8,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum At {
    #[default]
    Size,
    Extension,
    SizeLineFeed,
    Data,
    DataReturn,
    DataLineFeed,
    TrailerStart,
    Trailer,
    TrailerLineFeed,
    EndLineFeed,
}

enum Walk<'a> {
    Inside,
    Done(&'a [u8]),
    Broken,
}

impl Chunks {
    fn skip<'a>(&mut self, mut bytes: &'a [u8]) -> Walk<'a> {
        while let Some((&byte, rest)) = bytes.split_first() {
            if self.at == At::Data {
                let taken = usize::try_from(self.size).unwrap_or(usize::MAX).min(bytes.len());
                self.size = self.size.saturating_sub(taken as u64);
                bytes = bytes.get(taken..).unwrap_or_default();
                if self.size == 0 {
                    self.at = At::DataReturn;
                }
                continue;
            }
            bytes = rest;
            self.at = match (self.at, byte) {
                (At::Size, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') if self.digits < 16 => {
                    let digit = char::from(byte).to_digit(16).unwrap_or(0);
                    self.size = (self.size << 4) | u64::from(digit);
                    self.digits += 1;
                    At::Size
                }
                (At::Size, b'\r') if self.digits > 0 => At::SizeLineFeed,
                (At::Size, b';' | b' ' | b'\t') if self.digits > 0 => At::Extension,
                (At::Extension, b'\r') => At::SizeLineFeed,
                (At::Extension, byte) if byte != b'\n' => At::Extension,
                (At::SizeLineFeed, b'\n') if self.size == 0 => At::TrailerStart,
                (At::SizeLineFeed, b'\n') => At::Data,
                (At::DataReturn, b'\r') => At::DataLineFeed,
                (At::DataLineFeed, b'\n') => {
                    *self = Self::default();
                    At::Size
                }
                (At::TrailerStart, b'\r') => At::EndLineFeed,
                (At::TrailerStart | At::Trailer, byte) if byte != b'\n' => {
                    if byte == b'\r' {
                        At::TrailerLineFeed
                    } else {
                        At::Trailer
                    }
                }
                (At::TrailerLineFeed, b'\n') => At::TrailerStart,
                (At::EndLineFeed, b'\n') => return Walk::Done(bytes),
                _ => return Walk::Broken,
            };
        }
        Walk::Inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds `raw` in pieces of `piece` bytes; `heads` are what a parser sees, each asked for once its bytes are here.
    fn run(raw: &str, piece: usize, heads: &[&[(&str, &str)]]) -> Vec<Result<(), Ambiguity>> {
        let mut tap = HeadTap::default();
        for part in raw.as_bytes().chunks(piece) {
            if piece < raw.len() && tap.body == BodyLeft::None && Head::read(&tap.window).is_some() {
                break;
            }
            tap.feed(part);
        }
        let mut results = Vec::new();
        for lines in heads {
            let mut request = http::Request::builder();
            for (name, value) in *lines {
                request = request.header(*name, *value);
            }
            let (parts, ()) = request.body(()).unwrap().into_parts();
            results.push(tap.take_head(&parts).map_err(|fault| fault.0));
        }
        results
    }

    #[test]
    fn faults_of_raw_heads() {
        use Ambiguity::*;
        let length: &[(&str, &str)] = &[("content-length", "3")];
        let chunked: &[(&str, &str)] = &[("transfer-encoding", "chunked")];
        type Case<'a> = (
            &'a str,
            &'a [&'a [(&'a str, &'a str)]],
            &'a [Result<(), Ambiguity>],
        );
        let cases: &[Case] = &[
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", &[&[]], &[Ok(())]),
            ("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", &[&[]], &[Ok(())]),
            ("GET / HTTP/1.1\nHost: a\r\n\r\n", &[&[]], &[Err(LineEnd)]),
            ("GET / HTTP/1.1\r\nHost: a\n\n", &[&[]], &[Err(LineEnd)]),
            ("GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", &[&[]], &[Err(Target)]),
            (
                "P / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
                &[length],
                &[Ok(())],
            ),
            (
                "P / HTTP/1.1\r\ncontent-length: 3\r\nCONTENT-LENGTH: 3\r\n\r\nabc",
                &[length],
                &[Err(ContentLength)],
            ),
            (
                "P / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                &[chunked],
                &[Err(LengthAndEncoding)],
            ),
            (
                "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                &[chunked],
                &[Err(LengthAndEncoding)],
            ),
            (
                "P / HTTP/1.1\r\nTransfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                &[chunked],
                &[Err(TransferEncoding)],
            ),
            // Two requests in one piece: the second is found right behind the first's body.
            (
                "P / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcG / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
                &[length, length],
                &[Ok(()), Ok(())],
            ),
            (
                "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: a\r\n\r\nG / HTTP/1.1\r\n\r\n",
                &[chunked, &[]],
                &[Ok(()), Ok(())],
            ),
            // The text of a header inside a body is no header.
            (
                "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n13\r\nContent-Length: 3\r\n\r\n0\r\n\r\nG / HTTP/1.1\r\n\r\n",
                &[chunked, &[]],
                &[Ok(()), Ok(())],
            ),
            // Broken chunks: nothing after them is believed.
            (
                "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\nG / HTTP/1.1\r\n\r\n",
                &[chunked, &[]],
                &[Ok(()), Err(HeadEnd)],
            ),
            // The parser saw a length that is not in the head: the tap is not where the parser is.
            ("GET / HTTP/1.1\r\n\r\n", &[length], &[Err(HeadEnd)]),
        ];
        for (raw, heads, expect) in cases {
            assert_eq!(run(raw, raw.len(), heads), *expect, "{raw}");
            if heads.len() == 1 {
                assert_eq!(run(raw, 1, heads), *expect, "{raw} byte by byte");
            }
        }
    }

    #[test]
    fn large_heads_are_given_back() {
        let mut tap = HeadTap::default();
        let raw = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "a".repeat(KEEP_BYTES));
        tap.feed(raw.as_bytes());
        let (parts, ()) = http::Request::new(()).into_parts();
        assert_eq!(tap.take_head(&parts), Ok(()));
        assert_eq!(tap.window.capacity(), 0);
    }
}
