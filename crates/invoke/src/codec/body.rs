//! Where the body of a response ends.

use std::ops::Range;

use super::{chunked::ChunkedDecoder, response::Framing};
use crate::Malformed;

/// Tells body bytes from framing, and knows the end.
#[derive(Debug)]
pub(crate) enum BodyDecoder {
    /// So many bytes are still to come.
    Length(u64),
    Chunked(ChunkedDecoder),
    UntilClose,
}

impl BodyDecoder {
    pub(crate) fn new(framing: Framing) -> Self {
        match framing {
            Framing::Length(length) => Self::Length(length),
            Framing::Chunked => Self::Chunked(ChunkedDecoder::new()),
            Framing::UntilClose => Self::UntilClose,
        }
    }

    pub(crate) fn is_done(&self) -> bool {
        match self {
            Self::Length(left) => *left == 0,
            Self::Chunked(decoder) => decoder.is_done(),
            Self::UntilClose => false,
        }
    }

    /// Whether the end of the connection is the end of the body.
    pub(crate) fn ends_with_connection(&self) -> bool {
        matches!(self, Self::UntilClose)
    }

    /// Body bytes that come next without framing between them.
    pub(crate) fn data_left(&self) -> u64 {
        match self {
            Self::Length(left) => *left,
            Self::Chunked(decoder) => decoder.data_left(),
            Self::UntilClose => u64::MAX,
        }
    }

    /// Consumes framing at the start of `input`; returns its length.
    pub(crate) fn consume_framing(&mut self, input: &[u8]) -> Result<usize, Malformed> {
        match self {
            Self::Length(_) | Self::UntilClose => Ok(0),
            Self::Chunked(decoder) => decoder.consume_framing(input),
        }
    }

    /// Takes up to `available` body bytes; returns how many.
    pub(crate) fn consume_data(&mut self, available: usize) -> usize {
        let taken = usize::try_from(self.data_left())
            .unwrap_or(usize::MAX)
            .min(available);
        match self {
            Self::Length(left) => *left = left.saturating_sub(taken as u64),
            Self::Chunked(decoder) => decoder.consume_data(taken as u64),
            Self::UntilClose => {}
        }
        taken
    }
}

/// Body bytes among those of one read.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// Where they are, in one piece.
    pub(crate) data: Range<usize>,
    /// Whether bytes follow the end of the body.
    pub(crate) stray: bool,
}

/// Finds the body bytes in `read` and moves them together over the framing between them.
pub(crate) fn gather(decoder: &mut BodyDecoder, read: &mut [u8]) -> Result<Gathered, Malformed> {
    let mut data = 0..0;
    let mut at = 0;
    loop {
        at += decoder.consume_framing(read.get(at..).unwrap_or_default())?;
        let available = read.len().saturating_sub(at);
        if decoder.is_done() {
            let stray = available > 0;
            return Ok(Gathered { data, stray });
        }
        let taken = decoder.consume_data(available);
        if taken == 0 {
            return Ok(Gathered { data, stray: false });
        }
        let piece = at..at + taken;
        at = piece.end;
        if data.is_empty() {
            data = piece;
        } else {
            read.copy_within(piece, data.end);
            data.end += taken;
        }
    }
}
