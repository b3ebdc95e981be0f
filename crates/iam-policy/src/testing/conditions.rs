//! Random conditions.

use serde_json::{Map, Value, json};

use super::{Audience, Generator};

pub(super) const BLOCKS: &[&str] = &[
    "203.0.113.0/24",
    "203.0.113.9/32",
    "203.0.113.9/28",
    "198.51.100.0/24",
    "198.51.100.0/25",
    "0.0.0.0/1",
    "192.0.2.0/24",
    "2001:db8::/32",
    "2001:db8:10::/48",
    "2001:DB8:bad::/48",
    "::/0",
];
pub(super) const TEXTS: &[&str] = &[
    "ana",
    "Ana",
    "bob",
    "team-a",
    "TEAM-A",
    "o-abc123",
    "Mozilla/5.0",
    "Some-bot/2",
    "curl/8",
    "https://example.com/",
    "",
    "a*b",
    "ünï",
    "ÜNÏ",
];
pub(super) const NUMBERS: &[&str] = &["0", "5", "-5", "5.0", "5.25", "300", "3600", "007", "-0"];
pub(super) const DATES: &[&str] = &[
    "2026-05-01T00:00:00Z",
    "2026-05-31T23:59:59Z",
    "2026-06-01T00:00:00Z",
    "2026-06-01T02:00:00+02:00",
    "2026-05-01",
    "2024-02-29T12:00:00Z",
];
pub(super) const EPOCHS: &[&str] = &["1777593600", "1780271999", "1780272000", "0"];
pub(super) const ARNS: &[&str] = &[
    "arn:aws:iam::111122223333:user/ana",
    "arn:aws:iam::444455556666:user/bob",
    "arn:aws:iam::444455556666:role/team-a",
    "arn:aws:iam::111122223333:role/path/team-b",
    "arn:aws:events:eu-west-1:111122223333:rule/nightly",
    "arn:aws:sns:eu-west-1:111122223333:topic:sub:1",
];
pub(super) const BINARIES: &[&str] = &["QmluYXJ5", "QQ==", "QUI=", "AAAA"];
pub(super) const PATH_LISTS: &[&str] = &[
    "o-abc123/r-1/ou-x/ou-y/",
    "o-abc123/r-1/ou-z/",
    "o-other/r-1/ou-x/",
    "o-abc123/r-1/ou-x/",
];

/// What a key holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Number,
    Date,
    Epoch,
    Bool,
    Address,
    Arn,
    Binary,
    Paths,
}

const KEYS: &[(&str, Holds)] = &[
    ("aws:SourceIp", Holds::Address),
    ("aws:SourceIp", Holds::Address),
    ("AWS:sourceip", Holds::Address),
    ("aws:VpcSourceIp", Holds::Address),
    ("custom:Address", Holds::Address),
    ("aws:CurrentTime", Holds::Date),
    ("aws:TokenIssueTime", Holds::Date),
    ("aws:EpochTime", Holds::Epoch),
    ("aws:SecureTransport", Holds::Bool),
    ("aws:MultiFactorAuthPresent", Holds::Bool),
    ("aws:UserAgent", Holds::Text),
    ("aws:Referer", Holds::Text),
    ("aws:username", Holds::Text),
    ("aws:PrincipalTag/team", Holds::Text),
    ("aws:PrincipalOrgID", Holds::Text),
    ("aws:SourceVpce", Holds::Text),
    ("aws:SourceVpc", Holds::Text),
    ("aws:MultiFactorAuthAge", Holds::Number),
    ("custom:Number", Holds::Number),
    ("aws:PrincipalArn", Holds::Arn),
    ("aws:SourceArn", Holds::Arn),
    ("custom:Blob", Holds::Binary),
    ("aws:PrincipalOrgPaths", Holds::Paths),
    ("aws:PrincipalOrgPaths", Holds::Paths),
];

