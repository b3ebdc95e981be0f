//! Building the tree of a router, with every conflict told.

use std::collections::HashMap;

use source_text::{Diagnostic, Span};

use super::{Node, Route, Router, Variable};
use crate::{Method, Verb};

/// The most segments a resource path may have. AWS names no number; a resource name chain of this length is a mistake.
pub const SEGMENTS_MAX: usize = 64;

/// What a segment of a resource path says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Segment<'a> {
    Static(&'a str),
    Parameter(&'a str),
    Greedy(&'a str),
}

impl<'a> Segment<'a> {
    /// Reads one path part by AWS's rule: letters, digits and `.`, `_`, `-`, `:`, or such a name in braces, with a `+`
    /// before the closing brace if it takes the whole rest.
    fn parse(text: &'a str) -> Option<Self> {
        let named = |name: &str| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':'))
        };
        let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            return (named(text) && text != "." && text != "..").then_some(Self::Static(text));
        };
        match inner.strip_suffix('+') {
            Some(name) => named(name).then_some(Self::Greedy(name)),
            None => named(inner).then_some(Self::Parameter(inner)),
        }
    }
}

/// A node while the tree grows: with what is needed to name conflicts.
#[derive(Default)]
struct Growing {
    node: Node,
    /// The variable child as written, and the path that brought it.
    variable: Option<(String, String)>,
    /// The resource that ends here.
    resource: Option<String>,
}

#[derive(Default)]
struct Builder {
    nodes: Vec<Growing>,
    /// Static children by parent and name, so that a resource with many children costs no search among them.
    statics: HashMap<(usize, Box<str>), u32>,
    findings: Vec<Diagnostic>,
}

impl Router {
    /// Builds the router of `resources`: path, place of the path in its source, methods. Every conflict is told.
    ///
    /// As in AWS a resource has at most one variable child (`{a}` and `{b}`, or `{a}` and `{proxy+}`, do not go together),
    /// `{proxy+}` stands last, and a verb is declared once.
    pub fn new(
        resources: impl IntoIterator<Item = (String, Span, Vec<Method>)>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut resources: Vec<_> = resources.into_iter().collect();
        resources.sort_by(|a, b| a.0.cmp(&b.0));
        let mut builder = Builder {
            nodes: vec![Growing::default()],
            ..Builder::default()
        };
        let mut routes = Vec::new();
        for (path, span, mut methods) in resources {
            let Some((node, parameters)) = builder.insert(&path, span) else {
                continue;
            };
            methods.sort_by_key(|method| method.verb);
            for method in methods {
                let index = u32::try_from(routes.len()).unwrap_or(u32::MAX);
                builder.declare(node, &path, method.verb, index, span);
                routes.push(Route {
                    resource_path: path.clone(),
                    index,
                    parameters: parameters.clone(),
                    method,
                });
            }
        }
        if !builder.findings.is_empty() {
            return Err(builder.findings);
        }
        let mut nodes: Vec<Node> = builder.nodes.into_iter().map(|growing| growing.node).collect();
        for node in &mut nodes {
            node.statics.sort();
        }
        Ok(Self { routes, nodes })
    }
}

impl Builder {
    /// The node of a resource path, with the names of its parameters.
    fn insert(&mut self, path: &str, span: Span) -> Option<(usize, Vec<String>)> {
        let segments = self.segments(path, span)?;
        let mut at = 0;
        let mut parameters = Vec::new();
        for segment in segments {
            at = match segment {
                Segment::Static(name) => self.static_child(at, name),
                Segment::Parameter(name) | Segment::Greedy(name) => {
                    parameters.push(name.to_owned());
                    self.variable_child(at, segment, path, span)?
                }
            };
        }
        let growing = self.nodes.get_mut(at)?;
        if let Some(other) = growing.resource.replace(path.to_owned()) {
            self.findings.push(Diagnostic::error(
                "duplicate-resource",
                span,
                format!("the path `{path}` is the same resource as `{other}`"),
                "keep one of them",
            ));
            return None;
        }
        Some((at, parameters))
    }

