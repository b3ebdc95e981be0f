//! The lint `unreachable-statement` is proof: without the statement, every request is decided the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

use std::cell::Cell;
use std::net::IpAddr;

use iam_policy::{
    Caller, Context, Document, Kind, LintFacts, POLICY_CHARACTERS_MAX, Policy, Request, Scope, lint,
    reference,
};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

/// Of the requests, one in this many is asked, beginning anywhere; a prime, so that all combinations come up.
const REQUEST_STEP: usize = 11;

const API: &str = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/";

const PRINCIPALS: [&str; 8] = [
    r#""Principal": "*""#,
    r#""Principal": "*""#,
    r#""Principal": {"AWS": "*"}"#,
    r#""Principal": {"AWS": "444455556666"}"#,
    r#""Principal": {"AWS": ["arn:aws:iam::444455556666:role/dev", "arn:aws:iam::111122223333:user/ana"]}"#,
    r#""Principal": {"Service": "events.amazonaws.com", "AWS": "arn:aws:iam::444455556666:root"}"#,
    r#""NotPrincipal": {"AWS": "444455556666"}"#,
    r#""NotPrincipal": {"AWS": ["444455556666", "arn:aws:iam::444455556666:role/dev"]}"#,
];

const ACTIONS: [&str; 6] = [
    r#""Action": "execute-api:Invoke""#,
    r#""Action": "execute-api:Inv*""#,
    r#""Action": ["*"]"#,
    r#""Action": "execute-api:InvalidateCache""#,
    r#""NotAction": "execute-api:Invoke""#,
    r#""NotAction": ["s3:*", "execute-api:Manage*"]"#,
];

const RESOURCES: [&str; 10] = [
    r#""Resource": "*""#,
    r#""Resource": "execute-api:/*""#,
    r#""Resource": "execute-api:/prod/*""#,
    r#""Resource": ["execute-api:/prod/GET/pets*", "execute-api:/*/POST/*"]"#,
    r#""Resource": "execute-api:/prod/GET/pets""#,
    r#""Resource": "arn:aws:execute-api:*:111122223333:a1b2c3d4e5/prod/GET/*""#,
    r#""Resource": "execute-api:/prod/GET/${aws:username}*""#,
    r#""Resource": "execute-api:/prod/GET/${*}""#,
    r#""NotResource": "execute-api:/prod/GET/pets*""#,
    r#""NotResource": ["execute-api:/prod/GET/pets*", "execute-api:/prod/POST/*"]"#,
];

const CONDITIONS: [&str; 13] = [
    "",
    "",
    r#""IpAddress": {"aws:SourceIp": "203.0.113.0/24"}"#,
    r#""IpAddress": {"aws:SourceIp": ["203.0.113.0/25", "203.0.113.128/25", "2001:db8::/32"]}"#,
    r#""IpAddress": {"AWS:sourceIp": ["203.0.113.7"]}, "Bool": {"aws:SecureTransport": "true"}"#,
    r#""NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}"#,
    r#""NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"]}"#,
    r#""IpAddressIfExists": {"aws:SourceIp": "203.0.113.0/24"}"#,
    r#""StringLike": {"aws:UserAgent": ["a*", "b"]}"#,
    r#""StringLike": {"aws:UserAgent": "a*"}"#,
    r#""StringNotLike": {"aws:UserAgent": "a*"}"#,
    r#""ForAllValues:StringEquals": {"aws:username": ["pets", "ana"]}"#,
    r#""Null": {"aws:username": "true"}"#,
];

type Parts = (bool, usize, usize, usize, usize);

fn parts() -> impl Strategy<Value = Parts> {
    (
        any::<bool>(),
        0..PRINCIPALS.len(),
        0..ACTIONS.len(),
        0..RESOURCES.len(),
        0..CONDITIONS.len(),
    )
}

