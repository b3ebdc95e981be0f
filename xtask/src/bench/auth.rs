//! `cargo xtask bench proxy --auth iam` and `--auth jwt`: what a request costs more where its caller is asked who they are.
//!
//! One gateway serves the same POST with a body of 1 KiB twice: as a method without authorization, and as one with it. Both get
//! the very same header lines, so that the difference is the work of authorization alone; that the second path is not the
//! first one is a matter of its name, which has as many letters. The rounds go open, guarded, open, guarded …, and a
//! difference is of one round, so that whatever else the machine does falls on both.
//!
//! Signed requests are measured against what they cannot do without: the hashes and the HMAC, whose processor time is taken in
//! every round too. A token is one that the gateway has seen before.

mod iam;
mod jwt;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::bench::cases::Case;
use crate::bench::peers::{self, Proxy, Setting};
use crate::bench::proxy::{build_load, build_portcullis, check_enforces, measure_with, wants_json};
use crate::bench::report::{Spread, spread};
use crate::control_client::{AccessKey, host_of, send_once};
use crate::installation::{Installation, Place, Server};
use crate::process::{Running, output};
use crate::repository::Scratch;

/// Bytes of the body.
const BODY_BYTES: usize = 1024;
/// Addresses in the resource policy, as in the shortest list of the other benchmark.
const CIDRS: usize = 2;
/// Processor seconds of hashing in each round.
const HASH_SECONDS: f64 = 0.3;
/// What a run may take beyond that.
const RUN_EXTRA: Duration = Duration::from_secs(30);

/// The method without authorization.
const OPEN: Case = Case {
    name: "open",
    unit: "request",
    path: "/prod/echo",
    post_bytes: Some(BODY_BYTES),
    answer_bytes: Some(11),
};
/// The one with it.
const GUARDED: Case = Case {
    name: "guarded",
    path: "/prod/kept",
    ..OPEN
};

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A request signed with SigV4.
    Iam,
    /// A token that was seen before.
    Jwt,
}

/// The most that is added, as a multiple of the bare hashes.
const IAM_RATIO_MAX: f64 = 2.0;
/// The most microseconds that a known token adds.
const JWT_US_MAX: f64 = 5.0;

struct Plan {
    kind: Kind,
    workers: usize,
    seconds: f64,
    rounds: usize,
    binary: Option<PathBuf>,
    json: bool,
    check: bool,
}

/// One round, in microseconds of processor time for each request.
struct Round {
    open: f64,
    guarded: f64,
    /// The hashes alone, where they are measured.
    bare: Option<f64>,
}

/// What both kinds make ready.
struct Guard {
    /// Header lines that let a request in.
    head: Box<dyn Fn() -> Result<String>>,
    /// Of the canonical request and the string to sign.
    hashed_bytes: Option<(usize, usize)>,
}

/// Runs the benchmark; `false` when `--check` was given and the goal is missed.
pub(crate) fn run(kind: &str, arguments: &mut Arguments) -> Result<bool> {
    let plan = Plan {
        kind: match kind {
            "iam" => Kind::Iam,
            "jwt" => Kind::Jwt,
            other => bail!("`--auth` is iam or jwt, not `{other}`"),
        },
        workers: arguments.value("--workers")?.unwrap_or(1),
        seconds: arguments.value("--seconds")?.unwrap_or(1.0),
        rounds: arguments.value("--rounds")?.unwrap_or(21),
        binary: arguments.value("--binary")?,
        json: wants_json(arguments)?,
        check: arguments.flag("--check"),
    };
    arguments.finish()?;
    if plan.rounds == 0 || plan.seconds.is_nan() || !(0.1..=60.0).contains(&plan.seconds) {
        bail!("`--rounds` must be at least 1 and `--seconds` between 0.1 and 60");
    }
    let load = build_load()?;
    let binary = match &plan.binary {
        Some(path) => path
            .canonicalize()
            .with_context(|| format!("no binary at `{}`", path.display()))?,
        None => build_portcullis()?,
    };
    let rounds = measure(&plan, &load, &binary)?;
    report(&plan, &rounds)
}

