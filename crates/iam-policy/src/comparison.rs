//! What an operator compares, apart from its negation.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Condition operators".

use crate::OperatorBase;

/// An operator split into what it compares and whether it is the negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) family: Family,
    pub(crate) negated: bool,
}

/// What is compared, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    TextExact,
    TextIgnoreCase,
    TextLike,
    Number(Relation),
    Date(Relation),
    Bool,
    Binary,
    Address,
    Arn,
    Null,
}

/// How the request's value stands to the policy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Relation {
    /// Whether `order` (request compared with policy) satisfies the relation.
    pub(crate) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

impl Comparison {
    /// What `base` compares.
    pub(crate) fn of(base: OperatorBase) -> Self {
        use OperatorBase as Op;
        use Relation::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
        let (family, negated) = match base {
            Op::StringEquals => (Family::TextExact, false),
            Op::StringNotEquals => (Family::TextExact, true),
            Op::StringEqualsIgnoreCase => (Family::TextIgnoreCase, false),
            Op::StringNotEqualsIgnoreCase => (Family::TextIgnoreCase, true),
            Op::StringLike => (Family::TextLike, false),
            Op::StringNotLike => (Family::TextLike, true),
            Op::NumericEquals => (Family::Number(Equal), false),
            Op::NumericNotEquals => (Family::Number(Equal), true),
            Op::NumericLessThan => (Family::Number(Less), false),
            Op::NumericLessThanEquals => (Family::Number(LessOrEqual), false),
            Op::NumericGreaterThan => (Family::Number(Greater), false),
            Op::NumericGreaterThanEquals => (Family::Number(GreaterOrEqual), false),
            Op::DateEquals => (Family::Date(Equal), false),
            Op::DateNotEquals => (Family::Date(Equal), true),
            Op::DateLessThan => (Family::Date(Less), false),
            Op::DateLessThanEquals => (Family::Date(LessOrEqual), false),
            Op::DateGreaterThan => (Family::Date(Greater), false),
            Op::DateGreaterThanEquals => (Family::Date(GreaterOrEqual), false),
            Op::Bool => (Family::Bool, false),
            Op::BinaryEquals => (Family::Binary, false),
            Op::IpAddress => (Family::Address, false),
            Op::NotIpAddress => (Family::Address, true),
            Op::ArnEquals | Op::ArnLike => (Family::Arn, false),
            Op::ArnNotEquals | Op::ArnNotLike => (Family::Arn, true),
            Op::Null => (Family::Null, false),
        };
        Self { family, negated }
    }
}
