//! Quotas of usage plans, counted by all threads and never beyond what the store has counted already.
//!
//! A counter holds a *lease*: requests that the store counted as used before they happen. Taking one is one compare-and-swap.
//! A lease is renewed ahead, by a thread of its own ([`QuotaKeeper`]), when half of it is used; a request waits only where
//! there is none at all, as for the first request of a day. A process that is killed leaves its leases counted as used;
//! one that ends well gives them back.

mod counter;
mod keeper;
#[cfg(test)]
mod tests;

pub(crate) use counter::{Closed, QuotaCounter};
pub(crate) use keeper::QuotaKeeper;
