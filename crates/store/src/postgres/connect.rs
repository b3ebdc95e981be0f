//! Connections to the database, and the few that are kept.

use super::address::Address;
use super::{Work, schema};
use crate::error::StoreError;
use crate::limits::{
    BUSY_TIMEOUT, POSTGRES_ANSWER_TIMEOUT, POSTGRES_CONNECT_TIMEOUT, POSTGRES_CONNECTIONS_MAX,
    POSTGRES_STATEMENT_TIMEOUT,
};
use crate::signal::Signal;
use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::types::ToSql;
use tokio_postgres::{AsyncMessage, Client, Row, Statement};

/// What a statement is given.
pub(super) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// A connection, with the statements prepared on it.
pub(super) struct Session {
    client: Client,
    statements: HashMap<&'static str, Statement>,
    /// Ends when the connection does.
    pub(super) driver: JoinHandle<()>,
}

impl Session {
    /// Runs a statement and gives its rows.
    pub(super) async fn rows(
        &mut self,
        sql: &'static str,
        values: Values<'_>,
    ) -> Result<Vec<Row>, StoreError> {
        let statement = self.prepared(sql).await?;
        answered(self.client.query(&statement, values)).await
    }

    /// Runs a statement that gives one row.
    pub(super) async fn row(&mut self, sql: &'static str, values: Values<'_>) -> Result<Row, StoreError> {
        let rows = self.rows(sql, values).await?;
        rows.into_iter()
            .next()
            .ok_or_else(|| StoreError::Corrupt("a row of the table `portcullis.meta` is missing".to_owned()))
    }

    /// Runs a statement that gives nothing, and tells how many rows it was about.
    pub(super) async fn run(&mut self, sql: &'static str, values: Values<'_>) -> Result<u64, StoreError> {
        let statement = self.prepared(sql).await?;
        answered(self.client.execute(&statement, values)).await
    }

    /// Runs statements without values.
    pub(super) async fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        answered(self.client.batch_execute(sql)).await
    }

    /// Commits. A failure here leaves open whether it happened, unless the server says that it did not.
    pub(super) async fn commit(&mut self) -> Result<(), StoreError> {
        match self.batch("COMMIT").await {
            Err(StoreError::Unavailable(text)) => Err(StoreError::OutcomeUnknown(text)),
            outcome => outcome,
        }
    }

    async fn prepared(&mut self, sql: &'static str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = answered(self.client.prepare(sql)).await?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }
}

/// Waits for the server's answer, not forever.
async fn answered<T>(
    answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, StoreError> {
    match timeout(POSTGRES_ANSWER_TIMEOUT, answer).await {
        Ok(outcome) => Ok(outcome?),
        Err(_) => Err(StoreError::Unavailable(format!(
            "PostgreSQL did not answer for {} s",
            POSTGRES_ANSWER_TIMEOUT.as_secs()
        ))),
    }
}

/// The connections of a store.
pub(super) struct Pool {
    address: Address,
    idle: Mutex<Vec<Session>>,
    places: Semaphore,
}

impl Pool {
    pub(super) fn new(address: Address) -> Pool {
        Pool {
            address,
            idle: Mutex::new(Vec::new()),
            places: Semaphore::new(POSTGRES_CONNECTIONS_MAX),
        }
    }

    /// Runs work on a connection, which is kept for others unless the work broke it.
    pub(super) async fn with<T>(
        &self,
        work: impl for<'a> FnOnce(&'a mut Session) -> Work<'a, T>,
    ) -> Result<T, StoreError> {
        let busy = || {
            StoreError::Locked(format!(
                "all {POSTGRES_CONNECTIONS_MAX} connections to PostgreSQL were busy for {} s",
                BUSY_TIMEOUT.as_secs()
            ))
        };
        let Ok(Ok(_place)) = timeout(BUSY_TIMEOUT, self.places.acquire()).await else {
            return Err(busy());
        };
        let mut session = match self.take_idle() {
            Some(session) => session,
            None => self.session().await?,
        };
        let outcome = work(&mut session).await;
        // Anything else may have left a transaction open: the server ends it with the connection.
        let sound = matches!(
            outcome,
            Ok(_) | Err(StoreError::Conflict(_) | StoreError::NotEmpty | StoreError::FeedTruncated(_))
        );
        if sound {
            self.idle().push(session);
        } else if matches!(
            outcome,
            Err(StoreError::Unavailable(_) | StoreError::OutcomeUnknown(_))
        ) {
            // The others are likely as dead.
            self.idle().clear();
        }
        outcome
    }

    /// Makes the tables where there are none.
    pub(super) async fn create_tables(&self) -> Result<(), StoreError> {
        let mut session = self.connect(None).await?;
        schema::create(&mut session).await?;
        schema::check(&mut session).await?;
        self.idle().push(session);
        Ok(())
    }

    /// A new connection to tables that are there, which tells a signal of what it is notified of.
    pub(super) async fn listening(&self, signal: Arc<Signal>) -> Result<Session, StoreError> {
        let mut session = self.connect(Some(signal)).await?;
        schema::check(&mut session).await?;
        Ok(session)
    }

    async fn session(&self) -> Result<Session, StoreError> {
        let mut session = self.connect(None).await?;
        schema::check(&mut session).await?;
        Ok(session)
    }

    async fn connect(&self, signal: Option<Arc<Signal>>) -> Result<Session, StoreError> {
        // The configured time-out is for one address of one host; this one is for all of it.
        let connecting = timeout(
            POSTGRES_CONNECT_TIMEOUT,
            self.address.config.connect(self.address.tls.clone()),
        );
        let (client, mut connection) = connecting.await.map_err(|_| {
            StoreError::Unavailable(format!(
                "PostgreSQL could not be reached within {} s",
                POSTGRES_CONNECT_TIMEOUT.as_secs()
            ))
        })??;
        let driver = tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
                if let (Some(signal), AsyncMessage::Notification(told)) = (&signal, message)
                    && let Ok(revision) = told.payload().parse()
                {
                    signal.raise(crate::document::Revision(revision));
                }
            }
        });
        let mut session = Session {
            client,
            statements: HashMap::new(),
            driver,
        };
        // Every statement has its index. Until a table is analyzed the planner would often not use it.
        let settings = format!(
            "SET synchronous_commit = on; SET default_transaction_isolation = 'read committed';
             SET statement_timeout = {}; SET lock_timeout = {}; SET idle_in_transaction_session_timeout = {};
             SET search_path = pg_catalog; SET client_min_messages = warning; SET jit = off;
             SET enable_seqscan = off; SET enable_bitmapscan = off;
             SET enable_hashjoin = off; SET enable_mergejoin = off",
            POSTGRES_STATEMENT_TIMEOUT.as_millis(),
            BUSY_TIMEOUT.as_millis(),
            POSTGRES_ANSWER_TIMEOUT.as_millis() * 2,
        );
        session.batch(&settings).await?;
        Ok(session)
    }

    fn take_idle(&self) -> Option<Session> {
        let mut idle = self.idle();
        idle.retain(|session| !session.client.is_closed());
        idle.pop()
    }

    // A panic of another thread cannot leave the list half changed.
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
