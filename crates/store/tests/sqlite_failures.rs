//! What a SQLite store does where its file is locked, gone, damaged or not its own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    unused_imports,
    unused_macros,
    reason = "helpers of tests fail the test; this file uses a part of the suite's"
)]

#[macro_use]
mod suite;

use rusqlite::Connection;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};
use store::limits::BUSY_TIMEOUT;
use store::{Revision, Store, StoreError, open_sqlite};
use suite::{Folder, api, body, commit, put, write};

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn put_a(store: &dyn Store, text: &str) -> Result<Revision, StoreError> {
    commit(store, Vec::new(), vec![put(&api("a"), text)])
}

#[test]
fn files_are_for_their_owner_only() {
    let folder = Folder::new();
    let home = folder.file("not/yet/there");
    let file = home.join("store.sqlite");
    let store = open_sqlite(&file).unwrap();
    put_a(&*store, "1").unwrap();
    for name in [
        "store.sqlite",
        "store.sqlite-wal",
        "store.sqlite-shm",
        "store.sqlite-lock",
        "store.sqlite-turn",
    ] {
        assert_eq!(mode(&home.join(name)), 0o600, "{name}");
    }
    for made in ["not", "not/yet", "not/yet/there"] {
        assert_eq!(mode(&folder.file(made)), 0o700, "{made}");
    }
    drop(store);
    // One that was opened to others meanwhile is closed again; a folder that was there is left as it is.
    std::fs::set_permissions(&file, Permissions::from_mode(0o664)).unwrap();
    std::fs::set_permissions(&home, Permissions::from_mode(0o755)).unwrap();
    let store = open_sqlite(&file).unwrap();
    assert_eq!((mode(&file), mode(&home)), (0o600, 0o755));
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("1"));
}

#[test]
fn a_write_is_in_the_file_and_survives_closing() {
    let folder = Folder::new();
    let file = folder.file("store.sqlite");
    let store = open_sqlite(&file).unwrap();
    let revision = put_a(&*store, "1").unwrap();
    // A copy of the files as they are now is what a power failure would leave at best: the write is in it.
    for suffix in ["", "-wal"] {
        let name = format!("store.sqlite{suffix}");
        std::fs::copy(folder.file(&name), folder.file(&format!("copy-{name}"))).unwrap();
    }
    for name in ["copy-store.sqlite", "store.sqlite"] {
        let again = open_sqlite(&folder.file(name)).unwrap();
        assert_eq!(body(&*again, &api("a")).as_deref(), Some("1"));
        assert_eq!(again.revision(), Ok(revision));
    }
    drop(store);
    let again = open_sqlite(&file).unwrap();
    assert_eq!(body(&*again, &api("a")).as_deref(), Some("1"));
}

#[test]
fn what_is_not_a_store_is_refused_and_left_alone() {
    let folder = Folder::new();
    let refused = |name: &str, expected: &str| {
        let file = folder.file(name);
        let before = std::fs::read(&file).ok();
        let error = open_sqlite(&file).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
        assert_eq!(std::fs::read(&file).ok(), before, "{name}");
    };
    let sql = |name: &str, statements: &str| {
        Connection::open(folder.file(name))
            .unwrap()
            .execute_batch(statements)
            .unwrap();
    };
    std::fs::write(folder.file("text"), "A letter, and not a short one. ".repeat(100)).unwrap();
    refused("text", "not a Portcullis store");
    sql(
        "music",
        "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('x')",
    );
    refused("music", "another application");
    sql("tagged", "PRAGMA application_id = 77");
    refused("tagged", "another application");
    for version in [0, 2, 99] {
        let name = format!("version-{version}");
        drop(open_sqlite(&folder.file(&name)).unwrap());
        sql(
            &name,
            &format!("UPDATE meta SET schema_version = {version}; PRAGMA wal_checkpoint(TRUNCATE)"),
        );
        assert_eq!(
            open_sqlite(&folder.file(&name)).unwrap_err(),
            StoreError::Schema {
                found: version,
                known: 1
            }
        );
    }
    std::fs::create_dir(folder.file("folder")).unwrap();
    refused("folder", "not available");
    refused("text/below-a-file", "not available");
}

/// Runs something that must end within a few times the time for waiting.
#[expect(clippy::disallowed_methods, reason = "the cases are about time")]
fn soon<T>(work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let outcome = work();
    let taken = begun.elapsed();
    assert!(taken < BUSY_TIMEOUT * 4 + Duration::from_secs(5), "{taken:?}");
    outcome
}

