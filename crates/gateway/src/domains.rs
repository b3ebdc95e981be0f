//! Custom domain names and what is mapped on them.
//!
//! Source: API Gateway developer guide, "Custom domain name for public REST APIs in API Gateway" and "Use API mappings to
//! connect API stages to a custom domain name for REST APIs": the longest base path that fits wins, the empty one fits
//! always; without a fitting one the answer is 403. AWS does not say what happens to a host that fits both a name and a
//! wildcard beyond that the name may exist beside it; the name itself is taken (chosen).
//!
//! A name may be private ("Custom domain names for private APIs in API Gateway"): it is then served through VPC endpoints
//! alone, and has a policy of its own. A public one may ask for client certificates ("How to turn on mutual TLS
//! authentication for your REST APIs in API Gateway").

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use portcullis_core::{ApiId, StageName};

use crate::{
    snapshot::{lower_case, split_segment},
    transport::TrustStore,
};

/// The most mappings of one domain name.
///
/// Source: API Gateway developer guide, quotas: "API mappings per domain" 200 (REST, multi-level).
pub const MAPPINGS_MAX: usize = 200;

/// All custom domain names.
#[derive(Debug, Default)]
pub struct Domains {
    // Keys are lower case.
    exact: HashMap<Box<str>, Domain>,
    /// By what follows `*.`.
    wildcard: HashMap<Box<str>, Domain>,
    /// Whether any name asks for client certificates.
    mutual_tls: bool,
}

/// A custom domain name as its owner made it.
#[derive(Debug)]
pub struct DomainName {
    /// `api.example.com` or `*.example.com`.
    pub name: String,
    /// What is mapped on it.
    pub mappings: Vec<BasePathMapping>,
    /// Whom clients must have their certificates from; `None` where they need none.
    pub mutual_tls: Option<Arc<TrustStore>>,
    /// Who may come through which VPC endpoint; `None` for a public name.
    pub private: Option<PrivateDomain>,
}

/// What makes a custom domain name private.
#[derive(Debug)]
pub struct PrivateDomain {
    /// `arn:{partition}:execute-api:{region}:{account}:/domainnames/{name}+{id}`: what its policy is asked about, and
    /// `execute-api:viaDomainArn` for the policy of the API.
    pub arn: String,
    /// Who may call through it; without one nobody may.
    pub policy: Option<iam_policy::Compiled>,
    /// The VPC endpoints that are associated with it: `vpce-…`
    pub vpces: Vec<String>,
}

/// One base path of a domain name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePathMapping {
    /// Empty for `(none)`, else one or more segments without slashes around them: `v1`, `shop/v1`.
    pub base_path: String,
    /// The API.
    pub api: ApiId,
    /// The stage; without one the path's next segment names it.
    pub stage: Option<StageName>,
}

/// Why domain names cannot be served.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DomainError {
    /// No domain name.
    #[error(
        "`{0}` is no domain name: use letters, digits, `-` and `.`, with `*.` in front to serve what is one level below"
    )]
    Name(String),
    /// The host of an API's own endpoint, or a wildcard over such hosts: whoever makes a domain name must not take over
    /// another's API.
    #[error(
        "`{0}` has the form of an API's own endpoint (`{{api-id}}.execute-api.…`): choose another domain name"
    )]
    ApiHost(String),
    /// Named twice.
    #[error("the domain name `{0}` is given twice: keep one of them")]
    Twice(String),
    /// No base path.
    #[error(
        "`{base_path}` on `{domain}` is no base path: use segments of letters, digits and `$-_.+!*'()`, without slashes around them"
    )]
    BasePath {
        /// The domain.
        domain: String,
        /// The base path.
        base_path: String,
    },
    /// Mapped twice.
    #[error("`{domain}` maps the base path `{base_path}` twice: keep one of them")]
    MappedTwice {
        /// The domain.
        domain: String,
        /// The base path.
        base_path: String,
    },
    /// AWS has mutual TLS for Regional names alone.
    #[error(
        "the private domain name `{0}` cannot have mutual TLS: make it public, or remove the trust store"
    )]
    PrivateMutualTls(String),
    /// More mappings than a domain name may have.
    #[error("`{0}` has more than {MAPPINGS_MAX} base path mappings: remove some")]
    TooManyMappings(String),
}

/// One name.
#[derive(Debug)]
pub(crate) struct Domain {
    // Invariant: more segments first, so that the first that fits is the longest.
    mappings: Vec<BasePathMapping>,
    mutual_tls: Option<Arc<TrustStore>>,
    private: Option<PrivateDomain>,
}

/// Where a path on a custom domain leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target<'d, 'p> {
    pub(crate) api: &'d ApiId,
    pub(crate) stage: &'p str,
    /// Behind base path and stage; empty, or with its slash.
    pub(crate) path: &'p str,
    pub(crate) base_path: &'d str,
}

