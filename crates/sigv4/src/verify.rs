//! The comparison.

use portcullis_core::Timestamp;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::asymmetric::in_region_set;
use crate::authorization::Signature;
use crate::canonical::collapse;
use crate::encode::{encode, hex};
use crate::limits::EXPIRES_S_MAX;
use crate::{
    Algorithm, Form, Key, Mismatch, Parsed, Payload, PayloadHash, ScopeFault, SignatureFault, TERMINATOR,
    presigned,
};

/// What is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy<'a> {
    /// Milliseconds the client's clock may be off either way. AWS's answers name five minutes.
    pub skew_ms: i64,
    /// Seconds a presigned request lives at most, whatever it says.
    pub presigned_max_s: u32,
    /// The region it has to be signed for; `None` for any.
    pub region: Option<&'a str>,
    /// The service it has to be signed for; `None` for any: the caller then acts by [`Verified`]'s scope.
    pub service: Option<&'a str>,
    /// Whether Signature Version 4A is taken. Its signatures are good for a set of regions, and have no region to act by.
    pub sigv4a: bool,
}

impl Default for Policy<'_> {
    fn default() -> Self {
        Self {
            skew_ms: 300_000,
            presigned_max_s: EXPIRES_S_MAX,
            region: None,
            service: None,
            sigv4a: false,
        }
    }
}

/// A request whose signature is right: its holder of the secret signed it, for this scope and in time.
#[derive(Debug, Clone)]
pub struct Verified {
    // Invariant: only `Parsed::verify` makes one.
    parsed: Parsed,
    body_seen: bool,
}

impl Verified {
    /// What was signed and by whom.
    pub fn claim(&self) -> &Parsed {
        &self.parsed
    }

    /// What the caller still has to check about the body: that it has this hash, or its chunks.
    ///
    /// `None` if nothing is left: the body was hashed, or it is not signed.
    pub fn owed(&self) -> Option<&Payload> {
        match &self.parsed.payload {
            Payload::Hash(_) if self.body_seen => None,
            Payload::Unnamed | Payload::Unsigned => None,
            payload @ (Payload::Hash(_) | Payload::Streaming(_)) => Some(payload),
        }
    }
}

impl<'a> Policy<'a> {
    /// What deployed APIs in `region` take: five minutes, also of a request that names a longer life, and either algorithm.
    pub fn execute_api(region: &'a str) -> Self {
        Self {
            presigned_max_s: 300,
            region: Some(region),
            service: Some("execute-api"),
            sigv4a: true,
            ..Self::default()
        }
    }
}

impl Parsed {
    /// What can be refused without a secret: the time and the scope. [`verify`](Self::verify) does it again; callers do it
    /// first to answer in AWS's order, where an expired signature is named before an unknown access key.
    pub fn check(&self, now: Timestamp, policy: &Policy<'_>) -> Result<(), SignatureFault> {
        self.check_algorithm(policy)?;
        self.check_time(now, policy)?;
        self.check_scope(policy)
    }

    /// The part of [`check`](Self::check) that is about the algorithm alone: for callers that act without a key.
    pub fn check_algorithm(&self, policy: &Policy<'_>) -> Result<(), SignatureFault> {
        match self.algorithm() {
            Algorithm::V4a if !policy.sigv4a => {
                Err(SignatureFault::Algorithm(Algorithm::V4a.name().to_owned()))
            }
            Algorithm::V4 | Algorithm::V4a => Ok(()),
        }
    }

