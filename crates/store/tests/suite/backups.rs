//! Backups and restores.

use super::{Fixture, api, body, delete, everything, put, put_below, write};
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{Document, Expected, Key, Revision, Store, StoreError, Transaction};

fn fill(store: &dyn Store) {
    let other = Key::new("444455556666", "us-east-1", "user", "u\u{e9}");
    write(
        store,
        vec![put_below(&api("a"), "up", "{\"n\":1}"), put(&other, "")],
    );
    write(store, vec![put(&api("b"), "2"), put(&api("c"), "3")]);
    write(store, vec![delete(&api("c"))]);
}

fn contents(store: &dyn Store) -> Vec<(Key, String, String)> {
    let mut all: Vec<Document> = everything(store, "rest-api");
    all.extend(everything(store, "user"));
    all.into_iter()
        .map(|document| (document.key, document.parent, document.body))
        .collect()
}

pub(crate) fn a_backup_restores_everything(on: &Fixture) {
    fill(&*on.store);
    let filled = contents(&*on.store);
    assert_eq!(filled.len(), 3);
    let file = on.folder.file("backup");
    on.store.backup(&file).unwrap();
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    // One file and nothing beside it.
    let beside: Vec<_> = std::fs::read_dir(on.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("backup"))
        .collect();
    assert_eq!(beside, ["backup"]);
    // Into another store of whichever backend: the form is one.
    let other = store::open_memory().unwrap();
    other.restore(&file, false).unwrap();
    assert_eq!(contents(&*other), filled);
    let again = on.folder.file("again");
    other.backup(&again).unwrap();
    write(&*on.store, vec![delete(&api("a")), put(&api("later"), "{}")]);
    on.store.restore(&again, true).unwrap();
    assert_eq!(contents(&*on.store), filled);
    // The restored store is written to as any other.
    write(&*on.store, vec![put(&api("a"), "4")]);
    assert_eq!(body(&*on.store, &api("a")).as_deref(), Some("4"));
}

struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

pub(crate) fn a_backup_is_of_one_moment_while_writers_go_on(on: &Fixture) {
    // Each transaction writes the same number to the first and the last of more documents than are read in one piece:
    // a backup with two numbers is of two moments.
    let keys: Vec<Key> = (0..650).map(|n| api(&format!("{n:03}"))).collect();
    write(&*on.store, keys.iter().map(|key| put(key, "0")).collect());
    let ends = [&keys[0], &keys[keys.len() - 1]];
    let write_ends = |number: u32| {
        let writes = ends.iter().map(|key| put(key, &number.to_string())).collect();
        write(&*on.store, writes)
    };
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // Ends the writer also where the test fails.
        let ending = Ending(&done);
        let writer = scope.spawn(|| {
            let mut number = 0;
            while !done.load(Ordering::Relaxed) {
                number += 1;
                write_ends(number);
            }
            number
        });
        for n in 0..5 {
            let file = on.folder.file(&format!("backup-{n}"));
            on.store.backup(&file).unwrap();
            let restored = store::open_memory().unwrap();
            restored.restore(&file, false).unwrap();
            let documents = everything(&*restored, "rest-api");
            assert_eq!(documents.len(), keys.len());
            assert_eq!(documents[0].body, documents[keys.len() - 1].body);
        }
        drop(ending);
        assert!(writer.join().unwrap() > 0);
    });
}

pub(crate) fn a_restore_replaces_only_with_leave(on: &Fixture) {
    fill(&*on.store);
    let file = on.folder.file("backup");
    on.store.backup(&file).unwrap();
    let before = on.store.revision().unwrap();
    assert_eq!(on.store.restore(&file, false), Err(StoreError::NotEmpty));
    assert_eq!(on.store.revision(), Ok(before));
    // Emptied by hand, it counts as empty.
    write(
        &*on.store,
        contents(&*on.store).iter().map(|(key, ..)| delete(key)).collect(),
    );
    on.store.restore(&file, false).unwrap();
    assert_eq!(contents(&*on.store).len(), 3);
}

