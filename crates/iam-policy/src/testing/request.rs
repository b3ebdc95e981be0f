//! Random requests.

use std::net::IpAddr;

use portcullis_core::Timestamp;
use serde_json::{Map, Value, json};

use super::conditions::{ARNS, BINARIES, DATES, NUMBERS, PATH_LISTS, TEXTS};
use super::{ACCOUNTS, API, Audience, Generator, PATHS, ROLES, SERVICES, SESSIONS, STAGES, USERS, VERBS};
use crate::{Caller, Context, Request};

/// A request that owns its texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnedRequest {
    /// The caller's ARN; `None` for anonymous callers and services.
    pub principal: Option<String>,
    /// For sessions, the role's ARN.
    pub role: Option<String>,
    /// The caller's account.
    pub account: String,
    /// The calling service.
    pub service: Option<String>,
    /// The action.
    pub action: String,
    /// The resource.
    pub resource: String,
    /// Other readings of the resource.
    pub deny_forms: Vec<String>,
    /// `aws:SourceIp`
    pub source_ip: Option<IpAddr>,
    /// `aws:VpcSourceIp`
    pub vpc_source_ip: Option<IpAddr>,
    /// The time.
    pub time: Option<Timestamp>,
    /// `aws:SecureTransport`
    pub secure_transport: Option<bool>,
    /// `User-Agent` headers.
    pub user_agent: Vec<String>,
    /// `Referer` headers.
    pub referer: Vec<String>,
    /// `aws:SourceVpc`
    pub source_vpc: Option<String>,
    /// `aws:SourceVpce`
    pub source_vpce: Option<String>,
    /// Every other key.
    pub named: Vec<(String, Vec<String>)>,
}

impl OwnedRequest {
    /// Calls `ask` with the request as the engine takes it.
    pub fn with<T>(&self, ask: impl FnOnce(&Request<'_>) -> T) -> T {
        let (forms, user_agent, referer) = (
            texts_of(&self.deny_forms),
            texts_of(&self.user_agent),
            texts_of(&self.referer),
        );
        let lists: Vec<Vec<&str>> = self.named.iter().map(|(_, values)| texts_of(values)).collect();
        let named: Vec<(&str, &[&str])> = self
            .named
            .iter()
            .zip(&lists)
            .map(|((name, _), values)| (name.as_str(), values.as_slice()))
            .collect();
        let caller = match (&self.principal, &self.service) {
            (Some(arn), _) => Caller::Principal {
                arn,
                role_arn: self.role.as_deref(),
                account: &self.account,
            },
            (None, Some(service)) => Caller::Service(service),
            (None, None) => Caller::Anonymous,
        };
        ask(&Request {
            caller,
            action: &self.action,
            resource: &self.resource,
            resource_deny_forms: &forms,
            context: Context {
                source_ip: self.source_ip,
                vpc_source_ip: self.vpc_source_ip,
                time: self.time,
                secure_transport: self.secure_transport,
                user_agent: &user_agent,
                referer: &referer,
                source_vpc: self.source_vpc.as_deref(),
                source_vpce: self.source_vpce.as_deref(),
                named: &named,
            },
        })
    }

    /// The condition keys as a JSON object of names and texts, lists where there are several values.
    pub fn context_json(&self) -> Value {
        let mut out = Map::new();
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                out.insert(name.to_owned(), json!(value));
            }
        };
        put("aws:SourceIp", self.source_ip.map(|ip| ip.to_string()));
        put("aws:VpcSourceIp", self.vpc_source_ip.map(|ip| ip.to_string()));
        put("aws:CurrentTime", self.time.map(|time| time.to_string()));
        put(
            "aws:EpochTime",
            self.time.map(|time| time.epoch_seconds().to_string()),
        );
        put(
            "aws:SecureTransport",
            self.secure_transport.map(|flag| flag.to_string()),
        );
        put("aws:UserAgent", self.user_agent.first().cloned());
        put("aws:Referer", self.referer.first().cloned());
        put("aws:SourceVpc", self.source_vpc.clone());
        put("aws:SourceVpce", self.source_vpce.clone());
        for (name, values) in &self.named {
            let list = values.len() > 1 || name == "aws:principalorgpaths";
            let value = if list {
                json!(values)
            } else {
                json!(values.first())
            };
            out.insert(name.clone(), value);
        }
        Value::Object(out)
    }
}

