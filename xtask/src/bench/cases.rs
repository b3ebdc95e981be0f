//! What is asked of every proxy.

use anyhow::{Context, Result};

/// One kind of traffic.
pub(crate) struct Case {
    /// As on the command line and in the report.
    pub(crate) name: &'static str,
    /// What the cost is divided by.
    pub(crate) unit: &'static str,
    /// Path as the client sends it.
    pub(crate) path: &'static str,
    /// Bytes of the request body of a `POST`; none for a `GET`.
    pub(crate) post_bytes: Option<usize>,
    /// Bytes of the answer's body; none for event streams.
    pub(crate) answer_bytes: Option<usize>,
}

/// All of them, in the order of the report.
pub(crate) const CASES: &[Case] = &[
    Case {
        name: "get-100",
        unit: "request",
        path: "/prod/bytes/100",
        post_bytes: None,
        answer_bytes: Some(100),
    },
    Case {
        name: "get-4k",
        unit: "request",
        path: "/prod/bytes/4096",
        post_bytes: None,
        answer_bytes: Some(4096),
    },
    Case {
        name: "get-1m",
        unit: "request",
        path: "/prod/bytes/1048576",
        post_bytes: None,
        answer_bytes: Some(1_048_576),
    },
    Case {
        name: "post-1k",
        unit: "request",
        path: "/prod/echo",
        post_bytes: Some(1024),
        answer_bytes: Some(11),
    },
    Case {
        name: "sse",
        unit: "event",
        path: "/prod/sse",
        post_bytes: None,
        answer_bytes: None,
    },
];

/// The cases named, or all.
pub(crate) fn chosen(names: &[String]) -> Result<Vec<&'static Case>> {
    if names.is_empty() {
        return Ok(CASES.iter().collect());
    }
    let find = |name: &String| {
        let known = || CASES.iter().map(|case| case.name).collect::<Vec<_>>().join(", ");
        CASES
            .iter()
            .find(|case| case.name == name)
            .with_context(|| format!("unknown case `{name}`: use {}", known()))
    };
    names.iter().map(find).collect()
}

/// This many CIDRs that cannot be merged with each other; the last one holds the clients' address.
///
/// `127.0.0.0/25` and not the whole loopback network: a client at [`REFUSED_ADDRESS`] shows that the list is enforced.
pub(crate) fn allow_list(count: usize) -> Vec<String> {
    // Every second /24, /28 or host of 10.0.0.0/8 and up: neighbours with a gap between them.
    let cidr = |index: usize| {
        let (high, low) = (10 + index / 32_768, index % 32_768 * 2);
        let prefix = [24, 28, 32].get(index % 3).copied().unwrap_or(24);
        format!("{high}.{}.{}.0/{prefix}", low / 256, low % 256)
    };
    let mut list: Vec<String> = (0..count.saturating_sub(1)).map(cidr).collect();
    list.push("127.0.0.0/25".to_owned());
    list
}

/// A loopback address outside the allow list.
pub(crate) const REFUSED_ADDRESS: &str = "127.0.0.200";
