//! What a caller's own policies say: identity policies, the permissions boundary, session policies.
//!
//! Source: IAM user guide, "Policy evaluation logic", "Permissions boundaries for IAM entities" and "Session policies".

use crate::{Compiled, Decision, Outcome, Policy, Request, reference};

/// A policy and the name it is reported by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPolicy {
    /// Its ARN, or the name of an inline policy.
    pub name: String,
    /// The policy; one of an identity, without principals.
    pub policy: Policy,
}

/// The policies of a caller, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentitySources {
    /// Of the user and its groups, or of the role: one that allows is enough.
    pub identity: Vec<NamedPolicy>,
    /// The permissions boundary: where there is one, it must allow.
    pub boundary: Option<NamedPolicy>,
    /// Session policies: where there are any, one must allow.
    pub session: Vec<NamedPolicy>,
}

/// The kinds of policies that have a say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PolicyKind {
    /// Attached to what is called.
    Resource,
    /// Attached to the caller.
    Identity,
    /// The caller's permissions boundary.
    Boundary,
    /// Given when the caller's session began.
    Session,
    /// Attached to the VPC endpoint that the call came through.
    VpcEndpoint,
}

impl PolicyKind {
    /// As AWS's messages call it, such as `identity-based policy`.
    ///
    /// Source: IAM user guide, "Troubleshoot access denied error messages".
    pub fn name(self) -> &'static str {
        match self {
            Self::Resource => "resource-based policy",
            Self::Identity => "identity-based policy",
            Self::Boundary => "permissions boundary",
            Self::Session => "session policy",
            Self::VpcEndpoint => "VPC endpoint policy",
        }
    }

    /// `a` or `an`.
    pub(crate) fn article(self) -> &'static str {
        match self {
            Self::Identity => "an",
            Self::Resource | Self::Boundary | Self::Session | Self::VpcEndpoint => "a",
        }
    }
}

/// The statement of a caller's policies that gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decider {
    /// The kind of its policy.
    pub kind: PolicyKind,
    /// Which of the caller's policies: see [`IdentityPolicies::name`].
    pub policy: u16,
    /// Index of the statement, in document order.
    pub statement: u32,
}

/// What a limit on the caller says where nothing denies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// There is none.
    NotThere,
    /// It allows.
    Allows,
    /// It does not allow.
    Silent,
}

/// What a caller's policies say of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityOutcome {
    /// The first statement that denies: identity policies before the boundary, the boundary before session policies. Where
    /// there is one, the other fields say nothing.
    pub denied: Option<Decider>,
    /// The first statement of an identity policy that allows.
    pub identity: Option<Decider>,
    /// Whether the caller is the account itself, which no policy has to allow.
    pub root: bool,
    /// The permissions boundary.
    pub boundary: Limit,
    /// The session policies.
    pub session: Limit,
}

impl IdentityOutcome {
    /// The answer of all of them together.
    pub fn decision(&self) -> Decision {
        if self.denied.is_some() {
            Decision::ExplicitDeny
        } else if self.silent().is_none() {
            Decision::Allow
        } else {
            Decision::ImplicitDeny
        }
    }

    /// The first kind that does not allow, of identity policies, boundary and session policies.
    pub(crate) fn silent(&self) -> Option<PolicyKind> {
        if self.root || self.identity.is_some() {
            self.limiting()
        } else {
            Some(PolicyKind::Identity)
        }
    }

    /// The first kind that does not allow, of boundary and session policies.
    pub(crate) fn limiting(&self) -> Option<PolicyKind> {
        if self.boundary == Limit::Silent {
            Some(PolicyKind::Boundary)
        } else if self.session == Limit::Silent {
            Some(PolicyKind::Session)
        } else {
            None
        }
    }
}

/// The policies of a caller, ready to decide.
#[derive(Debug)]
pub struct IdentityPolicies {
    /// The account itself: everything is allowed.
    root: bool,
    // Invariant: identity policies, then the boundary, then session policies.
    policies: Box<[Held]>,
    boundary: Limit,
    session: Limit,
    unknown: Box<[String]>,
}

/// One policy.
#[derive(Debug)]
struct Held {
    kind: PolicyKind,
    name: Box<str>,
    compiled: Compiled,
    /// What was compiled, for explanations.
    policy: Policy,
}

