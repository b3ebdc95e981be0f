//! JSON Web Tokens of user pools and other issuers: reads and verifies tokens and key sets.
//!
//! Everything is computed from values: no clock, no files, no network. Two steps, so that the keys are looked up only for a
//! token that can be read at all:
//!
//! 1. [`Token::parse`] reads a compact JWS (RFC 7515) strictly. What it tells then, [`Token::issuer`] and
//!    [`Token::key_id`], is only what the token claims.
//! 2. [`Token::verify`] checks it with a [`KeySet`] (RFC 7517) and the [`IssuerRules`] and gives [`Claims`], which nothing
//!    else makes. What depends on the method that is called is checked with [`Claims::permit`], each time.
//!
//! The algorithm comes from the rules: a token names it too and has to agree, and so has the key. There is no `none`, no
//! HMAC and no encryption (JWE). A token whose header has `crit` is refused, whatever it names (RFC 7515, section 4.1.11);
//! every other member of the header but `alg` and `kid` is ignored, above all keys and certificates that a token brings
//! along. A member that is there twice is refused, in tokens and key sets, at any depth.
//!
//! [`Claims`] are texts, as API Gateway hands them on.

mod algorithm;
mod claims;
mod date_text;
mod encoding;
mod fault;
mod key;
mod key_set;
mod limits;
mod rules;
#[cfg(test)]
mod tests;
mod token;

pub use algorithm::{Algorithm, UnknownAlgorithm};
pub use claims::Claims;
pub use fault::{Fault, Part};
pub use key_set::{KeySet, KeySetError, Skipped};
pub use limits::*;
pub use rules::{IssuerRules, MethodRules, TokenUse};
pub use token::Token;
