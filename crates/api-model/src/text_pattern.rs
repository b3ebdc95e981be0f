//! Regular expressions that must match the whole of a text: of identity tokens, and of the messages of failed functions.
//!
//! AWS's are Java's; these match in time linear in the text, and what only a backtracking engine can do (look-around,
//! back-references) is refused where the expression is read.

/// The most bytes an expression may have. Chosen: AWS names no limit.
pub const TEXT_PATTERN_BYTES_MAX: usize = 1024;

/// The most memory a compiled expression may take, in bytes.
const COMPILED_BYTES_MAX: usize = 64 * 1024;

/// An expression, anchored at both ends. Matching is linear in the text.
#[derive(Debug, Clone)]
pub struct TextPattern {
    text: String,
    regex: regex_lite::Regex,
}

/// The text is no expression that is understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a regular expression: {why}")]
pub struct TextPatternError {
    /// The refused text, shortened.
    pub text: String,
    /// What is wrong with it.
    pub why: String,
}

impl TextPattern {
    /// Reads an expression; look-around and back-references are refused.
    pub fn parse(text: &str) -> Result<Self, TextPatternError> {
        let wrong = |why: String| TextPatternError {
            text: text.chars().take(80).collect(),
            why,
        };
        if text.len() > TEXT_PATTERN_BYTES_MAX {
            return Err(wrong(format!("it has more than {TEXT_PATTERN_BYTES_MAX} bytes")));
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
        Ok(Self {
            text: text.to_owned(),
            regex,
        })
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the whole of `text` matches.
    pub fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

impl PartialEq for TextPattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for TextPattern {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_match_whole_texts() {
        let check = |pattern: &str, text: &str| TextPattern::parse(pattern).unwrap().matches(text);
        assert!(check("abc", "abc"));
        assert!(!check("abc", "abcd") && !check("abc", "xabc") && !check("abc", "abc\n"));
        assert!(check("a|b", "b") && !check("a|b", "ab"));
        assert!(check("client-[0-9]+", "client-17"));
        assert!(!check("^a$|b", "ab"));
        assert!(!check("", "a") && check("", ""));
        assert!(!check("(?m)^a$", "a\nb"));
        assert!(check(".*Error.*", "an Error of mine") && !check(".*Error.*", "an Error\nof mine"));
        assert!(check("(.|\\n)+", "an Error\nof mine"));
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for pattern in [
            "(",
            "a)|(.*",
            "(?=a)",
            r"(a)\1",
            "x{99999}",
            "(?x)a # )",
            "(?x)a # b",
        ] {
            let got = TextPattern::parse(pattern);
            assert!(got.is_err(), "{pattern}: {got:?}");
        }
        assert!(TextPattern::parse(&"a".repeat(TEXT_PATTERN_BYTES_MAX + 1)).is_err());
    }
}
