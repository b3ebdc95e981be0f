//! What is refused, with which code and text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use portcullis_core::Timestamp;
use sigv4::{
    FaultForm, Form, Parsed, Payload, PayloadHash, Policy, RequestParts, Secret, SignatureFault, Signer,
    Verified,
};

const NOW: &str = "2026-05-17T06:33:40Z";
const KEY_ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "FwoGZXIvYXdzEXAMPLE/token+=";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

#[derive(Clone)]
struct Request {
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    now: Timestamp,
    policy: Policy<'static>,
    claimed: bool,
}

impl Request {
    fn unsigned() -> Self {
        Self {
            path: "/restapis/a1b2".into(),
            query: "limit=5".into(),
            headers: vec![("Host".into(), "apigateway.eu-west-1.amazonaws.com".into())],
            body: b"{}".to_vec(),
            now: at(NOW),
            policy: Policy::default(),
            claimed: false,
        }
    }

    /// Signed at [`NOW`] in the header.
    fn signed() -> Self {
        Self::unsigned().sign("apigateway", None)
    }

    fn presigned(expires_s: u32) -> Self {
        Self::unsigned().presign("apigateway", None, expires_s)
    }

    fn sign(mut self, service: &str, token: Option<&str>) -> Self {
        let secret = Secret::new(SECRET.as_bytes());
        let payload = Payload::of(&self.body);
        let added =
            self.with(|parts| sigv4::sign(parts, &signer(&secret, service, token), &payload, at(NOW)));
        let added = added
            .unwrap()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        self.headers.extend(added);
        self
    }

    fn presign(mut self, service: &str, token: Option<&str>, expires_s: u32) -> Self {
        let secret = Secret::new(SECRET.as_bytes());
        let payload = match service {
            "s3" => Payload::Unsigned,
            _ => Payload::of(&self.body),
        };
        self.query = self
            .with(|parts| {
                sigv4::presign(
                    parts,
                    &signer(&secret, service, token),
                    &payload,
                    at(NOW),
                    expires_s,
                )
            })
            .unwrap();
        self
    }

    fn with<T>(&self, act: impl FnOnce(&RequestParts<'_>) -> T) -> T {
        let headers: Vec<(&str, &[u8])> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        act(&RequestParts {
            method: "POST",
            path: &self.path,
            query: &self.query,
            headers: &headers,
        })
    }

    fn verify(&self) -> Result<Verified, SignatureFault> {
        let parsed = self.with(Parsed::from_request)?;
        assert_eq!(parsed.access_key_id(), KEY_ID);
        let key = parsed.signing_key(&Secret::new(SECRET.as_bytes()));
        let body = if self.claimed {
            PayloadHash::AsClaimed
        } else {
            PayloadHash::of(&self.body)
        };
        parsed.verify(&key, body, self.now, &self.policy)
    }

    fn change(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn header(self, name: &str, value: &str) -> Self {
        self.change(|request| request.headers.push((name.into(), value.into())))
    }

    /// Replaces text in the header or, of presigned requests, in the query.
    fn replace(self, from: &str, to: &str) -> Self {
        self.change(|request| {
            let before = (request.query.clone(), request.headers.clone());
            request.query = request.query.replace(from, to);
            for (name, value) in &mut request.headers {
                if name == "authorization" {
                    *value = value.replace(from, to);
                }
            }
            assert_ne!(
                before,
                (request.query.clone(), request.headers.clone()),
                "`{from}` is not there"
            );
        })
    }
}

fn signer<'a>(secret: &'a Secret, service: &'a str, session_token: Option<&'a str>) -> Signer<'a> {
    Signer {
        access_key_id: KEY_ID,
        secret,
        session_token,
        region: "eu-west-1",
        service,
    }
}

