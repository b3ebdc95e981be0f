//! The errors of IAM and STS.
//!
//! Sources: the exceptions of the service models; IAM API reference, "Common errors"; texts as the service answers them.

use control::Error;

/// 404: `The user with name x cannot be found.`
pub(crate) fn no_such_entity(message: impl Into<String>) -> Error {
    Error::new("NoSuchEntity", 404, message)
}

/// 404 for a policy's ARN.
pub(crate) fn no_such_policy(arn: &str) -> Error {
    no_such_entity(format!("Policy {arn} was not found."))
}

/// 409: `User with name x already exists.`
pub(crate) fn already_exists(message: impl Into<String>) -> Error {
    Error::new("EntityAlreadyExists", 409, message)
}

/// 409: something still hangs on what is to be deleted.
pub(crate) fn delete_conflict(message: impl Into<String>) -> Error {
    Error::new("DeleteConflict", 409, message)
}

/// 409: `Cannot exceed quota for AccessKeysPerUser: 2`
pub(crate) fn limit_exceeded(message: impl Into<String>) -> Error {
    Error::new("LimitExceeded", 409, message)
}

/// 409 for a quota by its name.
pub(crate) fn quota(name: &str, limit: usize) -> Error {
    limit_exceeded(format!("Cannot exceed quota for {name}: {limit}"))
}

/// 400.
pub(crate) fn malformed_policy(message: impl Into<String>) -> Error {
    Error::new("MalformedPolicyDocument", 400, message)
}

/// 400.
pub(crate) fn invalid_input(message: impl Into<String>) -> Error {
    Error::new("InvalidInput", 400, message)
}

/// 400: what the model's constraints would have said.
pub(crate) fn validation(message: impl Into<String>) -> Error {
    Error::new("ValidationError", 400, message)
}

/// 400: service-linked roles belong to their service.
pub(crate) fn unmodifiable(message: impl Into<String>) -> Error {
    Error::new("UnmodifiableEntity", 400, message)
}

/// 403.
pub(crate) fn access_denied(message: impl Into<String>) -> Error {
    Error::new("AccessDenied", 403, message)
}