    /// Compares the signature with the one the key makes for this request, or asks the key whether it made it.
    ///
    /// `key` is that of [`algorithm`](Self::algorithm): for [`scope`](Self::scope), or of the access key; with another nothing
    /// verifies. `body` is what was received.
    pub fn verify<'k>(
        self,
        key: impl Into<Key<'k>>,
        body: PayloadHash,
        now: Timestamp,
        policy: &Policy<'_>,
    ) -> Result<Verified, SignatureFault> {
        self.check(now, policy)?;
        let key = key.into();
        let received = match body {
            PayloadHash::Body(hash) => Some(hex(&hash)),
            PayloadHash::AsClaimed => None,
        };
        let signed = match (&self.payload, &received) {
            (Payload::Unnamed, Some(received)) => received.as_slice(),
            (Payload::Unnamed, None) => return Err(SignatureFault::PayloadHash),
            (Payload::Hash(claimed), _) => claimed.as_bytes(),
            (Payload::Unsigned, _) => Payload::UNSIGNED.as_bytes(),
            (Payload::Streaming(form), _) => form.as_bytes(),
        };
        let right = self.any_head(|head| {
            self.string_to_sign(head, signed, |string| match (&self.signature, key) {
                (Signature::V4(signature), Key::V4(key)) => same(&key.sign(string), signature),
                (Signature::V4a(signature), Key::V4a(key)) => {
                    let mut hash = Sha256::new();
                    for piece in string {
                        hash.update(piece);
                    }
                    key.verifies(&hash.finalize().into(), signature)
                }
                (Signature::V4(_), Key::V4a(_)) | (Signature::V4a(_), Key::V4(_)) => false,
            })
        });
        if !right {
            return Err(SignatureFault::Mismatch(Box::new(self.mismatch(signed))));
        }
        match (&self.payload, &received) {
            (Payload::Hash(claimed), Some(received)) if claimed.as_bytes() != received => {
                Err(SignatureFault::PayloadMismatch)
            }
            _ => Ok(Verified {
                body_seen: received.is_some(),
                parsed: self,
            }),
        }
    }

    fn check_time(&self, now: Timestamp, policy: &Policy<'_>) -> Result<(), SignatureFault> {
        let (life_ms, presigned) = match self.form {
            Form::Query {
                expires_s: Some(expires_s),
            } => (i64::from(expires_s.min(policy.presigned_max_s)) * 1000, true),
            Form::Query { expires_s: None } | Form::Header => (policy.skew_ms, false),
        };
        let age_ms = now.epoch_ms.saturating_sub(self.time.epoch_ms);
        let signed = self.time;
        if age_ms > life_ms {
            return Err(SignatureFault::Expired {
                signed,
                now,
                life_ms,
                presigned,
            });
        }
        if age_ms < policy.skew_ms.saturating_neg() {
            return Err(SignatureFault::NotYetCurrent {
                signed,
                now,
                skew_ms: policy.skew_ms,
                presigned,
            });
        }
        Ok(())
    }

    fn check_scope(&self, policy: &Policy<'_>) -> Result<(), SignatureFault> {
        let scope = self.scope();
        let mut faults = Vec::new();
        let in_region = |expected: &str| match self.region_set() {
            None => expected == scope.region,
            Some(set) => in_region_set(set, expected),
        };
        if let Some(expected) = policy.region.filter(|expected| !in_region(expected)) {
            faults.push(ScopeFault::Region {
                found: self.region_set().unwrap_or(scope.region).to_owned(),
                expected: expected.to_owned(),
            });
        }
        if let Some(expected) = policy.service.filter(|expected| *expected != scope.service) {
            faults.push(ScopeFault::Service {
                expected: expected.to_owned(),
            });
        }
        if self.terminator() != TERMINATOR {
            faults.push(ScopeFault::Terminator {
                found: self.terminator().to_owned(),
            });
        }
        if !self.basic.starts_with(scope.date.as_bytes()) || scope.date.len() != 8 {
            faults.push(ScopeFault::Date {
                found: scope.date.to_owned(),
                time: self.time,
            });
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(SignatureFault::Scope(faults))
        }
    }

    /// Acts on the string to sign, in pieces, that belongs to a head, in pieces.
    pub(crate) fn string_to_sign<T>(
        &self,
        head: &[&[u8]],
        payload: &[u8],
        act: impl FnOnce(&[&[u8]]) -> T,
    ) -> T {
        let mut hash = Sha256::new();
        for piece in head.iter().chain([&payload]) {
            hash.update(piece);
        }
        string_to_sign(self.algorithm(), &self.basic, self.scope_text(), hash, act)
    }

    /// The texts for the answer, without the session token.
    fn mismatch(&self, payload: &[u8]) -> Mismatch {
        let string_to_sign = self.string_to_sign(&[self.head()], payload, |pieces| pieces.concat());
        let mut canonical = String::from_utf8_lossy(&[self.head(), payload].concat()).into_owned();
        if let Some(token) = self.session_token().filter(|token| !token.is_empty()) {
            let (mut line, mut parameter) = (Vec::new(), Vec::new());
            collapse(token.as_bytes(), &mut line);
            encode(token.as_bytes(), &mut parameter);
            for (before, value) in [
                ("\nx-amz-security-token:".to_owned(), line),
                (format!("{}=", presigned::TOKEN), parameter),
            ] {
                let shown = format!("{before}{}", String::from_utf8_lossy(&value));
                canonical = canonical.replace(&shown, &format!("{before}(hidden)"));
            }
        }
        Mismatch {
            canonical_request: canonical,
            string_to_sign: String::from_utf8_lossy(&string_to_sign).into_owned(),
        }
    }
}

/// Whether the signatures are the same, in a time that does not tell where they differ.
fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    let (one, other) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
    let differ = one.iter().zip(other).fold(0, |differ, (one, other)| {
        differ | (u64::from_ne_bytes(*one) ^ u64::from_ne_bytes(*other))
    });
    differ.ct_eq(&0).into()
}

/// Acts on the text that is signed, in pieces; `canonical` has taken in the canonical request.
///
/// Source: IAM user guide, "Create a signed AWS API request", step 3.
pub(crate) fn string_to_sign<T>(
    algorithm: Algorithm,
    date: &[u8],
    scope: &str,
    canonical: Sha256,
    act: impl FnOnce(&[&[u8]]) -> T,
) -> T {
    let digits = hex(&canonical.finalize().into());
    act(&[
        algorithm.name().as_bytes(),
        b"\n",
        date,
        b"\n",
        scope.as_bytes(),
        b"\n",
        &digits,
    ])
}
