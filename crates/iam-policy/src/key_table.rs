//! The condition keys an invocation can have, as one table.
//!
//! Source: API Gateway developer guide, "AWS condition keys that can be used in API Gateway resource policies"; IAM user
//! guide, "AWS global condition context keys".

/// What a key's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyType {
    String,
    Arn,
    Bool,
    Date,
    DateOrNumeric,
    Ip,
    Numeric,
}

/// When a key is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// On every call, or on every call of some kind the caller cannot choose.
    Call,
    /// Only on calls to private APIs.
    Private,
    /// Only if the client sends a header it may fill as it likes.
    Header,
    /// Only on calls an AWS service makes.
    Service,
    /// Only on calls with an IAM signature to methods of type `AWS_IAM`.
    Signed,
    /// Known to IAM, never supplied for an invocation.
    Never,
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// As AWS spells it; a name that ends in `/` takes a tag's name behind it.
    pub(crate) name: &'static str,
    /// What its values are.
    pub(crate) value: KeyType,
    /// When it is there.
    pub(crate) presence: Presence,
    /// Whether it may have several values.
    pub(crate) multivalued: bool,
}

const fn key(name: &'static str, value: KeyType, presence: Presence) -> Key {
    Key {
        name,
        value,
        presence,
        multivalued: false,
    }
}

const fn list(name: &'static str, presence: Presence) -> Key {
    Key {
        name,
        value: KeyType::String,
        presence,
        multivalued: true,
    }
}

/// Every key.
pub(crate) const KEYS: &[Key] = &[
    key("aws:CurrentTime", KeyType::Date, Presence::Call),
    key("aws:EpochTime", KeyType::DateOrNumeric, Presence::Call),
    key("aws:SecureTransport", KeyType::Bool, Presence::Call),
    key("aws:SourceIp", KeyType::Ip, Presence::Call),
    key("aws:UserAgent", KeyType::String, Presence::Header),
    key("aws:Referer", KeyType::String, Presence::Header),
    key("aws:SourceVpc", KeyType::String, Presence::Private),
    key("aws:SourceVpce", KeyType::String, Presence::Private),
    key("aws:VpcSourceIp", KeyType::Ip, Presence::Private),
    key("aws:SourceArn", KeyType::Arn, Presence::Service),
    key("aws:SourceAccount", KeyType::String, Presence::Service),
    key("aws:PrincipalArn", KeyType::Arn, Presence::Signed),
    key("aws:PrincipalAccount", KeyType::String, Presence::Signed),
    key("aws:PrincipalOrgID", KeyType::String, Presence::Signed),
    list("aws:PrincipalOrgPaths", Presence::Signed),
    key("aws:PrincipalTag/", KeyType::String, Presence::Signed),
    key("aws:PrincipalType", KeyType::String, Presence::Signed),
    key("aws:userid", KeyType::String, Presence::Signed),
    key("aws:username", KeyType::String, Presence::Signed),
    key("aws:TokenIssueTime", KeyType::Date, Presence::Signed),
    key("aws:MultiFactorAuthPresent", KeyType::Bool, Presence::Signed),
    key("aws:MultiFactorAuthAge", KeyType::Numeric, Presence::Signed),
    key("execute-api:viaDomainArn", KeyType::Arn, Presence::Call),
    // The region may be configured, so it counts as there.
    key("aws:RequestedRegion", KeyType::String, Presence::Call),
    key("aws:SourceOrgID", KeyType::String, Presence::Never),
    list("aws:SourceOrgPaths", Presence::Never),
    key("aws:VpceAccount", KeyType::String, Presence::Never),
    key("aws:VpceOrgID", KeyType::String, Presence::Never),
    list("aws:VpceOrgPaths", Presence::Never),
    key("aws:ResourceAccount", KeyType::String, Presence::Never),
    key("aws:ResourceOrgID", KeyType::String, Presence::Never),
    list("aws:ResourceOrgPaths", Presence::Never),
    key("aws:ResourceTag/", KeyType::String, Presence::Never),
    key("aws:RequestTag/", KeyType::String, Presence::Never),
    list("aws:TagKeys", Presence::Never),
    key("aws:ViaAWSService", KeyType::Bool, Presence::Signed),
    list("aws:CalledVia", Presence::Never),
    key("aws:CalledViaFirst", KeyType::String, Presence::Never),
    key("aws:CalledViaLast", KeyType::String, Presence::Never),
    key("aws:PrincipalIsAWSService", KeyType::Bool, Presence::Signed),
    key("aws:PrincipalServiceName", KeyType::String, Presence::Never),
    list("aws:PrincipalServiceNamesList", Presence::Never),
    key("aws:SourceIdentity", KeyType::String, Presence::Never),
    key("aws:FederatedProvider", KeyType::String, Presence::Never),
    key("aws:Ec2InstanceSourceVpc", KeyType::String, Presence::Never),
    key("aws:Ec2InstanceSourcePrivateIPv4", KeyType::Ip, Presence::Never),
];

