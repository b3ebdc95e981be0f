//! Patterns of `*` and `?`, for checks and advice; deciding has its own compiled form.

/// Whether `pattern` matches the whole of `text`: `*` is any run of characters, `?` exactly one.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let mut reached = start(&pattern);
    for character in text.chars() {
        reached = step(&pattern, &reached, |wanted| wanted == '?' || wanted == character);
    }
    reached.last().copied().unwrap_or(false)
}

/// Whether every text that `narrow` matches is matched by `wide`. `true` is proof; `false` may be caution.
pub(crate) fn covers(wide: &str, narrow: &str) -> bool {
    // Runs `wide` over the characters of `narrow`. A `?` of `narrow` may be any one character, so only `?` and `*` may
    // take it; a `*` of `narrow` may be anything, so only a `*` of `wide` that is being held may take it.
    let wide: Vec<char> = wide.chars().collect();
    let mut reached = start(&wide);
    for character in narrow.chars() {
        reached = match character {
            '*' => {
                let held = wide
                    .iter()
                    .zip(&reached)
                    .map(|(wanted, here)| *here && *wanted == '*');
                let held: Vec<bool> = held.chain([false]).collect();
                close(&wide, held)
            }
            '?' => step(&wide, &reached, |wanted| wanted == '?'),
            plain => step(&wide, &reached, |wanted| wanted == '?' || wanted == plain),
        };
    }
    reached.last().copied().unwrap_or(false)
}

/// Whether some text is matched by both patterns.
pub(crate) fn overlap(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    // `row[n]`: what was read of `left` and the first `n` characters of `right` have a common text.
    let mut row = start(&right);
    for wanted in &left {
        let mut next = vec![false; right.len() + 1];
        let mut before = *wanted == '*' && row.first().copied().unwrap_or(false);
        if let Some(first) = next.first_mut() {
            *first = before;
        }
        for ((at, other), slot) in right.iter().enumerate().zip(next.iter_mut().skip(1)) {
            let above = row.get(at + 1).copied().unwrap_or(false);
            let diagonal = row.get(at).copied().unwrap_or(false);
            let same = *wanted == '?' || *other == '?' || wanted == other;
            *slot = match (*wanted, *other) {
                // A star takes the other side's character, or nothing.
                ('*', _) | (_, '*') => before || above,
                _ => diagonal && same,
            };
            before = *slot;
        }
        row = next;
    }
    row.last().copied().unwrap_or(false)
}

/// Position `n` is reached when the first `n` characters of the pattern are done.
fn start(pattern: &[char]) -> Vec<bool> {
    let mut reached = vec![false; pattern.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    close(pattern, reached)
}

/// Takes one character: a `*` stays, a character that `takes` moves on.
fn step(pattern: &[char], reached: &[bool], takes: impl Fn(char) -> bool) -> Vec<bool> {
    let mut next = vec![false; pattern.len() + 1];
    for (at, wanted) in pattern.iter().enumerate() {
        if !reached.get(at).copied().unwrap_or(false) {
            continue;
        }
        let target = if *wanted == '*' { at } else { at + 1 };
        if (*wanted == '*' || takes(*wanted))
            && let Some(slot) = next.get_mut(target)
        {
            *slot = true;
        }
    }
    close(pattern, next)
}

/// A `*` may also be nothing.
fn close(pattern: &[char], mut reached: Vec<bool>) -> Vec<bool> {
    for (at, wanted) in pattern.iter().enumerate() {
        if *wanted == '*'
            && reached.get(at).copied().unwrap_or(false)
            && let Some(slot) = reached.get_mut(at + 1)
        {
            *slot = true;
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::{covers, matches, overlap};

    #[test]
    fn patterns_match_whole_texts() {
        for (pattern, text, expect) in [
            ("*", "", true),
            ("", "", true),
            ("?", "", false),
            ("a*c", "abbc", true),
            ("a*c", "abbd", false),
            ("a?c", "abc", true),
            ("*a*b*", "xxaxxbxx", true),
            ("**", "x", true),
            ("abc", "ab", false),
        ] {
            assert_eq!(matches(pattern, text), expect, "{pattern} {text}");
        }
    }

    #[test]
    fn covering_is_proof() {
        for (wide, narrow, expect) in [
            ("*", "a*b?", true),
            ("a*", "a", true),
            ("a*", "ab*c", true),
            ("a*c", "abc", true),
            ("a*c", "ab*", false),
            ("a?", "a*", false),
            ("a?", "a?", true),
            ("a*", "a?", true),
            ("ab", "a?", false),
            ("*/GET/*", "prod/GET/x", true),
            ("prod/*/admin*", "prod/GET/admin/*", true),
            ("a*b*", "a*b", true),
            ("a*", "*", false),
        ] {
            assert_eq!(covers(wide, narrow), expect, "{wide} {narrow}");
        }
    }

    #[test]
    fn overlapping_patterns_share_a_text() {
        for (left, right, expect) in [
            ("*", "", true),
            ("a", "b", false),
            ("a*", "*b", true),
            ("a*c", "ab?", true),
            ("admin/*", "admin/*", true),
            ("admin/*", "*", true),
            ("admin/*", "pets/*", false),
            ("admin/*", "admin", false),
            ("a?c", "a*", true),
            ("ab", "a", false),
        ] {
            assert_eq!(overlap(left, right), expect, "{left} {right}");
            assert_eq!(overlap(right, left), expect, "{right} {left}");
        }
    }
}
