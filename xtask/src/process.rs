//! Child processes that never outlive their task.
//!
//! Each is started through `setpriv --pdeathsig` (util-linux, on every Debian), so the kernel ends it when the task dies
//! by whatever signal; on the ordinary ways out dropping [`Running`] ends it and waits.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How long a process may take to open its port.
const START_MAX: Duration = Duration::from_secs(20);
/// How long a process may take to end when asked, before it is killed.
const STOP_MAX: Duration = Duration::from_secs(3);
/// How often a state that cannot be waited for is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// A child process and what it said.
pub(crate) struct Running {
    name: String,
    child: Child,
    log: std::path::PathBuf,
}

impl Running {
    /// Starts a program with as many open files as the system allows; its output goes to `NAME.log` in the folder.
    pub(crate) fn start(name: &str, program: &Path, arguments: &[&str], folder: &Path) -> Result<Self> {
        let log = folder.join(format!("{name}.log"));
        let output = fs::File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let errors = output.try_clone()?;
        let mut command = bound_command(program, arguments);
        command
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors);
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {name} ({})", program.display()))?;
        Ok(Self {
            name: name.to_owned(),
            child,
            log,
        })
    }

    /// The process itself and all its descendants.
    pub(crate) fn pids(&self) -> Result<Vec<u32>> {
        family(self.child.id())
    }

    /// Waits until something listens there; fails when the process ends first, with its last words.
    pub(crate) fn wait_for_port(&mut self, address: SocketAddr) -> Result<()> {
        let name = self.name.clone();
        let mut answered = || TcpStream::connect(address).is_ok();
        self.wait_until(
            &format!("{name} does not listen on {address}"),
            START_MAX,
            &mut answered,
        )
    }

    /// Waits until its log has a line that begins so, and returns the rest of that line.
    pub(crate) fn wait_for_line(&mut self, start: &str) -> Result<String> {
        let log = self.log.clone();
        let mut found = None;
        let mut look = || {
            let text = fs::read_to_string(&log).unwrap_or_default();
            let complete = text.rsplit_once('\n').map_or("", |(lines, _)| lines);
            found = complete
                .lines()
                .find_map(|line| line.strip_prefix(start))
                .map(|rest| rest.trim().to_owned());
            found.is_some()
        };
        let name = self.name.clone();
        self.wait_until(&format!("{name} did not say `{start}`"), START_MAX, &mut look)?;
        found.context("a line that was there is gone")
    }

    /// Looks again and again until it is so; fails with this text when the time is over or the process has ended.
    pub(crate) fn wait_until(
        &mut self,
        otherwise: &str,
        max: Duration,
        so: &mut dyn FnMut() -> bool,
    ) -> Result<()> {
        let begun = Instant::now();
        loop {
            if so() {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("{} ended ({status}): {}", self.name, self.last_words());
            }
            if begun.elapsed() > max {
                bail!("{otherwise} after {} s: {}", max.as_secs(), self.last_words());
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }

    /// Sends a signal by name, as kill(1) takes it.
    pub(crate) fn signal(&self, signal: &str) -> Result<()> {
        let pid = self.child.id().to_string();
        let status = Command::new("kill")
            .args(["-s", signal, &pid])
            .stderr(Stdio::null())
            .status()?;
        if !status.success() {
            bail!("cannot send {signal} to {}", self.name);
        }
        Ok(())
    }

    /// Kills the process at once and waits for its end.
    pub(crate) fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits for its end.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }

    /// The end of its log.
    pub(crate) fn last_words(&self) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let from = lines.len().saturating_sub(20);
        lines.get(from..).unwrap_or_default().join("\n")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        let family = family(self.child.id()).unwrap_or_default();
        let _ = self.signal("TERM");
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) {
            if begun.elapsed() > STOP_MAX {
                for pid in &family {
                    let _ = Command::new("kill")
                        .args(["-s", "KILL", &pid.to_string()])
                        .stderr(Stdio::null())
                        .status();
                }
                let _ = self.child.wait();
                return;
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }
}

/// A child spoken to line by line.
pub(crate) struct Conversation {
    name: String,
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Conversation {
    /// Starts a program whose standard input and output carry lines; its errors go to ours.
    pub(crate) fn start(name: &str, program: &Path, arguments: &[&str]) -> Result<Self> {
        let mut command = bound_command(program, arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {name} ({})", program.display()))?;
        let input = child.stdin.take().context("no pipe to the child")?;
        let output = child.stdout.take().context("no pipe from the child")?;
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self {
            name: name.to_owned(),
            child,
            input,
            lines,
        })
    }

    /// Says a line.
    pub(crate) fn say(&mut self, line: &str) -> Result<()> {
        writeln!(self.input, "{line}").with_context(|| format!("{} does not listen any more", self.name))
    }

    /// Hears the next line.
    pub(crate) fn hear(&mut self, max: Duration) -> Result<String> {
        match self.lines.recv_timeout(max) {
            Ok(line) => Ok(line),
            Err(RecvTimeoutError::Timeout) => bail!("{} said nothing for {} s", self.name, max.as_secs()),
            Err(RecvTimeoutError::Disconnected) => bail!("{} ended ({})", self.name, self.child.wait()?),
        }
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs to the end within this time and returns what it printed; a failure carries what it said on standard error.
pub(crate) fn output(name: &str, program: &Path, arguments: &[&str], max: Duration) -> Result<String> {
    let mut command = bound_command(program, arguments);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {name} ({})", program.display()))?;
    let begun = Instant::now();
    // What these programs print fits a pipe, so waiting before reading cannot block them.
    let status: ExitStatus = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if begun.elapsed() > max {
            let _ = child.kill();
            let _ = child.wait();
            bail!("{name} was not done after {} s", max.as_secs());
        }
        std::thread::sleep(LOOK_EVERY);
    };
    let output = child.wait_with_output()?;
    if !status.success() {
        bail!(
            "{name} failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A free loopback address. Somebody else may take it before it is used: starting then fails, and says so.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")
        .context("no free loopback port")?
        .local_addr()?)
}

/// A command bound to the life of this process, with the soft limit of open files raised to the hard one.
fn bound_command(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("setpriv");
    command.args([
        "--pdeathsig",
        "TERM",
        "--",
        "sh",
        "-c",
        "ulimit -n \"$(ulimit -Hn)\"; exec \"$0\" \"$@\"",
    ]);
    command.arg(program).args(arguments);
    command
}

/// A process and all its descendants, from `/proc`.
fn family(pid: u32) -> Result<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Some(child) = entry?
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(format!("/proc/{child}/stat")) else {
            continue;
        };
        // proc(5): the parent is the second field behind the bracketed name.
        let parent = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split(' ').nth(1)?.parse::<u32>().ok());
        parents.extend(parent.map(|parent| (child, parent)));
    }
    let mut family = vec![pid];
    let mut at = 0;
    while let Some(&member) = family.get(at) {
        family.extend(
            parents
                .iter()
                .filter(|(_, parent)| *parent == member)
                .map(|(child, _)| *child),
        );
        at += 1;
    }
    Ok(family)
}
