//! What every reader shares: the definition, the findings, and how references are followed.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use api_model::{RestApi, StatusPattern, StatusPatternError, TextPattern, TextPatternError};
use source_text::{Diagnostic, LineIndex, Member, Node, Span, Value};

use crate::{EXTENSIONS, Extension, ImportOptions, Imported, Treatment, Unenforced};

/// The most errors, and the most warnings, that are told of one definition.
pub const FINDINGS_MAX: usize = 200;

/// The most methods a definition may have. AWS allows 300 resources unless raised; this is well above what it raises to.
pub const METHODS_MAX: usize = 20_000;

/// The most different selection patterns a definition may have: each is tried on every status code.
pub const PATTERNS_MAX: usize = 500;

/// The most security requirements and scopes of one method.
pub const REQUIREMENTS_MAX: usize = 100;

/// The longest chain of `$ref`s that is followed.
pub const REFERENCES_MAX: usize = 8;

/// The dialect of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Swagger 2.0.
    Swagger2,
    /// OpenAPI 3.0 or 3.1.
    OpenApi3,
}

pub(crate) struct Context<'a> {
    pub(crate) text: &'a str,
    pub(crate) root: &'a Node,
    pub(crate) dialect: Dialect,
    pub(crate) options: ImportOptions,
    /// What a `$ref` can name: `#/parameters/NAME`, `#/components/parameters/NAME` and so on.
    targets: HashMap<String, &'a Node>,
    rows: HashMap<&'static str, &'static Extension>,
    /// Built when the first message names a second place.
    lines: OnceCell<LineIndex<'a>>,
    /// Selection patterns by their text: a definition repeats a few of them in every method.
    patterns: HashMap<&'a str, Result<StatusPattern, StatusPatternError>>,
    /// Likewise, those over error messages of functions.
    text_patterns: HashMap<&'a str, Result<TextPattern, TextPatternError>>,
    /// Models that methods may check bodies against, by name; filled when the first method does.
    pub(crate) models: BTreeMap<String, String>,
    /// Models that were compiled, and whether they can be: methods share them.
    pub(crate) models_checked: HashMap<String, bool>,
    /// Bytes of the models compiled so far, each with all it refers to.
    pub(crate) models_bytes: usize,
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    unenforced: Vec<Unenforced>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(text: &'a str, root: &'a Node, options: ImportOptions) -> Self {
        let dialect = if root.member("swagger").is_some() {
            Dialect::Swagger2
        } else {
            Dialect::OpenApi3
        };
        Self {
            text,
            root,
            dialect,
            options,
            targets: targets(root),
            rows: EXTENSIONS.iter().map(|row| (row.name, row)).collect(),
            lines: OnceCell::new(),
            patterns: HashMap::new(),
            text_patterns: HashMap::new(),
            models: BTreeMap::new(),
            models_checked: HashMap::new(),
            models_bytes: 0,
            errors: Vec::new(),
            warnings: Vec::new(),
            unenforced: Vec::new(),
        }
    }

    /// The row of an extension, by its full name.
    pub(crate) fn row(&self, name: &str) -> Option<&'static Extension> {
        self.rows.get(name).copied()
    }

    pub(crate) fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if self.errors.len() < FINDINGS_MAX {
            self.errors.push(Diagnostic::error(code, span, message, remedy));
        }
    }

    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if self.warnings.len() < FINDINGS_MAX {
            self.warnings
                .push(Diagnostic::warning(code, span, message, remedy));
        }
    }

    /// Takes over findings another crate made.
    pub(crate) fn adopt(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        for finding in findings {
            let list = match finding.severity {
                source_text::Severity::Error => &mut self.errors,
                source_text::Severity::Warning => &mut self.warnings,
            };
            if list.len() < FINDINGS_MAX {
                list.push(finding);
            }
        }
    }

    /// Refuses an extension by its row, or notes it as unenforced where that is allowed. Rows that are not refused pass.
    pub(crate) fn apply(&mut self, row: &'static Extension, span: Span) {
        match row.treatment {
            Treatment::Enforced | Treatment::ByValue | Treatment::Inert => {}
            Treatment::Refused if row.relaxable && self.options.allow_unenforced => {
                if self.unenforced.len() < FINDINGS_MAX {
                    self.unenforced.push(Unenforced {
                        name: row.name,
                        span,
                        why: row.note,
                    });
                }
            }
            Treatment::Refused => {
                let remedy = if row.relaxable {
                    "remove it, or accept it unenforced (`--allow-unenforced`)"
                } else {
                    "remove it"
                };
                self.error(
                    "not-enforced",
                    span,
                    format!("`{}` is not enforced: {}", row.name, row.note),
                    remedy,
                );
            }
        }
    }

    /// The members of an object; anything else is an error.
    pub(crate) fn members(&mut self, node: &'a Node, what: &str) -> &'a [Member] {
        if let Some(members) = node.members() {
            return members;
        }
        self.wrong_kind(node, what, "an object");
        &[]
    }

    /// The text of a string; anything else is an error.
    pub(crate) fn string(&mut self, node: &'a Node, what: &str) -> Option<&'a str> {
        let text = node.string();
        if text.is_none() {
            self.wrong_kind(node, what, "a string");
        }
        text
    }

    /// A boolean, also as the texts `true` and `false`; anything else is an error.
    pub(crate) fn bool(&mut self, node: &'a Node, what: &str) -> Option<bool> {
        let value = match node.string() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => node.bool(),
        };
        if value.is_none() {
            self.wrong_kind(node, what, "a boolean");
        }
        value
    }

    /// A status code from 200 to 599, as string or number; anything else is an error. AWS's pattern lets 1xx through, but no
    /// final answer can carry one.
    pub(crate) fn status(&mut self, node: &'a Node, what: &str) -> Option<u16> {
        let status = scalar(node).and_then(status_code).filter(|status| *status >= 200);
        if status.is_none() {
            let message = format!("{what} is no status code from 200 to 599");
            self.error(
                "invalid-status",
                node.span,
                message,
                "write three digits, such as `\"200\"`",
            );
        }
        status
    }

    pub(crate) fn wrong_kind(&mut self, node: &Node, what: &str, expected: &str) {
        let message = format!("{what} is {}, not {expected}", node.kind());
        self.error("wrong-kind", node.span, message, format!("write {expected}"));
    }

    /// Tells of a member an object does not have. `x-` members of others' tools are none of our business; Amazon's are looked
    /// at in [`walk`](crate::walk).
    pub(crate) fn unknown_member(&mut self, member: &Member, what: &str, known: &[&str]) {
        if member.name.starts_with("x-") || crate::walk::is_amazon(&member.name) {
            return;
        }
        let lower = member.name.to_ascii_lowercase();
        let remedy = match known.iter().find(|name| name.eq_ignore_ascii_case(&lower)) {
            Some(name) => format!("write `{name}`"),
            None => "remove it, or correct its name".to_owned(),
        };
        let message = format!("`{}` is not a member of {what}", shown(&member.name));
        self.error("unknown-member", member.name_span, message, remedy);
    }

    /// Follows `$ref`, if `node` is one; faults are told.
    pub(crate) fn resolve(&mut self, node: &'a Node) -> Option<&'a Node> {
        let mut at = node;
        for _ in 0..REFERENCES_MAX {
            let Some(reference) = at.member("$ref") else {
                return Some(at);
            };
            let target = self.string(reference, "`$ref`")?;
            if !target.starts_with("#/") {
                let message = format!("the reference `{}` leads out of the file", shown(target));
                self.error(
                    "external-reference",
                    reference.span,
                    message,
                    "write what it refers to into this file",
                );
                return None;
            }
            let Some(next) = self.targets.get(target).copied() else {
                let message = format!("the reference `{}` leads nowhere", shown(target));
                let remedy =
                    "refer to an entry of the definition's shared parameters, responses or request bodies";
                self.error("unknown-reference", reference.span, message, remedy);
                return None;
            };
            at = next;
        }
        self.error(
            "reference-chain",
            node.span,
            format!("references follow each other more than {REFERENCES_MAX} times"),
            "refer to the target itself",
        );
        None
    }

    /// A selection pattern; faults are told.
    pub(crate) fn pattern(&mut self, member: &'a Member) -> Option<StatusPattern> {
        if !self.patterns.contains_key(member.name.as_str()) {
            self.another_pattern(member)?;
            self.patterns
                .insert(&member.name, StatusPattern::parse(&member.name));
        }
        let fault = match self.patterns.get(member.name.as_str())? {
            Ok(pattern) => return Some(pattern.clone()),
            Err(error) => error.to_string(),
        };
        let remedy =
            "write a pattern over status codes such as `4\\d{2}`, without look-around or back-references";
        self.error("selection-pattern", member.name_span, fault, remedy);
        None
    }

    /// A selection pattern over the error messages of a function; faults are told.
    pub(crate) fn text_pattern(&mut self, member: &'a Member) -> Option<TextPattern> {
        if !self.text_patterns.contains_key(member.name.as_str()) {
            self.another_pattern(member)?;
            self.text_patterns
                .insert(&member.name, TextPattern::parse(&member.name));
        }
        let fault = match self.text_patterns.get(member.name.as_str())? {
            Ok(pattern) => return Some(pattern.clone()),
            Err(error) => error.to_string(),
        };
        let remedy = "write a pattern over the whole error message of the function such as `.*Not found.*`, without look-around or back-references";
        self.error("selection-pattern", member.name_span, fault, remedy);
        None
    }

    /// Whether there may be one more pattern; `None` where not, which is told.
    fn another_pattern(&mut self, member: &Member) -> Option<()> {
        if self.patterns.len() + self.text_patterns.len() < PATTERNS_MAX {
            return Some(());
        }
        let message = format!("the definition has more than {PATTERNS_MAX} different selection patterns");
        let remedy = "use fewer, such as `4\\d{2}` or `default`";
        self.error("too-many-patterns", member.name_span, message, remedy);
        None
    }

    /// `line 12`, for messages that name a second place.
    pub(crate) fn line(&self, span: Span) -> String {
        let lines = self.lines.get_or_init(|| LineIndex::new(self.text));
        format!("line {}", lines.position(span.start).line)
    }

    /// Whether as many errors were told as are told; what costs work to tell can be skipped.
    pub(crate) fn is_full(&self) -> bool {
        self.errors.len() >= FINDINGS_MAX
    }

    pub(crate) fn finish(mut self, api: Option<RestApi>) -> Result<Imported, Vec<Diagnostic>> {
        self.warnings.sort_by_key(|finding| finding.span.start);
        match api {
            Some(api) if self.errors.is_empty() => Ok(Imported {
                api,
                warnings: self.warnings,
                unenforced: self.unenforced,
            }),
            _ => {
                self.errors.extend(self.warnings);
                self.errors.sort_by_key(|finding| finding.span.start);
                Err(self.errors)
            }
        }
    }
}

/// Every entry of the shared sections, by its reference.
fn targets(root: &Node) -> HashMap<String, &Node> {
    let mut targets = HashMap::new();
    let mut add = |section: String, node| {
        for entry in Node::members(node).unwrap_or_default() {
            let name = entry.name.replace('~', "~0").replace('/', "~1");
            targets.entry(format!("{section}/{name}")).or_insert(&entry.value);
        }
    };
    for section in ["parameters", "responses", "definitions"] {
        if let Some(node) = root.member(section) {
            add(format!("#/{section}"), node);
        }
    }
    for section in root
        .member("components")
        .and_then(Node::members)
        .unwrap_or_default()
    {
        add(format!("#/components/{}", section.name), &section.value);
    }
    targets
}

/// The text of a string or number.
pub(crate) fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(text),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a node is `null`: in YAML also a name without a value.
pub(crate) fn is_null(node: &Node) -> bool {
    node.value == Value::Null
}

/// Three digits from 100 to 599.
pub(crate) fn status_code(text: &str) -> Option<u16> {
    let shaped = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    shaped
        .then(|| text.parse().ok())?
        .filter(|status| (100..=599).contains(status))
}

/// User input for a message: not longer than a line.
pub(crate) fn shown(text: &str) -> String {
    const CHARACTERS_MAX: usize = 80;
    let mut out: String = text
        .chars()
        .take(CHARACTERS_MAX)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(CHARACTERS_MAX).is_some() {
        out.push('…');
    }
    out
}
