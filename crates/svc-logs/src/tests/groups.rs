//! Groups, streams, retention, tags.

use serde_json::{Value, json};

use crate::testing::{NOW, Server, texts};

const ARN: &str = "arn:aws:logs:eu-west-1:111122223333:log-group:g";

fn names(answer: &Value, list: &str, member: &str) -> Vec<String> {
    let found = answer[list].as_array().unwrap();
    found
        .iter()
        .map(|one| one[member].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn groups_are_made_described_in_pages_and_deleted() {
    let server = Server::new();
    for name in ["/aws/lambda/a", "/aws/lambda/b", "other"] {
        server.ok("CreateLogGroup", json!({"logGroupName": name}));
    }
    server.fails(
        "CreateLogGroup",
        json!({"logGroupName": "other"}),
        "ResourceAlreadyExistsException",
        "The specified log group already exists",
    );
    let groups = |input: Value| server.ok("DescribeLogGroups", input);
    let first = groups(json!({"limit": 2}));
    assert_eq!(
        names(&first, "logGroups", "logGroupName"),
        ["/aws/lambda/a", "/aws/lambda/b"]
    );
    let second = groups(json!({"nextToken": first["nextToken"]}));
    assert_eq!(names(&second, "logGroups", "logGroupName"), ["other"]);
    assert_eq!(second["nextToken"], Value::Null);
    for (input, count) in [
        (json!({"logGroupNamePrefix": "/aws/lambda/b"}), 1),
        (json!({"logGroupNamePattern": "LAMBDA"}), 2),
        (json!({"logGroupIdentifiers": [ARN.replace(":g", ":other")]}), 1),
        (json!({"logGroupClass": "INFREQUENT_ACCESS"}), 0),
    ] {
        assert_eq!(
            groups(input.clone())["logGroups"].as_array().unwrap().len(),
            count,
            "{input}"
        );
    }
    server.ok("DeleteLogGroup", json!({"logGroupName": "other"}));
    server.fails(
        "DeleteLogGroup",
        json!({"logGroupName": "other"}),
        "ResourceNotFoundException",
        "The specified log group does not exist.",
    );
}

#[test]
fn what_is_not_done_is_refused_by_name() {
    let server = Server::new();
    for members in [
        json!({"kmsKeyId": "k"}),
        json!({"logGroupClass": "DELIVERY"}),
        json!({"deletionProtectionEnabled": true}),
    ] {
        let mut input = json!({"logGroupName": "g"});
        input
            .as_object_mut()
            .unwrap()
            .extend(members.as_object().unwrap().clone());
        assert_eq!(
            server.call("CreateLogGroup", input).unwrap_err().status,
            501,
            "{members}"
        );
    }
    assert_eq!(server.ok("DescribeLogGroups", json!({}))["logGroups"], json!([]));
}

#[test]
fn a_group_says_what_it_is() {
    let server = Server::new();
    server.ok("CreateLogGroup", json!({"logGroupName": "g", "tags": {"a": "1"}}));
    server.ok(
        "PutRetentionPolicy",
        json!({"logGroupName": "g", "retentionInDays": 7}),
    );
    assert_eq!(
        server.ok("DescribeLogGroups", json!({}))["logGroups"],
        json!([{
            "logGroupName": "g", "creationTime": NOW, "retentionInDays": 7, "metricFilterCount": 0,
            "arn": format!("{ARN}:*"), "storedBytes": 0, "logGroupClass": "STANDARD", "logGroupArn": ARN,
        }])
    );
    server.ok("DeleteRetentionPolicy", json!({"logGroupName": "g"}));
    assert_eq!(
        server.ok("DescribeLogGroups", json!({}))["logGroups"][0]["retentionInDays"],
        Value::Null
    );
    let error = server
        .call(
            "PutRetentionPolicy",
            json!({"logGroupName": "g", "retentionInDays": 2}),
        )
        .unwrap_err();
    assert_eq!(&*error.code, "InvalidParameterException");
    // As Terraform asks, and as older tools do.
    server.ok("TagResource", json!({"resourceArn": ARN, "tags": {"b": "2"}}));
    server.ok("TagLogGroup", json!({"logGroupName": "g", "tags": {"c": "3"}}));
    server.ok(
        "UntagResource",
        json!({"resourceArn": format!("{ARN}:*"), "tagKeys": ["a"]}),
    );
    let tags = json!({"tags": {"b": "2", "c": "3"}});
    assert_eq!(
        server.ok("ListTagsForResource", json!({"resourceArn": ARN})),
        tags
    );
    server.ok("UntagLogGroup", json!({"logGroupName": "g", "tags": ["b"]}));
    assert_eq!(
        server.ok("ListTagsLogGroup", json!({"logGroupName": "g"})),
        json!({"tags": {"c": "3"}})
    );
    server.fails(
        "ListTagsForResource",
        json!({"resourceArn": ARN.replace("111122223333", "444455556666")}),
        "ResourceNotFoundException",
        "The specified log group does not exist.",
    );
}

#[test]
fn streams_are_described_by_name_or_by_their_last_event() {
    let server = Server::new();
    server.group();
    for (name, second) in [("a", 5), ("b", 3)] {
        server.ok(
            "CreateLogStream",
            json!({"logGroupName": "g", "logStreamName": name}),
        );
        server.put(name, &[(1, "x"), (second, "y")]);
    }
    let streams = |input: Value| {
        let mut all = json!({"logGroupName": "g"});
        all.as_object_mut()
            .unwrap()
            .extend(input.as_object().unwrap().clone());
        server.ok("DescribeLogStreams", all)
    };
    let all = streams(json!({}));
    assert_eq!(names(&all, "logStreams", "logStreamName"), ["a", "b", "s"]);
    assert_eq!(
        all["logStreams"][0],
        json!({
            "logStreamName": "a", "creationTime": NOW, "firstEventTimestamp": NOW + 1_000, "lastEventTimestamp": NOW + 5_000,
            "lastIngestionTime": NOW, "arn": format!("{ARN}:log-stream:a"), "storedBytes": 0,
        })
    );
    let latest = streams(json!({"orderBy": "LastEventTime", "descending": true, "limit": 2}));
    assert_eq!(names(&latest, "logStreams", "logStreamName"), ["a", "b"]);
    let rest =
        streams(json!({"orderBy": "LastEventTime", "descending": true, "nextToken": latest["nextToken"]}));
    assert_eq!(names(&rest, "logStreams", "logStreamName"), ["s"]);
    assert_eq!(
        names(
            &streams(json!({"logStreamNamePrefix": "b"})),
            "logStreams",
            "logStreamName"
        ),
        ["b"]
    );
    server.fails(
        "CreateLogStream",
        json!({"logGroupName": "g", "logStreamName": "a"}),
        "ResourceAlreadyExistsException",
        "The specified log stream already exists",
    );
    server.ok(
        "DeleteLogStream",
        json!({"logGroupName": "g", "logStreamName": "a"}),
    );
    server.fails(
        "DeleteLogStream",
        json!({"logGroupName": "g", "logStreamName": "a"}),
        "ResourceNotFoundException",
        "The specified log stream does not exist.",
    );
    // Its events are gone, also when a stream of that name is made again.
    server.ok(
        "CreateLogStream",
        json!({"logGroupName": "g", "logStreamName": "a"}),
    );
    let events = server.ok("FilterLogEvents", json!({"logGroupName": "g"}));
    assert_eq!(texts(&events), ["x", "y"]);
}

#[test]
fn what_is_not_there_is_not_found() {
    let server = Server::new();
    server.group();
    for name in [
        "CreateLogStream",
        "DeleteLogGroup",
        "DeleteLogStream",
        "DeleteRetentionPolicy",
        "DescribeLogStreams",
        "FilterLogEvents",
        "GetLogEvents",
        "ListTagsLogGroup",
        "PutLogEvents",
        "PutRetentionPolicy",
        "TagLogGroup",
        "UntagLogGroup",
    ] {
        let mut input = json!({"logGroupName": "h", "retentionInDays": 1});
        if name.contains("Stream") || name == "GetLogEvents" || name == "PutLogEvents" {
            input["logStreamName"] = json!("s");
        }
        server.fails(
            name,
            input,
            "ResourceNotFoundException",
            "The specified log group does not exist.",
        );
    }
    for name in ["GetLogEvents", "PutLogEvents", "DeleteLogStream"] {
        server.fails(
            name,
            json!({"logGroupName": "g", "logStreamName": "t", "logEvents": [{"timestamp": NOW, "message": "x"}]}),
            "ResourceNotFoundException",
            "The specified log stream does not exist.",
        );
    }
}
