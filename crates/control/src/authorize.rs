//! What a caller may do: identity policies, the permission boundary, session policies.
//!
//! Source: IAM user guide, "Policy evaluation logic", for requests within one account.

use std::cell::OnceCell;

use iam_policy::{
    Caller as Principal, Context, IdentityPolicies, IdentitySources, NamedPolicy, Policy, Request,
    ResourceOutcome, Verdict,
};
use portcullis_core::Timestamp;
use store::Store;

use crate::{Caller, CallerKind, Error, Identities, Incoming, Permission, Policies, error::Result};

/// What asks for further permissions of the caller, where only a handler knows what is needed.
pub trait Permits {
    /// Refuses what the caller's policies do not permit.
    fn permit(&self, permission: &Permission) -> Result<()>;
}

/// The rights of one caller in one call. Its policies are read when they are first asked.
pub(crate) struct Rights<'a> {
    pub(crate) caller: &'a Caller,
    pub(crate) identities: &'a dyn Identities,
    pub(crate) store: &'a dyn Store,
    pub(crate) request: &'a Incoming,
    pub(crate) region: &'a str,
    pub(crate) now: Timestamp,
    pub(crate) denied_code: &'static str,
    pub(crate) held: OnceCell<Held>,
}

/// What bears on the answer to every question about one caller.
pub(crate) struct Held {
    policies: IdentitySources,
    keys: Vec<(String, Vec<String>)>,
}

impl Permits for Rights<'_> {
    fn permit(&self, permission: &Permission) -> Result<()> {
        if self.caller.kind == CallerKind::Root {
            return Ok(());
        }
        let held = match self.held.get() {
            Some(held) => held,
            None => {
                let held = self.read()?;
                self.held.get_or_init(|| held)
            }
        };
        self.authorize(held, permission)
    }
}

impl Rights<'_> {
    fn read(&self) -> Result<Held> {
        let policies = sources(self.identities.policies(self.store, self.caller)?);
        let mut keys = self.identities.principal_keys(self.store, self.caller)?;
        let mut add = |name: &str, value: &str| keys.push((name.to_owned(), vec![value.to_owned()]));
        add("aws:requestedregion", self.region);
        // Nobody calls for somebody else, and an account's control plane has nothing of other accounts.
        add("aws:resourceaccount", &self.caller.account);
        add("aws:viaawsservice", "false");
        add("aws:principalisawsservice", "false");
        Ok(Held { policies, keys })
    }

    fn authorize(&self, held: &Held, permission: &Permission) -> Result<()> {
        let (caller, request) = (self.caller, self.request);
        let values: Vec<(&str, Vec<&str>)> = held
            .keys
            .iter()
            .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()))
            .collect();
        let named: Vec<(&str, &[&str])> = values
            .iter()
            .map(|(name, values)| (*name, values.as_slice()))
            .collect();
        let (referers, agents) = (
            request.texts(&http::header::REFERER),
            request.texts(&http::header::USER_AGENT),
        );
        let referers: Vec<&str> = referers.iter().map(String::as_str).collect();
        let agents: Vec<&str> = agents.iter().map(String::as_str).collect();
        let question = Request {
            caller: Principal::Principal {
                arn: &caller.arn,
                role_arn: match &caller.kind {
                    CallerKind::Role { role_arn, .. } => Some(role_arn.as_str()),
                    CallerKind::Root | CallerKind::User { .. } => None,
                },
                account: &caller.account,
            },
            action: &permission.action,
            resource: &permission.resource,
            resource_deny_forms: &[],
            context: Context {
                source_ip: request.source_ip,
                time: Some(self.now),
                secure_transport: Some(request.secure),
                user_agent: &agents,
                referer: &referers,
                named: &named,
                ..Context::default()
            },
        };
        let policies = IdentityPolicies::new(&held.policies, &|key| !is_unknown(key, &question));
        // Nothing of the account has a policy of its own that the control plane would ask.
        let verdict = iam_policy::same_account(&policies.decide(&question), ResourceOutcome::NO_POLICY);
        if verdict == Verdict::Allow {
            return Ok(());
        }
        Err(denied(
            caller,
            permission,
            verdict,
            policies.unknown_keys(),
            self.denied_code,
        ))
    }
}

fn sources(policies: Policies) -> IdentitySources {
    let named = |(name, policy): (String, Policy)| NamedPolicy { name, policy };
    IdentitySources {
        identity: policies.identity.into_iter().map(named).collect(),
        boundary: policies.boundary.map(named),
        session: policies.session.into_iter().map(named).collect(),
    }
}

/// Whether every call of the service has a value for this key, or may have one, that is not worked out here: the tags of
/// what is called and of the request, and the service's own keys. `key` is in lower case.
fn is_unknown(key: &str, question: &Request<'_>) -> bool {
    let service = question.action.split_once(':').map_or("", |(service, _)| service);
    let own = key.split_once(':').is_some_and(|(of, _)| of == service);
    let general = [
        "aws:resourcetag/",
        "aws:requesttag/",
        "aws:tagkeys",
        "aws:resourceorg",
    ];
    let given = question.context.named.iter().any(|(name, _)| *name == key);
    (own || general.iter().any(|start| key.starts_with(start))) && !given
}

fn denied(
    caller: &Caller,
    permission: &Permission,
    verdict: Verdict,
    unknown: &[String],
    code: &'static str,
) -> Error {
    let mut message = format!(
        "User: {} is not authorized to perform: {} on resource: {}",
        caller.arn, permission.action, permission.resource
    );
    verdict.push_reason(&permission.action, &mut message);
    if !unknown.is_empty() {
        let keys: Vec<String> = unknown.iter().map(|key| format!("`{key}`")).collect();
        let keys = keys.join(", ");
        message.push_str(&format!(
            " (condition keys that are not known here count against the caller: {keys})"
        ));
    }
    Error::new(code, 403, message)
}

