//! Clients' certificates of X.509 version 1, which have no extensions.
//!
//! The verifier of all other certificates knows version 3 alone. But `openssl x509 -req`, by which AWS shows how to make a
//! client's certificate, writes version 1 in many releases of OpenSSL, and API Gateway takes it. So one that a root of the store
//! has issued itself is verified here: its issuer's name, its signature, its time. There are no uses to look at, and it cannot
//! issue anything; a root that constrains names is not asked, since there is nobody to apply that.
//!
//! Source: AWS compute blog, "Introducing mutual TLS authentication for Amazon API Gateway"; RFC 5280, section 4.1.2.1.

use rustls::pki_types::{CertificateDer, SignatureVerificationAlgorithm, SubjectPublicKeyInfoDer};
use webpki::{RawPublicKeyEntity, aws_lc_rs as algorithms};
use x509_parser::{
    certificate::X509Certificate,
    oid_registry::OID_X509_EXT_NAME_CONSTRAINTS,
    x509::{SubjectPublicKeyInfo, X509Version},
};

use super::client_certificate::parse;

type Algorithms = &'static [&'static dyn SignatureVerificationAlgorithm];

/// What certificates of version 1 may be signed with, by the number of the signature algorithm.
const SIGNATURES: &[(&str, Algorithms)] = &[
    ("1.2.840.113549.1.1.11", &[algorithms::RSA_PKCS1_2048_8192_SHA256]),
    ("1.2.840.113549.1.1.12", &[algorithms::RSA_PKCS1_2048_8192_SHA384]),
    ("1.2.840.113549.1.1.13", &[algorithms::RSA_PKCS1_2048_8192_SHA512]),
    (
        "1.2.840.10045.4.3.2",
        &[algorithms::ECDSA_P256_SHA256, algorithms::ECDSA_P384_SHA256],
    ),
    (
        "1.2.840.10045.4.3.3",
        &[algorithms::ECDSA_P256_SHA384, algorithms::ECDSA_P384_SHA384],
    ),
    (
        "1.2.840.10045.4.3.4",
        &[algorithms::ECDSA_P256_SHA512, algorithms::ECDSA_P384_SHA512],
    ),
];

/// The key of a certificate of version 1; `None` for all others.
pub(super) fn key_of(der: &CertificateDer<'_>) -> Option<SubjectPublicKeyInfoDer<'static>> {
    let certificate = parse(der)?;
    (certificate.version() == X509Version::V1).then(|| key(certificate.public_key()))
}

/// Whether `root` has issued `certificate`, of version 1: the same name, and a signature that holds.
pub(super) fn is_issued_by(certificate: &X509Certificate<'_>, root: &X509Certificate<'_>) -> bool {
    let algorithm = &certificate.signature_algorithm;
    if certificate.issuer().as_raw() != root.subject().as_raw()
        || certificate.tbs_certificate.signature != *algorithm
        || root
            .iter_extensions()
            .any(|extension| extension.oid == OID_X509_EXT_NAME_CONSTRAINTS)
        || certificate.signature_value.unused_bits != 0
    {
        return false;
    }
    let number = algorithm.algorithm.to_id_string();
    let known = SIGNATURES.iter().find(|(known, _)| *known == number);
    let signed = certificate.tbs_certificate.as_ref();
    known.is_some_and(|(_, algorithms)| {
        holds(
            algorithms,
            &key(root.public_key()),
            signed,
            &certificate.signature_value.data,
        )
    })
}

/// Whether a signature holds by any of these algorithms, those for other kinds of keys aside.
pub(super) fn holds(
    algorithms: &[&dyn SignatureVerificationAlgorithm],
    key: &SubjectPublicKeyInfoDer<'_>,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let Ok(key) = RawPublicKeyEntity::try_from(key) else {
        return false;
    };
    let mut algorithms = algorithms.iter();
    algorithms.any(|algorithm| key.verify_signature(*algorithm, message, signature).is_ok())
}

fn key(key: &SubjectPublicKeyInfo<'_>) -> SubjectPublicKeyInfoDer<'static> {
    SubjectPublicKeyInfoDer::from(key.raw.to_vec())
}
