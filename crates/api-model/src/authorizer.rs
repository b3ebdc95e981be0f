//! Authorizers: who is asked whether a caller may call a method.

/// An authorizer of a REST API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authorizer {
    /// `COGNITO_USER_POOLS`
    UserPools(UserPoolAuthorizer),
}

/// A `COGNITO_USER_POOLS` authorizer.
///
/// Source: API Gateway API reference, `Authorizer`; developer guide, "Control access to REST APIs using Amazon Cognito user
/// pools as an authorizer".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserPoolAuthorizer {
    /// Its name.
    pub name: String,
    /// `providerARNs`: `arn:aws:cognito-idp:{region}:{account}:userpool/{pool-id}`; at least one.
    pub pools: Vec<String>,
    /// The header that holds the token: the name in `identitySource`, `Authorization` unless said otherwise. As written;
    /// header names have no case.
    pub header: String,
    /// `identityValidationExpression`: a regular expression that the whole of the token's `aud` must match.
    pub audience_pattern: Option<String>,
}
