//! Log groups and how long their events are kept.

use aws_model::logs::{
    CreateLogGroupRequest, DeleteLogGroupRequest, DeleteRetentionPolicyRequest, DescribeLogGroupsRequest,
    DescribeLogGroupsResponse, LogGroup, PutRetentionPolicyRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{Logs, errors, folder::GroupName, page::page, stored::SavedLogGroup, tags};

/// Days that events can be kept. CloudWatch Logs API reference, PutRetentionPolicy.
const RETENTION_DAYS: &[i32] = &[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/// The group of a name, or its error.
pub(crate) fn load(ctx: &mut Ctx<'_, Logs>, name: &str) -> Result<SavedLogGroup> {
    ctx.tx
        .get::<SavedLogGroup>(name)?
        .ok_or_else(|| errors::no_such("log group"))
}

pub(crate) fn save(ctx: &mut Ctx<'_, Logs>, group: &SavedLogGroup) -> Result<()> {
    ctx.tx.put(&group.name, "", group)
}

/// The group as the folder knows it.
pub(crate) fn place(ctx: &Ctx<'_, Logs>, name: &str) -> GroupName {
    GroupName {
        account: ctx.account().to_owned(),
        region: ctx.region.to_owned(),
        group: name.to_owned(),
    }
}

/// The ARN of a group, without the `:*` behind it.
pub(crate) fn arn(ctx: &Ctx<'_, Logs>, name: &str) -> String {
    format!("arn:aws:logs:{}:{}:log-group:{name}", ctx.region, ctx.account())
}

/// The name of the group that a call names by name or by name or ARN.
pub(crate) fn named(ctx: &Ctx<'_, Logs>, name: Option<String>, identifier: Option<String>) -> Result<String> {
    match (name, identifier) {
        (Some(name), None) => Ok(name),
        (None, Some(identifier)) => by_identifier(ctx, &identifier),
        (Some(_), Some(_)) | (None, None) => Err(errors::invalid(
            "Exactly one of logGroupName and logGroupIdentifier must be given",
        )),
    }
}

/// The name in a name or ARN of a group of the caller's account and the call's region.
pub(crate) fn by_identifier(ctx: &Ctx<'_, Logs>, identifier: &str) -> Result<String> {
    if !identifier.starts_with("arn:") {
        return Ok(identifier.to_owned());
    }
    let start = arn(ctx, "");
    let name = identifier
        .strip_prefix(start.as_str())
        .map(|rest| rest.strip_suffix(":*").unwrap_or(rest))
        .filter(|name| !name.is_empty() && !name.contains(':'));
    name.map(str::to_owned)
        .ok_or_else(|| errors::no_such("log group"))
}

/// CreateLogGroup.
pub(crate) fn create(ctx: &mut Ctx<'_, Logs>, input: CreateLogGroupRequest) -> Result<Nothing> {
    if input.kms_key_id.is_some() {
        return Err(Error::unsupported(
            "`kmsKeyId` is not supported: events are not encrypted; leave it out",
        ));
    }
    if input.log_group_class.is_some_and(|class| class != "STANDARD") {
        return Err(Error::unsupported(
            "`logGroupClass` is not supported but for STANDARD; leave it out",
        ));
    }
    if input.deletion_protection_enabled == Some(true) {
        return Err(Error::unsupported(
            "`deletionProtectionEnabled` is not supported; leave it out",
        ));
    }
    let name = input.log_group_name;
    if ctx.tx.get::<SavedLogGroup>(&name)?.is_some() {
        return Err(errors::exists("log group"));
    }
    let groups_max = ctx.env.limits.groups_max;
    if ctx.tx.list::<SavedLogGroup>(None)?.len() >= groups_max {
        return Err(Error::new(
            "LimitExceededException",
            400,
            "Resource limit exceeded.",
        ));
    }
    let mut group = SavedLogGroup::new(&name, ctx.now);
    group.tags = input.tags.unwrap_or_default();
    tags::check(&group.tags)?;
    save(ctx, &group)?;
    Ok(Nothing {})
}

/// DeleteLogGroup, with all its events.
pub(crate) fn delete(ctx: &mut Ctx<'_, Logs>, input: DeleteLogGroupRequest) -> Result<Nothing> {
    load(ctx, &input.log_group_name)?;
    ctx.tx.delete::<SavedLogGroup>(&input.log_group_name);
    let place = place(ctx, &input.log_group_name);
    ctx.env
        .folder
        .delete(&place)
        .map_err(|error| errors::disk(&error))?;
    Ok(Nothing {})
}

/// DescribeLogGroups.
pub(crate) fn describe(
    ctx: &mut Ctx<'_, Logs>,
    input: DescribeLogGroupsRequest,
) -> Result<DescribeLogGroupsResponse> {
    if input.account_identifiers.is_some_and(|list| !list.is_empty())
        || input.include_linked_accounts == Some(true)
    {
        return Err(Error::unsupported(
            "`accountIdentifiers` and `includeLinkedAccounts` are not supported: accounts are not linked; leave them out",
        ));
    }
    if input.log_group_name_prefix.is_some() && input.log_group_name_pattern.is_some() {
        return Err(errors::invalid(
            "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
        ));
    }
    let identified = match input.log_group_identifiers {
        None => None,
        Some(list) => Some(
            list.iter()
                .map(|identifier| by_identifier(ctx, identifier))
                .collect::<Result<Vec<_>>>()?,
        ),
    };
    let other_class = input.log_group_class.is_some_and(|class| class != "STANDARD");
    let wanted = |name: &str| {
        let prefix = input.log_group_name_prefix.as_deref().unwrap_or_default();
        let pattern = input.log_group_name_pattern.as_deref().unwrap_or_default();
        !other_class
            && name.starts_with(prefix)
            && name.to_lowercase().contains(&pattern.to_lowercase())
            && identified
                .as_ref()
                .is_none_or(|list| list.iter().any(|one| one == name))
    };
    let found = ctx
        .tx
        .list::<SavedLogGroup>(None)?
        .into_iter()
        .filter(|(name, _)| wanted(name))
        .collect();
    let (groups, next_token) = page(found, input.next_token.as_ref(), input.limit)?;
    Ok(DescribeLogGroupsResponse {
        log_groups: Some(groups.into_iter().map(|group| answer(ctx, group)).collect()),
        next_token,
    })
}

fn answer(ctx: &Ctx<'_, Logs>, group: SavedLogGroup) -> LogGroup {
    let arn = arn(ctx, &group.name);
    let bytes = ctx.env.folder.bytes(&place(ctx, &group.name));
    LogGroup {
        log_group_name: Some(group.name),
        creation_time: Some(group.created_ms),
        retention_in_days: group.retention_days,
        metric_filter_count: Some(0),
        arn: Some(format!("{arn}:*")),
        stored_bytes: i64::try_from(bytes).ok(),
        log_group_class: Some("STANDARD".to_owned()),
        log_group_arn: Some(arn),
        ..LogGroup::default()
    }
}

/// PutRetentionPolicy.
pub(crate) fn put_retention(ctx: &mut Ctx<'_, Logs>, input: PutRetentionPolicyRequest) -> Result<Nothing> {
    let mut group = load(ctx, &input.log_group_name)?;
    if !RETENTION_DAYS.contains(&input.retention_in_days) {
        let days: Vec<String> = RETENTION_DAYS.iter().map(i32::to_string).collect();
        return Err(errors::invalid(format!(
            "events cannot be kept for {} days, but for one of {}",
            input.retention_in_days,
            days.join(", ")
        )));
    }
    group.retention_days = Some(input.retention_in_days);
    save(ctx, &group)?;
    expire(ctx, &group)?;
    Ok(Nothing {})
}

/// DeleteRetentionPolicy.
pub(crate) fn delete_retention(
    ctx: &mut Ctx<'_, Logs>,
    input: DeleteRetentionPolicyRequest,
) -> Result<Nothing> {
    let mut group = load(ctx, &input.log_group_name)?;
    if group.retention_days.take().is_some() {
        save(ctx, &group)?;
    }
    Ok(Nothing {})
}

/// Removes files that hold nothing but what is kept no longer.
pub(crate) fn expire(ctx: &Ctx<'_, Logs>, group: &SavedLogGroup) -> Result<()> {
    match group.not_before(ctx.now) {
        None => Ok(()),
        Some(before) => ctx
            .env
            .folder
            .expire(&place(ctx, &group.name), before)
            .map_err(|error| errors::disk(&error)),
    }
}
