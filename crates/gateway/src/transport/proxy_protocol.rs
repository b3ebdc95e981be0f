//! The PROXY protocol, versions 1 and 2, read strictly.
//!
//! Pure: bytes in, a verdict out. Anything outside the specification is malformed; nothing is guessed. (HAProxy project,
//! "The PROXY protocol", sections 2.1 and 2.2.)

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::connection::Proxied;

/// The first bytes of a version 2 header.
const SIGNATURE: &[u8; 12] = b"\r\n\r\n\0\r\nQUIT\n";
/// The shortest header there is: `PROXY UNKNOWN` and CR LF.
const SHORTEST_BYTES: usize = 15;
/// The longest version 1 line, its CR LF included (specification, section 2.1).
const V1_BYTES_MAX: usize = 107;
/// The fixed part of a version 2 header.
const V2_FIXED_BYTES: usize = 16;
/// The type of the SSL field (specification, section 2.2.6).
const TLV_SSL: u8 = 0x20;
/// The flag in an SSL field that says the client came over TLS.
const CLIENT_SSL: u8 = 0x01;

/// What some bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parsed {
    /// A whole header.
    Header {
        /// Its length in bytes; what follows belongs to the client.
        length: usize,
        /// What it says.
        proxied: Proxied,
    },
    /// The beginning of a header.
    NeedMore {
        /// At least this many further bytes belong to the header.
        at_least: usize,
    },
    /// No PROXY protocol header, or one that breaks the specification or the limit.
    Malformed,
}

/// Reads a header from the start of `bytes`; one longer than `limit` is malformed.
pub fn parse(bytes: &[u8], limit: usize) -> Parsed {
    if bytes.is_empty() {
        return Parsed::NeedMore {
            at_least: SHORTEST_BYTES,
        };
    }
    let signature = bytes.get(..SIGNATURE.len().min(bytes.len())).unwrap_or_default();
    let parsed = if SIGNATURE.starts_with(signature) {
        version_2(bytes, limit)
    } else if b"PROXY ".starts_with(bytes) || bytes.starts_with(b"PROXY ") {
        version_1(bytes)
    } else {
        None
    };
    parsed.unwrap_or(Parsed::Malformed)
}

/// Entry for fuzzing: reads `data` as the connection does, asking for no more than belongs to the header.
///
/// Whatever the input, nothing may panic, a verdict must come, and it must be that of the whole input.
#[doc(hidden)]
pub fn fuzz_proxy_header(data: &[u8]) {
    /// As large as the default.
    const LIMIT: usize = 2_048;
    let mut have = 0usize;
    let verdict = loop {
        let seen = data.get(..have).unwrap_or_default();
        match parse(seen, LIMIT) {
            Parsed::NeedMore { at_least } => {
                assert!(at_least > 0, "nothing is asked for");
                if have == data.len() {
                    return;
                }
                have = have.saturating_add(at_least).min(data.len());
            }
            verdict @ (Parsed::Header { .. } | Parsed::Malformed) => break verdict,
        }
    };
    if let Parsed::Header { length, .. } = verdict {
        assert_eq!(length, have, "bytes of the client were read");
        assert_eq!(parse(data, LIMIT), verdict, "what follows changes nothing");
    }
}

fn version_1(bytes: &[u8]) -> Option<Parsed> {
    let window = bytes.get(..bytes.len().min(V1_BYTES_MAX))?;
    let Some(end) = window.iter().position(|byte| *byte == b'\n') else {
        return (bytes.len() < V1_BYTES_MAX).then_some(Parsed::NeedMore { at_least: 1 });
    };
    let length = end.checked_add(1)?;
    let line = std::str::from_utf8(bytes.get(..end)?.strip_suffix(b"\r")?).ok()?;
    let line = line.strip_prefix("PROXY ")?;
    // After `UNKNOWN` the rest of the line is to be ignored.
    if line == "UNKNOWN" || line.starts_with("UNKNOWN ") {
        return Some(Parsed::Header {
            length,
            proxied: Proxied {
                source: None,
                secure: false,
            },
        });
    }
    let mut words = line.split(' ');
    let family = words.next()?;
    let (source, destination) = match family {
        "TCP4" => (
            IpAddr::V4(words.next()?.parse().ok()?),
            IpAddr::V4(words.next()?.parse().ok()?),
        ),
        "TCP6" => (
            IpAddr::V6(words.next()?.parse().ok()?),
            IpAddr::V6(words.next()?.parse().ok()?),
        ),
        _ => return None,
    };
    let source = SocketAddr::new(source, port(words.next()?)?);
    let _ = SocketAddr::new(destination, port(words.next()?)?);
    words.next().is_none().then_some(())?;
    Some(Parsed::Header {
        length,
        proxied: Proxied {
            source: Some(source),
            secure: false,
        },
    })
}

