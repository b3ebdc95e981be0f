//! VPC links: a name for network load balancers that private integrations reach. They are kept as asked; a method whose
//! integration uses one is refused when it is deployed.
//!
//! Source: recorded answers for members, texts and the status; API Gateway API reference, "VpcLink".

use aws_model::apigateway::{
    CreateVpcLinkRequest, DeleteVpcLinkRequest, GetVpcLinkRequest, GetVpcLinksRequest, UpdateVpcLinkRequest,
    VpcLink, VpcLinks,
};
use control::{Ctx, Error, Result, Stored, aws_wire::Nothing};
use portcullis_core::Arn;
use serde::{Deserialize, Serialize};

use crate::{
    ApiGateway, count,
    errors::{bad_request, not_found},
    ids::fresh_id,
    listing::page,
    patch::{Op, Rule, RuleSet, Wording},
    tags,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// A VPC link.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SavedVpcLink {
    /// The link, ready for use.
    pub(crate) link: VpcLink,
}

impl Stored for SavedVpcLink {
    const KIND: &'static str = "apigateway-vpclink";
    const VERSION: u32 = 1;
}

/// Source: API Gateway API reference, "Patch operations", UpdateVpcLink.
static RULES: RuleSet<VpcLink> = RuleSet {
    wording: Wording::Listed,
    rules: &[
        Rule {
            path: "/name",
            ops: &[Op::Replace],
            apply: |link, change, ()| {
                link.name = Some(named(change.text())?);
                Ok(())
            },
        },
        Rule {
            path: "/description",
            ops: &[Op::Replace],
            apply: |link, change, ()| {
                link.description = change.optional();
                Ok(())
            },
        },
    ],
};

pub(crate) fn create(ctx: &mut Context<'_>, input: CreateVpcLinkRequest) -> Result<VpcLink> {
    let name = named(&input.name)?;
    if input.target_arns.is_empty() {
        return Err(bad_request("Target ARNs cannot be empty"));
    }
    for arn in &input.target_arns {
        check_target(arn)?;
    }
    let tags = tags::checked(input.tags)?;
    count::check::<SavedVpcLink>(ctx, None, ctx.env.limits.vpc_links_max, "VPC links")?;
    let id = fresh_id(ctx, |ctx, id| Ok(ctx.tx.get::<SavedVpcLink>(id)?.is_some()))?;
    let link = VpcLink {
        id: Some(id.clone()),
        name: Some(name),
        description: input.description.filter(|text| !text.is_empty()),
        target_arns: Some(input.target_arns),
        status: Some("AVAILABLE".to_owned()),
        status_message: Some("Your vpc link is ready for use".to_owned()),
        tags,
    };
    ctx.tx.put(&id, "", &SavedVpcLink { link: link.clone() })?;
    // As recorded: who makes one reads that it is on its way.
    Ok(VpcLink {
        status: Some("PENDING".to_owned()),
        status_message: None,
        ..link
    })
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetVpcLinkRequest) -> Result<VpcLink> {
    let saved = load(ctx, &input.vpc_link_id)?;
    Ok(answer(saved.link))
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetVpcLinksRequest) -> Result<VpcLinks> {
    let saved = ctx.tx.list::<SavedVpcLink>(None)?;
    let links = saved.into_iter().map(|(id, saved)| (id, saved.link));
    let page = page(links, input.position.as_deref(), input.limit)?;
    Ok(VpcLinks {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateVpcLinkRequest) -> Result<VpcLink> {
    let before = load(ctx, &input.vpc_link_id)?;
    let link = RULES.apply(&before.link, input.patch_operations.as_deref(), &())?;
    ctx.tx
        .put(&input.vpc_link_id, "", &SavedVpcLink { link: link.clone() })?;
    Ok(answer(link))
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteVpcLinkRequest) -> Result<Nothing> {
    load(ctx, &input.vpc_link_id)?;
    ctx.tx.delete::<SavedVpcLink>(&input.vpc_link_id);
    Ok(Nothing {})
}

fn load(ctx: &mut Context<'_>, id: &str) -> Result<SavedVpcLink> {
    ctx.tx.get::<SavedVpcLink>(id)?.ok_or_else(no_link)
}

pub(crate) fn no_link() -> Error {
    not_found("Invalid Vpc Link identifier specified")
}

/// One link answers its tags, even where there are none.
fn answer(link: VpcLink) -> VpcLink {
    VpcLink {
        tags: Some(link.tags.unwrap_or_default()),
        ..link
    }
}

fn named(name: &str) -> Result<String> {
    if name.trim().is_empty() {
        return Err(bad_request("Name cannot be empty"));
    }
    Ok(name.to_owned())
}

fn check_target(text: &str) -> Result<()> {
    match Arn::parse(text) {
        Err(_) => Err(bad_request(format!("Invalid ARN. ARN is not well formed {text}"))),
        Ok(arn) if arn.service == "elasticloadbalancing" && arn.resource.starts_with("loadbalancer/net/") => {
            Ok(())
        }
        Ok(_) => Err(bad_request(format!("Invalid ARN. ARN is not an NLB ARN {text}"))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{OPERATIONS, testing::Account};

    const TARGET: &str =
        "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/a/50dc6c495c0c9188";

    #[test]
    fn a_link_lives_from_pending_to_deleted() {
        let account = Account::new();
        let call = |name, input| account.call(OPERATIONS, name, input);
        let made = call("CreateVpcLink", json!({"name": "a", "targetArns": [TARGET]})).unwrap();
        let id = made["id"].clone();
        assert_eq!(
            made,
            json!({"id": id, "name": "a", "targetArns": [TARGET], "status": "PENDING"})
        );
        let rename = json!([{"op": "replace", "path": "/name", "value": "b"}]);
        call(
            "UpdateVpcLink",
            json!({"vpcLinkId": id, "patchOperations": rename}),
        )
        .unwrap();
        let got = call("GetVpcLink", json!({"vpcLinkId": id})).unwrap();
        assert_eq!((&got["name"], &got["tags"]), (&json!("b"), &json!({})));
        assert_eq!(got["statusMessage"], json!("Your vpc link is ready for use"));
        let listed = call("GetVpcLinks", json!({})).unwrap();
        assert_eq!(listed["items"][0].get("tags"), None);
        call("DeleteVpcLink", json!({"vpcLinkId": id})).unwrap();
        let error = call("GetVpcLink", json!({"vpcLinkId": id})).unwrap_err();
        assert_eq!(error.message, "Invalid Vpc Link identifier specified");
    }

    #[test]
    fn names_and_targets_are_checked() {
        let mut account = Account::new();
        let refused = |account: &Account, name: &str, targets: &[&str]| {
            let input = json!({"name": name, "targetArns": targets});
            account
                .call(OPERATIONS, "CreateVpcLink", input)
                .unwrap_err()
                .message
        };
        assert_eq!(refused(&account, "", &[]), "Name cannot be empty");
        assert_eq!(refused(&account, "a", &[]), "Target ARNs cannot be empty");
        assert_eq!(
            refused(&account, "a", &["invalid-arn"]),
            "Invalid ARN. ARN is not well formed invalid-arn"
        );
        assert!(refused(&account, "a", &["arn:aws:s3:::bucket"]).starts_with("Invalid ARN"));
        account.limit(|limits| limits.vpc_links_max = 0);
        assert!(refused(&account, "a", &[TARGET]).starts_with("Maximum number of VPC links"));
    }
}
