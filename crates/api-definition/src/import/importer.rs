//! The state of one import: the document, what was found wrong, and the API as it grows.

use std::collections::{BTreeMap, HashMap, HashSet};

use aws_model::apigateway::RestApi;
use iam_policy::Scope;
use source_text::{LineIndex, Member, Node, Span, Value};

use super::security::Scheme;
use super::{INVALID_INPUT, ImportError, ImportOptions, Imported, combine, extensions};
use crate::{API_ID_LENGTH, Definition, IdSource, RESOURCE_ID_LENGTH};

/// The most faults that one answer tells.
pub(super) const FINDINGS_MAX: usize = 50;

/// The most references in a row that are followed.
const REFERENCES_MAX: usize = 16;

/// The most entries (parameters, headers, models by content type, …) that a definition is read into. A text of the largest
/// size cannot write out more; only references to the same thing again and again could.
const ENTRIES_MAX: usize = 500_000;

/// Characters of a schema that count as one entry.
pub(super) const ENTRY_CHARACTERS: usize = 16;

/// From how many members on an object is indexed for references into it.
const INDEX_MEMBERS_MIN: usize = 32;

/// The most characters of a name or value that a message repeats.
const SHOWN_CHARACTERS_MAX: usize = 200;

/// How often a new id is drawn before the source of ids is given up.
const ID_DRAWS_MAX: usize = 64;

/// The two ways OpenAPI documents are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `swagger: "2.0"`
    Swagger2,
    /// `openapi: 3.x`
    OpenApi3,
}

pub(super) struct Importer<'a, 'i> {
    pub(super) root: &'a Node,
    pub(super) dialect: Dialect,
    pub(super) options: &'a ImportOptions<'a>,
    lines: LineIndex<'a>,
    ids: &'i mut dyn IdSource,
    used_ids: HashSet<String>,
    errors: Vec<(Span, String)>,
    errors_left_out: usize,
    pub(super) warnings: Vec<String>,
    entries: usize,
    /// Members of large objects by name, by the object's place in the text.
    index: HashMap<(usize, usize), HashMap<&'a str, &'a Node>>,
    /// What the document says; ids are those of the base where it has the same thing.
    pub(super) definition: Definition,
    /// Security schemes by name.
    pub(super) schemes: BTreeMap<String, Scheme>,
    /// Ids by name.
    pub(super) validators: BTreeMap<String, String>,
    /// Models that a document may refer to: its own, and in a merge those that stay.
    pub(super) known_models: HashSet<String>,
    /// How many bodies refer to models that are not there.
    pub(super) missing_models: usize,
    /// Resource ids by path.
    pub(super) path_ids: HashMap<String, String>,
    /// Where paths were first named.
    pub(super) path_spans: HashMap<String, Span>,
}

impl<'a, 'i> Importer<'a, 'i> {
    pub(super) fn new(
        text: &'a str,
        root: &'a Node,
        options: &'a ImportOptions<'a>,
        ids: &'i mut dyn IdSource,
    ) -> Result<Self, ImportError> {
        let dialect = dialect(root)?;
        let mut importer = Self {
            root,
            dialect,
            options,
            lines: LineIndex::new(text),
            ids,
            used_ids: options.base.map(ids_of).unwrap_or_default(),
            errors: Vec::new(),
            errors_left_out: 0,
            warnings: Vec::new(),
            entries: 0,
            index: HashMap::new(),
            definition: Definition::default(),
            schemes: BTreeMap::new(),
            validators: BTreeMap::new(),
            known_models: HashSet::new(),
            missing_models: 0,
            path_ids: HashMap::new(),
            path_spans: HashMap::new(),
        };
        let id = match options.base {
            Some(base) => base.id().to_owned(),
            None => importer.ids.id(API_ID_LENGTH),
        };
        importer.definition.api = RestApi {
            id: Some(id),
            ..RestApi::default()
        };
        Ok(importer)
    }

    pub(super) fn run(mut self) -> Result<Imported, ImportError> {
        extensions::check(&mut self);
        self.settings();
        self.security_schemes();
        self.request_validators();
        self.models();
        self.paths();
        self.gateway_responses();
        self.documentation();
        self.stop_at_errors()?;
        let definition = combine::combine(&mut self);
        self.stop_at_errors()?;
        Ok(Imported {
            definition,
            warnings: self.warnings,
        })
    }

