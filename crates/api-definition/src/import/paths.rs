//! Paths: a resource for every part of every path, and their methods.
//!
//! Source: API Gateway developer guide, "Set the OpenAPI `basePath` property"; published answers.

use aws_model::apigateway::Resource;
use source_text::{Member, Node, Span};

use super::BasePath;
use super::importer::{Dialect, Importer, shown};
use crate::{API_ID_LENGTH, ROOT_PATH};

const ANY_METHOD: &str = "x-amazon-apigateway-any-method";

impl<'a> Importer<'a, '_> {
    pub(super) fn paths(&mut self) {
        let root_id = match self.options.base.and_then(|base| base.root()?.id.clone()) {
            Some(id) => id,
            None => self.fresh_id(API_ID_LENGTH),
        };
        self.definition.api.root_resource_id = Some(root_id.clone());
        let root = Resource {
            id: Some(root_id.clone()),
            path: Some(ROOT_PATH.to_owned()),
            ..Resource::default()
        };
        self.definition.resources.insert(root_id, root);
        let base_path = self.base_path();
        let Some(section) = self.root.member("paths") else {
            return;
        };
        for member in self.members(section, "`paths`") {
            if member.name.starts_with("x-") {
                continue;
            }
            if !member.name.starts_with('/') {
                let name = shown(&member.name);
                self.error(
                    member.name_span,
                    format!("the path `{name}` does not begin with `/`"),
                );
                continue;
            }
            let path = format!("{base_path}{}", member.name);
            let Some(resource) = self.resource(&path, member.name_span) else {
                continue;
            };
            self.path_item(member, &resource);
        }
        if self.definition.resources.len() > self.options.limits.resources_max {
            let limit = self.options.limits.resources_max;
            self.error(
                section.span,
                format!("the API would have more than the {limit} resources allowed"),
            );
        }
    }

    fn path_item(&mut self, member: &'a Member, resource: &str) {
        let item = &member.value;
        if let Some(reference) = item.member("$ref") {
            self.error(
                reference.span,
                "a path cannot be a reference: write its methods out",
            );
            return;
        }
        let path = self
            .definition
            .resources
            .get(resource)
            .and_then(|resource| resource.path.clone())
            .unwrap_or_default();
        for entry in self.members(item, "a path") {
            let verb = match entry.name.as_str() {
                "get" => "GET",
                "put" => "PUT",
                "post" => "POST",
                "delete" => "DELETE",
                "options" => "OPTIONS",
                "head" => "HEAD",
                "patch" => "PATCH",
                ANY_METHOD => "ANY",
                "trace" => {
                    self.error(entry.name_span, "API Gateway has no TRACE methods");
                    continue;
                }
                "parameters" | "summary" | "description" | "servers" => continue,
                name if name.starts_with("x-") => continue,
                _ => {
                    self.unknown_member(entry, "a path", "");
                    continue;
                }
            };
            if entry.value.members().is_none() {
                self.wrong_kind(&entry.value, "a method", "an object");
                continue;
            }
            let method = self.method(item, &entry.value, &path, verb, resource);
            let resource = self.definition.resources.get_mut(resource);
            let taken = resource.and_then(|resource| {
                let methods = resource.resource_methods.get_or_insert_default();
                methods.insert(verb.to_owned(), method)
            });
            if taken.is_some() {
                let path = shown(&path);
                self.error(
                    entry.name_span,
                    format!("'{verb}' of resource '{path}' is defined twice"),
                );
            }
        }
    }

    /// The resource of this path, made with all above it where it is not there yet; its id.
    fn resource(&mut self, path: &str, span: Span) -> Option<String> {
        let mut at = self.definition.api.root_resource_id.clone()?;
        let mut walked = String::new();
        // A slash at the end names the same resource.
        for part in path.trim_end_matches('/').split('/').skip(1) {
            if !is_path_part(part) {
                let path = shown(path);
                self.error(
                    span,
                    format!(
                        "Unable to create resource at path '{path}': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end"
                    ),
                );
                return None;
            }
            walked.push('/');
            walked.push_str(part);
            at = match self.path_ids.get(&walked) {
                Some(id) => id.clone(),
                None => self.new_resource(&walked, part, &at)?,
            };
            self.path_spans.entry(walked.clone()).or_insert(span);
        }
        Some(at)
    }

    /// `None` when there are as many as there may be; that is an error of the whole.
    fn new_resource(&mut self, path: &str, part: &str, parent: &str) -> Option<String> {
        if self.definition.resources.len() > self.options.limits.resources_max {
            return None;
        }
        let known = self
            .options
            .base
            .and_then(|base| base.resource_at(path)?.id.clone());
        let id = match known {
            Some(id) => id,
            None => self.resource_sized_id(),
        };
        let resource = Resource {
            id: Some(id.clone()),
            parent_id: Some(parent.to_owned()),
            path_part: Some(part.to_owned()),
            path: Some(path.to_owned()),
            resource_methods: None,
        };
        self.path_ids.insert(path.to_owned(), id.clone());
        self.definition.resources.insert(id.clone(), resource);
        Some(id)
    }

    /// What stands in front of every path: empty, or `/a/b`.
    fn base_path(&mut self) -> String {
        if self.options.parameters.base_path == BasePath::Ignore {
            return String::new();
        }
        let written = match self.dialect {
            Dialect::Swagger2 => self
                .root
                .member("basePath")
                .and_then(Node::string)
                .unwrap_or_default()
                .to_owned(),
            Dialect::OpenApi3 => server_path(self.root),
        };
        let mut parts: Vec<_> = written.split('/').filter(|part| !part.is_empty()).collect();
        if self.options.parameters.base_path == BasePath::Split && !parts.is_empty() {
            parts.remove(0);
        }
        parts.iter().map(|part| format!("/{part}")).collect()
    }
}

/// The first `basePath` variable of the servers, else the path of the first server's URL.
fn server_path(root: &Node) -> String {
    let servers = root
        .member("servers")
        .and_then(Node::elements)
        .unwrap_or_default();
    let variable = servers.iter().find_map(|server| {
        let variable = server.member("variables")?.member("basePath")?;
        variable.member("default")?.string()
    });
    if let Some(variable) = variable {
        return variable.to_owned();
    }
    let url = servers
        .first()
        .and_then(|server| server.member("url"))
        .and_then(Node::string)
        .unwrap_or_default();
    match url.split_once("://") {
        Some((_, rest)) => rest
            .split_once('/')
            .map(|(_, path)| path.to_owned())
            .unwrap_or_default(),
        None => url.to_owned(),
    }
}

/// Whether this can be a part of a path: plain, `{name}` or `{name+}`.
///
/// Source: API Gateway developer guide, "Amazon API Gateway important notes": letters, digits, `_ - . , :` and braces.
fn is_path_part(part: &str) -> bool {
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-:,".contains(&byte))
    };
    match crate::variable_of(part) {
        Some(name) => plain(name),
        None => plain(part),
    }
}
