//! YAML 1.2 (core schema) with positions.
//!
//! One document, reduced to what JSON has. What two readers could take for different things is refused by name: merge
//! keys (`<<`), tags outside the core schema, several documents, `.inf` and `.nan`. Words that changed their meaning
//! between YAML 1.1 and 1.2 (`yes`, `0755`) are strings. Aliases are expanded within [`ALIAS_NODES_MAX`].
//!
//! Source: YAML 1.2.2, chapter 10.3 "Core Schema". The scanner is `saphyr-parser`; there is no recursion here.

mod scalar;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use crate::{DEPTH_MAX, Diagnostic, Member, Node, SOURCE_BYTES_MAX, Span, Value, json};

pub(crate) use scalar::number_to_json;

/// The most nodes that aliases may add to one document, and that anchors may keep for them.
pub const ALIAS_NODES_MAX: usize = 100_000;

/// Reads one YAML document.
///
/// Every fault is reported that does not hide the structure, up to [`json::FINDINGS_MAX`].
pub fn parse(text: &str) -> Result<Node, Vec<Diagnostic>> {
    if text.len() > SOURCE_BYTES_MAX {
        return Err(vec![json::too_large(text)]);
    }
    let mut builder = Builder::new(text);
    let complete = builder.run();
    match (complete, builder.root) {
        (Ok(()), Some(root)) if builder.findings.is_empty() => Ok(root),
        (Ok(()), None) if builder.findings.is_empty() => Err(vec![Diagnostic::error(
            "yaml-empty",
            Span::new(0, 0),
            "there is no YAML value",
            "write a mapping",
        )]),
        _ => Err(builder.findings),
    }
}

/// The structure cannot be followed any further; the reason is among the findings.
struct Lost;

/// A collection that is not closed yet.
struct Open {
    start: usize,
    anchor: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    /// The members, and the key that waits for its value.
    Mapping(Vec<Member>, Option<(String, Span)>),
}

/// A finished node that an alias may stand for.
struct Anchored {
    node: Node,
    size: Size,
}

/// What it costs to copy a node.
#[derive(Clone, Copy, Default)]
struct Size {
    nodes: usize,
    bytes: usize,
    depth: usize,
}

