//! Processes killed while they write: what they acknowledged is whole, and nothing is half there.
//!
//! A test starts this same program again as a writer ([`writer_process`]), reads what it acknowledges, kills it or the
//! database's server at some instant, and looks at what is stored.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests fail the test; the writer acknowledges on its standard output"
)]

mod writer;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::testing::Postgres;
use store::{Filter, Key, Revision, Store, StoreError, Transaction, Write};
use writer::Writer;

/// Tells this program that it is the writer, and where it writes.
const TARGET: &str = "STORE_TEST_WRITER_TARGET";
const WRITERS: u64 = 2;
/// Documents that each transaction overwrites, and that it adds.
const SLOTS: u64 = 5;
const ADDED: u64 = 3;
/// How many transactions' added documents are kept: the ones before are deleted.
const KEPT: u64 = 2;
const KILLS: u64 = 25;
/// A server that was killed takes seconds to start on a busy disk.
const SERVER_KILLS: u64 = 10;
/// Longer than anything here takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(120);

fn open(target: &str) -> Result<Arc<dyn Store>, StoreError> {
    if target.starts_with("postgres://") {
        store::open_postgres(target)
    } else {
        store::open_sqlite(target.as_ref())
    }
}

fn kind_of(writer: u64) -> String {
    format!("writer-{writer}")
}

/// The transaction number `n` of a writer: overwrites, adds and deletes.
fn transaction(writer: u64, n: u64) -> Transaction {
    let key = |id: String| Key::new("1", "r", kind_of(writer), id);
    // Large enough that a transaction has many pages.
    let body = format!("{{\"n\":{n},\"fill\":\"{}\"}}", "x".repeat(3_000));
    let put = |id: String| Write::Put {
        key: key(id),
        parent: n.to_string(),
        body: body.clone(),
    };
    let mut writes: Vec<Write> = (0..SLOTS).map(|slot| put(format!("slot-{slot}"))).collect();
    writes.extend((0..ADDED).map(|part| put(format!("added-{n:09}-{part}"))));
    if let Some(old) = n.checked_sub(KEPT) {
        writes.extend((0..ADDED).map(|part| Write::Delete {
            key: key(format!("added-{old:09}-{part}")),
        }));
    }
    Transaction {
        checks: Vec::new(),
        writes,
    }
}

/// The last transaction of a writer that is stored, 0 for none. Fails unless that one is whole and no other has left
/// anything.
fn last_whole(store: &dyn Store, writer: u64) -> u64 {
    // One call, so one moment.
    let found = store
        .list(&Filter {
            account: "1",
            region: "r",
            kind: &kind_of(writer),
            parent: None,
            after: None,
            limit: 1_000,
        })
        .unwrap();
    let found: BTreeMap<String, (String, String, Revision)> = found
        .into_iter()
        .map(|document| {
            (
                document.key.id,
                (document.parent, document.body, document.revision),
            )
        })
        .collect();
    let Some((number, ..)) = found.get("slot-0") else {
        assert!(found.is_empty(), "a part without its first slot");
        return 0;
    };
    let last: u64 = number.parse().unwrap();
    let mut expected: BTreeMap<String, u64> = (0..SLOTS).map(|slot| (format!("slot-{slot}"), last)).collect();
    for n in (1..=last).rev().take(usize::try_from(KEPT).unwrap()) {
        expected.extend((0..ADDED).map(|part| (format!("added-{n:09}-{part}"), n)));
    }
    let numbers: BTreeMap<String, u64> = found
        .iter()
        .map(|(id, (number, ..))| (id.clone(), number.parse().unwrap()))
        .collect();
    assert_eq!(numbers, expected, "a transaction is half there");
    let revision = found["slot-0"].2;
    for (number, body, written) in found.values() {
        assert!(
            body.starts_with(&format!("{{\"n\":{number},")),
            "a body is of another transaction"
        );
        assert!(*number != last.to_string() || *written == revision);
    }
    last
}

/// Not a test by itself: writes and acknowledges until it is killed or the store fails.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "this is how the process learns what it is"
)]
fn writer_process() {
    let Ok(target) = std::env::var(TARGET) else { return };
    let store = open(&target).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &store;
            scope.spawn(move || {
                let mut n = last_whole(&**store, writer);
                loop {
                    n += 1;
                    match store.commit(&transaction(writer, n)) {
                        Ok(_) => {
                            let mut output = std::io::stdout().lock();
                            writeln!(output, "\nacknowledged {writer} {n}").unwrap();
                            output.flush().unwrap();
                        }
                        Err(error) => {
                            println!("\nfailed {error}");
                            return;
                        }
                    }
                }
            });
        }
    });
}

/// Instants to kill at: so many acknowledgements and so many microseconds more.
fn instants(count: u64) -> impl Iterator<Item = (u64, Duration)> {
    let mut state = u64::from(std::process::id());
    let mut choose = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    (0..count).map(move |_| (1 + choose(40), Duration::from_micros(choose(3_000))))
}

fn settle(store: &dyn Store) {
    let writes = vec![Write::Put {
        key: Key::new("1", "r", "mine", "settle"),
        parent: String::new(),
        body: String::new(),
    }];
    let checks = Vec::new();
    store.commit(&Transaction { checks, writes }).unwrap();
}

