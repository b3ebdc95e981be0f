//! The store in a PostgreSQL database, for several processes on several machines.
//!
//! The tables stand in the schema `portcullis`. A writer first takes the one row of `meta`, so writers go one after the
//! other and revisions ascend in the order of commits; readers wait for nobody. Readers elsewhere learn of a commit by
//! `NOTIFY`, with polling behind it.
//!
//! The client is asynchronous and runs on a thread of its own; callers block on its answer. Every step has an end: the
//! server's own time-outs for statements and locks, and one on this side for a server that does not answer at all.
//! A connection that failed is dropped, the next call makes another.

mod address;
mod connect;
mod copy;
mod fault;
mod listen;
mod read;
mod schema;
mod tls;
mod write;

use crate::document::{Change, Document, Filter, Key, Revision};
use crate::error::StoreError;
use crate::limits::POSTGRES_POLL;
use crate::portable;
use crate::signal::Signal;
use crate::store::Store;
use crate::transaction::{Transaction, is_storable, is_storable_key};
use connect::{Pool, Session};
use read::Listing;
use std::fmt;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// Opens the store in a PostgreSQL database of version 15 or later, given by a URL
/// (`postgres://user:password@host/database`). The tables are made where they are missing.
///
/// `sslmode` is `disable` or `verify-full`; `require` is taken as `verify-full`, other values are refused. Without it,
/// Unix sockets and loopback addresses are spoken to in the clear and all others with TLS. `sslrootcert` names a file of
/// certificates to trust instead of the system's. Other parameters are those of PostgreSQL's own URLs.
pub fn open_postgres(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    let pool = Arc::new(Pool::new(address::parse(url)?));
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("store")
        .enable_all()
        .build()
        .map_err(|error| StoreError::Unavailable(format!("no thread for the store: {error}")))?;
    let store = PostgresStore {
        pool,
        runtime: Some(runtime),
        signal: Arc::new(Signal::default()),
    };
    let pool = Arc::clone(&store.pool);
    store.run(async move { pool.create_tables().await })?;
    if let Some(runtime) = &store.runtime {
        runtime.spawn(listen::follow(Arc::clone(&store.pool), Arc::clone(&store.signal)));
    }
    Ok(Arc::new(store))
}

/// What a piece of work on a connection gives.
type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

struct PostgresStore {
    pool: Arc<Pool>,
    // Invariant: None only while it is dropped.
    runtime: Option<Runtime>,
    signal: Arc<Signal>,
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address holds a password.
        f.debug_struct("PostgresStore").finish_non_exhaustive()
    }
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        // Dropping a runtime waits for it, which panics on threads of another one.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl PostgresStore {
    /// Runs something on the store's own thread and waits for it; it has time-outs of its own.
    fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
    ) -> Result<T, StoreError> {
        let gone = || StoreError::Unavailable("the store's own thread ended".to_owned());
        let (answer, answered) = std::sync::mpsc::sync_channel(1);
        let runtime = self.runtime.as_ref().ok_or_else(gone)?;
        runtime.spawn(async move {
            // Nobody waits any more: nothing is left to tell.
            let _ = answer.send(work.await);
        });
        answered.recv().unwrap_or_else(|_| Err(gone()))
    }

    /// Runs something on a connection of the pool.
    fn on<T: Send + 'static>(
        &self,
        work: impl for<'a> FnOnce(&'a mut Session) -> Work<'a, T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let pool = Arc::clone(&self.pool);
        self.run(async move { pool.with(work).await })
    }
}

impl Store for PostgresStore {
    fn get(&self, key: &Key) -> Result<Option<Document>, StoreError> {
        if !is_storable_key(key) {
            return Ok(None);
        }
        let key = key.clone();
        self.on(move |session| Box::pin(async move { read::document(session, &key).await }))
    }

    fn list(&self, filter: &Filter<'_>) -> Result<Vec<Document>, StoreError> {
        let names = [
            filter.account,
            filter.region,
            filter.kind,
            filter.parent.unwrap_or_default(),
        ];
        if !names.iter().all(|name| is_storable(name)) {
            return Ok(Vec::new());
        }
        let listing = Listing::of(filter);
        self.on(move |session| Box::pin(async move { read::list(session, &listing).await }))
    }

    fn scan(&self, kind: &str, after: Option<&Key>, limit: usize) -> Result<Vec<Document>, StoreError> {
        if !is_storable(kind) {
            return Ok(Vec::new());
        }
        let kind = kind.to_owned();
        let after = after.cloned();
        self.on(move |session| {
            Box::pin(async move { read::scan(session, &kind, after.as_ref(), limit).await })
        })
    }

    fn commit(&self, transaction: &Transaction) -> Result<Revision, StoreError> {
        transaction.check_limits()?;
        let transaction = transaction.clone();
        let revision =
            self.on(move |session| Box::pin(async move { write::commit(session, &transaction).await }))?;
        self.signal.raise(revision);
        Ok(revision)
    }

    fn changes(&self, after: Revision, limit: usize) -> Result<Vec<Change>, StoreError> {
        self.on(move |session| Box::pin(read::changes(session, after, limit)))
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.on(|session| Box::pin(read::revision(session)))
    }

    fn wait(&self, after: Revision, timeout: Duration) -> Result<Revision, StoreError> {
        self.signal
            .wait_looking(after, timeout, POSTGRES_POLL, || self.revision())
    }

    fn backup(&self, file: &Path) -> Result<(), StoreError> {
        let target = portable::Target::new(file)?;
        let copy = copy::Copy::new(&target)?;
        let copy = self.on(move |session| Box::pin(copy::backup(session, copy)))?;
        copy.close()?;
        target.finish()
    }

    fn restore(&self, file: &Path, replace: bool) -> Result<(), StoreError> {
        let backup = portable::Backup::open(file)?;
        let revision = self.on(move |session| Box::pin(copy::restore(session, backup, replace)))?;
        self.signal.raise(revision);
        Ok(())
    }
}
