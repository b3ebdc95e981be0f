//! Roles as services use them.

use portcullis_core::Timestamp;
use serde_json::{Value, json};

use crate::testing::{Server, document};
use crate::{ServiceRole, ServiceSession, access_key, begin_service_session, policies, role_trusts};

const ROLE: &str = "arn:aws:iam::111122223333:role/r";
const LAMBDA: &str = "lambda.amazonaws.com";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:111122223333:function:f";

fn role(server: &Server, statement: Value) {
    let trust = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
    server.ok(
        "CreateRole",
        json!({"RoleName": "r", "AssumeRolePolicyDocument": trust}),
    );
}

fn wanted<'a>(service: &'a str, source: &'a str) -> ServiceSession<'a> {
    ServiceSession {
        role_arn: ROLE,
        service,
        session: "f",
        source: Some((source, "111122223333")),
        seconds: 3_600,
    }
}

#[test]
fn a_service_begins_sessions_of_roles_that_trust_it() {
    let server = Server::new();
    let begin = |wanted: &ServiceSession<'_>| begin_service_session(&*server.store, wanted, server.now);
    let refused = begin(&wanted(LAMBDA, FUNCTION)).unwrap_err();
    assert!(refused.message.contains("does not exist"), "{}", refused.message);
    role(
        &server,
        json!({"Effect": "Allow", "Principal": {"Service": LAMBDA}, "Action": "sts:AssumeRole"}),
    );
    let refused = begin(&wanted("apigateway.amazonaws.com", FUNCTION)).unwrap_err();
    assert!(refused.message.contains("does not trust"), "{}", refused.message);
    let (made, _) = begin(&wanted(LAMBDA, FUNCTION)).unwrap();
    assert!(!format!("{made:?}").contains(&made.secret_access_key));
    let found = access_key(&*server.store, &made.access_key_id).unwrap().unwrap();
    assert_eq!(found.caller.arn, "arn:aws:sts::111122223333:assumed-role/r/f");
    let expires = server.now.epoch_ms / 1_000 * 1_000 + 3_600_000;
    assert_eq!(found.session.unwrap().expires, Timestamp { epoch_ms: expires });
    assert!(
        policies(&*server.store, &found.caller)
            .unwrap()
            .identity
            .is_empty()
    );
}

#[test]
fn conditions_on_the_source_hold() {
    let server = Server::new();
    role(
        &server,
        json!({"Effect": "Allow", "Principal": {"Service": LAMBDA}, "Action": "sts:AssumeRole",
            "Condition": {"ArnLike": {"aws:SourceArn": FUNCTION}}}),
    );
    let role = ServiceRole::load(&*server.store, ROLE, "f").unwrap().unwrap();
    let trusts = |service, source: Option<&str>| {
        role.trusts(service, source.map(|arn| (arn, "111122223333")), server.now)
    };
    assert!(trusts(LAMBDA, Some(FUNCTION)));
    assert!(!trusts(
        LAMBDA,
        Some("arn:aws:lambda:us-east-1:111122223333:function:g")
    ));
    assert!(!trusts(LAMBDA, None));
    assert!(!trusts("apigateway.amazonaws.com", Some(FUNCTION)));
    // Whether the role can be used at all does not hang on what it is used for.
    let mut tx = control::Tx::new(&*server.store, "", "");
    assert!(role_trusts(&mut tx, ROLE, LAMBDA).unwrap());
    assert!(!role_trusts(&mut tx, ROLE, "apigateway.amazonaws.com").unwrap());
    assert!(!role_trusts(&mut tx, "arn:aws:iam::111122223333:role/x", LAMBDA).unwrap());
}

#[test]
fn the_policies_of_the_role_come_along() {
    let server = Server::new();
    role(
        &server,
        json!({"Effect": "Allow", "Principal": {"Service": LAMBDA}, "Action": "sts:AssumeRole"}),
    );
    server.ok(
        "PutRolePolicy",
        json!({"RoleName": "r", "PolicyName": "p", "PolicyDocument": document(json!({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}))}),
    );
    let role = ServiceRole::load(&*server.store, ROLE, "f").unwrap().unwrap();
    let names: Vec<&str> = role
        .policies
        .identity
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["role_r_p"]);
}