/// Keys that a call has by IAM's list of global keys, or may have, and whose values nobody works out for an invocation.
const NOT_WORKED_OUT: &[&str] = &[
    "aws:RequestedRegion",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:ResourceTag/",
    "aws:RequestTag/",
    "aws:TagKeys",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:ViaAWSService",
    "aws:PrincipalIsAWSService",
];

/// Whether it is known what value a key has in a call of an API by a signed caller, or that it has none, where nobody gives
/// the call one in addition; letter case does not count. The keys of other services have none; a global key that is not
/// heard of here may have any.
///
/// For [`IdentityPolicies::new`](crate::IdentityPolicies::new): what a policy says of the other keys counts against the caller.
pub fn is_invocation_key(key: &str) -> bool {
    match Key::find(key) {
        Some(key) => !NOT_WORKED_OUT.contains(&key.name),
        None => {
            let service = key.split_once(':').map_or("", |(service, _)| service);
            !["", "aws", "execute-api"]
                .iter()
                .any(|it| service.eq_ignore_ascii_case(it))
        }
    }
}

impl Key {
    /// The key of this name; letter case does not count.
    pub(crate) fn find(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| {
            if key.name.ends_with('/') {
                name.len() > key.name.len()
                    && name
                        .get(..key.name.len())
                        .is_some_and(|head| head.eq_ignore_ascii_case(key.name))
            } else {
                name.eq_ignore_ascii_case(key.name)
            }
        })
    }

    /// Whether `name` is a tag key without its tag's name.
    pub(crate) fn lacks_tag(name: &str) -> bool {
        let name = name.strip_suffix('/').unwrap_or(name);
        KEYS.iter().any(|key| {
            key.name
                .strip_suffix('/')
                .is_some_and(|head| head.eq_ignore_ascii_case(name))
        })
    }

    /// The known key nearest to `name`, a forgotten `aws:` included.
    pub(crate) fn near(name: &str) -> Option<&'static str> {
        let names = || KEYS.iter().map(|key| key.name);
        crate::near::nearest(name, names()).or_else(|| {
            let tail = name.rsplit(':').next().unwrap_or(name);
            names().find(|known| {
                known
                    .rsplit(':')
                    .next()
                    .is_some_and(|known| known.eq_ignore_ascii_case(tail))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, NOT_WORKED_OUT, is_invocation_key};

    #[test]
    fn keys_are_found_and_guessed() {
        assert_eq!(
            Key::find("AWS:sourceip").map(|key| key.name),
            Some("aws:SourceIp")
        );
        assert_eq!(
            Key::find("aws:principaltag/Team").map(|key| key.name),
            Some("aws:PrincipalTag/")
        );
        assert!(Key::find("aws:PrincipalTag/").is_none() && Key::lacks_tag("aws:principaltag/"));
        assert_eq!(Key::near("aws:SourcIp"), Some("aws:SourceIp"));
        assert_eq!(Key::near("SourceVpce"), Some("aws:SourceVpce"));
        assert_eq!(Key::near("s3:SourceIp"), Some("aws:SourceIp"));
        assert_eq!(Key::near("s3:prefix"), None);
    }

    #[test]
    fn what_is_not_worked_out_is_in_the_table() {
        for name in NOT_WORKED_OUT {
            let example = format!("{name}{}", if name.ends_with('/') { "x" } else { "" });
            assert_eq!(Key::find(&example).map(|key| key.name), Some(*name));
            assert!(!is_invocation_key(&example.to_ascii_lowercase()));
        }
        for known in [
            "aws:sourceip",
            "aws:principaltag/team",
            "execute-api:viadomainarn",
            "aws:calledvia",
            "s3:prefix",
        ] {
            assert!(is_invocation_key(known), "{known}");
        }
        for unknown in ["aws:newkey", "execute-api:other", "AWS:ResourceTag/x", "nothing"] {
            assert!(!is_invocation_key(unknown), "{unknown}");
        }
    }
}
