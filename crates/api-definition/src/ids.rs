//! Ids of AWS's form, from a source that the caller has.

/// Letters of ids.
///
/// Source: ids in recorded answers: lower-case letters and digits.
pub const ID_ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

/// Characters of the id of a resource, a model, an authorizer, …
pub const RESOURCE_ID_LENGTH: usize = 6;

/// Characters of the id of an API, and of the id of its root resource.
///
/// Source: recorded answers of `CreateRestApi`.
pub const API_ID_LENGTH: usize = 10;

/// Where new ids come from: called with the number of characters.
pub trait IdSource {
    /// A new id of this many characters of [`ID_ALPHABET`].
    fn id(&mut self, length: usize) -> String;
}

impl<F: FnMut(usize) -> String> IdSource for F {
    fn id(&mut self, length: usize) -> String {
        self(length)
    }
}
