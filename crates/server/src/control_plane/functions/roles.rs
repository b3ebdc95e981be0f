//! Credentials of functions: sessions of their roles.
//!
//! Source: AWS Lambda developer guide, "Defining Lambda function permissions with an execution role".

use std::sync::Arc;

use functions::{Credentials, FunctionSpec, RoleCredentials};
use store::Store;
use svc_iam::ServiceSession;

use super::stored::ROLE_TIME_S;
use crate::clock;

/// Who assumes the roles of functions.
const SERVICE: &str = "lambda.amazonaws.com";
/// A session is made together with others that remove old ones: two can meet.
const ATTEMPTS_MAX: u32 = 4;

/// Begins sessions of the roles that the store has.
#[derive(Debug)]
pub(super) struct StoredRoles {
    store: Arc<dyn Store>,
}

impl StoredRoles {
    pub(super) fn new(store: Arc<dyn Store>) -> Self {
        Self { store }
    }
}

impl RoleCredentials for StoredRoles {
    fn of(&self, function: &FunctionSpec) -> Result<Option<Credentials>, String> {
        let wanted = ServiceSession {
            role_arn: &function.role,
            service: SERVICE,
            session: &function.name,
            source: Some((&function.arn, &function.account)),
            seconds: ROLE_TIME_S,
        };
        let mut attempt = 1;
        loop {
            match svc_iam::begin_service_session(&*self.store, &wanted, clock::now()) {
                Ok((made, _)) => {
                    return Ok(Some(Credentials {
                        access_key_id: made.access_key_id,
                        secret_access_key: made.secret_access_key,
                        session_token: made.session_token,
                    }));
                }
                Err(error) if error.code != "AccessDenied" && attempt < ATTEMPTS_MAX => attempt += 1,
                Err(error) => return Err(error.detail.unwrap_or(error.message)),
            }
        }
    }
}
