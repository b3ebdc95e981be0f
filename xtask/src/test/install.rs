//! Programs the tests call, installed where they are missing.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

/// A program, the Debian package that has it, and what it is for.
const PROGRAMS: &[(&str, &str)] = &[
    ("curl", "curl"),          // a client that signs its requests
    ("git", "git"),            // the list of the repository's files
    ("kill", "procps"),        // signals to the program under test
    ("node", "nodejs"),        // runs the second policy engine
    ("npm", "npm"),            // fetches it, and what else the tests take from there
    ("python3", "python3"),    // runs AWS's own clients
    ("initdb", "postgresql"),  // a database of the tests' own
    ("runuser", "util-linux"), // which does not run as root
];

/// Where Debian puts programs of PostgreSQL, which are not on the path.
const POSTGRESQL: &str = "/usr/lib/postgresql";

/// Installs what is missing with apt-get: as root, else by sudo without a question; else says what to install.
pub(crate) fn programs() -> Result<()> {
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(name, _)| !is_there(name))
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)?;
    let still: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(name, _)| !is_there(name))
        .map(|(name, _)| *name)
        .collect();
    if !still.is_empty() {
        bail!(
            "{} still missing after installing; install them yourself: apt-get install {}",
            still.join(", "),
            missing.join(" ")
        );
    }
    Ok(())
}

fn install(missing: &[&str]) -> Result<()> {
    println!("installing {}", missing.join(" "));
    let advice = format!("install them yourself: apt-get install {}", missing.join(" "));
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let prefix: &[&str] = if root { &["env"] } else { &["sudo", "-n", "env"] };
    if !is_there("apt-get") || (!root && !is_there("sudo")) {
        bail!(
            "{} missing, and neither root nor sudo with apt-get is here; {advice}",
            missing.join(", ")
        );
    }
    let apt = |arguments: &[&str]| -> Result<bool> {
        let (program, rest) = prefix.split_first().unwrap_or((&"env", &[]));
        let mut command = Command::new(program);
        command
            .args(rest)
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"])
            .args(arguments);
        Ok(command.stdin(Stdio::null()).status()?.success())
    };
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(missing);
    if !apt(&["update"])? || !apt(&install)? {
        bail!("apt-get could not install {}; {advice}", missing.join(", "));
    }
    Ok(())
}

/// Whether a program is on the path.
fn is_there(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir(POSTGRESQL).into_iter().flatten().flatten();
    let folders = versions.map(|version| version.path().join("bin"));
    std::env::split_paths(&path)
        .chain(folders)
        .any(|folder| folder.join(name).is_file())
}

/// Installs one Debian package, as [`programs`] does.
pub(crate) fn package(name: &str) -> Result<()> {
    install(&[name])
}
