//! Tags of everything that has some, by ARN.
//!
//! Source: API Gateway developer guide, "Tagging API Gateway resources" (the resources, their ARNs, the limits).

use std::collections::BTreeMap;

use aws_model::apigateway::{GetTagsRequest, TagResourceRequest, Tags, UntagResourceRequest};
use control::{Ctx, Error, Result, aws_wire::Nothing};
use portcullis_core::Arn;

use crate::{
    ApiGateway, SavedAccessAssociation, SavedApi, SavedApiKey, SavedDomainName, SavedStage, SavedUsagePlan,
    client_certificate::SavedClientCertificate,
    errors::{bad_request, not_found},
    load_api, save_api, stage_id,
    vpc_link::SavedVpcLink,
};

type Context<'a> = Ctx<'a, ApiGateway>;
type TagMap = BTreeMap<String, String>;

/// Tags of one resource.
const TAGS_MAX: usize = 50;
/// Characters of a tag's key.
const KEY_CHARACTERS_MAX: usize = 128;
/// Characters of a tag's value.
const VALUE_CHARACTERS_MAX: usize = 256;
/// What stands before `NAME+ID/vpcesource/VPCE` in the ARN of an access association.
const ASSOCIATIONS: &str = "/domainnameaccessassociations/domainname/";
/// What the keys of AWS's own tags begin with, in any case of letters.
const RESERVED: &str = "aws:";

pub(crate) fn get(ctx: &mut Context<'_>, input: GetTagsRequest) -> Result<Tags> {
    let mut found = find(ctx, &input.resource_arn)?;
    Ok(Tags {
        tags: Some(found.tags().take().unwrap_or_default()),
    })
}

pub(crate) fn tag(ctx: &mut Context<'_>, input: TagResourceRequest) -> Result<Nothing> {
    let mut found = find(ctx, &input.resource_arn)?;
    let mut tags = found.tags().take().unwrap_or_default();
    tags.extend(input.tags);
    *found.tags() = checked(Some(tags))?;
    found.put(ctx)
}

pub(crate) fn untag(ctx: &mut Context<'_>, input: UntagResourceRequest) -> Result<Nothing> {
    let mut found = find(ctx, &input.resource_arn)?;
    let mut tags = found.tags().take().unwrap_or_default();
    tags.retain(|key, _| !input.tag_keys.contains(key));
    *found.tags() = Some(tags).filter(|tags| !tags.is_empty());
    found.put(ctx)
}

/// The tags of a request, if all of them may be.
pub(crate) fn checked(tags: Option<TagMap>) -> Result<Option<TagMap>> {
    let Some(tags) = tags.filter(|tags| !tags.is_empty()) else {
        return Ok(None);
    };
    if tags.len() > TAGS_MAX {
        return Err(bad_request(format!(
            "a resource has at most {TAGS_MAX} tags, not {}: remove some",
            tags.len()
        )));
    }
    for (key, value) in &tags {
        if key.is_empty() || key.chars().count() > KEY_CHARACTERS_MAX {
            return Err(bad_request(format!(
                "the tag key `{key}` is too long or empty: use 1 to {KEY_CHARACTERS_MAX} characters"
            )));
        }
        if value.chars().count() > VALUE_CHARACTERS_MAX {
            return Err(bad_request(format!(
                "the value of the tag `{key}` is too long: use at most {VALUE_CHARACTERS_MAX} characters"
            )));
        }
        if key
            .get(..RESERVED.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(RESERVED))
        {
            return Err(bad_request(format!(
                "the tag key `{key}` begins with `{RESERVED}`, which is reserved: use another key"
            )));
        }
    }
    Ok(Some(tags))
}

/// What an ARN names, as it is stored.
enum Tagged {
    Api(SavedApi),
    Stage(String, SavedStage),
    ApiKey(SavedApiKey),
    UsagePlan(SavedUsagePlan),
    DomainName(SavedDomainName),
    VpcLink(SavedVpcLink),
    ClientCertificate(SavedClientCertificate),
    AccessAssociation(SavedAccessAssociation),
}

