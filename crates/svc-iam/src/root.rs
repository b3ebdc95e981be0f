//! Accounts and the access keys of their roots, which no operation makes.

use control::{Result, Tx};
use portcullis_core::{AccountId, Timestamp};
use sigv4::Secret;
use store::{Filter, Store};

use crate::{
    access_key::KEYS_MAX,
    credential::TEMPORARY_PREFIX,
    errors::{already_exists, no_such_entity, quota, validation},
    names,
    stored::{AccessKey, Account, StoredSecret, access_key_key, account_key},
};

/// Makes an account with a root access key: its id and secret, which is given out only now.
///
/// `id` is twelve digits. `EntityAlreadyExists` if there is such an account.
pub fn create_account(store: &dyn Store, id: &str, now: Timestamp) -> Result<(String, Secret)> {
    let mut tx = Tx::new(store, "", "");
    check_account_id(id)?;
    let key = account_key(id);
    if tx.get_at::<Account>(&key)?.is_some() {
        return Err(already_exists(format!("The account {id} already exists.")));
    }
    let account = Account {
        created: now.epoch_seconds(),
        root_keys: Vec::new(),
        alias: None,
    };
    tx.put_at(key, "", &account)?;
    let made = add_root_key(&mut tx, id, names::access_key_id("AKIA")?, names::secret()?, now)?;
    tx.commit()?;
    Ok(made)
}

/// A new access key id with its secret, which nothing stores: for whoever has to keep them before
/// [`import_root_key`] does.
pub fn new_key() -> Result<(String, Secret)> {
    let secret = names::secret()?.into_bytes();
    Ok((names::access_key_id("AKIA")?, Secret::new(secret)))
}

/// Makes a further root access key of an account: its id and secret, which is given out only now.
pub fn root_key(store: &dyn Store, account: &str, now: Timestamp) -> Result<(String, Secret)> {
    let mut tx = Tx::new(store, "", "");
    let made = add_root_key(
        &mut tx,
        account,
        names::access_key_id("AKIA")?,
        names::secret()?,
        now,
    )?;
    tx.commit()?;
    Ok(made)
}

/// Takes a root access key that exists already, with its secret. The account is made if it is not there; nothing happens if
/// the account has this key with this secret.
pub fn import_root_key(
    store: &dyn Store,
    account: &str,
    access_key_id: &str,
    secret: &Secret,
    now: Timestamp,
) -> Result<()> {
    check_account_id(account)?;
    let well_formed = (16..=128).contains(&access_key_id.len())
        && access_key_id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !access_key_id.starts_with(TEMPORARY_PREFIX);
    if !well_formed {
        return Err(validation(format!(
            "`{access_key_id}` is not a long-lived access key id: it has 16 to 128 letters and digits and does not begin \
             with {TEMPORARY_PREFIX}"
        )));
    }
    let secret = String::from_utf8(secret.expose().to_vec())
        .ok()
        .filter(|secret| !secret.is_empty())
        .ok_or_else(|| validation("the secret access key is empty or not UTF-8"))?;
    let mut tx = Tx::new(store, "", "");
    if let Some(known) = tx.get_at::<AccessKey>(&access_key_key(access_key_id))? {
        let same = known.account == account && known.user.is_none() && known.secret.0 == secret;
        return if same {
            Ok(())
        } else {
            Err(already_exists(format!(
                "The access key {access_key_id} already exists, with another secret or of somebody else."
            )))
        };
    }
    let key = account_key(account);
    if tx.get_at::<Account>(&key)?.is_none() {
        let new = Account {
            created: now.epoch_seconds(),
            root_keys: Vec::new(),
            alias: None,
        };
        tx.put_at(key, "", &new)?;
    }
    add_root_key(&mut tx, account, access_key_id.to_owned(), secret, now)?;
    tx.commit()?;
    Ok(())
}

/// The ids of all accounts, in order.
pub fn accounts(store: &dyn Store) -> Result<Vec<String>> {
    const PAGE: usize = 500;
    let mut ids: Vec<String> = Vec::new();
    loop {
        let page = store.list(&Filter {
            account: "",
            region: "",
            kind: <Account as control::Stored>::KIND,
            parent: None,
            after: ids.last().map(String::as_str),
            limit: PAGE,
        })?;
        let full = page.len() == PAGE;
        ids.extend(page.into_iter().map(|document| document.key.id));
        if !full {
            return Ok(ids);
        }
    }
}

fn check_account_id(id: &str) -> Result<()> {
    id.parse::<AccountId>()
        .map(|_| ())
        .map_err(|error| validation(error.to_string()))
}

fn add_root_key(
    tx: &mut Tx<'_>,
    account: &str,
    id: String,
    secret: String,
    now: Timestamp,
) -> Result<(String, Secret)> {
    let mut owner = tx
        .get_at::<Account>(&account_key(account))?
        .ok_or_else(|| no_such_entity(format!("The account {account} cannot be found.")))?;
    if owner.root_keys.len() >= KEYS_MAX {
        return Err(quota("AccessKeysPerAccountRoot", KEYS_MAX));
    }
    owner.root_keys.push(id.clone());
    tx.put_at(account_key(account), "", &owner)?;
    let key = AccessKey {
        account: account.to_owned(),
        user: None,
        active: true,
        created: now.epoch_seconds(),
        secret: StoredSecret(secret.clone()),
    };
    tx.put_at(access_key_key(&id), "", &key)?;
    Ok((id, Secret::new(secret.into_bytes())))
}
