//! Authorizers: who is asked whether a caller may call a method.

use std::collections::BTreeMap;

use portcullis_core::{AccountId, Arn, Partition, Region};
use sha2::{Digest as _, Sha256};
use source_text::Diagnostic;

use crate::{FunctionArn, FunctionText, IdentitySource, TextPattern, role::fill_role};

/// The longest time an authorizer's answer is kept, in seconds.
///
/// Source: API Gateway API reference, `Authorizer`, `authorizerResultTtlInSeconds`.
pub const AUTHORIZER_TTL_S_MAX: u32 = 3600;

/// How long it is kept unless said otherwise.
///
/// Source: as [`AUTHORIZER_TTL_S_MAX`].
pub const AUTHORIZER_TTL_S_DEFAULT: u32 = 300;

/// An authorizer of a REST API, its function as written ([`FunctionText`]) or as called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authorizer<F = FunctionArn> {
    /// `COGNITO_USER_POOLS`
    UserPools(UserPoolAuthorizer),
    /// `TOKEN` or `REQUEST`
    Lambda(LambdaAuthorizer<F>),
}

/// A `COGNITO_USER_POOLS` authorizer.
///
/// Source: API Gateway API reference, `Authorizer`; developer guide, "Control access to REST APIs using Amazon Cognito user
/// pools as an authorizer".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserPoolAuthorizer {
    /// Its name.
    pub name: String,
    /// `providerARNs`: `arn:aws:cognito-idp:{region}:{account}:userpool/{pool-id}`; at least one, each [`is_user_pool`].
    pub pools: Vec<String>,
    /// The header that holds the token: the name in `identitySource`, `Authorization` unless said otherwise. As written;
    /// header names have no case.
    pub header: String,
    /// `identityValidationExpression`: the whole of the token's `aud` must match.
    pub audience_pattern: Option<TextPattern>,
}

/// A `TOKEN` or `REQUEST` authorizer: a Lambda function that is asked. Its function is as written ([`FunctionText`]) in a
/// [`RestApi`](crate::RestApi), as called ([`FunctionArn`]) in a [`Deployment`](crate::Deployment).
///
/// Source: API Gateway API reference, `Authorizer`; developer guide, "Use API Gateway Lambda authorizers".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LambdaAuthorizer<F = FunctionArn> {
    /// Its id: the one API Gateway gave it, or made of its name where it stands in a file. Part of the ARN that the function
    /// sees as the source of its call: `arn:aws:execute-api:{region}:{account}:{api}/authorizers/{id}`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Which kind.
    pub kind: LambdaAuthorizerKind,
    /// The function.
    pub function: F,
    /// `authorizerCredentials`: the ARN of a role to call the function with; as written it may hold stage variables. Without one the function's own policy must allow
    /// the call.
    pub credentials: Option<String>,
    /// How long an answer is kept, in seconds, 0 to [`AUTHORIZER_TTL_S_MAX`]; 0 keeps none.
    pub ttl_s: u32,
}

/// What a Lambda authorizer is told, and what must be there before it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LambdaAuthorizerKind {
    /// `TOKEN`: one header's value.
    Token {
        /// The name of the header; header names have no case.
        header: String,
        /// `identityValidationExpression`: the whole of the value must match, else the function is not asked.
        validation: Option<TextPattern>,
    },
    /// `REQUEST`: the request without its body.
    Request {
        /// What identifies a caller, in order; not empty where answers are kept. Where they are, each source must have a value.
        identity_sources: Vec<IdentitySource>,
    },
}

/// The id of an authorizer that stands in a file: ten lower-case letters and digits from its name.
pub fn authorizer_id(name: &str) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let letter = |byte: u8| {
        ALPHABET
            .get(usize::from(byte % 32))
            .copied()
            .map_or('a', char::from)
    };
    Sha256::digest(name.as_bytes())
        .iter()
        .take(10)
        .map(|byte| letter(*byte))
        .collect()
}

impl Authorizer<FunctionText> {
    /// The same authorizer with the stage's variables filled in.
    pub(crate) fn fill(&self, variables: &BTreeMap<String, String>) -> Result<Authorizer, Diagnostic> {
        Ok(match self {
            Self::UserPools(pools) => Authorizer::UserPools(pools.clone()),
            Self::Lambda(lambda) => Authorizer::Lambda(LambdaAuthorizer {
                id: lambda.id.clone(),
                name: lambda.name.clone(),
                kind: lambda.kind.clone(),
                function: lambda.function.fill(variables)?,
                credentials: lambda
                    .credentials
                    .as_ref()
                    .map(|role| fill_role(role, variables, lambda.function.span))
                    .transpose()?,
                ttl_s: lambda.ttl_s,
            }),
        })
    }
}

/// Whether this is the ARN of a user pool: `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123`.
///
/// Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Cognito User Pools"; Cognito
/// API reference, `UserPoolType.Id`: `[\w-]+_[0-9a-zA-Z]+`, at most 55 characters.
pub fn is_user_pool(arn: &str) -> bool {
    const POOL_ID_BYTES_MAX: usize = 55;
    let Ok(arn) = Arn::parse(arn) else {
        return false;
    };
    let Some((region, name)) = arn
        .resource
        .strip_prefix("userpool/")
        .filter(|id| id.len() <= POOL_ID_BYTES_MAX)
        .and_then(|id| id.rsplit_once('_'))
    else {
        return false;
    };
    arn.service == "cognito-idp"
        && arn.partition.parse::<Partition>().is_ok()
        && arn.region.parse::<Region>().is_ok()
        && arn.account.parse::<AccountId>().is_ok()
        && !region.is_empty()
        && region
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_pools_are_told_from_other_arns() {
        let good = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123";
        assert!(is_user_pool(good));
        for bad in [
            "",
            "eu-west-1_AbCdEf123",
            &good.replace("cognito-idp", "cognito-identity"),
            &good.replace("eu-west-1:", ":"),
            &good.replace("111122223333", "1111"),
            &good.replace("userpool/", "userpool:"),
            &good.replace("eu-west-1_AbCdEf123", "AbCdEf123"),
            &good.replace("AbCdEf123", ""),
            &good.replace("AbCdEf123", "a/b"),
            &good.replace("AbCdEf123", "*"),
        ] {
            assert!(!is_user_pool(bad), "{bad}");
        }
    }
}
