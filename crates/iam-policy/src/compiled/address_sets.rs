//! All address sets of one policy in one table: an address is looked up once, and the answer tells every set it is in.
//!
//! The sets of a family cut its addresses into ranges; all addresses of a range are in the same sets, which is the range's
//! *class*. The starts of the ranges are sorted; large tables have an index, which cuts the
//! span between the first and the last start into even slots and grows with the table, so that the search stays short. Classes are bitsets over the sets.

use std::collections::HashMap;
use std::net::IpAddr;

use portcullis_core::{Cidr, unmapped};

/// Up to this many ranges a table has no index.
const UNINDEXED_RANGES_MAX: usize = 64;

/// The most bits an index has: a million entries, beside some five million ranges.
const INDEX_BITS_MAX: u32 = 20;

/// The number of a set in its policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct SetId(u32);

/// Which sets an address is in: a row of the class table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// In no set.
    pub(super) const NONE: Self = Self(0);
}

/// The table of one policy.
#[derive(Debug)]
pub(super) struct AddressSets {
    v4: Ranges<u32>,
    v6: Ranges<u128>,
    // Invariant: `words` words a class; class 0 has no bit set.
    classes: Box<[u64]>,
    words: usize,
}

impl AddressSets {
    /// The sets `address` is in.
    pub(super) fn class_of(&self, address: IpAddr) -> Class {
        match unmapped(address) {
            IpAddr::V4(v4) => self.v4.class_of(v4.to_bits()),
            IpAddr::V6(v6) => self.v6.class_of(v6.to_bits()),
        }
    }

    /// Whether addresses of `class` are in `set`.
    pub(super) fn contains(&self, class: Class, set: SetId) -> bool {
        let word = class.0 as usize * self.words + (set.0 / 64) as usize;
        self.classes
            .get(word)
            .is_some_and(|bits| bits >> (set.0 % 64) & 1 == 1)
    }

    /// The memory held, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        self.v4.memory_bytes() + self.v6.memory_bytes() + size_of_val(&*self.classes)
    }
}

/// Gathers the sets of a policy.
#[derive(Debug, Default)]
pub(super) struct Builder {
    sets: HashMap<Vec<Cidr>, SetId>,
}

impl Builder {
    /// Adds a set; equal sets share a number.
    pub(super) fn add(&mut self, mut blocks: Vec<Cidr>) -> SetId {
        blocks.sort_unstable();
        blocks.dedup();
        let next = SetId(u32::try_from(self.sets.len()).unwrap_or(u32::MAX));
        *self.sets.entry(blocks).or_insert(next)
    }

    /// Builds the table.
    pub(super) fn build(self) -> AddressSets {
        let words = self.sets.len().div_ceil(64);
        let mut classes = Classes {
            words,
            bits: vec![0; words],
            rows: HashMap::from([(vec![0; words].into(), 0)]),
        };
        let (mut v4, mut v6) = (Vec::new(), Vec::new());
        for (blocks, set) in self.sets {
            for block in blocks {
                match (block.network(), block.last()) {
                    (IpAddr::V4(first), IpAddr::V4(last)) => {
                        edges(first.to_bits(), last.to_bits(), set, &mut v4)
                    }
                    (IpAddr::V6(first), IpAddr::V6(last)) => {
                        edges(first.to_bits(), last.to_bits(), set, &mut v6)
                    }
                    // A block begins and ends in one family.
                    (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => {}
                }
            }
        }
        let (v4, v6) = (Ranges::new(v4, &mut classes), Ranges::new(v6, &mut classes));
        AddressSets {
            v4,
            v6,
            classes: classes.bits.into(),
            words,
        }
    }
}

/// An address of one family as a number.
trait Key: Copy + Ord + Default {
    /// The number after this one.
    fn next(self) -> Option<Self>;
    /// How many bits the distance from `base` has.
    fn distance_bits(self, base: Self) -> u32;
    /// The distance from `base` in slots of 2^`shift` addresses; addresses below `base` are in the first.
    fn slot(self, base: Self, shift: u32) -> usize;
}

impl Key for u32 {
    fn next(self) -> Option<Self> {
        self.checked_add(1)
    }

    fn distance_bits(self, base: Self) -> u32 {
        Self::BITS - self.saturating_sub(base).leading_zeros()
    }

    fn slot(self, base: Self, shift: u32) -> usize {
        self.saturating_sub(base)
            .checked_shr(shift)
            .map_or(0, |slot| usize::try_from(slot).unwrap_or(usize::MAX))
    }
}

impl Key for u128 {
    fn next(self) -> Option<Self> {
        self.checked_add(1)
    }

