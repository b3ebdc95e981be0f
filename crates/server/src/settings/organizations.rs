//! `[[organization]]`: which organization an account belongs to, and where in it. No operation says so: there is no AWS
//! Organizations here.
//!
//! Source: IAM user guide, "AWS global condition context keys", `aws:PrincipalOrgID` and `aws:PrincipalOrgPaths`.

use std::collections::BTreeMap;

use portcullis_core::AccountId;
use serde::Deserialize;
use svc_iam::{Membership, Organizations};

/// `[[organization]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganizationSettings {
    /// `o-…`
    pub(crate) id: String,
    /// `r-…`
    pub(crate) root: String,
    /// Accounts right under the root.
    #[serde(default)]
    pub(crate) accounts: Vec<String>,
    /// Its organizational units.
    #[serde(default)]
    pub(crate) unit: Vec<UnitSettings>,
}

/// `[[organization.unit]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitSettings {
    /// The units from the root down, `ou-…/ou-…`.
    pub(crate) path: String,
    /// Accounts right in the last one.
    pub(crate) accounts: Vec<String>,
}

/// Accounts and their places, as they are gathered.
#[derive(Debug, Default)]
struct Members(BTreeMap<String, Membership>);

/// Checks what is set; `wrong` is told of every fault.
pub(crate) fn organizations(
    settings: &[OrganizationSettings],
    wrong: &mut dyn FnMut(String, String),
) -> Organizations {
    let mut found = Members::default();
    for (at, one) in settings.iter().enumerate() {
        let key = |name: &str| format!("organization[{at}].{name}");
        if !is_id(&one.id, "o-") {
            wrong(
                key("id"),
                format!("`{}` is no organization id such as `o-a1b2c3d4e5`", one.id),
            );
        }
        if !is_id(&one.root, "r-") {
            wrong(
                key("root"),
                format!("`{}` is no root id such as `r-ab12`", one.root),
            );
        }
        let whole = format!("{}/{}/", one.id, one.root);
        found.add(&one.accounts, &one.id, &whole, &key("accounts"), wrong);
        for (number, unit) in one.unit.iter().enumerate() {
            let key = |name: &str| format!("organization[{at}].unit[{number}].{name}");
            let path = unit.path.trim_end_matches('/');
            if !path.split('/').all(|unit| is_id(unit, "ou-")) {
                wrong(
                    key("path"),
                    format!(
                        "`{}` is no path of organizational units such as `ou-ab12-11111111/ou-ab12-22222222`",
                        unit.path
                    ),
                );
            }
            let path = format!("{whole}{path}/");
            found.add(&unit.accounts, &one.id, &path, &key("accounts"), wrong);
        }
    }
    Organizations::new(found.0)
}

impl Members {
    fn add(
        &mut self,
        accounts: &[String],
        id: &str,
        path: &str,
        key: &str,
        wrong: &mut dyn FnMut(String, String),
    ) {
        for account in accounts {
            if let Err(error) = account.parse::<AccountId>() {
                wrong(key.to_owned(), error.to_string());
                continue;
            }
            let place = Membership {
                id: id.to_owned(),
                path: path.to_owned(),
            };
            if self.0.insert(account.clone(), place).is_some() {
                wrong(
                    key.to_owned(),
                    format!(
                        "the account `{account}` stands in two places: an account has one place in one organization"
                    ),
                );
            }
        }
    }
}

/// Lower-case letters, digits and hyphens after the prefix.
fn is_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|rest| {
        (1..=64).contains(&rest.len())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Organizations, Vec<String>) {
        #[derive(Deserialize)]
        struct File {
            organization: Vec<OrganizationSettings>,
        }
        let file: File = toml::from_str(text).unwrap();
        let mut told = Vec::new();
        let found = organizations(&file.organization, &mut |key, why| {
            told.push(format!("{key}: {why}"))
        });
        (found, told)
    }

    #[test]
    fn accounts_have_their_place() {
        let (found, told) = read(
            "[[organization]]\nid = \"o-abc123\"\nroot = \"r-ab12\"\naccounts = [\"111122223333\"]\n\
             [[organization.unit]]\npath = \"ou-ab12-1/ou-ab12-2\"\naccounts = [\"444455556666\"]\n",
        );
        assert!(told.is_empty(), "{told:?}");
        let path = |account| {
            found
                .of(account)
                .map(|place| (place.id.as_str(), place.path.as_str()))
        };
        assert_eq!(path("111122223333"), Some(("o-abc123", "o-abc123/r-ab12/")));
        assert_eq!(
            path("444455556666"),
            Some(("o-abc123", "o-abc123/r-ab12/ou-ab12-1/ou-ab12-2/"))
        );
        assert_eq!(path("777788889999"), None);
    }

    #[test]
    fn what_is_no_organization_is_told() {
        let (_, told) = read(
            "[[organization]]\nid = \"abc\"\nroot = \"r-\"\naccounts = [\"1\", \"111122223333\", \"111122223333\"]\n\
             [[organization.unit]]\npath = \"ou-1//ou-2\"\naccounts = []\n",
        );
        let keys: Vec<&str> = told.iter().filter_map(|told| told.split(": ").next()).collect();
        assert_eq!(
            keys,
            [
                "organization[0].id",
                "organization[0].root",
                "organization[0].accounts",
                "organization[0].accounts",
                "organization[0].unit[0].path",
            ]
        );
    }
}