impl Domains {
    /// Checks and indexes them; or gives the first fault.
    pub fn new(names: Vec<DomainName>) -> Result<Self, DomainError> {
        let (domains, faults) = Self::leaving_out(names);
        faults.into_iter().next().map_or(Ok(domains), Err)
    }

    /// Checks and indexes them. What has a fault is left out, so that one owner's mistake does not close the names of others;
    /// of a name that is given twice the first is taken.
    pub fn leaving_out(names: Vec<DomainName>) -> (Self, Vec<DomainError>) {
        let mut domains = Self::default();
        let mut faults = Vec::new();
        for name in names {
            faults.extend(domains.add(name).err());
        }
        (domains, faults)
    }

    fn add(&mut self, domain: DomainName) -> Result<(), DomainError> {
        let DomainName {
            name,
            mappings,
            mutual_tls,
            private,
        } = domain;
        let lower = name.to_ascii_lowercase();
        let (table, key) = match lower.strip_prefix("*.") {
            Some(below) => (&mut self.wildcard, below),
            None => (&mut self.exact, lower.as_str()),
        };
        if !is_domain_name(key) {
            return Err(DomainError::Name(name));
        }
        if is_api_host(&lower) {
            return Err(DomainError::ApiHost(name));
        }
        if private.is_some() && mutual_tls.is_some() {
            return Err(DomainError::PrivateMutualTls(name));
        }
        let asks = mutual_tls.is_some();
        let domain = Domain {
            mappings: checked(&name, mappings)?,
            mutual_tls,
            private,
        };
        match table.entry(key.into()) {
            Entry::Occupied(_) => Err(DomainError::Twice(name)),
            Entry::Vacant(place) => {
                place.insert(domain);
                self.mutual_tls |= asks;
                Ok(())
            }
        }
    }

    /// Whether any name asks for client certificates.
    pub(crate) fn any_mutual_tls(&self) -> bool {
        self.mutual_tls
    }

    /// The domain name that serves `host` (without its port): the name itself, else the wildcard one level above.
    pub(crate) fn find(&self, host: &str) -> Option<&Domain> {
        if self.exact.is_empty() && self.wildcard.is_empty() {
            return None;
        }
        let host = lower_case(host.strip_suffix('.').unwrap_or(host));
        self.exact.get(&*host).or_else(|| {
            let (label, below) = host.split_once('.')?;
            self.wildcard.get(below).filter(|_| !label.is_empty())
        })
    }
}

impl Domain {
    /// Whom clients must have their certificates from.
    pub(crate) fn mutual_tls(&self) -> Option<&Arc<TrustStore>> {
        self.mutual_tls.as_ref()
    }

    /// What makes the name private, if it is.
    pub(crate) fn private(&self) -> Option<&PrivateDomain> {
        self.private.as_ref()
    }

    /// Where a path (with its leading slash) leads. The base path is compared as it was sent, nothing decoded.
    pub(crate) fn target<'d: 'p, 'p>(&'d self, path: &'p str) -> Option<Target<'d, 'p>> {
        let relative = path.strip_prefix('/')?;
        let (mapping, behind) = self
            .mappings
            .iter()
            .find_map(|mapping| Some((mapping, behind(path, relative, &mapping.base_path)?)))?;
        let (stage, behind) = match &mapping.stage {
            Some(stage) => (stage.as_str(), behind),
            None => split_segment(behind.strip_prefix('/')?),
        };
        Some(Target {
            api: &mapping.api,
            stage,
            path: behind,
            base_path: &mapping.base_path,
        })
    }
}

/// Checks mappings and puts the longer before the shorter.
fn checked(name: &str, mut mappings: Vec<BasePathMapping>) -> Result<Vec<BasePathMapping>, DomainError> {
    if mappings.len() > MAPPINGS_MAX {
        return Err(DomainError::TooManyMappings(name.to_owned()));
    }
    for mapping in &mappings {
        if !is_base_path(&mapping.base_path) {
            return Err(DomainError::BasePath {
                domain: name.to_owned(),
                base_path: mapping.base_path.clone(),
            });
        }
    }
    mappings.sort_by(|a, b| {
        b.base_path
            .len()
            .cmp(&a.base_path.len())
            .then_with(|| a.base_path.cmp(&b.base_path))
    });
    for pair in mappings.windows(2) {
        if let [one, other] = pair
            && one.base_path == other.base_path
        {
            return Err(DomainError::MappedTwice {
                domain: name.to_owned(),
                base_path: one.base_path.clone(),
            });
        }
    }
    Ok(mappings)
}

