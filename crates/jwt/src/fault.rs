//! Why a token is refused.

/// Why a token is refused. Nothing of the token is in it: it may be written to logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Longer than [`TOKEN_BYTES_MAX`](crate::TOKEN_BYTES_MAX), or a part is longer than its limit.
    #[error("the token is too long")]
    TooLong,
    /// Not three parts with dots between them.
    #[error("the token is not three parts with dots between them")]
    NotThreeParts,
    /// A part is not base64url without padding.
    #[error("the token's {0} is not base64url without padding")]
    NotBase64(Part),
    /// A part is not a JSON object.
    #[error("the token's {0} is not a JSON object")]
    NotJson(Part),
    /// A part names a member twice.
    #[error("the token's {0} has a member twice")]
    DuplicateMember(Part),
    /// `alg` is missing or is not one of the issuer's algorithms.
    #[error("the token's `alg` is not an algorithm of its issuer's settings")]
    Algorithm,
    /// The header has `crit`.
    #[error("the token's header has `crit`")]
    Critical,
    /// `kid` is not a text.
    #[error("the token's `kid` is not a text")]
    KeyIdType,
    /// The key set has no key with the token's `kid`.
    #[error("no key of the issuer has the token's `kid`")]
    UnknownKey,
    /// The token has no `kid`, and the key set has not exactly one key.
    #[error("the token has no `kid`, and its issuer has not exactly one key")]
    KeyIdNeeded,
    /// The key is for another algorithm.
    #[error("the issuer's key is not for the token's `alg`")]
    KeyAlgorithm,
    /// The signature is not that of the key.
    #[error("the token's signature is wrong")]
    Signature,
    /// `iss` is missing or another.
    #[error("the token's `iss` is not the issuer")]
    Issuer,
    /// `exp` is missing or not a number of seconds.
    #[error("the token's `exp` is missing or not a number of seconds")]
    NoExpiry,
    /// `exp` is past.
    #[error("the token has expired")]
    Expired,
    /// `nbf` is in the future, or not a number of seconds.
    #[error("the token's `nbf` is in the future, or not a number of seconds")]
    NotYetValid,
    /// The audience is none of the configured ones.
    #[error("the token is for none of the audiences of its issuer's settings")]
    Audience,
    /// A method without scopes takes ID tokens only.
    #[error("the token is no ID token (`token_use`), and the method has no scopes")]
    NotIdToken,
    /// A method with scopes takes access tokens only.
    #[error("the token is no access token (`token_use`), and the method has scopes")]
    NotAccessToken,
    /// No scope of the token is one of the method's.
    #[error("the token has none of the method's scopes")]
    Scope,
    /// `aud` does not match the authorizer's `identityValidationExpression`.
    #[error("the token's `aud` does not match the authorizer's `identityValidationExpression`")]
    AudiencePattern,
}

/// A part of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first.
    Header,
    /// The second.
    Claims,
    /// The third.
    Signature,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Claims => "claims part",
            Self::Signature => "signature",
        })
    }
}
