//! Secrets at rest: encrypted with keys that are not in the store.
//!
//! A [`Seal`] turns a secret into text that only the same key opens, and only for the place it was made for: the place (the
//! document's key and the member) is authenticated with it, so that what is sealed cannot be moved to another document. The
//! text names the key that made it, so that keys can be followed by others: the first seals, all open.
//!
//! AES-256-GCM with random nonces; 2^32 texts for each key are safe. Source: NIST SP 800-38D, section 8.3.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// Bytes of a key.
pub const SEAL_KEY_BYTES: usize = 32;
/// Keys that can be in use at one time: the present one, and those that are being replaced.
const KEYS_MAX: usize = 16;
/// The form of sealed texts: `1.KEY.BASE64`.
const FORM: &str = "1";
/// Bytes of a key's digest that name it.
const NAME_BYTES: usize = 8;

/// Why a text holds no keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealKeyError {
    /// There is none in it.
    #[error("it holds no key: give one of 64 hexadecimal digits")]
    None,
    /// There are too many.
    #[error("it holds more than {KEYS_MAX} keys: take out those that nothing is sealed with any more")]
    TooMany,
    /// A line is something else.
    #[error("line {0} is no key: give 64 hexadecimal digits on a line")]
    Line(usize),
}

/// Why a sealed text stays closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is not in our form.
    #[error("it is not in the form of sealed values")]
    Form,
    /// Another key made it.
    #[error("it is sealed with the key `{0}`, which is not in the key file")]
    Key(String),
    /// It was changed, or belongs elsewhere.
    #[error("it was changed, or was sealed for another document")]
    Changed,
    /// The system gave no random bits, or the text is too long.
    #[error("it cannot be sealed")]
    Seal,
}

/// Keys that seal and open.
pub struct Seal {
    // Invariant: never empty; the first one seals.
    keys: Vec<SealKey>,
}

struct SealKey {
    name: String,
    key: RandomizedNonceKey,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.keys.iter().map(|key| &key.name))
            .finish()
    }
}

impl Seal {
    /// The keys of a key file: one of 64 hexadecimal digits on each line, the one that seals first.
    pub fn parse(text: &str) -> Result<Self, SealKeyError> {
        let mut keys = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if keys.len() == KEYS_MAX {
                return Err(SealKeyError::TooMany);
            }
            let key = key_bytes(line)
                .and_then(|bytes| SealKey::new(&bytes))
                .ok_or(SealKeyError::Line(at + 1))?;
            keys.push(key);
        }
        if keys.is_empty() {
            return Err(SealKeyError::None);
        }
        Ok(Self { keys })
    }

    /// The name of the key that seals: a digest, which tells nothing of it.
    pub fn name(&self) -> &str {
        self.keys.first().map_or("", |key| &key.name)
    }

    /// Whether a key of this name is among them.
    pub fn has(&self, name: &str) -> bool {
        self.keys.iter().any(|key| key.name == name)
    }

    /// Seals a secret for a place.
    pub fn seal(&self, place: &str, secret: &str) -> Result<String, OpenError> {
        let key = self.keys.first().ok_or(OpenError::Seal)?;
        let mut sealed = secret.as_bytes().to_vec();
        let nonce = key
            .key
            .seal_in_place_append_tag(Aad::from(place), &mut sealed)
            .map_err(|_| OpenError::Seal)?;
        let mut whole = nonce.as_ref().to_vec();
        whole.append(&mut sealed);
        Ok(format!("{FORM}.{}.{}", key.name, STANDARD.encode(whole)))
    }

    /// Opens what was sealed for this place.
    pub fn open(&self, place: &str, sealed: &str) -> Result<String, OpenError> {
        let rest = sealed.strip_prefix(FORM).and_then(|rest| rest.strip_prefix('.'));
        let (name, text) = rest
            .and_then(|rest| rest.split_once('.'))
            .ok_or(OpenError::Form)?;
        let Some(key) = self.keys.iter().find(|key| key.name == name) else {
            return Err(OpenError::Key(name.to_owned()));
        };
        let bytes = STANDARD.decode(text).map_err(|_| OpenError::Form)?;
        let (nonce, body) = bytes.split_at_checked(NONCE_LEN).ok_or(OpenError::Form)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| OpenError::Form)?;
        let mut body = Zeroizing::new(body.to_vec());
        let plain = key
            .key
            .open_in_place(nonce, Aad::from(place), &mut body)
            .map_err(|_| OpenError::Changed)?;
        std::str::from_utf8(plain)
            .map(str::to_owned)
            .map_err(|_| OpenError::Changed)
    }

    /// Whether a text was sealed with the key that seals now.
    pub fn is_present(&self, sealed: &str) -> bool {
        let mut parts = sealed.split('.');
        parts.next() == Some(FORM) && parts.next() == Some(self.name())
    }
}

