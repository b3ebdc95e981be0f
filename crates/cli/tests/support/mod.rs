//! Runs the real binary: once to its end, or as a gateway that a test talks to and stops.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The longest a test waits for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// An address of this machine that no test's policy lists.
pub(crate) const OTHER: [u8; 4] = [127, 0, 0, 2];

/// The definition of an example.
pub(crate) fn example() -> String {
    root()
        .join("examples/ai-gateway/openapi.yaml")
        .display()
        .to_string()
}

/// The binary with a clean environment.
pub(crate) fn portcullis(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
    command
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .stdin(Stdio::null());
    command
}

/// Exit code, standard output, standard error.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    outcome(&portcullis(folder).args(arguments).output().unwrap())
}

pub(crate) fn outcome(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// A folder of one test's own, removed at its end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "portcullis-cli-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A running `portcullis serve`.
pub(crate) struct Gateway {
    child: Child,
    lines: Receiver<String>,
    /// Everything it said so far.
    pub(crate) said: Vec<String>,
    /// The first address of the data plane.
    pub(crate) listen: SocketAddr,
    /// All of them.
    pub(crate) listens: Vec<SocketAddr>,
    pub(crate) control: SocketAddr,
    pub(crate) folder: Folder,
}

impl Gateway {
    /// Starts with files that are in `folder`, on free ports, and waits until it says that it is ready.
    pub(crate) fn start(folder: Folder, arguments: &[&str]) -> Self {
        let listen = ["--listen", "127.0.0.1:0"];
        Self::start_configured(folder, &[&listen[..], arguments].concat())
    }

    /// The same with listeners that the settings file in `folder` names.
    pub(crate) fn start_configured(folder: Folder, arguments: &[&str]) -> Self {
        let command = portcullis(folder.path());
        Self::start_by(command, folder, arguments)
    }

    /// The same by a command that runs the program.
    pub(crate) fn start_by(mut command: Command, folder: Folder, arguments: &[&str]) -> Self {
        let fixed = ["serve", "--control", "127.0.0.1:0", "--data", "data"];
        // One, unless a test says otherwise.
        let workers: &[&str] = match arguments.contains(&"--workers") {
            true => &[],
            false => &["--workers", "1"],
        };
        let mut child = command
            .args(fixed)
            .args(workers)
            .args(["--ready-file", "ready.json"])
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut gateway = Self {
            child,
            lines,
            said: Vec::new(),
            listen: nowhere,
            listens: Vec::new(),
            control: nowhere,
            folder,
        };
        gateway.until("INFO ready");
        let ready = std::fs::read_to_string(gateway.folder.path().join("ready.json")).unwrap();
        let ready: serde_json::Value = serde_json::from_str(&ready).unwrap();
        let addresses = ready["listen"].as_array().unwrap().iter();
        gateway.listens = addresses
            .map(|one| one.as_str().unwrap().parse().unwrap())
            .collect();
        gateway.listen = gateway.listens[0];
        gateway.control = ready["control"].as_str().unwrap().parse().unwrap();
        gateway
    }

    /// Waits for a line that holds `text`, and gives it.
    pub(crate) fn until(&mut self, text: &str) -> String {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => {
                    self.said.push(line.clone());
                    if line.contains(text) {
                        return line;
                    }
                }
                Err(error) => panic!(
                    "no line with `{text}` ({error}); it said:\n{}",
                    self.said.join("\n")
                ),
            }
        }
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status();
        assert!(status.unwrap().success());
    }

    /// Its exit code; the end of its standard error is the end of the process.
    pub(crate) fn exit_code(mut self) -> i32 {
        self.wait()
    }

    /// Waits for its good end and gives its folder.
    pub(crate) fn stop(mut self) -> Folder {
        assert_eq!(self.wait(), 0, "{}", self.said.join("\n"));
        std::mem::replace(&mut self.folder, Folder::new())
    }

    fn wait(&mut self) -> i32 {
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            self.said.push(line);
        }
        self.child.wait().unwrap().code().unwrap_or(-1)
    }

    pub(crate) fn token(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("data/control-token"))
            .unwrap()
            .trim()
            .to_owned()
    }

    /// Runs a command that talks to this gateway.
    pub(crate) fn command(&self, arguments: &[&str]) -> (i32, String, String) {
        let control = self.control.to_string();
        let mut command = portcullis(self.folder.path());
        command
            .args(arguments)
            .args(["--control", &control, "--data", "data"]);
        outcome(&command.output().unwrap())
    }

    /// The decision record of a request.
    pub(crate) fn record(&self, id: &str) -> serde_json::Value {
        let answer = self.ask("GET", &format!("/_portcullis/records/{id}"));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Asks the control listener with the token.
    pub(crate) fn ask(&self, method: &str, path: &str) -> Reply {
        let authorization = format!("Authorization: Bearer {}\r\n", self.token());
        request(self.control, [127, 0, 0, 1], method, path, &authorization)
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Opens a connection from `source`.
pub(crate) fn connect(to: SocketAddr, source: [u8; 4]) -> TcpStream {
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from((source, 0)).into()).unwrap();
    socket.connect_timeout(&to.into(), PATIENCE).unwrap();
    let stream: TcpStream = socket.into();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Opens a connection from `source` and sends a request that asks to close it.
pub(crate) fn open(to: SocketAddr, source: [u8; 4], method: &str, path: &str, headers: &str) -> TcpStream {
    let mut stream = connect(to, source);
    let host = if headers.to_ascii_lowercase().contains("host:") {
        String::new()
    } else {
        format!("Host: {to}\r\n")
    };
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n"
    )
    .unwrap();
    stream
}

/// Reads an answer to its end.
pub(crate) fn reply(mut stream: TcpStream) -> Reply {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no answer: {text:?}"));
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Reply {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

pub(crate) fn request(to: SocketAddr, source: [u8; 4], method: &str, path: &str, headers: &str) -> Reply {
    reply(open(to, source, method, path, headers))
}

/// A GET from 127.0.0.1.
pub(crate) fn get(to: SocketAddr, path: &str) -> Reply {
    request(to, [127, 0, 0, 1], "GET", path, "")
}

/// An upstream that answers its first request when it is told to.
pub(crate) struct SlowUpstream {
    pub(crate) address: SocketAddr,
    /// Something comes when a request is there.
    pub(crate) asked: Receiver<()>,
    /// Send to let the answer go.
    pub(crate) answer: std::sync::mpsc::Sender<()>,
}

impl SlowUpstream {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, asked) = channel();
        let (answer, told) = channel();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") {
                stream.read_exact(&mut byte).unwrap();
                head.push(byte[0]);
            }
            tell.send(()).unwrap();
            let _: Result<(), _> = told.recv_timeout(PATIENCE);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
        });
        Self {
            address,
            asked,
            answer,
        }
    }
}

/// An API definition with one mock route at `/`, answering `body`, and `more` at the top level.
pub(crate) fn mock_api(title: &str, body: &str, more: &str) -> String {
    format!(
        r#"openapi: 3.0.1
info: {{ title: {title}, version: "1" }}
{more}
paths:
  /:
    get:
      responses: {{ "200": {{ description: ok }} }}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {{ application/json: '{{"statusCode": 200}}' }}
        responses: {{ default: {{ statusCode: "200", responseTemplates: {{ application/json: '{body}' }} }} }}
"#
    )
}

/// A policy that lets in 127.0.0.1 alone.
pub(crate) const LOCAL_ONLY: &str = r#"x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement:
    - Sid: Local
      Effect: Allow
      Principal: "*"
      Action: execute-api:Invoke
      Resource: execute-api:/*
      Condition: { IpAddress: { aws:SourceIp: 127.0.0.1/32 } }
"#;
