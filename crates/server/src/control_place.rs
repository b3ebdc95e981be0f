//! Where a running gateway's control listener and token are, for the commands that talk to it.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::config::CONTROL_DEFAULT;
use crate::control_plane::StorePlace;
use crate::seal_key::SEAL_KEY_FILE;
use crate::settings::{Inputs, SettingsError};

/// Address and data folder, from the same settings `serve` reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlPlace {
    /// The control listener.
    pub address: SocketAddr,
    /// The data folder.
    pub data: PathBuf,
    /// Where the control plane's store is.
    pub store: StorePlace,
    /// The key file: what secrets in the store are sealed with.
    pub key_file: PathBuf,
    /// The region that clients are given.
    pub region: String,
}

impl ControlPlace {
    /// Reads the settings; everything but these two may be missing.
    pub fn load(inputs: &Inputs) -> Result<Self, Vec<SettingsError>> {
        let loaded = inputs.load()?;
        let wrong = |key: &str, why: String| {
            let source_name = loaded
                .sources
                .get(key)
                .cloned()
                .unwrap_or_else(|| "default".to_owned());
            vec![SettingsError::Value {
                key: key.to_owned(),
                source_name,
                why,
            }]
        };
        let text = loaded
            .settings
            .control
            .address
            .as_deref()
            .unwrap_or(CONTROL_DEFAULT);
        let address = text.parse().map_err(|_| {
            wrong(
                "control.address",
                format!("`{text}` is not an address with a port"),
            )
        })?;
        let data = loaded
            .settings
            .data
            .clone()
            .or_else(|| inputs.data_home.as_ref().map(|home| home.join("portcullis")));
        let data =
            data.ok_or_else(|| wrong("data", "there is neither `XDG_DATA_HOME` nor `HOME`".to_owned()))?;
        let store =
            StorePlace::new(loaded.settings.store.as_deref(), &data).map_err(|why| wrong("store", why))?;
        let key_file = loaded.settings.key_file.clone();
        let key_file = key_file.unwrap_or_else(|| data.join(SEAL_KEY_FILE));
        let region = loaded
            .settings
            .region
            .clone()
            .unwrap_or_else(|| "us-east-1".to_owned());
        Ok(Self {
            address,
            data,
            store,
            key_file,
            region,
        })
    }
}
