//! The authorities that clients of a custom domain name must have their certificates from.
//!
//! Certificates of a store that are their own issuers are its roots; the others help to find the way from a client's
//! certificate to a root, as do those that the client sends along. A certificate that must not be used is left out and told
//! as a warning, as API Gateway does: the store then trusts fewer clients, never more.
//!
//! Not checked, as on AWS: revocation, and which client it is.
//!
//! Source: API Gateway developer guide, "How to turn on mutual TLS authentication for your REST APIs in API Gateway": chains
//! of up to four certificates, SHA-256 or stronger, RSA with 2048 bits or more, ECDSA with 256 or 384 bits; API reference,
//! `MutualTlsAuthentication.truststoreWarnings`.

use std::{fmt, time::Duration};

use portcullis_core::Timestamp;
use rustls::pki_types::{
    CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime, pem::PemObject,
};
use webpki::{EndEntityCert, KeyUsage, VerifiedPath, aws_lc_rs as algorithms};
use x509_parser::{
    certificate::X509Certificate,
    public_key::PublicKey,
    x509::{SubjectPublicKeyInfo, X509Version},
};

use super::{
    client_certificate::{distinguished_name, parse},
    version_one,
};

/// The most bytes of a trust store. AWS documents no number; chosen.
pub const TRUST_STORE_BYTES_MAX: usize = 1024 * 1024;

/// The most certificates of a trust store. AWS documents no number; chosen.
pub const TRUST_STORE_CERTIFICATES_MAX: usize = 1_000;

/// The most certificates from a client's to the root's, both counted.
const CHAIN_MAX: usize = 4;

/// The fewest bits of an RSA key.
const RSA_BITS_MIN: usize = 2_048;

/// What signatures of certificates, and of clients in handshakes, may be made with.
pub(super) static ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    algorithms::ECDSA_P256_SHA256,
    algorithms::ECDSA_P256_SHA384,
    algorithms::ECDSA_P256_SHA512,
    algorithms::ECDSA_P384_SHA256,
    algorithms::ECDSA_P384_SHA384,
    algorithms::ECDSA_P384_SHA512,
    algorithms::RSA_PKCS1_2048_8192_SHA256,
    algorithms::RSA_PKCS1_2048_8192_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA512,
    algorithms::RSA_PKCS1_2048_8192_SHA256_ABSENT_PARAMS,
    algorithms::RSA_PKCS1_2048_8192_SHA384_ABSENT_PARAMS,
    algorithms::RSA_PKCS1_2048_8192_SHA512_ABSENT_PARAMS,
    algorithms::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    algorithms::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    algorithms::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
];

/// The signature algorithms of certificates that a trust store may hold: RSA PKCS #1 and ECDSA with SHA-256, 384 and 512,
/// RSASSA-PSS.
const SIGNATURES: [&str; 7] = [
    "1.2.840.113549.1.1.10",
    "1.2.840.113549.1.1.11",
    "1.2.840.113549.1.1.12",
    "1.2.840.113549.1.1.13",
    "1.2.840.10045.4.3.2",
    "1.2.840.10045.4.3.3",
    "1.2.840.10045.4.3.4",
];

/// The curves P-256 and P-384.
const CURVES: [&str; 2] = ["1.2.840.10045.3.1.7", "1.3.132.0.34"];

/// Certificate authorities, ready to verify clients with.
pub struct TrustStore {
    name: String,
    /// The roots, as the verifier wants them.
    anchors: Vec<TrustAnchor<'static>>,
    // Invariant: each of `anchors` as it was given.
    roots: Vec<Root>,
    /// The others.
    intermediates: Vec<CertificateDer<'static>>,
    /// All that is used.
    used: Vec<Used>,
    left_out: Vec<TrustStoreWarning>,
}

/// A root as it was given.
struct Root {
    der: CertificateDer<'static>,
    valid: Span,
}

/// A certificate of a store, for warnings.
struct Used {
    place: usize,
    subject: String,
    valid: Span,
}

