//! The values of conditions, by the type their operator compares.
//!
//! IAM's policy checks call wrong values warnings; here they are refused, because such a condition never matches and a
//! `Deny` that never matches is a hole.

use portcullis_core::{Arn, Cidr, CidrError, CidrNote, Timestamp};
use source_text::Span;

use super::{Checker, Frame};
use crate::condition::{Operator, OperatorBase};
use crate::document::Sourced;
use crate::variable;

/// What an operator compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    String,
    Numeric,
    Date,
    Bool,
    Binary,
    Address,
    Arn,
    Null,
}

impl Comparison {
    fn of(base: OperatorBase) -> Self {
        use OperatorBase as B;
        match base {
            B::StringEquals
            | B::StringNotEquals
            | B::StringEqualsIgnoreCase
            | B::StringNotEqualsIgnoreCase
            | B::StringLike
            | B::StringNotLike => Self::String,
            B::NumericEquals
            | B::NumericNotEquals
            | B::NumericLessThan
            | B::NumericLessThanEquals
            | B::NumericGreaterThan
            | B::NumericGreaterThanEquals => Self::Numeric,
            B::DateEquals
            | B::DateNotEquals
            | B::DateLessThan
            | B::DateLessThanEquals
            | B::DateGreaterThan
            | B::DateGreaterThanEquals => Self::Date,
            B::Bool => Self::Bool,
            B::BinaryEquals => Self::Binary,
            B::IpAddress | B::NotIpAddress => Self::Address,
            B::ArnEquals | B::ArnNotEquals | B::ArnLike | B::ArnNotLike => Self::Arn,
            B::Null => Self::Null,
        }
    }

    fn takes_variables(self) -> bool {
        matches!(self, Self::String | Self::Arn | Self::Bool)
    }
}

impl Checker {
    /// Checks the values of one key under one operator.
    pub(super) fn values(
        &mut self,
        operator: Operator,
        values: &[Sourced<String>],
        whole: Span,
        frame: Frame,
    ) {
        let comparison = Comparison::of(operator.base);
        if matches!(comparison, Comparison::Bool | Comparison::Null) && values.len() > 1 {
            let message = format!("`{operator}` has {} values; it takes one", values.len());
            self.error(
                "invalid-condition-multiple-boolean",
                whole,
                message,
                "write `\"true\"` or `\"false\"`",
            );
        }
        for value in values {
            if self.has_variables() && variable::any(&value.value) {
                self.value_with_variables(operator, comparison, value);
            } else {
                self.value(operator, comparison, value, frame);
            }
        }
    }

    fn value_with_variables(&mut self, operator: Operator, comparison: Comparison, value: &Sourced<String>) {
        if comparison.takes_variables() {
            // Whatever else is wrong with it can only be known with the values filled in.
            self.variables(value);
        } else {
            let message = format!(
                "`{}` holds a policy variable, which `{operator}` does not take",
                value.value
            );
            self.error(
                "invalid-variable-for-operator",
                value.span,
                message,
                "use variables with String and Arn operators only",
            );
        }
    }

    fn value(&mut self, operator: Operator, comparison: Comparison, value: &Sourced<String>, frame: Frame) {
        let (text, span) = (value.value.as_str(), value.span);
        match comparison {
            Comparison::String => {}
            Comparison::Numeric if is_number(text) => {}
            Comparison::Numeric => {
                let message = format!("`{text}` is not a number, which `{operator}` compares");
                self.error(
                    "type-mismatch-number",
                    span,
                    message,
                    "write an integer or a decimal such as `300` or `0.5`",
                );
            }
            Comparison::Date => {
                if let Err(error) = Timestamp::parse(text) {
                    self.error(
                        "type-mismatch-date",
                        span,
                        error.to_string(),
                        "write the date in UTC as in `2026-05-01T00:00:00Z`",
                    );
                }
            }
            Comparison::Bool | Comparison::Null if matches!(text, "true" | "false") => {}
            Comparison::Bool | Comparison::Null => {
                let message = format!("`{text}` is not a boolean, which `{operator}` compares");
                self.error(
                    "type-mismatch-boolean",
                    span,
                    message,
                    "write `\"true\"` or `\"false\"`",
                );
            }
            Comparison::Binary if is_base64(text) => {}
            Comparison::Binary => {
                let message = format!("`{text}` is not base64, which `{operator}` compares");
                self.error(
                    "type-mismatch-string",
                    span,
                    message,
                    "write the bytes in base64, padded with `=`",
                );
            }
            Comparison::Address => self.address(value, frame),
            Comparison::Arn => {
                if Arn::parse(text).is_err() {
                    let message = format!("`{text}` is not an ARN of six parts, which `{operator}` compares");
                    self.error("type-mismatch-arn", span, message, "write `arn:partition:service:region:account:resource`, with `*` inside parts, or use `StringLike`");
                }
            }
        }
    }

    fn address(&mut self, value: &Sourced<String>, frame: Frame) {
        let (text, span) = (value.value.as_str(), value.span);
        let read = match Cidr::parse(text) {
            Err(CidrError::Space(_)) if self.options.mirror && Cidr::parse(text.trim()).is_ok() => {
                self.warning(
                    "cidr-space",
                    span,
                    format!(
                        "`{text}` has blanks around the address block; it is read so that it lets nobody in"
                    ),
                    "remove the blanks",
                );
                Cidr::parse(text.trim())
            }
            read => read,
        };
        match read {
            Ok((block, Some(CidrNote::Bare))) if block.network().is_ipv6() => {
                // The prefix IAM assumes for a bare address is documented without naming a family.
                let message = format!("`{text}` is an IPv6 address without a prefix length");
                self.doubt(
                    frame.denies(),
                    "bare-ipv6-address",
                    span,
                    message,
                    format!("write `{block}` for the one address"),
                );
            }
            Ok(_) => {}
            Err(error) => {
                let (code, remedy) = match &error {
                    CidrError::Space(_) => ("cidr-space", "remove the white space"),
                    CidrError::Mapped(_) => (
                        "cidr-mapped",
                        "write the IPv4 block, such as `203.0.113.0/24`; mapped clients are matched by it",
                    ),
                    CidrError::Prefix { .. } => (
                        "invalid-cidr",
                        "write the prefix length in decimal, such as `/24`",
                    ),
                    CidrError::Address(_) => (
                        "invalid-cidr",
                        "write a block such as `203.0.113.0/24` or `2001:db8::/32`",
                    ),
                };
                self.error(code, span, error.to_string(), remedy);
            }
        }
    }
}

/// The longest number that is compared, in characters; wide enough for any 64-bit integer with a fraction.
const NUMBER_CHARACTERS_MAX: usize = 40;

fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    text.len() <= NUMBER_CHARACTERS_MAX && digits(whole) && fraction.is_none_or(digits)
}

fn is_base64(text: &str) -> bool {
    let bare = text.trim_end_matches('=');
    let padding = text.len() - bare.len();
    text.len().is_multiple_of(4)
        && padding <= 2
        && bare
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::{is_base64, is_number};

    #[test]
    fn numbers_and_base64_are_read_strictly() {
        for (text, expect) in [
            ("1", true),
            ("-1.5", true),
            ("+2", true),
            ("1e3", false),
            ("", false),
            (".5", false),
        ] {
            assert_eq!(is_number(text), expect, "{text}");
        }
        for (text, expect) in [
            ("", true),
            ("QUI=", true),
            ("QUI", false),
            ("QQ==", true),
            ("Q===", false),
            ("Q!I=", false),
        ] {
            assert_eq!(is_base64(text), expect, "{text}");
        }
    }
}
