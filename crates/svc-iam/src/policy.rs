//! Managed policies and their versions: the account's own, and AWS's, which only can be read and attached.
//!
//! How many entities have a policy attached is counted when it is asked for. Attaching writes the policy's document again,
//! unchanged, so that deleting it at the same moment conflicts.

use aws_model::iam::{
    CreatePolicyRequest, CreatePolicyResponse, CreatePolicyVersionRequest, CreatePolicyVersionResponse,
    DeletePolicyRequest, DeletePolicyVersionRequest, GetPolicyRequest, GetPolicyResponse,
    GetPolicyVersionRequest, GetPolicyVersionResponse, ListPoliciesRequest, ListPoliciesResponse,
    ListPolicyTagsRequest, ListPolicyTagsResponse, ListPolicyVersionsRequest, ListPolicyVersionsResponse,
    Policy, PolicyVersion, SetDefaultPolicyVersionRequest, TagPolicyRequest, UntagPolicyRequest,
};
use aws_wire::{EpochSeconds, Nothing};
use control::{Ctx, Result, Tx};

use crate::{
    Iam, documents, entity,
    errors::{
        already_exists, delete_conflict, invalid_input, limit_exceeded, no_such_entity, no_such_policy, quota,
    },
    managed::{self, Managed},
    names,
    page::page,
    stored::{ManagedPolicy, Version},
    tags,
    usage::{Counts, Usage},
};

/// Versions of a policy. IAM user guide, quotas.
pub(crate) const VERSIONS_MAX: usize = 5;

/// `v3`
pub(crate) fn version_id(number: u32) -> String {
    format!("v{number}")
}

