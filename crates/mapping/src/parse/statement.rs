//! Statements: text, comments, directives, and escapes before them.

use super::{Builder, Parser, directive_length};
use crate::{
    ast::{Block, Expression, Macro, Node, Reference},
    error::TemplateError,
};

/// What ended a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terminator {
    Text,
    End,
    Else,
    ElseIf,
}

/// Directives that are words before a list of arguments.
const DIRECTIVES: [&str; 9] = [
    "foreach", "include", "parse", "macro", "literal", "evaluate", "break", "define", "stop",
];
const CONTROLS: [&str; 5] = ["if", "end", "set", "else", "elseif"];

/// An argument of a directive.
enum Argument<'t> {
    Word(&'t str),
    Value(Expression),
}

impl<'t> Parser<'t, '_> {
    /// The whole text.
    pub(super) fn whole(&mut self) -> Result<Block, TemplateError> {
        let start = self.at;
        let (block, terminator) = self.block()?;
        match terminator {
            Terminator::Text => Ok(block),
            Terminator::End => Err(self.stray(start, "end")),
            Terminator::Else => Err(self.stray(start, "else")),
            Terminator::ElseIf => Err(self.stray(start, "elseif")),
        }
    }

    fn stray(&mut self, _: usize, word: &str) -> TemplateError {
        // The word has been read; it stands right before this place.
        let before = self.slice(0, self.at).rfind('#').unwrap_or(0);
        self.error_at(before, format!("`#{word}` without a block to which it belongs"))
    }

    pub(super) fn block(&mut self) -> Result<(Block, Terminator), TemplateError> {
        self.deeper(|parser| {
            let mut out = Builder::default();
            let terminator = parser.statements(&mut out)?;
            Ok((out.finish(), terminator))
        })
    }

    fn statements(&mut self, out: &mut Builder) -> Result<Terminator, TemplateError> {
        loop {
            if self.set_begins() {
                let node = self.set()?;
                out.node(node);
                continue;
            }
            let Some(byte) = self.peek() else {
                return Ok(Terminator::Text);
            };
            match byte {
                b'\\' => self.backslashes(out)?,
                b'$' => self.dollar(0, out)?,
                b'#' => {
                    if let Some(terminator) = self.hash(out)? {
                        return Ok(terminator);
                    }
                }
                _ => {
                    let rest = self.rest();
                    let length = rest.find(['$', '#', '\\']).unwrap_or(rest.len());
                    out.text(self.slice(self.at, self.at + length));
                    self.at += length;
                }
            }
        }
    }

    /// Backslashes: they escape a reference or a directive that touches them, and are text elsewhere.
    fn backslashes(&mut self, out: &mut Builder) -> Result<(), TemplateError> {
        let count = self.rest().bytes().take_while(|byte| *byte == b'\\').count();
        match self.byte(count) {
            Some(b'$') => {
                self.at += count;
                self.dollar(count, out)
            }
            Some(b'#') => {
                let start = self.at;
                self.at += count;
                let (name, length) = self.directive_word();
                if count % 2 == 1 && length > 0 {
                    // The directive is text.
                    let shown = if self.is_directive(name) { count / 2 } else { count };
                    out.text(&"\\".repeat(shown));
                    out.text(self.slice(self.at, self.at + length));
                    self.at += length;
                } else {
                    let bare = self.byte(1) != Some(b'{');
                    let control = matches!(name, "if" | "else" | "elseif" | "end")
                        || bare && name != "set" && self.is_directive(name);
                    let shown = if control { count / 2 } else { count };
                    out.text(self.slice(start, start + shown));
                }
                Ok(())
            }
            _ => {
                out.text(self.slice(self.at, self.at + count));
                self.at += count;
                Ok(())
            }
        }
    }

    fn is_directive(&self, name: &str) -> bool {
        CONTROLS.contains(&name)
            || DIRECTIVES.contains(&name)
            || self.shared.macros.iter().any(|known| &*known.name == name)
    }

    /// The word behind `#`, and how many bytes the `#` and the word have; `0` if there is none.
    fn directive_word(&self) -> (&'t str, usize) {
        let rest = self.rest().get(1..).unwrap_or("");
        let length = directive_length(rest);
        if length > 0 {
            return (rest.get(..length).unwrap_or(""), length + 1);
        }
        if let Some(inner) = rest.strip_prefix('{') {
            let length = directive_length(inner);
            if length > 0 && !inner.starts_with('@') && inner.as_bytes().get(length) == Some(&b'}') {
                return (inner.get(..length).unwrap_or(""), length + 3);
            }
        }
        ("", 0)
    }

    /// A `$`, with so many backslashes before it.
    fn dollar(&mut self, backslashes: usize, out: &mut Builder) -> Result<(), TemplateError> {
        let start = self.at;
        match self.reference()? {
            Some(_) if backslashes % 2 == 1 => {
                out.text(&"\\".repeat(backslashes / 2));
                out.text(self.slice(start, self.at));
            }
            Some(reference) => {
                out.text(&"\\".repeat(backslashes / 2));
                out.node(Node::Reference(reference));
            }
            None => {
                out.text(&"\\".repeat(backslashes));
                out.text("$");
                self.at = start + 1;
                // Velocity takes the sign of a quiet reference with it, unless it looks like the start of one.
                if self.peek() == Some(b'!') && !matches!(self.byte(1), Some(b'{' | b'[' | b'$') | None) {
                    self.at += 1;
                }
            }
        }
        Ok(())
    }

    /// A `#`. Gives what ends the block, if it is that.
    fn hash(&mut self, out: &mut Builder) -> Result<Option<Terminator>, TemplateError> {
        let start = self.at;
        let rest = self.rest();
        if rest.starts_with("##") {
            let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
            self.at += line;
            self.skip_line_end();
            return Ok(None);
        }
        if let Some(inner) = rest.strip_prefix("#[[") {
            let Some(length) = inner.find("]]#") else {
                return Err(self.error_at(start, "`#[[` without `]]#`"));
            };
            out.text(inner.get(..length).unwrap_or(""));
            self.at += length + 6;
            return Ok(None);
        }
        if let Some(inner) = rest.strip_prefix("#*") {
            let Some(length) = inner.find("*#") else {
                return Err(self.error_at(start, "`#*` without `*#`"));
            };
            self.at += length + 4;
            return Ok(None);
        }
        let (name, length) = self.directive_word();
        if length == 0 {
            out.text("#");
            self.at += 1;
            return Ok(None);
        }
        self.at += length;
        match name {
            "end" => {
                self.skip_line_end();
                return Ok(Some(Terminator::End));
            }
            "else" => {
                self.skip_line_end();
                return Ok(Some(Terminator::Else));
            }
            "elseif" => return Ok(Some(Terminator::ElseIf)),
            "if" => {
                let node = self.conditional(start)?;
                out.node(node);
            }
            _ => self.directive(name, start, out)?,
        }
        Ok(None)
    }

    /// Whether `#set(` stands here, maybe behind blanks, which it takes with it.
    fn set_begins(&mut self) -> bool {
        let rest = self.rest();
        let body = rest.trim_start_matches([' ', '\t']);
        let Some(behind) = body.strip_prefix("#set").or_else(|| body.strip_prefix("#{set}")) else {
            return false;
        };
        let Some(inner) = behind.trim_start_matches(' ').strip_prefix('(') else {
            return false;
        };
        self.at = self.text.len() - inner.len();
        true
    }

    fn set(&mut self) -> Result<Node, TemplateError> {
        self.skip_space();
        let start = self.at;
        let Some(target) = self.reference()? else {
            return Err(self.expected("a reference"));
        };
        if matches!(target.steps.last(), Some(crate::ast::Step::Method(..))) {
            return Err(self.error_at(start, format!("`{}` is a call and cannot be set", target.text)));
        }
        // Velocity sets a variable of another name then, which no reference reads.
        if target.steps.is_empty() && (target.text.starts_with("$!") || target.text.starts_with("${")) {
            let message = format!("`{}` cannot be set in this form: write `$name`", target.text);
            return Err(self.error_at(start, message));
        }
        self.skip_space();
        self.expect(b'=')?;
        let value = self.expression()?;
        self.close()?;
        Ok(Node::Set(target, value))
    }

    /// The parenthesis that ends a directive's arguments, and the line end behind it.
    fn close(&mut self) -> Result<(), TemplateError> {
        self.skip_space();
        self.expect(b')')?;
        self.skip_line_end();
        Ok(())
    }

    fn condition(&mut self) -> Result<Expression, TemplateError> {
        self.skip_space();
        self.expect(b'(')?;
        let condition = self.expression()?;
        self.close()?;
        Ok(condition)
    }

    fn conditional(&mut self, start: usize) -> Result<Node, TemplateError> {
        let mut branches = Vec::new();
        loop {
            let condition = self.condition()?;
            let (block, terminator) = self.block()?;
            branches.push((condition, block));
            match terminator {
                Terminator::ElseIf => {}
                Terminator::End => {
                    return Ok(Node::If {
                        branches,
                        otherwise: Vec::new(),
                    });
                }
                Terminator::Else => {
                    let otherwise = self.block_to_end(start, "if")?;
                    return Ok(Node::If { branches, otherwise });
                }
                Terminator::Text => return Err(self.error_at(start, "`#if` without `#end`")),
            }
        }
    }

    fn block_to_end(&mut self, start: usize, name: &str) -> Result<Block, TemplateError> {
        match self.block()? {
            (block, Terminator::End) => Ok(block),
            (_, Terminator::Text) => Err(self.error_at(start, format!("`#{name}` without `#end`"))),
            (_, Terminator::Else) => Err(self.stray(start, "else")),
            (_, Terminator::ElseIf) => Err(self.stray(start, "elseif")),
        }
    }

    /// A directive that is a word with arguments, or a word that is text.
    fn directive(&mut self, name: &'t str, start: usize, out: &mut Builder) -> Result<(), TemplateError> {
        let behind = self.rest().trim_start_matches([' ', '\t', '\n', '\r']);
        let has_arguments = behind.starts_with('(');
        match name {
            "include" | "parse" | "evaluate" | "literal" => {
                return Err(self.error_at(
                    start,
                    format!("`#{name}` is no directive of mapping templates here"),
                ));
            }
            "foreach" | "define" | "macro" if !has_arguments => {
                return Err(self.error_at(start, format!("`#{name}` needs arguments in parentheses")));
            }
            _ if name.starts_with('@') && has_arguments => {
                return Err(self.error_at(
                    start,
                    format!("`#{name}`: macros called with a block are not built"),
                ));
            }
            _ => {}
        }
        if !has_arguments {
            match name {
                "break" => out.node(Node::Break),
                "stop" => out.node(Node::Stop),
                _ => {
                    let position = self.position(start);
                    out.node(Node::Call {
                        name: name.into(),
                        arguments: Vec::new(),
                        text: self.slice(start, self.at).into(),
                        position,
                    });
                }
            }
            return Ok(());
        }
        let arguments = self.deeper(Self::arguments)?;
        match name {
            "foreach" => out.node(self.foreach(start, arguments)?),
            "define" => out.node(self.define(start, arguments)?),
            "macro" => self.macro_definition(start, arguments)?,
            "break" | "stop" if arguments.is_empty() => {
                out.node(if name == "break" { Node::Break } else { Node::Stop });
            }
            "break" | "stop" => {
                return Err(self.error_at(start, format!("`#{name}` takes no argument here")));
            }
            _ => {
                let position = self.position(start);
                let text = self.slice(start, self.at);
                let mut values = Vec::new();
                for argument in arguments {
                    match argument {
                        Argument::Value(value) => values.push(value),
                        Argument::Word(word) => {
                            let message = format!("`{word}` is no argument of the macro `{name}`: quote it");
                            let error = self.error_at(start, message);
                            self.shared.words.push((name.into(), error));
                        }
                    }
                }
                out.node(Node::Call {
                    name: name.into(),
                    arguments: values,
                    text: text.into(),
                    position,
                });
            }
        }
        Ok(())
    }

    fn arguments(&mut self) -> Result<Vec<Argument<'t>>, TemplateError> {
        self.skip_space();
        self.expect(b'(')?;
        let mut arguments = Vec::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b')') {
                self.close()?;
                return Ok(arguments);
            }
            if self.eat(b',') {
                self.skip_space();
            }
            let length = directive_length(self.rest());
            let word = self.slice(self.at, self.at + length);
            if length > 0 && !matches!(word, "true" | "false") {
                self.at += length;
                arguments.push(Argument::Word(word));
            } else {
                arguments.push(Argument::Value(self.value()?));
            }
        }
    }

    fn foreach(&mut self, start: usize, arguments: Vec<Argument<'t>>) -> Result<Node, TemplateError> {
        let mut arguments = arguments.into_iter();
        let parts = (
            arguments.next(),
            arguments.next(),
            arguments.next(),
            arguments.next(),
        );
        let (
            Some(Argument::Value(Expression::Reference(element))),
            Some(Argument::Word("in")),
            Some(Argument::Value(list)),
            None,
        ) = parts
        else {
            return Err(self.error_at(start, "expected `#foreach($element in $list)`"));
        };
        let element = self.plain_name(start, &element)?;
        let body = self.block_to_end(start, "foreach")?;
        Ok(Node::Foreach { element, list, body })
    }

    fn plain_name(&mut self, start: usize, reference: &Reference) -> Result<usize, TemplateError> {
        if reference.steps.is_empty() {
            Ok(reference.root)
        } else {
            Err(self.error_at(start, format!("`{}` is no plain name", reference.text)))
        }
    }

    fn define(&mut self, start: usize, arguments: Vec<Argument<'t>>) -> Result<Node, TemplateError> {
        let mut arguments = arguments.into_iter();
        let (Some(Argument::Value(Expression::Reference(name))), None) = (arguments.next(), arguments.next())
        else {
            return Err(self.error_at(start, "expected `#define($name)`"));
        };
        let slot = self.plain_name(start, &name)?;
        let body = self.block_to_end(start, "define")?;
        self.shared.blocks.push(body);
        Ok(Node::Define {
            slot,
            body: self.shared.blocks.len() - 1,
        })
    }

    fn macro_definition(&mut self, start: usize, arguments: Vec<Argument<'t>>) -> Result<(), TemplateError> {
        let mut arguments = arguments.into_iter();
        let Some(Argument::Word(name)) = arguments.next() else {
            return Err(self.error_at(start, "expected `#macro(name $parameter …)`"));
        };
        let mut parameters = Vec::new();
        for argument in arguments {
            let Argument::Value(Expression::Reference(parameter)) = argument else {
                return Err(self.error_at(start, "expected `#macro(name $parameter …)`"));
            };
            parameters.push(self.plain_name(start, &parameter)?);
        }
        if self.is_directive(name) {
            return Err(self.error_at(start, format!("`{name}` is a directive or a macro already")));
        }
        let body = self.block_to_end(start, "macro")?;
        self.shared.macros.push(Macro {
            name: name.into(),
            parameters,
            body,
        });
        Ok(())
    }
}
