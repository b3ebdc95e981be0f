//! From verb and path to a method.
//!
//! The routes form a tree of path segments. At each segment a static child is tried before the variable child (`{name}` or
//! `{name+}`), and a branch that leads to no method for the verb is given up for the next: a resource `/test` that only has
//! `POST` leaves `OPTIONS /test` to `/{proxy+}`, while a resource with `ANY` keeps every verb. Both were confirmed against
//! AWS. Every node of the tree is visited at most once for a request, whatever its path.
//!
//! Matching is on the raw path: nothing is decoded, so `%2F` never separates and `/%70ets` is not `/pets`. One slash at the
//! end does not count. An empty segment inside a path matches no static segment and no `{name}`, and a `{name+}` does not
//! begin with one.

mod build;
mod parameters;
#[cfg(test)]
mod tests;

pub use build::SEGMENTS_MAX;
pub use parameters::PathParameters;

use crate::{Method, Verb};

/// A method with the resource it belongs to.
#[derive(Debug)]
pub struct Route {
    /// `/pets/{petId}`
    pub resource_path: String,
    /// Stable index of the route in its deployment (metrics are kept by it).
    pub index: u32,
    /// Names of the path parameters in order; `{proxy+}` without its plus.
    pub parameters: Vec<String>,
    /// The method.
    pub method: Method,
}

/// The outcome of routing.
#[derive(Debug)]
pub struct Found<'r> {
    /// The route.
    pub route: &'r Route,
    /// Its parameters.
    pub parameters: PathParameters,
}

/// The routes of a deployment.
#[derive(Debug, Default)]
pub struct Router {
    // Invariant: ordered by path, then verb; a route's index is its place.
    routes: Vec<Route>,
    // Invariant: the first node is the root; children are in `nodes`; a tree.
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    // Invariant: ascending by name.
    statics: Vec<(Box<str>, u32)>,
    variable: Option<Variable>,
    methods: Methods,
}

#[derive(Debug, Clone, Copy)]
struct Variable {
    child: u32,
    greedy: bool,
}

/// The routes of one resource: one by verb, and the one of `ANY`.
#[derive(Debug, Default)]
struct Methods {
    exact: Vec<(Verb, u32)>,
    any: Option<u32>,
}

impl Methods {
    fn find(&self, verb: Verb) -> Option<u32> {
        self.exact
            .iter()
            .find(|(own, _)| *own == verb)
            .map(|(_, route)| *route)
            .or(self.any)
    }
}

impl Router {
    /// The route for an upper-case verb and a raw path that begins with `/`; one trailing slash does not count.
    ///
    /// `None` both for an unknown path and an unknown verb: AWS answers the two alike. `ANY` covers the seven verbs of
    /// [`Verb`] and no other.
    pub fn find(&self, verb: &str, path: &str) -> Option<Found<'_>> {
        let verb = Verb::parse(verb).filter(|verb| *verb != Verb::Any)?;
        let relative = path.strip_prefix('/')?;
        let end = match path.strip_suffix('/') {
            Some(shorter) if !shorter.is_empty() && !shorter.ends_with('/') => shorter.len(),
            _ => path.len(),
        };
        let mut search = Search {
            router: self,
            verb,
            path,
            end,
            parameters: PathParameters::default(),
        };
        let route = search.descend(0, (!relative.is_empty()).then_some(1))?;
        Some(Found {
            route: self.routes.get(route as usize)?,
            parameters: search.parameters,
        })
    }

    /// All routes, in the order of their index.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }
}

struct Search<'a> {
    router: &'a Router,
    verb: Verb,
    path: &'a str,
    /// Where the path ends for routing: before its trailing slash.
    end: usize,
    parameters: PathParameters,
}

impl Search<'_> {
    /// The route below `node` for the segments from byte `start`; `None` there means that the path is used up.
    fn descend(&mut self, node: u32, start: Option<usize>) -> Option<u32> {
        let router = self.router;
        let node = router.nodes.get(node as usize)?;
        let Some(start) = start else {
            return node.methods.find(self.verb);
        };
        let rest = self.path.get(start..self.end)?;
        let length = memchr::memchr(b'/', rest.as_bytes()).unwrap_or(rest.len());
        let segment = rest.get(..length).filter(|segment| !segment.is_empty())?;
        let next = (length < rest.len()).then_some(start + length + 1);
        if let Ok(at) = node.statics.binary_search_by(|(name, _)| (**name).cmp(segment)) {
            let child = node.statics.get(at).map(|(_, child)| *child)?;
            if let Some(route) = self.descend(child, next) {
                return Some(route);
            }
        }
        let variable = node.variable?;
        let depth = self.parameters.len();
        let (range, next) = if variable.greedy {
            (start..self.end, None)
        } else {
            (start..start + length, next)
        };
        self.parameters.push(range);
        let route = self.descend(variable.child, next);
        if route.is_none() {
            self.parameters.truncate(depth);
        }
        route
    }
}
