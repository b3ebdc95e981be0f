//! Codes, statuses and texts, as the protocols word them.
//!
//! Sources: recorded answers of API Gateway (`execute-api`), Amazon DynamoDB, IAM, STS and S3; IAM user guide, "Troubleshoot
//! Signature Version 4 requests"; IAM API reference, "Common Errors"; Amazon S3 API reference, "Error Responses". Where AWS has
//! no known text, it is ours and says what to do.

use super::{ScopeFault, SignatureFault};
use crate::{ACCESS_KEY_ID_MAX, Algorithm, EXPIRES_S_MAX, date};

/// How a service words its errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultForm {
    /// rest-json: the control planes of API Gateway and Lambda.
    RestJson,
    /// Calls of deployed APIs: API Gateway's data plane. [`SignatureFault::code`] is its `x-amzn-ErrorType`.
    ExecuteApi,
    /// json 1.0 and 1.1: DynamoDB, CloudWatch Logs, EventBridge.
    Json,
    /// query: IAM, STS, CloudFormation.
    Query,
    /// rest-xml: S3.
    S3,
}

/// What AWS's codes tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Missing,
    Incomplete,
    Invalid,
    UnknownClient,
    ExpiredToken,
}

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS \
                        Secret Access Key and signing method. Consult the service documentation for details.";

