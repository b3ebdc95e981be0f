//! What a PostgreSQL store does where its server is killed, frozen, locked, too old in a setting, or not its own.

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

use std::time::{Duration, Instant};
use store::limits::{BUSY_TIMEOUT, POSTGRES_ANSWER_TIMEOUT, POSTGRES_CONNECT_TIMEOUT, POSTGRES_POLL};
use store::testing::Postgres;
use store::{Revision, Store, StoreError, open_postgres};
use suite::{Folder, api, body, commit, put, write};
use tokio_postgres::NoTls;

fn put_a(store: &dyn Store, text: &str) -> Result<Revision, StoreError> {
    commit(store, Vec::new(), vec![put(&api("a"), text)])
}

/// Runs something that must end within the time one step may take, and some for a busy machine.
#[expect(clippy::disallowed_methods, reason = "the cases are about time")]
fn within<T>(limit: Duration, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let outcome = work();
    let taken = begun.elapsed();
    assert!(taken < limit + GRACE, "{taken:?}");
    outcome
}

fn unavailable<T: std::fmt::Debug>(outcome: Result<T, StoreError>) {
    assert!(
        matches!(
            outcome,
            Err(StoreError::Unavailable(_) | StoreError::OutcomeUnknown(_))
        ),
        "{outcome:?}"
    );
}

/// For a busy machine.
const GRACE: Duration = Duration::from_secs(5);

/// A connection of somebody else, with statements run on it; what they locked stays so until it is dropped.
struct Other(tokio::runtime::Runtime, tokio_postgres::Client);

impl Other {
    fn run(url: &str, sql: &str) -> Other {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let (client, connection) = runtime.block_on(tokio_postgres::connect(url, NoTls)).unwrap();
        runtime.spawn(connection);
        let other = Other(runtime, client);
        other.0.block_on(other.1.batch_execute(sql)).unwrap();
        other
    }

    fn then(&self, sql: &str) {
        self.0.block_on(self.1.batch_execute(sql)).unwrap();
    }
}

#[test]
fn a_killed_server_is_told_and_used_again_when_it_is_back() {
    let server = Postgres::start();
    let store = open_postgres(&server.url()).unwrap();
    put_a(&*store, "1").unwrap();
    for round in 2..4 {
        server.kill();
        for _ in 0..3 {
            unavailable(within(POSTGRES_CONNECT_TIMEOUT, || put_a(&*store, "lost")));
            unavailable(within(POSTGRES_CONNECT_TIMEOUT, || store.get(&api("a"))));
            unavailable(within(POSTGRES_CONNECT_TIMEOUT, || {
                store.wait(Revision(round), Duration::from_secs(60))
            }));
        }
        let folder = Folder::new();
        unavailable(store.backup(&folder.file("backup")));
        assert!(!folder.file("backup").exists());
        unavailable(open_postgres(&server.url()).map(drop));
        server.start_again();
        assert_eq!(body(&*store, &api("a")), Some((round - 1).to_string()));
        put_a(&*store, &round.to_string()).unwrap();
        // Commits of others are heard of again too.
        let other = open_postgres(&server.url()).unwrap();
        let newest = store.revision().unwrap();
        std::thread::scope(|scope| {
            let waiter = scope.spawn(|| store.wait(newest, Duration::from_secs(60)));
            put_a(&*other, &round.to_string()).unwrap();
            assert!(waiter.join().unwrap().unwrap() > newest);
        });
    }
}

#[test]
fn a_frozen_server_is_told_and_used_again_when_it_goes_on() {
    let server = Postgres::start();
    let store = open_postgres(&server.url()).unwrap();
    put_a(&*store, "1").unwrap();
    server.freeze();
    unavailable(within(POSTGRES_ANSWER_TIMEOUT, || put_a(&*store, "2")));
    unavailable(within(POSTGRES_CONNECT_TIMEOUT + POSTGRES_ANSWER_TIMEOUT, || {
        store.get(&api("a"))
    }));
    unavailable(within(POSTGRES_CONNECT_TIMEOUT + POSTGRES_ANSWER_TIMEOUT, || {
        open_postgres(&server.url()).map(drop)
    }));
    server.thaw();
    // The server may have got the first write, but no commit of it.
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("1"));
    put_a(&*store, "3").unwrap();
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("3"));
}

