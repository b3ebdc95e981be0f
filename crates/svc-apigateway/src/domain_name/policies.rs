//! The two policies of a private custom domain name, and the two ARNs they name it by.
//!
//! `policy` says who may call through the name; it is one of `execute-api`, and asks about the name as a whole.
//! `managementPolicy` says which accounts may associate VPC endpoints of theirs with the name. Its statements are those of a
//! policy that allows or denies callers one action on one resource, and are decided by the same engine, with the
//! engine's own action and resource in their places.
//!
//! Sources: API Gateway developer guide, "Custom domain names for private APIs in API Gateway", "API provider: Share your
//! private custom domain name using the API Gateway AWS CLI" (the action and the two ARNs).

use control::{Caller as Account, CallerKind, Error, Result};
use iam_policy::{
    Caller, Compiled, Context as Keys, Decision, Document, Kind, ParseOptions, Policy, Request,
};
use portcullis_core::{Arn, Timestamp};

use super::Context;
use crate::{errors::bad_request, policy};

/// What every policy of a private name is asked about through the data plane.
const INVOKE: &str = "execute-api:Invoke";
/// What a management policy allows.
const ASSOCIATE: &str = "apigateway:CreateAccessAssociation";
/// Stands for the domain name where a policy says `Resource`.
const SHORTHAND: &str = "execute-api:/";

/// A private custom domain name, as ARNs name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PrivateName {
    /// `aws`
    pub(crate) partition: String,
    /// `us-east-1`
    pub(crate) region: String,
    /// Who made it.
    pub(crate) account: String,
    /// `private.example.com+abcd1234`
    pub(crate) name_with_id: String,
}

impl PrivateName {
    /// A name of the caller's account.
    pub(super) fn of(ctx: &Context<'_>, name: &str, id: &str) -> Self {
        Self {
            partition: ctx.env.partition.clone(),
            region: ctx.region.to_owned(),
            account: ctx.account().to_owned(),
            name_with_id: format!("{name}+{id}"),
        }
    }

