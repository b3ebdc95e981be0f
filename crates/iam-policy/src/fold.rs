//! Fewer address blocks for exactly the same addresses.
//!
//! A resource policy may have 8,192 characters, so a long list of blocks has to be as short as it can be. Folding never
//! rounds: the folded list holds an address if and only if the written one does.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use portcullis_core::Cidr;
use source_text::Span;

use crate::comparison::{Comparison, Family};
use crate::{ConditionEntry, Document, Sourced};

/// The smallest list of blocks that covers exactly the addresses of `blocks`, IPv4 first, ascending.
pub fn fold(blocks: &[Cidr]) -> Vec<Cidr> {
    let mut v4 = Vec::new();
    let mut v6 = Vec::new();
    for block in blocks {
        match (block.network(), block.last()) {
            (IpAddr::V4(first), IpAddr::V4(last)) => v4.push((first.to_bits().into(), last.to_bits().into())),
            (IpAddr::V6(first), IpAddr::V6(last)) => v6.push((first.to_bits(), last.to_bits())),
            // A block's ends are of one family.
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => {}
        }
    }
    let v4 = joined(v4)
        .into_iter()
        .flat_map(|range| split(range, 32))
        .filter_map(|(first, prefix)| {
            let address = Ipv4Addr::from_bits(u32::try_from(first).ok()?);
            Cidr::new(address.into(), prefix)
        });
    let v6 = joined(v6)
        .into_iter()
        .flat_map(|range| split(range, 128))
        .filter_map(|(first, prefix)| Cidr::new(Ipv6Addr::from_bits(first).into(), prefix));
    v4.chain(v6).collect()
}

/// First and last address.
type Range = (u128, u128);

/// Ranges as few and far apart as can be, ascending.
fn joined(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    let mut out: Vec<Range> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges {
        match out.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = (*end).max(last),
            Some(_) | None => out.push((first, last)),
        }
    }
    out
}