/// A port without sign or leading zeros.
fn port(text: &str) -> Option<u16> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok()).flatten()
}

fn version_2(bytes: &[u8], limit: usize) -> Option<Parsed> {
    let Some(fixed) = bytes.first_chunk::<V2_FIXED_BYTES>() else {
        return Some(Parsed::NeedMore {
            at_least: V2_FIXED_BYTES.saturating_sub(bytes.len()),
        });
    };
    let [.., version_command, family, high, low] = *fixed;
    let length = V2_FIXED_BYTES.checked_add(usize::from(u16::from_be_bytes([high, low])))?;
    if length > limit {
        return None;
    }
    let is_local = match version_command {
        0x20 => true,
        0x21 => false,
        _ => return None,
    };
    // Address family and transport: unspecified, or IPv4, IPv6 and UNIX with stream or datagram.
    matches!(family, 0x00 | 0x11 | 0x12 | 0x21 | 0x22 | 0x31 | 0x32).then_some(())?;
    let Some(content) = bytes.get(V2_FIXED_BYTES..length) else {
        return Some(Parsed::NeedMore {
            at_least: length.saturating_sub(bytes.len()),
        });
    };
    let proxied = if is_local {
        Proxied {
            source: None,
            secure: false,
        }
    } else {
        let (source, fields) = addresses(family, content)?;
        Proxied {
            source,
            secure: is_secure(fields)?,
        }
    };
    Some(Parsed::Header { length, proxied })
}

/// The source address of a `PROXY` command and the optional fields behind the addresses.
fn addresses(family: u8, content: &[u8]) -> Option<(Option<SocketAddr>, &[u8])> {
    match family {
        0x11 => {
            let (block, fields) = content.split_first_chunk::<12>()?;
            let [a, b, c, d, _, _, _, _, high, low, _, _] = *block;
            let port = u16::from_be_bytes([high, low]);
            Some((
                Some(SocketAddr::new(IpAddr::V4(Ipv4Addr::new(a, b, c, d)), port)),
                fields,
            ))
        }
        0x21 => {
            let (block, fields) = content.split_first_chunk::<36>()?;
            let (source, rest) = block.split_first_chunk::<16>()?;
            let port = u16::from_be_bytes(*rest.get(16..18)?.first_chunk()?);
            Some((
                Some(SocketAddr::new(IpAddr::V6(Ipv6Addr::from(*source)), port)),
                fields,
            ))
        }
        // A datagram cannot have brought this stream, and a UNIX path is no address: the source stays unknown.
        0x12 => Some((None, content.get(12..)?)),
        0x22 => Some((None, content.get(36..)?)),
        0x31 | 0x32 => Some((None, content.get(216..)?)),
        _ => Some((None, content)),
    }
}

