//! Secret access keys.

use std::fmt;

use zeroize::Zeroizing;

/// A secret access key: zeroed when dropped, never printed.
#[derive(Clone)]
pub struct Secret(Zeroizing<Box<[u8]>>);

impl Secret {
    /// Takes the key.
    pub fn new(key: impl Into<Box<[u8]>>) -> Self {
        Self(Zeroizing::new(key.into()))
    }

    /// The key itself: for the store that keeps it and the answer that hands it out once.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}