impl SealKey {
    fn new(bytes: &[u8; SEAL_KEY_BYTES]) -> Option<Self> {
        let digest = Sha256::new_with_prefix(b"portcullis seal key")
            .chain_update(bytes)
            .finalize();
        Some(Self {
            name: hexadecimal(digest.get(..NAME_BYTES)?),
            key: RandomizedNonceKey::new(&AES_256_GCM, bytes).ok()?,
        })
    }
}

/// Random bits as the line of a key file.
pub fn new_seal_key() -> Result<Zeroizing<String>, getrandom::Error> {
    let mut bits = Zeroizing::new([0u8; SEAL_KEY_BYTES]);
    getrandom::fill(&mut *bits)?;
    Ok(Zeroizing::new(hexadecimal(&*bits)))
}

fn key_bytes(digits: &str) -> Option<Zeroizing<[u8; SEAL_KEY_BYTES]>> {
    let mut bytes = Zeroizing::new([0u8; SEAL_KEY_BYTES]);
    if digits.len() != 2 * SEAL_KEY_BYTES {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        let [high, low] = pair else { return None };
        let digit = |digit: u8| char::from(digit).to_digit(16);
        *byte = u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?;
    }
    Some(bytes)
}

/// Lower-case digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(digit: &str) -> Seal {
        Seal::parse(&digit.repeat(64)).unwrap()
    }

    #[test]
    fn what_is_sealed_is_opened_at_its_place_only() {
        let one = seal("1");
        let sealed = one.seal("place", "a secret").unwrap();
        assert!(!sealed.contains("secret"));
        assert_eq!(one.open("place", &sealed).as_deref(), Ok("a secret"));
        assert_eq!(one.open("other", &sealed), Err(OpenError::Changed));
        assert_ne!(one.seal("place", "a secret").unwrap(), sealed);
        let two = seal("2");
        assert_eq!(
            two.open("place", &sealed),
            Err(OpenError::Key(one.name().to_owned()))
        );
        assert_eq!(one.open("place", "").unwrap_err(), OpenError::Form);
        assert_eq!(one.open("place", "a secret").unwrap_err(), OpenError::Form);
        let cut = &sealed[..sealed.len() - 4];
        assert!(one.open("place", cut).is_err());
        let mut changed = sealed.into_bytes();
        let at = changed.len() - 8;
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert_eq!(one.open("place", &changed), Err(OpenError::Changed));
    }

    #[test]
    fn keys_follow_each_other() {
        let old = seal("1");
        let sealed = old.seal("p", "s").unwrap();
        let both = Seal::parse(&format!("{}\n\n{}\n", "2".repeat(64), "1".repeat(64))).unwrap();
        assert_eq!(both.open("p", &sealed).as_deref(), Ok("s"));
        assert!(!both.is_present(&sealed));
        let again = both.seal("p", "s").unwrap();
        assert!(both.is_present(&again));
        assert_eq!(seal("2").open("p", &again).as_deref(), Ok("s"));
        assert!(both.has(old.name()));
    }

    #[test]
    fn a_key_file_holds_keys_and_nothing_else() {
        let why = |text: &str| Seal::parse(text).map(drop).unwrap_err();
        assert_eq!(why(""), SealKeyError::None);
        assert_eq!(why("\n \n"), SealKeyError::None);
        assert_eq!(why("abc"), SealKeyError::Line(1));
        assert_eq!(
            why(&format!("{}\n{}g", "a".repeat(64), "a".repeat(63))),
            SealKeyError::Line(2)
        );
        assert_eq!(why(&format!("{}+", "a".repeat(63))), SealKeyError::Line(1));
        let many = format!("{}\n", "a".repeat(64)).repeat(KEYS_MAX + 1);
        assert_eq!(why(&many), SealKeyError::TooMany);
        assert!(Seal::parse(&new_seal_key().unwrap()).is_ok());
    }

    #[test]
    fn nothing_shows_a_key() {
        let shown = format!("{:?}", seal("7"));
        assert!(!shown.contains("777777"), "{shown}");
    }
}
