//! `identityValidationExpression`: what the audience of a token must look like.

use fancy_regex::{Regex, RegexBuilder};

use crate::AUDIENCE_PATTERN_CHARACTERS_MAX;

/// Steps back that one comparison may take. An audience has a few dozen characters.
const BACKTRACKS_MAX: usize = 10_000;

/// A compiled `identityValidationExpression`.
///
/// Source: API Gateway API reference, `CreateAuthorizer`: a regular expression that the `aud` of a token is matched against.
/// The whole of it has to match.
#[derive(Debug, Clone)]
pub struct AudiencePattern {
    regex: Regex,
}

/// Why a text is no [`AudiencePattern`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AudiencePatternError {
    /// Too many characters.
    #[error(
        "the identity validation expression has more than {AUDIENCE_PATTERN_CHARACTERS_MAX} characters: shorten it"
    )]
    TooLong,
    /// Not a regular expression that is understood. Holds why.
    #[error("the identity validation expression `{0}` is not a regular expression: {1}")]
    Syntax(String, String),
}

impl AudiencePattern {
    /// Compiles a pattern.
    pub fn parse(pattern: &str) -> Result<Self, AudiencePatternError> {
        if pattern.chars().count() > AUDIENCE_PATTERN_CHARACTERS_MAX {
            return Err(AudiencePatternError::TooLong);
        }
        let syntax =
            |error: fancy_regex::Error| AudiencePatternError::Syntax(pattern.to_owned(), error.to_string());
        // By itself first: `a)|(b` is no expression, but would be one between the anchors.
        Regex::new(pattern).map_err(syntax)?;
        let regex = RegexBuilder::new(&format!(r"\A(?:{pattern})\z"))
            .backtrack_limit(BACKTRACKS_MAX)
            .build()
            .map_err(syntax)?;
        Ok(Self { regex })
    }

    /// Whether the whole of `audience` matches; one that takes too long does not.
    pub(crate) fn matches(&self, audience: &str) -> bool {
        self.regex.is_match(audience).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_audience_has_to_match() {
        let check = |pattern: &str, audience: &str, expect: bool| {
            let compiled = AudiencePattern::parse(pattern).unwrap();
            assert_eq!(compiled.matches(audience), expect, "{pattern} {audience}");
        };
        check("client-a", "client-a", true);
        check("client-a", "client-ab", false);
        check("client-a", "xclient-a", false);
        check("a|b", "ab", false);
        check("a|b", "b", true);
        check("^client-[a-z]$", "client-a", true);
        check("client", "client\n", false);
        check("^client$", "client\n", false);
        check("(?i)CLIENT", "client", true);
        check("", "", true);
        check("", "a", false);
        // Backtracks without end: not matched, and soon.
        check(r"(?=(a+)+\1b)a*", &"a".repeat(60), false);
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for pattern in ["(", "a)|(b", "[", "a{2,1}"] {
            assert!(
                matches!(
                    AudiencePattern::parse(pattern),
                    Err(AudiencePatternError::Syntax(..))
                ),
                "{pattern}"
            );
        }
        let long = "a".repeat(AUDIENCE_PATTERN_CHARACTERS_MAX + 1);
        assert_eq!(
            AudiencePattern::parse(&long).unwrap_err(),
            AudiencePatternError::TooLong
        );
    }
}
