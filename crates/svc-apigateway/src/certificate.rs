//! Certificates that are given as PEM: they must be readable, belong to their key, and be for the name they are given for.

use control::Result;
use rustls::{
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
    sign::CertifiedKey,
};
use webpki::EndEntityCert;

use crate::{SavedCertificate, errors::bad_request};

/// Bytes of a certificate with those above it, and of a key. Source: AWS Certificate Manager, ImportCertificate (a chain of
/// 2 MiB would be accepted there; no real one comes near this).
const PEM_BYTES_MAX: usize = 128 * 1024;

/// The certificate of a custom domain name, from the three members of a request.
pub(crate) fn checked(domain: &str, body: &str, chain: Option<&str>, key: &str) -> Result<SavedCertificate> {
    let mut all = body.trim().to_owned();
    all.push('\n');
    if let Some(chain) = chain {
        all.push_str(chain.trim());
        all.push('\n');
    }
    if all.len() > PEM_BYTES_MAX || key.len() > PEM_BYTES_MAX {
        return Err(bad_request(format!(
            "the certificate or its key has more than {PEM_BYTES_MAX} bytes"
        )));
    }
    let pair = read_pair(&all, key).map_err(bad_request)?;
    let fits = pair
        .end_entity_cert()
        .ok()
        .and_then(|leaf| EndEntityCert::try_from(leaf).ok())
        .is_some_and(|leaf| is_for(&leaf, domain));
    if !fits {
        return Err(bad_request(format!(
            "the certificate is not for `{domain}`: its subject alternative names must have that name"
        )));
    }
    Ok(SavedCertificate {
        chain: all,
        key: key.to_owned(),
    })
}

/// The chain and the key, if they belong together.
pub(crate) fn read_pair(chain: &str, key: &str) -> Result<CertifiedKey, String> {
    let chain = CertificateDer::pem_slice_iter(chain.as_bytes())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| "the certificate cannot be read: it must be PEM text".to_owned())?;
    if chain.is_empty() {
        return Err("no certificate is given: it must be PEM text".to_owned());
    }
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes())
        .map_err(|_| "the private key cannot be read: it must be PEM text without a password".to_owned())?;
    CertifiedKey::from_der(chain, key, &aws_lc_rs::default_provider())
        .map_err(|_| "the certificate and the private key do not belong together".to_owned())
}

/// Whether a certificate names a domain; a wildcard name must stand there as it is.
fn is_for(leaf: &EndEntityCert<'_>, domain: &str) -> bool {
    if domain.starts_with("*.") {
        return leaf
            .valid_dns_names()
            .any(|name| name.eq_ignore_ascii_case(domain));
    }
    ServerName::try_from(domain).is_ok_and(|name| leaf.verify_is_valid_for_subject_name(&name).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(name: &str) -> (String, String) {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    #[test]
    fn a_certificate_is_for_its_names_and_key() {
        let (body, key) = made("*.example.com");
        let (_, other) = made("*.example.com");
        let message = |domain, body: &str, key: &str| match checked(domain, body, None, key) {
            Ok(_) => "fits".to_owned(),
            Err(error) => error.message,
        };
        assert_eq!(message("api.example.com", &body, &key), "fits");
        assert_eq!(message("*.example.com", &body, &key), "fits");
        assert!(message("api.example.org", &body, &key).starts_with("the certificate is not for"));
        assert!(message("*.example.org", &body, &key).starts_with("the certificate is not for"));
        assert_eq!(
            message("api.example.com", &body, &other),
            "the certificate and the private key do not belong together"
        );
        assert!(message("api.example.com", "x", &key).starts_with("no certificate"));
        assert!(message("api.example.com", &body, "x").starts_with("the private key cannot be read"));
    }
}