    fn segments<'p>(&mut self, path: &'p str, span: Span) -> Option<Vec<Segment<'p>>> {
        let Some(relative) = path.strip_prefix('/') else {
            return self.refuse(
                "path-without-slash",
                span,
                path,
                "begins without `/`",
                "write it with a leading `/`",
            );
        };
        if relative.is_empty() {
            return Some(Vec::new());
        }
        // `/pets/` names the resource `/pets`, as a request for it does.
        let relative = relative.strip_suffix('/').unwrap_or(relative);
        if relative.split('/').count() > SEGMENTS_MAX {
            let why = format!("has more than {SEGMENTS_MAX} segments");
            return self.refuse("path-too-deep", span, path, &why, "shorten it");
        }
        let mut segments = Vec::new();
        for text in relative.split('/') {
            let Some(segment) = Segment::parse(text) else {
                let why = format!("holds the segment `{text}`, which is no resource name");
                let remedy = "use letters, digits and `._-:`, or such a name in braces (`{name}`, `{name+}`)";
                return self.refuse("invalid-path-part", span, path, &why, remedy);
            };
            if let Some(Segment::Greedy(name)) = segments.last() {
                let why = format!("goes on behind `{{{name}+}}`");
                return self.refuse(
                    "greedy-not-last",
                    span,
                    path,
                    &why,
                    "a `{name+}` takes the whole rest: put it last",
                );
            }
            if let Segment::Parameter(name) | Segment::Greedy(name) = segment
                && segments
                    .iter()
                    .any(|other| matches!(other, Segment::Parameter(known) if *known == name))
            {
                let why = format!("names the parameter `{name}` twice");
                return self.refuse(
                    "duplicate-path-parameter",
                    span,
                    path,
                    &why,
                    "give each parameter its own name",
                );
            }
            segments.push(segment);
        }
        Some(segments)
    }

    fn static_child(&mut self, at: usize, name: &str) -> usize {
        if let Some(child) = self.statics.get(&(at, name.into())) {
            return *child as usize;
        }
        let child = self.add();
        self.statics.insert((at, name.into()), child);
        if let Some(growing) = self.nodes.get_mut(at) {
            growing.node.statics.push((name.into(), child));
        }
        child as usize
    }

    fn variable_child(&mut self, at: usize, segment: Segment<'_>, path: &str, span: Span) -> Option<usize> {
        let (written, greedy) = match segment {
            Segment::Greedy(name) => (format!("{{{name}+}}"), true),
            Segment::Parameter(name) | Segment::Static(name) => (format!("{{{name}}}"), false),
        };
        let growing = self.nodes.get(at)?;
        match (&growing.variable, growing.node.variable) {
            (Some((other, _)), Some(variable)) if *other == written => Some(variable.child as usize),
            (Some((other, brought_by)), _) => {
                let finding = Diagnostic::error(
                    "conflicting-path-parameters",
                    span,
                    format!("`{written}` in `{path}` stands where `{brought_by}` has `{other}`"),
                    "a resource has one variable child at most: use the same name in both paths",
                );
                self.findings.push(finding);
                None
            }
            (None, _) => {
                let child = self.add();
                let growing = self.nodes.get_mut(at)?;
                growing.node.variable = Some(Variable { child, greedy });
                growing.variable = Some((written, path.to_owned()));
                Some(child as usize)
            }
        }
    }

    fn add(&mut self) -> u32 {
        let child = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Growing::default());
        child
    }

    fn declare(&mut self, node: usize, path: &str, verb: Verb, route: u32, span: Span) {
        let Some(growing) = self.nodes.get_mut(node) else {
            return;
        };
        let methods = &mut growing.node.methods;
        let taken = match verb {
            Verb::Any => methods.any.replace(route).is_some(),
            Verb::Delete | Verb::Get | Verb::Head | Verb::Options | Verb::Patch | Verb::Post | Verb::Put => {
                let taken = methods.exact.iter().any(|(other, _)| *other == verb);
                methods.exact.push((verb, route));
                taken
            }
        };
        if taken {
            self.findings.push(Diagnostic::error(
                "duplicate-method",
                span,
                format!("`{path}` declares {} twice", verb.as_str()),
                "keep one of them",
            ));
        }
    }

    fn refuse<T>(
        &mut self,
        code: &'static str,
        span: Span,
        path: &str,
        why: &str,
        remedy: &str,
    ) -> Option<T> {
        self.findings.push(Diagnostic::error(
            code,
            span,
            format!("the path `{path}` {why}"),
            remedy,
        ));
        None
    }
}
