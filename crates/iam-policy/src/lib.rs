//! IAM policy documents: parse, check, compile, decide, explain.
//!
//! Three forms. [`Document`] is faithful: what the user wrote, with positions; it prints back and carries messages.
//! [`Policy`] is normalised: shorthand expanded, defaults filled, operators split into their parts. [`Compiled`] decides:
//! addresses in sorted ranges, globs in segments, keys in typed slots. No I/O, no clock; the time is part of the request.
//!
//! Semantics: IAM user guide, "Grammar of the IAM JSON policy language", "IAM JSON policy elements" and "Condition
//! operators"; API Gateway developer guide, "Control access to a REST API with API Gateway resource policies".

mod base64;
mod comparison;
mod compiled;
mod condition;
mod decimal;
mod decision;
mod document;
mod explain;
pub mod fold;
mod grant;
mod identity;
mod key_table;
mod lint;
mod near;
mod policy;
pub mod reference;
mod request;
mod scope;
mod tables;
mod template;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod variable;
mod wildcard;

pub use compiled::Compiled;
pub use condition::{ConditionKey, Operator, OperatorBase, OperatorError, Quantifier};
pub use decision::{Decision, Outcome};
pub use document::{
    ActionElement, ConditionEntry, Document, Effect, Kind, ParseOptions, Parsed, PrincipalElement,
    PrincipalEntry, PrincipalKind, Principals, ResourceElement, Sourced, Statement, Version, unescape,
};
pub use explain::{
    AccessExplanation, ConditionTrace, ElementTrace, Explanation, OtherReading, PatternTrace,
    PolicyExplanation, StatementTrace, UNMATCHED_SHOWN_MAX, explain, explain_access,
};
pub use grant::Grant;
pub use identity::{
    Decider, IdentityOutcome, IdentityPolicies, IdentitySources, Limit, NamedPolicy, PolicyKind,
};
pub use key_table::is_invocation_key;
pub use lint::{LINTS, Lint, LintFacts, lint};
pub use policy::{
    ConditionRule, ConditionValue, PatternRule, Policy, PolicyStatement, PrincipalPattern, PrincipalRule,
};
pub use request::{Caller, Context, Request};
pub use scope::Scope;
pub use tables::{ResourceOutcome, Table, TableRow, Verdict, other_account, same_account};

/// The most characters a policy may have, counted in its compact form after expansion of the shorthand.
///
/// Source: API Gateway developer guide, quotas: "API Gateway resource policy size" 8192, can be raised.
pub const POLICY_CHARACTERS_MAX: usize = 8192;
