//! The control listener: who may see and change what, and that nobody can hold it up.

use std::os::unix::fs::PermissionsExt as _;

use testkit::client::Connection;

use crate::support::{Folder, Gateway, OTHER, example, get, request};

#[test]
fn the_control_listener_shows_and_changes_nothing_without_the_token() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    let id = get(gateway.listen, "/prod/v1/models")
        .header("x-amzn-requestid")
        .unwrap()
        .to_owned();
    let local = [127, 0, 0, 1];
    for (method, path) in [
        ("GET", "/_portcullis/apis"),
        ("GET", "/_portcullis/records"),
        ("GET", &format!("/_portcullis/records/{id}")),
        ("GET", &format!("/_portcullis/explain/{id}")),
        ("POST", "/_portcullis/reload"),
        ("GET", "/_portcullis/nothing"),
    ] {
        for authorization in [
            "",
            "Authorization: Bearer\r\n",
            "Authorization: Bearer 0\r\n",
            "Authorization: Basic eDp4\r\n",
        ] {
            let refused = request(gateway.control, local, method, path, authorization);
            assert_eq!(
                refused.status, 401,
                "{method} {path} {authorization}: {refused:?}"
            );
            assert!(!refused.body.contains("ListedClients"));
        }
        let rebound = format!(
            "Host: evil.example\r\nAuthorization: Bearer {}\r\n",
            gateway.token()
        );
        assert_eq!(
            request(gateway.control, local, method, path, &rebound).status,
            421,
            "{path}"
        );
    }
    for path in ["health", "ready", "metrics"] {
        assert_eq!(
            get(gateway.control, &format!("/_portcullis/{path}")).status,
            200,
            "{path}"
        );
    }
    assert_eq!(
        request(
            gateway.control,
            local,
            "GET",
            "/_portcullis/health",
            "Host: evil.example\r\n"
        )
        .status,
        421
    );
    assert_eq!(get(gateway.control, "/_portcullis/reload").status, 405);
    // What is not under `/_portcullis/` is for AWS's clients, whose calls are signed.
    let unsigned = get(gateway.control, "/restapis");
    assert_eq!(
        (unsigned.status, unsigned.header("x-amzn-errortype")),
        (403, Some("MissingAuthenticationTokenException")),
        "{unsigned:?}"
    );
    let mode = |path: &str| {
        std::fs::metadata(gateway.folder.path().join(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!((mode("data"), mode("data/control-token")), (0o700, 0o600));
    assert!(!gateway.said.join("\n").contains(&gateway.token()));
    // Nothing of the control listener is on the data plane.
    assert_eq!(get(gateway.listen, "/_portcullis/health").status, 403);
}

#[test]
fn with_the_token_it_shows_what_is_served_and_what_happened() {
    let gateway = Gateway::start(Folder::new(), &[&example(), "--stage", "test"]);
    let apis = gateway.ask("GET", "/_portcullis/apis").json();
    let api = &apis["apis"][0];
    assert_eq!(api["stage"], "test");
    assert_eq!(api["name"], "ai-gateway");
    assert_eq!(api["routes"], 4);
    assert_eq!(api["unenforced"].as_array().unwrap().len(), 0);
    let id = api["api"].as_str().unwrap();
    assert!(
        id.len() == 10
            && id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
        "{id}"
    );

    for source in [OTHER, [127, 0, 0, 1]] {
        let answer = request(gateway.listen, source, "GET", "/test/health", "");
        gateway.record(answer.header("x-amzn-requestid").unwrap());
    }
    let records = gateway.ask("GET", "/_portcullis/records?limit=10").json();
    let decisions: Vec<&str> = records["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|record| record["decision"].as_str().unwrap())
        .collect();
    assert_eq!(decisions.len(), 2, "{records:#}");
    assert!(
        decisions.contains(&"allow") && decisions.contains(&"implicit-deny"),
        "{records:#}"
    );
    assert_eq!(gateway.ask("GET", "/_portcullis/records?limit=0").status, 400);
    assert_eq!(
        gateway
            .ask("GET", "/_portcullis/records/00000000-0000-4000-8000-000000000000")
            .status,
        404
    );
    assert_eq!(gateway.ask("GET", "/_portcullis/records/x").status, 400);
}

#[test]
fn nothing_but_the_whole_token_is_the_token() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    let token = gateway.token();
    let wrong_end = format!("{}{}", &token[..63], if token.ends_with('0') { "1" } else { "0" });
    let ask = |path: &str, authorization: &str| {
        request(gateway.control, [127, 0, 0, 1], "GET", path, authorization)
    };
    for authorization in [
        format!("Authorization: Bearer {wrong_end}\r\n"),
        format!("Authorization: Bearer {}\r\n", &token[..63]),
        format!("Authorization: Bearer {token}0\r\n"),
        format!("Authorization: Bearer {}\r\n", "0".repeat(64)),
        format!("Authorization: {token}\r\n"),
        format!("Authorization: Basic {token}\r\n"),
        format!("Authorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\n"),
        format!("Cookie: token={token}\r\n"),
    ] {
        let refused = ask("/_portcullis/apis", &authorization);
        assert_eq!(refused.status, 401, "{authorization}");
        assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
        assert!(
            !refused.body.contains("ai-gateway") && !refused.body.contains(&token),
            "{}",
            refused.body
        );
    }
    assert_eq!(ask(&format!("/_portcullis/apis?token={token}"), "").status, 401);
    assert_eq!(
        ask("/_portcullis/apis", &format!("Authorization: Bearer {token}\r\n")).status,
        200
    );
}

#[test]
fn without_the_token_it_says_that_it_lives_and_no_more() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    get(gateway.listen, "/prod/v1/models");
    assert_eq!(
        get(gateway.control, "/_portcullis/health").json(),
        serde_json::json!({ "status": "ok" })
    );
    assert_eq!(
        get(gateway.control, "/_portcullis/ready").json(),
        serde_json::json!({ "status": "ready" })
    );
    let metrics = get(gateway.control, "/_portcullis/metrics").body;
    for told in [
        "127.0.0.1",
        "ListedClients",
        "openapi.yaml",
        "arn:",
        &gateway.token(),
    ] {
        assert!(!metrics.contains(told), "{told}: {metrics}");
    }
    for method in ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"] {
        let refused = request(gateway.control, [127, 0, 0, 1], method, "/_portcullis/health", "");
        assert_eq!(refused.status, 405, "{method}");
    }
}

