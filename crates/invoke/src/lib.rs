//! Callers of integrations: a lean HTTP/1.1 client for one data-plane thread.
//!
//! [`HttpClient`] belongs to one thread (nothing in it is `Send`) and pools connections per [`Target`]. A request costs
//! one write and one read where it can: head and small body leave together, head and small body arrive together, and
//! no timer is armed for a request that an earlier one's timer already covers. Responses are parsed strictly: one
//! that is ambiguous is an error, and its connection is never used again.
//!
//! Not here: HTTP/2, proxies, redirects, cookies, content codings, upgrades.

mod block;
mod body;
mod client;
mod codec;
mod connect;
mod deadline;
mod error;
mod exchange;
mod issuer_skipping;
mod outgoing;
mod pool;
mod request;
mod settings;
mod shared;
mod stream;
mod target;
mod tls;
mod validity;

pub use body::UpstreamBody;
pub use client::{HttpClient, UpstreamResponse};
#[doc(hidden)]
pub use codec::fuzz_response;
pub use error::{BoxError, InvokeError, Malformed, RequestFault};
pub use request::{RequestHead, is_managed_header};
pub use settings::{ClientSettings, INTEGRATION_TIMEOUT_DEFAULT};
pub use target::{IssuerCheck, Scheme, Target, TargetError};
pub use tls::{TlsSettings, TlsSettingsError};
