//! Custom domain names.
//!
//! A domain name is served as soon as it is saved: its status is always `AVAILABLE`. The certificate of a connection is that
//! of the listener it comes in by, chosen by the name the client asks for; an ARN is kept and answered as given. There is no
//! distribution and no regional host name in front, so that their members are not answered.
//!
//! A name belongs to one account, in all regions. Who owns it stands in a document of its own outside of accounts.
//!
//! Sources: API Gateway API reference, "DomainName"; API Gateway developer guide, "Custom domain name for public REST APIs".

mod owner;
mod rules;
#[cfg(test)]
mod tests;

use aws_model::apigateway::{
    CreateDomainNameRequest, DeleteDomainNameRequest, DomainName, DomainNames, EndpointConfiguration,
    GetDomainNameRequest, GetDomainNamesRequest, UpdateDomainNameRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};
use portcullis_core::Arn;

use crate::{
    ApiGateway, SavedBasePathMapping, SavedCertificate, SavedDomainName, certificate, count,
    errors::{bad_request, not_found},
    listing::page,
    tags,
};

type Context<'a> = Ctx<'a, ApiGateway>;

const EDGE: &str = "EDGE";
const REGIONAL: &str = "REGIONAL";
const PRIVATE: &str = "PRIVATE";
/// Requests of a name go where its base path mappings say. The only mode there is here.
const ROUTING_MODE: &str = "BASE_PATH_MAPPING_ONLY";
/// The security policy of a name whose request gives none.
const SECURITY_POLICY: &str = "TLS_1_2";

