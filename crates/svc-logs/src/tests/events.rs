//! Events: written, read, looked for.

use serde_json::{Value, json};

use crate::testing::{NOW, Server, texts};

fn get(server: &Server, members: Value) -> Value {
    let mut input = json!({"logGroupName": "g", "logStreamName": "s"});
    input
        .as_object_mut()
        .unwrap()
        .extend(members.as_object().unwrap().clone());
    server.ok("GetLogEvents", input)
}

fn filter(server: &Server, members: Value) -> Value {
    let mut input = json!({"logGroupName": "g"});
    input
        .as_object_mut()
        .unwrap()
        .extend(members.as_object().unwrap().clone());
    server.ok("FilterLogEvents", input)
}

#[test]
fn a_stream_is_read_from_its_end_and_from_its_beginning() {
    let server = Server::new();
    server.group();
    let none = get(&server, json!({}));
    assert_eq!(none["events"], json!([]));
    server.put("s", &[(1, "a"), (2, "b"), (3, "c"), (3, "d"), (5, "e")]);
    assert_eq!(
        get(&server, json!({}))["events"][0],
        json!({"timestamp": NOW + 1_000, "message": "a", "ingestionTime": NOW})
    );
    // What came since a token was given.
    let since = get(&server, json!({"nextToken": none["nextForwardToken"]}));
    assert_eq!(texts(&since), ["a", "b", "c", "d", "e"]);
    let last = get(&server, json!({"limit": 2}));
    assert_eq!(texts(&last), ["d", "e"]);
    let before = get(
        &server,
        json!({"limit": 2, "nextToken": last["nextBackwardToken"]}),
    );
    assert_eq!(texts(&before), ["b", "c"]);
    let first = get(
        &server,
        json!({"limit": 2, "nextToken": before["nextBackwardToken"]}),
    );
    assert_eq!(texts(&first), ["a"]);
    let beyond = get(
        &server,
        json!({"limit": 2, "nextToken": first["nextBackwardToken"]}),
    );
    assert_eq!(texts(&beyond), Vec::<String>::new());
    // The end of the stream: the token does not change.
    assert_eq!(beyond["nextBackwardToken"], first["nextBackwardToken"]);
    let again = get(
        &server,
        json!({"limit": 2, "nextToken": beyond["nextForwardToken"]}),
    );
    assert_eq!(texts(&again), ["a", "b"]);
    let head = get(&server, json!({"limit": 3, "startFromHead": true}));
    assert_eq!(texts(&head), ["a", "b", "c"]);
    let on = get(&server, json!({"nextToken": head["nextForwardToken"]}));
    assert_eq!(texts(&on), ["d", "e"]);
    let end = get(&server, json!({"nextToken": on["nextForwardToken"]}));
    assert_eq!(end["nextForwardToken"], on["nextForwardToken"]);
    let back = get(
        &server,
        json!({"limit": 1, "nextToken": end["nextBackwardToken"]}),
    );
    assert_eq!(texts(&back), ["e"]);
    // From the start time on, and before the end time.
    let some = get(&server, json!({"startTime": NOW + 2_000, "endTime": NOW + 5_000}));
    assert_eq!(texts(&some), ["b", "c", "d"]);
    server.fails(
        "GetLogEvents",
        json!({"logGroupName": "g", "logStreamName": "s", "nextToken": "x"}),
        "InvalidParameterException",
        "The specified nextToken is invalid.",
    );
}

#[test]
fn a_group_is_looked_through_in_the_order_of_time() {
    let server = Server::new();
    server.group();
    server.ok(
        "CreateLogStream",
        json!({"logGroupName": "g", "logStreamName": "t"}),
    );
    server.put("s", &[(1, "one ERROR"), (4, "four")]);
    server.put("t", &[(2, "two"), (3, "three ERROR here")]);
    let all = filter(&server, json!({"interleaved": true}));
    assert_eq!(texts(&all), ["one ERROR", "two", "three ERROR here", "four"]);
    let ids: Vec<&str> = (0..4)
        .map(|at| all["events"][at]["eventId"].as_str().unwrap())
        .collect();
    assert!(ids.is_sorted() && ids.iter().all(|id| id.len() == 56), "{ids:?}");
    assert_eq!(all["nextToken"], Value::Null);
    for (members, expect) in [
        (
            json!({"filterPattern": "ERROR"}),
            vec!["one ERROR", "three ERROR here"],
        ),
        (
            json!({"filterPattern": "\"ERROR here\""}),
            vec!["three ERROR here"],
        ),
        (json!({"logStreamNames": ["t"]}), vec!["two", "three ERROR here"]),
        (json!({"logStreamNamePrefix": "s"}), vec!["one ERROR", "four"]),
        (
            json!({"startTime": NOW + 2_000, "endTime": NOW + 3_000}),
            vec!["two", "three ERROR here"],
        ),
    ] {
        assert_eq!(texts(&filter(&server, members.clone())), expect, "{members}");
    }
    let mut found = Vec::new();
    let mut token = Value::Null;
    loop {
        let mut members = json!({"limit": 1});
        if token != Value::Null {
            members["nextToken"] = token;
        }
        let page = filter(&server, members);
        found.extend(texts(&page));
        token = page["nextToken"].clone();
        if token == Value::Null {
            break;
        }
    }
    assert_eq!(found, texts(&all));
    let refused = server
        .call(
            "FilterLogEvents",
            json!({"logGroupName": "g", "filterPattern": "{ $.a = 1 }"}),
        )
        .unwrap_err();
    assert_eq!(refused.status, 501);
}

