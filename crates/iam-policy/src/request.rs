//! What is asked of a policy.

use std::net::IpAddr;

use portcullis_core::Timestamp;

/// One question: may this caller do this action on this resource, in these circumstances?
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Who asks.
    pub caller: Caller<'a>,
    /// The action, such as `execute-api:Invoke`; case does not count.
    pub action: &'a str,
    /// The ARN asked for, built from the raw path. `Allow` statements are matched against this form only.
    pub resource: &'a str,
    /// Other readings of the same resource (the path decoded once, dot segments removed, another verb). A `Deny` statement
    /// that applies to any of them, or to `resource`, denies. Usually empty.
    pub resource_deny_forms: &'a [&'a str],
    /// The condition keys.
    pub context: Context<'a>,
}

/// Who asks, as far as `Principal` can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller<'a> {
    /// Unsigned, or authorized by other means than IAM: only `*` matches.
    Anonymous,
    /// A signed caller.
    Principal {
        /// The caller's own ARN: user, or assumed-role session.
        arn: &'a str,
        /// For role sessions, the role's ARN.
        role_arn: Option<&'a str>,
        /// The caller's account.
        account: &'a str,
    },
    /// An AWS service, such as `events.amazonaws.com`.
    Service(&'a str),
}

/// The condition keys of a request. A key that is `None` or empty is absent.
///
/// Source: API Gateway developer guide, "AWS condition keys that can be used in API Gateway resource policies".
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// `aws:SourceIp`; IPv4-mapped IPv6 is unwrapped by whoever fills it.
    pub source_ip: Option<IpAddr>,
    /// `aws:VpcSourceIp`
    pub vpc_source_ip: Option<IpAddr>,
    /// `aws:CurrentTime` and `aws:EpochTime`
    pub time: Option<Timestamp>,
    /// `aws:SecureTransport`
    pub secure_transport: Option<bool>,
    /// `aws:UserAgent`: every `User-Agent` header in order. `Allow` reads the first, a `Deny` is tried with each.
    pub user_agent: &'a [&'a str],
    /// `aws:Referer`: likewise.
    pub referer: &'a [&'a str],
    /// `aws:SourceVpc`
    pub source_vpc: Option<&'a str>,
    /// `aws:SourceVpce`
    pub source_vpce: Option<&'a str>,
    /// Every other key: lower-cased name and its values (more than one only for multivalued keys).
    pub named: &'a [(&'a str, &'a [&'a str])],
}
