//! `cargo xtask bench sse-idle`: very many quiet event streams through one Portcullis.
//!
//! Says how much memory they hold, reloads the definition while they are open, and then sends one event on every stream:
//! a stream whose event does not arrive was dropped. A process may hold fewer files than twice the streams, so load
//! generator and upstream are two processes, and most clients share connections by HTTP/2; towards the upstream every
//! stream is a connection of its own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::bench::peers::{self, Proxy, Setting};
use crate::bench::proxy::{build_load, build_portcullis, wants_json};
use crate::process::{Conversation, Running, output};
use crate::repository::Scratch;

/// The most memory the proxy may hold, in bytes.
const RSS_BYTES_MAX: u64 = 500_000_000;
/// Streams of one HTTP/2 connection: what servers commonly allow.
const STREAMS_PER_CONNECTION: usize = 100;
/// How long opening all streams may take; the load program gives up earlier and says why.
const ESTABLISH_MAX: Duration = Duration::from_secs(200);
/// How long the events may take to arrive; as above.
const ARRIVE_MAX: Duration = Duration::from_secs(60);
/// How long a reload may take until the new definition serves.
const RELOAD_MAX: Duration = Duration::from_secs(30);
/// How long one probe may take.
const PROBE_MAX: Duration = Duration::from_secs(30);
/// A path that only the second definition has.
const AFTER_RELOAD: &str = "  /after-reload:
    get:
      responses: {}
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: http://@UPSTREAM@/bytes/100
";

struct Plan {
    workers: usize,
    http1: usize,
    http2: usize,
    binary: Option<PathBuf>,
    json: bool,
}

/// Runs the benchmark; `false` when the memory is over the limit or a stream was dropped.
pub(crate) fn run(arguments: &mut Arguments) -> Result<bool> {
    let plan = Plan {
        workers: arguments.value("--workers")?.unwrap_or(2),
        http1: arguments.value("--http1")?.unwrap_or(4_000),
        http2: arguments.value("--http2")?.unwrap_or(6_000),
        binary: arguments.value("--binary")?,
        json: wants_json(arguments)?,
    };
    arguments.finish()?;
    let load = build_load()?;
    let binary = match &plan.binary {
        Some(path) => path
            .canonicalize()
            .with_context(|| format!("no binary at `{}`", path.display()))?,
        None => build_portcullis()?,
    };
    let scratch = Scratch::new("bench-sse-idle")?;
    let mut upstream = Running::start(
        "upstream",
        &load,
        &["upstream", "--listen", "127.0.0.1:0"],
        scratch.path(),
    )?;
    let address: SocketAddr = upstream
        .wait_for_line("listening ")?
        .parse()
        .context("the upstream's address")?;
    let setting = Setting {
        workers: plan.workers,
        cidrs: 2,
        upstream: address,
        scratch: &scratch,
    };
    let mut proxy = peers::portcullis(&setting, &binary)?;
    let measured = measure(&plan, &setting, &mut proxy, &load);
    measured.with_context(|| format!("portcullis said: {}", proxy.running.last_words()))
}