    /// The name that an ARN of [`PrivateName::arn`]'s form names.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let arn = Arn::parse(text).ok().filter(|arn| arn.service == "apigateway")?;
        let name_with_id = arn.resource.strip_prefix("/domainnames/")?;
        let (name, id) = name_with_id.split_once('+')?;
        let fits =
            !name.is_empty() && !id.is_empty() && !name_with_id.contains('/') && !arn.account.is_empty();
        fits.then(|| Self {
            partition: arn.partition.to_owned(),
            region: arn.region.to_owned(),
            account: arn.account.to_owned(),
            name_with_id: name_with_id.to_owned(),
        })
    }

    /// `private.example.com` and `abcd1234`.
    pub(crate) fn name_and_id(&self) -> (&str, &str) {
        self.name_with_id.split_once('+').unwrap_or_default()
    }

    fn arn_of(&self, service: &str) -> String {
        let Self {
            partition,
            region,
            account,
            name_with_id,
        } = self;
        format!("arn:{partition}:{service}:{region}:{account}:/domainnames/{name_with_id}")
    }

    /// As operations and management policies name it.
    pub(crate) fn arn(&self) -> String {
        self.arn_of("apigateway")
    }

    /// As policies of `execute-api` name it.
    pub(crate) fn invoke_arn(&self) -> String {
        self.arn_of("execute-api")
    }

    /// Nobody may call: what a name has that is made without a policy.
    pub(super) fn deny_all(&self) -> String {
        let arn = self.invoke_arn();
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"{INVOKE}","Resource":"{arn}"}}]}}"#
        )
    }

    /// The stored form of a policy for callers; `None` for an empty text.
    pub(super) fn accept_policy(&self, text: &str, characters_max: usize) -> Result<Option<String>> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let (_, parsed) = Document::parse_escaped(text, Kind::Resource, ParseOptions::default());
        let (mut document, _) = parsed.map_err(|findings| policy::refused(&findings))?;
        let arn = self.invoke_arn();
        for statement in &mut document.statements {
            for pattern in &mut statement.resource.patterns {
                match pattern.value.strip_prefix(SHORTHAND) {
                    Some("*") => pattern.value.clone_from(&arn),
                    Some(_) => {
                        return Err(bad_request(format!(
                            "`{}` names a part of a domain name, and its policy is about the whole: write \
                             `execute-api:/*`, and put what concerns stages and paths into the policy of the REST API",
                            pattern.value
                        )));
                    }
                    None => {}
                }
            }
        }
        let policy =
            Policy::new(&document, None, characters_max).map_err(|findings| policy::refused(&findings))?;
        Ok(Some(policy.to_document().to_json()))
    }

    /// The stored form of a management policy; `None` for an empty text.
    pub(super) fn accept_management(&self, text: &str, characters_max: usize) -> Result<Option<String>> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        if text.contains("execute-api") {
            return Err(bad_request(format!(
                "a managementPolicy allows `{ASSOCIATE}`: what concerns `execute-api` belongs into `policy`"
            )));
        }
        let text = Self::engine_words(text);
        let (_, parsed) = Document::parse_escaped(&text, Kind::Resource, ParseOptions::default());
        let (document, _) = parsed.map_err(|findings| policy::refused(&findings))?;
        let policy =
            Policy::new(&document, None, characters_max).map_err(|findings| policy::refused(&findings))?;
        self.check_management(policy.to_document())?;
        Ok(Some(Self::own_words(&policy.to_document().to_json())))
    }

    /// One action on one resource, whoever it is, under no conditions.
    fn check_management(&self, document: &Document) -> Result<()> {
        let arn = self.invoke_arn();
        for statement in &document.statements {
            let action = statement.action.patterns.iter().all(|one| one.value == INVOKE);
            let resource = statement.resource.patterns.iter().all(|one| one.value == arn);
            if !action || statement.action.negated || !resource || statement.resource.negated {
                return Err(bad_request(format!(
                    "a statement of a managementPolicy has the Action `{ASSOCIATE}` and the Resource `{}`",
                    self.arn()
                )));
            }
            if !statement.conditions.is_empty() {
                return Err(Error::unsupported(
                    "conditions in a managementPolicy are not supported: name the accounts, users and roles as principals",
                ));
            }
        }
        Ok(())
    }

    /// A management policy in the words of the engine.
    pub(super) fn engine_words(text: &str) -> String {
        text.replace(ASSOCIATE, INVOKE)
            .replace(":apigateway:", ":execute-api:")
    }

    fn own_words(text: &str) -> String {
        text.replace(INVOKE, ASSOCIATE)
            .replace(":execute-api:", ":apigateway:")
    }

    /// What a stored management policy says about a caller who wants to associate an endpoint with the name. What cannot be
    /// read any more denies.
    pub(crate) fn management_decision(&self, stored: &str, caller: &Account, now: Timestamp) -> Decision {
        let options = ParseOptions { mirror: true };
        let parsed = Document::parse_with(&Self::engine_words(stored), Kind::Resource, options)
            .and_then(|(document, _)| Policy::new(&document, None, usize::MAX));
        let Ok(policy) = parsed else {
            return Decision::ExplicitDeny;
        };
        let arn = self.invoke_arn();
        let request = Request {
            caller: Caller::Principal {
                arn: &caller.arn,
                role_arn: match &caller.kind {
                    CallerKind::Role { role_arn, .. } => Some(role_arn),
                    CallerKind::Root | CallerKind::User { .. } => None,
                },
                account: &caller.account,
            },
            action: INVOKE,
            resource: &arn,
            resource_deny_forms: &[],
            context: Keys {
                time: Some(now),
                ..Keys::default()
            },
        };
        Compiled::new(&policy).decide(&request).decision
    }
}

/// A stored policy for callers, ready to decide.
pub(super) fn compiled(stored: &str) -> std::result::Result<Compiled, String> {
    let options = ParseOptions { mirror: true };
    Document::parse_with(stored, Kind::Resource, options)
        .and_then(|(document, _)| Policy::new(&document, None, usize::MAX))
        .map(|policy| Compiled::new(&policy))
        .map_err(|findings| {
            let found: Vec<String> = findings.into_iter().map(|finding| finding.message).collect();
            format!("its policy cannot be read: {}", found.join("; "))
        })
}

/// The ARN that policies of `execute-api` name a private name by, and its policy.
pub(crate) fn invoke_policy(
    domain: &aws_model::apigateway::DomainName,
) -> std::result::Result<(String, Option<Compiled>), String> {
    let own = domain.domain_name_arn.as_deref().and_then(PrivateName::parse);
    let own = own.ok_or("a private custom domain name without an ARN of one")?;
    let policy = domain.policy.as_deref().map(compiled).transpose()?;
    Ok((own.invoke_arn(), policy))
}
