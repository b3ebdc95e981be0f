//! JSON (RFC 8259) with positions.
//!
//! Strict: no comments, no trailing commas, no single quotes, no lone surrogates. It still recognises those habits, says
//! so and reads on, so that one run tells of every fault; where the structure is lost it stops. A text with any fault is
//! refused whole. Recursion is bounded by [`DEPTH_MAX`].

mod number;
mod print;
mod string;
#[cfg(test)]
mod tests;

use crate::{DEPTH_MAX, Diagnostic, Member, Node, SOURCE_BYTES_MAX, Span, Value};

pub(crate) use number::is_json as is_json_number;
pub(crate) use print::print;
pub use print::write_string;

/// The most faults told of in one text.
pub const FINDINGS_MAX: usize = 100;

/// Reads one JSON text; trailing white space only may follow it.
///
/// Every fault that can be told apart is reported, up to [`FINDINGS_MAX`]; after the first that loses the structure,
/// reading stops.
pub fn parse(text: &str) -> Result<Node, Vec<Diagnostic>> {
    if text.len() > SOURCE_BYTES_MAX {
        return Err(vec![too_large(text)]);
    }
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        findings: Vec::new(),
    };
    let node = reader.whole();
    match node {
        Ok(node) if reader.findings.is_empty() => Ok(node),
        Ok(_) | Err(Lost) => Err(reader.findings),
    }
}

/// The finding for a text over [`SOURCE_BYTES_MAX`].
pub(crate) fn too_large(text: &str) -> Diagnostic {
    Diagnostic::error(
        "source-too-large",
        Span::default(),
        format!(
            "the text has {} bytes, more than the {SOURCE_BYTES_MAX} that are read",
            text.len()
        ),
        "split it, or remove what the gateway does not need",
    )
}

/// The structure cannot be followed any further; the reason is among the findings.
struct Lost;

