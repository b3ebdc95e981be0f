//! String literals: plain in single quotes, with references and directives in double quotes.

use super::Parser;
use crate::{
    ast::{Expression, Node},
    error::TemplateError,
};

impl Parser<'_, '_> {
    pub(super) fn string(&mut self) -> Result<Expression, TemplateError> {
        let start = self.at;
        let quote = self.peek().unwrap_or(b'"');
        let Some(length) = string_length(self.rest(), quote) else {
            return Err(self.error_at(start, "a string without its closing quote"));
        };
        let image = self.slice(start + 1, start + length - 1);
        self.at += length;
        let sign = char::from(quote);
        let double = quote == b'"';
        let unescaped = if double && image.contains("\\u") {
            match unescape(image) {
                Some(text) => text,
                None => return Err(self.error_at(start, "`\\u` without four hexadecimal digits")),
            }
        } else {
            image.to_owned()
        };
        let doubled: String = [sign, sign].iter().collect();
        let text = unescaped.replace(&doubled, sign.encode_utf8(&mut [0; 4]));
        if !double || !image.contains(['$', '#']) {
            return Ok(Expression::Text(text.into()));
        }
        // Velocity reads it with a blank behind, and takes one character off what it gave.
        let commented = text.contains("##");
        let source = if commented { text } else { text + " " };
        let within = self.position(start);
        let (depth, shared) = (self.depth, &mut *self.shared);
        let mut inner = Parser {
            within: Some(within),
            depth,
            ..Parser::new(&source, shared)
        };
        let mut block = inner.whole()?;
        if !commented && let Some(Node::Text(last)) = block.last_mut() {
            let mut shortened = last.to_string();
            shortened.pop();
            *last = shortened.into();
        }
        Ok(match block.as_slice() {
            [] => Expression::Text("".into()),
            [Node::Text(text)] => Expression::Text(text.to_string().into()),
            _ => Expression::Interpolated(block),
        })
    }
}

/// How many bytes the literal at the start of `text` has, quotes included. A quote inside is written twice.
fn string_length(text: &str, quote: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    // Where it would have to end, should there be no quote that ends it for sure.
    let mut possible = None;
    loop {
        at += bytes.get(at..)?.iter().take_while(|byte| **byte != quote).count();
        let run = bytes.get(at..)?.iter().take_while(|byte| **byte == quote).count();
        if run == 0 {
            return possible;
        }
        at += run;
        if run % 2 == 1 {
            return Some(at);
        }
        possible = Some(at - 1);
    }
}

/// Resolves `\uXXXX`; other backslashes stay.
fn unescape(text: &str) -> Option<String> {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("\\u") {
        units.extend(before.encode_utf16());
        let digits = behind.get(..4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        units.push(u16::from_str_radix(digits, 16).ok()?);
        rest = behind.get(4..)?;
    }
    units.extend(rest.encode_utf16());
    Some(String::from_utf16_lossy(&units))
}