/// What is stored is what was acknowledged, and at most the one transaction more that was under way.
fn check(store: &dyn Store, acknowledged: &[u64], before: &[u64]) -> Vec<u64> {
    (0..WRITERS)
        .zip(acknowledged)
        .zip(before)
        .map(|((writer, &acknowledged), &before)| {
            let last = last_whole(store, writer);
            let acknowledged = acknowledged.max(before);
            assert!(
                last >= acknowledged,
                "{acknowledged} was acknowledged, {last} is there"
            );
            assert!(
                last <= acknowledged + 1,
                "{last} is there, {acknowledged} was acknowledged"
            );
            last
        })
        .collect()
}

/// A folder of its own, removed when dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_killed_process_leaves_whole_transactions_in_sqlite() {
    let folder = Folder(std::env::temp_dir().join(format!("store-kill-{}", std::process::id())));
    let file = folder.0.join("store.sqlite");
    let target = file.to_str().unwrap();
    let mut stored = vec![0; usize::try_from(WRITERS).unwrap()];
    for (count, moment) in instants(KILLS) {
        let mut writer = Writer::start(target);
        writer.read(count, moment);
        writer.kill();
        let (acknowledged, _) = writer.end();
        // Opened anew each time, so that nothing but the files counts.
        let store = open(target).unwrap();
        stored = check(&*store, &acknowledged, &stored);
        let backup = folder.0.join("backup");
        // A restore checks the whole file: nothing is damaged.
        store.backup(&backup).unwrap();
        store::open_memory().unwrap().restore(&backup, false).unwrap();
        std::fs::remove_file(&backup).unwrap();
    }
    assert!(stored.iter().sum::<u64>() > KILLS, "{stored:?}");
}

#[test]
fn a_process_killed_while_it_makes_the_store_leaves_one_that_opens() {
    let folder = Folder(std::env::temp_dir().join(format!("store-make-{}", std::process::id())));
    for (round, (_, moment)) in (0..).zip(instants(KILLS)) {
        let file = folder.0.join(format!("{round}/store.sqlite"));
        let mut writer = Writer::start(file.to_str().unwrap());
        // It prints that it starts, and then whatever comes within a moment.
        writer.lines.recv_timeout(PATIENCE).unwrap();
        writer.read(0, moment);
        writer.kill();
        let (acknowledged, _) = writer.end();
        let store = open(file.to_str().unwrap()).unwrap();
        check(&*store, &acknowledged, &acknowledged);
    }
}

#[test]
fn two_processes_write_and_read_one_file() {
    let folder = Folder(std::env::temp_dir().join(format!("store-two-{}", std::process::id())));
    let file = folder.0.join("store.sqlite");
    let target = file.to_str().unwrap();
    let mine = Key::new("1", "r", "mine", "count");
    let mut stored = vec![0; usize::try_from(WRITERS).unwrap()];
    let mut count = 0_u64;
    for (acknowledgements, moment) in instants(3) {
        let store = open(target).unwrap();
        let mut writer = Writer::start(target);
        writer.read(acknowledgements, moment);
        for turn in 0..20 {
            count += 1;
            let write = Write::Put {
                key: mine.clone(),
                parent: String::new(),
                body: count.to_string(),
            };
            let writes = vec![write];
            store
                .commit(&Transaction {
                    checks: Vec::new(),
                    writes,
                })
                .unwrap();
            for writer in 0..WRITERS {
                last_whole(&*store, writer);
            }
            let backup = folder.0.join(format!("backup-{acknowledgements}-{turn}"));
            store.backup(&backup).unwrap();
            let restored = store::open_memory().unwrap();
            restored.restore(&backup, false).unwrap();
            for writer in 0..WRITERS {
                last_whole(&*restored, writer);
            }
            std::fs::remove_file(&backup).unwrap();
        }
        writer.kill();
        let (acknowledged, failed) = writer.end();
        assert_eq!(failed, Vec::<String>::new());
        stored = check(&*store, &acknowledged, &stored);
        assert_eq!(store.get(&mine).unwrap().unwrap().body, count.to_string());
    }
}

#[test]
fn a_killed_process_leaves_whole_transactions_in_postgresql() {
    let server = Postgres::start();
    let store = open(&server.url()).unwrap();
    let mut stored = vec![0; usize::try_from(WRITERS).unwrap()];
    for (count, moment) in instants(KILLS) {
        let mut writer = Writer::start(&server.url());
        writer.read(count, moment);
        writer.kill();
        let (acknowledged, _) = writer.end();
        // The server may still be busy with the last commit it was sent: a write waits for it.
        settle(&*store);
        stored = check(&*store, &acknowledged, &stored);
    }
    assert!(stored.iter().sum::<u64>() > KILLS, "{stored:?}");
}

#[test]
fn a_killed_server_leaves_whole_transactions_in_postgresql() {
    let server = Postgres::start();
    let store = open(&server.url()).unwrap();
    let mut stored = vec![0; usize::try_from(WRITERS).unwrap()];
    for (count, moment) in instants(SERVER_KILLS) {
        let mut writer = Writer::start(&server.url());
        writer.read(count, moment);
        server.kill();
        // The writers learn of it, and acknowledge nothing more.
        let (acknowledged, failed) = writer.end();
        assert_eq!(failed.len(), usize::try_from(WRITERS).unwrap(), "{failed:?}");
        assert!(store.revision().is_err());
        server.start_again();
        // The store that was open all the time works again by itself.
        stored = check(&*store, &acknowledged, &stored);
    }
    assert!(stored.iter().sum::<u64>() > SERVER_KILLS, "{stored:?}");
}
