//! `cargo xtask bench scale`: what a server costs that has very many APIs deployed: its start, a deployment's way to the
//! data plane, its memory, and a request's processor time beside a server with one API.
//!
//! The store is filled through the control plane itself: a server in development mode imports and deploys every API, so many
//! to an account as AWS permits. `--filled FILE` keeps what was made (a backup), or takes it from there. PostgreSQL gets it
//! by restoring that backup.

mod fill;
mod report;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use store::testing::Postgres;

use crate::arguments::Arguments;
use crate::bench::cases::{Case, chosen};
use crate::bench::peers::{self, Proxy, RATE, Setting};
use crate::bench::proxy::{build_load, build_portcullis, check_enforces, measure, wants_json};
use crate::bench::report::{Column, Row, Spread, spread};
use crate::control_client::invoke;
use crate::installation::{Installation, Place, Server};
use crate::process::Running;
use crate::repository::Scratch;
use report::{Rss, StoreReport};

/// How often what is not a run is measured.
const STARTS: usize = 3;
const DEPLOYMENTS: usize = 20;
/// A deployment that is not served by then never will be.
const SERVED_MAX: Duration = Duration::from_secs(30);

struct Plan {
    apis: usize,
    routes: usize,
    sqlite: bool,
    postgres: bool,
    filled: Option<PathBuf>,
    seconds: f64,
    rounds: usize,
    binary: Option<PathBuf>,
    json: bool,
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
            json: wants_json(arguments)?,
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
    let bench = Bench {
        plan: &plan,
        binary: &binary,
        load: &load,
        backup: &backup,
        scratch: &scratch,
    };
    let mut reports = Vec::new();
    if plan.sqlite {
        reports.push(bench.measure("SQLite", &|| Place::Sqlite)?);
    }
    if plan.postgres {
        let postgres = Arc::new(Postgres::start());
        let place = || Place::Postgres {
            url: postgres.new_database(),
            server: Arc::clone(&postgres),
        };
        reports.push(bench.measure("PostgreSQL", &place)?);
    }
    let missed: Vec<String> = reports.iter().flat_map(StoreReport::missed).collect();
    if plan.json {
        let stores: Vec<Value> = reports.iter().map(StoreReport::json).collect();
        println!(
            "{:#}",
            json!({ "apis": plan.apis, "routes": plan.routes, "stores": stores, "missed": missed })
        );
    } else {
        println!("{} APIs of {} routes, one worker", plan.apis, plan.routes);
        for report in &reports {
            print!("{}", report.text());
        }
        match missed.as_slice() {
            [] => println!("every goal is met"),
            missed => println!("MISSED: {}", missed.join("; ")),
        }
    }
    Ok(missed.is_empty() || !plan.check)
}

/// What both stores are measured with.
struct Bench<'a> {
    plan: &'a Plan,
    binary: &'a Path,
    load: &'a Path,
    backup: &'a Path,
    scratch: &'a Scratch,
}

impl Bench<'_> {
    fn install(&self, store: &str, name: &str, place: Place) -> Result<Installation> {
        let folder = self.scratch.path().join(format!("{store}-{name}"));
        let installation = Installation::new(self.binary, &folder, place)?;
        installation.write("portcullis.toml", RATE)?;
        Ok(installation)
    }

    fn measure(&self, store: &'static str, place: &dyn Fn() -> Place) -> Result<StoreReport> {
        let many = self.install(store, "many", place())?;
        many.make_data_folder()?;
        many.open_store()?.restore(self.backup, false)?;
        let folder = self.scratch.path().join(format!("{store}-many"));
        std::fs::copy(fill::key_of(self.backup), folder.join(fill::KEY_FILE))?;
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
        let rss_started = Rss::of(&server.running)?;
        let deployment = deployments(&server)?;

        let mut upstream = Running::start(
            "upstream",
            self.load,
            &["upstream", "--listen", "127.0.0.1:0"],
            self.scratch.path(),
        )?;
        let setting = Setting {
            workers: 1,
            cidrs: 2,
            upstream: upstream
                .wait_for_line("listening ")?
                .parse()
                .context("the upstream's address")?,
            scratch: self.scratch,
        };
        let one = peers::deployed(&setting, "one API", self.install(store, "one", place())?.start()?)?;
        let many = peers::deployed(&setting, "many APIs", server)?;
        for proxy in [&one, &many] {
            check_enforces(proxy, self.load).with_context(|| proxy.running.last_words())?;
        }
        let case = chosen(&["get-100".to_owned()])?;
        let row = compare(
            self.plan,
            case.first().context("no case")?,
            &[&one, &many],
            self.load,
        )?;
        Ok(StoreReport {
            store,
            start: spread(starts).context("no start")?,
            deployment,
            rss_started,
            rss_used: Rss::of(&many.running)?,
            ratio: row.ratio("many APIs", "one API").context("no ratio")?,
            row,
        })
    }
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
            if begun.elapsed() > SERVED_MAX {
                bail!("a deployment is not served after {SERVED_MAX:?}");
            }
        }
        times.push(begun.elapsed().as_secs_f64());
    }
    spread(times).context("no deployment")
}
