//! `X-Amzn-Trace-Id`.
//!
//! Source: AWS X-Ray developer guide, "Tracing header". A client's trace goes on; without one a new one begins.

use http::HeaderValue;
use portcullis_core::{Timestamp, hex_digits};

use crate::{own_text::TextBlock, random::Random};

/// Bytes of a header that begins a trace: `Root=1-5759e988-bd862e3fe1be46a994272793`.
const TRACE_BYTES: usize = 40;

/// The most bytes of a client's header that are passed on; a longer one is none.
const CLIENT_BYTES_MAX: usize = 256;

/// The value for a request that came with this one.
pub(crate) fn go_on(
    client: Option<&HeaderValue>,
    time: Timestamp,
    random: &Random,
    texts: &TextBlock,
) -> HeaderValue {
    let goes_on = |value: &&HeaderValue| {
        let text = value.to_str().ok().filter(|text| text.len() <= CLIENT_BYTES_MAX);
        text.is_some_and(|text| text.contains("Root=1-"))
    };
    if let Some(client) = client.filter(goes_on) {
        return client.clone();
    }
    let (high, low) = (random.next(), random.next());
    // The low 32 bits of the time and of `high` are what the form has room for.
    let numbers = [high, low >> 32, low].map(|number| hex_digits(number as u32));
    let text = texts.write(TRACE_BYTES, |out| {
        out.extend_from_slice(b"Root=1-");
        out.extend_from_slice(&hex_digits(time.epoch_seconds() as u32));
        out.extend_from_slice(b"-");
        out.extend_from_slice(numbers.as_flattened());
    });
    // Digits and dashes can stand in any header.
    HeaderValue::from_maybe_shared(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_begin_and_go_on() {
        let trace = |client: Option<&'static str>| {
            let client = client.map(HeaderValue::from_static);
            let time = Timestamp {
                epoch_ms: 1_465_510_280_000,
            };
            let value = go_on(client.as_ref(), time, &Random::new(), &TextBlock::default());
            value.to_str().unwrap().to_owned()
        };
        let begun = trace(None);
        assert_eq!(
            (begun.len(), begun.get(..16)),
            (TRACE_BYTES, Some("Root=1-5759e988-")),
            "{begun}"
        );
        let client = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Sampled=1";
        assert_eq!(trace(Some(client)), client);
        assert_eq!(trace(Some("garbage")).len(), TRACE_BYTES);
    }
}
