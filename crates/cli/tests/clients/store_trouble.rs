//! A store that is full, locked or gone: calls of the control plane fail soon and say so, the data plane goes on with what
//! it has, and all is well again when the store is.

#![expect(clippy::disallowed_methods, reason = "how long a call takes is tested")]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use store::testing::Postgres;

use crate::backend::{Served, text};
use crate::support::{self, Folder, Gateway, mock_api, portcullis};

/// Within this a call has failed; what a client program needs to start is in it.
const FAILS_WITHIN: Duration = Duration::from_secs(20);
/// Within this the data plane has answered.
const ANSWERS_WITHIN: Duration = Duration::from_secs(2);
/// Within this a store that is back is used again.
const RECOVERS_WITHIN: Duration = Duration::from_secs(60);

/// A gateway with one API deployed, which answers what it was imported with.
struct Deployed {
    served: Served,
    api: String,
}

impl Deployed {
    fn new(served: Served) -> Self {
        let api = import(&served, "first");
        let deployed = Self { served, api };
        deployed.deploy();
        deployed.answers("first");
        deployed
    }

    fn deploy(&self) {
        let to = ["--rest-api-id", &self.api, "--stage-name", "prod"];
        self.served
            .aws(&[&["apigateway", "create-deployment"], &to[..]].concat());
    }

    fn answers(&self, body: &str) {
        let begun = Instant::now();
        let host = format!("Host: {}.execute-api.us-east-1.amazonaws.com\r\n", self.api);
        let listen = self.served.gateway.listen;
        let reply = support::request(listen, [127, 0, 0, 1], "GET", "/prod/", &host);
        assert_eq!((reply.status, reply.body.as_str()), (200, body));
        assert!(begun.elapsed() < ANSWERS_WITHIN, "{:?}", begun.elapsed());
    }

    /// Runs `aws apigateway …` once; what it said when it failed.
    fn attempt(&self, arguments: &[&str]) -> Result<(), String> {
        let mut command = self.served.client("aws");
        command
            .env("AWS_MAX_ATTEMPTS", "1")
            .arg("apigateway")
            .args(arguments);
        let output = command.output().unwrap();
        match output.status.success() {
            true => Ok(()),
            false => Err(text(&output)),
        }
    }

    fn fails(&self, arguments: &[&str], because: &str) {
        let begun = Instant::now();
        let said = self.attempt(arguments).unwrap_err();
        assert!(said.contains("(ServiceUnavailableException)"), "{said}");
        assert!(said.contains(because), "{said}");
        assert!(begun.elapsed() < FAILS_WITHIN, "{:?}: {said}", begun.elapsed());
        self.answers("first");
    }

    /// The store is back: what failed has left nothing, and a deployment is served.
    fn recovers(self) {
        let begun = Instant::now();
        while let Err(said) = self.attempt(&["create-rest-api", "--name", "after"]) {
            assert!(begun.elapsed() < RECOVERS_WITHIN, "{said}");
        }
        let apis = self.served.aws(&["apigateway", "get-rest-apis"]);
        let apis = apis["items"].as_array().unwrap();
        let mut names: Vec<&str> = apis.iter().map(|api| api["name"].as_str().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["after", "first"]);
        overwrite(&self.served, &self.api, "second");
        self.answers("first");
        self.deploy();
        self.answers("second");
        self.served.stop();
    }
}

const CREATE: [&str; 3] = ["create-rest-api", "--name", "during"];
const LIST: [&str; 1] = ["get-rest-apis"];

fn document(served: &Served, body: &str) -> String {
    let file = served.gateway.folder.write("api.yaml", &mock_api(body, body, ""));
    format!("fileb://{}", file.display())
}

fn import(served: &Served, body: &str) -> String {
    let document = document(served, body);
    let made = served.aws(&["apigateway", "import-rest-api", "--body", &document]);
    made["id"].as_str().unwrap().to_owned()
}

fn overwrite(served: &Served, api: &str, body: &str) {
    let document = document(served, body);
    let of = ["--rest-api-id", api, "--mode", "overwrite", "--body", &document];
    served.aws(&[&["apigateway", "put-rest-api"], &of[..]].concat());
}

