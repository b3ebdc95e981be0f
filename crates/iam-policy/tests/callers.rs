//! Signed callers: worked cases of identity policies, boundary and session policy beside a resource policy, with the words
//! that follow the resource in a refusal.
//!
//! Sources: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow" and "API Gateway
//! resource policy examples"; IAM user guide, "Policy evaluation logic" and "Policy variables".

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

use iam_policy::{
    Caller, Compiled, Context, Decision, Document, Grant, IdentityPolicies, IdentitySources, Kind, Limit,
    NamedPolicy, Policy, PolicyKind, Request, ResourceOutcome, Scope, Table,
};

const OWNER: &str = "111122223333";
const OTHER: &str = "444455556666";

const ALLOW: &str = r#"{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}"#;
const DENY: &str = r#"{"Effect":"Deny","Action":"execute-api:Invoke","Resource":"*"}"#;
const ELSEWHERE: &str = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;

/// A condition put into a statement that has none.
fn with_condition(statement: &str, condition: &str) -> String {
    let body = statement.strip_suffix('}').unwrap();
    format!(r#"{body},"Condition":{condition}}}"#)
}

const ALL: &str =
    r#"{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}"#;
const ROLE: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/reader"},
    "Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/*"}"#;
const SESSION: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/reader/s1"},
    "Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/*"}"#;
const OTHER_ACCOUNT: &str = r#"{"Effect":"Allow","Principal":{"AWS":"444455556666"},
    "Action":"execute-api:Invoke","Resource":"execute-api:/*"}"#;
const OTHER_ROLE: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/dev"},
    "Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/pets"}"#;

const SX: &str = " with an explicit deny in a resource-based policy";
const SXI: &str = " with an explicit deny in an identity-based policy";
const SNI: &str = " because no identity-based policy allows the execute-api:Invoke action";
const SNR: &str = " because no resource-based policy allows the execute-api:Invoke action";
const SNB: &str = " because no permissions boundary allows the execute-api:Invoke action";

/// One question; what is not said is as for a session `s1` of the owner's role `reader` who asks for `GET /prod/pets`.
struct Case<'a> {
    resource: &'a str,
    version: &'a str,
    account: &'a str,
    role: Option<&'a str>,
    user: &'a str,
    identity: &'a str,
    boundary: Option<&'a str>,
    call: &'a str,
    keys: &'a [(&'a str, &'a [&'a str])],
    source_ip: &'a str,
}

const PLAIN: Case<'_> = Case {
    resource: "",
    version: "2012-10-17",
    account: OWNER,
    role: Some("reader"),
    user: "ana",
    identity: ALLOW,
    boundary: None,
    call: "GET/pets",
    keys: &[],
    source_ip: "203.0.113.9",
};

