//! Runs operations as the control plane does, for tests.

use std::sync::Arc;

use control::{Caller, CallerKind, Ctx, Entry, Error, Result, Tx};
use portcullis_core::Timestamp;
use serde_json::Value;
use store::Store;

use crate::{
    ApiGateway, DataPlane, Limits,
    env::{TestAnswer, TestRequest},
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

    fn set_remaining(&self, _: &str, _: &str, _: &str, _: &str, _: i64) -> Result<()> {
        Ok(())
    }

    fn test_invoke(
        &self,
        _: &api_definition::Definition,
        _: &str,
        _: &str,
        _: &TestRequest,
    ) -> Result<TestAnswer> {
        Err(Error::unsupported("this data plane serves nothing"))
    }
}

/// An account with an empty store.
pub(crate) struct Account {
    store: Arc<dyn Store>,
    env: ApiGateway,
    caller: Caller,
    /// The time of the next call.
    pub(crate) now: Timestamp,
}

impl Account {
    pub(crate) fn new() -> Self {
        Self {
            store: store::open_memory().unwrap(),
            env: ApiGateway {
                limits: Limits::default(),
                data_plane: Arc::new(Idle),
                partition: "aws".to_owned(),
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
        }
    }

    /// Runs the operation of this name.
    pub(crate) fn call(&self, operations: &[Entry<ApiGateway>], name: &str, input: Value) -> Result<Value> {
        let entry = operations
            .iter()
            .find(|entry| entry.model.name == name)
            .unwrap_or_else(|| panic!("{name} is not in the table"));
        let mut ctx = Ctx {
            caller: &self.caller,
            region: "us-east-1",
            request_id: "r",
            now: self.now,
            source_ip: None,
            tx: Tx::new(&*self.store, &self.caller.account, "us-east-1"),
            env: &self.env,
            headers: Vec::new(),
            warnings: Vec::new(),
        };
        let output = (entry.run)(&mut ctx, input)?;
        ctx.tx.commit()?;
        Ok(output)
    }
}
