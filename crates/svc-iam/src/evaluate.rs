//! Putting a question to policies of several kinds, and what they say together.
//!
//! Source: IAM user guide, "Policy evaluation logic": an explicit deny of any kind wins; a permission boundary and session
//! policies have to allow where there are any.

use std::collections::BTreeMap;
use std::net::IpAddr;

use control::{Caller, CallerKind, Policies};
use iam_policy::{
    Compiled, Context, Decision, Document, Effect, Policy, PrincipalEntry, PrincipalKind, Principals, Request,
};
use portcullis_core::Timestamp;

/// Condition keys with values that are owned: those with a slot of their own, and the rest by lower-cased name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    pub(crate) source_ip: Option<IpAddr>,
    pub(crate) vpc_source_ip: Option<IpAddr>,
    pub(crate) time: Option<Timestamp>,
    pub(crate) secure_transport: Option<bool>,
    pub(crate) user_agent: Vec<String>,
    pub(crate) referer: Vec<String>,
    pub(crate) source_vpc: Option<String>,
    pub(crate) source_vpce: Option<String>,
    pub(crate) named: BTreeMap<String, Vec<String>>,
}

impl Keys {
    /// Adds keys by name.
    pub(crate) fn extend(&mut self, keys: impl IntoIterator<Item = (String, Vec<String>)>) {
        self.named.extend(
            keys.into_iter()
                .map(|(name, values)| (name.to_ascii_lowercase(), values)),
        );
    }

    /// Asks with them.
    pub(crate) fn ask<T>(
        &self,
        caller: iam_policy::Caller<'_>,
        action: &str,
        resource: &str,
        answer: impl FnOnce(&Request<'_>) -> T,
    ) -> T {
        let named: Vec<(&str, Vec<&str>)> = self
            .named
            .iter()
            .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()))
            .collect();
        let named: Vec<(&str, &[&str])> = named
            .iter()
            .map(|(name, values)| (*name, values.as_slice()))
            .collect();
        let (user_agent, referer) = (
            self.user_agent.iter().map(String::as_str).collect::<Vec<_>>(),
            self.referer.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        answer(&Request {
            caller,
            action,
            resource,
            resource_deny_forms: &[],
            context: Context {
                source_ip: self.source_ip,
                vpc_source_ip: self.vpc_source_ip,
                time: self.time,
                secure_transport: self.secure_transport,
                user_agent: &user_agent,
                referer: &referer,
                source_vpc: self.source_vpc.as_deref(),
                source_vpce: self.source_vpce.as_deref(),
                named: &named,
            },
        })
    }
}

/// A caller as policies see it.
pub(crate) fn principal(caller: &Caller) -> iam_policy::Caller<'_> {
    iam_policy::Caller::Principal {
        arn: &caller.arn,
        role_arn: match &caller.kind {
            CallerKind::Role { role_arn, .. } => Some(role_arn),
            CallerKind::Root | CallerKind::User { .. } => None,
        },
        account: &caller.account,
    }
}

/// What several policies of one kind say.
pub(crate) fn decide<'p>(policies: impl IntoIterator<Item = &'p Policy>, request: &Request<'_>) -> Decision {
    let mut decision = Decision::ImplicitDeny;
    for policy in policies {
        match Compiled::new(policy).decide(request).decision {
            Decision::ExplicitDeny => return Decision::ExplicitDeny,
            Decision::Allow => decision = Decision::Allow,
            Decision::ImplicitDeny => {}
        }
    }
    decision
}