pub(crate) fn a_restore_starts_the_feed_anew(on: &Fixture) {
    fill(&*on.store);
    let file = on.folder.file("backup");
    on.store.backup(&file).unwrap();
    let read = on.store.get(&api("a")).unwrap().unwrap();
    let before = write(&*on.store, vec![put(&api("later"), "{}")]);
    on.store.restore(&file, true).unwrap();
    let after = on.store.revision().unwrap();
    assert!(after > before);
    for old in [Revision(0), before] {
        assert_eq!(on.store.changes(old, 10), Err(StoreError::FeedTruncated(after)));
    }
    assert_eq!(on.store.changes(after, 10), Ok(Vec::new()));
    assert_eq!(on.store.wait(before, std::time::Duration::ZERO), Ok(after));
    // What was read before the restore is no ground for a write after it.
    let stale = Transaction {
        checks: vec![(api("a"), Expected::At(read.revision))],
        writes: vec![put(&api("a"), "{}")],
    };
    assert_eq!(on.store.commit(&stale), Err(StoreError::Conflict(api("a"))));
}

pub(crate) fn a_backup_replaces_no_file(on: &Fixture) {
    fill(&*on.store);
    let file = on.folder.file("precious");
    std::fs::write(&file, "precious").unwrap();
    let refused = |outcome: Result<(), StoreError>| {
        assert!(matches!(outcome, Err(StoreError::Address(_))), "{outcome:?}");
    };
    refused(on.store.backup(&file));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "precious");
    refused(on.store.backup(on.folder.path()));
    refused(on.store.backup(&on.folder.file("missing/backup")));
    refused(on.store.backup("/".as_ref()));
}

pub(crate) fn a_bad_backup_is_refused_and_changes_nothing(on: &Fixture) {
    fill(&*on.store);
    let before = (on.store.revision(), contents(&*on.store));
    let good = on.folder.file("good");
    on.store.backup(&good).unwrap();
    let sql = |name: &str, statements: &str| {
        let file = on.folder.file(name);
        std::fs::copy(&good, &file).unwrap();
        rusqlite::Connection::open(&file)
            .unwrap()
            .execute_batch(statements)
            .unwrap();
        file
    };
    let bytes = |name: &str, bytes: &[u8]| {
        let file = on.folder.file(name);
        std::fs::write(&file, bytes).unwrap();
        file
    };
    let whole = std::fs::read(&good).unwrap();
    // Damage in a page: the first bytes of every page but the first are noise.
    let mut damaged = whole.clone();
    for page in damaged.chunks_mut(4096).skip(1) {
        page[..64].fill(0x5a);
    }
    let cases = [
        (bytes("empty", b""), "is empty"),
        (
            bytes("text", &b"This is a long text and no backup at all. ".repeat(30)),
            "not a Portcullis store",
        ),
        (bytes("cut", &whole[..whole.len() / 2]), "damaged"),
        (bytes("damaged", &damaged), "damaged"),
        (sql("foreign", "PRAGMA application_id = 1"), "another application"),
        (sql("later", "UPDATE meta SET schema_version = 99"), "version 99"),
        (sql("no-meta", "DROP TABLE meta"), "damaged"),
        (sql("no-row", "DELETE FROM meta"), "damaged"),
        (sql("no-documents", "DROP TABLE documents"), "damaged"),
        (
            sql("no-id", "UPDATE documents SET id = '' WHERE id = 'a'"),
            "damaged",
        ),
        (
            sql("nul", "UPDATE documents SET body = 'a' || char(0) WHERE id = 'a'"),
            "damaged",
        ),
        (sql("blob", "UPDATE meta SET revision = -5"), "damaged"),
        (on.folder.file("absent"), "No such file"),
    ];
    for (file, expected) in cases {
        let error = on.store.restore(&file, true).unwrap_err().to_string();
        assert!(error.contains(expected), "{}: {error}", file.display());
        assert_eq!(
            (on.store.revision(), contents(&*on.store)),
            before,
            "{}",
            file.display()
        );
    }
    on.store.restore(&good, true).unwrap();
    assert_eq!(contents(&*on.store), before.1);
}
