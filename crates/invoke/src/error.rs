//! What can go wrong between a request and the end of its response.

use std::{io, time::Duration};

/// Any error a request body may report.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why an upstream call failed. After any of these the connection is closed, never reused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InvokeError {
    /// The caller's request cannot be written as HTTP/1.1. Nothing was sent.
    #[error("the request to the upstream is not valid: {0}")]
    InvalidRequest(RequestFault),
    /// The host name has no address.
    #[error("cannot resolve upstream host `{host}`")]
    ResolveFailed {
        /// The host of the target.
        host: String,
        /// The resolver's answer.
        #[source]
        source: io::Error,
    },
    /// No address of the upstream accepted a connection.
    #[error("cannot connect to upstream `{authority}`")]
    ConnectFailed {
        /// Host and port.
        authority: String,
        /// The error of the address tried last.
        #[source]
        source: io::Error,
    },
    /// The target is an address of this program that no upstream may have.
    #[error("`{authority}` leads to a listener of this gateway that is not for upstreams")]
    RefusedAddress {
        /// The target's authority.
        authority: String,
    },
    /// No connection stood within the connect time-out.
    #[error("upstream `{authority}` did not accept a connection within {after:?}")]
    ConnectTimedOut {
        /// Host and port.
        authority: String,
        /// The time allowed.
        after: Duration,
    },
    /// The TLS handshake failed, the upstream's certificate included.
    #[error("no TLS session with upstream `{authority}`")]
    TlsFailed {
        /// Host and port.
        authority: String,
        /// The TLS error.
        #[source]
        source: io::Error,
    },
    /// No response head within the caller's time.
    #[error("the upstream did not answer within {after:?}")]
    TimedOut {
        /// The time allowed.
        after: Duration,
    },
    /// The client's request body stalled for as long as the response may take.
    #[error("the request body stalled for {after:?}")]
    RequestBodyTimedOut {
        /// The time allowed.
        after: Duration,
    },
    /// The response body stalled.
    #[error("the upstream's response body stalled for {after:?}")]
    IdleTimedOut {
        /// The time allowed.
        after: Duration,
    },
    /// The upstream closed the connection before its response was complete.
    #[error("the upstream closed the connection before the end of its response")]
    ClosedEarly,
    /// The connection broke.
    #[error("the connection to the upstream broke")]
    Broken(#[source] io::Error),
    /// The response is not HTTP/1.x as it must be.
    #[error("the upstream's response is malformed: {0}")]
    Malformed(Malformed),
    /// The response head exceeds the limit of bytes.
    #[error("the upstream's response head exceeds {bytes_max} bytes")]
    ResponseHeadTooLarge {
        /// The limit.
        bytes_max: usize,
    },
    /// The response has more header lines than the limit.
    #[error("the upstream's response has more than {headers_max} header lines")]
    TooManyHeaders {
        /// The limit.
        headers_max: usize,
    },
    /// The request body failed while it was read.
    #[error("the request body could not be read")]
    RequestBody(#[source] BoxError),
    /// The request body was shorter or longer than it declared.
    #[error("the request body does not have the declared length of {declared} bytes")]
    RequestBodyLength {
        /// The length sent as `Content-Length`.
        declared: u64,
    },
}

/// Why a request cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestFault {
    /// `CONNECT` asks for a tunnel.
    #[error("method `CONNECT` is not supported")]
    Connect,
    /// The path does not begin with `/`, or holds a blank, a control character or a byte outside ASCII.
    #[error("the path must begin with `/` and hold visible ASCII characters only")]
    Path,
    /// A header name is not a token.
    #[error("a header name is not a token")]
    HeaderName,
    /// A header value holds CR, LF or NUL.
    #[error("a header value holds CR, LF or NUL")]
    HeaderValue,
    /// A header that this client writes itself (see [`is_managed_header`](crate::is_managed_header)).
    #[error("header `{0}` is written by the client and must not be given")]
    ManagedHeader(&'static str),
}

/// How a response breaks HTTP/1.x.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Malformed {
    /// The status line is not one of HTTP/1.0 or HTTP/1.1.
    #[error("bad status line")]
    StatusLine,
    /// A status outside 100 to 599.
    #[error("status outside 100 to 599")]
    Status,
    /// A header line is not `name: value`; folded lines and bare line feeds included.
    #[error("bad header line")]
    Header,
    /// `Content-Length` is not one decimal number.
    #[error("bad `Content-Length`")]
    ContentLength,
    /// More than one `Content-Length`.
    #[error("more than one `Content-Length`")]
    ContentLengthRepeated,
    /// Both `Content-Length` and `Transfer-Encoding`.
    #[error("both `Content-Length` and `Transfer-Encoding`")]
    LengthAndCoding,
    /// A transfer coding other than a single `chunked`, or any in HTTP/1.0.
    #[error("unsupported `Transfer-Encoding`")]
    TransferCoding,
    /// `101 Switching Protocols`, which was not asked for.
    #[error("unrequested protocol switch")]
    Upgrade,
    /// An interim response with body framing.
    #[error("an interim response must not have a body")]
    InterimBody,
    /// More interim responses than the limit.
    #[error("too many interim responses")]
    TooManyInterim,
    /// A chunk size is not a hexadecimal number that fits.
    #[error("bad chunk size")]
    ChunkSize,
    /// A chunk extension is too long or holds control characters.
    #[error("bad chunk extension")]
    ChunkExtension,
    /// A chunk is not followed by CRLF.
    #[error("a chunk does not end with CRLF")]
    ChunkEnd,
    /// The trailer section is malformed or too long.
    #[error("bad trailer section")]
    Trailer,
}

impl From<Malformed> for InvokeError {
    fn from(fault: Malformed) -> Self {
        Self::Malformed(fault)
    }
}

impl From<RequestFault> for InvokeError {
    fn from(fault: RequestFault) -> Self {
        Self::InvalidRequest(fault)
    }
}