#[test]
fn a_page_has_a_limit_of_bytes() {
    let server = Server::new();
    server.group();
    let large = "x".repeat(400_000);
    for second in 0..4 {
        server.put("s", &[(second, &large)]);
    }
    let first = filter(&server, json!({}));
    assert_eq!(texts(&first).len(), 2);
    let second = filter(&server, json!({"nextToken": first["nextToken"]}));
    assert_eq!(texts(&second).len(), 2);
    assert_eq!(second["nextToken"], Value::Null);
}

#[test]
fn events_must_be_in_order_and_fit() {
    let server = Server::new();
    server.group();
    let put = |events: &[(i64, String)]| {
        let events: Vec<Value> = events
            .iter()
            .map(|(ms, text)| json!({"timestamp": NOW + ms, "message": text}))
            .collect();
        server.call(
            "PutLogEvents",
            json!({"logGroupName": "g", "logStreamName": "s", "logEvents": events}),
        )
    };
    let text = || "x".to_owned();
    let too_much =
        "a call has 1 to 10000 events of at most 1048576 bytes together, each counted with 26 bytes more";
    for (events, message) in [
        (
            vec![(2, text()), (1, text())],
            "Log events in a single PutLogEvents request must be in chronological order.",
        ),
        (
            vec![(0, text()), (86_400_001, text())],
            "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
        ),
        (vec![], too_much),
        (vec![(0, "x".repeat(1_048_576))], too_much),
    ] {
        let error = put(&events).unwrap_err();
        assert_eq!(
            (&*error.code, error.message.as_str()),
            ("InvalidParameterException", message)
        );
    }
    let hour = 3_600_000;
    let answer = put(&[(0, text()), (hour, text()), (3 * hour, text())]).unwrap();
    assert_eq!(
        answer["rejectedLogEventsInfo"],
        json!({"tooNewLogEventStartIndex": 2})
    );
    let day = 24 * hour;
    let answer = put(&[(-14 * day - 1, text()), (-14 * day, text())]).unwrap();
    assert_eq!(
        answer["rejectedLogEventsInfo"],
        json!({"tooOldLogEventEndIndex": 1})
    );
    assert_eq!(texts(&filter(&server, json!({}))).len(), 3);
}

#[test]
fn events_beyond_the_retention_are_neither_taken_nor_answered() {
    let mut server = Server::new();
    server.group();
    let day = 86_400;
    server.put("s", &[(-2 * day, "old"), (-day - 1, "older than a day")]);
    server.put("s", &[(0, "new")]);
    server.ok(
        "PutRetentionPolicy",
        json!({"logGroupName": "g", "retentionInDays": 1}),
    );
    assert_eq!(texts(&filter(&server, json!({}))), ["new"]);
    assert_eq!(texts(&get(&server, json!({"startTime": 0}))), ["new"]);
    let late = server.put("s", &[(-day - 1, "late")]);
    assert_eq!(
        late["rejectedLogEventsInfo"],
        json!({"expiredLogEventEndIndex": 1})
    );
    // A file of which nothing is kept goes, and with it the streams that are in no other.
    server.now.epoch_ms += 2 * day * 1000;
    assert_eq!(
        server.ok("DescribeLogStreams", json!({"logGroupName": "g"}))["logStreams"],
        json!([])
    );
    let group = &server.ok("DescribeLogGroups", json!({}))["logGroups"][0];
    assert_eq!(group["storedBytes"], 0);
}
