//! The text of a path.

use std::sync::Arc;

use super::{JsonPath, Step, filter};

/// The most steps of a path.
const STEPS_MAX: usize = 100;

pub(super) fn parse(text: &str) -> Result<JsonPath, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("it is empty".to_owned());
    }
    let mut cursor = Cursor { text, at: 0 };
    // A path without `$` begins at a member.
    let steps = if text.starts_with('$') {
        cursor.at = 1;
        cursor.steps()?
    } else {
        let whole = format!("$.{text}");
        let mut cursor = Cursor { text: &whole, at: 1 };
        let steps = cursor.steps()?;
        cursor.end()?;
        return Ok(JsonPath { steps });
    };
    cursor.end()?;
    Ok(JsonPath { steps })
}

pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let there = self.rest().starts_with(text);
        if there {
            self.at += text.len();
        }
        there
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    pub(super) fn expect(&mut self, text: &str) -> Result<(), String> {
        if self.eat(text) {
            Ok(())
        } else {
            Err(self.expected(&format!("`{text}`")))
        }
    }

    pub(super) fn expected(&self, what: &str) -> String {
        match self.rest().chars().next() {
            Some(found) => format!(
                "expected {what} at byte {}, found `{}`",
                self.at,
                found.escape_debug()
            ),
            None => format!("expected {what} at the end"),
        }
    }

    fn end(&self) -> Result<(), String> {
        if self.rest().is_empty() {
            Ok(())
        } else {
            Err(self.expected("`.` or `[`"))
        }
    }

    /// Steps up to what is none.
    pub(super) fn steps(&mut self) -> Result<Vec<Step>, String> {
        let mut steps = Vec::new();
        loop {
            if steps.len() > STEPS_MAX {
                return Err(format!("it has more than {STEPS_MAX} steps"));
            }
            if self.eat("..") {
                steps.push(Step::Deep);
                match self.peek() {
                    Some(b'[') => {}
                    Some(b'.') | None => return Err(self.expected("a name or `*`")),
                    Some(_) => steps.push(self.dotted()?),
                }
            } else if self.peek() == Some(b'.') {
                self.at += 1;
                steps.push(self.dotted()?);
            } else if self.peek() == Some(b'[') {
                self.at += 1;
                steps.push(self.bracketed()?);
            } else {
                return Ok(steps);
            }
        }
    }

    /// A name behind a dot, `*`, or a function.
    fn dotted(&mut self) -> Result<Step, String> {
        if self.eat("*") {
            return Ok(Step::Every);
        }
        let rest = self.rest();
        let length = rest
            .find(|character: char| {
                matches!(
                    character,
                    '.' | '[' | '(' | ')' | ' ' | '=' | '!' | '<' | '>' | '&' | '|' | ',' | ']'
                )
            })
            .unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or("");
        if name.is_empty() {
            return Err(self.expected("a name or `*`"));
        }
        self.at += length;
        if self.eat("(") {
            self.skip_space();
            self.expect(")")?;
            return match name {
                "length" | "size" => Ok(Step::Length),
                _ => Err(format!("the function `{name}` is not built")),
            };
        }
        Ok(Step::Name(name.into()))
    }

    fn bracketed(&mut self) -> Result<Step, String> {
        self.skip_space();
        let step = match self.peek() {
            Some(b'*') => {
                self.at += 1;
                Step::Every
            }
            Some(b'\'' | b'"') => {
                let mut names: Vec<Arc<str>> = vec![self.quoted()?.into()];
                self.skip_space();
                while self.eat(",") {
                    self.skip_space();
                    names.push(self.quoted()?.into());
                    self.skip_space();
                }
                match names.as_slice() {
                    [name] => Step::Name(name.clone()),
                    _ => Step::Names(names),
                }
            }
            Some(b'?') => {
                self.at += 1;
                self.skip_space();
                self.expect("(")?;
                let filter = filter::parse(self)?;
                self.skip_space();
                self.expect(")")?;
                Step::Filter(filter)
            }
            _ => self.indexes()?,
        };
        self.skip_space();
        self.expect("]")?;
        Ok(step)
    }

    fn indexes(&mut self) -> Result<Step, String> {
        let first = self.integer()?;
        self.skip_space();
        if self.eat(":") {
            self.skip_space();
            let last = self.integer()?;
            if first.is_none() && last.is_none() {
                return Err(self.expected("a number"));
            }
            return Ok(Step::Slice(first, last));
        }
        let Some(first) = first else {
            return Err(self.expected("a number, a name in quotes, `*` or `?`"));
        };
        let mut indexes = vec![first];
        while self.eat(",") {
            self.skip_space();
            match self.integer()? {
                Some(index) => indexes.push(index),
                None => return Err(self.expected("a number")),
            }
            self.skip_space();
        }
        Ok(match indexes.as_slice() {
            [index] => Step::Index(*index),
            _ => Step::Indexes(indexes),
        })
    }

    fn integer(&mut self) -> Result<Option<i64>, String> {
        let rest = self.rest();
        let sign = usize::from(rest.starts_with('-'));
        let digits = rest.bytes().skip(sign).take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return Ok(None);
        }
        let image = rest.get(..sign + digits).unwrap_or("");
        self.at += image.len();
        match image.parse::<i32>() {
            Ok(number) => Ok(Some(number.into())),
            Err(_) => Err(format!("the number `{image}` is too long")),
        }
    }

    /// A text in quotes; a backslash takes the next sign as it is.
    pub(super) fn quoted(&mut self) -> Result<String, String> {
        let Some(quote @ (b'\'' | b'"')) = self.peek() else {
            return Err(self.expected("a text in quotes"));
        };
        self.at += 1;
        let mut out = String::new();
        let mut characters = self.rest().chars();
        while let Some(character) = characters.next() {
            self.at += character.len_utf8();
            if character == char::from(quote) {
                return Ok(out);
            }
            if character == '\\' {
                let Some(escaped) = characters.next() else { break };
                self.at += escaped.len_utf8();
                out.push(escaped);
            } else {
                out.push(character);
            }
        }
        Err("a text without its closing quote".to_owned())
    }
}
