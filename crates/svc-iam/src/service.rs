//! Roles as services use them: whether a role trusts a service, what it may do there, and sessions that a service begins.
//!
//! Source: IAM user guide, "Create a role to delegate permissions to an AWS service"; AWS Lambda developer guide, "Defining
//! Lambda function permissions with an execution role" (`lambda.amazonaws.com` assumes the role and hands its credentials to
//! the function).

use control::{Caller, CallerKind, Error, Policies, Result, Tx};
use iam_policy::{Compiled, Context, Decision, Request};
use portcullis_core::Timestamp;
use store::{Key, Store};

use crate::{
    documents, identity, names,
    stored::{Holder as _, Role, SessionOf},
    sts, trust,
};

/// What a service does to act as a role.
const ACTION: &str = "sts:AssumeRole";

/// A role that a service may come to act as.
#[derive(Debug)]
pub struct ServiceRole {
    /// Who the service is then: a session of the role.
    pub caller: Caller,
    /// What the role may do.
    pub policies: Policies,
    trust: Compiled,
    arn: String,
}

impl ServiceRole {
    /// The role of this ARN, with a session of this name that is not kept anywhere. `None`: there is no such role.
    pub fn load(store: &dyn Store, role_arn: &str, session: &str) -> Result<Option<Self>> {
        let mut tx = Tx::new(store, "", "");
        let Some((account, role)) = names::by_arn::<Role>(&mut tx, role_arn)? else {
            return Ok(None);
        };
        let document = trust::in_force(&mut tx, &role)?;
        let trust = Compiled::new(&documents::normalised(&role.trust, &document)?);
        let arn = role.arn(&account);
        let caller = Caller {
            arn: names::session_arn(&account, &role.entity.name, session),
            user_id: format!("{}:{session}", role.entity.id),
            access_key_id: String::new(),
            kind: CallerKind::Role {
                role_arn: arn.clone(),
                name: role.entity.name,
                session: session.to_owned(),
            },
            account,
        };
        let policies = identity::policies(store, &caller)?;
        Ok(Some(Self {
            caller,
            policies,
            trust,
            arn,
        }))
    }

    /// Whether its trust policy lets a service act as it, on behalf of a resource where there is one (`aws:SourceArn`,
    /// `aws:SourceAccount`).
    pub fn trusts(&self, service: &str, source: Option<(&str, &str)>, now: Timestamp) -> bool {
        let source = source.map(|(arn, account)| ([arn], [account]));
        let mut named: Vec<(&str, &[&str])> = Vec::new();
        if let Some((arn, account)) = &source {
            named.push(("aws:sourcearn", arn));
            named.push(("aws:sourceaccount", account));
        }
        let request = Request {
            caller: iam_policy::Caller::Service(service),
            action: ACTION,
            resource: &self.arn,
            resource_deny_forms: &[],
            context: Context {
                time: Some(now),
                named: &named,
                ..Context::default()
            },
        };
        self.trust.decide(&request).decision == Decision::Allow
    }
}

/// Whether a role, by its ARN, exists and could be trusted by a service: some statement of its trust policy names it and none
/// denies it. Conditions on what a later call is made for are not known yet and are not asked.
pub fn role_trusts(tx: &mut Tx<'_>, role_arn: &str, service: &str) -> Result<bool> {
    let Some((account, role)) = names::by_arn::<Role>(tx, role_arn)? else {
        return Ok(false);
    };
    let mut document = trust::in_force(tx, &role)?;
    document.statements.retain(|statement| {
        statement.effect.value == iam_policy::Effect::Allow || statement.conditions.is_empty()
    });
    for statement in &mut document.statements {
        statement.conditions.clear();
    }
    let policy = Compiled::new(&documents::normalised(&role.trust, &document)?);
    let arn = role.arn(&account);
    let request = Request {
        caller: iam_policy::Caller::Service(service),
        action: ACTION,
        resource: &arn,
        resource_deny_forms: &[],
        context: Context::default(),
    };
    Ok(policy.decide(&request).decision == Decision::Allow)
}

/// Credentials of a session that a service began.
pub struct ServiceCredentials {
    /// `ASIA…`
    pub access_key_id: String,
    /// Its secret.
    pub secret_access_key: String,
    /// Its session token.
    pub session_token: String,
}

impl std::fmt::Debug for ServiceCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ServiceCredentials")
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

/// Whoever begins a session for a service.
#[derive(Debug, Clone, Copy)]
pub struct ServiceSession<'a> {
    /// The role.
    pub role_arn: &'a str,
    /// `lambda.amazonaws.com`
    pub service: &'a str,
    /// The name of the session.
    pub session: &'a str,
    /// For what it is: `aws:SourceArn` and `aws:SourceAccount`.
    pub source: Option<(&'a str, &'a str)>,
    /// How long the credentials are good.
    pub seconds: i32,
}

/// Begins a session of a role as a service, and keeps it; with the documents that were written. An error where there is no
/// such role, or where it does not trust the service.
pub fn begin_service_session(
    store: &dyn Store,
    wanted: &ServiceSession<'_>,
    now: Timestamp,
) -> Result<(ServiceCredentials, Vec<Key>)> {
    let refused = |why: &str| {
        Error::new(
            "AccessDenied",
            403,
            format!("the role `{}` {why}", wanted.role_arn),
        )
    };
    let role = ServiceRole::load(store, wanted.role_arn, wanted.session)?
        .ok_or_else(|| refused("does not exist"))?;
    if !role.trusts(wanted.service, wanted.source, now) {
        return Err(refused(&format!(
            "does not trust `{}`: its trust policy must allow `sts:AssumeRole` to this service",
            wanted.service
        )));
    }
    let CallerKind::Role { name, .. } = &role.caller.kind else {
        return Err(refused("is none"));
    };
    let id = role.caller.user_id.split(':').next().unwrap_or_default();
    let of = SessionOf::Role {
        name: name.clone(),
        id: id.to_owned(),
        session: wanted.session.to_owned(),
    };
    let mut tx = Tx::new(store, "", "");
    let account = role.caller.account.clone();
    let made = sts::begin(
        &mut tx,
        now.epoch_ms.div_euclid(1000),
        account,
        of,
        Vec::new(),
        wanted.seconds,
    )?;
    let written = tx.commit()?;
    let credentials = ServiceCredentials {
        access_key_id: made.access_key_id,
        secret_access_key: made.secret_access_key,
        session_token: made.session_token,
    };
    Ok((credentials, written))
}
