//! `X-Amzn-Trace-Id`.
//!
//! Source: AWS X-Ray developer guide, "Tracing header". A client's trace goes on; without one a new one begins.

use std::fmt::Write;

use http::HeaderMap;
use portcullis_core::Timestamp;

use crate::random::Random;

/// Bytes of a header that begins a trace: `Root=1-5759e988-bd862e3fe1be46a994272793`.
pub(crate) const TRACE_BYTES: usize = 40;

/// The most bytes of a client's header that are passed on; a longer one is none.
const CLIENT_BYTES_MAX: usize = 256;

/// Appends the value for this request.
pub(crate) fn push_trace(headers: &HeaderMap, time: Timestamp, random: &Random, out: &mut String) {
    let client = headers
        .get("x-amzn-trace-id")
        .and_then(|value| value.to_str().ok());
    match client.filter(|value| value.len() <= CLIENT_BYTES_MAX && value.contains("Root=1-")) {
        Some(client) => out.push_str(client),
        None => {
            let low = random.next();
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "Root=1-{:08x}-{:08x}{:016x}",
                time.epoch_seconds() & 0xffff_ffff,
                random.next() & 0xffff_ffff,
                low
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_begin_and_go_on() {
        let mut headers = HeaderMap::new();
        let trace = |headers: &HeaderMap| {
            let mut out = String::new();
            push_trace(
                headers,
                Timestamp {
                    epoch_ms: 1_465_510_280_000,
                },
                &Random::new(),
                &mut out,
            );
            out
        };
        let begun = trace(&headers);
        assert_eq!(
            (begun.len(), begun.get(..16)),
            (TRACE_BYTES, Some("Root=1-5759e988-")),
            "{begun}"
        );
        headers.insert(
            "x-amzn-trace-id",
            "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Sampled=1"
                .parse()
                .unwrap(),
        );
        assert_eq!(
            trace(&headers),
            "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Sampled=1"
        );
        headers.insert("x-amzn-trace-id", "garbage".parse().unwrap());
        assert_eq!(trace(&headers).len(), TRACE_BYTES);
    }
}
