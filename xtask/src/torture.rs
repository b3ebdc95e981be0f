//! `cargo xtask torture store`: kills the real server at random instants while several writers change what it keeps, starts
//! it again on what is left, and compares what is there with what was acknowledged.
//!
//! A writer owns what it makes and has one call under way at most. So after a kill there are two worlds it may find: the one
//! it was told of, and that with the last call done. Anything else is a fault: something acknowledged is lost, something
//! deleted is back, a call is half done. The data plane is part of the world: each stage has to answer what its deployment
//! says. The documents in the store are looked at too, for what no API shows: parts of what is not there.
//!
//! A killed process loses nothing that it wrote without syncing; that every commit is synced is a test of `store`.

mod check;
mod look;
mod random;
mod world;
mod writer;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail};
use store::testing::Postgres;

use crate::arguments::Arguments;
use crate::installation::{Installation, Place, Server};
use crate::repository::{self, Scratch};
use check::check;
use random::Random;
use writer::{Counts, Writer};

/// How long the writers write until a kill, in milliseconds.
const LIFE_MS: (u64, u64) = (50, 300);
/// How long a start may go on until it is killed, in milliseconds.
const START_MS: (u64, u64) = (0, 100);
/// After one of so many kills the server that starts is killed too.
const START_KILLED_ONE_IN: u64 = 8;
/// Before one of so many kills the database server is killed; on a busy disk it takes seconds to start again.
const DATABASE_KILLED_ONE_IN: u64 = 20;
/// For so many kills there is a new data folder, whose first starts are killed.
const FIRST_STARTS_ONE_IN: u64 = 10;
/// How often it is told how far it is, in kills.
const TOLD_EVERY: u64 = 50;
/// Faults that are shown whole.
const FAULTS_SHOWN: usize = 10;

struct Plan {
    sqlite: bool,
    postgres: bool,
    kills: u64,
    writers: u64,
    seed: u64,
    binary: Option<PathBuf>,
}

/// What happened.
#[derive(Default)]
struct Report {
    /// Of the server under its writers.
    kills: u64,
    /// Of servers that started, not among the ones above.
    starts_killed: u64,
    first_starts_killed: u64,
    database_kills: u64,
    checks: u64,
    /// Calls without an answer that turned out to be done.
    done: u64,
    faults: Vec<String>,
}

/// Runs the named task; `false` when there was a fault.
pub(crate) fn run(mut words: Vec<String>) -> Result<bool> {
    let name = if words.is_empty() {
        String::new()
    } else {
        words.remove(0)
    };
    if name != "store" {
        bail!("unknown torture `{name}`: there is store");
    }
    let plan = Plan::new(&mut Arguments::new(words))?;
    let binary = match &plan.binary {
        Some(path) => path
            .canonicalize()
            .with_context(|| format!("no binary at `{}`", path.display()))?,
        None => build()?,
    };
    println!("seed {}", plan.seed);
    let mut is_whole = true;
    if plan.sqlite {
        is_whole &= torture("SQLite", &plan, &binary, || Place::Sqlite)?;
    }
    if plan.postgres {
        let postgres = Arc::new(Postgres::start());
        let place = || Place::Postgres {
            url: postgres.new_database(),
            server: Arc::clone(&postgres),
        };
        is_whole &= torture("PostgreSQL", &plan, &binary, place)?;
    }
    Ok(is_whole)
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
        let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
        let plan = Self {
            sqlite,
            postgres,
            kills: arguments.value("--kills")?.unwrap_or(500),
            writers: arguments.value("--writers")?.unwrap_or(4),
            seed: arguments.value("--seed")?.unwrap_or(clock.as_secs()),
            binary: arguments.value("--binary")?,
        };
        arguments.finish()?;
        if plan.writers == 0 {
            bail!("`--writers` is at least 1");
        }
        Ok(plan)
    }
}

/// Builds Portcullis as the tests have it.
fn build() -> Result<PathBuf> {
    let status = Command::new(repository::cargo())
        .current_dir(repository::root()?)
        .args(["build", "--locked", "-p", "portcullis"])
        .status()?;
    if !status.success() {
        bail!("portcullis does not build");
    }
    Ok(repository::target()?.join("debug/portcullis"))
}

