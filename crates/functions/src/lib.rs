//! Functions as processes: one process for each call that runs at a time, behind AWS's Runtime API.
//!
//! A [`Host`] has a thread and a runtime of its own, so that no function can delay a request of the data plane. It keeps a pool of
//! warm workers for each version of a function, starts more up to its limits, and ends them when they are idle, broken or
//! outdated. A worker is a process group with a folder of its own and a Runtime API of its own ([`runtime_api`]).
//!
//! Functions run with the rights of the user who runs the host, with its umask, and see its files and its network: the Runtime API
//! of another worker too, which is a port of the loopback address as AWS's runtimes want it. What the platform offers against
//! mistakes is used (process groups, a search for what left them, resource limits, measured memory, `setpriv`); it is no protection
//! against functions that mean harm.
//!
//! Source: AWS Lambda developer guide, "Lambda runtime API" and "Lambda execution environment lifecycle".

mod bootstrap;
mod error_text;
mod host;
mod interpreter;
mod invocation;
mod left_behind;
mod limits;
mod logs;
mod memory;
mod pool;
mod process;
mod runtime_api;
mod spec;
mod surroundings;
mod worker;

pub use error_text::error_document;
pub use host::{Host, HostError, HostSettings, Usage};
pub use invocation::{Answer, Fault, Invocation, Pieces};
pub use limits::*;
pub use logs::{LogLine, LogSink};
pub use spec::{Credentials, FunctionSpec, RoleCredentials};
