//! Certificate and key files of a listener: read and tried here, so that a start or a reload with bad ones is refused whole.

use std::path::Path;

use gateway::config::CertificatePem;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use super::Check;
use crate::settings::ListenerSettings;

/// The certificates of one listener, in order; `None` where something is wrong with them, which `check` has been told.
/// An empty list means cleartext.
pub(super) fn certificates(
    check: &mut Check<'_>,
    one: &ListenerSettings,
    prefix: &str,
) -> Option<Vec<CertificatePem>> {
    let key = |name: &str| format!("{prefix}{name}");
    match (&one.tls_certificate_file, &one.tls_key_file) {
        (None, None) => {}
        (Some(_), Some(_)) | (Some(_), None) | (None, Some(_)) if !one.certificate.is_empty() => {
            check.wrong(
                &key("certificate"),
                "`tls_certificate_file` or `tls_key_file` is given as well: use one of the two",
            );
            return None;
        }
        (Some(chain), Some(pem_key)) => {
            let keys = [key("tls_certificate_file"), key("tls_key_file")];
            return certificate(check, keys, chain, pem_key).map(|one| vec![one]);
        }
        (Some(_), None) => {
            check.wrong(&key("tls_certificate_file"), "there is no `tls_key_file` for it");
            return None;
        }
        (None, Some(_)) => {
            check.wrong(&key("tls_key_file"), "there is no `tls_certificate_file` for it");
            return None;
        }
    }
    let tried: Vec<Option<CertificatePem>> = one
        .certificate
        .iter()
        .enumerate()
        .map(|(at, pair)| {
            let keys = ["certificate_file", "key_file"].map(|name| key(&format!("certificate[{at}].{name}")));
            certificate(check, keys, &pair.certificate_file, &pair.key_file)
        })
        .collect();
    tried.into_iter().collect()
}

/// Reads one chain and its key and tries them together. `keys` are the settings that name the two files.
fn certificate(
    check: &mut Check<'_>,
    [chain_key, key_key]: [String; 2],
    chain_file: &Path,
    key_file: &Path,
) -> Option<CertificatePem> {
    let chain = read(check, &chain_key, chain_file);
    let key = read(check, &key_key, key_file);
    let (chain, key) = (chain?, key?);
    let certificates = CertificateDer::pem_slice_iter(&chain).collect::<Result<Vec<_>, _>>();
    let certificates = match certificates {
        Ok(found) if found.is_empty() => {
            let why = format!(
                "`{}` holds no certificate: it must be PEM text, the server's own certificate first, then its issuers'",
                chain_file.display()
            );
            check.wrong(&chain_key, why);
            None
        }
        Ok(found) => Some(found),
        Err(error) => {
            check.wrong(
                &chain_key,
                format!("`{}` is no PEM text: {error}", chain_file.display()),
            );
            None
        }
    };
    let private = PrivateKeyDer::from_pem_slice(&key).map_err(|error| {
        let why = format!(
            "`{}` holds no private key: it must be PEM text (PKCS#8, PKCS#1 or SEC1): {error}",
            key_file.display()
        );
        check.wrong(&key_key, why);
    });
    let (certificates, private) = (certificates?, private.ok()?);
    match CertifiedKey::from_der(certificates, private, &aws_lc_rs::default_provider()) {
        Ok(_) => Some(CertificatePem {
            name: chain_file.display().to_string(),
            chain,
            key,
        }),
        Err(error) => {
            let why = format!(
                "`{}` does not go with the certificate in `{}`: {error}",
                key_file.display(),
                chain_file.display()
            );
            check.wrong(&key_key, why);
            None
        }
    }
}

fn read(check: &mut Check<'_>, key: &str, path: &Path) -> Option<Vec<u8>> {
    std::fs::read(path)
        .map_err(|error| check.wrong(key, format!("cannot read `{}`: {error}", path.display())))
        .ok()
}
