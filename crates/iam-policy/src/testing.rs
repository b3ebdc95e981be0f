//! Random policies and requests for tests: the same pair for the same seed, no dependency.
//!
//! Pools are small, so that patterns and values of a policy often meet those of a request. Every construct of the grammar
//! occurs; every document that is made is one the parser takes.

mod conditions;
mod request;

pub use request::OwnedRequest;

use serde_json::{Map, Value, json};

/// Whom the pairs are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// This crate's two evaluators: everything, the short form, repeated headers and other readings of the path too.
    Engine,
    /// Another engine for IAM policies, which knows nothing of API Gateway's own rules: no short form, one value for each
    /// header, one reading of the path, and few of the constructs whose meaning engines dispute.
    Oracle,
}

/// Makes policies and requests from a seed.
#[derive(Debug, Clone)]
pub struct Generator {
    state: u64,
    audience: Audience,
}

pub(crate) const ACCOUNTS: &[&str] = &["111122223333", "444455556666", "777788889999"];
pub(crate) const USERS: &[&str] = &["ana", "bob", "*"];
pub(crate) const ROLES: &[&str] = &["reader", "team-a", "path/team-b"];
pub(crate) const SESSIONS: &[&str] = &["s1", "s2"];
pub(crate) const SERVICES: &[&str] = &["events.amazonaws.com", "scheduler.amazonaws.com"];
pub(crate) const API: &str = "a1b2c3d4e5";
pub(crate) const PATHS: &[&str] = &[
    "",
    "pets",
    "pets/",
    "pets/42",
    "users/ana/x",
    "users/bob",
    "admin",
    "admin/users",
    "a:b/c",
    "v1/2026/ünï",
];
pub(crate) const VERBS: &[&str] = &["GET", "POST", "OPTIONS"];
pub(crate) const STAGES: &[&str] = &["prod", "test"];

impl Generator {
    /// A generator for `audience`; equal seeds give equal pairs.
    pub fn new(seed: u64, audience: Audience) -> Self {
        Self {
            state: seed,
            audience,
        }
    }

    /// The JSON text of a resource policy.
    pub fn policy(&mut self) -> String {
        let mut document = Map::new();
        match self.below(10) {
            0 if self.audience == Audience::Engine => {
                document.insert("Version".into(), json!("2008-10-17"));
            }
            1 if self.audience == Audience::Engine => {}
            _ => {
                document.insert("Version".into(), json!("2012-10-17"));
            }
        }
        let count = 1 + self.below(4);
        let mut statements: Vec<Value> = (0..count).map(|at| self.statement(at)).collect();
        // Most policies allow something, else nothing but denials would be compared.
        if self.chance(3, 4) && statements.len() > 1 {
            let principal = if self.chance(1, 3) {
                self.principals()
            } else {
                json!("*")
            };
            let wide = json!({"Effect": "Allow", "Principal": principal, "Action": "execute-api:Invoke", "Resource": "*"});
            let at = self.below(statements.len());
            statements.insert(at, wide);
        }
        document.insert("Statement".into(), one_or_list(statements, self.chance(1, 2)));
        Value::Object(document).to_string()
    }

    /// The JSON text of an identity policy: a resource policy without principals, and without the short form, since there is
    /// no API that it could stand for.
    pub fn identity_policy(&mut self) -> String {
        let Ok(mut document) = serde_json::from_str::<Value>(&self.policy()) else {
            return String::new();
        };
        let strip = |statement: &mut Value| {
            let Some(statement) = statement.as_object_mut() else {
                return;
            };
            statement.remove("Principal");
            statement.remove("NotPrincipal");
            for element in ["Resource", "NotResource"] {
                match statement.get_mut(element) {
                    Some(Value::String(text)) => write_out(text),
                    Some(Value::Array(list)) => list.iter_mut().for_each(|item| {
                        if let Value::String(text) = item {
                            write_out(text);
                        }
                    }),
                    Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => {}
                }
            }
        };
        match document.get_mut("Statement") {
            Some(Value::Array(list)) => list.iter_mut().for_each(strip),
            Some(one) => strip(one),
            None => {}
        }
        document.to_string()
    }

