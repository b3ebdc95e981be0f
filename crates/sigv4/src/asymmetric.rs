//! Signature Version 4A: ECDSA over P-256 in place of an HMAC, for a set of regions in place of one.
//!
//! Source: IAM user guide, "Create a signed AWS API request" and "AWS Signature Version 4 for API requests" (the differences of
//! SigV4a). Key derivation: NIST SP 800-108, counter mode, as AWS's clients do it.

use std::fmt;

use p256::U256;
use p256::ecdsa::Signature;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::elliptic_curve::bigint::ArrayEncoding;
use subtle::ConstantTimeGreater;
use zeroize::Zeroizing;

use crate::encode::unhex;
use crate::mac::Keyed;
use crate::{Algorithm, Secret};

/// The public key of an access key, derived from its secret, that verifies Signature Version 4A.
///
/// It is the same for every day, region and service, and so may be kept in a cache by access key id for as long as the secret
/// is known to be that key's.
#[derive(Clone)]
pub struct VerifyingKey(Option<p256::ecdsa::VerifyingKey>);

impl VerifyingKey {
    /// Derives the key.
    pub fn derive(secret: &Secret, access_key_id: &str) -> Self {
        let private = private_key(secret, access_key_id);
        Self(private.map(|key| p256::PublicKey::from_secret_scalar(&key.to_nonzero_scalar()).into()))
    }

    /// Whether the signature is this key's over a text with that hash.
    pub(crate) fn verifies(&self, hash: &[u8; 32], signature: &Signature) -> bool {
        self.0
            .as_ref()
            .is_some_and(|key| key.verify_prehash(hash, signature).is_ok())
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifyingKey(hidden)")
    }
}

/// `None` where no counter gives a number of the curve: with one in 2³² of them none does at first, and there are 254.
fn private_key(secret: &Secret, access_key_id: &str) -> Option<p256::SecretKey> {
    let mut input = Zeroizing::new(Vec::with_capacity(5 + secret.expose().len()));
    input.extend_from_slice(b"AWS4A");
    input.extend_from_slice(secret.expose());
    let keyed = Keyed::new(&input);
    (1..=254_u8).find_map(|counter| {
        let candidate = Zeroizing::new(keyed.mac(&[
            &1_u32.to_be_bytes(),
            Algorithm::V4a.name().as_bytes(),
            &[0],
            access_key_id.as_bytes(),
            &[counter],
            &256_u32.to_be_bytes(),
        ]));
        private_number(&candidate)
    })
}

/// One more than the candidate, which may be two less than the order of the curve at most.
fn private_number(candidate: &[u8; 32]) -> Option<p256::SecretKey> {
    const MOST: U256 = U256::from_be_hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc63254f");
    let candidate = Zeroizing::new(U256::from_be_slice(candidate));
    if candidate.ct_gt(&MOST).into() {
        return None;
    }
    let number = Zeroizing::new(candidate.wrapping_add(&U256::ONE));
    p256::SecretKey::from_bytes(&number.to_be_byte_array()).ok()
}

/// Reads a signature: the digits of its DER form.
pub(crate) fn signature(digits: &[u8]) -> Option<Signature> {
    // Two numbers of 33 bytes at most, and six bytes around them.
    let mut bytes = [0; 72];
    let bytes = bytes.get_mut(..digits.len() / 2)?;
    unhex(digits, bytes)?;
    Signature::from_der(bytes).ok()
}

/// Whether a region is in a set as `X-Amz-Region-Set` names it: names with `,` between them, `*` for any run of characters.
pub(crate) fn in_region_set(set: &str, region: &str) -> bool {
    set.split(',')
        .any(|pattern| matches(pattern.trim_ascii().as_bytes(), region.as_bytes()))
}

/// Whether the text is of the form of the pattern. Each run of characters is taken as soon as it comes, which is right for
/// all but the last, which has to end the text.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let mut runs = pattern.split(|byte| *byte == b'*');
    let Some(mut rest) = runs.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let Some(last) = runs.next_back() else {
        return rest.is_empty();
    };
    for run in runs {
        let Some(after) = memchr::memmem::find(rest, run).and_then(|at| rest.get(at + run.len()..)) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use p256::elliptic_curve::sec1::ToEncodedPoint;

    use super::*;

    impl VerifyingKey {
        /// The digits of the point in its long form.
        pub(crate) fn point(&self) -> Option<String> {
            let point = self.0?.as_affine().to_encoded_point(false);
            Some(
                point
                    .as_bytes()
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect(),
            )
        }
    }

    #[test]
    fn region_sets() {
        for (set, region, expect) in [
            ("eu-west-1", "eu-west-1", true),
            ("us-east-1,eu-west-1", "eu-west-1", true),
            ("us-east-1 , eu-west-1", "eu-west-1", true),
            ("*", "eu-west-1", true),
            ("eu-*", "eu-west-1", true),
            ("*-1", "eu-west-1", true),
            ("eu-*-1", "eu-west-1", true),
            ("*west*", "eu-west-1", true),
            ("e**1", "eu-west-1", true),
            ("eu-west-1*", "eu-west-1", true),
            ("*e*w*t*1", "eu-west-1", true),
            ("", "eu-west-1", false),
            (",", "eu-west-1", false),
            ("eu-west-11", "eu-west-1", false),
            ("eu-west", "eu-west-1", false),
            ("u-west-1", "eu-west-1", false),
            ("EU-WEST-1", "eu-west-1", false),
            ("us-*", "eu-west-1", false),
            ("eu-*-2", "eu-west-1", false),
            // Characters are not used twice.
            ("eu-west-1*1", "eu-west-1", false),
            ("eu-we*west-1", "eu-west-1", false),
            ("*1*1", "eu-west-1", false),
            ("eu-west-?", "eu-west-1", false),
            ("global", "eu-west-1", false),
            ("eu-west-1;*", "eu-west-1", false),
        ] {
            assert_eq!(in_region_set(set, region), expect, "{set} {region}");
        }
    }

    #[test]
    fn numbers_beyond_the_curve_are_no_keys() {
        let order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        let bytes = |digits: &str| {
            let mut out = [0; 32];
            unhex(digits.as_bytes(), &mut out).unwrap();
            out
        };
        let less = |by: u8| {
            let mut out = bytes(order);
            out[31] -= by;
            out
        };
        assert!(private_number(&bytes(order)).is_none());
        assert!(private_number(&less(1)).is_none());
        assert!(private_number(&[0xff; 32]).is_none());
        let most = private_number(&less(2)).unwrap();
        assert_eq!(most.to_bytes().as_slice(), less(1));
        let least = private_number(&[0; 32]).unwrap();
        assert_eq!(least.to_bytes().last(), Some(&1));
    }

    #[test]
    fn signatures_that_are_none() {
        let right = "30450221008f4516c8850ed9eb29502658d1f0e0f6cabc11a44963c558efd1dd8e9fb084a0022032e47df89ad1a5b4e2b82d3a\
                     68dbe31d6ef8e1ea8c3815b2097538c4695d184e";
        assert!(signature(right.as_bytes()).is_some());
        for wrong in [
            "",
            "00",
            "3006020100020100",
            &right[2..],
            &right[..right.len() - 2],
            &right[..right.len() - 1],
            &format!("{right}00"),
            &right.to_ascii_uppercase(),
            &right.replace("3045", "3046"),
            &"30".repeat(72),
            &"30".repeat(1000),
        ] {
            assert!(signature(wrong.as_bytes()).is_none(), "{wrong}");
        }
    }
}
