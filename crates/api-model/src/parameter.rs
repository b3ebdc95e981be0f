//! Request parameters and where mapped values come from.

/// Where a request carries a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParameterSource {
    /// `method.request.path.NAME`
    Path,
    /// `method.request.querystring.NAME`
    Query,
    /// `method.request.header.NAME`
    Header,
}

/// A declared request parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Where it is.
    pub source: ParameterSource,
    /// Its name; query names are case-sensitive, header names are matched ignoring case.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
}

/// The right-hand side of a parameter mapping.
///
/// Source: API Gateway developer guide, "Parameter mapping source reference for REST APIs".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueSource {
    /// `'text'`
    Static(String),
    /// `method.request.path.NAME` and its like.
    Request(ParameterSource, String),
    /// `method.request.multivaluequerystring.NAME` / `multivalueheader.NAME`
    MultiValue(ParameterSource, String),
    /// `context.NAME`, such as `context.requestId`
    Context(String),
    /// `stageVariables.NAME`
    StageVariable(String),
    /// `method.request.body` (requests only), or the JSONPath of a value in it: `$.a` of `method.request.body.a`
    RequestBody(Option<String>),
    /// `integration.response.body` (responses only), or the JSONPath of a value in it
    ResponseBody(Option<String>),
    /// `integration.response.header.NAME` (responses only)
    ResponseHeader(String),
    /// `integration.response.multivalueheader.NAME` (responses only)
    ResponseMultiValueHeader(String),
}

/// Which mapping a value is for: each side may read other things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingSide {
    /// `integration.request.…`: reads the method request.
    IntegrationRequest,
    /// `method.response.…`: reads the integration response.
    MethodResponse,
    /// `gatewayresponse.header.…`: reads the method request.
    GatewayResponse,
}

/// Why a text is no value of a mapping.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// `'…` without the closing quote.
    #[error("`{0}` has no closing quote")]
    Unclosed(String),
    /// A control character in a static value: it could split a header.
    #[error("a static value holds a control character")]
    ControlCharacter,
    /// A value taken out of a body, for a gateway response.
    #[error("`{0}` reads a body, which no gateway response can")]
    Body(String),
    /// Nothing this side of a mapping can read.
    #[error("`{0}` is not a value this mapping can read")]
    Unknown(String),
}

impl ValueError {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unclosed(_) => "write static text as `'text'`",
            Self::ControlCharacter => "remove it",
            Self::Body(_) => "map a header, a query or path parameter, or static text",
            Self::Unknown(_) => {
                "write `'text'`, `context.name`, `stageVariables.name`, or a parameter such as `method.request.header.name`"
            }
        }
    }
}

impl ValueSource {
    /// Reads the right-hand side of a mapping.
    pub fn parse(text: &str, side: MappingSide) -> Result<Self, ValueError> {
        let unknown = || ValueError::Unknown(text.to_owned());
        if let Some(rest) = text.strip_prefix('\'') {
            let inner = rest
                .strip_suffix('\'')
                .ok_or_else(|| ValueError::Unclosed(text.to_owned()))?;
            if inner
                .chars()
                .any(|character| character.is_control() && character != '\t')
            {
                return Err(ValueError::ControlCharacter);
            }
            return Ok(Self::Static(inner.to_owned()));
        }
        if let Some(name) = text.strip_prefix("context.") {
            return is_context_name(name)
                .then(|| Self::Context(name.to_owned()))
                .ok_or_else(unknown);
        }
        if let Some(name) = text.strip_prefix("stageVariables.") {
            return crate::stage::is_name(name)
                .then(|| Self::StageVariable(name.to_owned()))
                .ok_or_else(unknown);
        }
        match side {
            MappingSide::IntegrationRequest | MappingSide::GatewayResponse => {
                let place = text.strip_prefix("method.request.").ok_or_else(unknown)?;
                if let Some(path) = body_place(place) {
                    return match side {
                        MappingSide::GatewayResponse => Err(ValueError::Body(text.to_owned())),
                        MappingSide::IntegrationRequest | MappingSide::MethodResponse => {
                            Ok(Self::RequestBody(path))
                        }
                    };
                }
                let multi = side == MappingSide::IntegrationRequest;
                request_place(place, multi).ok_or_else(unknown)
            }
            MappingSide::MethodResponse => {
                let place = text.strip_prefix("integration.response.").ok_or_else(unknown)?;
                if let Some(path) = body_place(place) {
                    return Ok(Self::ResponseBody(path));
                }
                let (kind, name) = place
                    .split_once('.')
                    .filter(|(_, name)| is_header_name(name))
                    .ok_or_else(unknown)?;
                match kind {
                    "header" => Ok(Self::ResponseHeader(name.to_owned())),
                    "multivalueheader" => Ok(Self::ResponseMultiValueHeader(name.to_owned())),
                    _ => Err(unknown()),
                }
            }
        }
    }
}

