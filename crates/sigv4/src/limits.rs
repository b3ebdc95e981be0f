//! How much of a request is read before it is refused.
//!
//! A server has limits of its own on a request's head; these hold for callers that have none.

/// Headers of a request, and names in a list of signed headers.
pub const HEADERS_MAX: usize = 512;

/// Bytes of one header's value. AWS names no greatest length of a session token; those seen are below 4 KiB.
pub const HEADER_BYTES_MAX: usize = 64 * 1024;

/// Bytes of the path, and of the query.
pub const TARGET_BYTES_MAX: usize = 64 * 1024;

/// Parameters of the query.
pub const QUERY_PARAMETERS_MAX: usize = 2048;

/// Characters of an access key id: what `GetAccessKeyLastUsed` takes. Source: IAM API reference.
pub const ACCESS_KEY_ID_MAX: usize = 128;

/// Seconds a presigned request may live: seven days.
/// Source: Amazon S3 API reference, "Authenticating Requests: Using Query Parameters".
pub const EXPIRES_S_MAX: u32 = 604_800;
