//! Authorizers: who is asked whether a caller may call a method.

use portcullis_core::{AccountId, Arn, Partition, Region};

/// The most bytes an `identityValidationExpression` may have. Chosen: AWS names no limit.
pub const AUDIENCE_PATTERN_BYTES_MAX: usize = 1024;

/// The most memory a compiled expression may take, in bytes.
const COMPILED_BYTES_MAX: usize = 64 * 1024;

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
    /// `providerARNs`: `arn:aws:cognito-idp:{region}:{account}:userpool/{pool-id}`; at least one, each [`is_user_pool`].
    pub pools: Vec<String>,
    /// The header that holds the token: the name in `identitySource`, `Authorization` unless said otherwise. As written;
    /// header names have no case.
    pub header: String,
    /// `identityValidationExpression`: the whole of the token's `aud` must match.
    pub audience_pattern: Option<AudiencePattern>,
}

/// An `identityValidationExpression`, anchored at both ends. Matching is linear in the text.
#[derive(Debug, Clone)]
pub struct AudiencePattern {
    text: String,
    regex: regex_lite::Regex,
}

/// The text is no expression that is understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a regular expression: {why}")]
pub struct AudiencePatternError {
    /// The refused text, shortened.
    pub text: String,
    /// What is wrong with it.
    pub why: String,
}

impl AudiencePattern {
    /// Reads an expression; look-around and back-references are refused.
    pub fn parse(text: &str) -> Result<Self, AudiencePatternError> {
        let wrong = |why: String| AudiencePatternError {
            text: text.chars().take(80).collect(),
            why,
        };
        if text.len() > AUDIENCE_PATTERN_BYTES_MAX {
            return Err(wrong(format!(
                "it has more than {AUDIENCE_PATTERN_BYTES_MAX} bytes"
            )));
        }
        // The text alone is read first, so that it cannot close the group it is put into.
        let compile = |pattern: &str| {
            let built = regex_lite::RegexBuilder::new(pattern)
                .size_limit(COMPILED_BYTES_MAX)
                .build();
            built.map_err(|error| wrong(error.to_string()))
        };
        compile(text)?;
        let regex = compile(&format!("^(?:{text})$"))?;
        Ok(Self {
            text: text.to_owned(),
            regex,
        })
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the whole of `audience` matches.
    pub fn matches(&self, audience: &str) -> bool {
        self.regex.is_match(audience)
    }
}

impl PartialEq for AudiencePattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for AudiencePattern {}

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
    fn expressions_match_whole_audiences() {
        let check =
            |pattern: &str, audience: &str| AudiencePattern::parse(pattern).unwrap().matches(audience);
        assert!(check("abc", "abc"));
        assert!(!check("abc", "abcd") && !check("abc", "xabc") && !check("abc", "abc\n"));
        assert!(check("a|b", "b") && !check("a|b", "ab"));
        assert!(check("client-[0-9]+", "client-17"));
        assert!(!check("^a$|b", "ab"));
        assert!(!check("", "a") && check("", ""));
        assert!(!check("(?m)^a$", "a\nb"));
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for pattern in [
            "(",
            "a)|(.*",
            "(?=a)",
            r"(a)\1",
            "x{99999}",
            "(?x)a # )",
            "(?x)a # b",
        ] {
            let got = AudiencePattern::parse(pattern);
            assert!(got.is_err(), "{pattern}: {got:?}");
        }
        assert!(AudiencePattern::parse(&"a".repeat(AUDIENCE_PATTERN_BYTES_MAX + 1)).is_err());
    }

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
