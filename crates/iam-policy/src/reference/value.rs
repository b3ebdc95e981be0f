//! Comparing one value of a request with one value of a policy.

use std::cmp::Ordering;
use std::net::IpAddr;

use portcullis_core::{Cidr, Timestamp, unmapped};

use super::{Reading, key_values};
use crate::{ConditionKey, ConditionValue, OperatorBase, Version};

/// The keys that hold lists by their nature; they cannot be policy variables.
const LIST_KEYS: [&str; 2] = ["aws:principalorgpaths", "aws:tagkeys"];

/// A pattern after its variables have been replaced: each character, and whether it is a wildcard.
pub(crate) struct Substituted(Vec<(char, bool)>);

impl Substituted {
    /// A pattern without variables.
    pub(crate) fn wildcards(text: &str) -> Self {
        Self(text.chars().map(|c| (c, matches!(c, '*' | '?'))).collect())
    }

    /// Replaces variables; `None` where one has no value, or an empty one where a match `widens` what is let in.
    pub(crate) fn new(
        text: &str,
        widens: bool,
        version: Version,
        reading: &Reading<'_>,
        wildcards: bool,
    ) -> Option<Self> {
        let mut out = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let inside = if version == Version::V2012 {
                rest.strip_prefix("${")
            } else {
                None
            };
            let Some(inside) = inside else {
                out.push((c, wildcards && matches!(c, '*' | '?')));
                rest = rest.get(c.len_utf8()..)?;
                continue;
            };
            let (name, behind) = match inside.split_once('}')? {
                // A default may hold a closing brace between its quotes.
                (name, _) if name.contains('\'') => {
                    let (name, quoted) = inside.split_once('\'')?;
                    let (default, behind) = quoted.split_once('\'')?;
                    let key = name.trim_end().strip_suffix(',')?;
                    let value = match variable(key, reading) {
                        Some(value) if widens && value.is_empty() => return None,
                        Some(value) => value,
                        None => default.to_owned(),
                    };
                    out.extend(value.chars().map(|c| (c, false)));
                    rest = behind.split_once('}')?.1;
                    continue;
                }
                plain => plain,
            };
            match name {
                "*" | "?" | "$" => out.extend(name.chars().map(|c| (c, false))),
                key => {
                    let value = variable(key, reading).filter(|value| !(widens && value.is_empty()))?;
                    out.extend(value.chars().map(|c| (c, false)));
                }
            }
            rest = behind;
        }
        Some(Self(out))
    }

    /// The text without the difference between characters and wildcards.
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|(c, _)| c).collect()
    }

    /// Whether the whole of `text` fits: a table of which beginnings of the pattern fit the text read so far.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let closure = |fits: &mut Vec<bool>| {
            for (at, token) in self.0.iter().enumerate() {
                if *token == ('*', true) && fits.get(at) == Some(&true) {
                    set(fits, at + 1);
                }
            }
        };
        let mut fits = vec![false; self.0.len() + 1];
        set(&mut fits, 0);
        closure(&mut fits);
        for c in text.chars() {
            let mut next = vec![false; self.0.len() + 1];
            for (at, token) in self.0.iter().enumerate() {
                if fits.get(at) != Some(&true) {
                    continue;
                }
                match token {
                    ('*', true) => set(&mut next, at),
                    ('?', true) => set(&mut next, at + 1),
                    (same, _) if *same == c => set(&mut next, at + 1),
                    _ => {}
                }
            }
            closure(&mut next);
            fits = next;
        }
        fits.last() == Some(&true)
    }

    /// Splits at the first five colons into six parts.
    fn arn_parts(&self) -> Vec<Self> {
        self.0
            .splitn(6, |(c, _)| *c == ':')
            .map(|part| Self(part.to_vec()))
            .collect()
    }
}

fn set(fits: &mut [bool], at: usize) {
    if let Some(slot) = fits.get_mut(at) {
        *slot = true;
    }
}

