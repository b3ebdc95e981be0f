//! The uri of an HTTP integration: as written, and as it is called.
//!
//! As written it may hold stage variables (`${stageVariables.name}`), in any part behind the scheme; the deployment fills them
//! in, because it knows the stage. What results must be plain: `http` or `https`, a literal host, a path with `{name}`.
//!
//! Source: API Gateway developer guide, "API Gateway stage variables reference"; API reference, Integration, `uri`.

use std::collections::BTreeMap;

use source_text::{Diagnostic, Span};

use crate::stage_text::{self, Part, VariableError};

/// The most bytes a uri may have once its stage variables are filled in.
pub const URI_BYTES_MAX: usize = 8 * 1024;

/// A uri as its owner wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UriText {
    /// The text, stage variables as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A uri that can be called: scheme and authority are literal, the path may hold `{name}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UriTemplate {
    /// As written, stage variables filled in.
    pub text: String,
    /// `http` or `https`.
    pub https: bool,
    /// `host` or `host:port`, as the `Host` header has it.
    pub authority: String,
    /// The path behind it: literal text (first) and `{name}` in turn. Begins with `/`.
    pub path: Vec<UriPiece>,
    /// The query that was written into the uri, without `?`.
    pub query: Option<String>,
}

/// A piece of the path of a uri.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UriPiece {
    /// Literal text.
    Text(String),
    /// `{name}`
    Parameter(String),
}

/// Why a text is no uri of an integration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UriError {
    /// Longer than [`URI_BYTES_MAX`].
    #[error("the uri has more than {URI_BYTES_MAX} bytes")]
    TooLong,
    /// Neither `http://` nor `https://`.
    #[error("the uri `{0}` begins with neither `http://` nor `https://`")]
    Scheme(String),
    /// The part between scheme and path is no literal `host` or `host:port`.
    #[error("`{0}` is not a host with an optional port")]
    Authority(String),
    /// A character that has no place in a uri, or stands where it has none.
    #[error("`{character}` cannot stand in the {part} of a uri")]
    Character {
        /// The character.
        character: char,
        /// `path` or `query`.
        part: &'static str,
    },
    /// A brace without its partner, or a name between braces that is none.
    #[error("the braces of `{0}` do not hold a parameter name")]
    Braces(String),
    /// Its stage variables cannot be filled in.
    #[error(transparent)]
    Variable(#[from] VariableError),
}

impl UriError {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLong => "shorten it",
            Self::Scheme(_) => "write `http://host/path` or `https://host/path`",
            Self::Authority(_) => "write a literal host: only the path may hold `{name}`",
            Self::Character { .. } => "percent-encode it",
            Self::Braces(_) => "write `{name}`, and percent-encode braces that are meant literally",
            Self::Variable(error) => error.remedy(),
        }
    }
}

impl UriText {
    /// Checks what can be checked before the stage is known.
    pub fn check(&self) -> Result<(), UriError> {
        if stage_text::is_plain(&self.text)? {
            UriTemplate::parse(&self.text)?;
        }
        Ok(())
    }

    /// The names between braces, stage variables aside, in order.
    pub fn placeholders(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for part in stage_text::parts(&self.text).unwrap_or_default() {
            let Part::Text(text) = part else { continue };
            names.extend(
                text.split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split_once('}'))
                    .map(|(name, _)| name),
            );
        }
        names
    }

    /// The uri with the stage's variables filled in.
    pub fn fill(&self, variables: &BTreeMap<String, String>) -> Result<UriTemplate, Diagnostic> {
        stage_text::filled(&self.text, variables)
            .map_err(UriError::from)
            .and_then(|text| UriTemplate::parse(&text))
            .map_err(|error| {
                Diagnostic::error("integration-uri", self.span, error.to_string(), error.remedy())
            })
    }
}

impl UriTemplate {
    /// Reads a uri without stage variables.
    pub fn parse(text: &str) -> Result<Self, UriError> {
        if text.len() > URI_BYTES_MAX {
            return Err(UriError::TooLong);
        }
        let (https, rest) = match (text.strip_prefix("http://"), text.strip_prefix("https://")) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            (None, None) => return Err(UriError::Scheme(text.to_owned())),
        };
        let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if !is_authority(authority) {
            return Err(UriError::Authority(authority.to_owned()));
        }
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        if let Some(character) = query.and_then(|query| query.chars().find(|c| !is_query_character(*c))) {
            return Err(UriError::Character {
                character,
                part: "query",
            });
        }
        Ok(Self {
            text: text.to_owned(),
            https,
            authority: authority.to_owned(),
            path: path_pieces(path)?,
            query: query.filter(|query| !query.is_empty()).map(str::to_owned),
        })
    }
}

