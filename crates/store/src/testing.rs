//! A PostgreSQL server of its own for tests, on a Unix socket in a temporary folder, gone when dropped.
//!
//! It runs as the user `postgres` or `nobody` where the tests run as root, which PostgreSQL refuses to. Where no
//! PostgreSQL is installed starting it panics: a test that needs one must not pass without.
#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "only tests use this, and a server that does not start fails them"
)]

mod system;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use system::{children_of, lines_of, make_folder, programs, shown, signal};

/// How long a server may take to start on a busy machine.
const START_TIMEOUT: Duration = Duration::from_secs(60);
/// How often a start is tried again while processes of a killed server still hold its folder.
const START_TRIES: u32 = 200;

/// The port in the name of a socket that stands in a folder of its own.
const PORT: u16 = 5432;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A running PostgreSQL server. Its superuser is `portcullis`, its first database too.
#[derive(Debug)]
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    /// User and group it runs as, where that is not the tests' own.
    user: Option<(u32, u32)>,
    server: Mutex<Option<Child>>,
    settings: Vec<String>,
    /// It names the socket in the folder too.
    port: u16,
}

impl Postgres {
    /// Starts a server of its own.
    pub fn start() -> Postgres {
        Postgres::start_with(&[])
    }

    /// Starts a server with settings (`name=value`) beside its defaults.
    pub fn start_with(settings: &[&str]) -> Postgres {
        let postgres = Postgres::prepare(settings, PORT);
        postgres.finish_start();
        postgres
    }

    /// Starts a server that takes connections to 127.0.0.1 over TLS only, and with a password. Certificate and key are
    /// PEM texts.
    pub fn start_with_tls(certificate: &str, key: &str, password: &str) -> Postgres {
        // Free now; PostgreSQL cannot be told to choose one itself.
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a port is free").port();
        let settings = [
            "listen_addresses=127.0.0.1",
            "ssl=on",
            "ssl_cert_file=server.crt",
            "ssl_key_file=server.key",
        ];
        let postgres = Postgres::prepare(&settings, port);
        postgres.write("server.crt", certificate);
        postgres.write("server.key", key);
        postgres.write(
            "pg_hba.conf",
            "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n",
        );
        postgres.finish_start();
        postgres
            .psql(
                "postgres",
                &format!("ALTER ROLE portcullis PASSWORD '{password}'"),
            )
            .expect("the password is set");
        postgres
    }

