//! The credential scope, and the key derived for it.

use std::fmt;

use zeroize::Zeroizing;

use crate::mac::Keyed;
use crate::{Secret, TERMINATOR, VerifyingKey};

/// What a signature is good for: one day, one region, one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope<'a> {
    /// Day in UTC, `YYYYMMDD`.
    pub date: &'a str,
    /// Region, as the client wrote it: clients sign calls of global services for any region. Empty with Signature Version 4A.
    pub region: &'a str,
    /// Signing name of the service, such as `apigateway`.
    pub service: &'a str,
}

impl fmt::Display for Scope<'_> {
    /// `20260517/eu-west-1/apigateway/aws4_request`; `20260517/apigateway/aws4_request` with Signature Version 4A.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.region.is_empty() {
            return write!(f, "{}/{}/{TERMINATOR}", self.date, self.service);
        }
        write!(f, "{}/{}/{}/{TERMINATOR}", self.date, self.region, self.service)
    }
}

/// The key that signs within one scope, derived from a secret: zeroed when dropped, never printed.
///
/// It is good for its scope only, and so may be kept in a cache for the day by access key id and scope. With the key of
/// another scope nothing verifies.
#[derive(Clone)]
pub struct SigningKey(Keyed);

impl SigningKey {
    /// Derives the key. Source: IAM user guide, "Create a signed AWS API request", step 4.
    pub fn derive(secret: &Secret, scope: &Scope<'_>) -> Self {
        let mut first = Zeroizing::new(Vec::with_capacity(4 + secret.expose().len()));
        first.extend_from_slice(b"AWS4");
        first.extend_from_slice(secret.expose());
        let mut key = Keyed::new(&first);
        for part in [scope.date, scope.region, scope.service, TERMINATOR] {
            key = Keyed::new(Zeroizing::new(key.mac(&[part.as_bytes()])).as_slice());
        }
        Self(key)
    }

    /// The signature of a string to sign, in pieces.
    pub(crate) fn sign(&self, string_to_sign: &[&[u8]]) -> [u8; 32] {
        self.0.mac(string_to_sign)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(hidden)")
    }
}

/// The key of either algorithm.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    /// Of Signature Version 4.
    V4(&'a SigningKey),
    /// Of Signature Version 4A.
    V4a(&'a VerifyingKey),
}

impl<'a> From<&'a SigningKey> for Key<'a> {
    fn from(key: &'a SigningKey) -> Self {
        Self::V4(key)
    }
}

impl<'a> From<&'a VerifyingKey> for Key<'a> {
    fn from(key: &'a VerifyingKey) -> Self {
        Self::V4a(key)
    }
}
