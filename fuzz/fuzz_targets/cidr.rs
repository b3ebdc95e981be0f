//! Any text as an address block: what is taken prints back to an equal block that holds its own ends and nothing beside them.
#![no_main]

use std::net::IpAddr;

use libfuzzer_sys::fuzz_target;
use portcullis_core::{Cidr, unmapped};

fn beside(block: &Cidr) -> [Option<IpAddr>; 2] {
    match (block.network(), block.last()) {
        (IpAddr::V4(first), IpAddr::V4(last)) => [
            first.to_bits().checked_sub(1).map(|bits| IpAddr::V4(bits.into())),
            last.to_bits().checked_add(1).map(|bits| IpAddr::V4(bits.into())),
        ],
        (IpAddr::V6(first), IpAddr::V6(last)) => [
            first.to_bits().checked_sub(1).map(|bits| IpAddr::V6(bits.into())),
            last.to_bits().checked_add(1).map(|bits| IpAddr::V6(bits.into())),
        ],
        _ => panic!("a block of two families"),
    }
}

fuzz_target!(|text: &str| {
    let Ok((block, _)) = Cidr::parse(text) else { return };
    let (again, note) = Cidr::parse(&block.to_string()).expect("a printed block is a block");
    assert_eq!((again, note), (block, None));
    // A mapped address stands for its IPv4 address, which no IPv6 block holds.
    for end in [block.network(), block.last()]
        .into_iter()
        .filter(|end| unmapped(*end) == *end)
    {
        assert!(block.contains(end), "{block} lacks {end}");
    }
    for address in beside(&block).into_iter().flatten() {
        assert!(!block.contains(address), "{block} holds {address}");
    }
});
