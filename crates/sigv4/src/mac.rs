//! HMAC-SHA-256 with a key whose blocks are taken in already: a signature costs the blocks of its text alone.
//!
//! The hash functions of crates do not start from a kept state that can be zeroed, so the padding is done here and the blocks
//! are theirs. Source: RFC 2104; FIPS 180-4.

use sha2::{Digest, Sha256, compress256};
use zeroize::Zeroizing;

const BLOCK: usize = 64;

/// What SHA-256 starts from.
const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// A key, as the states of the inner and the outer hash after it: zeroed when dropped.
#[derive(Clone)]
pub(crate) struct Keyed(Zeroizing<[[u32; 8]; 2]>);

impl Keyed {
    /// Takes the key in.
    pub(crate) fn new(key: &[u8]) -> Self {
        let mut block = Zeroizing::new([0; BLOCK]);
        let hash: Zeroizing<[u8; 32]>;
        let key = if key.len() > BLOCK {
            hash = Zeroizing::new(Sha256::digest(key).into());
            hash.as_slice()
        } else {
            key
        };
        for (to, from) in block.iter_mut().zip(key) {
            *to = *from;
        }
        let mut states = Zeroizing::new([START; 2]);
        for (state, pad) in states.iter_mut().zip([0x36, 0x5c]) {
            let padded = Zeroizing::new(block.map(|byte| byte ^ pad));
            compress(state, &padded);
        }
        Self(states)
    }

    /// The HMAC of a text in pieces.
    pub(crate) fn mac(&self, pieces: &[&[u8]]) -> [u8; 32] {
        let [inner, outer] = *self.0;
        hash(outer, &[&hash(inner, pieces)])
    }
}

/// The rest of a hash, one block of which is taken in.
fn hash(mut state: [u32; 8], pieces: &[&[u8]]) -> [u8; 32] {
    let mut block = [0; BLOCK];
    let (mut used, mut bytes) = (0, BLOCK);
    for piece in pieces {
        bytes += piece.len();
        let mut rest = *piece;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(BLOCK - used));
            if let Some(to) = block.get_mut(used..used + now.len()) {
                to.copy_from_slice(now);
            }
            used += now.len();
            rest = later;
            if used == BLOCK {
                compress(&mut state, &block);
                used = 0;
            }
        }
    }
    let (_, free) = block.split_at_mut(used);
    free.fill(0);
    if let Some(first) = free.first_mut() {
        *first = 0x80;
    }
    if used >= BLOCK - 8 {
        compress(&mut state, &block);
        block = [0; BLOCK];
    }
    if let Some(length) = block.last_chunk_mut() {
        *length = (bytes as u64 * 8).to_be_bytes();
    }
    compress(&mut state, &block);
    let mut out = [0; 32];
    for (to, word) in out.chunks_exact_mut(4).zip(state) {
        to.copy_from_slice(&word.to_be_bytes());
    }
    out
}

fn compress(state: &mut [u32; 8], block: &[u8; BLOCK]) {
    compress256(state, std::slice::from_ref(block.into()));
}

#[cfg(test)]
mod tests {
    use hmac::{Hmac, Mac};

    use super::*;

    #[test]
    fn it_is_the_hmac_of_another_crate() {
        let text: Vec<u8> = (0..=255).collect();
        for key_bytes in [0, 1, 32, 63, 64, 65, 200] {
            let key = &text[..key_bytes];
            let keyed = Keyed::new(key);
            for bytes in 0..=200 {
                let text = &text[..bytes];
                let mut expect = Hmac::<Sha256>::new_from_slice(key).unwrap();
                expect.update(text);
                let expect: [u8; 32] = expect.finalize().into_bytes().into();
                assert_eq!(keyed.mac(&[text]), expect, "{key_bytes} {bytes}");
                let (one, two) = text.split_at(bytes / 3);
                assert_eq!(keyed.mac(&[one, &[], two]), expect, "{key_bytes} {bytes}");
            }
        }
    }
}
