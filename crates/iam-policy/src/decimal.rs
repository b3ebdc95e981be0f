//! Decimal numbers of any length, compared exactly.

use std::cmp::Ordering;

/// A decimal number in a text that holds it; zeros that mean nothing are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal<'a> {
    // Invariant: digits only; `whole` has no leading zeros, `fraction` no trailing ones, zero is not negative.
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Decimal<'a> {
    /// Reads digits with an optional sign and an optional fraction (`-3`, `2.50`, `+7`); nothing else is a number.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (digits, ""),
        };
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) {
            return None;
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        Some(Self {
            negative: negative && !(whole.is_empty() && fraction.is_empty()),
            whole,
            fraction,
        })
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let magnitude = |left: &Self, right: &Self| {
            let whole = left
                .whole
                .len()
                .cmp(&right.whole.len())
                .then_with(|| left.whole.cmp(right.whole));
            whole.then_with(|| left.fraction.cmp(right.fraction))
        };
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => magnitude(self, other),
            (true, true) => magnitude(other, self),
        }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_length_compare_exactly() {
        let check = |left: &str, right: &str, expect: Ordering| {
            assert_eq!(
                Decimal::parse(left).unwrap().cmp(&Decimal::parse(right).unwrap()),
                expect,
                "{left} {right}"
            );
            assert_eq!(
                Decimal::parse(right).unwrap().cmp(&Decimal::parse(left).unwrap()),
                expect.reverse()
            );
        };
        check("1", "1.0", Ordering::Equal);
        check("-0", "0", Ordering::Equal);
        check("007", "7", Ordering::Equal);
        check("9", "10", Ordering::Less);
        check("-9", "-10", Ordering::Greater);
        check("0.1", "0.09", Ordering::Greater);
        check("0.1", "0.11", Ordering::Less);
        check("9007199254740993", "9007199254740992", Ordering::Greater);
        check("1.0000000000000000000001", "1", Ordering::Greater);
        check("-1", "0.5", Ordering::Less);
    }

    #[test]
    fn anything_else_is_no_number() {
        for text in [
            "", "-", "1e3", "10abc", ".5", "5.", "1.2.3", " 1", "0x10", "--1", "١",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
