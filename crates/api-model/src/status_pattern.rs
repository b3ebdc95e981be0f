//! Patterns over status codes, decided beforehand for every code there is.
//!
//! `selectionPattern` is a regular expression, but all it ever meets are the 500 codes from 100 to 599: it is tried on each
//! of them once, and the request path reads one bit.

/// The most bytes a pattern may have.
pub const PATTERN_BYTES_MAX: usize = 512;

/// The most memory a compiled pattern may take, in bytes: `5\d{2}` takes some hundred.
const COMPILED_BYTES_MAX: usize = 4 * 1024;

const FIRST: u16 = 100;
const LAST: u16 = 599;

/// A `selectionPattern`, anchored at both ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusPattern {
    text: String,
    // Invariant: bit n is set if the pattern matches 100 + n.
    matching: [u64; 8],
}

/// The text is no pattern that is understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a pattern: {why}")]
pub struct StatusPatternError {
    /// The refused text.
    pub text: String,
    /// What is wrong with it.
    pub why: String,
}

impl StatusPattern {
    /// Reads a pattern; look-around and back-references are refused.
    pub fn parse(text: &str) -> Result<Self, StatusPatternError> {
        let wrong = |why: String| StatusPatternError {
            text: text.chars().take(80).collect(),
            why,
        };
        if text.len() > PATTERN_BYTES_MAX {
            return Err(wrong(format!("it has more than {PATTERN_BYTES_MAX} bytes")));
        }
        // The text alone is read first, so that it cannot close the group it is put into.
        let compile = |pattern: &str| {
            let built = regex_lite::RegexBuilder::new(pattern)
                .size_limit(COMPILED_BYTES_MAX)
                .build();
            built.map_err(|error| wrong(error.to_string()))
        };
        compile(text)?;
        let regex = compile(&format!("^(?:{text})$"))?;
        let mut matching = [0u64; 8];
        for (offset, status) in (FIRST..=LAST).enumerate() {
            if let Some(word) = matching.get_mut(offset / 64)
                && regex.is_match(&status.to_string())
            {
                *word |= 1 << (offset % 64);
            }
        }
        Ok(Self {
            text: text.to_owned(),
            matching,
        })
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the pattern matches a status code.
    pub fn matches(&self, status: u16) -> bool {
        let Some(offset) = status.checked_sub(FIRST).map(usize::from) else {
            return false;
        };
        self.matching
            .get(offset / 64)
            .is_some_and(|word| word >> (offset % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[u16]) {
        let pattern = StatusPattern::parse(text).unwrap();
        let got: Vec<u16> = (0..1000).filter(|status| pattern.matches(*status)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn patterns_match_whole_codes() {
        check("404", &[404]);
        check("40[34]|500", &[403, 404, 500]);
        check("4", &[]);
        check("59\\d", &[590, 591, 592, 593, 594, 595, 596, 597, 598, 599]);
        check("10[01]|599", &[100, 101, 599]);
        assert_eq!(
            (0..1000)
                .filter(|s| StatusPattern::parse(".*").unwrap().matches(*s))
                .count(),
            500
        );
    }

    #[test]
    fn bad_patterns_are_refused() {
        for text in ["(", "4(?=0)04", "(4)\\1", "404)|(?:.*", "x{99999}"] {
            assert!(StatusPattern::parse(text).is_err(), "{text}");
        }
        assert!(StatusPattern::parse(&"4".repeat(PATTERN_BYTES_MAX + 1)).is_err());
    }
}