#[test]
fn a_locked_table_is_told_soon_and_read_all_the_same() {
    let server = Postgres::shared();
    let url = server.new_database();
    let store = open_postgres(&url).unwrap();
    put_a(&*store, "1").unwrap();
    let other = Other::run(&url, "BEGIN; UPDATE portcullis.meta SET revision = revision");
    let outcome = within(BUSY_TIMEOUT, || put_a(&*store, "2"));
    assert!(matches!(outcome, Err(StoreError::Locked(_))), "{outcome:?}");
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("1"));
    other.then("ROLLBACK; BEGIN; LOCK TABLE portcullis.documents");
    for outcome in [
        within(BUSY_TIMEOUT, || put_a(&*store, "2").map(drop)),
        within(BUSY_TIMEOUT, || store.get(&api("a")).map(drop)),
    ] {
        assert!(matches!(outcome, Err(StoreError::Locked(_))), "{outcome:?}");
    }
    other.then("ROLLBACK");
    put_a(&*store, "2").unwrap();
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("2"));
}

#[test]
fn connections_cut_by_an_administrator_are_made_anew() {
    let server = Postgres::shared();
    let url = server.new_database();
    let store = open_postgres(&url).unwrap();
    put_a(&*store, "1").unwrap();
    let other = Other::run(&url, "SELECT 1");
    for _ in 0..3 {
        other.then(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        // The one call that met the cut may fail, the next one does not.
        if let Err(error) = store.get(&api("a")) {
            unavailable::<()>(Err(error));
        }
        assert_eq!(body(&*store, &api("a")).as_deref(), Some("1"));
    }
}

#[test]
fn no_room_for_connections_is_told() {
    let server = Postgres::start_with(&[
        "max_connections=4",
        "superuser_reserved_connections=0",
        "max_wal_senders=0",
    ]);
    let url = server.url();
    let store = open_postgres(&url).unwrap();
    put_a(&*store, "1").unwrap();
    let taken: Vec<Other> = (0..2).map(|_| Other::run(&url, "SELECT 1")).collect();
    unavailable(open_postgres(&url).map(drop));
    // What is open goes on.
    put_a(&*store, "2").unwrap();
    drop(taken);
}

#[test]
fn what_is_not_a_store_is_refused_and_left_alone() {
    let server = Postgres::shared();
    let refused = |prepare: &str, expected: &str| {
        let url = server.new_database();
        let _other = Other::run(&url, prepare);
        let error = open_postgres(&url).unwrap_err().to_string();
        assert!(error.contains(expected), "{prepare}: {error}");
    };
    refused(
        "CREATE SCHEMA portcullis",
        "a schema `portcullis` of something else",
    );
    refused(
        "CREATE SCHEMA portcullis; CREATE TABLE portcullis.meta (name text)",
        "a schema `portcullis` of something else",
    );
    for version in [0, 2, 99] {
        let url = server.new_database();
        drop(open_postgres(&url).unwrap());
        let _other = Other::run(
            &url,
            &format!("UPDATE portcullis.meta SET schema_version = {version}"),
        );
        assert_eq!(
            open_postgres(&url).unwrap_err(),
            StoreError::Schema {
                found: version,
                known: 1
            }
        );
    }
    let url = server.new_database();
    let other = Other::run(
        &url,
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'SQL_ASCII'",
    );
    let latin = format!("{}/latin", url.rsplit_once('/').unwrap().0);
    let error = open_postgres(&latin).unwrap_err().to_string();
    assert!(error.contains("SQL_ASCII"), "{error}");
    other.then("DROP DATABASE IF EXISTS latin WITH (FORCE)");
    unavailable(open_postgres(&format!("{}/absent", url.rsplit_once('/').unwrap().0)).map(drop));
}

#[test]
fn a_server_that_loses_writes_is_refused() {
    let server = Postgres::start_with(&["fsync=off"]);
    let error = open_postgres(&server.url()).unwrap_err().to_string();
    assert!(error.contains("fsync"), "{error}");
}

#[test]
fn two_that_open_an_empty_database_at_once_agree() {
    let server = Postgres::shared();
    for _ in 0..5 {
        let url = server.new_database();
        std::thread::scope(|scope| {
            let opening: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| open_postgres(&url).unwrap()))
                .collect();
            let stores: Vec<_> = opening.into_iter().map(|thread| thread.join().unwrap()).collect();
            put_a(&*stores[0], "1").unwrap();
            assert!(
                stores
                    .iter()
                    .all(|store| body(&**store, &api("a")).as_deref() == Some("1"))
            );
        });
    }
}

