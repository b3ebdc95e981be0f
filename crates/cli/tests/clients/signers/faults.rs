//! What is answered to signatures that are not good. Nothing of it reaches the upstream.

use super::*;

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS Secret \
                        Access Key and signing method. Consult the service documentation for details.";
const NO_TOKEN: &str = "The security token included in the request is invalid.";

/// A world in which ann may call everything, so that nothing but her signature can be the reason.
fn open() -> (World, User) {
    let world = World::start(Backend::Sqlite);
    let ann = world.user(OTHER, "ann", true);
    world.save_policy(&ann.arn, "*");
    world.deploy();
    for signer in SIGNERS {
        for method in ["GET", "POST"] {
            assert_eq!(
                world.ask(signer, &Ask::new(method, &ann.keys)).status,
                200,
                "{signer:?} {method}"
            );
        }
    }
    world.upstream.take();
    (world, ann)
}

fn said(answer: &Answer) -> (u64, &str, String) {
    let body: Value =
        serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {answer:?}"));
    assert_eq!(body.as_object().unwrap().len(), 1, "{answer:?}");
    (answer.status, &answer.kind, member(&body, "message"))
}

fn invalid(message: &str) -> (u64, &'static str, String) {
    (403, "InvalidSignatureException", message.to_owned())
}

/// The text of a mismatch, with what has to be there once if it is not empty.
fn given_once(name: &str) -> (u64, &'static str, String) {
    match name {
        "" => invalid(MISMATCH),
        name => invalid(&format!("{MISMATCH} '{name}' must be given once.")),
    }
}

#[test]
fn what_every_signer_can_get_wrong_is_answered_as_aws_does() {
    let (world, ann) = open();
    let good = Ask::new("POST", &ann.keys);
    let keys = |change: &dyn Fn(&mut Keys)| {
        let mut ask = good.clone();
        change(&mut ask.keys);
        ask
    };
    let off = world.user(OTHER, "off", true);
    let inactive = [
        "iam",
        "update-access-key",
        "--user-name",
        "off",
        "--status",
        "Inactive",
        "--access-key-id",
        &off.keys.id,
    ];
    world.aws_as(None, OTHER, &inactive);
    let unknown = (403, "UnrecognizedClientException", NO_TOKEN.to_owned());
    let cases = [
        (
            keys(&|keys| keys.secret.replace_range(..1, "-")),
            invalid(MISMATCH),
        ),
        (
            keys(&|keys| keys.id = "AKIAIOSFODNN7EXAMPLE".to_owned()),
            unknown.clone(),
        ),
        (
            keys(&|keys| keys.token = Some("made up".to_owned())),
            unknown.clone(),
        ),
        (keys(&|keys| *keys = off.keys.clone()), unknown),
        (
            Ask {
                region: "eu-west-1",
                ..good.clone()
            },
            invalid("Credential should be scoped to a valid region. "),
        ),
        (
            Ask {
                service: "lambda",
                ..good.clone()
            },
            invalid("Credential should be scoped to correct service: 'execute-api'. "),
        ),
    ];
    let (asks, expect): (Vec<Ask>, Vec<_>) = cases.into_iter().unzip();
    for signer in SIGNERS {
        let answers = world.ask_all(signer, &asks);
        for ((ask, answer), expect) in asks.iter().zip(&answers).zip(&expect) {
            assert_eq!(said(answer), *expect, "{signer:?} {ask:?}");
        }
    }
    assert_eq!(world.upstream.take(), []);
    world.served.stop();
}

