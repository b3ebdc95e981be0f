//! What one decision costs: `iam-policy`, and beside it `cedar-policy` with equivalent policies, in the same run.
//!
//! The policy is loaded and the request typed before the clock starts. Every request's answer is checked before it is
//! timed, by both engines. `cedar-policy` is a peer for comparison only; this package has its own lock file, so that
//! nothing of it enters the product.

mod cases;
mod cedar;
mod iam;
mod report;
mod timing;

use std::alloc::System;
use std::process::ExitCode;

use anyhow::{Result, bail};
use cap::Cap;

use crate::report::Row;

/// Counts the bytes in use; without a limit.
#[global_allocator]
static ALLOCATED: Cap<System> = Cap::new(System, usize::MAX);

/// The stack of the thread that does the work: long lists make deep expressions in the peer.
const STACK_BYTES: usize = 1 << 30;

fn main() -> ExitCode {
    let work = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(run);
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(true))) => ExitCode::SUCCESS,
        Ok(Ok(Ok(false))) => ExitCode::from(1),
        Ok(Ok(Err(error))) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
        Ok(Err(_)) | Err(_) => ExitCode::from(2),
    }
}

/// `false` when `--check` was given and a goal was missed.
fn run() -> Result<bool> {
    let mut options: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let before = options.len();
        options.retain(|option| option != name);
        options.len() < before
    };
    let (check, json, own_only) = (flag("--check"), flag("--json"), flag("--own-only"));
    if let Some(option) = options.first() {
        bail!("unknown option `{option}`: use --check, --json or --own-only");
    }
    let mut rows = Vec::new();
    for case in cases::all() {
        let own = iam::measure(&case)?;
        let peer = match &case.cedar {
            Some(text) if !own_only => Some(cedar::measure(&case, text)?),
            _ => None,
        };
        let row = Row {
            name: case.name.clone(),
            own,
            peer,
        };
        if !json {
            row.print();
        }
        rows.push(row);
    }
    let missed = report::missed_goals(&rows);
    if json {
        println!("{:#}", report::json(&rows, &missed));
    } else {
        for goal in &missed {
            println!("goal missed: {goal}");
        }
        if missed.is_empty() {
            println!("every goal is met");
        }
    }
    Ok(missed.is_empty() || !check)
}

/// Bytes in use.
pub(crate) fn allocated() -> usize {
    ALLOCATED.allocated()
}