/// Why a trust store trusts nobody. Nothing is verified with it then.
#[derive(Debug, thiserror::Error)]
pub enum TrustStoreError {
    /// Too many bytes.
    #[error(
        "the trust store `{name}` has {bytes} bytes, at most {TRUST_STORE_BYTES_MAX} are allowed: remove certificates"
    )]
    TooLarge {
        /// The store.
        name: String,
        /// Its bytes.
        bytes: usize,
    },
    /// Too many certificates.
    #[error(
        "the trust store `{name}` has more than {TRUST_STORE_CERTIFICATES_MAX} certificates: remove some"
    )]
    TooMany {
        /// The store.
        name: String,
    },
    /// No PEM text.
    #[error("the trust store `{name}` cannot be read; it must be PEM text")]
    Pem {
        /// The store.
        name: String,
        /// What the reader said.
        #[source]
        source: rustls::pki_types::pem::Error,
    },
    /// Not one certificate.
    #[error(
        "the trust store `{name}` holds no certificate; it must hold those of the authorities, roots included"
    )]
    Empty {
        /// The store.
        name: String,
    },
    /// No certificate that is its own issuer and may be used.
    #[error(
        "the trust store `{name}` holds no root that can be used; it must hold each chain up to its self-signed certificate{}",
        Listed(warnings)
    )]
    NoRoot {
        /// The store.
        name: String,
        /// What was left out of it.
        warnings: Vec<TrustStoreWarning>,
    },
}

/// A certificate of a trust store that does not help any client.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("certificate {place} (`{subject}`) is not used: {fault}")]
pub struct TrustStoreWarning {
    /// Its place in the store, counted from 1.
    pub place: usize,
    /// Its subject; empty where it cannot be read.
    pub subject: String,
    /// What is wrong.
    pub fault: CertificateFault,
}

/// What is wrong with a certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// Not X.509.
    #[error("it cannot be read as an X.509 certificate")]
    Malformed,
    /// An intermediate certificate without extensions.
    #[error("only a root may be of a version before 3")]
    Version,
    /// A short RSA key.
    #[error("its RSA key has {0} bits, at least {RSA_BITS_MIN} are needed")]
    RsaKey(usize),
    /// Another curve.
    #[error("its elliptic curve is neither P-256 nor P-384")]
    Curve,
    /// Neither RSA nor ECDSA.
    #[error("its key is neither RSA nor ECDSA")]
    Key,
    /// A weak signature.
    #[error("it is signed with `{0}`; RSA or ECDSA with SHA-256 or stronger is needed")]
    Signature(String),
    /// An intermediate that may not issue anything.
    #[error("it is neither self-signed nor an authority (basic constraints)")]
    NotAuthority,
    /// The way to the root is broken off.
    #[error("its issuer `{0}` is not in the trust store")]
    NoIssuer(String),
    /// Its time is to come.
    #[error("it is not valid yet")]
    NotYetValid,
    /// Its time is over.
    #[error("it has expired")]
    Expired,
}

/// Why a client is not trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Untrusted {
    #[error("the handshake did not ask for a certificate: it was for another server name, or there was none")]
    NotAsked,
    #[error("the client showed no certificate")]
    NoCertificate,
    #[error("the client's certificate, or one of its issuers, has expired or is not valid yet")]
    Time,
    #[error("the chain from the client's certificate to the root has more than {CHAIN_MAX} certificates")]
    ChainTooLong,
    #[error("no root of the trust store `{0}` has issued the client's certificate")]
    Issuer(String),
    #[error(
        "the client's certificate is of X.509 version 1, and no root of the trust store has issued it itself"
    )]
    VersionOne,
    #[error("the client's certificate is not for clients")]
    Usage,
    #[error(
        "the key of the client's certificate is neither RSA with 2048 bits or more nor ECDSA P-256 or P-384"
    )]
    Key,
    #[error("the client's certificate cannot be verified: {0:?}")]
    Other(webpki::Error),
}

/// When something is valid, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// Seconds since the Unix epoch.
    from: i64,
    to: i64,
}

impl Span {
    fn of(certificate: &X509Certificate<'_>) -> Self {
        let validity = certificate.validity();
        Self {
            from: validity.not_before.timestamp(),
            to: validity.not_after.timestamp(),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        }
    }

    pub(crate) fn holds(self, at: Timestamp) -> bool {
        let seconds = at.epoch_ms.div_euclid(1000);
        self.from <= seconds && seconds <= self.to
    }
}

impl fmt::Debug for TrustStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrustStore")
            .field("name", &self.name)
            .field("roots", &self.anchors.len())
            .field("intermediates", &self.intermediates.len())
            .finish()
    }
}

/// Warnings behind an error's text.
struct Listed<'a>(&'a [TrustStoreWarning]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|warning| write!(f, "; {warning}"))
    }
}

