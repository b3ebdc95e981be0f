//! Tokens and key sets, good and bad.

mod claims;
mod key_sets;
mod signer;
mod tokens;
mod vectors;

use portcullis_core::Timestamp;

use crate::{Algorithm, IssuerRules, TokenUse};

/// 2024-05-01T12:10:22Z
pub(super) const ISSUED_S: i64 = 1_714_565_422;

/// An hour later.
pub(super) const EXPIRES_S: i64 = ISSUED_S + 3_600;

pub(super) const NOW: Timestamp = Timestamp {
    epoch_ms: (ISSUED_S + 60) * 1_000,
};

pub(super) const ISSUER: &str = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab1";

/// Rules that ask for nothing but the issuer, its algorithm and the time.
pub(super) fn rules(algorithms: &[Algorithm]) -> IssuerRules {
    IssuerRules {
        issuer: ISSUER.to_owned(),
        algorithms: algorithms.to_vec(),
        audiences: Vec::new(),
        token_use: TokenUse::Any,
        leeway_s: 0,
    }
}