/// The fewest aligned blocks of one range: always the largest that begins here and does not reach past the end.
fn split((first, last): Range, bits: u8) -> Vec<(u128, u8)> {
    let mut out = Vec::new();
    let mut next = Some(first);
    while let Some(at) = next.filter(|at| *at <= last) {
        let aligned = at.trailing_zeros().min(bits.into());
        // The size of what is left, rounded down to a power of two; the whole of IPv6 does not fit the type.
        let left = (last - at).checked_add(1).map_or(128, u128::ilog2);
        let host_bits = aligned.min(left);
        // At most `bits`, which is a u8.
        let prefix = bits.saturating_sub(u8::try_from(host_bits).unwrap_or(bits));
        out.push((at, prefix));
        next = 1u128.checked_shl(host_bits).and_then(|size| at.checked_add(size));
    }
    out
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
///
/// Lists that are as short as they can be stay as they were written; so do lists with a value that is no block (a document
/// read with [`mirror`](crate::ParseOptions::mirror) may have blanks around one). Characters are counted without expanding
/// the short form of resources; give the document of [`Policy::to_document`](crate::Policy::to_document) to count with it.
pub fn fold_document(document: &Document) -> Folded {
    let mut folded = document.clone();
    let (mut blocks_before, mut blocks_after) = (0, 0);
    for entry in folded
        .statements
        .iter_mut()
        .flat_map(|statement| &mut statement.conditions)
    {
        if Comparison::of(entry.operator.value.base).family != Family::Address {
            continue;
        }
        blocks_before += entry.values.len();
        if let Some(values) = shorter(entry) {
            entry.in_array = entry.in_array && values.len() > 1;
            entry.values = values;
        }
        blocks_after += entry.values.len();
    }
    let json = folded.to_json();
    Folded {
        characters_before: document.to_json().chars().count(),
        characters_after: json.chars().count(),
        json,
        blocks_before,
        blocks_after,
    }
}

/// The values of an entry folded, if that makes them fewer. They stand where the first one stood.
fn shorter(entry: &ConditionEntry) -> Option<Vec<Sourced<String>>> {
    let blocks = blocks_of(entry)?;
    let folded = fold(&blocks);
    let span = entry.values.first().map_or(Span::default(), |value| value.span);
    (folded.len() < blocks.len()).then(|| {
        folded
            .iter()
            .map(|block| Sourced {
                value: shortest(block),
                span,
            })
            .collect()
    })
}

/// The blocks of an address condition; `None` if a value is no block.
pub(crate) fn blocks_of(entry: &ConditionEntry) -> Option<Vec<Cidr>> {
    entry
        .values
        .iter()
        .map(|value| Cidr::parse(&value.value).ok().map(|(block, _)| block))
        .collect()
}

/// The shortest text that is the same block: one IPv4 address needs no prefix. One IPv6 address does, since the prefix
/// IAM assumes for it is documented without naming a family.
pub(crate) fn shortest(block: &Cidr) -> String {
    if block.network().is_ipv4() && block.prefix() == 32 {
        block.network().to_string()
    } else {
        block.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Kind;

    fn blocks(texts: &[&str]) -> Vec<Cidr> {
        texts.iter().map(|text| Cidr::parse(text).unwrap().0).collect()
    }

    fn check(written: &[&str], expect: &[&str]) {
        let got: Vec<_> = fold(&blocks(written)).iter().map(Cidr::to_string).collect();
        assert_eq!(got, expect, "{written:?}");
    }

    #[test]
    fn lists_become_as_short_as_they_can() {
        check(&[], &[]);
        check(&["10.0.0.0/25", "10.0.0.128/25"], &["10.0.0.0/24"]);
        check(&["10.0.0.0/24", "10.0.0.7/32", "10.0.0.0/24"], &["10.0.0.0/24"]);
        check(&["10.0.1.0/24", "10.0.2.0/24"], &["10.0.1.0/24", "10.0.2.0/24"]);
        check(
            &["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/30", "10.0.0.0/32"],
            &["10.0.0.0/29"],
        );
        check(
            &["0.0.0.0/1", "128.0.0.0/1", "255.255.255.255/32"],
            &["0.0.0.0/0"],
        );
        check(&["::/1", "8000::/1", "10.0.0.0/8"], &["10.0.0.0/8", "::/0"]);
        check(
            &["ffff:ffff::/32", "0.0.0.0/32"],
            &["0.0.0.0/32", "ffff:ffff::/32"],
        );
        check(&["2001:db8::/33", "2001:db8:8000::/33"], &["2001:db8::/32"]);
        check(&["::fffe:0:0/95", "::fffc:0:0/95"], &["::fffc:0:0/94"]);
    }

    /// Blocks in a small corner, so that they touch and overlap.
    fn crowded() -> impl Strategy<Value = Vec<Cidr>> {
        let v4 = (0u32..64, 24u8..=32).prop_map(|(low, prefix)| {
            Cidr::new(Ipv4Addr::from_bits(0xFFFF_FFC0 | low).into(), prefix).unwrap()
        });
        let v6 = (0u128..64, 120u8..=128).prop_map(|(low, prefix)| {
            Cidr::new(Ipv6Addr::from_bits((0x2001_0db8 << 96) | low).into(), prefix).unwrap()
        });
        prop::collection::vec(prop_oneof![v4, v6], 0..24)
    }

    fn anywhere() -> impl Strategy<Value = Vec<Cidr>> {
        let v4 = (any::<u32>(), 0u8..=32)
            .prop_map(|(bits, prefix)| Cidr::new(Ipv4Addr::from_bits(bits).into(), prefix));
        let v6 = (any::<u128>(), 0u8..=128)
            .prop_map(|(bits, prefix)| Cidr::new(Ipv6Addr::from_bits(bits).into(), prefix));
        prop::collection::vec(prop_oneof![v4, v6], 0..24)
            .prop_map(|blocks| blocks.into_iter().flatten().collect())
    }

    fn holds(blocks: &[Cidr], address: IpAddr) -> bool {
        blocks.iter().any(|block| block.contains(address))
    }

    /// Every address at which membership in `blocks` can change, and its neighbours.
    fn edges(blocks: &[Cidr]) -> Vec<IpAddr> {
        let around = |address: IpAddr| match address {
            IpAddr::V4(v4) => {
                let bits = v4.to_bits();
                [bits.wrapping_sub(1), bits, bits.wrapping_add(1)]
                    .map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits)))
            }
            IpAddr::V6(v6) => {
                let bits = v6.to_bits();
                [bits.wrapping_sub(1), bits, bits.wrapping_add(1)]
                    .map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits)))
            }
        };
        blocks
            .iter()
            .flat_map(|block| [block.network(), block.last()])
            .flat_map(around)
            .collect()
    }

    fn same_set(written: &[Cidr]) -> Result<(), TestCaseError> {
        let folded = fold(written);
        prop_assert!(folded.len() <= written.len());
        for address in edges(written).into_iter().chain(edges(&folded)) {
            prop_assert_eq!(holds(written, address), holds(&folded, address), "{}", address);
        }
        prop_assert_eq!(fold(&folded), folded.clone());
        // As few as can be: no two blocks are halves of one, and none holds another.
        for (at, block) in folded.iter().enumerate() {
            for other in folded.iter().skip(at + 1) {
                prop_assert!(!block.contains(other.network()) && !other.contains(block.network()));
                let half = block.prefix() == other.prefix() && block.prefix() > 0;
                let parent = |block: &Cidr| Cidr::new(block.network(), block.prefix() - 1);
                prop_assert!(!half || parent(block) != parent(other));
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn folding_keeps_the_set(crowded in crowded(), anywhere in anywhere()) {
            same_set(&crowded)?;
            same_set(&anywhere)?;
        }
    }

    #[test]
    fn documents_are_folded_where_it_helps() {
        let document = |values: &str| {
            let text = format!(
                r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{{"IpAddress":{{"aws:SourceIp":{values}}},"StringLike":{{"aws:Referer":["a","a"]}}}}}}}}"#
            );
            Document::parse(&text, Kind::Resource).unwrap().0
        };
        let folded = fold_document(&document(
            r#"["203.0.113.6/31","203.0.113.5","203.0.113.4","198.51.100.7/32"]"#,
        ));
        assert!(
            folded
                .json
                .contains(r#""aws:SourceIp":["198.51.100.7","203.0.113.4/30"]"#),
            "{}",
            folded.json
        );
        assert!(
            folded.json.contains(r#""aws:Referer":["a","a"]"#),
            "{}",
            folded.json
        );
        assert_eq!((folded.blocks_before, folded.blocks_after), (4, 2));
        assert_eq!(folded.characters_after, folded.json.len());
        assert_eq!(folded.characters_before - folded.characters_after, 31);
        let one = fold_document(&document(r#"["203.0.113.0/25","203.0.113.128/25"]"#));
        assert!(
            one.json.contains(r#""aws:SourceIp":"203.0.113.0/24""#),
            "{}",
            one.json
        );
        let kept = document(r#"["203.0.113.9/24","10.0.0.0/32"]"#);
        assert_eq!(fold_document(&kept).json, kept.to_json());
    }
}
