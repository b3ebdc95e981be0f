//! HTTP/1.1 as the gateway serves it: one future for each connection, no task, channel or timer besides.
//!
//! `head`, `chunked`, `decoder`, `reader` and `answer` are bytes in, verdicts out; `wire` and `sending` move the bytes;
//! `connection` is the life of a connection. Where two readers could disagree about a request, it is refused and the connection closes.

mod answer;
pub(super) mod buffers;
mod chunked;
pub(super) mod connection;
mod decoder;
mod fuzz;
pub(super) mod head;
mod reader;
mod sending;
pub(super) mod wire;

pub(super) use answer::DATE_BYTES;
pub use fuzz::fuzz_request_head;