#[test]
fn commits_elsewhere_are_notified_and_not_only_polled_for() {
    const COMMITS: u32 = 16;
    let server = Postgres::shared();
    let url = server.new_database();
    let (here, elsewhere) = (open_postgres(&url).unwrap(), open_postgres(&url).unwrap());
    // The listener connects in its own time: the first commit may still be found by polling.
    put_a(&*elsewhere, "0").unwrap();
    assert_eq!(here.wait(Revision(0), POSTGRES_POLL * 60), Ok(Revision(1)));
    std::thread::scope(|scope| {
        within(POSTGRES_POLL * (COMMITS / 4), || {
            for n in 1..=u64::from(COMMITS) {
                let (waiting, waits) = std::sync::mpsc::channel();
                let here = &here;
                let waiter = scope.spawn(move || {
                    waiting.send(()).unwrap();
                    here.wait(Revision(n), POSTGRES_POLL * 60)
                });
                waits.recv().unwrap();
                // Long enough for the waiter to have looked and to be waiting.
                for _ in 0..20 {
                    elsewhere.get(&api("a")).unwrap();
                }
                put_a(&*elsewhere, "1").unwrap();
                assert_eq!(waiter.join().unwrap(), Ok(Revision(n + 1)));
            }
        });
    });
}

#[test]
fn a_thread_of_another_runtime_may_call_and_drop_it() {
    let server = Postgres::shared();
    let url = server.new_database();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let store = open_postgres(&url).unwrap();
        put_a(&*store, "1").unwrap();
        drop(store);
    });
}

#[test]
fn no_secret_is_shown() {
    let server = Postgres::shared();
    let url = server
        .new_database()
        .replace("portcullis@", "portcullis:hunter2@");
    let store = open_postgres(&url).unwrap();
    write(&*store, vec![put(&api("a"), "hunter2")]);
    let shown = format!("{store:?} {:?}", store.get(&api("a")).unwrap().unwrap());
    assert!(!shown.contains("hunter2"), "{shown}");
    let absent = format!("{}/absent", url.rsplit_once('/').unwrap().0);
    for address in [
        &*absent,
        "postgres://u:hunter2@localhost:x/d",
        "postgres://u:hunter2@localhost/d?x=y",
    ] {
        let error = open_postgres(address).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

#[test]
fn over_the_network_the_server_is_verified_and_nothing_goes_in_the_clear() {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let other = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let folder = Folder::new();
    let (root, other_root, no_root) = (
        folder.file("root.pem"),
        folder.file("other.pem"),
        folder.file("none.pem"),
    );
    std::fs::write(&root, made.cert.pem()).unwrap();
    std::fs::write(&other_root, other.cert.pem()).unwrap();
    std::fs::write(&no_root, "no certificate").unwrap();
    let server = Postgres::start_with_tls(&made.cert.pem(), &made.signing_key.serialize_pem(), "hunter2");
    let open = |password: &str, host: &str, rest: &str| {
        let port = server.port();
        open_postgres(&format!(
            "postgres://portcullis:{password}@{host}:{port}/portcullis?{rest}"
        ))
    };
    let trusting = |file: &std::path::Path| format!("sslmode=verify-full&sslrootcert={}", file.display());
    let store = open("hunter2", "localhost", &trusting(&root)).unwrap();
    put_a(&*store, "1").unwrap();
    assert_eq!(body(&*store, &api("a")).as_deref(), Some("1"));
    let encrypted = server.psql("portcullis", "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'portcullis'");
    assert_eq!(encrypted.unwrap().trim(), "t");
    open(
        "hunter2",
        "localhost",
        &trusting(&root).replace("verify-full", "require"),
    )
    .unwrap();

    let told = |outcome: Result<std::sync::Arc<dyn Store>, StoreError>, expected: &str| {
        let error = outcome.unwrap_err();
        assert!(
            matches!(error, StoreError::Unavailable(_) | StoreError::Address(_)),
            "{error:?}"
        );
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.to_string().contains("hunter"), "{error}");
    };
    told(open("hunter2", "127.0.0.1", &trusting(&root)), "certificate");
    told(
        open("hunter2", "localhost", &trusting(&other_root)),
        "certificate",
    );
    told(
        open("hunter2", "localhost", &trusting(&no_root)),
        "no certificates to trust",
    );
    told(open("hunter2", "localhost", "sslmode=verify-full"), "certificate");
    told(
        open("hunter3", "localhost", &trusting(&root)),
        "password authentication failed",
    );
    told(open("hunter2", "localhost", "sslmode=disable"), "no encryption");
}
