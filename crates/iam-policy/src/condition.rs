//! Condition operators and keys: one table each.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Condition operators".

/// An operator with its prefix and suffix taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Operator {
    /// `ForAllValues:` or `ForAnyValue:`, if any.
    pub quantifier: Option<Quantifier>,
    /// The comparison.
    pub base: OperatorBase,
    /// `…IfExists`.
    pub if_exists: bool,
}

/// The set prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// `ForAllValues:`
    ForAllValues,
    /// `ForAnyValue:`
    ForAnyValue,
}

macro_rules! operators {
    ($($variant:ident),* $(,)?) => {
        /// The comparisons, spelled as in policies.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each variant is the operator of that name in the IAM user guide")]
        pub enum OperatorBase { $($variant),* }

        impl OperatorBase {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name as written in policies.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }
        }
    };
}

operators! {
    StringEquals, StringNotEquals, StringEqualsIgnoreCase, StringNotEqualsIgnoreCase, StringLike, StringNotLike,
    NumericEquals, NumericNotEquals, NumericLessThan, NumericLessThanEquals, NumericGreaterThan,
    NumericGreaterThanEquals,
    DateEquals, DateNotEquals, DateLessThan, DateLessThanEquals, DateGreaterThan, DateGreaterThanEquals,
    Bool, BinaryEquals, IpAddress, NotIpAddress, ArnEquals, ArnNotEquals, ArnLike, ArnNotLike, Null,
}

macro_rules! keys {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A condition key: those every request carries have a slot of their own, others are looked up by name.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum ConditionKey {
            $($(#[$doc])* $variant,)*
            /// Any other key, lower-cased.
            Named(Box<str>),
        }

        impl ConditionKey {
            /// The key of this name; case does not count.
            pub fn parse(name: &str) -> Self {
                $(if name.eq_ignore_ascii_case($name) { return Self::$variant; })*
                Self::Named(name.to_ascii_lowercase().into())
            }

            /// The name: as AWS spells it where it has a slot, lower-cased otherwise.
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Named(name) => name,
                }
            }
        }
    };
}

keys! {
    /// `aws:SourceIp`
    SourceIp = "aws:SourceIp",
    /// `aws:VpcSourceIp`
    VpcSourceIp = "aws:VpcSourceIp",
    /// `aws:CurrentTime`
    CurrentTime = "aws:CurrentTime",
    /// `aws:EpochTime`
    EpochTime = "aws:EpochTime",
    /// `aws:SecureTransport`
    SecureTransport = "aws:SecureTransport",
    /// `aws:UserAgent`
    UserAgent = "aws:UserAgent",
    /// `aws:Referer`
    Referer = "aws:Referer",
    /// `aws:SourceVpc`
    SourceVpc = "aws:SourceVpc",
    /// `aws:SourceVpce`
    SourceVpce = "aws:SourceVpce",
}
