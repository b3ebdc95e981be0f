//! Base64 of a hash, as AWS's texts carry it in place of what they must not repeat.

use sha2::{Digest, Sha256};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 of the SHA-256 of `bytes`.
pub(crate) fn hashed(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(44);
    for group in Sha256::digest(bytes).chunks(3) {
        let bits = group
            .iter()
            .zip([16, 8, 0])
            .fold(0_u32, |bits, (byte, shift)| bits | u32::from(*byte) << shift);
        for (at, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = DIGITS.get((bits >> shift) as usize & 63).copied().unwrap_or(b'A');
            out.push(if at > group.len() { '=' } else { char::from(digit) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_other_programs() {
        // printf abc | openssl dgst -sha256 -binary | base64
        assert_eq!(hashed(b"abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
