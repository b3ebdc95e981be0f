//! Processor time of other processes, as the kernel accounts it.

use std::fs;

use anyhow::{Context, Result};

/// Kernel ticks a second in `/proc/PID/stat`; 100 on every Linux architecture Debian runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// User plus system time of all threads of these processes so far, in seconds.
pub fn seconds(pids: &[u32]) -> Result<f64> {
    let mut ticks = 0;
    for pid in pids {
        let path = format!("/proc/{pid}/stat");
        let stat = fs::read_to_string(&path)
            .with_context(|| format!("process {pid} is gone: cannot read {path}"))?;
        ticks += busy_ticks(&stat).with_context(|| format!("{path} has an unknown form"))?;
    }
    Ok(ticks as f64 / TICKS_PER_SECOND)
}

/// Fields 14 (utime) and 15 (stime) of proc(5); the name before them may hold spaces and is skipped by its bracket.
fn busy_ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let utime: u64 = fields.next()?.parse().ok()?;
    let stime: u64 = fields.next()?.parse().ok()?;
    Some(utime + stime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_two_fields_behind_a_name_with_spaces() {
        let stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 100 0 0 0 700 35 0 0 20 0 4 0 100 1000 200";
        assert_eq!(busy_ticks(stat), Some(735));
    }
}