/// What follows a base path: nothing, or the rest with its slash. `None` where the path is another one.
fn behind<'p>(path: &'p str, relative: &'p str, base_path: &str) -> Option<&'p str> {
    if base_path.is_empty() {
        return Some(path);
    }
    let rest = relative.strip_prefix(base_path)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// Whether a name, or what a wildcard stands for, is a host of the form `{api-id}.execute-api.…`.
fn is_api_host(name: &str) -> bool {
    name.split('.').nth(1) == Some("execute-api")
}

fn is_domain_name(text: &str) -> bool {
    (1..=253).contains(&text.len())
        && text.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        })
}

/// Source: API Gateway developer guide, "Use API mappings …": letters, digits and `$-_.+!*'()/`, 300 characters at most.
fn is_base_path(text: &str) -> bool {
    text.is_empty()
        || (text.len() <= 300
            && text.split('/').all(|segment| {
                !segment.is_empty()
                    && segment
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"$-_.+!*'()".contains(&byte))
            }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(base_path: &str, api: &str, stage: Option<&str>) -> BasePathMapping {
        BasePathMapping {
            base_path: base_path.to_owned(),
            api: api.parse().unwrap(),
            stage: stage.map(|stage| stage.parse().unwrap()),
        }
    }

    fn name(name: &str, mappings: Vec<BasePathMapping>) -> DomainName {
        DomainName {
            name: name.to_owned(),
            mappings,
            mutual_tls: None,
            private: None,
        }
    }

    fn domains() -> Domains {
        Domains::new(vec![
            name(
                "Api.Example.com",
                vec![
                    mapping("a", "one", Some("prod")),
                    mapping("a/b", "two", Some("prod")),
                    mapping("free", "three", None),
                ],
            ),
            name("*.example.com", vec![mapping("", "rest", Some("prod"))]),
        ])
        .unwrap()
    }

    fn check(host: &str, path: &str, expect: Option<(&str, &str, &str)>) {
        let domains = domains();
        let target = domains.find(host).and_then(|domain| domain.target(path));
        let found = target
            .as_ref()
            .map(|target| (target.api.as_str(), target.stage, target.path));
        assert_eq!(found, expect, "{host} {path}");
    }

    #[test]
    fn the_longest_base_path_of_the_nearest_name_leads_on() {
        check("api.example.com", "/a/x", Some(("one", "prod", "/x")));
        check("API.example.COM", "/a", Some(("one", "prod", "")));
        check("api.example.com.", "/a/", Some(("one", "prod", "/")));
        check("api.example.com", "/a/b/c", Some(("two", "prod", "/c")));
        check("api.example.com", "/a/bc", Some(("one", "prod", "/bc")));
        check("api.example.com", "/free/dev/x", Some(("three", "dev", "/x")));
        check("api.example.com", "/free/dev", Some(("three", "dev", "")));
        check("api.example.com", "/free", None);
        check("api.example.com", "/ab", None);
        check("api.example.com", "/%61/x", None);
        check("api.example.com", "/", None);
        check("api.example.com", "//a", None);
        check("other.example.com", "/a/x", Some(("rest", "prod", "/a/x")));
        check("x.other.example.com", "/", None);
        check("example.com", "/", None);
        check(".example.com", "/", None);
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        let refused = |names| Domains::new(names).unwrap_err();
        for text in ["", "*.", "a..b", "a/b", "*.*.example.com", "a b"] {
            assert_eq!(
                refused(vec![name(text, vec![])]),
                DomainError::Name(text.to_owned())
            );
        }
        for text in ["abc.execute-api.eu-west-1.amazonaws.com", "*.Execute-API.example"] {
            assert_eq!(
                refused(vec![name(text, vec![])]),
                DomainError::ApiHost(text.to_owned())
            );
        }
        let twice = vec![name("a.example", vec![]), name("A.example", vec![])];
        assert_eq!(refused(twice), DomainError::Twice("A.example".to_owned()));
        for base_path in ["/a", "a/", "a//b", "a b", "a%20"] {
            let error = refused(vec![name("a.example", vec![mapping(base_path, "x", None)])]);
            assert!(matches!(error, DomainError::BasePath { .. }), "{base_path}");
        }
        let mapped = vec![
            mapping("a", "x", None),
            mapping("b", "x", None),
            mapping("a", "y", None),
        ];
        assert!(matches!(
            refused(vec![name("a.example", mapped)]),
            DomainError::MappedTwice { .. }
        ));
    }

    #[test]
    fn one_fault_leaves_the_others_as_they_are() {
        let (domains, faults) = Domains::leaving_out(vec![
            name("a.example", vec![mapping("", "one", Some("prod"))]),
            name("b.example", vec![mapping("/", "two", Some("prod"))]),
            name("A.example", vec![mapping("", "three", Some("prod"))]),
        ]);
        assert_eq!(faults.len(), 2, "{faults:?}");
        let target = domains.find("a.example").unwrap().target("/x").unwrap();
        assert_eq!(target.api.as_str(), "one");
        assert!(domains.find("b.example").is_none());
    }
}
