//! The grammar of a policy document, and everything that is refused by choice.
//!
//! [`document`] walks the tree once and never stops at a fault: each one is told with its place, its statement and what
//! to do. A document with any error is refused whole.
//!
//! Source: IAM user guide, "Grammar of the IAM JSON policy language" and "IAM Access Analyzer policy check reference";
//! names of findings follow the latter where it has one. Where AWS's behaviour is not known, the narrow reading is taken:
//! what would make a `Deny` weaker or an `Allow` wider than its author may have meant is refused.

mod action;
mod condition;
mod principal;
mod resource;
mod value;

use std::collections::HashSet;

use source_text::{Diagnostic, Member, Node, Severity, Span, Value};

use super::{Document, Effect, Kind, ParseOptions, Parsed, Sourced, Statement, Version};
use crate::near::{advice, nearest};

/// The most characters of a `Sid`.
///
/// API Gateway's own rule is not documented; IAM's (letters and digits) is stricter than what other services accept.
const SID_CHARACTERS_MAX: usize = 256;

/// The most findings told of in one document.
const FINDINGS_MAX: usize = 1000;

const DOCUMENT_ELEMENTS: [&str; 3] = ["Version", "Id", "Statement"];
const STATEMENT_ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// Reads a whole document.
pub(super) fn document(node: &Node, kind: Kind, options: ParseOptions) -> Parsed {
    let mut checker = Checker {
        kind,
        options,
        version: None,
        statement: None,
        findings: Vec::new(),
        refused: false,
    };
    let document = checker.document(node);
    let mut findings = checker.findings;
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    match document {
        Some(document)
            if findings
                .iter()
                .all(|finding| finding.severity == Severity::Warning) =>
        {
            Ok((document, findings))
        }
        Some(_) | None => Err(findings),
    }
}

/// One walk over one document.
struct Checker {
    kind: Kind,
    options: ParseOptions,
    version: Option<Version>,
    /// The statement being read: its index and Sid.
    statement: Option<(usize, Option<String>)>,
    findings: Vec<Diagnostic>,
    /// Whether an error is among them.
    refused: bool,
}

/// What of a statement decides how strict its parts are read.
#[derive(Clone, Copy)]
struct Frame {
    /// `None` where `Effect` is missing or wrong; the rest is still read, as strictly as for a `Deny`.
    effect: Option<Effect>,
}

impl Frame {
    fn denies(self) -> bool {
        self.effect != Some(Effect::Allow)
    }

    /// Whether a condition whose key is always absent widens what the policy lets in; it then always or never `holds`.
    fn absence_widens(self, holds: bool) -> bool {
        match self.effect {
            Some(Effect::Allow) => holds,
            Some(Effect::Deny) => !holds,
            None => true,
        }
    }

    /// Whether an entry that matches nothing widens what the policy lets in: a `Deny` that lists it is weaker, an `Allow`
    /// on everything but it is wider.
    fn dead_entry_widens(self, negated: bool) -> bool {
        match self.effect {
            Some(Effect::Allow) => negated,
            Some(Effect::Deny) => !negated,
            None => true,
        }
    }
}

