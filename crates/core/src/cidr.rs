//! Address blocks.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A block of addresses: host bits are zero, IPv4-mapped IPv6 does not occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cidr {
    // Invariant: no bit behind the prefix is set, and prefix <= 32 or 128 by family.
    network: IpAddr,
    prefix: u8,
}

/// Why a text is no address block.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CidrError {
    /// White space at either end or inside.
    #[error("`{0}` has white space around or inside the address block")]
    Space(String),
    /// The address is no IPv4 or IPv6 address (octal or hex octets and zone ids are none).
    #[error("`{0}` is not an IPv4 or IPv6 address block")]
    Address(String),
    /// The prefix is no decimal number in the range of the family.
    #[error("`{text}` has a bad prefix length: {family} allows 0 to {max}")]
    Prefix {
        /// The refused text.
        text: String,
        /// `IPv4` or `IPv6`.
        family: &'static str,
        /// The largest prefix.
        max: u8,
    },
    /// An IPv4-mapped IPv6 block such as `::ffff:203.0.113.0/120`.
    #[error("`{0}` is an IPv4-mapped IPv6 block")]
    Mapped(String),
}

/// Something legal but worth telling about a block as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CidrNote {
    /// Bits behind the prefix were set and are ignored, as on AWS.
    HostBits,
    /// No prefix: the one address.
    Bare,
}

impl Cidr {
    /// Reads a block strictly. The note tells of host bits or a missing prefix (`/32` and `/128`).
    ///
    /// Source: IAM user guide, IP address condition operators; host bits: recorded.
    pub fn parse(text: &str) -> Result<(Self, Option<CidrNote>), CidrError> {
        if text.contains(|c: char| c.is_whitespace()) {
            return Err(CidrError::Space(text.to_owned()));
        }
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| CidrError::Address(text.to_owned()))?;
        if let IpAddr::V6(v6) = address
            && v6.to_ipv4_mapped().is_some()
        {
            return Err(CidrError::Mapped(text.to_owned()));
        }
        let (family, max) = if address.is_ipv4() {
            ("IPv4", 32)
        } else {
            ("IPv6", 128)
        };
        let Some(digits) = prefix else {
            return Ok((
                Self {
                    network: address,
                    prefix: max,
                },
                Some(CidrNote::Bare),
            ));
        };
        let wrong = || CidrError::Prefix {
            text: text.to_owned(),
            family,
            max,
        };
        let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let prefix: u8 = if plain {
            digits.parse().map_err(|_| wrong())?
        } else {
            return Err(wrong());
        };
        if prefix > max || (digits.len() > 1 && digits.starts_with('0')) {
            return Err(wrong());
        }
        let block = Self {
            network: mask(address, prefix),
            prefix,
        };
        Ok((block, (block.network != address).then_some(CidrNote::HostBits)))
    }

    /// The block of this prefix length that holds `address`; `None` for a prefix the family does not have and for
    /// IPv4-mapped addresses.
    pub fn new(address: IpAddr, prefix: u8) -> Option<Self> {
        let max = if address.is_ipv4() { 32 } else { 128 };
        let plain = unmapped(address) == address;
        (plain && prefix <= max).then(|| Self {
            network: mask(address, prefix),
            prefix,
        })
    }

    /// The first address.
    pub fn network(&self) -> IpAddr {
        self.network
    }

    /// The prefix length in bits.
    pub fn prefix(&self) -> u8 {
        self.prefix
    }

    /// The last address.
    pub fn last(&self) -> IpAddr {
        match self.network {
            IpAddr::V4(v4) => IpAddr::V4(Ipv4Addr::from_bits(
                v4.to_bits() | u32::MAX.checked_shr(self.prefix.into()).unwrap_or(0),
            )),
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(
                v6.to_bits() | u128::MAX.checked_shr(self.prefix.into()).unwrap_or(0),
            )),
        }
    }

    /// Whether the block holds `address`; families never mix, a mapped address is unwrapped first.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = unmapped(address);
        address.is_ipv4() == self.network.is_ipv4() && mask(address, self.prefix) == self.network
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.network, self.prefix)
    }
}

/// IPv4 for an IPv4-mapped IPv6 address (what dual-stack sockets report), everything else unchanged.
pub fn unmapped(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

fn mask(address: IpAddr, prefix: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let keep = u32::MAX
                .checked_shl(32u32.saturating_sub(prefix.into()))
                .unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(v4.to_bits() & keep))
        }
        IpAddr::V6(v6) => {
            let keep = u128::MAX
                .checked_shl(128u32.saturating_sub(prefix.into()))
                .unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & keep))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = match Cidr::parse(text) {
            Ok((block, note)) => format!("{block}-{} {note:?}", block.last()),
            Err(error) => error.to_string(),
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn blocks_are_read_strictly() {
        check("203.0.113.0/24", "203.0.113.0/24-203.0.113.255 None");
        check("203.0.113.9/24", "203.0.113.0/24-203.0.113.255 Some(HostBits)");
        check("203.0.113.7", "203.0.113.7/32-203.0.113.7 Some(Bare)");
        check("0.0.0.0/0", "0.0.0.0/0-255.255.255.255 None");
        check("::/0", "::/0-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff None");
        check(
            "2001:DB8:BAD::/48",
            "2001:db8:bad::/48-2001:db8:bad:ffff:ffff:ffff:ffff:ffff None",
        );
        check(
            " 203.0.113.0/24",
            "` 203.0.113.0/24` has white space around or inside the address block",
        );
        check(
            "203.0.113.0/33",
            "`203.0.113.0/33` has a bad prefix length: IPv4 allows 0 to 32",
        );
        check(
            "203.0.113.0/024",
            "`203.0.113.0/024` has a bad prefix length: IPv4 allows 0 to 32",
        );
        check(
            "203.0.113.0/255.255.255.0",
            "`203.0.113.0/255.255.255.0` has a bad prefix length: IPv4 allows 0 to 32",
        );
        check(
            "0203.0.113.0/24",
            "`0203.0.113.0/24` is not an IPv4 or IPv6 address block",
        );
        check(
            "fe80::1%eth0",
            "`fe80::1%eth0` is not an IPv4 or IPv6 address block",
        );
        check(
            "::ffff:203.0.113.0/120",
            "`::ffff:203.0.113.0/120` is an IPv4-mapped IPv6 block",
        );
    }

    #[test]
    fn blocks_are_made_from_their_parts() {
        let new = |address: &str, prefix| {
            Cidr::new(address.parse().unwrap(), prefix).map(|block| block.to_string())
        };
        assert_eq!(new("203.0.113.9", 24).as_deref(), Some("203.0.113.0/24"));
        assert_eq!(new("2001:db8::1", 0).as_deref(), Some("::/0"));
        assert_eq!(
            (
                new("203.0.113.9", 33),
                new("::1", 129),
                new("::ffff:203.0.113.9", 128)
            ),
            (None, None, None)
        );
    }

    #[test]
    fn families_never_mix_and_mapped_addresses_are_unwrapped() {
        let (block, _) = Cidr::parse("203.0.113.0/24").unwrap();
        assert!(block.contains("203.0.113.200".parse().unwrap()));
        assert!(block.contains("::ffff:203.0.113.9".parse().unwrap()));
        assert!(!block.contains("2001:db8::1".parse().unwrap()));
        let (all, _) = Cidr::parse("0.0.0.0/0").unwrap();
        assert!(!all.contains("::1".parse().unwrap()));
    }
}
