//! What was measured on a store, beside its goals.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::bench::report::{HEADING, Row, Spread};
use crate::process::Running;

/// The goals, for 10,000 APIs of 10 routes.
const START_S_MAX: f64 = 10.0;
const DEPLOYMENT_S_MAX: f64 = 0.2;
const RSS_BYTES_MAX: u64 = 2_000_000_000;
const COST_RATIO_MAX: f64 = 1.05;

/// Everything about one store.
pub(super) struct StoreReport {
    /// Its name.
    pub(super) store: &'static str,
    /// From the start of the program until it is ready, in seconds.
    pub(super) start: Spread,
    /// From the call of CreateDeployment until the first request it answers, in seconds.
    pub(super) deployment: Spread,
    /// After the start.
    pub(super) rss_started: Rss,
    /// After all requests.
    pub(super) rss_used: Rss,
    /// Requests to a server with many APIs and to one with one.
    pub(super) row: Row,
    /// Processor time of the first over that of the second.
    pub(super) ratio: Spread,
}

impl StoreReport {
    /// The goals that are missed, by name.
    pub(super) fn missed(&self) -> Vec<String> {
        let goals = [
            ("start", self.start.max < START_S_MAX),
            ("deployment", self.deployment.max < DEPLOYMENT_S_MAX),
            (
                "memory",
                self.rss_started.peak.max(self.rss_used.peak) < RSS_BYTES_MAX,
            ),
            ("processor time of a request", self.ratio.median <= COST_RATIO_MAX),
        ];
        let missed = goals.iter().filter(|(_, met)| !met);
        missed
            .map(|(name, _)| format!("{name} on {}", self.store))
            .collect()
    }

    /// For people.
    pub(super) fn text(&self) -> String {
        let shown = |spread: Spread, factor: f64, unit: &str| {
            let [median, min, max] = [spread.median, spread.min, spread.max].map(|value| value * factor);
            format!("{median:.2} {unit} ({min:.2}..{max:.2})")
        };
        let mut text = format!("{}\n", self.store);
        let mut line = |name: &str, value: String| text += &format!("  {name:<24}{value}\n");
        line("start until ready", shown(self.start, 1.0, "s"));
        line("deployment until served", shown(self.deployment, 1e3, "ms"));
        line("memory after the start", self.rss_started.to_string());
        line("memory after requests", self.rss_used.to_string());
        let ratio = self.ratio;
        line(
            "cost of a request",
            format!(
                "{:.3} ({:.3}..{:.3}) of that with one API",
                ratio.median, ratio.min, ratio.max
            ),
        );
        text + HEADING + "\n" + &self.row.text()
    }

    /// For programs.
    pub(super) fn json(&self) -> Value {
        let numbers =
            |spread: Spread| json!({ "median": spread.median, "min": spread.min, "max": spread.max });
        json!({
            "store": self.store,
            "start_s": numbers(self.start),
            "deployment_s": numbers(self.deployment),
            "rss_started_bytes": self.rss_started.peak,
            "rss_used_bytes": self.rss_used.peak,
            "cost_ratio": numbers(self.ratio),
            "requests": self.row.json(),
        })
    }
}

/// Resident memory of a program's processes, in bytes.
pub(super) struct Rss {
    now: u64,
    peak: u64,
}

impl Rss {
    /// As it is.
    pub(super) fn of(running: &Running) -> Result<Self> {
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
        let (now, peak) = (self.now as f64 / 1e6, self.peak as f64 / 1e6);
        write!(f, "RSS {now:.0} MB, at most {peak:.0} MB")
    }
}
