//! What changed about callers, told to every thread.

use std::collections::VecDeque;
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use super::CallerChange;

/// Changes that are kept for threads that have not seen them. A thread that missed more forgets everything it remembers.
const CHANGES_KEPT_MAX: usize = 4_096;

/// The changes of callers, numbered from 1.
#[derive(Debug, Default)]
pub(crate) struct CallerChanges {
    /// The number of the last one: cheaper to look at for every request than the list.
    last: AtomicU64,
    kept: Mutex<VecDeque<CallerChange>>,
}

impl CallerChanges {
    /// Tells of changes. Whoever asks after this has returned is not given what was remembered before.
    pub(crate) fn tell(&self, changes: &[CallerChange]) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend(changes.iter().cloned());
        while kept.len() > CHANGES_KEPT_MAX {
            kept.pop_front();
        }
        self.last.fetch_add(changes.len() as u64, Ordering::Release);
    }

    /// The number of the last change.
    pub(crate) fn last(&self) -> u64 {
        self.last.load(Ordering::Acquire)
    }

    /// The number of the last change and those after `seen`; `None` if they are not all kept any more.
    pub(crate) fn since(&self, seen: u64) -> (u64, Option<Vec<CallerChange>>) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let last = self.last();
        let missed = usize::try_from(last.saturating_sub(seen)).unwrap_or(usize::MAX);
        let first = kept.len().checked_sub(missed);
        (
            last,
            first.map(|first| kept.iter().skip(first).cloned().collect()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_is_told_once_and_too_many_are_told_as_unknown() {
        let changes = CallerChanges::default();
        assert_eq!(changes.since(0), (0, Some(vec![])));
        let key = |id: &str| CallerChange::Key(id.to_owned());
        changes.tell(&[key("a"), key("b")]);
        assert_eq!(changes.since(0), (2, Some(vec![key("a"), key("b")])));
        changes.tell(&[CallerChange::All]);
        assert_eq!(changes.since(2), (3, Some(vec![CallerChange::All])));
        assert_eq!(changes.since(3), (3, Some(vec![])));
        let many: Vec<_> = (0..CHANGES_KEPT_MAX).map(|at| key(&at.to_string())).collect();
        changes.tell(&many);
        assert_eq!(changes.since(2).1, None);
        assert_eq!(changes.since(3).1.map(|told| told.len()), Some(CHANGES_KEPT_MAX));
    }
}