/// Walks the optional fields; each must be whole. True if an SSL field says that the client came over TLS.
fn is_secure(mut fields: &[u8]) -> Option<bool> {
    let mut secure = false;
    while let Some(([kind, high, low], rest)) = fields.split_first_chunk::<3>() {
        let (value, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes([*high, *low])))?;
        if *kind == TLV_SSL {
            // One byte of flags and four of the verification result come before its own fields.
            secure = value.first_chunk::<5>()?.first()? & CLIENT_SSL != 0;
        }
        fields = rest;
    }
    fields.is_empty().then_some(secure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(bytes: &[u8]) -> String {
        match parse(bytes, 2_048) {
            Parsed::Header { length, proxied } => {
                let source = proxied.source.map_or("-".to_owned(), |source| source.to_string());
                format!("{length} {source}{}", if proxied.secure { " secure" } else { "" })
            }
            Parsed::NeedMore { at_least } => format!("more {at_least}"),
            Parsed::Malformed => "malformed".to_owned(),
        }
    }

    #[test]
    fn version_1_lines() {
        let cases: &[(&str, &str)] = &[
            (
                "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\nGET",
                "45 192.0.2.1:56324",
            ),
            ("PROXY TCP6 2001:db8::1 ::1 1 65535\r\n", "36 [2001:db8::1]:1"),
            ("PROXY UNKNOWN\r\n", "15 -"),
            ("PROXY UNKNOWN ffff::1 anything\r\n", "32 -"),
            ("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\n", "malformed"),
            ("PROXY TCP4 192.0.2.1 198.51.100.1 56324\r\n", "malformed"),
            ("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443 \r\n", "malformed"),
            ("PROXY TCP4  192.0.2.1 198.51.100.1 56324 443\r\n", "malformed"),
            ("PROXY TCP4 192.0.2.1 198.51.100.1 056324 443\r\n", "malformed"),
            ("PROXY TCP4 192.0.2.1 198.51.100.1 65536 443\r\n", "malformed"),
            ("PROXY TCP4 192.0.2.1 198.51.100.1 +1 443\r\n", "malformed"),
            ("PROXY TCP4 192.0.2.01 198.51.100.1 1 443\r\n", "malformed"),
            ("PROXY TCP4 2001:db8::1 ::1 1 2\r\n", "malformed"),
            ("PROXY UDP4 192.0.2.1 198.51.100.1 1 2\r\n", "malformed"),
            ("PROXY UNKNOWNX\r\n", "malformed"),
            ("proxy TCP4 192.0.2.1 198.51.100.1 1 2\r\n", "malformed"),
            ("GET / HTTP/1.1\r\n", "malformed"),
            ("PRO", "more 1"),
            ("PROXY TCP4 192.0", "more 1"),
            ("", "more 15"),
        ];
        for (line, expect) in cases {
            assert_eq!(&show(line.as_bytes()), expect, "{line}");
        }
        assert_eq!(
            show(format!("PROXY UNKNOWN {}\r\n", "x".repeat(91)).as_bytes()),
            "107 -"
        );
        assert_eq!(
            show(format!("PROXY UNKNOWN {}\r\n", "x".repeat(92)).as_bytes()),
            "malformed"
        );
    }

    fn header(command: u8, family: u8, content: &[u8]) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        bytes.extend([command, family]);
        bytes.extend(u16::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend(content);
        bytes
    }

    #[test]
    fn version_2_headers() {
        let four = [192, 0, 2, 1, 198, 51, 100, 1, 0, 80, 1, 187];
        let mut six = [0u8; 36];
        six[..4].copy_from_slice(&[0x20, 0x01, 0x0d, 0xb8]);
        six[15] = 1;
        six[33] = 80;
        let with = |base: &[u8], fields: &[u8]| [base, fields].concat();
        let ssl = [TLV_SSL, 0, 5, 1, 0, 0, 0, 0];
        let no_ssl = [TLV_SSL, 0, 5, 0, 0, 0, 0, 1];
        let cases: Vec<(&str, Vec<u8>, &str)> = vec![
            ("IPv4", header(0x21, 0x11, &four), "28 192.0.2.1:80"),
            ("IPv6", header(0x21, 0x21, &six), "52 [2001:db8::1]:80"),
            (
                "then the client's bytes",
                with(&header(0x21, 0x11, &four), b"GET"),
                "28 192.0.2.1:80",
            ),
            ("local", header(0x20, 0x00, &[]), "16 -"),
            ("local with an address", header(0x20, 0x11, &four), "28 -"),
            ("unspecified", header(0x21, 0x00, b"whatever"), "malformed"),
            ("unspecified, empty", header(0x21, 0x00, &[]), "16 -"),
            ("UNIX", header(0x21, 0x31, &[0; 216]), "232 -"),
            ("datagram", header(0x21, 0x12, &four), "28 -"),
            (
                "a field",
                header(0x21, 0x11, &with(&four, &[4, 0, 2, 9, 9])),
                "33 192.0.2.1:80",
            ),
            (
                "TLS",
                header(0x21, 0x11, &with(&four, &ssl)),
                "36 192.0.2.1:80 secure",
            ),
            (
                "no TLS",
                header(0x21, 0x11, &with(&four, &no_ssl)),
                "36 192.0.2.1:80",
            ),
            (
                "field cut short",
                header(0x21, 0x11, &with(&four, &[4, 0, 3, 9, 9])),
                "malformed",
            ),
            (
                "field without length",
                header(0x21, 0x11, &with(&four, &[4, 0])),
                "malformed",
            ),
            (
                "SSL field too short",
                header(0x21, 0x11, &with(&four, &[TLV_SSL, 0, 1, 1])),
                "malformed",
            ),
            (
                "addresses cut short",
                header(0x21, 0x11, &four[..11]),
                "malformed",
            ),
            (
                "version 1 in a version 2 header",
                header(0x11, 0x11, &four),
                "malformed",
            ),
            ("command 2", header(0x22, 0x11, &four), "malformed"),
            ("family 4", header(0x21, 0x41, &four), "malformed"),
            ("too long", header(0x21, 0x11, &[0; 2_033]), "malformed"),
            ("part", header(0x21, 0x11, &four)[..20].to_vec(), "more 8"),
            ("signature alone", SIGNATURE.to_vec(), "more 4"),
            ("broken signature", b"\r\n\r\n\0\r\nQUIX\n".to_vec(), "malformed"),
        ];
        for (name, bytes, expect) in cases {
            assert_eq!(show(&bytes), expect, "{name}");
        }
    }
}
