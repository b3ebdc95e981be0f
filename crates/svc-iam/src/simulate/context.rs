//! Condition keys of a simulation: those the call gives, those the caller brings along, those the policies ask for.

use std::collections::BTreeMap;
use std::net::IpAddr;

use aws_model::iam::ContextEntry;
use control::{Caller, CallerKind, Ctx, Result};
use iam_policy::{ConditionKey, Policy, Version};
use portcullis_core::{Timestamp, unmapped};

use crate::{Iam, errors::invalid_input, evaluate::Keys, identity, names, stored::User};

/// The keys of a simulation.
pub(crate) fn keys(ctx: &mut Ctx<'_, Iam>, caller: Option<&str>, entries: &[ContextEntry]) -> Result<Keys> {
    let mut keys = Keys {
        time: Some(ctx.now),
        ..Keys::default()
    };
    if let Some(arn) = caller {
        keys.extend(caller_keys(ctx, arn)?);
    }
    for entry in entries {
        add(&mut keys, entry)?;
    }
    Ok(keys)
}

/// What a user brings along; of one that does not exist, what its ARN tells.
fn caller_keys(ctx: &mut Ctx<'_, Iam>, arn: &str) -> Result<Vec<(String, Vec<String>)>> {
    let (account, _, name) = names::split(arn).unwrap_or_default();
    let user = names::by_arn::<User>(&mut ctx.tx, arn)?;
    let exists = user.is_some();
    let caller = Caller {
        account: account.to_owned(),
        arn: arn.to_owned(),
        user_id: user.map_or_else(String::new, |(_, user)| user.entity.id),
        access_key_id: String::new(),
        kind: CallerKind::User {
            name: name.to_owned(),
        },
    };
    let mut keys = identity::principal_keys(ctx.tx.store(), &caller, &ctx.env.organizations)?;
    keys.retain(|(name, _)| exists || name != "aws:userid");
    Ok(keys)
}

/// Adds one entry of a call; checks that its values are of its type.
fn add(keys: &mut Keys, entry: &ContextEntry) -> Result<()> {
    let name = entry.context_key_name.as_deref().unwrap_or_default();
    let values = entry.context_key_values.clone().unwrap_or_default();
    let kind = entry.context_key_type.as_deref().unwrap_or("string");
    let fault = |why: String| invalid_input(format!("Invalid Context Key {name}: {why}"));
    if !name.contains(':') {
        return Err(fault("it has no prefix".to_owned()));
    }
    let (kind, list) = kind
        .strip_suffix("List")
        .map_or((kind, false), |kind| (kind, true));
    if !list && values.len() > 1 {
        return Err(fault(format!(
            "{} values of type {kind}; give one, or the type {kind}List",
            values.len()
        )));
    }
    for value in &values {
        let fits = match kind {
            "numeric" => value.parse::<f64>().is_ok_and(f64::is_finite),
            "boolean" => matches!(value.to_ascii_lowercase().as_str(), "true" | "false"),
            "ip" => value.parse::<IpAddr>().is_ok(),
            "date" => Timestamp::parse(value).is_ok(),
            "binary" => aws_wire::base64::decode(value).is_some(),
            _ => true,
        };
        if !fits {
            return Err(fault(format!("`{value}` is not of type {kind}")));
        }
    }
    let first = values.first().cloned();
    let not = |value: &str, what: &str| fault(format!("`{value}` is not {what}"));
    let address = |value: Option<String>| {
        value
            .map(|value| {
                value
                    .parse::<IpAddr>()
                    .map(unmapped)
                    .map_err(|_| not(&value, "an address"))
            })
            .transpose()
    };
    match ConditionKey::parse(name) {
        ConditionKey::SourceIp => keys.source_ip = address(first)?,
        ConditionKey::VpcSourceIp => keys.vpc_source_ip = address(first)?,
        ConditionKey::CurrentTime | ConditionKey::EpochTime => {
            keys.time = first
                .map(|value| Timestamp::parse(&value).map_err(|_| not(&value, "a date")))
                .transpose()?;
        }
        ConditionKey::SecureTransport => {
            keys.secure_transport = first
                .map(|value| match value.to_ascii_lowercase().as_str() {
                    "true" => Ok(true),
                    "false" => Ok(false),
                    _ => Err(not(&value, "true or false")),
                })
                .transpose()?;
        }
        ConditionKey::UserAgent => keys.user_agent = values,
        ConditionKey::Referer => keys.referer = values,
        ConditionKey::SourceVpc => keys.source_vpc = first,
        ConditionKey::SourceVpce => keys.source_vpce = first,
        ConditionKey::Named(name) => {
            keys.named.insert(name.into(), values);
        }
    }
    Ok(())
}

/// The condition keys in policies, by lower-cased name, as they were first written.
pub(crate) fn keys_of<'p>(policies: impl Iterator<Item = &'p Policy>) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    let mut add = |name: &str| {
        keys.entry(name.to_lowercase()).or_insert_with(|| name.to_owned());
    };
    for policy in policies {
        for statement in policy.statements() {
            for condition in &statement.conditions {
                add(&condition.key_text);
            }
            let resources = statement.resource.patterns.iter().map(String::as_str);
            let values = statement
                .conditions
                .iter()
                .flat_map(|condition| &condition.values);
            if policy.version() == Version::V2012 {
                resources
                    .chain(values.map(|value| value.text.as_str()))
                    .flat_map(variables)
                    .for_each(&mut add);
            }
        }
    }
    keys
}

/// The keys of the policy variables in a text: `aws:username` of `${aws:username, 'nobody'}`.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    text.split("${").skip(1).filter_map(|rest| {
        let end = rest.find(['}', ','])?;
        let name = rest.get(..end)?.trim();
        name.contains(':').then_some(name)
    })
}

/// Those of `wanted` that are not there.
pub(crate) fn missing(wanted: BTreeMap<String, String>, keys: &Keys) -> Vec<String> {
    wanted
        .into_iter()
        .filter(|(name, _)| {
            let there = match ConditionKey::parse(name) {
                ConditionKey::SourceIp => keys.source_ip.is_some(),
                ConditionKey::VpcSourceIp => keys.vpc_source_ip.is_some(),
                ConditionKey::CurrentTime | ConditionKey::EpochTime => keys.time.is_some(),
                ConditionKey::SecureTransport => keys.secure_transport.is_some(),
                ConditionKey::UserAgent => !keys.user_agent.is_empty(),
                ConditionKey::Referer => !keys.referer.is_empty(),
                ConditionKey::SourceVpc => keys.source_vpc.is_some(),
                ConditionKey::SourceVpce => keys.source_vpce.is_some(),
                ConditionKey::Named(name) => keys.named.contains_key(&*name),
            };
            !there
        })
        .map(|(_, name)| name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found() {
        #[track_caller]
        fn check(text: &str, expect: &[&str]) {
            assert_eq!(variables(text).collect::<Vec<_>>(), expect, "{text}");
        }
        check("arn:aws:s3:::b/${aws:username}/${*}", &["aws:username"]);
        check(
            "${aws:PrincipalTag/team, 'none'}-${aws:userid}",
            &["aws:PrincipalTag/team", "aws:userid"],
        );
        check("${", &[]);
    }
}
