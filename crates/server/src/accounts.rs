//! Accounts and the file their root keys are written to.
//!
//! The file is in the form of the AWS shared credentials, so that it can be used as it is: the first account is the profile
//! `default`, every account has a profile named after its id.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use sigv4::Secret;
use store::Store;

use crate::{data_folder::write_secret, error_chain};

/// The profile that AWS's clients read when none is named.
const DEFAULT_PROFILE: &str = "default";

/// How often a key is taken into the store again that somebody else changes the account of meanwhile.
const IMPORT_TRIES_MAX: u32 = 10;

/// The file of root keys in the data folder.
pub const CREDENTIALS_FILE: &str = "credentials";

/// A root key as it stands in the file.
#[derive(Clone, PartialEq, Eq)]
pub struct RootKey {
    /// The account, or `default`.
    pub profile: String,
    /// `aws_access_key_id`
    pub access_key_id: String,
    /// `aws_secret_access_key`
    pub secret: String,
}

impl std::fmt::Debug for RootKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RootKey")
            .field("profile", &self.profile)
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

/// Makes the first account where there is none. What the operator should know, if anything.
pub(crate) fn ensure_first(store: &dyn Store, data: &Path, account: &str) -> Result<Option<String>, String> {
    if data.join(CREDENTIALS_FILE).exists() {
        // A store that is new, or was restored, does not know the keys that were handed out; a file that others can read, or
        // that is damaged, is told now and not when it is needed.
        return import_all(store, data).map(|()| None);
    }
    let known = svc_iam::accounts(store).map_err(|error| explained(&error))?;
    if known.iter().any(|id| id == account) {
        // Another gateway on the same store has its root key, and an account can have two and no more.
        return Ok(Some(format!(
            "the account {account} is in the store, and its root key is not in `{}`: copy the file from the data folder that \
             has it, or make a further key with `portcullis account create {account}`",
            data.join(CREDENTIALS_FILE).display()
        )));
    }
    match create(store, data, account) {
        // Another process was first; its keys are this one's too.
        Err(_) if data.join(CREDENTIALS_FILE).exists() => import_all(store, data).map(|()| None),
        made => made.map(|_| None),
    }
}

/// Takes the root keys of the data folder into the store, which may have them already.
fn import_all(store: &dyn Store, data: &Path) -> Result<(), String> {
    let keys = read(data)?;
    let mut of_accounts = keys.iter().filter(|key| key.profile != DEFAULT_PROFILE);
    of_accounts.try_for_each(|key| import(store, key))
}

/// Takes a root key into the store. Whoever takes in the same one at the same time is no reason to fail.
fn import(store: &dyn Store, key: &RootKey) -> Result<(), String> {
    let secret = Secret::new(key.secret.as_bytes());
    let mut tries = 0;
    loop {
        let now = crate::clock::now();
        match svc_iam::import_root_key(store, &key.profile, &key.access_key_id, &secret, now) {
            Err(error) if error.is_conflict() && tries < IMPORT_TRIES_MAX => tries += 1,
            taken => return taken.map_err(|error| explained(&error)),
        }
    }
}

/// Makes an account, or a further root key of one, and writes its key to the data folder's file.
///
/// The file comes first: whoever is stopped between the two has a key that the next start takes into the store, and not one
/// in the store that nobody knows, of which an account can have two and no more.
pub fn create(store: &dyn Store, data: &Path, account: &str) -> Result<RootKey, String> {
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("`{account}` is no account id: give twelve digits"));
    }
    let mut keys = if data.join(CREDENTIALS_FILE).exists() {
        read(data)?
    } else {
        Vec::new()
    };
    if keys.iter().any(|key| key.profile == account) {
        return Err(format!(
            "the account `{account}` is there already: its key is the profile `{account}` of `{}`",
            data.join(CREDENTIALS_FILE).display()
        ));
    }
    let (access_key_id, secret) = svc_iam::new_key().map_err(|error| explained(&error))?;
    let key = RootKey {
        profile: account.to_owned(),
        access_key_id,
        secret: String::from_utf8_lossy(secret.expose()).into_owned(),
    };
    let before = keys.clone();
    if keys.is_empty() {
        keys.push(RootKey {
            profile: DEFAULT_PROFILE.to_owned(),
            ..key.clone()
        });
    }
    keys.push(key.clone());
    if before.is_empty() {
        write_first(data, &keys)?;
    } else {
        write(data, &keys)?;
    }
    if let Err(error) = import(store, &key) {
        // A key that the store does not take must not stand in the way of the next start.
        match before.as_slice() {
            [] => fs::remove_file(data.join(CREDENTIALS_FILE)).map_err(|error| error.to_string())?,
            before => write(data, before)?,
        }
        return Err(error);
    }
    Ok(key)
}

