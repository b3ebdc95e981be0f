//! Custom domain names.
//!
//! A domain name is served as soon as it is saved: its status is always `AVAILABLE`. The certificate of a connection is that
//! of the listener it comes in by, chosen by the name the client asks for; an ARN is kept and answered as given. There is no
//! distribution and no regional host name in front, so that their members are not answered.
//!
//! A name belongs to one account, in all regions. Who owns it stands in a document of its own outside of accounts. On AWS the
//! same private name may be in several accounts, told apart by its id; here the host alone tells what is served.
//!
//! Sources: API Gateway API reference, "DomainName"; API Gateway developer guide, "Custom domain name for public REST APIs",
//! "Custom domain names for private APIs in API Gateway".

mod mutual_tls;
mod owner;
mod policies;
mod rules;
#[cfg(test)]
mod tests;

use api_definition::{ID_ALPHABET, RESOURCE_ID_LENGTH};
use aws_model::apigateway::{
    CreateDomainNameRequest, DeleteDomainNameRequest, DomainName, DomainNames, EndpointConfiguration,
    GetDomainNameRequest, GetDomainNamesRequest, UpdateDomainNameRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};
use portcullis_core::Arn;

use crate::{
    ApiGateway, SavedBasePathMapping, SavedCertificate, SavedDomainName, certificate, count,
    domain_name_access,
    errors::{bad_request, not_found},
    listing::page,
    policy, tags,
};

pub(crate) use policies::{PrivateName, invoke_policy};

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
    let endpoint_configuration = checked_endpoint(input.endpoint_configuration.take())?;
    let private = match endpoint_configuration.types.as_deref() {
        Some([kind]) if kind == PRIVATE => Some(ctx.random_text(ID_ALPHABET, RESOURCE_ID_LENGTH)?),
        _ => None,
    };
    check_modes(&input)?;
    let mutual_tls = mutual_tls::asked(input.mutual_tls_authentication.take())?;
    let tags = tags::checked(input.tags.take())?;
    let certificate = uploaded(&name, &input)?;
    count::check::<SavedDomainName>(ctx, None, ctx.env.limits.domain_names_max, "custom domain names")?;
    owner::take(ctx, &name)?;
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let own = private.as_ref().map(|id| PrivateName::of(ctx, &name, id));
    let domain = DomainName {
        domain_name_arn: Some(match &own {
            Some(own) => own.arn(),
            None => format!(
                "arn:{}:apigateway:{}::/domainnames/{name}",
                ctx.env.partition, ctx.region
            ),
        }),
        domain_name: Some(name.clone()),
        domain_name_id: private,
        policy: match &own {
            Some(own) => Some(input.policy.take().unwrap_or_else(|| own.deny_all())),
            None => some(input.policy),
        },
        mutual_tls_authentication: mutual_tls,
        ownership_verification_certificate_arn: some(input.ownership_verification_certificate_arn),
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
    let mut saved = SavedDomainName {
        domain,
        certificate,
        trust_store: None,
    };
    accept_policies(ctx, &mut saved.domain, &DomainName::default())?;
    check_whole(&saved)?;
    mutual_tls::read(ctx, &mut saved)?;
    ctx.tx.put(&name, "", &saved)?;
    Ok(saved.domain)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetDomainNameRequest) -> Result<DomainName> {
    let saved = load(ctx, &input.domain_name, input.domain_name_id.as_deref())?;
    Ok(answer(saved.domain))
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetDomainNamesRequest) -> Result<DomainNames> {
    let mut saved = ctx.tx.list::<SavedDomainName>(None)?;
    if input.resource_owner.as_deref() == Some("OTHER_ACCOUNTS") {
        // Those would be shared through AWS RAM, which is not here. A management policy shares without a list.
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
    accept_policies(ctx, &mut domain, &before.domain)?;
    let mut saved = SavedDomainName {
        domain,
        certificate,
        trust_store: before.trust_store,
    };
    check_whole(&saved)?;
    if mutual_tls::is_named(input.patch_operations.as_deref()) {
        mutual_tls::read(ctx, &mut saved)?;
    }
    // Reading may have taken mutual TLS away, which something else went with.
    check_whole(&saved)?;
    ctx.tx.put(&input.domain_name, "", &saved)?;
    Ok(answer(saved.domain))
}

/// With its base path mappings, and its access associations, whoever made them.
pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteDomainNameRequest) -> Result<Nothing> {
    let name = input.domain_name;
    let saved = load(ctx, &name, input.domain_name_id.as_deref())?;
    if saved.is_private() {
        domain_name_access::delete_all(ctx, saved.domain.domain_name_arn.as_deref().unwrap_or_default())?;
    }
    ctx.tx.delete_children::<SavedBasePathMapping>(&name)?;
    owner::release(ctx, &name);
    ctx.tx.delete::<SavedDomainName>(&name);
    Ok(Nothing {})
}

