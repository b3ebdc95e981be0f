//! What a path holds for the parameters of its route.

use std::ops::Range;

/// As many parameters as are kept without allocation; deeper paths are rare.
const INLINE: usize = 8;

/// What a request's path holds for each parameter of its route, in order: byte ranges of the raw path.
///
/// Up to eight cost no allocation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PathParameters {
    // Invariant: the first `count` ranges stand in `inline`, those beyond its length in `spill`.
    inline: [Range<u32>; INLINE],
    spill: Vec<Range<u32>>,
    count: usize,
}

impl PathParameters {
    /// The raw (still percent-encoded) text of the parameter at `index`.
    pub fn raw<'p>(&self, index: usize, path: &'p str) -> Option<&'p str> {
        if index >= self.count {
            return None;
        }
        let range = match index.checked_sub(INLINE) {
            None => self.inline.get(index)?,
            Some(beyond) => self.spill.get(beyond)?,
        };
        path.get(range.start as usize..range.end as usize)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn push(&mut self, range: Range<usize>) {
        // A path of 4 GiB is refused long before; were one to come, its ranges are empty rather than wrong.
        let range = match (u32::try_from(range.start), u32::try_from(range.end)) {
            (Ok(start), Ok(end)) => start..end,
            _ => 0..0,
        };
        match self.inline.get_mut(self.count) {
            Some(slot) => *slot = range,
            None => self.spill.push(range),
        }
        self.count += 1;
    }

    pub(super) fn truncate(&mut self, count: usize) {
        self.spill.truncate(count.saturating_sub(INLINE));
        for slot in self.inline.iter_mut().skip(count) {
            *slot = 0..0;
        }
        self.count = self.count.min(count);
    }
}