fn variable(name: &str, reading: &Reading<'_>) -> Option<String> {
    let key = ConditionKey::parse(name);
    if LIST_KEYS.contains(&key.name()) {
        return None;
    }
    match key_values(&key, reading)?.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// What a value of a policy reads after its variables have been replaced; `None` where one has no value.
pub(crate) fn read_value(
    text: &str,
    widens: bool,
    version: Version,
    reading: &Reading<'_>,
) -> Option<String> {
    Substituted::new(text, widens, version, reading, false).map(|value| value.text())
}

/// Whether `value` of the request matches `pattern` of the policy, by the positive form of the operator.
pub(crate) fn value_matches(
    base: OperatorBase,
    pattern: &ConditionValue,
    value: &str,
    version: Version,
    reading: &Reading<'_>,
) -> bool {
    use OperatorBase as Op;
    if pattern.matches_nothing {
        return false;
    }
    let (text, widens) = (pattern.text.as_str(), pattern.widens);
    let literal = || read_value(text, widens, version, reading);
    let pattern = || Substituted::new(text, widens, version, reading, true);
    match base {
        Op::StringEquals | Op::StringNotEquals => literal().is_some_and(|text| text == value),
        Op::StringEqualsIgnoreCase | Op::StringNotEqualsIgnoreCase => {
            let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
            literal().is_some_and(|text| lower(&text) == lower(value))
        }
        Op::StringLike | Op::StringNotLike => pattern().is_some_and(|pattern| pattern.matches(value)),
        Op::ArnEquals | Op::ArnLike | Op::ArnNotEquals | Op::ArnNotLike => {
            pattern().is_some_and(|pattern| arn_matches(&pattern, value))
        }
        Op::Bool => literal().is_some_and(|text| text.eq_ignore_ascii_case(value)),
        Op::BinaryEquals => decode(text).is_some_and(|bytes| decode(value) == Some(bytes)),
        Op::IpAddress | Op::NotIpAddress => match (Cidr::parse(text), value.parse::<IpAddr>()) {
            (Ok((block, _)), Ok(address)) => block.contains(unmapped(address)),
            _ => false,
        },
        Op::NumericEquals | Op::NumericNotEquals => numbers(value, text) == Some(Ordering::Equal),
        Op::NumericLessThan => numbers(value, text) == Some(Ordering::Less),
        Op::NumericLessThanEquals => numbers(value, text).is_some_and(Ordering::is_le),
        Op::NumericGreaterThan => numbers(value, text) == Some(Ordering::Greater),
        Op::NumericGreaterThanEquals => numbers(value, text).is_some_and(Ordering::is_ge),
        Op::DateEquals | Op::DateNotEquals => dates(value, text) == Some(Ordering::Equal),
        Op::DateLessThan => dates(value, text) == Some(Ordering::Less),
        Op::DateLessThanEquals => dates(value, text).is_some_and(Ordering::is_le),
        Op::DateGreaterThan => dates(value, text) == Some(Ordering::Greater),
        Op::DateGreaterThanEquals => dates(value, text).is_some_and(Ordering::is_ge),
        Op::Null => false,
    }
}

fn arn_matches(pattern: &Substituted, value: &str) -> bool {
    if pattern.0 == [('*', true)] {
        return true;
    }
    let (parts, values): (Vec<_>, Vec<_>) = (pattern.arn_parts(), value.splitn(6, ':').collect());
    parts.len() == 6
        && values.len() == 6
        && parts.iter().zip(&values).all(|(part, value)| part.matches(value))
}

fn dates(value: &str, text: &str) -> Option<Ordering> {
    Some(Timestamp::parse(value).ok()?.cmp(&Timestamp::parse(text).ok()?))
}

/// Compares decimals as texts of equal shape: zeros are put where the other has digits.
fn numbers(value: &str, text: &str) -> Option<Ordering> {
    fn split(text: &str) -> Option<(bool, &str, &str)> {
        let negative = text.starts_with('-');
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        (plain(whole) && plain(fraction)).then_some((negative, whole, fraction))
    }
    let (left, right) = (split(value)?, split(text)?);
    let (whole, fraction) = (left.1.len().max(right.1.len()), left.2.len().max(right.2.len()));
    let shape = |(negative, integer, rest): (bool, &str, &str)| {
        let digits = format!("{integer:0>whole$}{rest:0<fraction$}");
        let negative = negative && digits.contains(|c| c != '0');
        (negative, digits)
    };
    Some(match (shape(left), shape(right)) {
        ((false, left), (false, right)) => left.cmp(&right),
        ((true, left), (true, right)) => right.cmp(&left),
        ((true, _), (false, _)) => Ordering::Less,
        ((false, _), (true, _)) => Ordering::Greater,
    })
}

/// Decodes base64; `None` for what is none.
fn decode(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let padding = text.len() - text.trim_end_matches('=').len();
    if padding > 2 {
        return None;
    }
    let mut bits = String::new();
    for c in text.trim_end_matches('=').chars() {
        bits.push_str(&format!("{:06b}", ALPHABET.find(c)?));
    }
    let whole = bits.len() / 8 * 8;
    let bytes = bits.get(..whole)?.as_bytes().chunks(8);
    bytes
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).ok()?, 2).ok())
        .collect()
}
