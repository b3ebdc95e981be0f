//! Who signs a request that is put to a policy without a gateway, and the policies of that caller.

use std::path::{Path, PathBuf};

use iam_policy::{Document, IdentityPolicies, IdentitySources, Kind, NamedPolicy, Policy};
use portcullis_core::Arn;

use crate::definition_or_policy::SourceFile;
use crate::report::Failure;

/// A caller by its ARN, with what follows from that.
#[derive(Debug, Clone)]
pub(crate) struct Signer {
    pub(crate) arn: String,
    pub(crate) role_arn: Option<String>,
    pub(crate) account: String,
    kind: SignerKind,
}

#[derive(Debug, Clone)]
enum SignerKind {
    Root,
    User { name: String },
    Session,
    Federated,
}

impl Signer {
    /// Reads the ARN of a caller; `role` is the role's where the caller is a session of one. The error is for the user.
    ///
    /// Source: IAM user guide, "IAM identifiers" and "AWS JSON policy elements: Principal".
    pub(crate) fn read(arn: &str, role: Option<&str>) -> Result<Self, String> {
        let parsed = Arn::parse(arn).map_err(|error| error.to_string())?;
        let is_account =
            parsed.account.len() == 12 && parsed.account.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = parsed.resource.split('/').collect();
        let mut role_arn = None;
        let kind = match (parsed.service, &*parts) {
            ("iam", ["root"]) => SignerKind::Root,
            ("iam", ["user", .., name]) if !name.is_empty() => SignerKind::User {
                name: (*name).to_owned(),
            },
            ("sts", ["assumed-role", name, session]) if !name.is_empty() && !session.is_empty() => {
                role_arn = Some(role_of(&parsed, name, role)?);
                SignerKind::Session
            }
            ("sts", ["federated-user", name]) if !name.is_empty() => SignerKind::Federated,
            ("iam", ["role", ..]) => {
                return Err(format!(
                    "`{arn}` is a role, and only its sessions call: write \
                     `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`"
                ));
            }
            _ => return Err(not_a_caller(arn)),
        };
        if !is_account || !parsed.region.is_empty() {
            return Err(not_a_caller(arn));
        }
        if role.is_some() && role_arn.is_none() {
            return Err(format!(
                "`{arn}` is no session of a role, so it has no `caller_role`"
            ));
        }
        Ok(Self {
            arn: arn.to_owned(),
            role_arn,
            account: parsed.account.to_owned(),
            kind,
        })
    }

    /// A caller out of a decision record, which names it by its facts.
    pub(crate) fn of_facts(facts: &gateway::CallerFacts) -> Self {
        Self {
            arn: facts.arn.clone(),
            role_arn: facts.role_arn.clone(),
            account: facts.account.clone(),
            kind: match facts.kind {
                gateway::CallerKind::Root => SignerKind::Root,
                gateway::CallerKind::User => SignerKind::User {
                    name: facts.arn.rsplit('/').next().unwrap_or("").to_owned(),
                },
                gateway::CallerKind::Role => SignerKind::Session,
            },
        }
    }

    /// Whether it is its account's root user.
    pub(crate) fn is_root(&self) -> bool {
        matches!(self.kind, SignerKind::Root)
    }

    /// The condition keys that follow from the ARN.
    ///
    /// Source: IAM user guide, "AWS global condition context keys", properties of the principal.
    pub(crate) fn keys(&self) -> Vec<(&'static str, String)> {
        let principal_arn = self.role_arn.as_ref().unwrap_or(&self.arn).clone();
        let mut keys = vec![
            ("aws:principalarn", principal_arn),
            ("aws:principalaccount", self.account.clone()),
        ];
        let principal_type = match &self.kind {
            SignerKind::Root => {
                keys.push(("aws:userid", self.account.clone()));
                "Account"
            }
            SignerKind::User { name } => {
                keys.push(("aws:username", name.clone()));
                "User"
            }
            SignerKind::Session => "AssumedRole",
            SignerKind::Federated => "FederatedUser",
        };
        keys.push(("aws:principaltype", principal_type.to_owned()));
        keys
    }
}

fn not_a_caller(arn: &str) -> String {
    format!(
        "`{arn}` is not the ARN of a caller: write that of a user (`arn:aws:iam::ACCOUNT:user/NAME`), of a role's session \
         (`arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`) or of an account's root (`arn:aws:iam::ACCOUNT:root`)"
    )
}

/// The ARN of the role a session is of: as given, or the one of that name without a path.
fn role_of(session: &Arn<'_>, name: &str, given: Option<&str>) -> Result<String, String> {
    let Some(given) = given else {
        return Ok(format!(
            "arn:{}:iam::{}:role/{name}",
            session.partition, session.account
        ));
    };
    let fits = Arn::parse(given).is_ok_and(|role| {
        role.service == "iam"
            && role.account == session.account
            && role.resource.starts_with("role/")
            && role.resource.rsplit('/').next() == Some(name)
    });
    if fits {
        Ok(given.to_owned())
    } else {
        Err(format!(
            "`{given}` is not the ARN of the role `{name}` of account `{}`, which the session is of",
            session.account
        ))
    }
}

