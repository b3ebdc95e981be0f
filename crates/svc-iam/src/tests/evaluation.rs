//! What a caller may do by all of its policies: own ones, those of groups, boundary, session.

use control::{Caller, Policies};
use iam_policy::Decision;
use serde_json::{Value, json};

use crate::{
    evaluate::{Decisions, Keys, principal},
    testing::{Server, document, trust},
};

fn allow(action: &str) -> Value {
    json!({"Effect": "Allow", "Action": action, "Resource": "*"})
}

fn deny(action: &str) -> Value {
    json!({"Effect": "Deny", "Action": action, "Resource": "*"})
}

/// Where the statements of a case stand.
#[derive(Default)]
struct Case {
    inline: Option<Value>,
    attached: Option<Value>,
    group: Option<Value>,
    boundary: Option<Value>,
    session: Option<Value>,
}

/// `Ok` if a user with these policies may `s3:GetObject`; otherwise why not.
fn user(case: &Case) -> Result<(), String> {
    let server = Server::new();
    let caller = server.user("ana");
    if let Some(statement) = &case.inline {
        server.grant("ana", "inline", statement.clone());
    }
    if let Some(statement) = &case.attached {
        let arn = policy(&server, "attached", statement);
        server.ok("AttachUserPolicy", json!({"UserName": "ana", "PolicyArn": arn}));
    }
    if let Some(statement) = &case.group {
        server.ok("CreateGroup", json!({"GroupName": "g"}));
        server.ok("AddUserToGroup", json!({"GroupName": "g", "UserName": "ana"}));
        let document = document(statement.clone());
        server.ok(
            "PutGroupPolicy",
            json!({"GroupName": "g", "PolicyName": "p", "PolicyDocument": document}),
        );
    }
    if let Some(statement) = &case.boundary {
        let arn = policy(&server, "boundary", statement);
        server.ok(
            "PutUserPermissionsBoundary",
            json!({"UserName": "ana", "PermissionsBoundary": arn}),
        );
    }
    assert!(case.session.is_none(), "users have no session policies");
    ask(&server, &caller)
}

/// The same of a session of a role.
fn session(case: &Case) -> Result<(), String> {
    let server = Server::new();
    let ana = server.user("ana");
    server.ok(
        "CreateRole",
        json!({"RoleName": "r", "AssumeRolePolicyDocument": trust(json!({"AWS": ana.arn}))}),
    );
    if let Some(statement) = &case.inline {
        let document = document(statement.clone());
        server.ok(
            "PutRolePolicy",
            json!({"RoleName": "r", "PolicyName": "p", "PolicyDocument": document}),
        );
    }
    if let Some(statement) = &case.attached {
        let arn = policy(&server, "attached", statement);
        server.ok("AttachRolePolicy", json!({"RoleName": "r", "PolicyArn": arn}));
    }
    if let Some(statement) = &case.boundary {
        let arn = policy(&server, "boundary", statement);
        server.ok(
            "PutRolePermissionsBoundary",
            json!({"RoleName": "r", "PermissionsBoundary": arn}),
        );
    }
    let mut input = json!({"RoleArn": "arn:aws:iam::111122223333:role/r", "RoleSessionName": "s1"});
    if let Some(statement) = &case.session {
        input["Policy"] = json!(document(statement.clone()));
    }
    let answer = server.call_as(&ana, "AssumeRole", input).unwrap();
    ask(&server, &server.session(&answer).unwrap())
}

fn policy(server: &Server, name: &str, statement: &Value) -> Value {
    let input = json!({"PolicyName": name, "PolicyDocument": document(statement.clone())});
    server.ok("CreatePolicy", input)["Policy"]["Arn"].clone()
}

fn ask(server: &Server, caller: &Caller) -> Result<(), String> {
    const ACTION: &str = "s3:GetObject";
    let policies: Policies = crate::policies(&*server.store, caller).unwrap();
    let decisions = Keys::default().ask(principal(caller), ACTION, "arn:aws:s3:::b/k", |request| {
        Decisions::of(&policies, request)
    });
    decisions.refusal(ACTION, false).map_or(Ok(()), Err)
}

const NO_IDENTITY: &str = "because no identity-based policy allows the s3:GetObject action";
const NO_BOUNDARY: &str = "because no permissions boundary allows the s3:GetObject action";
const NO_SESSION: &str = "because no session policy allows the s3:GetObject action";
const DENIED: &str = "with an explicit deny in an identity-based policy";