impl IdentityPolicies {
    /// Compiles the policies of a caller.
    ///
    /// Conditions on keys for which `known` (given the key in lower case) is false count against the caller: see
    /// [`Policy::against_unknown`].
    pub fn new(sources: &IdentitySources, known: &dyn Fn(&str) -> bool) -> Self {
        let mut unknown: Vec<String> = Vec::new();
        let policies = sources
            .each()
            .map(|(kind, named)| {
                let (policy, keys) = named.policy.against_unknown(known);
                unknown.extend(keys);
                Held {
                    kind,
                    name: named.name.as_str().into(),
                    compiled: Compiled::new(&policy),
                    policy,
                }
            })
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        let limit = |there: bool| if there { Limit::Silent } else { Limit::NotThere };
        Self {
            root: false,
            policies,
            boundary: limit(sources.boundary.is_some()),
            session: limit(!sources.session.is_empty()),
            unknown: unknown.into(),
        }
    }

    /// The account itself: everything is allowed.
    pub fn root() -> Self {
        Self {
            root: true,
            ..Self::new(&IdentitySources::default(), &|_| true)
        }
    }

    /// Decides one request. No allocation, no failure.
    pub fn decide(&self, request: &Request<'_>) -> IdentityOutcome {
        self.outcome(|held| held.compiled.decide(request))
    }

    /// As [`Self::decide`], by the [`reference`] evaluator; and each policy with its kind and name.
    pub(crate) fn decide_by_reference(
        &self,
        request: &Request<'_>,
    ) -> (IdentityOutcome, impl Iterator<Item = (PolicyKind, &str, &Policy)>) {
        let outcome = self.outcome(|held| reference::evaluate(&held.policy, request));
        let policies = self.policies.iter();
        (
            outcome,
            policies.map(|held| (held.kind, &*held.name, &held.policy)),
        )
    }

    fn outcome(&self, mut answer: impl FnMut(&Held) -> Outcome) -> IdentityOutcome {
        let mut outcome = IdentityOutcome {
            denied: None,
            identity: None,
            root: self.root,
            boundary: self.boundary,
            session: self.session,
        };
        for (at, held) in self.policies.iter().enumerate() {
            let answer = answer(held);
            let Some(statement) = answer.statement else {
                continue;
            };
            let decider = Decider {
                kind: held.kind,
                policy: u16::try_from(at).unwrap_or(u16::MAX),
                statement,
            };
            if answer.decision == Decision::ExplicitDeny {
                outcome.denied = Some(decider);
                return outcome;
            }
            match held.kind {
                PolicyKind::Boundary => outcome.boundary = Limit::Allows,
                PolicyKind::Session => outcome.session = Limit::Allows,
                PolicyKind::Identity | PolicyKind::Resource | PolicyKind::VpcEndpoint => {
                    outcome.identity = outcome.identity.or(Some(decider));
                }
            }
        }
        outcome
    }

    /// The name of the policy that gave an answer; `None` for one that is not among these.
    pub fn name(&self, decider: Decider) -> Option<&str> {
        let held = self.policies.get(usize::from(decider.policy))?;
        (held.kind == decider.kind).then_some(&*held.name)
    }

    /// The condition keys, as written, that were not known: their conditions count against the caller.
    pub fn unknown_keys(&self) -> &[String] {
        &self.unknown
    }

    /// Whether any statement reads `aws:UserAgent`.
    pub fn needs_user_agent(&self) -> bool {
        self.policies.iter().any(|held| held.compiled.needs_user_agent())
    }

    /// Whether any statement reads `aws:Referer`.
    pub fn needs_referer(&self) -> bool {
        self.policies.iter().any(|held| held.compiled.needs_referer())
    }

    /// Whether any statement reads `aws:CurrentTime` or `aws:EpochTime`.
    pub fn needs_time(&self) -> bool {
        self.policies.iter().any(|held| held.compiled.needs_time())
    }

    /// Whether any statement reads a key without a slot of its own.
    pub fn needs_named(&self) -> bool {
        self.policies.iter().any(|held| held.compiled.needs_named())
    }
}

impl IdentitySources {
    /// Every policy with its kind: identity policies, the boundary, session policies.
    pub(crate) fn each(&self) -> impl Iterator<Item = (PolicyKind, &NamedPolicy)> {
        let of = |kind| move |named| (kind, named);
        self.identity
            .iter()
            .map(of(PolicyKind::Identity))
            .chain(self.boundary.iter().map(of(PolicyKind::Boundary)))
            .chain(self.session.iter().map(of(PolicyKind::Session)))
    }
}
