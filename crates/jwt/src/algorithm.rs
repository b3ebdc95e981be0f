//! The signature algorithms that are verified.

use std::{fmt, str::FromStr};

use aws_lc_rs::signature as lc;

/// A signature algorithm of JWS (RFC 7518, section 3.1; RFC 8037). Public keys only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256; that of Amazon Cognito.
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    Rs512,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// RSASSA-PSS with SHA-384.
    Ps384,
    /// RSASSA-PSS with SHA-512.
    Ps512,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// Ed25519.
    EdDsa,
}

/// The kinds of key, by what the algorithms need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Rsa,
    P256,
    P384,
    Ed25519,
}

/// No algorithm of this name is verified.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is none of the signature algorithms {ALL}", ALL = Algorithm::names())]
pub struct UnknownAlgorithm(pub String);

impl Algorithm {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::Es256,
        Self::Es384,
        Self::EdDsa,
    ];

    /// As in `alg`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }

    fn names() -> String {
        let names: Vec<String> = Self::ALL.iter().map(|one| format!("`{one}`")).collect();
        names.join(", ")
    }

    pub(crate) fn kind(self) -> KeyKind {
        match self {
            Self::Rs256 | Self::Rs384 | Self::Rs512 | Self::Ps256 | Self::Ps384 | Self::Ps512 => KeyKind::Rsa,
            Self::Es256 => KeyKind::P256,
            Self::Es384 => KeyKind::P384,
            Self::EdDsa => KeyKind::Ed25519,
        }
    }

    /// What verifies it with an RSA key; `None` for the others.
    pub(crate) fn rsa(self) -> Option<&'static lc::RsaParameters> {
        match self {
            Self::Rs256 => Some(&lc::RSA_PKCS1_2048_8192_SHA256),
            Self::Rs384 => Some(&lc::RSA_PKCS1_2048_8192_SHA384),
            Self::Rs512 => Some(&lc::RSA_PKCS1_2048_8192_SHA512),
            Self::Ps256 => Some(&lc::RSA_PSS_2048_8192_SHA256),
            Self::Ps384 => Some(&lc::RSA_PSS_2048_8192_SHA384),
            Self::Ps512 => Some(&lc::RSA_PSS_2048_8192_SHA512),
            Self::Es256 | Self::Es384 | Self::EdDsa => None,
        }
    }

    /// What verifies it with a key on a curve; `None` for the others.
    pub(crate) fn curve(self) -> Option<&'static dyn lc::VerificationAlgorithm> {
        match self {
            Self::Es256 => Some(&lc::ECDSA_P256_SHA256_FIXED),
            Self::Es384 => Some(&lc::ECDSA_P384_SHA384_FIXED),
            Self::EdDsa => Some(&lc::ED25519),
            Self::Rs256 | Self::Rs384 | Self::Rs512 | Self::Ps256 | Self::Ps384 | Self::Ps512 => None,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    /// Names are compared to the letter. `Ed25519` (RFC 9864) is the same as `EdDSA`, whose only curve here it is.
    fn from_str(name: &str) -> Result<Self, UnknownAlgorithm> {
        if name == "Ed25519" {
            return Ok(Self::EdDsa);
        }
        let found = Self::ALL.iter().find(|one| one.name() == name);
        found.copied().ok_or_else(|| UnknownAlgorithm(name.to_owned()))
    }
}