    fn distance_bits(self, base: Self) -> u32 {
        Self::BITS - self.saturating_sub(base).leading_zeros()
    }

    fn slot(self, base: Self, shift: u32) -> usize {
        self.saturating_sub(base)
            .checked_shr(shift)
            .map_or(0, |slot| usize::try_from(slot).unwrap_or(usize::MAX))
    }
}

/// A place where the membership in one set changes.
struct Edge<K> {
    at: K,
    set: SetId,
    enters: bool,
}

fn edges<K: Key>(first: K, last: K, set: SetId, out: &mut Vec<Edge<K>>) {
    out.push(Edge {
        at: first,
        set,
        enters: true,
    });
    if let Some(behind) = last.next() {
        out.push(Edge {
            at: behind,
            set,
            enters: false,
        });
    }
}

/// The classes found so far.
struct Classes {
    words: usize,
    bits: Vec<u64>,
    rows: HashMap<Box<[u64]>, u32>,
}

impl Classes {
    fn row(&mut self, members: &[u64]) -> u32 {
        if let Some(row) = self.rows.get(members) {
            return *row;
        }
        let row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.bits.extend_from_slice(members);
        self.rows.insert(members.into(), row);
        row
    }
}

/// The ranges of one family.
#[derive(Debug)]
struct Ranges<K> {
    // Invariant: both ascend together; empty, or the first start is the lowest address.
    starts: Box<[K]>,
    classes: Box<[u32]>,
    index: Option<Index<K>>,
}

/// Where to begin the search.
#[derive(Debug)]
struct Index<K> {
    /// The second start: the first is the lowest address of the family, often far below.
    base: K,
    /// A slot has 2^shift addresses.
    shift: u32,
    // Invariant: for each slot the number of starts below it, and at the end the number of all.
    below: Box<[u32]>,
}

impl<K: Key> Ranges<K> {
    fn new(mut edges: Vec<Edge<K>>, classes: &mut Classes) -> Self {
        if edges.is_empty() {
            return Self {
                starts: Box::default(),
                classes: Box::default(),
                index: None,
            };
        }
        edges.sort_unstable_by_key(|edge| edge.at);
        let (mut starts, mut found) = (vec![K::default()], vec![0]);
        // Blocks of one set may nest, so each set counts how many of its blocks are open.
        let mut open: HashMap<SetId, usize> = HashMap::new();
        let mut members = vec![0u64; classes.words];
        let mut class = 0;
        for group in edges.chunk_by(|left, right| left.at == right.at) {
            for edge in group {
                let depth = open.entry(edge.set).or_default();
                *depth = if edge.enters {
                    *depth + 1
                } else {
                    depth.saturating_sub(1)
                };
            }
            for edge in group {
                let inside = open.get(&edge.set).is_some_and(|depth| *depth > 0);
                if let Some(word) = members.get_mut((edge.set.0 / 64) as usize) {
                    let bit = 1 << (edge.set.0 % 64);
                    *word = if inside { *word | bit } else { *word & !bit };
                }
            }
            let after = classes.row(&members);
            let Some(at) = group.first().map(|edge| edge.at) else {
                continue;
            };
            if after == class {
                continue;
            }
            class = after;
            if at == K::default() {
                found = vec![class];
            } else {
                starts.push(at);
                found.push(class);
            }
        }
        let index = Index::new(&starts);
        Self {
            starts: starts.into(),
            classes: found.into(),
            index,
        }
    }

    fn class_of(&self, key: K) -> Class {
        let (low, high) = self
            .index
            .as_ref()
            .map_or((0, self.starts.len()), |index| index.bounds(key));
        let within = self
            .starts
            .get(low..high)
            .map_or(0, |starts| starts.partition_point(|start| *start <= key));
        (low + within)
            .checked_sub(1)
            .and_then(|at| self.classes.get(at))
            .map_or(Class::NONE, |class| Class(*class))
    }

    fn memory_bytes(&self) -> usize {
        let index = self.index.as_ref().map_or(0, |index| size_of_val(&*index.below));
        size_of_val(&*self.starts) + size_of_val(&*self.classes) + index
    }
}

impl<K: Key> Index<K> {
    /// About four ranges a slot; none for small tables.
    fn new(starts: &[K]) -> Option<Self> {
        if starts.len() <= UNINDEXED_RANGES_MAX {
            return None;
        }
        let (base, last) = (*starts.get(1)?, *starts.last()?);
        let bits = (starts.len() / 4).ilog2().clamp(1, INDEX_BITS_MAX);
        let shift = last.distance_bits(base).saturating_sub(bits);
        let mut below = Vec::new();
        let mut count = 0;
        for slot in 0..=last.slot(base, shift) {
            // The starts up to `base` lie in the first slot, which begins with the lowest address.
            while slot > 0
                && starts
                    .get(count)
                    .is_some_and(|start| start.slot(base, shift) < slot)
            {
                count += 1;
            }
            below.push(u32::try_from(count).unwrap_or(u32::MAX));
        }
        below.push(u32::try_from(starts.len()).unwrap_or(u32::MAX));
        Some(Self {
            base,
            shift,
            below: below.into(),
        })
    }

