//! One operator with one key, its values read.

use std::cmp::Ordering;

use portcullis_core::{Cidr, Timestamp};

use super::address_sets::{Builder, SetId};
use super::arn::ArnPattern;
use super::evaluation::{Evaluation, Values};
use super::glob::Glob;
use super::text::{self, Case};
use crate::comparison::{Comparison, Family, Relation};
use crate::decimal::Decimal;
use crate::template::Template;
use crate::{ConditionKey, ConditionRule, Quantifier, base64};

/// More texts than this are searched in halves instead of one by one.
const SCANNED_TEXTS_MAX: usize = 8;

/// A condition ready to be asked.
#[derive(Debug)]
pub(super) struct Condition {
    key: ConditionKey,
    quantifier: Option<Quantifier>,
    negated: bool,
    /// What holds where the key is absent.
    absent: bool,
    test: Test,
}

/// The values, read by the operator.
#[derive(Debug)]
enum Test {
    /// The same for every request.
    Fixed(bool),
    /// What holds where the key is present.
    Null {
        present: bool,
    },
    Address(SetId),
    Text {
        case: Case,
        texts: Box<[Box<str>]>,
        templates: Box<[Template]>,
    },
    Like {
        globs: Box<[Glob]>,
        templates: Box<[Template]>,
    },
    Number(Relation, Box<[Number]>),
    Date(Relation, Box<[Timestamp]>),
    Bool {
        on: bool,
        off: bool,
        templates: Box<[Template]>,
    },
    Binary(Box<[Box<str>]>),
    Arn(Box<[ArnPattern]>),
}

/// A number of the policy.
#[derive(Debug)]
struct Number {
    text: Box<str>,
    /// Where it is a whole number that fits.
    whole: Option<i64>,
}

impl Condition {
    pub(super) fn new(rule: &ConditionRule, variables: bool, addresses: &mut Builder) -> Self {
        let operator = rule.operator;
        let Comparison { family, negated } = Comparison::of(operator.base);
        let absent = operator.if_exists
            || match operator.quantifier {
                Some(Quantifier::ForAllValues) => true,
                Some(Quantifier::ForAnyValue) => false,
                None => negated,
            };
        let values = || {
            rule.values
                .iter()
                .filter(|value| !value.matches_nothing)
                .map(|value| value.text.as_str())
        };
        let holds_null = |wanted: &str| values().any(|value| value.eq_ignore_ascii_case(wanted));
        let widens = rule.values.iter().any(|value| value.widens);
        let guarded = |template: Template| template.guarded(widens);
        let literals = || values().filter_map(|value| Template::literal(value, variables).ok().map(guarded));
        let test = match family {
            _ if rule.fixed.is_some() => Test::Fixed(rule.fixed == Some(true)),
            Family::Null => Test::Null {
                present: holds_null("false"),
            },
            Family::Address => Test::Address(
                addresses.add(
                    values()
                        .filter_map(|value| Some(Cidr::parse(value).ok()?.0))
                        .collect(),
                ),
            ),
            Family::TextExact | Family::TextIgnoreCase => {
                let (plain, templates): (Vec<_>, Vec<_>) = literals().partition(|it| it.as_text().is_some());
                let mut texts: Box<[Box<str>]> = plain
                    .iter()
                    .filter_map(Template::as_text)
                    .map(Into::into)
                    .collect();
                texts.sort_unstable();
                let case = if family == Family::TextExact {
                    Case::Counts
                } else {
                    Case::Ignored
                };
                Test::Text {
                    case,
                    texts,
                    templates: templates.into(),
                }
            }
            Family::TextLike => {
                let patterns =
                    values().filter_map(|value| Template::pattern(value, variables).ok().map(guarded));
                let (mut globs, mut templates) = (Vec::new(), Vec::new());
                for template in patterns {
                    match Glob::new(&template) {
                        Some(glob) => globs.push(glob),
                        None => templates.push(template),
                    }
                }
                Test::Like {
                    globs: globs.into(),
                    templates: templates.into(),
                }
            }
            Family::Number(relation) => Test::Number(
                relation,
                values()
                    .map(|value| Number {
                        text: value.into(),
                        whole: value.parse().ok(),
                    })
                    .collect(),
            ),
            Family::Date(relation) => Test::Date(
                relation,
                values()
                    .filter_map(|value| Timestamp::parse(value).ok())
                    .collect(),
            ),
            Family::Bool => Test::Bool {
                on: holds_null("true"),
                off: holds_null("false"),
                templates: literals()
                    .filter(|template| template.keys().next().is_some())
                    .collect(),
            },
            Family::Binary => Test::Binary(values().map(Into::into).collect()),
            Family::Arn => Test::Arn(
                values()
                    .filter_map(|value| ArnPattern::new(value, variables, widens))
                    .collect(),
            ),
        };
        let absent = if family == Family::Null {
            holds_null("true")
        } else {
            absent
        };
        Self {
            key: rule.key.clone(),
            quantifier: operator.quantifier,
            negated,
            absent,
            test,
        }
    }

