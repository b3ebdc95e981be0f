//! Base64 (RFC 4648, with padding).

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// Text of these bytes.
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of this text; `None` if it is none.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}
