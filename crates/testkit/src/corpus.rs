//! The corpus as types; see `corpus/README.md` for what the members mean.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cases<T> {
    /// The cases, in order.
    pub case: Vec<T>,
}

/// How well a case is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "explained in corpus/README.md")]
pub enum Evidence {
    Documented,
    Recorded,
    Inferred,
    Chosen,
}

/// A request and what it meets, under `authorization/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorizationCase {
    /// The number of the case in AWS's list of 180.
    pub number: u32,
    /// Set where a number has several cases: those after the first.
    pub variant: Option<String>,
    /// What it is about.
    pub name: String,
    /// The authorization type of every method; none for `NONE`.
    pub authorization: Option<String>,
    /// The Lambda authorizer of every method, where `authorization` is `CUSTOM`.
    pub authorizer: Option<AuthorizerCase>,
    /// Requests before the one that is asked about, which must be let in.
    #[serde(default)]
    pub before: Vec<RequestCase>,
    /// How often the function is called for the request that is asked about.
    pub calls: Option<usize>,
    /// Scopes that every method asks for.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// The authorizer's `identityValidationExpression`.
    pub audience: Option<String>,
    /// Name of the token that is sent.
    pub token: Option<String>,
    /// Who signs the request: a name of `callers.toml`.
    pub caller: Option<String>,
    /// How: `header` unless said otherwise, or `query`.
    pub signed: Option<String>,
    /// What is wrong with the signature.
    pub wrong: Option<String>,
    /// Name of the policy; none for an API without one.
    pub policy: Option<String>,
    /// Name of a change to the fixture's definition.
    pub definition: Option<String>,
    /// Name of what a definition cannot say: API keys, plans, rates, domains.
    pub setup: Option<String>,
    /// How often the request is sent: the last answer counts, those before it must be `OK`. Once unless said otherwise.
    pub times: Option<u32>,
    /// The request.
    pub request: RequestCase,
    /// The policy's decision, where it is asked.
    pub decision: Option<iam_policy::Decision>,
    /// The deciding statement, from 0.
    pub statement: Option<u32>,
    /// What the caller's own policies answer, where they are asked.
    pub identity_decision: Option<iam_policy::Decision>,
    /// The answer's name in `answers.toml`, or `OK`.
    pub answer: String,
    /// The status, where it is not the answer's own.
    pub status: Option<u16>,
    /// The ARN in the answer, where it is not that of the request.
    pub resource: Option<String>,
    /// What the ARN in the answer ends with.
    pub arn_ends: Option<String>,
    /// How well it is known.
    pub evidence: Evidence,
    /// Where from.
    pub source: String,
}

/// The request of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestCase {
    /// The verb.
    pub verb: String,
    /// Stage, path and query as sent.
    #[serde(default)]
    pub path: String,
    /// Instead of a path: one that makes the ARN this many bytes long.
    pub path_of_arn_bytes: Option<usize>,
    /// The client's address, as the gateway's listener learns it.
    pub source_ip: Option<String>,
    /// The Host header, where it matters.
    pub host: Option<String>,
    /// Further headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Option<String>,
    /// The time of the request.
    pub time: Option<String>,
    /// The VPC endpoint that it comes through.
    pub through: Option<String>,
    /// Over TLS, the client's certificate: `trusted` or `unknown`, for the authority that made it.
    pub certificate: Option<String>,
    /// Whether it comes over TLS.
    #[serde(default)]
    pub tls: bool,
}

/// An answer of `answers.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `x-amzn-ErrorType`
    pub error_type: Option<String>,
    /// The body to the byte; `{MARN}` stands for the masked ARN.
    pub body: Option<String>,
    /// What the body starts with, where the rest is a digest.
    pub body_starts: Option<String>,
    /// The body with the older denial texts.
    pub legacy_body: Option<String>,
}