impl TrustStore {
    /// Reads a store: certificates as PEM text, in any order. `name` is told in errors and records: usually where the store
    /// came from.
    pub fn from_pem(name: &str, bytes: &[u8]) -> Result<Self, TrustStoreError> {
        let name = name.to_owned();
        if bytes.len() > TRUST_STORE_BYTES_MAX {
            let bytes = bytes.len();
            return Err(TrustStoreError::TooLarge { name, bytes });
        }
        let mut store = Self {
            name,
            anchors: Vec::new(),
            roots: Vec::new(),
            intermediates: Vec::new(),
            used: Vec::new(),
            left_out: Vec::new(),
        };
        let ders: Vec<CertificateDer<'static>> = match CertificateDer::pem_slice_iter(bytes).collect() {
            Ok(ders) => ders,
            Err(source) => {
                let name = store.name;
                return Err(TrustStoreError::Pem { name, source });
            }
        };
        if ders.is_empty() {
            return Err(TrustStoreError::Empty { name: store.name });
        }
        if ders.len() > TRUST_STORE_CERTIFICATES_MAX {
            return Err(TrustStoreError::TooMany { name: store.name });
        }
        let parsed: Vec<_> = ders.iter().map(parse).collect();
        let subjects: Vec<&[u8]> = parsed
            .iter()
            .flatten()
            .map(|certificate| certificate.subject().as_raw())
            .collect();
        for (place, (der, certificate)) in (1..).zip(ders.iter().zip(&parsed)) {
            if let Err(fault) = store.take(place, der, certificate.as_ref(), &subjects) {
                store.left_out.push(TrustStoreWarning {
                    place,
                    subject: certificate.as_ref().map_or_else(String::new, subject),
                    fault,
                });
            }
        }
        if store.anchors.is_empty() {
            return Err(TrustStoreError::NoRoot {
                name: store.name,
                warnings: store.left_out,
            });
        }
        Ok(store)
    }

    fn take(
        &mut self,
        place: usize,
        der: &CertificateDer<'static>,
        certificate: Option<&X509Certificate<'_>>,
        subjects: &[&[u8]],
    ) -> Result<(), CertificateFault> {
        let certificate = certificate.ok_or(CertificateFault::Malformed)?;
        check_key(certificate.public_key())?;
        let signature = certificate.signature_algorithm.algorithm.to_id_string();
        if !SIGNATURES.contains(&signature.as_str()) {
            return Err(CertificateFault::Signature(signature));
        }
        let (subject_raw, issuer) = (certificate.subject().as_raw(), certificate.issuer());
        let valid = Span::of(certificate);
        if subject_raw == issuer.as_raw() {
            let anchor = webpki::anchor_from_trusted_cert(der).map_err(|_| CertificateFault::Malformed)?;
            self.anchors.push(anchor.to_owned());
            self.roots.push(Root {
                der: der.clone(),
                valid,
            });
        } else {
            if certificate.version() != X509Version::V3 {
                return Err(CertificateFault::Version);
            }
            if !certificate.is_ca() {
                return Err(CertificateFault::NotAuthority);
            }
            if !subjects.contains(&issuer.as_raw()) {
                return Err(CertificateFault::NoIssuer(distinguished_name(issuer)));
            }
            self.intermediates.push(der.clone());
        }
        self.used.push(Used {
            place,
            subject: subject(certificate),
            valid,
        });
        Ok(())
    }

    /// What the store was named.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The certificates that do not help any client at this time, in no particular order.
    pub fn warnings(&self, now: Timestamp) -> Vec<TrustStoreWarning> {
        let mut warnings = self.left_out.clone();
        for used in &self.used {
            if !used.valid.holds(now) {
                warnings.push(TrustStoreWarning {
                    place: used.place,
                    subject: used.subject.clone(),
                    fault: if now.epoch_ms.div_euclid(1000) < used.valid.from {
                        CertificateFault::NotYetValid
                    } else {
                        CertificateFault::Expired
                    },
                });
            }
        }
        warnings
    }

    /// Verifies a client's certificate, the first of `chain`, and tells how long that holds.
    pub(crate) fn verify(&self, chain: &[CertificateDer<'_>], now: Timestamp) -> Result<Span, Untrusted> {
        let (leaf, sent_along) = chain.split_first().ok_or(Untrusted::NoCertificate)?;
        let certificate = parse(leaf).ok_or(Untrusted::Other(webpki::Error::BadDer))?;
        check_key(certificate.public_key()).map_err(|_| Untrusted::Key)?;
        if certificate.version() == X509Version::V1 {
            return self.verify_version_one(&certificate, now);
        }
        let end_entity = EndEntityCert::try_from(leaf).map_err(|error| self.untrusted(error))?;
        let intermediates: Vec<_> = sent_along.iter().chain(&self.intermediates).cloned().collect();
        let seconds = u64::try_from(now.epoch_ms.div_euclid(1000)).map_err(|_| Untrusted::Time)?;
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let is_fine = |path: &VerifiedPath<'_>| {
            if path.intermediate_certificates().count() + 2 > CHAIN_MAX {
                return Err(webpki::Error::MaximumPathDepthExceeded);
            }
            // The verifier does not look at the times of roots.
            match self.anchor_valid(path.anchor()) {
                Some(span) if span.holds(now) => Ok(()),
                Some(_) | None => Err(webpki::Error::InvalidCertValidity),
            }
        };
        let path = end_entity
            .verify_for_usage(
                ALGORITHMS,
                &self.anchors,
                &intermediates,
                time,
                KeyUsage::client_auth(),
                None,
                Some(&is_fine),
            )
            .map_err(|error| self.untrusted(error))?;
        let mut span = Span::of(&certificate);
        span = span.and(self.anchor_valid(path.anchor()).ok_or(Untrusted::Time)?);
        for intermediate in path.intermediate_certificates() {
            let der = intermediate.der();
            span = span.and(Span::of(&parse(&der).ok_or(Untrusted::Time)?));
        }
        Ok(span)
    }

    /// The same for a certificate without extensions.
    fn verify_version_one(
        &self,
        certificate: &X509Certificate<'_>,
        now: Timestamp,
    ) -> Result<Span, Untrusted> {
        let own = Span::of(certificate);
        let mut untrusted = Untrusted::VersionOne;
        for root in &self.roots {
            if parse(&root.der).is_some_and(|root| version_one::is_issued_by(certificate, &root)) {
                let span = own.and(root.valid);
                if span.holds(now) {
                    return Ok(span);
                }
                untrusted = Untrusted::Time;
            }
        }
        Err(untrusted)
    }

    /// When a root is valid; `None` where it is not one of ours.
    fn anchor_valid(&self, anchor: &TrustAnchor<'_>) -> Option<Span> {
        let at = self
            .anchors
            .iter()
            .position(|known| std::ptr::eq(known, anchor))?;
        self.roots.get(at).map(|root| root.valid)
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the verifier's list of errors is open; the rest is told as it is"
    )]
    fn untrusted(&self, error: webpki::Error) -> Untrusted {
        use webpki::Error;
        match error {
            Error::CertExpired { .. } | Error::CertNotValidYet { .. } | Error::InvalidCertValidity => {
                Untrusted::Time
            }
            Error::MaximumPathDepthExceeded => Untrusted::ChainTooLong,
            Error::UnknownIssuer => Untrusted::Issuer(self.name.clone()),
            Error::RequiredEkuNotFoundContext(_) => Untrusted::Usage,
            error => Untrusted::Other(error),
        }
    }
}

fn subject(certificate: &X509Certificate<'_>) -> String {
    distinguished_name(certificate.subject())
}

fn check_key(key: &SubjectPublicKeyInfo<'_>) -> Result<(), CertificateFault> {
    match key.parsed() {
        Ok(PublicKey::RSA(rsa)) => {
            let modulus = rsa.modulus.iter().skip_while(|byte| **byte == 0);
            let bytes = modulus.clone().count();
            let leading = modulus
                .clone()
                .next()
                .map_or(0, |byte| byte.leading_zeros() as usize);
            let bits = (bytes * 8).saturating_sub(leading);
            if bits < RSA_BITS_MIN {
                return Err(CertificateFault::RsaKey(bits));
            }
            Ok(())
        }
        Ok(PublicKey::EC(_)) => {
            let parameters = key.algorithm.parameters.as_ref();
            let curve = parameters.and_then(|curve| curve.as_oid().ok());
            match curve.map(|curve| curve.to_id_string()) {
                Some(curve) if CURVES.contains(&curve.as_str()) => Ok(()),
                Some(_) | None => Err(CertificateFault::Curve),
            }
        }
        Ok(_) | Err(_) => Err(CertificateFault::Key),
    }
}

#[cfg(test)]
mod tests;
