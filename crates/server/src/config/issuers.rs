//! Issuers of tokens, and the user pools that have none.

use std::collections::BTreeMap;
use std::path::Path;

use api_model::{Authorization, Authorizer, Deployment, UserPoolAuthorizer, is_user_pool};
use gateway::{IssuerSettings, JwksSource, JwksUrlError};
use jwt::{Algorithm, IssuerRules, KEY_SET_BYTES_MAX, KeySet, TokenUse, UnknownAlgorithm};

use super::Check;
use crate::definitions::read_text;
use crate::settings::{IssuerTable, TokenUseSetting};

/// The longest leeway, in seconds. Chosen: clocks that differ more want to be set.
const LEEWAY_S_MAX: u64 = 300;

/// The most audiences of an issuer.
///
/// Source: API Gateway developer guide, quotas for HTTP APIs, audiences of an authorizer: 50.
const AUDIENCES_MAX: usize = 50;

/// The most characters of an issuer's name or of an audience. Chosen: both are addresses or ids.
const NAME_CHARACTERS_MAX: usize = 2_048;

/// The issuers of the settings; faults are told to `check`.
pub(super) fn issuers(check: &mut Check<'_>) -> Vec<IssuerSettings> {
    let mut found = Vec::new();
    for (at, table) in check.loaded.settings.issuer.iter().enumerate() {
        let mut one = One { check, at };
        if let Some(issuer) = one.read(table) {
            found.push(issuer);
        }
    }
    if let Err(error) = IssuerSettings::check(&found) {
        check.wrong("issuer", error.to_string());
    }
    found
}

/// One table that is read.
struct One<'c, 'l> {
    check: &'c mut Check<'l>,
    at: usize,
}

impl One<'_, '_> {
    fn wrong(&mut self, name: &str, why: impl Into<String>) {
        self.check.wrong(&format!("issuer[{}].{name}", self.at), why);
    }

    fn read(&mut self, table: &IssuerTable) -> Option<IssuerSettings> {
        let before = self.check.errors.len();
        if !is_name(&table.issuer) {
            let why = format!(
                "`{}` is no issuer: give the `iss` of its tokens, to the letter",
                table.issuer
            );
            self.wrong("issuer", why);
        }
        if table.pools.is_empty() {
            self.wrong("pools", "no user pool: name the ARNs that the issuer stands for");
        }
        for pool in table.pools.iter().filter(|pool| !is_user_pool(pool)) {
            let why = format!(
                "`{pool}` is not the ARN of a user pool, such as \
                 `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123`"
            );
            self.wrong("pools", why);
        }
        let rules = IssuerRules {
            issuer: table.issuer.clone(),
            algorithms: self.algorithms(table),
            audiences: self.audiences(table),
            token_use: match table.token_use {
                TokenUseSetting::Cognito => TokenUse::Cognito,
                TokenUseSetting::Any => TokenUse::Any,
            },
            leeway_s: self.leeway(table),
        };
        let keys = self.keys(table)?;
        (self.check.errors.len() == before).then(|| IssuerSettings {
            rules,
            pools: table.pools.clone(),
            keys,
        })
    }

    fn algorithms(&mut self, table: &IssuerTable) -> Vec<Algorithm> {
        let Some(names) = &table.algorithms else {
            return vec![Algorithm::Rs256];
        };
        if names.is_empty() {
            self.wrong(
                "algorithms",
                "no algorithm: leave it out for `RS256`, or name some",
            );
        }
        let mut algorithms = Vec::new();
        for name in names {
            match name.parse() {
                Ok(algorithm) => algorithms.push(algorithm),
                Err(error) => self.wrong("algorithms", UnknownAlgorithm::to_string(&error)),
            }
        }
        algorithms
    }

