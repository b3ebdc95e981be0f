//! Numbers that can be had again from their seed.

/// A permuted congruential generator (M. E. O'Neill, "PCG", 2014: XSH RR 64/32).
pub(crate) struct Random {
    state: u64,
    increment: u64,
}

impl Random {
    /// The stream of this number out of a seed.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self {
            state: 0,
            increment: (stream << 1) | 1,
        };
        random.next();
        random.state = random.state.wrapping_add(seed);
        random.next();
        random
    }

    fn next(&mut self) -> u32 {
        let old = self.state;
        self.state = old
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(self.increment);
        let folded = (((old >> 18) ^ old) >> 27) as u32;
        folded.rotate_right((old >> 59) as u32)
    }

    /// A number below this one; 0 below 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        let wide = (u64::from(self.next()) << 32) | u64::from(self.next());
        wide.checked_rem(end).unwrap_or(0)
    }

    /// A number from this one up to, and not with, that one.
    pub(crate) fn between(&mut self, from: u64, end: u64) -> u64 {
        from + self.below(end.saturating_sub(from))
    }

    /// Whether one of so many times is now.
    pub(crate) fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of them; none of none.
    pub(crate) fn pick<T>(&mut self, mut of: Vec<T>) -> Option<T> {
        let at = self.below(of.len() as u64) as usize;
        (at < of.len()).then(|| of.swap_remove(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_and_a_stream_others() {
        let numbers = |stream| {
            let mut random = Random::new(7, stream);
            (0..9).map(|_| random.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(1), numbers(1));
        assert_ne!(numbers(1), numbers(2));
        assert_eq!(Random::new(1, 1).pick(Vec::<u8>::new()), None);
        assert_eq!(Random::new(1, 1).pick(vec![3]), Some(3));
    }
}
