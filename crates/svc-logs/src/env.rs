//! What the operations have besides the store.

use std::sync::Arc;

use crate::folder::LogFolder;

/// Limits of an account and region, with AWS's defaults.
///
/// Source: CloudWatch Logs user guide, "CloudWatch Logs quotas".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Log groups. AWS: 1,000,000; fewer, since each has a folder.
    pub groups_max: usize,
    /// Streams of a group that calls make. AWS has no limit.
    pub streams_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            groups_max: 10_000,
            streams_max: 10_000,
        }
    }
}

/// The surroundings of the operations.
#[derive(Debug, Clone)]
pub struct Logs {
    /// Limits.
    pub limits: Limits,
    /// Where events are.
    pub folder: Arc<LogFolder>,
}
