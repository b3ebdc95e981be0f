//! Benchmarks against others and against our own goals.

mod auth;
mod cases;
mod peers;
mod policy;
mod proxy;
mod report;
mod scale;
mod sse_idle;

use anyhow::{Result, bail};

use crate::arguments::Arguments;

/// Runs the named benchmark.
pub(crate) fn run(mut words: Vec<String>) -> Result<bool> {
    let name = if words.is_empty() {
        String::new()
    } else {
        words.remove(0)
    };
    let mut arguments = Arguments::new(words);
    match name.as_str() {
        "proxy" => proxy::run(&mut arguments),
        "policy" => policy::run(&mut arguments),
        "scale" => scale::run(&mut arguments),
        "sse-idle" => sse_idle::run(&mut arguments),
        other => bail!("unknown benchmark `{other}`: there are proxy, scale, sse-idle and policy"),
    }
}
