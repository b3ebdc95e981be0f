//! Client certificates: of the authority that a domain name trusts, and of another.

use std::sync::{Arc, LazyLock};

use gateway::TrustStore;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Two authorities, made once.
pub struct ClientCertificates {
    trusted: CertifiedIssuer<'static, KeyPair>,
    unknown: CertifiedIssuer<'static, KeyPair>,
}

/// The authorities of this process.
pub fn client_certificates() -> &'static ClientCertificates {
    static MADE: LazyLock<ClientCertificates> = LazyLock::new(|| ClientCertificates {
        trusted: authority("Trusted CA"),
        unknown: authority("Unknown CA"),
    });
    &MADE
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("parameters");
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

impl ClientCertificates {
    /// What a domain name trusts.
    pub fn trust_store(&self) -> Arc<TrustStore> {
        let pem = self.trusted.pem();
        Arc::new(TrustStore::from_pem("trusted", pem.as_bytes()).expect("a trust store"))
    }

    /// A client's certificate and key, of the authority that is trusted or of the other.
    pub fn client(&self, trusted: bool) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let issuer = if trusted { &self.trusted } else { &self.unknown };
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params
            .distinguished_name
            .push(rcgen::DnType::CommonName, "client-1");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, issuer).expect("a certificate");
        (certificate.der().clone(), key.into())
    }
}
