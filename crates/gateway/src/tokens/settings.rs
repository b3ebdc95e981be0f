//! What is set of issuers.

use std::{collections::HashSet, net::IpAddr, path::PathBuf, str::FromStr};

use http::Uri;
use invoke::{Scheme, Target, TargetError};
use jwt::IssuerRules;

/// An issuer of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerSettings {
    /// What is asked of its tokens.
    pub rules: IssuerRules,
    /// The ARNs of the user pools it stands for.
    pub pools: Vec<String>,
    /// Where its public keys are.
    pub keys: JwksSource,
}

/// Where an issuer's public keys are. Either is read again now and then, and where a token names a key that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JwksSource {
    /// Fetched.
    Url(JwksUrl),
    /// Read from a file.
    File(PathBuf),
}

/// The address of a key set: `https`, or `http` on this machine, since whoever changes the answer on its way signs tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JwksUrl {
    pub(super) target: Target,
    pub(super) path_and_query: String,
    text: String,
}

/// Why a text is no [`JwksUrl`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JwksUrlError {
    /// Not an absolute address.
    #[error("`{0}` is not an address such as `https://issuer.example.com/.well-known/jwks.json`")]
    NotAnAddress(String),
    /// Scheme, host or port cannot be used.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// `http` to another machine.
    #[error("`{0}` is not encrypted: use `https`, or a file of keys")]
    NotEncrypted(String),
}

/// Why a list of issuers cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssuerError {
    /// An issuer is there twice.
    #[error("issuer `{0}` is there twice: name all its pools in one place")]
    IssuerTwice(String),
    /// A pool is there twice.
    #[error("user pool `{0}` has two issuers: name it at one")]
    PoolTwice(String),
    /// An issuer has no algorithm.
    #[error("issuer `{0}` has no algorithm: name those its tokens may be signed with")]
    NoAlgorithm(String),
}

impl IssuerSettings {
    /// Whether these can be used together.
    pub fn check(all: &[Self]) -> Result<(), IssuerError> {
        let (mut issuers, mut pools) = (HashSet::new(), HashSet::new());
        for one in all {
            let name = &one.rules.issuer;
            if !issuers.insert(name) {
                return Err(IssuerError::IssuerTwice(name.clone()));
            }
            if one.rules.algorithms.is_empty() {
                return Err(IssuerError::NoAlgorithm(name.clone()));
            }
            for pool in &one.pools {
                if !pools.insert(pool) {
                    return Err(IssuerError::PoolTwice(pool.clone()));
                }
            }
        }
        Ok(())
    }
}

impl JwksUrl {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for JwksUrl {
    type Err = JwksUrlError;

    fn from_str(text: &str) -> Result<Self, JwksUrlError> {
        let not_an_address = || JwksUrlError::NotAnAddress(text.to_owned());
        // A fragment is never sent: whoever writes one means something else.
        if text.contains('#') {
            return Err(not_an_address());
        }
        let uri: Uri = text.parse().map_err(|_| not_an_address())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(not_an_address());
        };
        let target = Target::parse(&format!("{scheme}://{authority}"))?;
        if target.scheme() == Scheme::Http && !is_this_machine(authority.host()) {
            return Err(JwksUrlError::NotEncrypted(text.to_owned()));
        }
        let path_and_query = uri.path_and_query().map_or("/", |path| path.as_str());
        Ok(Self {
            target,
            path_and_query: path_and_query.to_owned(),
            text: text.to_owned(),
        })
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_sets_come_encrypted_or_from_this_machine() {
        let good = |text: &str, path: &str| {
            let url: JwksUrl = text.parse().unwrap();
            assert_eq!(url.path_and_query, path, "{text}");
            assert_eq!(url.as_str(), text);
        };
        good(
            "https://issuer.example.com/.well-known/jwks.json",
            "/.well-known/jwks.json",
        );
        good("https://issuer.example.com", "/");
        good("https://issuer.example.com:8443/keys?v=2", "/keys?v=2");
        good("http://127.0.0.1:5000/jwks", "/jwks");
        good("http://[::1]:5000/jwks", "/jwks");
        good("http://localhost:5000/jwks", "/jwks");
        let bad = |text: &str, expect: &str| {
            let why = text.parse::<JwksUrl>().unwrap_err().to_string();
            assert!(why.contains(expect), "{text}: {why}");
        };
        bad("http://issuer.example.com/jwks", "not encrypted");
        bad("http://127.0.0.1.example.com/jwks", "not encrypted");
        bad("http://10.0.0.1/jwks", "not encrypted");
        bad("ftp://issuer.example.com/jwks", "https");
        bad("issuer.example.com/jwks", "not an address");
        bad("https://issuer.example.com/jwks#keys", "not an address");
        bad(
            "https://user@issuer.example.com/jwks",
            "scheme, host and port only",
        );
        bad("/jwks", "not an address");
        bad("", "not an address");
    }
}
