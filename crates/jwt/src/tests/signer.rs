//! Keys that sign tokens.

use aws_lc_rs::{
    encoding::{AsDer, PublicKeyX509Der},
    rand::SystemRandom,
    rsa::KeySize,
    signature::{self as lc, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RsaKeyPair},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{Algorithm, KeySet};

pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A private key.
pub(super) enum Signer {
    Rsa(RsaKeyPair),
    Ec(EcdsaKeyPair),
    Ed(Ed25519KeyPair),
}

impl Signer {
    pub(super) fn new(algorithm: Algorithm) -> Self {
        let curve = |with| Self::Ec(EcdsaKeyPair::generate(with).unwrap());
        match algorithm {
            Algorithm::Es256 => curve(&lc::ECDSA_P256_SHA256_FIXED_SIGNING),
            Algorithm::Es384 => curve(&lc::ECDSA_P384_SHA384_FIXED_SIGNING),
            Algorithm::EdDsa => Self::Ed(Ed25519KeyPair::generate().unwrap()),
            Algorithm::Rs256
            | Algorithm::Rs384
            | Algorithm::Rs512
            | Algorithm::Ps256
            | Algorithm::Ps384
            | Algorithm::Ps512 => Self::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()),
        }
    }

    /// The members of the public key as JSON, without braces.
    pub(super) fn jwk(&self) -> String {
        match self {
            Self::Rsa(pair) => {
                let (n, e) = self.rsa_components(pair);
                format!(r#""kty":"RSA","n":"{}","e":"{}""#, encode(n), encode(e))
            }
            Self::Ec(pair) => {
                let point = &pair.public_key().as_ref()[1..];
                let (x, y) = point.split_at(point.len() / 2);
                let curve = if x.len() == 32 { "P-256" } else { "P-384" };
                format!(
                    r#""kty":"EC","crv":"{curve}","x":"{}","y":"{}""#,
                    encode(x),
                    encode(y)
                )
            }
            Self::Ed(pair) => format!(
                r#""kty":"OKP","crv":"Ed25519","x":"{}""#,
                encode(pair.public_key())
            ),
        }
    }

    /// Modulus and exponent, read out of the key's DER: a sequence of two numbers.
    fn rsa_components(&self, pair: &RsaKeyPair) -> (Vec<u8>, Vec<u8>) {
        let der = pair.public_key().as_ref();
        // 30 82 LL LL, 02 82 LL LL 00 modulus, 02 03 exponent
        let bytes = usize::from(u16::from_be_bytes([der[6], der[7]]));
        let modulus = &der[8..8 + bytes];
        let exponent = &der[8 + bytes + 2..];
        (modulus[1..].to_vec(), exponent.to_vec())
    }

    /// The public key as a PEM file holds it.
    pub(super) fn public_der(&self) -> Vec<u8> {
        match self {
            Self::Rsa(pair) => AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key())
                .unwrap()
                .as_ref()
                .to_vec(),
            Self::Ec(_) | Self::Ed(_) => panic!("no test needs it"),
        }
    }

    pub(super) fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Ec(pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
            Self::Ed(pair) => pair.sign(message).as_ref().to_vec(),
            Self::Rsa(pair) => {
                let padding: &dyn lc::RsaEncoding = match algorithm {
                    Algorithm::Rs256 => &lc::RSA_PKCS1_SHA256,
                    Algorithm::Rs384 => &lc::RSA_PKCS1_SHA384,
                    Algorithm::Rs512 => &lc::RSA_PKCS1_SHA512,
                    Algorithm::Ps256 => &lc::RSA_PSS_SHA256,
                    Algorithm::Ps384 => &lc::RSA_PSS_SHA384,
                    Algorithm::Ps512 | Algorithm::Es256 | Algorithm::Es384 | Algorithm::EdDsa => {
                        &lc::RSA_PSS_SHA512
                    }
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &random, message, &mut signature).unwrap();
                signature
            }
        }
    }

    /// A token with these JSON texts as header and claims.
    pub(super) fn token(&self, algorithm: Algorithm, header: &str, claims: &str) -> String {
        let signed = format!("{}.{}", encode(header), encode(claims));
        let signature = self.sign(algorithm, signed.as_bytes());
        format!("{signed}.{}", encode(signature))
    }
}

/// A key set of these keys, each the members of a JWK.
pub(super) fn key_set(jwks: &[String]) -> KeySet {
    let keys: Vec<String> = jwks.iter().map(|jwk| format!("{{{jwk}}}")).collect();
    KeySet::parse(format!(r#"{{"keys":[{}]}}"#, keys.join(",")).as_bytes()).unwrap()
}
