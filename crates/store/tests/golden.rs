//! The stored form: one dump per version and backend in `golden/`, which this release reads; the newest is what it
//! writes.
//!
//! A change of the stored form raises `schema::VERSION`, adds files here, and keeps the ones before.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::{Path, PathBuf};
use store::testing::Postgres;
use store::{Change, Document, Key, Revision, Store, Transaction, Write};

/// All versions there were. The last is the one written.
const VERSIONS: &[u32] = &[1];

fn golden(backend: &str, version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("golden/{backend}-v{version}.sql"))
}

fn key(id: &str) -> Key {
    Key::new("111122223333", "eu-central-1", "rest-api", id)
}

fn put(key: Key, parent: &str, body: &str) -> Write {
    let (parent, body) = (parent.to_owned(), body.to_owned());
    Write::Put { key, parent, body }
}

/// What the dumps are of.
fn fill(store: &dyn Store) {
    let commit = |writes| {
        let checks = Vec::new();
        store.commit(&Transaction { checks, writes }).unwrap();
    };
    let user = Key::new("444455556666", "aws-global", "user", "Zo\u{eb} 'O'");
    commit(vec![
        put(key("a1"), "", "{\"name\":\"pets\"}"),
        put(key("b2"), "a1", "{}"),
    ]);
    commit(vec![put(user, "", "{\"path\":\"/\\n\"}")]);
    commit(vec![
        put(key("c3"), "a1", ""),
        put(key("a1"), "", "{\"name\":\"dogs\"}"),
    ]);
    commit(vec![Write::Delete { key: key("b2") }]);
}

/// What every dump, of whichever version, reads as.
fn check(store: &dyn Store) {
    let document = |key: Key, parent: &str, body: &str, revision| Document {
        key,
        parent: parent.to_owned(),
        body: body.to_owned(),
        revision: Revision(revision),
    };
    let user = Key::new("444455556666", "aws-global", "user", "Zo\u{eb} 'O'");
    assert_eq!(
        store.scan("rest-api", None, 10),
        Ok(vec![
            document(key("a1"), "", "{\"name\":\"dogs\"}", 3),
            document(key("c3"), "a1", "", 3),
        ])
    );
    assert_eq!(
        store.scan("user", None, 10),
        Ok(vec![document(user.clone(), "", "{\"path\":\"/\\n\"}", 2)])
    );
    assert_eq!(store.revision(), Ok(Revision(4)));
    let change = |key, revision, deleted| Change {
        revision: Revision(revision),
        key,
        deleted,
    };
    assert_eq!(
        store.changes(Revision(0), 10),
        Ok(vec![
            change(user, 2, false),
            change(key("a1"), 3, false),
            change(key("c3"), 3, false),
            change(key("b2"), 4, true),
        ])
    );
    let write = vec![put(key("later"), "", "{}")];
    let checks = Vec::new();
    assert_eq!(
        store.commit(&Transaction {
            checks,
            writes: write
        }),
        Ok(Revision(5))
    );
}

/// Compares a dump with the newest golden file.
fn compare(backend: &str, dump: &str) {
    let file = golden(backend, *VERSIONS.last().unwrap());
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    if dump != expected {
        let found = std::env::temp_dir().join(file.file_name().unwrap());
        std::fs::write(&found, dump).unwrap();
        panic!(
            "the stored form is not the one of `{}`, it is in `{}`: raise the version, or change it back",
            file.display(),
            found.display()
        );
    }
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("store-golden-{}-{name}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn quoted(value: Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Real(_) | Value::Blob(_) => panic!("the stored form has numbers and text only"),
    }
}

/// The statements that make a SQLite file again.
fn dump_sqlite(file: &Path) -> String {
    let connection = Connection::open(file).unwrap();
    let application: i32 = connection
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .unwrap();
    let mut dump = format!("PRAGMA application_id = {application};\n");
    let mut objects = connection
        .prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        .unwrap();
    let objects: Vec<(String, String, String)> = objects
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (_, _, sql) in &objects {
        dump.push_str(sql);
        dump.push_str(";\n");
    }
    for (_, table, _) in objects.iter().filter(|(kind, ..)| kind == "table") {
        let mut rows = connection
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3, 4"))
            .unwrap();
        let columns = rows.column_count();
        let rows = rows
            .query_map([], |row| {
                (0..columns)
                    .map(|column| row.get(column).map(quoted))
                    .collect::<Result<Vec<_>, _>>()
            })
            .unwrap();
        for row in rows {
            dump.push_str(&format!(
                "INSERT INTO {table} VALUES ({});\n",
                row.unwrap().join(", ")
            ));
        }
    }
    dump
}

#[test]
fn the_sqlite_form_is_the_newest_golden_one() {
    let folder = Folder::new("sqlite");
    let file = folder.0.join("store.sqlite");
    let store = store::open_sqlite(&file).unwrap();
    fill(&*store);
    compare("sqlite", &dump_sqlite(&file));
    // A backup has the same form.
    let backup = folder.0.join("backup");
    store.backup(&backup).unwrap();
    compare("sqlite", &dump_sqlite(&backup));
}

#[test]
fn every_golden_sqlite_form_is_read() {
    let folder = Folder::new("sqlite-read");
    for version in VERSIONS {
        let file = folder.0.join(format!("v{version}.sqlite"));
        let sql = std::fs::read_to_string(golden("sqlite", *version)).unwrap();
        Connection::open(&file).unwrap().execute_batch(&sql).unwrap();
        let restored = store::open_memory().unwrap();
        restored.restore(&file, false).unwrap();
        assert_eq!(restored.scan("rest-api", None, 10).unwrap().len(), 2);
        check(&*store::open_sqlite(&file).unwrap());
    }
}

#[test]
fn the_postgresql_form_is_the_newest_golden_one() {
    let server = Postgres::start();
    fill(&*store::open_postgres(&server.url()).unwrap());
    compare("postgres", &server.dump("portcullis"));
}

#[test]
fn every_golden_postgresql_form_is_read() {
    let server = Postgres::start();
    for version in VERSIONS {
        let sql = std::fs::read_to_string(golden("postgres", *version)).unwrap();
        server.psql("portcullis", &sql).unwrap();
        check(&*store::open_postgres(&server.url()).unwrap());
        server
            .psql("portcullis", "DROP SCHEMA portcullis CASCADE")
            .unwrap();
    }
}

#[test]
fn every_golden_file_has_its_version() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(golden("sqlite", 1).parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut expected: Vec<PathBuf> = ["postgres", "sqlite"]
        .iter()
        .flat_map(|backend| VERSIONS.iter().map(|version| golden(backend, *version)))
        .collect();
    expected.sort();
    assert_eq!(files, expected);
}
