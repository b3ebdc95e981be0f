//! The form that decides.

use crate::{Outcome, Request};

/// A policy made ready to decide. Cheap to share, never changed.
#[derive(Debug)]
pub struct Compiled {}

impl Compiled {
    /// Decides one request. No allocation, no failure.
    pub fn decide(&self, _request: &Request<'_>) -> Outcome {
        Outcome { decision: crate::Decision::ImplicitDeny, statement: None }
    }
}
