//! The models' patterns. They are in Java's syntax and must match the whole text; here they are put into the words of a Rust
//! engine, compiled when first used, and kept.
//!
//! What Java means otherwise than Rust is written out: `\w`, `\d`, `\s` are ASCII, `.` stops at every line end, `\p{Print}` and
//! its kin are ASCII classes, `\u002F` is a letter by number. Look-around is supported (some names are "anything but digits").

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use fancy_regex::{Regex, RegexBuilder};

/// A pattern that the engine does not take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the pattern `{pattern}` cannot be used: {problem}")]
pub struct PatternError {
    /// The pattern.
    pub pattern: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Steps of matching with look-around or back references, after which the text counts as not matching. Chosen: far above
/// what names of a few hundred letters take.
const STEPS_MAX: usize = 100_000;

/// What has been compiled. A cache only: what is in it depends on nothing but the pattern.
static COMPILED: OnceLock<RwLock<HashMap<&'static str, Arc<Regex>>>> = OnceLock::new();

/// Whether the whole text matches. A pattern that cannot be used, or takes too long, is matched by nothing.
pub(crate) fn matches(pattern: &'static str, text: &str) -> bool {
    compiled(pattern).is_ok_and(|regex| regex.is_match(text).unwrap_or(false))
}

fn compiled(pattern: &'static str) -> Result<Arc<Regex>, PatternError> {
    let cache = COMPILED.get_or_init(RwLock::default);
    if let Some(regex) = cache.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
        return Ok(Arc::clone(regex));
    }
    let regex = Arc::new(compile(pattern)?);
    cache
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, Arc::clone(&regex));
    Ok(regex)
}

/// Whether a pattern can be used; for tests over whole models.
pub fn check(pattern: &str) -> Result<(), PatternError> {
    compile(pattern).map(|_| ())
}

fn compile(pattern: &str) -> Result<Regex, PatternError> {
    let refused = |problem: String| PatternError {
        pattern: pattern.to_owned(),
        problem,
    };
    let text = translate(pattern).map_err(|problem| refused(problem.to_owned()))?;
    RegexBuilder::new(&format!(r"\A(?:{text})\z"))
        .backtrack_limit(STEPS_MAX)
        .build()
        .map_err(|error| refused(error.to_string()))
}

fn translate(pattern: &str) -> Result<String, &'static str> {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut letters = pattern.chars().peekable();
    let mut class_depth = 0_usize;
    while let Some(letter) = letters.next() {
        match letter {
            '[' => {
                class_depth += 1;
                out.push('[');
            }
            ']' => {
                class_depth = class_depth.saturating_sub(1);
                out.push(']');
            }
            '.' if class_depth == 0 => out.push_str(r"[^\n\r\x{85}\x{2028}\x{2029}]"),
            '\\' => match letters.next().ok_or("a backslash ends it")? {
                'w' => out.push_str("[0-9A-Za-z_]"),
                'W' => out.push_str("[^0-9A-Za-z_]"),
                'd' => out.push_str("[0-9]"),
                'D' => out.push_str("[^0-9]"),
                's' => out.push_str(r"[ \t\n\x0B\x0C\r]"),
                'S' => out.push_str(r"[^ \t\n\x0B\x0C\r]"),
                'u' => {
                    let digits: String = letters.by_ref().take(4).collect();
                    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                        return Err(r"`\u` without four digits");
                    }
                    out.push_str(r"\x{");
                    out.push_str(&digits);
                    out.push('}');
                }
                'p' if letters.peek() == Some(&'{') => {
                    let name: String = letters
                        .by_ref()
                        .skip(1)
                        .take_while(|letter| *letter != '}')
                        .collect();
                    out.push_str(&property(&name));
                }
                other => {
                    out.push('\\');
                    out.push(other);
                }
            },
            other => out.push(other),
        }
    }
    Ok(out)
}

/// A class by name: Java's ASCII classes, else Unicode's.
fn property(name: &str) -> String {
    match name {
        "Print" => r"[\x20-\x7E]".to_owned(),
        "Graph" => r"[\x21-\x7E]".to_owned(),
        "ASCII" => r"[\x00-\x7F]".to_owned(),
        "Alnum" => "[0-9A-Za-z]".to_owned(),
        "Alpha" => "[A-Za-z]".to_owned(),
        "Digit" => "[0-9]".to_owned(),
        "Lower" => "[a-z]".to_owned(),
        "Upper" => "[A-Z]".to_owned(),
        "Punct" => "[[:punct:]]".to_owned(),
        "Space" => r"[ \t\n\x0B\x0C\r]".to_owned(),
        other => format!(r"\p{{{other}}}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_the_models() {
        #[track_caller]
        fn check(pattern: &'static str, text: &str, expect: bool) {
            assert_eq!(super::check(pattern), Ok(()), "{pattern}");
            assert_eq!(matches(pattern, text), expect, "{pattern} on {text:?}");
        }
        // API Gateway
        check(r"[1-5]\d\d", "200", true);
        check(r"[1-5]\d\d", "2000", false);
        check(r"[1-5]\d\d", "20٣", false);
        check(r"^([1-5]\d\d|\*|\s*)$", "*", true);
        check(r"^([1-5]\d\d|\*|\s*)$", "", true);
        check(r"^([1-5]\d\d|\*|\s*)$", "200\n", false);
        // IAM
        check(r"[\w+=,.@-]+", "a.b+c=d,e@f-g_1", true);
        check(r"[\w+=,.@-]+", "ä", false);
        check(r"[\w+=,.@-]+", "a b", false);
        check(r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)", "/a/", true);
        check(r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)", "/a", false);
        check(r"[\u0009\u000A\u000D\u0020-\u00FF]+", "{\n\"a\": \"ÿ\"}", true);
        check(r"[\u0009\u000A\u000D\u0020-\u00FF]+", "\u{100}", false);
        check(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "Größe 1-a", true);
        check(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "a;b", false);
        check(r"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", "my-alias", true);
        check(r"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", "my--alias", false);
        // STS: what stands behind `\u10000` there is a zero.
        check(
            r"[\u0009\u0020-\u007E\uE000-\uFFFD\u10000-\u10FFFF]+",
            "arn:aws",
            true,
        );
        // Lambda
        check(r"(?!^[0-9]+$)([a-zA-Z0-9-_]+)", "prod-1", true);
        check(r"(?!^[0-9]+$)([a-zA-Z0-9-_]+)", "12", false);
        check(r"[0-9A-Za-z\.\-_]*(?<!\.)", "a.", false);
        check(r"\p{Print}+", "a b", true);
        check(".*", "a\nb", false);
    }

    #[test]
    fn what_cannot_be_used_matches_nothing() {
        for pattern in [r"[\uD800-\uDBFF]*", "(", r"\", r"\u12"] {
            assert!(super::check(pattern).is_err(), "{pattern}");
            assert!(!matches(pattern, ""), "{pattern}");
        }
        // Look-around with a choice at each letter: stopped, not endless.
        let text = "a".repeat(4_000);
        assert!(!matches("(?=(a|a)*$)((a|aa)+)+(?!a)b", &text));
    }
}
