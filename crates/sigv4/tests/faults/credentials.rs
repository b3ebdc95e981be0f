//! Credentials that are missing, there twice, incomplete or in another form.

use crate::request::*;

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
        Request::signed().replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P384-SHA384"),
        INCOMPLETE,
        "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P384-SHA384'.",
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
    let names = format!("host;{}", ";".repeat(sigv4::HEADERS_MAX));
    limit(
        Request::signed().replace("SignedHeaders=host;", &format!("SignedHeaders={names}")),
        sigv4::HEADERS_MAX,
        "signed headers",
    );
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
