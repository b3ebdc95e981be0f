//! Any text as a policy: what is taken prints to a text that reads back equal, and decides as the reference evaluator does.
#![no_main]

use iam_policy::{
    Caller, Compiled, Context, Document, Kind, ParseOptions, Policy, Request, Scope, reference,
};
use libfuzzer_sys::fuzz_target;
use portcullis_core::Timestamp;

fuzz_target!(|input: (&str, bool, u32)| {
    let (text, mirror, address) = input;
    let options = ParseOptions { mirror };
    for kind in [Kind::Resource, Kind::Identity, Kind::Authorizer] {
        let Ok((document, _)) = Document::parse_with(text, kind, options) else {
            continue;
        };
        let printed = document.to_json();
        let (again, _) = Document::parse_with(&printed, kind, options).expect("a printed policy is a policy");
        assert_eq!(printed, again.to_json());
        let scope = Scope {
            partition: "aws".parse().unwrap(),
            region: "eu-west-1".parse().unwrap(),
            account: "111122223333".parse().unwrap(),
            api_id: "a1b2c3d4e5".parse().unwrap(),
        };
        let Ok(policy) = Policy::new(&document, Some(&scope), usize::MAX) else {
            continue;
        };
        let compiled = Compiled::new(&policy);
        for resource in [
            "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets/42",
            "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/POST/",
        ] {
            let request = Request {
                caller: Caller::Anonymous,
                action: "execute-api:Invoke",
                resource,
                resource_deny_forms: &["arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets"],
                context: Context {
                    source_ip: Some(std::net::Ipv4Addr::from_bits(address).into()),
                    time: Timestamp::parse("2026-05-09T12:34:56Z").ok(),
                    secure_transport: Some(mirror),
                    user_agent: &["curl/8.5.0", "bot"],
                    referer: &[],
                    ..Context::default()
                },
            };
            assert_eq!(
                compiled.decide(&request),
                reference::evaluate(&policy, &request),
                "{printed}"
            );
            iam_policy::lint(&document, &iam_policy::LintFacts::default());
        }
    }
});
