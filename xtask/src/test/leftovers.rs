//! Processes that tests started and did not end.
//!
//! Every step runs with a mark in its environment, which its processes hand down; whoever still carries the mark when all
//! steps are over was left behind, whatever its parent is by then.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

/// Names the mark.
pub(crate) const VARIABLE: &str = "PORTCULLIS_TEST_RUN";

/// The mark of this run.
pub(crate) fn mark() -> String {
    std::process::id().to_string()
}

/// Ends what was left behind, and fails if there was anything.
pub(crate) fn check() -> Result<()> {
    let marked = format!("{VARIABLE}={}", mark()).into_bytes();
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let path = entry?.path();
        let Some(pid) = path
            .file_name()
            .and_then(|name| name.to_str()?.parse::<u32>().ok())
        else {
            continue;
        };
        // Processes of other users cannot be read, and are not ours.
        let Ok(environment) = fs::read(path.join("environ")) else {
            continue;
        };
        if environment
            .split(|byte| *byte == 0)
            .any(|variable| variable == marked)
        {
            let words = fs::read(path.join("cmdline")).unwrap_or_default();
            let words = String::from_utf8_lossy(&words).replace('\0', " ");
            found.push(format!("{pid} ({})", words.trim()));
            Command::new("kill")
                .args(["-s", "KILL", &pid.to_string()])
                .status()?;
        }
    }
    if !found.is_empty() {
        bail!("tests left processes running: {}", found.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};

    #[test]
    fn a_marked_process_is_found_and_ended() {
        let mut child = Command::new("cat")
            .env(super::VARIABLE, super::mark())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // Its environment can be read from the moment it runs, which is later than the return of `spawn`.
        child.stdin.as_mut().unwrap().write_all(b"runs\n").unwrap();
        let mut answer = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut answer)
            .unwrap();
        assert_eq!(answer, "runs\n");
        let found = super::check().unwrap_err().to_string();
        assert!(found.contains(&format!("{} (cat)", child.id())), "{found}");
        assert!(!child.wait().unwrap().success());
        assert!(super::check().is_ok());
    }
}
