//! The rows printed, and the goals.

use serde_json::{Value, json};

use crate::timing::Nanoseconds;

/// One engine's numbers for one case.
pub(crate) struct Engine {
    /// Requests that are allowed.
    pub(crate) allowed: Nanoseconds,
    /// Requests that are refused.
    pub(crate) refused: Nanoseconds,
    /// From text to ready.
    pub(crate) build_seconds: f64,
    /// What the loaded policy holds.
    pub(crate) held_bytes: usize,
}

/// One case.
pub(crate) struct Row {
    /// Its name.
    pub(crate) name: String,
    /// `iam-policy`.
    pub(crate) own: Engine,
    /// `cedar-policy`, where it was measured.
    pub(crate) peer: Option<Engine>,
}

/// Most nanoseconds of the first case.
const FIRST_NS_MAX: f64 = 60.0;
/// Most of a list of any size, as a multiple of the first case.
const LIST_RATIO_MAX: f64 = 1.5;
/// Most nanoseconds of the 50 statements.
const FIFTY_NS_MAX: f64 = 250.0;
/// What a set of two blocks must stay far below: the size of a whole 16-bit index.
const TWO_BYTES_MAX: usize = 64 * 1024;

impl Engine {
    /// The slower of both answers: a goal is kept when it is kept for both.
    fn worst(&self) -> f64 {
        self.allowed.median.max(self.refused.median)
    }

    fn text(&self) -> String {
        let time = |ns: Nanoseconds| format!("{:>10.1} ({:.1}..{:.1})", ns.median, ns.min, ns.max);
        format!(
            "allowed {} ns  refused {} ns  built in {:.3} ms  holds {:.1} KiB",
            time(self.allowed),
            time(self.refused),
            self.build_seconds * 1e3,
            self.held_bytes as f64 / 1024.0
        )
    }

    fn json(&self) -> Value {
        let time = |ns: Nanoseconds| json!({ "median": ns.median, "min": ns.min, "max": ns.max });
        json!({
            "allowed_ns": time(self.allowed),
            "refused_ns": time(self.refused),
            "build_seconds": self.build_seconds,
            "held_bytes": self.held_bytes,
        })
    }
}

impl Row {
    /// Prints both engines.
    pub(crate) fn print(&self) {
        println!("{:<26} iam-policy    {}", self.name, self.own.text());
        match &self.peer {
            Some(peer) => {
                let times = |of: fn(&Engine) -> f64| of(peer) / of(&self.own);
                println!(
                    "{:<26} cedar-policy  {}  ({:.0} and {:.0} times ours)",
                    "",
                    peer.text(),
                    times(|engine| engine.allowed.median),
                    times(|engine| engine.refused.median)
                );
            }
            None => println!("{:<26} cedar-policy  not measured", ""),
        }
    }
}

/// The goals that were missed, in words.
pub(crate) fn missed_goals(rows: &[Row]) -> Vec<String> {
    let mut missed = Vec::new();
    let Some(first) = rows.first() else { return missed };
    let mut at_most = |name: &str, ns: f64, max: f64| {
        if ns > max {
            missed.push(format!("{name}: {ns:.1} ns, at most {max:.1}"));
        }
    };
    at_most(&first.name, first.own.worst(), FIRST_NS_MAX);
    for row in rows.iter().skip(1) {
        let max = if row.name.starts_with("allow list") {
            first.own.worst() * LIST_RATIO_MAX
        } else {
            FIFTY_NS_MAX
        };
        at_most(&row.name, row.own.worst(), max);
    }
    for row in rows.iter().filter(|row| row.name.ends_with(" 2")) {
        if row.own.held_bytes > TWO_BYTES_MAX {
            missed.push(format!(
                "{}: holds {} bytes, at most {TWO_BYTES_MAX}",
                row.name, row.own.held_bytes
            ));
        }
    }
    missed
}

/// Everything for programs.
pub(crate) fn json(rows: &[Row], missed: &[String]) -> Value {
    let row = |row: &Row| json!({ "case": row.name, "iam_policy": row.own.json(), "cedar_policy": row.peer.as_ref().map(Engine::json) });
    json!({ "rows": rows.iter().map(row).collect::<Vec<_>>(), "missed": missed })
}