/// The document without what it allows to accounts as a whole, which leaves it to them: what it grants by itself, to users,
/// roles and sessions that it names, and to `everybody` if that counts.
///
/// Source: IAM user guide, "AWS JSON policy elements: Principal", "AWS account principals" (delegates authority to the account).
pub(crate) fn granting(document: &Document, everybody: bool) -> Document {
    let mut document = document.clone();
    let grants = |entry: &PrincipalEntry| {
        let name = &entry.name.value;
        entry.kind == PrincipalKind::Aws
            && if name == "*" {
                everybody
            } else {
                name.starts_with("arn:") && !name.ends_with(":root")
            }
    };
    document.statements.retain_mut(|statement| {
        if statement.effect.value == Effect::Deny {
            return true;
        }
        match statement
            .principal
            .as_mut()
            .map(|element| &mut element.principals)
        {
            Some(Principals::Listed(entries)) => {
                entries.retain(grants);
                !entries.is_empty()
            }
            Some(Principals::Everybody) => everybody,
            None => false,
        }
    });
    document
}

/// What the kinds of policies of a caller say, each for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decisions {
    pub(crate) identity: Decision,
    /// `None` where there is no boundary.
    pub(crate) boundary: Option<Decision>,
    /// `None` where the session has no policies.
    pub(crate) session: Option<Decision>,
}

impl Decisions {
    /// Puts the question to each kind.
    pub(crate) fn of(policies: &Policies, request: &Request<'_>) -> Self {
        let all = |policies: &[(String, Policy)]| decide(policies.iter().map(|(_, policy)| policy), request);
        Self {
            identity: all(&policies.identity),
            boundary: policies
                .boundary
                .as_ref()
                .map(|(_, policy)| decide([policy], request)),
            session: (!policies.session.is_empty()).then(|| all(&policies.session)),
        }
    }

    /// Why it is refused, in the words of AWS's messages; `None` if it is not. `granted`: a policy of the resource allows it
    /// by itself, so that no identity policy has to.
    ///
    /// Source: IAM user guide, "Troubleshoot access denied error messages".
    pub(crate) fn refusal(self, action: &str, granted: bool) -> Option<String> {
        let kinds = [
            (
                Some(self.identity),
                "an identity-based policy",
                "identity-based policy",
            ),
            (self.boundary, "a permissions boundary", "permissions boundary"),
            (self.session, "a session policy", "session policy"),
        ];
        let denied = kinds
            .iter()
            .find(|(decision, ..)| *decision == Some(Decision::ExplicitDeny));
        if let Some((_, of, _)) = denied {
            return Some(format!("with an explicit deny in {of}"));
        }
        kinds
            .iter()
            .enumerate()
            .find(|(at, (decision, ..))| {
                let needed = *at > 0 || !granted;
                needed && *decision == Some(Decision::ImplicitDeny)
            })
            .map(|(_, (_, _, of))| format!("because no {of} allows the {action} action"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Decision::{Allow, ExplicitDeny, ImplicitDeny};

    #[test]
    fn every_kind_of_policy_has_its_say() {
        #[track_caller]
        fn check(
            identity: Decision,
            boundary: Option<Decision>,
            session: Option<Decision>,
            granted: bool,
            expect: Option<&str>,
        ) {
            let decisions = Decisions {
                identity,
                boundary,
                session,
            };
            let refusal = decisions.refusal("a:B", granted);
            assert_eq!(refusal.as_deref(), expect, "{decisions:?}");
        }
        let no_identity = Some("because no identity-based policy allows the a:B action");
        let no_boundary = Some("because no permissions boundary allows the a:B action");
        let no_session = Some("because no session policy allows the a:B action");
        check(Allow, None, None, false, None);
        check(ImplicitDeny, None, None, false, no_identity);
        check(ImplicitDeny, None, None, true, None);
        check(
            ExplicitDeny,
            None,
            None,
            true,
            Some("with an explicit deny in an identity-based policy"),
        );
        check(Allow, Some(Allow), Some(Allow), false, None);
        check(Allow, Some(ImplicitDeny), Some(Allow), false, no_boundary);
        check(Allow, Some(Allow), Some(ImplicitDeny), false, no_session);
        check(ImplicitDeny, Some(Allow), Some(Allow), false, no_identity);
        check(
            Allow,
            Some(ImplicitDeny),
            Some(ExplicitDeny),
            false,
            Some("with an explicit deny in a session policy"),
        );
    }
}