/// A document, under `saving/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "explained in corpus/README.md and in the file")]
pub struct SavingCase {
    pub number: u32,
    pub name: String,
    pub document: Option<String>,
    pub document_of_characters: Option<usize>,
    pub accepted: bool,
    /// The source text that a finding must point at.
    pub at: Option<String>,
    /// The document as AWS stores it.
    pub stored: Option<String>,
    #[serde(default)]
    pub inside: Vec<String>,
    #[serde(default)]
    pub outside: Vec<String>,
    pub evidence: Evidence,
    pub source: String,
}

impl SavingCase {
    /// The document, made to measure where the case asks for a size.
    pub fn document(&self) -> String {
        match (&self.document, self.document_of_characters) {
            (Some(document), None) => document.clone(),
            (None, Some(characters)) => document_of(characters),
            _ => panic!(
                "case {}: one of `document` and `document_of_characters`",
                self.number
            ),
        }
    }
}

/// A policy whose compact form, shorthand expanded for the fixture, has exactly this many characters.
pub fn document_of(characters: usize) -> String {
    let document = |sid: usize| {
        let sid = "x".repeat(sid);
        let resource = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*";
        let statement = |sid: &str| {
            format!(
                r#"{{"Sid":"{sid}","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{resource}"}}"#
            )
        };
        // Sids have a limit of their own, so the length is spread over many statements.
        let parts: Vec<String> = sid
            .as_bytes()
            .chunks(200)
            .map(|part| statement(&"x".repeat(part.len())))
            .collect();
        format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, parts.join(","))
    };
    (1..characters)
        .map(document)
        .find(|text| text.len() >= characters)
        .filter(|text| text.len() == characters)
        .unwrap_or_else(|| {
            // A new statement jumps over the size: fill the last Sid of a shorter one with more text.
            let shorter = (1..characters)
                .map(document)
                .take_while(|text| text.len() < characters)
                .last()
                .unwrap();
            let missing = characters - shorter.len();
            shorter.replacen("\"Sid\":\"", &format!("\"Sid\":\"{}", "y".repeat(missing)), 1)
        })
}

/// Cases that wait, of `waiting.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// The groups.
    #[serde(default)]
    pub waiting: Vec<WaitingGroup>,
    /// Cases that tests outside the corpus run.
    pub elsewhere: Vec<ElsewhereGroup>,
}

/// Numbers that a test outside the corpus runs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "explained in corpus/README.md")]
pub struct ElsewhereGroup {
    pub numbers: Vec<u32>,
    pub test: String,
}

/// Numbers that wait for one reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "explained in corpus/README.md")]
pub struct WaitingGroup {
    pub numbers: Vec<u32>,
    pub r#for: String,
    pub reason: String,
}

/// A Lambda authorizer of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorizerCase {
    /// `token` or `request`.
    pub kind: String,
    /// Seconds that results are kept.
    #[serde(default)]
    pub ttl: u32,
    /// `identityValidationExpression`
    pub validation: Option<String>,
    /// Identity sources of a `request` authorizer.
    pub sources: Option<String>,
    /// The function, where it is not `authorizer`.
    pub function: Option<String>,
}

/// A caller of `callers.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallerCase {
    /// Its ARN: a user, a session of a role, or an account's root.
    pub arn: String,
    /// Of a session, the role's ARN.
    pub role: Option<String>,
    /// Names of its identity policies.
    pub identity: Vec<String>,
    /// Name of its permissions boundary.
    pub boundary: Option<String>,
    /// Names of its session policies.
    #[serde(default)]
    pub session: Vec<String>,
    /// Its organization.
    pub org: Option<String>,
}

/// The callers of signed cases, by name.
pub fn callers() -> BTreeMap<String, CallerCase> {
    read("authorization/callers.toml")
}

/// The policies of callers, by name.
pub fn identity_policies() -> BTreeMap<String, String> {
    read("authorization/identity-policies.toml")
}

/// The corpus folder.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

/// Reads one file of the corpus.
pub fn read<T: DeserializeOwned>(file: &str) -> T {
    let path = folder().join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The named policies.
pub fn policies() -> BTreeMap<String, String> {
    read("authorization/policies.toml")
}

/// The named answers.
pub fn answers() -> BTreeMap<String, Answer> {
    read("authorization/answers.toml")
}
