//! References: `$name`, `${name}`, `$!name`, with properties, calls and indexes.

use super::{Parser, identifier_length};
use crate::{
    ast::{Expression, Reference, Step},
    error::TemplateError,
};

impl Parser<'_, '_> {
    /// The reference that begins with the `$` here; `None`, with nothing read, if it is just a sign.
    ///
    /// A `{` with a name behind it makes it a reference for good: without `}` it is an error.
    pub(super) fn reference(&mut self) -> Result<Option<Reference>, TemplateError> {
        let start = self.at;
        if !self.eat(b'$') {
            return Ok(None);
        }
        self.eat(b'!');
        let braces = self.eat(b'{');
        let length = identifier_length(self.rest());
        if length == 0 {
            self.at = start;
            return Ok(None);
        }
        let name = self.slice(self.at, self.at + length);
        if matches!(name, "true" | "false") {
            return Err(self.error_at(start, format!("`{name}` is no name of a variable")));
        }
        self.at += length;
        let root = self.slot(name);
        let steps = self.deeper(Self::steps)?;
        if braces {
            self.expect(b'}')?;
        }
        Ok(Some(Reference {
            root,
            steps,
            text: self.slice(start, self.at).into(),
            position: self.position(start),
        }))
    }

    fn steps(&mut self) -> Result<Vec<Step>, TemplateError> {
        let mut steps = Vec::new();
        loop {
            match (self.peek(), self.byte(1)) {
                (Some(b'['), _) => {
                    self.at += 1;
                    self.skip_space();
                    let index = match self.peek() {
                        Some(b'"' | b'\'' | b'$' | b'-' | b'0'..=b'9' | b't' | b'f') => self.value()?,
                        _ => return Err(self.expected("an index: a number, a string or a reference")),
                    };
                    if matches!(index, Expression::Double(_)) {
                        return Err(self.error_at(self.at, "an index is no number with a fraction"));
                    }
                    self.skip_space();
                    self.expect(b']')?;
                    steps.push(Step::Index(Box::new(index)));
                }
                (Some(b'.'), Some(letter)) if letter.is_ascii_alphabetic() => {
                    let name_at = self.at + 1;
                    let length = identifier_length(self.slice(name_at, self.text.len()));
                    let name = self.slice(name_at, name_at + length);
                    if matches!(name, "true" | "false") {
                        return Ok(steps);
                    }
                    self.at = name_at + length;
                    if self.call_begins() {
                        self.at += 1;
                        let arguments = self.list_until(b')')?;
                        steps.push(Step::Method(name.into(), arguments));
                    } else {
                        steps.push(Step::Property(name.into()));
                    }
                }
                _ => return Ok(steps),
            }
        }
    }

    /// Whether the parenthesis here opens a call: behind a name it is text unless a value, a blank or its end follows.
    fn call_begins(&self) -> bool {
        let behind = self.slice(self.at + 1, self.text.len());
        self.peek() == Some(b'(')
            && (behind.starts_with(|sign: char| sign.is_ascii_digit() || "\"'$-.[{) \t\r\n".contains(sign))
                || behind.starts_with("true")
                || behind.starts_with("false"))
    }
}
