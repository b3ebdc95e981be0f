//! From host and path to a stage.

use std::borrow::Cow;

use super::Snapshot;
use crate::domains::Domain;

/// Where a request leads: a stage, and the path behind it (with its leading slash).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Located<'s, 'p> {
    /// The place of the stage in the snapshot.
    pub(crate) slot: usize,
    pub(crate) path: &'p str,
    /// The base path of the custom domain that led here; empty for none.
    pub(crate) base_path: &'s str,
}

/// What a request through a VPC endpoint says of the API it is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AskedPrivately<'a> {
    /// The endpoint it came through.
    pub(crate) vpce: &'a str,
    /// The host, without its port.
    pub(crate) host: &'a str,
    /// `x-apigw-api-id`
    pub(crate) api: Option<&'a str>,
}

impl Located<'_, '_> {
    /// Where in the request's path the path behind the stage begins.
    pub(crate) fn path_begin(&self, path: &str) -> usize {
        // A stage without a trailing slash is followed by nothing, although its path is written as `/`.
        if path.ends_with(self.path) {
            path.len() - self.path.len()
        } else {
            path.len()
        }
    }
}

impl Snapshot {
    /// The stage that a request leads to which came in publicly. `None` is refused as AWS refuses an unknown stage.
    ///
    /// `domain` is what the host is, if it is a custom domain name: that leads to what is mapped on it and nowhere else. On
    /// other hosts all forms of an invoke URL are equal: the API's own host, `/_aws/execute-api/{api}/{stage}/…`,
    /// `/restapis/{api}/{stage}/_user_request_/…`, and, for definitions served from files, `/{stage}/…`.
    pub(crate) fn locate<'s: 'p, 'p>(
        &'s self,
        domain: Option<&'s Domain>,
        host: &str,
        path: &'p str,
    ) -> Option<Located<'s, 'p>> {
        if let Some(domain) = domain {
            return if domain.private().is_none() {
                self.mapped(domain, path)
            } else {
                None
            };
        }
        if let Some(rest) = path.strip_prefix("/_aws/execute-api/") {
            let (api, rest) = split_segment(rest);
            let (stage, path) = split_segment(rest.strip_prefix('/')?);
            return self.of_api(api, stage, path);
        }
        if let Some(rest) = path.strip_prefix("/restapis/") {
            let (api, rest) = split_segment(rest);
            let (stage, rest) = split_segment(rest.strip_prefix('/')?);
            let path = rest.strip_prefix("/_user_request_")?;
            return if path.is_empty() || path.starts_with('/') {
                self.of_api(api, stage, path)
            } else {
                None
            };
        }
        let (stage, rest) = split_segment(path.strip_prefix('/')?);
        if let Some(api) = execute_api_host(host) {
            return self.of_api(&lower_case(api), stage, rest);
        }
        let at = self
            .on_every_host
            .binary_search_by(|(name, _)| (**name).cmp(stage))
            .ok()?;
        let (_, slot) = self.on_every_host.get(at)?;
        Some(Located {
            slot: *slot,
            path: rooted(rest),
            base_path: "",
        })
    }

    /// The stage that a request leads to which came through a VPC endpoint.
    ///
    /// That is what is mapped on a private custom domain name the endpoint is associated with, or an API by the ways AWS
    /// documents, each with the stage first in the path: `{api}.execute-api.…`, `{api}-{vpce}.execute-api.…`, and
    /// `x-apigw-api-id` with any other host, the endpoint's own among them. The forms that are this gateway's own, which name
    /// the API in the path or serve it at every host, lead nowhere: whoever may use an endpoint names the API as on AWS.
    ///
    /// Source: API Gateway developer guide, "Invoke a private API", "Custom domain names for private APIs in API Gateway".
    pub(crate) fn locate_private<'s: 'p, 'p>(
        &'s self,
        domain: Option<&'s Domain>,
        asked: &AskedPrivately<'_>,
        path: &'p str,
    ) -> Option<Located<'s, 'p>> {
        if let Some(domain) = domain {
            let associated = domain.private()?.vpces.iter().any(|vpce| vpce == asked.vpce);
            let located = self.mapped(domain, path).filter(|_| associated)?;
            let api = self.slot(located.slot)?.api();
            return (asked.api.is_none_or(|named| named == api)).then_some(located);
        }
        let (stage, rest) = split_segment(path.strip_prefix('/')?);
        match (named_by_host(asked.host, asked.vpce), asked.api) {
            (NamedByHost::Api(api), None) => self.of_api(&api, stage, rest),
            (NamedByHost::Api(api), Some(named)) if *api == *named => self.of_api(named, stage, rest),
            (NamedByHost::Nothing, Some(named)) => self.of_api(named, stage, rest),
            (NamedByHost::Api(_) | NamedByHost::AnotherEndpoint | NamedByHost::Nothing, _) => None,
        }
    }

    /// Through a custom domain name.
    fn mapped<'s: 'p, 'p>(&'s self, domain: &'s Domain, path: &'p str) -> Option<Located<'s, 'p>> {
        let target = domain.target(path)?;
        Some(Located {
            slot: self.slot_of(target.api.as_str(), target.stage)?,
            path: rooted(target.path),
            base_path: target.base_path,
        })
    }

    /// Through the API's default endpoint, which may be closed.
    fn of_api<'p>(&self, api: &str, stage: &str, path: &'p str) -> Option<Located<'static, 'p>> {
        let slot = self.slot_of(api, stage)?;
        let open = !self.slot(slot)?.deployment().disable_execute_api_endpoint;
        open.then_some(Located {
            slot,
            path: rooted(path),
            base_path: "",
        })
    }

    pub(super) fn slot_of(&self, api: &str, stage: &str) -> Option<usize> {
        let stages = self.by_api.get(api)?;
        let (_, slot) = stages.iter().find(|(name, _)| name.as_str() == stage)?;
        Some(*slot)
    }
}

