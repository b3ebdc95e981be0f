//! Lambda authorizers: what is asked, what comes back, and what of it may be used again.

mod cache;
mod output;

pub(crate) use cache::{CacheKey, RememberedResults, SharedResults};
pub(crate) use output::{AuthorizerResult, is_unauthorized};

use std::time::Duration;

/// How long an authorizer may take. AWS documents none for REST APIs; chosen, as HTTP APIs have it.
pub(crate) const AUTHORIZER_TIME_MAX: Duration = Duration::from_secs(10);