fn explained(error: &control::Error) -> String {
    error.detail.clone().unwrap_or_else(|| error.message.clone())
}

/// The root keys of a data folder.
pub fn read(data: &Path) -> Result<Vec<RootKey>, String> {
    let path = data.join(CREDENTIALS_FILE);
    let cannot = |error: std::io::Error| {
        format!(
            "cannot read `{}`: {}; `portcullis serve` makes it at its first start",
            path.display(),
            error_chain(&error)
        )
    };
    let mode = fs::metadata(&path).map_err(cannot)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(format!(
            "`{}` may be read by others (mode {mode:04o}): its keys are no secret any more; move it away, and a new key is \
             made at the next start",
            path.display()
        ));
    }
    let text = fs::read_to_string(&path).map_err(cannot)?;
    parse(&text).ok_or_else(|| {
        format!(
            "`{}` does not hold credentials: move it away, and a new key is made at the next start",
            path.display()
        )
    })
}

fn parse(text: &str) -> Option<Vec<RootKey>> {
    let mut keys: Vec<RootKey> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(profile) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            keys.push(RootKey {
                profile: profile.to_owned(),
                access_key_id: String::new(),
                secret: String::new(),
            });
            continue;
        }
        let (name, value) = line.split_once('=')?;
        let key = keys.last_mut()?;
        match name.trim() {
            "aws_access_key_id" => value.trim().clone_into(&mut key.access_key_id),
            "aws_secret_access_key" => value.trim().clone_into(&mut key.secret),
            _ => {}
        }
    }
    let whole = !keys.is_empty()
        && keys
            .iter()
            .all(|key| !key.access_key_id.is_empty() && !key.secret.is_empty());
    whole.then_some(keys)
}

/// The file where there is none yet. Of two processes that start at once the first one's keys stay, since it may have handed
/// them to the store.
fn write_first(data: &Path, keys: &[RootKey]) -> Result<(), String> {
    let path = data.join(CREDENTIALS_FILE);
    write_secret(&path, text(keys).trim_end())
        .map_err(|error| format!("cannot write `{}`: {}", path.display(), error_chain(&error)))?;
    if read(data)? == keys {
        Ok(())
    } else {
        Err(format!(
            "another process has made `{}` meanwhile: do it again",
            path.display()
        ))
    }
}

fn text(keys: &[RootKey]) -> String {
    let mut text =
        String::from("# Root access keys of Portcullis, in the form of the AWS shared credentials file.\n");
    for key in keys {
        let _ = write!(
            text,
            "\n[{}]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
            key.profile, key.access_key_id, key.secret
        );
    }
    text
}

