//! One API to call operations on, for tests.

use control::Result;
use serde_json::{Value, json};

use crate::testing::Account;

/// An account with one API, to call operations of that API.
pub(crate) struct Sample {
    /// The account.
    pub(crate) account: Account,
    /// The API's id.
    pub(crate) api: String,
    /// The id of its root resource.
    pub(crate) root: String,
}

impl Sample {
    /// An API with nothing in it.
    pub(crate) fn empty() -> Self {
        let account = Account::new();
        let api = account
            .call(crate::OPERATIONS, "CreateRestApi", json!({"name": "sample"}))
            .unwrap();
        Self {
            account,
            api: api["id"].as_str().unwrap().to_owned(),
            root: api["rootResourceId"].as_str().unwrap().to_owned(),
        }
    }

    /// An API with the method `GET /`, served by a mock.
    pub(crate) fn with_method() -> Self {
        let sample = Self::empty();
        let method = json!({"resourceId": sample.root, "httpMethod": "GET", "authorizationType": "NONE"});
        sample.ok("PutMethod", method);
        let integration = json!({"resourceId": sample.root, "httpMethod": "GET", "type": "MOCK"});
        sample.ok("PutIntegration", integration);
        sample
    }

    /// What an operation on this API answers.
    pub(crate) fn call(&self, name: &str, mut input: Value) -> Result<Value> {
        input["restApiId"] = self.api.clone().into();
        self.account.call(crate::OPERATIONS, name, input)
    }

    /// The answer of an operation that succeeds.
    #[track_caller]
    pub(crate) fn ok(&self, name: &str, input: Value) -> Value {
        match self.call(name, input) {
            Ok(answer) => answer,
            Err(error) => panic!("{name}: {error}"),
        }
    }

    /// The status and message of an operation that does not.
    #[track_caller]
    pub(crate) fn refused(&self, name: &str, input: Value) -> (u16, String) {
        match self.call(name, input) {
            Ok(answer) => panic!("{name} succeeds: {answer}"),
            Err(error) => (error.status, error.message),
        }
    }

    /// A patch of one operation; `value` may be null.
    pub(crate) fn patch(op: &str, path: &str, value: Value) -> Value {
        json!([{"op": op, "path": path, "value": value}])
    }
}
