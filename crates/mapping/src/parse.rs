//! Text to [`Template`]: the grammar of Velocity 1.7, read by hand.
//!
//! The text is walked once. `$` and `#` begin what is not text; what begins like a reference or a directive and is none stays
//! text, as in Velocity. Positions in a string literal are those of the literal.

mod expression;
mod reference;
mod statement;
mod string;

use indexmap::IndexSet;

use crate::{
    ast::{Block, Macro, Node, Position, Slot},
    error::TemplateError,
    template::{TEMPLATE_BYTES_MAX, Template},
};

/// The most levels a template may nest blocks, expressions and strings.
const DEPTH_MAX: u32 = 64;

/// Names that a template finds set, in the order of their slots.
pub(crate) const KNOWN_NAMES: [&str; 7] = [
    "input",
    "util",
    "context",
    "stageVariables",
    "foreach",
    "velocityCount",
    "velocityHasNext",
];
pub(crate) const INPUT: Slot = 0;
pub(crate) const UTIL: Slot = 1;
pub(crate) const CONTEXT: Slot = 2;
pub(crate) const STAGE_VARIABLES: Slot = 3;
pub(crate) const FOREACH: Slot = 4;
pub(crate) const VELOCITY_COUNT: Slot = 5;
pub(crate) const VELOCITY_HAS_NEXT: Slot = 6;

pub(crate) fn template(text: &str) -> Result<Template, TemplateError> {
    if text.len() > TEMPLATE_BYTES_MAX {
        return Err(TemplateError {
            line: 1,
            column: 1,
            message: format!("the template has more than {TEMPLATE_BYTES_MAX} bytes"),
        });
    }
    let mut shared = Shared {
        names: KNOWN_NAMES.iter().map(|name| Box::from(*name)).collect(),
        ..Shared::default()
    };
    let body = Parser::new(text, &mut shared).whole()?;
    for (name, error) in shared.words {
        if shared.macros.iter().any(|known| known.name == name) {
            return Err(error);
        }
    }
    Ok(Template {
        body,
        blocks: shared.blocks,
        macros: shared.macros,
        names: shared.names.into_iter().collect(),
    })
}

/// What the parsers of a template and of the strings in it have together.
#[derive(Default)]
struct Shared {
    names: IndexSet<Box<str>>,
    blocks: Vec<Block>,
    macros: Vec<Macro>,
    /// Calls with bare words: text, unless a macro has the name.
    words: Vec<(Box<str>, TemplateError)>,
}

struct Parser<'t, 's> {
    text: &'t str,
    at: usize,
    depth: u32,
    shared: &'s mut Shared,
    /// Where the string literal stands that this text is from.
    within: Option<Position>,
    /// A place already counted to.
    counted: (usize, Position),
}

/// Nodes of a block, with neighbouring texts made one.
#[derive(Default)]
struct Builder {
    block: Block,
    text: String,
}

impl Builder {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn node(&mut self, node: Node) {
        self.flush();
        self.block.push(node);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.block.push(Node::Text(self.text.as_str().into()));
            self.text.clear();
        }
    }

    fn finish(mut self) -> Block {
        self.flush();
        self.block
    }
}

impl<'t, 's> Parser<'t, 's> {
    fn new(text: &'t str, shared: &'s mut Shared) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            shared,
            within: None,
            counted: (0, Position { line: 1, column: 1 }),
        }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    fn peek(&self) -> Option<u8> {
        self.byte(0)
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'t str {
        self.slice(self.at, self.text.len())
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn eat_text(&mut self, text: &str) -> bool {
        let there = self.rest().starts_with(text);
        if there {
            self.at += text.len();
        }
        there
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// The blanks and the line break that a directive takes with it.
    fn skip_line_end(&mut self) {
        let blanks = self
            .rest()
            .bytes()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        match (self.byte(blanks), self.byte(blanks + 1)) {
            (Some(b'\r'), Some(b'\n')) => self.at += blanks + 2,
            (Some(b'\n' | b'\r'), _) => self.at += blanks + 1,
            _ => {}
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), TemplateError> {
        if self.eat(byte) {
            Ok(())
        } else {
            Err(self.expected(&format!("`{}`", char::from(byte))))
        }
    }

    fn position(&mut self, at: usize) -> Position {
        if let Some(position) = self.within {
            return position;
        }
        let (mut from, mut position) = self.counted;
        if at < from {
            (from, position) = (0, Position { line: 1, column: 1 });
        }
        for character in self.slice(from, at).chars() {
            if character == '\n' {
                position = Position {
                    line: position.line + 1,
                    column: 1,
                };
            } else {
                position.column += 1;
            }
        }
        self.counted = (at, position);
        position
    }

    fn error_at(&mut self, at: usize, message: impl Into<String>) -> TemplateError {
        let Position { line, column } = self.position(at);
        TemplateError {
            line,
            column,
            message: message.into(),
        }
    }

    /// What stands here is not what must.
    fn expected(&mut self, what: &str) -> TemplateError {
        let found = match self.rest().chars().next() {
            Some(found) => format!("`{}`", found.escape_debug()),
            None => "the end".to_owned(),
        };
        self.error_at(self.at, format!("expected {what}, found {found}"))
    }

    fn slot(&mut self, name: &str) -> Slot {
        match self.shared.names.get_index_of(name) {
            Some(slot) => slot,
            None => self.shared.names.insert_full(name.into()).0,
        }
    }

    /// Runs a part one level deeper.
    fn deeper<T>(
        &mut self,
        part: impl FnOnce(&mut Self) -> Result<T, TemplateError>,
    ) -> Result<T, TemplateError> {
        if self.depth >= DEPTH_MAX {
            return Err(self.error_at(
                self.at,
                format!("the template nests more than {DEPTH_MAX} levels"),
            ));
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }
}

/// How many bytes at the start of `text` are a name as references have it.
fn identifier_length(text: &str) -> usize {
    word_length(text, |byte| byte == b'_', |byte| matches!(byte, b'_' | b'-'))
}

/// How many bytes at the start of `text` are a name as directives have it.
fn directive_length(text: &str) -> usize {
    let also = |byte| matches!(byte, b'_' | b'@');
    word_length(text, also, also)
}

fn word_length(text: &str, first: impl Fn(u8) -> bool, further: impl Fn(u8) -> bool) -> usize {
    let begins = text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic() || first(byte));
    if !begins {
        return 0;
    }
    text.bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || further(*byte))
        .count()
}
