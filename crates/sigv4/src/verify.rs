//! The comparison.

use portcullis_core::Timestamp;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::canonical::collapse;
use crate::encode::{encode, hex};
use crate::limits::EXPIRES_S_MAX;
use crate::{
    ALGORITHM, Form, Mismatch, Parsed, Payload, PayloadHash, ScopeFault, SignatureFault, SigningKey,
    TERMINATOR, presigned,
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
}

impl Default for Policy<'_> {
    fn default() -> Self {
        Self {
            skew_ms: 300_000,
            presigned_max_s: EXPIRES_S_MAX,
            region: None,
            service: None,
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
    /// What deployed APIs in `region` take: five minutes, also of a request that names a longer life.
    pub fn execute_api(region: &'a str) -> Self {
        Self {
            presigned_max_s: 300,
            region: Some(region),
            service: Some("execute-api"),
            ..Self::default()
        }
    }
}

impl Parsed {
    /// What can be refused without a secret: the time and the scope. [`verify`](Self::verify) does it again; callers do it
    /// first to answer in AWS's order, where an expired signature is named before an unknown access key.
    pub fn check(&self, now: Timestamp, policy: &Policy<'_>) -> Result<(), SignatureFault> {
        self.check_time(now, policy)?;
        self.check_scope(policy)
    }

    /// Compares the signature with the one the key makes for this request.
    ///
    /// `key` is that of [`scope`](Self::scope); `body` what was received.
    pub fn verify(
        self,
        key: &SigningKey,
        body: PayloadHash,
        now: Timestamp,
        policy: &Policy<'_>,
    ) -> Result<Verified, SignatureFault> {
        self.check(now, policy)?;
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
            let signature = self.string_to_sign(head, signed, |string| key.sign(string));
            same(&signature, &self.signature)
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
        if let Some(expected) = policy.region.filter(|expected| *expected != scope.region) {
            faults.push(ScopeFault::Region {
                found: scope.region.to_owned(),
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
        string_to_sign(&self.basic, self.scope_text(), hash, act)
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
    date: &[u8],
    scope: &str,
    canonical: Sha256,
    act: impl FnOnce(&[&[u8]]) -> T,
) -> T {
    let digits = hex(&canonical.finalize().into());
    act(&[
        ALGORITHM.as_bytes(),
        b"\n",
        date,
        b"\n",
        scope.as_bytes(),
        b"\n",
        &digits,
    ])
}
