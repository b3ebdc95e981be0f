//! Turning away statements whose resource cannot fit, before any pattern is tried.
//!
//! A fingerprint is a small set of hashed three-byte sequences. A pattern needs those of its literal runs, a request has
//! those of its text; where one that is needed is missing, the pattern cannot match. The text is read once and each statement
//! then costs one comparison, however many stars its patterns have. A hit is only a chance: the pattern itself decides.

use crate::template::{Piece, Template};

/// Bytes of a sequence.
const SEQUENCE_BYTES: usize = 3;

/// A set of hashed sequences, in 256 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fingerprint([u64; 4]);

impl Fingerprint {
    /// What a pattern needs; nothing where it has no literal run of three bytes.
    pub(super) fn needed_by(template: &Template) -> Self {
        let mut needed = Self::default();
        for piece in &template.pieces {
            if let Piece::Text(text) = piece {
                needed.add(text.as_bytes());
            }
        }
        needed
    }

    /// What a text has.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        found.add(text.as_bytes());
        found
    }

    fn add(&mut self, bytes: &[u8]) {
        for sequence in bytes.windows(SEQUENCE_BYTES) {
            if let [one, two, three] = sequence {
                let number = u32::from(*one) | u32::from(*two) << 8 | u32::from(*three) << 16;
                // Knuth's multiplicative hash; the top eight bits choose the bit.
                let hash = number.wrapping_mul(2_654_435_769) >> 24;
                let [first, second, third, fourth] = &mut self.0;
                let word = match hash >> 6 {
                    0 => first,
                    1 => second,
                    2 => third,
                    _ => fourth,
                };
                *word |= 1 << (hash & 63);
            }
        }
    }

    /// What both need: all that any of several patterns is sure to need.
    pub(super) fn common(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([a & e, b & f, c & g, d & h])
    }

    /// Whether everything `needed` is here.
    pub(super) fn has(self, needed: Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, needed.0);
        (!a & e) | (!b & f) | (!c & g) | (!d & h) == 0
    }

    /// Whether anything is needed.
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expect: bool) {
        let needed = Fingerprint::needed_by(&Template::pattern(pattern, true).unwrap());
        assert_eq!(Fingerprint::of(text).has(needed), expect, "{pattern} {text}");
    }

    #[test]
    fn what_can_match_is_let_through() {
        check("*", "", true);
        check("a/*/b", "", true);
        check("api/*/GET/team-7/*", "api/prod/GET/team-7/x", true);
        check("*/users/${aws:username}/*", "prod/users/ana/x", true);
    }

    #[test]
    fn most_of_what_cannot_match_is_turned_away() {
        check("api/*/GET/team-7/*", "api/prod/GET/team-8/x", false);
        check("api/*/GET/team-7/*", "api/prod/POST/team-7/x", false);
        check("*/users/*", "ab", false);
    }
}
