//! Decision records, metrics and the access log.

use gateway::{AccessLogFormat, AccessLogSettings, AccessLogTarget, DecisionRecord, Phase, explain};
use iam_policy::Decision;
use testkit::{client::Reply, fixture, upstream::Upstream};

use crate::{POLICY, Served};

#[test]
fn a_refusal_is_kept_and_explains_itself() {
    let upstream = Upstream::ok();
    let served = Served::new(&fixture::definition(&upstream.url(), Some(POLICY), &[]));
    let kept = served.record(&served.ask("GET /prod/admin HTTP/1.1\r\nUser-Agent: a\r\nUser-Agent: b"));
    assert_eq!(
        (kept.api.as_str(), kept.stage.as_str(), kept.resource.as_str()),
        (fixture::API, "prod", "/admin")
    );
    assert_eq!(
        (kept.decision, kept.statement, kept.sid.as_str()),
        (Some(Decision::ExplicitDeny), Some(1), "NoAdmin")
    );
    assert!(
        kept.statement_place.starts_with("openapi.json:"),
        "{}",
        kept.statement_place
    );
    assert_eq!(kept.source_ip, Some("127.0.0.1".parse().unwrap()));
    assert_eq!(kept.source_derivation, "socket peer");
    assert_eq!(kept.user_agent.iter().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!((kept.status, kept.response_type.as_str()), (403, "ACCESS_DENIED"));
    assert_eq!(
        (kept.phases.authorization, kept.phases.integration),
        (Phase::Refused, Phase::NotReached)
    );
    assert_eq!(kept.time.to_string(), "2026-06-01T00:00:00Z");
    let saved = serde_json::to_string_pretty(&kept).unwrap();
    let read: DecisionRecord = serde_json::from_str(&saved).unwrap();
    assert_eq!(read, kept);
    let explanation = explain(&read, &served.deployment).unwrap();
    assert_eq!(
        (explanation.decision, explanation.statement),
        (Decision::ExplicitDeny, Some(1))
    );
}

#[test]
fn an_answer_is_recorded_with_its_integration() {
    let upstream = Upstream::ok();
    let served = Served::new(&fixture::definition(&upstream.url(), Some(POLICY), &[]));
    let reply = served.ask("POST /prod/pets HTTP/1.1\r\nContent-Length: 0");
    let kept = served.record(&reply);
    assert_eq!(
        (kept.status, kept.integration_status, kept.response_bytes),
        (200, Some(200), 9)
    );
    assert_eq!(
        (kept.decision, kept.sid.as_str()),
        (Some(Decision::Allow), "Local")
    );
    assert_eq!(
        kept.arn,
        "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/POST/pets"
    );
    assert!(!kept.incomplete && !kept.refused());
    let text = served.gateway.metrics_text();
    let counted =
        r#"portcullis_requests_total{api="a1b2c3d4e5",stage="prod",class="2xx",decision="allow"} 1"#;
    assert!(text.contains(counted), "{text}");
}

#[test]
fn the_access_log_has_a_line_for_each_request() {
    let file = std::env::temp_dir().join(format!("portcullis-pipeline-{}.log", std::process::id()));
    let upstream = Upstream::ok();
    let definition = fixture::definition(&upstream.url(), Some(POLICY), &[]);
    let served = Served::with(&definition, |plane| {
        let format =
            "$context.requestId $context.status $context.error.responseType $context.identity.sourceIp";
        let format = AccessLogFormat::context(format).unwrap();
        plane.access_log = Some(AccessLogSettings::new(
            format,
            AccessLogTarget::File(file.clone()),
        ));
    });
    let (let_in, refused) = (
        served.ask("GET /prod/pets HTTP/1.1"),
        served.ask("GET /prod/admin HTTP/1.1"),
    );
    drop(served);
    let log = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let id = |reply: &Reply| reply.header("x-amzn-requestid").unwrap().to_owned();
    let expect = [
        format!("{} 200 - 127.0.0.1", id(&let_in)),
        format!("{} 403 ACCESS_DENIED 127.0.0.1", id(&refused)),
    ];
    assert_eq!(log.lines().collect::<Vec<_>>(), expect);
}

#[test]
fn a_moved_access_log_is_opened_again() {
    let folder = std::env::temp_dir();
    let [file, moved] =
        ["log", "moved"].map(|end| folder.join(format!("portcullis-reopened-{}.{end}", std::process::id())));
    let upstream = Upstream::ok();
    let served = Served::with(&fixture::definition(&upstream.url(), None, &[]), |plane| {
        plane.access_log = Some(AccessLogSettings::new(
            AccessLogFormat::json(),
            AccessLogTarget::File(file.clone()),
        ));
    });
    let first = served.ask("GET /prod/pets HTTP/1.1");
    std::fs::rename(&file, &moved).unwrap();
    served.gateway.reopen_access_log();
    // The line of a request that ended before goes to the old file: the writer follows the order of its commands.
    crate::patiently(|| file.exists().then_some(()));
    let second = served.ask("GET /prod/pets/1 HTTP/1.1");
    drop(served);
    let [old, new] = [&moved, &file].map(|path| {
        let text = std::fs::read_to_string(path).unwrap();
        std::fs::remove_file(path).unwrap();
        let lines = text
            .lines()
            .map(|line| serde_json::from_str::<DecisionRecord>(line).unwrap());
        lines
            .map(|record| record.request_id.to_string())
            .collect::<Vec<_>>()
    });
    let id = |reply: &Reply| reply.header("x-amzn-requestid").unwrap().to_owned();
    assert_eq!((old, new), (vec![id(&first)], vec![id(&second)]));
}
