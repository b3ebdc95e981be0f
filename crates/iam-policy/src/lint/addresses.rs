//! Address lists.

use std::net::IpAddr;

use portcullis_core::{Cidr, CidrNote};

use super::{Walk, allows};
use crate::comparison::{Comparison, Family};
use crate::fold::{blocks_of, fold, shortest};
use crate::{ConditionEntry, ConditionKey, OperatorBase, Statement};

/// Blocks whose addresses no client on the public internet has.
///
/// Source: IANA special-purpose address registries.
const PRIVATE: [&str; 8] = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "fc00::/7",
    "fe80::/10",
];

pub(super) fn look(walk: &mut Walk<'_>, statement: &Statement) {
    for entry in address_conditions(statement) {
        host_bits(walk, statement, entry);
        private(walk, statement, entry);
        let Some(blocks) = blocks_of(entry) else { continue };
        families(walk, statement, entry, &blocks);
        foldable(walk, statement, entry, &blocks);
    }
    only_allows(walk, statement);
}

fn address_conditions(statement: &Statement) -> impl Iterator<Item = &ConditionEntry> {
    statement
        .conditions
        .iter()
        .filter(|entry| Comparison::of(entry.operator.value.base).family == Family::Address)
}

fn is_source(entry: &ConditionEntry) -> bool {
    ConditionKey::parse(&entry.key.value) == ConditionKey::SourceIp
}

fn host_bits(walk: &mut Walk<'_>, statement: &Statement, entry: &ConditionEntry) {
    for value in &entry.values {
        if let Ok((block, Some(CidrNote::HostBits))) = Cidr::parse(value.value.trim()) {
            let message = format!("`{}` has bits behind its prefix, which are ignored", value.value);
            walk.tell(
                statement,
                "host-bits",
                value.span,
                message,
                format!("write `{block}`, or a longer prefix"),
            );
        }
    }
}

fn private(walk: &mut Walk<'_>, statement: &Statement, entry: &ConditionEntry) {
    if walk.facts.private_clients || !is_source(entry) {
        return;
    }
    let ranges: Vec<Cidr> = PRIVATE
        .iter()
        .filter_map(|text| Cidr::parse(text).ok())
        .map(|(range, _)| range)
        .collect();
    for value in &entry.values {
        let Ok((block, _)) = Cidr::parse(value.value.trim()) else {
            continue;
        };
        let inside = ranges
            .iter()
            .any(|range| range.contains(block.network()) && range.prefix() <= block.prefix());
        let loopback = block.network().is_loopback() && block.network() == block.last();
        if inside || loopback {
            let message = format!(
                "`{}` is private; on AWS no client of a public API has such an address",
                value.value
            );
            walk.tell(
                statement,
                "private-range",
                value.span,
                message,
                "write the public addresses, or use `aws:VpcSourceIp` for a private API",
            );
        }
    }
}

fn families(walk: &mut Walk<'_>, statement: &Statement, entry: &ConditionEntry, blocks: &[Cidr]) {
    let all = |v4: bool| {
        blocks
            .iter()
            .any(|block| block.prefix() == 0 && block.network().is_ipv4() == v4)
    };
    let v6 = blocks.iter().any(|block| block.network().is_ipv6());
    if all(true) && !all(false) {
        let message = format!(
            "`0.0.0.0/0` in `{}` is every IPv4 client and no IPv6 client",
            entry.key.value
        );
        walk.tell(
            statement,
            "all-ipv4-without-ipv6",
            place(entry, |block| block.prefix() == 0),
            message,
            "add `::/0` if everybody is meant",
        );
        return;
    }
    if walk.facts.dual_stack && !v6 && is_source(entry) {
        let negated = entry.operator.value.base == OperatorBase::NotIpAddress;
        let effect = match (allows(statement), negated) {
            (true, false) => "is allowed by no IPv6 address",
            (true, true) => "is allowed by every IPv6 address",
            (false, false) => "is denied to no IPv6 address",
            (false, true) => "is denied to every IPv6 address",
        };
        let message = format!(
            "the list has no IPv6 block, and the listener takes IPv6 clients: what this statement covers {effect}"
        );
        walk.tell(
            statement,
            "ipv4-only-on-dual-stack",
            whole(entry),
            message,
            "add the IPv6 blocks, or decide about `::/0` in a statement of its own",
        );
    }
}

fn foldable(walk: &mut Walk<'_>, statement: &Statement, entry: &ConditionEntry, blocks: &[Cidr]) {
    let folded = fold(blocks);
    if folded.len() >= blocks.len() {
        return;
    }
    let message = format!(
        "{} address blocks are exactly the same addresses as {}",
        blocks.len(),
        folded.len()
    );
    const SHOWN_MAX: usize = 4;
    let remedy = if folded.len() <= SHOWN_MAX {
        let texts: Vec<_> = folded
            .iter()
            .map(|block| format!("`{}`", shortest(block)))
            .collect();
        format!("write {}", texts.join(", "))
    } else {
        "fold the list: `portcullis policy fold` prints the policy with the shorter one".to_owned()
    };
    walk.tell(statement, "foldable-addresses", whole(entry), message, remedy);
}

/// An allow list without any Deny about addresses, where another allow suffices.
fn only_allows(walk: &mut Walk<'_>, statement: &Statement) {
    if walk.large || walk.facts.other_allow != Some(true) || !allows(statement) {
        return;
    }
    let denied = walk.document.statements.iter().any(|other| {
        !allows(other)
            && address_conditions(other).any(|entry| entry.operator.value.base == OperatorBase::NotIpAddress)
    });
    let list =
        address_conditions(statement).find(|entry| entry.operator.value.base == OperatorBase::IpAddress);
    if let Some(entry) = list.filter(|_| !denied) {
        walk.tell(
            statement,
            "allow-list-does-not-restrict",
            whole(entry),
            "this list keeps nobody out of methods with a Lambda authorizer or IAM: there the other side's allow is enough",
            "add a Deny with `NotIpAddress` and the same blocks",
        );
    }
}

/// From the first value to the last.
fn whole(entry: &ConditionEntry) -> source_text::Span {
    match (entry.values.first(), entry.values.last()) {
        (Some(first), Some(last)) => source_text::Span::new(first.span.start, last.span.end),
        _ => entry.key.span,
    }
}

/// The first value whose block is wanted.
fn place(entry: &ConditionEntry, wanted: impl Fn(&Cidr) -> bool) -> source_text::Span {
    let fits = |text: &str| {
        Cidr::parse(text).is_ok_and(|(block, _)| wanted(&block) && matches!(block.network(), IpAddr::V4(_)))
    };
    entry
        .values
        .iter()
        .find(|value| fits(&value.value))
        .map_or(entry.key.span, |value| value.span)
}
