//! Text with policy variables and wildcards.
//!
//! A variable is `${key}` or `${key, 'text'}`; `${*}`, `${?}` and `${$}` are the bare characters. What a variable gives is
//! literal text: a `*` coming out of it is no wildcard.
//!
//! Source: IAM user guide, "IAM policy elements: Variables and tags".

use crate::ConditionKey;

/// A text in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) pieces: Box<[Piece]>,
}

/// A piece of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// These characters.
    Text(Box<str>),
    /// `*`: any run of characters, also none.
    Many,
    /// `?`: one character.
    One,
    /// The value of a condition key, or its default.
    Variable(ConditionKey, Option<Box<str>>),
}

impl Template {
    /// Reads text in which `*` and `?` are wildcards.
    pub(crate) fn pattern(text: &str, variables: bool) -> Result<Self, &'static str> {
        Self::read(text, variables, true)
    }

    /// Reads text in which `*` and `?` are bare characters.
    pub(crate) fn literal(text: &str, variables: bool) -> Result<Self, &'static str> {
        Self::read(text, variables, false)
    }

    fn read(text: &str, variables: bool, wildcards: bool) -> Result<Self, &'static str> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if variables && let Some(inside) = rest.strip_prefix("${") {
                let (piece, behind) = variable(inside)?;
                match piece {
                    Piece::Text(text) => plain.push_str(&text),
                    Piece::Many | Piece::One | Piece::Variable(..) => {
                        flush(&mut plain, &mut pieces);
                        pieces.push(piece);
                    }
                }
                rest = behind;
                continue;
            }
            match c {
                '*' | '?' if wildcards => {
                    flush(&mut plain, &mut pieces);
                    let piece = if c == '*' { Piece::Many } else { Piece::One };
                    if !(piece == Piece::Many && pieces.last() == Some(&Piece::Many)) {
                        pieces.push(piece);
                    }
                }
                _ => plain.push(c),
            }
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
        flush(&mut plain, &mut pieces);
        Ok(Self { pieces: pieces.into() })
    }
}

fn flush(plain: &mut String, pieces: &mut Vec<Piece>) {
    if !plain.is_empty() {
        pieces.push(Piece::Text(std::mem::take(plain).into()));
    }
}

/// Reads what follows `${`; gives the piece and the text behind its closing brace.
fn variable(inside: &str) -> Result<(Piece, &str), &'static str> {
    const UNCLOSED: &str = "a policy variable has no closing brace";
    for escaped in ["*", "?", "$"] {
        if let Some(behind) = inside.strip_prefix(escaped).and_then(|rest| rest.strip_prefix('}')) {
            return Ok((Piece::Text(escaped.into()), behind));
        }
    }
    let end = inside.find(['}', ',']).ok_or(UNCLOSED)?;
    let (key, behind) = (inside.get(..end).unwrap_or(""), inside.get(end..).unwrap_or(""));
    if key.is_empty() {
        return Err("a policy variable has no name");
    }
    if key.contains(char::is_whitespace) || key.contains(['{', '$', '\'', '*', '?']) {
        return Err("the name of a policy variable has a character that cannot be in a key");
    }
    let key = ConditionKey::parse(key);
    if let Some(behind) = behind.strip_prefix('}') {
        return Ok((Piece::Variable(key, None), behind));
    }
    let quoted = behind
        .strip_prefix(',')
        .and_then(|rest| rest.trim_start_matches(' ').strip_prefix('\''))
        .ok_or("the default of a policy variable is not in single quotes")?;
    let end = quoted.find('\'').ok_or("the default of a policy variable has no closing quote")?;
    let (default, behind) = (quoted.get(..end).unwrap_or(""), quoted.get(end + 1..).unwrap_or(""));
    let behind = behind.trim_start_matches(' ').strip_prefix('}').ok_or(UNCLOSED)?;
    Ok((Piece::Variable(key, Some(default.into())), behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = match Template::pattern(text, true) {
            Err(reason) => reason.to_owned(),
            Ok(template) => template
                .pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) => format!("'{text}'"),
                    Piece::Many => "*".to_owned(),
                    Piece::One => "?".to_owned(),
                    Piece::Variable(key, None) => format!("<{}>", key.name()),
                    Piece::Variable(key, Some(default)) => format!("<{}|{default}>", key.name()),
                })
                .collect::<Vec<_>>()
                .join(" "),
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn variables_escapes_and_wildcards_are_told_apart() {
        check("a/${aws:username}/*", "'a/' <aws:username> '/' *");
        check("${AWS:SourceIP}", "<aws:SourceIp>");
        check("${aws:username, 'guest*'}", "<aws:username|guest*>");
        check("a${*}b${?}${$}", "'a*b?$'");
        check("a**?", "'a' * ?");
        check("$x{}", "'$x{}'");
    }

    #[test]
    fn broken_variables_are_refused() {
        check("${aws:username", "a policy variable has no closing brace");
        check("${}", "a policy variable has no name");
        check("${ aws:username}", "the name of a policy variable has a character that cannot be in a key");
        check("${aws:username, guest}", "the default of a policy variable is not in single quotes");
        check("${aws:username, 'guest}", "the default of a policy variable has no closing quote");
    }

    #[test]
    fn without_variables_a_dollar_is_a_dollar() {
        let template = Template::pattern("${aws:username}", false).unwrap();
        assert_eq!(*template.pieces, [Piece::Text("${aws:username}".into())]);
    }
}