/// All kills on one backend.
fn torture(name: &str, plan: &Plan, binary: &Path, place: impl Fn() -> Place) -> Result<bool> {
    let begun = Instant::now();
    let scratch = Scratch::new("torture")?;
    let mut random = Random::new(plan.seed, 0);
    let mut report = Report::default();
    let first_starts = plan.kills / FIRST_STARTS_ONE_IN;
    for number in 0..first_starts {
        let folder = scratch.path().join(format!("first-{number}"));
        let installation = Installation::new(binary, &folder, place())?;
        first_start(&installation, &mut random, &mut report)?;
        std::fs::remove_dir_all(folder)?;
    }
    let installation = Installation::new(binary, &scratch.path().join("main"), place())?;
    let mut writers: Vec<Writer> = (1..=plan.writers)
        .map(|number| Writer::new(number, plan.seed))
        .collect();
    let mut server = installation.start()?;
    check(&installation, &server, &mut writers, &mut report)?;
    while report.kills < plan.kills {
        live_and_die(&installation, &mut server, &mut writers, &mut random, &mut report).with_context(
            || {
                format!(
                    "after {} kills; the server said: {}",
                    report.kills,
                    server.last_words()
                )
            },
        )?;
        while random.one_in(START_KILLED_ONE_IN) {
            let mut starting = installation.spawn()?;
            std::thread::sleep(Duration::from_millis(random.between(START_MS.0, START_MS.1)));
            starting.kill()?;
            report.starts_killed += 1;
        }
        server = installation
            .start()
            .with_context(|| format!("after {} kills", report.kills))?;
        if report.kills % TOLD_EVERY == 0 {
            eprintln!("{name}: {} kills, {} s", report.kills, begun.elapsed().as_secs());
        }
        check(&installation, &server, &mut writers, &mut report).with_context(|| {
            format!(
                "after {} kills; the server said: {}",
                report.kills,
                server.last_words()
            )
        })?;
    }
    server.stop()?;
    let server = installation.start()?;
    check(&installation, &server, &mut writers, &mut report)?;
    server.stop()?;
    Ok(report.print(name, &writers, begun))
}

/// A server that is killed while it starts for the first time starts all the same, and with keys that are good.
fn first_start(installation: &Installation, random: &mut Random, report: &mut Report) -> Result<()> {
    for _ in 0..random.between(1, 4) {
        let mut starting = installation.spawn()?;
        std::thread::sleep(Duration::from_millis(random.between(START_MS.0, START_MS.1)));
        starting.kill()?;
        report.first_starts_killed += 1;
    }
    match installation.start() {
        Err(error) => report.fault(format!(
            "a first start that was killed cannot be done again: {error:#}"
        )),
        Ok(server) => {
            if let Err(error) = server.client().ask("GET", "/restapis", None) {
                report.fault(format!(
                    "the keys of a first start that was killed are no good: {error:#}"
                ));
            }
            server.stop()?;
        }
    }
    Ok(())
}

/// Lets the writers write, and kills.
fn live_and_die(
    installation: &Installation,
    server: &mut Server,
    writers: &mut [Writer],
    random: &mut Random,
    report: &mut Report,
) -> Result<()> {
    let of_database = random.one_in(DATABASE_KILLED_ONE_IN);
    let mut sleep = || std::thread::sleep(Duration::from_millis(random.between(LIFE_MS.0, LIFE_MS.1)));
    let stop = AtomicBool::new(false);
    let (control, key) = (server.control, server.key.clone());
    let worked: Result<Vec<()>> = std::thread::scope(|scope| {
        let run = |writer| {
            let (key, stop) = (&key, &stop);
            scope.spawn(move || Writer::work(writer, control, key, stop))
        };
        let threads: Vec<_> = writers.iter_mut().map(run).collect();
        sleep();
        let killed = match installation.postgres().filter(|_| of_database) {
            Some(postgres) => {
                postgres.kill();
                postgres.start_again();
                report.database_kills += 1;
                sleep();
                server.kill()
            }
            None => server.kill(),
        };
        stop.store(true, Ordering::Relaxed);
        let join = |thread: std::thread::ScopedJoinHandle<'_, Result<()>>| match thread.join() {
            Ok(worked) => worked,
            Err(_) => bail!("a writer panicked"),
        };
        let worked = threads.into_iter().map(join).collect();
        killed.and(worked)
    });
    worked?;
    report.kills += 1;
    // A database server that goes away is a failure, and one that stays is none.
    if installation.postgres().is_none() {
        for writer in writers {
            for said in writer.counts.failures.drain(..) {
                report.fault(format!("the server failed: {said}"));
            }
        }
    }
    Ok(())
}

impl Report {
    fn fault(&mut self, fault: String) {
        if self.faults.len() < FAULTS_SHOWN {
            println!("FAULT after {} kills: {fault}", self.kills);
        }
        self.faults.push(fault);
    }

    fn print(&self, name: &str, writers: &[Writer], begun: Instant) -> bool {
        let sum = |of: fn(&Counts) -> u64| writers.iter().map(|writer| of(&writer.counts)).sum::<u64>();
        let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
        for (kind, times) in writers.iter().flat_map(|writer| &writer.counts.by_kind) {
            *kinds.entry(kind).or_default() += times;
        }
        let kinds: Vec<String> = kinds
            .iter()
            .map(|(kind, times)| format!("{kind} {times}"))
            .collect();
        println!(
            "{name}: {} kills under writers, {} while starting, {} at a first start{}, {} s",
            self.kills,
            self.starts_killed,
            self.first_starts_killed,
            match self.database_kills {
                0 => String::new(),
                times => format!(", {times} of the database server"),
            },
            begun.elapsed().as_secs()
        );
        println!(
            "  {} acknowledged writes, {} without an answer ({} of them done), {} refused for conflicts",
            sum(|counts| counts.acknowledged),
            sum(|counts| counts.unknown),
            self.done,
            sum(|counts| counts.conflicts),
        );
        println!("  {}", kinds.join(", "));
        println!("  {} checks, {} faults", self.checks, self.faults.len());
        self.faults.is_empty()
    }
}
