//! How much is read before it is refused.
//!
//! The depth of nesting is bounded by [`source_text::DEPTH_MAX`].

/// Bytes of a token. A request to API Gateway may have 10,240 bytes of headers (quotas for REST APIs); where more is allowed
/// by setting, this still holds.
pub const TOKEN_BYTES_MAX: usize = 16 * 1024;

/// Bytes of a token's header, decoded: `alg` and `kid` need a few dozen, a chain of certificates a few thousand.
pub const HEADER_BYTES_MAX: usize = 8 * 1024;

/// Bytes of a token's claims, decoded.
pub const CLAIMS_BYTES_MAX: usize = 12 * 1024;

/// Bytes of a key set. Source: API Gateway developer guide, quotas for HTTP APIs, size of the response from a JWKS endpoint:
/// 150,000 bytes.
pub const KEY_SET_BYTES_MAX: usize = 150_000;

/// Keys of a key set, those that are skipped included.
pub const KEYS_MAX: usize = 256;

/// Bits of an RSA key that is taken. RFC 7518, section 3.3, wants at least 2,048.
pub const RSA_BITS: std::ops::RangeInclusive<usize> = 2_048..=8_192;
