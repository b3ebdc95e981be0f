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

/// Why a text is no condition operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OperatorError {
    /// No comparison of this name.
    #[error("`{text}` is not a condition operator")]
    Unknown {
        /// The refused text.
        text: String,
        /// The operator that was probably meant.
        near: Option<String>,
    },
    /// `NullIfExists`: the question whether a key exists cannot depend on its existence.
    #[error("`{0}` is not a condition operator: `Null` takes no `IfExists`")]
    NullIfExists(String),
}

impl Operator {
    /// Reads an operator as written in policies; case counts.
    pub fn parse(text: &str) -> Result<Self, OperatorError> {
        let (quantifier, rest) = match text.split_once(':') {
            Some(("ForAllValues", rest)) => (Some(Quantifier::ForAllValues), rest),
            Some(("ForAnyValue", rest)) => (Some(Quantifier::ForAnyValue), rest),
            _ => (None, text),
        };
        let (name, if_exists) = rest
            .strip_suffix("IfExists")
            .map_or((rest, false), |name| (name, true));
        match OperatorBase::ALL.iter().find(|base| base.name() == name) {
            Some(OperatorBase::Null) if if_exists => Err(OperatorError::NullIfExists(text.to_owned())),
            Some(base) => Ok(Self {
                quantifier,
                base: *base,
                if_exists,
            }),
            None => Err(OperatorError::Unknown {
                text: text.to_owned(),
                near: nearest_operator(text),
            }),
        }
    }
}

impl std::fmt::Display for Operator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.quantifier {
            Some(Quantifier::ForAllValues) => f.write_str("ForAllValues:")?,
            Some(Quantifier::ForAnyValue) => f.write_str("ForAnyValue:")?,
            None => {}
        }
        f.write_str(self.base.name())?;
        if self.if_exists {
            f.write_str("IfExists")
        } else {
            Ok(())
        }
    }
}

/// The operator that `text` probably means: letter case put right, the nearest comparison taken.
fn nearest_operator(text: &str) -> Option<String> {
    let (prefix, rest) = text
        .split_once(':')
        .map_or((None, text), |(prefix, rest)| (Some(prefix), rest));
    let quantifier = match prefix {
        None => "",
        Some(prefix) => crate::near::nearest(prefix, ["ForAllValues", "ForAnyValue"])?,
    };
    let at = rest.len().saturating_sub("IfExists".len());
    let (name, suffix) = match (rest.get(..at), rest.get(at..)) {
        (Some(name), Some(tail)) if tail.eq_ignore_ascii_case("IfExists") => (name, "IfExists"),
        _ => (rest, ""),
    };
    let base = match name {
        // There is no such operator; what is meant is `Null` with `"false"`.
        "NotNull" => "Null",
        _ => crate::near::nearest(name, OperatorBase::ALL.iter().map(|base| base.name()))?,
    };
    let suffix = if base == "Null" { "" } else { suffix };
    Some(if quantifier.is_empty() {
        format!("{base}{suffix}")
    } else {
        format!("{quantifier}:{base}{suffix}")
    })
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
