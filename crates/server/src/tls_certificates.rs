//! The certificates of the TLS listeners: those of the settings, then those uploaded with custom domain names.
//!
//! Both change while the gateway runs, each on its own; a listener always gets both. The first of the settings stays the one
//! for clients that name no host.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gateway::config::ListenerConfig;
use gateway::{CertificatePem, Gateway};

use crate::error_chain;

/// What every TLS listener offers.
#[derive(Debug)]
pub(crate) struct TlsCertificates {
    gateway: Arc<Gateway>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// By the index of the listener; `None` where it speaks no TLS.
    files: Vec<Option<Vec<CertificatePem>>>,
    uploaded: Vec<CertificatePem>,
}

impl TlsCertificates {
    /// Those the gateway was started with.
    pub(crate) fn new(gateway: Arc<Gateway>, listeners: &[ListenerConfig]) -> Self {
        let files = listeners
            .iter()
            .map(|listener| listener.tls.as_ref().map(|tls| tls.certificates.clone()))
            .collect();
        Self {
            gateway,
            state: Mutex::new(State {
                files,
                uploaded: Vec::new(),
            }),
        }
    }

    /// Those that the settings name for one listener now.
    pub(crate) fn set_files(&self, listener: usize, certificates: &[CertificatePem]) -> Result<(), String> {
        let mut state = self.lock();
        self.apply(listener, certificates, &state.uploaded)?;
        if let Some(files) = state.files.get_mut(listener) {
            *files = Some(certificates.to_vec());
        }
        Ok(())
    }

    /// Those uploaded with custom domain names. Where one of them cannot be used, all stay as they were.
    pub(crate) fn set_uploaded(&self, certificates: Vec<CertificatePem>) -> Result<(), String> {
        let mut state = self.lock();
        if state.uploaded.is_empty() && certificates.is_empty() {
            return Ok(());
        }
        for (listener, files) in state.files.iter().enumerate() {
            if let Some(files) = files {
                self.apply(listener, files, &certificates)?;
            }
        }
        state.uploaded = certificates;
        Ok(())
    }

    fn apply(
        &self,
        listener: usize,
        files: &[CertificatePem],
        uploaded: &[CertificatePem],
    ) -> Result<(), String> {
        let all: Vec<CertificatePem> = files.iter().chain(uploaded).cloned().collect();
        self.gateway
            .reload_tls(listener, &all)
            .map_err(|error| error_chain(&error))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
