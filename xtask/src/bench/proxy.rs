//! `cargo xtask bench proxy`: processor time per request of nginx, HAProxy and Portcullis on the same job.
//!
//! All proxies of a setting run at once and are idle but for the one being driven; the rounds go A B C A B C …, so that
//! whatever else the machine does falls on all of them. What is measured is utime + stime of all processes of the proxy
//! between two readings while 64 connections are kept busy; not throughput, which on a shared machine is mostly the load
//! generator's. Before the first round each proxy must admit one client and refuse another: a proxy that checks nothing
//! is not compared.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::bench::auth;
use crate::bench::cases::{Case, REFUSED_ADDRESS, chosen};
use crate::bench::peers::{self, Proxy, Setting};
use crate::bench::report::{Column, HEADING, Row, Run};
use crate::process::{Running, output};
use crate::repository::{self, Scratch};

/// Time for connections to open and pools to fill before the measured part.
const WARM_MS: u64 = 500;
/// Client connections, or event streams.
const CONNECTIONS: usize = 64;
/// What a run may take beyond its measured part.
const RUN_EXTRA: Duration = Duration::from_secs(30);

struct Plan {
    workers: Vec<usize>,
    cidrs: Vec<usize>,
    cases: Vec<&'static Case>,
    seconds: f64,
    rounds: usize,
    peer_only: bool,
    deployed: bool,
    binary: Option<PathBuf>,
    json: bool,
    check: bool,
}

impl Plan {
    fn new(arguments: &mut Arguments) -> Result<Self> {
        let plan = Self {
            workers: arguments.list("--workers", &[1, 2])?,
            cidrs: arguments.list("--cidrs", &[2, 10_000])?,
            cases: chosen(&arguments.values("--case")?)?,
            seconds: arguments.value("--seconds")?.unwrap_or(2.0),
            rounds: arguments.value("--rounds")?.unwrap_or(5),
            peer_only: arguments.flag("--peer-only"),
            deployed: arguments.flag("--deployed"),
            binary: arguments.value("--binary")?,
            json: wants_json(arguments)?,
            check: arguments.flag("--check"),
        };
        arguments.finish()?;
        if plan.check && plan.peer_only {
            bail!("`--check` compares Portcullis, which `--peer-only` leaves out");
        }
        if plan.rounds == 0 || plan.seconds.is_nan() || !(0.1..=600.0).contains(&plan.seconds) {
            bail!("`--rounds` must be at least 1 and `--seconds` between 0.1 and 600");
        }
        Ok(plan)
    }
}

/// Whether `--output json` is asked for.
pub(crate) fn wants_json(arguments: &mut Arguments) -> Result<bool> {
    match arguments.value::<String>("--output")?.as_deref() {
        None | Some("text") => Ok(false),
        Some("json") => Ok(true),
        Some(other) => bail!("`--output` is text or json, not `{other}`"),
    }
}

/// Runs the benchmark; `false` when `--check` was given and a ratio to nginx is over 1.00.
pub(crate) fn run(arguments: &mut Arguments) -> Result<bool> {
    if let Some(kind) = arguments.value::<String>("--auth")? {
        return auth::run(&kind, arguments);
    }
    let plan = Plan::new(arguments)?;
    for (program, package) in [("nginx", "nginx-light"), ("haproxy", "haproxy")] {
        need_program(program, package)?;
    }
    let load = build_load()?;
    let binary = match (&plan.binary, plan.peer_only) {
        (_, true) => None,
        (Some(path), false) => Some(
            path.canonicalize()
                .with_context(|| format!("no binary at `{}`", path.display()))?,
        ),
        (None, false) => Some(build_portcullis()?),
    };
    let mut rows = Vec::new();
    if !plan.json {
        println!("{}", conditions(plan.deployed));
        println!("{HEADING}");
    }
    for &workers in &plan.workers {
        for &cidrs in &plan.cidrs {
            measure_setting(&plan, workers, cidrs, &load, binary.as_deref(), &mut rows)?;
        }
    }
    let over = over_nginx(&rows);
    if plan.json {
        let rows: Vec<Value> = rows.iter().map(Row::json).collect();
        let over: Vec<&str> = over.iter().map(String::as_str).collect();
        println!(
            "{:#}",
            json!({ "conditions": conditions(plan.deployed), "rows": rows, "over_nginx": over })
        );
    } else if binary.is_some() {
        match over.as_slice() {
            [] => println!("portcullis is at most 1.00 of nginx in every case"),
            over => println!(
                "portcullis is over 1.00 of nginx in {} of {}: {}",
                over.len(),
                rows.len(),
                over.join("; ")
            ),
        }
    }
    Ok(over.is_empty() || !plan.check)
}