fn check(request: Request, code: &str, text: &str) {
    let fault = request.verify().expect_err(text);
    assert_eq!(
        (
            fault.code(FaultForm::RestJson),
            fault.summary(FaultForm::RestJson).as_str()
        ),
        (code, text),
    );
    assert_eq!(fault.status(FaultForm::RestJson), 403);
}

const INCOMPLETE: &str = "IncompleteSignatureException";
const INVALID: &str = "InvalidSignatureException";
const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS \
                        Secret Access Key and signing method. Consult the service documentation for details.";

#[test]
fn the_requests_themselves_are_right() {
    Request::signed().verify().unwrap();
    Request::presigned(60).verify().unwrap();
    Request::unsigned()
        .sign("apigateway", Some(TOKEN))
        .verify()
        .unwrap();
    Request::unsigned()
        .presign("apigateway", Some(TOKEN), 60)
        .verify()
        .unwrap();
    Request::unsigned().sign("s3", Some(TOKEN)).verify().unwrap();
    Request::unsigned()
        .presign("s3", Some(TOKEN), 60)
        .verify()
        .unwrap();
}

#[test]
fn credentials_that_are_none() {
    let bearer = |value: &str| Request::unsigned().header("authorization", value);
    check(
        Request::unsigned(),
        "MissingAuthenticationTokenException",
        "Missing Authentication Token",
    );
    check(
        bearer("Bearer abc"),
        INCOMPLETE,
        "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with \
         Base64): 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='.",
    );
    check(
        bearer("Bearer"),
        INCOMPLETE,
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. \
         Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a \
         'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) \
         Authorization=cQ4NvdQimYUQF6TWcmXs0EbxtO23QVJZkqGmqPqAElg=",
    );
    check(
        bearer("abc=def"),
        INCOMPLETE,
        "Authorization header must begin with the algorithm name, which cannot include an equal-sign (hashed with \
         SHA-256 and encoded with Base64): 'aX0bxsc6PGdhqFg2qkVX0ScvbSUXWaiFZx6UEZ6Mb4I='.",
    );
    let fault = Request::signed()
        .replace("SignedHeaders=", "Signed=")
        .verify()
        .unwrap_err();
    assert!(
        fault
            .to_string()
            .starts_with("Authorization header requires 'SignedHeaders' parameter. (Hashed"),
        "{fault}"
    );
    check(
        Request::unsigned().change(|request| request.query = "X-Amz-Credential=a&X-Amz-Expires=5".into()),
        INCOMPLETE,
        "AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters must include \
         'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters \
         must include 'X-Amz-Date'. Re-examine the query-string parameters.",
    );
    // A name in escapes is the same name.
    check(
        Request::unsigned().change(|request| request.query = "X-Amz-%53ignature=a".into()),
        INCOMPLETE,
        "AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters must include \
         'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters \
         must include 'X-Amz-Date'. Re-examine the query-string parameters.",
    );
}

#[test]
fn two_of_what_may_be_there_once() {
    check(
        Request::presigned(60).header("authorization", "Bearer abc"),
        INVALID,
        &format!("{MISMATCH} Credentials must be in the header or in the query, not in both."),
    );
    check(
        Request::signed().change(|request| request.query = "X-Amz-Algorithm=x".into()),
        INVALID,
        &format!("{MISMATCH} Credentials must be in the header or in the query, not in both."),
    );
    let once = |request: Request, name: &str| {
        check(
            request,
            INVALID,
            &format!("{MISMATCH} '{name}' must be given once."),
        );
    };
    for name in ["authorization", "host", "x-amz-date"] {
        let request = Request::signed();
        let found = request
            .headers
            .iter()
            .find(|(found, _)| found.eq_ignore_ascii_case(name));
        let (_, value) = found.unwrap().clone();
        once(request.header(name, &value), name);
    }
    let token = Request::unsigned().sign("apigateway", Some(TOKEN));
    once(
        token.header("X-Amz-Security-Token", TOKEN),
        "x-amz-security-token",
    );
    once(
        Request::unsigned()
            .header("x-amz-target", "a")
            .header("X-Amz-Target", "b")
            .sign("apigateway", None),
        "x-amz-target",
    );
    once(
        Request::signed().replace("Signature=", "Signature=0, Signature="),
        "Signature",
    );
    for name in [
        "X-Amz-Date",
        "X-Amz-Signature",
        "X-Amz-Expires",
        "X-Amz-Credential",
    ] {
        once(
            Request::presigned(60).change(|request| request.query.push_str(&format!("&{name}=1"))),
            name,
        );
    }
    // A date or token in the header beside that of the query, even if it is signed.
    once(
        Request::unsigned()
            .header("x-amz-date", "20260517T063340Z")
            .presign("apigateway", None, 60),
        "x-amz-date",
    );
    once(
        Request::unsigned()
            .header("x-amz-security-token", TOKEN)
            .presign("apigateway", Some(TOKEN), 60),
        "x-amz-security-token",
    );
}

