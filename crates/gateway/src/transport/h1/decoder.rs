//! Where the body of a request ends.

use super::chunked::{ChunkFault, ChunkedDecoder};

/// Tells body bytes from framing, and knows the end.
#[derive(Debug)]
pub(in crate::transport) enum BodyDecoder {
    /// Nothing is left: the next request follows.
    Done,
    /// So many bytes are still to come; not 0.
    Length(u64),
    /// Chunks.
    Chunked(ChunkedDecoder),
    /// The framing is broken: nothing that follows is believed.
    Broken,
}

impl BodyDecoder {
    pub(super) fn chunked() -> Self {
        Self::Chunked(ChunkedDecoder::new())
    }

    pub(super) fn length(length: u64) -> Self {
        if length == 0 {
            Self::Done
        } else {
            Self::Length(length)
        }
    }

    #[inline]
    pub(super) fn is_done(&self) -> bool {
        matches!(self, Self::Done)
    }

    /// Body bytes that come next without framing between them.
    pub(super) fn data_left(&self) -> u64 {
        match self {
            Self::Length(left) => *left,
            Self::Chunked(decoder) => decoder.data_left(),
            Self::Done | Self::Broken => 0,
        }
    }

    /// Consumes framing at the start of `input`; returns its length.
    pub(super) fn consume_framing(&mut self, input: &[u8]) -> Result<usize, ChunkFault> {
        let Self::Chunked(decoder) = self else {
            return Ok(0);
        };
        match decoder.consume_framing(input) {
            Ok(consumed) => {
                if decoder.is_done() {
                    *self = Self::Done;
                }
                Ok(consumed)
            }
            Err(fault) => {
                *self = Self::Broken;
                Err(fault)
            }
        }
    }

    /// Takes up to `available` body bytes; returns how many.
    pub(super) fn consume_data(&mut self, available: usize) -> usize {
        let taken = usize::try_from(self.data_left())
            .unwrap_or(usize::MAX)
            .min(available);
        match self {
            Self::Length(left) => {
                *left = left.saturating_sub(taken as u64);
                if *left == 0 {
                    *self = Self::Done;
                }
            }
            Self::Chunked(decoder) => decoder.consume_data(taken as u64),
            Self::Done | Self::Broken => {}
        }
        taken
    }
}
