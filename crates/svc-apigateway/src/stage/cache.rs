//! Cache clusters: none can be had, and who asks for one is told so.
//!
//! Decision 0008.

use control::Result;

use crate::errors::bad_request;

const SIZES: &[&str] = &["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

/// `cacheClusterEnabled`
pub(super) fn enabled(wanted: Option<bool>) -> Result<bool> {
    if wanted == Some(true) {
        return Err(bad_request(
            "caching of responses is not supported yet: leave `cacheClusterEnabled` out or set it to false",
        ));
    }
    Ok(false)
}

/// `cacheClusterSize`: the size that a cluster would have.
pub(super) fn size(wanted: Option<String>) -> Result<Option<String>> {
    match wanted {
        Some(size) if !SIZES.contains(&size.as_str()) => Err(bad_request(format!(
            "`{size}` is no size of a cache cluster: use one of {}",
            SIZES.join(", ")
        ))),
        other => Ok(other),
    }
}
