//! Where finished records are kept, and where their buffers come from.
//!
//! Each thread has two rings: refusals have their own, so that allowed traffic does not flush them away. A finished record
//! is packed into the place of the oldest one, and its own buffers, still in the cache, serve the next request. The rings' locks are taken by their own thread
//! once a request, and by a reader for one record at a time, so that they are practically never contended.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use portcullis_core::RequestId;

use super::{DecisionRecord, packed::Packed};

/// The rings of one thread, read from others.
#[derive(Debug)]
pub(crate) struct RecordRings {
    usual: Mutex<Ring>,
    refused: Mutex<Ring>,
}

#[derive(Debug)]
struct Ring {
    // Invariant: at most `slots_max` slots; `oldest` is 0 until they are all in use, and within them afterwards.
    slots: Vec<Packed>,
    slots_max: usize,
    oldest: usize,
}

impl RecordRings {
    pub(crate) fn new(usual: usize, refused: usize) -> Self {
        let ring = |slots_max| {
            Mutex::new(Ring {
                slots: Vec::new(),
                slots_max,
                oldest: 0,
            })
        };
        Self {
            usual: ring(usual),
            refused: ring(refused),
        }
    }

    /// Keeps `record`.
    fn keep(&self, record: &DecisionRecord) {
        lock(if record.refused() {
            &self.refused
        } else {
            &self.usual
        })
        .keep(record);
    }

    /// The record of this request.
    pub(crate) fn find(&self, id: RequestId) -> Option<DecisionRecord> {
        [&self.refused, &self.usual].into_iter().find_map(|ring| {
            let count = lock(ring).slots.len();
            (0..count).find_map(|at| {
                let ring = lock(ring);
                ring.slots
                    .get(at)
                    .filter(|record| record.request_id() == id)
                    .map(Packed::unpack)
            })
        })
    }

    /// The newest `count` records of each ring, in no order.
    pub(crate) fn newest(&self, count: usize, out: &mut Vec<DecisionRecord>) {
        for ring in [&self.refused, &self.usual] {
            let (length, oldest) = {
                let ring = lock(ring);
                (ring.slots.len(), ring.oldest)
            };
            for back in 1..=count.min(length) {
                let at = (oldest + length - back) % length;
                out.extend(lock(ring).slots.get(at).map(Packed::unpack));
            }
        }
    }
}

impl Ring {
    fn keep(&mut self, record: &DecisionRecord) {
        if self.slots.len() < self.slots_max {
            let mut packed = Packed::default();
            packed.pack(record);
            self.slots.push(packed);
            return;
        }
        if let Some(slot) = self.slots.get_mut(self.oldest) {
            slot.pack(record);
            self.oldest += 1;
            if self.oldest == self.slots_max {
                self.oldest = 0;
            }
        }
    }
}

fn lock(ring: &Mutex<Ring>) -> MutexGuard<'_, Ring> {
    ring.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Records that are not in use, of one thread.
#[derive(Debug)]
#[expect(
    clippy::vec_box,
    reason = "records change places by their pointers; one is half a kilobyte"
)]
pub(crate) struct RecordPool {
    free: RefCell<Vec<Box<DecisionRecord>>>,
    rings: Arc<RecordRings>,
}

/// Free records that a thread keeps; as many as requests end at about the same time.
const FREE_MAX: usize = 256;

impl RecordPool {
    pub(crate) fn new(rings: Arc<RecordRings>) -> Self {
        Self {
            free: RefCell::default(),
            rings,
        }
    }

    /// An empty record.
    pub(crate) fn take(&self) -> Box<DecisionRecord> {
        self.free.borrow_mut().pop().unwrap_or_default()
    }

    /// Keeps a finished record.
    pub(crate) fn keep(&self, mut record: Box<DecisionRecord>) {
        record.cut_long_texts();
        self.rings.keep(&record);
        record.clear();
        let mut free = self.free.borrow_mut();
        if free.len() < FREE_MAX {
            free.push(record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: u128, refused: bool) -> Box<DecisionRecord> {
        let error_type = if refused {
            "AccessDeniedException".to_owned()
        } else {
            String::new()
        };
        Box::new(DecisionRecord {
            request_id: RequestId(id),
            error_type,
            ..DecisionRecord::default()
        })
    }

    fn newest(rings: &RecordRings, count: usize) -> Vec<u128> {
        let mut out = Vec::new();
        rings.newest(count, &mut out);
        out.into_iter().map(|record| record.request_id.0).collect()
    }

    #[test]
    fn the_oldest_of_its_kind_makes_room() {
        let rings = Arc::new(RecordRings::new(2, 1));
        let pool = RecordPool::new(Arc::clone(&rings));
        for (id, refused) in [(1, false), (2, true), (3, false), (4, false), (5, false)] {
            pool.keep(record(id, refused));
        }
        assert_eq!(newest(&rings, 9), [2, 5, 4]);
        assert_eq!(newest(&rings, 1), [2, 5]);
        assert!(rings.find(RequestId(3)).is_none());
        assert_eq!(rings.find(RequestId(2)).unwrap().request_id, RequestId(2));
        assert_eq!(*pool.take(), DecisionRecord::default());
    }

    #[test]
    fn nothing_is_kept_where_nothing_shall_be() {
        let rings = Arc::new(RecordRings::new(0, 0));
        RecordPool::new(Arc::clone(&rings)).keep(record(1, false));
        assert!(newest(&rings, 9).is_empty());
    }

    #[test]
    fn long_texts_are_cut_at_characters() {
        let rings = Arc::new(RecordRings::new(1, 1));
        let mut long = record(1, false);
        long.path = "é".repeat(super::super::RECORD_TEXT_BYTES_MAX);
        RecordPool::new(Arc::clone(&rings)).keep(long);
        let kept = rings.find(RequestId(1)).unwrap();
        assert!(kept.cut);
        assert_eq!(kept.path.len(), super::super::RECORD_TEXT_BYTES_MAX);
    }
}
