//! Documents of many parts: the work grows with the text, not with its square.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

use iam_policy::{Caller, Compiled, Context, Document, Kind, LintFacts, Policy, Request, explain, lint};

const MANY: usize = 20_000;

fn list(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect::<Vec<_>>().join(",")
}

/// Reads, checks, compiles and asks a policy of one statement or several, whatever its size.
fn serve(statements: &str) {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
    let (document, _) = Document::parse(&text, Kind::Resource).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let facts = LintFacts {
        other_allow: Some(true),
        routes: Some(&[("GET", "/x")]),
        ..LintFacts::default()
    };
    let _ = lint(&document, &facts);
    assert!(
        Policy::new(&document, None, 8192).is_err(),
        "too large unless a setting says otherwise"
    );
    let policy = Policy::new(&document, None, usize::MAX).unwrap();
    let compiled = Compiled::new(&policy);
    let request = Request {
        caller: Caller::Anonymous,
        action: "execute-api:Invoke",
        resource: "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/x",
        resource_deny_forms: &[],
        context: Context::default(),
    };
    let (outcome, explanation) = (compiled.decide(&request), explain(&policy, &request));
    assert_eq!(
        (outcome.decision, outcome.statement),
        (explanation.decision, explanation.statement)
    );
}

#[test]
fn many_principals() {
    let names = list(MANY, |n| format!("\"{n:012}\""));
    serve(&format!(
        r#"{{"Effect":"Allow","Principal":{{"AWS":[{names}]}},"Action":"*","Resource":"*"}}"#
    ));
}

#[test]
fn many_statements() {
    for effect in ["Allow", "Deny"] {
        serve(&list(MANY / 2, |n| {
            format!(
                r#"{{"Sid":"s{n}","Effect":"{effect}","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:*:{n:012}:a/*/GET/{n}","Condition":{{"IpAddress":{{"aws:SourceIp":"10.0.0.0/8"}}}}}}"#
            )
        }));
    }
}

#[test]
fn many_resources_actions_and_values() {
    let resources = list(MANY, |n| format!("\"arn:aws:execute-api:*:{n:012}:a/*/GET/{n}\""));
    let actions = list(MANY, |n| format!("\"execute-api:*{n}\""));
    serve(&format!(
        r#"{{"Effect":"Allow","Principal":"*","Action":"*","Resource":[{resources}]}}"#
    ));
    serve(&format!(
        r#"{{"Effect":"Allow","Principal":"*","Action":[{actions}],"Resource":"*"}}"#
    ));
    let values = list(MANY, |n| format!("\"v{n}*\""));
    let statement = |effect: &str, operator: &str| {
        format!(
            r#"{{"Effect":"{effect}","Principal":"*","Action":"*","Resource":"*","Condition":{{"{operator}":{{"aws:Referer":[{values}]}}}}}}"#
        )
    };
    serve(&format!(
        "{},{}",
        statement("Allow", "StringLike"),
        statement("Deny", "StringNotEquals")
    ));
}
