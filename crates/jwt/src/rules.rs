//! What is asked of tokens: by their issuer's settings, and by the method that is called.

use crate::Algorithm;

/// What an issuer's settings ask of each of its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerRules {
    /// `iss`, to the letter.
    pub issuer: String,
    /// The algorithms its tokens may be signed with.
    pub algorithms: Vec<Algorithm>,
    /// One of these has to be in `aud`, or be `client_id` where a token has no `aud` (as access tokens of Amazon Cognito);
    /// empty for any.
    ///
    /// Source: API Gateway developer guide, "Control access to HTTP APIs with JWT authorizers": `client_id` counts only
    /// where `aud` is missing.
    pub audiences: Vec<String>,
    /// What `token_use` means.
    pub token_use: TokenUse,
    /// Seconds that the issuer's clock may be off, for `exp` and `nbf`.
    pub leeway_s: u32,
}

/// What `token_use` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TokenUse {
    /// Amazon Cognito's claim: a method without scopes takes ID tokens (`id`), one with scopes access tokens (`access`).
    ///
    /// Source: API Gateway developer guide, "Integrate a REST API with an Amazon Cognito user pool".
    #[default]
    Cognito,
    /// Nothing: other issuers have no such claim.
    Any,
}

/// What a method and its authorizer ask of a token.
#[derive(Clone, Copy)]
pub struct MethodRules<'a> {
    /// `authorizationScopes`; one of them has to be in `scope`. Empty for none.
    pub scopes: &'a [String],
    /// Whether an `aud` matches the authorizer's `identityValidationExpression`, if it has one.
    pub audience: Option<&'a dyn Fn(&str) -> bool>,
}
