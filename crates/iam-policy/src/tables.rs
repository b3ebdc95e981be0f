//! The two outcome tables that join a caller's policies with the resource policy.
//!
//! Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow", "Policy evaluation
//! outcome tables" (A and B); IAM user guide, "Policy evaluation logic", for permissions boundaries, session policies and
//! how a principal is named.

use std::fmt;

use crate::{Compiled, Decision, Grant, IdentityOutcome, PolicyKind, Request};

/// What the resource policy says of a signed caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResourceOutcome {
    /// The answer.
    pub decision: Decision,
    /// For an `Allow`: how the strongest statement that applies names the caller.
    pub grant: Option<Grant>,
}

impl ResourceOutcome {
    /// What a resource policy says. No allocation.
    pub fn of(policy: &Compiled, request: &Request<'_>) -> Self {
        let (outcome, grant) = policy.decide_granting(request);
        Self {
            decision: outcome.decision,
            grant,
        }
    }

    /// There is no resource policy.
    pub const NO_POLICY: Self = Self {
        decision: Decision::ImplicitDeny,
        grant: None,
    };
}

/// The answer of all policies together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Allowed.
    Allow,
    /// A policy of this kind denies.
    ExplicitDeny(PolicyKind),
    /// A policy of this kind would have to allow, and does not.
    NotAllowed(PolicyKind),
}

impl Verdict {
    /// The answer without its ground.
    pub fn decision(self) -> Decision {
        match self {
            Self::Allow => Decision::Allow,
            Self::ExplicitDeny(_) => Decision::ExplicitDeny,
            Self::NotAllowed(_) => Decision::ImplicitDeny,
        }
    }

    /// Appends AWS's words for the ground of a refusal, with a blank before them: they follow the resource. Nothing for an
    /// `Allow`.
    ///
    /// Source: IAM user guide, "Troubleshoot access denied error messages"; recorded answers of API Gateway.
    pub fn push_reason(self, action: &str, out: &mut String) {
        let parts: &[&str] = match self {
            Self::Allow => &[],
            Self::ExplicitDeny(kind) => &[" with an explicit deny in ", kind.article(), " ", kind.name()],
            Self::NotAllowed(kind) => &[" because no ", kind.name(), " allows the ", action, " action"],
        };
        out.extend(parts.iter().copied());
    }
}

/// The answer for a caller of the account that owns what is called.
///
/// An explicit deny anywhere ends it; where several deny, the resource policy is named first. Otherwise one `Allow` suffices,
/// and of the resource policy's `Allow` it counts how it names the caller: see [`Grant`]. Where nothing suffices, the first
/// silent one of identity policies, permissions boundary and session policies is named. Table A.
///
/// That an `Allow` for the whole account is not enough for callers of the same account is chosen, and the narrower reading:
/// the table alone would let them in.
pub fn same_account(identity: &IdentityOutcome, resource: ResourceOutcome) -> Verdict {
    if let Some(denied) = denied(identity, resource) {
        return denied;
    }
    let lacking = match resource.grant.filter(|_| resource.decision == Decision::Allow) {
        Some(Grant::Caller) => None,
        Some(Grant::Role) => identity.limiting(),
        Some(Grant::Account) | None => identity.silent(),
    };
    lacking.map_or(Verdict::Allow, Verdict::NotAllowed)
}

/// The answer for a caller of another account: the resource policy must allow, and all that the caller's own account says.
///
/// Where both are silent the resource policy is named: the account that owns the resource is asked first (IAM user guide,
/// "Cross-account policy evaluation logic"). Table B.
pub fn other_account(identity: &IdentityOutcome, resource: ResourceOutcome) -> Verdict {
    if let Some(denied) = denied(identity, resource) {
        return denied;
    }
    if resource.decision != Decision::Allow {
        return Verdict::NotAllowed(PolicyKind::Resource);
    }
    identity.silent().map_or(Verdict::Allow, Verdict::NotAllowed)
}

fn denied(identity: &IdentityOutcome, resource: ResourceOutcome) -> Option<Verdict> {
    if resource.decision == Decision::ExplicitDeny {
        return Some(Verdict::ExplicitDeny(PolicyKind::Resource));
    }
    identity.denied.map(|by| Verdict::ExplicitDeny(by.kind))
}

/// Which table joins the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Table {
    /// The caller is of the account that owns what is called.
    A,
    /// The caller is of another account.
    B,
}

impl Table {
    /// The table for a caller of one account and what belongs to another, or the same.
    pub fn of(caller_account: &str, owner_account: &str) -> Self {
        if caller_account == owner_account {
            Self::A
        } else {
            Self::B
        }
    }

    /// The answer: [`same_account`] or [`other_account`].
    pub fn verdict(self, identity: &IdentityOutcome, resource: ResourceOutcome) -> Verdict {
        match self {
            Self::A => same_account(identity, resource),
            Self::B => other_account(identity, resource),
        }
    }
}

/// The row of a table that applies, for explanations: `Table A: identity allow, resource neither`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct TableRow {
    /// The table.
    pub table: Table,
    /// What the caller's policies say, boundary and session policies included.
    pub identity: Decision,
    /// What the resource policy says.
    pub resource: Decision,
}

impl TableRow {
    /// The row for two answers.
    pub fn new(table: Table, identity: &IdentityOutcome, resource: ResourceOutcome) -> Self {
        Self {
            table,
            identity: identity.decision(),
            resource: resource.decision,
        }
    }
}

impl fmt::Display for TableRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |decision| match decision {
            Decision::Allow => "allow",
            Decision::ExplicitDeny => "deny",
            Decision::ImplicitDeny => "neither",
        };
        let (identity, resource) = (word(self.identity), word(self.resource));
        write!(
            f,
            "Table {:?}: identity {identity}, resource {resource}",
            self.table
        )
    }
}
