//! A request put to a policy without a gateway: from flags, from a TOML file, or from a test case.

use std::collections::BTreeMap;
use std::net::IpAddr;

use iam_policy::{Caller, Context, Request};
use portcullis_core::{Timestamp, unmapped};
use serde::Deserialize;

use crate::path_readings::path_readings;
use crate::scope::Place;
use crate::signer::Signer;

/// The action of every call of an API.
const INVOKE: &str = "execute-api:Invoke";

/// A request as people write it.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Question {
    /// The verb [default: GET].
    #[arg(long, value_name = "VERB")]
    pub(crate) method: Option<String>,
    /// The path behind the stage, as the client sends it [default: /].
    #[arg(long, value_name = "PATH")]
    pub(crate) path: Option<String>,
    /// The client's address (`aws:SourceIp`); none means that it could not be established.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) source_ip: Option<IpAddr>,
    /// The time (`aws:CurrentTime`), such as 2026-05-01T00:00:00Z [default: now; test cases must say].
    #[arg(long, value_name = "TIME")]
    pub(crate) time: Option<String>,
    /// Whether the client used TLS (`aws:SecureTransport`) [default: true, as always on AWS].
    #[arg(long, value_name = "BOOL")]
    pub(crate) secure: Option<bool>,
    /// A `User-Agent` header; may be given several times.
    #[arg(long, value_name = "TEXT")]
    #[serde(deserialize_with = "one_or_many")]
    pub(crate) user_agent: Vec<String>,
    /// A `Referer` header; may be given several times.
    #[arg(long, value_name = "TEXT")]
    #[serde(deserialize_with = "one_or_many")]
    pub(crate) referer: Vec<String>,
    /// The VPC endpoint (`aws:SourceVpce`).
    #[arg(long, value_name = "ID")]
    pub(crate) source_vpce: Option<String>,
    /// The VPC (`aws:SourceVpc`).
    #[arg(long, value_name = "ID")]
    pub(crate) source_vpc: Option<String>,
    /// The address inside the VPC (`aws:VpcSourceIp`).
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) vpc_source_ip: Option<IpAddr>,
    /// The ARN of a signed caller: a user, a role's session or an account's root; none means anonymous.
    #[arg(long, value_name = "ARN")]
    pub(crate) caller: Option<String>,
    /// The role's ARN, where the caller is a role session [default: the role of that name, without a path].
    #[arg(long, value_name = "ARN", requires = "caller")]
    pub(crate) caller_role: Option<String>,
    /// The action asked for [default: execute-api:Invoke].
    #[arg(long, value_name = "ACTION")]
    pub(crate) action: Option<String>,
    /// Another condition key with a value, `KEY=VALUE`; may be given several times.
    #[arg(long = "context", value_name = "KEY=VALUE", value_parser = key_value)]
    #[serde(skip)]
    pub(crate) context_flags: Vec<(String, String)>,
    /// Other condition keys and their values.
    #[arg(skip)]
    pub(crate) context: BTreeMap<String, Texts>,
}

/// A text or a list of texts.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Texts {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Texts {
    fn into_list(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::Many(list) => list,
        }
    }
}

fn one_or_many<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Texts::deserialize(from).map(Texts::into_list)
}

fn key_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text
        .split_once('=')
        .ok_or_else(|| format!("`{text}` is not KEY=VALUE"))?;
    Ok((key.to_owned(), value.to_owned()))
}

/// A question with every text it refers to, ready to be asked.
#[derive(Debug)]
pub(crate) struct Prepared {
    arn: String,
    deny_forms: Vec<String>,
    action: String,
    source_ip: Option<IpAddr>,
    vpc_source_ip: Option<IpAddr>,
    time: Option<Timestamp>,
    secure: bool,
    user_agent: Vec<String>,
    referer: Vec<String>,
    source_vpc: Option<String>,
    source_vpce: Option<String>,
    signer: Option<Signer>,
    named: Vec<(String, Vec<String>)>,
}

