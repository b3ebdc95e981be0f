//! `$context` variables: one table for access logs, gateway responses and parameter mapping.
//!
//! Source: API Gateway developer guide, "Variables for access logging for API Gateway" and "Variables for data
//! transformations for API Gateway".

use std::fmt::Write as _;

use api_model::ResponseType;

use crate::{
    callers::CallerFacts,
    record::{DecisionRecord, RecordedCaller},
    snapshot::CompiledStage,
    transport::ClientCertificate,
};

/// What a variable is read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) record: &'a DecisionRecord,
    pub(crate) stage: Option<&'a CompiledStage>,
}

/// A variable, found by its name.
#[derive(Debug, Clone)]
pub(crate) enum Variable {
    /// One of the table.
    Known(Write),
    /// `authorizer.claims.NAME`
    Claim(Box<str>),
    /// `authorizer.NAME`: what a Lambda authorizer says.
    OfAuthorizer(Box<str>),
}

impl Variable {
    /// Appends the value; `false` if the request has none.
    pub(crate) fn write(&self, view: &View<'_>, out: &mut String) -> bool {
        match self {
            Self::Known(write) => write(view, out),
            Self::Claim(name) => view.record.claims.get(name).is_some_and(|claim| text(out, claim)),
            Self::OfAuthorizer(name) => {
                let result = view.record.authorizer.result();
                result
                    .and_then(|result| result.variable(name))
                    .is_some_and(|value| text(out, value))
            }
        }
    }
}