/// Reads what an ARN names: `arn:aws:apigateway:us-east-1::/restapis/a1b2c3`.
fn find(ctx: &mut Context<'_>, text: &str) -> Result<Tagged> {
    let nothing = || not_found(format!("Invalid resource identifier specified: `{text}`"));
    let arn = Arn::parse(text).map_err(|_| no_arn())?;
    let here = arn.partition == ctx.env.partition && arn.service == "apigateway" && arn.region == ctx.region;
    if !here || !(arn.account.is_empty() || arn.account == ctx.account()) {
        return Err(no_arn());
    }
    let mut parts = arn.resource.strip_prefix('/').ok_or_else(no_arn)?.split('/');
    let parts = (
        parts.next(),
        parts.next(),
        parts.next(),
        parts.next(),
        parts.next(),
    );
    if let Some(place) = arn.resource.strip_prefix(ASSOCIATIONS) {
        let id = place.replacen("/vpcesource/", "/", 1);
        let association = ctx.tx.get(&id)?.map(Tagged::AccessAssociation);
        return association.ok_or_else(nothing);
    }
    let found = match parts {
        (Some("restapis"), Some(api), None, ..) => Some(Tagged::Api(load_api(ctx, api)?)),
        (Some("restapis"), Some(api), Some("stages"), Some(name), None) => {
            let stage = ctx.tx.get::<SavedStage>(&stage_id(api, name))?;
            stage.map(|stage| Tagged::Stage(api.to_owned(), stage))
        }
        (Some("apikeys"), Some(id), None, ..) => ctx.tx.get(id)?.map(Tagged::ApiKey),
        (Some("usageplans"), Some(id), None, ..) => ctx.tx.get(id)?.map(Tagged::UsagePlan),
        (Some("domainnames"), Some(name), None, ..) => {
            let (name, id) = match name.split_once('+') {
                Some((name, id)) => (name, Some(id)),
                None => (name, None),
            };
            let saved = ctx.tx.get::<SavedDomainName>(name)?;
            let saved = saved.filter(|saved| saved.domain.domain_name_id.as_deref() == id);
            saved.map(Tagged::DomainName)
        }
        (Some("vpclinks"), Some(id), None, ..) => ctx.tx.get(id)?.map(Tagged::VpcLink),
        (Some("clientcertificates"), Some(id), None, ..) => ctx.tx.get(id)?.map(Tagged::ClientCertificate),
        _ => return Err(no_arn()),
    };
    found.ok_or_else(nothing)
}

fn no_arn() -> Error {
    bad_request("Invalid ARN specified in the request")
}

impl Tagged {
    fn tags(&mut self) -> &mut Option<TagMap> {
        match self {
            Self::Api(saved) => &mut saved.definition.api.tags,
            Self::Stage(_, saved) => &mut saved.stage.tags,
            Self::ApiKey(saved) => &mut saved.key.tags,
            Self::UsagePlan(saved) => &mut saved.plan.tags,
            Self::DomainName(saved) => &mut saved.domain.tags,
            Self::VpcLink(saved) => &mut saved.link.tags,
            Self::ClientCertificate(saved) => &mut saved.certificate.tags,
            Self::AccessAssociation(saved) => &mut saved.association.tags,
        }
    }

