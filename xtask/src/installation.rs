//! The real server on one of the stores: started, killed, started again on what it left.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use store::Store;
use store::testing::Postgres;

use crate::control_client::{AccessKey, ControlClient};
use crate::process::Running;

/// How long a start may take.
const START_MAX: Duration = Duration::from_secs(60);

/// Where a server keeps what it is told.
pub(crate) enum Place {
    /// A file in the server's data folder.
    Sqlite,
    /// A database of a server of the task's own.
    Postgres {
        /// The server.
        server: Arc<Postgres>,
        /// Its database.
        url: String,
    },
}

/// A server's folder and store, whether it runs or not.
pub(crate) struct Installation {
    binary: PathBuf,
    folder: PathBuf,
    place: Place,
    arguments: Vec<String>,
}

/// A server that is ready.
pub(crate) struct Server {
    /// Its process.
    pub(crate) running: Running,
    /// The control listener.
    pub(crate) control: SocketAddr,
    /// The data plane.
    pub(crate) listen: SocketAddr,
    /// The root key.
    pub(crate) key: AccessKey,
}

impl Installation {
    /// A new one in a folder that is made. Its server has one worker unless its arguments are others.
    pub(crate) fn new(binary: &Path, folder: &Path, place: Place) -> Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self {
            binary: binary.to_owned(),
            folder: folder.to_owned(),
            place,
            arguments: vec!["--workers".to_owned(), "1".to_owned()],
        })
    }

    /// Makes the data folder, which the server makes itself where it is missing.
    pub(crate) fn make_data_folder(&self) -> Result<()> {
        let mut folder = fs::DirBuilder::new();
        Ok(folder
            .recursive(true)
            .mode(0o700)
            .create(self.folder.join("data"))?)
    }

    /// The database server, where there is one.
    pub(crate) fn postgres(&self) -> Option<&Postgres> {
        match &self.place {
            Place::Sqlite => None,
            Place::Postgres { server, .. } => Some(server),
        }
    }

    /// Other arguments than one worker, from the next start on.
    pub(crate) fn set_arguments(&mut self, arguments: &[&str]) {
        self.arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
    }

    /// Writes a file into its folder, such as the settings file.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<()> {
        Ok(fs::write(self.folder.join(name), text)?)
    }

    /// Opens the store itself, beside a server that may run.
    pub(crate) fn open_store(&self) -> Result<Arc<dyn Store>> {
        Ok(match &self.place {
            Place::Sqlite => store::open_sqlite(&self.folder.join("data/store.sqlite"))?,
            Place::Postgres { url, .. } => store::open_postgres(url)?,
        })
    }

    fn ready_file(&self) -> PathBuf {
        self.folder.join("ready.json")
    }

    /// Starts the program without waiting for anything.
    pub(crate) fn spawn(&self) -> Result<Running> {
        // One that was killed has left its own.
        if self.ready_file().exists() {
            fs::remove_file(self.ready_file())?;
        }
        let mut arguments = vec!["serve", "--control", "127.0.0.1:0", "--listen", "127.0.0.1:0"];
        arguments.extend(["--data", "data", "--ready-file", "ready.json"]);
        if let Place::Postgres { url, .. } = &self.place {
            arguments.extend(["--store", url]);
        }
        arguments.extend(self.arguments.iter().map(String::as_str));
        Running::start("portcullis", &self.binary, &arguments, &self.folder)
    }

    /// Starts the server and waits until it is ready.
    pub(crate) fn start(&self) -> Result<Server> {
        let mut running = self.spawn()?;
        let file = self.ready_file();
        running.wait_until("the server is not ready", START_MAX, &mut || file.exists())?;
        let ready: Value = serde_json::from_slice(&fs::read(&file)?)?;
        let address = |value: Option<&Value>| -> Result<SocketAddr> {
            let text = value
                .and_then(Value::as_str)
                .context("no address in the ready file")?;
            Ok(text.parse()?)
        };
        Ok(Server {
            running,
            control: address(ready.get("control"))?,
            listen: address(ready.pointer("/listen/0"))?,
            key: self.key()?,
        })
    }

    fn key(&self) -> Result<AccessKey> {
        let text = fs::read_to_string(self.folder.join("data/credentials"))?;
        let value = |name: &str| {
            let mut lines = text.lines();
            let line = lines.find_map(|line| line.strip_prefix(name));
            let value = line.map(|line| line.trim_start_matches([' ', '=']).to_owned());
            value.with_context(|| format!("no `{name}` in the credentials"))
        };
        Ok(AccessKey {
            id: value("aws_access_key_id")?,
            secret: value("aws_secret_access_key")?,
        })
    }
}

impl Server {
    /// A client with the root key.
    pub(crate) fn client(&self) -> ControlClient {
        ControlClient::new(self.control, &self.key)
    }

    /// Kills it; the machine goes on, and with it what was written without being synced.
    pub(crate) fn kill(&mut self) -> Result<()> {
        self.running.kill()
    }

    /// Asks it to end, which it must do well.
    pub(crate) fn stop(mut self) -> Result<()> {
        self.running.signal("TERM")?;
        let status = self.running.wait()?;
        if !status.success() {
            bail!("the server ended with {status}: {}", self.running.last_words());
        }
        Ok(())
    }

    /// The end of its log.
    pub(crate) fn last_words(&self) -> String {
        self.running.last_words()
    }
}
