//! What needs a look behind the trait: a full disk, and a feed that forgets.

use super::*;
use crate::transaction::Write;
use std::path::PathBuf;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        Folder(std::env::temp_dir().join(format!("store-unit-{}-{name}", std::process::id())))
    }

    fn open(&self) -> SqliteStore {
        let file = StoreFile::prepare(&self.0.join("store.sqlite")).unwrap();
        let connection = file.create_or_open().unwrap();
        let store = SqliteStore {
            place: Place::File(file),
            writer: Pool::new(1),
            readers: Some(Pool::new(SQLITE_READERS_MAX)),
            signal: Signal::default(),
        };
        store.keep_writer(connection).unwrap();
        store
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn key(n: usize) -> Key {
    Key::new("1", "r", "k", format!("{n:04}"))
}

fn put(n: usize, body: &str) -> Write {
    Write::Put {
        key: key(n),
        parent: String::new(),
        body: body.to_owned(),
    }
}

fn commit(store: &dyn Store, writes: Vec<Write>) -> Result<Revision, StoreError> {
    store.commit(&Transaction {
        checks: Vec::new(),
        writes,
    })
}

#[test]
fn a_full_store_says_so_changes_nothing_and_works_again_with_room() {
    let folder = Folder::new("full");
    let store = folder.open();
    let room = |pages: u32| {
        let limit = |open: &mut Open| {
            Ok(open
                .connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?)
        };
        store.on(&store.writer, StoreFile::open_writer, limit).unwrap();
    };
    commit(&store, vec![put(0, "small")]).unwrap();
    room(20);
    let many = || (0..200).map(|n| put(n, &"x".repeat(1_000))).collect();
    for _ in 0..3 {
        let outcome = commit(&store, many());
        assert!(matches!(outcome, Err(StoreError::Full(_))), "{outcome:?}");
        assert_eq!(store.get(&key(0)).unwrap().unwrap().body, "small");
        assert_eq!(store.scan("k", None, 1_000).unwrap().len(), 1);
        assert_eq!(store.revision(), Ok(Revision(1)));
    }
    // What still fits is still written, and everything once there is room.
    commit(&store, vec![put(0, "smaller")]).unwrap();
    room(10_000);
    commit(&store, many()).unwrap();
    assert_eq!(store.scan("k", None, 1_000).unwrap().len(), 200);
}

#[test]
fn every_commit_is_synced() {
    // SQLite, "PRAGMA synchronous": 2 is FULL, which syncs the write-ahead log after each transaction; NORMAL does not.
    let folder = Folder::new("synced");
    let store = folder.open();
    let settings = |open: &mut Open| {
        let of = |name: &str| {
            open.connection
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
        };
        Ok((of("synchronous")?, of("fullfsync")?, of("checkpoint_fullfsync")?))
    };
    for _ in 0..2 {
        assert_eq!(
            store.on(&store.writer, StoreFile::open_writer, settings),
            Ok((2, 1, 1))
        );
        // One that is opened later is as the first.
        store.writer.take(Duration::ZERO).unwrap().held = None;
    }
}

#[test]
fn the_oldest_deletions_are_forgotten_and_the_floor_is_raised() {
    let folder = Folder::new("trim");
    let store = folder.open();
    let delete = |n: usize| Write::Delete { key: key(n) };
    commit(&store, (0..6).map(|n| put(n, "")).collect()).unwrap();
    commit(&store, vec![delete(0)]).unwrap();
    commit(&store, vec![delete(1), delete(2)]).unwrap();
    commit(&store, vec![delete(3)]).unwrap();
    let trim = |keep| {
        let work = |open: &mut Open| write::trim(&open.connection, keep);
        store.on(&store.writer, StoreFile::open_writer, work).unwrap();
    };
    trim(4);
    assert_eq!(store.changes(Revision(0), 100).unwrap().len(), 6);
    trim(2);
    // Of the two deletions of revision 3 one is beyond the limit: both go, a revision is not cut in two.
    assert_eq!(
        store.changes(Revision(2), 100),
        Err(StoreError::FeedTruncated(Revision(3)))
    );
    assert_eq!(store.changes(Revision(3), 100).unwrap().len(), 1);
    trim(0);
    assert_eq!(
        store.changes(Revision(3), 100),
        Err(StoreError::FeedTruncated(Revision(4)))
    );
    assert_eq!(store.changes(Revision(4), 100), Ok(Vec::new()));
    trim(0);
    assert_eq!(store.changes(Revision(4), 100), Ok(Vec::new()));
}

#[test]
fn reads_go_on_while_a_write_takes_long() {
    let folder = Folder::new("readers");
    let store = folder.open();
    commit(&store, vec![put(0, "before")]).unwrap();
    // The one place for writing is taken for the whole test.
    let taken = store.writer.take(Duration::ZERO).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..SQLITE_READERS_MAX * 3 {
            scope.spawn(|| assert_eq!(store.get(&key(0)).unwrap().unwrap().body, "before"));
        }
    });
    let outcome = commit(&store, vec![put(0, "after")]);
    assert!(matches!(outcome, Err(StoreError::Locked(_))), "{outcome:?}");
    drop(taken);
    commit(&store, vec![put(0, "after")]).unwrap();
}
