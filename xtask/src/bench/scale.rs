//! `cargo xtask bench scale`: what a server costs that has very many APIs deployed: its start, a deployment's way to the
//! data plane, its memory, and a request's processor time beside a server with one API.
//!
//! The store is filled through the control plane itself: a server in development mode imports and deploys every API, so many
//! to an account as AWS permits. `--filled FILE` keeps what was made (a backup), or takes it from there. PostgreSQL gets it
//! by restoring that backup.

mod fill;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use store::testing::Postgres;

use crate::arguments::Arguments;
use crate::bench::cases::{Case, chosen};
use crate::bench::peers::{self, Proxy, RATE, Setting};
use crate::bench::proxy::{build_load, build_portcullis, check_enforces, measure};
use crate::bench::report::{Column, HEADING, Row, Spread, spread};
use crate::control_client::invoke;
use crate::installation::{Installation, Place, Server};
use crate::process::Running;
use crate::repository::Scratch;

/// The goals, for 10,000 APIs of 10 routes.
const START_MAX: Duration = Duration::from_secs(10);
const DEPLOYMENT_MAX: Duration = Duration::from_millis(200);
const RSS_BYTES_MAX: u64 = 2_000_000_000;
const COST_RATIO_MAX: f64 = 1.05;
/// How often what is not a run is measured.
const STARTS: usize = 3;
const DEPLOYMENTS: usize = 20;

struct Plan {
    apis: usize,
    routes: usize,
    sqlite: bool,
    postgres: bool,
    filled: Option<PathBuf>,
    seconds: f64,
    rounds: usize,
    binary: Option<PathBuf>,
    check: bool,
}

impl Plan {
    fn new(arguments: &mut Arguments) -> Result<Self> {
        let backend: Option<String> = arguments.value("--backend")?;
        let (sqlite, postgres) = match backend.as_deref() {
            None | Some("both") => (true, true),
            Some("sqlite") => (true, false),
            Some("postgres") => (false, true),
            Some(other) => bail!("`--backend` is sqlite, postgres or both, not `{other}`"),
        };
        let plan = Self {
            apis: arguments.value("--apis")?.unwrap_or(10_000),
            routes: arguments.value("--routes")?.unwrap_or(10),
            sqlite,
            postgres,
            filled: arguments.value("--filled")?,
            seconds: arguments.value("--seconds")?.unwrap_or(2.0),
            rounds: arguments.value("--rounds")?.unwrap_or(5),
            binary: arguments.value("--binary")?,
            check: arguments.flag("--check"),
        };
        arguments.finish()?;
        if plan.rounds == 0 || plan.seconds.is_nan() || !(0.1..=600.0).contains(&plan.seconds) {
            bail!("`--rounds` must be at least 1 and `--seconds` between 0.1 and 600");
        }
        Ok(plan)
    }
}

/// Runs the benchmark; `false` when `--check` was given and a goal is missed.
pub(crate) fn run(arguments: &mut Arguments) -> Result<bool> {
    let plan = Plan::new(arguments)?;
    let load = build_load()?;
    let binary = match &plan.binary {
        Some(path) => path
            .canonicalize()
            .with_context(|| format!("no binary at `{}`", path.display()))?,
        None => build_portcullis()?,
    };
    let scratch = Scratch::new("bench-scale")?;
    let backup = match &plan.filled {
        Some(file) => std::path::absolute(file)?,
        None => scratch.path().join("filled.backup"),
    };
    if !backup.exists() {
        let begun = Instant::now();
        fill::fill(
            &binary,
            &scratch.path().join("fill"),
            plan.apis,
            plan.routes,
            &backup,
        )?;
        println!(
            "filled in {:.0} s through the control plane",
            begun.elapsed().as_secs_f64()
        );
    }
    let mut missed = Vec::new();
    if plan.sqlite {
        measure_store(
            &plan,
            "SQLite",
            &binary,
            &load,
            &backup,
            &scratch,
            &mut missed,
            &|| Place::Sqlite,
        )?;
    }
    if plan.postgres {
        let postgres = Arc::new(Postgres::start());
        let place = || Place::Postgres {
            url: postgres.new_database(),
            server: Arc::clone(&postgres),
        };
        measure_store(
            &plan,
            "PostgreSQL",
            &binary,
            &load,
            &backup,
            &scratch,
            &mut missed,
            &place,
        )?;
    }
    match missed.as_slice() {
        [] => println!("every goal is met"),
        missed => println!("MISSED: {}", missed.join("; ")),
    }
    Ok(missed.is_empty() || !plan.check)
}

