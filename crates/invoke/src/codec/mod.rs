//! HTTP/1.1 as bytes: no socket, no clock, no `async`.

pub(crate) mod body;
pub(crate) mod chunked;
pub(crate) mod request;
pub(crate) mod response;

use bytes::Bytes;

use self::{
    body::BodyDecoder,
    response::{Head, HeadLimits},
};

/// Entry for fuzzing: takes `data` as everything an upstream ever sends, in reads of `read_bytes`.
///
/// Returns how many body bytes were decoded, or `None` if the response was refused. Whatever the input, the decoder
/// must not panic, and the way it is cut into reads must not change the outcome.
#[doc(hidden)]
#[must_use]
pub fn fuzz_response(data: &[u8], read_bytes: usize) -> Option<u64> {
    const LIMITS: HeadLimits = HeadLimits {
        bytes_max: 8192,
        headers_max: 32,
    };
    let read_bytes = read_bytes.max(1);
    let mut rest = data;
    let head = loop {
        let mut have = 0_usize;
        let mut scanned = 0;
        let end = loop {
            have = rest.len().min(have.saturating_add(read_bytes));
            let seen = rest.get(..have)?;
            if let Some(end) = response::head_end(seen, scanned, LIMITS).ok()? {
                break end;
            }
            if have == rest.len() {
                return None;
            }
            scanned = have;
        };
        let (head, after) = rest.split_at_checked(end)?;
        rest = after;
        match response::parse_head(&Bytes::copy_from_slice(head), false, LIMITS).ok()? {
            Head::Interim => {}
            Head::Final(head) => break head,
        }
    };
    let mut decoder = BodyDecoder::new(head.framing);
    let mut decoded = 0;
    for read in rest.chunks(read_bytes) {
        let gathered = body::gather(&mut decoder, &mut read.to_vec()).ok()?;
        decoded += gathered.data.len() as u64;
        if gathered.stray || decoder.is_done() {
            break;
        }
    }
    (decoder.is_done() || decoder.ends_with_connection()).then_some(decoded)
}
