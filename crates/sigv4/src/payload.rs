//! What a signature says about the body.

use sha2::{Digest, Sha256};

use crate::SignatureFault;
use crate::encode::hex_text;

/// What the request says about its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// Nothing: the body's hash is signed all the same.
    Unnamed,
    /// Its SHA-256, 64 lower-case hexadecimal digits.
    Hash(String),
    /// `UNSIGNED-PAYLOAD`: the body is not signed. S3 alone takes it.
    Unsigned,
    /// One of the `STREAMING-…` forms: the body is cut into chunks that say more. S3 alone takes them.
    Streaming(String),
}

/// The body as received, for [`Parsed::verify`](crate::Parsed::verify).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadHash {
    /// The SHA-256 of all its bytes.
    Body([u8; 32]),
    /// Not read yet: what the request claims stands in the signature. The caller still owes the check that
    /// [`Verified::owed`](crate::Verified::owed) names. Refused where the request names no hash, since nothing could be
    /// compared.
    AsClaimed,
}

impl PayloadHash {
    /// Hashes a body.
    pub fn of(body: &[u8]) -> Self {
        Self::Body(Sha256::digest(body).into())
    }
}

impl Payload {
    pub(crate) const UNSIGNED: &'static str = "UNSIGNED-PAYLOAD";

    /// The hash of a body, to be signed.
    pub fn of(body: &[u8]) -> Self {
        Self::Hash(hex_text(&Sha256::digest(body).into()))
    }

    /// Reads `x-amz-content-sha256`.
    pub(crate) fn parse(text: &str, service: &str) -> Result<Self, SignatureFault> {
        let digits = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if text.len() == 64 && digits(text) {
            return Ok(Self::Hash(text.to_owned()));
        }
        // The forms of the Amazon S3 API reference, "Authorization Header"; of Signature Version 4A none is taken.
        let streaming = matches!(
            text,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
                | "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
                | "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
        );
        match text {
            Self::UNSIGNED if service == S3 => Ok(Self::Unsigned),
            _ if streaming && service == S3 => Ok(Self::Streaming(text.to_owned())),
            _ => Err(SignatureFault::PayloadHash),
        }
    }
}

/// The service whose signatures differ: paths as sent, bodies that need not be signed.
pub(crate) const S3: &str = "s3";
