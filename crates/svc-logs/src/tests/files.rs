//! Files: what survives a stop, what goes when there is no room, what functions print.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use portcullis_core::Timestamp;
use serde_json::json;

use crate::{
    Event, FolderLimits, GroupName, LogFolder, Sink, SinkLine,
    testing::{Folder, NOW, Server, place, texts},
};

fn files(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn events_survive_a_restart_and_a_line_that_was_cut() {
    let mut server = Server::new();
    server.group();
    server.put("s", &[(1, "a\nb \"c\" \u{1f600}"), (2, "d")]);
    let streams = server.ok("DescribeLogStreams", json!({"logGroupName": "g"}));
    server.restart();
    assert_eq!(
        server.ok("DescribeLogStreams", json!({"logGroupName": "g"})),
        streams
    );
    let file = files(server.folder.path()).pop().unwrap();
    let mut out = OpenOptions::new().append(true).open(file).unwrap();
    out.write_all(b"{\"s\":\"s\",\"t\":17900").unwrap();
    server.restart();
    server.put("s", &[(3, "e")]);
    let read = server.ok("FilterLogEvents", json!({"logGroupName": "g"}));
    assert_eq!(texts(&read), ["a\nb \"c\" \u{1f600}", "d", "e"]);
    server.restart();
    server.ok(
        "DeleteLogStream",
        json!({"logGroupName": "g", "logStreamName": "s"}),
    );
    server.restart();
    assert_eq!(
        server.ok("DescribeLogStreams", json!({"logGroupName": "g"}))["logStreams"],
        json!([])
    );
    server.ok("DeleteLogGroup", json!({"logGroupName": "g"}));
    assert_eq!(files(server.folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn the_oldest_files_go_when_there_is_no_room() {
    let folder = Folder::new();
    let limits = FolderLimits {
        group_bytes_max: 10_000,
        bytes_max: 15_000,
        file_bytes: 1_000,
    };
    let logs = LogFolder::open(folder.path().to_owned(), limits).unwrap();
    let write = |group: &str, number: i64| {
        let event = Event {
            time_ms: NOW + number,
            message: format!("{number} {}", "x".repeat(200)),
        };
        logs.append(&place(group), &format!("s{}", number / 50), &[event], NOW)
            .unwrap();
    };
    let last = |group: &str| {
        let events = logs.read(&place(group), |_, _, _| true).unwrap();
        assert!(!events.is_empty());
        events.last().unwrap().position.time_ms - NOW
    };
    for number in 0..200 {
        write("a", number);
    }
    assert!(logs.bytes(&place("a")) <= 10_000 + 1_000);
    assert_eq!(last("a"), 199);
    // Streams whose events are gone are gone.
    assert_eq!(
        logs.streams(&place("a")).unwrap().keys().collect::<Vec<_>>(),
        ["s3"]
    );
    for number in 0..200 {
        write("b", number);
    }
    let all = logs.bytes(&place("a")) + logs.bytes(&place("b"));
    assert!(all <= 15_000 + 1_000, "{all}");
    assert_eq!((last("a"), last("b")), (199, 199));
    let on_disk: u64 = files(folder.path())
        .iter()
        .map(|file| fs::metadata(file).unwrap().len())
        .sum();
    assert_eq!(on_disk, all);
}

#[test]
fn names_lead_to_no_other_place() {
    let folder = Folder::new();
    let root = folder.path().join("logs");
    let logs = LogFolder::open(root, FolderLimits::default()).unwrap();
    let event = Event {
        time_ms: NOW,
        message: "x".to_owned(),
    };
    for name in ["..", "../../up", "/abs/olute", "a\0b"] {
        let mut group = place(name);
        group.region = name.to_owned();
        logs.append(&group, name, std::slice::from_ref(&event), NOW)
            .unwrap();
        assert_eq!(logs.read(&group, |_, _, _| true).unwrap().len(), 1, "{name:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_functions_print_is_written_and_its_group_made() {
    let server = Server::new();
    let now = || Timestamp { epoch_ms: NOW };
    let sink = Sink::start(Arc::clone(&server.store), Arc::clone(&server.env.folder), now).unwrap();
    let group = GroupName::beside(
        "arn:aws:lambda:eu-west-1:111122223333:function:f",
        "/aws/lambda/f",
    );
    assert_eq!(group, Some(place("/aws/lambda/f")));
    for (stream, text) in [("one", "START"), ("two", "hello"), ("one", ""), ("one", "END")] {
        sink.line(SinkLine {
            group: place("/aws/lambda/f"),
            stream: stream.to_owned(),
            time_ms: NOW,
            text: text.to_owned(),
        });
    }
    sink.flush();
    let read = server.ok(
        "FilterLogEvents",
        json!({"logGroupName": "/aws/lambda/f", "logStreamNames": ["one"]}),
    );
    assert_eq!(texts(&read), ["START", "END"]);
    // A group that was deleted is made again with the next line.
    server.ok("DeleteLogGroup", json!({"logGroupName": "/aws/lambda/f"}));
    sink.line(SinkLine {
        group: place("/aws/lambda/f"),
        stream: "one".to_owned(),
        time_ms: NOW,
        text: "later".to_owned(),
    });
    drop(sink);
    let read = server.ok("FilterLogEvents", json!({"logGroupName": "/aws/lambda/f"}));
    assert_eq!(texts(&read), ["later"]);
}

#[test]
fn lines_that_cannot_be_written_are_counted() {
    let server = Server::new();
    let now = || Timestamp { epoch_ms: NOW };
    let sink = Sink::start(Arc::clone(&server.store), Arc::clone(&server.env.folder), now).unwrap();
    // The folder is gone, and a file in its place.
    let root = server.folder.path().join("logs");
    fs::remove_dir_all(&root).unwrap();
    fs::write(&root, "").unwrap();
    sink.line(SinkLine {
        group: place("g"),
        stream: "s".to_owned(),
        time_ms: NOW,
        text: "x".to_owned(),
    });
    sink.flush();
    assert_eq!(sink.lost(), 1);
}
