//! The id of an API that was given none: ten lower-case letters and digits, made from its file's name and its title.
//!
//! The same file has the same id on every machine and after every restart, because nothing else goes into it: not the
//! folder, not the content. Two files of one set that come to the same id are refused, and `[[api]] id = …` settles it.
//! The id is a name, no secret: the hash (FNV-1a, 64 bits) need not resist anybody.

use std::path::Path;

use portcullis_core::{ApiId, IdError};

const LENGTH: usize = 10;
const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// The id for the definition `file` with this `title`.
pub fn derive(file: &Path, title: &str) -> Result<ApiId, IdError> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut hash = Fnv::default();
    hash.write(name.as_bytes());
    hash.write(&[0]);
    hash.write(title.as_bytes());
    let mut rest = hash.0;
    let mut id = String::with_capacity(LENGTH);
    for _ in 0..LENGTH {
        let digit = usize::try_from(rest % 36).unwrap_or(0);
        id.push(char::from(ALPHABET.get(digit).copied().unwrap_or(b'a')));
        rest /= 36;
    }
    id.parse()
}

struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, title: &str) -> String {
        derive(Path::new(file), title).unwrap().to_string()
    }

    #[test]
    fn ids_depend_on_name_and_title_and_on_nothing_else() {
        let id = check("examples/pets.yaml", "Pets");
        // Invariant of the product: an id in somebody's policy must not change with a new version of this program.
        assert_eq!(id, "od0y9g7f2t");
        assert_eq!(id, check("/elsewhere/pets.yaml", "Pets"));
        assert_ne!(id, check("pets.yaml", "Pet"));
        assert_ne!(id, check("pet.yaml", "Pets"));
        assert_ne!(check("ab", "c"), check("a", "bc"));
        assert!(id.len() == 10 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    }
}
