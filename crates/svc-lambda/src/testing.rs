//! Runs operations as the control plane does, for tests: the table's row, one transaction, what the caller may do; zips of
//! every kind, and a runner that only writes down what it is given.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use control::{Call, Caller, CallerKind, Ctx, Error, Permission, Permits, Result, Tx};
use functions::{Fault, FunctionSpec, Invocation};
use portcullis_core::Timestamp;
use serde_json::{Value, json};
use store::Store;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{FetchFault, Invoked, Lambda, Limits, OPERATIONS, PackageFolder, Packages, Runner};

/// The account of the tests.
pub(crate) const ACCOUNT: &str = "111122223333";
/// Their region.
pub(crate) const REGION: &str = "eu-west-1";
/// A role that Lambda may assume.
pub(crate) const ROLE: &str = "arn:aws:iam::111122223333:role/runs";

/// A folder that is gone afterwards.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("portcullis-lambda-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Answers what it is told to, and remembers what it ran.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) ran: Mutex<Vec<(Arc<FunctionSpec>, Invocation)>>,
    pub(crate) answer: Mutex<Option<Result<Invoked, Fault>>>,
}

impl Runner for Told {
    fn invoke(&self, function: Arc<FunctionSpec>, call: Invocation) -> Result<Invoked, Fault> {
        self.ran.lock().unwrap().push((function, call));
        self.answer.lock().unwrap().clone().unwrap_or(Ok(Invoked {
            payload: b"\"done\"".to_vec(),
            failed: false,
            log_tail: b"END\n".to_vec(),
        }))
    }

    fn start(&self, function: Arc<FunctionSpec>, call: Invocation) -> Result<(), Fault> {
        self.invoke(function, call).map(drop)
    }
}

/// A bucket `b` with one object.
#[derive(Debug)]
struct Bucket(Vec<u8>);

impl Packages for Bucket {
    fn fetch(&self, bucket: &str, key: &str, _: Option<&str>, _: usize) -> Result<Vec<u8>, FetchFault> {
        if (bucket, key) == ("b", "code.zip") {
            return Ok(self.0.clone());
        }
        Err(FetchFault {
            code: "NoSuchKey".to_owned(),
            message: "The specified key does not exist.".to_owned(),
        })
    }
}

/// What a caller may do besides the call itself: everything but what begins with one of these.
struct AllBut(&'static [&'static str]);

impl Permits for AllBut {
    fn permit(&self, permission: &Permission) -> Result<()> {
        if self.0.iter().any(|action| permission.action == *action) {
            return Err(Error::new(
                "AccessDeniedException",
                403,
                format!("{} on {}", permission.action, permission.resource),
            ));
        }
        Ok(())
    }
}

/// A store and a folder.
pub(crate) struct Server {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) env: Lambda,
    pub(crate) now: Timestamp,
    pub(crate) runner: Arc<Told>,
    pub(crate) forbidden: &'static [&'static str],
    pub(crate) folder: Folder,
}

impl Server {
    pub(crate) fn new() -> Self {
        let folder = Folder::new();
        let runner = Arc::new(Told::default());
        let zip = zip_of(&[("index.py", "from = 'bucket'")]);
        Self {
            store: store::open_memory().unwrap(),
            env: Lambda {
                limits: Limits::default(),
                packages: Arc::new(PackageFolder::open(folder.path().join("packages")).unwrap()),
                buckets: Some(Arc::new(Bucket(zip))),
                runner: Some(Arc::clone(&runner) as Arc<dyn Runner>),
                role_trusts: |_, role, service| {
                    Ok(role.starts_with(ROLE) && service == "lambda.amazonaws.com")
                },
            },
            now: Timestamp {
                epoch_ms: 1_790_000_000_000,
            },
            runner,
            forbidden: &[],
            folder,
        }
    }

    /// Runs an operation.
    pub(crate) fn call(&self, name: &str, input: Value) -> Result<Value> {
        let row = OPERATIONS
            .iter()
            .find(|entry| entry.model.name == name)
            .unwrap_or_else(|| panic!("{name} is not in the table"));
        let caller = Caller {
            account: ACCOUNT.to_owned(),
            arn: format!("arn:aws:iam::{ACCOUNT}:user/ana"),
            user_id: "AIDAANA".to_owned(),
            access_key_id: "AKIAANA".to_owned(),
            kind: CallerKind::User {
                name: "ana".to_owned(),
            },
        };
        let mut ctx = Ctx {
            caller: &caller,
            region: REGION,
            request_id: "11111111-2222-4333-a444-555555555555",
            now: self.now,
            source_ip: None,
            secure: true,
            user_agents: Vec::new(),
            referers: Vec::new(),
            tx: Tx::new(&*self.store, ACCOUNT, REGION),
            env: &self.env,
            rights: &AllBut(self.forbidden),
            headers: Vec::new(),
            warnings: Vec::new(),
        };
        let output = (row.run)(&mut ctx, input)?;
        ctx.tx.commit()?;
        Ok(output)
    }

    /// The same; it must succeed.
    #[track_caller]
    pub(crate) fn ok(&self, name: &str, input: Value) -> Value {
        self.call(name, input)
            .unwrap_or_else(|error| panic!("{name}: {error} ({:?})", error.detail))
    }

    /// The same; it must fail so.
    #[track_caller]
    pub(crate) fn fails(&self, name: &str, input: Value, code: &str, status: u16, message: &str) {
        match self.call(name, input) {
            Ok(answer) => panic!("{name} succeeded: {answer}"),
            Err(error) => assert_eq!(
                (&*error.code, error.status, error.message.as_str()),
                (code, status, message),
                "{name}"
            ),
        }
    }

    /// A function `f` of one file.
    pub(crate) fn function(&self) -> Value {
        self.ok("CreateFunction", creation("f", &zip_of(&[("index.py", "x = 1")])))
    }

    /// What `permissions` says of a call.
    pub(crate) fn permissions(name: &str, input: &Value) -> (String, String) {
        let row = OPERATIONS
            .iter()
            .find(|entry| entry.model.name == name)
            .unwrap_or_else(|| panic!("{name} is not in the table"));
        let call = Call {
            operation: row.model,
            path: "/",
            input,
            region: REGION,
            account: ACCOUNT,
        };
        let found = crate::permissions(&call).remove(0);
        (found.action, found.resource)
    }
}

/// The input that makes a function.
pub(crate) fn creation(name: &str, zip: &[u8]) -> Value {
    json!({
        "FunctionName": name,
        "Runtime": "python3.12",
        "Role": ROLE,
        "Handler": "index.handler",
        "Code": {"ZipFile": aws_wire::base64::encode(zip)},
    })
}

/// The input with other members in it; null takes one away.
pub(crate) fn with(mut input: Value, members: Value) -> Value {
    let into = input.as_object_mut().unwrap();
    for (name, value) in members.as_object().unwrap().clone() {
        if value.is_null() {
            into.remove(&name);
        } else {
            into.insert(name, value);
        }
    }
    input
}

/// The ARN of `f`.
pub(crate) fn arn(qualifier: &str) -> String {
    let colon = if qualifier.is_empty() { "" } else { ":" };
    format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:f{colon}{qualifier}")
}

/// A zip of files.
pub(crate) fn zip_of(files: &[(&str, &str)]) -> Vec<u8> {
    zip_with(|zip| {
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default().unix_permissions(0o644))
                .unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
    })
}

/// A zip that somebody fills.
pub(crate) fn zip_with(fill: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    fill(&mut zip);
    zip.finish().unwrap().into_inner()
}