/// What a host says of the API, to a request through the endpoint `vpce`.
#[derive(Debug, PartialEq, Eq)]
enum NamedByHost<'h> {
    /// The API of `{api}.execute-api.…` or `{api}-{vpce}.execute-api.…`, in lower case.
    Api(Cow<'h, str>),
    /// Another endpoint than the one the request came through.
    AnotherEndpoint,
    /// No API: the endpoint's own name (`{vpce}-….execute-api.…`), or no host of this form.
    Nothing,
}

fn named_by_host<'h>(host: &'h str, vpce: &str) -> NamedByHost<'h> {
    const ENDPOINT: &str = "vpce-";
    let Some(label) = execute_api_host(host) else {
        return NamedByHost::Nothing;
    };
    let label = lower_case(label);
    if label.starts_with(ENDPOINT) {
        let behind = label.strip_prefix(vpce);
        return if behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('-')) {
            NamedByHost::Nothing
        } else {
            NamedByHost::AnotherEndpoint
        };
    }
    let Some((api, endpoint)) = label.split_once("-vpce-") else {
        return NamedByHost::Api(label);
    };
    if vpce.strip_prefix(ENDPOINT) == Some(endpoint) {
        NamedByHost::Api(Cow::Owned(api.to_owned()))
    } else {
        NamedByHost::AnotherEndpoint
    }
}

/// The API id of `{api-id}.execute-api.{region}.{suffix}`, the port aside.
fn execute_api_host(host: &str) -> Option<&str> {
    const SERVICE: &str = "execute-api.";
    let (api, rest) = host.split_at_checked(memchr::memchr(b'.', host.as_bytes())?)?;
    let (service, region) = rest.strip_prefix('.')?.split_at_checked(SERVICE.len())?;
    (service.eq_ignore_ascii_case(SERVICE) && !api.is_empty() && !region.is_empty()).then_some(api)
}

/// Host names are the same in any case of their letters. Few have capital letters, so few are copied.
pub(crate) fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The first segment, and the rest with its slash.
pub(crate) fn split_segment(path: &str) -> (&str, &str) {
    path.split_at(memchr::memchr(b'/', path.as_bytes()).unwrap_or(path.len()))
}

/// A stage without a trailing slash is its root.
pub(crate) fn rooted(path: &str) -> &str {
    if path.is_empty() { "/" } else { path }
}