impl Checker {
    fn document(&mut self, node: &Node) -> Option<Document> {
        let Some(members) = node.members() else {
            let remedy = if node.string().is_some() {
                "write the policy as an object, not as a string that holds one"
            } else {
                "write an object with `Version` and `Statement`"
            };
            self.wrong_type(node, "the policy", "an object", remedy);
            return None;
        };
        self.known_elements(members, &DOCUMENT_ELEMENTS, "a policy");
        let version = find(members, "Version").and_then(|node| self.version(node));
        self.version = version.as_ref().map(|version| version.value);
        let id = find(members, "Id").and_then(|node| self.text(node, "`Id`"));
        let Some(written) = find(members, "Statement") else {
            self.error(
                "missing-statement",
                node.span,
                "the policy has no `Statement`",
                "add at least one statement",
            );
            return None;
        };
        let (nodes, statement_is_array) = match &written.value {
            Value::Array(elements) => (elements.as_slice(), true),
            Value::Object(_) => (std::slice::from_ref(written), false),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.wrong_type(
                    written,
                    "`Statement`",
                    "an object or an array of objects",
                    "write one statement or a list of them",
                );
                return None;
            }
        };
        if nodes.is_empty() {
            self.error(
                "missing-statement",
                written.span,
                "`Statement` is an empty list",
                "add at least one statement",
            );
        }
        let mut statements = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let sid = node.member("Sid").and_then(Node::string);
            self.statement = Some((
                index,
                sid.map(|sid| sid.chars().take(SID_CHARACTERS_MAX).collect()),
            ));
            statements.extend(self.statement(index, node));
            self.statement = None;
        }
        Some(Document {
            kind: self.kind,
            version,
            id,
            statements,
            statement_is_array,
            span: node.span,
        })
    }

    fn version(&mut self, node: &Node) -> Option<Sourced<Version>> {
        let text = self.text(node, "`Version`")?;
        let value = match text.value.as_str() {
            "2012-10-17" => Version::V2012,
            "2008-10-17" => Version::V2008,
            other => {
                let message = format!("`{other}` is not a version of the policy language");
                self.error(
                    "invalid-version",
                    text.span,
                    message,
                    "write `2012-10-17`; it is not the date of the policy",
                );
                return None;
            }
        };
        Some(Sourced {
            value,
            span: text.span,
        })
    }

    /// Reads one statement; `None` where a part is missing or wrong, which has been told.
    fn statement(&mut self, index: usize, node: &Node) -> Option<Statement> {
        let Some(members) = node.members() else {
            self.wrong_type(
                node,
                "a statement",
                "an object",
                "write an object with `Effect`, `Action` and `Resource`",
            );
            return None;
        };
        self.known_elements(members, &STATEMENT_ELEMENTS, "a statement");
        let sid = find(members, "Sid").and_then(|node| self.sid(node));
        let effect = self.effect(members, node.span);
        let frame = Frame {
            effect: effect.as_ref().map(|effect| effect.value),
        };
        let principal = self.principal(members, node.span, frame);
        let action = self.action(members, node.span, frame);
        let resource = self.resource(members, node.span, frame);
        let conditions =
            find(members, "Condition").map_or_else(Vec::new, |node| self.conditions(node, frame));
        Some(Statement {
            index,
            sid,
            effect: effect?,
            principal: principal?,
            action: action?,
            resource: resource?,
            conditions,
            span: node.span,
        })
    }

    fn sid(&mut self, node: &Node) -> Option<Sourced<String>> {
        let sid = self.text(node, "`Sid`")?;
        let characters = sid.value.chars().count();
        if characters > SID_CHARACTERS_MAX {
            let message = format!("`Sid` has {characters} characters, more than {SID_CHARACTERS_MAX}");
            self.error("sid-too-long", sid.span, message, "shorten it");
        }
        Some(sid)
    }

    fn effect(&mut self, members: &[Member], statement: Span) -> Option<Sourced<Effect>> {
        let Some(node) = find(members, "Effect") else {
            self.error(
                "missing-effect",
                statement,
                "the statement has no `Effect`",
                "add `Effect` with `Allow` or `Deny`",
            );
            return None;
        };
        let text = self.text(node, "`Effect`")?;
        let value = match text.value.as_str() {
            "Allow" => Effect::Allow,
            "Deny" => Effect::Deny,
            other => {
                let near = nearest(other, ["Allow", "Deny"]);
                let message = format!("`{other}` is not an effect");
                self.error(
                    "invalid-effect",
                    text.span,
                    message,
                    advice(near, "write `Allow` or `Deny`"),
                );
                return None;
            }
        };
        Some(Sourced {
            value,
            span: text.span,
        })
    }

    /// Finds which of `name` and `Not…name` is given; tells where it is both. `None` where it is neither.
    fn either<'a>(&mut self, members: &'a [Member], names: [&'static str; 2]) -> Option<(bool, &'a Node)> {
        let [plain, negated] = names;
        match (find(members, plain), find(members, negated)) {
            (Some(node), None) => Some((false, node)),
            (None, Some(node)) => Some((true, node)),
            (None, None) => None,
            (Some(node), Some(other)) => {
                let message = format!("`{plain}` and `{negated}` stand in the same statement");
                self.error(
                    "unsupported-element-combination",
                    other.span,
                    message,
                    "remove one of them, or write two statements",
                );
                Some((false, node))
            }
        }
    }

    /// Tells of members that do not exist, and of members given twice.
    fn known_elements(&mut self, members: &[Member], known: &[&'static str], whose: &str) {
        let mut seen = HashSet::new();
        for member in members {
            let name = member.name.as_str();
            if !known.contains(&name) {
                let near = nearest(name, known.iter().copied());
                let otherwise = format!("{whose} has {}", listed(known));
                let message = format!("`{name}` is not an element of {whose}");
                self.error(
                    "invalid-policy-element",
                    member.name_span,
                    message,
                    advice(near, &otherwise),
                );
            }
            self.unless_repeated(&mut seen, member, "element");
        }
    }

    /// Tells if a member of this spelling was `seen` before in its object.
    fn unless_repeated<'a>(&mut self, seen: &mut HashSet<&'a str>, member: &'a Member, what: &str) {
        if !seen.insert(&member.name) {
            let message = format!("the {what} `{}` is given twice", member.name);
            self.error(
                "duplicate-element",
                member.name_span,
                message,
                "keep one; what both say can stand in one list",
            );
        }
    }

    /// A string or a list of strings. Tells of empty lists with `empty_code` and of anything else.
    fn list(&mut self, node: &Node, what: &str, empty_code: &'static str) -> (Vec<Sourced<String>>, bool) {
        match &node.value {
            Value::Array(elements) => {
                if elements.is_empty() {
                    let message = format!("{what} is an empty list, so the statement matches nothing");
                    self.error(
                        empty_code,
                        node.span,
                        message,
                        "list what the statement is about, or remove the statement",
                    );
                }
                (
                    elements
                        .iter()
                        .filter_map(|element| self.text(element, what))
                        .collect(),
                    true,
                )
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                (self.text(node, what).into_iter().collect(), false)
            }
        }
    }

    fn text(&mut self, node: &Node, what: &str) -> Option<Sourced<String>> {
        if let Some(text) = node.string() {
            return Some(Sourced {
                value: text.to_owned(),
                span: node.span,
            });
        }
        let remedy = match &node.value {
            Value::Number(digits) => format!("write it in quotes: `\"{digits}\"`"),
            Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                "write a string".to_owned()
            }
        };
        self.wrong_type(node, what, "a string", remedy);
        None
    }

    fn wrong_type(&mut self, node: &Node, what: &str, wanted: &str, remedy: impl Into<String>) {
        let message = format!("{what} is {}, not {wanted}", node.kind());
        self.error("data-type-mismatch", node.span, message, remedy);
    }

    /// An error where the finding widens what the policy lets in, a warning where it narrows it.
    fn doubt(
        &mut self,
        widens: bool,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if widens {
            self.error(code, span, message, remedy);
        } else {
            self.warning(code, span, message, remedy);
        }
    }

    fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.tell(Diagnostic::error(code, span, message, remedy));
    }

    fn warning(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.tell(Diagnostic::warning(code, span, message, remedy));
    }

    fn tell(&mut self, finding: Diagnostic) {
        // An error is never dropped for the warnings before it: what has one must not pass.
        let error = finding.severity == Severity::Error;
        if self.findings.len() < FINDINGS_MAX || (error && !self.refused) {
            self.refused |= error;
            self.findings.push(Diagnostic {
                statement: self.statement.clone(),
                ..finding
            });
        }
    }

    /// Whether `${…}` is a policy variable in this document.
    fn has_variables(&self) -> bool {
        self.version == Some(Version::V2012)
    }
}

/// The first member of this name; a later one is told of by [`Checker::known_elements`].
fn find<'a>(members: &'a [Member], name: &str) -> Option<&'a Node> {
    members
        .iter()
        .find(|member| member.name == name)
        .map(|member| &member.value)
}

/// `` `a`, `b` and `c` ``
fn listed(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
