//! Properties of the response decoder: no input makes it panic, and how the input is cut into reads changes nothing.

use invoke::{ClientSettings, InvokeError, Target, fuzz_response};
use proptest::{collection::vec, prelude::*, sample::select};

/// Pieces that responses, and nearly-responses, are made of.
const PIECES: &[&str] = &[
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 204 No Content\r\n",
    "HTTP/1.0 200 OK\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: 0\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Connection: close, x\r\n",
    "X: y\r\n",
    " folded\r\n",
    "\r\n",
    "\n",
    "\r",
    "5\r\nhello\r\n",
    "A;x=y\r\n0123456789\r\n",
    "ffffffffffffffff\r\n",
    "0\r\n\r\n",
    "0\r\nTrailer: x\r\n\r\n",
    "hello",
    "\0",
];

fn response() -> impl Strategy<Value = Vec<u8>> {
    let pieces = vec(select(PIECES), 0..12).prop_map(|pieces| pieces.concat().into_bytes());
    let chunked = vec(select(PIECES), 0..8).prop_map(|pieces| {
        format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}",
            pieces.concat()
        )
        .into_bytes()
    });
    prop_oneof![pieces, chunked, vec(any::<u8>(), 0..200)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn reads_change_nothing(data in response()) {
        let whole = fuzz_response(&data, data.len());
        for read_bytes in [1, 2, 3, 7, 50] {
            prop_assert_eq!(fuzz_response(&data, read_bytes), whole, "reads of {}", read_bytes);
        }
    }

    #[test]
    fn chunked_bodies_decode_to_their_bytes(chunks in vec(1_usize..3000, 0..6), read_bytes in 1_usize..5000) {
        let mut wire = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        for chunk in &chunks {
            wire.extend_from_slice(format!("{chunk:x}\r\n{}\r\n", "x".repeat(*chunk)).as_bytes());
        }
        prop_assert_eq!(fuzz_response(&wire, read_bytes), None, "without its end");
        wire.extend_from_slice(b"0\r\n\r\n");
        let total = chunks.iter().map(|chunk| *chunk as u64).sum();
        prop_assert_eq!(fuzz_response(&wire, read_bytes), Some(total));
    }
}

#[test]
fn the_decoder_tells_responses_apart() {
    for (text, expect) in [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", Some(5)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello!", Some(5)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", None),
        ("HTTP/1.1 200 OK\r\n\r\nhello!", Some(6)),
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
            Some(0),
        ),
        ("HTTP/1.1 100 Continue\r\n\r\n", None),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            Some(2),
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n",
            None,
        ),
    ] {
        assert_eq!(fuzz_response(text.as_bytes(), text.len()), expect, "{text:?}");
    }
}

#[test]
fn what_the_snapshot_holds_may_cross_threads() {
    fn check<T: Send + Sync>() {}
    check::<Target>();
    check::<ClientSettings>();
    check::<InvokeError>();
}