    fn statement(&mut self, at: usize) -> Value {
        let mut statement = Map::new();
        if self.chance(1, 2) {
            statement.insert("Sid".into(), json!(format!("S{at}")));
        }
        let deny = self.chance(2, 5);
        statement.insert("Effect".into(), json!(if deny { "Deny" } else { "Allow" }));
        if deny && self.chance(1, 6) {
            statement.insert("NotPrincipal".into(), self.principals());
        } else if self.chance(2, 3) {
            statement.insert("Principal".into(), json!("*"));
        } else {
            statement.insert("Principal".into(), self.principals());
        }
        let not_action = self.chance(1, 10);
        let patterns = self.some(2, |it| json!(it.action_pattern()));
        statement.insert(if not_action { "NotAction" } else { "Action" }.into(), patterns);
        let not_resource = self.chance(1, 8);
        let patterns = self.some(3, |it| json!(it.resource_pattern()));
        statement.insert(
            if not_resource { "NotResource" } else { "Resource" }.into(),
            patterns,
        );
        if self.chance(2, 3) {
            statement.insert("Condition".into(), self.conditions());
        }
        Value::Object(statement)
    }

    fn principals(&mut self) -> Value {
        match self.below(8) {
            0 => json!({"AWS": "*"}),
            1 => json!({"Service": self.pick(SERVICES)}),
            2 => {
                let (aws, service) = (self.principal(), self.pick(SERVICES));
                json!({"AWS": aws, "Service": service})
            }
            3 => {
                // What names a caller completely: its own ARN, its role, its account.
                let account = self.pick(ACCOUNTS);
                let (role, session, user) = (self.pick(ROLES), self.pick(SESSIONS), self.user());
                let name = role.rsplit('/').next().unwrap_or(role);
                json!({"AWS": [
                    format!("arn:aws:sts::{account}:assumed-role/{name}/{session}"),
                    format!("arn:aws:iam::{account}:role/{role}"),
                    format!("arn:aws:iam::{account}:user/{user}"),
                    format!("arn:aws:iam::{account}:root"),
                ]})
            }
            _ => json!({"AWS": self.some(3, |it| json!(it.principal()))}),
        }
    }

    fn principal(&mut self) -> String {
        let account = self.pick(ACCOUNTS);
        match self.below(6) {
            0 => account.to_owned(),
            1 => format!("arn:aws:iam::{account}:root"),
            2 | 3 => format!("arn:aws:iam::{account}:user/{}", self.user()),
            4 => format!("arn:aws:iam::{account}:role/{}", self.pick(ROLES)),
            _ => {
                let role = self.pick(ROLES);
                let name = role.rsplit('/').next().unwrap_or(role);
                format!(
                    "arn:aws:sts::{account}:assumed-role/{name}/{}",
                    self.pick(SESSIONS)
                )
            }
        }
    }

