//! Who calls the control plane.

use iam_policy::Policy;

/// A caller whose signature held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Twelve digits.
    pub account: String,
    /// `arn:aws:iam::…:root`, `arn:aws:iam::…:user/…`, `arn:aws:sts::…:assumed-role/ROLE/SESSION`.
    pub arn: String,
    /// What `aws:userid` is: the account id for root, `AIDA…`, `AROA…:SESSION`.
    pub user_id: String,
    /// The key the request was signed with.
    pub access_key_id: String,
    /// What kind of identity it is.
    pub kind: CallerKind,
}

/// A kind of identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallerKind {
    /// The account itself: everything is allowed.
    Root,
    /// A user, by name.
    User {
        /// Its name.
        name: String,
    },
    /// A session of a role.
    Role {
        /// The role's name.
        name: String,
        /// The role's ARN.
        role_arn: String,
        /// The session's name.
        session: String,
    },
}

/// The policies that say what a caller may do.
///
/// Source: IAM user guide, "Policy evaluation logic": an action is allowed if an identity policy allows it, the permission
/// boundary and the session policy (where there are any) allow it too, and none denies it.
#[derive(Debug, Default)]
pub struct Policies {
    /// Of the user, its groups, or the role: each with the name it is reported by.
    pub identity: Vec<(String, Policy)>,
    /// The permission boundary.
    pub boundary: Option<(String, Policy)>,
    /// Of the session.
    pub session: Vec<(String, Policy)>,
}
