//! Policy variables: `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}`.
//!
//! Source: IAM user guide, "IAM policy elements: Variables and tags". Only documents of version 2012-10-17 have them;
//! callers ask before they look.

/// A piece of a text that may hold variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text as written; `*` and `?` in it are wildcards where the place has wildcards.
    Text(&'a str),
    /// One of the escapes: this character, never a wildcard.
    Literal(&'a str),
    /// A variable.
    Variable {
        /// The condition key, as written.
        key: &'a str,
        /// What stands in for an absent value.
        default: Option<&'a str>,
    },
}

/// What is wrong with a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum VariableError {
    /// `${` without `}`
    #[error("a policy variable has no closing `}}`")]
    MissingBrace,
    /// `${key, text}`
    #[error("the default of a policy variable does not stand in single quotes")]
    MissingQuote,
    /// `${ key }`
    #[error("a policy variable holds a space")]
    Space,
    /// `${}`
    #[error("a policy variable is empty")]
    Empty,
    /// Any other character that no key has.
    #[error("a policy variable names no condition key")]
    NoKey,
}

impl VariableError {
    /// The stable name of the finding.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::MissingBrace => "missing-brace-in-variable",
            Self::MissingQuote => "missing-quote-in-variable",
            Self::Space => "unsupported-space-in-variable",
            Self::Empty => "empty-variable",
            Self::NoKey => "invalid-variable",
        }
    }

    /// What to do.
    pub(crate) fn remedy(self) -> &'static str {
        match self {
            Self::MissingBrace => "write `}` behind the name; a literal `$` is written `${$}`",
            Self::MissingQuote => "write the default as in `${aws:username, 'nobody'}`",
            Self::Space => "write `${aws:username}`, or `${aws:username, 'nobody'}` with a default",
            Self::Empty => "name a condition key, such as `${aws:username}`",
            Self::NoKey => "name a condition key, such as `${aws:username}`; a literal `$` is written `${$}`",
        }
    }
}

/// Splits `text` at its variables.
pub(crate) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, VariableError> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("${") {
        if !before.is_empty() {
            out.push(Piece::Text(before));
        }
        let (piece, behind) = variable(behind)?;
        out.push(piece);
        rest = behind;
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest));
    }
    Ok(out)
}

/// Whether `text` holds anything that looks like a variable.
pub(crate) fn any(text: &str) -> bool {
    text.contains("${")
}

/// Reads what stands behind `${`; gives what stands behind the `}` too.
fn variable(text: &str) -> Result<(Piece<'_>, &str), VariableError> {
    let end = text.find(['}', ',']).ok_or(VariableError::MissingBrace)?;
    let (key, behind) = (text.get(..end).unwrap_or(""), text.get(end..).unwrap_or(""));
    if key.is_empty() {
        return Err(VariableError::Empty);
    }
    if key.contains(char::is_whitespace) {
        return Err(if key.trim().is_empty() {
            VariableError::Empty
        } else {
            VariableError::Space
        });
    }
    if let Some(behind) = behind.strip_prefix('}') {
        if matches!(key, "*" | "?" | "$") {
            return Ok((Piece::Literal(key), behind));
        }
        return is_key(key)
            .then_some((Piece::Variable { key, default: None }, behind))
            .ok_or(VariableError::NoKey);
    }
    let behind = behind.strip_prefix(',').unwrap_or(behind);
    let quoted = behind.strip_prefix(' ').unwrap_or(behind);
    let Some(default) = quoted.strip_prefix('\'') else {
        return Err(if quoted.starts_with(' ') {
            VariableError::Space
        } else {
            VariableError::MissingQuote
        });
    };
    let (default, behind) = default.split_once('\'').ok_or(VariableError::MissingQuote)?;
    let behind = behind.strip_prefix('}').ok_or(VariableError::MissingBrace)?;
    if default.contains("${") || !is_key(key) {
        return Err(VariableError::NoKey);
    }
    Ok((
        Piece::Variable {
            key,
            default: Some(default),
        },
        behind,
    ))
}

fn is_key(key: &str) -> bool {
    key.contains(':') && !key.contains(['$', '{', '*', '?', '\'', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_split_from_text() {
        let text = "a/${aws:username}/${*}${aws:PrincipalTag/team, 'x}y'}z";
        let expect = [
            Piece::Text("a/"),
            Piece::Variable {
                key: "aws:username",
                default: None,
            },
            Piece::Text("/"),
            Piece::Literal("*"),
            Piece::Variable {
                key: "aws:PrincipalTag/team",
                default: Some("x}y"),
            },
            Piece::Text("z"),
        ];
        assert_eq!(pieces(text).unwrap(), expect);
        assert_eq!(pieces("a$b{c}").unwrap(), [Piece::Text("a$b{c}")]);
    }

    #[test]
    fn faults_are_told_apart() {
        for (text, expect) in [
            ("${aws:username", VariableError::MissingBrace),
            ("${aws:username, 'a'", VariableError::MissingBrace),
            ("${aws:username, a}", VariableError::MissingQuote),
            ("${aws:username, 'a}", VariableError::MissingQuote),
            ("${ aws:username }", VariableError::Space),
            ("${}", VariableError::Empty),
            ("${ }", VariableError::Empty),
            ("${username}", VariableError::NoKey),
            ("${${aws:username}}", VariableError::NoKey),
            ("ok ${*} ${aws:x} ${", VariableError::MissingBrace),
        ] {
            assert_eq!(pieces(text), Err(expect), "{text}");
        }
    }
}
