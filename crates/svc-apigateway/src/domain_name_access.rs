//! Access associations: which VPC endpoints lead to which private custom domain names.
//!
//! An association belongs to the account that made it, which has the endpoint. The owner of a domain name says with its
//! management policy which other accounts may make some, and may reject those of others afterwards; a rejected one is gone.
//! Whether an account has an endpoint is not known here: the operator names them with the listeners that stand for them.
//!
//! Sources: API Gateway API reference, "DomainNameAccessAssociation" and its operations; API Gateway developer guide, "Tasks
//! of API providers and API consumers for custom domain names for private APIs".

use aws_model::apigateway::{
    CreateDomainNameAccessAssociationRequest, DeleteDomainNameAccessAssociationRequest,
    DomainNameAccessAssociation, DomainNameAccessAssociations, GetDomainNameAccessAssociationsRequest,
    RejectDomainNameAccessAssociationRequest,
};
use control::{Ctx, Error, Result, Stored, aws_wire::Nothing};
use iam_policy::Decision;
use portcullis_core::Arn;
use serde::{Deserialize, Serialize};
use store::Key;

use crate::{
    ApiGateway, SavedDomainName, count,
    domain_name::PrivateName,
    errors::{bad_request, conflict, not_found},
    listing::page,
    tags,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// What is asked of the caller's own policies and of the domain name's management policy.
const ASSOCIATE: &str = "apigateway:CreateAccessAssociation";
/// Associations that are read at once.
const PAGE: usize = 500;
/// Associations of an account and region. AWS documents 50 of one domain name; here one number for all of an account's.
const ASSOCIATIONS_MAX: usize = 500;
/// Characters of an endpoint's id, its `vpce-` not counted.
const ID_CHARACTERS_MAX: usize = 64;

/// An access association. Its document's id is `NAME+ID/VPCE`, its parent the domain name's ARN; it stands in the account
/// that has the endpoint.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedAccessAssociation {
    /// The association, as it is answered.
    pub association: DomainNameAccessAssociation,
}

impl Stored for SavedAccessAssociation {
    const KIND: &'static str = "apigateway-domainnameaccessassociation";
    const VERSION: u32 = 1;
}

impl SavedAccessAssociation {
    /// The id of its document, and the parent.
    pub(crate) fn place(&self) -> (String, String) {
        let domain = self.association.domain_name_arn.clone().unwrap_or_default();
        let name = PrivateName::parse(&domain).map_or_else(String::new, |name| name.name_with_id);
        let source = self
            .association
            .access_association_source
            .as_deref()
            .unwrap_or_default();
        (format!("{name}/{source}"), domain)
    }
}

pub(crate) fn create(
    ctx: &mut Context<'_>,
    input: CreateDomainNameAccessAssociationRequest,
) -> Result<DomainNameAccessAssociation> {
    let name = named(ctx, &input.domain_name_arn)?;
    let vpce = checked_endpoint(&input.access_association_source)?;
    let tags = tags::checked(input.tags)?;
    ctx.require(ASSOCIATE, name.arn())?;
    check_domain(ctx, &name)?;
    let id = format!("{}/{vpce}", name.name_with_id);
    if ctx.tx.get::<SavedAccessAssociation>(&id)?.is_some() {
        return Err(conflict(
            "a domain name access association of this VPC endpoint with this domain name already exists",
        ));
    }
    count::check::<SavedAccessAssociation>(ctx, None, ASSOCIATIONS_MAX, "domain name access associations")?;
    let association = DomainNameAccessAssociation {
        domain_name_access_association_arn: Some(format!(
            "arn:{}:apigateway:{}:{}:/domainnameaccessassociations/domainname/{}/vpcesource/{vpce}",
            ctx.env.partition,
            ctx.region,
            ctx.account(),
            name.name_with_id,
        )),
        domain_name_arn: Some(name.arn()),
        access_association_source_type: Some(input.access_association_source_type),
        access_association_source: Some(vpce),
        tags,
    };
    let saved = SavedAccessAssociation {
        association: association.clone(),
    };
    ctx.tx.put(&id, &name.arn(), &saved)?;
    Ok(association)
}

pub(crate) fn list(
    ctx: &mut Context<'_>,
    input: GetDomainNameAccessAssociationsRequest,
) -> Result<DomainNameAccessAssociations> {
    let found = if input.resource_owner.as_deref() == Some("OTHER_ACCOUNTS") {
        let account = ctx.account().to_owned();
        let region = ctx.region.to_owned();
        let theirs = scan(ctx, |key, saved| {
            key.account != account && key.region == region && is_owner(&account, saved)
        })?;
        let mut theirs: Vec<_> = theirs
            .into_iter()
            .map(|(key, saved)| (format!("{}/{}", key.id, key.account), saved))
            .collect();
        // As pages want them.
        theirs.sort_by(|(one, _), (other, _)| one.cmp(other));
        theirs
    } else {
        ctx.tx.list::<SavedAccessAssociation>(None)?
    };
    let items = found.into_iter().map(|(id, saved)| (id, saved.association));
    let page = page(items, input.position.as_deref(), input.limit)?;
    Ok(DomainNameAccessAssociations {
        position: page.position,
        items: Some(page.items),
    })
}

/// By the account that made it.
pub(crate) fn delete(
    ctx: &mut Context<'_>,
    input: DeleteDomainNameAccessAssociationRequest,
) -> Result<Nothing> {
    let (account, id) = association(ctx, &input.domain_name_access_association_arn)?;
    if account != ctx.account() || ctx.tx.get::<SavedAccessAssociation>(&id)?.is_none() {
        return Err(none());
    }
    ctx.tx.delete::<SavedAccessAssociation>(&id);
    Ok(Nothing {})
}

