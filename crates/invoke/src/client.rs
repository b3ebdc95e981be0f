//! The client: one request over a pooled or fresh connection.

use std::{pin::pin, rc::Rc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use http_body::Body;
use tokio::time::Instant;

use crate::{
    BoxError, ClientSettings, InvokeError, RequestHead, Target, UpstreamBody, block,
    connect::{Names, connect},
    deadline::Deadline,
    exchange::{Arrived, exchange},
    outgoing::Outgoing,
    pool::{Connection, Pools},
    shared::Shared,
};

/// Calls HTTP/1.1 upstreams from one thread. Clones share the pool.
///
/// All calls must be made within the same runtime.
#[derive(Clone, Debug)]
pub struct HttpClient {
    inner: Rc<Inner>,
}

#[derive(Debug)]
struct Inner {
    shared: Rc<Shared>,
    pools: Pools,
    names: Names,
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
        let shared = Rc::new(Shared::new(settings));
        Self {
            inner: Rc::new(Inner {
                shared,
                pools: Pools::default(),
                names: Names::default(),
            }),
        }
    }

    /// Sends a request and returns as soon as the response head is in.
    ///
    /// `response_timeout` is the time until the response head must be in, counted from the call, or from the last bytes
    /// that `body` gave. Dropping the future closes the connection. A pooled connection that turns out to be closed is
    /// replaced once, if the method is idempotent and nothing of the request is lost.
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
        let Inner { shared, pools, names } = &*self.inner;
        let answers_head = *head.method == Method::HEAD;
        let may_repeat = head.method.is_idempotent();
        let mut now = Instant::now();
        let mut deadline = Deadline::new(shared, now + response_timeout);
        let body = pin!(body);
        let mut outgoing = Outgoing::new(shared, head, target.authority(), body)?;
        match outgoing.gather(&mut deadline).await? {
            Some(false) => {}
            Some(true) => {
                now = Instant::now();
                deadline.set(now + response_timeout);
            }
            None => {
                return Err(InvokeError::RequestBodyTimedOut {
                    after: response_timeout,
                });
            }
        }
        let home = pools.of(target.key());
        let mut pooled = home.checkout(shared, now);
        loop {
            let reused = pooled.is_some();
            let mut connection = match pooled.take() {
                Some(connection) => connection,
                None => {
                    // Boxed: a handshake's state would otherwise be part of every call's memory.
                    let stream = Box::pin(connect(
                        shared,
                        names,
                        target.key(),
                        deadline.at(),
                        response_timeout,
                    ));
                    let stream = stream.await?;
                    Connection::new(stream, shared, &home)
                }
            };
            match exchange(
                &mut connection,
                &mut outgoing,
                answers_head,
                &mut deadline,
                response_timeout,
            )
            .await
            {
                Ok(arrived) => {
                    let Arrived {
                        head,
                        read,
                        at,
                        early,
                    } = arrived;
                    let body = UpstreamBody::new(connection, &head, early, read, at, deadline)?;
                    return Ok(UpstreamResponse {
                        status: head.status,
                        headers: head.headers,
                        body,
                        reused,
                    });
                }
                Err(failure) if failure.stale && reused && may_repeat && outgoing.rewind() => {}
                Err(failure) => return Err(failure.error),
            }
        }
    }

    /// Closes idle connections that have outstayed their time or were closed by their upstream.
    ///
    /// Nothing happens in the background: call it now and then, a second or so apart. It also frees read buffers of this
    /// thread that were not needed since the last call.
    pub fn sweep(&self) {
        block::trim();
        self.inner
            .pools
            .sweep(&self.inner.shared.settings, Instant::now());
    }

    /// Connections that wait for a request, over all targets.
    #[must_use]
    pub fn idle_connections(&self) -> usize {
        self.inner.pools.idle()
    }
}