#[test]
fn only_what_names_a_deployed_api_reaches_the_data_plane_through_it() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    let apis = gateway.ask("GET", "/_portcullis/apis").json();
    let api = apis["apis"][0]["api"].as_str().unwrap();
    let host = format!("Host: {api}.execute-api.us-east-1.amazonaws.com\r\n");
    let ask = |path: &str, headers: &str| request(gateway.control, [127, 0, 0, 1], "GET", path, headers);
    for path in [
        "/prod/v1/models",
        "/prod/health",
        "/v1/models",
        "/",
        "/_portcullis",
    ] {
        let answer = ask(path, "");
        assert_eq!(
            (answer.status, answer.header("x-amzn-errortype")),
            (403, Some("MissingAuthenticationTokenException")),
            "{path}: {answer:?}"
        );
        // With a name in the target, which would count before `Host`.
        assert_eq!(ask(&format!("http://127.0.0.1{path}"), "").status, 403, "{path}");
    }
    for path in ["/_portcullis/prod/health", "/_portcullis/../prod/health"] {
        assert_eq!(ask(path, "").status, 401, "{path}");
        assert_eq!(gateway.ask("GET", path).status, 404, "{path}");
    }
    // None of this was a request of the data plane.
    let records = gateway.ask("GET", "/_portcullis/records").json();
    assert_eq!(records["records"].as_array().unwrap().len(), 0, "{records:#}");

    // The API's own host and the two path forms are handed over, and held to the policy with the client's own address.
    for (path, headers) in [
        ("/prod/v1/models".to_owned(), host.as_str()),
        (format!("/_aws/execute-api/{api}/prod/v1/models"), ""),
        (format!("/restapis/{api}/prod/_user_request_/v1/models"), ""),
    ] {
        assert_eq!(ask(&path, headers).status, 200, "{path}");
        let refused = request(gateway.control, OTHER, "GET", &path, headers);
        assert_eq!(refused.status, 403, "{path}");
        let record = gateway.record(refused.header("x-amzn-requestid").unwrap());
        assert_eq!(
            (&record["source_ip"], &record["decision"]),
            (
                &serde_json::json!("127.0.0.2"),
                &serde_json::json!("implicit-deny")
            )
        );
        // The token opens nothing there.
        let token = format!("{headers}Authorization: Bearer {}\r\n", gateway.token());
        assert_eq!(request(gateway.control, OTHER, "GET", &path, &token).status, 403);
    }
}

#[test]
fn large_requests_are_cut_off() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    let health = "GET /_portcullis/health HTTP/1.1\r\nHost: localhost\r\n";
    let mut long = Connection::open(gateway.control);
    long.send(format!("{health}X: {}\r\n\r\n", "a".repeat(64 * 1024)));
    assert!(!String::from_utf8_lossy(&long.until_closed()).starts_with("HTTP/1.1 200"));
    let mut many = Connection::open(gateway.control);
    many.send(format!("{health}{}\r\n", "X: a\r\n".repeat(1000)));
    assert!(!String::from_utf8_lossy(&many.until_closed()).starts_with("HTTP/1.1 200"));
    // A body is not waited for: the answer comes without it, and the connection ends with it.
    let mut body = Connection::open(gateway.control);
    let refused = body
        .ask("POST /_portcullis/reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n");
    assert_eq!(refused.status, 401);
    assert_eq!(get(gateway.control, "/_portcullis/health").status, 200);
}

#[test]
fn slow_clients_cannot_hold_it_up() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    // More than are served at once, none of which ever ends its request.
    let mut slow: Vec<Connection> = (0..520)
        .map(|_| {
            let mut connection = Connection::open(gateway.control);
            connection.send("GET /_portcullis/health HTTP/1.1\r\nHost: localhost\r\n");
            connection
        })
        .collect();
    assert_eq!(get(gateway.control, "/_portcullis/health").status, 200);
    for connection in &mut slow[..8] {
        let answer = String::from_utf8_lossy(&connection.until_closed()).into_owned();
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
            "{answer}"
        );
    }
    assert_eq!(get(gateway.listen, "/prod/health").status, 200);
}
