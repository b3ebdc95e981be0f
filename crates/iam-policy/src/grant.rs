//! What an `Allow` of a resource policy is worth, by how it names the caller.

/// How an `Allow` of a resource policy names the caller: within one account it decides what else has to allow. Ordered, the
/// strongest last.
///
/// Source: IAM user guide, "Policy evaluation logic", "Evaluating identity-based policies with resource-based policies" and
/// "Permissions boundaries for IAM entities".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grant {
    /// By its account: that hands the decision to the account, whose own policies must allow too.
    Account,
    /// By its role: no identity policy has to allow, but the permissions boundary and the session policies do.
    Role,
    /// By its own user or session ARN, or with everybody (`*`, or a `NotPrincipal` that does not spare it): nothing else has
    /// to allow.
    Caller,
}

impl Grant {
    /// How people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Account => "the account",
            Self::Role => "the role",
            Self::Caller => "the caller",
        }
    }
}
