//! Trust in upstream certificates, as TLS client configurations.

use std::sync::Arc;

use rustls::{
    ClientConfig, RootCertStore,
    crypto::{CryptoProvider, aws_lc_rs},
    pki_types::CertificateDer,
};

use crate::{IssuerCheck, issuer_skipping::IssuerSkippingVerifier};

/// The configurations an [`HttpClient`](crate::HttpClient) chooses from by a target's [`IssuerCheck`].
#[derive(Clone, Debug)]
pub struct TlsSettings {
    trusted: Arc<ClientConfig>,
    issuer_skipped: Arc<ClientConfig>,
}

/// Why no TLS configuration could be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsSettingsError {
    /// An extra certificate of authority is not usable.
    #[error("certificate {number} of the extra authorities is not usable")]
    Authority {
        /// Its position, from 1.
        number: usize,
        /// What is wrong with it.
        #[source]
        source: rustls::Error,
    },
    /// The TLS library refused the settings.
    #[error("the TLS settings are not usable")]
    Config(#[source] rustls::Error),
}

impl TlsSettings {
    /// Trusts these authorities and nobody else.
    pub fn from_authorities(authorities: &[CertificateDer<'_>]) -> Result<Self, TlsSettingsError> {
        Self::from_roots(RootCertStore::empty(), authorities)
    }

    /// Trusts the authorities of the operating system and these.
    ///
    /// Reads the system's certificate files; unreadable ones are left out, which only ever trusts less.
    pub fn from_system_and(authorities: &[CertificateDer<'_>]) -> Result<Self, TlsSettingsError> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        Self::from_roots(roots, authorities)
    }

    fn from_roots(
        mut roots: RootCertStore,
        authorities: &[CertificateDer<'_>],
    ) -> Result<Self, TlsSettingsError> {
        for (index, authority) in authorities.iter().enumerate() {
            roots
                .add(authority.clone().into_owned())
                .map_err(|source| TlsSettingsError::Authority {
                    number: index + 1,
                    source,
                })?;
        }
        let provider = Arc::new(aws_lc_rs::default_provider());
        let mut trusted = builder(&provider)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        trusted.alpn_protocols = vec![b"http/1.1".to_vec()];
        let mut skipped = builder(&provider)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(IssuerSkippingVerifier::new(&provider)))
            .with_no_client_auth();
        skipped.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            trusted: Arc::new(trusted),
            issuer_skipped: Arc::new(skipped),
        })
    }

    pub(crate) fn config(&self, issuer: IssuerCheck) -> Arc<ClientConfig> {
        match issuer {
            IssuerCheck::Trusted => Arc::clone(&self.trusted),
            IssuerCheck::Skipped => Arc::clone(&self.issuer_skipped),
        }
    }
}

fn builder(
    provider: &Arc<CryptoProvider>,
) -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, TlsSettingsError> {
    ClientConfig::builder_with_provider(Arc::clone(provider))
        .with_safe_default_protocol_versions()
        .map_err(TlsSettingsError::Config)
}
