//! What the server for tests needs of the machine: programs, a folder, a user, and word of processes.

use super::COUNT;
use std::fs::Permissions;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, channel};

/// A path to a Unix socket has some hundred bytes at most; the file's own name is `.s.PGSQL.5432`.
const FOLDER_BYTES_MAX: usize = 80;

/// The folder of PostgreSQL's programs: what `pg_config` says, the usual place of Debian, or the search path.
pub(super) fn programs() -> PathBuf {
    let mut candidates: Vec<PathBuf> = Vec::new();
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output() {
        candidates.push(String::from_utf8_lossy(&output.stdout).trim().into());
    }
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<PathBuf> = versions
            .flatten()
            .map(|version| version.path().join("bin"))
            .collect();
        versions.sort();
        candidates.extend(versions.into_iter().rev());
    }
    if let Some(search) = std::env::var_os("PATH") {
        candidates.extend(std::env::split_paths(&search));
    }
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres", "psql", "pg_dump"]
            .iter()
            .all(|name| folder.join(name).is_file())
    };
    candidates
        .into_iter()
        .find(complete)
        .expect("PostgreSQL is installed: these tests need `initdb`, `postgres` and `psql`")
}

/// A folder for one server, and the user that must own it when the tests run as root.
pub(super) fn make_folder() -> (PathBuf, Option<(u32, u32)>) {
    let name = format!(
        "pg-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let mut folder = std::env::temp_dir().join(&name);
    if folder.as_os_str().len() > FOLDER_BYTES_MAX {
        folder = Path::new("/tmp").join(&name);
    }
    std::fs::DirBuilder::new()
        .mode(0o700)
        .create(&folder)
        .expect("a temporary folder is made");
    let is_root = std::fs::metadata(&folder).expect("the folder is there").uid() == 0;
    if !is_root {
        return (folder, None);
    }
    let user = ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| Some((id("-u", name)?, id("-g", name)?)));
    let (user, group) =
        user.expect("PostgreSQL does not run as root: a user `postgres` or `nobody` is needed");
    std::os::unix::fs::chown(&folder, Some(user), Some(group)).expect("root may give a folder away");
    std::fs::set_permissions(&folder, Permissions::from_mode(0o700)).expect("root may close a folder");
    (folder, Some((user, group)))
}

fn id(which: &str, user: &str) -> Option<u32> {
    let output = Command::new("id").args([which, user]).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// What a process prints, line by line, read to its end so that the process never waits for a reader.
pub(super) fn lines_of(output: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (printed, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody listens after the start.
            let _ = printed.send(line);
        }
    });
    lines
}

pub(super) fn children_of(parent: u32) -> Vec<u32> {
    let listed = match std::fs::read_dir("/proc") {
        // The fields after the name, which is in parentheses: state, parent.
        Ok(processes) => processes
            .flatten()
            .filter_map(|process| std::fs::read_to_string(process.path().join("stat")).ok())
            .filter_map(|stat| {
                let (id, rest) = stat.split_once(' ')?;
                let parent = rest.rsplit_once(')')?.1.split_whitespace().nth(1)?;
                Some(format!("{id} {parent}\n"))
            })
            .collect(),
        Err(_) => {
            let listed = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output();
            String::from_utf8_lossy(&listed.expect("`ps` lists processes").stdout).into_owned()
        }
    };
    listed
        .lines()
        .filter_map(|line| {
            let mut numbers = line.split_whitespace().map(str::parse::<u32>);
            match (numbers.next()?, numbers.next()?) {
                (Ok(id), Ok(of)) if of == parent => Some(id),
                _ => None,
            }
        })
        .collect()
}

pub(super) fn signal(name: &str, id: u32) {
    // The shell has a `kill` of its own. It fails for a process that has just ended, which is as well.
    let _ = Command::new("sh")
        .args(["-c", &format!("kill -s {name} {id}")])
        .stderr(Stdio::null())
        .status();
}

pub(super) fn shown(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}