#[test]
fn a_signature_lives_five_minutes_either_way() {
    let (world, ann) = open();
    let at = |clock_s| Ask {
        clock_s,
        ..Ask::new("POST", &ann.keys)
    };
    // curl has no clock but the machine's.
    for signer in SIGNERS.into_iter().filter(|signer| *signer != Signer::Curl) {
        let answers = world.ask_all(signer, &[at(-290), at(290), at(-310), at(310), at(-86_400)]);
        assert_eq!((answers[0].status, answers[1].status), (200, 200), "{signer:?}");
        assert_eq!(world.upstream.take().len(), 2, "{signer:?}");
        for (answer, words) in answers[2..].iter().zip([
            ["Signature expired: ", " is now earlier than ", " - 5 min.)"],
            [
                "Signature not yet current: ",
                " is still later than ",
                " + 5 min.)",
            ],
            ["Signature expired: ", " is now earlier than ", " - 5 min.)"],
        ]) {
            let (status, kind, message) = said(answer);
            assert_eq!(
                (status, kind),
                (403, "InvalidSignatureException"),
                "{signer:?} {answer:?}"
            );
            let fits =
                message.starts_with(words[0]) && message.contains(words[1]) && message.ends_with(words[2]);
            assert!(fits, "{signer:?} {message}");
        }
    }
    assert_eq!(world.upstream.take(), []);
    world.served.stop();
}

#[test]
fn what_is_sent_must_be_what_was_signed() {
    let (world, ann) = open();
    let bob = world.user(OTHER, "bob", true);
    let other_key = json!({ "access_key": bob.keys.id, "secret_key": bob.keys.secret });
    let with = |form: &str| {
        let mut credentials = other_key.clone();
        credentials["form"] = form.into();
        json!({ "credentials": credentials })
    };
    let other_host = format!("{}.execute-api.eu-west-1.amazonaws.com", world.api);
    // Who signs, how it is sent, and what is there twice where it is more than a mismatch.
    let cases = [
        (Signer::Header, "GET", json!({ "host": other_host }), ""),
        (Signer::Query, "GET", json!({ "host": other_host }), ""),
        (
            Signer::Header,
            "POST",
            json!({ "body": r#"{"title":"Brasil"}"# }),
            "",
        ),
        (Signer::Header, "POST", json!({ "body": "" }), ""),
        (Signer::Query, "POST", json!({ "body": "{}" }), ""),
        (Signer::Header, "GET", json!({ "query": "title=x" }), ""),
        (Signer::Query, "GET", json!({ "query": "title=x" }), ""),
        (Signer::Header, "GET", with("query"), ""),
        (Signer::Header, "GET", with("header"), "authorization"),
        (
            Signer::Header,
            "GET",
            json!({ "twice": ["Authorization"] }),
            "authorization",
        ),
        (
            Signer::Header,
            "GET",
            json!({ "twice": ["X-Amz-Date"] }),
            "x-amz-date",
        ),
        (
            Signer::Header,
            "GET",
            json!({ "headers": [["X-Amz-Date", date(-60)]] }),
            "x-amz-date",
        ),
        (
            Signer::Query,
            "GET",
            json!({ "query": "X-Amz-Expires=300" }),
            "X-Amz-Expires",
        ),
        (
            Signer::Header,
            "POST",
            json!({ "signed": { "X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD" } }),
            "",
        ),
    ];
    for (signer, method, sent, twice) in cases {
        let ask = Ask {
            sent,
            ..Ask::new(method, &ann.keys)
        };
        let answer = world.ask(signer, &ask);
        assert_eq!(said(&answer), given_once(twice), "{signer:?} {ask:?}");
    }
    let unsigned = Ask {
        sent: json!({ "headers": [["X-Amz-Security-Token", "made up"]] }),
        ..Ask::new("GET", &ann.keys)
    };
    let answer = world.ask(Signer::Header, &unsigned);
    let text = "There were headers present in the request which were not signed: x-amz-security-token";
    assert_eq!(said(&answer), invalid(text));
    // curl sends a date that it is given twice.
    let twice = Ask {
        clock_s: -1,
        ..Ask::new("GET", &ann.keys)
    };
    let answer = world.ask(Signer::Curl, &twice);
    assert_eq!(said(&answer), given_once("x-amz-date"));
    assert_eq!(world.upstream.take(), []);
    world.served.stop();
}
