//! Parse, print, parse is the identity but for places.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

use iam_policy::{Document, Kind, ParseOptions};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// One text or a list of texts, as policies write them.
fn one_or_list(item: impl Strategy<Value = String> + Clone + 'static) -> BoxedStrategy<Value> {
    prop_oneof![
        item.clone().prop_map(Value::from),
        prop::collection::vec(item, 1..4).prop_map(Value::from),
    ]
    .boxed()
}

fn principal() -> impl Strategy<Value = Value> {
    let aws = select(vec![
        "*",
        "444455556666",
        "arn:aws:iam::444455556666:root",
        "arn:aws:iam::444455556666:user/a/ana",
        "arn:aws:sts::444455556666:assumed-role/team-a/s1",
    ]);
    let service = select(vec!["events.amazonaws.com", "scheduler.amazonaws.com"]);
    let map = (
        one_or_list(aws.prop_map(str::to_owned)),
        prop::option::of(one_or_list(service.prop_map(str::to_owned))),
        any::<bool>(),
    );
    prop_oneof![
        Just(json!("*")),
        map.prop_map(|(aws, service, swap)| {
            let mut members = Map::new();
            match service {
                Some(service) if swap => {
                    members.insert("Service".into(), service);
                    members.insert("AWS".into(), aws);
                }
                Some(service) => {
                    members.insert("AWS".into(), aws);
                    members.insert("Service".into(), service);
                }
                None => {
                    members.insert("AWS".into(), aws);
                }
            }
            Value::Object(members)
        }),
    ]
}

fn action() -> impl Strategy<Value = String> + Clone {
    select(vec![
        "*",
        "execute-api:*",
        "execute-api:Invoke",
        "EXECUTE-API:inv?ke",
        "s3:GetObject",
    ])
    .prop_map(str::to_owned)
}

fn resource() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        Just("*".to_owned()),
        "execute-api:/[a-z]{1,4}/(GET|\\*)/[a-zA-Z0-9 _.:\\\\\"é😀*?]{0,8}",
        "arn:aws:execute-api:(eu-west-1|\\*):(111122223333|\\*):[a-z0-9]{3}/[a-z/*]{0,8}",
    ]
}

fn condition() -> impl Strategy<Value = (String, String, Value)> {
    let cidr = prop_oneof![
        (any::<[u8; 4]>(), 0u8..=32).prop_map(|([a, b, c, d], prefix)| format!("{a}.{b}.{c}.{d}/{prefix}")),
        (0u16.., 0u8..=128).prop_map(|(group, prefix)| format!("2001:db8:{group:x}::/{prefix}")),
    ];
    let operators = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        (
            select(names),
            prop::bool::weighted(0.2),
            select(vec!["", "", "ForAllValues:", "ForAnyValue:"]),
        )
            .prop_map(|(name, if_exists, set)| {
                format!("{set}{name}{}", if if_exists { "IfExists" } else { "" })
            })
    };
    let text = prop_oneof![
        "[ -~é😀]{0,12}".prop_filter("no variables", |text| !text.contains("${")),
        Just("${aws:username, 'x'}".to_owned())
    ];
    prop_oneof![
        (
            operators(&["StringEquals", "StringNotLike"]),
            select(vec!["aws:Referer", "aws:UserAgent"]),
            one_or_list(text)
        )
            .prop_map(|(operator, key, value)| (operator, key.to_owned(), value)),
        (
            operators(&["IpAddress", "NotIpAddress"]),
            Just("aws:SourceIp".to_owned()),
            one_or_list(cidr)
        ),
        (
            operators(&["Bool"]),
            Just("aws:SecureTransport".to_owned()),
            any::<bool>().prop_map(Value::from)
        ),
        (
            operators(&["NumericLessThan"]),
            Just("aws:MultiFactorAuthAge".to_owned()),
            any::<i32>().prop_map(Value::from)
        ),
        (
            operators(&["DateLessThan"]),
            Just("aws:CurrentTime".to_owned()),
            Just(json!(["2026-05-01T00:00:00Z", "2026-05-02"]))
        ),
        (
            Just("Null".to_owned()),
            Just("aws:PrincipalTag/a".to_owned()),
            Just(json!("true"))
        ),
    ]
}

