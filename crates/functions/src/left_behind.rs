//! Processes that outlived their worker.
//!
//! Killing a process group does not reach a process that made a session of its own (a daemon). Each process of a worker has the
//! variable [`MARKER`] in its environment, from which the kernel lets its user read what it was started with: whoever has the
//! marker of a worker that is gone is killed, and whoever such a process has started. That needs no rights and no helper program,
//! unlike a process namespace or a control group, and leaves process ids as functions expect them. A process that was started with
//! another environment, by a parent that has ended, *and* in a session of its own is not found.

use std::collections::{HashMap, HashSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rustix::process::{Pid, PidfdFlags, Signal, WaitOptions, getpid, pidfd_open, pidfd_send_signal, waitpid};

/// The variable; its value is the worker's folder, which no other worker of this machine has.
pub(crate) const MARKER: &str = "PORTCULLIS_WORKER";

/// Bytes of an environment that are looked through.
const ENVIRONMENT_BYTES_MAX: u64 = 1024 * 1024;

/// How often it is looked again, while there is still something to kill.
const LOOKS_MAX: usize = 16;

/// Which processes are meant.
#[derive(Debug)]
pub(crate) enum Of<'a> {
    /// Those of these workers, by their folders.
    Workers(&'a [PathBuf]),
    /// Those of all workers with folders below this one.
    Below(&'a Path),
}

impl Of<'_> {
    fn includes(&self, environment: &[u8]) -> bool {
        use std::os::unix::ffi::OsStrExt as _;
        let markers = environment
            .split(|byte| *byte == 0)
            .filter_map(|entry| entry.strip_prefix(MARKER.as_bytes())?.strip_prefix(b"="))
            .map(|value| Path::new(std::ffi::OsStr::from_bytes(value)));
        let mut markers = markers;
        markers.any(|marker| match self {
            Self::Workers(folders) => folders.iter().any(|folder| folder == marker),
            Self::Below(folder) => marker.starts_with(folder),
        })
    }
}

/// Kills them; how many there were. Blocks while it reads `/proc`.
pub(crate) fn kill(of: &Of<'_>) -> usize {
    let mut killed = 0;
    for _ in 0..LOOKS_MAX {
        let found = look(of);
        if found.is_empty() {
            break;
        }
        for (pid, handle) in found {
            if pidfd_send_signal(&handle, Signal::KILL).is_ok() {
                killed += 1;
            }
            // It is a child of this process where that takes in orphans, as the first process of a container does.
            let _ = waitpid(Some(pid), WaitOptions::empty());
        }
    }
    killed
}

/// The processes with handles that were opened before they were looked at, so that no other process can be meant.
fn look(of: &Of<'_>) -> Vec<(Pid, rustix::fd::OwnedFd)> {
    let mut marked = HashSet::new();
    let mut children: HashMap<Pid, Vec<Pid>> = HashMap::new();
    let mut handles = HashMap::new();
    let Ok(all) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    for entry in all.flatten() {
        let Some(pid) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
            .and_then(Pid::from_raw)
        else {
            continue;
        };
        if pid == getpid() {
            continue;
        }
        let Ok(file) = std::fs::File::open(entry.path().join("environ")) else {
            continue;
        };
        let mut environment = Vec::new();
        if file
            .take(ENVIRONMENT_BYTES_MAX)
            .read_to_end(&mut environment)
            .is_err()
        {
            continue;
        }
        let Some(parent) = parent(&entry.path()) else {
            continue;
        };
        children.entry(parent).or_default().push(pid);
        if of.includes(&environment) {
            marked.insert(pid);
        }
    }
    let mut next: Vec<Pid> = marked.iter().copied().collect();
    while let Some(pid) = next.pop() {
        for child in children.get(&pid).into_iter().flatten() {
            if marked.insert(*child) {
                next.push(*child);
            }
        }
    }
    for pid in marked {
        let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else {
            continue;
        };
        // The id may have become another process's between the look and the handle.
        if is_still(of, pid, &children) {
            handles.insert(pid, handle);
        }
    }
    handles.into_iter().collect()
}

/// Whether the process of this id is, now that a handle holds it, still one that is meant and not ended.
fn is_still(of: &Of<'_>, pid: Pid, children: &HashMap<Pid, Vec<Pid>>) -> bool {
    let folder = PathBuf::from(format!("/proc/{}", pid.as_raw_nonzero()));
    let Ok(environment) = std::fs::read(folder.join("environ")) else {
        return false;
    };
    let has_parent = || {
        parent(&folder).is_some_and(|now| children.get(&now).is_some_and(|children| children.contains(&pid)))
    };
    !environment.is_empty() && (of.includes(&environment) || has_parent())
}

fn parent(folder: &Path) -> Option<Pid> {
    let stat = std::fs::read(folder.join("stat")).ok()?;
    // The name in parentheses may hold anything.
    let after = stat.iter().rposition(|byte| *byte == b')')?;
    let text = std::str::from_utf8(stat.get(after + 1..)?).ok()?;
    let parent: i32 = text.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Pid::from_raw(parent)
}
