//! What each operation needs to be permitted, as one table.
//!
//! Operations on a group ask for the ARN with an empty stream behind it, `…:log-group:NAME:log-stream:`, as AWS's refusals name
//! it: policies write `…:log-group:NAME:*`.
//!
//! Source: service authorization reference, "Actions, resources, and condition keys for Amazon CloudWatch Logs".

use control::{Call, Permission};
use serde_json::Value;

/// What an operation acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The group, by name or identifier.
    Group,
    /// The stream `logStreamName` of the group.
    Stream,
    /// The ARN `resourceArn`.
    Arn,
    /// All groups.
    All,
}

use Target::{All, Arn, Group, Stream};

/// Every operation that is served, and what it acts on.
pub(crate) const TARGETS: &[(&str, Target)] = &[
    ("CreateLogGroup", Group),
    ("CreateLogStream", Stream),
    ("DeleteLogGroup", Group),
    ("DeleteLogStream", Stream),
    ("DeleteRetentionPolicy", Group),
    ("DescribeLogGroups", All),
    ("DescribeLogStreams", Group),
    ("FilterLogEvents", Group),
    ("GetLogEvents", Stream),
    ("ListTagsForResource", Arn),
    ("ListTagsLogGroup", Group),
    ("PutLogEvents", Stream),
    ("PutRetentionPolicy", Group),
    ("TagLogGroup", Group),
    ("TagResource", Arn),
    ("UntagLogGroup", Group),
    ("UntagResource", Arn),
];

/// What a call needs.
pub fn permissions(call: &Call<'_>) -> Vec<Permission> {
    let target = TARGETS
        .iter()
        .find(|(name, _)| *name == call.operation.name)
        .map(|(_, target)| *target);
    let text = |member: &str| call.input.get(member).and_then(Value::as_str);
    let start = format!("arn:aws:logs:{}:{}:log-group:", call.region, call.account);
    let group = || {
        let given = text("logGroupName")
            .or_else(|| text("logGroupIdentifier"))
            .unwrap_or_default();
        if given.starts_with("arn:") {
            given.strip_suffix(":*").unwrap_or(given).to_owned()
        } else {
            format!("{start}{given}")
        }
    };
    let resource = match target {
        Some(Group) => format!("{}:log-stream:", group()),
        Some(Stream) => format!(
            "{}:log-stream:{}",
            group(),
            text("logStreamName").unwrap_or_default()
        ),
        Some(Arn) => text("resourceArn").unwrap_or("*").to_owned(),
        Some(All) => format!("{start}:log-stream:"),
        None => "*".to_owned(),
    };
    vec![Permission {
        action: format!("logs:{}", call.operation.name),
        resource,
    }]
}