/// Starts upstream and proxies for one count of workers and CIDRs and runs all cases.
fn measure_setting(
    plan: &Plan,
    workers: usize,
    cidrs: usize,
    load: &Path,
    binary: Option<&Path>,
    rows: &mut Vec<Row>,
) -> Result<()> {
    let scratch = Scratch::new("bench-proxy")?;
    let mut upstream = Running::start(
        "upstream",
        load,
        &["upstream", "--listen", "127.0.0.1:0"],
        scratch.path(),
    )?;
    let address = upstream
        .wait_for_line("listening ")?
        .parse()
        .context("the upstream's address")?;
    let setting = Setting {
        workers,
        cidrs,
        upstream: address,
        scratch: &scratch,
    };
    let nginx = peers::nginx(&setting)?;
    let haproxy = peers::haproxy(&setting, 16 * 1024)?;
    let haproxy_large = peers::haproxy(&setting, 64 * 1024)?;
    let portcullis = binary
        .map(|binary| match plan.deployed {
            true => peers::deployed_portcullis(&setting, binary),
            false => peers::portcullis(&setting, binary),
        })
        .transpose()?;
    for proxy in [&nginx, &haproxy, &haproxy_large].into_iter().chain(&portcullis) {
        check_enforces(proxy, load)
            .with_context(|| format!("{}: {}", proxy.name, proxy.running.last_words()))?;
    }
    for case in &plan.cases {
        let is_large = case.answer_bytes.is_some_and(|bytes| bytes > 64 * 1024);
        let haproxy = if is_large { &haproxy_large } else { &haproxy };
        let proxies: Vec<&Proxy> = [&nginx, haproxy].into_iter().chain(&portcullis).collect();
        let mut row = Row {
            case: case.name,
            unit: case.unit,
            workers,
            cidrs,
            columns: Vec::new(),
        };
        row.columns.extend(proxies.iter().map(|proxy| Column {
            proxy: proxy.name,
            runs: Vec::new(),
        }));
        for _ in 0..plan.rounds {
            for (proxy, column) in proxies.iter().zip(&mut row.columns) {
                let run = measure(plan.seconds, case, proxy, load)
                    .with_context(|| format!("{} in case {} with {cidrs} CIDRs", proxy.name, case.name))?;
                column.runs.push(run);
            }
        }
        if !plan.json {
            print!("{}", row.text());
        }
        rows.push(row);
    }
    Ok(())
}

/// One run of one case against one proxy.
pub(crate) fn measure(seconds: f64, case: &Case, proxy: &Proxy, load: &Path) -> Result<Run> {
    measure_with(seconds, case, proxy, load, None)
}

