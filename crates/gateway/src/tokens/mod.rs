//! Callers with a token: JSON Web Tokens of user pools and of other issuers.
//!
//! A `COGNITO_USER_POOLS` authorizer names user pools; settings say which issuer stands for each ([`IssuerSettings`]). One that
//! stands for none lets nobody in. All threads share an issuer's keys ([`issuer`]); what fetches them is a thread of its own
//! ([`fetcher`]), so that a client that goes away ends no fetch that others wait for. Each thread remembers the tokens it has
//! verified by their digest ([`seen`]): what is left to do for one is what depends on the method.
//!
//! Why a token is refused goes to the record; the token itself goes nowhere.

mod fetcher;
mod header;
mod issuer;
mod issuers;
mod seen;
mod settings;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use api_model::UserPoolAuthorizer;
use http::HeaderMap;
use jwt::{Claims, Fault, MethodRules};

pub(crate) use issuers::Issuers;
pub(crate) use seen::SeenTokens;
pub use settings::{IssuerError, IssuerSettings, JwksSource, JwksUrl, JwksUrlError};

use self::issuer::Unverified;
use crate::{plane::Plane, record::DecisionRecord, rejection::Rejection};

/// What tokens are judged with on one thread.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'a> {
    pub(crate) issuers: &'a Issuers,
    pub(crate) seen: &'a SeenTokens,
    pub(crate) now: crate::clock::Moment,
    pub(crate) ticks: crate::clock::Ticks,
}

/// Whether a request carries a token that the authorizer and the method take.
///
/// Source: API Gateway developer guide, "Control access to REST APIs using Amazon Cognito user pools as an authorizer"; the
/// answers are recorded.
pub(crate) async fn check(
    plane: &Plane,
    authorizer: &UserPoolAuthorizer,
    scopes: &[String],
    headers: &HeaderMap,
    record: &mut DecisionRecord,
) -> Result<Arc<Claims>, Rejection> {
    let now = plane.clock.now();
    let judge = Judge {
        issuers: &plane.shared.issuers,
        seen: &plane.seen_tokens,
        now,
        ticks: plane.clock.ticks(now.instant),
    };
    judge.check(authorizer, scopes, headers, record).await
}

impl Judge<'_> {
    pub(crate) async fn check(
        self,
        authorizer: &UserPoolAuthorizer,
        scopes: &[String],
        headers: &HeaderMap,
        record: &mut DecisionRecord,
    ) -> Result<Arc<Claims>, Rejection> {
        let token = header::token(headers, &authorizer.header).map_err(|why| {
            record.reason.push_str(why);
            Rejection::Unauthorized
        })?;
        let digest = seen::digest(token);
        let wall = self.now.wall;
        let claims = match self.seen.find(&digest, wall, self.issuers, &authorizer.pools) {
            Some(claims) => claims,
            // In a box: few tokens are new, and all requests have room for what they hold meanwhile.
            None => Box::pin(self.new_token(authorizer, token, digest, record)).await?,
        };
        let matches = |audience: &str| {
            authorizer
                .audience_pattern
                .as_ref()
                .is_none_or(|pattern| pattern.matches(audience))
        };
        let rules = MethodRules {
            scopes,
            audience: authorizer
                .audience_pattern
                .is_some()
                .then_some(&matches as &dyn Fn(&str) -> bool),
        };
        match claims.permit(&rules) {
            Ok(()) => Ok(claims),
            Err(fault) => Err(refused(fault, record)),
        }
    }

    /// Verifies a token and remembers it.
    async fn new_token(
        self,
        authorizer: &UserPoolAuthorizer,
        token: &str,
        digest: seen::Digest,
        record: &mut DecisionRecord,
    ) -> Result<Arc<Claims>, Rejection> {
        let token = jwt::Token::parse(token).map_err(|fault| refused(fault, record))?;
        let issuer = self.issuers.of(&authorizer.pools, token.issuer());
        let (place, issuer) = issuer.map_err(|none| none.refuse(record))?;
        let verified = issuer
            .verify(&token, self.now.wall, self.ticks, self.issuers.fetcher())
            .await;
        let (claims, generation) = verified.map_err(|why| match why {
            Unverified::NoKeys(why) => {
                let name = &issuer.rules().issuer;
                for part in ["the keys of issuer `", name, "` are not known: ", &why] {
                    record.reason.push_str(part);
                }
                Rejection::Unauthorized
            }
            Unverified::Fault(fault, fetch) => {
                let rejection = refused(fault, record);
                for part in fetch
                    .iter()
                    .flat_map(|why| ["; its keys cannot be fetched: ", why])
                {
                    record.reason.push_str(part);
                }
                rejection
            }
        })?;
        let claims = Arc::new(claims);
        self.seen.keep(digest, place, generation, Arc::clone(&claims));
        Ok(claims)
    }
}

fn refused(fault: Fault, record: &mut DecisionRecord) -> Rejection {
    record.reason.push_str(&fault.to_string());
    if fault == Fault::Expired {
        Rejection::TokenExpired
    } else {
        Rejection::Unauthorized
    }
}