#[test]
fn users() {
    let none = Case::default;
    let (s3, sqs) = (|| Some(allow("s3:*")), || Some(allow("sqs:*")));
    let rows: Vec<(Case, Result<(), &str>)> = vec![
        (none(), Err(NO_IDENTITY)),
        (
            Case {
                inline: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                attached: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                group: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                inline: sqs(),
                group: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                inline: s3(),
                group: Some(deny("s3:Get*")),
                ..none()
            },
            Err(DENIED),
        ),
        (
            Case {
                inline: Some(deny("s3:*")),
                attached: s3(),
                ..none()
            },
            Err(DENIED),
        ),
        (
            Case {
                boundary: s3(),
                ..none()
            },
            Err(NO_IDENTITY),
        ),
        (
            Case {
                inline: s3(),
                boundary: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                inline: s3(),
                boundary: sqs(),
                ..none()
            },
            Err(NO_BOUNDARY),
        ),
        (
            Case {
                group: s3(),
                boundary: sqs(),
                ..none()
            },
            Err(NO_BOUNDARY),
        ),
        (
            Case {
                inline: s3(),
                boundary: Some(deny("s3:*")),
                ..none()
            },
            Err("with an explicit deny in a permissions boundary"),
        ),
    ];
    for (at, (case, expect)) in rows.iter().enumerate() {
        assert_eq!(
            user(case).as_ref().map_err(String::as_str),
            expect.as_ref().map_err(|why| *why),
            "row {at}"
        );
    }
}

#[test]
fn sessions_of_roles() {
    let none = Case::default;
    let (s3, sqs) = (|| Some(allow("s3:*")), || Some(allow("sqs:*")));
    let rows: Vec<(Case, Result<(), &str>)> = vec![
        (none(), Err(NO_IDENTITY)),
        (
            Case {
                inline: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                attached: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                inline: s3(),
                session: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                inline: s3(),
                session: sqs(),
                ..none()
            },
            Err(NO_SESSION),
        ),
        (
            Case {
                session: s3(),
                ..none()
            },
            Err(NO_IDENTITY),
        ),
        (
            Case {
                inline: s3(),
                boundary: sqs(),
                session: s3(),
                ..none()
            },
            Err(NO_BOUNDARY),
        ),
        (
            Case {
                inline: s3(),
                boundary: s3(),
                session: s3(),
                ..none()
            },
            Ok(()),
        ),
        (
            Case {
                inline: s3(),
                session: Some(deny("s3:GetObject")),
                ..none()
            },
            Err("with an explicit deny in a session policy"),
        ),
    ];
    for (at, (case, expect)) in rows.iter().enumerate() {
        assert_eq!(
            session(case).as_ref().map_err(String::as_str),
            expect.as_ref().map_err(|why| *why),
            "row {at}"
        );
    }
}

#[test]
fn the_administrator_may_everything() {
    let server = Server::new();
    let ana = server.user("ana");
    let admin = "arn:aws:iam::aws:policy/AdministratorAccess";
    server.ok("AttachUserPolicy", json!({"UserName": "ana", "PolicyArn": admin}));
    assert_eq!(ask(&server, &ana), Ok(()));
    let policies = crate::policies(&*server.store, &ana).unwrap();
    assert_eq!(policies.identity[0].0, "AdministratorAccess");
    assert_eq!(
        crate::evaluate::Keys::default().ask(principal(&ana), "s3:GetObject", "*", |request| {
            crate::evaluate::decide(policies.identity.iter().map(|(_, policy)| policy), request)
        }),
        Decision::Allow
    );
}

#[test]
fn the_caller_brings_its_keys_along() {
    let server = Server::new();
    let ana = server.user("ana");
    server.ok(
        "TagUser",
        json!({"UserName": "ana", "Tags": [{"Key": "Team", "Value": "a"}, {"Key": "Équipe", "Value": "b"}]}),
    );
    let place = crate::Membership {
        id: "o-abc123".to_owned(),
        path: "o-abc123/r-ab12/".to_owned(),
    };
    let organizations = crate::Organizations::new([(crate::testing::ACCOUNT.to_owned(), place)].into());
    let keys = crate::principal_keys(&*server.store, &ana, &organizations).unwrap();
    let value = |name: &str| {
        keys.iter()
            .find(|(key, _)| key == name)
            .map(|(_, values)| values.join(","))
    };
    assert_eq!(value("aws:username").as_deref(), Some("ana"));
    assert_eq!(value("aws:principaltag/team").as_deref(), Some("a"));
    let named = iam_policy::ConditionKey::parse("aws:PrincipalTag/Équipe");
    assert_eq!(
        value(named.name()).as_deref(),
        Some("b"),
        "as policies look it up"
    );
    assert_eq!(value("aws:tokenissuetime"), None);
    assert_eq!(value("aws:principalorgid").as_deref(), Some("o-abc123"));
    assert_eq!(
        value("aws:principalorgpaths").as_deref(),
        Some("o-abc123/r-ab12/")
    );
    let answer = server.call_as(&ana, "GetSessionToken", json!({})).unwrap();
    let session = server.session(&answer).unwrap();
    let keys = crate::principal_keys(&*server.store, &session, &crate::Organizations::default()).unwrap();
    let value = |name: &str| {
        keys.iter()
            .find(|(key, _)| key == name)
            .map(|(_, values)| values.join(","))
    };
    assert_eq!(
        value("aws:tokenissuetime").as_deref(),
        Some("2026-09-21T14:13:20Z")
    );
    assert_eq!(value("aws:multifactorauthpresent").as_deref(), Some("false"));
    assert_eq!(value("aws:principalorgid"), None);
}
