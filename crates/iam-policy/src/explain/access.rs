//! Why a signed caller was let in or not: each of its own policies, the resource policy, and the table that joins them.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Explanation, explain, text};
use crate::{
    Decision, Grant, IdentityPolicies, Policy, PolicyKind, Request, ResourceOutcome, StatementTrace, Table,
    TableRow, Verdict, reference,
};

/// The whole trace of one decision about a signed caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessExplanation {
    /// The answer without its ground.
    pub decision: Decision,
    /// The answer with the kind of policy that gave it.
    pub verdict: Verdict,
    /// The row of the table that applies.
    pub row: TableRow,
    /// The row as text, such as `Table A: identity allow, resource neither`.
    pub row_text: String,
    /// Where the resource policy allows: how its strongest statement names the caller.
    pub grant: Option<Grant>,
    /// The caller's ARN.
    pub caller: String,
    /// Whether the caller is its account's root user, which no policy has to allow.
    pub root: bool,
    /// The action asked for.
    pub action: String,
    /// The resource asked for.
    pub resource: String,
    /// The caller's policies (identity policies, the permissions boundary, session policies), then the resource policy.
    pub policies: Vec<PolicyExplanation>,
}

/// What one policy says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicyExplanation {
    /// Its kind.
    pub kind: PolicyKind,
    /// The name it is reported by; the resource policy has none.
    pub name: Option<String>,
    /// Its answer.
    pub decision: Decision,
    /// Index of the statement that gave it; absent for an implicit deny.
    pub statement: Option<u32>,
    /// The `Sid` of that statement.
    pub sid: Option<String>,
    /// Every statement, in document order.
    pub statements: Vec<StatementTrace>,
}

/// Decides a request of a signed caller and tells why.
///
/// `resource_policy` is the one attached to what is called, if there is one.
pub fn explain_access(
    table: Table,
    own: &IdentityPolicies,
    resource_policy: Option<&Policy>,
    request: &Request<'_>,
) -> AccessExplanation {
    let (identity, held) = own.decide_by_reference(request);
    let resource = resource_policy.map_or(ResourceOutcome::NO_POLICY, |policy| {
        let decision = reference::evaluate(policy, request).decision;
        let grant = reference::grant(policy, request);
        ResourceOutcome {
            decision,
            grant: grant.filter(|_| decision == Decision::Allow),
        }
    });
    let mut policies: Vec<PolicyExplanation> = held
        .map(|(kind, name, policy)| {
            PolicyExplanation::new(kind, Some(name.to_owned()), explain(policy, request))
        })
        .collect();
    policies.extend(
        resource_policy
            .map(|policy| PolicyExplanation::new(PolicyKind::Resource, None, explain(policy, request))),
    );
    let verdict = table.verdict(&identity, resource);
    let row = TableRow::new(table, &identity, resource);
    AccessExplanation {
        decision: verdict.decision(),
        verdict,
        row,
        row_text: row.to_string(),
        grant: resource.grant,
        caller: super::caller_text(request.caller),
        root: identity.root,
        action: request.action.to_owned(),
        resource: request.resource.to_owned(),
        policies,
    }
}

impl PolicyExplanation {
    fn new(kind: PolicyKind, name: Option<String>, explanation: Explanation) -> Self {
        let Explanation {
            decision,
            statement,
            sid,
            statements,
            caller: _,
            action: _,
            resource: _,
        } = explanation;
        Self {
            kind,
            name,
            decision,
            statement,
            sid,
            statements,
        }
    }
}

// Writing to a String cannot fail, so the results of `write!` are dropped.
impl AccessExplanation {
    /// The trace as text for people: the answer and the table's row first, then each policy with its statements.
    pub fn render_text(&self) -> String {
        let mut out = match self.verdict {
            Verdict::Allow => "allowed".to_owned(),
            Verdict::ExplicitDeny(_) | Verdict::NotAllowed(_) => "denied".to_owned(),
        };
        self.verdict.push_reason(&self.action, &mut out);
        let _ = writeln!(out, "\n  caller    {}", self.caller);
        let _ = writeln!(out, "  action    {}", self.action);
        let _ = writeln!(out, "  resource  {}", self.resource);
        let _ = writeln!(out, "  row       {}", self.row_text);
        for line in self.remarks() {
            let _ = writeln!(out, "            {line}");
        }
        for policy in &self.policies {
            policy.render(&mut out);
        }
        for kind in [PolicyKind::Identity, PolicyKind::Resource] {
            if !self.policies.iter().any(|policy| policy.kind == kind) {
                let _ = writeln!(out, "\n{}: none", kind.name());
            }
        }
        out
    }

    /// What a reader has to know of the row.
    fn remarks(&self) -> Vec<&'static str> {
        let mut remarks = Vec::new();
        if self.root {
            remarks.push("the caller is its account's root user: no policy of its own has to allow");
        }
        match (self.row.table, self.grant) {
            (Table::B, _) => {
                remarks.push("the caller is of another account: its own policies and the resource policy have to allow");
            }
            (Table::A, Some(Grant::Caller)) => {
                remarks.push("the resource policy names the caller itself, or everybody: nothing else has to allow");
            }
            (Table::A, Some(Grant::Role)) => remarks.push(
                "the resource policy names the caller's role: no identity policy has to allow, but boundary and session policy do",
            ),
            (Table::A, Some(Grant::Account)) => {
                remarks.push("the resource policy names the caller's account: the caller's own policies have to allow too");
            }
            (Table::A, None) => {}
        }
        remarks
    }
}

impl PolicyExplanation {
    fn render(&self, out: &mut String) {
        let name = self
            .name
            .as_ref()
            .map(|name| format!(" `{name}`"))
            .unwrap_or_default();
        let answer = match (self.decision, self.statement) {
            (Decision::Allow, Some(at)) => format!("statement {} allows", at + 1),
            (Decision::ExplicitDeny, Some(at)) => format!("statement {} denies", at + 1),
            (Decision::Allow | Decision::ExplicitDeny | Decision::ImplicitDeny, _) => {
                "no statement applies".to_owned()
            }
        };
        let sid = self
            .sid
            .as_ref()
            .map(|sid| format!(" (`{sid}`)"))
            .unwrap_or_default();
        let _ = writeln!(out, "\n{}{name}: {answer}{sid}", self.kind.name());
        let mut statements = String::new();
        for statement in &self.statements {
            text::render_statement(&mut statements, statement);
        }
        for line in statements.lines() {
            let indent = if line.is_empty() { "" } else { "  " };
            let _ = writeln!(out, "{indent}{line}");
        }
    }
}