struct Builder<'a> {
    text: &'a str,
    /// Byte offsets of characters; empty where all are one byte long.
    offsets: Vec<usize>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    anchors: HashMap<usize, Anchored>,
    aliased: Size,
    /// What anchors keep: an anchor inside an anchored value is kept with both.
    anchored: Size,
    findings: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        let offsets = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).collect()
        };
        Self {
            text,
            offsets,
            open: Vec::new(),
            root: None,
            documents: 0,
            anchors: HashMap::new(),
            aliased: Size::default(),
            anchored: Size::default(),
            findings: Vec::new(),
        }
    }

    fn run(&mut self) -> Result<(), Lost> {
        for event in Parser::new_from_str(self.text) {
            match event {
                Ok((event, span)) => {
                    let span = Span::new(self.offset(span.start.index()), self.offset(span.end.index()));
                    self.event(event, span)?;
                }
                Err(error) => {
                    let at = self.offset(error.marker().index());
                    return self.lost(
                        "yaml-syntax",
                        Span::new(at, at),
                        error.info().to_lowercase(),
                        "correct the YAML here or shortly before",
                    );
                }
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Lost> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return self.lost(
                        "yaml-several-documents",
                        span,
                        "a second document begins here",
                        "keep one document in a file",
                    );
                }
            }
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.trimmed(span);
                if self.wants_key() {
                    let merge = style == ScalarStyle::Plain && text == "<<" && tag.is_none();
                    if merge {
                        self.tell(
                            "yaml-merge-key",
                            span,
                            "`<<` merges mappings, which YAML 1.2 does not have",
                            "write the members out, or use an alias for a whole value",
                        );
                    }
                }
                let value = self.scalar(&text, style, tag.as_deref(), span);
                self.place(Node { span, value }, anchor, Some(&text))?;
            }
            Event::SequenceStart(anchor, tag) => {
                self.collection_tag(tag.as_deref(), "seq", span);
                self.begin(span, anchor, Content::Sequence(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.collection_tag(tag.as_deref(), "map", span);
                self.begin(span, anchor, Content::Mapping(Vec::new(), None))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.finish(span)?,
        }
        Ok(())
    }

    fn begin(&mut self, span: Span, anchor: usize, content: Content) -> Result<(), Lost> {
        if self.open.len() == DEPTH_MAX {
            return self.too_deep(span);
        }
        self.open.push(Open {
            start: span.start,
            anchor,
            content,
        });
        Ok(())
    }

    fn too_deep(&mut self, span: Span) -> Result<(), Lost> {
        let message = format!("mappings and sequences are nested deeper than {DEPTH_MAX} levels");
        self.lost("source-too-deep", span, message, "flatten the text")
    }

    fn finish(&mut self, end: Span) -> Result<(), Lost> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let (value, last) = match open.content {
            Content::Sequence(elements) => {
                let last = elements.last().map_or(open.start, |node| node.span.end);
                (Value::Array(elements), last)
            }
            Content::Mapping(members, _) => {
                let last = members.last().map_or(open.start, |member| {
                    member.value.span.end.max(member.name_span.end)
                });
                (Value::Object(members), last)
            }
        };
        // A bracket ends a flow collection; a block collection ends with its last entry, though the scanner notices later.
        // The entry may be an alias, whose node stands elsewhere.
        let closed = end.end > end.start;
        let last = if closed || last < open.start || last > end.end {
            end.end
        } else {
            last
        };
        let span = self.trimmed(Span::new(open.start, last));
        self.place(Node { span, value }, open.anchor, None)
    }

    /// Puts a finished node where it belongs. `written` is a scalar's text, which a key keeps.
    fn place(&mut self, node: Node, anchor: usize, written: Option<&str>) -> Result<(), Lost> {
        if anchor > 0 {
            let size = size(&node);
            self.anchored.nodes += size.nodes;
            self.anchored.bytes += size.bytes;
            if self.anchored.nodes > ALIAS_NODES_MAX || self.anchored.bytes > SOURCE_BYTES_MAX {
                let message = format!(
                    "the anchors keep more than {ALIAS_NODES_MAX} values or {SOURCE_BYTES_MAX} bytes of text"
                );
                return self.lost(
                    "yaml-alias-limit",
                    node.span,
                    message,
                    "remove anchors inside values that have one",
                );
            }
            self.anchors.insert(
                anchor,
                Anchored {
                    node: node.clone(),
                    size,
                },
            );
        }
        let key = self.wants_key().then(|| self.key(&node, written));
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(elements)) => elements.push(node),
            Some(Content::Mapping(members, waiting)) => match waiting.take() {
                Some((name, name_span)) => members.push(Member {
                    name,
                    name_span,
                    value: node,
                }),
                None => *waiting = Some((key.unwrap_or_default(), node.span)),
            },
        }
        Ok(())
    }

    fn wants_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                content: Content::Mapping(_, None),
                ..
            })
        )
    }

    /// A node as the name of a member: scalars keep their text, such as `200`.
    fn key(&mut self, node: &Node, written: Option<&str>) -> String {
        match (&node.value, written) {
            (Value::String(text) | Value::Number(text), _) => text.clone(),
            (Value::Bool(value), None) => value.to_string(),
            (Value::Bool(_) | Value::Null, Some(text)) if !text.is_empty() => text.to_owned(),
            _ => {
                let message = format!("the name of a member is {}", node.kind());
                self.tell("yaml-key", node.span, message, "write a string before the `:`");
                String::new()
            }
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Lost> {
        let Some(Anchored { node, size }) = self.anchors.get(&anchor) else {
            return self.lost(
                "yaml-alias-cycle",
                span,
                "the alias stands inside the value it repeats",
                "write the value out",
            );
        };
        let (node, size) = (node.clone(), *size);
        self.aliased.nodes += size.nodes;
        self.aliased.bytes += size.bytes;
        if self.aliased.nodes > ALIAS_NODES_MAX || self.aliased.bytes > SOURCE_BYTES_MAX {
            let message = format!(
                "the aliases repeat more than {ALIAS_NODES_MAX} values or {SOURCE_BYTES_MAX} bytes of text"
            );
            return self.lost("yaml-alias-limit", span, message, "write the values out");
        }
        if self.open.len() + size.depth > DEPTH_MAX {
            return self.too_deep(span);
        }
        self.place(node, 0, None)
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Value {
        let plain = style == ScalarStyle::Plain;
        let Some(tag) = tag else {
            return if plain {
                self.resolved(text, span)
            } else {
                Value::String(text.to_owned())
            };
        };
        let core = tag.is_yaml_core_schema().then_some(tag.suffix.as_str());
        let value = match core {
            Some("str") => return Value::String(text.to_owned()),
            // `!` alone says: not resolved, so a string.
            None if tag.handle.is_empty() && tag.suffix == "!" => return Value::String(text.to_owned()),
            Some("int" | "float" | "bool" | "null") => self.resolved(text, span),
            _ => {
                self.foreign_tag(tag, span);
                return Value::Null;
            }
        };
        let fits = match &value {
            Value::Number(digits) => {
                core == Some("float") || core == Some("int") && scalar::is_integer(digits)
            }
            Value::Bool(_) => core == Some("bool"),
            Value::Null => core == Some("null"),
            Value::String(_) | Value::Array(_) | Value::Object(_) => false,
        };
        if !fits {
            let message = format!("`{text}` is not what its tag `!!{}` says", tag.suffix);
            self.tell("yaml-tag", span, message, "remove the tag");
        }
        value
    }

    fn resolved(&mut self, text: &str, span: Span) -> Value {
        scalar::resolve(text).unwrap_or_else(|| {
            self.tell(
                "yaml-number",
                span,
                format!("`{text}` is a number that JSON does not have"),
                "write it in quotes if a string is meant",
            );
            Value::Null
        })
    }

    fn collection_tag(&mut self, tag: Option<&Tag>, expected: &str, span: Span) {
        if let Some(tag) = tag
            && !(tag.is_yaml_core_schema() && tag.suffix == expected)
        {
            self.foreign_tag(tag, span);
        }
    }

    fn foreign_tag(&mut self, tag: &Tag, span: Span) {
        let shown = if tag.is_yaml_core_schema() {
            format!("!!{}", tag.suffix)
        } else {
            format!("{}{}", tag.handle, tag.suffix)
        };
        let remedy = "write the plain value; functions of CloudFormation templates are not evaluated here";
        self.tell(
            "yaml-tag",
            span,
            format!("the tag `{shown}` is not supported"),
            remedy,
        );
    }

    fn tell(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if self.findings.len() < json::FINDINGS_MAX {
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

    /// The byte offset of a character; the scanner counts characters.
    fn offset(&self, character: usize) -> usize {
        if self.offsets.is_empty() {
            character.min(self.text.len())
        } else {
            self.offsets.get(character).copied().unwrap_or(self.text.len())
        }
    }

    /// The span without the white space at its end, which the scanner includes for some scalars.
    fn trimmed(&self, span: Span) -> Span {
        let text = self.text.get(span.start..span.end).unwrap_or("");
        Span::new(span.start, span.start + text.trim_end().len())
    }
}

/// Recursion is bounded: nodes are nested no deeper than [`DEPTH_MAX`].
fn size(node: &Node) -> Size {
    let inner = |sizes: &mut dyn Iterator<Item = Size>| {
        sizes.fold(
            Size {
                nodes: 1,
                bytes: 0,
                depth: 1,
            },
            |sum, part| Size {
                nodes: sum.nodes + part.nodes,
                bytes: sum.bytes + part.bytes,
                depth: sum.depth.max(part.depth + 1),
            },
        )
    };
    match &node.value {
        Value::Null | Value::Bool(_) => Size {
            nodes: 1,
            bytes: 0,
            depth: 0,
        },
        Value::Number(text) | Value::String(text) => Size {
            nodes: 1,
            bytes: text.len(),
            depth: 0,
        },
        Value::Array(elements) => inner(&mut elements.iter().map(size)),
        Value::Object(members) => inner(&mut members.iter().map(|member| {
            let value = size(&member.value);
            Size {
                bytes: value.bytes + member.name.len(),
                ..value
            }
        })),
    }
}