    /// The port, where it listens on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    fn prepare(settings: &[&str], port: u16) -> Postgres {
        let programs = programs();
        let (folder, user) = make_folder();
        let postgres = Postgres {
            programs,
            folder,
            user,
            server: Mutex::new(None),
            settings: settings.iter().map(|&setting| setting.to_owned()).collect(),
            port,
        };
        let made = postgres
            .command("initdb")
            .args([
                "--username=portcullis",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ])
            .arg("--pgdata")
            .arg(postgres.data())
            .output()
            .expect("initdb runs");
        assert!(made.status.success(), "initdb failed: {}", shown(&made));
        postgres
    }

    fn finish_start(&self) {
        self.start_again();
        self.psql("postgres", "CREATE DATABASE portcullis")
            .expect("the first database is made");
    }

    /// Writes a file of the server's own.
    fn write(&self, name: &str, text: &str) {
        let file = self.data().join(name);
        std::fs::write(&file, text).expect("a file of the server is written");
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("it is closed to others");
        if let Some((user, group)) = self.user {
            std::os::unix::fs::chown(&file, Some(user), Some(group)).expect("root may give a file away");
        }
    }

    /// A server shared by the tests of this process that run at the same time.
    pub fn shared() -> Arc<Postgres> {
        static SHARED: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(postgres) = shared.upgrade() {
            return postgres;
        }
        let postgres = Arc::new(Postgres::start());
        *shared = Arc::downgrade(&postgres);
        postgres
    }

    /// The URL of the first database.
    pub fn url(&self) -> String {
        self.url_of("portcullis")
    }

    /// The URL of a new, empty database.
    pub fn new_database(&self) -> String {
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        self.psql("postgres", &format!("CREATE DATABASE {name}"))
            .expect("a database is made");
        self.url_of(&name)
    }

    /// Runs SQL with `psql` and gives what it printed, one row a line, columns separated by `|`.
    pub fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let output = self
            .command("psql")
            .args([
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
            ])
            .arg("--host")
            .arg(&self.folder)
            .args(["--username=portcullis", "--port", &self.port.to_string()])
            .args(["--dbname", database, "--command", sql])
            .output()
            .map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(shown(&output))
        }
    }

    /// What a database of ours holds, as the statements that make it: `pg_dump` without what depends on its release.
    pub fn dump(&self, database: &str) -> String {
        let output = self
            .command("pg_dump")
            .args([
                "--no-owner",
                "--no-privileges",
                "--inserts",
                "--schema=portcullis",
                "--username=portcullis",
            ])
            .args(["--port", &self.port.to_string()])
            .arg("--host")
            .arg(&self.folder)
            .arg(database)
            .output()
            .expect("pg_dump runs");
        assert!(output.status.success(), "pg_dump failed: {}", shown(&output));
        let of_the_release = ["--", "SET ", "SELECT pg_catalog.set_config", "\\"];
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter(|line| !line.is_empty() && !of_the_release.iter().any(|start| line.starts_with(start)))
            .fold(String::new(), |all, line| all + line + "\n")
    }

    /// Kills the server and all its processes at once, as a power failure would end them.
    pub fn kill(&self) {
        let Some(mut server) = self.server().take() else {
            return;
        };
        let children = children_of(server.id());
        // The first fails when the process has just ended by itself, which is as well.
        let _ = server.kill();
        for child in &children {
            signal("KILL", *child);
        }
        let _ = server.wait();
    }

    /// Stops the server's processes where they are, so that it answers nothing and keeps its connections.
    pub fn freeze(&self) {
        self.signal_all("STOP");
    }

    /// Lets a frozen server go on.
    pub fn thaw(&self) {
        self.signal_all("CONT");
    }

    /// Starts the server after [`Postgres::kill`], on what it left on the disk.
    pub fn start_again(&self) {
        let mut last = String::new();
        for _ in 0..START_TRIES {
            match self.try_start() {
                Ok(server) => {
                    *self.server() = Some(server);
                    return;
                }
                // Processes of the one before may still be ending.
                Err(printed) if printed.contains("still in use") || printed.contains("postmaster.pid") => {
                    last = printed;
                }
                Err(printed) => panic!("PostgreSQL did not start: {printed}"),
            }
        }
        panic!("PostgreSQL did not start: {last}");
    }

    fn try_start(&self) -> Result<Child, String> {
        let mut server = self
            .command("postgres")
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(&self.folder)
            .args(["-c", "listen_addresses=", "-p", &self.port.to_string()])
            .args(self.settings.iter().flat_map(|setting| ["-c", setting]))
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let printed = server.stderr.take().map(lines_of).ok_or("it prints nowhere")?;
        let mut all = String::new();
        loop {
            match printed.recv_timeout(START_TIMEOUT) {
                Ok(line) if line.contains("ready to accept connections") => return Ok(server),
                Ok(line) => all = all + &line + "\n",
                // It ended, or takes too long.
                Err(_) => {
                    let _ = server.kill();
                    let _ = server.wait();
                    return Err(all);
                }
            }
        }
    }

    fn signal_all(&self, name: &str) {
        let server = self.server();
        let Some(id) = server.as_ref().map(Child::id) else {
            return;
        };
        signal(name, id);
        for child in children_of(id) {
            signal(name, child);
        }
    }

    fn server(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn url_of(&self, database: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://portcullis@{folder}:{}/{database}", self.port)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