    /// A new id that the API does not have yet.
    pub(super) fn fresh_id(&mut self, length: usize) -> String {
        let mut id = self.ids.id(length);
        for _ in 0..ID_DRAWS_MAX {
            if self.used_ids.insert(id.clone()) {
                return id;
            }
            id = self.ids.id(length);
        }
        self.error(self.root.span, "no new id could be found".to_owned());
        id
    }

    pub(super) fn resource_sized_id(&mut self) -> String {
        self.fresh_id(RESOURCE_ID_LENGTH)
    }

    /// The API that the policy belongs to.
    pub(super) fn scope(&self) -> Option<Scope> {
        Some(Scope {
            partition: self.options.place.partition.clone(),
            region: self.options.place.region.clone(),
            account: self.options.place.account.clone(),
            api_id: self.definition.id().parse().ok()?,
        })
    }

    pub(super) fn error(&mut self, span: Span, message: impl Into<String>) {
        if self.errors.len() < FINDINGS_MAX {
            self.errors.push((span, message.into()));
        } else {
            self.errors_left_out += 1;
        }
    }

    pub(super) fn warn(&mut self, message: impl Into<String>) {
        if self.warnings.len() < FINDINGS_MAX {
            self.warnings.push(message.into());
        }
    }

    /// Whether no more warnings are told.
    pub(super) fn has_enough_warnings(&self) -> bool {
        self.warnings.len() >= FINDINGS_MAX
    }

    /// Counts entries; false, with an error, when there are too many.
    pub(super) fn spend(&mut self, entries: usize, span: Span) -> bool {
        let before = self.entries;
        self.entries = before.saturating_add(entries);
        if before <= ENTRIES_MAX && self.entries > ENTRIES_MAX {
            self.error(
                span,
                format!("the definition has more than {ENTRIES_MAX} parameters, headers and models, references followed"),
            );
        }
        self.entries <= ENTRIES_MAX
    }

    /// `line 4`
    pub(super) fn line(&self, span: Span) -> String {
        format!("line {}", self.lines.position(span.start).line)
    }

    fn stop_at_errors(&mut self) -> Result<(), ImportError> {
        if self.errors.is_empty() {
            return Ok(());
        }
        self.errors.sort_by_key(|(span, _)| span.start);
        let mut message = "Errors found during import:".to_owned();
        for (span, error) in &self.errors {
            let at = self.lines.position(span.start);
            message.push_str(&format!("\n\t{error} (line {}, column {})", at.line, at.column));
        }
        if self.errors_left_out > 0 {
            message.push_str(&format!("\n\tand {} more", self.errors_left_out));
        }
        Err(ImportError::new(message))
    }

    /// The members of what must be an object; nothing for `null`.
    pub(super) fn members(&mut self, node: &'a Node, what: &str) -> &'a [Member] {
        match &node.value {
            Value::Object(members) => members,
            Value::Null => &[],
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                self.wrong_kind(node, what, "an object");
                &[]
            }
        }
    }

    /// The elements of what must be an array; nothing for `null`.
    pub(super) fn elements(&mut self, node: &'a Node, what: &str) -> &'a [Node] {
        match &node.value {
            Value::Array(elements) => elements,
            Value::Null => &[],
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                self.wrong_kind(node, what, "an array");
                &[]
            }
        }
    }

    /// The strings of what must be an array of strings.
    pub(super) fn strings(&mut self, node: &'a Node, what: &str) -> Vec<String> {
        let mut strings = Vec::new();
        for element in self.elements(node, what) {
            if let Some(text) = self.string(element, what) {
                strings.push(text.to_owned());
            }
        }
        strings
    }

