//! Patterns with `*` and `?`, cut at their stars.
//!
//! The first run is bound to the beginning of the text and the last to its end; each run between is taken at its leftmost
//! place, which leaves the most text for the rest. So the time is at most the product of the lengths, never exponential.

use super::bytes;
use crate::template::{Piece, Template};

/// A pattern, matched against whole texts; case counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Glob {
    /// `*`
    Any,
    /// No wildcard.
    Exact(Box<str>),
    /// `text*`
    Prefix(Box<str>),
    /// `*text`
    Suffix(Box<str>),
    /// No star, but question marks.
    Run(Run),
    /// Everything else with a star.
    Stars(Box<Stars>),
}

/// What stands between stars.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Stars {
    first: Run,
    middle: Box<[Run]>,
    last: Run,
}

/// Characters and question marks without a star.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Run {
    /// Characters alone, maybe none.
    Text(Box<str>),
    /// `None` is a question mark.
    Mixed(Box<[Option<char>]>),
}

impl Glob {
    /// The pattern of a template; `None` where it has variables.
    pub(super) fn new(template: &Template) -> Option<Self> {
        let mut runs = Vec::new();
        let mut run = Vec::new();
        for piece in &template.pieces {
            match piece {
                Piece::Text(text) => run.extend(text.chars().map(Some)),
                Piece::One => run.push(None),
                Piece::Many => runs.push(Run::new(std::mem::take(&mut run))),
                Piece::Variable(..) => return None,
            }
        }
        let last = Run::new(run);
        let mut runs = runs.into_iter();
        let Some(first) = runs.next() else {
            return Some(match last {
                Run::Text(text) => Self::Exact(text),
                Run::Mixed(_) => Self::Run(last),
            });
        };
        let middle: Box<[Run]> = runs.collect();
        Some(match (first, &*middle, last) {
            (Run::Text(first), [], Run::Text(last)) if last.is_empty() && first.is_empty() => Self::Any,
            (Run::Text(first), [], Run::Text(last)) if last.is_empty() => Self::Prefix(first),
            (Run::Text(first), [], Run::Text(last)) if first.is_empty() => Self::Suffix(last),
            (first, _, last) => Self::Stars(Box::new(Stars { first, middle, last })),
        })
    }

    /// Whether the whole of `text` fits.
    pub(super) fn matches(&self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(exact) => bytes::same(text.as_bytes(), exact.as_bytes()),
            Self::Prefix(prefix) => bytes::begins(text.as_bytes(), prefix.as_bytes()),
            Self::Suffix(suffix) => bytes::ends(text.as_bytes(), suffix.as_bytes()),
            Self::Run(run) => run.strip_start(text) == Some(""),
            Self::Stars(stars) => stars.matches(text),
        }
    }
}

impl Stars {
    fn matches(&self, text: &str) -> bool {
        let Some(mut rest) = self.first.strip_start(text) else {
            return false;
        };
        for run in &self.middle {
            match run.skip_to_end_of(rest) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        self.last.ends(rest)
    }
}

impl Run {
    fn new(run: Vec<Option<char>>) -> Self {
        match run.iter().copied().collect::<Option<String>>() {
            Some(text) => Self::Text(text.into()),
            None => Self::Mixed(run.into()),
        }
    }

    /// The text behind the run, where it begins with the run.
    fn strip_start<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Text(run) => {
                if bytes::begins(text.as_bytes(), run.as_bytes()) {
                    text.get(run.len()..)
                } else {
                    None
                }
            }
            Self::Mixed(run) => {
                let mut chars = text.chars();
                for wanted in run {
                    let c = chars.next()?;
                    if wanted.is_some_and(|wanted| wanted != c) {
                        return None;
                    }
                }
                Some(chars.as_str())
            }
        }
    }

    /// The text behind the leftmost place of the run.
    fn skip_to_end_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Text(run) => {
                let at = bytes::find(text.as_bytes(), run.as_bytes())?;
                text.get(at + run.len()..)
            }
            Self::Mixed(_) => {
                let mut chars = text.chars();
                loop {
                    if let Some(behind) = self.strip_start(chars.as_str()) {
                        return Some(behind);
                    }
                    chars.next()?;
                }
            }
        }
    }

    /// Whether the text ends with the run.
    fn ends(&self, text: &str) -> bool {
        match self {
            Self::Text(run) => bytes::ends(text.as_bytes(), run.as_bytes()),
            Self::Mixed(run) => {
                let Some(back) = run.len().checked_sub(1) else {
                    return true;
                };
                let start = text
                    .char_indices()
                    .rev()
                    .nth(back)
                    .and_then(|(at, _)| text.get(at..));
                start.is_some_and(|end| self.strip_start(end) == Some(""))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expect: bool) {
        let glob = Glob::new(&Template::pattern(pattern, true).unwrap()).unwrap();
        assert_eq!(
            glob.matches(text),
            expect,
            "`{pattern}` against `{text}`: {glob:?}"
        );
    }

    #[test]
    fn the_whole_text_must_fit() {
        check("", "", true);
        check("", "a", false);
        check("*", "", true);
        check("a*", "abc", true);
        check("a*", "ba", false);
        check("*c", "abc", true);
        check("a*c", "ac", true);
        check("a*c", "a", false);
        check("ab*bc", "abc", false);
        check("a*b*c", "aXbYc", true);
        check("a*b*c", "acb", false);
        check("*b*", "abc", true);
        check("*ab*ab*", "abab", true);
        check("*ab*ab*", "aba", false);
        check("GET/pets", "GET/pets/", false);
    }

    #[test]
    fn a_question_mark_is_one_character() {
        check("?", "", false);
        check("?", "é", true);
        check("??", "é", false);
        check("a?c", "abc", true);
        check("*?", "", false);
        check("*?", "ab", true);
        check("*a?c*", "xxabcxx", true);
        check("*a?c*", "xxacxx", false);
        check("a*?c", "aéc", true);
        check("a*?c", "ac", false);
        check("?*?", "a", false);
        check("?*?", "aé", true);
    }

    #[test]
    fn escapes_are_characters() {
        check("${*}", "*", true);
        check("${*}", "a", false);
        check("a${?}*", "a?b", true);
    }

    #[test]
    fn many_stars_take_no_time() {
        let pattern = "*a".repeat(200) + "b";
        check(&pattern, &"a".repeat(1600), false);
    }
}