/// By the account that the domain name belongs to.
pub(crate) fn reject(
    ctx: &mut Context<'_>,
    input: RejectDomainNameAccessAssociationRequest,
) -> Result<Nothing> {
    let name = named(ctx, &input.domain_name_arn)?;
    let (account, id) = association(ctx, &input.domain_name_access_association_arn)?;
    ctx.require("apigateway:RejectAccessAssociation", name.arn())?;
    if name.account != ctx.account() {
        // Whoever made an association deletes it.
        return Err(not_found("Invalid domain name identifier specified"));
    }
    let key = Key::new(&account, ctx.region, SavedAccessAssociation::KIND, &id);
    let saved = ctx.tx.get_at::<SavedAccessAssociation>(&key)?.ok_or_else(none)?;
    if saved.association.domain_name_arn.as_deref() != Some(&*name.arn()) {
        return Err(none());
    }
    ctx.tx.delete_at(key);
    Ok(Nothing {})
}

/// All associations of a domain name, whoever made them.
pub(crate) fn delete_all(ctx: &mut Context<'_>, domain_name_arn: &str) -> Result<()> {
    let found = scan(ctx, |_, saved| {
        saved.association.domain_name_arn.as_deref() == Some(domain_name_arn)
    })?;
    for (key, _) in found {
        ctx.tx.delete_at(key);
    }
    Ok(())
}

/// Associations of all accounts, in the order of their keys. One that cannot be read is passed over: it is served by nobody.
fn scan(
    ctx: &Context<'_>,
    wanted: impl Fn(&Key, &SavedAccessAssociation) -> bool,
) -> Result<Vec<(Key, SavedAccessAssociation)>> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = ctx
            .tx
            .store()
            .scan(SavedAccessAssociation::KIND, after.as_ref(), PAGE)?;
        for document in &page {
            if let Ok(saved) = control::decode::<SavedAccessAssociation>(&document.key, &document.body)
                && wanted(&document.key, &saved)
            {
                found.push((document.key.clone(), saved));
            }
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = Some(last.key.clone()),
            _ => return Ok(found),
        }
    }
}

/// Whether the domain name of an association belongs to an account.
fn is_owner(account: &str, saved: &SavedAccessAssociation) -> bool {
    let arn = saved.association.domain_name_arn.as_deref();
    arn.and_then(PrivateName::parse)
        .is_some_and(|name| name.account == account)
}

/// The private name of an ARN, which is in the region of the call.
fn named(ctx: &Context<'_>, arn: &str) -> Result<PrivateName> {
    PrivateName::parse(arn)
        .filter(|name| name.partition == ctx.env.partition && name.region == ctx.region)
        .ok_or_else(|| {
            bad_request(format!(
                "`{arn}` is no ARN of a private custom domain name of this region: it reads \
                 `arn:{}:apigateway:{}:ACCOUNT:/domainnames/NAME+ID`",
                ctx.env.partition, ctx.region
            ))
        })
}

/// Whether the name is there, and the caller may associate endpoints with it: who is of another account needs to be allowed by
/// its management policy; a denial there concerns everybody. Whoever may not cannot tell whether the name is there.
fn check_domain(ctx: &mut Context<'_>, name: &PrivateName) -> Result<()> {
    let (host, id) = name.name_and_id();
    let key = Key::new(&name.account, ctx.region, SavedDomainName::KIND, host);
    let saved = ctx
        .tx
        .get_at::<SavedDomainName>(&key)?
        .filter(|saved| saved.domain.domain_name_id.as_deref() == Some(id));
    let own = name.account == ctx.account();
    let policy = saved
        .as_ref()
        .and_then(|saved| saved.domain.management_policy.as_deref());
    let decision = policy.map_or(Decision::ImplicitDeny, |policy| {
        name.management_decision(policy, ctx.caller, ctx.now)
    });
    let allowed = match decision {
        Decision::Allow => true,
        Decision::ImplicitDeny => own,
        Decision::ExplicitDeny => false,
    };
    if !allowed {
        return Err(Error::new(
            "AccessDeniedException",
            403,
            format!(
                "User: {} is not authorized to perform: {ASSOCIATE} on resource: {}",
                ctx.caller.arn,
                name.arn()
            ),
        ));
    }
    if saved.is_none() {
        return Err(not_found("Invalid domain name identifier specified"));
    }
    Ok(())
}

/// The account and the document of an association, by its ARN.
fn association(ctx: &Context<'_>, text: &str) -> Result<(String, String)> {
    let parse = || {
        let arn = Arn::parse(text).ok()?;
        let here =
            arn.partition == ctx.env.partition && arn.service == "apigateway" && arn.region == ctx.region;
        let rest = arn
            .resource
            .strip_prefix("/domainnameaccessassociations/domainname/")
            .filter(|_| here)?;
        let (name_with_id, vpce) = rest.split_once("/vpcesource/")?;
        Some((arn.account.to_owned(), format!("{name_with_id}/{vpce}")))
    };
    parse().ok_or_else(|| bad_request(format!("`{text}` is no ARN of a domain name access association")))
}

fn none() -> Error {
    not_found("Invalid domain name access association identifier specified")
}

fn checked_endpoint(source: &str) -> Result<String> {
    let fits = source.strip_prefix("vpce-").is_some_and(|rest| {
        (1..=ID_CHARACTERS_MAX).contains(&rest.len())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if !fits {
        return Err(bad_request(format!(
            "`{source}` is no VPC endpoint: an accessAssociationSource reads `vpce-…`"
        )));
    }
    Ok(source.to_owned())
}

#[cfg(test)]
mod tests;
