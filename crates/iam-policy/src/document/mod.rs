//! The faithful form: what the user wrote, in order, with positions.
//!
//! [`Document::parse`] reads a policy and reports everything that is wrong with it at once; [`Document::to_json`] prints
//! it back. Nothing is expanded or normalised here: that is [`Policy`](crate::Policy)'s work.

mod escaped;
mod parse;
mod print;

pub use escaped::unescape;

use source_text::{Diagnostic, Node, Span};

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its place in the source text.
    pub span: Span,
}

/// What a document is attached to; the grammar differs in `Principal` and `Resource`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The resource policy of a REST API: every statement has a principal; `execute-api:/…` is expanded.
    Resource,
    /// An identity policy (user, group, role, boundary, session): no principal, no shorthand.
    Identity,
    /// What a Lambda authorizer returns: as [`Kind::Identity`], a missing `Version` is accepted.
    Authorizer,
    /// The trust policy of a role: every statement has a principal and actions of STS, and none has a resource, since that
    /// is the role. [`Statement::resource`] is then `*`, and is not printed.
    ///
    /// Source: IAM user guide, "Roles terms and concepts" (role trust policy) and "Update a role trust policy".
    Trust,
}

impl Kind {
    /// Whether its statements say whom they are about.
    pub fn names_principals(self) -> bool {
        match self {
            Self::Resource | Self::Trust => true,
            Self::Identity | Self::Authorizer => false,
        }
    }
}

/// How a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ParseOptions {
    /// Take documents that come from an existing AWS API and must load. Blanks around an address block become a warning
    /// (the value is kept as written; whoever decides must treat it fail-closed) instead of an error; so do condition keys
    /// that nobody knows, invisible characters in resources, and principals that were deleted, in a `Deny` too.
    pub mirror: bool,
}

/// A document and the warnings about it, or every error found (with the warnings beside them), in source order.
pub type Parsed = Result<(Document, Vec<Diagnostic>), Vec<Diagnostic>>;

/// A policy document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is attached to.
    pub kind: Kind,
    /// `Version`; `None` where it is missing (2008-10-17 rules).
    pub version: Option<Sourced<Version>>,
    /// `Id`.
    pub id: Option<Sourced<String>>,
    /// `Statement`, in order.
    pub statements: Vec<Statement>,
    /// Whether `Statement` was written as an array (or as one object).
    pub statement_is_array: bool,
    /// The whole document.
    pub span: Span,
}

impl Document {
    /// Reads a policy from JSON text.
    pub fn parse(text: &str, kind: Kind) -> Parsed {
        Self::parse_with(text, kind, ParseOptions::default())
    }

    /// Reads a policy from JSON text, with options.
    pub fn parse_with(text: &str, kind: Kind, options: ParseOptions) -> Parsed {
        Self::from_node_with(&source_text::json::parse(text)?, kind, options)
    }

    /// Reads a policy that is part of a larger text, such as an API definition; spans are those of the whole text.
    pub fn from_node(node: &Node, kind: Kind) -> Parsed {
        Self::from_node_with(node, kind, ParseOptions::default())
    }

    /// Reads a policy that is part of a larger text, with options.
    pub fn from_node_with(node: &Node, kind: Kind, options: ParseOptions) -> Parsed {
        parse::document(node, kind, options)
    }

    /// Reads a policy that may come from API Gateway's control plane: plain JSON, the same escaped once more, or either in a
    /// JSON string. Gives the plain text beside it, which the spans are of; findings about the escaping itself are of
    /// `text`, which is then given back.
    pub fn parse_escaped(
        text: &str,
        kind: Kind,
        options: ParseOptions,
    ) -> (std::borrow::Cow<'_, str>, Parsed) {
        match unescape(text) {
            Ok(plain) => {
                let parsed = Self::parse_with(&plain, kind, options);
                (plain, parsed)
            }
            Err(findings) => (text.into(), Err(findings)),
        }
    }

    /// Prints the document as compact JSON: no white space, members in AWS's order, lists as they were written.
    pub fn to_json(&self) -> String {
        print::compact(self)
    }

    /// Prints the document as indented JSON.
    pub fn to_json_pretty(&self) -> String {
        print::pretty(self)
    }
}

/// The version of the policy language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// `2008-10-17`: `${…}` is literal text.
    V2008,
    /// `2012-10-17`: policy variables are replaced.
    V2012,
}

/// `Allow` or `Deny`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// From 0, in the order written.
    pub index: usize,
    /// `Sid`.
    pub sid: Option<Sourced<String>>,
    /// `Effect`.
    pub effect: Sourced<Effect>,
    /// `Principal` or `NotPrincipal`; `None` in identity and authorizer policies.
    pub principal: Option<PrincipalElement>,
    /// `Action` or `NotAction`.
    pub action: ActionElement,
    /// `Resource` or `NotResource`; `*` where the kind has none.
    pub resource: ResourceElement,
    /// `Condition`, one entry for each operator and key, in order.
    pub conditions: Vec<ConditionEntry>,
    /// The whole statement.
    pub span: Span,
}

/// `Principal` or `NotPrincipal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipalElement {
    /// `true` for `NotPrincipal`.
    pub negated: bool,
    /// Who.
    pub principals: Principals,
    /// The element's value.
    pub span: Span,
}

/// The two ways to write principals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principals {
    /// `"*"`
    Everybody,
    /// `{"AWS": …, "Service": …}`, flattened in order.
    Listed(Vec<PrincipalEntry>),
}

/// One principal of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipalEntry {
    /// The member it stands under.
    pub kind: PrincipalKind,
    /// `*`, an account id, an ARN, a service name …, as written.
    pub name: Sourced<String>,
    /// Whether the member's value was an array (printing keeps it).
    pub in_array: bool,
}

/// The kinds of principals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PrincipalKind {
    /// `AWS`
    Aws,
    /// `Service`
    Service,
    /// `Federated`
    Federated,
    /// `CanonicalUser`
    CanonicalUser,
}

/// `Action` or `NotAction`: patterns in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionElement {
    /// `true` for `NotAction`.
    pub negated: bool,
    /// The patterns.
    pub patterns: Vec<Sourced<String>>,
    /// Whether they were written as an array.
    pub in_array: bool,
}

/// `Resource` or `NotResource`: patterns in order, as written (shorthand included).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceElement {
    /// `true` for `NotResource`.
    pub negated: bool,
    /// The patterns.
    pub patterns: Vec<Sourced<String>>,
    /// Whether they were written as an array.
    pub in_array: bool,
}

/// One operator with one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionEntry {
    /// The operator as written, such as `ForAnyValue:StringLikeIfExists`, and what it means.
    pub operator: Sourced<crate::Operator>,
    /// The key as written.
    pub key: Sourced<String>,
    /// The values as text; numbers and booleans as they were written.
    pub values: Vec<Sourced<String>>,
    /// Whether the values were written as an array.
    pub in_array: bool,
}
