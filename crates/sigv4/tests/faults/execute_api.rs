//! What callers of deployed APIs are answered: each text that API Gateway's data plane is known to have.
//!
//! Sources: recorded answers of `execute-api`; IAM user guide, "Troubleshoot Signature Version 4 requests". Where the answer is
//! not known (credentials twice, a body that is not signed), it is the text of a signature that differs.

use sigv4::{FaultForm, Policy, SignatureFault, header_fault};

use crate::request::*;

const MISSING: &str = "MissingAuthenticationTokenException";
const SERVICE: &str = "execute-api";

fn unsigned() -> Request {
    Request::unsigned().change(|request| request.policy = Policy::execute_api("eu-west-1"))
}

fn signed() -> Request {
    unsigned().sign(SERVICE, None)
}

fn answer(request: &Request, code: &str, text: &str) {
    let fault = request.verify().expect_err(text);
    answered(&fault, code, text);
}

fn answered(fault: &SignatureFault, code: &str, text: &str) {
    let form = FaultForm::ExecuteApi;
    assert_eq!(
        (fault.status(form), fault.code(form), fault.message(form).as_str()),
        (403, code, text),
    );
    assert_eq!(fault.summary(form), text);
}

#[test]
fn the_requests_themselves_are_right() {
    signed().verify().unwrap();
    unsigned().presign(SERVICE, Some(TOKEN), 60).verify().unwrap();
}

#[test]
fn credentials_that_are_none() {
    answer(&unsigned(), MISSING, "Missing Authentication Token");
    let all = "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. \
               Authorization header requires 'SignedHeaders' parameter. ";
    let undated = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and \
         encoded with Base64) Authorization=";
    for (header, text) in [
        (
            "Bearer abc",
            "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with \
             Base64): 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='."
                .to_owned(),
        ),
        (
            "Bearer",
            format!("{all}{undated}cQ4NvdQimYUQF6TWcmXs0EbxtO23QVJZkqGmqPqAElg="),
        ),
        (
            "Bearer abc=",
            format!("{all}{undated}O+nITBNm9aAuzNHigrZwS0OGn53PZwSSNfpQDqaC+yE="),
        ),
        ("", format!("{all}{undated}47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")),
        (
            "abc=def",
            "Authorization header must begin with the algorithm name, which cannot include an equal-sign (hashed with \
             SHA-256 and encoded with Base64): 'aX0bxsc6PGdhqFg2qkVX0ScvbSUXWaiFZx6UEZ6Mb4I='."
                .to_owned(),
        ),
        (
            "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host",
            format!(
                "Authorization header requires 'Signature' parameter. {undated}uWudRZf/bm+3FsufYJK2krR/516Q+e8/DxRGA3g5FEk="
            ),
        ),
    ] {
        answer(&unsigned().header("authorization", header), INCOMPLETE, &text);
        answered(&header_fault(header.as_bytes(), false).unwrap(), INCOMPLETE, &text);
    }
    // One of these bytes is no text: it is hashed all the same.
    answered(
        &header_fault(b"Bearer \xff", true).unwrap(),
        INCOMPLETE,
        "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with \
         Base64): 'qBAK5qoZQNC2Y7sxzUZhQuu9vVGHExuS2TgYmHgy64k='.",
    );
    // With a date it is not asked for.
    let text = header_fault(b"Bearer", true)
        .unwrap()
        .message(FaultForm::ExecuteApi);
    assert_eq!(
        text,
        format!("{all}{}", &undated[undated.find("(Hashed").unwrap()..])
            + "cQ4NvdQimYUQF6TWcmXs0EbxtO23QVJZkqGmqPqAElg="
    );
    // Whatever has the form of a signature is none of these faults.
    for header in [
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=a,Credential=b,SignedHeaders=host,Signature=0,X=1",
        "x Credential=,SignedHeaders=,Signature=",
    ] {
        assert_eq!(header_fault(header.as_bytes(), true), None, "{header}");
    }
}

