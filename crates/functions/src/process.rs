//! The process group of a worker, and what becomes of it in the end.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;

use rustix::process::{Pid, Resource, Rlimit, Signal, WaitOptions, kill_process_group, prlimit, waitpgid};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};
use tokio::sync::{mpsc, watch};

use crate::interpreter::{Interpreter, Language};
use crate::left_behind::{self, Of};
use crate::limits::{FILES_MAX, MEMORY_EXTRA_BYTES, PROCESSES_MAX, STOP_TIME_MAX};
use crate::memory;

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
    /// The worker's own folder; removed when all its processes are gone.
    pub(crate) folder: PathBuf,
}

/// A running process with its group and its folder. Dropped, all are ended.
#[derive(Debug)]
pub(crate) struct Group {
    /// `Some` until it is dropped.
    child: Option<Child>,
    pid: Option<Pid>,
    killed: bool,
    folder: PathBuf,
    undertaker: Undertaker,
}

impl Group {
    /// Starts it; gives what it prints.
    pub(crate) fn start(
        start: &Start<'_>,
        undertaker: &Undertaker,
    ) -> io::Result<(Self, Option<ChildStdout>, Option<ChildStderr>)> {
        let heap = format!(
            "--max-old-space-size={}",
            (start.memory_mb.saturating_mul(9) / 10).max(64)
        );
        let mut arguments: Vec<&std::ffi::OsStr> = Vec::new();
        let program: &Path = match (&start.interpreter.program, start.interpreter.language) {
            (Some(program), language @ (Language::Python | Language::Node)) => {
                if language == Language::Node {
                    arguments.push(heap.as_ref());
                }
                arguments.push(start.bootstrap.as_os_str());
                program
            }
            (_, Language::Provided) | (None, _) => &start.bootstrap,
        };
        let mut command = match start.setpriv {
            Some(setpriv) => {
                let mut command = Command::new(setpriv);
                // The worker ends with the host, whatever ends the host.
                command.args(SETPRIV_ARGUMENTS).arg(program);
                command
            }
            None => Command::new(program),
        };
        command
            .args(arguments)
            .current_dir(start.code)
            .env_clear()
            .envs(start.environment.iter().map(|(name, value)| (name, value)))
            .env(left_behind::MARKER, &start.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true);
        std::fs::create_dir_all(&start.folder)?;
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => {
                let _ = std::fs::remove_dir_all(&start.folder);
                return Err(io::Error::new(
                    error.kind(),
                    format!(
                        "`{}` cannot be started in `{}`: {error}",
                        program.display(),
                        start.code.display()
                    ),
                ));
            }
        };
        let pid = child
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(Pid::from_raw);
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        undertaker.live.send_modify(|live| *live += 1);
        let group = Self {
            child: Some(child),
            pid,
            killed: false,
            folder: start.folder.clone(),
            undertaker: undertaker.clone(),
        };
        group.limit(start.memory_mb);
        Ok((group, stdout, stderr))
    }

    /// Holds the process, and what it starts, to limits. A process that is gone already needs none.
    ///
    /// The address space has no limit: V8 reserves ten gigabytes for each memory of a WebAssembly module, `fetch` has one.
    fn limit(&self, memory_mb: u32) {
        let memory = u64::from(memory_mb) * 1024 * 1024;
        let limits = [
            (Resource::Data, memory + MEMORY_EXTRA_BYTES),
            (Resource::Core, 0),
            (Resource::Nofile, FILES_MAX),
            (Resource::Nproc, PROCESSES_MAX),
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

    /// Waits for the end of the process, and kills what is left of its group.
    pub(crate) async fn ended(&mut self) -> String {
        let Some(child) = &mut self.child else {
            return "unknown".to_owned();
        };
        let how = match child.wait().await {
            Ok(status) => how(status),
            Err(error) => error.to_string(),
        };
        self.kill();
        how
    }

    /// Whether the process is still there.
    pub(crate) fn is_alive(&mut self) -> bool {
        let alive = match &mut self.child {
            Some(child) => matches!(child.try_wait(), Ok(None)),
            None => false,
        };
        if !alive {
            self.kill();
        }
        alive
    }

    /// Bytes of memory that the process and those it started have for themselves.
    pub(crate) fn memory_bytes(&self) -> u64 {
        self.pid.map_or(0, memory::used_bytes)
    }

    /// Kills the whole group, once: later its number may be that of another group.
    fn kill(&mut self) {
        if let Some(pid) = self.pid
            && !std::mem::replace(&mut self.killed, true)
        {
            // Nobody left is what is wanted.
            let _ = kill_process_group(pid, Signal::KILL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
        if let Some(child) = self.child.take() {
            let folder = std::mem::take(&mut self.folder);
            // Without an undertaker the runtime has ended; the host looks for what is left itself.
            let _ = self.undertaker.queue.send(Remains {
                child,
                group: self.pid,
                folder,
            });
        }
    }
}

/// What is left of a worker.
#[derive(Debug)]
struct Remains {
    child: Child,
    group: Option<Pid>,
    folder: PathBuf,
}

/// Takes the remains of workers: reaps their processes, kills those that left the group, and removes their folders.
#[derive(Debug, Clone)]
pub(crate) struct Undertaker {
    queue: mpsc::UnboundedSender<Remains>,
    /// Workers that were started and are not gone with all that they had.
    live: Arc<watch::Sender<usize>>,
}

impl Undertaker {
    /// Makes one, and the work that somebody has to do.
    pub(crate) fn new() -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (queue, remains) = mpsc::unbounded_channel();
        let live = Arc::new(watch::Sender::new(0));
        let work = work(remains, Arc::clone(&live));
        (Self { queue, live }, work)
    }

    /// Follows how many workers there are, with those that are not gone yet.
    pub(crate) fn live(&self) -> watch::Receiver<usize> {
        self.live.subscribe()
    }
}

async fn work(mut queue: mpsc::UnboundedReceiver<Remains>, live: Arc<watch::Sender<usize>>) {
    while let Some(first) = queue.recv().await {
        let mut all = vec![first];
        while let Ok(another) = queue.try_recv() {
            all.push(another);
        }
        let mut folders = Vec::new();
        for remains in all {
            let Remains {
                mut child,
                group,
                folder,
            } = remains;
            // It is killed; one that the kernel holds must not hold the others up.
            let _ = tokio::time::timeout(STOP_TIME_MAX, child.wait()).await;
            // Its children are this process's where that takes in orphans, as the first process of a container does.
            if let Some(group) = group {
                while let Ok(Some(_)) = waitpgid(group, WaitOptions::NOHANG) {}
            }
            folders.push(folder);
        }
        let gone = folders.len();
        let cleared = tokio::task::spawn_blocking(move || {
            left_behind::kill(&Of::Workers(&folders));
            for folder in &folders {
                let _ = std::fs::remove_dir_all(folder);
            }
        });
        let _ = cleared.await;
        live.send_modify(|live| *live = live.saturating_sub(gone));
    }
}

const SETPRIV_ARGUMENTS: [&str; 4] = ["--no-new-privs", "--pdeathsig", "KILL", "--"];

/// Whether this `setpriv` knows what is asked of it: not every one does. Blocks.
pub(crate) fn setpriv_works(setpriv: &Path) -> bool {
    let tried = std::process::Command::new(setpriv)
        .args(SETPRIV_ARGUMENTS)
        .arg(setpriv)
        .arg("--version")
        .env_clear()
        .stdin(Stdio::null())
        .output();
    tried.is_ok_and(|output| output.status.success())
}

/// How a process ended, as Lambda words it.
fn how(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt as _;
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit status {code}"),
        (None, Some(signal)) => format!("signal: {}", signal_name(signal)),
        (None, None) => "unknown".to_owned(),
    }
}

fn signal_name(signal: i32) -> String {
    let known = match signal {
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/breakpoint trap",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        11 => "segmentation fault",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        _ => return format!("signal {signal}"),
    };
    known.to_owned()
}
