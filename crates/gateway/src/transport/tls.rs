//! TLS of a listener: certificates chosen by server name, replaceable while it runs.
//!
//! A client is asked for a certificate only where it names a server whose clients need one; whether that certificate is good
//! is a question of each request, because API Gateway answers a bad one with 403 and not with a broken handshake. So the
//! handshake takes any certificate, or none, and makes sure only that the client has the private key. Both ways to greet
//! clients have ticket keys of their own: a session that began without the question cannot go on as one that was asked. A
//! session goes on only under the server name it began with (RFC 6066, section 3), and with the certificate it began with.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{
    WebPkiSupportedAlgorithms, aws_lc_rs, verify_tls12_signature, verify_tls13_signature,
    verify_tls13_signature_with_raw_key,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{ClientHello, NoClientAuth, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{CertificateError, DigitallySignedStruct, DistinguishedName, ServerConfig, SignatureScheme};
use webpki::{EndEntityCert, aws_lc_rs as algorithms};

use super::connection::TlsFacts;
use super::trust_store::ALGORITHMS;
use super::version_one;
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

/// The two ways a listener greets clients.
#[derive(Debug, Clone)]
pub(super) struct ServerTls {
    /// Asks for no certificate.
    pub(super) open: Arc<ServerConfig>,
    /// Asks for one.
    pub(super) mutual: Arc<ServerConfig>,
}

/// Makes the TLS of a listener, and the handle on its certificates.
pub(super) fn server_tls(tls: &TlsConfig) -> Result<(ServerTls, Arc<Certificates>), TlsError> {
    let certificates = Arc::new(Certificates(ArcSwap::from_pointee(load(&tls.certificates)?)));
    let versions: &[_] = match tls.minimum_version {
        TlsVersion::V1_2 => &[&rustls::version::TLS13, &rustls::version::TLS12],
        TlsVersion::V1_3 => &[&rustls::version::TLS13],
    };
    let config = |verifier: Arc<dyn ClientCertVerifier>| {
        let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_protocol_versions(versions)
            .map_err(TlsError::Setup)?
            .with_client_cert_verifier(verifier)
            .with_cert_resolver(certificates.clone());
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        config.ticketer = aws_lc_rs::Ticketer::new().map_err(TlsError::Setup)?;
        Ok(Arc::new(config))
    };
    let tls = ServerTls {
        open: config(Arc::new(NoClientAuth))?,
        mutual: config(Arc::new(AnyClient))?,
    };
    Ok((tls, certificates))
}

/// Takes any client that has the private key of the certificate it shows, and those that show none.
#[derive(Debug)]
struct AnyClient;

/// What clients may sign handshakes with: the algorithms that their certificates may be signed with.
static CLIENT_SIGNATURES: WebPkiSupportedAlgorithms = WebPkiSupportedAlgorithms {
    all: ALGORITHMS,
    mapping: &[
        // TLS 1.3 takes the first of each; TLS 1.2 does not bind the hash to the curve.
        (
            SignatureScheme::ECDSA_NISTP384_SHA384,
            &[algorithms::ECDSA_P384_SHA384, algorithms::ECDSA_P256_SHA384],
        ),
        (
            SignatureScheme::ECDSA_NISTP256_SHA256,
            &[algorithms::ECDSA_P256_SHA256, algorithms::ECDSA_P384_SHA256],
        ),
        (
            SignatureScheme::RSA_PSS_SHA512,
            &[algorithms::RSA_PSS_2048_8192_SHA512_LEGACY_KEY],
        ),
        (
            SignatureScheme::RSA_PSS_SHA384,
            &[algorithms::RSA_PSS_2048_8192_SHA384_LEGACY_KEY],
        ),
        (
            SignatureScheme::RSA_PSS_SHA256,
            &[algorithms::RSA_PSS_2048_8192_SHA256_LEGACY_KEY],
        ),
        (
            SignatureScheme::RSA_PKCS1_SHA512,
            &[algorithms::RSA_PKCS1_2048_8192_SHA512],
        ),
        (
            SignatureScheme::RSA_PKCS1_SHA384,
            &[algorithms::RSA_PKCS1_2048_8192_SHA384],
        ),
        (
            SignatureScheme::RSA_PKCS1_SHA256,
            &[algorithms::RSA_PKCS1_2048_8192_SHA256],
        ),
    ],
};

impl ClientCertVerifier for AnyClient {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        // Each request asks for more: `Connection::client_certificate`.
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let Some(key) = version_one::key_of(certificate) else {
            return verify_tls12_signature(message, certificate, signed, &CLIENT_SIGNATURES);
        };
        let mut known = CLIENT_SIGNATURES.mapping.iter();
        let known = known.find(|(scheme, _)| *scheme == signed.scheme);
        match known {
            Some((_, algorithms)) if version_one::holds(algorithms, &key, message, signed.signature()) => {
                Ok(HandshakeSignatureValid::assertion())
            }
            Some(_) | None => Err(CertificateError::BadSignature.into()),
        }
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        match version_one::key_of(certificate) {
            Some(key) => verify_tls13_signature_with_raw_key(message, &key, signed, &CLIENT_SIGNATURES),
            None => verify_tls13_signature(message, certificate, signed, &CLIENT_SIGNATURES),
        }
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        CLIENT_SIGNATURES.supported_schemes()
    }
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
