//! The saved form of a REST API and the questions everybody asks of it.

use std::collections::BTreeMap;

use aws_model::apigateway::{
    Authorizer, DocumentationPart, GatewayResponse, Integration, Method, Model, RequestValidator, Resource,
    RestApi,
};
use serde::{Deserialize, Serialize};

/// The path of the root resource.
pub const ROOT_PATH: &str = "/";

/// A REST API with everything in it.
///
/// In AWS's own shapes, with two differences: `api.policy` is the policy's plain JSON text (answers escape it), and
/// `api.tags` and `api.warnings` are what the API has now, not what a deployment keeps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Definition {
    /// The API itself.
    pub api: RestApi,
    /// Resources by id, each with its methods (`resource_methods`), those with their method responses and integration.
    pub resources: BTreeMap<String, Resource>,
    /// Models by name.
    pub models: BTreeMap<String, Model>,
    /// Request validators by id.
    pub request_validators: BTreeMap<String, RequestValidator>,
    /// Authorizers by id.
    pub authorizers: BTreeMap<String, Authorizer>,
    /// Customised gateway responses by type; the others have their defaults.
    pub gateway_responses: BTreeMap<String, GatewayResponse>,
    /// Documentation parts by id.
    pub documentation_parts: BTreeMap<String, DocumentationPart>,
}

impl Definition {
    /// The id of the API; empty before it has one.
    pub fn id(&self) -> &str {
        self.api.id.as_deref().unwrap_or_default()
    }

    /// The root resource.
    pub fn root(&self) -> Option<&Resource> {
        self.resource_at(ROOT_PATH)
    }

    /// The resource of this path.
    pub fn resource_at(&self, path: &str) -> Option<&Resource> {
        self.resources
            .values()
            .find(|resource| resource.path.as_deref() == Some(path))
    }

    /// The children of a resource, in the order of their ids.
    pub fn children<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = (&'a String, &'a Resource)> {
        self.resources
            .iter()
            .filter(move |(_, resource)| resource.parent_id.as_deref() == Some(parent))
    }

    /// The ids of a resource and of everything below it, parents first.
    pub fn subtree(&self, id: &str) -> Vec<String> {
        let mut found = vec![id.to_owned()];
        let mut at = 0;
        while let Some(parent) = found.get(at).cloned() {
            // In a damaged tree a resource may be below itself; it counts once.
            let below: Vec<_> = self
                .children(&parent)
                .map(|(id, _)| id.clone())
                .filter(|id| !found.contains(id))
                .collect();
            found.extend(below);
            at += 1;
        }
        found
    }

    /// A method.
    pub fn method(&self, resource: &str, verb: &str) -> Option<&Method> {
        self.resources.get(resource)?.resource_methods.as_ref()?.get(verb)
    }

    /// A method, to change it.
    pub fn method_mut(&mut self, resource: &str, verb: &str) -> Option<&mut Method> {
        self.resources
            .get_mut(resource)?
            .resource_methods
            .as_mut()?
            .get_mut(verb)
    }

    /// The integration of a method.
    pub fn integration(&self, resource: &str, verb: &str) -> Option<&Integration> {
        self.method(resource, verb)?.method_integration.as_ref()
    }

    /// Every method with its resource, by path and verb.
    pub fn methods(&self) -> Vec<(&Resource, &str, &Method)> {
        let mut found: Vec<_> = self
            .resources
            .values()
            .flat_map(|resource| {
                resource
                    .resource_methods
                    .iter()
                    .flatten()
                    .map(move |(verb, method)| (resource, verb.as_str(), method))
            })
            .collect();
        found.sort_by(|one, other| (&one.0.path, one.1).cmp(&(&other.0.path, other.1)));
        found
    }

    /// Sets the path of a resource and of everything below it from the path parts.
    pub fn update_paths(&mut self, id: &str) {
        for id in self.subtree(id) {
            let Some(resource) = self.resources.get(&id) else {
                continue;
            };
            let above = resource
                .parent_id
                .as_ref()
                .and_then(|parent| self.resources.get(parent))
                .and_then(|parent| parent.path.clone());
            let part = resource.path_part.clone().unwrap_or_default();
            let path = match above {
                Some(above) if above == ROOT_PATH => format!("/{part}"),
                Some(above) => format!("{above}/{part}"),
                None => ROOT_PATH.to_owned(),
            };
            if let Some(resource) = self.resources.get_mut(&id) {
                resource.path = Some(path);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Definition {
        let mut definition = Definition::default();
        for (id, parent, part) in [
            ("r", None, None),
            ("a", Some("r"), Some("a")),
            ("b", Some("a"), Some("{b}")),
            ("c", Some("r"), Some("c")),
        ] {
            let resource = Resource {
                id: Some(id.to_owned()),
                parent_id: parent.map(str::to_owned),
                path_part: part.map(str::to_owned),
                ..Resource::default()
            };
            definition.resources.insert(id.to_owned(), resource);
        }
        definition.update_paths("r");
        definition
    }

    #[test]
    fn paths_follow_the_tree() {
        let mut definition = tree();
        let path = |definition: &Definition, id: &str| definition.resources[id].path.clone().unwrap();
        assert_eq!(path(&definition, "b"), "/a/{b}");
        definition.resources.get_mut("a").unwrap().parent_id = Some("c".to_owned());
        definition.update_paths("a");
        assert_eq!(path(&definition, "b"), "/c/a/{b}");
        assert_eq!(definition.subtree("c"), ["c", "a", "b"]);
        assert_eq!(definition.resource_at("/c/a").unwrap().id.as_deref(), Some("a"));
    }

    #[test]
    fn a_damaged_tree_ends() {
        let mut definition = tree();
        definition.resources.get_mut("r").unwrap().parent_id = Some("b".to_owned());
        assert!(definition.subtree("r").len() <= 5);
        definition.update_paths("r");
    }
}
