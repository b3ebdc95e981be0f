//! Limits of this crate.

use std::time::Duration;

/// Bytes of an event.
///
/// Source: AWS Lambda developer guide, quotas: invocation payload, synchronous, 6 MB.
pub const PAYLOAD_BYTES_MAX: usize = 6 * 1024 * 1024;

/// Bytes of an answer that does not stream: the number in Lambda's own error message.
pub const ANSWER_BYTES_MAX: usize = 6_291_556;

/// Bytes of an answer that streams.
///
/// Source: AWS Lambda developer guide, quotas: response streaming, 200 MB.
pub const STREAM_BYTES_MAX: u64 = 200 * 1024 * 1024;

/// Pieces of a streaming answer that wait for whoever reads it; with more the function waits.
pub const STREAM_PIECES_WAITING: usize = 16;

/// Bytes of the document of an error that ends a streaming answer.
pub const STREAM_ERROR_BYTES_MAX: usize = 64 * 1024;

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

/// How long the end of a call waits for what its process has printed already.
pub const LOG_FLUSH_TIME_MAX: Duration = Duration::from_millis(20);

/// How long to leave a function alone that failed to start; twice as long each time, up to [`BACKOFF_TIME_MAX`].
pub const BACKOFF_TIME_FIRST: Duration = Duration::from_millis(100);

/// See [`BACKOFF_TIME_FIRST`].
pub const BACKOFF_TIME_MAX: Duration = Duration::from_secs(10);

/// What a process may write to beside its function's memory before the kernel refuses it more: interpreters map thread stacks and
/// arenas that they hardly use. What they do use is measured every [`MEMORY_LOOK_TIME`].
pub const MEMORY_EXTRA_BYTES: u64 = 512 * 1024 * 1024;

/// How often the memory of a process that runs a call is measured.
pub const MEMORY_LOOK_TIME: Duration = Duration::from_millis(200);

/// Open files of a process.
///
/// Source: AWS Lambda developer guide, quotas: file descriptors 1,024.
pub const FILES_MAX: u64 = 1_024;

/// Processes and threads of the host's user, from which on no worker may start another one: the kernel counts by user, so this stops
/// a fork bomb, and no more.
pub const PROCESSES_MAX: u64 = 16 * 1_024;

/// Connections that a worker may have open to its Runtime API.
pub const CONNECTIONS_MAX: usize = 64;

/// How long a connection to the Runtime API may be open before its first request is there.
pub const CONNECTION_SILENT_TIME_MAX: Duration = Duration::from_secs(5);

/// How long after the end of a process an answer may still be read from its connections.
pub const LAST_WORDS_TIME_MAX: Duration = Duration::from_millis(200);

/// How long a host that stops waits for its processes, which are killed, to be gone.
pub const STOP_TIME_MAX: Duration = Duration::from_secs(5);
