//! What can be wrong with a signature.
//!
//! One variant for each thing AWS tells apart; [`answer`] has its codes and texts.

mod answer;

use std::fmt;

use portcullis_core::Timestamp;

pub use answer::FaultForm;

use crate::Algorithm;

/// Why a request is not taken as signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureFault {
    /// It has no credentials.
    MissingToken,
    /// Header and query both have credentials.
    TwoCredentials,
    /// The header's first word holds an equals sign. Hashes here are Base64 of SHA-256: the header may hold a token.
    NoAlgorithm {
        /// Of the header.
        hash: String,
    },
    /// A part of the header is no `key=value`.
    NotKeyValue {
        /// Of the part.
        hash: String,
    },
    /// The header lacks parameters, or the request a date.
    MissingParameters {
        /// Names of those missing.
        missing: Vec<&'static str>,
        /// Whether there is a date.
        dated: bool,
        /// Of the header.
        hash: String,
    },
    /// The header has a parameter that no signature has.
    OtherParameter {
        /// Of the parameter.
        hash: String,
    },
    /// The query has some of the parameters only: these are missing.
    MissingQueryParameters(Vec<&'static str>),
    /// A header or parameter that may be there once is there again.
    Repeated(&'static str),
    /// A header or parameter is not UTF-8.
    NotText(&'static str),
    /// The date has another form.
    Date(String),
    /// `host` is not signed.
    HostNotSigned,
    /// The list of signed headers is not of lower-case names, sorted, each once.
    SignedHeaders,
    /// A header is signed but not there.
    SignedHeaderAbsent(String),
    /// These `x-amz-*` headers are there but not signed.
    HeadersNotSigned(Vec<String>),
    /// Another algorithm.
    Algorithm(String),
    /// The credential does not have its parts: five, or four where the scope has no region.
    Credential {
        /// The credential.
        found: String,
        /// Which says how many parts there are.
        algorithm: Algorithm,
    },
    /// Signature Version 4A without `X-Amz-Region-Set`.
    NoRegionSet,
    /// The signature is not 64 lower-case hexadecimal digits, or those of a signature of Version 4A.
    SignatureForm,
    /// `X-Amz-Expires` is no number of seconds up to seven days.
    Expires,
    /// `x-amz-content-sha256` is no hash, and nothing this service takes in place of one.
    PayloadHash,
    /// The body is not the one whose hash was signed.
    PayloadMismatch,
    /// The path or the query has a `%` without two hexadecimal digits.
    Escape(&'static str),
    /// A control character in the path or the query, or a method that is none.
    Character(&'static str),
    /// Too much of something.
    Limit {
        /// Of what.
        what: &'static str,
        /// The most that is taken.
        max: usize,
    },
    /// The scope is another than this service's.
    Scope(Vec<ScopeFault>),
    /// Signed too long ago.
    Expired {
        /// When it was signed.
        signed: Timestamp,
        /// When it was received.
        now: Timestamp,
        /// How long it was good for, milliseconds.
        life_ms: i64,
        /// Whether it named its own life.
        presigned: bool,
    },
    /// Signed in the future.
    NotYetCurrent {
        /// When it was signed.
        signed: Timestamp,
        /// When it was received.
        now: Timestamp,
        /// What clocks may be off, milliseconds.
        skew_ms: i64,
        /// Whether it names its own life.
        presigned: bool,
    },
    /// There is no such access key, or it is switched off. Made by whoever keeps the keys.
    UnknownAccessKey,
    /// The session token does not belong to the access key, or is missing. Made by whoever keeps the keys.
    SessionToken,
    /// The session has ended. Made by whoever keeps the keys.
    SessionExpired,
    /// The signature is another one.
    Mismatch(Box<Mismatch>),
}

/// One way in which the scope is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScopeFault {
    /// Signed for another region, or for a set that the right one is not in.
    Region {
        /// That one, or the set.
        found: String,
        /// The right one.
        expected: String,
    },
    /// Signed for another service.
    Service {
        /// The right one.
        expected: String,
    },
    /// It does not end in `aws4_request`.
    Terminator {
        /// What it ends in.
        found: String,
    },
    /// Its day is not that of the request's date.
    Date {
        /// Its day.
        found: String,
        /// The request's date.
        time: Timestamp,
    },
}

/// What the signature should have been made over. A session token is left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The canonical request.
    pub canonical_request: String,
    /// The string to sign.
    pub string_to_sign: String,
}

impl fmt::Display for SignatureFault {
    /// The text without the strings that should have been signed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.summary(FaultForm::RestJson))
    }
}

impl std::error::Error for SignatureFault {}