struct Reader<'a> {
    text: &'a str,
    // Invariant: a character boundary of `text`.
    at: usize,
    depth: usize,
    findings: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn whole(&mut self) -> Result<Node, Lost> {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
            self.tell(
                "json-byte-order-mark",
                Span::new(0, self.at),
                "the text begins with a byte order mark",
                "save it as UTF-8 without one",
            );
        }
        self.blank();
        if self.at == self.text.len() {
            return self.lost(
                "json-empty",
                self.here(),
                "there is no JSON value",
                "write an object, such as `{}`",
            );
        }
        let node = self.value()?;
        self.blank();
        if self.at < self.text.len() {
            let span = self.here();
            return self.lost(
                "json-trailing-text",
                span,
                "there is text behind the end of the JSON value",
                "remove it, or check for a bracket closed too early",
            );
        }
        Ok(node)
    }

    fn value(&mut self) -> Result<Node, Lost> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'\'') => Value::String(self.single_quoted()?),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => self.number(),
            Some(byte) if is_word(byte) => self.word(),
            Some(_) => {
                let (span, shown) = (self.here(), self.shown());
                return self.lost(
                    "json-syntax",
                    span,
                    format!("`{shown}` stands where a value is expected"),
                    "write a string, number, object, array, `true`, `false` or `null`",
                );
            }
            None => {
                return self.lost(
                    "json-syntax",
                    self.here(),
                    "the text ends where a value is expected",
                    "complete it",
                );
            }
        };
        Ok(Node {
            span: Span::new(start, self.at),
            value,
        })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Lost>) -> Result<Value, Lost> {
        if self.depth == DEPTH_MAX {
            let message = format!("objects and arrays are nested deeper than {DEPTH_MAX} levels");
            return self.lost("source-too-deep", self.here(), message, "flatten the text");
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Value, Lost> {
        let open = self.here();
        self.at += 1;
        let mut members = Vec::new();
        loop {
            self.blank();
            match self.peek() {
                Some(b'}') => break,
                None => return self.unclosed(open, "object", '}'),
                Some(_) => {}
            }
            let start = self.at;
            let name = self.name()?;
            let name_span = Span::new(start, self.at);
            self.blank();
            if self.peek() == Some(b':') {
                self.at += 1;
            } else if self.peek().is_some_and(begins_value) {
                let span = self.here();
                self.tell(
                    "json-syntax",
                    span,
                    format!("there is no `:` behind the name `{name}`"),
                    "write `:` between a name and its value",
                );
            } else {
                let span = self.here();
                return self.lost(
                    "json-syntax",
                    span,
                    format!("there is no value behind the name `{name}`"),
                    "write `:` and a value",
                );
            }
            self.blank();
            let value = self.value()?;
            members.push(Member {
                name,
                name_span,
                value,
            });
            if !self.separator(open, "object", b'}')? {
                break;
            }
        }
        self.at += 1;
        Ok(Value::Object(members))
    }

    fn array(&mut self) -> Result<Value, Lost> {
        let open = self.here();
        self.at += 1;
        let mut elements = Vec::new();
        loop {
            self.blank();
            match self.peek() {
                Some(b']') => break,
                None => return self.unclosed(open, "array", ']'),
                Some(_) => {}
            }
            elements.push(self.value()?);
            if !self.separator(open, "array", b']')? {
                break;
            }
        }
        self.at += 1;
        Ok(Value::Array(elements))
    }

    /// Behind a member or element: whether another may follow. On `false` the closing bracket is next.
    fn separator(&mut self, open: Span, what: &str, close: u8) -> Result<bool, Lost> {
        self.blank();
        match self.peek() {
            Some(b',') => {
                let comma = self.here();
                self.at += 1;
                self.blank();
                while self.peek() == Some(b',') {
                    self.tell(
                        "json-syntax",
                        self.here(),
                        "there is nothing between two commas",
                        "remove one of them",
                    );
                    self.at += 1;
                    self.blank();
                }
                if self.peek() == Some(close) {
                    self.tell(
                        "json-trailing-comma",
                        comma,
                        format!("there is a comma behind the last entry of the {what}"),
                        "remove it",
                    );
                }
                Ok(true)
            }
            Some(byte) if byte == close => Ok(false),
            Some(byte) if begins_value(byte) => {
                self.tell(
                    "json-missing-comma",
                    self.here(),
                    format!("there is no comma between two entries of the {what}"),
                    "write `,` between them",
                );
                Ok(true)
            }
            Some(_) => {
                let (span, shown) = (self.here(), self.shown());
                let close = char::from(close);
                self.lost(
                    "json-syntax",
                    span,
                    format!("`{shown}` stands where `,` or `{close}` is expected"),
                    format!("close the {what} with `{close}`"),
                )
            }
            None => self.unclosed(open, what, char::from(close)),
        }
    }

    fn name(&mut self) -> Result<String, Lost> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'\'') => self.single_quoted(),
            Some(byte) if is_word(byte) => {
                let (word, span) =
                    self.take_while(|byte| is_word(byte) || byte.is_ascii_digit() || byte == b'-');
                self.tell(
                    "json-unquoted-name",
                    span,
                    format!("the name `{word}` has no quotes"),
                    format!("write `\"{word}\"`"),
                );
                Ok(word.to_owned())
            }
            _ => {
                let (span, shown) = (self.here(), self.shown());
                self.lost(
                    "json-syntax",
                    span,
                    format!("`{shown}` stands where a name is expected"),
                    "write a name in double quotes, or close the object with `}`",
                )
            }
        }
    }

    fn word(&mut self) -> Value {
        let (word, span) = self.take_while(|byte| is_word(byte) || byte.is_ascii_digit());
        match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => {
                let lower = word.to_ascii_lowercase();
                let remedy = if matches!(lower.as_str(), "true" | "false" | "null") {
                    format!("write `{lower}`")
                } else {
                    format!("write `\"{word}\"` if a string is meant")
                };
                self.tell(
                    "json-bare-word",
                    span,
                    format!("`{word}` is not a JSON value"),
                    remedy,
                );
                Value::Null
            }
        }
    }

    fn number(&mut self) -> Value {
        let (digits, span) =
            self.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_'));
        if !number::is_json(digits) {
            self.tell(
                "json-number",
                span,
                format!("`{digits}` is not a JSON number"),
                "write it in decimal without leading zeros or `+`, or in quotes if a string is meant",
            );
        }
        Value::Number(digits.to_owned())
    }

    /// Skips white space, and tells of comments.
    fn blank(&mut self) {
        loop {
            let rest = self.rest();
            let skip = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            self.at += skip;
            let rest = self.rest();
            let length = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return;
            };
            let span = Span::new(self.at, self.at + length);
            self.tell("json-comment", span, "JSON has no comments", "remove the comment");
            self.at += length;
        }
    }

    fn unclosed<T>(&mut self, open: Span, what: &str, close: char) -> Result<T, Lost> {
        self.lost(
            "json-unclosed",
            open,
            format!("the {what} that begins here is not closed"),
            format!("write `{close}` at its end"),
        )
    }

    fn tell(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(Diagnostic::error(code, span, message, remedy));
        }
    }

    fn lost<T>(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Result<T, Lost> {
        self.tell(code, span, message, remedy);
        Err(Lost)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The span of the next character.
    fn here(&self) -> Span {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        Span::new(self.at, self.at + length)
    }

    /// The next character for a message.
    fn shown(&self) -> String {
        self.rest().chars().next().map_or_else(
            || "end of text".to_owned(),
            |next| next.escape_debug().to_string(),
        )
    }

    /// Takes bytes as long as `wanted` holds; `wanted` accepts ASCII only.
    fn take_while(&mut self, wanted: fn(u8) -> bool) -> (&'a str, Span) {
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| wanted(*byte)).count();
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        (rest.get(..length).unwrap_or(""), span)
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$')
}

fn begins_value(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'{' | b'[' | b'-' | b'0'..=b'9') || is_word(byte)
}