    /// The text of what must be a string.
    pub(super) fn string(&mut self, node: &'a Node, what: &str) -> Option<&'a str> {
        let text = node.string();
        if text.is_none() {
            self.wrong_kind(node, what, "a string");
        }
        text
    }

    /// The value of what must be true or false; AWS takes the words as strings too.
    pub(super) fn boolean(&mut self, node: &'a Node, what: &str) -> Option<bool> {
        let value = match &node.value {
            Value::Bool(value) => Some(*value),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Value::String(_) | Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        };
        if value.is_none() {
            self.wrong_kind(node, what, "true or false");
        }
        value
    }

    /// The value of what must be a whole number, or a string of one.
    pub(super) fn integer(&mut self, node: &'a Node, what: &str) -> Option<i32> {
        let value = match &node.value {
            Value::Number(text) | Value::String(text) => text.parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        if value.is_none() {
            self.wrong_kind(node, what, "a whole number");
        }
        value
    }

    pub(super) fn wrong_kind(&mut self, node: &Node, what: &str, expected: &str) {
        let found = match &node.value {
            Value::String(text) | Value::Number(text) => format!("`{}`", shown(text)),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => node.kind().to_owned(),
        };
        self.error(node.span, format!("{what} must be {expected}, not {found}"));
    }

    pub(super) fn unknown_member(&mut self, member: &Member, what: &str, why: &str) {
        let name = shown(&member.name);
        self.error(
            member.name_span,
            format!("`{name}` is not a member of {what}{why}"),
        );
    }

    /// What a node is after following its reference, if it is one; an error where that leads nowhere.
    pub(super) fn resolve(&mut self, node: &'a Node) -> Option<&'a Node> {
        let mut at = node;
        for _ in 0..REFERENCES_MAX {
            let Some(reference) = at.member("$ref").and_then(Node::string) else {
                return Some(at);
            };
            match self.lookup(reference) {
                Some(found) => at = found,
                None => {
                    self.error(
                        node.span,
                        format!("the reference `{}` leads nowhere", shown(reference)),
                    );
                    return None;
                }
            }
        }
        self.error(node.span, "too many references in a row");
        None
    }

    fn lookup(&mut self, reference: &str) -> Option<&'a Node> {
        let mut at = self.root;
        for part in reference.strip_prefix("#/")?.split('/') {
            at = self.child(at, &part.replace("~1", "/").replace("~0", "~"))?;
        }
        Some(at)
    }

    fn child(&mut self, node: &'a Node, name: &str) -> Option<&'a Node> {
        let members = node.members()?;
        if members.len() < INDEX_MEMBERS_MIN {
            return node.member(name);
        }
        let index = self
            .index
            .entry((node.span.start, node.span.end))
            .or_insert_with(|| {
                // The first of two members of one name counts; that there are two is an error already.
                let reversed = members.iter().rev();
                reversed
                    .map(|member| (member.name.as_str(), &member.value))
                    .collect()
            });
        index.get(name).copied()
    }
}

/// A name or value as messages repeat it.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARACTERS_MAX).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn dialect(root: &Node) -> Result<Dialect, ImportError> {
    let version = |name: &str| {
        root.member(name).map(|node| match &node.value {
            Value::String(text) | Value::Number(text) => text.clone(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => node.kind().to_owned(),
        })
    };
    let unsupported = |name: &str, version: &str| {
        ImportError::new(format!(
            "{INVALID_INPUT} `{name}: {}` is not supported: use `swagger: \"2.0\"`, or `openapi` 3.0 or 3.1",
            shown(version)
        ))
    };
    match (version("swagger"), version("openapi")) {
        (Some(version), None) if version == "2.0" => Ok(Dialect::Swagger2),
        (Some(version), None) => Err(unsupported("swagger", &version)),
        (None, Some(version)) if version.starts_with("3.0") || version.starts_with("3.1") => {
            Ok(Dialect::OpenApi3)
        }
        (None, Some(version)) => Err(unsupported("openapi", &version)),
        (Some(_), Some(_)) => Err(ImportError::new(format!(
            "{INVALID_INPUT} `swagger` and `openapi` exclude each other"
        ))),
        (None, None) => Err(ImportError {
            message: INVALID_INPUT.to_owned(),
            detail: Some("neither `swagger` nor `openapi` is at the top level".to_owned()),
        }),
    }
}

fn ids_of(definition: &Definition) -> HashSet<String> {
    let models = definition.models.values().filter_map(|model| model.id.clone());
    definition
        .resources
        .keys()
        .chain(definition.request_validators.keys())
        .chain(definition.authorizers.keys())
        .chain(definition.documentation_parts.keys())
        .cloned()
        .chain(models)
        .collect()
}