    /// Whether the condition holds.
    pub(super) fn holds(&self, at: &Evaluation<'_>) -> bool {
        match &self.test {
            Test::Fixed(holds) => *holds,
            Test::Null { present } => match at.values(&self.key) {
                Values::Absent => self.absent,
                Values::One(_) | Values::Many(_) => *present,
            },
            Test::Address(set) => self.holds_address(*set, at),
            Test::Date(relation, dates) => self.holds_date(*relation, dates, at),
            Test::Bool { on, off, .. }
                if self.key == ConditionKey::SecureTransport && !self.has_templates() =>
            {
                self.typed(
                    at.request
                        .context
                        .secure_transport
                        .map(|flag| if flag { *on } else { *off }),
                )
            }
            Test::Number(relation, numbers) if self.key == ConditionKey::EpochTime => {
                self.typed(at.request.context.time.map(|time| {
                    let seconds = time.epoch_seconds();
                    numbers.iter().any(|number| match number.whole {
                        Some(whole) => relation.holds(seconds.cmp(&whole)),
                        None => self.value_matches(at, text_of(at.values(&self.key))),
                    })
                }))
            }
            Test::Number(..)
            | Test::Bool { .. }
            | Test::Text { .. }
            | Test::Like { .. }
            | Test::Binary(_)
            | Test::Arn(_) => self.holds_text(at),
        }
    }

    /// For a key with a slot of its own: whether its value matches, or `None` where it is absent.
    fn typed(&self, matches: Option<bool>) -> bool {
        matches.map_or(self.absent, |matches| matches != self.negated)
    }

    fn holds_address(&self, set: SetId, at: &Evaluation<'_>) -> bool {
        let class = match &self.key {
            ConditionKey::SourceIp => at.source_class(),
            ConditionKey::VpcSourceIp => at.vpc_source_class(),
            ConditionKey::CurrentTime
            | ConditionKey::EpochTime
            | ConditionKey::SecureTransport
            | ConditionKey::UserAgent
            | ConditionKey::Referer
            | ConditionKey::SourceVpc
            | ConditionKey::SourceVpce
            | ConditionKey::Named(_) => return self.holds_text(at),
        };
        self.typed(class.map(|class| at.compiled.addresses.contains(class, set)))
    }

    fn holds_date(&self, relation: Relation, dates: &[Timestamp], at: &Evaluation<'_>) -> bool {
        let time = match &self.key {
            ConditionKey::CurrentTime => at.request.context.time,
            ConditionKey::EpochTime => {
                let seconds = at.request.context.time.map(Timestamp::epoch_seconds);
                seconds.map(|seconds| Timestamp {
                    epoch_ms: seconds.saturating_mul(1000),
                })
            }
            ConditionKey::SourceIp
            | ConditionKey::VpcSourceIp
            | ConditionKey::SecureTransport
            | ConditionKey::UserAgent
            | ConditionKey::Referer
            | ConditionKey::SourceVpc
            | ConditionKey::SourceVpce
            | ConditionKey::Named(_) => return self.holds_text(at),
        };
        self.typed(time.map(|time| dates.iter().any(|date| relation.holds(time.cmp(date)))))
    }

    fn has_templates(&self) -> bool {
        self.templates().next().is_some()
    }

