//! A Lambda function behind a method.
//!
//! Source: API Gateway developer guide, "Lambda integrations for REST APIs in API Gateway"; API reference, `Integration`.

use crate::{FunctionArn, IntegrationResponse, Passthrough, TextPattern};

/// The most bytes of a function's error message that patterns are tried on; what is behind them is not looked at. Chosen.
pub const ERROR_MESSAGE_BYTES_MAX: usize = 32 * 1024;

/// A Lambda function that answers requests, as written ([`FunctionText`](crate::FunctionText)) or as called.
#[derive(Debug, Clone, PartialEq)]
pub struct LambdaIntegration<F = FunctionArn> {
    /// The function.
    pub function: F,
    /// The ARN of a role to call the function with; as written it may hold stage variables. Without one the function's own policy must allow the call.
    pub credentials: Option<String>,
    /// Milliseconds until the answer must be there, 50 to the configured maximum; of a stream: until its head must be there.
    pub timeout_ms: u32,
    /// How much passes through.
    pub kind: LambdaKind,
}

/// How much passes through.
#[derive(Debug, Clone, PartialEq)]
pub enum LambdaKind {
    /// `AWS_PROXY`: the function gets the request as an event, and its answer says status, headers and body.
    Proxy {
        /// `responseTransferMode: STREAM`, with the uri of response streaming: the answer is passed on as it comes.
        stream: bool,
    },
    /// `AWS`: templates make the event, and the response of what the function gives.
    Mapped(Box<LambdaMapping>),
}

/// What an `AWS` integration makes of requests and answers.
#[derive(Debug, Clone, PartialEq)]
pub struct LambdaMapping {
    /// Request templates by content type, as written.
    pub request_templates: Vec<(String, String)>,
    /// What becomes of a body whose content type no request template covers.
    pub passthrough: Passthrough,
    /// `contentHandling` of the integration: of the request's body, before a template reads it.
    pub request_content: Option<ContentHandling>,
    /// Responses by pattern over the error message; the first that matches serves, the default last.
    pub responses: Vec<LambdaResponse>,
}

/// One response of an `AWS` integration.
#[derive(Debug, Clone, PartialEq)]
pub struct LambdaResponse {
    /// When it serves, and what it makes.
    pub response: IntegrationResponse<TextPattern>,
    /// `contentHandling`: of what the function gives, or of what the template makes of it.
    pub content: Option<ContentHandling>,
}

/// `contentHandling`: a conversion of a body.
///
/// Source: API Gateway developer guide, "Content type conversions in API Gateway".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContentHandling {
    /// `CONVERT_TO_TEXT`: bytes to base64.
    ToText,
    /// `CONVERT_TO_BINARY`: base64 to bytes.
    ToBinary,
}

impl LambdaResponse {
    /// The response of `responses` that serves: of a failed function the first whose pattern matches its error message, else
    /// the default.
    pub fn select<'a>(responses: &'a [Self], error_message: Option<&str>) -> Option<&'a Self> {
        let pattern = |one: &'a Self| one.response.selection_pattern.as_ref();
        let message = error_message.map(|text| {
            text.get(..text.floor_char_boundary(ERROR_MESSAGE_BYTES_MAX))
                .unwrap_or(text)
        });
        message
            .and_then(|message| {
                responses
                    .iter()
                    .find(|one| pattern(one).is_some_and(|pattern| pattern.matches(message)))
            })
            .or_else(|| responses.iter().find(|one| pattern(one).is_none()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses_are_selected_by_error_message() {
        let response = |pattern: Option<&str>, status| LambdaResponse {
            response: IntegrationResponse {
                selection_pattern: pattern.map(|text| TextPattern::parse(text).unwrap()),
                status,
                headers: Vec::new(),
                templates: Vec::new(),
            },
            content: None,
        };
        let all = [
            response(Some("Not found.*"), 404),
            response(Some("(\\n|.)+"), 502),
            response(Some(""), 418),
            response(None, 200),
        ];
        let check = |message: Option<&str>, status: u16| {
            let got = LambdaResponse::select(&all, message).unwrap();
            assert_eq!(got.response.status, status, "{message:?}");
        };
        check(None, 200);
        check(Some("Not found: cat"), 404);
        check(Some("It was Not found"), 502);
        check(Some("Not found\nat all"), 502);
        check(Some(""), 418);
        check(Some(&"é".repeat(ERROR_MESSAGE_BYTES_MAX)), 502);
        assert_eq!(LambdaResponse::select(&all[..1], None), None);
    }
}