impl SignatureFault {
    /// The error code.
    pub fn code(&self, form: FaultForm) -> &'static str {
        match (form, self.class()) {
            (FaultForm::S3, _) => self.s3().0,
            (FaultForm::Query, Class::Missing) => "MissingAuthenticationToken",
            (FaultForm::Query, Class::Incomplete) => "IncompleteSignature",
            (FaultForm::Query, Class::Invalid) => "SignatureDoesNotMatch",
            (FaultForm::Query, Class::UnknownClient) => "InvalidClientTokenId",
            (FaultForm::Query, Class::ExpiredToken) => "ExpiredToken",
            (FaultForm::RestJson | FaultForm::ExecuteApi | FaultForm::Json, Class::Missing) => {
                "MissingAuthenticationTokenException"
            }
            (FaultForm::RestJson | FaultForm::ExecuteApi | FaultForm::Json, Class::Incomplete) => {
                "IncompleteSignatureException"
            }
            (FaultForm::RestJson | FaultForm::ExecuteApi | FaultForm::Json, Class::Invalid) => {
                "InvalidSignatureException"
            }
            (FaultForm::RestJson | FaultForm::ExecuteApi | FaultForm::Json, Class::UnknownClient) => {
                "UnrecognizedClientException"
            }
            (FaultForm::RestJson | FaultForm::ExecuteApi | FaultForm::Json, Class::ExpiredToken) => {
                "ExpiredTokenException"
            }
        }
    }

    /// The HTTP status.
    pub fn status(&self, form: FaultForm) -> u16 {
        match form {
            FaultForm::RestJson | FaultForm::ExecuteApi | FaultForm::Query => 403,
            FaultForm::Json => 400,
            FaultForm::S3 => self.s3().1,
        }
    }

    /// The text AWS answers: that of a mismatch has what should have been signed in it, so that the client can compare, but
    /// where it is a stranger to the API ([`FaultForm::ExecuteApi`]).
    pub fn message(&self, form: FaultForm) -> String {
        match (self, form) {
            (Self::Mismatch(mismatch), FaultForm::RestJson | FaultForm::Json | FaultForm::Query) => format!(
                "{MISMATCH}\n\nThe Canonical String for this request should have been\n'{}'\n\nThe String-to-Sign should \
                 have been\n'{}'\n",
                mismatch.canonical_request, mismatch.string_to_sign
            ),
            _ => self.summary(form),
        }
    }

    /// What calls of deployed APIs get where it is less than others get: AWS's words alone.
    fn execute_api(&self) -> String {
        // What S3 takes in place of a body's hash is to a deployed API a hash that is not the body's.
        let mismatch = matches!(
            self,
            Self::TwoCredentials | Self::PayloadHash | Self::SignedHeaderAbsent(_)
        );
        if mismatch {
            MISMATCH.to_owned()
        } else if let Self::Credential { found, algorithm } = self {
            credential_text(found, *algorithm)
        } else {
            self.text()
        }
    }

    /// The text without what should have been signed.
    pub fn summary(&self, form: FaultForm) -> String {
        match (form, self.s3().2) {
            (FaultForm::S3, Some(text)) => text.to_owned(),
            (FaultForm::ExecuteApi, _) => self.execute_api(),
            (FaultForm::Json | FaultForm::Query, _) if *self == Self::MissingToken => {
                "Request is missing Authentication Token".to_owned()
            }
            (FaultForm::S3 | FaultForm::RestJson | FaultForm::Json | FaultForm::Query, _) => self.text(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::MissingToken => Class::Missing,
            Self::NoAlgorithm { .. }
            | Self::NotKeyValue { .. }
            | Self::MissingParameters { .. }
            | Self::OtherParameter { .. }
            | Self::MissingQueryParameters(_)
            | Self::NotText(_)
            | Self::Date(_)
            | Self::Algorithm(_)
            | Self::Credential { .. }
            | Self::NoRegionSet
            | Self::Expires => Class::Incomplete,
            Self::TwoCredentials
            | Self::Repeated(_)
            | Self::HostNotSigned
            | Self::SignedHeaders
            | Self::SignedHeaderAbsent(_)
            | Self::HeadersNotSigned(_)
            | Self::SignatureForm
            | Self::PayloadHash
            | Self::PayloadMismatch
            | Self::Escape(_)
            | Self::Character(_)
            | Self::Limit { .. }
            | Self::Scope(_)
            | Self::Expired { .. }
            | Self::NotYetCurrent { .. }
            | Self::Mismatch(_) => Class::Invalid,
            Self::UnknownAccessKey | Self::SessionToken => Class::UnknownClient,
            Self::SessionExpired => Class::ExpiredToken,
        }
    }

    fn text(&self) -> String {
        const HASHED: &str = "(hashed with SHA-256 and encoded with Base64)";
        match self {
            Self::MissingToken => "Missing Authentication Token".to_owned(),
            Self::NoAlgorithm { hash } => format!(
                "Authorization header must begin with the algorithm name, which cannot include an equal-sign {HASHED}: \
                 '{hash}'."
            ),
            Self::NotKeyValue { hash } => {
                format!("Invalid key=value pair (missing equal-sign) in Authorization header {HASHED}: '{hash}'.")
            }
            Self::MissingParameters { missing, dated, hash } => {
                let mut out = String::new();
                for name in missing {
                    out.push_str(&format!("Authorization header requires '{name}' parameter. "));
                }
                if !dated {
                    out.push_str(
                        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ",
                    );
                }
                out + &format!("(Hashed with SHA-256 and encoded with Base64) Authorization={hash}")
            }
            Self::OtherParameter { hash } => format!(
                "Authorization header must have no parameters but 'Credential', 'SignedHeaders' and 'Signature' {HASHED}: \
                 '{hash}'."
            ),
            Self::MissingQueryParameters(missing) => {
                let mut out = String::new();
                for name in missing {
                    out.push_str(&format!("AWS query-string parameters must include '{name}'. "));
                }
                out + "Re-examine the query-string parameters."
            }
            Self::NotText(name) => format!("'{name}' must be UTF-8."),
            Self::Date(found) => format!(
                "Date must be in ISO-8601 'basic format'. Got '{found}'. See http://en.wikipedia.org/wiki/ISO_8601"
            ),
            Self::Algorithm(found) => format!("Unsupported AWS 'algorithm': '{found}'."),
            Self::Credential { found, algorithm } => format!(
                "{}. No element may be empty, and keyid has at most {ACCESS_KEY_ID_MAX} characters.",
                credential_text(found, *algorithm)
            ),
            Self::NoRegionSet => format!(
                "Algorithm '{}' requires existence of a 'X-Amz-Region-Set' header.",
                Algorithm::V4a.name()
            ),
            Self::Expires => format!(
                "X-Amz-Expires must be a number of seconds, at most a week (in seconds); that is, {EXPIRES_S_MAX}"
            ),
            Self::HostNotSigned => {
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.".to_owned()
            }
            Self::SignedHeaders => {
                "'SignedHeaders' must be names of headers in lower case, sorted, each once, with ';' between them."
                    .to_owned()
            }
            Self::SignedHeaderAbsent(name) => format!("{MISMATCH} The signed header '{name}' is not in the request."),
            Self::HeadersNotSigned(names) => format!(
                "There were headers present in the request which were not signed: {}",
                names.join(", ")
            ),
            Self::TwoCredentials => format!("{MISMATCH} Credentials must be in the header or in the query, not in both."),
            Self::Repeated(name) => format!("{MISMATCH} '{name}' must be given once."),
            Self::SignatureForm | Self::PayloadMismatch | Self::Mismatch(_) => MISMATCH.to_owned(),
            Self::PayloadHash => {
                "x-amz-content-sha256 must be the SHA-256 of the body: 64 lower-case hexadecimal digits.".to_owned()
            }
            Self::Escape(place) => {
                format!("Illegal escape in the {place}: a '%' must be followed by two hexadecimal digits.")
            }
            Self::Character(place) => format!("The {place} has a character that cannot be signed."),
            Self::Limit { what, max } => format!("A signed request may have {max} {what} at most."),
            Self::Scope(faults) => faults.iter().map(ScopeFault::text).collect(),
            Self::Expired {
                signed, now, life_ms, ..
            } => format!(
                "Signature expired: {} is now earlier than {} ({} - {})",
                date::basic(*signed),
                date::basic(shifted(*now, life_ms.saturating_neg())),
                date::basic(*now),
                span(*life_ms)
            ),
            Self::NotYetCurrent {
                signed, now, skew_ms, ..
            } => format!(
                "Signature not yet current: {} is still later than {} ({} + {})",
                date::basic(*signed),
                date::basic(shifted(*now, *skew_ms)),
                date::basic(*now),
                span(*skew_ms)
            ),
            Self::UnknownAccessKey | Self::SessionToken => {
                "The security token included in the request is invalid.".to_owned()
            }
            Self::SessionExpired => "The security token included in the request is expired".to_owned(),
        }
    }

    /// Code, status and text of S3, where it has its own text.
    fn s3(&self) -> (&'static str, u16, Option<&'static str>) {
        match self {
            Self::MissingToken => ("AccessDenied", 403, Some("Access Denied")),
            Self::TwoCredentials => (
                "InvalidArgument",
                400,
                Some(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string \
                     parameter or the Authorization header should be specified",
                ),
            ),
            Self::NoAlgorithm { .. }
            | Self::NotKeyValue { .. }
            | Self::MissingParameters { .. }
            | Self::Algorithm(_) => ("InvalidArgument", 400, Some("Unsupported Authorization Type")),
            Self::OtherParameter { .. }
            | Self::Credential { .. }
            | Self::NoRegionSet
            | Self::SignedHeaders
            | Self::HostNotSigned
            | Self::Scope(_) => ("AuthorizationHeaderMalformed", 400, None),
            Self::MissingQueryParameters(_) => (
                "AuthorizationQueryParametersError",
                400,
                Some(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, \
                     X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
                ),
            ),
            Self::Expires => ("AuthorizationQueryParametersError", 400, None),
            Self::Repeated(_)
            | Self::NotText(_)
            | Self::Escape(_)
            | Self::Character(_)
            | Self::Limit { .. } => ("InvalidRequest", 400, None),
            Self::Date(_) => (
                "AccessDenied",
                403,
                Some("AWS authentication requires a valid Date or x-amz-date header"),
            ),
            Self::HeadersNotSigned(_) => (
                "AccessDenied",
                403,
                Some("There were headers present in the request which were not signed"),
            ),
            Self::SignedHeaderAbsent(_) | Self::SignatureForm | Self::Mismatch(_) => (
                "SignatureDoesNotMatch",
                403,
                Some(
                    "The request signature we calculated does not match the signature you provided. Check your key and \
                     signing method.",
                ),
            ),
            Self::PayloadHash => (
                "InvalidArgument",
                400,
                Some(
                    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, \
                     STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 \
                     value.",
                ),
            ),
            Self::PayloadMismatch => (
                "XAmzContentSHA256Mismatch",
                400,
                Some("The provided 'x-amz-content-sha256' header does not match what was computed."),
            ),
            Self::Expired { presigned: true, .. } => ("AccessDenied", 403, Some("Request has expired")),
            Self::NotYetCurrent { presigned: true, .. } => {
                ("AccessDenied", 403, Some("Request is not valid yet"))
            }
            Self::Expired { presigned: false, .. } | Self::NotYetCurrent { presigned: false, .. } => (
                "RequestTimeTooSkewed",
                403,
                Some("The difference between the request time and the current time is too large."),
            ),
            Self::UnknownAccessKey => (
                "InvalidAccessKeyId",
                403,
                Some("The AWS Access Key Id you provided does not exist in our records."),
            ),
            Self::SessionToken => (
                "InvalidToken",
                400,
                Some("The provided token is malformed or otherwise invalid."),
            ),
            Self::SessionExpired => ("ExpiredToken", 400, Some("The provided token has expired.")),
        }
    }
}

