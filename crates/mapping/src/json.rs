//! JSON as API Gateway's JSONPath library reads it: also with texts without quotes, in single quotes, and needless commas.
//!
//! That a body without any JSON is a text is what makes `$input.json('$')` of `a=1&b=2` give `"a=1&b=2"`. The grammar is that
//! of json-smart in its permissive mode, which Jayway's JsonPath uses.

use std::sync::Arc;

use indexmap::IndexMap;

/// The most levels of arrays and objects.
pub const JSON_DEPTH_MAX: u32 = 128;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Integer(i128),
    Double(f64),
    Text(Arc<str>),
    Array(Vec<Json>),
    Object(IndexMap<Arc<str>, Json>),
}

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at byte {at}: {message}")]
pub struct JsonError {
    /// Where, in bytes from the start.
    pub at: usize,
    /// What is wrong there.
    pub message: &'static str,
}

/// Reads JSON. An empty text is JSON's `null`.
pub(crate) fn parse(text: &str) -> Result<Json, JsonError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
    };
    let json = parser.value(Place::Top)?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.error("unexpected text behind the value"));
    }
    Ok(json)
}

/// What ends a text without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Array,
    Member,
    Name,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Parser<'a> {
    fn error(&self, message: &'static str) -> JsonError {
        JsonError { at: self.at, message }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self, place: Place) -> Result<Json, JsonError> {
        self.skip_space();
        match self.peek() {
            None if place == Place::Top => Ok(Json::Null),
            None => Err(self.error("the text ends in the middle of a value")),
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"' | b'\'') => self.quoted().map(Json::Text),
            Some(b':' | b'}' | b']') => Err(self.error("a value is missing")),
            Some(_) => {
                let bare = self.bare(place);
                Ok(match bare {
                    "null" => Json::Null,
                    "true" => Json::Bool(true),
                    "false" => Json::Bool(false),
                    "NaN" => Json::Double(f64::NAN),
                    _ => number(bare).unwrap_or_else(|| Json::Text(bare.into())),
                })
            }
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Json, JsonError>) -> Result<Json, JsonError> {
        if self.depth >= JSON_DEPTH_MAX {
            return Err(self.error("arrays and objects nest too deeply"));
        }
        self.depth += 1;
        self.at += 1;
        let json = read(self);
        self.depth -= 1;
        json
    }

    /// A text without quotes, up to what ends a value here.
    fn bare(&mut self, place: Place) -> &'a str {
        let rest = self.rest();
        let stops: &[char] = match place {
            Place::Top => &[],
            Place::Array => &[',', ']'],
            Place::Member => &[',', '}'],
            Place::Name => &[':'],
        };
        let length = rest.find(stops).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length)
            .unwrap_or("")
            .trim_matches([' ', '\t', '\n', '\r'])
    }

    fn array(&mut self) -> Result<Json, JsonError> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => return Err(self.error("an array without `]`")),
                Some(b']') => {
                    self.at += 1;
                    return Ok(Json::Array(items));
                }
                Some(b',') => self.at += 1,
                Some(_) => {
                    items.push(self.value(Place::Array)?);
                    self.skip_space();
                    if !matches!(self.peek(), Some(b',' | b']') | None) {
                        return Err(self.error("expected `,` or `]`"));
                    }
                }
            }
        }
    }

    fn object(&mut self) -> Result<Json, JsonError> {
        let mut members = IndexMap::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => return Err(self.error("an object without `}`")),
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Json::Object(members));
                }
                Some(b',') => {
                    self.at += 1;
                    continue;
                }
                Some(b':' | b']' | b'[' | b'{') => return Err(self.error("a name is missing")),
                Some(_) => {}
            }
            let name: Arc<str> = match self.peek() {
                Some(b'"' | b'\'') => self.quoted()?,
                _ => self.bare(Place::Name).into(),
            };
            self.skip_space();
            if self.peek() != Some(b':') {
                return Err(self.error("expected `:`"));
            }
            self.at += 1;
            let value = self.value(Place::Member)?;
            // The last of several equal names counts, at the place of the first.
            members.insert(name, value);
            self.skip_space();
            if !matches!(self.peek(), Some(b',' | b'}') | None) {
                return Err(self.error("expected `,` or `}`"));
            }
        }
    }

    fn quoted(&mut self) -> Result<Arc<str>, JsonError> {
        let quote = self.peek().unwrap_or(b'"');
        self.at += 1;
        let plain = self.rest();
        let length = plain
            .bytes()
            .take_while(|byte| *byte != quote && *byte != b'\\' && *byte >= b' ' && *byte != 0x7f)
            .count();
        if plain.as_bytes().get(length) == Some(&quote) {
            self.at += length + 1;
            return Ok(plain.get(..length).unwrap_or("").into());
        }
        let mut out = String::new();
        loop {
            let Some(character) = self.rest().chars().next() else {
                return Err(self.error("a string without its closing quote"));
            };
            self.at += character.len_utf8();
            match character {
                _ if character == char::from(quote) => return Ok(out.into()),
                '\\' => self.escape(&mut out)?,
                // Control characters are passed over.
                '\0'..='\u{1f}' | '\u{7f}' => {}
                _ => out.push(character),
            }
        }
    }

    fn escape(&mut self, out: &mut String) -> Result<(), JsonError> {
        let Some(character) = self.rest().chars().next() else {
            return Err(self.error("a string without its closing quote"));
        };
        self.at += character.len_utf8();
        match character {
            't' => out.push('\t'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            'f' => out.push('\u{c}'),
            'b' => out.push('\u{8}'),
            '\\' | '/' | '\'' | '"' => out.push(character),
            'u' => {
                let first = self.hexadecimal(4)?;
                let second = if (0xD800..0xDC00).contains(&first) && self.rest().starts_with("\\u") {
                    let before = self.at;
                    self.at += 2;
                    let second = self.hexadecimal(4)?;
                    if (0xDC00..0xE000).contains(&second) {
                        Some(second)
                    } else {
                        self.at = before;
                        None
                    }
                } else {
                    None
                };
                let units = [Some(first), second];
                let decoded = char::decode_utf16(units.into_iter().flatten());
                out.extend(decoded.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
            }
            'x' => {
                let unit = self.hexadecimal(2)?;
                out.extend(char::from_u32(u32::from(unit)));
            }
            _ => {}
        }
        Ok(())
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<u16, JsonError> {
        let text = self.rest().get(..digits);
        let unit = text
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|text| u16::from_str_radix(text, 16).ok())
            .ok_or_else(|| self.error("expected hexadecimal digits"))?;
        self.at += digits;
        Ok(unit)
    }
}

/// A number; what looks like one and is none is a text.
fn number(text: &str) -> Option<Json> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = digits.bytes().take_while(u8::is_ascii_digit).count();
    if whole == 0 {
        return None;
    }
    if whole == digits.len() {
        return text
            .parse()
            .ok()
            .map(Json::Integer)
            .or_else(|| text.parse().ok().map(Json::Double));
    }
    let mut rest = digits.get(whole..)?;
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = fraction.bytes().take_while(u8::is_ascii_digit).count();
        rest = fraction.get(count..)?;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let count = exponent.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 {
            return None;
        }
        rest = exponent.get(count..)?;
    }
    if !rest.is_empty() {
        return None;
    }
    text.parse().ok().map(Json::Double)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = match parse(text) {
            Ok(json) => format!("{json:?}"),
            Err(error) => error.to_string(),
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn json_is_read() {
        check("", "Null");
        check(" null ", "Null");
        check("12", "Integer(12)");
        check("-0.5e1", "Double(-5.0)");
        check("\"a\\u00e9\\n\\ud83d\\ude00\"", "Text(\"aé\\n😀\")");
        check("\"\\ud83d\"", "Text(\"\u{fffd}\")");
        check(
            "[1,[true],{}]",
            "Array([Integer(1), Array([Bool(true)]), Object({})])",
        );
        check(
            "{\"a\":1,\"b\":null,\"a\":2}",
            "Object({\"a\": Integer(2), \"b\": Null})",
        );
    }

    #[test]
    fn what_is_almost_json_is_read() {
        check("some raw data", "Text(\"some raw data\")");
        check("a=1&b=2", "Text(\"a=1&b=2\")");
        check(
            "{a: 'x', b: y z }",
            "Object({\"a\": Text(\"x\"), \"b\": Text(\"y z\")})",
        );
        check("[1,,2,]", "Array([Integer(1), Integer(2)])");
        check("1.2.3", "Text(\"1.2.3\")");
    }

    #[test]
    fn what_is_none_is_refused() {
        check("{\"a\":1", "at byte 6: an object without `}`");
        check("{\"a\"}", "at byte 4: expected `:`");
        check("[1", "at byte 2: an array without `]`");
        check("\"a", "at byte 2: a string without its closing quote");
        check("{}x", "at byte 2: unexpected text behind the value");
        check("}", "at byte 0: a value is missing");
        let deep = "[".repeat(200);
        check(&deep, "at byte 128: arrays and objects nest too deeply");
    }
}
