//! What of a custom domain name can be patched.
//!
//! Source: API Gateway API reference, "Patch operations", UpdateDomainName.

use aws_model::apigateway::DomainName;
use control::{Error, Result};

use super::{EDGE, PRIVATE, REGIONAL, ROUTING_MODE};
use crate::{
    errors::bad_request,
    patch::{Change, Op, Rule, RuleSet, Wording},
};

type Apply = fn(&mut DomainName, &Change<'_>, &()) -> Result<()>;

const fn rule(path: &'static str, ops: &'static [Op], apply: Apply) -> Rule<DomainName> {
    Rule { path, ops, apply }
}

const REPLACE: &[Op] = &[Op::Replace];
const SET: &[Op] = &[Op::Add, Op::Replace];
const ANY: &[Op] = &[Op::Add, Op::Replace, Op::Remove];

/// Whether the endpoint has a certificate is checked with the whole name.
#[rustfmt::skip]
pub(super) static RULES: RuleSet<DomainName> = RuleSet {
    wording: Wording::Listed,
    rules: &[
        rule("/certificateName", REPLACE, |domain, change, ()| { domain.certificate_name = change.optional(); Ok(()) }),
        rule("/certificateArn", ANY, |domain, change, ()| { domain.certificate_arn = change.optional(); Ok(()) }),
        rule("/regionalCertificateName", REPLACE, |domain, change, ()| {
            domain.regional_certificate_name = change.optional();
            Ok(())
        }),
        rule("/regionalCertificateArn", ANY, |domain, change, ()| {
            domain.regional_certificate_arn = change.optional();
            Ok(())
        }),
        rule("/endpointConfiguration/types/{type}", REPLACE, |domain, change, ()| {
            if change.name() != "0" && ![EDGE, REGIONAL, PRIVATE].contains(&change.name()) {
                return Err(change.no_such_path());
            }
            let kind = checked_type(change.text())?.to_owned();
            if (kind == PRIVATE) != domain.domain_name_id.is_some() {
                return Err(bad_request(
                    "a private custom domain name stays private, and a public one public: make another one",
                ));
            }
            domain.endpoint_configuration.get_or_insert_default().types = Some(vec![kind]);
            Ok(())
        }),
        rule("/endpointConfiguration/ipAddressType", REPLACE, |domain, change, ()| {
            let kind = change.text();
            if kind != "ipv4" && kind != "dualstack" {
                return Err(bad_request("ipAddressType must be either ipv4 or dualstack."));
            }
            domain.endpoint_configuration.get_or_insert_default().ip_address_type = Some(kind.to_owned());
            Ok(())
        }),
        rule("/securityPolicy", REPLACE, |domain, change, ()| {
            domain.security_policy = Some(checked_policy(change.text())?);
            Ok(())
        }),
        rule("/routingMode", REPLACE, |_, change, ()| check_routing(change.text())),
        rule("/endpointAccessMode", REPLACE, |_, change, ()| check_access_mode(change.text())),
        rule("/mutualTlsAuthentication/truststoreUri", SET, |domain, change, ()| {
            domain.mutual_tls_authentication.get_or_insert_default().truststore_uri = change.optional();
            Ok(())
        }),
        rule("/mutualTlsAuthentication/truststoreVersion", SET, |domain, change, ()| {
            domain.mutual_tls_authentication.get_or_insert_default().truststore_version = change.optional();
            Ok(())
        }),
        rule("/ownershipVerificationCertificateArn", SET, |domain, change, ()| {
            domain.ownership_verification_certificate_arn = change.optional();
            Ok(())
        }),
        // An empty text takes the policy away: then nobody may.
        rule("/policy", ANY, |domain, change, ()| { domain.policy = Some(change.optional().unwrap_or_default()); Ok(()) }),
        rule("/managementPolicy", ANY, |domain, change, ()| {
            domain.management_policy = Some(change.optional().unwrap_or_default());
            Ok(())
        }),
    ],
};

/// The type of an endpoint. EDGE and REGIONAL ones are served in the same way here.
pub(super) fn checked_type(kind: &str) -> Result<&str> {
    match kind {
        EDGE | REGIONAL | PRIVATE => Ok(kind),
        _ => Err(bad_request(
            "Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE",
        )),
    }
}

/// The two old policies say what a client must at least speak; listeners never take less than TLS 1.2. What the new ones say
/// (ciphers, TLS 1.3 alone) is a listener's setting and cannot be promised for one name.
pub(super) fn checked_policy(policy: &str) -> Result<String> {
    match policy {
        "TLS_1_0" | "TLS_1_2" => Ok(policy.to_owned()),
        _ => Err(Error::unsupported(format!(
            "the security policy `{policy}` is not supported: use TLS_1_2, and set the TLS versions of the listener"
        ))),
    }
}

pub(super) fn check_routing(mode: &str) -> Result<()> {
    if mode == ROUTING_MODE {
        return Ok(());
    }
    Err(Error::unsupported(format!(
        "the routing mode `{mode}` is not supported: use {ROUTING_MODE}"
    )))
}

pub(super) fn check_access_mode(mode: &str) -> Result<()> {
    if mode == "BASIC" {
        return Ok(());
    }
    Err(Error::unsupported(format!(
        "the endpoint access mode `{mode}` is not supported for custom domain names: use BASIC"
    )))
}
