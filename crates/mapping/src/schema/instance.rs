//! JSON, read strictly, with numbers as they are written.

use std::cmp::Ordering;

use indexmap::IndexMap;

/// The most levels of arrays and objects.
const DEPTH_MAX: u32 = 128;
/// The most a decimal exponent may be, either way.
const EXPONENT_MAX: i32 = 400;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Instance {
    Null,
    Bool(bool),
    Number(Decimal),
    Text(Box<str>),
    Array(Vec<Instance>),
    Object(IndexMap<Box<str>, Instance>),
}

/// A number without loss: `mantissa × 10^exponent`, the mantissa without zeros at its end.
#[derive(Debug, Clone)]
pub(super) struct Decimal {
    mantissa: i128,
    exponent: i32,
    /// Written without fraction and exponent.
    pub(super) is_integer: bool,
    pub(super) text: Box<str>,
}

impl PartialEq for Decimal {
    /// By value: `1` is `1.0`.
    fn eq(&self, other: &Self) -> bool {
        (self.mantissa, self.exponent) == (other.mantissa, other.exponent)
    }
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (number, exponent): (&str, i32) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (
                number,
                exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?,
            ),
            None => (text, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let fraction = fraction.trim_end_matches('0');
        let mut mantissa: i128 = format!("{whole}{fraction}").parse().ok()?;
        let mut exponent: i32 = i32::try_from(fraction.len())
            .ok()
            .and_then(|length| exponent.checked_sub(length))?;
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            exponent = exponent.checked_add(1)?;
        }
        if mantissa == 0 {
            exponent = 0;
        }
        (exponent.abs() <= EXPONENT_MAX).then(|| Self {
            mantissa,
            exponent,
            is_integer: !text.contains(['.', 'e', 'E']),
            text: text.into(),
        })
    }

    /// The order by value.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        if let Some((left, right)) = self.aligned(other) {
            return left.cmp(&right);
        }
        // So far apart that signs and sizes decide.
        match (self.mantissa.signum(), other.mantissa.signum()) {
            (left, right) if left != right => left.cmp(&right),
            (sign, _) => {
                let size = |number: &Self| digits(number.mantissa) + number.exponent;
                let order = size(self).cmp(&size(other));
                if sign < 0 { order.reverse() } else { order }
            }
        }
    }

    /// Both as whole numbers of the same unit.
    fn aligned(&self, other: &Self) -> Option<(i128, i128)> {
        let unit = self.exponent.min(other.exponent);
        let scale = |number: &Self| {
            let power = u32::try_from(number.exponent - unit).ok()?;
            number.mantissa.checked_mul(10_i128.checked_pow(power)?)
        };
        Some((scale(self)?, scale(other)?))
    }

    /// Whether this is a whole multiple of a positive number. Numbers too far apart are none.
    pub(super) fn is_multiple_of(&self, other: &Self) -> bool {
        if self.mantissa == 0 {
            return true;
        }
        self.aligned(other)
            .is_some_and(|(number, divisor)| divisor != 0 && number % divisor == 0)
    }

    pub(super) fn is_positive(&self) -> bool {
        self.mantissa > 0
    }

    /// As a count: a whole number from zero.
    pub(super) fn as_count(&self) -> Option<usize> {
        if self.exponent < 0 {
            return None;
        }
        let power = u32::try_from(self.exponent).ok()?;
        usize::try_from(self.mantissa.checked_mul(10_i128.checked_pow(power)?)?).ok()
    }
}

fn digits(number: i128) -> i32 {
    let mut left = number;
    let mut count = 0;
    while left != 0 {
        left /= 10;
        count += 1;
    }
    count
}

