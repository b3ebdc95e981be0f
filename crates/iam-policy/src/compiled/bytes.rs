//! Comparing and finding short byte strings without a call into the C library.
//!
//! The texts of a decision are a few dozen bytes long; there the call costs more than the comparison.

/// Texts up to this length are searched place by place.
const SHORT_TEXT_BYTES: usize = 128;

/// Longer texts are worth the call.
const LONG_BYTES_MIN: usize = 32;

/// Whether both are equal.
#[inline]
pub(super) fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && begins(left, right)
}

/// Whether `text` begins with `start`.
#[inline]
pub(super) fn begins(text: &[u8], start: &[u8]) -> bool {
    let Some(text) = text.get(..start.len()) else {
        return false;
    };
    if start.len() > LONG_BYTES_MIN {
        return text == start;
    }
    // Words from the front; the last word may overlap the one before it.
    if let (Some(left_end), Some(right_end)) = (text.last_chunk::<8>(), start.last_chunk::<8>()) {
        let mut words = text.chunks_exact(8).zip(start.chunks_exact(8));
        return words.all(|(left, right)| left == right) && left_end == right_end;
    }
    if let (Some(left_end), Some(right_end)) = (text.last_chunk::<4>(), start.last_chunk::<4>()) {
        return text.first_chunk::<4>() == start.first_chunk::<4>() && left_end == right_end;
    }
    text.iter().zip(start).all(|(left, right)| left == right)
}

/// Whether `text` ends with `end`.
#[inline]
pub(super) fn ends(text: &[u8], end: &[u8]) -> bool {
    let start = text.len().checked_sub(end.len());
    start
        .and_then(|start| text.get(start..))
        .is_some_and(|tail| same(tail, end))
}

/// The leftmost place of `needle`.
#[inline]
pub(super) fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    let Some((first, rest)) = needle.split_first() else {
        return Some(0);
    };
    if text.len() > SHORT_TEXT_BYTES {
        return memchr::memmem::find(text, needle);
    }
    let mut places = text.iter().enumerate().filter(|(_, byte)| *byte == first);
    places
        .find(|(at, _)| text.get(at + 1..).is_some_and(|behind| begins(behind, rest)))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_compares_as_slices_do() {
        let text: Vec<u8> = (0..40).collect();
        for length in 0..40usize {
            let equal = &text[..length];
            assert!(
                same(equal, &Vec::from(equal)) && begins(&text, equal) && ends(&text, &text[40 - length..])
            );
            for at in 0..length {
                let mut other = equal.to_vec();
                other[at] ^= 1;
                assert!(!same(equal, &other) && !begins(&text, &other), "{length} {at}");
            }
            assert!(!same(equal, &text) && !begins(equal, &text) && !ends(equal, &text));
        }
    }

    #[test]
    fn the_leftmost_place_is_found() {
        for padding in [0, 7, 300] {
            let text = format!("{}abcabd{}", "x".repeat(padding), "y".repeat(padding));
            assert_eq!(find(text.as_bytes(), b"ab"), Some(padding));
            assert_eq!(find(text.as_bytes(), b"abd"), Some(padding + 3));
            assert_eq!(find(text.as_bytes(), b"abe"), None);
            assert_eq!(find(text.as_bytes(), b""), Some(0));
        }
    }
}
