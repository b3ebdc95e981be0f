//! TLS of a listener: certificates chosen by server name, replaceable while it runs.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use webpki::EndEntityCert;

use super::connection::TlsFacts;
use crate::config::{CertificatePem, TlsConfig, TlsVersion};

/// What is wrong with a listener's TLS settings.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// No certificate was given.
    #[error("no certificate is given; name a certificate and a key file")]
    NoCertificate,
    /// The chain is no PEM text.
    #[error("the certificate chain of `{name}` cannot be read; it must be PEM text")]
    Chain {
        /// The certificate's name.
        name: String,
        /// What the reader said.
        #[source]
        source: rustls::pki_types::pem::Error,
    },
    /// The PEM text holds no certificate.
    #[error("`{name}` holds no certificate; it must begin with the server's own, followed by its issuers'")]
    EmptyChain {
        /// The certificate's name.
        name: String,
    },
    /// The key is no PEM text or not of a known form.
    #[error("the private key of `{name}` cannot be read; it must be PEM text (PKCS#8, PKCS#1 or SEC1)")]
    Key {
        /// The certificate's name.
        name: String,
        /// What the reader said.
        #[source]
        source: rustls::pki_types::pem::Error,
    },
    /// The key does not belong to the certificate, or cannot be used.
    #[error("the certificate and private key of `{name}` cannot be used together")]
    Pair {
        /// The certificate's name.
        name: String,
        /// What the TLS library said.
        #[source]
        source: rustls::Error,
    },
    /// The TLS library refused the settings.
    #[error("TLS cannot be set up")]
    Setup(#[source] rustls::Error),
    /// The listener has no TLS.
    #[error("listener `{index}` is not a TLS listener")]
    NotTls {
        /// The place of the listener in the configuration.
        index: usize,
    },
}

/// The certificates of one listener, shared by all threads.
pub(super) struct Certificates(ArcSwap<Named>);

/// Certificates by the names they are for. With thousands of them a handshake must not look at each.
#[derive(Debug)]
struct Named {
    first: Arc<CertifiedKey>,
    /// Lower case; a wildcard with its `*.`. Of several certificates for one name the first counts.
    by_name: HashMap<Box<str>, Arc<CertifiedKey>>,
}

impl Named {
    /// The certificate for a name: one for this very name before one for a wildcard; else the first of all.
    fn of(&self, name: Option<&str>) -> &Arc<CertifiedKey> {
        name.and_then(|name| {
            let name = name.to_ascii_lowercase();
            self.by_name.get(name.as_str()).or_else(|| {
                let (_, below) = name.split_once('.')?;
                self.by_name.get(format!("*.{below}").as_str())
            })
        })
        .unwrap_or(&self.first)
    }
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates")
            .field("names", &self.0.load().by_name.len())
            .finish()
    }
}

impl Certificates {
    /// Replaces all certificates; on an error the old ones stay.
    pub(super) fn replace(&self, certificates: &[CertificatePem]) -> Result<(), TlsError> {
        self.0.store(Arc::new(load(certificates)?));
        Ok(())
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(self.0.load().of(hello.server_name())))
    }
}

/// Reads certificate chains and keys, and checks that they belong together.
fn load(certificates: &[CertificatePem]) -> Result<Named, TlsError> {
    let mut first = None;
    let mut by_name = HashMap::new();
    for pem in certificates {
        let key = load_one(pem)?;
        let names = key.cert.first().map(|leaf| names(leaf)).unwrap_or_default();
        for name in names {
            by_name.entry(name).or_insert_with(|| Arc::clone(&key));
        }
        first.get_or_insert(key);
    }
    Ok(Named {
        first: first.ok_or(TlsError::NoCertificate)?,
        by_name,
    })
}

/// The DNS names a certificate is for (its subject alternative names: common names do not count, as with all clients of
/// today).
fn names(leaf: &CertificateDer<'_>) -> Vec<Box<str>> {
    let Ok(certificate) = EndEntityCert::try_from(leaf) else {
        return Vec::new();
    };
    let names = certificate.valid_dns_names();
    names.map(|name| name.to_ascii_lowercase().into()).collect()
}

fn load_one(pem: &CertificatePem) -> Result<Arc<CertifiedKey>, TlsError> {
    let name = || pem.name.clone();
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&pem.chain)
        .collect::<Result<_, _>>()
        .map_err(|source| TlsError::Chain { name: name(), source })?;
    if chain.is_empty() {
        return Err(TlsError::EmptyChain { name: name() });
    }
    let key =
        PrivateKeyDer::from_pem_slice(&pem.key).map_err(|source| TlsError::Key { name: name(), source })?;
    CertifiedKey::from_der(chain, key, &aws_lc_rs::default_provider())
        .map(Arc::new)
        .map_err(|source| TlsError::Pair { name: name(), source })
}

/// Makes the TLS of a listener, and the handle on its certificates.
pub(super) fn server_config(tls: &TlsConfig) -> Result<(Arc<ServerConfig>, Arc<Certificates>), TlsError> {
    let certificates = Arc::new(Certificates(ArcSwap::from_pointee(load(&tls.certificates)?)));
    let versions: &[_] = match tls.minimum_version {
        TlsVersion::V1_2 => &[&rustls::version::TLS13, &rustls::version::TLS12],
        TlsVersion::V1_3 => &[&rustls::version::TLS13],
    };
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(versions)
        .map_err(TlsError::Setup)?
        .with_no_client_auth()
        .with_cert_resolver(certificates.clone());
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config.ticketer = aws_lc_rs::Ticketer::new().map_err(TlsError::Setup)?;
    Ok((Arc::new(config), certificates))
}

/// What the handshake agreed on.
pub(super) fn facts(connection: &rustls::ServerConnection) -> TlsFacts {
    let version = match connection.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_3) => "TLSv1.3",
        Some(rustls::ProtocolVersion::TLSv1_2) => "TLSv1.2",
        _ => "unknown",
    };
    let cipher = connection
        .negotiated_cipher_suite()
        .and_then(|suite| suite.suite().as_str())
        .unwrap_or("unknown");
    TlsFacts {
        version,
        cipher,
        server_name: connection.server_name().map(Into::into),
    }
}
