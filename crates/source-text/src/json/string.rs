//! Strings and their escapes.

use super::{Lost, Reader};
use crate::Span;

impl Reader<'_> {
    /// Reads a string whose opening quote is next. Bad escapes are told of and read on.
    pub(super) fn string(&mut self) -> Result<String, Lost> {
        self.quoted(b'"')
    }

    /// Reads a string in single quotes, which JSON does not have.
    pub(super) fn single_quoted(&mut self) -> Result<String, Lost> {
        let start = self.at;
        let text = self.quoted(b'\'')?;
        let span = Span::new(start, self.at);
        self.tell(
            "json-single-quotes",
            span,
            "the string stands in single quotes",
            "write double quotes",
        );
        Ok(text)
    }

    fn quoted(&mut self, quote: u8) -> Result<String, Lost> {
        let open = self.here();
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest
                .bytes()
                .take_while(|byte| *byte != quote && *byte != b'\\' && *byte >= 0x20)
                .count();
            out.push_str(rest.get(..plain).unwrap_or(""));
            self.at += plain;
            match self.peek() {
                Some(byte) if byte == quote => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                Some(b'\n' | b'\r') | None => {
                    let remedy = "close the string on its line; a line break inside it is written `\\n`";
                    return self.lost(
                        "json-unclosed-string",
                        open,
                        "the string that begins here is not closed",
                        remedy,
                    );
                }
                Some(control) => {
                    let span = self.here();
                    let message = format!("the string holds the bare control character U+{control:04X}");
                    self.tell(
                        "json-control-character",
                        span,
                        message,
                        format!("write `\\u{control:04x}`"),
                    );
                    out.push(char::from(control));
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Lost> {
        let start = self.at;
        self.at += 1;
        let Some(kind) = self.rest().chars().next() else {
            let span = Span::new(start, self.at);
            return self.lost(
                "json-unclosed-string",
                span,
                "the text ends inside a string",
                "close the string",
            );
        };
        let plain = match kind {
            '"' | '\\' | '/' => kind,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return Ok(self.unicode(start)),
            _ => {
                // A line break is left for the caller, which knows where the string began.
                if kind >= ' ' {
                    self.at += kind.len_utf8();
                }
                let shown = kind.escape_debug();
                let span = Span::new(start, self.at);
                self.tell(
                    "json-escape",
                    span,
                    format!("`\\{shown}` is not a JSON escape"),
                    "write `\\\\` for a backslash",
                );
                return Ok(char::REPLACEMENT_CHARACTER);
            }
        };
        self.at += 1;
        Ok(plain)
    }

    /// Reads what follows `\`: `uXXXX`, and the second half of a surrogate pair.
    fn unicode(&mut self, start: usize) -> char {
        self.at += 1;
        let Some(first) = self.hex() else {
            let span = Span::new(start, self.at);
            self.tell(
                "json-escape",
                span,
                "`\\u` is not followed by four hexadecimal digits",
                "write all four",
            );
            return char::REPLACEMENT_CHARACTER;
        };
        if let Some(single) = char::from_u32(first) {
            return single;
        }
        let high_half = first < 0xDC00;
        let before = self.at;
        if high_half && self.rest().starts_with("\\u") {
            self.at += 2;
            if let Some(second) = self.hex()
                && (0xDC00..0xE000).contains(&second)
                && let Some(pair) = char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
            {
                return pair;
            }
            self.at = before;
        }
        let span = Span::new(start, self.at);
        let message = format!("`\\u{first:04x}` is one half of a surrogate pair alone");
        self.tell(
            "json-lone-surrogate",
            span,
            message,
            "write both halves, or the character itself",
        );
        char::REPLACEMENT_CHARACTER
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self
            .rest()
            .get(..4)
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(value)
    }
}
