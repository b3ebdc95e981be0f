//! A file that holds a policy: the policy itself as JSON, or an API definition with `x-amazon-apigateway-policy`.

use std::path::{Path, PathBuf};

use iam_policy::{Document, Kind, ParseOptions, Policy};
use server::findings::{FileFindings, Problem};
use source_text::{Diagnostic, Node, json, yaml};

use crate::report::Failure;
use crate::scope::{Place, ScopeArguments};

/// The extension that holds the policy of an API definition.
const POLICY_EXTENSION: &str = "x-amazon-apigateway-policy";

/// A text and its name.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A policy that could be read, with the warnings about it.
#[derive(Debug, Clone)]
pub(crate) struct PolicySource {
    pub(crate) source: SourceFile,
    pub(crate) document: Document,
    pub(crate) warnings: Vec<Diagnostic>,
    /// `info.title` of an API definition.
    pub(crate) title: String,
    /// Verb and path of every method of an API definition.
    pub(crate) routes: Option<Vec<(String, String)>>,
}

impl SourceFile {
    /// Reads a file; `-` is standard input.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let (name, text) = if path == Path::new("-") {
            let name = "<stdin>";
            let text = server::definitions::text_of(name, std::io::stdin().lock());
            (name.to_owned(), text)
        } else {
            (path.display().to_string(), server::definitions::read_text(path))
        };
        let text = text.map_err(Failure::message)?;
        Ok(Self {
            path: path.to_owned(),
            name,
            text,
        })
    }

    /// Findings about this file.
    pub(crate) fn findings(&self, findings: Vec<Diagnostic>) -> FileFindings {
        FileFindings {
            file: self.name.clone(),
            text: self.text.clone(),
            findings,
        }
    }

    /// A failure with findings about this file.
    pub(crate) fn failure(&self, findings: Vec<Diagnostic>) -> Failure {
        Failure::Problems(vec![Problem::InFile(self.findings(findings))])
    }
}

/// What stands in a file.
enum Content {
    /// A policy by itself.
    Policy,
    /// An API definition.
    Definition(Node),
}

/// Tells a policy from an API definition. A text that is no JSON object is read as YAML, which policies are not.
fn content(source: &SourceFile) -> Result<Content, Vec<Diagnostic>> {
    let start = source
        .text
        .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let is_json = start.starts_with(['{', '"', '[']);
    let root = if is_json {
        json::parse(&source.text)
    } else {
        yaml::parse(&source.text)
    };
    match root {
        Ok(root) if root.member("openapi").is_some() || root.member("swagger").is_some() => {
            Ok(Content::Definition(root))
        }
        Ok(root) if !is_json => Err(vec![Diagnostic::error(
            "no-policy",
            root.span,
            "this is neither a policy nor an API definition",
            "a policy is a JSON object; an API definition has `openapi` or `swagger` at its top",
        )]),
        // Whatever is wrong with a policy is told by its own reader.
        Ok(_) => Ok(Content::Policy),
        Err(_) if is_json => Ok(Content::Policy),
        Err(findings) => Err(findings),
    }
}

/// Reads the policy of a source; what is wrong with it is the error.
pub(crate) fn policy_of(
    source: SourceFile,
    options: ParseOptions,
) -> Result<PolicySource, (SourceFile, Vec<Diagnostic>)> {
    let parsed = match content(&source) {
        Ok(Content::Policy) => Document::parse_with(&source.text, Kind::Resource, options)
            .map(|(document, warnings)| (document, warnings, String::new(), None)),
        Ok(Content::Definition(root)) => match root.member(POLICY_EXTENSION) {
            Some(node) => Document::from_node_with(node, Kind::Resource, options)
                .map(|(document, warnings)| (document, warnings, title(&root), Some(routes(&root)))),
            None => Err(vec![Diagnostic::error(
                "no-policy",
                root.span,
                format!("the API definition has no `{POLICY_EXTENSION}`"),
                "without a resource policy everybody may call the methods that have no authorizer",
            )]),
        },
        Err(findings) => Err(findings),
    };
    match parsed {
        Ok((document, warnings, title, routes)) => Ok(PolicySource {
            source,
            document,
            warnings,
            title,
            routes,
        }),
        Err(findings) => Err((source, findings)),
    }
}

/// Reads the policy in a file for a command that needs a good one.
pub(crate) fn read_policy(path: &Path) -> Result<PolicySource, Failure> {
    let source = SourceFile::read(path)?;
    policy_of(source, ParseOptions::default()).map_err(|(source, findings)| source.failure(findings))
}

impl PolicySource {
    /// The policy as it is attached to the API of `arguments`.
    pub(crate) fn attach(
        &self,
        arguments: &ScopeArguments,
        characters_max: usize,
    ) -> Result<(Policy, Place), Failure> {
        let place = arguments.place(&self.source.path, &self.title)?;
        let policy = Policy::new(&self.document, Some(&place.scope), characters_max)
            .map_err(|findings| self.source.failure(findings))?;
        Ok((policy, place))
    }
}

fn title(root: &Node) -> String {
    root.member("info")
        .and_then(|info| info.member("title"))
        .and_then(Node::string)
        .unwrap_or("")
        .to_owned()
}

/// Verb and path of every method, as written; what is wrong with them is not this command's business.
fn routes(root: &Node) -> Vec<(String, String)> {
    const VERBS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];
    let paths = root.member("paths").and_then(Node::members).unwrap_or(&[]);
    let mut routes = Vec::new();
    for path in paths {
        for method in path.value.members().unwrap_or(&[]) {
            if VERBS.contains(&method.name.as_str()) {
                routes.push((method.name.to_ascii_uppercase(), path.name.clone()));
            } else if method.name == "x-amazon-apigateway-any-method" {
                routes.push(("ANY".to_owned(), path.name.clone()));
            }
        }
    }
    routes
}
