//! A REST API as it is saved: what the control plane edits, a deployment snapshots, and the data plane compiles.
//!
//! [`Definition`] holds an API's resources with their methods, models, validators, authorizers, gateway responses and
//! documentation in AWS's own shapes, which are a stable public contract and therefore also the stored form. It may hold
//! what is not enforced here: it is what the user saved. Whether it can be served is the question of the compiler.

mod compile;
mod definition;
mod documentation;
pub mod export;
mod ids;
pub mod import;
mod models;

pub use compile::{CompileError, CompileOptions, Compiled, RefusedMethod, compile};
pub use definition::{Definition, ROOT_PATH};
pub use documentation::documentation_location;
pub use ids::{API_ID_LENGTH, ID_ALPHABET, IdSource, RESOURCE_ID_LENGTH};
pub use models::{MODEL_URL_START, model_url, variable_of};