/// One of the two kinds of managed policies.
pub(crate) enum Found {
    /// AWS's.
    Aws(&'static Managed),
    /// An account's.
    Own(Box<ManagedPolicy>),
}

/// The policy with exactly this ARN, of whatever account.
pub(crate) fn by_arn(tx: &mut Tx<'_>, arn: &str) -> Result<Option<Found>> {
    match names::split(arn) {
        Some((names::AWS_ACCOUNT, "policy", _)) => Ok(managed::find(arn)?.map(Found::Aws)),
        Some((account, "policy", name)) => {
            let found = tx.get_at::<ManagedPolicy>(&names::key::<ManagedPolicy>(account, name))?;
            Ok(found
                .filter(|policy| policy.arn(account) == arn)
                .map(|policy| Found::Own(Box::new(policy))))
        }
        _ => Ok(None),
    }
}

/// The policy with this ARN, if the caller's account may use it.
pub(crate) fn find(ctx: &mut Ctx<'_, Iam>, arn: &str) -> Result<Found> {
    let mine = match names::split(arn) {
        Some((account, "policy", _)) => account == names::AWS_ACCOUNT || account == ctx.account(),
        Some(_) => false,
        None => return Err(invalid_input(format!("ARN {arn} is not valid."))),
    };
    let found = if mine { by_arn(&mut ctx.tx, arn)? } else { None };
    found.ok_or_else(|| no_such_policy(arn))
}

/// The account's own policy with this ARN.
fn find_own(ctx: &mut Ctx<'_, Iam>, arn: &str) -> Result<ManagedPolicy> {
    match find(ctx, arn)? {
        Found::Own(policy) => Ok(*policy),
        Found::Aws(_) => Err(crate::errors::access_denied(format!(
            "Policy {arn} belongs to AWS and cannot be changed"
        ))),
    }
}

fn save(ctx: &mut Ctx<'_, Iam>, policy: &ManagedPolicy) -> Result<()> {
    let key = names::key::<ManagedPolicy>(&ctx.caller.account, &policy.name);
    ctx.tx.put_at(key, "", policy)
}

/// Refuses a policy that cannot be attached, and makes sure that it stays until this call is committed.
pub(crate) fn must_be_attachable(ctx: &mut Ctx<'_, Iam>, arn: &str) -> Result<()> {
    let gone = || no_such_entity(format!("Policy {arn} does not exist or is not attachable."));
    match find(ctx, arn) {
        Ok(Found::Own(policy)) => save(ctx, &policy),
        Ok(Found::Aws(managed)) if managed.is_of_service() => Err(control::Error::new(
            "PolicyNotAttachable",
            400,
            "Cannot attach a Service Role Policy to a Customer Role.",
        )),
        Ok(Found::Aws(managed)) if managed.attachable => Ok(()),
        Ok(Found::Aws(_)) => Err(gone()),
        Err(error) if error.code == "NoSuchEntity" => Err(gone()),
        Err(error) => Err(error),
    }
}

/// CreatePolicy.
pub(crate) fn create(ctx: &mut Ctx<'_, Iam>, input: CreatePolicyRequest) -> Result<CreatePolicyResponse> {
    check_document(&input.policy_document)?;
    let key = names::key::<ManagedPolicy>(&ctx.caller.account, &input.policy_name);
    if ctx.tx.get_at::<ManagedPolicy>(&key)?.is_some() {
        return Err(already_exists(format!(
            "A policy called {} already exists. Duplicate names are not allowed.",
            input.policy_name
        )));
    }
    let max = ctx.env.limits.policies_max;
    if entity::count::<ManagedPolicy>(ctx)? >= max {
        return Err(quota("PoliciesPerAccount", max));
    }
    let now = ctx.now_seconds().0;
    let policy = ManagedPolicy {
        name: input.policy_name,
        path: input.path.unwrap_or_else(|| entity::ROOT_PATH.to_owned()),
        id: names::unique_id("ANPA")?,
        created: now,
        updated: now,
        description: input.description.filter(|text| !text.is_empty()),
        tags: tags::merged(Vec::new(), input.tags.unwrap_or_default())?,
        versions: vec![Version {
            number: 1,
            document: input.policy_document,
            created: now,
        }],
        default: 1,
        next: 2,
    };
    save(ctx, &policy)?;
    let mut answer = answer(ctx.account(), &policy, Counts::default());
    // CreatePolicy does not repeat it.
    answer.description = None;
    Ok(CreatePolicyResponse { policy: Some(answer) })
}

fn check_document(text: &str) -> Result<()> {
    if documents::characters(text) > documents::MANAGED_CHARACTERS_MAX {
        return Err(quota("PolicySize", documents::MANAGED_CHARACTERS_MAX));
    }
    documents::identity(text).map(|_| ())
}

/// GetPolicy.
pub(crate) fn get(ctx: &mut Ctx<'_, Iam>, input: GetPolicyRequest) -> Result<GetPolicyResponse> {
    let found = find(ctx, &input.policy_arn)?;
    let counts = Usage::read(ctx)?.of(&input.policy_arn);
    Ok(GetPolicyResponse {
        policy: Some(answer_found(ctx.account(), &found, counts)),
    })
}

/// ListPolicies.
pub(crate) fn list(ctx: &mut Ctx<'_, Iam>, input: ListPoliciesRequest) -> Result<ListPoliciesResponse> {
    let usage = Usage::read(ctx)?;
    let scope = input.scope.as_deref().unwrap_or("All");
    let mut all = Vec::new();
    if scope != "Local" {
        all.extend(managed::all()?.iter().map(Found::Aws));
    }
    if scope != "AWS" {
        let own = ctx.tx.list_global::<ManagedPolicy>(None)?;
        all.extend(own.into_iter().map(|(_, policy)| Found::Own(Box::new(policy))));
    }
    let prefix = input.path_prefix.as_deref().unwrap_or(entity::ROOT_PATH);
    let as_boundary = input.policy_usage_filter.as_deref() == Some("PermissionsBoundary");
    let only_used = input.only_attached.unwrap_or_default() || input.policy_usage_filter.is_some();
    let answers = all.iter().filter_map(|found| {
        let arn = found.arn(ctx.account());
        let counts = usage.of(&arn);
        let used = if as_boundary {
            counts.boundaries
        } else {
            counts.attachments
        };
        let mut policy = answer_found(ctx.account(), found, counts);
        // Lists have neither.
        (policy.description, policy.tags) = (None, None);
        let wanted = policy
            .path
            .as_deref()
            .is_some_and(|path| path.starts_with(prefix));
        (wanted && (used > 0 || !only_used)).then_some((arn, policy))
    });
    let page = page(answers.collect(), input.marker.as_deref(), input.max_items)?;
    Ok(ListPoliciesResponse {
        policies: Some(page.items),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// DeletePolicy.
pub(crate) fn delete(ctx: &mut Ctx<'_, Iam>, input: DeletePolicyRequest) -> Result<Nothing> {
    let policy = find_own(ctx, &input.policy_arn)?;
    let counts = Usage::read(ctx)?.of(&input.policy_arn);
    if counts.attachments > 0 || counts.boundaries > 0 {
        return Err(delete_conflict("Cannot delete a policy attached to entities."));
    }
    if policy.versions.len() > 1 {
        return Err(delete_conflict(
            "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. \
             The default version is deleted with the policy.",
        ));
    }
    let key = names::key::<ManagedPolicy>(&ctx.caller.account, &policy.name);
    ctx.tx.delete_at(key);
    Ok(Nothing {})
}

/// CreatePolicyVersion.
pub(crate) fn create_version(
    ctx: &mut Ctx<'_, Iam>,
    input: CreatePolicyVersionRequest,
) -> Result<CreatePolicyVersionResponse> {
    let mut policy = find_own(ctx, &input.policy_arn)?;
    check_document(&input.policy_document)?;
    if policy.versions.len() >= VERSIONS_MAX {
        return Err(limit_exceeded(format!(
            "A managed policy can have up to {VERSIONS_MAX} versions. Before you create a new version, you must delete an \
             existing version."
        )));
    }
    let version = Version {
        number: policy.next,
        document: input.policy_document,
        created: ctx.now_seconds().0,
    };
    policy.next = policy.next.saturating_add(1);
    if input.set_as_default.unwrap_or_default() {
        policy.default = version.number;
    }
    policy.updated = version.created;
    let mut answer = answer_version(&policy, &version);
    answer.document = None;
    policy.versions.push(version);
    save(ctx, &policy)?;
    Ok(CreatePolicyVersionResponse {
        policy_version: Some(answer),
    })
}

/// GetPolicyVersion.
pub(crate) fn get_version(
    ctx: &mut Ctx<'_, Iam>,
    input: GetPolicyVersionRequest,
) -> Result<GetPolicyVersionResponse> {
    let absent = || {
        no_such_entity(format!(
            "Policy {} version {} does not exist or is not attachable.",
            input.policy_arn, input.version_id
        ))
    };
    let answer = match find(ctx, &input.policy_arn)? {
        Found::Aws(managed) if managed.version == input.version_id => aws_version(managed, true),
        Found::Aws(_) => return Err(absent()),
        Found::Own(policy) => {
            let version = policy.version(&input.version_id).ok_or_else(absent)?;
            answer_version(&policy, version)
        }
    };
    Ok(GetPolicyVersionResponse {
        policy_version: Some(answer),
    })
}

/// ListPolicyVersions. Of AWS's policies only the version in force is known.
pub(crate) fn list_versions(
    ctx: &mut Ctx<'_, Iam>,
    input: ListPolicyVersionsRequest,
) -> Result<ListPolicyVersionsResponse> {
    let mut versions = match find(ctx, &input.policy_arn)? {
        Found::Aws(managed) => vec![aws_version(managed, false)],
        Found::Own(policy) => policy
            .versions
            .iter()
            .rev()
            .map(|version| answer_version(&policy, version))
            .collect(),
    };
    let all = versions.iter_mut().enumerate().map(|(at, version)| {
        version.document = None;
        (at.to_string(), version.clone())
    });
    let page = page(all.collect(), input.marker.as_deref(), input.max_items)?;
    Ok(ListPolicyVersionsResponse {
        versions: Some(page.items),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// SetDefaultPolicyVersion.
pub(crate) fn set_default(ctx: &mut Ctx<'_, Iam>, input: SetDefaultPolicyVersionRequest) -> Result<Nothing> {
    let mut policy = find_own(ctx, &input.policy_arn)?;
    policy.default = version_number(&policy, &input.policy_arn, &input.version_id)?;
    policy.updated = ctx.now_seconds().0;
    save(ctx, &policy)?;
    Ok(Nothing {})
}

/// DeletePolicyVersion.
pub(crate) fn delete_version(ctx: &mut Ctx<'_, Iam>, input: DeletePolicyVersionRequest) -> Result<Nothing> {
    let mut policy = find_own(ctx, &input.policy_arn)?;
    let number = version_number(&policy, &input.policy_arn, &input.version_id)?;
    if number == policy.default {
        return Err(delete_conflict("Cannot delete the default version of a policy."));
    }
    policy.versions.retain(|version| version.number != number);
    policy.updated = ctx.now_seconds().0;
    save(ctx, &policy)?;
    Ok(Nothing {})
}

fn version_number(policy: &ManagedPolicy, arn: &str, id: &str) -> Result<u32> {
    policy.version(id).map(|version| version.number).ok_or_else(|| {
        no_such_entity(format!(
            "Policy {arn} version {id} does not exist or is not attachable."
        ))
    })
}

/// TagPolicy.
pub(crate) fn tag(ctx: &mut Ctx<'_, Iam>, input: TagPolicyRequest) -> Result<Nothing> {
    let mut policy = find_own(ctx, &input.policy_arn)?;
    policy.tags = tags::merged(policy.tags, input.tags)?;
    save(ctx, &policy)?;
    Ok(Nothing {})
}

/// UntagPolicy.
pub(crate) fn untag(ctx: &mut Ctx<'_, Iam>, input: UntagPolicyRequest) -> Result<Nothing> {
    let mut policy = find_own(ctx, &input.policy_arn)?;
    tags::remove(&mut policy.tags, &input.tag_keys);
    save(ctx, &policy)?;
    Ok(Nothing {})
}

/// ListPolicyTags.
pub(crate) fn list_tags(
    ctx: &mut Ctx<'_, Iam>,
    input: ListPolicyTagsRequest,
) -> Result<ListPolicyTagsResponse> {
    let tags = match find(ctx, &input.policy_arn)? {
        Found::Aws(_) => Vec::new(),
        Found::Own(policy) => policy.tags,
    };
    let all = tags.into_iter().map(|tag| (tag.key.clone(), tag));
    let page = page(all.collect(), input.marker.as_deref(), input.max_items)?;
    Ok(ListPolicyTagsResponse {
        tags: page.items,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

impl Found {
    /// Its ARN, if it is of this account or AWS's.
    pub(crate) fn arn(&self, account: &str) -> String {
        match self {
            Self::Aws(managed) => managed.arn.clone(),
            Self::Own(policy) => policy.arn(account),
        }
    }
}

impl ManagedPolicy {
    fn version(&self, id: &str) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version_id(version.number) == id)
    }
}

/// A policy as answers have it.
pub(crate) fn answer_found(account: &str, found: &Found, counts: Counts) -> Policy {
    match found {
        Found::Own(policy) => answer(account, policy, counts),
        Found::Aws(managed) => Policy {
            policy_name: Some(managed.name.clone()),
            policy_id: Some(managed.id.clone()),
            arn: Some(managed.arn.clone()),
            path: Some(managed.path.clone()),
            default_version_id: Some(managed.version.clone()),
            attachment_count: Some(counts.attachments),
            permissions_boundary_usage_count: Some(counts.boundaries),
            is_attachable: Some(managed.attachable),
            description: None,
            create_date: Some(EpochSeconds(managed.created)),
            update_date: Some(EpochSeconds(managed.updated)),
            tags: None,
        },
    }
}

fn answer(account: &str, policy: &ManagedPolicy, counts: Counts) -> Policy {
    Policy {
        policy_name: Some(policy.name.clone()),
        policy_id: Some(policy.id.clone()),
        arn: Some(policy.arn(account)),
        path: Some(policy.path.clone()),
        default_version_id: Some(version_id(policy.default)),
        attachment_count: Some(counts.attachments),
        permissions_boundary_usage_count: Some(counts.boundaries),
        is_attachable: Some(true),
        description: policy.description.clone(),
        create_date: Some(EpochSeconds(policy.created)),
        update_date: Some(EpochSeconds(policy.updated)),
        tags: (!policy.tags.is_empty()).then(|| policy.tags.clone()),
    }
}

/// A version as answers have it.
pub(crate) fn answer_version(policy: &ManagedPolicy, version: &Version) -> PolicyVersion {
    PolicyVersion {
        document: Some(documents::encoded(&version.document)),
        version_id: Some(version_id(version.number)),
        is_default_version: Some(version.number == policy.default),
        create_date: Some(EpochSeconds(version.created)),
    }
}

/// The version of one of AWS's policies as answers have it.
pub(crate) fn aws_version(managed: &Managed, with_document: bool) -> PolicyVersion {
    PolicyVersion {
        document: with_document.then(|| documents::encoded(&managed.document)),
        version_id: Some(managed.version.clone()),
        is_default_version: Some(true),
        create_date: Some(EpochSeconds(managed.updated)),
    }
}