/// Appends the value of a variable of the table; `false` if the request has none.
type Write = fn(&View<'_>, &mut String) -> bool;

/// Every variable AWS documents for REST APIs. Rows that always write nothing wait for what they tell of (authorizers,
/// private APIs); `identity.apiKey` stays empty, because a key is a secret and records are kept and logged.
const VARIABLES: &[(&str, Write)] = &[
    ("accountId", |view, out| {
        stage(view, out, |stage| stage.deployment().identity.account.as_str())
    }),
    ("apiId", |view, out| text(out, &view.record.api)),
    ("authenticate.error", none),
    ("authenticate.latency", none),
    ("authenticate.status", none),
    ("authorize.error", none),
    ("authorize.latency", none),
    ("authorize.status", none),
    ("authorizer.error", none),
    ("authorizer.integrationLatency", authorizer_latency),
    ("authorizer.integrationStatus", none),
    ("authorizer.latency", authorizer_latency),
    ("authorizer.principalId", |view, out| {
        let result = view.record.authorizer.result();
        result.is_some_and(|result| text(out, &result.principal_id))
    }),
    ("authorizer.requestId", none),
    ("authorizer.status", none),
    ("awsEndpointRequestId", none),
    ("cipherSuite", |view, out| text(out, &view.record.tls_cipher)),
    ("customDomain.basePathMatched", |view, out| {
        text(out, &view.record.base_path)
    }),
    ("customDomain.routingRuleIdMatched", none),
    ("deploymentId", |view, out| text(out, &view.record.deployment)),
    ("domainName", |view, out| text(out, &view.record.host)),
    ("domainPrefix", |view, out| {
        text(out, view.record.host.split('.').next().unwrap_or(""))
    }),
    ("endpointType", none),
    ("error.message", |view, out| text(out, &view.record.error_message)),
    ("error.messageString", error_message_string),
    ("error.responseType", |view, out| {
        text(out, &view.record.response_type)
    }),
    ("error.validationErrorString", |view, out| {
        let is_of_body = view.record.response_type == ResponseType::BadRequestBody.name();
        is_of_body && text(out, &view.record.reason)
    }),
    ("extendedRequestId", |view, out| {
        text(out, &view.record.extended_request_id)
    }),
    ("httpMethod", |view, out| text(out, &view.record.verb)),
    ("identity.accountId", |view, out| {
        signed(view, out, |caller| &caller.account)
    }),
    ("identity.apiKey", none),
    ("identity.apiKeyId", |view, out| {
        text(out, &view.record.api_key_id)
    }),
    ("identity.caller", |view, out| {
        signed(view, out, |caller| &caller.user_id)
    }),
    ("identity.clientCert.clientCertPem", |view, out| {
        client(view, out, |client| &client.pem)
    }),
    ("identity.clientCert.issuerDN", |view, out| {
        client(view, out, |client| &client.issuer_dn)
    }),
    ("identity.clientCert.serialNumber", |view, out| {
        client(view, out, |client| &client.serial_number)
    }),
    ("identity.clientCert.subjectDN", |view, out| {
        client(view, out, |client| &client.subject_dn)
    }),
    ("identity.clientCert.validity.notAfter", |view, out| {
        client(view, out, |client| &client.not_after)
    }),
    ("identity.clientCert.validity.notBefore", |view, out| {
        client(view, out, |client| &client.not_before)
    }),
    ("identity.cognitoAuthenticationProvider", none),
    ("identity.cognitoAuthenticationType", none),
    ("identity.cognitoIdentityId", none),
    ("identity.cognitoIdentityPoolId", none),
    ("identity.principalOrgId", |view, out| {
        signed(view, out, |caller| {
            caller.principal_org_id.as_deref().unwrap_or_default()
        })
    }),
    ("identity.sourceIp", |view, out| {
        match view.record.source_ip.or(view.record.vpc_source_ip) {
            Some(address) => display(out, &address),
            None => false,
        }
    }),
    ("identity.user", |view, out| {
        signed(view, out, |caller| &caller.user_id)
    }),
    ("identity.userAgent", |view, out| {
        text(out, view.record.user_agent.first().unwrap_or(""))
    }),
    ("identity.userArn", |view, out| {
        signed(view, out, |caller| &caller.arn)
    }),
    ("identity.vpcId", |view, out| text(out, &view.record.source_vpc)),
    ("identity.vpceId", |view, out| text(out, &view.record.source_vpce)),
    ("integration.error", |view, out| {
        text(out, &view.record.integration_error)
    }),
    ("integration.integrationStatus", integration_status),
    ("integration.latency", integration_latency),
    ("integration.requestId", none),
    ("integration.responseTransferMode", none),
    ("integration.status", integration_status),
    ("integration.timeToAllHeaders", integration_latency),
    ("integration.timeToFirstContent", none),
    ("integrationErrorMessage", |view, out| {
        text(out, &view.record.integration_error)
    }),
    ("integrationLatency", integration_latency),
    ("integrationStatus", integration_status),
    ("isCanaryRequest", |view, out| match view.record.canary {
        Some(canary) => display(out, &canary),
        None => false,
    }),
    ("path", |view, out| text(out, &view.record.path)),
    ("protocol", |view, out| text(out, &view.record.protocol)),
    ("requestId", |view, out| display(out, &view.record.request_id)),
    ("requestTime", request_time),
    ("requestTimeEpoch", |view, out| {
        display(out, &view.record.time.epoch_ms)
    }),
    ("resourceId", none),
    ("resourcePath", |view, out| text(out, &view.record.resource)),
    ("responseLatency", |view, out| {
        display(out, &(view.record.latency_us / 1000))
    }),
    ("responseLength", |view, out| {
        display(out, &view.record.response_bytes)
    }),
    ("stage", |view, out| text(out, &view.record.stage)),
    ("status", |view, out| display(out, &view.record.status)),
    ("tlsVersion", |view, out| text(out, &view.record.tls_version)),
    ("waf.error", none),
    ("waf.latency", none),
    ("waf.status", none),
    ("wafResponseCode", none),
    ("webaclArn", none),
    ("xrayTraceId", none),
];

const CLAIMS: &str = "authorizer.claims.";
const AUTHORIZER: &str = "authorizer.";

/// The variable of this name, without `$context.`; `None` if AWS has none of that name.
pub(crate) fn variable(name: &str) -> Option<Variable> {
    if let Ok(at) = VARIABLES.binary_search_by(|(known, _)| (*known).cmp(name)) {
        return VARIABLES.get(at).map(|(_, write)| Variable::Known(*write));
    }
    if let Some(claim) = name.strip_prefix(CLAIMS) {
        // Issuers name claims as they like: `custom:role`, `https://example.com/roles`.
        return (!claim.is_empty()).then(|| Variable::Claim(claim.into()));
    }
    let own = name.strip_prefix(AUTHORIZER)?;
    let named = !own.is_empty()
        && own
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    named.then(|| Variable::OfAuthorizer(own.into()))
}

/// The names right below `name` (`identity` → `sourceIp`, …); of `$context` itself where it is empty.
pub(crate) fn names_below(name: &str) -> Vec<&'static str> {
    let mut names = Vec::new();
    for (known, _) in VARIABLES {
        let below = if name.is_empty() {
            Some(*known)
        } else {
            known.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'))
        };
        let first = below.and_then(|below| below.split('.').next());
        if let Some(first) = first
            && names.last() != Some(&first)
        {
            names.push(first);
        }
    }
    names
}

fn none(_: &View<'_>, _: &mut String) -> bool {
    false
}

fn text(out: &mut String, value: &str) -> bool {
    out.push_str(value);
    !value.is_empty()
}

fn display(out: &mut String, value: &dyn std::fmt::Display) -> bool {
    write!(out, "{value}").is_ok()
}

fn stage<'a>(view: &View<'a>, out: &mut String, read: fn(&'a CompiledStage) -> &'a str) -> bool {
    view.stage.is_some_and(|stage| text(out, read(stage)))
}

/// Of the caller whose signature held; methods that ask for none have none.
fn signed(view: &View<'_>, out: &mut String, read: fn(&CallerFacts) -> &str) -> bool {
    match &view.record.caller {
        RecordedCaller::Anonymous => false,
        RecordedCaller::Signed(caller) => text(out, read(caller)),
    }
}

