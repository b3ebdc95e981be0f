//! What API Gateway answers to an `Authorization` header that is no Signature Version 4.
//!
//! Texts: recorded answers. A token is never repeated: only its hash is.

use sha2::{Digest, Sha256};

/// The parameters a signature has.
const PARAMETERS: [&str; 3] = ["Credential", "Signature", "SignedHeaders"];

/// What is wrong with the header; `None` if it has the form of a signature. `dated`: the request has `X-Amz-Date` or `Date`.
pub(super) fn fault(authorization: &[u8], dated: bool) -> Option<String> {
    let text = authorization.trim_ascii();
    let (algorithm, rest) = match text.iter().position(|byte| matches!(byte, b' ' | b'\t')) {
        Some(at) => text.split_at_checked(at)?,
        None => (text, &[][..]),
    };
    if algorithm.contains(&b'=') {
        return Some(format!(
            "Authorization header must begin with the algorithm name, which cannot include an equal-sign (hashed with \
             SHA-256 and encoded with Base64): '{}'.",
            hashed(text)
        ));
    }
    let mut missing = PARAMETERS.map(Some);
    for part in rest
        .split(|byte| *byte == b',')
        .map(<[u8]>::trim_ascii)
        .filter(|part| !part.is_empty())
    {
        let Some(at) = part.iter().position(|byte| *byte == b'=') else {
            return Some(format!(
                "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded \
                 with Base64): '{}'.",
                hashed(part)
            ));
        };
        let name = part.get(..at).unwrap_or(&[]);
        for slot in &mut missing {
            if slot.is_some_and(|parameter| parameter.as_bytes() == name) {
                *slot = None;
            }
        }
    }
    let mut out = String::new();
    for parameter in missing.into_iter().flatten() {
        out.push_str(&format!(
            "Authorization header requires '{parameter}' parameter. "
        ));
    }
    if !dated {
        out.push_str("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if out.is_empty() {
        return None;
    }
    out.push_str(&format!(
        "(Hashed with SHA-256 and encoded with Base64) Authorization={}",
        hashed(text)
    ));
    Some(out)
}

/// Base64 of the SHA-256 of `bytes`.
fn hashed(bytes: &[u8]) -> String {
    const DIGITS: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(44);
    for group in Sha256::digest(bytes).chunks(3) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte))
            << (8 * (3 - group.len()));
        for at in 0..4 {
            let digit = DIGITS
                .get((bits >> (18 - 6 * at)) as usize & 63)
                .copied()
                .unwrap_or(b'A');
            out.push(if at > group.len() { '=' } else { char::from(digit) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(authorization: &str, dated: bool, expect: Option<&str>) {
        assert_eq!(
            fault(authorization.as_bytes(), dated).as_deref(),
            expect,
            "{authorization}"
        );
    }

    #[test]
    fn hashes_are_those_of_other_programs() {
        // printf abc | openssl dgst -sha256 -binary | base64
        assert_eq!(hashed(b"abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn texts() {
        check(
            "Bearer abc",
            false,
            Some(
                "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded \
                 with Base64): 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='.",
            ),
        );
        let all = "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' \
                   parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires \
                   existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) \
                   Authorization=";
        check("Bearer", false, Some(&format!("{all}{}", hashed(b"Bearer"))));
        check(
            "Bearer abc=",
            false,
            Some(&format!("{all}{}", hashed(b"Bearer abc="))),
        );
        check(
            "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host",
            true,
            Some(&format!(
                "Authorization header requires 'Signature' parameter. (Hashed with SHA-256 and encoded with Base64) \
                 Authorization={}",
                hashed(b"AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host")
            )),
        );
        check(
            "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0",
            true,
            None,
        );
        assert!(
            fault(b"a=b", true)
                .unwrap()
                .starts_with("Authorization header must begin with the algorithm name")
        );
        assert!(fault(b"", true).is_some());
    }
}