fn measure(plan: &Plan, load: &Path, binary: &Path) -> Result<Vec<Round>> {
    let scratch = Scratch::new("bench-auth")?;
    let arguments = ["upstream", "--listen", "127.0.0.1:0"];
    let mut upstream = Running::start("upstream", load, &arguments, scratch.path())?;
    let upstream = upstream
        .wait_for_line("listening ")?
        .parse()
        .context("the upstream's address")?;
    let setting = Setting {
        workers: plan.workers,
        cidrs: CIDRS,
        upstream,
        scratch: &scratch,
    };
    let folder = scratch.path().join("server");
    let mut installation = Installation::new(binary, &folder, Place::Sqlite)?;
    let workers = plan.workers.to_string();
    installation.set_arguments(&["--workers", &workers]);
    let mut settings = peers::RATE.to_owned();
    let mut token = String::new();
    if plan.kind == Kind::Jwt {
        let made = jwt::issuer(&folder)?;
        settings = made.settings + &settings;
        token = made.token;
    }
    installation.write("portcullis.toml", &settings)?;
    let server = installation.start()?;
    let guarded = match plan.kind {
        Kind::Iam => iam::PATH,
        Kind::Jwt => jwt::PATH,
    };
    let paths = guarded.replace("@UPSTREAM@", &upstream.to_string());
    let mut definition = peers::definition(&setting, &paths)?;
    if plan.kind == Kind::Jwt {
        definition += jwt::SCHEME;
    }
    let api = peers::deploy(&server, &definition)?;
    let guard = match plan.kind {
        Kind::Iam => {
            let key = iam::user(&server, &api)?;
            signed(key, host_of(&api))?
        }
        Kind::Jwt => Guard {
            head: Box::new(move || Ok(format!("Authorization: {token}\r\n"))),
            hashed_bytes: None,
        },
    };
    check_guards(&server, &api, &guard)?;
    let proxy = Proxy {
        name: "portcullis",
        address: server.listen,
        host: Some(host_of(&api)),
        running: server.running,
    };
    check_enforces(&proxy, load)?;
    // The first round of each is thrown away: the gateway meets the key or the token for the first time.
    let mut rounds = Vec::new();
    for at in 0..=plan.rounds {
        let head = scratch.write("head", &(guard.head)()?)?;
        // Which one is first changes, so that a machine that slows down or speeds up favours none.
        let run =
            |case: &Case| measure_with(plan.seconds, case, &proxy, load, Some(&head)).map(|run| run.cpu_us);
        let (open, guarded) = if at % 2 == 0 {
            let open = run(&OPEN)?;
            (open, run(&GUARDED)?)
        } else {
            let guarded = run(&GUARDED)?;
            (run(&OPEN)?, guarded)
        };
        let bare = guard.hashed_bytes.map(|bytes| bare_us(load, bytes)).transpose()?;
        if at > 0 {
            rounds.push(Round { open, guarded, bare });
        }
    }
    Ok(rounds)
}

fn signed(key: AccessKey, host: String) -> Result<Guard> {
    let body = "x".repeat(BODY_BYTES);
    let hashed_bytes = Some(iam::hashed_bytes(&key, &host, GUARDED.path, &body)?);
    Ok(Guard {
        head: Box::new(move || iam::head(&key, &host, GUARDED.path, &body)),
        hashed_bytes,
    })
}

/// The guarded method takes the request that will be measured, and none without its header lines.
fn check_guards(server: &Server, api: &str, guard: &Guard) -> Result<()> {
    let ask = |head: &str| {
        let request = format!(
            "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n{head}Content-Length: {BODY_BYTES}\r\n\
             Connection: close\r\n\r\n{}",
            GUARDED.path,
            host_of(api),
            "x".repeat(BODY_BYTES)
        );
        send_once(server.listen, request.as_bytes())
    };
    let good = ask(&(guard.head)()?)?;
    if good.status != 200 {
        bail!(
            "the guarded method does not take a good request: {} {}",
            good.status,
            good.text()
        );
    }
    for (what, head) in [
        ("no header lines", String::new()),
        ("a wrong one", spoiled((guard.head)()?)),
    ] {
        let answer = ask(&head)?;
        if !matches!(answer.status, 401 | 403) {
            bail!(
                "the guarded method answers {} to a request with {what}",
                answer.status
            );
        }
    }
    Ok(())
}

/// Header lines, the last of which ends in a signature, with one letter of that changed.
fn spoiled(mut head: String) -> String {
    const FROM_END: usize = 12;
    let at = head.len().saturating_sub(FROM_END);
    let other = if head.get(at..=at) == Some("a") { "b" } else { "a" };
    head.replace_range(at..=at, other);
    head
}

/// Processor microseconds of the hashes that a verifier must make.
fn bare_us(load: &Path, (canonical, string): (usize, usize)) -> Result<f64> {
    let number = |count: usize| count.to_string();
    let (body, canonical, string, seconds) = (
        number(BODY_BYTES),
        number(canonical),
        number(string),
        HASH_SECONDS.to_string(),
    );
    let words = [
        "hashes",
        "--body-bytes",
        &body,
        "--canonical-bytes",
        &canonical,
        "--string-bytes",
        &string,
        "--seconds",
        &seconds,
    ];
    let text = output("the load generator", load, &words, RUN_EXTRA)?;
    let said: Value = serde_json::from_str(&text).context("the load generator's report")?;
    let number = |name: &str| {
        said.get(name)
            .and_then(Value::as_f64)
            .with_context(|| format!("no `{name}` in {text}"))
    };
    Ok(number("cpu_seconds")? * 1e6 / number("count")?)
}

