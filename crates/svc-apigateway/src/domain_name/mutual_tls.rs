//! Mutual TLS of a custom domain name: its trust store is read when the name is made or changed, and served from the store.
//!
//! Naming the same place again reads it again, which is how a trust store is replaced.
//!
//! Sources: API Gateway developer guide, "How to turn on mutual TLS authentication for your REST APIs in API Gateway"; API
//! reference, `MutualTlsAuthentication`.

use aws_model::apigateway::{
    DomainName, MutualTlsAuthentication, MutualTlsAuthenticationInput, PatchOperation,
};
use control::Result;

use super::{Context, REGIONAL};
use crate::{SavedDomainName, errors::bad_request};

/// Where the patches of mutual TLS are.
const PATCHES: &str = "/mutualTlsAuthentication/";

/// What a request to make a name asks for.
pub(super) fn asked(input: Option<MutualTlsAuthenticationInput>) -> Result<Option<MutualTlsAuthentication>> {
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let Some(input) = input else {
        return Ok(None);
    };
    let (uri, version) = (some(input.truststore_uri), some(input.truststore_version));
    match (uri, version) {
        (None, None) => Err(bad_request(
            "mutualTlsAuthentication has no truststoreUri: give one, or leave it out",
        )),
        (None, Some(_)) => Err(bad_request("a truststoreVersion goes with a truststoreUri")),
        (uri @ Some(_), version) => Ok(Some(MutualTlsAuthentication {
            truststore_uri: uri,
            truststore_version: version,
            truststore_warnings: None,
        })),
    }
}

/// Whether a patch names the trust store, even if by what is there already.
pub(super) fn is_named(patch: Option<&[PatchOperation]>) -> bool {
    patch.unwrap_or_default().iter().any(|operation| {
        operation
            .path
            .as_deref()
            .is_some_and(|path| path.starts_with(PATCHES))
    })
}

/// Reads the trust store that a name asks for; without one there is none.
pub(super) fn read(ctx: &Context<'_>, saved: &mut SavedDomainName) -> Result<()> {
    saved.trust_store = None;
    let Some(asked) = &mut saved.domain.mutual_tls_authentication else {
        return Ok(());
    };
    let Some(uri) = asked.truststore_uri.as_deref() else {
        if asked.truststore_version.is_some() {
            return Err(bad_request(
                "a truststoreVersion goes with a truststoreUri: remove it, or give the domain name a trust store",
            ));
        }
        saved.domain.mutual_tls_authentication = None;
        return Ok(());
    };
    let read = ctx
        .env
        .data_plane
        .trust_store(uri, asked.truststore_version.as_deref())?;
    asked.truststore_warnings = Some(read.warnings).filter(|warnings| !warnings.is_empty());
    saved.trust_store = Some(read.pem);
    Ok(())
}

/// Only Regional names have mutual TLS, and an ownership certificate goes with it.
pub(super) fn check(domain: &DomainName, kind: &str) -> Result<()> {
    if domain.mutual_tls_authentication.is_some() {
        if kind != REGIONAL {
            return Err(bad_request(
                "mutual TLS authentication is for REGIONAL custom domain names only: change the endpoint type, or leave \
                 mutualTlsAuthentication out",
            ));
        }
        return Ok(());
    }
    if domain.ownership_verification_certificate_arn.is_some() {
        return Err(bad_request(
            "ownershipVerificationCertificateArn goes with mutual TLS only: leave it out",
        ));
    }
    Ok(())
}