/// Written beside its place and moved there, so that nobody reads half of it.
fn write(data: &Path, keys: &[RootKey]) -> Result<(), String> {
    let path = data.join(CREDENTIALS_FILE);
    let draft: PathBuf = data.join(format!("{CREDENTIALS_FILE}.{}", std::process::id()));
    // Process ids come again, in a container always the same: a draft may be there of one that was killed.
    let _ = fs::remove_file(&draft);
    let written = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)
        .and_then(|mut file| {
            file.write_all(text(keys).as_bytes())
                .and_then(|()| file.sync_all())
        })
        .and_then(|()| fs::rename(&draft, &path));
    written.map_err(|error| {
        // The draft may not exist; what counts is the first error.
        let _ = fs::remove_file(&draft);
        format!("cannot write `{}`: {}", path.display(), error_chain(&error))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let folder = std::env::temp_dir().join(format!("portcullis-credentials-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let key = |profile: &str| RootKey {
            profile: profile.to_owned(),
            access_key_id: "AKIAEXAMPLE".to_owned(),
            secret: "a/b+c=".to_owned(),
        };
        let keys = vec![key("default"), key("000000000000")];
        write(&folder, &keys).unwrap();
        assert_eq!(read(&folder).unwrap(), keys);
        let mode = fs::metadata(folder.join(CREDENTIALS_FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::set_permissions(folder.join(CREDENTIALS_FILE), fs::Permissions::from_mode(0o644)).unwrap();
        assert!(read(&folder).unwrap_err().contains("may be read by others"));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn starts_that_fail_use_up_no_keys() {
        let folder = std::env::temp_dir().join(format!("portcullis-first-{}", std::process::id()));
        let store = store::open_memory().unwrap();
        for _ in 0..5 {
            // There is no folder to write the key to.
            assert!(ensure_first(&*store, &folder, "000000000000").is_err());
        }
        fs::create_dir_all(&folder).unwrap();
        ensure_first(&*store, &folder, "000000000000").unwrap();
        let keys = read(&folder).unwrap();
        // As after a stop between file and store: the key that was written is taken.
        let other = store::open_memory().unwrap();
        ensure_first(&*other, &folder, "000000000000").unwrap();
        for store in [store, other] {
            // Nothing happens, since the account has this key with this secret.
            let secret = Secret::new(keys[1].secret.as_bytes());
            let before = store.revision().unwrap();
            let now = crate::clock::now();
            svc_iam::import_root_key(&*store, "000000000000", &keys[1].access_key_id, &secret, now).unwrap();
            assert_eq!(store.revision().unwrap(), before);
            assert_eq!(svc_iam::accounts(&*store).unwrap(), ["000000000000"]);
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn starts_at_the_same_time_agree_on_one_key() {
        let folder = std::env::temp_dir().join(format!("portcullis-at-once-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        for round in 0..20 {
            let data = folder.join(round.to_string());
            fs::create_dir_all(&data).unwrap();
            let store = store::open_memory().unwrap();
            let keys = vec![RootKey {
                profile: "000000000000".to_owned(),
                access_key_id: "AKIAEXAMPLE000000000".to_owned(),
                secret: "theirs".to_owned(),
            }];
            let together = std::sync::Barrier::new(2);
            std::thread::scope(|scope| {
                let other = scope.spawn(|| {
                    together.wait();
                    write_first(&data, &keys).is_ok()
                });
                together.wait();
                ensure_first(&*store, &data, "000000000000").unwrap();
                let theirs = other.join().unwrap();
                assert_eq!(read(&data).unwrap() == keys, theirs);
            });
            // What the file has, the store has.
            let before = store.revision().unwrap();
            import_all(&*store, &data).unwrap();
            assert_eq!(store.revision().unwrap(), before);
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_key_that_the_store_refuses_is_not_kept() {
        let folder = std::env::temp_dir().join(format!("portcullis-refused-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let store = store::open_memory().unwrap();
        for _ in 0..2 {
            create(&*store, &folder, "000000000000").unwrap();
            fs::remove_file(folder.join(CREDENTIALS_FILE)).unwrap();
        }
        assert!(
            create(&*store, &folder, "000000000000")
                .unwrap_err()
                .contains("2")
        );
        assert!(!folder.join(CREDENTIALS_FILE).exists());
        create(&*store, &folder, "111111111111").unwrap();
        assert!(create(&*store, &folder, "000000000000").is_err());
        assert_eq!(read(&folder).unwrap().len(), 2);
        // One that was killed while it wrote had the same process id.
        fs::write(
            folder.join(format!("{CREDENTIALS_FILE}.{}", std::process::id())),
            "",
        )
        .unwrap();
        create(&*store, &folder, "222222222222").unwrap();
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn half_a_file_is_no_file() {
        assert_eq!(parse("[default]\naws_access_key_id = A\n"), None);
        assert_eq!(parse("aws_access_key_id = A\n"), None);
        assert_eq!(parse(""), None);
    }
}
