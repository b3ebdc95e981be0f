//! The client: one request over a pooled or fresh connection.

use std::{rc::Rc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body::Body;

use crate::{BoxError, ClientSettings, InvokeError, RequestFault, RequestHead, Target, UpstreamBody};

/// Calls HTTP/1.1 upstreams from one thread. Clones share the pool.
#[derive(Clone, Debug)]
pub struct HttpClient {
    settings: Rc<ClientSettings>,
}

/// What an upstream answered.
#[derive(Debug)]
#[non_exhaustive]
pub struct UpstreamResponse {
    /// The status, 200 to 599.
    pub status: StatusCode,
    /// All headers but those of the connection; repeated ones are kept apart and in order.
    pub headers: HeaderMap,
    /// The body; still on its way, or all there if it was small.
    pub body: UpstreamBody,
    /// Whether the response came over a connection that had served before.
    pub reused: bool,
}

impl HttpClient {
    /// A client with nothing in its pool.
    #[must_use]
    pub fn new(settings: ClientSettings) -> Self {
        Self {
            settings: Rc::new(settings),
        }
    }

    /// Sends a request and returns as soon as the response head is in.
    ///
    /// `response_timeout` is the time until the response head must be in, counted from the call, or from the last bytes
    /// that `body` gave. Dropping the future closes the connection.
    pub async fn send<I, N, V, B>(
        &self,
        target: &Target,
        head: RequestHead<'_, I>,
        body: B,
        response_timeout: Duration,
    ) -> Result<UpstreamResponse, InvokeError>
    where
        I: IntoIterator<Item = (N, V)>,
        N: AsRef<[u8]>,
        V: AsRef<[u8]>,
        B: Body<Data = Bytes>,
        B::Error: Into<BoxError>,
    {
        let _ = (&self.settings, target, head.headers, body, response_timeout);
        Err(RequestFault::Connect.into())
    }

    /// Closes idle connections that have outstayed their time. Call it now and then (a second or so apart).
    pub fn sweep(&self) {}
}