fn texts_of(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

const ADDRESSES: &[&str] = &[
    "203.0.113.9",
    "203.0.113.200",
    "198.51.100.77",
    "198.51.100.200",
    "192.0.2.8",
    "10.0.0.1",
    "2001:db8:10::1",
    "2001:db8:bad::5",
    "2a00::1",
];

impl Generator {
    /// A request.
    pub fn request(&mut self) -> OwnedRequest {
        let engine = self.audience == Audience::Engine;
        let mut request = OwnedRequest {
            action: self.action().to_owned(),
            ..OwnedRequest::default()
        };
        request.resource = self.resource();
        if engine && self.chance(1, 6) {
            request.deny_forms = (0..=self.below(2)).map(|_| self.resource()).collect();
        }
        self.fill_caller(&mut request);
        if self.chance(9, 10) {
            request.source_ip = self.address();
        }
        if self.chance(1, 5) {
            request.vpc_source_ip = self.address();
        }
        request.time = self.time();
        if self.chance(9, 10) {
            request.secure_transport = Some(self.chance(3, 4));
        }
        let most = if engine { 3 } else { 2 };
        request.user_agent = (0..self.below(most)).map(|_| self.text().to_owned()).collect();
        request.referer = (0..self.below(most))
            .map(|_| self.pick(TEXTS).to_owned())
            .collect();
        if self.chance(1, 4) {
            request.source_vpce = Some(self.text().to_owned());
            request.source_vpc = Some(self.pick(TEXTS).to_owned());
        }
        self.fill_named(&mut request);
        request
    }

    /// A text for a key that occurs as a variable: what an empty one means there, engines dispute.
    fn text(&mut self) -> &'static str {
        match self.pick(TEXTS) {
            "" if self.audience == Audience::Oracle => "ana",
            text => text,
        }
    }

    fn action(&mut self) -> &'static str {
        self.pick(&[
            "execute-api:Invoke",
            "execute-api:Invoke",
            "execute-api:Invoke",
            "execute-api:InvalidateCache",
        ])
    }

    fn resource(&mut self) -> String {
        let (stage, verb, path) = (self.pick(STAGES), self.pick(VERBS), self.pick(PATHS));
        format!("arn:aws:execute-api:eu-west-1:111122223333:{API}/{stage}/{verb}/{path}")
    }

    fn fill_caller(&mut self, request: &mut OwnedRequest) {
        let account = self.pick(ACCOUNTS);
        let engine = self.audience == Audience::Engine;
        request.account = account.to_owned();
        match self.below(10) {
            0..=4 => {}
            5 if engine => request.service = Some(self.pick(SERVICES).to_owned()),
            5 | 6 => {
                let role = self.pick(ROLES);
                let (name, session) = (role.rsplit('/').next().unwrap_or(role), self.pick(SESSIONS));
                request.principal = Some(format!("arn:aws:sts::{account}:assumed-role/{name}/{session}"));
                request.role = Some(format!("arn:aws:iam::{account}:role/{role}"));
            }
            7 if engine => request.principal = Some(format!("arn:aws:iam::{account}:root")),
            _ => {
                request.principal = Some(format!(
                    "arn:aws:iam::{account}:user/{}",
                    self.pick(&["ana", "bob"])
                ))
            }
        }
    }

    fn address(&mut self) -> Option<IpAddr> {
        self.pick(ADDRESSES).parse().ok()
    }

    fn time(&mut self) -> Option<Timestamp> {
        let base = Timestamp::parse(self.pick(DATES)).ok()?;
        let shift = [0, 0, -1000, 1000, 86_400_000]
            .get(self.below(5))
            .copied()
            .unwrap_or(0);
        Some(Timestamp {
            epoch_ms: base.epoch_ms.saturating_add(shift),
        })
    }

    fn fill_named(&mut self, request: &mut OwnedRequest) {
        const NAMES: &[(&str, &[&str])] = &[
            ("aws:username", USERS),
            ("aws:principaltag/team", TEXTS),
            ("aws:principalorgid", TEXTS),
            ("aws:principalaccount", ACCOUNTS),
            ("aws:multifactorauthage", NUMBERS),
            ("custom:number", NUMBERS),
            ("aws:multifactorauthpresent", &["true", "false"]),
            ("aws:tokenissuetime", DATES),
            ("aws:principalarn", ARNS),
            ("aws:sourcearn", ARNS),
            ("custom:blob", BINARIES),
            ("custom:address", ADDRESSES),
        ];
        for (name, pool) in NAMES {
            if self.chance(1, 2) {
                let value = if *name == "aws:principaltag/team" {
                    self.text()
                } else {
                    self.pick(pool)
                };
                request.named.push(((*name).to_owned(), vec![value.to_owned()]));
            }
        }
        let paths: Vec<String> = (0..self.below(4))
            .map(|_| self.pick(PATH_LISTS).to_owned())
            .collect();
        if !paths.is_empty() {
            request.named.push(("aws:principalorgpaths".to_owned(), paths));
        }
    }
}
