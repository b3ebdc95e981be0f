//! `cargo xtask test`: everything that must hold, from a clean clone, in one command.
//!
//! Installs what is missing, runs every check and every test, goes on after a failure, and ends with one line:
//! `N passed, N failed`. A check counts as one; tests count each. Nothing is skipped: what cannot run has failed.

mod clients;
mod count;
mod documentation;
mod install;
mod js;
mod leftovers;
mod node;
mod oracle;
mod step;

use std::time::Instant;

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::test::count::Counts;
use crate::test::step::{Counting, Steps};
use crate::{codegen, repository};
use crate::{tidy, torture};

/// Named to libfuzzer-sys as a library that is there already: a check links nothing, so it need not be built.
const LIBFUZZER: (&str, &str) = ("CUSTOM_LIBFUZZER_PATH", "target/libfuzzer.a");

/// Runs everything; `false` when anything failed.
pub(crate) fn run(words: Vec<String>) -> Result<bool> {
    Arguments::new(words).finish()?;
    let begun = Instant::now();
    let root = repository::root()?;
    let mut report = Report::default();
    let mut steps = Steps::new(&root);
    steps.set(leftovers::VARIABLE, leftovers::mark());

    report.take("programs the tests need", || {
        install::programs().map(|()| Counts::PASSED)
    });
    let mut python = None;
    report.take("AWS's clients", || {
        let interpreter = clients::prepare(&root)?;
        steps.set(clients::VARIABLE, &interpreter);
        python = Some(interpreter);
        Ok(Counts::PASSED)
    });
    report.take("the second policy engine", || {
        let search_path = node::search_path()?;
        let folder = oracle::prepare(&root, &search_path)?;
        steps.set("PATH", search_path);
        steps.set(oracle::VARIABLE, folder);
        Ok(Counts::PASSED)
    });
    report.take("what the tests take from npm", || {
        let folder = js::prepare(&root, &node::search_path()?)?;
        steps.set(js::VARIABLE, folder);
        Ok(Counts::PASSED)
    });
    report.take("tidy", || {
        let is_tidy = tidy::run(Vec::new())?;
        Ok(if is_tidy { Counts::PASSED } else { Counts::FAILED })
    });

    if let Some(python) = python {
        report.take("operations and shapes are those of the service models", || {
            let words = vec![
                "--check".to_owned(),
                "--python".to_owned(),
                python.display().to_string(),
            ];
            let same = codegen::run(words)?;
            Ok(if same { Counts::PASSED } else { Counts::FAILED })
        });
    }
    let workspace = ["--locked", "--workspace", "--all-targets"];
    let deny_warnings = ["--", "-D", "warnings"];
    report.take("clippy", || {
        steps.cargo(
            &[&["clippy"], &workspace[..], &deny_warnings].concat(),
            Counting::Check,
        )
    });
    report.take("tests", || {
        let runner: &[&str] = match step::has_subcommand("nextest") {
            true => &["nextest", "run", "--config-file", "xtask/nextest.toml"],
            false => &["test"],
        };
        steps.cargo(
            &[runner, &workspace[..], &["--no-fail-fast"]].concat(),
            Counting::Tests,
        )
    });
    report.take("torture of the store, a short one", || {
        let words = ["store", "--kills", "12"].map(str::to_owned).to_vec();
        Ok(if torture::run(words)? {
            Counts::PASSED
        } else {
            Counts::FAILED
        })
    });
    let documented = documentation::crates_with_tests(&root)?;
    if !documented.is_empty() {
        let packages = documented.iter().flat_map(|name| ["-p", name.as_str()]);
        let arguments = ["test", "--locked", "--doc", "--no-fail-fast"];
        let arguments: Vec<&str> = arguments.into_iter().chain(packages).collect();
        report.take("documentation tests", || steps.cargo(&arguments, Counting::Tests));
    }

    let target = repository::target()?.join("benches").display().to_string();
    let beside = |manifest| {
        [
            "--locked",
            "--all-targets",
            "--manifest-path",
            manifest,
            "--target-dir",
            &target,
        ]
    };
    let load = beside("benches/load/Cargo.toml");
    report.take("clippy of the load program", || {
        steps.cargo(
            &[&["clippy"], &load[..], &deny_warnings].concat(),
            Counting::Check,
        )
    });
    report.take("tests of the load program", || {
        steps.cargo(&[&["test"], &load[..]].concat(), Counting::Tests)
    });
    steps.set(LIBFUZZER.0, LIBFUZZER.1);
    for (name, manifest) in [
        ("clippy of the fuzz targets", "fuzz/Cargo.toml"),
        ("clippy of the policy benchmark", "benches/policy/Cargo.toml"),
    ] {
        report.take(name, || {
            steps.cargo(
                &[&["clippy"], &beside(manifest)[..], &deny_warnings].concat(),
                Counting::Check,
            )
        });
    }
    if step::has_subcommand("deny") {
        report.take("cargo deny", || {
            steps.cargo(&["deny", "check", "bans", "licenses", "sources"], Counting::Check)
        });
    }
    report.take("nothing left running", || {
        leftovers::check().map(|()| Counts::PASSED)
    });
    Ok(report.finish(begun))
}

/// What all steps came to.
#[derive(Default)]
struct Report {
    counts: Counts,
    /// Of each step, for the end.
    lines: Vec<String>,
}

impl Report {
    /// Runs a step. One that cannot run has failed.
    fn take(&mut self, name: &str, step: impl FnOnce() -> Result<Counts>) {
        println!("\n── {name}");
        let begun = Instant::now();
        let result = step().with_context(|| name.to_owned());
        let took = begun.elapsed().as_secs();
        let (counts, why) = match result {
            Ok(counts) => (counts, String::new()),
            Err(error) => {
                println!("error: {error:#}");
                (Counts::FAILED, format!(": {}", error.root_cause()))
            }
        };
        let verdict = if counts.failed > 0 { "FAILED" } else { "ok" };
        self.lines.push(format!(
            "{verdict:6} {took:5} s  {name}: {} passed, {} failed{why}",
            counts.passed, counts.failed
        ));
        self.counts += counts;
    }

    /// Prints every step again and the counts alone in the last line; `false` when anything failed.
    fn finish(&self, begun: Instant) -> bool {
        println!("\n── {} s in all", begun.elapsed().as_secs());
        for line in &self.lines {
            println!("{line}");
        }
        println!("{} passed, {} failed", self.counts.passed, self.counts.failed);
        self.counts.failed == 0
    }
}
