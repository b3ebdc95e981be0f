//! Which operation a request asks for.
//!
//! REST services say it by verb, path and fixed parts of the query; query services by `Action`, JSON services by
//! `X-Amz-Target`. The raw path is split first and each segment decoded after, so `%2F` stays inside its label
//! (a tagged resource's ARN, for example).

use std::collections::HashMap;

use crate::{OperationModel, Protocol, ServiceModel, WireError, WireRequest, text};

/// The operations of one service, ready to be found. Built once.
#[derive(Debug)]
pub struct RouteTable {
    service: &'static ServiceModel,
    /// Of REST services, the more specific first.
    routes: Vec<Route>,
    /// Of the others.
    by_name: HashMap<&'static str, &'static OperationModel>,
}

/// The operation that a request asks for, and what finding it has read already.
#[derive(Debug, Clone)]
pub struct Found {
    /// The operation.
    pub operation: &'static OperationModel,
    /// The labels of the path, decoded, by wire name.
    pub labels: Vec<(&'static str, String)>,
    /// The parameters of a query service's request, decoded, without `Action` and `Version`.
    pub(crate) form: Vec<(String, String)>,
}

/// Why a request asks for no operation that can be called.
#[derive(Debug, Clone, PartialEq)]
pub enum Unrouted {
    /// The service has none such; the name or path that was asked for.
    Unknown(String),
    /// The service has this one, and it is not built.
    NotBuilt(&'static str),
    /// The path is one of the service's, with other verbs.
    WrongVerb(Vec<&'static str>),
    /// A query service was asked in a version that it does not have.
    WrongVersion {
        /// The operation.
        operation: String,
        /// The version.
        version: String,
    },
    /// No operation is named where one must be.
    Unnamed,
    /// The path or the parameters cannot be read.
    Malformed(WireError),
}

#[derive(Debug)]
struct Route {
    segments: Vec<Segment>,
    /// Fixed keys of the query, with the value they must have where it is given.
    query: Vec<(&'static str, Option<&'static str>)>,
    operation: &'static OperationModel,
}

/// A part of a path between slashes.
#[derive(Debug)]
enum Segment {
    Fixed(&'static str),
    Label(&'static str),
    Greedy(&'static str),
}

/// More bytes than any path of a request has that servers accept.
const SEGMENTS_MAX: usize = 1_000;

impl RouteTable {
    /// The table of these operations of a service.
    pub fn new(
        service: &'static ServiceModel,
        operations: impl IntoIterator<Item = &'static OperationModel>,
    ) -> Self {
        let mut table = Self {
            service,
            routes: Vec::new(),
            by_name: HashMap::new(),
        };
        for operation in operations {
            table.by_name.insert(operation.name, operation);
            if is_rest(service.protocol) {
                table.routes.push(Route::of(operation));
            }
        }
        table.routes.sort_by(|a, b| {
            a.segments
                .iter()
                .map(Segment::rank)
                .cmp(b.segments.iter().map(Segment::rank))
                .then(b.query.len().cmp(&a.query.len()))
        });
        table
    }

    /// The service.
    pub fn service(&self) -> &'static ServiceModel {
        self.service
    }

    /// The operation that a request asks for.
    ///
    /// `members_max` bounds the parameters of a query service's request ([`crate::Limits::members_max`]).
    pub fn find(&self, request: &WireRequest<'_>, members_max: usize) -> Result<Found, Unrouted> {
        match self.service.protocol {
            Protocol::RestJson | Protocol::RestXml => self.find_by_path(request, members_max),
            Protocol::Query => self.find_by_action(request, members_max),
            Protocol::Json10 | Protocol::Json11 => self.find_by_target(request),
        }
    }

    fn find_by_path(&self, request: &WireRequest<'_>, members_max: usize) -> Result<Found, Unrouted> {
        let query = text::pairs(request.query, members_max).map_err(|error| self.unreadable(&error))?;
        let path = request.path.strip_prefix('/').unwrap_or(request.path);
        let segments: Vec<&str> = path.split('/').take(SEGMENTS_MAX + 1).collect();
        if segments.len() > SEGMENTS_MAX {
            return Err(Unrouted::Unknown(request.path.to_owned()));
        }
        let mut verbs = Vec::new();
        for route in &self.routes {
            let Some(labels) = route.labels(&segments) else {
                continue;
            };
            let fixed = |(key, value): &(&str, Option<&str>)| {
                query
                    .iter()
                    .any(|(k, v)| k == key && value.is_none_or(|value| v == value))
            };
            if !route.query.iter().all(fixed) {
                continue;
            }
            if route.operation.http.method != request.method {
                if !verbs.contains(&route.operation.http.method) {
                    verbs.push(route.operation.http.method);
                }
                continue;
            }
            let mut decoded = Vec::with_capacity(labels.len());
            for (name, raw) in labels {
                let text = text::percent_decode(&raw).ok_or_else(|| {
                    self.unreadable(&WireError::malformed_query(
                        "the path is not percent-encoded UTF-8",
                    ))
                })?;
                decoded.push((name, text));
            }
            return Ok(Found {
                operation: route.operation,
                labels: decoded,
                form: Vec::new(),
            });
        }
        if verbs.is_empty() {
            Err(Unrouted::Unknown(request.path.to_owned()))
        } else {
            Err(Unrouted::WrongVerb(verbs))
        }
    }

    fn find_by_action(&self, request: &WireRequest<'_>, members_max: usize) -> Result<Found, Unrouted> {
        let body = std::str::from_utf8(request.body)
            .map_err(|_| Unrouted::Malformed(WireError::malformed_query("the body is not UTF-8")))?;
        let mut form = text::pairs(body, members_max).map_err(Unrouted::Malformed)?;
        form.extend(text::pairs(request.query, members_max).map_err(Unrouted::Malformed)?);
        let mut names = std::collections::HashSet::new();
        if let Some((name, _)) = form.iter().find(|(name, _)| !names.insert(name.as_str())) {
            return Err(Unrouted::Malformed(WireError::malformed_query(format!(
                "the parameter `{name}` is given twice"
            ))));
        }
        let take = |form: &mut Vec<(String, String)>, name: &str| {
            let at = form.iter().position(|(key, _)| key == name)?;
            Some(form.swap_remove(at).1)
        };
        let action = take(&mut form, "Action")
            .filter(|action| !action.is_empty())
            .ok_or(Unrouted::Unnamed)?;
        let version = take(&mut form, "Version").unwrap_or_default();
        if version != self.service.api_version {
            return Err(Unrouted::WrongVersion {
                operation: action,
                version,
            });
        }
        Ok(Found {
            operation: self.named(&action)?,
            labels: Vec::new(),
            form,
        })
    }

    fn find_by_target(&self, request: &WireRequest<'_>) -> Result<Found, Unrouted> {
        let target = request.header("x-amz-target").ok_or(Unrouted::Unnamed)?;
        let name = target
            .strip_prefix(self.service.target_prefix)
            .and_then(|rest| rest.strip_prefix('.'))
            .ok_or_else(|| Unrouted::Unknown(target.to_owned()))?;
        if request.method != "POST" {
            return Err(Unrouted::WrongVerb(vec!["POST"]));
        }
        Ok(Found {
            operation: self.named(name)?,
            labels: Vec::new(),
            form: Vec::new(),
        })
    }

    fn named(&self, name: &str) -> Result<&'static OperationModel, Unrouted> {
        if let Some(operation) = self.by_name.get(name) {
            return Ok(operation);
        }
        match self.service.operation_names.binary_search(&name) {
            Ok(at) => Err(self.service.operation_names.get(at).map_or_else(
                || Unrouted::Unknown(name.to_owned()),
                |name| Unrouted::NotBuilt(name),
            )),
            Err(_) => Err(Unrouted::Unknown(name.to_owned())),
        }
    }

    /// An unreadable path or query in the words of the protocol.
    fn unreadable(&self, error: &WireError) -> Unrouted {
        Unrouted::Malformed(match self.service.protocol {
            Protocol::RestJson => WireError::serialization(error.message.clone()),
            Protocol::RestXml => WireError::new("InvalidURI", 400, error.message.clone()),
            Protocol::Query | Protocol::Json10 | Protocol::Json11 => error.clone(),
        })
    }
}

impl Unrouted {
    /// The answer to it: 4xx for what the service does not have, 501 for what is not built, so that no client tries again.
    ///
    /// Sources: texts of IAM and STS for an unknown action; codes of the AWS common errors.
    pub fn error(&self, service: &ServiceModel) -> WireError {
        match (self, service.protocol) {
            (Self::Malformed(error), _) => error.clone(),
            (Self::NotBuilt(name), _) => WireError::new(
                "NotImplementedException",
                501,
                format!(
                    "the operation `{name}` of {} is not supported",
                    service.service_id
                ),
            ),
            (Self::Unnamed, Protocol::Query) => WireError::new("MissingAction", 400, "Missing Action"),
            (Self::Unknown(name), Protocol::Query) => WireError::new(
                "InvalidAction",
                400,
                format!(
                    "Could not find operation {name} for version {}",
                    service.api_version
                ),
            ),
            (Self::WrongVersion { operation, version }, _) => WireError::new(
                "InvalidAction",
                400,
                format!("Could not find operation {operation} for version {version}"),
            ),
            (Self::WrongVerb(verbs), Protocol::RestXml) => WireError::new(
                "MethodNotAllowed",
                405,
                "The specified method is not allowed against this resource.",
            )
            .with_member("AllowedMethods", verbs.join(", ")),
            (Self::WrongVerb(verbs), _) => WireError::new(
                "UnknownOperationException",
                405,
                format!("the method is not allowed here, allowed: {}", verbs.join(", ")),
            ),
            (Self::Unnamed | Self::Unknown(_), Protocol::RestJson | Protocol::RestXml) => WireError::new(
                "UnknownOperationException",
                404,
                format!("no operation of {} has this method and path", service.service_id),
            ),
            (Self::Unnamed | Self::Unknown(_), Protocol::Json10 | Protocol::Json11) => WireError::new(
                "UnknownOperationException",
                400,
                format!("`X-Amz-Target` names no operation of {}", service.service_id),
            ),
        }
    }
}

impl Route {
    fn of(operation: &'static OperationModel) -> Self {
        let (path, query) = operation
            .http
            .uri
            .split_once('?')
            .unwrap_or((operation.http.uri, ""));
        let path = path.strip_prefix('/').unwrap_or(path);
        // A service's own trailing slash (`/2015-03-31/functions/`) says no more than its absence.
        let path = path.strip_suffix('/').unwrap_or(path);
        let segments = path.split('/').map(Segment::of).collect();
        let query = query
            .split('&')
            .filter(|part| !part.is_empty())
            .map(|part| match part.split_once('=') {
                Some((key, value)) => (key, Some(value)),
                None => (part, None),
            })
            .collect();
        Self {
            segments,
            query,
            operation,
        }
    }

    /// The raw labels, if the path is this route's.
    fn labels(&self, path: &[&str]) -> Option<Vec<(&'static str, String)>> {
        let greedy = self
            .segments
            .iter()
            .any(|segment| matches!(segment, Segment::Greedy(_)));
        let path = match path.split_last() {
            Some((last, rest)) if last.is_empty() && !greedy && !rest.is_empty() => rest,
            _ => path,
        };
        let mut labels = Vec::new();
        let mut rest = path;
        for (at, segment) in self.segments.iter().enumerate() {
            let (first, others) = rest.split_first()?;
            match segment {
                Segment::Fixed(text) if text == first => rest = others,
                Segment::Fixed(_) => return None,
                Segment::Label(_) if first.is_empty() => return None,
                Segment::Label(name) => {
                    labels.push((*name, (*first).to_owned()));
                    rest = others;
                }
                Segment::Greedy(name) => {
                    let behind = self.segments.len() - at - 1;
                    let end = rest.len().checked_sub(behind).filter(|end| *end > 0)?;
                    let (mine, others) = rest.split_at_checked(end)?;
                    let text = mine.join("/");
                    if text.is_empty() {
                        return None;
                    }
                    labels.push((*name, text));
                    rest = others;
                }
            }
        }
        rest.is_empty().then_some(labels)
    }
}

impl Segment {
    fn of(text: &'static str) -> Self {
        let label = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match label.map(|name| (name, name.strip_suffix('+'))) {
            Some((_, Some(name))) => Self::Greedy(name),
            Some((name, None)) => Self::Label(name),
            None => Self::Fixed(text),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Fixed(_) => 0,
            Self::Label(_) => 1,
            Self::Greedy(_) => 2,
        }
    }
}

pub(crate) fn is_rest(protocol: Protocol) -> bool {
    matches!(protocol, Protocol::RestJson | Protocol::RestXml)
}

#[cfg(test)]
mod tests;