    /// The values with variables.
    fn templates(&self) -> impl Iterator<Item = &Template> {
        let (texts, arns): (&[Template], &[ArnPattern]) = match &self.test {
            Test::Text { templates, .. } | Test::Like { templates, .. } | Test::Bool { templates, .. } => {
                (templates, &[])
            }
            Test::Arn(patterns) => (&[], patterns),
            Test::Fixed(_)
            | Test::Null { .. }
            | Test::Address(_)
            | Test::Number(..)
            | Test::Date(..)
            | Test::Binary(_) => (&[], &[]),
        };
        texts
            .iter()
            .chain(arns.iter().filter_map(|pattern| match pattern {
                ArnPattern::Template(template) => Some(template),
                ArnPattern::Any | ArnPattern::Parts(..) => None,
            }))
    }

    /// Every key the condition reads: its own and those of its variables.
    pub(super) fn keys(&self) -> impl Iterator<Item = &ConditionKey> {
        std::iter::once(&self.key).chain(self.templates().flat_map(Template::keys))
    }

    fn holds_text(&self, at: &Evaluation<'_>) -> bool {
        let hit = |value: &str| self.value_matches(at, value) != self.negated;
        match (at.values(&self.key), self.quantifier) {
            (Values::Absent, _) => self.absent,
            // An empty string counts as no value at all here.
            (Values::One(""), Some(Quantifier::ForAllValues)) => true,
            (Values::One(value), _) => hit(value),
            (Values::Many(values), Some(Quantifier::ForAllValues)) => values.iter().all(|value| hit(value)),
            (Values::Many(values), Some(Quantifier::ForAnyValue)) => values.iter().any(|value| hit(value)),
            // Several values without a prefix: any may match; with a negated operator none may.
            (Values::Many(values), None) if self.negated => values.iter().all(|value| hit(value)),
            (Values::Many(values), None) => values.iter().any(|value| hit(value)),
        }
    }

    /// Whether one value of the request, as text, matches any value of the policy by the positive operator.
    fn value_matches(&self, at: &Evaluation<'_>, value: &str) -> bool {
        let any =
            |templates: &[Template], case| templates.iter().any(|it| text::matches(it, value, case, at));
        match &self.test {
            Test::Fixed(_) | Test::Null { .. } => false,
            Test::Address(set) => value.parse().is_ok_and(|address| {
                let class = at.compiled.addresses.class_of(address);
                at.compiled.addresses.contains(class, *set)
            }),
            Test::Text {
                case: Case::Counts,
                texts,
                templates,
            } => {
                let found = if texts.len() <= SCANNED_TEXTS_MAX {
                    texts.iter().any(|text| **text == *value)
                } else {
                    texts.binary_search_by(|text| (**text).cmp(value)).is_ok()
                };
                found || any(templates, Case::Counts)
            }
            Test::Text {
                case: Case::Ignored,
                texts,
                templates,
            } => texts.iter().any(|text| equal_ignoring_case(text, value)) || any(templates, Case::Ignored),
            Test::Like { globs, templates } => {
                globs.iter().any(|glob| glob.matches(value)) || any(templates, Case::Counts)
            }
            Test::Number(relation, numbers) => match Decimal::parse(value) {
                Some(have) => numbers.iter().any(|number| {
                    Decimal::parse(&number.text).is_some_and(|wanted| relation.holds(have.cmp(&wanted)))
                }),
                None => false,
            },
            Test::Date(relation, dates) => match Timestamp::parse(value) {
                Ok(have) => dates.iter().any(|wanted| relation.holds(have.cmp(wanted))),
                Err(_) => false,
            },
            Test::Bool { on, off, templates } => {
                (*on && value.eq_ignore_ascii_case("true"))
                    || (*off && value.eq_ignore_ascii_case("false"))
                    || any(templates, Case::Ignored)
            }
            Test::Binary(texts) => texts.iter().any(|text| base64::same_bytes(text, value)),
            Test::Arn(patterns) => patterns.iter().any(|pattern| pattern.matches(value, at)),
        }
    }
}

fn text_of(values: Values<'_>) -> &str {
    match values {
        Values::One(value) => value,
        Values::Absent | Values::Many(_) => "",
    }
}

fn equal_ignoring_case(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return left.eq_ignore_ascii_case(right);
    }
    let lower = |text| str::chars(text).flat_map(char::to_lowercase);
    lower(left).cmp(lower(right)) == Ordering::Equal
}
