//! Names, ARNs and random ids.
//!
//! Source: IAM user guide, "IAM identifiers" (paths, unique ids and their prefixes; names are unique without regard to case).

use control::{Result, Tx, random_text};
use portcullis_core::Arn;
use store::Key;

use crate::stored::Holder;

/// The partition of every ARN.
pub(crate) const PARTITION: &str = "aws";

/// The account that AWS's managed policies have in their ARNs.
pub(crate) const AWS_ACCOUNT: &str = "aws";

/// What ids are made of.
const ID_ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What secrets and session tokens are made of.
const SECRET_ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Characters of an id behind its prefix of four letters.
const ID_CHARACTERS: usize = 17;

/// Characters of an access key id behind its prefix.
const KEY_ID_CHARACTERS: usize = 16;

/// Characters of a secret access key.
const SECRET_CHARACTERS: usize = 40;

/// Characters of a session token. Clients must not expect a length; 256 characters hold far more than can be guessed.
const TOKEN_CHARACTERS: usize = 256;

/// `AIDA…`: a unique id.
pub(crate) fn unique_id(prefix: &str) -> Result<String> {
    Ok(format!("{prefix}{}", random_text(ID_ALPHABET, ID_CHARACTERS)?))
}

/// `AKIA…` or `ASIA…`: an access key id.
pub(crate) fn access_key_id(prefix: &str) -> Result<String> {
    Ok(format!(
        "{prefix}{}",
        random_text(ID_ALPHABET, KEY_ID_CHARACTERS)?
    ))
}

/// A secret access key.
pub(crate) fn secret() -> Result<String> {
    random_text(SECRET_ALPHABET, SECRET_CHARACTERS)
}

/// A session token.
pub(crate) fn session_token() -> Result<String> {
    random_text(SECRET_ALPHABET, TOKEN_CHARACTERS)
}

/// `arn:aws:iam::111122223333:root`
pub(crate) fn root_arn(account: &str) -> String {
    format!("arn:{PARTITION}:iam::{account}:root")
}

/// `arn:aws:iam::111122223333:user/path/name`
pub(crate) fn arn(account: &str, kind: &str, path: &str, name: &str) -> String {
    format!("arn:{PARTITION}:iam::{account}:{kind}{path}{name}")
}

/// `arn:aws:sts::111122223333:assumed-role/role/session`
pub(crate) fn session_arn(account: &str, role: &str, session: &str) -> String {
    format!("arn:{PARTITION}:sts::{account}:assumed-role/{role}/{session}")
}

/// The id of the document of a name.
pub(crate) fn id(name: &str) -> String {
    name.to_lowercase()
}

/// The key of a named thing of an account.
pub(crate) fn key<T: control::Stored>(account: &str, name: &str) -> Key {
    Key::new(account, "", T::KIND, id(name))
}

/// The account, kind (`user`, `role`, `policy` …) and name in an ARN of IAM.
pub(crate) fn split(arn: &str) -> Option<(&str, &str, &str)> {
    let parsed = Arn::parse(arn).ok()?;
    if parsed.partition != PARTITION || parsed.service != "iam" || !parsed.region.is_empty() {
        return None;
    }
    let (kind, rest) = parsed.resource.split_once('/')?;
    let name = rest.rsplit('/').next()?;
    (!name.is_empty()).then_some((parsed.account, kind, name))
}

/// The user, group or role with exactly this ARN.
pub(crate) fn by_arn<T: Holder>(tx: &mut Tx<'_>, wanted: &str) -> Result<Option<(String, T)>> {
    let Some((account, kind, name)) = split(wanted) else {
        return Ok(None);
    };
    if kind != T::WHAT {
        return Ok(None);
    }
    let found = tx.get_at::<T>(&key::<T>(account, name))?;
    Ok(found
        .filter(|found| found.arn(account) == wanted)
        .map(|found| (account.to_owned(), found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_of_iam_are_taken_apart() {
        #[track_caller]
        fn check(arn: &str, expect: Option<(&str, &str, &str)>) {
            assert_eq!(split(arn), expect, "{arn}");
        }
        check(
            "arn:aws:iam::111122223333:user/ana",
            Some(("111122223333", "user", "ana")),
        );
        check(
            "arn:aws:iam::111122223333:role/a/b/c",
            Some(("111122223333", "role", "c")),
        );
        check(
            "arn:aws:iam::aws:policy/service-role/X",
            Some(("aws", "policy", "X")),
        );
        check("arn:aws:iam::111122223333:root", None);
        check("arn:aws:iam::111122223333:user/", None);
        check("arn:aws:iam:eu-west-1:111122223333:user/ana", None);
        check("arn:aws-cn:iam::111122223333:user/ana", None);
        check("arn:aws:sts::111122223333:assumed-role/a/b", None);
        check("ana", None);
    }

    #[test]
    fn ids_have_the_forms_of_aws() {
        assert_eq!(unique_id("AIDA").unwrap().len(), 21);
        assert_eq!(access_key_id("AKIA").unwrap().len(), 20);
        assert_eq!(secret().unwrap().len(), 40);
        assert_ne!(secret().unwrap(), secret().unwrap());
    }
}