fn path_pieces(path: &str) -> Result<Vec<UriPiece>, UriError> {
    let mut pieces = Vec::new();
    let mut text = if path.is_empty() {
        "/".to_owned()
    } else {
        String::new()
    };
    let mut rest = path;
    while let Some(character) = rest.chars().next() {
        if character == '{' {
            let braces = || UriError::Braces(path.to_owned());
            let (name, behind) = rest
                .get(1..)
                .and_then(|rest| rest.split_once('}'))
                .ok_or_else(braces)?;
            if !crate::parameter::is_parameter_name(name) {
                return Err(braces());
            }
            pieces.push(UriPiece::Text(std::mem::take(&mut text)));
            pieces.push(UriPiece::Parameter(name.to_owned()));
            rest = behind;
        } else if character == '}' {
            return Err(UriError::Braces(path.to_owned()));
        } else if is_path_character(character) {
            text.push(character);
            rest = rest.get(1..).unwrap_or("");
        } else {
            return Err(UriError::Character {
                character,
                part: "path",
            });
        }
    }
    if !text.is_empty() || pieces.is_empty() {
        pieces.push(UriPiece::Text(text));
    }
    Ok(pieces)
}

/// Unreserved, sub-delimiters, `:`, `@`, `/` and the percent sign (RFC 3986, section 3.3).
fn is_path_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%".contains(character)
}

fn is_query_character(character: char) -> bool {
    is_path_character(character) || character == '?'
}

fn is_authority(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest)) => {
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return false;
            }
            ("address", rest)
        }
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let port_is_good = match port.strip_prefix(':') {
        None => port.is_empty(),
        Some(digits) => {
            digits.bytes().all(|byte| byte.is_ascii_digit())
                && digits.parse::<u16>().is_ok_and(|port| port != 0)
        }
    };
    let host_is_good = !host.is_empty()
        && host.len() <= 253
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
    host_is_good && port_is_good
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let variables = BTreeMap::from([
            ("host".to_owned(), "models.example.com:8443".to_owned()),
            ("version".to_owned(), "v2".to_owned()),
            ("bad".to_owned(), "a@b".to_owned()),
        ]);
        let uri = UriText {
            text: text.to_owned(),
            span: Span::default(),
        };
        let got = match uri.fill(&variables) {
            Ok(uri) => {
                let path: Vec<String> = uri
                    .path
                    .iter()
                    .map(|piece| match piece {
                        UriPiece::Text(text) => format!("'{text}'"),
                        UriPiece::Parameter(name) => name.clone(),
                    })
                    .collect();
                format!(
                    "{} {} {} {:?}",
                    if uri.https { "https" } else { "http" },
                    uri.authority,
                    path.join(" "),
                    uri.query
                )
            }
            Err(finding) => finding.message,
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn uris_are_taken_apart() {
        check("http://example.com", "http example.com '/' None");
        check(
            "https://example.com:8443/a/{b}/c?x=1",
            "https example.com:8443 '/a/' b '/c' Some(\"x=1\")",
        );
        check("http://example.com/{proxy}", "http example.com '/' proxy None");
        check("http://example.com?x=1", "http example.com '/' Some(\"x=1\")");
        check("http://[2001:db8::1]:8080/a", "http [2001:db8::1]:8080 '/a' None");
        check(
            "https://${stageVariables.host}/${stageVariables.version}/a",
            "https models.example.com:8443 '/v2/a' None",
        );
    }

    #[test]
    fn everything_doubtful_is_refused() {
        check(
            "ftp://example.com/",
            "the uri `ftp://example.com/` begins with neither `http://` nor `https://`",
        );
        check("http:///a", "`` is not a host with an optional port");
        check("http://{host}/a", "`{host}` is not a host with an optional port");
        check(
            "http://user:secret@example.com/",
            "`user:secret@example.com` is not a host with an optional port",
        );
        check(
            "http://example.com:0/",
            "`example.com:0` is not a host with an optional port",
        );
        check(
            "http://example.com:+80/",
            "`example.com:+80` is not a host with an optional port",
        );
        check("http://[::1/", "`[::1` is not a host with an optional port");
        check(
            "http://${stageVariables.bad}/",
            "`a@b` is not a host with an optional port",
        );
        check(
            "http://${stageVariables.none}/",
            "the stage has no variable `none`",
        );
        check(
            "http://example.com/${context.stage}",
            "`${context.stage` is not a stage variable",
        );
        check(
            "http://example.com/${stageVariables.host",
            "`${stageVariables.host` is not a stage variable",
        );
        check("http://example.com/a b", "` ` cannot stand in the path of a uri");
        check("http://example.com/ä", "`ä` cannot stand in the path of a uri");
        check("http://example.com/a#b", "`#` cannot stand in the path of a uri");
        check(
            "http://example.com/a\r\nx",
            "`\r` cannot stand in the path of a uri",
        );
        check(
            "http://example.com/?a={b}",
            "`{` cannot stand in the query of a uri",
        );
        check(
            "http://example.com/{a",
            "the braces of `/{a` do not hold a parameter name",
        );
        check(
            "http://example.com/a}",
            "the braces of `/a}` do not hold a parameter name",
        );
        check(
            "http://example.com/{}",
            "the braces of `/{}` do not hold a parameter name",
        );
    }

    #[test]
    fn placeholders_leave_stage_variables_out() {
        let text = "http://${stageVariables.host}/{a}/x/{proxy}?y=${stageVariables.version}".to_owned();
        let uri = UriText {
            text,
            span: Span::default(),
        };
        assert_eq!(uri.placeholders(), ["a", "proxy"]);
        assert_eq!(uri.check(), Ok(()));
    }
}
