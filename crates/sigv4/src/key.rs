//! The credential scope, and the key derived for it.

use std::fmt;

use hmac::{Hmac, Mac};
use portcullis_core::Timestamp;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Secret, TERMINATOR, date};

/// What a signature is good for: one day, one region, one service.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope {
    /// Day in UTC, `YYYYMMDD`.
    pub date: String,
    /// Region, as the client wrote it: clients sign calls of global services for any region.
    pub region: String,
    /// Signing name of the service, such as `apigateway`.
    pub service: String,
}

impl Scope {
    /// The scope of a signature made at `time`.
    pub fn new(time: Timestamp, region: impl Into<String>, service: impl Into<String>) -> Self {
        Self {
            date: date::day(time),
            region: region.into(),
            service: service.into(),
        }
    }
}

impl fmt::Display for Scope {
    /// `20260517/eu-west-1/apigateway/aws4_request`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}/{TERMINATOR}", self.date, self.region, self.service)
    }
}

/// The key that signs within one scope, derived from a secret: zeroed when dropped, never printed.
///
/// It is good for its scope only, and so may be kept in a cache for the day by access key id and scope. With the key of
/// another scope nothing verifies.
#[derive(Clone)]
pub struct SigningKey(Zeroizing<[u8; 32]>);

impl SigningKey {
    /// Derives the key. Source: IAM user guide, "Create a signed AWS API request", step 4.
    pub fn derive(secret: &Secret, scope: &Scope) -> Self {
        let mut first = Zeroizing::new(Vec::with_capacity(4 + secret.expose().len()));
        first.extend_from_slice(b"AWS4");
        first.extend_from_slice(secret.expose());
        let mut key = Self(hmac(&first, scope.date.as_bytes()));
        for part in [&scope.region, &scope.service, TERMINATOR] {
            key = Self(hmac(key.0.as_slice(), part.as_bytes()));
        }
        key
    }

    /// The signature of a string to sign.
    pub(crate) fn sign(&self, string_to_sign: &[u8]) -> [u8; 32] {
        *hmac(self.0.as_slice(), string_to_sign)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(hidden)")
    }
}

fn hmac(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 32]> {
    #[expect(clippy::expect_used, reason = "an HMAC takes keys of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(message);
    Zeroizing::new(mac.finalize().into_bytes().into())
}
