//! From verb and path to a method.

use std::ops::Range;

use crate::Method;

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

/// What a request's path holds for each parameter of its route, in order: byte ranges of the raw path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PathParameters {
    ranges: Vec<Range<usize>>,
}

impl PathParameters {
    /// The raw (still percent-encoded) text of the parameter at `index`.
    pub fn raw<'p>(&self, index: usize, path: &'p str) -> Option<&'p str> {
        path.get(self.ranges.get(index)?.clone())
    }
}

/// The outcome of routing.
#[derive(Debug)]
pub struct Found<'r> {
    /// The route.
    pub route: &'r Route,
    /// Its parameters.
    pub parameters: PathParameters,
}

/// The routes of a deployment: static segments, then `{param}`, then `{proxy+}`; an exact verb before `ANY`.
#[derive(Debug, Default)]
pub struct Router {
    routes: Vec<Route>,
}

impl Router {
    /// The route for an upper-case verb and a raw path that begins with `/`; one trailing slash does not count.
    ///
    /// `None` both for an unknown path and an unknown verb: AWS answers the two alike.
    pub fn find(&self, verb: &str, path: &str) -> Option<Found<'_>> {
        let _ = (verb, path, &self.routes);
        None
    }

    /// All routes, in the order of their index.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }
}
