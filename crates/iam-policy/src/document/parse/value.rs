//! The values of conditions, by the type their operator compares.
//!
//! IAM's policy checks call wrong values warnings; here they are refused, because such a condition never matches and a
//! `Deny` that never matches is a hole.

use portcullis_core::{Arn, Cidr, CidrError, CidrNote, Timestamp};
use source_text::Span;

use super::{Checker, Frame};
use crate::comparison::{Comparison, Family};
use crate::condition::Operator;
use crate::decimal::Decimal;
use crate::document::Sourced;
use crate::{base64, variable};

/// Whether the values of an operator may hold policy variables. The pages differ on Bool; it is taken.
fn takes_variables(family: Family) -> bool {
    match family {
        Family::TextExact | Family::TextIgnoreCase | Family::TextLike | Family::Arn | Family::Bool => true,
        Family::Number(_) | Family::Date(_) | Family::Binary | Family::Address | Family::Null => false,
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
        let family = Comparison::of(operator.base).family;
        if matches!(family, Family::Bool | Family::Null) && values.len() > 1 {
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
                self.value_with_variables(operator, family, value, frame);
            } else {
                self.value(operator, family, value, frame);
            }
        }
    }

    fn value_with_variables(
        &mut self,
        operator: Operator,
        family: Family,
        value: &Sourced<String>,
        frame: Frame,
    ) {
        if takes_variables(family) {
            // Whatever else is wrong with it can only be known with the values filled in.
            let negated = Comparison::of(operator.base).negated;
            self.variables(value, frame.dead_entry_widens(negated));
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

    fn value(&mut self, operator: Operator, family: Family, value: &Sourced<String>, frame: Frame) {
        let (text, span) = (value.value.as_str(), value.span);
        match family {
            Family::TextExact | Family::TextIgnoreCase | Family::TextLike => {}
            Family::Number(_) if Decimal::parse(text).is_some() => {}
            Family::Number(_) => {
                let message = format!("`{text}` is not a number, which `{operator}` compares");
                self.error(
                    "type-mismatch-number",
                    span,
                    message,
                    "write an integer or a decimal such as `300` or `0.5`",
                );
            }
            Family::Date(_) => {
                if let Err(error) = Timestamp::parse(text) {
                    self.error(
                        "type-mismatch-date",
                        span,
                        error.to_string(),
                        "write the date in UTC as in `2026-05-01T00:00:00Z`",
                    );
                }
            }
            Family::Bool | Family::Null if matches!(text, "true" | "false") => {}
            Family::Bool | Family::Null => {
                let message = format!("`{text}` is not a boolean, which `{operator}` compares");
                self.error(
                    "type-mismatch-boolean",
                    span,
                    message,
                    "write `\"true\"` or `\"false\"`",
                );
            }
            Family::Binary if base64::is_valid(text) => {}
            Family::Binary => {
                let message = format!("`{text}` is not base64, which `{operator}` compares");
                self.error(
                    "type-mismatch-string",
                    span,
                    message,
                    "write the bytes in base64, padded with `=`",
                );
            }
            Family::Address => self.address(value, frame),
            Family::Arn => {
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
