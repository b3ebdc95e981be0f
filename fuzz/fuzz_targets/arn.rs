//! Any text as an ARN, and any two as a resource pattern and a request: the compiled match equals a naive one.
#![no_main]

use iam_policy::{Caller, Compiled, Context, Decision, Document, Kind, Policy, Request, reference};
use libfuzzer_sys::fuzz_target;
use portcullis_core::Arn;

fuzz_target!(|input: (&str, &str)| {
    let (pattern, resource) = input;
    for text in [pattern, resource] {
        if let Ok(arn) = Arn::parse(text) {
            let Arn {
                partition,
                service,
                region,
                account,
                resource,
            } = arn;
            assert_eq!(
                format!("arn:{partition}:{service}:{region}:{account}:{resource}"),
                text
            );
        }
    }
    // The pattern as it stands, and behind the head of an invocation, where more texts are patterns.
    let head = "arn:aws:execute-api:eu-west-1:111122223333:";
    for (pattern, resource) in [
        (pattern.to_owned(), resource.to_owned()),
        (format!("{head}{pattern}"), format!("{head}{resource}")),
    ] {
        for element in ["Resource", "NotResource"] {
            let document = serde_json::json!({ "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", element: pattern },
                { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", element: pattern,
                  "Condition": { "Bool": { "aws:SecureTransport": "true" } } } ] });
            let Ok((document, _)) = Document::parse(&document.to_string(), Kind::Resource) else {
                continue;
            };
            let Ok(policy) = Policy::new(&document, None, usize::MAX) else {
                continue;
            };
            let compiled = Compiled::new(&policy);
            for secure in [true, false] {
                let request = Request {
                    caller: Caller::Anonymous,
                    action: "execute-api:Invoke",
                    resource: &resource,
                    resource_deny_forms: &[],
                    context: Context {
                        secure_transport: Some(secure),
                        ..Context::default()
                    },
                };
                let got = compiled.decide(&request);
                assert_eq!(
                    got,
                    reference::evaluate(&policy, &request),
                    "{pattern} against {resource}"
                );
                // A pattern without wildcards and variables matches itself and nothing else.
                if element == "Resource" && !secure && !pattern.contains(['*', '?', '$']) {
                    assert_eq!(
                        got.decision == Decision::Allow,
                        pattern == resource,
                        "{pattern} against {resource}"
                    );
                }
            }
        }
    }
});