/// The same with a file of further header lines.
pub(crate) fn measure_with(
    seconds: f64,
    case: &Case,
    proxy: &Proxy,
    load: &Path,
    head: Option<&Path>,
) -> Result<Run> {
    let pids: Vec<String> = proxy.running.pids()?.iter().map(u32::to_string).collect();
    let mut words = vec!["run".to_owned()];
    let mut option = |name: &str, value: String| words.extend([name.to_owned(), value]);
    option("--to", proxy.address.to_string());
    option("--path", case.path.to_owned());
    option("--connections", CONNECTIONS.to_string());
    option("--warm-ms", WARM_MS.to_string());
    option("--seconds", seconds.to_string());
    option("--pids", pids.join(","));
    if let Some(host) = &proxy.host {
        option("--host", host.clone());
    }
    if let Some(head) = head {
        option("--head", head.display().to_string());
    }
    if let Some(bytes) = case.post_bytes {
        option("--post-bytes", bytes.to_string());
    }
    if let Some(bytes) = case.answer_bytes {
        option("--expect-bytes", bytes.to_string());
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let text = output(
        "the load generator",
        load,
        &words,
        Duration::from_secs_f64(seconds) + RUN_EXTRA,
    )?;
    let said: Value = serde_json::from_str(&text).context("the load generator's report")?;
    let number = |name: &str| {
        said.get(name)
            .and_then(Value::as_f64)
            .with_context(|| format!("no `{name}` in {text}"))
    };
    let (count, took, cpu) = (number("count")?, number("seconds")?, number("cpu_seconds")?);
    if cpu <= 0.0 {
        bail!("no processor time was accounted to it: the run is too short");
    }
    Ok(Run {
        cpu_us: cpu * 1e6 / count,
        rate: count / took,
    })
}

/// A client in the list is admitted and one outside it is refused.
pub(crate) fn check_enforces(proxy: &Proxy, load: &Path) -> Result<()> {
    let to = proxy.address.to_string();
    let ask = |from: &str| {
        let mut words = vec!["probe", "--to", &to, "--from", from, "--path", "/prod/bytes/100"];
        if let Some(host) = &proxy.host {
            words.extend(["--host", host]);
        }
        output("the probe", load, &words, RUN_EXTRA)
    };
    let admitted = ask("127.0.0.1")?;
    if !admitted.starts_with("200 100 ") {
        bail!("{} does not admit 127.0.0.1: {admitted}", proxy.name);
    }
    let refused = ask(REFUSED_ADDRESS)?;
    if !refused.starts_with("403 ") {
        bail!("{} does not refuse {REFUSED_ADDRESS}: {refused}", proxy.name);
    }
    Ok(())
}

/// The rows in which Portcullis costs more than nginx, by name.
fn over_nginx(rows: &[Row]) -> Vec<String> {
    let over = |row: &&Row| {
        row.ratio("portcullis", "nginx")
            .is_some_and(|ratio| ratio.median > 1.0)
    };
    let name = |row: &Row| {
        format!(
            "{} with {} workers and {} CIDRs",
            row.case, row.workers, row.cidrs
        )
    };
    rows.iter().filter(over).map(name).collect()
}

/// What a reader must know to judge the numbers.
fn conditions(deployed: bool) -> String {
    let first_line = |program: &str, flag: &str| {
        let said = Command::new(program).arg(flag).output().ok();
        let text = said.map(|o| [o.stdout, o.stderr].concat()).unwrap_or_default();
        String::from_utf8_lossy(&text)
            .lines()
            .next()
            .unwrap_or("unknown version")
            .to_owned()
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "{}; {}; {cores} cores, {CONNECTIONS} keep-alive connections. nginx and HAProxy write no access log; \
         Portcullis checks its policy and keeps decision record and metrics, as by default{}.",
        first_line("nginx", "-v"),
        first_line("haproxy", "-v"),
        match deployed {
            true => ", and serves a deployed API with throttling on",
            false => "",
        },
    )
}

fn need_program(program: &str, package: &str) -> Result<()> {
    match Command::new(program).arg("-v").output() {
        Ok(_) => Ok(()),
        Err(_) => bail!("`{program}` is missing: apt-get install {package}"),
    }
}

/// Builds the load program, which has its own lock file, and tells where it is.
pub(crate) fn build_load() -> Result<PathBuf> {
    let folder = repository::target()?.join("benches");
    let manifest = repository::root()?.join("benches/load/Cargo.toml");
    let status = Command::new(repository::cargo())
        .args(["build", "--quiet", "--release", "--locked", "--manifest-path"])
        .arg(&manifest)
        .arg("--target-dir")
        .arg(&folder)
        .status()?;
    if !status.success() {
        bail!("the load program does not build");
    }
    Ok(folder.join("release/bench-load"))
}

/// Builds Portcullis as it is shipped and tells where it is.
pub(crate) fn build_portcullis() -> Result<PathBuf> {
    let status = Command::new(repository::cargo())
        .current_dir(repository::root()?)
        .args(["build", "--release", "--locked", "-p", "portcullis"])
        .status()?;
    if !status.success() {
        bail!("portcullis does not build");
    }
    Ok(repository::target()?.join("release/portcullis"))
}
