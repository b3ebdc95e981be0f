//! From the start over reloads to the end: what is served, what is refused, what is explained.

use std::io::Write as _;
use std::sync::{Arc, Condvar, Mutex};

use testkit::client::Connection;
use testkit::upstream::Upstream;

use crate::support::{
    Folder, Gateway, LOCAL_ONLY, OTHER, PATIENCE, SlowUpstream, example, get, mock_api, open, reply, request,
    run,
};

#[test]
fn the_example_lets_in_and_refuses_and_says_why() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    let listed = get(gateway.listen, "/prod/v1/models");
    assert_eq!(listed.status, 200, "{listed:?}");
    assert_eq!(listed.json()["data"][0]["id"], "demo-echo");

    let refused = request(gateway.listen, OTHER, "GET", "/prod/v1/models", "");
    assert_eq!(refused.status, 403, "{refused:?}");
    assert_eq!(refused.header("x-amzn-errortype"), Some("AccessDeniedException"));
    assert!(
        refused.json()["Message"]
            .as_str()
            .unwrap()
            .starts_with("User: anonymous is not authorized")
    );

    let id = refused.header("x-amzn-requestid").unwrap();
    let (code, text, error) = gateway.command(&["explain", id]);
    assert_eq!((code, error.as_str()), (1, ""), "{text}");
    assert!(text.contains("source address 127.0.0.2"), "{text}");
    assert!(text.contains("denied: no statement allows it"), "{text}");
    assert!(
        text.contains("`ListedClients`") && text.contains("127.0.0.1/32"),
        "{text}"
    );

    let (_, saved, _) = gateway.command(&["explain", id, "--output", "json"]);
    gateway.folder.write("record.json", &saved);
    let (code, again, error) = run(
        gateway.folder.path(),
        &["policy", "explain", &example(), "--record", "record.json"],
    );
    assert_eq!((code, error.as_str()), (1, ""), "{again}");
    assert!(text.ends_with(&again), "{text}\n---\n{again}");

    let let_in = listed.header("x-amzn-requestid").unwrap();
    assert_eq!(gateway.command(&["explain", let_in]).0, 0);
}

#[test]
fn what_never_reached_a_policy_is_explained_too() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    for (path, status, told) in [
        (
            "/nope",
            403,
            "reached no API: its path must begin with a stage that is served at this host (`/prod/`)",
        ),
        (
            "/prod/nope",
            403,
            "openapi.yaml` has no method for this verb and path, so the resource policy was not asked",
        ),
        ("/prod/a%2Fb", 400, "refused before an API was chosen: "),
        ("/prod/v1/models", 200, "allowed by statement 1 (`ListedClients`)"),
    ] {
        let answer = get(gateway.listen, path);
        assert_eq!(answer.status, status, "{path}");
        let (code, text, error) = gateway.command(&["explain", answer.header("x-amzn-requestid").unwrap()]);
        assert!(text.contains(told), "{path}: {text}{error}");
        assert_eq!(code, i32::from(status != 200), "{path}: {text}");
    }
}

#[test]
fn a_failed_upstream_is_told_and_is_no_denial() {
    let folder = Folder::new();
    folder.write("api.yaml", &proxy_api("http://127.0.0.1:1/", ""));
    let gateway = Gateway::start(folder, &["api.yaml"]);
    let failed = get(gateway.listen, "/prod/slow");
    let (code, text, _) = gateway.command(&["explain", failed.header("x-amzn-requestid").unwrap()]);
    assert!(
        text.contains("integration failed: cannot connect to upstream `127.0.0.1:1`"),
        "{text}"
    );
    assert!(text.contains("allowed by statement 1 (`Local`)"), "{text}");
    assert_eq!(code, 0, "{text}");
}

/// An API that lets 127.0.0.1 in and passes `GET /slow` to `uri`; `more` stands in the integration.
fn proxy_api(uri: &str, more: &str) -> String {
    format!(
        "openapi: 3.0.1\ninfo: {{ title: slow, version: \"1\" }}\n{LOCAL_ONLY}paths:\n  /slow:\n    get:\n      responses: {{}}\n      \
         x-amazon-apigateway-integration: {{ type: http_proxy, httpMethod: GET, uri: \"{uri}\"{more} }}\n"
    )
}

