//! Entry for fuzzing: bytes as a client sends them, without a socket.

use bytes::BytesMut;

use super::head::{HeadLimits, RawFault};
use super::reader::Reader;

const LIMITS: HeadLimits = HeadLimits {
    bytes: 2_048,
    lines: 16,
};

/// Takes `data` as everything a client ever sends on a connection, at once and in reads of several sizes.
///
/// Whatever the input, nothing may panic, and the way it is cut into reads must not change what is seen.
#[doc(hidden)]
pub fn fuzz_request_head(data: &[u8]) {
    let at_once = requests(data, data.len());
    let odd = data.first().map_or(1, |byte| usize::from(*byte) % 61);
    for read in [1, 2, 3, odd] {
        assert_eq!(requests(data, read), at_once, "in reads of {read}");
    }
}

/// What a reader makes of `data`: the requests in order, then the end or the fault.
pub(super) fn requests(data: &[u8], read: usize) -> Vec<String> {
    let mut seen = Vec::new();
    let mut reader = Reader::new(BytesMut::new());
    let mut reads = data.chunks(read.max(1));
    let mut body = None::<Vec<u8>>;
    loop {
        let progressed = match &mut body {
            None => match reader.take_head(LIMITS) {
                Ok(Some(head)) => {
                    let head = reader.begin(&head, LIMITS);
                    seen.push(format!("{head:?} {:?}", head.parts.extensions.get::<RawFault>()));
                    if head.fault {
                        return seen;
                    }
                    body = Some(Vec::new());
                    true
                }
                Ok(None) => false,
                Err(why) => {
                    seen.push(format!("{why:?}"));
                    return seen;
                }
            },
            Some(bytes) => match reader.take_data() {
                Ok(Some(data)) => {
                    bytes.extend_from_slice(&data);
                    true
                }
                Ok(None) if reader.body_is_done() => {
                    seen.push(format!("{bytes:?}"));
                    body = None;
                    true
                }
                Ok(None) => false,
                Err(why) => {
                    seen.push(format!("{bytes:?} {why:?}"));
                    return seen;
                }
            },
        };
        if !progressed {
            let Some(bytes) = reads.next() else {
                seen.push(format!("{body:?}"));
                return seen;
            };
            reader.push(BytesMut::from(bytes));
        }
    }
}
