//! What the gateway answers by itself, to the byte.

use gateway::{DenialTexts, MethodOverride};
use testkit::{client::Reply, fixture, upstream::Upstream};

use crate::{ELSEWHERE, POLICY, Served};

fn check(reply: &Reply, status: u16, error_type: &str, body: &str) {
    assert_eq!((reply.status, reply.text().as_str()), (status, body));
    assert_eq!(reply.header("x-amzn-errortype"), Some(error_type));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("x-amzn-requestid").map(str::len), Some(36));
    assert_eq!(reply.header("x-amz-apigw-id").map(str::len), Some(16));
}

const FORBIDDEN: &str = r#"{"message":"Forbidden"}"#;
const MISSING: &str = r#"{"message":"Missing Authentication Token"}"#;

#[test]
fn refusals_are_awss() {
    let upstream = Upstream::ok();
    let served = Served::new(&fixture::definition(&upstream.url(), Some(POLICY), &[]));
    let explicit = "User: anonymous is not authorized to perform: execute-api:Invoke on resource: \
                    arn:aws:execute-api:eu-west-1:********3333:a1b2c3d4e5/prod/GET/admin with an explicit deny in a \
                    resource-based policy";
    let explicit = format!(r#"{{"Message":"{explicit}"}}"#);
    check(
        &served.ask("GET /prod/admin HTTP/1.1"),
        403,
        "AccessDeniedException",
        &explicit,
    );
    for path in [
        "/staging/pets",
        "/",
        "/_aws/execute-api/other/prod/pets",
        "/restapis/a1b2c3d4e5/prod/pets",
    ] {
        check(
            &served.ask(&format!("GET {path} HTTP/1.1")),
            403,
            "ForbiddenException",
            FORBIDDEN,
        );
    }
    let unknown = "MissingAuthenticationTokenException";
    check(&served.ask("GET /prod/nope HTTP/1.1"), 403, unknown, MISSING);
    check(&served.ask("DELETE /prod/pets HTTP/1.1"), 403, unknown, MISSING);
    let incomplete = r#"{"message":"Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='."}"#;
    let reply = served.ask("GET /prod/nope HTTP/1.1\r\nAuthorization: Bearer abc");
    check(&reply, 403, "IncompleteSignatureException", incomplete);
    let long = "x".repeat(1_600);
    assert_eq!(
        served.ask(&format!("GET /prod/users/{long} HTTP/1.1")).status,
        414
    );
    assert!(upstream.received().is_empty());
}

#[test]
fn nothing_allowed_is_denied_in_todays_words_or_the_older_ones() {
    let upstream = Upstream::ok();
    let definition = fixture::definition(&upstream.url(), Some(ELSEWHERE), &[]);
    let text = |why: &str| {
        format!(
            "{{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: \
             arn:aws:execute-api:eu-west-1:********3333:a1b2c3d4e5/prod/GET/{why}\"}}"
        )
    };
    let today = text(" because no resource-based policy allows the execute-api:Invoke action");
    check(
        &Served::new(&definition).ask("GET /prod/ HTTP/1.1"),
        403,
        "AccessDeniedException",
        &today,
    );
    let older = Served::with(&definition, |plane| plane.denial_texts = DenialTexts::Legacy);
    check(
        &older.ask("GET /prod HTTP/1.1"),
        403,
        "AccessDeniedException",
        &text(""),
    );
    assert!(upstream.received().is_empty());
}

#[test]
fn a_deny_holds_however_the_path_or_the_verb_is_written() {
    let upstream = Upstream::ok();
    let served = Served::new(&fixture::definition(&upstream.url(), Some(POLICY), &[]));
    for path in ["/prod/users/%61dmin", "/prod/users//admin"] {
        // The ARN pattern `*/*/admin*` matches these in another reading only, or in this one: either way they are denied.
        assert_eq!(served.ask(&format!("GET {path} HTTP/1.1")).status, 403, "{path}");
    }
    let policy = r#"{"Version":"2012-10-17","Statement":[
      {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"},
      {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/POST/*"}]}"#;
    let definition = fixture::definition(&upstream.url(), Some(policy), &[]);
    let honoured = Served::new(&definition);
    assert_eq!(honoured.ask("GET /prod/pets HTTP/1.1").status, 200);
    let overriding = |sent, counts| {
        format!("{sent} /prod/pets HTTP/1.1\r\nX-HTTP-Method-Override: {counts}\r\nContent-Length: 0")
    };
    assert_eq!(honoured.ask(&overriding("POST", "GET")).status, 403);
    assert_eq!(honoured.ask(&overriding("GET", "POST")).status, 403);
    let ignored = Served::with(&definition, |plane| {
        plane.method_override = MethodOverride::Ignored
    });
    assert_eq!(ignored.ask(&overriding("GET", "POST")).status, 200);
    let seen = upstream.received();
    assert!(
        seen.iter()
            .all(|request| request.headers("x-http-method-override").is_empty()),
        "{seen:?}"
    );
}

#[test]
fn owners_shape_their_refusals() {
    // A port that is taken and not listened on refuses connections, whatever else runs on the machine.
    let closed = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    closed
        .bind(&std::net::SocketAddr::from(([127, 0, 0, 1], 0)).into())
        .unwrap();
    let port = closed.local_addr().unwrap().as_socket().unwrap().port();
    let responses = r#""x-amazon-apigateway-gateway-responses": {
        "MISSING_AUTHENTICATION_TOKEN": {"statusCode": "404"},
        "ACCESS_DENIED": {"statusCode": "401",
          "responseParameters": {"gatewayresponse.header.X-Trace": "context.requestId",
            "gatewayresponse.header.X-Who": "method.request.header.X-Name", "gatewayresponse.header.X-Own": "'own'"},
          "responseTemplates": {"application/json": "{\"e\":$context.error.messageString,\"t\":\"$context.error.responseType\"}",
            "text/plain": "no: $context.error.message"}},
        "DEFAULT_5XX": {"statusCode": "503"}}"#;
    let definition = fixture::definition(&format!("http://127.0.0.1:{port}"), Some(POLICY), &[responses]);
    let served = Served::new(&definition);
    let reply = served.ask("GET /prod/nope HTTP/1.1");
    check(&reply, 404, "MissingAuthenticationTokenException", MISSING);
    let reply = served.ask("GET /prod/admin HTTP/1.1\r\nX-Name: me");
    assert_eq!(reply.status, 401);
    assert!(
        reply.text().starts_with(r#"{"e":"User: anonymous"#),
        "{}",
        reply.text()
    );
    assert!(
        reply.text().ends_with(r#"policy","t":"ACCESS_DENIED"}"#),
        "{}",
        reply.text()
    );
    assert_eq!(reply.header("x-amzn-errortype"), Some("AccessDeniedException"));
    assert_eq!(reply.header("x-trace"), reply.header("x-amzn-requestid"));
    assert_eq!(
        (reply.header("x-who"), reply.header("x-own")),
        (Some("me"), Some("own"))
    );
    let reply = served.ask("GET /prod/admin HTTP/1.1\r\nAccept: text/plain;q=1");
    assert_eq!(reply.header("content-type"), Some("text/plain"));
    assert!(
        reply.text().starts_with("no: User: anonymous"),
        "{}",
        reply.text()
    );
    let reply = served.ask("GET /prod/pets HTTP/1.1");
    check(
        &reply,
        503,
        "InternalServerErrorException",
        r#"{"message": "Network error communicating with endpoint"}"#,
    );
}

#[test]
fn stages_that_clash_are_told_with_both_files() {
    let definition = fixture::definition("http://127.0.0.1:1", None, &[]);
    let named = |file: &str, api: &str| {
        let mut deployment = std::sync::Arc::into_inner(crate::deploy(&definition)).unwrap();
        deployment.origin.file = file.to_owned();
        deployment.identity.api = api.parse().unwrap();
        std::sync::Arc::new(deployment)
    };
    let error = |second| {
        gateway::Snapshot::new(vec![named("a.json", "aaa"), second])
            .unwrap_err()
            .to_string()
    };
    let same = error(named("b.json", "aaa"));
    assert_eq!(
        same,
        "`a.json` and `b.json` are both stage `prod` of API `aaa`: give one another API id or stage"
    );
    let clash = error(named("b.json", "bbb"));
    assert!(
        clash.starts_with("`a.json` and `b.json` both have the stage `prod`"),
        "{clash}"
    );
}

#[test]
fn a_closed_default_endpoint_leaves_the_other_hosts() {
    let upstream = Upstream::ok();
    let mut deployment =
        std::sync::Arc::into_inner(crate::deploy(&fixture::definition(&upstream.url(), None, &[]))).unwrap();
    deployment.disable_execute_api_endpoint = true;
    let served = Served::new(&fixture::definition(&upstream.url(), None, &[]));
    // A reload while the connection is open: the next request on it is served by the new set.
    let mut connection = testkit::client::Connection::open(served.address());
    let host = format!("{}.execute-api.eu-west-1.amazonaws.com", fixture::API);
    let request = format!("GET /prod/pets HTTP/1.1\r\nHost: {host}\r\n\r\n");
    assert_eq!(connection.ask(&request).status, 200);
    served
        .gateway
        .update(vec![gateway::SnapshotChange::Files(vec![std::sync::Arc::new(
            gateway::Stage::new(std::sync::Arc::new(deployment), None).unwrap(),
        )])])
        .unwrap();
    check(&connection.ask(&request), 403, "ForbiddenException", FORBIDDEN);
    assert_eq!(served.ask("GET /prod/pets HTTP/1.1").status, 200);
}
