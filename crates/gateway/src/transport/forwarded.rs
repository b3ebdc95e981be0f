//! The `Forwarded` header (RFC 7239), read strictly.

use std::net::IpAddr;

use super::source_address::address;

/// One element of the header: what one proxy said about the side it was called from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    /// The `for` address; `None` if absent, `unknown`, obfuscated or broken.
    pub(super) address: Option<IpAddr>,
    /// Whether `proto` is `https`.
    pub(super) https: bool,
}

/// Reads one header line; `None` if it is not of the grammar.
pub(super) fn parse(line: &[u8]) -> Option<Vec<Element>> {
    let mut reader = Reader { rest: line };
    let mut elements = Vec::new();
    loop {
        elements.push(reader.element()?);
        reader.skip_blanks();
        match reader.next() {
            None => return Some(elements),
            Some(b',') => {}
            Some(_) => return None,
        }
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.next();
        }
    }

    /// `name=value` pairs with `;` between them; each name at most once.
    fn element(&mut self) -> Option<Element> {
        let (mut host, mut proto) = (None::<String>, None::<String>);
        loop {
            self.skip_blanks();
            let name = self.token()?.to_ascii_lowercase();
            (self.next()? == b'=').then_some(())?;
            let value = if self.peek() == Some(b'"') {
                self.quoted()?
            } else {
                String::from_utf8(self.token()?.to_vec()).ok()?
            };
            let slot = match name.as_slice() {
                b"for" => Some(&mut host),
                b"proto" => Some(&mut proto),
                _ => None,
            };
            if slot.is_some_and(|slot| slot.replace(value).is_some()) {
                return None;
            }
            self.skip_blanks();
            if self.peek() != Some(b';') {
                break;
            }
            self.next();
        }
        let address = host.as_deref().and_then(node);
        Some(Element {
            address,
            https: proto.is_some_and(|proto| proto.eq_ignore_ascii_case("https")),
        })
    }

    fn token(&mut self) -> Option<&'a [u8]> {
        let length = self
            .rest
            .iter()
            .position(|byte| !is_token(*byte))
            .unwrap_or(self.rest.len());
        let (token, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        (!token.is_empty()).then_some(token)
    }

    fn quoted(&mut self) -> Option<String> {
        self.next()?;
        let mut text = String::new();
        loop {
            match self.next()? {
                b'"' => return Some(text),
                b'\\' => text.push(char::from(self.next().filter(u8::is_ascii)?)),
                byte if byte.is_ascii() => text.push(char::from(byte)),
                _ => return None,
            }
        }
    }
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// A node name of RFC 7239: IPv6 stands in brackets there.
fn node(text: &str) -> Option<IpAddr> {
    let found = address(text)?;
    (found.is_ipv4() || text.starts_with('[')).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_by_the_grammar() {
        let cases: &[(&str, &str)] = &[
            ("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"),
            ("For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17"),
            ("for=192.0.2.43, for=198.51.100.17", "192.0.2.43 198.51.100.17"),
            ("for=\"192.0.2.43:47011\";PROTO=HTTPS", "192.0.2.43+https"),
            (
                "for=192.0.2.43 ; proto=https , for=\"198.51.100.17\"",
                "192.0.2.43+https 198.51.100.17",
            ),
            ("for=unknown", "-"),
            ("for=_hidden", "-"),
            ("for=\"_gazonk\"", "-"),
            ("proto=https", "-+https"),
            ("for=\"192.0.2.\\43\"", "192.0.2.43"),
            ("host=\"a,b;c\";for=192.0.2.1", "192.0.2.1"),
            ("for=192.0.2.43:80", "refused"),
            ("for=\"2001:db8::1\"", "-"),
            ("for=192.0.2.1;for=192.0.2.2", "refused"),
            ("for=192.0.2.1,", "refused"),
            (",for=192.0.2.1", "refused"),
            ("for=\"192.0.2.1", "refused"),
            ("for", "refused"),
            ("for=", "refused"),
            ("", "refused"),
            ("for = 192.0.2.1", "refused"),
        ];
        for (line, expect) in cases {
            let got = parse(line.as_bytes()).map_or("refused".to_owned(), |elements| {
                let shown = elements.iter().map(|element| {
                    let address = element
                        .address
                        .map_or("-".to_owned(), |address| address.to_string());
                    address + if element.https { "+https" } else { "" }
                });
                shown.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(&got, expect, "{line}");
        }
    }
}