/// `body`, or the path behind it as a JSONPath; `None` for anything else.
fn body_place(place: &str) -> Option<Option<String>> {
    let path = place.strip_prefix("body")?;
    if path.is_empty() {
        return Some(None);
    }
    path.starts_with(['.', '[']).then(|| Some(format!("${path}")))
}

/// What stands behind `method.request.`.
fn request_place(place: &str, multi: bool) -> Option<ValueSource> {
    let (kind, name) = place.split_once('.')?;
    let (source, several) = match kind {
        "path" => (ParameterSource::Path, false),
        "querystring" => (ParameterSource::Query, false),
        "header" => (ParameterSource::Header, false),
        "multivaluequerystring" => (ParameterSource::Query, true),
        "multivalueheader" => (ParameterSource::Header, true),
        _ => return None,
    };
    let named = match source {
        ParameterSource::Path => is_parameter_name(name),
        ParameterSource::Query => !name.is_empty() && !name.chars().any(char::is_control),
        ParameterSource::Header => is_header_name(name),
    };
    if !named || (several && !multi) {
        return None;
    }
    let name = name.to_owned();
    Some(if several {
        ValueSource::MultiValue(source, name)
    } else {
        ValueSource::Request(source, name)
    })
}

/// Whether a text is the name of a path parameter, as it stands between braces.
pub fn is_parameter_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':'))
}

/// Whether a text is a header name: a token (RFC 9110, section 5.6.2).
pub fn is_header_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Headers that frame a message or belong to one connection: set by mapping, they could make one message look like two.
const RESTRICTED_HEADERS: [&str; 11] = [
    "connection",
    "content-length",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Whether no mapping and no template may set a header of this name, in any case of letters.
pub fn is_restricted_header(name: &str) -> bool {
    RESTRICTED_HEADERS
        .iter()
        .any(|restricted| restricted.eq_ignore_ascii_case(name))
}

/// Whether a text is the name of a `$context` variable: dotted names.
pub(crate) fn is_context_name(text: &str) -> bool {
    text.split('.').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(side: MappingSide, text: &str, expect: &str) {
        let got = ValueSource::parse(text, side)
            .map_or_else(|error| error.to_string(), |value| format!("{value:?}"));
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn each_side_reads_its_own_sources() {
        use MappingSide::{GatewayResponse, IntegrationRequest, MethodResponse};
        check(IntegrationRequest, "'a b'", "Static(\"a b\")");
        check(IntegrationRequest, "''", "Static(\"\")");
        check(
            IntegrationRequest,
            "method.request.path.proxy",
            "Request(Path, \"proxy\")",
        );
        check(
            IntegrationRequest,
            "method.request.header.X-A",
            "Request(Header, \"X-A\")",
        );
        check(
            IntegrationRequest,
            "method.request.multivaluequerystring.a",
            "MultiValue(Query, \"a\")",
        );
        check(
            GatewayResponse,
            "context.error.message",
            "Context(\"error.message\")",
        );
        check(GatewayResponse, "stageVariables.a_1", "StageVariable(\"a_1\")");
        check(
            MethodResponse,
            "integration.response.header.ETag",
            "ResponseHeader(\"ETag\")",
        );
        check(
            MethodResponse,
            "integration.response.multivalueheader.Set-Cookie",
            "ResponseMultiValueHeader(\"Set-Cookie\")",
        );
    }

    #[test]
    fn anything_else_is_refused() {
        use MappingSide::{GatewayResponse, IntegrationRequest, MethodResponse};
        check(IntegrationRequest, "'", "`'` has no closing quote");
        check(
            IntegrationRequest,
            "'a\r\nx: y'",
            "a static value holds a control character",
        );
        check(
            IntegrationRequest,
            "text",
            "`text` is not a value this mapping can read",
        );
        check(
            IntegrationRequest,
            "integration.response.header.a",
            "`integration.response.header.a` is not a value this mapping can read",
        );
        check(
            MethodResponse,
            "method.request.header.a",
            "`method.request.header.a` is not a value this mapping can read",
        );
        check(
            GatewayResponse,
            "method.request.multivalueheader.a",
            "`method.request.multivalueheader.a` is not a value this mapping can read",
        );
        check(
            IntegrationRequest,
            "method.request.body.a",
            "RequestBody(Some(\"$.a\"))",
        );
        check(IntegrationRequest, "method.request.body", "RequestBody(None)");
        check(
            MethodResponse,
            "integration.response.body[0].a",
            "ResponseBody(Some(\"$[0].a\"))",
        );
        for text in ["method.request.bodies", "method.request.body-a"] {
            check(
                IntegrationRequest,
                text,
                &format!("`{text}` is not a value this mapping can read"),
            );
        }
        check(
            GatewayResponse,
            "method.request.body.a",
            "`method.request.body.a` reads a body, which no gateway response can",
        );
        check(
            IntegrationRequest,
            "context.",
            "`context.` is not a value this mapping can read",
        );
    }
}
