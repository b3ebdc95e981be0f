//! Replays recorded calls through the codec and the handlers and compares every answer with AWS's. See `README.md` beside.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod client;
mod compare;
mod scenario;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

/// Differences that are shown of one scenario.
const SHOWN: usize = 8;

#[test]
fn recorded_answers_are_met() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded");
    let passing = std::fs::read_to_string(folder.join("passing.txt")).unwrap_or_default();
    let passing: Vec<&str> = passing
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .collect();
    let mut outcomes = BTreeMap::new();
    let (mut met, mut all) = (0, 0);
    for group in ["api", "basic", "common"] {
        let text = std::fs::read_to_string(folder.join(format!("scenarios/{group}.json"))).unwrap();
        let scenarios: Vec<Value> = serde_json::from_str(&text).unwrap();
        for data in &scenarios {
            let outcome = scenario::run(data);
            met += outcome.met;
            all += outcome.met + outcome.failed;
            let name = format!("{group}/{}", data["name"].as_str().unwrap());
            outcomes.insert(name, outcome);
        }
    }
    let mut report = String::new();
    for (name, outcome) in &outcomes {
        match (passing.contains(&name.as_str()), outcome.failed == 0) {
            (true, false) => writeln!(report, "{name} is in passing.txt and fails").unwrap(),
            (false, true) => writeln!(report, "{name} passes: add it to passing.txt").unwrap(),
            _ => {}
        }
        if outcome.failed > 0 {
            println!("fails: {name}");
            for difference in outcome.differences.iter().take(SHOWN) {
                println!("    {difference}");
            }
        }
    }
    for name in passing {
        if !outcomes.contains_key(name) {
            writeln!(report, "{name} of passing.txt is no scenario").unwrap();
        }
    }
    println!("{met} of {all} answers met, {} scenarios", outcomes.len());
    assert!(report.is_empty(), "\n{report}");
}
