//! The outcome tables as a whole: every combination of what the policies of a caller and the resource policy can say, decided
//! from real documents and kept in `tables.txt`, which people can read.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p iam-policy --test tables` writes the file anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

use std::fmt::Write as _;
use std::path::Path;

use iam_policy::{
    Caller, Compiled, Context, Decision, Document, IdentityPolicies, IdentitySources, Kind, NamedPolicy,
    Policy, PolicyKind, Request, ResourceOutcome, Table, Verdict,
};

const OWNER: &str = "111122223333";
const OTHER: &str = "444455556666";
const ARN: &str = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets";
const ACTION: &str = "execute-api:Invoke";

fn policy(kind: Kind, statements: &str) -> Policy {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
    let (document, _) = Document::parse(&text, kind).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    Policy::new(&document, None, usize::MAX).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"))
}

/// A policy of an identity that allows, denies, or says nothing of the request.
fn says(word: &str) -> Option<NamedPolicy> {
    let effect = match word {
        "none" => return None,
        "deny" => "Deny",
        _ => "Allow",
    };
    let action = if word == "silent" { "s3:*" } else { "execute-api:*" };
    let statement = format!(r#"{{"Effect":"{effect}","Action":"{action}","Resource":"*"}}"#);
    Some(NamedPolicy {
        name: word.to_owned(),
        policy: policy(Kind::Identity, &statement),
    })
}

fn policies(identity: &str, boundary: &str, session: &str) -> IdentityPolicies {
    let sources = IdentitySources {
        identity: says(identity).into_iter().collect(),
        boundary: says(boundary),
        session: says(session).into_iter().collect(),
    };
    IdentityPolicies::new(&sources, &|_| true)
}

/// The resource policies, by what they are called in the file: `ACCOUNT` is the caller's.
const RESOURCES: [(&str, &str); 5] = [
    (
        "allows, naming the caller",
        r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::ACCOUNT:assumed-role/reader/s1"},"Action":"*","Resource":"*"}"#,
    ),
    (
        "allows, naming the role",
        r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::ACCOUNT:role/reader"},"Action":"*","Resource":"*"}"#,
    ),
    (
        "allows, naming the account",
        r#"{"Effect":"Allow","Principal":{"AWS":"ACCOUNT"},"Action":"*","Resource":"*"}"#,
    ),
    (
        "is silent",
        r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::777788889999:root"},"Action":"*","Resource":"*"}"#,
    ),
    (
        "denies",
        r#"{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"#,
    ),
];

fn verdict(account: &str, arn: &str, role: Option<&str>, own: &IdentityPolicies, resource: &str) -> Verdict {
    let resource = Compiled::new(&policy(Kind::Resource, &resource.replace("ACCOUNT", account)));
    let request = Request {
        caller: Caller::Principal {
            arn,
            role_arn: role,
            account,
        },
        action: ACTION,
        resource: ARN,
        resource_deny_forms: &[],
        context: Context::default(),
    };
    let outcome = ResourceOutcome::of(&resource, &request);
    Table::of(account, OWNER).verdict(&own.decide(&request), outcome)
}

/// The verdict for a session of the role `reader`.
fn of_session(account: &str, own: [&str; 3], resource: &str) -> Verdict {
    let [identity, boundary, session] = own;
    let own = policies(identity, boundary, session);
    let arn = format!("arn:aws:sts::{account}:assumed-role/reader/s1");
    let role = format!("arn:aws:iam::{account}:role/reader");
    verdict(account, &arn, Some(&role), &own, resource)
}

fn cell(verdict: Verdict) -> String {
    let of = |kind| match kind {
        PolicyKind::Resource => "resource policy",
        PolicyKind::Identity => "identity policy",
        PolicyKind::Boundary => "boundary",
        PolicyKind::Session => "session policy",
        PolicyKind::VpcEndpoint => "endpoint policy",
    };
    match verdict {
        Verdict::Allow => "allow".to_owned(),
        Verdict::ExplicitDeny(kind) => format!("deny: {}", of(kind)),
        Verdict::NotAllowed(kind) => format!("no {}", of(kind)),
    }
}

const IDENTITY: [&str; 3] = ["allow", "silent", "deny"];
const LIMITS: [&str; 4] = ["none", "allow", "silent", "deny"];
const ACCOUNTS: [(&str, &str); 2] = [
    ("A: the caller is of the API's account", OWNER),
    ("B: the caller is of another account", OTHER),
];

fn whole() -> String {
    let mut out = String::from(
        "What a role session may do, by what its identity policies, permissions boundary and session policy and the\n\
         resource policy say. `no X`: nothing denies, and X would have to allow. Made by `tests/tables.rs`.\n",
    );
    for (title, account) in ACCOUNTS {
        let _ = write!(out, "\n\nTable {title}\n");
        for (resource, text) in RESOURCES {
            let _ = write!(out, "\nThe resource policy {resource}\n\n");
            let _ = write!(out, "{:<10}{:<10}", "identity", "boundary");
            let _ = writeln!(
                out,
                "{}",
                LIMITS.map(|it| format!("session {it:<17}")).concat().trim_end()
            );
            for identity in IDENTITY {
                for boundary in LIMITS {
                    let cells =
                        LIMITS.map(|session| cell(of_session(account, [identity, boundary, session], text)));
                    let cells = cells.map(|cell| format!("{cell:<25}")).concat();
                    let _ = writeln!(out, "{identity:<10}{boundary:<10}{}", cells.trim_end());
                }
            }
        }
        let _ = write!(out, "\nThe account's root user, where the resource policy\n\n");
        for (resource, text) in RESOURCES {
            let arn = format!("arn:aws:iam::{account}:root");
            // A root user has no ARN but this one: the role is nothing of its own.
            let verdict = verdict(account, &arn, None, &IdentityPolicies::root(), text);
            if resource == "allows, naming the caller" || resource == "allows, naming the role" {
                continue;
            }
            let _ = writeln!(out, "{resource:<28}{}", cell(verdict));
        }
    }
    out
}

#[test]
fn the_whole_matrix() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables.txt");
    let now = whole();
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    for (at, (now, kept)) in now.lines().zip(kept.lines()).enumerate() {
        assert_eq!(now, kept, "line {} of {}", at + 1, path.display());
    }
    assert_eq!(now, kept, "{}", path.display());
}

