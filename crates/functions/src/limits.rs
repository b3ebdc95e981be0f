//! Limits of this crate.

use std::time::Duration;

/// Bytes of an event, and of an answer that does not stream.
///
/// Source: AWS Lambda developer guide, quotas: invocation payload, synchronous, 6 MB.
pub const PAYLOAD_BYTES_MAX: usize = 6 * 1024 * 1024;

/// Bytes of an answer that streams.
///
/// Source: AWS Lambda developer guide, quotas: response streaming, 200 MB.
pub const STREAM_BYTES_MAX: u64 = 200 * 1024 * 1024;

/// Pieces of a streaming answer that wait for whoever reads it; with more the function waits.
pub const STREAM_PIECES_WAITING: usize = 16;

/// How long a worker may take until it asks for its first event.
///
/// Source: AWS Lambda developer guide, "Lambda execution environment lifecycle": 10 seconds.
pub const INIT_TIME_MAX: Duration = Duration::from_secs(10);

/// Bytes of one line of log; what is longer is cut into several.
pub const LOG_LINE_BYTES_MAX: usize = 16 * 1024;

/// Bytes of log of one call; what is beyond is dropped, and a line says so.
pub const LOG_CALL_BYTES_MAX: usize = 1024 * 1024;

/// Bytes of the end of a call's log that are kept for its answer.
///
/// Source: AWS Lambda API reference, Invoke, `LogType`: the last 4 KB.
pub const LOG_TAIL_BYTES: usize = 4 * 1024;

/// How long to leave a function alone that failed to start; twice as long each time, up to [`BACKOFF_TIME_MAX`].
pub const BACKOFF_TIME_FIRST: Duration = Duration::from_millis(100);

/// See [`BACKOFF_TIME_FIRST`].
pub const BACKOFF_TIME_MAX: Duration = Duration::from_secs(10);

/// Address space of a process beside its function's memory: interpreters reserve far more than they use.
pub const ADDRESS_SPACE_EXTRA_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// Open files of a process.
///
/// Source: AWS Lambda developer guide, quotas: file descriptors 1,024.
pub const FILES_MAX: u64 = 1_024;

/// Processes of a worker that the group may have. Source: as [`FILES_MAX`], processes and threads 1,024.
pub const PROCESSES_MAX: u64 = 1_024;
