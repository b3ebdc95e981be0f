//! Codes and texts of the protocols, and what is in none of them.

use sigv4::{FaultForm, Parsed, Secret, SignatureFault};

use crate::request::*;

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
