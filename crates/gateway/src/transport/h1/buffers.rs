//! Memory that the connections of one thread share: an idle connection holds none.

use std::cell::RefCell;

use bytes::BytesMut;

/// Bytes of a piece of memory that heads and small bodies are read into. One that waits long for its answer keeps its
/// piece from being freed, so pieces are small.
const PIECE_BYTES: usize = 16 * 1024;
/// Bytes that must be free before a read.
const FREE_BYTES_MIN: usize = 4 * 1024;
/// Spare output buffers kept.
const SPARES_MAX: usize = 64;
/// An output buffer that grew beyond this is freed rather than kept.
const SPARE_BYTES_MAX: usize = 64 * 1024;

/// See the module.
#[derive(Debug, Default)]
pub(in crate::transport) struct Buffers {
    input: RefCell<BytesMut>,
    outputs: RefCell<Vec<Vec<u8>>>,
}

impl Buffers {
    /// Reads with `read` into shared memory; returns the bytes that came as a piece of their own.
    pub(super) fn read<T>(&self, read: impl FnOnce(&mut BytesMut) -> T) -> (T, BytesMut) {
        let mut input = self.input.borrow_mut();
        if input.capacity() < FREE_BYTES_MIN {
            // What was read before and is in use no more is used again, else this is another piece.
            input.reserve(PIECE_BYTES);
        }
        let result = read(&mut input);
        if input.is_empty() {
            return (result, BytesMut::new());
        }
        let bytes = input.split();
        (result, bytes)
    }

    /// An empty output buffer.
    pub(super) fn output(&self) -> Vec<u8> {
        self.outputs.borrow_mut().pop().unwrap_or_default()
    }

    /// Takes an output buffer back.
    pub(super) fn keep_output(&self, mut output: Vec<u8>) {
        let mut outputs = self.outputs.borrow_mut();
        if output.capacity() > 0 && output.capacity() <= SPARE_BYTES_MAX && outputs.len() < SPARES_MAX {
            output.clear();
            outputs.push(output);
        }
    }
}
