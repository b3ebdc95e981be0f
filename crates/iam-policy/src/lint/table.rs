//! Every piece of advice, one row each.

/// One kind of advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lint {
    /// Stable name, kebab-case; the `code` of its findings and its section in `docs/lints.md`.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Why that matters, in one sentence.
    pub why: &'static str,
    /// Told whenever the document is read, by [`Document::parse`](crate::Document::parse); the others are found by
    /// [`lint`](crate::lint).
    pub at_load: bool,
}

const fn found(code: &'static str, title: &'static str, why: &'static str) -> Lint {
    Lint {
        code,
        title,
        why,
        at_load: false,
    }
}

const fn read(code: &'static str, title: &'static str, why: &'static str) -> Lint {
    Lint {
        code,
        title,
        why,
        at_load: true,
    }
}

/// Every lint.
pub const LINTS: &[Lint] = &[
    // addresses
    found(
        "ipv4-only-on-dual-stack",
        "an address list without IPv6 on a listener that takes IPv6",
        "no IPv6 client is inside an IPv4 block, so all of them are let in or all of them are shut out",
    ),
    found(
        "host-bits",
        "bits behind the prefix of an address block",
        "they are ignored, so the block is larger than it looks",
    ),
    read(
        "cidr-space",
        "blanks around an address block",
        "the block is read so that it lets nobody in",
    ),
    read(
        "bare-ipv6-address",
        "an IPv6 address without a prefix length",
        "the prefix AWS assumes is documented without naming a family",
    ),
    found(
        "all-ipv4-without-ipv6",
        "`0.0.0.0/0` without `::/0`",
        "everybody is both blocks; one alone leaves out every client of the other family",
    ),
    found(
        "private-range",
        "a private range in `aws:SourceIp`",
        "on AWS no public client has such an address",
    ),
    found(
        "foldable-addresses",
        "address blocks that can be fewer",
        "blocks overlap or touch, and a policy may only have 8,192 characters",
    ),
    found(
        "allow-list-does-not-restrict",
        "an address list that only allows, beside an authorizer",
        "with a Lambda authorizer or IAM the other side's allow is enough, so only a Deny restricts",
    ),
    // resources
    found(
        "resource-never-matches",
        "a resource without stage, method or path",
        "every request names all of them, and there is no implicit prefix match",
    ),
    read(
        "foreign-resource",
        "a resource of another service",
        "it never matches a call of an API",
    ),
    read(
        "missing-arn-region",
        "a resource without a region",
        "it never matches a call of an API",
    ),
    read(
        "invalid-arn-account",
        "a resource without an account",
        "it never matches a call of an API",
    ),
    read(
        "invalid-arn-resource",
        "a resource that names no API",
        "it never matches a call of an API",
    ),
    found(
        "trailing-slash-hole",
        "a guarded path that a slash at its end gets around",
        "`/admin` and `/admin/` reach the same method, but only one of them matches",
    ),
    found(
        "guard-misses-sub-paths",
        "a guarded path without the paths below it",
        "there is no implicit prefix match",
    ),
    found(
        "verb-never-sent",
        "a method that no request has",
        "requests carry their own verb in upper case, also where the API says `ANY`",
    ),
    found(
        "template-in-resource",
        "a path parameter in a resource",
        "requests carry the real value; `{petId}` matches only itself",
    ),
    // actions and principals
    read(
        "foreign-action",
        "an action of another service",
        "it never matches a call of an API",
    ),
    read(
        "unknown-action",
        "an action the service does not have",
        "it never matches a call of an API",
    ),
    read(
        "unique-id-principal",
        "the id of a deleted user or role",
        "it matches nobody",
    ),
    read(
        "principal-kind-never-matches",
        "a principal that never calls an API",
        "it matches nobody",
    ),
    found(
        "not-principal-without-account",
        "a principal excepted without its account",
        "AWS may still deny the principal through its account",
    ),
    // conditions
    found(
        "for-all-values-in-allow",
        "`ForAllValues` in an Allow without a check that the key is there",
        "it holds for every request that does not have the key",
    ),
    found(
        "client-controlled-key",
        "an Allow guarded by headers only",
        "the client writes these headers itself",
    ),
    found(
        "wildcard-without-like",
        "a wildcard under an operator that has none",
        "`*` and `?` are compared as they stand",
    ),
    found(
        "operator-does-not-fit-key",
        "an operator of another type than the key's values",
        "values are compared as something they are not",
    ),
    found(
        "key-absent-when-unsigned",
        "a key that unsigned callers never have",
        "for them the condition always or never holds",
    ),
    found(
        "key-never-present",
        "a key that no call of an API has",
        "the condition always or never holds",
    ),
    read(
        "unknown-condition-key",
        "a condition key nobody knows",
        "the condition always or never holds",
    ),
    found(
        "unused-policy-variable",
        "a policy variable under an old `Version`",
        "before 2012-10-17 there are no variables; `${…}` is compared as it stands",
    ),
    // the whole
    found(
        "no-allow",
        "denials only",
        "what no statement allows is refused, so nobody comes in",
    ),
    found(
        "unreachable-statement",
        "a statement without effect",
        "another statement decides everything it could, or it matches nothing",
    ),
    found(
        "duplicate-sid",
        "a `Sid` given twice",
        "explanations and logs name statements by it",
    ),
    found(
        "missing-version",
        "no `Version`",
        "the rules of 2008 are in force, without policy variables",
    ),
    found(
        "policy-too-long",
        "more characters than AWS takes",
        "the policy cannot be moved to AWS without raising a quota",
    ),
];
