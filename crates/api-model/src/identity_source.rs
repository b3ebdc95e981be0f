//! Where a Lambda authorizer finds what identifies a caller.
//!
//! Source: API Gateway API reference, `Authorizer`, `identitySource`; developer guide, "Use API Gateway Lambda authorizers".

use crate::{is_header_name, parameter::is_context_name, stage};

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum IdentitySource {
    /// `method.request.header.NAME`
    Header(String),
    /// `method.request.multivalueheader.NAME`
    MultiValueHeader(String),
    /// `method.request.querystring.NAME`
    Query(String),
    /// `method.request.multivaluequerystring.NAME`
    MultiValueQuery(String),
    /// `stageVariables.NAME`
    StageVariable(String),
    /// `context.NAME`
    Context(String),
}

/// The text is no identity source. Path parameters are none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an identity source")]
pub struct IdentitySourceError(pub String);

impl IdentitySourceError {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        "write `method.request.header.NAME`, `method.request.querystring.NAME`, `stageVariables.NAME` or `context.NAME`, \
         separated by commas"
    }
}

impl IdentitySource {
    /// Reads one source.
    pub fn parse(text: &str) -> Result<Self, IdentitySourceError> {
        let query =
            |name: &str| !name.is_empty() && !name.chars().any(|c| c.is_control() || c.is_whitespace());
        let behind = |prefix: &str, fits: &dyn Fn(&str) -> bool| {
            text.strip_prefix(prefix)
                .filter(|name| fits(name))
                .map(str::to_owned)
        };
        behind("method.request.header.", &is_header_name)
            .map(Self::Header)
            .or_else(|| {
                behind("method.request.multivalueheader.", &is_header_name).map(Self::MultiValueHeader)
            })
            .or_else(|| behind("method.request.querystring.", &query).map(Self::Query))
            .or_else(|| behind("method.request.multivaluequerystring.", &query).map(Self::MultiValueQuery))
            .or_else(|| behind("stageVariables.", &stage::is_name).map(Self::StageVariable))
            .or_else(|| behind("context.", &is_context_name).map(Self::Context))
            .ok_or_else(|| IdentitySourceError(text.chars().take(80).collect()))
    }

    /// Reads several, separated by commas, in order. An empty text is none.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, IdentitySourceError> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        text.split(',').map(|one| Self::parse(one.trim())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got =
            IdentitySource::parse_all(text).map_or_else(|error| error.to_string(), |all| format!("{all:?}"));
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn sources_are_read_in_order() {
        check("", "[]");
        check("method.request.header.X-Token", r#"[Header("X-Token")]"#);
        check(
            "method.request.querystring.key, stageVariables.tier,context.identity.sourceIp",
            r#"[Query("key"), StageVariable("tier"), Context("identity.sourceIp")]"#,
        );
        check(
            "method.request.multivaluequerystring.a,method.request.multivalueheader.B",
            r#"[MultiValueQuery("a"), MultiValueHeader("B")]"#,
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in [
            ",",
            "method.request.header.",
            "method.request.header.a b",
            "method.request.path.id",
            "method.request.body",
            "method.request.querystring.a b",
            "stageVariables.a-b",
            "context.",
            "context.a..b",
            "Authorization",
        ] {
            assert!(IdentitySource::parse_all(bad).is_err(), "{bad}");
        }
        check("method.request.header.A,", "`` is not an identity source");
    }
}
