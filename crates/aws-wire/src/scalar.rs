//! Scalars of the wire that JSON has no type for.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An instant in whole seconds since 1970-01-01T00:00:00Z; in values an integer, on the wire as the protocol writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EpochSeconds(pub i64);

/// Bytes; in values base64 text (RFC 4648 with padding), on the wire as the protocol writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Blob(pub Vec<u8>);

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&crate::base64::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        crate::base64::decode(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom("not base64"))
    }
}

/// No input, or no output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Nothing {}