const TEXT_OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
];
const NUMBER_OPERATORS: &[&str] = &[
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
];
const DATE_OPERATORS: &[&str] = &[
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
];
const ARN_OPERATORS: &[&str] = &["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];

impl Generator {
    pub(super) fn conditions(&mut self) -> Value {
        let mut operators = Map::new();
        for _ in 0..=self.below(2) {
            let (operator, key, values) = self.condition();
            let keys = operators.entry(operator).or_insert_with(|| json!({}));
            if let Some(keys) = keys.as_object_mut()
                && !keys.keys().any(|have| have.eq_ignore_ascii_case(&key))
            {
                keys.insert(key, values);
            }
        }
        Value::Object(operators)
    }

    fn condition(&mut self) -> (String, String, Value) {
        let at = self.below(KEYS.len());
        let (key, holds) = KEYS.get(at).copied().unwrap_or(("aws:SourceIp", Holds::Address));
        if self.chance(1, 10) {
            return ("Null".to_owned(), key.to_owned(), self.boolean());
        }
        let list = holds == Holds::Paths;
        let prefix = match self.below(if list { 5 } else { 12 }) {
            0 | 1 => "ForAllValues:",
            2 | 3 => "ForAnyValue:",
            // Without a prefix, several values have no documented meaning.
            _ if list && self.audience == Audience::Oracle => "ForAnyValue:",
            _ => "",
        };
        let suffix = if self.chance(1, 6) { "IfExists" } else { "" };
        // Text operators work on every key.
        let holds = if self.chance(1, 8) && self.audience == Audience::Engine {
            Holds::Text
        } else {
            holds
        };
        let (base, values) = self.comparison(holds, prefix);
        (format!("{prefix}{base}{suffix}"), key.to_owned(), values)
    }

    fn comparison(&mut self, holds: Holds, prefix: &str) -> (&'static str, Value) {
        match holds {
            Holds::Text => self.text_comparison(TEXTS),
            Holds::Paths => self.text_comparison(PATH_LISTS),
            Holds::Number => {
                let base = self.pick(NUMBER_OPERATORS);
                (base, self.numbers(NUMBERS))
            }
            Holds::Date => {
                let base = self.pick(DATE_OPERATORS);
                let epochs = self.audience == Audience::Engine && self.chance(1, 4);
                (
                    base,
                    self.some(2, |it| json!(it.pick(if epochs { EPOCHS } else { DATES }))),
                )
            }
            Holds::Epoch if self.chance(1, 2) => {
                let base = self.pick(NUMBER_OPERATORS);
                (base, self.numbers(EPOCHS))
            }
            Holds::Epoch => {
                let base = self.pick(DATE_OPERATORS);
                let dates = self.audience == Audience::Engine && self.chance(1, 2);
                (
                    base,
                    self.some(2, |it| json!(it.pick(if dates { DATES } else { EPOCHS }))),
                )
            }
            Holds::Bool => ("Bool", self.boolean()),
            Holds::Address => {
                let base = if self.chance(1, 2) {
                    "IpAddress"
                } else {
                    "NotIpAddress"
                };
                let everything = self.audience == Audience::Engine && self.chance(1, 12);
                (
                    base,
                    self.some(4, |it| {
                        json!(if everything { "0.0.0.0/0" } else { it.pick(BLOCKS) })
                    }),
                )
            }
            Holds::Binary => ("BinaryEquals", self.some(2, |it| json!(it.pick(BINARIES)))),
            Holds::Arn => {
                let base = self.pick(ARN_OPERATORS);
                (base, self.some(3, |it| json!(it.arn_pattern(prefix))))
            }
        }
    }

    fn text_comparison(&mut self, pool: &[&str]) -> (&'static str, Value) {
        const VARIABLES: &[&str] = &[
            "${aws:username}",
            "${aws:PrincipalTag/team, 'team-a'}",
            "x${aws:UserAgent}",
            "${*}",
            "${aws:SourceVpce}*",
            "${aws:SecureTransport}",
        ];
        let base = self.pick(TEXT_OPERATORS);
        let like = base.ends_with("Like");
        let values = self.some(3, |it| {
            if it.chance(1, 8) {
                let variable = it.pick(VARIABLES);
                // The escapes are disputed where there are no wildcards.
                let escape = variable == "${*}" && !like && it.audience == Audience::Oracle;
                return json!(if escape { "ana" } else { variable });
            }
            let text = it.pick(pool);
            json!(if like { it.blur(text) } else { text.to_owned() })
        });
        (base, values)
    }

    fn arn_pattern(&mut self, prefix: &str) -> String {
        const PATTERNS: &[&str] = &[
            "arn:aws:iam::*:role/team-*",
            "arn:aws:iam::444455556666:*",
            "arn:*:iam::*:user/*",
            "arn:aws:sns:*:*:topic*1",
            "arn:aws:events:eu-west-?:111122223333:rule/*",
        ];
        const VARIABLES: &[&str] = &[
            "arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}",
            "arn:aws:events:*:${aws:PrincipalAccount, '111122223333'}:rule/${*}*",
        ];
        match self.below(8) {
            0 if self.audience == Audience::Engine && prefix.is_empty() => self.pick(VARIABLES).to_owned(),
            0..=3 => self.pick(PATTERNS).to_owned(),
            _ => self.pick(ARNS).to_owned(),
        }
    }

    fn boolean(&mut self) -> Value {
        let value = self.chance(1, 2);
        if self.chance(1, 2) {
            json!(value)
        } else {
            json!(value.to_string())
        }
    }

    /// Numbers: all bare, or all as strings.
    fn numbers(&mut self, pool: &[&str]) -> Value {
        let bare = self.chance(1, 3);
        self.some(2, |it| {
            let text = it.pick(pool);
            if bare {
                text.parse::<i64>().map_or(json!(5), |whole| json!(whole))
            } else {
                json!(text)
            }
        })
    }
}