#[expect(clippy::too_many_arguments, reason = "what two callers a line apart share")]
fn measure_store(
    plan: &Plan,
    store: &'static str,
    binary: &Path,
    load: &Path,
    backup: &Path,
    scratch: &Scratch,
    missed: &mut Vec<String>,
    place: &dyn Fn() -> Place,
) -> Result<()> {
    let mut goal = |name: &str, met: bool| {
        if !met {
            missed.push(format!("{name} on {store}"));
        }
    };
    let install = |name: &str, place: Place| -> Result<Installation> {
        let folder = scratch.path().join(format!("{store}-{name}"));
        let installation = Installation::new(binary, &folder, place)?;
        installation.write("portcullis.toml", RATE)?;
        Ok(installation)
    };
    let many = install("many", place())?;
    many.make_data_folder()?;
    many.open_store()?.restore(backup, false)?;
    println!("{store}:");
    let (mut starts, mut server) = (Vec::new(), None);
    for _ in 0..STARTS {
        if let Some(server) = server.take() {
            Server::stop(server)?;
        }
        let begun = Instant::now();
        server = Some(many.start()?);
        starts.push(begun.elapsed().as_secs_f64());
    }
    let server = server.context("no server")?;
    let started = spread(starts).context("no start")?;
    println!("  start until ready       {}", shown(started, 1.0, "s"));
    goal("the start", started.max < START_MAX.as_secs_f64());
    let rss = Rss::of(&server)?;
    println!("  memory after the start  {rss}");

    let deployed = deployments(&server)?;
    println!("  deployment until served {}", shown(deployed, 1e3, "ms"));
    goal("a deployment", deployed.max < DEPLOYMENT_MAX.as_secs_f64());

    let mut upstream = Running::start(
        "upstream",
        load,
        &["upstream", "--listen", "127.0.0.1:0"],
        scratch.path(),
    )?;
    let setting = Setting {
        workers: 1,
        cidrs: 2,
        upstream: upstream
            .wait_for_line("listening ")?
            .parse()
            .context("the upstream's address")?,
        scratch,
    };
    let one = peers::deployed(&setting, "one API", install("one", place())?.start()?)?;
    let many = peers::deployed(&setting, "many APIs", server)?;
    for proxy in [&one, &many] {
        check_enforces(proxy, load).with_context(|| proxy.running.last_words())?;
    }
    let case = chosen(&["get-100".to_owned()])?;
    let row = compare(plan, case.first().context("no case")?, &[&one, &many], load)?;
    let rss = Rss::of_processes(&many.running)?;
    println!("  memory after requests   {rss}");
    goal("memory", rss.peak < RSS_BYTES_MAX);
    let ratio = row.ratio("many APIs", "one API").context("no ratio")?;
    print!("{HEADING}\n{}", row.text());
    println!(
        "  many APIs to one        {:.3} ({:.3}..{:.3})",
        ratio.median, ratio.min, ratio.max
    );
    goal("processor time a request", ratio.median <= COST_RATIO_MAX);
    Ok(())
}

/// Rounds of one case against all of them in turn.
fn compare(plan: &Plan, case: &'static Case, proxies: &[&Proxy], load: &Path) -> Result<Row> {
    let column = |proxy: &&Proxy| Column {
        proxy: proxy.name,
        runs: Vec::new(),
    };
    let mut row = Row {
        case: case.name,
        unit: case.unit,
        workers: 1,
        cidrs: 2,
        columns: proxies.iter().map(column).collect(),
    };
    for _ in 0..plan.rounds {
        for (proxy, column) in proxies.iter().zip(&mut row.columns) {
            column.runs.push(measure(plan.seconds, case, proxy, load)?);
        }
    }
    Ok(row)
}

/// From the call of CreateDeployment until a request has the new answer, again and again on an API of its own.
fn deployments(server: &Server) -> Result<Spread> {
    let mut client = server.client();
    let made = client.ask("POST", "/restapis?mode=import", Some(&fill::versioned(0)))?;
    let api = made
        .get("id")
        .and_then(Value::as_str)
        .context("an API without an id")?;
    let mut times = Vec::new();
    for version in 1..=DEPLOYMENTS {
        let overwrite = format!("/restapis/{api}?mode=overwrite");
        client.ask("PUT", &overwrite, Some(&fill::versioned(version)))?;
        let begun = Instant::now();
        let stage = json!({ "stageName": "prod" });
        client.ask("POST", &format!("/restapis/{api}/deployments"), Some(&stage))?;
        while invoke(server.listen, api, "/prod/version")?.text() != fill::version_text(version) {
            if begun.elapsed() > START_MAX {
                bail!("a deployment is not served after {START_MAX:?}");
            }
        }
        times.push(begun.elapsed().as_secs_f64());
    }
    spread(times).context("no deployment")
}

fn shown(spread: Spread, factor: f64, unit: &str) -> String {
    format!(
        "{:.2} {unit} ({:.2}..{:.2})",
        spread.median * factor,
        spread.min * factor,
        spread.max * factor
    )
}

/// Memory of a server.
struct Rss {
    now: u64,
    peak: u64,
}

impl Rss {
    fn of(server: &Server) -> Result<Self> {
        Self::of_processes(&server.running)
    }

    fn of_processes(running: &Running) -> Result<Self> {
        let mut sum = Self { now: 0, peak: 0 };
        for pid in running.pids()? {
            let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
            let bytes = |name: &str| -> Result<u64> {
                let line = status.lines().find_map(|line| line.strip_prefix(name));
                let number = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
                Ok(number.with_context(|| format!("no {name} of process {pid}"))? * 1024)
            };
            sum.now += bytes("VmRSS:")?;
            sum.peak += bytes("VmHWM:")?;
        }
        Ok(sum)
    }
}

impl std::fmt::Display for Rss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "RSS {:.0} MB, at most {:.0} MB",
            self.now as f64 / 1e6,
            self.peak as f64 / 1e6
        )
    }
}
