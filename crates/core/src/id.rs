//! Names and ids of AWS's forms.

use std::fmt;

use crate::hex_digits;

/// Why a text is no id of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct IdError {
    /// The refused text.
    pub text: String,
    /// What was expected, with its article and form.
    pub expected: &'static str,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $expected:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let check: fn(&str) -> bool = $check;
                if check(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(IdError { text: text.to_owned(), expected: $expected })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

fn all(text: &str, lengths: std::ops::RangeInclusive<usize>, allowed: fn(u8) -> bool) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(allowed)
}

text_id!(
    /// An AWS account id: twelve digits.
    AccountId, "an account id (twelve digits)",
    |text| all(text, 12..=12, |byte| byte.is_ascii_digit())
);

impl AccountId {
    /// The account as API Gateway prints it in refusals: eight asterisks and the last four digits.
    ///
    /// Source: recorded answers of 2026, `arn:aws:execute-api:eu-west-1:********3333:…`.
    pub fn masked(&self) -> String {
        format!("********{}", self.as_str().get(8..).unwrap_or(""))
    }
}

text_id!(
    /// A partition, such as `aws`, `aws-cn` or `aws-us-gov`.
    Partition, "a partition (such as `aws`)",
    |text| all(text, 1..=32, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
);

text_id!(
    /// A region, such as `eu-west-1`.
    Region, "a region (such as `eu-west-1`)",
    |text| all(text, 1..=32, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
);

text_id!(
    /// The id of a REST API: ten lower-case letters and digits on AWS; up to 64 are taken here.
    ApiId, "an api id (lower-case letters, digits and `-`)",
    |text| all(text, 1..=64, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
);

text_id!(
    /// The name of a stage: letters, digits, `-` and `_`, up to 128.
    ///
    /// Source: API Gateway API reference, CreateDeployment, stageName.
    StageName, "a stage name (letters, digits, `-` and `_`)",
    |text| all(text, 1..=128, |byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
);

/// The id of one request, printed as a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u128);

impl RequestId {
    /// An id made from 128 random bits, marked as a version 4 UUID.
    pub fn from_random(bits: u128) -> Self {
        Self((bits & !(0xf << 76) & !(0b11 << 62)) | (0x4 << 76) | (0b10 << 62))
    }

    /// The 36 ASCII characters of the UUID form.
    pub fn to_ascii(self) -> [u8; 36] {
        let [first, second, third, last] = [96, 64, 32, 0].map(|shift| hex_digits((self.0 >> shift) as u32));
        let ((second, third), (fourth, fifth)) = (second.split_at(4), third.split_at(4));
        let mut out = [b'-'; 36];
        let groups = [
            (0, &first[..]),
            (9, second),
            (14, third),
            (19, fourth),
            (24, fifth),
            (28, &last[..]),
        ];
        for (at, digits) in groups {
            for (slot, digit) in out.iter_mut().skip(at).zip(digits) {
                *slot = *digit;
            }
        }
        out
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.to_ascii()).unwrap_or(""))
    }
}

impl std::str::FromStr for RequestId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError {
            text: text.to_owned(),
            expected: "a request id (a UUID)",
        };
        let shaped = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| {
                if matches!(at, 8 | 13 | 18 | 23) {
                    byte == b'-'
                } else {
                    byte.is_ascii_hexdigit()
                }
            });
        if !shaped {
            return Err(wrong());
        }
        u128::from_str_radix(&text.replace('-', ""), 16)
            .map(Self)
            .map_err(|_| wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_masked_as_aws_masks_them() {
        let account: AccountId = "111122223333".parse().unwrap();
        assert_eq!(account.masked(), "********3333");
        assert!("1111".parse::<AccountId>().is_err());
    }

    #[test]
    fn request_ids_print_and_parse() {
        let id = RequestId::from_random(u128::MAX);
        assert_eq!(id.to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(id.to_string().parse::<RequestId>().unwrap(), id);
        assert!("not-a-uuid".parse::<RequestId>().is_err());
    }
}
