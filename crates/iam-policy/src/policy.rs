//! The normalised form: what a document means, without the ways it can be written.
//!
//! The short form of resources is expanded, principals are told apart by kind, operators stand beside lower-cased keys.
//! Patterns and values stay text: [`Compiled`](crate::Compiled) and the [`reference`](crate::reference) evaluator each
//! read them on their own, so that one can check the other.

mod normalise;
mod stored;
mod unknown;

use source_text::Diagnostic;

use crate::{ConditionKey, Document, Effect, Kind, Operator, Scope, Version};

/// A policy, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    // Invariant: `statements` was normalised from `document`, and every value in it can be read by its operator.
    document: Document,
    statements: Vec<PolicyStatement>,
}

impl Policy {
    /// Normalises `document` for the API of `scope`.
    ///
    /// Reports every resource whose short form has no API to stand for, every pattern or value that cannot be read, and a
    /// policy of more than `characters_max` characters (compact JSON after expansion; see
    /// [`POLICY_CHARACTERS_MAX`](crate::POLICY_CHARACTERS_MAX)).
    pub fn new(
        document: &Document,
        scope: Option<&Scope>,
        characters_max: usize,
    ) -> Result<Self, Vec<Diagnostic>> {
        let document = stored::rewrite(document, scope)?;
        let mut findings = stored::check_size(&document, characters_max);
        let statements = normalise::statements(&document, &mut findings);
        if findings.is_empty() {
            Ok(Self { document, statements })
        } else {
            Err(findings)
        }
    }

    /// What the policy is attached to.
    pub fn kind(&self) -> Kind {
        self.document.kind
    }

    /// The language rules it is read by: a missing `Version` means [`Version::V2008`].
    pub fn version(&self) -> Version {
        self.document
            .version
            .as_ref()
            .map_or(Version::V2008, |version| version.value)
    }

    /// The statements, in document order.
    pub fn statements(&self) -> &[PolicyStatement] {
        &self.statements
    }

    /// The `Sid` of a statement.
    pub fn sid(&self, statement: u32) -> Option<&str> {
        self.statements.get(statement as usize)?.sid.as_deref()
    }

    /// The document as AWS stores it: shorthand expanded, one-element lists of resources and principals bare strings,
    /// `Statement` a list. Positions are those of the text it was read from.
    pub fn to_document(&self) -> &Document {
        &self.document
    }

    /// The stored document as API Gateway's control plane returns it: compact JSON, escaped once more as the inside of a
    /// JSON string, slashes included.
    pub fn to_escaped_json(&self) -> String {
        stored::escape(&self.document.to_json())
    }
}

/// One statement of a [`Policy`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyStatement {
    /// From 0, in document order.
    pub index: u32,
    /// `Sid`.
    pub sid: Option<String>,
    /// `Effect`.
    pub effect: Effect,
    /// `Principal` or `NotPrincipal`; `None` in identity and authorizer policies, which concern their holder.
    pub principal: Option<PrincipalRule>,
    /// `Action` or `NotAction`.
    pub action: PatternRule,
    /// `Resource` or `NotResource`, expanded.
    pub resource: PatternRule,
    /// All of them must hold.
    pub conditions: Vec<ConditionRule>,
}

/// `Principal` or `NotPrincipal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipalRule {
    /// `true` for `NotPrincipal`.
    pub negated: bool,
    /// Any of them.
    pub principals: Vec<PrincipalPattern>,
}

/// Whom a principal names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrincipalPattern {
    /// `*`: everybody, anonymous callers too.
    Everybody,
    /// An account id or the ARN of its root: every principal of the account.
    Account(String),
    /// The ARN of a user, role or session.
    Arn(String),
    /// An AWS service.
    Service(String),
    /// `{"Service": "*"}`.
    AnyService,
    /// A kind of principal that never calls an API (`Federated`, `CanonicalUser`); matches nobody.
    Nobody(String),
}

/// `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternRule {
    /// `true` for `NotAction` and `NotResource`.
    pub negated: bool,
    /// Any of them.
    pub patterns: Vec<String>,
    /// Whether a pattern that matches lets more callers in: those of `Resource` in an `Allow`, those of `NotResource` in a
    /// `Deny`. A policy variable whose value is empty then counts as one without a value.
    pub widens: bool,
}

/// One operator with one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionRule {
    /// The operator.
    pub operator: Operator,
    /// The key.
    pub key: ConditionKey,
    /// The key as written.
    pub key_text: String,
    /// Any of them.
    pub values: Vec<ConditionValue>,
    /// Whether the condition holds, where that is settled whatever the request: its key is not known where the policy is
    /// asked (see [`Policy::against_unknown`]).
    pub fixed: Option<bool>,
}

/// One value of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ConditionValue {
    /// The text. Blanks around address blocks are taken off.
    pub text: String,
    /// An address block that was written with blanks around it, where taking the blanks off would let more callers in:
    /// it matches no request.
    pub matches_nothing: bool,
    /// Whether a match lets more callers in: of a positive operator in an `Allow`, of a negated one in a `Deny`. A policy
    /// variable whose value is empty then counts as one without a value.
    pub widens: bool,
}