#[cfg(test)]
mod tests {
    use iam_policy::{Document, Kind};

    use super::*;
    use crate::{Credential, CredentialFault};

    /// A user with one policy.
    struct OnePolicy(String);

    impl Identities for OnePolicy {
        fn credential(
            &self,
            _: &dyn Store,
            _: &str,
            _: Option<&str>,
            _: Timestamp,
        ) -> Result<std::result::Result<Credential, CredentialFault>> {
            Ok(Err(CredentialFault::Unknown))
        }

        fn policies(&self, _: &dyn Store, _: &Caller) -> Result<Policies> {
            let (document, _) = Document::parse(&self.0, Kind::Identity).unwrap();
            let policy = Policy::new(&document, None, usize::MAX).unwrap();
            Ok(Policies {
                identity: vec![("p".to_owned(), policy)],
                ..Policies::default()
            })
        }

        fn principal_keys(&self, _: &dyn Store, _: &Caller) -> Result<Vec<(String, Vec<String>)>> {
            Ok(vec![("aws:principaltag/team".to_owned(), vec!["a".to_owned()])])
        }
    }

    /// What a user whose policy has these statements is told of `apigateway:GET` on an API.
    fn ask(statements: &str) -> std::result::Result<(), String> {
        let store = store::open_memory().unwrap();
        let caller = Caller {
            account: "111111111111".to_owned(),
            arn: "arn:aws:iam::111111111111:user/u".to_owned(),
            user_id: "AIDAU".to_owned(),
            access_key_id: "AKIAU".to_owned(),
            kind: CallerKind::User { name: "u".to_owned() },
        };
        let request = Incoming {
            method: "GET".to_owned(),
            path: "/restapis/a1".to_owned(),
            query: String::new(),
            headers: Vec::new(),
            header_map: http::HeaderMap::new(),
            body: Vec::new(),
            source_ip: None,
            secure: false,
        };
        let rights = Rights {
            caller: &caller,
            identities: &OnePolicy(format!(
                r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#
            )),
            store: &*store,
            request: &request,
            region: "us-east-1",
            now: Timestamp { epoch_ms: 0 },
            denied_code: "AccessDeniedException",
            held: OnceCell::new(),
        };
        let permission = Permission {
            action: "apigateway:GET".to_owned(),
            resource: "arn:aws:apigateway:us-east-1::/restapis/a1".to_owned(),
        };
        rights.permit(&permission).map_err(|error| error.message)
    }

    fn statement(effect: &str, condition: &str) -> String {
        format!(
            r#"{{"Effect":"{effect}","Action":"apigateway:*","Resource":"*","Condition":{{{condition}}}}}"#
        )
    }

    const ALLOW: &str = r#"{"Effect":"Allow","Action":"apigateway:*","Resource":"*"}"#;

    #[test]
    fn keys_that_are_not_known_count_against_the_caller() {
        for (operator, key) in [
            ("StringEquals", "aws:ResourceTag/env"),
            ("StringNotEquals", "aws:ResourceTag/env"),
            ("StringNotEqualsIfExists", "AWS:resourcetag/env"),
            ("ForAllValues:StringEquals", "aws:TagKeys"),
            ("StringEquals", "aws:RequestTag/env"),
            ("StringNotEquals", "apigateway:Request/EndpointType"),
            ("StringEquals", "apigateway:Resource/ApiKeyRequired"),
        ] {
            let condition = format!(r#""{operator}":{{"{key}":"x"}}"#);
            let told = ask(&statement("Allow", &condition)).unwrap_err();
            assert!(told.contains("no identity-based policy allows"), "{told}");
            assert!(told.contains(&format!("against the caller: `{key}`")), "{told}");
            let both = format!("{ALLOW},{}", statement("Deny", &condition));
            let told = ask(&both).unwrap_err();
            assert!(told.contains("explicit deny"), "{key}: {told}");
        }
        // An `Allow` beside one that needs such a key still allows.
        let beside = statement("Allow", r#""StringEquals":{"aws:ResourceTag/env":"x"}"#);
        assert_eq!(ask(&format!("{ALLOW},{beside}")), Ok(()));
        // Of a `Deny`, the conditions on what is known still hold.
        let elsewhere = r#""StringEquals":{"aws:ResourceTag/env":"x","aws:RequestedRegion":"eu-west-1"}"#;
        assert_eq!(ask(&format!("{ALLOW},{}", statement("Deny", elsewhere))), Ok(()));
    }

    #[test]
    fn keys_that_are_known_are_compared() {
        for (key, value) in [
            ("aws:RequestedRegion", "us-east-1"),
            ("aws:PrincipalTag/team", "a"),
            ("aws:ResourceAccount", "111111111111"),
            ("aws:ViaAWSService", "false"),
        ] {
            let of = |operator| statement("Allow", &format!(r#""{operator}":{{"{key}":"{value}"}}"#));
            assert_eq!(ask(&of("StringEquals")), Ok(()), "{key}");
            assert!(ask(&of("StringNotEquals")).is_err(), "{key}");
        }
        // A key that a call may well be without is no unknown one.
        let absent = statement("Deny", r#""StringEquals":{"aws:SourceVpc":"vpc-1"}"#);
        assert_eq!(ask(&format!("{ALLOW},{absent}")), Ok(()));
    }
}
