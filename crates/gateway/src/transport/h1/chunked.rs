//! The chunked transfer coding of requests, strictly: RFC 9112, section 7.1, without any of the leniencies.
//!
//! Lines end with CRLF and nothing else, a size is 1 to 16 hexadecimal digits directly followed by its line end or by
//! `;`. Extensions and trailers are checked, bounded over the whole body and dropped.

/// Bytes of the extensions of all chunks.
const EXTENSION_BYTES_MAX: u32 = 4_096;
/// Bytes of the trailer section.
const TRAILER_BYTES_MAX: u32 = 8_192;
/// Hexadecimal digits of a chunk size, leading zeros included: what fits 64 bits.
const SIZE_DIGITS_MAX: u8 = 16;

/// What is wrong with a chunked body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(in crate::transport) enum ChunkFault {
    /// A size that is no hexadecimal number, or too long, or its line does not end in CR LF.
    #[error("a chunk size is malformed")]
    Size,
    /// An extension with control bytes, or too many bytes of them.
    #[error("a chunk extension is malformed or too long")]
    Extension,
    /// A chunk is not followed by CR LF.
    #[error("a chunk does not end where its size says")]
    End,
    /// A trailer that is no header line, or too many bytes of them.
    #[error("a trailer is malformed or too long")]
    Trailer,
}

/// Decodes one chunked body, in reads of any size.
#[derive(Debug)]
pub(in crate::transport) struct ChunkedDecoder {
    at: At,
    /// In `Data`: bytes of the chunk still to come. Before: the size so far.
    left: u64,
    digits: u8,
    extensions: u32,
    trailers: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Size,
    Extension,
    SizeLineFeed,
    Data,
    DataReturn,
    DataLineFeed,
    TrailerStart,
    TrailerName,
    TrailerValue,
    TrailerLineFeed,
    EndLineFeed,
    Done,
}

impl ChunkedDecoder {
    pub(super) fn new() -> Self {
        Self {
            at: At::Size,
            left: 0,
            digits: 0,
            extensions: 0,
            trailers: 0,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.at == At::Done
    }

    /// Bytes of body that come next without framing between them.
    pub(super) fn data_left(&self) -> u64 {
        if self.at == At::Data { self.left } else { 0 }
    }

    /// Takes note of `count` bytes of body, at most [`Self::data_left`].
    pub(super) fn consume_data(&mut self, count: u64) {
        self.left = self.left.saturating_sub(count);
        if self.left == 0 && self.at == At::Data {
            self.at = At::DataReturn;
        }
    }

    /// Consumes framing until body bytes, the end of the body or the end of `input`; returns the bytes consumed.
    pub(super) fn consume_framing(&mut self, input: &[u8]) -> Result<usize, ChunkFault> {
        for (index, &byte) in input.iter().enumerate() {
            if matches!(self.at, At::Data | At::Done) {
                return Ok(index);
            }
            self.at = self.step(byte)?;
        }
        Ok(input.len())
    }

    fn step(&mut self, byte: u8) -> Result<At, ChunkFault> {
        match self.at {
            At::Size => self.size(byte),
            At::Extension if byte == b'\r' => Ok(At::SizeLineFeed),
            At::Extension => {
                self.extensions = self.extensions.saturating_add(1);
                if self.extensions > EXTENSION_BYTES_MAX || is_control(byte) {
                    return Err(ChunkFault::Extension);
                }
                Ok(At::Extension)
            }
            At::SizeLineFeed if byte != b'\n' => Err(ChunkFault::Size),
            At::SizeLineFeed if self.left == 0 => Ok(At::TrailerStart),
            At::SizeLineFeed => Ok(At::Data),
            At::DataReturn if byte == b'\r' => Ok(At::DataLineFeed),
            At::DataLineFeed if byte == b'\n' => {
                (self.left, self.digits) = (0, 0);
                Ok(At::Size)
            }
            At::DataReturn | At::DataLineFeed => Err(ChunkFault::End),
            At::TrailerStart | At::TrailerName | At::TrailerValue | At::TrailerLineFeed | At::EndLineFeed => {
                self.trailer(byte)
            }
            // Not reached: the caller stops at both.
            At::Data | At::Done => Ok(self.at),
        }
    }

    fn size(&mut self, byte: u8) -> Result<At, ChunkFault> {
        if let Some(digit) = char::from(byte).to_digit(16) {
            if self.digits == SIZE_DIGITS_MAX {
                return Err(ChunkFault::Size);
            }
            self.digits += 1;
            self.left = (self.left << 4) | u64::from(digit);
            return Ok(At::Size);
        }
        match byte {
            b'\r' if self.digits > 0 => Ok(At::SizeLineFeed),
            b';' if self.digits > 0 => Ok(At::Extension),
            _ => Err(ChunkFault::Size),
        }
    }

    fn trailer(&mut self, byte: u8) -> Result<At, ChunkFault> {
        self.trailers = self.trailers.saturating_add(1);
        if self.trailers > TRAILER_BYTES_MAX {
            return Err(ChunkFault::Trailer);
        }
        match (self.at, byte) {
            (At::TrailerStart, b'\r') => Ok(At::EndLineFeed),
            (At::TrailerStart | At::TrailerName, _) if is_token(byte) => Ok(At::TrailerName),
            (At::TrailerName, b':') => Ok(At::TrailerValue),
            (At::TrailerValue, b'\r') => Ok(At::TrailerLineFeed),
            (At::TrailerValue, _) if !is_control(byte) => Ok(At::TrailerValue),
            (At::TrailerLineFeed, b'\n') => Ok(At::TrailerStart),
            (At::EndLineFeed, b'\n') => Ok(At::Done),
            _ => Err(ChunkFault::Trailer),
        }
    }
}

/// Control bytes other than the tab.
fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && byte != b'\t'
}

