//! A public key of an issuer (JWK, RFC 7517), ready to verify.

use aws_lc_rs::signature::{ParsedPublicKey, RsaPublicKeyComponents};
use source_text::Node;

use crate::{
    Algorithm, RSA_BITS,
    algorithm::KeyKind,
    encoding::{base64url, text_member},
};

/// A public key of an issuer.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) id: Option<String>,
    /// One for each algorithm the key is for.
    verifiers: Vec<(Algorithm, ParsedPublicKey)>,
}

impl Key {
    /// Reads a JWK. `Err` holds why it is not taken.
    pub(crate) fn read(jwk: &Node) -> Result<Self, &'static str> {
        if jwk.members().is_none() {
            return Err("it is not an object");
        }
        let text = |name: &str| text_member(jwk, name);
        let id = text("kid").map_err(|()| "its `kid` is not a text")?;
        match text("use") {
            Ok(None | Some("sig")) => {}
            Ok(Some(_)) | Err(()) => return Err("its `use` is not `sig`"),
        }
        let verifies = |list: &Node| {
            let operations = list.elements().unwrap_or_default();
            operations.iter().any(|one| one.string() == Some("verify"))
        };
        if jwk.member("key_ops").is_some_and(|list| !verifies(list)) {
            return Err("its `key_ops` do not have `verify`");
        }
        if jwk.member("d").is_some() {
            return Err("its private half is there: what it signs proves nothing");
        }
        let kind = kind(jwk)?;
        let algorithms: Vec<Algorithm> = match text("alg").map_err(|()| "its `alg` is not a text")? {
            None => of_kind(kind),
            Some(name) => match name.parse::<Algorithm>() {
                Ok(algorithm) if algorithm.kind() == kind => vec![algorithm],
                Ok(_) | Err(_) => return Err("its `alg` is not one that is verified with such a key"),
            },
        };
        let verifiers = match kind {
            KeyKind::Rsa => rsa(jwk, &algorithms),
            KeyKind::P256 => curve(&point(jwk, 32)?, &algorithms),
            KeyKind::P384 => curve(&point(jwk, 48)?, &algorithms),
            KeyKind::Ed25519 => curve(&member(jwk, "x")?, &algorithms),
        }?;
        Ok(Self {
            id: id.map(str::to_owned),
            verifiers,
        })
    }

    /// Whether `signature` is this key's over `signed`; `None` if the key is not for the algorithm.
    pub(crate) fn verifies(&self, algorithm: Algorithm, signed: &[u8], signature: &[u8]) -> Option<bool> {
        let (_, key) = self.verifiers.iter().find(|(known, _)| *known == algorithm)?;
        Some(key.verify_sig(signed, signature).is_ok())
    }
}

fn kind(jwk: &Node) -> Result<KeyKind, &'static str> {
    let text = |name: &str| text_member(jwk, name).ok().flatten();
    match (text("kty"), text("crv")) {
        (Some("RSA"), _) => Ok(KeyKind::Rsa),
        (Some("EC"), Some("P-256")) => Ok(KeyKind::P256),
        (Some("EC"), Some("P-384")) => Ok(KeyKind::P384),
        (Some("OKP"), Some("Ed25519")) => Ok(KeyKind::Ed25519),
        (Some("EC" | "OKP"), _) => Err("its `crv` is none that is verified with"),
        _ => Err("its `kty` is none that is verified with"),
    }
}

fn of_kind(kind: KeyKind) -> Vec<Algorithm> {
    let all = Algorithm::ALL.iter().copied();
    all.filter(|algorithm| algorithm.kind() == kind).collect()
}

/// A member that is base64url.
fn member(jwk: &Node, name: &str) -> Result<Vec<u8>, &'static str> {
    let text = text_member(jwk, name).ok().flatten();
    text.and_then(base64url)
        .ok_or("one of its members is missing or not base64url")
}

/// The same as a number without leading zeros, which some issuers write.
fn number(jwk: &Node, name: &str) -> Result<Vec<u8>, &'static str> {
    let mut bytes = member(jwk, name)?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.drain(..zeros);
    Ok(bytes)
}

fn rsa(jwk: &Node, algorithms: &[Algorithm]) -> Result<Vec<(Algorithm, ParsedPublicKey)>, &'static str> {
    let (n, e) = (number(jwk, "n")?, number(jwk, "e")?);
    let bits = n.len() * 8 - n.first().map_or(0, |byte| byte.leading_zeros() as usize);
    if !RSA_BITS.contains(&bits) {
        return Err("its modulus is too short or too long");
    }
    // With the exponent 1 anybody can sign; even ones belong to no key.
    if e.last().is_none_or(|low| low % 2 == 0) || e == [1] {
        return Err("its exponent is none of an RSA key");
    }
    let components = RsaPublicKeyComponents { n, e };
    let verifier = |algorithm: &Algorithm| {
        let parameters = algorithm.rsa()?;
        Some((*algorithm, components.to_parsed_public_key(parameters).ok()?))
    };
    let verifiers: Option<Vec<_>> = algorithms.iter().map(verifier).collect();
    verifiers.ok_or("it is no RSA key")
}

/// A point of a curve, uncompressed.
fn point(jwk: &Node, coordinate_bytes: usize) -> Result<Vec<u8>, &'static str> {
    let (x, y) = (member(jwk, "x")?, member(jwk, "y")?);
    // RFC 7518, section 6.2.1.2: always the full length.
    if x.len() != coordinate_bytes || y.len() != coordinate_bytes {
        return Err("its coordinates have the wrong length");
    }
    Ok([&[4], x.as_slice(), y.as_slice()].concat())
}

fn curve(point: &[u8], algorithms: &[Algorithm]) -> Result<Vec<(Algorithm, ParsedPublicKey)>, &'static str> {
    let verifier = |algorithm: &Algorithm| {
        let verified_with = algorithm.curve()?;
        Some((*algorithm, ParsedPublicKey::new(verified_with, point).ok()?))
    };
    let verifiers: Option<Vec<_>> = algorithms.iter().map(verifier).collect();
    verifiers.ok_or("it is no point of its curve")
}
