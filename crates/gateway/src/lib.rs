//! The data plane: listeners, the request pipeline, gateway responses, decision records, access log, metrics.

pub mod config;
pub mod transport;