impl Instance {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "the body is not text in UTF-8".to_owned())?;
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
        };
        let instance = parser.value()?;
        parser.skip_space();
        if parser.at < text.len() {
            return Err(parser.error("unexpected text behind the value"));
        }
        Ok(instance)
    }

    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(number) if number.is_integer => "integer",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    /// As JSON, for messages.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Number(number) => out.push_str(&number.text),
            Self::Text(text) => write_text(text, out),
            Self::Array(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (at, (name, item)) in members.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    write_text(name, out);
                    out.push(':');
                    item.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// A string of JSON, with its quotes.
pub(super) fn write_text(text: &str, out: &mut String) {
    use std::fmt::Write as _;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Writing to a string cannot fail.
            '\0'..='\u{1f}' => drop(write!(out, "\\u{:04x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Parser<'a> {
    fn error(&self, message: &str) -> String {
        format!("the body is no JSON: at byte {}: {message}", self.at)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.skip_space();
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn value(&mut self) -> Result<Instance, String> {
        self.skip_space();
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"') => self.string().map(Instance::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                for (word, value) in [
                    ("null", Instance::Null),
                    ("true", Instance::Bool(true)),
                    ("false", Instance::Bool(false)),
                ] {
                    if self.rest().starts_with(word) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                Err(self.error("expected a value"))
            }
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Instance, String>) -> Result<Instance, String> {
        if self.depth >= DEPTH_MAX {
            return Err(self.error("arrays and objects nest too deeply"));
        }
        self.depth += 1;
        self.at += 1;
        let instance = read(self);
        self.depth -= 1;
        instance
    }

    fn array(&mut self) -> Result<Instance, String> {
        let mut items = Vec::new();
        if self.eat(b']') {
            return Ok(Instance::Array(items));
        }
        loop {
            items.push(self.value()?);
            if self.eat(b']') {
                return Ok(Instance::Array(items));
            }
            if !self.eat(b',') {
                return Err(self.error("expected `,` or `]`"));
            }
        }
    }

    fn object(&mut self) -> Result<Instance, String> {
        let mut members = IndexMap::new();
        if self.eat(b'}') {
            return Ok(Instance::Object(members));
        }
        loop {
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err(self.error("expected a name"));
            }
            let name = self.string()?;
            if !self.eat(b':') {
                return Err(self.error("expected `:`"));
            }
            let value = self.value()?;
            // Two members of one name: an upstream may take the other one, so neither is right.
            if members.insert(name, value).is_some() {
                return Err(self.error("an object has two members of one name"));
            }
            if self.eat(b'}') {
                return Ok(Instance::Object(members));
            }
            if !self.eat(b',') {
                return Err(self.error("expected `,` or `}`"));
            }
        }
    }

    fn number(&mut self) -> Result<Instance, String> {
        let rest = self.rest();
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'))
            .count();
        let text = rest.get(..length).unwrap_or("");
        if !is_json_number(text) {
            return Err(self.error("expected a number"));
        }
        let Some(number) = Decimal::parse(text) else {
            return Err(self.error("a number is too long"));
        };
        self.at += length;
        Ok(Instance::Number(number))
    }

    fn string(&mut self) -> Result<Box<str>, String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest
                .bytes()
                .take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f))
                .count();
            out.push_str(rest.get(..plain).unwrap_or(""));
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out.into());
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.escape(&mut out)?;
                }
                Some(_) => return Err(self.error("a control character in a string")),
                None => return Err(self.error("a string without its closing quote")),
            }
        }
    }

    fn escape(&mut self, out: &mut String) -> Result<(), String> {
        let escaped = self.peek();
        self.at += 1;
        match escaped {
            Some(b'"') => out.push('"'),
            Some(b'\\') => out.push('\\'),
            Some(b'/') => out.push('/'),
            Some(b'b') => out.push('\u{8}'),
            Some(b'f') => out.push('\u{c}'),
            Some(b'n') => out.push('\n'),
            Some(b'r') => out.push('\r'),
            Some(b't') => out.push('\t'),
            Some(b'u') => {
                let first = self.unit()?;
                let mut units = vec![first];
                if (0xD800..0xDC00).contains(&first) && self.rest().starts_with("\\u") {
                    self.at += 2;
                    units.push(self.unit()?);
                }
                for decoded in char::decode_utf16(units) {
                    out.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
                }
            }
            _ => {
                self.at -= 1;
                return Err(self.error("an escape that JSON does not have"));
            }
        }
        Ok(())
    }

    fn unit(&mut self) -> Result<u16, String> {
        let digits = self.rest().get(..4).unwrap_or("");
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(self.error("expected four hexadecimal digits"));
        }
        self.at += 4;
        u16::from_str_radix(digits, 16).map_err(|_| self.error("expected four hexadecimal digits"))
    }
}

fn is_json_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(number);
    if whole == 0 || whole > 1 && number.starts_with('0') {
        return false;
    }
    let mut rest = number.get(whole..).unwrap_or("");
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = fraction.get(count..).unwrap_or("");
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let count = digits(exponent);
        if count == 0 {
            return false;
        }
        rest = exponent.get(count..).unwrap_or("");
    }
    rest.is_empty()
}