/// Whether names may hold this byte (RFC 9110, section 5.6.2).
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::super::decoder::BodyDecoder;
    use super::*;

    /// Decodes in reads of every size; all must agree.
    fn check(input: &str, expect: Result<(&str, bool), ChunkFault>) {
        for read in 1..=input.len() {
            let mut decoder = BodyDecoder::chunked();
            let mut body = Vec::new();
            let mut outcome = Ok(());
            'reads: for mut bytes in input.as_bytes().chunks(read) {
                while !bytes.is_empty() && !decoder.is_done() {
                    match decoder.consume_framing(bytes) {
                        Ok(consumed) => bytes = &bytes[consumed..],
                        Err(fault) => {
                            outcome = Err(fault);
                            break 'reads;
                        }
                    }
                    let taken = decoder.consume_data(bytes.len());
                    body.extend_from_slice(&bytes[..taken]);
                    bytes = &bytes[taken..];
                }
            }
            let got = outcome.map(|()| (String::from_utf8(body).unwrap(), decoder.is_done()));
            let expect = expect.map(|(body, done)| (body.to_owned(), done));
            assert_eq!(got, expect, "{input:?} by {read}");
        }
    }

    #[test]
    fn well_formed() {
        check("0\r\n\r\n", Ok(("", true)));
        check("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", Ok(("hello!", true)));
        check("0005\r\nhello\r\n000\r\n\r\n", Ok(("hello", true)));
        check("A;n=v\r\n0123456789\r\n0;x\r\n\r\n", Ok(("0123456789", true)));
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
            "\r\n",
            "g\r\n",
            "-1\r\n",
            "+1\r\n",
            "0x1\r\n",
            " 1\r\n",
            "1 \r\n",
            "1 ;a\r\n",
            "1\n",
            "1\rx",
            ";a\r\n",
            "10000000000000000\r\n",
            "00000000000000001\r\n",
        ] {
            check(size, Err(ChunkFault::Size));
        }
        let long = format!("1;{}\r\n", "a".repeat(5_000));
        for extension in ["1;a\nb\r\n", "1;a\0b\r\n", &long] {
            check(extension, Err(ChunkFault::Extension));
        }
        for end in ["1\r\nxy\r\n", "1\r\nx\n", "1\r\nx\r\r"] {
            check(end, Err(ChunkFault::End));
        }
        for trailer in [
            "0\r\nno colon\r\n\r\n",
            "0\r\n folded: x\r\n\r\n",
            "0\r\nA: b\nC: d\r\n\r\n",
            "0\r\nA: b\rC\r\n\r\n",
            "0\r\n\n",
            "0\r\n\rx",
            "0\r\n: x\r\n\r\n",
        ] {
            check(trailer, Err(ChunkFault::Trailer));
        }
    }

    #[test]
    fn extensions_and_trailers_are_bounded_over_the_body() {
        let decode = |input: String| ChunkedDecoder::new().consume_framing(input.as_bytes());
        let trailers = format!("0\r\n{}\r\n", "A: b\r\n".repeat(8_192 / 6 + 1));
        assert_eq!(decode(trailers), Err(ChunkFault::Trailer));
        let mut decoder = ChunkedDecoder::new();
        let chunk = format!("1;{}\r\n", "a".repeat(1_000));
        let faults = (0..6).find_map(|_| {
            let fault = decoder.consume_framing(chunk.as_bytes()).err();
            decoder.consume_data(1);
            fault.or_else(|| decoder.consume_framing(b"\r\n").err())
        });
        assert_eq!(faults, Some(ChunkFault::Extension));
    }
}
