//! What the control listener answers: a status and JSON, or plain text.

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use http_body_util::Full;
use serde_json::{Value, json};

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    content_type: &'static str,
    pub(crate) body: String,
    challenge: bool,
}

impl Answer {
    /// JSON.
    pub(crate) fn json(status: StatusCode, value: &Value) -> Self {
        let body = format!("{value:#}\n");
        Self {
            status,
            content_type: "application/json",
            body,
            challenge: false,
        }
    }

    /// Plain text of this media type.
    pub(crate) fn text(content_type: &'static str, body: String) -> Self {
        Self {
            status: StatusCode::OK,
            content_type,
            body,
            challenge: false,
        }
    }

    /// A refusal: `{"message": …}`.
    pub(crate) fn refusal(status: StatusCode, message: &str) -> Self {
        Self::json(status, &json!({ "message": message }))
    }

    /// 401, saying how to authenticate.
    pub(crate) fn unauthorized() -> Self {
        let message = "this needs the control token: `Authorization: Bearer` with the content of `control-token` in the \
                       data folder";
        Self {
            challenge: true,
            ..Self::refusal(StatusCode::UNAUTHORIZED, message)
        }
    }

    pub(crate) fn response(self) -> http::Response<Full<Bytes>> {
        let mut response = http::Response::new(Full::new(Bytes::from(self.body)));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        if self.challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