fn policy(kind: Kind, version: &str, statements: &str) -> Policy {
    let text = format!(r#"{{"Version":"{version}","Statement":[{statements}]}}"#);
    let scope = Scope {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: OWNER.parse().unwrap(),
        api_id: "a1b2c3d4e5".parse().unwrap(),
    };
    let (document, _) = Document::parse(&text, kind).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    Policy::new(&document, Some(&scope), usize::MAX).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"))
}

fn named(name: &str, statements: &str) -> NamedPolicy {
    NamedPolicy {
        name: name.to_owned(),
        policy: policy(Kind::Identity, "2012-10-17", statements),
    }
}

impl Case<'_> {
    fn ask<T>(&self, answer: impl FnOnce(&Request<'_>) -> T) -> T {
        let account = self.account;
        let (arn, role_arn) = match self.role {
            Some(role) => (
                format!("arn:aws:sts::{account}:assumed-role/{role}/s1"),
                Some(format!("arn:aws:iam::{account}:role/{role}")),
            ),
            None => (format!("arn:aws:iam::{account}:user/{}", self.user), None),
        };
        let principal_arn = [role_arn.as_deref().unwrap_or(&arn)];
        let username = [self.user];
        let mut keys: Vec<(&str, &[&str])> = vec![("aws:principalarn", &principal_arn)];
        if self.role.is_none() {
            keys.push(("aws:username", &username));
        }
        keys.extend(self.keys);
        answer(&Request {
            caller: Caller::Principal {
                arn: &arn,
                role_arn: role_arn.as_deref(),
                account,
            },
            action: "execute-api:Invoke",
            resource: &format!(
                "arn:aws:execute-api:eu-west-1:{OWNER}:a1b2c3d4e5/prod/{}",
                self.call
            ),
            resource_deny_forms: &[],
            context: Context {
                source_ip: Some(self.source_ip.parse().unwrap()),
                named: &keys,
                ..Context::default()
            },
        })
    }

    fn reason(&self) -> String {
        let sources = IdentitySources {
            identity: vec![named("p", self.identity)],
            boundary: self.boundary.map(|text| named("b", text)),
            session: Vec::new(),
        };
        let own = IdentityPolicies::new(&sources, &|_| true);
        self.ask(|request| {
            let resource = if self.resource.is_empty() {
                ResourceOutcome::NO_POLICY
            } else {
                let policy = policy(Kind::Resource, self.version, self.resource);
                ResourceOutcome::of(&Compiled::new(&policy), request)
            };
            let verdict = Table::of(self.account, OWNER).verdict(&own.decide(request), resource);
            let mut reason = String::new();
            verdict.push_reason(request.action, &mut reason);
            reason
        })
    }
}

fn check(case: &Case<'_>, expect: &str) {
    let resource = case.resource;
    assert_eq!(
        case.reason(),
        expect,
        "{} of {} against {resource}",
        case.call,
        case.account
    );
}

#[test]
fn within_one_account() {
    check(&PLAIN, "");
    check(
        &Case {
            identity: ELSEWHERE,
            ..PLAIN
        },
        SNI,
    );
    let reader = Case {
        resource: ROLE,
        identity: ELSEWHERE,
        ..PLAIN
    };
    check(&reader, "");
    check(
        &Case {
            call: "POST/pets",
            ..reader
        },
        SNI,
    );
    check(
        &Case {
            resource: ALL,
            identity: DENY,
            ..PLAIN
        },
        SXI,
    );
    let allow_list = with_condition(ALL, r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#);
    check(
        &Case {
            resource: &allow_list,
            source_ip: "198.51.100.1",
            ..PLAIN
        },
        "",
    );
    let only = format!(
        "{ALL},{}",
        r#"{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*",
            "Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8:10::/48"]}}}"#
    );
    check(
        &Case {
            resource: &only,
            source_ip: "192.0.2.8",
            ..PLAIN
        },
        SX,
    );
}

#[test]
fn across_accounts() {
    let dev = Case {
        account: OTHER,
        role: Some("dev"),
        ..PLAIN
    };
    check(&dev, SNR);
    check(
        &Case {
            resource: OTHER_ACCOUNT,
            ..dev
        },
        "",
    );
    check(
        &Case {
            resource: OTHER_ACCOUNT,
            identity: ELSEWHERE,
            ..dev
        },
        SNI,
    );
    check(
        &Case {
            resource: OTHER_ROLE,
            ..dev
        },
        "",
    );
    check(
        &Case {
            resource: OTHER_ROLE,
            call: "GET/pets/42",
            ..dev
        },
        SNR,
    );
    check(&Case { resource: ALL, ..dev }, "");
    // Both are silent: the account of the API is asked first.
    check(
        &Case {
            identity: ELSEWHERE,
            ..dev
        },
        SNR,
    );
    check(
        &Case {
            resource: ALL,
            identity: DENY,
            ..dev
        },
        SXI,
    );
    check(
        &Case {
            resource: ALL,
            boundary: Some(ELSEWHERE),
            ..dev
        },
        SNB,
    );
    let teams = with_condition(
        ALL,
        r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::444455556666:role/team-*"}}"#,
    );
    check(
        &Case {
            resource: &teams,
            role: Some("team-blue"),
            ..dev
        },
        "",
    );
    check(
        &Case {
            resource: &teams,
            role: Some("ops"),
            ..dev
        },
        SNR,
    );
}

#[test]
fn keys_of_the_caller() {
    let organization = format!(
        "{ALL},{}",
        r#"{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*",
            "Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-abc123"}}}"#
    );
    let member = Case {
        resource: &organization,
        keys: &[("aws:principalorgid", &["o-abc123"])],
        ..PLAIN
    };
    check(&member, "");
    check(
        &Case {
            keys: &[("aws:principalorgid", &["o-else"])],
            ..member
        },
        SX,
    );
    check(&Case { keys: &[], ..member }, SX);
    let rule = format!(
        "{ALL},{}",
        r#"{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*",
            "Condition":{"ArnNotEquals":{"aws:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/nightly"}}}"#
    );
    check(
        &Case {
            resource: &rule,
            ..PLAIN
        },
        SX,
    );
    let own_path = ALL.replace("execute-api:/*", "execute-api:/prod/GET/users/${aws:username}/*");
    let ana = Case {
        resource: &own_path,
        role: None,
        identity: ELSEWHERE,
        call: "GET/users/ana/x",
        ..PLAIN
    };
    check(&ana, "");
    check(&Case { user: "bob", ..ana }, SNI);
    check(
        &Case {
            version: "2008-10-17",
            ..ana
        },
        SNI,
    );
}

