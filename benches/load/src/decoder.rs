//! Reads one HTTP/1.1 response after the other from bytes as they arrive, counting the body instead of keeping it.

use anyhow::{Context, Result, bail};
use memchr::memmem;

/// The longest response head taken, in bytes.
const HEAD_BYTES_MAX: usize = 16 * 1024;

/// Where in a response the reader stands.
enum State {
    /// Bytes of a head that is not complete yet.
    Head(Vec<u8>),
    /// Body bytes still to come.
    Length(u64),
    /// In a chunked body.
    Chunked(Chunk),
}

/// Where in a chunked body the reader stands.
enum Chunk {
    /// In the size line; the size so far and whether its digits are over.
    Size { size: u64, extension: bool },
    /// Bytes of this chunk still to come.
    Data(u64),
    /// Bytes of the line end behind a chunk still to come.
    DataEnd(u8),
    /// In the lines behind the last chunk; bytes of the current line.
    Trailer(u32),
}

/// Reads responses; see [`Decoder::feed`].
pub struct Decoder {
    state: State,
    body_bytes: u64,
    status: u16,
}

impl Decoder {
    /// A reader that expects the first byte of a head.
    pub fn new() -> Self {
        Self {
            state: State::Head(Vec::new()),
            body_bytes: 0,
            status: 0,
        }
    }

    /// Status of the last head read; 0 before the first.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Body bytes of the current response so far (of the last one, between responses).
    pub fn body_bytes(&self) -> u64 {
        self.body_bytes
    }

    /// Takes bytes; `true` when they end a response. Bytes behind that end are an error: nothing was pipelined.
    pub fn feed(&mut self, mut bytes: &[u8]) -> Result<bool> {
        while !bytes.is_empty() {
            let (used, done) = self.step(bytes)?;
            bytes = bytes.get(used..).unwrap_or_default();
            if done {
                self.state = State::Head(Vec::new());
                if !bytes.is_empty() {
                    bail!("{} bytes follow the end of the response", bytes.len());
                }
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn step(&mut self, bytes: &[u8]) -> Result<(usize, bool)> {
        match &mut self.state {
            State::Head(kept) if kept.is_empty() => match memmem::find(bytes, b"\r\n\r\n") {
                Some(at) => self
                    .head(bytes.get(..at + 2).unwrap_or_default())
                    .map(|done| (at + 4, done)),
                None => {
                    kept.extend_from_slice(bytes);
                    Ok((bytes.len(), false))
                }
            },
            State::Head(kept) => {
                let before = kept.len();
                kept.extend_from_slice(bytes);
                match memmem::find(kept, b"\r\n\r\n") {
                    Some(at) => {
                        let head = std::mem::take(kept);
                        self.head(head.get(..at + 2).unwrap_or_default())
                            .map(|done| (at + 4 - before, done))
                    }
                    None if kept.len() > HEAD_BYTES_MAX => {
                        bail!("the response head is over {HEAD_BYTES_MAX} bytes")
                    }
                    None => Ok((bytes.len(), false)),
                }
            }
            State::Length(left) => {
                let used = (*left).min(bytes.len() as u64);
                *left -= used;
                self.body_bytes += used;
                Ok((used as usize, *left == 0))
            }
            State::Chunked(chunk) => {
                let (used, data, done) = chunk.step(bytes)?;
                self.body_bytes += data;
                Ok((used, done))
            }
        }
    }

    /// Takes a head, its last line end included; `true` when no body follows.
    fn head(&mut self, head: &[u8]) -> Result<bool> {
        let text = std::str::from_utf8(head).context("the response head is not text")?;
        let mut lines = text.split("\r\n");
        let status_line = lines.next().unwrap_or_default();
        let status = status_line
            .strip_prefix("HTTP/1.1 ")
            .and_then(|rest| rest.get(..3));
        self.status = status
            .and_then(|s| s.parse().ok())
            .with_context(|| format!("bad status line `{status_line}`"))?;
        self.body_bytes = 0;
        let (mut length, mut chunked) = (None, false);
        for line in lines.filter(|line| !line.is_empty()) {
            let (name, value) = line
                .split_once(':')
                .with_context(|| format!("bad header line `{line}`"))?;
            if name.eq_ignore_ascii_case("content-length") {
                length = Some(value.trim().parse::<u64>().context("bad content-length")?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.trim().eq_ignore_ascii_case("chunked");
            }
        }
        self.state = match (length, chunked) {
            (_, true) => State::Chunked(Chunk::Size {
                size: 0,
                extension: false,
            }),
            (Some(length), false) => State::Length(length),
            (None, false) => bail!("the response says neither its length nor chunked"),
        };
        Ok(matches!(self.state, State::Length(0)))
    }
}

impl Chunk {
    /// Bytes used, body bytes among them, and whether the body is over.
    fn step(&mut self, bytes: &[u8]) -> Result<(usize, u64, bool)> {
        let Some(&byte) = bytes.first() else {
            return Ok((0, 0, false));
        };
        match self {
            Chunk::Size { size, .. } if byte == b'\n' => {
                *self = if *size == 0 {
                    Chunk::Trailer(0)
                } else {
                    Chunk::Data(*size)
                };
            }
            Chunk::Size { size, extension } => match (byte as char).to_digit(16) {
                Some(digit) if !*extension => {
                    *size = size.checked_mul(16).context("a chunk size is too large")? + u64::from(digit);
                }
                _ => *extension = true,
            },
            Chunk::Data(left) => {
                let used = (*left).min(bytes.len() as u64);
                *left -= used;
                if *left == 0 {
                    *self = Chunk::DataEnd(2);
                }
                return Ok((used as usize, used, false));
            }
            Chunk::DataEnd(left) => {
                *left -= 1;
                if *left == 0 {
                    *self = Chunk::Size {
                        size: 0,
                        extension: false,
                    };
                }
            }
            Chunk::Trailer(line) => match byte {
                b'\n' if *line == 0 => return Ok((1, 0, true)),
                b'\n' => *line = 0,
                b'\r' => {}
                _ => *line += 1,
            },
        }
        Ok((1, 0, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds the text in pieces of every size; each must end exactly at its end with this many body bytes.
    fn check(text: &str, body_bytes: u64) {
        for size in 1..=text.len() {
            let mut decoder = Decoder::new();
            let mut ended = Vec::new();
            for piece in text.as_bytes().chunks(size) {
                ended.push(decoder.feed(piece).unwrap());
            }
            assert_eq!(ended.pop(), Some(true), "pieces of {size}");
            assert!(!ended.contains(&true), "pieces of {size}");
            assert_eq!(decoder.body_bytes(), body_bytes, "pieces of {size}");
        }
    }

    #[test]
    fn a_body_with_a_length() {
        check("HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 5\r\n\r\nhello", 5);
        check("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n", 0);
    }

    #[test]
    fn a_chunked_body() {
        check(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1A;x=1\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n",
            31,
        );
        check(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nTrailer: 1\r\n\r\n",
            0,
        );
    }

    #[test]
    fn what_is_no_response_is_refused() {
        assert!(Decoder::new().feed(b"HTTP/1.0 200 OK\r\n\r\n").is_err());
        assert!(Decoder::new().feed(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
        assert!(
            Decoder::new()
                .feed(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nab")
                .is_err()
        );
    }
}
