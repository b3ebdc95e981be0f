//! Trust policies: whom they name, and who these were when they were named.
//!
//! A user or role in a trust policy is remembered by its unique id. One that is made later under the same name is somebody
//! else and is not trusted; the policy then shows the old id instead of the ARN.
//!
//! Source: IAM user guide, "AWS JSON policy elements: Principal" (IAM user and role principals are turned into unique ids).

use std::collections::BTreeMap;

use control::{Result, Tx};
use iam_policy::{Document, PrincipalKind, Principals};
use portcullis_core::Arn;

use crate::{
    documents,
    errors::{malformed_policy, quota},
    names,
    stored::{Account, Role, User, account_key},
};

/// Reads a trust policy that somebody wants to store: the unique ids of the users and roles in it.
pub(crate) fn check(tx: &mut Tx<'_>, text: &str) -> Result<BTreeMap<String, String>> {
    if documents::characters(text) > documents::TRUST_CHARACTERS_MAX {
        return Err(quota("ACLSizePerRole", documents::TRUST_CHARACTERS_MAX));
    }
    let document = documents::trust(text)?;
    let mut ids = BTreeMap::new();
    for name in named(&document) {
        let id = unique_id(tx, name)?
            .ok_or_else(|| malformed_policy(format!("Invalid principal in policy: \"AWS\":\"{name}\"")))?;
        ids.insert(name.to_owned(), id);
    }
    Ok(ids)
}

/// The trust policy of a role as it holds now: users and roles that are gone stand in it by their ids, which nobody has.
pub(crate) fn in_force(tx: &mut Tx<'_>, role: &Role) -> Result<Document> {
    let mut document = documents::trust(&role.trust)?;
    for statement in &mut document.statements {
        let Some(element) = &mut statement.principal else {
            continue;
        };
        let Principals::Listed(entries) = &mut element.principals else {
            continue;
        };
        for entry in entries
            .iter_mut()
            .filter(|entry| entry.kind == PrincipalKind::Aws)
        {
            if !is_individual(&entry.name.value) {
                continue;
            }
            let then = role.trusted_ids.get(&entry.name.value);
            if then.is_none() || unique_id(tx, &entry.name.value)?.as_ref() != then {
                entry.name.value = then.cloned().unwrap_or_else(|| "AIDAUNKNOWN".to_owned());
            }
        }
    }
    Ok(document)
}

/// The trust policy of a role as answers have it, percent-encoded.
pub(crate) fn answer(tx: &mut Tx<'_>, role: &Role) -> Result<String> {
    let document = in_force(tx, role)?;
    let as_given = documents::trust(&role.trust)?;
    Ok(if document == as_given {
        documents::encoded(&role.trust)
    } else {
        documents::encoded(&document.to_json())
    })
}

/// The users, roles and sessions that a document names.
fn named(document: &Document) -> Vec<&str> {
    document
        .statements
        .iter()
        .filter_map(|statement| statement.principal.as_ref())
        .flat_map(|element| match &element.principals {
            Principals::Everybody => &[],
            Principals::Listed(entries) => entries.as_slice(),
        })
        .filter(|entry| entry.kind == PrincipalKind::Aws && is_individual(&entry.name.value))
        .map(|entry| entry.name.value.as_str())
        .collect()
}

/// Neither everybody nor an account.
fn is_individual(name: &str) -> bool {
    Arn::parse(name).is_ok_and(|arn| arn.resource != "root")
}

/// Whether a principal that a resource policy names exists: the ARN of a user, of a role, or of a session (its role). `None`
/// where that cannot be known here: for an account that this installation does not keep, for an account as a whole, and for
/// federated users, whom no store lists.
///
/// Source: IAM user guide, "AWS JSON policy elements: Principal"; that a policy is refused whose principal does not exist is
/// recorded of API Gateway.
pub fn principal_exists(tx: &mut Tx<'_>, arn: &str) -> Result<Option<bool>> {
    let Ok(parsed) = Arn::parse(arn) else {
        return Ok(None);
    };
    let is_whole = parsed.resource == "root" || parsed.resource.starts_with("federated-user/");
    if is_whole || tx.get_at::<Account>(&account_key(parsed.account))?.is_none() {
        return Ok(None);
    }
    Ok(Some(unique_id(tx, arn)?.is_some()))
}

/// The unique id of a user or role, or of the role of a session, that exists now.
fn unique_id(tx: &mut Tx<'_>, arn: &str) -> Result<Option<String>> {
    if let Some((_, user)) = names::by_arn::<User>(tx, arn)? {
        return Ok(Some(user.entity.id));
    }
    if let Some((_, role)) = names::by_arn::<Role>(tx, arn)? {
        return Ok(Some(role.entity.id));
    }
    let Ok(parsed) = Arn::parse(arn) else {
        return Ok(None);
    };
    let role = parsed
        .resource
        .strip_prefix("assumed-role/")
        .and_then(|rest| rest.split('/').next());
    match role {
        Some(role) if parsed.service == "sts" && parsed.partition == names::PARTITION => {
            let found = tx.get_at::<Role>(&names::key::<Role>(parsed.account, role))?;
            // The session's ARN spells the role's name as the role does.
            Ok(found
                .filter(|found| found.entity.name == role)
                .map(|found| found.entity.id))
        }
        _ => Ok(None),
    }
}