/// A file system of its own, so small that it can be filled: the kernel's namespaces give every user one.
fn with_small_store() -> Served {
    const MOUNT_AND_RUN: &str = r#"mount -t tmpfs -o size=4m none "$0" && exec "$@""#;
    let folder = Folder::new();
    let small = folder.path().join("small");
    std::fs::create_dir(&small).unwrap();
    let program = portcullis(folder.path());
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", MOUNT_AND_RUN])
        .arg(&small)
        .arg(program.get_program())
        .current_dir(folder.path())
        .env_clear()
        .env("HOME", folder.path())
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .stdin(Stdio::null());
    let store = ["--listen", "127.0.0.1:0", "--store", "small/store.sqlite"];
    Served::of(Gateway::start_by(command, folder, &store), None)
}

#[test]
fn a_full_store_is_told_and_used_again_when_there_is_room() {
    let deployed = Deployed::new(with_small_store());
    let gateway = &deployed.served.gateway;
    let small = gateway.folder.path().join("small");
    // As the server sees it.
    let small = PathBuf::from(format!("/proc/{}/root{}", gateway.id(), small.display()));
    let ballast = small.join("ballast");
    fill(&ballast);
    // What room the files of the store have left is soon used up.
    let mut tries = 0;
    while deployed.attempt(&["create-api-key", "--name", "more"]).is_ok() {
        tries += 1;
        assert!(tries < 200, "the store is never full");
        fill(&ballast);
    }
    deployed.fails(&CREATE, "the store is full");
    deployed.attempt(&LIST).unwrap();
    std::fs::remove_file(&ballast).unwrap();
    deployed.recovers();
}

/// Writes until there is no room.
fn fill(file: &Path) {
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.append(true).create(true).open(file).unwrap();
    loop {
        if let Err(error) = std::io::Write::write_all(&mut file, &[0; 4096]) {
            assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
            return;
        }
    }
}

/// Another program that has the store's write lock.
struct Holder(Child);

impl Holder {
    fn new(store: &Path) -> Self {
        const HOLD: &str = "import sqlite3, sys\nstore = sqlite3.connect(sys.argv[1], isolation_level=None)\n\
                            store.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\nsys.stdin.read()";
        let mut child = Command::new("python3")
            .args(["-c", HOLD])
            .arg(store)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut said).unwrap();
        assert_eq!(said, "held\n");
        Self(child)
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_locked_store_is_told_and_used_again_when_it_is_let_go() {
    let deployed = Deployed::new(Served::start(crate::backend::Backend::Sqlite));
    let store = deployed.served.gateway.folder.path().join("data/store.sqlite");
    let holder = Holder::new(&store);
    deployed.fails(&CREATE, "the store is locked");
    deployed.attempt(&LIST).unwrap();
    drop(holder);
    deployed.recovers();
}

#[test]
fn a_store_whose_folder_is_gone_is_told_and_used_again_when_it_is_back() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("there")).unwrap();
    let store = ["--store", "there/store.sqlite"];
    let deployed = Deployed::new(Served::of(Gateway::start(folder, &store), None));
    let (there, away) = {
        let folder = deployed.served.gateway.folder.path();
        (folder.join("there"), folder.join("away"))
    };
    std::fs::rename(&there, &away).unwrap();
    deployed.fails(&CREATE, "the store is not available");
    std::fs::rename(&away, &there).unwrap();
    deployed.recovers();
}

fn with_postgres() -> (Deployed, Postgres) {
    let postgres = Postgres::start();
    let url = postgres.url();
    let gateway = Gateway::start(Folder::new(), &["--store", &url]);
    (Deployed::new(Served::of(gateway, None)), postgres)
}

#[test]
fn a_killed_database_server_is_told_and_used_again_when_it_is_back() {
    let (deployed, postgres) = with_postgres();
    postgres.kill();
    deployed.fails(&CREATE, "the store is not available");
    deployed.fails(&LIST, "the store is not available");
    postgres.start_again();
    deployed.recovers();
}

#[test]
fn a_frozen_database_server_is_told_and_used_again_when_it_goes_on() {
    let (deployed, postgres) = with_postgres();
    postgres.freeze();
    deployed.fails(&CREATE, "the store is not available");
    deployed.fails(&LIST, "the store is not available");
    postgres.thaw();
    deployed.recovers();
}
