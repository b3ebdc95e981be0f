//! What is stored: log groups. Their streams and events are files ([`crate::LogFolder`]).

use std::collections::BTreeMap;

use control::Stored;
use portcullis_core::Timestamp;
use serde::{Deserialize, Serialize};

/// A log group; its id is its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedLogGroup {
    /// Its name.
    pub name: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// How long events are kept; `None`: as long as there is room.
    pub retention_days: Option<i32>,
    /// Tags.
    pub tags: BTreeMap<String, String>,
}

impl Stored for SavedLogGroup {
    const KIND: &'static str = "logs-group";
    const VERSION: u32 = 1;
}

impl SavedLogGroup {
    pub(crate) fn new(name: &str, now: Timestamp) -> Self {
        Self {
            name: name.to_owned(),
            created_ms: now.epoch_ms,
            retention_days: None,
            tags: BTreeMap::new(),
        }
    }

    /// The time before which events are not kept any more.
    pub(crate) fn not_before(&self, now: Timestamp) -> Option<i64> {
        self.retention_days.map(|days| {
            now.epoch_ms
                .saturating_sub(i64::from(days).saturating_mul(86_400_000))
        })
    }
}
