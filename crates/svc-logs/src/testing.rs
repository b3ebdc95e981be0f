//! Runs operations as the control plane does, for tests: the table's row, one transaction.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use control::{Call, Caller, CallerKind, Ctx, Permission, Permits, Result, Tx};
use portcullis_core::Timestamp;
use serde_json::{Value, json};
use store::Store;

use crate::{FolderLimits, GroupName, Limits, LogFolder, Logs, OPERATIONS};

/// The account of the tests.
pub(crate) const ACCOUNT: &str = "111122223333";
/// Their region.
pub(crate) const REGION: &str = "eu-west-1";
/// Their time.
pub(crate) const NOW: i64 = 1_790_000_000_000;

/// A folder that is gone afterwards.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("portcullis-logs-{}-{number}", std::process::id()));
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

struct Anything;

impl Permits for Anything {
    fn permit(&self, _: &Permission) -> Result<()> {
        Ok(())
    }
}

/// A store and a folder.
pub(crate) struct Server {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) env: Logs,
    pub(crate) now: Timestamp,
    pub(crate) folder: Folder,
}

impl Server {
    pub(crate) fn new() -> Self {
        Self::with(FolderLimits::default())
    }

    pub(crate) fn with(limits: FolderLimits) -> Self {
        let folder = Folder::new();
        let logs = LogFolder::open(folder.path().join("logs"), limits).unwrap();
        Self {
            store: store::open_memory().unwrap(),
            env: Logs {
                limits: Limits::default(),
                folder: Arc::new(logs),
            },
            now: Timestamp { epoch_ms: NOW },
            folder,
        }
    }

    /// Opens the folder anew, as after a stop.
    pub(crate) fn restart(&mut self) {
        let logs = LogFolder::open(self.folder.path().join("logs"), FolderLimits::default()).unwrap();
        self.env.folder = Arc::new(logs);
    }

    /// Runs an operation.
    pub(crate) fn call(&self, name: &str, input: Value) -> Result<Value> {
        let row = OPERATIONS
            .iter()
            .find(|entry| entry.model.name == name)
            .unwrap_or_else(|| panic!("{name} is not in the table"));
        let caller = Caller {
            account: ACCOUNT.to_owned(),
            arn: format!("arn:aws:iam::{ACCOUNT}:root"),
            user_id: ACCOUNT.to_owned(),
            access_key_id: "AKIAROOT".to_owned(),
            kind: CallerKind::Root,
        };
        let mut ctx = Ctx {
            caller: &caller,
            region: REGION,
            request_id: "r",
            now: self.now,
            source_ip: None,
            secure: true,
            user_agents: Vec::new(),
            referers: Vec::new(),
            tx: Tx::new(&*self.store, ACCOUNT, REGION),
            env: &self.env,
            rights: &Anything,
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
    pub(crate) fn fails(&self, name: &str, input: Value, code: &str, message: &str) {
        match self.call(name, input) {
            Ok(answer) => panic!("{name} succeeded: {answer}"),
            Err(error) => assert_eq!(
                (&*error.code, error.status, error.message.as_str()),
                (code, 400, message),
                "{name}"
            ),
        }
    }

    /// The group `g` with the stream `s`.
    pub(crate) fn group(&self) {
        self.ok("CreateLogGroup", json!({"logGroupName": "g"}));
        self.ok(
            "CreateLogStream",
            json!({"logGroupName": "g", "logStreamName": "s"}),
        );
    }

    /// Writes events to a stream of `g`: seconds since the tests' time, and text.
    pub(crate) fn put(&self, stream: &str, events: &[(i64, &str)]) -> Value {
        let events: Vec<Value> = events
            .iter()
            .map(|(seconds, text)| json!({"timestamp": NOW + seconds * 1000, "message": text}))
            .collect();
        self.ok(
            "PutLogEvents",
            json!({"logGroupName": "g", "logStreamName": stream, "logEvents": events}),
        )
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

/// The group `g` as the folder knows it.
pub(crate) fn place(group: &str) -> GroupName {
    GroupName {
        account: ACCOUNT.to_owned(),
        region: REGION.to_owned(),
        group: group.to_owned(),
    }
}

/// The texts of an answer's events.
pub(crate) fn texts(answer: &Value) -> Vec<String> {
    let events = answer["events"].as_array().unwrap();
    events
        .iter()
        .map(|event| event["message"].as_str().unwrap().to_owned())
        .collect()
}
