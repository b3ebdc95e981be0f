//! What of a REST API can be patched.
//!
//! Sources: API Gateway API reference, "UpdateRestApi"; API Gateway developer guide, "Patch operations"; recorded answers.

use aws_model::apigateway::{CreateRestApi, RestApi};
use aws_wire::{Operation, Shape};
use control::Result;
use iam_policy::Scope;

use super::{bad_compression, check_compression, endpoint};
use crate::{
    errors::bad_request,
    patch::{Change, Op, Rule, RuleSet, Wording},
    policy,
};

/// What the rules look at besides the API.
pub(super) struct Surroundings {
    /// What the short form in a policy stands for.
    pub scope: Scope,
    /// The most characters of a policy.
    pub policy_characters_max: usize,
}

/// The rules.
pub(super) static RULES: RuleSet<RestApi, Surroundings> = RuleSet {
    wording: Wording::Plain,
    rules: &[
        Rule {
            path: "/name",
            ops: &[Op::Replace],
            apply: |api, change, _| {
                if change.text().trim().is_empty() {
                    return Err(bad_request("Name cannot be empty"));
                }
                api.name = Some(change.text().to_owned());
                Ok(())
            },
        },
        Rule {
            path: "/description",
            ops: &[Op::Replace, Op::Remove],
            apply: |api, change, _| {
                api.description = change.optional();
                Ok(())
            },
        },
        Rule {
            path: "/version",
            ops: &[Op::Replace],
            apply: |api, change, _| {
                api.version = change.optional();
                Ok(())
            },
        },
        Rule {
            path: "/policy",
            ops: &[Op::Replace],
            apply: |api, change, at| {
                api.policy = policy::accept(change.text(), &at.scope, at.policy_characters_max)?;
                Ok(())
            },
        },
        Rule {
            path: "/minimumCompressionSize",
            ops: &[Op::Replace],
            apply: |api, change, _| {
                api.minimum_compression_size = match change.optional() {
                    None => None,
                    Some(_) => Some(check_compression(change.number().ok_or_else(bad_compression)?)?),
                };
                Ok(())
            },
        },
        Rule {
            path: "/binaryMediaTypes/{type}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: media_type,
        },
        Rule {
            path: "/apiKeySource",
            ops: &[Op::Replace],
            apply: |api, change, _| {
                api.api_key_source = Some(one_of("apiKeySource", "ApiKeySourceType", change.text())?);
                Ok(())
            },
        },
        Rule {
            path: "/disableExecuteApiEndpoint",
            ops: &[Op::Replace],
            apply: |api, change, _| {
                api.disable_execute_api_endpoint = Some(change.boolean());
                Ok(())
            },
        },
        Rule {
            path: "/securityPolicy",
            ops: &[Op::Replace],
            apply: |api, change, _| {
                api.security_policy = Some(one_of("securityPolicy", "SecurityPolicy", change.text())?);
                Ok(())
            },
        },
        Rule {
            path: "/endpointAccessMode",
            ops: &[Op::Replace],
            apply: |api, change, _| {
                api.endpoint_access_mode =
                    Some(one_of("endpointAccessMode", "EndpointAccessMode", change.text())?);
                Ok(())
            },
        },
        Rule {
            path: "/endpointConfiguration/ipAddressType",
            ops: &[Op::Replace],
            apply: |api, change, _| endpoint::set_ip_address_type(api, change.text()),
        },
        Rule {
            path: "/endpointConfiguration/types/{type}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: endpoint_type,
        },
        Rule {
            path: "/endpointConfiguration/vpcEndpointIds",
            ops: &[Op::Add, Op::Remove],
            apply: |api, change, _| vpc_endpoint(api, change, change.text()),
        },
        Rule {
            path: "/endpointConfiguration/vpcEndpointIds/{id}",
            ops: &[Op::Add, Op::Remove],
            apply: |api, change, _| vpc_endpoint(api, change, change.name()),
        },
    ],
};

/// The type stands in the path; `replace` puts the value in its place, at the end (recorded).
fn media_type(api: &mut RestApi, change: &Change<'_>, _: &Surroundings) -> Result<()> {
    let types = api.binary_media_types.get_or_insert_default();
    types.retain(|one| one != change.name());
    match change.op {
        Op::Add => types.push(change.name().to_owned()),
        Op::Replace if change.text().is_empty() => {
            return Err(bad_request("Binary media type cannot be empty"));
        }
        Op::Replace => {
            types.retain(|one| one != change.text());
            types.push(change.text().to_owned());
        }
        Op::Remove | Op::Copy | Op::Move | Op::Test => {}
    }
    Ok(())
}

/// The path names the type by number or, as clients do, by itself. An API has one, so that it can be replaced only; AWS's
/// text for the others says otherwise (recorded).
fn endpoint_type(api: &mut RestApi, change: &Change<'_>, _: &Surroundings) -> Result<()> {
    if change.name() != "0" && !endpoint::TYPES.contains(&change.name()) {
        return Err(change.no_such_path());
    }
    match change.op {
        Op::Replace => endpoint::set_type(api, change.text()),
        Op::Add | Op::Remove | Op::Copy | Op::Move | Op::Test => Err(bad_request(
            "Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
        )),
    }
}

fn vpc_endpoint(api: &mut RestApi, change: &Change<'_>, id: &str) -> Result<()> {
    if id.is_empty() {
        return Err(change.no_such_path());
    }
    let endpoint = api.endpoint_configuration.get_or_insert_with(endpoint::default);
    let ids = endpoint.vpc_endpoint_ids.get_or_insert_default();
    ids.retain(|one| one != id);
    if change.op == Op::Add {
        ids.push(id.to_owned());
    }
    if ids.is_empty() {
        endpoint.vpc_endpoint_ids = None;
    }
    Ok(())
}

/// A value that the model has for this member of the request that makes an API.
fn one_of(member: &str, kind: &str, value: &str) -> Result<String> {
    let mut values: &[&str] = &[];
    if let Some(Shape::Structure(request)) = CreateRestApi::MODEL.input
        && let Some(found) = request.members.iter().find(|found| found.name == member)
        && let Shape::Text(text) = found.shape
    {
        values = text.values;
    }
    if values.contains(&value) {
        Ok(value.to_owned())
    } else {
        Err(bad_request(format!(
            "Invalid {kind} specified. Valid options are {}",
            values.join(",")
        )))
    }
}
