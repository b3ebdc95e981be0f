//! Paging tokens (`position`, `Marker`, `nextToken`): the key behind which the next page begins, as base64url text.
//!
//! A token is opaque to clients and holds no secret; whoever changes one gets another page of what they may list anyway.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{Protocol, ServiceModel, WireError};

/// Bytes of a token; the keys of the store are far shorter.
pub const TOKEN_BYTES_MAX: usize = 4096;

/// The token of the page behind a key.
pub fn encode(key: &str) -> String {
    URL_SAFE_NO_PAD.encode(key)
}

/// The key of a token; `None` if it is none.
pub fn decode(token: &str) -> Option<String> {
    if token.is_empty() || token.len() > TOKEN_BYTES_MAX {
        return None;
    }
    String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()
}

/// The key of the token that a request gives in this member, or the service's error for a token that is none.
///
/// Codes: API Gateway API reference (`BadRequestException`), IAM API reference, common errors (`ValidationError`).
pub fn read(service: &ServiceModel, member: &str, token: Option<&str>) -> Result<Option<String>, WireError> {
    let Some(token) = token else {
        return Ok(None);
    };
    decode(token).map(Some).ok_or_else(|| {
        let text = format!("Invalid {member} specified");
        match service.protocol {
            Protocol::RestJson if service.name == "apigateway" => {
                WireError::new("BadRequestException", 400, text)
            }
            Protocol::RestJson => WireError::new("InvalidParameterValueException", 400, text),
            Protocol::RestXml => WireError::new("InvalidArgument", 400, text),
            Protocol::Query => WireError::new("ValidationError", 400, text),
            Protocol::Json10 | Protocol::Json11 => WireError::new("ValidationException", 400, text),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back() {
        for key in ["a", "ä/~+ \u{1f600}", "{\"id\":\"x\"}"] {
            let token = encode(key);
            assert!(
                token
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
                "{token}"
            );
            assert_eq!(decode(&token).as_deref(), Some(key));
        }
        for broken in ["", "a=", "*", "_w", &"A".repeat(TOKEN_BYTES_MAX + 1)] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}