    /// A user's name; a star in it could not stand in a principal.
    fn user(&mut self) -> &'static str {
        if self.chance(1, 2) { "ana" } else { "bob" }
    }

    fn action_pattern(&mut self) -> &'static str {
        const ACTIONS: &[&str] = &[
            "execute-api:Invoke",
            "execute-api:Invoke",
            "execute-api:invoke",
            "execute-api:*",
            "*",
            "execute-api:Inv*",
            "execute-api:I?voke",
            "execute-api:InvalidateCache",
            "s3:*",
            "execute-api:*Cache",
        ];
        self.pick(ACTIONS)
    }

    fn resource_pattern(&mut self) -> String {
        let oracle = self.audience == Audience::Oracle;
        if self.chance(1, 5) {
            return "*".to_owned();
        }
        let tail = self.resource_tail();
        if !oracle && self.chance(1, 4) {
            return format!("execute-api:/{tail}");
        }
        const PARTITIONS: &[&str] = &["aws", "aws", "aws", "*"];
        const REGIONS: &[&str] = &["eu-west-1", "eu-west-1", "eu-west-?", "*", "us-east-1"];
        const OWNERS: &[&str] = &["111122223333", "111122223333", "*", "1111*", "444455556666"];
        const APIS: &[&str] = &[API, API, API, "zzzzzzzzzz", "*", "a1b2*", "a?b2c3d4e5"];
        let (partition, region, owner) = (self.pick(PARTITIONS), self.pick(REGIONS), self.pick(OWNERS));
        let api = if oracle {
            self.pick(&[API, API, API, "zzzzzzzzzz"])
        } else {
            self.pick(APIS)
        };
        if !oracle && self.chance(1, 12) {
            return format!(
                "arn:{partition}:execute-api:{region}:{owner}:{}",
                self.pick(&["*", "*/42", "a1b2c3d4e5*"])
            );
        }
        format!("arn:{partition}:execute-api:{region}:{owner}:{api}/{tail}")
    }

    fn resource_tail(&mut self) -> String {
        const TAILS: &[&str] = &[
            "*",
            "*",
            "prod/*",
            "*/GET/*",
            "*/pets*",
            "*/admin",
            "prod/*/admin*",
            "*/*/*",
            "?rod/*",
            "*/42",
        ];
        const VARIABLES: &[&str] = &[
            "*/GET/users/${aws:username}/*",
            "prod/GET/users/${aws:username, 'bob'}*",
            "*/${aws:PrincipalTag/team}",
            "*/${aws:UserAgent}*",
            "${aws:missing:key}/*",
            "*/a${*}b",
        ];
        match self.below(10) {
            0..=4 => self.pick(TAILS).to_owned(),
            5 => self.pick(VARIABLES).to_owned(),
            _ => {
                let (stage, verb, path) = (self.pick(STAGES), self.pick(VERBS), self.pick(PATHS));
                let exact = format!("{stage}/{verb}/{path}");
                self.blur(&exact)
            }
        }
    }

    /// Puts wildcards in place of some characters.
    pub(crate) fn blur(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut stars = 0;
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match self.below(24) {
                0 => out.push('?'),
                1 if stars < 5 => {
                    stars += 1;
                    out.push('*');
                    for _ in 0..self.below(4) {
                        chars.next();
                    }
                }
                _ => out.push(c),
            }
        }
        out
    }

    /// One value or a list of up to `most`.
    pub(crate) fn some(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> Value) -> Value {
        let count = 1 + self.below(most);
        let mut values: Vec<Value> = Vec::new();
        for _ in 0..count {
            let value = make(self);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        one_or_list(values, self.chance(1, 2))
    }

    pub(crate) fn pick<'a>(&mut self, pool: &[&'a str]) -> &'a str {
        let at = self.below(pool.len());
        pool.get(at).copied().unwrap_or("")
    }

    /// True `wins` times out of `tries`.
    pub(crate) fn chance(&mut self, wins: usize, tries: usize) -> bool {
        self.below(tries) < wins
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(1);
        usize::try_from(self.next() % limit).unwrap_or(0)
    }

    /// Sebastiano Vigna's SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Writes the short form of a resource out.
fn write_out(resource: &mut String) {
    if let Some(rest) = resource.strip_prefix("execute-api:/") {
        *resource = format!("arn:aws:execute-api:eu-west-1:111122223333:{API}/{rest}");
    }
}

/// A list of one may stand as its bare value.
fn one_or_list(mut values: Vec<Value>, bare: bool) -> Value {
    match values.pop() {
        Some(only) if bare && values.is_empty() => only,
        Some(last) => {
            values.push(last);
            Value::Array(values)
        }
        None => Value::Array(values),
    }
}
