//! Runs operations as the control plane does, for tests: the table's row, one transaction, what the caller may do.

use std::sync::Arc;

use control::{
    Call, Caller, CallerKind, Credential, CredentialFault, Ctx, Error, Permission, Permits, Result, Tx,
};
use portcullis_core::Timestamp;
use serde_json::{Value, json};
use store::Store;

use crate::{IAM_OPERATIONS, Iam, STS_OPERATIONS, create_account, credential};

/// The account of the tests.
pub(crate) const ACCOUNT: &str = "111122223333";

/// A store with one account.
pub(crate) struct Server {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) env: Iam,
    pub(crate) now: Timestamp,
}

/// IAM's operations ask the caller's policies themselves.
struct Anything;

impl Permits for Anything {
    fn permit(&self, _: &Permission) -> Result<()> {
        Ok(())
    }
}

impl Server {
    pub(crate) fn new() -> Self {
        let server = Self {
            store: store::open_memory().unwrap(),
            env: Iam::default(),
            now: Timestamp {
                epoch_ms: 1_790_000_000_000,
            },
        };
        create_account(&*server.store, ACCOUNT, server.now).unwrap();
        server
    }

    /// The root of an account.
    pub(crate) fn root_of(account: &str) -> Caller {
        Caller {
            account: account.to_owned(),
            arn: format!("arn:aws:iam::{account}:root"),
            user_id: account.to_owned(),
            access_key_id: "AKIAROOT".to_owned(),
            kind: CallerKind::Root,
        }
    }

    /// Runs an operation as the account's root.
    pub(crate) fn call(&self, name: &str, input: Value) -> Result<Value> {
        self.call_as(&Self::root_of(ACCOUNT), name, input)
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

    /// Runs an operation as somebody.
    pub(crate) fn call_as(&self, caller: &Caller, name: &str, input: Value) -> Result<Value> {
        self.call_while(caller, name, input, || ())
    }

    /// The same, with something that happens between the handler and the commit.
    pub(crate) fn call_while(
        &self,
        caller: &Caller,
        name: &str,
        input: Value,
        between: impl FnOnce(),
    ) -> Result<Value> {
        let row = IAM_OPERATIONS
            .iter()
            .chain(STS_OPERATIONS)
            .find(|entry| entry.model.name == name)
            .unwrap_or_else(|| panic!("{name} is not in a table"));
        let mut ctx = Ctx {
            caller,
            region: "us-east-1",
            request_id: "r",
            now: self.now,
            source_ip: Some("192.0.2.1".parse().unwrap()),
            secure: true,
            user_agents: Vec::new(),
            referers: Vec::new(),
            tx: Tx::new(&*self.store, &caller.account, "us-east-1"),
            env: &self.env,
            rights: &Anything,
            headers: Vec::new(),
            warnings: Vec::new(),
        };
        let output = (row.run)(&mut ctx, input)?;
        between();
        ctx.tx.commit()?;
        Ok(output)
    }

    /// What `permissions` says of a call.
    pub(crate) fn permissions(name: &str, input: &Value) -> Vec<(String, String)> {
        let row = IAM_OPERATIONS
            .iter()
            .find(|entry| entry.model.name == name)
            .unwrap_or_else(|| panic!("{name} is not in the table"));
        let call = Call {
            operation: row.model,
            path: "/",
            input,
            region: "us-east-1",
            account: ACCOUNT,
        };
        crate::permissions(&call)
            .into_iter()
            .map(|permission| (permission.action, permission.resource))
            .collect()
    }

    /// A new user of an account, as a caller with an access key.
    pub(crate) fn user_in(&self, account: &str, name: &str) -> Caller {
        let root = Self::root_of(account);
        self.call_as(&root, "CreateUser", json!({"UserName": name}))
            .unwrap();
        self.key_of(account, name)
    }

    /// A user with a new access key, as a caller.
    pub(crate) fn key_of(&self, account: &str, name: &str) -> Caller {
        let root = Self::root_of(account);
        let key = self
            .call_as(&root, "CreateAccessKey", json!({"UserName": name}))
            .unwrap();
        let id = key["AccessKey"]["AccessKeyId"].as_str().unwrap();
        self.credential(id, None).unwrap().caller
    }

    /// A new user of the account.
    pub(crate) fn user(&self, name: &str) -> Caller {
        self.user_in(ACCOUNT, name)
    }

    /// Gives a user an inline policy of one statement.
    pub(crate) fn grant(&self, user: &str, policy: &str, statement: Value) {
        self.ok(
            "PutUserPolicy",
            json!({"UserName": user, "PolicyName": policy, "PolicyDocument": document(statement)}),
        );
    }

    /// What an access key is worth.
    pub(crate) fn credential(&self, id: &str, token: Option<&str>) -> Result<Credential, CredentialFault> {
        credential(&*self.store, id, token, self.now).unwrap()
    }

    /// The caller of the credentials in an answer of STS.
    pub(crate) fn session(&self, answer: &Value) -> Result<Caller, CredentialFault> {
        let credentials = &answer["Credentials"];
        let text = |name: &str| credentials[name].as_str().unwrap();
        self.credential(text("AccessKeyId"), Some(text("SessionToken")))
            .map(|credential| credential.caller)
    }

    /// Moves the clock.
    pub(crate) fn later(&mut self, seconds: i64) {
        self.now.epoch_ms += seconds * 1000;
    }
}

/// A policy of one statement or several.
pub(crate) fn document(statement: Value) -> String {
    json!({"Version": "2012-10-17", "Statement": statement}).to_string()
}

/// The trust policy that names these principals.
pub(crate) fn trust(principal: Value) -> String {
    document(json!({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}))
}

/// Code, status and message of a failure.
#[track_caller]
pub(crate) fn failure(result: Result<Value>) -> Error {
    match result {
        Ok(answer) => panic!("it succeeded: {answer}"),
        Err(error) => error,
    }
}
