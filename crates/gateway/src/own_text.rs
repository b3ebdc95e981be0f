//! The short texts the gateway writes for every request: ids, traces, addresses. Written without the formatter, into
//! memory that many requests share.

use std::{cell::RefCell, net::IpAddr};

use bytes::{Bytes, BytesMut};

/// Bytes that are taken from the allocator at once.
const BLOCK_BYTES: usize = 8 * 1024;

/// A thread's memory for such texts: one allocation lasts for about a hundred requests.
#[derive(Debug, Default)]
pub(crate) struct TextBlock {
    free: RefCell<BytesMut>,
}

impl TextBlock {
    /// What `write` appends, at most `bytes_max` bytes: beyond them the memory moves.
    pub(crate) fn write(&self, bytes_max: usize, write: impl FnOnce(&mut BytesMut)) -> Bytes {
        let mut free = self.free.borrow_mut();
        if free.capacity() < bytes_max {
            *free = BytesMut::with_capacity(BLOCK_BYTES.max(bytes_max));
        }
        write(&mut free);
        free.split().freeze()
    }
}

/// The most bytes of an address or a number as text.
pub(crate) const ADDRESS_BYTES_MAX: usize = 45;
pub(crate) const PORT_BYTES_MAX: usize = 5;

/// Appends an address in its usual form.
pub(crate) fn push_address(address: IpAddr, out: &mut BytesMut) {
    match address {
        IpAddr::V4(address) => {
            let [first, rest @ ..] = address.octets();
            push_number(first.into(), out);
            for octet in rest {
                out.extend_from_slice(b".");
                push_number(octet.into(), out);
            }
        }
        // Writing to memory cannot fail.
        IpAddr::V6(address) => drop(std::fmt::Write::write_fmt(out, format_args!("{address}"))),
    }
}

/// Appends a number in decimal digits.
pub(crate) fn push_number(number: u16, out: &mut BytesMut) {
    let mut digits = [b'0'; PORT_BYTES_MAX];
    let (mut rest, mut length) = (number, 0);
    for slot in digits.iter_mut().rev() {
        *slot = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        length += 1;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(PORT_BYTES_MAX - length..).unwrap_or(&[]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_of_the_formatter() {
        let check = |expect: String, write: &dyn Fn(&mut BytesMut)| {
            let mut out = BytesMut::new();
            write(&mut out);
            assert_eq!(out, expect.as_bytes());
        };
        for number in [0, 7, 10, 99, 100, 8080, 65_535] {
            check(number.to_string(), &|out| push_number(number, out));
        }
        for address in ["0.0.0.0", "192.0.2.1", "255.255.255.255", "2001:db8::1", "::"] {
            let address: IpAddr = address.parse().unwrap();
            check(address.to_string(), &|out| push_address(address, out));
        }
    }

    #[test]
    fn a_block_is_shared_until_it_is_used_up() {
        let block = TextBlock::default();
        let texts: Vec<_> = (0..3)
            .map(|_| block.write(8, |out| out.extend_from_slice(b"12345678")))
            .collect();
        assert!(texts.iter().all(|text| text == "12345678"));
        let [first, second] = [0, 1].map(|at: usize| texts[at].as_ptr() as usize);
        assert_eq!(second - first, 8);
        let long = block.write(2 * BLOCK_BYTES, |out| {
            out.extend_from_slice(&[b'x'; 2 * BLOCK_BYTES])
        });
        assert_eq!(long.len(), 2 * BLOCK_BYTES);
    }
}
