//! The chunked transfer coding, strictly: RFC 9112, section 7.1, without any of the leniencies.
//!
//! Lines end with CRLF and nothing else, a size is 1 to 16 hexadecimal digits directly followed by its line end or by
//! `;`, and extensions and trailers are checked, bounded and dropped.

use crate::Malformed;

/// Bytes of extensions of one chunk.
const EXTENSION_BYTES_MAX: u32 = 1024;
/// Bytes of the whole trailer section.
const TRAILER_BYTES_MAX: u32 = 8192;
/// Hexadecimal digits of a chunk size, leading zeros included: what fits 64 bits.
const SIZE_DIGITS_MAX: u32 = 16;

/// Decodes one chunked body, in reads of any size.
#[derive(Debug)]
pub(crate) struct ChunkedDecoder {
    state: State,
    /// In `Data`: bytes of the chunk still to come. In size states: the size so far.
    left: u64,
    /// Digits, extension bytes or trailer bytes seen, as the state has it.
    seen: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Size,
    Extension,
    SizeLf,
    Data,
    DataCr,
    DataLf,
    TrailerStart,
    TrailerName,
    TrailerValue,
    TrailerLf,
    EndLf,
    Done,
}

impl ChunkedDecoder {
    pub(crate) fn new() -> Self {
        Self {
            state: State::Size,
            left: 0,
            seen: 0,
        }
    }

    pub(crate) fn is_done(&self) -> bool {
        self.state == State::Done
    }

    /// Bytes of body that come next without framing between them.
    pub(crate) fn data_left(&self) -> u64 {
        if self.state == State::Data { self.left } else { 0 }
    }

    /// Takes note of `count` bytes of body, at most [`Self::data_left`].
    pub(crate) fn consume_data(&mut self, count: u64) {
        self.left = self.left.saturating_sub(count);
        if self.left == 0 && self.state == State::Data {
            self.state = State::DataCr;
        }
    }

    /// Consumes framing until body bytes, the end of the body or the end of `input`; returns the bytes consumed.
    pub(crate) fn consume_framing(&mut self, input: &[u8]) -> Result<usize, Malformed> {
        for (index, &byte) in input.iter().enumerate() {
            if matches!(self.state, State::Data | State::Done) {
                return Ok(index);
            }
            self.state = self.step(byte)?;
        }
        Ok(input.len())
    }

    fn step(&mut self, byte: u8) -> Result<State, Malformed> {
        Ok(match self.state {
            State::Size => match (byte, hex(byte)) {
                (_, Some(digit)) if self.seen < SIZE_DIGITS_MAX => {
                    self.seen += 1;
                    self.left = (self.left << 4) | digit;
                    State::Size
                }
                (b'\r', None) if self.seen > 0 => State::SizeLf,
                (b';', None) if self.seen > 0 => {
                    self.seen = 0;
                    State::Extension
                }
                _ => return Err(Malformed::ChunkSize),
            },
            State::Extension => match byte {
                b'\r' => State::SizeLf,
                _ if self.seen >= EXTENSION_BYTES_MAX || is_control(byte) => {
                    return Err(Malformed::ChunkExtension);
                }
                _ => {
                    self.seen += 1;
                    State::Extension
                }
            },
            State::SizeLf => {
                self.seen = 0;
                match (byte, self.left) {
                    (b'\n', 0) => State::TrailerStart,
                    (b'\n', _) => State::Data,
                    _ => return Err(Malformed::ChunkSize),
                }
            }
            State::DataCr if byte == b'\r' => State::DataLf,
            State::DataLf if byte == b'\n' => {
                self.left = 0;
                self.seen = 0;
                State::Size
            }
            State::DataCr | State::DataLf => return Err(Malformed::ChunkEnd),
            State::TrailerStart | State::TrailerName | State::TrailerValue | State::TrailerLf => {
                self.seen += 1;
                if self.seen > TRAILER_BYTES_MAX {
                    return Err(Malformed::Trailer);
                }
                match (self.state, byte) {
                    (State::TrailerStart, b'\r') => State::EndLf,
                    (State::TrailerStart | State::TrailerName, _) if super::request::is_token_byte(byte) => {
                        State::TrailerName
                    }
                    (State::TrailerName, b':') => State::TrailerValue,
                    (State::TrailerValue, b'\r') => State::TrailerLf,
                    (State::TrailerValue, _) if !is_control(byte) => State::TrailerValue,
                    (State::TrailerLf, b'\n') => State::TrailerStart,
                    _ => return Err(Malformed::Trailer),
                }
            }
            State::EndLf if byte == b'\n' => State::Done,
            State::EndLf => return Err(Malformed::Trailer),
            // Not reached: the caller stops at both.
            State::Data => State::Data,
            State::Done => State::Done,
        })
    }
}

