//! AWS Signature Version 4: reads, verifies and makes signatures, in the header and in the query string. Of its asymmetric form,
//! 4A: reads and verifies.
//!
//! Everything is computed from values: no I/O and no clock. Three steps verify a request, so that the secret is looked up
//! only for a request that carries one well-formed signature, and the body is hashed by whoever reads it:
//!
//! 1. [`Parsed::from_request`] reads the head: who claims to have signed, when, for what, and which headers. It builds what
//!    was signed there and then, so nothing read later can be another request.
//! 2. The caller finds the secret of [`Parsed::access_key_id`] and derives, or takes from a cache, the key of
//!    [`Parsed::algorithm`]: the [`SigningKey`] of [`Parsed::scope`], or the [`VerifyingKey`] of the access key. For temporary
//!    credentials it checks [`Parsed::session_token`].
//! 3. [`Parsed::verify`] compares and returns [`Verified`], which nothing else makes.
//!
//! Which bytes are signed, and what is refused although AWS's pages leave it open:
//!
//! - Path: services other than `s3` sign the path without dot segments and empty segments, each segment encoded once more
//!   than it was sent; `s3` signs it as sent. The caller has to act on the same path: one that routes dot segments otherwise
//!   would act on what was not signed.
//! - Query: names and values are decoded and encoded again, then sorted; `+` is a space, as API Gateway answers it. A query
//!   signed byte for byte as it was sent is taken too, since botocore signs addresses so.
//! - Headers: `host` and every `x-amz-*` header sent have to be signed (IAM user guide, "Elements of an AWS API request
//!   signature"), in both forms. Some AWS services look away; this crate does not. A header that is signed has to be there.
//! - Once each: `Authorization`, `Host`, `Date`, `X-Amz-Date`, `X-Amz-Security-Token`, `X-Amz-Target`,
//!   `X-Amz-Region-Set`, `x-amz-content-sha256`, and every parameter of the query that belongs to the signature. Header form and query form
//!   together are refused.
//! - Body: its hash, also where no `x-amz-content-sha256` says so; where one does it has to agree. `UNSIGNED-PAYLOAD` and the
//!   streaming forms are S3's alone.
//! - The session token of the query form may be added after signing, as some AWS services require (same page): it is then
//!   not covered by the signature, and only its belonging to the access key speaks for it.
//! - Signature Version 4A: its key is the [`VerifyingKey`] of the access key, its scope has no region, and the regions are those
//!   of `X-Amz-Region-Set`, which is signed. A [`Policy`] takes it only where it says so; elsewhere it is answered as an
//!   unsupported algorithm. The name `global` stands for no region.

mod asymmetric;
mod authorization;
mod base64;
mod canonical;
mod date;
mod encode;
mod fault;
mod key;
mod limits;
mod mac;
mod parsed;
mod payload;
mod presigned;
mod request;
mod secret;
mod sign;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod vectors_4a;
mod verify;

pub use asymmetric::VerifyingKey;
pub use authorization::header_fault;
pub use fault::{FaultForm, Mismatch, ScopeFault, SignatureFault};
pub use key::{Key, Scope, SigningKey};
pub use limits::*;
pub use parsed::{Form, Parsed};
pub use payload::{Payload, PayloadHash};
pub use request::RequestParts;
pub use secret::Secret;
pub use sign::{AddedHeaders, Signer, presign, sign};
pub use verify::{Policy, Verified};

/// How a request is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// Signature Version 4.
    V4,
    /// Signature Version 4A.
    V4a,
}

impl Algorithm {
    /// Its name in the header and in the query.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V4 => "AWS4-HMAC-SHA256",
            Self::V4a => "AWS4-ECDSA-P256-SHA256",
        }
    }

    fn read(name: &str) -> Option<Self> {
        [Self::V4, Self::V4a]
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }
}

/// What every credential scope ends in.
pub(crate) const TERMINATOR: &str = "aws4_request";