#[test]
fn a_locked_file_is_told_soon_and_read_all_the_same() {
    let folder = Folder::new();
    let file = folder.file("store.sqlite");
    let store = open_sqlite(&file).unwrap();
    put_a(&*store, "1").unwrap();
    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let outcome = soon(|| put_a(&*store, "2"));
    assert!(matches!(outcome, Err(StoreError::Locked(_))), "{outcome:?}");
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("1"));
    store.backup(&folder.file("backup")).unwrap();
    other.execute_batch("ROLLBACK").unwrap();
    put_a(&*store, "2").unwrap();

    // A process of ours that hangs in a write.
    let lock = std::fs::File::open(folder.file("store.sqlite-lock")).unwrap();
    lock.lock().unwrap();
    let outcome = soon(|| put_a(&*store, "3"));
    assert!(matches!(outcome, Err(StoreError::Locked(_))), "{outcome:?}");
    let outcome = soon(|| store.restore(&folder.file("backup"), true));
    assert!(matches!(outcome, Err(StoreError::Locked(_))), "{outcome:?}");
    // A second opening needs no lock to read.
    assert_eq!(
        body(&*open_sqlite(&file).unwrap(), &api("a")).as_deref(),
        Some("2")
    );
    lock.unlock().unwrap();
    put_a(&*store, "3").unwrap();
}

fn move_store(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for suffix in ["", "-wal", "-shm"] {
        let name = format!("store.sqlite{suffix}");
        if from.join(&name).exists() {
            std::fs::rename(from.join(&name), to.join(&name)).unwrap();
        }
    }
}

#[test]
fn a_file_that_is_gone_is_told_and_used_again_when_it_is_back() {
    let folder = Folder::new();
    let (home, away) = (folder.file("home"), folder.file("away"));
    let store = open_sqlite(&home.join("store.sqlite")).unwrap();
    put_a(&*store, "1").unwrap();
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("1"));
    let told = |outcome: Result<(), StoreError>| {
        assert!(matches!(outcome, Err(StoreError::Unavailable(_))), "{outcome:?}");
    };
    move_store(&home, &away);
    for _ in 0..3 {
        told(put_a(&*store, "2").map(drop));
        told(store.get(&api("a")).map(drop));
        told(store.wait(Revision(1), Duration::from_secs(60)).map(drop));
        told(store.backup(&folder.file("backup")));
    }
    assert!(
        !home.join("store.sqlite").exists(),
        "an empty store was made in its place"
    );
    assert!(!folder.file("backup").exists());
    move_store(&away, &home);
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("1"));
    put_a(&*store, "2").unwrap();

    // An empty file in its place is no store; the folder may be gone as a whole.
    move_store(&home, &away);
    std::fs::write(home.join("store.sqlite"), "").unwrap();
    told(put_a(&*store, "3").map(drop));
    told(store.get(&api("a")).map(drop));
    std::fs::remove_dir_all(&home).unwrap();
    told(put_a(&*store, "3").map(drop));
    move_store(&away, &home);
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("2"));
}

#[test]
fn another_store_put_in_its_place_is_used_from_then_on() {
    let folder = Folder::new();
    let file = folder.file("store.sqlite");
    let store = open_sqlite(&file).unwrap();
    put_a(&*store, "old").unwrap();
    store.backup(&folder.file("backup")).unwrap();
    put_a(&*store, "new").unwrap();
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("new"));
    for suffix in ["", "-wal", "-shm"] {
        std::fs::remove_file(folder.file(&format!("store.sqlite{suffix}"))).unwrap();
    }
    std::fs::copy(folder.file("backup"), &file).unwrap();
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("old"));
    put_a(&*store, "newer").unwrap();
    assert_eq!(
        body(&*open_sqlite(&file).unwrap(), &api("a")).as_deref(),
        Some("newer")
    );
}

#[test]
fn damage_is_told_and_never_a_panic() {
    let folder = Folder::new();
    let file = folder.file("store.sqlite");
    let store = open_sqlite(&file).unwrap();
    write(
        &*store,
        (0..500)
            .map(|n| put(&api(&format!("{n:03}")), &"x".repeat(500)))
            .collect(),
    );
    drop(store);
    let whole = std::fs::read(&file).unwrap();
    let pages = whole.len() / 4096;
    assert!(pages > 50);
    let mut told = 0;
    for page in 0..pages {
        let mut damaged = whole.clone();
        damaged[page * 4096..page * 4096 + 100].fill(0x5a);
        std::fs::write(&file, &damaged).unwrap();
        let Ok(store) = open_sqlite(&file) else {
            told += 1;
            continue;
        };
        let scanned = store.scan("rest-api", None, 1_000);
        let written = put_a(&*store, "1");
        let deleted = commit(&*store, Vec::new(), vec![suite::delete(&api("250"))]);
        let fed = store.changes(Revision(0), 1_000);
        for error in [scanned.err(), written.err(), deleted.err(), fed.err()]
            .into_iter()
            .flatten()
        {
            assert!(
                matches!(error, StoreError::Corrupt(_) | StoreError::Unavailable(_)),
                "page {page}: {error:?}"
            );
            told += 1;
        }
    }
    assert!(told > pages / 2, "{told} of {pages}");
}