fn hex(byte: u8) -> Option<u64> {
    char::from(byte).to_digit(16).map(u64::from)
}

/// Control characters other than the tab.
fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && byte != b'\t'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::body::{BodyDecoder, gather};
    use crate::codec::response::Framing;

    /// Decodes in reads of every size; all must agree.
    fn check(input: &str, expect: Result<(&str, bool), Malformed>) {
        for read_bytes in 1..=input.len() {
            let mut decoder = BodyDecoder::new(Framing::Chunked);
            let mut body = Vec::new();
            let mut outcome = Ok(());
            for read in input.as_bytes().chunks(read_bytes) {
                let mut read = read.to_vec();
                match gather(&mut decoder, &mut read) {
                    Ok(gathered) => body.extend_from_slice(&read[gathered.data]),
                    Err(fault) => {
                        outcome = Err(fault);
                        break;
                    }
                }
            }
            let got = outcome.map(|()| (String::from_utf8(body).unwrap(), decoder.is_done()));
            assert_eq!(
                got,
                expect.map(|(body, done)| (body.to_owned(), done)),
                "{input:?} by {read_bytes}"
            );
        }
    }

    #[test]
    fn well_formed() {
        check("0\r\n\r\n", Ok(("", true)));
        check("5\r\nhello\r\n0\r\n\r\n", Ok(("hello", true)));
        check("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", Ok(("hello!", true)));
        check("0005\r\nhello\r\n000\r\n\r\n", Ok(("hello", true)));
        check(
            "A;name=value\r\n0123456789\r\n0;x\r\n\r\n",
            Ok(("0123456789", true)),
        );
        check("1\r\nx\r\n0\r\nDigest: a\tb\r\nX:\r\n\r\n", Ok(("x", true)));
    }

    #[test]
    fn unfinished() {
        check("5\r\nhel", Ok(("hel", false)));
        check("5\r\nhello\r\n0\r\n", Ok(("hello", false)));
        check("0\r\nA: b\r\n\r", Ok(("", false)));
    }

    #[test]
    fn malformed() {
        for size in [
            "\r\n", "g\r\n", "-1\r\n", "+1\r\n", "0x1\r\n", " 1\r\n", "1 \r\n", "1 ;a\r\n", "1\n", "1\rx",
            ";a\r\n",
        ] {
            check(size, Err(Malformed::ChunkSize));
        }
        check("10000000000000000\r\n", Err(Malformed::ChunkSize));
        check("00000000000000001\r\n", Err(Malformed::ChunkSize));
        check("1;a\nb\r\n", Err(Malformed::ChunkExtension));
        check("1;a\0b\r\n", Err(Malformed::ChunkExtension));
        check(
            &format!("1;{}\r\n", "a".repeat(1025)),
            Err(Malformed::ChunkExtension),
        );
        check("1\r\nxy\r\n", Err(Malformed::ChunkEnd));
        check("1\r\nx\n", Err(Malformed::ChunkEnd));
        check("1\r\nx\r\r", Err(Malformed::ChunkEnd));
        check("0\r\nno colon\r\n\r\n", Err(Malformed::Trailer));
        check("0\r\n folded: x\r\n\r\n", Err(Malformed::Trailer));
        check("0\r\nA: b\nC: d\r\n\r\n", Err(Malformed::Trailer));
        check("0\r\nA: b\rC\r\n\r\n", Err(Malformed::Trailer));
        check("0\r\n\n", Err(Malformed::Trailer));
        check("0\r\n\rx", Err(Malformed::Trailer));
        check("0\r\n: x\r\n\r\n", Err(Malformed::Trailer));
    }

    #[test]
    fn the_trailer_section_is_bounded() {
        let lines = "A: b\r\n".repeat(8192 / 6 + 1);
        let input = format!("0\r\n{lines}\r\n");
        let mut decoder = ChunkedDecoder::new();
        assert_eq!(decoder.consume_framing(input.as_bytes()), Err(Malformed::Trailer));
    }

    #[test]
    fn the_largest_size_is_taken() {
        let mut decoder = ChunkedDecoder::new();
        assert_eq!(decoder.consume_framing(b"ffffffffffffffff\r\nx"), Ok(18));
        assert_eq!(decoder.data_left(), u64::MAX);
    }
}