    fn audiences(&mut self, table: &IssuerTable) -> Vec<String> {
        let audiences = table.audiences.clone();
        if audiences.is_none() && table.token_use == TokenUseSetting::Any {
            let why = "tokens that any application got from the issuer would be taken: name those whose tokens are for this \
                       gateway";
            self.wrong("audiences", why);
        }
        if audiences.as_ref().is_some_and(Vec::is_empty) {
            self.wrong("audiences", "no audience: leave it out for any, or name some");
        }
        let audiences = audiences.unwrap_or_default();
        if audiences.len() > AUDIENCES_MAX {
            let why = format!("{} audiences: at most {AUDIENCES_MAX}", audiences.len());
            self.wrong("audiences", why);
        }
        for audience in audiences.iter().filter(|audience| !is_name(audience)) {
            self.wrong("audiences", format!("`{audience}` is no audience"));
        }
        audiences
    }

    fn leeway(&mut self, table: &IssuerTable) -> u32 {
        let seconds = table.leeway_s.unwrap_or(0);
        match u32::try_from(seconds) {
            Ok(leeway) if seconds <= LEEWAY_S_MAX => leeway,
            Ok(_) | Err(_) => {
                let why = format!("`{seconds}` is out of range: at most {LEEWAY_S_MAX}");
                self.wrong("leeway_s", why);
                0
            }
        }
    }

    fn keys(&mut self, table: &IssuerTable) -> Option<JwksSource> {
        match (&table.jwks_url, &table.jwks_file) {
            (Some(url), None) => match url.parse() {
                Ok(url) => Some(JwksSource::Url(url)),
                Err(error) => {
                    self.wrong("jwks_url", JwksUrlError::to_string(&error));
                    None
                }
            },
            (None, Some(file)) => match key_file(file) {
                Ok(()) => Some(JwksSource::File(file.clone())),
                Err(why) => {
                    self.wrong("jwks_file", why);
                    None
                }
            },
            (None, None) => {
                let why = "where are its keys? Give `jwks_url` or `jwks_file`";
                self.wrong("jwks_url", why);
                None
            }
            (Some(_), Some(_)) => {
                self.wrong("jwks_url", "`jwks_file` is there too: keep one of them");
                None
            }
        }
    }
}

/// Whether a file holds keys that tokens can be verified with.
fn key_file(file: &Path) -> Result<(), String> {
    let name = file.display();
    let length = std::fs::metadata(file).map_or(0, |file| file.len());
    if length > KEY_SET_BYTES_MAX as u64 {
        return Err(format!(
            "`{name}` has {length} bytes: a key set has at most {KEY_SET_BYTES_MAX}"
        ));
    }
    let text = read_text(file)?;
    let set = KeySet::parse(text.as_bytes()).map_err(|error| format!("`{name}`: {error}"))?;
    if set.is_empty() {
        let skipped = set
            .skipped()
            .iter()
            .map(|key| format!("key {}: {}", key.index, key.why));
        let skipped: Vec<String> = skipped.collect();
        return Err(format!(
            "`{name}` has no key that tokens can be verified with ({})",
            skipped.join("; ")
        ));
    }
    Ok(())
}

fn is_name(text: &str) -> bool {
    (1..=NAME_CHARACTERS_MAX).contains(&text.chars().count())
        && !text
            .chars()
            .any(|character| character.is_control() || character.is_whitespace())
}

/// What is told of user pools that methods rely on and no issuer stands for, one text each. Nobody gets in with a token of such
/// a pool.
pub(crate) fn pools_without_issuer(deployment: &Deployment, pools: &[String]) -> Vec<String> {
    let mut used: BTreeMap<&str, &UserPoolAuthorizer> = BTreeMap::new();
    for route in deployment.router.routes() {
        if let Authorization::UserPools { authorizer, .. } = &route.method.authorization
            && let Some(Authorizer::UserPools(found)) = deployment.authorizers.get(authorizer)
        {
            used.insert(authorizer, found);
        }
    }
    let mut told = Vec::new();
    for authorizer in used.values() {
        for pool in authorizer.pools.iter().filter(|pool| !pools.contains(pool)) {
            told.push(format!(
                "no issuer stands for the user pool `{pool}` of the authorizer `{}`: add an `[[issuer]]` table that names it \
                 to the settings",
                authorizer.name
            ));
        }
    }
    told
}