#[test]
fn nothing_starts_on_errors_and_every_error_of_every_file_is_told() {
    let folder = Folder::new();
    let bad_policy = LOCAL_ONLY
        .replace("Effect: Allow", "Effect: allow")
        .replace("127.0.0.1/32", "127.0.0.1/33");
    folder.write("one.yaml", &mock_api("one", "{}", &bad_policy));
    folder.write(
        "two.yaml",
        &mock_api("two", "{}", "x-amazon-apigateway-polcy: {}"),
    );
    let (code, out, error) = run(
        folder.path(),
        &["serve", "one.yaml", "two.yaml", "missing.yaml", "--data", "data"],
    );
    assert_eq!((code, out.as_str()), (2, ""), "{error}");
    for expect in [
        "nothing was started",
        "--> one.yaml:7:15",
        "--> one.yaml:11:",
        "`127.0.0.1/33`",
        "--> two.yaml:3:1",
        "x-amazon-apigateway-polcy",
        "cannot read `missing.yaml`",
    ] {
        assert!(error.contains(expect), "no {expect:?} in\n{error}");
    }
    assert!(!folder.path().join("data").exists());

    let (code, out, _) = run(
        folder.path(),
        &[
            "serve", "one.yaml", "two.yaml", "--data", "data", "--output", "json",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 2);
    assert!(json["findings"].as_array().unwrap().len() >= 3, "{json:#}");
}

#[test]
fn faults_of_the_settings_start_nothing() {
    let folder = Folder::new();
    folder.write("portcullis.toml", "[limits]\nbody_bytes = 5\n");
    let (code, _, error) = run(folder.path(), &["serve", &example()]);
    assert_eq!(code, 2);
    assert!(
        error.contains("portcullis.toml:2:1") && error.contains("`body_bytes`"),
        "{error}"
    );
    folder.write("portcullis.toml", "");
    let (code, _, error) = run(
        folder.path(),
        &["serve", &example(), "--control", "0.0.0.0:0", "--data", "data"],
    );
    assert_eq!(code, 2);
    assert!(error.contains("can be reached from other machines"), "{error}");
    let (code, _, error) = run(
        folder.path(),
        &["serve", &example(), &example(), "--data", "data"],
    );
    assert_eq!(code, 2);
    assert!(error.contains("is named twice"), "{error}");
}

#[test]
fn a_reload_takes_the_new_set_whole_or_refuses_it_whole() {
    let folder = Folder::new();
    folder.write("api.yaml", &mock_api("api", r#"{"is":"first"}"#, LOCAL_ONLY));
    let mut gateway = Gateway::start(folder, &["api.yaml"]);
    let answer = |gateway: &Gateway| get(gateway.listen, "/prod/").body;
    assert_eq!(answer(&gateway), r#"{"is":"first"}"#);

    gateway
        .folder
        .write("api.yaml", &mock_api("api", r#"{"is":"second"}"#, LOCAL_ONLY));
    gateway.signal("HUP");
    gateway.until("INFO reloaded");
    assert_eq!(answer(&gateway), r#"{"is":"second"}"#);

    let bad = mock_api(
        "api",
        r#"{"is":"third"}"#,
        &LOCAL_ONLY.replace("IpAddress", "IpAdress"),
    );
    gateway.folder.write("api.yaml", &bad);
    gateway.signal("HUP");
    gateway.until("ERROR reload refused, the old set stays");
    gateway.until("`IpAdress`");
    assert_eq!(answer(&gateway), r#"{"is":"second"}"#);
    assert_eq!(request(gateway.listen, OTHER, "GET", "/prod/", "").status, 403);

    let (code, text, _) = gateway.command(&["reload"]);
    assert_eq!(code, 1);
    assert!(
        text.contains("api.yaml:11:") && text.contains("the old one stays: 1 error"),
        "{text}"
    );

    gateway
        .folder
        .write("api.yaml", &mock_api("api", r#"{"is":"fourth"}"#, LOCAL_ONLY));
    assert_eq!(
        gateway.command(&["reload"]),
        (0, "reloaded: 1 API served\n".to_owned(), String::new())
    );
    assert_eq!(answer(&gateway), r#"{"is":"fourth"}"#);
}

#[test]
fn running_requests_finish_on_the_old_set_and_before_the_end() {
    let upstream = SlowUpstream::start();
    let folder = Folder::new();
    let proxy = |target: &str| proxy_api(&format!("http://{target}/"), "");
    folder.write("slow.yaml", &proxy(&upstream.address.to_string()));
    let mut gateway = Gateway::start(folder, &["slow.yaml"]);
    let waiting = open(gateway.listen, [127, 0, 0, 1], "GET", "/prod/slow", "");
    upstream.asked.recv_timeout(PATIENCE).unwrap();

    // The new set knows no such upstream; the request that runs does not care.
    gateway.folder.write("slow.yaml", &proxy("127.0.0.1:1"));
    assert_eq!(gateway.command(&["reload"]).0, 0);
    let failed = get(gateway.listen, "/prod/slow");
    assert_eq!(
        (failed.status, failed.body.as_str()),
        (504, r#"{"message": "Network error communicating with endpoint"}"#)
    );

    assert_eq!(get(gateway.control, "/_portcullis/ready").status, 200);
    gateway.signal("TERM");
    gateway.until("INFO draining");
    assert_eq!(get(gateway.control, "/_portcullis/ready").status, 503);
    upstream.answer.send(()).unwrap();
    let answer = reply(waiting);
    assert_eq!((answer.status, answer.body.as_str()), (200, "done"));
    let ready = gateway.folder.path().join("ready.json");
    gateway.until("INFO stopped");
    assert!(!ready.exists());
    assert_eq!(gateway.exit_code(), 0);
}

#[test]
fn a_reload_drops_none_of_many_streams() {
    const STREAMS: usize = 200;
    let gate = Arc::new((Mutex::new(false), Condvar::new()));
    let held = Arc::clone(&gate);
    let upstream = Upstream::serving(move |_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        let begun = stream.write_all(format!("{head}6\r\nfirst\n\r\n").as_bytes());
        let (open, opened) = &*held;
        let waited = opened.wait_timeout_while(open.lock().unwrap(), PATIENCE, |open| !*open);
        drop(waited.unwrap());
        let ended = stream.write_all(b"5\r\nlast\n\r\n0\r\n\r\n");
        begun.and(ended).is_ok()
    });
    let folder = Folder::new();
    let streaming = proxy_api(&format!("{}/", upstream.url()), ", responseTransferMode: STREAM");
    folder.write("api.yaml", &streaming);
    let mut gateway = Gateway::start(folder, &["api.yaml"]);
    let mut streams: Vec<Connection> = (0..STREAMS)
        .map(|_| {
            let mut stream = Connection::open(gateway.listen);
            stream.send("GET /prod/slow HTTP/1.1\r\nHost: a\r\n\r\n");
            stream
        })
        .collect();
    for stream in &mut streams {
        assert_eq!(stream.head().unwrap().status, 200);
        assert_eq!(stream.chunk(), b"first\n");
    }
    // Each reload takes another set: one without the upstream, one that lets nobody in, one that is refused.
    let mock = |body: &str, policy: &str| mock_api("slow", body, policy).replace("  /:\n", "  /slow:\n");
    let closed = LOCAL_ONLY.replace("127.0.0.1/32", "203.0.113.1/32");
    for (definition, said, status) in [
        (mock("{}", LOCAL_ONLY), "INFO reloaded", 200),
        (mock("{}", &closed), "INFO reloaded", 403),
        ("openapi: 4".to_owned(), "ERROR reload refused", 403),
    ] {
        gateway.folder.write("api.yaml", &definition);
        gateway.signal("HUP");
        gateway.until(said);
        assert_eq!(get(gateway.listen, "/prod/slow").status, status);
    }
    *gate.0.lock().unwrap() = true;
    gate.1.notify_all();
    for stream in &mut streams {
        assert_eq!(stream.chunk(), b"last\n");
        assert_eq!(stream.chunk(), b"");
        // Their connections live on, with the new set.
        assert_eq!(
            stream.ask("GET /prod/slow HTTP/1.1\r\nHost: a\r\n\r\n").status,
            403
        );
    }
}

#[test]
fn a_second_signal_cuts_the_draining_short() {
    let upstream = SlowUpstream::start();
    let folder = Folder::new();
    folder.write(
        "slow.yaml",
        &proxy_api(&format!("http://{}/", upstream.address), ""),
    );
    let mut gateway = Gateway::start(folder, &["slow.yaml"]);
    let _waiting = open(gateway.listen, [127, 0, 0, 1], "GET", "/prod/slow", "");
    upstream.asked.recv_timeout(PATIENCE).unwrap();
    gateway.signal("TERM");
    gateway.until("INFO draining");
    gateway.signal("TERM");
    gateway.until("told to stop again");
    assert_eq!(gateway.exit_code(), 0);
}

#[test]
fn several_files_each_with_their_stage() {
    let folder = Folder::new();
    folder.write("one.yaml", &mock_api("one", r#"{"is":"one"}"#, LOCAL_ONLY));
    folder.write("two.yaml", &mock_api("two", r#"{"is":"two"}"#, LOCAL_ONLY));
    folder.write(
        "portcullis.toml",
        "[[api]]\nfile = \"one.yaml\"\n[[api]]\nfile = \"two.yaml\"\nid = \"a1b2c3d4e5\"\nstage = \"second\"\n",
    );
    let gateway = Gateway::start(folder, &[]);
    assert_eq!(get(gateway.listen, "/prod/").body, r#"{"is":"one"}"#);
    assert_eq!(get(gateway.listen, "/second/").body, r#"{"is":"two"}"#);
    let by_host = "Host: a1b2c3d4e5.execute-api.us-east-1.amazonaws.com\r\n";
    assert_eq!(
        request(gateway.listen, [127, 0, 0, 1], "GET", "/second/", by_host).body,
        r#"{"is":"two"}"#
    );
}

#[test]
fn what_is_not_enforced_is_told_at_every_start_and_by_the_control_listener() {
    let folder = Folder::new();
    let extension = format!("{LOCAL_ONLY}x-amazon-apigateway-minimum-compression-size: 1024\n");
    folder.write("api.yaml", &mock_api("api", "{}", &extension));
    let (code, _, error) = run(folder.path(), &["serve", "api.yaml", "--data", "data"]);
    assert_eq!(code, 2);
    assert!(error.contains("--allow-unenforced"), "{error}");

    let mut gateway = Gateway::start(folder, &["api.yaml", "--allow-unenforced"]);
    let told = "x-amazon-apigateway-minimum-compression-size at api.yaml:12";
    assert!(
        gateway
            .said
            .iter()
            .any(|line| line.contains("WARN") && line.contains(told)),
        "{:#?}",
        gateway.said
    );
    let apis = gateway.ask("GET", "/_portcullis/apis").json();
    assert!(
        apis["apis"][0]["unenforced"][0]
            .as_str()
            .unwrap()
            .starts_with(told),
        "{apis:#}"
    );
    gateway.signal("HUP");
    gateway.until(told);
}

#[test]
fn the_access_log_holds_records_that_can_be_asked_again() {
    let folder = Folder::new();
    folder.write("api.yaml", &mock_api("api", "{}", LOCAL_ONLY));
    let gateway = Gateway::start(folder, &["api.yaml", "--access-log", "access.log"]);
    assert_eq!(request(gateway.listen, OTHER, "GET", "/prod/", "").status, 403);
    gateway.signal("TERM");
    let folder = gateway.stop();
    let log = std::fs::read_to_string(folder.path().join("access.log")).unwrap();
    assert_eq!(log.lines().count(), 1, "{log}");
    folder.write("record.json", &log);
    let (code, out, error) = run(
        folder.path(),
        &["policy", "explain", "api.yaml", "--record", "record.json"],
    );
    assert_eq!(code, 1, "{error}");
    assert!(out.contains("`aws:SourceIp` is `127.0.0.2`"), "{out}");
}

#[test]
fn two_files_on_one_stage_are_refused() {
    let folder = Folder::new();
    folder.write("one.yaml", &mock_api("one", "{}", LOCAL_ONLY));
    folder.write("two.yaml", &mock_api("two", "{}", LOCAL_ONLY));
    let (code, _, error) = run(
        folder.path(),
        &["serve", "one.yaml", "two.yaml", "--data", "data"],
    );
    assert_eq!(code, 2);
    assert!(error.contains("both have the stage `prod`"), "{error}");
}
