//! Runs operations as the control plane does, for tests.

use std::{net::IpAddr, sync::Arc};

use control::{Caller, CallerKind, Ctx, Entry, Error, Permission, Permits, Result, Stored, Tx};
use portcullis_core::Timestamp;
use serde_json::Value;
use store::Store;

pub(crate) use crate::sample::Sample;

use crate::{
    ApiGateway, DataPlane, Limits,
    env::{TestAnswer, TestRequest, TrustStoreText},
};

/// A data plane that has seen no request.
#[derive(Debug)]
struct Idle;

impl DataPlane for Idle {
    fn usage(&self, _: &str, _: &str, _: &str, _: &str, days: &[String]) -> Result<Vec<i64>> {
        Ok(vec![0; days.len()])
    }

    fn remaining(&self, _: &str, _: &str, _: &str, _: &str, _: &str) -> Result<i64> {
        Ok(0)
    }

    fn set_remaining(&self, _: &str, _: &str, _: &str, _: &str, _: &str, _: i64) -> Result<()> {
        Ok(())
    }

    fn trust_store(&self, uri: &str, version: Option<&str>) -> Result<TrustStoreText> {
        if !uri.starts_with("s3://bucket/") {
            return Err(crate::errors::bad_request(format!("`{uri}` cannot be read")));
        }
        Ok(TrustStoreText {
            pem: format!("{uri} {}", version.unwrap_or("newest")),
            warnings: Vec::new(),
        })
    }

    fn flush_authorizers(&self, _: &str, _: &str) {}

    fn test_invoke(
        &self,
        _: &str,
        _: &str,
        _: &api_definition::Definition,
        _: &str,
        _: &str,
        _: &TestRequest,
    ) -> Result<TestAnswer> {
        Err(Error::unsupported("this data plane serves nothing"))
    }
}

/// The caller may do everything but what is named here: `apigateway:GET arn:…`, or how it begins.
#[derive(Debug, Clone, Default)]
pub(crate) struct Without(pub(crate) Option<String>);

impl Permits for Without {
    fn permit(&self, permission: &Permission) -> Result<()> {
        let asked = format!("{} {}", permission.action, permission.resource);
        match &self.0 {
            Some(start) if asked.starts_with(start) => Err(Error::new("AccessDeniedException", 403, asked)),
            _ => Ok(()),
        }
    }
}

/// Nobody of `111111111111` is there but the user `ana`; other accounts are not known.
fn principal_exists(_: &mut Tx<'_>, arn: &str) -> Result<Option<bool>> {
    Ok(arn
        .contains("::111111111111:")
        .then(|| arn == "arn:aws:iam::111111111111:user/ana"))
}

/// An account with an empty store.
pub(crate) struct Account {
    store: Arc<dyn Store>,
    env: ApiGateway,
    caller: Caller,
    /// The time of the next call.
    pub(crate) now: Timestamp,
    /// Where the next call comes from.
    pub(crate) source_ip: Option<IpAddr>,
    /// What the next call may not do.
    pub(crate) rights: Without,
}

/// What an operation answers, with what goes beside the output.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) output: Value,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) warnings: Vec<String>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(found, _)| *found == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Account {
    pub(crate) fn new() -> Self {
        Self {
            store: store::open_memory().unwrap(),
            env: ApiGateway {
                limits: Limits::default(),
                data_plane: Arc::new(Idle),
                partition: "aws".to_owned(),
                functions: false,
                principal_exists,
            },
            caller: Caller {
                account: "111111111111".to_owned(),
                arn: "arn:aws:iam::111111111111:root".to_owned(),
                user_id: "111111111111".to_owned(),
                access_key_id: "AKIAROOT".to_owned(),
                kind: CallerKind::Root,
            },
            now: Timestamp {
                epoch_ms: 1_760_000_000_000,
            },
            source_ip: None,
            rights: Without::default(),
        }
    }

    /// The root of another account over the same store.
    pub(crate) fn other(&self, account: &str) -> Self {
        Self {
            store: Arc::clone(&self.store),
            env: self.env.clone(),
            caller: Caller {
                account: account.to_owned(),
                arn: format!("arn:aws:iam::{account}:root"),
                user_id: account.to_owned(),
                ..self.caller.clone()
            },
            now: self.now,
            source_ip: self.source_ip,
            rights: Without::default(),
        }
    }

    /// Stores a document.
    pub(crate) fn put<T: Stored>(&self, id: &str, parent: &str, value: &T) {
        let mut tx = Tx::new(&*self.store, &self.caller.account, "us-east-1");
        tx.put(id, parent, value).unwrap();
        tx.commit().unwrap();
    }

    /// A stored document.
    pub(crate) fn get<T: Stored>(&self, id: &str) -> Option<T> {
        Tx::new(&*self.store, &self.caller.account, "us-east-1")
            .get(id)
            .unwrap()
    }

    /// Changes the limits.
    pub(crate) fn limit(&mut self, change: impl FnOnce(&mut Limits)) {
        change(&mut self.env.limits);
    }

    /// Runs the operation of this name.
    pub(crate) fn call(&self, operations: &[Entry<ApiGateway>], name: &str, input: Value) -> Result<Value> {
        self.answer(operations, name, input).map(|answer| answer.output)
    }

    /// Runs the operation of this name; the headers and warnings too.
    pub(crate) fn answer(
        &self,
        operations: &[Entry<ApiGateway>],
        name: &str,
        input: Value,
    ) -> Result<Answer> {
        self.interrupted(operations, name, input, || ())
    }

    /// Runs the operation of this name, and something else just before it is committed.
    pub(crate) fn interrupted(
        &self,
        operations: &[Entry<ApiGateway>],
        name: &str,
        input: Value,
        meanwhile: impl FnOnce(),
    ) -> Result<Answer> {
        let entry = operations
            .iter()
            .find(|entry| entry.model.name == name)
            .unwrap_or_else(|| panic!("{name} is not in the table"));
        let mut ctx = Ctx {
            caller: &self.caller,
            region: "us-east-1",
            request_id: "r",
            now: self.now,
            source_ip: self.source_ip,
            secure: true,
            user_agents: Vec::new(),
            referers: Vec::new(),
            tx: Tx::new(&*self.store, &self.caller.account, "us-east-1"),
            env: &self.env,
            rights: &self.rights,
            headers: Vec::new(),
            warnings: Vec::new(),
        };
        let output = (entry.run)(&mut ctx, input)?;
        let (headers, warnings) = (ctx.headers, ctx.warnings);
        meanwhile();
        ctx.tx.commit()?;
        Ok(Answer {
            output,
            headers,
            warnings,
        })
    }
}
