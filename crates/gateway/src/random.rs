//! Request ids: unique, not secret.

use std::{
    cell::Cell,
    hash::{BuildHasher, Hasher, RandomState},
};

use portcullis_core::RequestId;

/// Digits of an extended request id: eleven bytes in Base64, without the padding.
const EXTENDED_DIGITS: usize = 15;
/// Digits of six bits that a number has.
const DIGITS_OF_A_NUMBER: usize = 10;

/// A thread's generator: xoshiro256++, seeded from the operating system's randomness.
#[derive(Debug)]
pub(crate) struct Random {
    state: Cell<[u64; 4]>,
}

impl Random {
    pub(crate) fn new() -> Self {
        // The standard library's hasher keys are the operating system's random bytes; every hasher built is another.
        Self::seeded([0; 4].map(|_: u64| RandomState::new().build_hasher().finish()))
    }

    fn seeded(seed: [u64; 4]) -> Self {
        // All zeros is the one state the generator never leaves.
        Self {
            state: Cell::new(if seed == [0; 4] { [1, 2, 3, 4] } else { seed }),
        }
    }

    pub(crate) fn next(&self) -> u64 {
        let [s0, s1, s2, s3] = self.state.get();
        let result = s0.wrapping_add(s3).rotate_left(23).wrapping_add(s0);
        let (s2, s3) = (s2 ^ s0, s3 ^ s1);
        self.state
            .set([s0 ^ s3, s1 ^ s2, s2 ^ (s1 << 17), s3.rotate_left(45)]);
        result
    }

    pub(crate) fn request_id(&self) -> RequestId {
        RequestId::from_random((u128::from(self.next()) << 64) | u128::from(self.next()))
    }

    /// Appends an id of the form of `x-amz-apigw-id`: 16 characters of Base64, the last one padding, such as
    /// `KtF82HGdliAFjxw=`.
    pub(crate) fn push_extended_request_id(&self, out: &mut String) {
        const DIGITS: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut id = [b'='; 16];
        for slots in id.split_at_mut(EXTENDED_DIGITS).0.chunks_mut(DIGITS_OF_A_NUMBER) {
            let mut bits = self.next();
            for slot in slots {
                *slot = DIGITS.get((bits & 63) as usize).copied().unwrap_or(b'A');
                bits >>= 6;
            }
        }
        out.push_str(std::str::from_utf8(&id).unwrap_or(""));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_differ_and_have_their_form() {
        let (a, b) = (Random::new(), Random::new());
        let ids: HashSet<_> = (0..1000).flat_map(|_| [a.request_id(), b.request_id()]).collect();
        assert_eq!(ids.len(), 2000);
        let text = a.request_id().to_string();
        assert_eq!((&text[14..15], text.len()), ("4", 36));
        let mut extended = String::new();
        a.push_extended_request_id(&mut extended);
        assert!(
            extended.ends_with('=') && !extended[..15].contains('='),
            "{extended}"
        );
    }

    #[test]
    fn the_generator_is_xoshiro256_plus_plus() {
        // First outputs for the state 1, 2, 3, 4, as its authors' reference program gives them.
        let random = Random::seeded([1, 2, 3, 4]);
        assert_eq!(
            [random.next(), random.next(), random.next()],
            [41_943_041, 58_720_359, 3_588_806_011_781_223]
        );
    }
}