fn statement() -> impl Strategy<Value = Value> {
    let conditions = prop::collection::vec(condition(), 0..4);
    (
        prop::option::of("[ -~é]{0,10}"),
        any::<bool>(),
        any::<[bool; 3]>(),
        principal(),
        one_or_list(action()),
        one_or_list(resource()),
        conditions,
    )
        .prop_map(
            |(
                sid,
                allow,
                [not_principal, not_action, not_resource],
                principal,
                action,
                resource,
                conditions,
            )| {
                let mut members = Map::new();
                let name = |negated: bool, name: &str| {
                    if negated {
                        format!("Not{name}")
                    } else {
                        name.to_owned()
                    }
                };
                if let Some(sid) = sid {
                    members.insert("Sid".into(), sid.into());
                }
                members.insert("Effect".into(), if allow { "Allow" } else { "Deny" }.into());
                members.insert(name(not_principal && !allow, "Principal"), principal);
                members.insert(name(not_action, "Action"), action);
                members.insert(name(not_resource, "Resource"), resource);
                let mut operators = Map::new();
                for (operator, key, value) in conditions {
                    let keys = operators.entry(operator).or_insert_with(|| json!({}));
                    keys.as_object_mut().unwrap().insert(key, value);
                }
                if !operators.is_empty() {
                    members.insert("Condition".into(), operators.into());
                }
                members.into()
            },
        )
}

fn policy() -> impl Strategy<Value = Value> {
    let statements = prop_oneof![
        statement(),
        prop::collection::vec(statement(), 1..4).prop_map(Value::from)
    ];
    (prop::option::of("[a-z ]{0,5}"), statements).prop_map(|(id, statements)| {
        let mut members = Map::new();
        members.insert("Version".into(), "2012-10-17".into());
        if let Some(id) = id {
            members.insert("Id".into(), id.into());
        }
        members.insert("Statement".into(), statements);
        members.into()
    })
}

/// Numbers and booleans of conditions become strings; nothing else changes.
fn quoted(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.to_string().into(),
        Value::Bool(value) => value.to_string().into(),
        Value::Array(elements) => elements.iter().map(quoted).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), quoted(value)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Null | Value::String(_) => value.clone(),
    }
}

/// The sharpest reading refuses some of the policies made here for what they would let in.
const MIRROR: ParseOptions = ParseOptions { mirror: true };

proptest! {
    #[test]
    fn printing_and_reading_again_changes_nothing(written in policy()) {
        let text = written.to_string();
        let (document, _) = Document::parse_with(&text, Kind::Resource, MIRROR).map_err(|findings| TestCaseError::fail(format!("{text}\n{findings:#?}")))?;
        let printed = document.to_json();
        prop_assert_eq!(&printed, &quoted(&written).to_string());
        let (again, _) = Document::parse_with(&printed, Kind::Resource, MIRROR).unwrap();
        prop_assert_eq!(again.to_json(), printed);
        let pretty = document.to_json_pretty();
        let (from_pretty, _) = Document::parse_with(&pretty, Kind::Resource, MIRROR).unwrap();
        prop_assert_eq!(from_pretty.to_json(), document.to_json());
        // Read from the compact form, places apart, it is the same document.
        prop_assert_eq!(without_places(&again), without_places(&document));
        prop_assert_eq!(without_places(&from_pretty), without_places(&document));
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "\\PC{0,200}") {
        let _ = Document::parse(&text, Kind::Resource);
    }

    #[test]
    fn broken_policies_are_refused_without_failing(written in policy(), at in any::<prop::sample::Index>(), with in "[\\[\\]{}\",:a0]?") {
        let text = written.to_string();
        let mut characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len());
        characters.splice(at..=at, with.chars());
        let broken: String = characters.into_iter().collect();
        if let Err(findings) = Document::parse(&broken, Kind::Resource) {
            prop_assert!(!findings.is_empty());
            for finding in findings {
                prop_assert!(broken.get(finding.span.start..finding.span.end).is_some());
            }
        }
    }
}

/// The debug form with every place cut out.
fn without_places(document: &Document) -> String {
    let text = format!("{document:?}");
    let mut parts = text.split("Span {");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |out, part| {
        out + part.split_once('}').map_or("", |(_, rest)| rest)
    })
}

#[test]
fn a_trust_policy_prints_without_the_resource_it_does_not_have() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Sid":"","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    let (document, findings) = Document::parse(text, Kind::Trust).unwrap();
    assert_eq!(findings, []);
    assert_eq!(document.to_json(), text);
}
