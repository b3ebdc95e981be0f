//! How much memory a worker uses: its process and those that it started.

use std::path::PathBuf;

use rustix::process::Pid;

/// Processes of one worker that are counted.
const PROCESSES_COUNTED_MAX: usize = 64;

/// Bytes of memory that are the worker's own: not of files that it shares with others. Zero for one that is gone.
pub(crate) fn used_bytes(pid: Pid) -> u64 {
    let mut next = vec![pid.as_raw_nonzero().get()];
    let (mut bytes, mut counted) = (0_u64, 0);
    while let Some(pid) = next.pop() {
        counted += 1;
        if counted > PROCESSES_COUNTED_MAX {
            break;
        }
        let folder = PathBuf::from(format!("/proc/{pid}"));
        if let Ok(status) = std::fs::read_to_string(folder.join("status")) {
            bytes = bytes.saturating_add(anonymous_bytes(&status));
        }
        let Ok(threads) = std::fs::read_dir(folder.join("task")) else {
            continue;
        };
        for thread in threads.flatten() {
            if let Ok(children) = std::fs::read_to_string(thread.path().join("children")) {
                next.extend(
                    children
                        .split_ascii_whitespace()
                        .filter_map(|child| child.parse::<i32>().ok()),
                );
            }
        }
    }
    bytes
}

fn anonymous_bytes(status: &str) -> u64 {
    let kilobytes = status.lines().find_map(|line| {
        let rest = line.strip_prefix("RssAnon:")?;
        rest.split_ascii_whitespace().next()?.parse::<u64>().ok()
    });
    kilobytes.unwrap_or(0).saturating_mul(1024)
}
