//! The `Authorization` header, and what both forms have in common: the credential and the list of signed headers.

use crate::base64::hashed;
use crate::encode::{all, unhex};
use crate::limits::{ACCESS_KEY_ID_MAX, HEADERS_MAX};
use crate::request::{lower_case_token, name};
use crate::{Algorithm, Scope, SignatureFault, asymmetric};

/// What a request presents, in either form.
#[derive(Debug)]
pub(crate) struct Presented<'a> {
    pub(crate) access_key_id: &'a str,
    pub(crate) scope: Scope<'a>,
    /// The last part of the credential: `aws4_request`, or something that is refused with the rest of the scope.
    pub(crate) terminator: &'a str,
    /// In lower case, sorted, each once, `host` among them.
    pub(crate) signed_headers: Vec<&'a str>,
    /// The same as they were sent, `;` between them.
    pub(crate) signed_list: &'a str,
    /// Its kind says which algorithm.
    pub(crate) signature: Signature,
}

/// A signature as it is compared.
#[derive(Debug, Clone)]
pub(crate) enum Signature {
    V4([u8; 32]),
    // In a box, since it is large and rare.
    V4a(Box<p256::ecdsa::Signature>),
}

/// The parts of the header, before anything is made of them.
pub(crate) struct Fields<'a> {
    pub(crate) algorithm: &'a str,
    pub(crate) credential: &'a str,
    pub(crate) signed_headers: &'a str,
    pub(crate) signature: &'a str,
}

/// Splits the header. `dated`: the request has `X-Amz-Date` or `Date`.
///
/// Order of the checks and texts: recorded answers of Amazon DynamoDB and API Gateway. What the header holds is never
/// repeated, only its hash: it may be a token of another kind.
pub(crate) fn fields(header: &[u8], dated: bool) -> Result<Fields<'_>, SignatureFault> {
    let text = header.trim_ascii();
    if let Some(fields) = usual(text).filter(|_| dated) {
        return Ok(fields);
    }
    let hash = || hashed(text);
    let (algorithm, rest) = halves(text, memchr::memchr2(b' ', b'\t', text)).unwrap_or((text, &[]));
    if memchr::memchr(b'=', algorithm).is_some() {
        return Err(SignatureFault::NoAlgorithm { hash: hash() });
    }
    let (mut credential, mut signed_headers, mut signature) = (None, None, None);
    let (mut other, mut repeated) = (None, None);
    let mut rest = Some(rest);
    while let Some(list) = rest {
        let (part, after) = match halves(list, memchr::memchr(b',', list)) {
            Some((part, after)) => (part.trim_ascii(), Some(after)),
            None => (list.trim_ascii(), None),
        };
        rest = after;
        if part.is_empty() {
            continue;
        }
        let Some((name, value)) = halves(part, memchr::memchr(b'=', part)) else {
            return Err(SignatureFault::NotKeyValue { hash: hashed(part) });
        };
        let (slot, name) = match name {
            b"Credential" => (&mut credential, "Credential"),
            b"SignedHeaders" => (&mut signed_headers, "SignedHeaders"),
            b"Signature" => (&mut signature, "Signature"),
            _ => {
                other = Some(part);
                continue;
            }
        };
        if slot.replace(value).is_some() {
            repeated = Some(name);
        }
    }
    let (Some(credential), Some(signature), Some(signed_headers), true) =
        (credential, signature, signed_headers, dated)
    else {
        let found = [
            ("Credential", credential.is_some()),
            ("Signature", signature.is_some()),
            ("SignedHeaders", signed_headers.is_some()),
        ];
        return Err(SignatureFault::MissingParameters {
            missing: found
                .into_iter()
                .filter(|(_, found)| !found)
                .map(|(name, _)| name)
                .collect(),
            dated,
            hash: hash(),
        });
    };
    if let Some(name) = repeated {
        return Err(SignatureFault::Repeated(name));
    }
    if let Some(part) = other {
        return Err(SignatureFault::OtherParameter { hash: hashed(part) });
    }
    let text = |bytes| std::str::from_utf8(bytes).map_err(|_| SignatureFault::NotText("authorization"));
    Ok(Fields {
        algorithm: text(algorithm)?,
        credential: text(credential)?,
        signed_headers: text(signed_headers)?,
        signature: text(signature)?,
    })
}

