//! What a policy answers.

/// The answer of one policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// An `Allow` applies and no `Deny` does.
    Allow,
    /// A `Deny` applies.
    ExplicitDeny,
    /// Nothing applies.
    ImplicitDeny,
}

/// The answer with the statement that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The answer.
    pub decision: Decision,
    /// Index of the first statement, in document order, that gave it; `None` for an implicit deny.
    pub statement: Option<u32>,
}
