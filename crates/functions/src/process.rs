//! The process group of a worker.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};

use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process_group, prlimit};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};

use crate::interpreter::{Interpreter, Language};
use crate::limits::{ADDRESS_SPACE_EXTRA_BYTES, FILES_MAX, PROCESSES_MAX};

/// What is started.
#[derive(Debug)]
pub(crate) struct Start<'a> {
    pub(crate) interpreter: &'a Interpreter,
    /// The program that runs functions of the interpreter's language.
    pub(crate) bootstrap: PathBuf,
    pub(crate) code: &'a Path,
    pub(crate) environment: Vec<(String, String)>,
    pub(crate) memory_mb: u32,
    /// `setpriv`, where it is installed.
    pub(crate) setpriv: Option<&'a Path>,
}

/// A running process with its group. Dropped, the whole group is killed.
#[derive(Debug)]
pub(crate) struct Group {
    child: Child,
    pid: Option<Pid>,
}

impl Group {
    /// Starts it; gives what it prints.
    pub(crate) fn start(start: &Start<'_>) -> io::Result<(Self, Option<ChildStdout>, Option<ChildStderr>)> {
        let (program, arguments): (&Path, Vec<&Path>) =
            match (&start.interpreter.program, start.interpreter.language) {
                (Some(program), Language::Python | Language::Node) => (program, vec![&start.bootstrap]),
                (_, Language::Provided) | (None, _) => (&start.bootstrap, Vec::new()),
            };
        let mut command = match start.setpriv {
            Some(setpriv) => {
                let mut command = Command::new(setpriv);
                // The worker ends with the host, whatever ends the host.
                command
                    .args(["--no-new-privs", "--pdeathsig", "KILL", "--"])
                    .arg(program);
                command
            }
            None => Command::new(program),
        };
        command
            .args(arguments)
            .current_dir(start.code)
            .env_clear()
            .envs(start.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true);
        let mut child = command.spawn()?;
        let pid = child
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(Pid::from_raw);
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let group = Self { child, pid };
        group.limit(start.memory_mb);
        Ok((group, stdout, stderr))
    }

    /// Holds the process, and what it starts, to limits. A process that is gone already needs none.
    fn limit(&self, memory_mb: u32) {
        let memory = u64::from(memory_mb) * 1024 * 1024;
        let limits = [
            (Resource::As, memory + ADDRESS_SPACE_EXTRA_BYTES),
            (Resource::Data, memory),
            (Resource::Core, 0),
            (Resource::Nofile, FILES_MAX),
            (Resource::Nproc, PROCESSES_MAX * 16),
        ];
        for (resource, most) in limits {
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(most),
            };
            // One that the platform does not take leaves the others.
            let _ = prlimit(self.pid, resource, limit);
        }
    }

    /// Waits for the end of the process.
    pub(crate) async fn ended(&mut self) -> String {
        match self.child.wait().await {
            Ok(status) => how(status),
            Err(error) => error.to_string(),
        }
    }

    /// Kills the whole group.
    pub(crate) fn kill(&self) {
        if let Some(pid) = self.pid {
            // Nobody left is what is wanted.
            let _ = kill_process_group(pid, Signal::KILL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

/// How a process ended, as Lambda words it.
fn how(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt as _;
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit status {code}"),
        (None, Some(9)) => "signal: killed".to_owned(),
        (None, Some(signal)) => format!("signal: {signal}"),
        (None, None) => "unknown".to_owned(),
    }
}
