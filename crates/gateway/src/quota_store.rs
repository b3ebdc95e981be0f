//! Where quotas are counted for good: what the control plane implements over its store.
//!
//! The data plane admits a request of a key with a quota only out of a *lease*: a number of requests that the store has
//! counted as used already. So a process that is killed can only have counted too many, never too few; one that ends
//! well gives back what it did not use.

use std::{fmt::Debug, sync::Arc};

use crate::usage_plans::QuotaSpan;

/// Whose use it is, and when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuotaUse {
    /// The usage plan's id.
    pub plan: Arc<str>,
    /// The API key's id.
    pub key: Arc<str>,
    /// The period it counts in.
    pub span: QuotaSpan,
    /// The day it is shown on, in days since 1970-01-01 (UTC).
    pub day: i64,
}

/// Requests to be counted ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserve {
    /// Whose, and when.
    pub of: QuotaUse,
    /// The most that all days of the period may have together.
    pub limit: u64,
    /// How many are wanted.
    pub wanted: u64,
}

/// Requests that were counted and did not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveBack {
    /// Whose, and when.
    pub of: QuotaUse,
    /// How many.
    pub unused: u64,
}

/// The store did not do it. Requests that wait for it are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("quotas cannot be counted: {0}")]
pub struct QuotaStoreError(pub String);

/// Counts quotas durably. Called on a thread of its own, never on one that serves requests; may block.
pub trait QuotaStore: Send + Sync + Debug {
    /// Counts, for each of `reserves` in order, as many of the wanted requests as its limit still leaves (perhaps none), and
    /// says how many. Durable when it returns; all or nothing on an error.
    fn reserve(&self, reserves: &[Reserve]) -> Result<Vec<u64>, QuotaStoreError>;

    /// Takes back what was counted and not used; never below zero.
    fn give_back(&self, unused: &[GiveBack]) -> Result<(), QuotaStoreError>;
}
