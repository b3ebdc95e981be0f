//! "Did you mean": the known word nearest to an unknown one.

/// The candidate that was probably meant by `text`, if any is near: the same but for letter case, or a few typing
/// mistakes away (one in three characters, three at most).
pub(crate) fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = text.to_lowercase();
    let within = (wanted.chars().count() / 3).min(3);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= within)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The tail of a message for a nearest word: "did you mean `x`?" or the given advice.
pub(crate) fn advice(near: Option<&str>, otherwise: &str) -> String {
    near.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

/// Levenshtein's distance, texts cut at 64 characters.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, from) in left.chars().take(64).enumerate() {
        let mut diagonal = at;
        let mut before = at + 1;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (cell, to) in row.iter_mut().skip(1).zip(&right) {
            let cost = (diagonal + usize::from(from != *to))
                .min(before + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = cost;
            before = cost;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances_count_typing_mistakes() {
        for (left, right, expect) in [
            ("", "", 0),
            ("a", "", 1),
            ("kitten", "sitting", 3),
            ("allow", "alow", 1),
        ] {
            assert_eq!(distance(left, right), expect, "{left} {right}");
        }
    }

    #[test]
    fn only_near_words_are_offered() {
        let words = ["Statement", "Version", "Id"];
        assert_eq!(nearest("statements", words), Some("Statement"));
        assert_eq!(nearest("VERSION", words), Some("Version"));
        assert_eq!(nearest("Condition", words), None);
        assert_eq!(nearest("x", words), None);
    }
}
