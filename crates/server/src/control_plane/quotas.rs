//! Quotas in the store: one document for each plan, key and day.
//!
//! The data plane admits requests only out of what it has reserved here, so that no crash ever lets through more than the
//! quota; what it did not use is given back when it stops.

use std::collections::BTreeMap;
use std::sync::Arc;

use control::{Stored, decode, encode};
use gateway::{GiveBack, QuotaStore, QuotaStoreError, QuotaUse, Reserve};
use serde::{Deserialize, Serialize};
use store::{Expected, Key, Revision, Store, StoreError, Transaction, Write};

use crate::error_chain;

/// How often a change is tried while others change the same counters.
const ATTEMPTS_MAX: usize = 20;

/// The requests of one key under one plan, by day (days since 1970-01-01).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SavedUsage {
    /// Reserved or used, by day.
    pub(crate) days: BTreeMap<i64, u64>,
    /// Requests granted beyond the quota (or, below zero, taken away), by the first day of the period.
    #[serde(default)]
    pub(crate) granted: BTreeMap<i64, i64>,
}

impl Stored for SavedUsage {
    const KIND: &'static str = "apigateway-usage";
    const VERSION: u32 = 1;
}

/// Days that are kept: GetUsage shows the last 90.
const DAYS_KEPT: i64 = 100;

/// The counters of the store.
#[derive(Debug)]
pub(crate) struct StoredQuotas {
    store: Arc<dyn Store>,
}

impl StoredQuotas {
    /// Over this store.
    pub(crate) fn new(store: Arc<dyn Store>) -> Self {
        Self { store }
    }

    /// What is counted for a key under a plan.
    pub(crate) fn usage(&self, plan: &str, key: &str) -> Result<SavedUsage, String> {
        self.read(plan, key).map(|(usage, _)| usage)
    }

    /// Changes the counters of one key.
    pub(crate) fn change<R>(
        &self,
        plan: &str,
        key: &str,
        change: impl Fn(&mut SavedUsage) -> R,
    ) -> Result<R, String> {
        for _ in 0..ATTEMPTS_MAX {
            let (mut usage, revision) = self.read(plan, key)?;
            let result = change(&mut usage);
            if let Some(newest) = usage.days.keys().next_back().copied() {
                usage.days.retain(|day, _| *day > newest - DAYS_KEPT);
                usage.granted.retain(|day, _| *day > newest - DAYS_KEPT);
            }
            let place = place(plan, key);
            let body = encode(&usage).map_err(|error| error.message)?;
            let transaction = Transaction {
                checks: vec![(place.clone(), revision.map_or(Expected::Absent, Expected::At))],
                writes: vec![Write::Put {
                    key: place,
                    parent: plan.to_owned(),
                    body,
                }],
            };
            match self.store.commit(&transaction) {
                Ok(_) => return Ok(result),
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error_chain(&error)),
            }
        }
        Err("the counters of the key change too often".to_owned())
    }

    fn read(&self, plan: &str, key: &str) -> Result<(SavedUsage, Option<Revision>), String> {
        let place = place(plan, key);
        match self.store.get(&place).map_err(|error| error_chain(&error))? {
            Some(document) => {
                let usage = decode::<SavedUsage>(&place, &document.body)
                    .map_err(|error| error.detail.unwrap_or(error.message))?;
                Ok((usage, Some(document.revision)))
            }
            None => Ok((SavedUsage::default(), None)),
        }
    }
}

/// Ids of plans and keys are random: they belong to one account without saying so.
fn place(plan: &str, key: &str) -> Key {
    Key::new("", "", SavedUsage::KIND, format!("{plan}/{key}"))
}

impl SavedUsage {
    /// What is left of a limit in a period, whose days are `begin..end`.
    pub(crate) fn left(&self, limit: u64, begin: i64, end: i64) -> u64 {
        let used: u64 = self.days.range(begin..end).map(|(_, used)| *used).sum();
        let granted = self.granted.get(&begin).copied().unwrap_or(0);
        limit.saturating_add_signed(granted).saturating_sub(used)
    }
}

impl QuotaStore for StoredQuotas {
    fn reserve(&self, reserves: &[Reserve]) -> Result<Vec<u64>, QuotaStoreError> {
        let one = |reserve: &Reserve| {
            let QuotaUse { plan, key, span, day } = &reserve.of;
            self.change(plan, key, |usage| {
                let left = usage.left(reserve.limit, span.begin, span.end);
                let granted = reserve.wanted.min(left);
                if granted > 0 {
                    *usage.days.entry(*day).or_default() += granted;
                }
                granted
            })
            .map_err(QuotaStoreError)
        };
        reserves.iter().map(one).collect()
    }

    fn give_back(&self, unused: &[GiveBack]) -> Result<(), QuotaStoreError> {
        for back in unused {
            let QuotaUse { plan, key, day, .. } = &back.of;
            self.change(plan, key, |usage| {
                let used = usage.days.entry(*day).or_default();
                *used = used.saturating_sub(back.unused);
            })
            .map_err(QuotaStoreError)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gateway::QuotaSpan;

    fn of(day: i64) -> QuotaUse {
        QuotaUse {
            plan: "p".into(),
            key: "k".into(),
            span: QuotaSpan { begin: 7, end: 14 },
            day,
        }
    }

    #[test]
    fn never_more_than_the_limit_is_granted_in_a_period() {
        let quotas = StoredQuotas::new(store::open_memory().unwrap());
        let reserve = |day, wanted| {
            let of = of(day);
            quotas
                .reserve(&[Reserve {
                    of,
                    limit: 10,
                    wanted,
                }])
                .unwrap()[0]
        };
        assert_eq!(reserve(7, 6), 6);
        assert_eq!(reserve(8, 6), 4);
        assert_eq!(reserve(9, 1), 0);
        quotas.give_back(&[GiveBack { of: of(8), unused: 3 }]).unwrap();
        assert_eq!(reserve(9, 5), 3);
        assert_eq!(
            quotas.usage("p", "k").unwrap().days,
            [(7, 6), (8, 1), (9, 3)].into()
        );
    }

    #[test]
    fn what_is_granted_beyond_the_quota_counts_for_its_period() {
        let quotas = StoredQuotas::new(store::open_memory().unwrap());
        quotas
            .change("p", "k", |usage| usage.granted.insert(7, 5))
            .unwrap();
        let usage = quotas.usage("p", "k").unwrap();
        assert_eq!(usage.left(10, 7, 14), 15);
        assert_eq!(usage.left(10, 14, 21), 10);
    }
}
