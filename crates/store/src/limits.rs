//! The store's limits: sizes, and how long a call may wait.

use std::time::Duration;

/// Writes in one transaction. Deleting a rest api with everything below it is one transaction: 300 resources with seven
/// methods each, their integrations and responses, fit several times.
pub const TRANSACTION_WRITES_MAX: usize = 50_000;

/// Bytes of one document. The largest are snapshots of a deployment: AWS imports definitions of up to 6 MB.
pub const BODY_BYTES_MAX: usize = 64 << 20;

/// Bytes of the four parts of a key together, and of a parent. An entry of a PostgreSQL B-tree index holds at most 2,704
/// bytes, and the widest index has a key and a parent in it.
pub const KEY_BYTES_MAX: usize = 1_200;

/// Deleted keys that the change feed remembers at least. Beyond it the oldest are forgotten, and who read only up to
/// them is told [`crate::StoreError::FeedTruncated`].
pub const TOMBSTONES_MAX: u64 = 100_000;

/// Every how many transactions deleted keys beyond [`TOMBSTONES_MAX`] are looked for: counting them costs too much for
/// each transaction.
pub const TRIM_EVERY_TRANSACTIONS: u64 = 1_024;

/// How long a call waits for a lock that somebody else holds before it answers [`crate::StoreError::Locked`].
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// SQLite connections for reading in one process.
pub const SQLITE_READERS_MAX: usize = 4;

/// How often [`crate::Store::wait`] looks for transactions of other processes in a SQLite file.
pub const SQLITE_POLL: Duration = Duration::from_millis(100);

/// Bytes that SQLite's write-ahead log keeps on the disk after a large transaction.
pub const SQLITE_LOG_BYTES_KEPT: u32 = 64 << 20;

/// Connections to PostgreSQL of one process, beside the one that listens.
pub const POSTGRES_CONNECTIONS_MAX: usize = 8;

/// How long connecting to PostgreSQL may take, all addresses together.
pub const POSTGRES_CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// How long PostgreSQL lets one statement run.
pub const POSTGRES_STATEMENT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long an answer of PostgreSQL is waited for: a little longer than it lets a statement run, so that it is the one to
/// tell where it is alive.
pub const POSTGRES_ANSWER_TIMEOUT: Duration = Duration::from_secs(6);

/// How often [`crate::Store::wait`] looks for commits that PostgreSQL did not notify it of, and how long a listener
/// pauses before it connects again.
pub const POSTGRES_POLL: Duration = Duration::from_secs(1);