#[test]
fn what_a_boundary_holds_back() {
    let bounded = Case {
        identity: ELSEWHERE,
        boundary: Some(ELSEWHERE),
        ..PLAIN
    };
    check(
        &Case {
            resource: ROLE,
            ..bounded
        },
        SNB,
    );
    check(
        &Case {
            resource: SESSION,
            ..bounded
        },
        "",
    );
    check(
        &Case {
            resource: ALL,
            ..bounded
        },
        "",
    );
    // Both names in one statement, or in two: the stronger counts.
    let both = r#"{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:role/reader",
        "arn:aws:sts::111122223333:assumed-role/reader/s1"]},"Action":"*","Resource":"*"}"#;
    check(
        &Case {
            resource: both,
            ..bounded
        },
        "",
    );
    check(
        &Case {
            resource: &format!("{ROLE},{SESSION}"),
            ..bounded
        },
        "",
    );
    // A session of another name, and a user.
    let other = SESSION.replace("/s1", "/s2");
    check(
        &Case {
            resource: &format!("{ROLE},{other}"),
            ..bounded
        },
        SNB,
    );
    let user = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/ana"},"Action":"*","Resource":"*"}"#;
    check(
        &Case {
            resource: user,
            role: None,
            ..bounded
        },
        "",
    );
    check(
        &Case {
            resource: user,
            role: None,
            user: "bob",
            ..bounded
        },
        SNI,
    );
}

#[test]
fn an_account_hands_the_decision_on() {
    for account in [OWNER, "arn:aws:iam::111122223333:root"] {
        let text = OTHER_ACCOUNT.replace(OTHER, account);
        check(
            &Case {
                resource: &text,
                ..PLAIN
            },
            "",
        );
        check(
            &Case {
                resource: &text,
                identity: ELSEWHERE,
                ..PLAIN
            },
            SNI,
        );
        check(
            &Case {
                resource: &text,
                boundary: Some(ELSEWHERE),
                ..PLAIN
            },
            SNB,
        );
    }
}

#[test]
fn grants_by_name() {
    let grant = |resource: &str, case: &Case<'_>| {
        let compiled = Compiled::new(&policy(Kind::Resource, "2012-10-17", resource));
        case.ask(|request| {
            let (outcome, grant) = compiled.decide_granting(request);
            assert_eq!(outcome, compiled.decide(request));
            grant
        })
    };
    let user = Case { role: None, ..PLAIN };
    assert_eq!(grant(ALL, &PLAIN), Some(Grant::Caller));
    assert_eq!(grant(ROLE, &PLAIN), Some(Grant::Role));
    assert_eq!(grant(SESSION, &PLAIN), Some(Grant::Caller));
    assert_eq!(grant(ROLE, &user), None);
    let account = OTHER_ACCOUNT.replace(OTHER, OWNER);
    assert_eq!(grant(&account, &user), Some(Grant::Account));
    assert_eq!(grant(&format!("{account},{ROLE}"), &PLAIN), Some(Grant::Role));
    // What is denied is not granted.
    let denied = format!(r#"{ALL},{{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}"#);
    assert_eq!(grant(&denied, &PLAIN), None);
    assert!(Grant::Account < Grant::Role && Grant::Role < Grant::Caller);
}

