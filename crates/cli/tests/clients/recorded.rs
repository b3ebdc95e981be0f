//! AWS's recorded answers, replayed with boto3: every answer is AWS's, or stands in `clients/recorded-differences.toml` with
//! the reason.

use std::collections::{BTreeMap, BTreeSet};

use crate::backend::{Backend, Served, beside, text};
use crate::support::root;

/// The scenarios that need what is built.
const HAVE: &str = "invoke,http-echo,iam";

#[derive(serde::Deserialize)]
struct Differences {
    #[serde(default)]
    answer: Vec<Difference>,
}

#[derive(serde::Deserialize)]
struct Difference {
    scenario: String,
    key: String,
    why: String,
}

fn replay(backend: Backend) {
    let folder = beside("PORTCULLIS_RECORDED_DIR", "../shared/recorded");
    let served = Served::start(backend);
    let report = served.gateway.folder.path().join("report.tsv");
    let port = served.gateway.control.port();
    let output = served
        .client("python")
        .arg(folder.join("replay.py"))
        .args(["--endpoint", &served.endpoint()])
        .args([
            "--invoke-url",
            &format!("http://{{api}}.execute-api.localhost:{port}/{{stage}}{{path}}"),
        ])
        .args([
            "--access-key",
            &served.access_key,
            "--secret-key",
            &served.secret_key,
        ])
        .args([
            "--have",
            HAVE,
            "--tries",
            "3",
            "--wait",
            "0.05",
            "--differences",
            "5",
        ])
        .arg("--report")
        .arg(&report)
        .output()
        .unwrap();
    let said = text(&output);
    let report = std::fs::read_to_string(&report).unwrap_or_else(|error| panic!("{error}:\n{said}"));
    let mut failed: BTreeSet<(String, String)> = BTreeSet::new();
    let mut met = 0;
    for line in report.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[3] {
            "pass" => met += 1,
            _ => {
                failed.insert((fields[1].to_owned(), fields[2].to_owned()));
            }
        }
    }
    let known = std::fs::read_to_string(root().join("clients/recorded-differences.toml")).unwrap();
    let known: Differences = toml::from_str(&known).unwrap();
    let mut known: BTreeMap<(String, String), String> = known
        .answer
        .into_iter()
        .map(|one| ((one.scenario, one.key), one.why))
        .collect();
    let unknown: Vec<_> = failed.iter().filter(|one| !known.contains_key(one)).collect();
    assert!(unknown.is_empty(), "not AWS's answers: {unknown:#?}\n{said}");
    known.retain(|one, why| {
        assert!(why.len() > 20, "{one:?} has no reason");
        !failed.contains(one)
    });
    assert!(known.is_empty(), "listed as different, but AWS's: {known:#?}");
    // 385 that need the control plane alone, 28 that need the data plane too, 25 that need IAM or an upstream besides.
    assert_eq!(met + failed.len(), 438, "{said}");
}

#[test]
fn recorded_answers_on_sqlite() {
    replay(Backend::Sqlite);
}

#[test]
fn recorded_answers_on_postgresql() {
    replay(Backend::Postgres);
}