#[test]
fn headers_that_are_not_signed() {
    for name in [
        "x-amz-meta-a",
        "X-Amz-Target",
        "x-amz-security-token",
        "x-amz-content-sha256",
    ] {
        for request in [Request::signed(), Request::presigned(60)] {
            check(
                request.header(name, "a"),
                INVALID,
                &format!(
                    "There were headers present in the request which were not signed: {}",
                    name.to_ascii_lowercase()
                ),
            );
        }
    }
    check(
        Request::signed().replace("SignedHeaders=host;x-amz-date", "SignedHeaders=host"),
        INVALID,
        "There were headers present in the request which were not signed: x-amz-date",
    );
    check(
        Request::signed().replace("SignedHeaders=host;x-amz-date", "SignedHeaders=x-amz-date"),
        INVALID,
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
    for list in [
        "x-amz-date;host",
        "host;host;x-amz-date",
        "Accept;host;x-amz-date",
        "host;;x-amz-date",
    ] {
        check(
            Request::signed().replace("host;x-amz-date", list),
            INVALID,
            "'SignedHeaders' must be names of headers in lower case, sorted, each once, with ';' between them.",
        );
    }
    check(
        Request::unsigned()
            .header("accept", "")
            .sign("apigateway", None)
            .change(|request| request.headers.retain(|(name, _)| name != "accept")),
        INVALID,
        &format!("{MISMATCH} The signed header 'accept' is not in the request."),
    );
    // Headers of other names need not be signed.
    Request::signed()
        .header("x-amzn-trace-id", "Root=1")
        .verify()
        .unwrap();
}

#[test]
fn parts_in_another_form() {
    check(
        Request::signed().replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
        INCOMPLETE,
        "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'.",
    );
    for (credential, shown) in [
        ("a/b/c/d", "a/b/c/d"),
        ("a/b/c/d/e/f", "a/b/c/d/e/f"),
        (
            "/20260517/eu-west-1/apigateway/aws4_request",
            "/20260517/eu-west-1/apigateway/aws4_request",
        ),
        (
            "a/20260517//apigateway/aws4_request",
            "a/20260517//apigateway/aws4_request",
        ),
    ] {
        check(
            Request::signed().replace(
                "AKIDEXAMPLE/20260517/eu-west-1/apigateway/aws4_request",
                credential,
            ),
            INCOMPLETE,
            &format!(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got \
                 '{shown}'. No element may be empty, and keyid has at most 128 characters."
            ),
        );
    }
    check(
        Request::signed().change(|request| request.headers[1].1 = "2026-05-17T06:33:40Z".into()),
        INCOMPLETE,
        "Date must be in ISO-8601 'basic format'. Got '2026-05-17T06:33:40Z'. See http://en.wikipedia.org/wiki/ISO_8601",
    );
    for (from, to) in [
        ("Signature=", "Signature=0"),
        ("Signature=", "Signature=,X="),
        ("aws4_request, ", "aws4_request, X=1, "),
    ] {
        Request::signed().replace(from, to).verify().unwrap_err();
    }
    let upper = Request::signed().change(|request| {
        let value = &mut request.headers[2].1;
        let at = value.find("Signature=").unwrap() + "Signature=".len();
        let signature = value.split_off(at);
        value.push_str(&signature.to_ascii_uppercase());
    });
    check(upper, INVALID, MISMATCH);
    let unusual = [
        (
            Request::unsigned().change(|request| request.path = "/a\nb".into()),
            "path",
        ),
        (
            Request::unsigned().change(|request| request.query = "a=\u{7f}".into()),
            "query",
        ),
    ];
    for (request, place) in unusual {
        check(
            request,
            INVALID,
            &format!("The {place} has a character that cannot be signed."),
        );
    }
    check(
        Request::signed().change(|request| request.query = "a=%4".into()),
        INVALID,
        "Illegal escape in the query: a '%' must be followed by two hexadecimal digits.",
    );
}

#[test]
fn scopes() {
    let policy = |region, service| {
        Request::signed().change(|request| {
            request.policy = Policy {
                region,
                service,
                ..Policy::default()
            };
        })
    };
    policy(Some("eu-west-1"), Some("apigateway")).verify().unwrap();
    check(
        policy(Some("us-east-1"), None),
        INVALID,
        "Credential should be scoped to a valid region. ",
    );
    check(
        policy(Some("us-east-1"), Some("execute-api")),
        INVALID,
        "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'execute-api'. ",
    );
    check(
        Request::signed().replace("aws4_request", "aws4"),
        INVALID,
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'. ",
    );
    check(
        Request::signed().replace("/20260517/", "/20260516/"),
        INVALID,
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260516' != \
         '20260517', from '20260517T063340Z'.",
    );
}

#[test]
fn times() {
    let later = |request: Request, ms: i64| request.change(|request| request.now.epoch_ms += ms);
    later(Request::signed(), 300_000).verify().unwrap();
    later(Request::signed(), -300_000).verify().unwrap();
    check(
        later(Request::signed(), 300_001),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063340Z (20260517T063840Z - 5 min.)",
    );
    check(
        later(Request::signed(), 600_000),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063840Z (20260517T064340Z - 5 min.)",
    );
    check(
        later(Request::signed(), -301_000),
        INVALID,
        "Signature not yet current: 20260517T063340Z is still later than 20260517T063339Z (20260517T062839Z + 5 min.)",
    );
    for ms in [i64::MAX / 2, i64::MIN / 2] {
        later(Request::signed(), ms).verify().unwrap_err();
    }
    // A presigned request lives as long as it says, within what the policy says.
    later(Request::presigned(3600), 3_600_000).verify().unwrap();
    later(Request::presigned(604_800), 604_800_000).verify().unwrap();
    later(Request::presigned(3600), 3_600_001).verify().unwrap_err();
    later(Request::presigned(3600), -300_001).verify().unwrap_err();
    let limited =
        |ms| later(Request::presigned(3600), ms).change(|request| request.policy.presigned_max_s = 300);
    limited(300_000).verify().unwrap();
    check(
        limited(300_001),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063340Z (20260517T063840Z - 5 min.)",
    );
    for value in ["604801", "-1", "1.5", "", "+5", "99999999999"] {
        check(
            Request::presigned(3600).replace("X-Amz-Expires=3600", &format!("X-Amz-Expires={value}")),
            INCOMPLETE,
            "X-Amz-Expires must be a number of seconds, at most a week (in seconds); that is, 604800",
        );
    }
    Request::presigned(3600)
        .replace("&X-Amz-Expires=3600", "")
        .verify()
        .unwrap_err();
}

#[test]
fn bodies() {
    check(
        Request::signed().change(|request| request.body.push(b' ')),
        INVALID,
        MISMATCH,
    );
    let Payload::Hash(hash) = Payload::of(b"{}") else {
        panic!()
    };
    let named = || {
        Request::unsigned()
            .header("x-amz-content-sha256", &hash)
            .sign("apigateway", None)
    };
    assert_eq!(named().verify().unwrap().owed(), None);
    let fault = named()
        .change(|request| request.body.push(b' '))
        .verify()
        .unwrap_err();
    assert_eq!(fault, SignatureFault::PayloadMismatch);
    // Not read yet: the caller owes the check.
    let verified = named().change(|request| request.claimed = true).verify().unwrap();
    assert_eq!(verified.owed(), Some(&Payload::Hash(hash.clone())));
    let fault = Request::signed()
        .change(|request| request.claimed = true)
        .verify()
        .unwrap_err();
    assert_eq!(fault, SignatureFault::PayloadHash);
    for value in [
        "UNSIGNED-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "",
        &hash.to_ascii_uppercase(),
    ] {
        check(
            named().change(|request| request.headers[1].1 = value.into()),
            INVALID,
            "x-amz-content-sha256 must be the SHA-256 of the body: 64 lower-case hexadecimal digits.",
        );
    }
    // S3 alone leaves the body out.
    let presigned = Request::unsigned().presign("s3", None, 60);
    let verified = presigned.change(|request| request.body.clear()).verify().unwrap();
    assert_eq!(
        (verified.claim().payload(), verified.owed()),
        (&Payload::Unsigned, None)
    );
}

#[test]
fn a_token_after_signing_belongs_to_the_query_form_alone() {
    let added = Request::presigned(60).change(|request| {
        request.query.push_str("&X-Amz-Security-Token=abc");
    });
    let verified = added.verify().unwrap();
    assert_eq!(verified.claim().session_token(), Some("abc"));
    // One that was signed cannot be changed or left out.
    let signed = Request::unsigned().presign("apigateway", Some("abc"), 60);
    assert_eq!(
        signed.verify().unwrap().claim().form(),
        Form::Query { expires_s: Some(60) }
    );
    signed
        .clone()
        .replace("Security-Token=abc", "Security-Token=abd")
        .verify()
        .unwrap_err();
    signed
        .replace("&X-Amz-Security-Token=abc", "")
        .verify()
        .unwrap_err();
}

#[test]
fn a_mismatch_shows_what_should_have_been_signed_but_no_token() {
    let message = |request: Request| {
        request
            .change(|request| request.path = "/other".into())
            .verify()
            .unwrap_err()
            .message(FaultForm::RestJson)
    };
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    let got = message(Request::unsigned().sign("apigateway", Some(TOKEN)));
    let expect = format!(
        "{MISMATCH}\n\nThe Canonical String for this request should have been\n'POST\n/other\nlimit=5\nhost:apigateway.\
         eu-west-1.amazonaws.com\nx-amz-date:20260517T063340Z\nx-amz-security-token:(hidden)\n\n\
         host;x-amz-date;x-amz-security-token\n{hash}'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n\
         20260517T063340Z\n20260517/eu-west-1/apigateway/aws4_request\n"
    );
    assert!(got.starts_with(&expect), "{got}");
    assert!(got.ends_with("'\n"), "{got}");
    for request in [
        Request::unsigned().sign("apigateway", Some(TOKEN)),
        Request::unsigned().presign("apigateway", Some(TOKEN), 60),
    ] {
        let got = message(request);
        assert!(
            !got.contains("EXAMPLE/token") && !got.contains("EXAMPLE%2Ftoken"),
            "{got}"
        );
        assert!(got.contains("(hidden)"), "{got}");
    }
}

#[test]
fn codes_of_the_protocols() {
    let expired = Request::presigned(1)
        .change(|request| request.now.epoch_ms += 2000)
        .verify()
        .unwrap_err();
    let old = Request::signed()
        .change(|request| request.now.epoch_ms += 900_000)
        .verify()
        .unwrap_err();
    let mismatch = Request::signed()
        .change(|request| request.path = "/x".into())
        .verify()
        .unwrap_err();
    let mut got = String::new();
    for fault in [
        SignatureFault::MissingToken,
        Request::signed()
            .replace("Signature=", "S=")
            .verify()
            .unwrap_err(),
        SignatureFault::UnknownAccessKey,
        SignatureFault::SessionToken,
        SignatureFault::SessionExpired,
        expired,
        old,
        mismatch,
    ] {
        for form in [
            FaultForm::RestJson,
            FaultForm::Json,
            FaultForm::Query,
            FaultForm::S3,
        ] {
            got.push_str(&format!("{} {} | ", fault.status(form), fault.code(form)));
        }
        got.truncate(got.len() - 3);
        got.push('\n');
    }
    assert_eq!(
        got,
        "\
403 MissingAuthenticationTokenException | 400 MissingAuthenticationTokenException | 403 MissingAuthenticationToken | 403 AccessDenied
403 IncompleteSignatureException | 400 IncompleteSignatureException | 403 IncompleteSignature | 400 InvalidArgument
403 UnrecognizedClientException | 400 UnrecognizedClientException | 403 InvalidClientTokenId | 403 InvalidAccessKeyId
403 UnrecognizedClientException | 400 UnrecognizedClientException | 403 InvalidClientTokenId | 400 InvalidToken
403 ExpiredTokenException | 400 ExpiredTokenException | 403 ExpiredToken | 400 ExpiredToken
403 InvalidSignatureException | 400 InvalidSignatureException | 403 SignatureDoesNotMatch | 403 AccessDenied
403 InvalidSignatureException | 400 InvalidSignatureException | 403 SignatureDoesNotMatch | 403 RequestTimeTooSkewed
403 InvalidSignatureException | 400 InvalidSignatureException | 403 SignatureDoesNotMatch | 403 SignatureDoesNotMatch
"
    );
}

#[test]
fn too_much_is_refused() {
    let limit = |request: Request, max: usize, what: &str| {
        check(
            request,
            INVALID,
            &format!("A signed request may have {max} {what} at most."),
        );
    };
    let many = |count: usize| {
        Request::unsigned().change(|request| {
            request
                .headers
                .extend((0..count).map(|at| (format!("x-{at}"), String::new())));
        })
    };
    limit(many(sigv4::HEADERS_MAX), sigv4::HEADERS_MAX, "headers");
    let long = "a".repeat(sigv4::TARGET_BYTES_MAX + 1);
    limit(
        Request::unsigned().change(|request| request.path.clone_from(&long)),
        sigv4::TARGET_BYTES_MAX,
        "bytes of the path",
    );
    limit(
        Request::unsigned().change(|request| request.query.clone_from(&long)),
        sigv4::TARGET_BYTES_MAX,
        "bytes of the query",
    );
    limit(
        Request::unsigned().header("a", &long),
        sigv4::HEADER_BYTES_MAX,
        "bytes of a header",
    );
    let parameters = "&".repeat(sigv4::QUERY_PARAMETERS_MAX);
    limit(
        Request::unsigned().change(|request| request.query = parameters),
        sigv4::QUERY_PARAMETERS_MAX,
        "query parameters",
    );
}

#[test]
fn nothing_secret_is_printed() {
    let secret = Secret::new(SECRET.as_bytes());
    let request = Request::unsigned().sign("apigateway", Some(TOKEN));
    let parsed = request.with(Parsed::from_request).unwrap();
    let key = parsed.signing_key(&secret);
    let verified = request.verify().unwrap();
    let printed = format!(
        "{secret:?} {key:?} {parsed:?} {verified:?} {:?}",
        signer(&secret, "s3", Some(TOKEN))
    );
    assert!(
        !printed.contains("wJalr") && !printed.contains("token+="),
        "{printed}"
    );
}
