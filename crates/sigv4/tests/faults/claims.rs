//! What a well-formed signature claims: scope, time, body, token.

use sigv4::{Form, Payload, Policy, SignatureFault};

use crate::request::*;

#[test]
fn scopes() {
    let policy = |region, service| {
        Request::signed().change(|request| {
            request.policy = Policy {
                region,
                service,
                ..Policy::default()
            };
        })
    };
    policy(Some("eu-west-1"), Some("apigateway")).verify().unwrap();
    check(
        policy(Some("us-east-1"), None),
        INVALID,
        "Credential should be scoped to a valid region. ",
    );
    check(
        policy(Some("us-east-1"), Some("execute-api")),
        INVALID,
        "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'execute-api'. ",
    );
    check(
        Request::signed().replace("aws4_request", "aws4"),
        INVALID,
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'. ",
    );
    check(
        Request::signed().replace("/20260517/", "/20260516/"),
        INVALID,
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260516' != \
         '20260517', from '20260517T063340Z'.",
    );
}

#[test]
fn times() {
    let later = |request: Request, ms: i64| request.change(|request| request.now.epoch_ms += ms);
    later(Request::signed(), 300_000).verify().unwrap();
    later(Request::signed(), -300_000).verify().unwrap();
    check(
        later(Request::signed(), 300_001),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063340Z (20260517T063840Z - 5 min.)",
    );
    check(
        later(Request::signed(), 600_000),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063840Z (20260517T064340Z - 5 min.)",
    );
    check(
        later(Request::signed(), -301_000),
        INVALID,
        "Signature not yet current: 20260517T063340Z is still later than 20260517T063339Z (20260517T062839Z + 5 min.)",
    );
    for ms in [i64::MAX / 2, i64::MIN / 2] {
        later(Request::signed(), ms).verify().unwrap_err();
    }
    // A presigned request lives as long as it says, within what the policy says.
    later(Request::presigned(3600), 3_600_000).verify().unwrap();
    later(Request::presigned(604_800), 604_800_000).verify().unwrap();
    later(Request::presigned(3600), 3_600_001).verify().unwrap_err();
    later(Request::presigned(3600), -300_001).verify().unwrap_err();
    let limited =
        |ms| later(Request::presigned(3600), ms).change(|request| request.policy.presigned_max_s = 300);
    limited(300_000).verify().unwrap();
    check(
        limited(300_001),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063340Z (20260517T063840Z - 5 min.)",
    );
    for value in ["604801", "-1", "1.5", "", "+5", "99999999999"] {
        check(
            Request::presigned(3600).replace("X-Amz-Expires=3600", &format!("X-Amz-Expires={value}")),
            INCOMPLETE,
            "X-Amz-Expires must be a number of seconds, at most a week (in seconds); that is, 604800",
        );
    }
    Request::presigned(3600)
        .replace("&X-Amz-Expires=3600", "")
        .verify()
        .unwrap_err();
}

#[test]
fn bodies() {
    check(
        Request::signed().change(|request| request.body.push(b' ')),
        INVALID,
        MISMATCH,
    );
    let Payload::Hash(hash) = Payload::of(b"{}") else {
        panic!()
    };
    let named = || {
        Request::unsigned()
            .header("x-amz-content-sha256", &hash)
            .sign("apigateway", None)
    };
    assert_eq!(named().verify().unwrap().owed(), None);
    let fault = named()
        .change(|request| request.body.push(b' '))
        .verify()
        .unwrap_err();
    assert_eq!(fault, SignatureFault::PayloadMismatch);
    // Not read yet: the caller owes the check.
    let verified = named().change(|request| request.claimed = true).verify().unwrap();
    assert_eq!(verified.owed(), Some(&Payload::Hash(hash.clone())));
    let fault = Request::signed()
        .change(|request| request.claimed = true)
        .verify()
        .unwrap_err();
    assert_eq!(fault, SignatureFault::PayloadHash);
    for value in [
        "UNSIGNED-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "",
        &hash.to_ascii_uppercase(),
    ] {
        check(
            named().change(|request| request.headers[1].1 = value.into()),
            INVALID,
            "x-amz-content-sha256 must be the SHA-256 of the body: 64 lower-case hexadecimal digits.",
        );
    }
    // S3 alone leaves the body out.
    let presigned = Request::unsigned().presign("s3", None, 60);
    let verified = presigned.change(|request| request.body.clear()).verify().unwrap();
    assert_eq!(
        (verified.claim().payload(), verified.owed()),
        (&Payload::Unsigned, None)
    );
}

#[test]
fn a_token_after_signing_belongs_to_the_query_form_alone() {
    let added = Request::presigned(60).change(|request| {
        request.query.push_str("&X-Amz-Security-Token=abc");
    });
    let verified = added.verify().unwrap();
    assert_eq!(verified.claim().session_token(), Some("abc"));
    // One that was signed cannot be changed or left out.
    let signed = Request::unsigned().presign("apigateway", Some("abc"), 60);
    assert_eq!(
        signed.verify().unwrap().claim().form(),
        Form::Query { expires_s: Some(60) }
    );
    signed
        .clone()
        .replace("Security-Token=abc", "Security-Token=abd")
        .verify()
        .unwrap_err();
    signed
        .replace("&X-Amz-Security-Token=abc", "")
        .verify()
        .unwrap_err();
}
