//! How functions are run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::Check;
use crate::settings::FunctionSettings;

/// Calls that may run at one time when nothing is said.
const CONCURRENCY_DEFAULT: usize = 100;
/// More processes than this are no use on one machine.
const CONCURRENCY_MAX: u64 = 10_000;
/// How long a process may be idle when nothing is said.
const IDLE_TIME_DEFAULT: Duration = Duration::from_secs(300);
/// A process that is kept for longer than a day is no warm one.
const IDLE_TIME_S_MAX: u64 = 86_400;

/// How functions are run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionsConfig {
    /// Whether they are.
    pub enabled: bool,
    /// Programs by the name of the runtime.
    pub interpreters: BTreeMap<String, PathBuf>,
    /// Calls that may run at one time.
    pub concurrency_max: usize,
    /// How long a process may be idle.
    pub idle_time: Duration,
}

/// Checks what is set of functions.
pub(super) fn functions(check: &mut Check<'_>) -> FunctionsConfig {
    let FunctionSettings {
        enabled,
        concurrency_max,
        idle_time_s,
        interpreters,
    } = check.loaded.settings.functions.clone();
    if let Some(count) = concurrency_max
        && !(1..=CONCURRENCY_MAX).contains(&count)
    {
        let why = format!("`{count}` is out of range: give 1 to {CONCURRENCY_MAX}");
        check.wrong("functions.concurrency_max", why);
    }
    if let Some(seconds) = idle_time_s
        && !(1..=IDLE_TIME_S_MAX).contains(&seconds)
    {
        let why = format!("`{seconds}` is out of range: give 1 to {IDLE_TIME_S_MAX}");
        check.wrong("functions.idle_time_s", why);
    }
    for (runtime, program) in &interpreters {
        let key = format!("functions.interpreters.{runtime}");
        if !(runtime.starts_with("python3.") || runtime.starts_with("nodejs")) {
            check.wrong(
                &key,
                format!("`{runtime}` is no runtime with an interpreter: name one such as `python3.12` or `nodejs20.x`"),
            );
        }
        if !program.is_file() {
            check.wrong(&key, format!("there is no program `{}`", program.display()));
        }
    }
    FunctionsConfig {
        enabled: enabled.unwrap_or(true),
        interpreters,
        concurrency_max: concurrency_max
            .and_then(|count| usize::try_from(count).ok())
            .unwrap_or(CONCURRENCY_DEFAULT),
        idle_time: idle_time_s.map_or(IDLE_TIME_DEFAULT, Duration::from_secs),
    }
}
