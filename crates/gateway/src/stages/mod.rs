//! The steps of a request, in the order of `pipeline.rs`. Each takes the proof value that the step before it made.

pub(crate) mod api_key;
pub(crate) mod authenticate;
pub(crate) mod authorization;
pub(crate) mod authorizer;
mod counted;
pub(crate) mod endpoint;
mod function;
pub(crate) mod headers;
pub(crate) mod integration;
pub(crate) mod mock;
pub(crate) mod request;
pub(crate) mod resource_policy;
pub(crate) mod response;
pub(crate) mod route;
pub(crate) mod throttle;
mod upstream_uri;

pub(crate) use counted::Payload;
