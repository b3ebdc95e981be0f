//! A gateway with a control plane on one of the stores, and clients that have its root key.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use store::testing::Postgres;

use crate::support::{Folder, Gateway, root};

/// A kind of store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

/// A gateway on a store of its own.
pub(crate) struct Served {
    pub(crate) gateway: Gateway,
    pub(crate) access_key: String,
    pub(crate) secret_key: String,
    /// Stopped after the gateway.
    postgres: Option<Postgres>,
}

impl Served {
    /// Starts a gateway on an empty store.
    pub(crate) fn start(backend: Backend) -> Self {
        Self::start_with(backend, &[])
    }

    /// The same with further arguments.
    pub(crate) fn start_with(backend: Backend, arguments: &[&str]) -> Self {
        let postgres = (backend == Backend::Postgres).then(Postgres::start);
        let url = postgres.as_ref().map(Postgres::url);
        let mut all: Vec<&str> = Vec::new();
        if let Some(url) = &url {
            all.extend(["--store", url]);
        }
        all.extend(arguments);
        Self::of(Gateway::start(Folder::new(), &all), postgres)
    }

    /// A gateway that runs, with its server of PostgreSQL.
    pub(crate) fn of(gateway: Gateway, postgres: Option<Postgres>) -> Self {
        let credentials = std::fs::read_to_string(gateway.folder.path().join("data/credentials")).unwrap();
        let value = |name: &str| {
            let line = credentials
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap();
            line.trim_start_matches([' ', '=']).to_owned()
        };
        Self {
            access_key: value("aws_access_key_id"),
            secret_key: value("aws_secret_access_key"),
            gateway,
            postgres,
        }
    }

    /// Ends the gateway as an operator would; it must end well.
    pub(crate) fn stop(self) {
        self.gateway.signal("TERM");
        drop(self.gateway.stop());
    }

    /// Makes an account; its root key is a profile of the credentials in the data folder.
    pub(crate) fn create_account(&self, id: &str) {
        let url = self.postgres.as_ref().map(Postgres::url);
        let store = url.as_ref().map_or(Vec::new(), |url| vec!["--store", url]);
        let (code, out, error) = self
            .gateway
            .command(&[&["account", "create", id], &store[..]].concat());
        assert_eq!(code, 0, "{out}{error}");
    }

    /// `http://127.0.0.1:4566`
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.gateway.control)
    }

    /// A program of the pinned environment (`python`, `aws`) with this gateway as its endpoint and the root key.
    pub(crate) fn client(&self, program: &str) -> Command {
        let mut command = Command::new(program_of_environment(program));
        command
            .current_dir(self.gateway.folder.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.gateway.folder.path())
            .env("AWS_ENDPOINT_URL", self.endpoint())
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", &self.access_key)
            .env("AWS_SECRET_ACCESS_KEY", &self.secret_key)
            .env("AWS_PAGER", "")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::null());
        command
    }

    /// Runs `aws …` and gives its JSON.
    pub(crate) fn aws(&self, arguments: &[&str]) -> serde_json::Value {
        let output = self
            .client("aws")
            .args(arguments)
            .args(["--output", "json"])
            .output()
            .unwrap();
        let text = text(&output);
        assert!(output.status.success(), "aws {arguments:?}:\n{text}");
        if output.stdout.trim_ascii().is_empty() {
            return serde_json::Value::Null;
        }
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

/// What a program said.
pub(crate) fn text(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

pub(crate) fn program_of_environment(program: &str) -> PathBuf {
    let python = std::env::var_os("PORTCULLIS_PYTHON").map(PathBuf::from);
    match (program, python) {
        ("python", Some(python)) => python,
        ("python", None) => "python3".into(),
        (other, Some(python)) => match python.parent() {
            Some(folder) if folder.join(other).is_file() => folder.join(other),
            _ => other.into(),
        },
        (other, None) => other.into(),
    }
}

/// A folder beside the repository or where a variable says; its absence fails the test.
pub(crate) fn beside(variable: &str, default: &str) -> PathBuf {
    let folder = std::env::var_os(variable).map_or_else(|| root().join(default), PathBuf::from);
    assert!(
        folder.is_dir(),
        "`{}` is not there: put it there, or set {variable} to it",
        folder.display()
    );
    folder
}