#[test]
fn what_decided_is_known_by_name() {
    let sources = IdentitySources {
        identity: vec![
            named("first", ELSEWHERE),
            named("second", &format!("{ELSEWHERE},{ALLOW}")),
        ],
        boundary: Some(named("limit", ALLOW)),
        session: vec![named("session-1", ELSEWHERE), named("session-2", ALLOW)],
    };
    let own = IdentityPolicies::new(&sources, &|_| true);
    let outcome = PLAIN.ask(|request| own.decide(request));
    let by = outcome.identity.unwrap();
    assert_eq!(
        (own.name(by), by.kind, by.statement),
        (Some("second"), PolicyKind::Identity, 1)
    );
    assert_eq!(
        (outcome.boundary, outcome.session),
        (Limit::Allows, Limit::Allows)
    );
    assert_eq!(outcome.denied, None);

    let denying = IdentitySources {
        session: vec![named("session-1", ALLOW), named("session-2", DENY)],
        ..sources
    };
    let own = IdentityPolicies::new(&denying, &|_| true);
    let by = PLAIN.ask(|request| own.decide(request)).denied.unwrap();
    assert_eq!(
        (own.name(by), by.kind, by.statement),
        (Some("session-2"), PolicyKind::Session, 0)
    );
    let wrong = iam_policy::Decider {
        kind: PolicyKind::Identity,
        ..by
    };
    assert_eq!(own.name(wrong), None);
}

#[test]
fn several_session_policies_allow_together() {
    let sources = |session: Vec<NamedPolicy>| IdentitySources {
        identity: vec![named("p", ALLOW)],
        boundary: None,
        session,
    };
    for (session, expect) in [
        (vec![], Limit::NotThere),
        (vec![named("a", ELSEWHERE)], Limit::Silent),
        (vec![named("a", ELSEWHERE), named("b", ALLOW)], Limit::Allows),
    ] {
        let own = IdentityPolicies::new(&sources(session), &|_| true);
        assert_eq!(PLAIN.ask(|request| own.decide(request)).session, expect);
    }
}

#[test]
fn keys_that_are_not_known_count_against_the_caller() {
    let tagged = |effect: &str| {
        format!(
            r#"{{"Effect":"{effect}","Action":"*","Resource":"*","Condition":{{
                "StringNotEqualsIfExists":{{"aws:ResourceTag/Env":"x"}}}}}}"#
        )
    };
    let known = |key: &str| !key.starts_with("aws:resourcetag/");
    let decide = |statements: String| {
        let sources = IdentitySources {
            identity: vec![named("p", &statements)],
            ..IdentitySources::default()
        };
        let own = IdentityPolicies::new(&sources, &known);
        assert_eq!(own.unknown_keys(), ["aws:ResourceTag/Env"]);
        PLAIN.ask(|request| own.decide(request))
    };
    let allow = decide(tagged("Allow"));
    assert_eq!((allow.identity, allow.denied), (None, None));
    // The statement keeps its place.
    let beside = decide(format!("{},{ALLOW}", tagged("Allow")));
    assert_eq!(beside.identity.map(|by| by.statement), Some(1));
    let deny = decide(format!("{ALLOW},{}", tagged("Deny")));
    assert_eq!(deny.denied.map(|by| by.statement), Some(1));
}

#[test]
fn variables_that_are_not_known_count_against_the_caller() {
    let known = |key: &str| !key.starts_with("aws:resourcetag/");
    let decide = |statements: &str| {
        let sources = IdentitySources {
            identity: vec![named("p", statements)],
            ..IdentitySources::default()
        };
        let own = IdentityPolicies::new(&sources, &known);
        assert_eq!(own.unknown_keys(), ["aws:resourcetag/env"], "{statements}");
        PLAIN.ask(|request| own.decide(request)).decision()
    };
    let tail = r#"arn:aws:execute-api:*:*:a1b2c3d4e5/${aws:ResourceTag/env, 'prod'}/*"#;
    let statement =
        |effect: &str, element: &str| format!(r#"{{"Effect":"{effect}","Action":"*","{element}":"{tail}"}}"#);
    let deny = |element| format!("{ALLOW},{}", statement("Deny", element));
    assert_eq!(decide(&statement("Allow", "Resource")), Decision::ImplicitDeny);
    assert_eq!(decide(&statement("Allow", "NotResource")), Decision::ImplicitDeny);
    assert_eq!(decide(&deny("Resource")), Decision::ExplicitDeny);
    assert_eq!(decide(&deny("NotResource")), Decision::ExplicitDeny);
    let condition = r#","Condition":{"StringNotEquals":{"aws:PrincipalTag/env":"${aws:ResourceTag/env}"}}}"#;
    let allow = ALLOW.strip_suffix('}').unwrap();
    assert_eq!(decide(&format!("{allow}{condition}")), Decision::ImplicitDeny);
    let deny = DENY.strip_suffix('}').unwrap();
    assert_eq!(
        decide(&format!("{ALLOW},{deny}{condition}")),
        Decision::ExplicitDeny
    );
}