impl Question {
    /// Fills in defaults and builds the ARN; the error is for the user.
    pub(crate) fn prepare(&self, place: &Place, now: Option<Timestamp>) -> Result<Prepared, String> {
        let verb = self.method.clone().unwrap_or_else(|| "GET".to_owned());
        if verb.is_empty() || !verb.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(format!(
                "`{verb}` is not a verb: write it in capital letters, such as `GET`"
            ));
        }
        let path = self.path.clone().unwrap_or_else(|| "/".to_owned());
        if !path.starts_with('/') || path.contains(['?', '#', ' ']) {
            return Err(format!(
                "`{path}` is not a path: it begins with `/` and has no query and no blanks"
            ));
        }
        let head = place.invoke_arn();
        let mut arn = String::new();
        head.write(&verb, &path, &mut arn);
        let deny_forms = path_readings(&path)
            .into_iter()
            .map(|reading| {
                let mut form = String::new();
                head.write(&verb, &reading, &mut form);
                form
            })
            .filter(|form| *form != arn)
            .collect();
        let time = match &self.time {
            Some(text) => Some(Timestamp::parse(text).map_err(|error| error.to_string())?),
            None => now,
        };
        let signer = match (&self.caller, &self.caller_role) {
            (Some(arn), role) => Some(Signer::read(arn, role.as_deref())?),
            (None, Some(_)) => return Err("`caller_role` is given without `caller`".to_owned()),
            (None, None) => None,
        };
        let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (key, values) in &self.context {
            named
                .entry(key.to_ascii_lowercase())
                .or_default()
                .extend(values.clone().into_list());
        }
        for (key, value) in &self.context_flags {
            named
                .entry(key.to_ascii_lowercase())
                .or_default()
                .push(value.clone());
        }
        if let Some(key) = named.keys().find(|key| has_slot(key)) {
            return Err(format!(
                "`{key}` has a field of its own: use that instead of `context`"
            ));
        }
        for (key, value) in signer.iter().flat_map(Signer::keys) {
            named.entry(key.to_owned()).or_insert_with(|| vec![value]);
        }
        Ok(Prepared {
            arn,
            deny_forms,
            action: self.action.clone().unwrap_or_else(|| INVOKE.to_owned()),
            source_ip: self.source_ip.map(unmapped),
            vpc_source_ip: self.vpc_source_ip.map(unmapped),
            time,
            secure: self.secure.unwrap_or(true),
            user_agent: self.user_agent.clone(),
            referer: self.referer.clone(),
            source_vpc: self.source_vpc.clone(),
            source_vpce: self.source_vpce.clone(),
            signer,
            named: named.into_iter().collect(),
        })
    }
}

fn has_slot(key: &str) -> bool {
    !matches!(
        iam_policy::ConditionKey::parse(key),
        iam_policy::ConditionKey::Named(_)
    )
}

fn present(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl Prepared {
    /// The question a saved decision record was decided by.
    pub(crate) fn of_record(record: &gateway::DecisionRecord) -> Self {
        Self {
            arn: record.arn.clone(),
            deny_forms: record.deny_forms.clone(),
            action: INVOKE.to_owned(),
            source_ip: record.source_ip,
            vpc_source_ip: record.vpc_source_ip,
            time: Some(record.time),
            secure: record.secure_transport,
            user_agent: record.user_agent.iter().map(str::to_owned).collect(),
            referer: record.referer.iter().map(str::to_owned).collect(),
            source_vpc: present(&record.source_vpc),
            source_vpce: present(&record.source_vpce),
            signer: match &record.caller {
                gateway::RecordedCaller::Anonymous => None,
                gateway::RecordedCaller::Signed(facts) => Some(Signer::of_facts(facts)),
            },
            named: record.named_keys(),
        }
    }

    /// Who signs; `None` for an anonymous caller.
    pub(crate) fn signer(&self) -> Option<&Signer> {
        self.signer.as_ref()
    }

    /// Whether the request was given this condition key, in lower case, beside those with a field of their own.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        self.named.iter().any(|(name, _)| name == key)
    }

    /// Asks.
    pub(crate) fn ask<T>(&self, answer: impl FnOnce(&Request<'_>) -> T) -> T {
        let deny_forms: Vec<&str> = self.deny_forms.iter().map(String::as_str).collect();
        let user_agent: Vec<&str> = self.user_agent.iter().map(String::as_str).collect();
        let referer: Vec<&str> = self.referer.iter().map(String::as_str).collect();
        let values: Vec<Vec<&str>> = self
            .named
            .iter()
            .map(|(_, values)| values.iter().map(String::as_str).collect())
            .collect();
        let named: Vec<(&str, &[&str])> = self
            .named
            .iter()
            .zip(&values)
            .map(|((key, _), values)| (key.as_str(), values.as_slice()))
            .collect();
        answer(&Request {
            caller: match &self.signer {
                Some(signer) => Caller::Principal {
                    arn: &signer.arn,
                    role_arn: signer.role_arn.as_deref(),
                    account: &signer.account,
                },
                None => Caller::Anonymous,
            },
            action: &self.action,
            resource: &self.arn,
            resource_deny_forms: &deny_forms,
            context: Context {
                source_ip: self.source_ip,
                vpc_source_ip: self.vpc_source_ip,
                time: self.time,
                secure_transport: Some(self.secure),
                user_agent: &user_agent,
                referer: &referer,
                source_vpc: self.source_vpc.as_deref(),
                source_vpce: self.source_vpce.as_deref(),
                named: &named,
            },
        })
    }
}