/// The header as clients write it: these three parameters in this order. `None` for every other, which may be right too.
fn usual(text: &[u8]) -> Option<Fields<'_>> {
    let text = std::str::from_utf8(text).ok()?;
    let (algorithm, rest) = [Algorithm::V4, Algorithm::V4a]
        .into_iter()
        .find_map(|algorithm| {
            let (name, rest) = text.split_at_checked(algorithm.name().len())?;
            (name == algorithm.name()).then_some((name, rest.strip_prefix(" Credential=")?))
        })?;
    let parameter = |rest: &'_ str| -> Option<(usize, usize)> {
        let end = memchr::memchr(b',', rest.as_bytes())?;
        // White space before the comma is none of the value.
        let blank = rest.as_bytes().get(end.checked_sub(1)?)?.is_ascii_whitespace();
        let next = if rest.as_bytes().get(end + 1) == Some(&b' ') {
            2
        } else {
            1
        };
        (!blank).then_some((end, end + next))
    };
    let (end, next) = parameter(rest)?;
    let (credential, rest) = (
        rest.get(..end)?,
        rest.get(next..)?.strip_prefix("SignedHeaders=")?,
    );
    let (end, next) = parameter(rest)?;
    let (signed_headers, signature) = (rest.get(..end)?, rest.get(next..)?.strip_prefix("Signature=")?);
    memchr::memchr(b',', signature.as_bytes())
        .is_none()
        .then_some(Fields {
            algorithm,
            credential,
            signed_headers,
            signature,
        })
}

/// What stands before and after a separator at `at`.
fn halves(text: &[u8], at: Option<usize>) -> Option<(&[u8], &[u8])> {
    let (before, after) = text.split_at_checked(at?)?;
    Some((before, after.get(1..)?))
}

/// Why an `Authorization` header is no signature; `None` if it has the form of one. `dated`: the request has `X-Amz-Date` or
/// `Date`.
///
/// For answers to requests whose signature nobody asks for: nothing is said about one that has the form.
pub fn header_fault(authorization: &[u8], dated: bool) -> Option<SignatureFault> {
    fields(authorization, dated).err().filter(|fault| {
        matches!(
            fault,
            SignatureFault::NoAlgorithm { .. }
                | SignatureFault::NotKeyValue { .. }
                | SignatureFault::MissingParameters { .. }
        )
    })
}

impl<'a> Presented<'a> {
    /// Checks the parts, in AWS's order.
    pub(crate) fn new(fields: &Fields<'a>) -> Result<Self, SignatureFault> {
        let signed_headers = names(fields.signed_headers)?;
        let algorithm = Algorithm::read(fields.algorithm)
            .ok_or_else(|| SignatureFault::Algorithm(excerpt(fields.algorithm)))?;
        let malformed = || SignatureFault::Credential {
            found: excerpt(fields.credential),
            algorithm,
        };
        let mut slashes = memchr::memchr_iter(b'/', fields.credential.as_bytes());
        let mut start = 0;
        let mut next = |end: Option<usize>| {
            let element = fields.credential.get(start..end?)?;
            start = end? + 1;
            (!element.is_empty()).then_some(element)
        };
        let elements = [
            next(slashes.next()),
            next(slashes.next()),
            match algorithm {
                Algorithm::V4 => next(slashes.next()),
                Algorithm::V4a => Some(""),
            },
            next(slashes.next()),
            next(Some(fields.credential.len())),
        ];
        let [
            Some(access_key_id),
            Some(date),
            Some(region),
            Some(service),
            Some(terminator),
        ] = elements
        else {
            return Err(malformed());
        };
        let graphic = all(fields.credential.as_bytes(), |byte| byte.is_ascii_graphic());
        if slashes.next().is_some() || !graphic || access_key_id.len() > ACCESS_KEY_ID_MAX {
            return Err(malformed());
        }
        let digits = fields.signature.as_bytes();
        let signature = match algorithm {
            Algorithm::V4 => {
                let mut signature = [0; 32];
                unhex(digits, &mut signature).map(|()| Signature::V4(signature))
            }
            Algorithm::V4a => {
                asymmetric::signature(digits).map(|signature| Signature::V4a(Box::new(signature)))
            }
        }
        .ok_or(SignatureFault::SignatureForm)?;
        Ok(Self {
            access_key_id,
            scope: Scope {
                date,
                region,
                service,
            },
            terminator,
            signed_headers,
            signed_list: fields.signed_headers,
            signature,
        })
    }
}