    fn put(self, ctx: &mut Context<'_>) -> Result<Nothing> {
        let id = |id: &Option<String>| id.clone().unwrap_or_default();
        match self {
            Self::Api(saved) => save_api(ctx, &saved)?,
            Self::Stage(api, saved) => {
                ctx.tx
                    .put(&stage_id(&api, &id(&saved.stage.stage_name)), &api, &saved)?;
            }
            Self::ApiKey(saved) => ctx.tx.put(&id(&saved.key.id), "", &saved)?,
            Self::UsagePlan(saved) => ctx.tx.put(&id(&saved.plan.id), "", &saved)?,
            Self::DomainName(saved) => ctx.tx.put(&id(&saved.domain.domain_name), "", &saved)?,
            Self::VpcLink(saved) => ctx.tx.put(&id(&saved.link.id), "", &saved)?,
            Self::ClientCertificate(saved) => {
                ctx.tx
                    .put(&id(&saved.certificate.client_certificate_id), "", &saved)?;
            }
            Self::AccessAssociation(saved) => {
                let (id, domain) = saved.place();
                ctx.tx.put(&id, &domain, &saved)?;
            }
        }
        Ok(Nothing {})
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::Sample;

    #[test]
    fn everything_that_has_tags_is_tagged_by_arn() {
        let sample = Sample::with_method();
        sample.ok("CreateDeployment", json!({"stageName": "dev"}));
        let id = |name: &str, member: &str, input: Value| {
            let answer = sample.ok(name, input);
            answer[member].as_str().unwrap().to_owned()
        };
        let certificate = "arn:aws:acm:us-east-1:111111111111:certificate/a";
        let target = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/a/b";
        let domain = json!({"domainName": "api.example.com", "certificateArn": certificate});
        let private = json!({
            "domainName": "private.example.com", "certificateArn": certificate,
            "endpointConfiguration": {"types": ["PRIVATE"]},
        });
        let private = id("CreateDomainName", "domainNameArn", private);
        let behind = |arn: &str| arn.split_once(":/").unwrap().1.to_owned();
        let paths = [
            format!("restapis/{}", sample.api),
            format!("restapis/{}/stages/dev", sample.api),
            format!("apikeys/{}", id("CreateApiKey", "id", json!({}))),
            format!("usageplans/{}", id("CreateUsagePlan", "id", json!({"name": "a"}))),
            format!("domainnames/{}", id("CreateDomainName", "domainName", domain)),
            format!(
                "vpclinks/{}",
                id(
                    "CreateVpcLink",
                    "id",
                    json!({"name": "a", "targetArns": [target]})
                )
            ),
            format!(
                "clientcertificates/{}",
                id("GenerateClientCertificate", "clientCertificateId", json!({}))
            ),
            behind(&private),
            behind(&id(
                "CreateDomainNameAccessAssociation",
                "domainNameAccessAssociationArn",
                json!({"domainNameArn": private, "accessAssociationSourceType": "VPCE", "accessAssociationSource": "vpce-1"}),
            )),
        ];
        for path in paths {
            let arn = format!("arn:aws:apigateway:us-east-1::/{path}");
            let get = || sample.ok("GetTags", json!({"resourceArn": arn}))["tags"].clone();
            assert_eq!(get(), json!({}), "{path}");
            sample.ok(
                "TagResource",
                json!({"resourceArn": arn, "tags": {"a": "1", "b": "2"}}),
            );
            sample.ok("TagResource", json!({"resourceArn": arn, "tags": {"b": "3"}}));
            assert_eq!(get(), json!({"a": "1", "b": "3"}), "{path}");
            sample.ok(
                "UntagResource",
                json!({"resourceArn": arn, "tagKeys": ["a", "c"]}),
            );
            assert_eq!(get(), json!({"b": "3"}), "{path}");
        }
    }

    #[test]
    fn other_arns_are_refused() {
        let sample = Sample::empty();
        let tag = |arn: &str| sample.refused("GetTags", json!({"resourceArn": arn})).0;
        for arn in [
            "x",
            "arn:aws:lambda:us-east-1::/restapis/a",
            "arn:aws:apigateway:eu-west-1::/restapis/a",
            "arn:aws:apigateway:us-east-1:222222222222:/restapis/a",
            "arn:aws:apigateway:us-east-1::restapis/a",
            "arn:aws:apigateway:us-east-1::/restapis",
            "arn:aws:apigateway:us-east-1::/restapis/a/stages/b/c",
            "arn:aws:apigateway:us-east-1::/account",
        ] {
            assert_eq!(tag(arn), 400, "{arn}");
        }
        assert_eq!(tag("arn:aws:apigateway:us-east-1::/apikeys/none"), 404);
        assert_eq!(tag("arn:aws:apigateway:us-east-1::/restapis/none"), 404);
        let private = json!({
            "domainName": "private.example.com",
            "certificateArn": "arn:aws:acm:us-east-1:111111111111:certificate/a",
            "endpointConfiguration": {"types": ["PRIVATE"]},
        });
        sample.ok("CreateDomainName", private);
        for name in ["private.example.com", "private.example.com+abcd12"] {
            assert_eq!(
                tag(&format!("arn:aws:apigateway:us-east-1::/domainnames/{name}")),
                404
            );
        }
        let association =
            "domainnameaccessassociations/domainname/private.example.com+abcd12/vpcesource/vpce-1";
        assert_eq!(tag(&format!("arn:aws:apigateway:us-east-1::/{association}")), 404);
    }

    #[test]
    fn tags_have_limits() {
        let fits = |tags: &[(&str, &str)]| {
            let tags = tags
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
            checked(Some(tags.collect())).is_ok()
        };
        assert!(fits(&[("a", "")]));
        assert!(!fits(&[("", "a")]));
        assert!(!fits(&[("AWS:a", "a")]));
        assert!(fits(&[(&"k".repeat(128), &"v".repeat(256))]));
        assert!(!fits(&[(&"k".repeat(129), "v")]));
        assert!(!fits(&[("k", &"v".repeat(257))]));
        let many = |count: usize| {
            let tags: TagMap = (0..count).map(|n| (format!("k{n}"), String::new())).collect();
            checked(Some(tags)).is_ok()
        };
        assert!(many(50));
        assert!(!many(51));
    }
}