pub(crate) fn create(ctx: &mut Context<'_>, mut input: CreateDomainNameRequest) -> Result<DomainName> {
    let name = checked_name(&input.domain_name)?;
    refuse_unsupported(&input)?;
    let endpoint_configuration = checked_endpoint(input.endpoint_configuration.take())?;
    let tags = tags::checked(input.tags.take())?;
    let certificate = uploaded(&name, &input)?;
    count::check::<SavedDomainName>(ctx, None, ctx.env.limits.domain_names_max, "custom domain names")?;
    owner::take(ctx, &name)?;
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let domain = DomainName {
        domain_name_arn: Some(format!(
            "arn:{}:apigateway:{}::/domainnames/{name}",
            ctx.env.partition, ctx.region
        )),
        domain_name: Some(name.clone()),
        certificate_name: some(input.certificate_name),
        certificate_arn: some(input.certificate_arn),
        regional_certificate_name: some(input.regional_certificate_name),
        regional_certificate_arn: some(input.regional_certificate_arn),
        certificate_upload_date: Some(ctx.now_seconds()),
        endpoint_configuration: Some(endpoint_configuration),
        domain_name_status: Some("AVAILABLE".to_owned()),
        security_policy: Some(rules::checked_policy(
            &some(input.security_policy).unwrap_or_else(|| SECURITY_POLICY.to_owned()),
        )?),
        routing_mode: Some(ROUTING_MODE.to_owned()),
        tags,
        ..DomainName::default()
    };
    let saved = SavedDomainName {
        domain: domain.clone(),
        certificate,
    };
    check_whole(&saved)?;
    ctx.tx.put(&name, "", &saved)?;
    Ok(domain)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetDomainNameRequest) -> Result<DomainName> {
    let saved = load(ctx, &input.domain_name, input.domain_name_id.as_deref())?;
    Ok(answer(saved.domain))
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetDomainNamesRequest) -> Result<DomainNames> {
    let mut saved = ctx.tx.list::<SavedDomainName>(None)?;
    if input.resource_owner.as_deref() == Some("OTHER_ACCOUNTS") {
        // Those are shared private names, of which there are none.
        saved.clear();
    }
    let names = saved.into_iter().map(|(id, saved)| (id, saved.domain));
    let page = page(names, input.position.as_deref(), input.limit)?;
    Ok(DomainNames {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateDomainNameRequest) -> Result<DomainName> {
    let before = load(ctx, &input.domain_name, input.domain_name_id.as_deref())?;
    let mut domain = rules::RULES.apply(&before.domain, input.patch_operations.as_deref(), &())?;
    let arns = |domain: &DomainName| {
        let arns = (&domain.certificate_arn, &domain.regional_certificate_arn);
        (arns.0.clone(), arns.1.clone())
    };
    let mut certificate = before.certificate;
    if arns(&domain) != arns(&before.domain) {
        // One that was uploaded counts no more.
        certificate = None;
        domain.certificate_upload_date = Some(ctx.now_seconds());
    }
    let saved = SavedDomainName { domain, certificate };
    check_whole(&saved)?;
    ctx.tx.put(&input.domain_name, "", &saved)?;
    Ok(answer(saved.domain))
}

/// With its base path mappings.
pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteDomainNameRequest) -> Result<Nothing> {
    let name = input.domain_name;
    load(ctx, &name, input.domain_name_id.as_deref())?;
    ctx.tx.delete_children::<SavedBasePathMapping>(&name)?;
    owner::release(ctx, &name);
    ctx.tx.delete::<SavedDomainName>(&name);
    Ok(Nothing {})
}

/// A domain name of this account. Only private names have ids.
pub(crate) fn load(ctx: &mut Context<'_>, name: &str, id: Option<&str>) -> Result<SavedDomainName> {
    let none = || not_found("Invalid domain name identifier specified");
    if id.is_some_and(|id| !id.is_empty()) {
        return Err(none());
    }
    ctx.tx.get::<SavedDomainName>(name)?.ok_or_else(none)
}

/// One name answers its tags, even where there are none.
fn answer(domain: DomainName) -> DomainName {
    DomainName {
        tags: Some(domain.tags.unwrap_or_default()),
        ..domain
    }
}

/// Letters in lower case, digits, hyphens and dots; `*.` in front for what is one level below.
fn checked_name(name: &str) -> Result<String> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let host = name.strip_prefix("*.").unwrap_or(name);
    let numbers = host
        .split('.')
        .all(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    if name.len() > 253 || !host.contains('.') || numbers || !host.split('.').all(label) {
        return Err(bad_request(format!(
            "`{name}` is no domain name: use lower-case letters, digits, hyphens and dots, with `*.` in front for all \
             names one level below"
        )));
    }
    if name.split('.').nth(1) == Some("execute-api") {
        return Err(bad_request(format!(
            "`{name}` has the form of an API's own endpoint: choose another domain name"
        )));
    }
    Ok(name.to_owned())
}

/// What would have to be enforced and is not.
fn refuse_unsupported(input: &CreateDomainNameRequest) -> Result<()> {
    let given = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    if input.mutual_tls_authentication.is_some() {
        return Err(rules::no_mutual_tls());
    }
    if given(&input.ownership_verification_certificate_arn) {
        return Err(bad_request(
            "ownershipVerificationCertificateArn goes with mutual TLS only: leave it out",
        ));
    }
    if given(&input.policy) {
        return Err(bad_request(
            "policy is for private custom domain names only: put the policy on the REST API",
        ));
    }
    if let Some(mode) = &input.routing_mode {
        rules::check_routing(mode)?;
    }
    if let Some(mode) = &input.endpoint_access_mode {
        rules::check_access_mode(mode)?;
    }
    Ok(())
}

fn checked_endpoint(given: Option<EndpointConfiguration>) -> Result<EndpointConfiguration> {
    let given = given.unwrap_or_default();
    let kind = match given.types.as_deref() {
        None | Some([]) => EDGE,
        Some([one]) => rules::checked_type(one)?,
        Some(_) => {
            return Err(bad_request(
                "Cannot create a domain name with multiple Endpoint Types.",
            ));
        }
    };
    if given.vpc_endpoint_ids.is_some_and(|ids| !ids.is_empty()) {
        return Err(bad_request(
            "VPCEndpoints can only be specified with PRIVATE apis.",
        ));
    }
    let ip_address_type = given.ip_address_type.unwrap_or_else(|| "ipv4".to_owned());
    Ok(EndpointConfiguration {
        types: Some(vec![kind.to_owned()]),
        ip_address_type: Some(ip_address_type),
        vpc_endpoint_ids: None,
    })
}

/// The certificate that a request brings.
fn uploaded(name: &str, input: &CreateDomainNameRequest) -> Result<Option<SavedCertificate>> {
    let (body, key) = (&input.certificate_body, &input.certificate_private_key);
    match (body, key) {
        (None, None) if input.certificate_chain.is_some() => {
            Err(bad_request("a certificateChain goes with a certificateBody"))
        }
        (None, None) => Ok(None),
        (Some(body), Some(key)) => {
            let chain = input.certificate_chain.as_deref();
            certificate::checked(name, body, chain, key).map(Some)
        }
        _ => Err(bad_request(
            "a certificateBody and a certificatePrivateKey are given together or not at all",
        )),
    }
}

/// What must hold of the whole: the endpoint has a certificate, and ARNs are such of certificates.
fn check_whole(saved: &SavedDomainName) -> Result<()> {
    let domain = &saved.domain;
    for arn in [&domain.certificate_arn, &domain.regional_certificate_arn]
        .into_iter()
        .flatten()
    {
        let fits = Arn::parse(arn).is_ok_and(|arn| match arn.service {
            "acm" => arn.resource.starts_with("certificate/"),
            "iam" => arn.resource.starts_with("server-certificate/"),
            _ => false,
        });
        if !fits {
            return Err(bad_request(format!("Invalid certificate ARN: {arn}")));
        }
    }
    if saved.certificate.is_some() {
        return Ok(());
    }
    let kinds = domain
        .endpoint_configuration
        .as_ref()
        .and_then(|endpoint| endpoint.types.as_deref());
    let (has, member) = match kinds {
        Some([kind]) if kind == REGIONAL => (
            domain.regional_certificate_arn.is_some(),
            "regionalCertificateArn",
        ),
        _ => (domain.certificate_arn.is_some(), "certificateArn"),
    };
    if has {
        return Ok(());
    }
    Err(bad_request(format!(
        "the endpoint of the domain name has no certificate: give a {member}, or a certificateBody with its \
         certificatePrivateKey"
    )))
}

fn no_private() -> Error {
    Error::unsupported(
        "private custom domain names are not supported yet: use an endpoint of type REGIONAL or EDGE",
    )
}
