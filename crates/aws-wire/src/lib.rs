//! AWS wire protocols without any I/O: shapes and their constraints, the codecs that turn an HTTP request into an
//! operation's input and its output into an HTTP answer, and the errors each protocol has.
//!
//! The tables are generated (crate `aws-model`); the codecs read them. Between the wire and the typed structs stands one
//! [`serde_json::Value`] with the member names of the model, so that there is one codec per protocol and no code per shape.
//!
//! The way of a request: [`RouteTable::find`] → [`decode_input`] → [`validate`] → [`typed_input`] → the handler →
//! [`encode_output`] or [`encode_error`].

pub mod base64;
mod constraint;
mod decode;
mod encode;
mod error;
mod form;
mod json;
mod pattern;
mod recorded;
mod request;
mod route;
mod scalar;
mod shape;
#[cfg(test)]
mod testing;
mod text;
mod time;
pub mod token;
mod xml;

pub use constraint::{VIOLATIONS_MAX, Validation, Violation, ViolationKind, validate};
pub use decode::{decode_input, typed_input};
pub use encode::{EncodeError, encode_error, encode_output};
pub use error::WireError;
pub use pattern::{PatternError, check as check_pattern};
pub use request::{DEPTH_MAX, Limits, MEMBERS_MAX, WireAnswer, WireRequest};
pub use route::{Found, RouteTable, Unrouted};
pub use scalar::{Blob, EpochSeconds, Nothing};
pub use shape::{
    ErrorFacts, Http, List, Location, Map, Member, Operation, OperationModel, Protocol, ServiceModel, Shape,
    Structure, Text,
};
pub use text::percent_decode;