/// The nine rows of both tables as API Gateway's developer guide has them.
#[test]
fn the_rows_of_the_guide() {
    const CALLER: &str = "allows, naming the caller";
    let rows = [
        ("allow", CALLER, "allow", "allow"),
        ("allow", "is silent", "allow", "neither"),
        ("allow", "denies", "deny", "deny"),
        ("silent", CALLER, "allow", "neither"),
        ("silent", "is silent", "neither", "neither"),
        ("silent", "denies", "deny", "deny"),
        ("deny", CALLER, "deny", "deny"),
        ("deny", "is silent", "deny", "deny"),
        ("deny", "denies", "deny", "deny"),
    ];
    let word = |verdict: Verdict| match verdict.decision() {
        Decision::Allow => "allow",
        Decision::ExplicitDeny => "deny",
        Decision::ImplicitDeny => "neither",
    };
    for (identity, resource, same, other) in rows {
        let (_, text) = RESOURCES.iter().find(|(name, _)| *name == resource).unwrap();
        for (account, expect) in [(OWNER, same), (OTHER, other)] {
            let verdict = of_session(account, [identity, "none", "none"], text);
            assert_eq!(word(verdict), expect, "{identity}, {resource}, {account}");
        }
    }
}

/// What no row may break: a deny ends it, another account is never treated better than the own one, a limit never helps.
#[test]
fn what_holds_of_every_combination() {
    let mut seen = 0;
    for (resource, text) in RESOURCES {
        for identity in IDENTITY {
            for boundary in LIMITS {
                for session in LIMITS {
                    let own = [identity, boundary, session];
                    let [same, other] =
                        [OWNER, OTHER].map(|account| of_session(account, own, text).decision());
                    let case = format!("{own:?}, {resource}");
                    let denied = own.contains(&"deny") || resource == "denies";
                    assert_eq!(same == Decision::ExplicitDeny, denied, "{case}");
                    assert_eq!(other == Decision::ExplicitDeny, denied, "{case}");
                    assert!(same == Decision::Allow || other != Decision::Allow, "{case}");
                    if same == Decision::Allow {
                        let free = of_session(OWNER, [identity, "none", "none"], text);
                        assert_eq!(free, Verdict::Allow, "{case}");
                    }
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, 5 * 3 * 4 * 4);
}

#[test]
fn the_policy_that_is_named_first() {
    let deny = RESOURCES[4].1;
    let all = ["deny", "deny", "deny"];
    assert_eq!(
        of_session(OWNER, all, deny),
        Verdict::ExplicitDeny(PolicyKind::Resource)
    );
    let silent = RESOURCES[3].1;
    for (own, kind) in [
        (all, PolicyKind::Identity),
        (["allow", "deny", "deny"], PolicyKind::Boundary),
        (["allow", "allow", "deny"], PolicyKind::Session),
    ] {
        assert_eq!(of_session(OWNER, own, silent), Verdict::ExplicitDeny(kind));
    }
}

/// AWS's words, which stand behind the resource.
#[test]
fn the_words_of_a_refusal() {
    let check = |verdict: Verdict, expect: &str| {
        let mut out = "R".to_owned();
        verdict.push_reason(ACTION, &mut out);
        assert_eq!(out, format!("R{expect}"));
    };
    check(Verdict::Allow, "");
    for (kind, denies, silent) in [
        (
            PolicyKind::Resource,
            " with an explicit deny in a resource-based policy",
            " because no resource-based policy allows the execute-api:Invoke action",
        ),
        (
            PolicyKind::Identity,
            " with an explicit deny in an identity-based policy",
            " because no identity-based policy allows the execute-api:Invoke action",
        ),
        (
            PolicyKind::Boundary,
            " with an explicit deny in a permissions boundary",
            " because no permissions boundary allows the execute-api:Invoke action",
        ),
        (
            PolicyKind::Session,
            " with an explicit deny in a session policy",
            " because no session policy allows the execute-api:Invoke action",
        ),
        (
            PolicyKind::VpcEndpoint,
            " with an explicit deny in a VPC endpoint policy",
            " because no VPC endpoint policy allows the execute-api:Invoke action",
        ),
    ] {
        check(Verdict::ExplicitDeny(kind), denies);
        check(Verdict::NotAllowed(kind), silent);
    }
}

#[test]
fn policies_are_shared_between_threads() {
    fn check<T: Send + Sync + std::fmt::Debug>(_: &T) {}
    check(&IdentityPolicies::root());
}