/// A domain name of this account. Only private names have ids, and are not found without.
pub(crate) fn load(ctx: &mut Context<'_>, name: &str, id: Option<&str>) -> Result<SavedDomainName> {
    let id = id.filter(|id| !id.is_empty());
    let found = ctx.tx.get::<SavedDomainName>(name)?;
    found
        .filter(|saved| saved.domain.domain_name_id.as_deref() == id)
        .ok_or_else(|| not_found("Invalid domain name identifier specified"))
}

/// Brings policies that a request has set into the form that is stored. Only private names have any.
///
/// Source of the permissions: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway
/// Management"; they are asked for in addition to those of the operation.
fn accept_policies(ctx: &mut Context<'_>, domain: &mut DomainName, before: &DomainName) -> Result<()> {
    let changed = |now: &Option<String>, before: &Option<String>| now.clone().filter(|_| now != before);
    let policy = changed(&domain.policy, &before.policy);
    let management = changed(&domain.management_policy, &before.management_policy);
    let (Some(name), Some(id)) = (&domain.domain_name, &domain.domain_name_id) else {
        if policy.is_some() || management.is_some() {
            return Err(bad_request(
                "policies are for private custom domain names only: put the policy on the REST API",
            ));
        }
        return Ok(());
    };
    let own = PrivateName::of(ctx, name, id);
    let characters_max = ctx.env.limits.policy_characters_max;
    if let Some(text) = policy {
        // The one that a new name has by itself lets nobody in.
        if text != own.deny_all() {
            ctx.require("apigateway:UpdateDomainNamePolicy", own.arn())?;
        }
        domain.policy = own.accept_policy(&text, characters_max)?;
        policy::check_principals(ctx, domain.policy.as_deref())?;
    }
    if let Some(text) = management {
        ctx.require("apigateway:UpdateDomainNameManagementPolicy", own.arn())?;
        domain.management_policy = own.accept_management(&text, characters_max)?;
        let checked = domain.management_policy.as_deref().map(PrivateName::engine_words);
        policy::check_principals(ctx, checked.as_deref())?;
    }
    Ok(())
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
fn check_modes(input: &CreateDomainNameRequest) -> Result<()> {
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
    let default = if kind == PRIVATE { "dualstack" } else { "ipv4" };
    let ip_address_type = given.ip_address_type.unwrap_or_else(|| default.to_owned());
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
    let endpoint = domain.endpoint_configuration.clone().unwrap_or_default();
    let kind = endpoint.types.as_ref().and_then(|kinds| kinds.first());
    let kind = kind.map_or(EDGE, String::as_str);
    mutual_tls::check(domain, kind)?;
    if kind == PRIVATE {
        check_private(domain, endpoint.ip_address_type.as_deref())?;
    }
    let arns = [
        &domain.certificate_arn,
        &domain.regional_certificate_arn,
        &domain.ownership_verification_certificate_arn,
    ];
    for arn in arns.into_iter().flatten() {
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
    let (has, member) = match kind {
        REGIONAL => (
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

/// Source: API Gateway developer guide, "Custom domain names for private APIs in API Gateway": TLS 1.2; API Gateway developer
/// guide, "IP address types for REST APIs": private ones are dual-stack.
fn check_private(domain: &DomainName, ip_address_type: Option<&str>) -> Result<()> {
    if domain
        .domain_name
        .as_ref()
        .is_some_and(|name| name.starts_with("*."))
    {
        return Err(Error::unsupported(
            "private custom domain names with a wildcard are not supported: make one for each name",
        ));
    }
    if ip_address_type != Some("dualstack") {
        return Err(bad_request(
            "Only dualstack ipAddressType is supported for Private APIs.",
        ));
    }
    if domain.security_policy.as_deref() != Some(SECURITY_POLICY) {
        return Err(bad_request(format!(
            "private custom domain names have the security policy {SECURITY_POLICY} only"
        )));
    }
    Ok(())
}
