//! Text with policy variables and wildcards.
//!
//! What a variable gives is literal text: a `*` coming out of it is no wildcard.
//!
//! Source: IAM user guide, "IAM policy elements: Variables and tags".

use crate::ConditionKey;
use crate::variable::{self, VariableError};

/// A text in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) pieces: Box<[Piece]>,
    /// Whether a variable whose value is empty counts as one without a value.
    pub(crate) filled: bool,
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
    pub(crate) fn pattern(text: &str, variables: bool) -> Result<Self, VariableError> {
        Self::read(text, variables, true)
    }

    /// Reads text in which `*` and `?` are bare characters.
    pub(crate) fn literal(text: &str, variables: bool) -> Result<Self, VariableError> {
        Self::read(text, variables, false)
    }

    fn read(text: &str, variables: bool, wildcards: bool) -> Result<Self, VariableError> {
        let parts = if variables {
            variable::pieces(text)?
        } else {
            vec![variable::Piece::Text(text)]
        };
        let mut out = Pieces::default();
        for part in parts {
            match part {
                variable::Piece::Text(text) if wildcards => out.wildcards(text),
                variable::Piece::Text(text) | variable::Piece::Literal(text) => out.plain.push_str(text),
                variable::Piece::Variable { key, default } => {
                    out.push(Piece::Variable(ConditionKey::parse(key), default.map(Into::into)));
                }
            }
        }
        out.flush();
        Ok(Self {
            pieces: out.done.into(),
            filled: false,
        })
    }

    /// The same, and where a match lets more callers in (`widens`), variables must have values that are not empty: a client
    /// that sends an empty header must not be able to cut a pattern short.
    pub(crate) fn guarded(self, widens: bool) -> Self {
        Self {
            filled: widens,
            ..self
        }
    }

    /// The text, where it has neither variables nor wildcards.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &*self.pieces {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The text with one letter in place of each variable.
    pub(crate) fn outline(&self) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Many => "*".to_owned(),
            Piece::One => "?".to_owned(),
            Piece::Variable(..) => "x".to_owned(),
        };
        self.pieces.iter().map(text).collect()
    }

    /// The keys whose values it needs.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &ConditionKey> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Variable(key, _) => Some(key),
            Piece::Text(_) | Piece::Many | Piece::One => None,
        })
    }
}

/// Pieces being gathered; neighbouring characters become one piece.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    plain: String,
}

impl Pieces {
    fn wildcards(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '*' => self.push(Piece::Many),
                '?' => self.push(Piece::One),
                _ => self.plain.push(c),
            }
        }
    }

    fn push(&mut self, piece: Piece) {
        self.flush();
        // Two stars in a row are one.
        if !(piece == Piece::Many && self.done.last() == Some(&Piece::Many)) {
            self.done.push(piece);
        }
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            self.done
                .push(Piece::Text(std::mem::take(&mut self.plain).into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = match Template::pattern(text, true) {
            Err(reason) => reason.to_string(),
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
    fn without_variables_a_dollar_is_a_dollar() {
        let template = Template::pattern("${aws:username}", false).unwrap();
        assert_eq!(*template.pieces, [Piece::Text("${aws:username}".into())]);
    }
}
