//! The decision record: what happened to one request, and why.
//!
//! A record is filled while the request runs, in buffers that are used again ([`RecordPool`]), so that a usual request
//! allocates nothing for it. The policy is asked with what the record holds ([`question`]), so that a saved record asks
//! exactly the same question again: [`explain`].
//!
//! Not here: writing logs ([`access_log`](crate::AccessLogSettings)).

mod access_log;
mod explain;
mod format;
mod json;
mod packed;
mod ring;
mod values;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use iam_policy::{Decision, Table};
use portcullis_core::{RequestId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::authorizers::AuthorizerResult;
use crate::{callers::CallerFacts, transport::ClientCertificate};

pub(crate) use access_log::{AccessLog, LogLines};
pub use access_log::{AccessLogError, AccessLogFormat, AccessLogSettings, AccessLogTarget};
use explain::VIA_DOMAIN_ARN;
pub(crate) use explain::{ACTION, with_question};
pub use explain::{ExplainError, GIVEN_KEYS, explain};
pub use format::FormatError;
pub(crate) use ring::{RecordPool, RecordRings};
pub use values::HeaderValues;

/// The most bytes of one text that a kept record holds; longer ones are cut once the request is over.
pub const RECORD_TEXT_BYTES_MAX: usize = 2_048;

/// What happened to one request.
///
/// Texts are empty and options `None` where the request did not get that far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionRecord {
    /// `x-amzn-RequestId`
    #[serde(with = "json::text")]
    pub request_id: RequestId,
    /// `x-amz-apigw-id`
    pub extended_request_id: String,
    /// When the request head was there.
    #[serde(with = "json::time")]
    pub time: Timestamp,

    /// The other end of the socket.
    pub peer: Option<SocketAddr>,
    /// `aws:SourceIp`; `None` where it could not be established.
    pub source_ip: Option<IpAddr>,
    /// How `source_ip` came about.
    pub source_derivation: String,
    /// `aws:SecureTransport`
    pub secure_transport: bool,
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2.0`
    pub protocol: String,
    /// TLS version, where TLS ends here.
    pub tls_version: String,
    /// TLS cipher suite, likewise.
    pub tls_cipher: String,

    /// The host asked for, without its port.
    pub host: String,
    /// The verb of the request line.
    pub method: String,
    /// The verb that counts: `X-HTTP-Method-Override` may change it.
    pub verb: String,
    /// The raw path as received, without the query.
    pub path: String,
    /// `User-Agent`
    pub user_agent: HeaderValues,
    /// `Referer`
    pub referer: HeaderValues,

    /// The API's id.
    pub api: String,
    /// The base path of the custom domain name that led to the stage.
    pub base_path: String,
    /// The stage.
    pub stage: String,
    /// `$context.deploymentId`
    pub deployment: String,
    /// Whether the stage's canary served the request; `None` where the stage has none.
    pub canary: Option<bool>,
    /// The resource, such as `/pets/{petId}`.
    pub resource: String,
    /// `operationId`, if the method has one.
    pub operation: String,
    /// The ARN asked for.
    pub arn: String,
    /// Other readings of `arn` that a `Deny` was tried with.
    pub deny_forms: Vec<String>,
    /// `aws:SourceVpc`, of requests through a private listener.
    pub source_vpc: String,
    /// `aws:SourceVpce`, likewise.
    pub source_vpce: String,
    /// `aws:VpcSourceIp`, likewise; such requests have no `source_ip`.
    pub vpc_source_ip: Option<IpAddr>,
    /// `execute-api:viaDomainArn`: the private custom domain name that led to the stage.
    pub via_domain_arn: String,
    /// The answer of the VPC endpoint's policy; `None` where none was asked.
    pub endpoint_decision: Option<Decision>,
    /// The answer of the private custom domain name's policy, likewise.
    pub domain_decision: Option<Decision>,

    /// Who asked.
    pub caller: RecordedCaller,
    /// The certificate that the client of a domain name with mutual TLS showed, once it was found good.
    #[serde(with = "json::shared_option")]
    pub client_certificate: Option<Arc<ClientCertificate>>,
    /// What the caller's token says, of methods that take tokens.
    #[serde(skip)]
    pub claims: TokenClaims,
    /// What the Lambda authorizer said, where there is one.
    #[serde(skip)]
    pub authorizer: AuthorizerAnswer,
    /// The caller's identity policies, boundary and session policies taken together, or the policy that a Lambda authorizer
    /// returned; `None` where they were not asked.
    pub identity_decision: Option<Decision>,
    /// The name of the policy that decided among them.
    pub identity_policy: String,
    /// Its statement.
    pub identity_statement: Option<u32>,
    /// The table that put both sides together.
    pub table: Option<Table>,

    /// The id of the API key, where the method asks for one.
    pub api_key_id: String,
    /// The id of the usage plan that the key opened the stage with.
    pub usage_plan: String,

    /// How each phase ended.
    pub phases: Phases,
    /// The resource policy's answer; `None` without a policy or where it was not asked.
    pub decision: Option<Decision>,
    /// Index of the statement that decided.
    pub statement: Option<u32>,
    /// Its `Sid`.
    pub sid: String,
    /// Where it stands: `file:line`.
    pub statement_place: String,

    /// The status sent to the client; 0 if none was.
    pub status: u16,
    /// `$context.error.responseType`, of answers the gateway made itself.
    pub response_type: String,
    /// `x-amzn-ErrorType`, likewise.
    pub error_type: String,
    /// The message to the client, likewise.
    pub error_message: String,
    /// The limit or deadline that was hit, by the name of its setting.
    pub limit: String,
    /// Why the request was refused, for operators, where the message to the client does not tell.
    pub reason: String,

    /// The status the integration gave.
    pub integration_status: Option<u16>,
    /// Why the integration failed, for operators.
    pub integration_error: String,
    /// Whether the connection to the integration had served before.
    pub integration_reused: bool,
    /// Microseconds from the request head to the integration's response head.
    pub integration_latency_us: Option<u64>,
    /// Microseconds from the request head until the response head was ready.
    pub head_latency_us: u64,
    /// Microseconds from the request head to the response's last byte.
    pub latency_us: u64,
    /// Bytes of the request body that were taken for the integration; where none was called, what the head announced.
    pub request_bytes: u64,
    /// Bytes of the response body.
    pub response_bytes: u64,
    /// The response did not reach its end: the client went, or the integration's body failed.
    pub incomplete: bool,
    /// A text was longer than [`RECORD_TEXT_BYTES_MAX`] and has been cut.
    pub cut: bool,
}

/// Who asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordedCaller {
    /// Nobody signed the request, or nobody asked for a signature.
    #[default]
    Anonymous,
    /// A caller whose signature held.
    Signed(#[serde(with = "json::shared")] Arc<CallerFacts>),
}

/// The claims of a verified token, for variables. They are about a person: they are not kept with the record, and no record
/// that leaves the process has them.
#[derive(Clone, Default)]
pub struct TokenClaims(pub(crate) Option<Arc<jwt::Claims>>);

impl TokenClaims {
    /// All claims; `None` without a token.
    pub(crate) fn all(&self) -> Option<impl Iterator<Item = (&str, Option<&str>)>> {
        Some(self.0.as_ref()?.iter())
    }

    /// The text of a claim.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.as_ref()?.get(name)
    }

    /// The names of all claims that have a text.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let claims = self.0.iter().flat_map(|claims| claims.iter());
        claims.filter_map(|(name, text)| text.map(|_| name))
    }
}

impl std::fmt::Debug for TokenClaims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenClaims(…)")
    }
}

impl PartialEq for TokenClaims {
    /// Of the same token.
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

/// What a Lambda authorizer said of the caller, for variables, API keys and functions. It is not kept with the record, and no
/// record that leaves the process has it.
#[derive(Clone, Default)]
pub struct AuthorizerAnswer(Option<(Arc<AuthorizerResult>, u64)>);

impl AuthorizerAnswer {
    /// `latency_ms`: how long it took, 0 where it was said before.
    pub(crate) fn new(result: Arc<AuthorizerResult>, latency_ms: u64) -> Self {
        Self(Some((result, latency_ms)))
    }

    pub(crate) fn result(&self) -> Option<&AuthorizerResult> {
        self.0.as_ref().map(|(result, _)| &**result)
    }

    pub(crate) fn latency_ms(&self) -> Option<u64> {
        self.0.as_ref().map(|(_, latency_ms)| *latency_ms)
    }
}

impl std::fmt::Debug for AuthorizerAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AuthorizerAnswer(…)")
    }
}

impl PartialEq for AuthorizerAnswer {
    /// The same answer.
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some((one, _)), Some((other, _))) => Arc::ptr_eq(one, other),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

/// How the phases of a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Phases {
    /// Host, stage, resource and verb.
    pub route: Phase,
    /// A signature or a token, where the method asks for one.
    pub authentication: Phase,
    /// The resource policy.
    pub resource_policy: Phase,
    /// Authorization: who may, all things taken together.
    pub authorization: Phase,
    /// The API key.
    pub api_key: Phase,
    /// Rates and quotas.
    pub throttle: Phase,
    /// Parameters and size.
    pub validation: Phase,
    /// The call of the integration.
    pub integration: Phase,
}

/// How a phase ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It was not reached.
    #[default]
    NotReached,
    /// There was nothing to do.
    NotNeeded,
    /// It let the request through.
    Passed,
    /// It refused the request.
    Refused,
    /// It failed.
    Failed,
}

impl Phase {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotReached => "not-reached",
            Self::NotNeeded => "not-needed",
            Self::Passed => "passed",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

impl Default for DecisionRecord {
    fn default() -> Self {
        Self {
            request_id: RequestId(0),
            extended_request_id: String::new(),
            time: Timestamp { epoch_ms: 0 },
            peer: None,
            source_ip: None,
            source_derivation: String::new(),
            secure_transport: false,
            protocol: String::new(),
            tls_version: String::new(),
            tls_cipher: String::new(),
            host: String::new(),
            method: String::new(),
            verb: String::new(),
            path: String::new(),
            user_agent: HeaderValues::default(),
            referer: HeaderValues::default(),
            api: String::new(),
            base_path: String::new(),
            stage: String::new(),
            deployment: String::new(),
            canary: None,
            resource: String::new(),
            operation: String::new(),
            arn: String::new(),
            deny_forms: Vec::new(),
            source_vpc: String::new(),
            source_vpce: String::new(),
            vpc_source_ip: None,
            via_domain_arn: String::new(),
            endpoint_decision: None,
            domain_decision: None,
            caller: RecordedCaller::Anonymous,
            client_certificate: None,
            claims: TokenClaims::default(),
            authorizer: AuthorizerAnswer::default(),
            identity_decision: None,
            identity_policy: String::new(),
            identity_statement: None,
            table: None,
            api_key_id: String::new(),
            usage_plan: String::new(),
            phases: Phases::default(),
            decision: None,
            statement: None,
            sid: String::new(),
            statement_place: String::new(),
            status: 0,
            response_type: String::new(),
            error_type: String::new(),
            error_message: String::new(),
            limit: String::new(),
            reason: String::new(),
            integration_status: None,
            integration_error: String::new(),
            integration_reused: false,
            integration_latency_us: None,
            head_latency_us: 0,
            latency_us: 0,
            request_bytes: 0,
            response_bytes: 0,
            incomplete: false,
            cut: false,
        }
    }
}

impl DecisionRecord {
    /// The condition keys without a field of their own that policies were asked with, by lower-cased name: those the caller
    /// brought along, and `execute-api:viaDomainArn`.
    pub fn named_keys(&self) -> Vec<(String, Vec<String>)> {
        let mut keys = match &self.caller {
            RecordedCaller::Anonymous => Vec::new(),
            RecordedCaller::Signed(caller) => caller.keys.clone(),
        };
        if !self.via_domain_arn.is_empty() {
            keys.push((VIA_DOMAIN_ARN.to_owned(), vec![self.via_domain_arn.clone()]));
        }
        keys
    }

    /// Whether the gateway itself refused or failed the request.
    pub fn refused(&self) -> bool {
        !self.error_type.is_empty()
    }

    /// Forgets everything but the buffers.
    pub(crate) fn clear(&mut self) {
        // Taken apart so that a new field cannot be forgotten.
        let Self {
            request_id,
            extended_request_id,
            time,
            peer,
            source_ip,
            source_derivation,
            secure_transport,
            protocol,
            tls_version,
            tls_cipher,
            host,
            method,
            verb,
            path,
            user_agent,
            referer,
            api,
            base_path,
            stage,
            deployment,
            canary,
            resource,
            operation,
            arn,
            deny_forms,
            source_vpc,
            source_vpce,
            vpc_source_ip,
            via_domain_arn,
            endpoint_decision,
            domain_decision,
            caller,
            client_certificate,
            claims,
            authorizer,
            identity_decision,
            identity_policy,
            identity_statement,
            table,
            api_key_id,
            usage_plan,
            phases,
            decision,
            statement,
            sid,
            statement_place,
            status,
            response_type,
            error_type,
            error_message,
            limit,
            reason,
            integration_status,
            integration_error,
            integration_reused,
            integration_latency_us,
            head_latency_us,
            latency_us,
            request_bytes,
            response_bytes,
            incomplete,
            cut,
        } = self;
        for text in [
            extended_request_id,
            source_derivation,
            protocol,
            tls_version,
            tls_cipher,
            host,
            method,
            verb,
            path,
            api,
            base_path,
            stage,
            deployment,
            resource,
            operation,
            arn,
            sid,
            statement_place,
            api_key_id,
            usage_plan,
            source_vpc,
            source_vpce,
            via_domain_arn,
            identity_policy,
            response_type,
            error_type,
            error_message,
            limit,
            reason,
            integration_error,
        ] {
            text.clear();
        }
        user_agent.clear();
        referer.clear();
        deny_forms.clear();
        (*peer, *source_ip, *decision, *statement) = (None, None, None, None);
        (*vpc_source_ip, *identity_statement, *table) = (None, None, None);
        (*endpoint_decision, *domain_decision, *identity_decision) = (None, None, None);
        (*integration_status, *integration_latency_us, *canary) = (None, None, None);
        (*secure_transport, *integration_reused, *incomplete, *cut) = (false, false, false, false);
        (
            *status,
            *head_latency_us,
            *latency_us,
            *request_bytes,
            *response_bytes,
        ) = (0, 0, 0, 0, 0);
        (*request_id, *time) = (RequestId(0), Timestamp { epoch_ms: 0 });
        *caller = RecordedCaller::Anonymous;
        *client_certificate = None;
        *claims = TokenClaims::default();
        *authorizer = AuthorizerAnswer::default();
        *phases = Phases::default();
    }

    /// Cuts what is longer than a kept record holds. Called when the request is over.
    pub(crate) fn cut_long_texts(&mut self) {
        let mut cut = false;
        for text in [
            &mut self.host,
            &mut self.method,
            &mut self.verb,
            &mut self.path,
            &mut self.arn,
            &mut self.error_message,
            &mut self.reason,
            &mut self.integration_error,
        ] {
            cut |= cut_text(text);
        }
        cut |= self.user_agent.cut();
        cut |= self.referer.cut();
        for form in &mut self.deny_forms {
            cut |= cut_text(form);
        }
        self.cut |= cut;
    }
}

/// Cuts one text at a character boundary and gives its memory back.
fn cut_text(text: &mut String) -> bool {
    if text.len() <= RECORD_TEXT_BYTES_MAX {
        return false;
    }
    text.truncate(text.floor_char_boundary(RECORD_TEXT_BYTES_MAX));
    text.shrink_to_fit();
    true
}
