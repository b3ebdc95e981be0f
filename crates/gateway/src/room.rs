//! The room that bodies share which are held whole: for models and templates to read.
//!
//! Without it, clients that send slowly at many connections could fill the memory. It is taken as bytes arrive, not as they are
//! announced, and given back when the last holder lets go.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use bytes::Bytes;

/// Bytes of all bodies that are held whole at one time. AWS documents nothing; chosen.
pub(crate) const WHOLE_BODIES_BYTES_MAX: usize = 512 * 1024 * 1024;

/// What is left of the room.
#[derive(Debug)]
pub(crate) struct Room {
    left: AtomicUsize,
}

/// The room is full.
#[derive(Debug)]
pub(crate) struct Full;

/// A body that grows.
#[derive(Debug)]
pub(crate) struct Held {
    bytes: Vec<u8>,
    room: Arc<Room>,
}

impl Room {
    pub(crate) fn new(bytes: usize) -> Arc<Self> {
        Arc::new(Self {
            left: AtomicUsize::new(bytes),
        })
    }

    fn take(&self, bytes: usize) -> Result<(), Full> {
        let taken = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(bytes)
            });
        taken.map(drop).map_err(|_| Full)
    }
}

impl Held {
    /// Nothing yet; `capacity` bytes are expected.
    pub(crate) fn new(room: &Arc<Room>, capacity: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(capacity),
            room: Arc::clone(room),
        }
    }

    /// Copies `data`: what it was read into need not be held.
    pub(crate) fn push(&mut self, data: &[u8]) -> Result<(), Full> {
        self.room.take(data.len())?;
        self.bytes.extend_from_slice(data);
        Ok(())
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The body, which holds its room as long as anybody holds a part of it.
    pub(crate) fn finish(self) -> Bytes {
        if self.bytes.is_empty() {
            return Bytes::new();
        }
        Bytes::from_owner(self)
    }
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.room.left.fetch_add(self.bytes.len(), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_given_back_with_the_last_part_of_a_body() {
        let room = Room::new(10);
        let left = || room.left.load(Ordering::Relaxed);
        let mut one = Held::new(&room, 0);
        one.push(b"123456").unwrap();
        let mut other = Held::new(&room, 4);
        assert!(other.push(b"12345").is_err());
        other.push(b"1234").unwrap();
        assert_eq!((left(), other.len()), (0, 4));
        drop(other);
        let whole = one.finish();
        let part = whole.slice(..2);
        drop(whole);
        assert_eq!((left(), &*part), (4, &b"12"[..]));
        drop(part);
        assert_eq!(left(), 10);
        assert!(Held::new(&room, 0).finish().is_empty());
    }
}
