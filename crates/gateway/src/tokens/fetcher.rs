//! The thread that fetches the keys of issuers.

use std::{
    io::{self, Read as _},
    path::PathBuf,
    rc::Rc,
    sync::Arc,
    thread::JoinHandle,
    time::Duration,
};

use bytes::Bytes;
use http::{Method, StatusCode};
use http_body_util::{BodyExt as _, Empty, Limited};
use invoke::{ClientSettings, HttpClient, RequestHead};
use jwt::KEY_SET_BYTES_MAX;
use tokio::{
    runtime,
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::LocalSet,
    time::MissedTickBehavior,
};

use super::{
    issuer::Issuer,
    settings::{JwksSource, JwksUrl},
};

/// How long a key set may take to come, from the connection to its last byte.
///
/// Source: API Gateway developer guide, quotas for HTTP APIs, timeout of the response from a JWKS endpoint.
pub(super) const FETCH_TIME: Duration = Duration::from_millis(1_500);

/// How often all keys are fetched without being asked for, so that one that is withdrawn does not stay good.
///
/// Chosen. API Gateway keeps the keys of an HTTP API's issuer for up to two hours (developer guide, "Control access to HTTP APIs
/// with JWT authorizers").
const ROUND_INTERVAL: Duration = Duration::from_secs(600);

/// The running thread. It ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Fetcher {
    /// Issuers whose keys are to be fetched; `None` once the thread is to end.
    commands: Option<UnboundedSender<Arc<Issuer>>>,
    thread: Option<JoinHandle<()>>,
}

impl Fetcher {
    /// Begins with the keys of all issuers.
    pub(super) fn start(issuers: Vec<Arc<Issuer>>, client: ClientSettings) -> io::Result<Self> {
        let (commands, received) = unbounded_channel();
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        // Requests that come before the keys do wait for them.
        let first: Vec<Arc<Issuer>> = issuers.iter().filter(|issuer| issuer.begin()).cloned().collect();
        let thread = std::thread::Builder::new().name("issuers".to_owned());
        let thread = thread.spawn(move || {
            let client = Rc::new(HttpClient::new(client));
            LocalSet::new().block_on(&runtime, run(client, issuers, first, received));
            // A file that is still being read holds nobody up.
            runtime.shutdown_background();
        })?;
        Ok(Self {
            commands: Some(commands),
            thread: Some(thread),
        })
    }

    /// Fetches the keys of an issuer, for whom a fetch has begun; `false` if the thread has ended.
    pub(super) fn fetch(&self, issuer: &Arc<Issuer>) -> bool {
        let commands = self.commands.as_ref();
        commands.is_some_and(|commands| commands.send(Arc::clone(issuer)).is_ok())
    }
}

impl Drop for Fetcher {
    fn drop(&mut self) {
        self.commands = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Fetches what is asked for, all side by side, until nobody is left to ask.
async fn run(
    client: Rc<HttpClient>,
    issuers: Vec<Arc<Issuer>>,
    first: Vec<Arc<Issuer>>,
    mut commands: UnboundedReceiver<Arc<Issuer>>,
) {
    let fetch = |issuer: Arc<Issuer>| {
        let client = Rc::clone(&client);
        tokio::task::spawn_local(async move {
            let running = Running::new(&issuer);
            let fetching = tokio::time::timeout(FETCH_TIME, fetch(&client, issuer.source()));
            let late = || Err(format!("they did not come within {} ms", FETCH_TIME.as_millis()));
            let fetched = fetching.await.unwrap_or_else(|_| late());
            running.end(fetched);
        });
    };
    first.into_iter().for_each(&fetch);
    let mut rounds = tokio::time::interval(ROUND_INTERVAL);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    rounds.reset();
    loop {
        tokio::select! {
            command = commands.recv() => match command {
                Some(issuer) => fetch(issuer),
                None => return,
            },
            _ = rounds.tick() => {
                issuers.iter().filter(|issuer| issuer.begin()).cloned().for_each(&fetch);
                client.sweep();
            }
        }
    }
}

/// A fetch that has begun. It ends whatever becomes of it: while one runs no other begins, and a key that is withdrawn would
/// stay good.
pub(super) struct Running<'i> {
    issuer: &'i Issuer,
    has_ended: bool,
}

impl<'i> Running<'i> {
    pub(super) fn new(issuer: &'i Issuer) -> Self {
        Self {
            issuer,
            has_ended: false,
        }
    }

    fn end(mut self, fetched: Result<Vec<u8>, String>) {
        self.issuer.end(fetched);
        self.has_ended = true;
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if !self.has_ended {
            self.issuer.end(Err("the fetch was cut off".to_owned()));
        }
    }
}

async fn fetch(client: &HttpClient, source: &JwksSource) -> Result<Vec<u8>, String> {
    match source {
        JwksSource::Url(url) => fetch_url(client, url).await,
        JwksSource::File(file) => {
            let file = file.clone();
            let read = tokio::task::spawn_blocking(move || read(&file)).await;
            read.unwrap_or_else(|_| Err("reading the file was cut off".to_owned()))
        }
    }
}

async fn fetch_url(client: &HttpClient, url: &JwksUrl) -> Result<Vec<u8>, String> {
    let told = |why: &dyn std::error::Error| {
        let mut text = why.to_string();
        let mut cause = why.source();
        while let Some(next) = cause {
            text = format!("{text}: {next}");
            cause = next.source();
        }
        text
    };
    let head = RequestHead {
        method: &Method::GET,
        path_and_query: &url.path_and_query,
        host: None,
        headers: [("accept", "application/json")],
    };
    // Longer than the time for all of it, which the caller watches.
    let head_time = 2 * FETCH_TIME;
    let response = client
        .send(&url.target, head, Empty::<Bytes>::new(), head_time)
        .await
        .map_err(|error| told(&error))?;
    // A redirect is not followed: the keys are where the settings say.
    if response.status != StatusCode::OK {
        return Err(format!(
            "their address answered with status {}",
            response.status.as_u16()
        ));
    }
    let body = Limited::new(response.body, KEY_SET_BYTES_MAX).collect().await;
    let body = body.map_err(|error| told(&*error))?;
    Ok(body.to_bytes().to_vec())
}

fn read(file: &PathBuf) -> Result<Vec<u8>, String> {
    let told = |error: io::Error| format!("cannot read `{}`: {error}", file.display());
    let mut text = Vec::new();
    // One byte more than is taken tells a larger file.
    let bytes_max = KEY_SET_BYTES_MAX as u64 + 1;
    let opened = std::fs::File::open(file).map_err(told)?;
    opened.take(bytes_max).read_to_end(&mut text).map_err(told)?;
    Ok(text)
}