fn client(view: &View<'_>, out: &mut String, read: fn(&ClientCertificate) -> &str) -> bool {
    let client = view.record.client_certificate.as_ref();
    client.is_some_and(|client| text(out, read(client)))
}

fn authorizer_latency(view: &View<'_>, out: &mut String) -> bool {
    view.record
        .authorizer
        .latency_ms()
        .is_some_and(|ms| display(out, &ms))
}

fn integration_status(view: &View<'_>, out: &mut String) -> bool {
    view.record
        .integration_status
        .is_some_and(|status| display(out, &status))
}

fn integration_latency(view: &View<'_>, out: &mut String) -> bool {
    view.record
        .integration_latency_us
        .is_some_and(|us| display(out, &(us / 1000)))
}

fn error_message_string(view: &View<'_>, out: &mut String) -> bool {
    let record = view.record;
    if record.error_message.is_empty() {
        // Faults of authorizers have no message, which AWS writes as `null`.
        return !record.error_type.is_empty() && text(out, "null");
    }
    push_json_string(&record.error_message, out);
    true
}

/// `20/Nov/2026:11:09:33 +0000`
fn request_time(view: &View<'_>, out: &mut String) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = view.record.time.civil();
    let month = usize::try_from(at.month - 1)
        .ok()
        .and_then(|month| MONTHS.get(month))
        .unwrap_or(&"");
    write!(
        out,
        "{:02}/{month}/{:04}:{:02}:{:02}:{:02} +0000",
        at.day, at.year, at.hour, at.minute, at.second
    )
    .is_ok()
}

/// `text` as a JSON string, with its quotes.
pub(crate) fn push_json_string(text: &str, out: &mut String) {
    out.push('"');
    push_json_escaped(text, out);
    out.push('"');
}

/// `text` as it stands inside a JSON string.
pub(crate) fn push_json_escaped(text: &str, out: &mut String) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(text.get(plain..at).unwrap_or(""));
        plain = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            // Writing to a string cannot fail.
            control => drop(write!(out, "\\u{control:04x}")),
        }
    }
    out.push_str(text.get(plain..).unwrap_or(""));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_unknown_names_are_unknown() {
        assert!(VARIABLES.is_sorted_by(|(a, _), (b, _)| a < b));
        for name in [
            "requestId",
            "authorizer.claims.sub",
            "authorizer.key_1",
            "error.messageString",
        ] {
            assert!(variable(name).is_some(), "{name}");
        }
        for name in [
            "",
            "requestid",
            "authorizer.",
            "authorizer.a.b",
            "routeKey",
            "identity",
        ] {
            assert!(variable(name).is_none(), "{name}");
        }
    }

    #[test]
    fn names_have_names_below_them() {
        assert_eq!(
            names_below("customDomain"),
            ["basePathMatched", "routingRuleIdMatched"]
        );
        assert_eq!(
            names_below("identity.clientCert").last(),
            Some(&"validity"),
            "one name for both times"
        );
        assert!(names_below("").contains(&"identity"));
        assert!(names_below("requestId").is_empty());
        assert!(names_below("nothing").is_empty());
    }

    #[test]
    fn values_are_read_from_the_record() {
        let record = DecisionRecord {
            time: portcullis_core::Timestamp {
                epoch_ms: 1_780_272_000_123,
            },
            error_message: "say \"no\"\n".to_owned(),
            source_ip: Some("2001:db8::1".parse().unwrap()),
            ..DecisionRecord::default()
        };
        let read = |name: &str| {
            let mut out = String::new();
            let there = variable(name).unwrap().write(
                &View {
                    record: &record,
                    stage: None,
                },
                &mut out,
            );
            there.then_some(out)
        };
        assert_eq!(read("requestTime").as_deref(), Some("01/Jun/2026:00:00:00 +0000"));
        assert_eq!(read("requestTimeEpoch").as_deref(), Some("1780272000123"));
        assert_eq!(read("error.messageString").as_deref(), Some(r#""say \"no\"\n""#));
        assert_eq!(read("identity.sourceIp").as_deref(), Some("2001:db8::1"));
        assert_eq!(read("accountId"), None);
        assert_eq!(read("identity.apiKey"), None);
        let failed = DecisionRecord {
            error_type: "AuthorizerConfigurationException".to_owned(),
            ..DecisionRecord::default()
        };
        let mut out = String::new();
        let view = View {
            record: &failed,
            stage: None,
        };
        assert!(variable("error.messageString").unwrap().write(&view, &mut out));
        assert_eq!(out, "null");
    }

    #[test]
    fn json_strings_are_escaped() {
        let mut out = String::new();
        push_json_string("a\"b\\c\u{1}é", &mut out);
        assert_eq!(out, "\"a\\\"b\\\\c\\u0001é\"");
    }
}
