//! Access keys of users and of the account's root.

use aws_model::iam::{
    AccessKeyMetadata, CreateAccessKeyRequest, CreateAccessKeyResponse, DeleteAccessKeyRequest,
    ListAccessKeysRequest, ListAccessKeysResponse, UpdateAccessKeyRequest,
};
use aws_wire::{EpochSeconds, Nothing};
use control::{CallerKind, Ctx, Result};

use crate::{
    Iam, account, entity,
    errors::{no_such_entity, quota, validation},
    names,
    page::page,
    stored::{AccessKey, Account, StoredSecret, User, access_key_key, account_key},
};

/// Access keys of one user. IAM user guide, quotas.
pub(crate) const KEYS_MAX: usize = 2;

/// Whose keys a call is about.
enum Owner {
    Root(Account),
    User(Box<User>),
}

impl Owner {
    /// The user that is named, or whoever calls.
    fn find(ctx: &mut Ctx<'_, Iam>, name: Option<String>) -> Result<Self> {
        if name.is_none() && ctx.caller.kind == CallerKind::Root {
            return Ok(Self::Root(account::find_own(ctx)?));
        }
        let name = crate::user::name_or_caller(ctx, name)?;
        Ok(Self::User(Box::new(entity::find(ctx, &name)?)))
    }

    fn user(&self) -> Option<&str> {
        match self {
            Self::Root(_) => None,
            Self::User(user) => Some(&user.entity.name),
        }
    }

    fn keys(&mut self) -> &mut Vec<String> {
        match self {
            Self::Root(account) => &mut account.root_keys,
            Self::User(user) => &mut user.access_keys,
        }
    }

    fn save(&self, ctx: &mut Ctx<'_, Iam>) -> Result<()> {
        match self {
            Self::Root(account) => {
                let key = account_key(ctx.account());
                ctx.tx.put_at(key, "", account)
            }
            Self::User(user) => entity::save(ctx, &**user),
        }
    }

    /// One of its keys.
    fn key(&mut self, ctx: &mut Ctx<'_, Iam>, id: &str) -> Result<AccessKey> {
        let found = if self.keys().iter().any(|have| have == id) {
            ctx.tx.get_at::<AccessKey>(&access_key_key(id))?
        } else {
            None
        };
        found.ok_or_else(|| no_such_entity(format!("The Access Key with id {id} cannot be found.")))
    }
}

/// CreateAccessKey: the only answer that has the secret.
pub(crate) fn create(
    ctx: &mut Ctx<'_, Iam>,
    input: CreateAccessKeyRequest,
) -> Result<CreateAccessKeyResponse> {
    let mut owner = Owner::find(ctx, input.user_name)?;
    if owner.keys().len() >= KEYS_MAX {
        return Err(quota("AccessKeysPerUser", KEYS_MAX));
    }
    let id = names::access_key_id("AKIA")?;
    let access_key = AccessKey {
        account: ctx.account().to_owned(),
        user: owner.user().map(str::to_owned),
        active: true,
        created: ctx.now_seconds().0,
        secret: StoredSecret(names::secret()?),
    };
    owner.keys().push(id.clone());
    owner.save(ctx)?;
    ctx.tx.put_at(access_key_key(&id), "", &access_key)?;
    Ok(CreateAccessKeyResponse {
        access_key: aws_model::iam::AccessKey {
            user_name: access_key.user.clone().unwrap_or_default(),
            access_key_id: id,
            status: status(&access_key),
            secret_access_key: access_key.secret.0,
            create_date: Some(EpochSeconds(access_key.created)),
        },
    })
}

/// ListAccessKeys.
pub(crate) fn list(ctx: &mut Ctx<'_, Iam>, input: ListAccessKeysRequest) -> Result<ListAccessKeysResponse> {
    let mut owner = Owner::find(ctx, input.user_name)?;
    let mut all = Vec::new();
    for (at, id) in owner.keys().clone().into_iter().enumerate() {
        let access_key = owner.key(ctx, &id)?;
        let one = AccessKeyMetadata {
            user_name: access_key.user.clone(),
            access_key_id: Some(id),
            status: Some(status(&access_key)),
            create_date: Some(EpochSeconds(access_key.created)),
        };
        all.push((at.to_string(), one));
    }
    let page = page(all, input.marker.as_deref(), input.max_items)?;
    Ok(ListAccessKeysResponse {
        access_key_metadata: page.items,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// UpdateAccessKey.
pub(crate) fn update(ctx: &mut Ctx<'_, Iam>, input: UpdateAccessKeyRequest) -> Result<Nothing> {
    let mut owner = Owner::find(ctx, input.user_name)?;
    let mut access_key = owner.key(ctx, &input.access_key_id)?;
    access_key.active = match input.status.as_str() {
        "Active" => true,
        "Inactive" => false,
        other => {
            return Err(validation(format!(
                "Status {other} cannot be set: choose Active or Inactive"
            )));
        }
    };
    ctx.tx
        .put_at(access_key_key(&input.access_key_id), "", &access_key)?;
    Ok(Nothing {})
}

/// DeleteAccessKey.
pub(crate) fn delete(ctx: &mut Ctx<'_, Iam>, input: DeleteAccessKeyRequest) -> Result<Nothing> {
    let mut owner = Owner::find(ctx, input.user_name)?;
    owner.key(ctx, &input.access_key_id)?;
    owner.keys().retain(|id| *id != input.access_key_id);
    owner.save(ctx)?;
    ctx.tx.delete_at(access_key_key(&input.access_key_id));
    Ok(Nothing {})
}

fn status(access_key: &AccessKey) -> String {
    if access_key.active { "Active" } else { "Inactive" }.to_owned()
}