fn statement((allow, principal, action, resource, condition): Parts) -> String {
    let principal = PRINCIPALS.get(principal).unwrap();
    let effect = if allow && !principal.contains("Not") {
        "Allow"
    } else {
        "Deny"
    };
    let (action, resource) = (ACTIONS.get(action).unwrap(), RESOURCES.get(resource).unwrap());
    let condition = CONDITIONS.get(condition).unwrap();
    format!(r#"{{"Effect": "{effect}", {principal}, {action}, {resource}, "Condition": {{{condition}}}}}"#)
}

/// A statement, one that differs from it in two parts at most, and another one.
fn policy() -> impl Strategy<Value = String> {
    (parts(), parts(), parts(), 0..5, 0..5).prop_map(|(base, other, third, first, second)| {
        let mut near = base;
        for part in [first, second] {
            match part {
                0 => near.0 = other.0,
                1 => near.1 = other.1,
                2 => near.2 = other.2,
                3 => near.3 = other.3,
                _ => near.4 = other.4,
            }
        }
        let statements = [base, near, third].map(statement).join(", ");
        format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#)
    })
}

/// Every combination of who, what, where from; a few thousand requests.
fn requests(mut check: impl FnMut(&Request<'_>) -> Result<(), TestCaseError>) -> Result<(), TestCaseError> {
    let signed = |arn, role_arn, account| Caller::Principal {
        arn,
        role_arn,
        account,
    };
    let callers = [
        Caller::Anonymous,
        signed(
            "arn:aws:sts::444455556666:assumed-role/dev/s",
            Some("arn:aws:iam::444455556666:role/dev"),
            "444455556666",
        ),
        signed("arn:aws:iam::111122223333:user/ana", None, "111122223333"),
        Caller::Service("events.amazonaws.com"),
    ];
    let paths = [
        "prod/GET/pets",
        "prod/GET/pets/7",
        "prod/POST/pets",
        "test/GET/",
        "prod/GET/*",
        "prod/GET/ana",
    ];
    let addresses: [Option<IpAddr>; 4] = [
        None,
        "203.0.113.7".parse().ok(),
        "198.51.100.1".parse().ok(),
        "2001:db8::1".parse().ok(),
    ];
    let agents: [&[&str]; 4] = [&[], &["abc"], &["b"], &["c", "abc"]];
    let names: [&[(&str, &[&str])]; 3] = [&[], &[("aws:username", &["ana"])], &[("aws:username", &["pets"])]];
    for caller in callers {
        for path in paths {
            let resource = format!("{API}{path}");
            for action in ["execute-api:Invoke", "execute-api:InvalidateCache"] {
                for source_ip in addresses {
                    for user_agent in agents {
                        for named in names {
                            let secure_transport = Some(source_ip.is_some_and(|address| address.is_ipv4()));
                            let context = Context {
                                source_ip,
                                secure_transport,
                                user_agent,
                                named,
                                ..Context::default()
                            };
                            check(&Request {
                                caller,
                                action,
                                resource: &resource,
                                resource_deny_forms: &[],
                                context,
                            })?;
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

fn normalised(document: &Document) -> Policy {
    let scope = Scope {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
        api_id: "a1b2c3d4e5".parse().unwrap(),
    };
    Policy::new(document, Some(&scope), POLICY_CHARACTERS_MAX).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// Checks one policy; gives whether the lint spoke about it.
fn check(text: &str, pick: Index) -> Result<bool, TestCaseError> {
    let (document, _) =
        Document::parse(text, Kind::Resource).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    let facts = LintFacts {
        api_arn: Some(API),
        ..LintFacts::default()
    };
    let told: Vec<usize> = lint(&document, &facts)
        .iter()
        .filter(|finding| finding.code == "unreachable-statement")
        .filter_map(|finding| finding.statement.as_ref().map(|(index, _)| *index))
        .collect();
    if told.is_empty() {
        return Ok(false);
    }
    let index = *pick.get(&told);
    let mut without = document.clone();
    without.statements.remove(index);
    let (all, fewer) = (normalised(&document), normalised(&without));
    let (offset, mut number) = (pick.index(REQUEST_STEP), 0);
    requests(|request| {
        number += 1;
        if number % REQUEST_STEP == offset {
            let (one, other) = (
                reference::evaluate(&all, request),
                reference::evaluate(&fewer, request),
            );
            prop_assert_eq!(
                one.decision,
                other.decision,
                "statement {} of {}\n{:#?}",
                index,
                text,
                request
            );
        }
        Ok(())
    })?;
    Ok(true)
}

#[test]
fn removing_an_unreachable_statement_changes_no_decision() {
    let config = ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let spoken = Cell::new(0);
    TestRunner::new(config)
        .run(&(policy(), any::<Index>()), |(text, pick)| {
            spoken.set(spoken.get() + usize::from(check(&text, pick)?));
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    assert!(
        spoken.get() > 40,
        "only {} policies had something to prove",
        spoken.get()
    );
}