    /// The starts of the slot `key` lies in; addresses behind the last start belong to the last slot.
    fn bounds(&self, key: K) -> (usize, usize) {
        let slot = key
            .slot(self.base, self.shift)
            .min(self.below.len().saturating_sub(2));
        let bound = |slot: usize| self.below.get(slot).map_or(0, |bound| *bound as usize);
        (bound(slot), bound(slot + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Cidr {
        Cidr::parse(text).unwrap().0
    }

    /// Every set must hold exactly the addresses its blocks hold.
    fn check(sets: &[&[&str]], addresses: &[&str]) {
        let mut builder = Builder::default();
        let blocks: Vec<Vec<Cidr>> = sets
            .iter()
            .map(|set| set.iter().map(|text| block(text)).collect())
            .collect();
        let ids: Vec<SetId> = blocks.iter().map(|set| builder.add(set.clone())).collect();
        let table = builder.build();
        for address in addresses {
            let address: IpAddr = address.parse().unwrap();
            let class = table.class_of(address);
            for (id, set) in ids.iter().zip(&blocks) {
                let expect = set.iter().any(|block| block.contains(address));
                assert_eq!(table.contains(class, *id), expect, "{address} in {set:?}");
            }
        }
    }

    const PROBES: &[&str] = &[
        "0.0.0.0",
        "9.255.255.255",
        "10.0.0.0",
        "10.1.2.3",
        "10.255.255.255",
        "11.0.0.0",
        "203.0.113.0",
        "203.0.113.255",
        "255.255.255.255",
        "::",
        "2001:db8::1",
        "2001:db8:10::1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "::ffff:10.1.2.3",
    ];

    #[test]
    fn sets_overlap_nest_and_touch() {
        check(&[], PROBES);
        check(&[&[]], PROBES);
        check(
            &[
                &["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32"],
                &["10.1.0.0/16"],
                &["0.0.0.0/0"],
            ],
            PROBES,
        );
        check(
            &[
                &["0.0.0.0/1", "128.0.0.0/1"],
                &["::/0"],
                &["2001:db8::/32", "203.0.113.0/24"],
            ],
            PROBES,
        );
        check(
            &[&[
                "255.255.255.255/32",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128",
            ]],
            PROBES,
        );
    }

    #[test]
    fn more_than_sixty_four_sets_have_bits_of_their_own() {
        let texts: Vec<String> = (0..130).map(|at| format!("10.{at}.0.0/16")).collect();
        let sets: Vec<Vec<&str>> = texts
            .iter()
            .map(|text| vec![text.as_str(), "203.0.113.0/24"])
            .collect();
        let sets: Vec<&[&str]> = sets.iter().map(Vec::as_slice).collect();
        check(
            &sets,
            &[
                "10.0.0.1",
                "10.64.0.1",
                "10.129.255.255",
                "10.130.0.0",
                "203.0.113.1",
            ],
        );
    }

    #[test]
    fn large_tables_answer_through_their_index() {
        let texts: Vec<String> = (0..5000u32)
            .map(|at| format!("{}.{}.{}.0/25", at % 200, at / 200, at % 7))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let probes: Vec<String> = (0..3000u32)
            .map(|at| {
                format!(
                    "{}.{}.{}.{}",
                    at % 201,
                    at % 26,
                    at % 8,
                    at.wrapping_mul(37) % 256
                )
            })
            .collect();
        let probes: Vec<&str> = probes.iter().map(String::as_str).collect();
        check(&[&texts], &probes);
        let texts: Vec<String> = (0..3000u32)
            .map(|at| format!("2001:db8:{:x}:{:x}::/64", at % 97, at))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let probes: Vec<String> = (0..3000u32)
            .map(|at| format!("2001:db8:{:x}:{at:x}::1", at % 98))
            .collect();
        let probes: Vec<&str> = probes.iter().map(String::as_str).collect();
        check(&[&texts], &probes);
    }

    #[test]
    fn small_sets_are_small() {
        let mut builder = Builder::default();
        builder.add(vec![block("203.0.113.0/24"), block("2001:db8:10::/48")]);
        assert!(builder.build().memory_bytes() < 256);
    }
}
