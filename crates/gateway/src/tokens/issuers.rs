//! All issuers, by the user pools they stand for.

use std::{collections::HashMap, sync::Arc};

use invoke::ClientSettings;

use super::{fetcher::Fetcher, issuer::Issuer, settings::IssuerSettings};
use crate::{plane::SharedError, record::DecisionRecord, rejection::Rejection};

/// All issuers. They are the same from the start to the end; their keys are not.
#[derive(Debug, Default)]
pub(crate) struct Issuers {
    issuers: Vec<Arc<Issuer>>,
    /// Places in `issuers`.
    by_pool: HashMap<String, usize>,
    /// Where there are any.
    fetcher: Option<Fetcher>,
}

/// Why no issuer is found for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoIssuer<'a> {
    /// This pool of the authorizer has no issuer in the settings.
    OfPool(&'a str),
    /// All have one, and the token is of none.
    OfToken,
}

impl Issuers {
    /// Begins to fetch the keys of all issuers.
    pub(crate) fn start(settings: &[IssuerSettings], client: &ClientSettings) -> Result<Self, SharedError> {
        IssuerSettings::check(settings)?;
        if settings.is_empty() {
            return Ok(Self::default());
        }
        let issuers: Vec<Arc<Issuer>> = settings
            .iter()
            .map(|one| Arc::new(Issuer::new(one.rules.clone(), one.keys.clone())))
            .collect();
        let pools = settings
            .iter()
            .enumerate()
            .flat_map(|(place, one)| one.pools.iter().map(move |pool| (pool.clone(), place)));
        let by_pool = pools.collect();
        let fetcher = Fetcher::start(issuers.clone(), client.clone()).map_err(SharedError::IssuerThread)?;
        Ok(Self {
            issuers,
            by_pool,
            fetcher: Some(fetcher),
        })
    }

    pub(super) fn fetcher(&self) -> Option<&Fetcher> {
        self.fetcher.as_ref()
    }

    /// The issuer of this name, if it stands for one of these pools.
    pub(super) fn of<'a>(
        &self,
        pools: &'a [String],
        name: Option<&str>,
    ) -> Result<(usize, &Arc<Issuer>), NoIssuer<'a>> {
        let mut none = NoIssuer::OfToken;
        for pool in pools {
            match self
                .by_pool
                .get(pool)
                .and_then(|place| Some((*place, self.issuers.get(*place)?)))
            {
                Some((place, issuer)) if Some(issuer.rules().issuer.as_str()) == name => {
                    return Ok((place, issuer));
                }
                Some(_) => {}
                None => none = NoIssuer::OfPool(pool),
            }
        }
        Err(none)
    }

    /// Whether the issuer in a place stands for one of these pools.
    pub(super) fn stands_for(&self, place: usize, pools: &[String]) -> bool {
        pools.iter().any(|pool| self.by_pool.get(pool) == Some(&place))
    }

    /// The generation of the keys of the issuer in a place.
    pub(super) fn generation(&self, place: usize) -> Option<u64> {
        self.issuers.get(place).map(|issuer| issuer.generation())
    }

    #[cfg(test)]
    pub(super) fn get(&self, place: usize) -> &Arc<Issuer> {
        &self.issuers[place]
    }
}

impl NoIssuer<'_> {
    pub(super) fn refuse(self, record: &mut DecisionRecord) -> Rejection {
        match self {
            Self::OfPool(pool) => {
                for part in ["the settings name no issuer for user pool `", pool, "`"] {
                    record.reason.push_str(part);
                }
                Rejection::AuthorizerConfiguration
            }
            Self::OfToken => {
                let why = "the token's `iss` is none of the authorizer's user pools";
                record.reason.push_str(why);
                Rejection::Unauthorized
            }
        }
    }
}
