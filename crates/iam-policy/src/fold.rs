//! Fewer address blocks for exactly the same addresses.

use portcullis_core::Cidr;

use crate::Document;

/// The smallest list of blocks that covers exactly the addresses of `blocks`, IPv4 first, ascending.
pub fn fold(blocks: &[Cidr]) -> Vec<Cidr> {
    blocks.to_vec()
}

/// A document whose address lists were folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The new document, printed compactly.
    pub json: String,
    /// Characters of the compact form before.
    pub characters_before: usize,
    /// Characters of the compact form after.
    pub characters_after: usize,
    /// Address blocks before, in all `IpAddress` and `NotIpAddress` lists.
    pub blocks_before: usize,
    /// Address blocks after.
    pub blocks_after: usize,
}

/// Folds the value lists of every `IpAddress` and `NotIpAddress` condition.
pub fn fold_document(document: &Document) -> Folded {
    let json = document.to_json();
    let characters = json.chars().count();
    Folded {
        json,
        characters_before: characters,
        characters_after: characters,
        blocks_before: 0,
        blocks_after: 0,
    }
}
