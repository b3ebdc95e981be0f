//! Reads settings, builds everything, owns start, reload and shutdown.
//!
//! [`Config::load`] makes the configuration, [`definitions::load`] what is served, [`serve`] runs both until it is told to
//! stop. The data plane has its own threads; this crate's runtime holds the control listener and the signals and never
//! touches a request.

pub mod accounts;
pub mod api_id;
pub mod clock;
mod config;
mod control;
mod control_place;
mod control_plane;
mod data_folder;
pub mod definitions;
pub mod findings;
mod log;
mod ready;
mod seal_key;
mod serve;
mod settings;
mod tls_certificates;

pub use config::{
    CONTROL_DEFAULT, Config, ControlConfig, DefinitionFile, DefinitionsConfig, FunctionsConfig,
    LISTEN_DEFAULT, S3Place, TrustStorePlaces, VpcEndpointConfig,
};
pub use control_place::ControlPlace;
pub use control_plane::{ControlPlaneConfig, STORE_FILE, StorePlace, open_store};
pub use data_folder::{ControlToken, DataFolderError, TOKEN_FILE};
pub use log::{Level, Log, LogFormat};
pub use seal_key::{SEAL_KEY_FILE, SealError, open_sealed};
pub use serve::{StartFailure, serve};
pub use settings::{DEFAULT_FILE, DenialTexts, Inputs, Kind, Override, Row, SettingsError, all_rows};

/// An error with its causes, as one line.
pub fn error_chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        // A cause that the text above it repeats adds nothing.
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = inner.source();
    }
    text
}

/// A number no other test of this process has.
#[cfg(test)]
fn test_number() -> usize {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
