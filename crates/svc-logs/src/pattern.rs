//! Filter patterns: words that must all be in the text.
//!
//! Source: CloudWatch Logs user guide, "Filter pattern syntax", unstructured log events: terms are separated by blanks and case
//! counts; a term of other than letters, digits and underscores stands in quotation marks. Optional and excluded terms, regular
//! expressions and patterns of structure are refused by name.

use control::{Error, Result};

use crate::errors::invalid;

/// Terms that must all be in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern(Vec<String>);

impl Pattern {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            if "{[%?-".contains(first) {
                return Err(Error::unsupported(format!(
                    "the filter pattern `{text}` is not supported: write terms, or phrases in quotation marks, that must all be \
                     in the text"
                )));
            }
            let (term, after) = if first == '"' {
                phrase(rest).ok_or_else(|| {
                    invalid(format!(
                        "Invalid filter pattern: `{text}` has a quotation mark without its second"
                    ))
                })?
            } else {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (term, after) = rest.split_at(end);
                if let Some(bad) = term
                    .chars()
                    .find(|letter| !letter.is_alphanumeric() && *letter != '_')
                {
                    return Err(invalid(format!(
                        "Invalid character(s) in term '{term}': put it in quotation marks because of `{bad}`"
                    )));
                }
                (term.to_owned(), after)
            };
            terms.push(term);
            rest = after.trim_start();
        }
        Ok(Self(terms))
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        self.0.iter().all(|term| text.contains(term.as_str()))
    }
}

/// The phrase that a text begins with, and what follows it. `\"` stands for a quotation mark in it.
fn phrase(text: &str) -> Option<(String, &str)> {
    let mut term = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((term, text.get(at + 1..)?)),
            '\\' => term.push(letters.next()?.1),
            letter => term.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_must_all_be_there() {
        #[track_caller]
        fn check(pattern: &str, text: &str, expect: bool) {
            assert_eq!(
                Pattern::parse(pattern).unwrap().matches(text),
                expect,
                "{pattern}"
            );
        }
        check("", "anything", true);
        check("ERROR", "an ERROR here", true);
        check("ERROR", "an error here", false);
        check("a b", "b and a", true);
        check("a z", "b and a", false);
        check("\"b and\" a", "b and a", true);
        check("\"and b\"", "b and a", false);
        check(r#""say \"no\"""#, r#"they say "no" now"#, true);
    }

    #[test]
    fn other_patterns_are_refused_by_name() {
        for pattern in ["{ $.a = 1 }", "[a, b]", "?ERROR", "-ERROR", "%a.*%"] {
            assert_eq!(Pattern::parse(pattern).unwrap_err().status, 501, "{pattern}");
        }
        for pattern in ["a.b", "\"a"] {
            let error = Pattern::parse(pattern).unwrap_err();
            assert_eq!((&*error.code, error.status), ("InvalidParameterException", 400));
        }
    }
}
