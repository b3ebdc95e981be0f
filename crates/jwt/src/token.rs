//! A token: read, then verified.

use std::fmt;

use portcullis_core::Timestamp;
use source_text::Node;

use crate::{
    Algorithm, CLAIMS_BYTES_MAX, Claims, Fault, HEADER_BYTES_MAX, IssuerRules, KeySet, Part, TOKEN_BYTES_MAX,
    claims::{NumericDate, audiences},
    encoding::{NotAnObject, base64url, object, text_member},
};

/// A token that could be read. Nothing in it is proven.
pub struct Token<'t> {
    algorithm: Option<Algorithm>,
    key_id: Option<String>,
    claims: Node,
    signed: &'t str,
    signature: Vec<u8>,
}

impl<'t> Token<'t> {
    /// Reads a compact JWS: header, claims and signature, each base64url, with dots between them.
    pub fn parse(text: &'t str) -> Result<Self, Fault> {
        if text.len() > TOKEN_BYTES_MAX {
            return Err(Fault::TooLong);
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(Fault::NotThreeParts)?;
        let (header, claims) = signed.split_once('.').ok_or(Fault::NotThreeParts)?;
        if claims.contains('.') {
            return Err(Fault::NotThreeParts);
        }
        let header = part(header, Part::Header, HEADER_BYTES_MAX)?;
        if header.member("crit").is_some() {
            return Err(Fault::Critical);
        }
        let name = text_member(&header, "alg").map_err(|()| Fault::Algorithm)?;
        let key_id = text_member(&header, "kid").map_err(|()| Fault::KeyIdType)?;
        Ok(Self {
            algorithm: name.and_then(|name| name.parse().ok()),
            key_id: key_id.map(str::to_owned),
            claims: part(claims, Part::Claims, CLAIMS_BYTES_MAX)?,
            signed,
            signature: base64url(signature).ok_or(Fault::NotBase64(Part::Signature))?,
        })
    }

    /// The issuer that the token says it is from.
    pub fn issuer(&self) -> Option<&str> {
        text_member(&self.claims, "iss").ok().flatten()
    }

    /// The key that the token says it is signed with.
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Checks everything about the token that does not depend on the method that is called.
    ///
    /// The signature comes first: what is wrong beyond it is told of a token of the issuer only.
    pub fn verify(&self, keys: &KeySet, rules: &IssuerRules, now: Timestamp) -> Result<Claims, Fault> {
        let algorithm = self
            .algorithm
            .filter(|algorithm| rules.algorithms.contains(algorithm))
            .ok_or(Fault::Algorithm)?;
        match keys
            .find(self.key_id())?
            .verifies(algorithm, self.signed.as_bytes(), &self.signature)
        {
            None => return Err(Fault::KeyAlgorithm),
            Some(false) => return Err(Fault::Signature),
            Some(true) => {}
        }
        if self.issuer() != Some(rules.issuer.as_str()) {
            return Err(Fault::Issuer);
        }
        let leeway_ms = i64::from(rules.leeway_s) * 1_000;
        let expires = self.claims.member("exp").and_then(NumericDate::read);
        let expires = expires.ok_or(Fault::NoExpiry)?.plus_ms(leeway_ms);
        // RFC 7519, section 4.1.4: not accepted on or after it.
        if now >= expires {
            return Err(Fault::Expired);
        }
        if let Some(not_before) = self.claims.member("nbf") {
            let not_before = NumericDate::read(not_before).ok_or(Fault::NotYetValid)?;
            if now < not_before.plus_ms(-leeway_ms) {
                return Err(Fault::NotYetValid);
            }
        }
        self.audience(rules)?;
        Ok(Claims::new(&self.claims, expires, rules.token_use))
    }

    fn audience(&self, rules: &IssuerRules) -> Result<(), Fault> {
        if rules.audiences.is_empty() {
            return Ok(());
        }
        let named: Vec<&str> = match self.claims.member("aud") {
            Some(audience) => audiences(audience),
            None => text_member(&self.claims, "client_id")
                .ok()
                .flatten()
                .into_iter()
                .collect(),
        };
        let wanted = |one: &&str| rules.audiences.iter().any(|audience| audience == one);
        named.iter().any(wanted).then_some(()).ok_or(Fault::Audience)
    }
}

impl fmt::Debug for Token<'_> {
    /// Nothing of the token: it opens doors.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

/// A part that is a JSON object.
fn part(text: &str, part: Part, bytes_max: usize) -> Result<Node, Fault> {
    let bytes = base64url(text).ok_or(Fault::NotBase64(part))?;
    if bytes.len() > bytes_max {
        return Err(Fault::TooLong);
    }
    object(&bytes).map_err(|fault| match fault {
        NotAnObject::NotJson => Fault::NotJson(part),
        NotAnObject::DuplicateMember => Fault::DuplicateMember(part),
    })
}