impl ScopeFault {
    /// One sentence and a blank, as they follow each other in AWS's texts.
    fn text(&self) -> String {
        match self {
            // Newer answers leave out the region that was found.
            Self::Region { .. } => "Credential should be scoped to a valid region. ".to_owned(),
            Self::Service { expected } => {
                format!("Credential should be scoped to correct service: '{expected}'. ")
            }
            Self::Terminator { found } => {
                format!(
                    "Credential should be scoped with a valid terminator: 'aws4_request', not '{found}'. "
                )
            }
            Self::Date { found, time } => format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{found}' != \
                 '{}', from '{}'.",
                date::day(*time),
                date::basic(*time)
            ),
        }
    }
}

fn credential_text(found: &str, algorithm: Algorithm) -> String {
    let (count, elements) = match algorithm {
        Algorithm::V4 => (5, "keyid/date/region/service/term"),
        Algorithm::V4a => (4, "keyid/date/service/term"),
    };
    format!("Credential must have exactly {count} slash-delimited elements, e.g. {elements}, got '{found}'")
}

fn shifted(time: portcullis_core::Timestamp, by_ms: i64) -> portcullis_core::Timestamp {
    portcullis_core::Timestamp {
        epoch_ms: time.epoch_ms.saturating_add(by_ms),
    }
}

/// `5 min.`
fn span(ms: i64) -> String {
    if ms % 60_000 == 0 {
        format!("{} min.", ms / 60_000)
    } else {
        format!("{} sec.", ms / 1000)
    }
}