/// The policies of the caller. With any of these the answer is that of all policies together.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct OwnPolicies {
    /// An identity policy (JSON) of the user, one of its groups, or the role; may be given several times. The answer is then
    /// that of all policies together, as for a method of type `AWS_IAM`.
    #[arg(long, value_name = "FILE")]
    identity_policy: Vec<PathBuf>,
    /// The caller has no identity policy.
    #[arg(long, conflicts_with = "identity_policy")]
    no_identity_policy: bool,
    /// The permissions boundary of the user or role.
    #[arg(long, value_name = "FILE")]
    boundary: Option<PathBuf>,
    /// A policy given when the caller's session began; may be given several times.
    #[arg(long, value_name = "FILE")]
    session_policy: Vec<PathBuf>,
}

impl OwnPolicies {
    /// Whether any was given.
    pub(crate) fn given(&self) -> bool {
        self.no_identity_policy
            || !self.identity_policy.is_empty()
            || self.boundary.is_some()
            || !self.session_policy.is_empty()
    }

    /// Reads the files. `given` says which condition keys the request was given in addition, in lower case.
    pub(crate) fn read(&self, given: &dyn Fn(&str) -> bool) -> Result<IdentityPolicies, Failure> {
        if !self.no_identity_policy && self.identity_policy.is_empty() {
            return Err(Failure::message(
                "the caller's identity policies are missing: give `--identity-policy`, or `--no-identity-policy`",
            ));
        }
        let each = |files: &[PathBuf]| files.iter().map(|file| read(file)).collect::<Result<Vec<_>, _>>();
        let sources = IdentitySources {
            identity: each(&self.identity_policy)?,
            boundary: self.boundary.as_deref().map(read).transpose()?,
            session: each(&self.session_policy)?,
        };
        let known = |key: &str| given(key) || iam_policy::is_invocation_key(key);
        Ok(IdentityPolicies::new(&sources, &known))
    }
}

fn read(file: &Path) -> Result<NamedPolicy, Failure> {
    let source = SourceFile::read(file)?;
    let parsed = Document::parse(&source.text, Kind::Identity);
    let (document, _) = parsed.map_err(|findings| source.failure(findings))?;
    let policy = Policy::new(&document, None, usize::MAX).map_err(|findings| source.failure(findings))?;
    Ok(NamedPolicy {
        name: source.name,
        policy,
    })
}

#[cfg(test)]
mod tests {
    use super::Signer;

    fn check(arn: &str, role: Option<&str>, expect: &[(&str, &str)]) {
        let signer = Signer::read(arn, role).unwrap_or_else(|error| panic!("{error}"));
        let keys = signer.keys();
        let keys: Vec<(&str, &str)> = keys.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(keys, expect, "{arn}");
    }

    #[test]
    fn keys_follow_from_the_arn() {
        check(
            "arn:aws:iam::111122223333:user/team/ana",
            None,
            &[
                ("aws:principalarn", "arn:aws:iam::111122223333:user/team/ana"),
                ("aws:principalaccount", "111122223333"),
                ("aws:username", "ana"),
                ("aws:principaltype", "User"),
            ],
        );
        check(
            "arn:aws:sts::111122223333:assumed-role/reader/s1",
            None,
            &[
                ("aws:principalarn", "arn:aws:iam::111122223333:role/reader"),
                ("aws:principalaccount", "111122223333"),
                ("aws:principaltype", "AssumedRole"),
            ],
        );
        check(
            "arn:aws:sts::111122223333:assumed-role/reader/s1",
            Some("arn:aws:iam::111122223333:role/team/reader"),
            &[
                ("aws:principalarn", "arn:aws:iam::111122223333:role/team/reader"),
                ("aws:principalaccount", "111122223333"),
                ("aws:principaltype", "AssumedRole"),
            ],
        );
        check(
            "arn:aws:iam::111122223333:root",
            None,
            &[
                ("aws:principalarn", "arn:aws:iam::111122223333:root"),
                ("aws:principalaccount", "111122223333"),
                ("aws:userid", "111122223333"),
                ("aws:principaltype", "Account"),
            ],
        );
    }

    #[test]
    fn what_is_no_caller_is_refused() {
        for (arn, role, expect) in [
            ("ana", None, "ana"),
            (
                "arn:aws:iam::111122223333:role/reader",
                None,
                "only its sessions call",
            ),
            (
                "arn:aws:iam::111122223333:group/g",
                None,
                "is not the ARN of a caller",
            ),
            ("arn:aws:iam::1111:user/ana", None, "is not the ARN of a caller"),
            (
                "arn:aws:iam:eu-west-1:111122223333:user/ana",
                None,
                "is not the ARN of a caller",
            ),
            (
                "arn:aws:sts::111122223333:assumed-role/reader",
                None,
                "is not the ARN of a caller",
            ),
            (
                "arn:aws:iam::111122223333:user/ana",
                Some("arn:aws:iam::111122223333:role/reader"),
                "is no session of a role",
            ),
            (
                "arn:aws:sts::111122223333:assumed-role/reader/s1",
                Some("arn:aws:iam::111122223333:role/writer"),
                "is not the ARN of the role `reader`",
            ),
            (
                "arn:aws:sts::111122223333:assumed-role/reader/s1",
                Some("arn:aws:iam::444455556666:role/reader"),
                "of account `111122223333`",
            ),
        ] {
            let error = Signer::read(arn, role).unwrap_err();
            assert!(error.contains(expect), "{arn}: {error}");
        }
    }
}