/// Reads the list of signed headers.
fn names(list: &str) -> Result<Vec<&str>, SignatureFault> {
    let count = memchr::memchr_iter(b';', list.as_bytes()).count() + 1;
    if count > HEADERS_MAX {
        return Err(SignatureFault::Limit {
            what: "signed headers",
            max: HEADERS_MAX,
        });
    }
    let mut names = Vec::with_capacity(count);
    let mut start = 0;
    for end in memchr::memchr_iter(b';', list.as_bytes()).chain([list.len()]) {
        names.push(list.get(start..end).unwrap_or_default());
        start = end + 1;
    }
    if !names.contains(&name::HOST) {
        return Err(SignatureFault::HostNotSigned);
    }
    // What the usual names are made of; others are looked at closer.
    let usual =
        |byte: u8| byte.is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'-') | (byte == b';');
    let well_formed = if all(list.as_bytes(), usual) {
        !names.contains(&"")
    } else {
        names.iter().all(|name| lower_case_token(name))
    };
    if !well_formed || !names.is_sorted_by(|one, next| one < next) {
        return Err(SignatureFault::SignedHeaders);
    }
    Ok(names)
}

/// What may be repeated to the client: short and printable.
pub(crate) fn excerpt(text: &str) -> String {
    text.chars()
        .take(256)
        .map(|character| {
            if character.is_control() {
                '\u{fffd}'
            } else {
                character
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn four<'a>(fields: &Fields<'a>) -> [&'a str; 4] {
        [
            fields.algorithm,
            fields.credential,
            fields.signed_headers,
            fields.signature,
        ]
    }

    #[test]
    fn the_usual_header_is_read_as_any_other() {
        for (header, is_usual) in [
            (
                "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host;x, Signature=0f",
                true,
            ),
            (
                "AWS4-HMAC-SHA256 Credential=a/b,SignedHeaders=host,Signature=0f",
                true,
            ),
            (
                "AWS4-ECDSA-P256-SHA256 Credential=a=b, SignedHeaders=host, Signature=",
                true,
            ),
            (
                "AWS4-HMAC-SHA256 Credential=a b, SignedHeaders=host;, Signature=0 f",
                true,
            ),
            (
                "AWS4-HMAC-SHA256 Credential=a , SignedHeaders=host, Signature=0f",
                false,
            ),
            (
                "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host\t, Signature=0f",
                false,
            ),
            (
                "AWS4-HMAC-SHA256 Credential=, SignedHeaders=host, Signature=0f",
                false,
            ),
            (
                "AWS4-HMAC-SHA256 Credential=a,  SignedHeaders=host, Signature=0f",
                false,
            ),
            (
                "AWS4-HMAC-SHA256  Credential=a, SignedHeaders=host, Signature=0f",
                false,
            ),
            (
                "AWS4-HMAC-SHA256 Signature=0f, Credential=a, SignedHeaders=host",
                false,
            ),
            (
                "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0f,",
                false,
            ),
            (
                "AWS5-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0f",
                false,
            ),
        ] {
            // With an empty parameter behind it, it is not the usual one, but means the same.
            let other = format!("{header},");
            assert!(usual(other.as_bytes()).is_none(), "{header}");
            let expect = four(&fields(other.as_bytes(), true).unwrap());
            assert_eq!(
                four(&fields(header.as_bytes(), true).unwrap()),
                expect,
                "{header}"
            );
            let found = usual(header.as_bytes());
            assert_eq!(found.as_ref().map(four), is_usual.then_some(expect), "{header}");
        }
        for header in [
            "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0f, X=1",
            "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0f, Signature=0f",
            "AWS4-HMAC-SHA256 Credential=a, Credential=b, SignedHeaders=host, Signature=0f",
            "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host",
            "AWS4-HMAC-SHA256",
            "",
        ] {
            assert!(usual(header.as_bytes()).is_none(), "{header}");
            assert!(fields(header.as_bytes(), true).is_err(), "{header}");
        }
        let usual = b"AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0f";
        assert!(matches!(
            fields(usual, false),
            Err(SignatureFault::MissingParameters { dated: false, .. })
        ));
    }
}
