//! Processor time of other processes, as the kernel accounts it.
//!
//! The scheduler's own count (`schedstat`, nanoseconds on a processor) is the source of the user and system times in `stat`,
//! which are rounded to ticks of 10 ms: too coarse for a proxy that is a tenth busy for a second.

use std::fs;

use anyhow::{Context, Result};

/// User plus system time of all living threads of these processes so far, in seconds.
pub fn seconds(pids: &[u32]) -> Result<f64> {
    let mut nanoseconds = 0;
    for pid in pids {
        let tasks = format!("/proc/{pid}/task");
        for task in
            fs::read_dir(&tasks).with_context(|| format!("process {pid} is gone: cannot read {tasks}"))?
        {
            let path = task?.path().join("schedstat");
            let text = match fs::read_to_string(&path) {
                Ok(text) => text,
                // The thread has ended since it was listed.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
            };
            nanoseconds += busy(&text).with_context(|| format!("{} has an unknown form", path.display()))?;
        }
    }
    Ok(nanoseconds as f64 / 1e9)
}

/// The first field of a thread's `schedstat`: nanoseconds spent on a processor.
fn busy(schedstat: &str) -> Option<u64> {
    schedstat.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_time_on_the_processor() {
        assert_eq!(busy("1022814 17 3\n"), Some(1_022_814));
        assert_eq!(busy(""), None);
    }

    #[test]
    fn a_busy_process_spends_time() {
        let own = [std::process::id()];
        let before = seconds(&own).unwrap();
        // The count moves on at the scheduler's next tick.
        let moved = (0..10_000_000u64).any(|_| seconds(&own).unwrap() > before);
        assert!(moved);
    }
}
