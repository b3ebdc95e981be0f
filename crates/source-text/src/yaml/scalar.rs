//! Plain scalars of the core schema.

use crate::Value;

/// What a plain scalar is; `None` for numbers that JSON does not have (`.inf`, `.nan`).
///
/// Decimal numbers with leading zeros are strings: YAML 1.1 reads `0755` as octal, 1.2 as decimal, and an account id
/// such as `012345678901` must keep its zero.
pub(super) fn resolve(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return None,
        _ if matches!(unsigned, ".inf" | ".Inf" | ".INF") => return None,
        _ if radix(text).is_some() || is_decimal(unsigned) => Value::Number(text.to_owned()),
        _ => Value::String(text.to_owned()),
    })
}

/// Whether a number's text is one of an integer.
pub(super) fn is_integer(text: &str) -> bool {
    radix(text).is_some() || !text.contains(['.', 'e', 'E'])
}

/// A number that [`resolve`] took, as JSON writes it.
pub(crate) fn number_to_json(text: &str) -> String {
    if let Some((digits, base)) = radix(text) {
        // Without leading zeros, more than 128 bits are more than any number here needs; JSON has no limit, readers do.
        return u128::from_str_radix(digits, base)
            .unwrap_or(u128::MAX)
            .to_string();
    }
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = unsigned
        .find(['e', 'E'])
        .map_or((unsigned, ""), |at| unsigned.split_at(at));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}{exponent}")
}

/// The digits and base of `0x…` and `0o…`.
fn radix(text: &str) -> Option<(&str, u32)> {
    let (digits, base) = match (text.strip_prefix("0x"), text.strip_prefix("0o")) {
        (Some(digits), _) => (digits, 16),
        (None, Some(digits)) => (digits, 8),
        (None, None) => return None,
    };
    let fits = (1..=32).contains(&digits.len()) && digits.chars().all(|digit| digit.is_digit(base));
    fits.then_some((digits, base))
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?` without leading zeros.
fn is_decimal(unsigned: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['-', '+']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let number = (!whole.is_empty() || !fraction.is_empty()) && !exponent.is_empty();
    let plain = digits(whole) && digits(fraction) && digits(exponent);
    number && plain && (whole.len() < 2 || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for (text, expect) in [
            ("", "null"),
            ("~", "null"),
            ("Null", "null"),
            ("nULL", "\"nULL\""),
            ("TRUE", "true"),
            ("yes", "\"yes\""),
            ("on", "\"on\""),
            ("200", "200"),
            ("-17", "-17"),
            ("+17", "17"),
            ("0", "0"),
            ("0755", "\"0755\""),
            ("0o755", "493"),
            ("0xFF", "255"),
            ("0x", "\"0x\""),
            ("1.5", "1.5"),
            (".5", "0.5"),
            ("-.5e3", "-0.5e3"),
            ("1.", "1"),
            ("1e3", "1e3"),
            ("1e", "\"1e\""),
            (".", "\".\""),
            ("1_000", "\"1_000\""),
            ("12:30", "\"12:30\""),
            ("2012-10-17", "\"2012-10-17\""),
            ("012345678901", "\"012345678901\""),
            ("10.0.0.1", "\"10.0.0.1\""),
        ] {
            let mut out = String::new();
            json::print(
                &crate::Node {
                    span: crate::Span::default(),
                    value: resolve(text).unwrap(),
                },
                &mut out,
            );
            assert_eq!(out, expect, "{text}");
            assert!(
                !matches!(resolve(text), Some(Value::Number(digits)) if !json::is_json_number(&number_to_json(&digits)))
            );
        }
        for text in [".inf", "-.INF", ".nan"] {
            assert_eq!(resolve(text), None, "{text}");
        }
    }
}