#[test]
fn credentials_in_another_form() {
    answer(
        &signed().replace("AWS4-HMAC-SHA256", "AWS5-HMAC-SHA256"),
        INCOMPLETE,
        "Unsupported AWS 'algorithm': 'AWS5-HMAC-SHA256'.",
    );
    answer(
        &signed().replace("/eu-west-1/", "/"),
        INCOMPLETE,
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got \
         'AKIDEXAMPLE/20260517/execute-api/aws4_request'",
    );
    answer(
        &signed().change(|request| request.headers[1].1 = "2026-05-17T06:33:40Z".into()),
        INCOMPLETE,
        "Date must be in ISO-8601 'basic format'. Got '2026-05-17T06:33:40Z'. See http://en.wikipedia.org/wiki/ISO_8601",
    );
    answer(
        &signed().replace("SignedHeaders=host;", "SignedHeaders="),
        INVALID,
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
}

#[test]
fn scopes() {
    let region = "Credential should be scoped to a valid region. ";
    let service = "Credential should be scoped to correct service: 'execute-api'. ";
    let terminator = "Credential should be scoped with a valid terminator: 'aws4_request', not 'x'. ";
    let date = "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260516' != \
                '20260517', from '20260517T063340Z'.";
    let scope = |scope: &str| signed().replace("20260517/eu-west-1/execute-api/aws4_request", scope);
    for (given, text) in [
        ("20260517/us-west-2/execute-api/aws4_request", region.to_owned()),
        ("20260517/eu-west-1/apigateway/aws4_request", service.to_owned()),
        (
            "20260517/us-west-2/lambda/aws4_request",
            format!("{region}{service}"),
        ),
        ("20260517/eu-west-1/execute-api/x", terminator.to_owned()),
        ("20260516/eu-west-1/execute-api/aws4_request", date.to_owned()),
        (
            "20260516/us-west-2/s3/x",
            format!("{region}{service}{terminator}{date}"),
        ),
    ] {
        answer(&scope(given), INVALID, &text);
    }
}

#[test]
fn times() {
    let later = |request: Request, s: i64| request.change(|request| request.now.epoch_ms += s * 1000);
    later(signed(), 300).verify().unwrap();
    later(signed(), -300).verify().unwrap();
    answer(
        &later(signed(), 566),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063806Z (20260517T064306Z - 5 min.)",
    );
    answer(
        &later(signed(), -1580),
        INVALID,
        "Signature not yet current: 20260517T063340Z is still later than 20260517T061220Z (20260517T060720Z + 5 min.)",
    );
    // A presigned request may live shorter, but not longer.
    later(unsigned().presign(SERVICE, None, 60), 60).verify().unwrap();
    later(unsigned().presign(SERVICE, None, 60), 61)
        .verify()
        .unwrap_err();
    later(unsigned().presign(SERVICE, None, 3600), 300)
        .verify()
        .unwrap();
    answer(
        &later(unsigned().presign(SERVICE, None, 3600), 301),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063341Z (20260517T063841Z - 5 min.)",
    );
}

#[test]
fn signatures_that_differ() {
    // What should have been signed is not told.
    answer(
        &signed().change(|request| request.path = "/x".into()),
        INVALID,
        MISMATCH,
    );
    answer(
        &signed().change(|request| request.body = b"[]".into()),
        INVALID,
        MISMATCH,
    );
    answer(
        &unsigned()
            .presign(SERVICE, None, 60)
            .header("Authorization", "Bearer abc"),
        INVALID,
        MISMATCH,
    );
    for value in [
        "UNSIGNED-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
        "x",
        "",
    ] {
        let request = unsigned()
            .header(
                "x-amz-content-sha256",
                "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            )
            .sign(SERVICE, None);
        request.verify().unwrap();
        answer(
            &request.change(|request| request.headers[1].1 = value.into()),
            INVALID,
            MISMATCH,
        );
    }
    answer(
        &unsigned()
            .header("accept", "")
            .sign(SERVICE, None)
            .change(|request| request.headers.retain(|(name, _)| name != "accept")),
        INVALID,
        MISMATCH,
    );
}

#[test]
fn keys_and_tokens() {
    let invalid = "The security token included in the request is invalid.";
    for (fault, code, text) in [
        (
            SignatureFault::UnknownAccessKey,
            "UnrecognizedClientException",
            invalid,
        ),
        (
            SignatureFault::SessionToken,
            "UnrecognizedClientException",
            invalid,
        ),
        (
            SignatureFault::SessionExpired,
            "ExpiredTokenException",
            "The security token included in the request is expired",
        ),
    ] {
        answered(&fault, code, text);
    }
}

/// All of a signature of Version 4A but the right one.
fn asymmetric() -> Request {
    let signature = "30450221008f4516c8850ed9eb29502658d1f0e0f6cabc11a44963c558efd1dd8e9fb084a0022032e47df89ad1a5b4e2b82d3a68db\
                     e31d6ef8e1ea8c3815b2097538c4695d184e";
    unsigned()
        .header("x-amz-date", "20260517T063340Z")
        .header("x-amz-region-set", "us-east-1,eu-*")
        .header(
            "authorization",
            &format!(
                "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20260517/execute-api/aws4_request, \
                 SignedHeaders=host;x-amz-date;x-amz-region-set, Signature={signature}"
            ),
        )
}

#[test]
fn faults_of_version_4a() {
    let region = "Credential should be scoped to a valid region. ";
    let service = "Credential should be scoped to correct service: 'execute-api'. ";
    let set = |set: &str| asymmetric().change(|request| request.headers[2].1 = set.into());
    answer(&asymmetric(), INVALID, MISMATCH);
    answer(&set("*"), INVALID, MISMATCH);
    for wrong in ["us-east-1", "", "eu", "global"] {
        answer(&set(wrong), INVALID, region);
    }
    answer(
        &set("us-*").replace("/execute-api/", "/apigateway/"),
        INVALID,
        &format!("{region}{service}"),
    );
    answer(
        &asymmetric().replace("/execute-api/", "/eu-west-1/execute-api/"),
        INCOMPLETE,
        "Credential must have exactly 4 slash-delimited elements, e.g. keyid/date/service/term, got \
         'AKIDEXAMPLE/20260517/eu-west-1/execute-api/aws4_request'",
    );
    answer(
        &asymmetric().replace("/aws4_request", "/x"),
        INVALID,
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'x'. ",
    );
    answer(
        &asymmetric().change(|request| request.now.epoch_ms += 566_000),
        INVALID,
        "Signature expired: 20260517T063340Z is now earlier than 20260517T063806Z (20260517T064306Z - 5 min.)",
    );
    for (from, to) in [
        ("Signature=30", "Signature=31"),
        ("184e", "184"),
        ("184e", "184E"),
    ] {
        answer(&asymmetric().replace(from, to), INVALID, MISMATCH);
    }
    answer(
        &asymmetric()
            .replace(";x-amz-region-set", "")
            .change(|request| drop(request.headers.remove(2))),
        INCOMPLETE,
        "Algorithm 'AWS4-ECDSA-P256-SHA256' requires existence of a 'X-Amz-Region-Set' header.",
    );
    // A set that is not signed, or another beside it.
    answer(
        &asymmetric().replace(";x-amz-region-set", ""),
        INVALID,
        "There were headers present in the request which were not signed: x-amz-region-set",
    );
    answer(
        &asymmetric().header("X-Amz-Region-Set", "*"),
        INVALID,
        &format!("{MISMATCH} 'x-amz-region-set' must be given once."),
    );
    let presigned = |query: &str| {
        unsigned().change(|request| {
            request.query = format!(
                "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Date=20260517T063340Z&X-Amz-SignedHeaders=host&\
                 X-Amz-Credential=AKIDEXAMPLE%2F20260517%2Fexecute-api%2Faws4_request&X-Amz-Signature=3006020101020101{query}"
            );
        })
    };
    answer(&presigned("&X-Amz-Region-Set=eu-west-1"), INVALID, MISMATCH);
    answer(&presigned("&X-Amz-Region-Set=us-west-1"), INVALID, region);
    answer(
        &presigned("&X-Amz-Region-Set=us-west-1&X-Amz-Region-Set=%2A"),
        INVALID,
        &format!("{MISMATCH} 'X-Amz-Region-Set' must be given once."),
    );
    answer(
        &presigned(""),
        INCOMPLETE,
        "AWS query-string parameters must include 'X-Amz-Region-Set'. Re-examine the query-string parameters.",
    );
}

#[test]
fn version_4a_is_refused_where_nothing_says_that_it_is_taken() {
    let elsewhere = asymmetric().change(|request| request.policy = Policy::default());
    answer(
        &elsewhere,
        INCOMPLETE,
        "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'.",
    );
}
