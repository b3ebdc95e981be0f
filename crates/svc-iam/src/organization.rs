//! Which organization an account belongs to. No operation says so: it is told from outside.
//!
//! Source: IAM user guide, "AWS global condition context keys", `aws:PrincipalOrgID` and `aws:PrincipalOrgPaths`.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The place of an account in its organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// `aws:PrincipalOrgID`: `o-…`
    pub id: String,
    /// `aws:PrincipalOrgPaths`: `o-…/r-…/ou-…/`
    pub path: String,
}

/// Accounts that belong to organizations. Copies share what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organizations {
    members: Arc<BTreeMap<String, Membership>>,
}

impl Organizations {
    /// These accounts in these places.
    pub fn new(members: BTreeMap<String, Membership>) -> Self {
        Self {
            members: Arc::new(members),
        }
    }

    /// Where an account belongs; `None` if it is in no organization.
    pub fn of(&self, account: &str) -> Option<&Membership> {
        self.members.get(account)
    }

    /// The condition keys of callers of an account.
    pub(crate) fn keys(&self, account: &str) -> Vec<(String, Vec<String>)> {
        let Some(place) = self.of(account) else {
            return Vec::new();
        };
        vec![
            ("aws:principalorgid".to_owned(), vec![place.id.clone()]),
            ("aws:principalorgpaths".to_owned(), vec![place.path.clone()]),
        ]
    }
}