fn measure(plan: &Plan, setting: &Setting<'_>, proxy: &mut Proxy, load: &Path) -> Result<bool> {
    let streams = plan.http1 + plan.http2;
    let empty = Memory::read(proxy)?;
    let words = [
        "idle".to_owned(),
        format!("--to={}", proxy.address),
        "--path=/prod/idle".to_owned(),
        format!("--http1={}", plan.http1),
        format!("--http2={}", plan.http2),
        format!("--streams-per-connection={STREAMS_PER_CONNECTION}"),
    ];
    let words: Vec<&str> = words.iter().flat_map(|word| word.splitn(2, '=')).collect();
    let mut clients = Conversation::start("the load generator", load, &words)?;
    let said = clients.hear(ESTABLISH_MAX)?;
    if said != format!("established {streams}") {
        bail!("the load generator said `{said}`");
    }
    let open = count_at(load, setting.upstream, "/control/streams")?;
    if open != streams {
        bail!("{open} streams reached the upstream instead of {streams}");
    }
    let full = Memory::read(proxy)?;

    let more = AFTER_RELOAD.replace("@UPSTREAM@", &setting.upstream.to_string());
    setting
        .scratch
        .write("bench.yaml", &peers::definition(setting, &more)?)?;
    if probe(load, proxy.address, "/prod/after-reload")?.starts_with("200 ") {
        bail!("the path of the new definition is served before the reload");
    }
    proxy.running.signal("HUP")?;
    let address = proxy.address;
    let mut reloaded =
        || probe(load, address, "/prod/after-reload").is_ok_and(|said| said.starts_with("200 "));
    proxy
        .running
        .wait_until("the new definition does not serve", RELOAD_MAX, &mut reloaded)?;
    let after_reload = Memory::read(proxy)?;

    let sent = count_at(load, setting.upstream, "/control/broadcast")?;
    clients.say("count")?;
    let said: Value =
        serde_json::from_str(&clients.hear(ARRIVE_MAX)?).context("the load generator's counts")?;
    let number = |name: &str| {
        said.get(name)
            .and_then(Value::as_u64)
            .with_context(|| format!("no `{name}` in {said}"))
    };
    let (arrived, ended) = (number("arrived")? as usize, number("ended")? as usize);
    let dropped = streams.saturating_sub(arrived);

    let fits = full.rss.max(after_reload.rss) < RSS_BYTES_MAX;
    if plan.json {
        let report = json!({
            "streams": streams, "http1": plan.http1, "http2": plan.http2, "workers": plan.workers,
            "before": empty.json(), "established": full.json(), "after_reload": after_reload.json(),
            "rss_bytes_max": RSS_BYTES_MAX, "sent": sent, "arrived": arrived, "ended": ended, "dropped": dropped,
        });
        println!("{report:#}");
    } else {
        println!(
            "{streams} idle streams ({} HTTP/1.1, {} HTTP/2), {} workers",
            plan.http1, plan.http2, plan.workers
        );
        println!("before any stream   {empty}");
        println!("all established     {full}");
        println!("after the reload    {after_reload}");
        println!(
            "a stream            {:.1} kB",
            full.rss.saturating_sub(empty.rss) as f64 / streams as f64 / 1e3
        );
        println!(
            "events after reload {sent} sent, {arrived} arrived, {ended} streams ended, {dropped} dropped"
        );
        println!(
            "limit               {:.0} MB: {}",
            RSS_BYTES_MAX as f64 / 1e6,
            if fits { "kept" } else { "EXCEEDED" }
        );
    }
    Ok(fits && dropped == 0 && ended == 0)
}

/// Memory of the proxy's processes.
struct Memory {
    /// Resident, bytes.
    rss: u64,
    /// Resident, what is shared counted in part, bytes.
    pss: u64,
}

impl Memory {
    fn read(proxy: &Proxy) -> Result<Self> {
        let mut sum = Self { rss: 0, pss: 0 };
        for pid in proxy.running.pids()? {
            sum.rss += kilobytes(&format!("/proc/{pid}/status"), "VmRSS:")? * 1024;
            sum.pss += kilobytes(&format!("/proc/{pid}/smaps_rollup"), "Pss:")? * 1024;
        }
        Ok(sum)
    }

    fn json(&self) -> Value {
        json!({ "rss_bytes": self.rss, "pss_bytes": self.pss })
    }
}

impl std::fmt::Display for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "RSS {:.1} MB, PSS {:.1} MB",
            self.rss as f64 / 1e6,
            self.pss as f64 / 1e6
        )
    }
}

fn kilobytes(path: &str, name: &str) -> Result<u64> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok());
    value.with_context(|| format!("no {name} in {path}"))
}

fn probe(load: &Path, to: SocketAddr, path: &str) -> Result<String> {
    output(
        "the probe",
        load,
        &["probe", "--to", &to.to_string(), "--path", path],
        PROBE_MAX,
    )
}

/// A number that the upstream answers.
fn count_at(load: &Path, upstream: SocketAddr, path: &str) -> Result<usize> {
    let said = probe(load, upstream, path)?;
    let number = said
        .strip_prefix("200 ")
        .and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok());
    number.with_context(|| format!("the upstream answered `{}` to {path}", said.trim()))
}