/// Prints what was measured and whether the goal is met.
fn report(plan: &Plan, rounds: &[Round]) -> Result<bool> {
    let of = |value: &dyn Fn(&Round) -> Option<f64>| spread(rounds.iter().filter_map(value).collect());
    let need = |spread: Option<Spread>| spread.context("no rounds");
    let open = need(of(&|round| Some(round.open)))?;
    let guarded = need(of(&|round| Some(round.guarded)))?;
    let added = need(of(&|round| Some(round.guarded - round.open)))?;
    let bare = of(&|round| round.bare);
    let (name, value, max) = match (plan.kind, bare) {
        (Kind::Iam, Some(bare)) => (
            "added by the signature to the bare hashes",
            added.median / bare.median,
            IAM_RATIO_MAX,
        ),
        (Kind::Iam | Kind::Jwt, _) => ("added by a known token, µs", added.median, JWT_US_MAX),
    };
    // What the median may be off by, as far as the rounds tell.
    let error = error_of_median(rounds.iter().map(|round| round.guarded - round.open).collect());
    let unit = bare.map_or(1.0, |bare| bare.median);
    let verdict = Verdict::of(value, error / unit, max);
    let title = match plan.kind {
        Kind::Iam => "AWS_IAM",
        Kind::Jwt => "COGNITO_USER_POOLS",
    };
    if plan.json {
        let numbers =
            |spread: Spread| json!({ "median": spread.median, "min": spread.min, "max": spread.max });
        let said = json!({
            "method": title,
            "rounds": rounds.len(),
            "workers": plan.workers,
            "open_us": numbers(open),
            "guarded_us": numbers(guarded),
            "added_us": numbers(added),
            "added_error_us": error,
            "bare_us": bare.map(numbers),
            "goal": { "what": name, "value": value, "error": error / unit, "max": max, "verdict": verdict.text() },
        });
        println!("{said:#}");
    } else {
        println!(
            "POST with {BODY_BYTES} bytes, {} rounds of {} s, {} worker(s); processor time per request, median (min..max)",
            rounds.len(),
            plan.seconds,
            plan.workers
        );
        let line = |what: &str, spread: Spread| {
            println!(
                "{what:<28} {:>8.2} ({:.2}..{:.2}) µs",
                spread.median, spread.min, spread.max
            );
        };
        line("NONE, same header lines", open);
        line(title, guarded);
        line("added", added);
        println!("{:<28} {:>8.2} µs", "  its uncertainty, ±", error);
        if let Some(bare) = bare {
            line("bare hashes and HMAC", bare);
        }
        println!(
            "goal {}: {name}: {value:.2} ± {:.2}, at most {max:.1}",
            verdict.text(),
            error / unit
        );
    }
    Ok(verdict == Verdict::Met || !plan.check)
}

/// What may be said of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Met,
    NotMet,
    /// The goal lies within what the measurement may be off by.
    NotCertain,
}

impl Verdict {
    fn of(value: f64, error: f64, max: f64) -> Self {
        if (value - max).abs() < error {
            Self::NotCertain
        } else if value <= max {
            Self::Met
        } else {
            Self::NotMet
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::NotCertain => "not certain (take more rounds, or a machine that does nothing else)",
        }
    }
}

/// Half of the interval that holds the median of what was measured nineteen times out of twenty, by the order of the rounds'
/// values: binomial, so nothing is supposed of how they are spread.
fn error_of_median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let count = values.len() as f64;
    let reach = (0.98 * count.sqrt()).ceil();
    let at = |place: f64| {
        values
            .get(place.clamp(0.0, count - 1.0) as usize)
            .copied()
            .unwrap_or(0.0)
    };
    (at((count - 1.0) / 2.0 + reach) - at((count - 1.0) / 2.0 - reach)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_uncertainty_shrinks_with_the_rounds() {
        let values = |count: u32| (0..count).map(|at| f64::from(at % 10)).collect::<Vec<_>>();
        assert!(error_of_median(values(200)) < error_of_median(values(10)));
        assert_eq!(error_of_median(vec![3.0]), 0.0);
        assert_eq!(error_of_median(vec![2.0; 30]), 0.0);
    }

    #[test]
    fn what_lies_within_the_uncertainty_is_not_told() {
        assert_eq!(Verdict::of(1.5, 0.1, 2.0), Verdict::Met);
        assert_eq!(Verdict::of(1.5, 0.6, 2.0), Verdict::NotCertain);
        assert_eq!(Verdict::of(2.5, 0.1, 2.0), Verdict::NotMet);
        assert_eq!(Verdict::of(-47.0, 60.0, 5.0), Verdict::NotCertain);
    }
}
