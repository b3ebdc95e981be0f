//! What is written is read again as the same, in every protocol, for values of every kind.

use proptest::{collection::vec, option, prelude::*};
use serde_json::{Map, Value, json};

use crate::{
    Limits, OperationModel, Protocol, RouteTable, ServiceModel, Shape, decode_input, encode_output,
    testing::{self, Request},
};

const LIMITS: Limits = Limits::with_body(1 << 20);

/// Text that every protocol can hold: XML has no control characters but these.
fn text() -> impl Strategy<Value = String> {
    "[ -~äß€\u{1f600}\t\n\r]{0,12}"
}

fn members(depth: u32) -> BoxedStrategy<Value> {
    let tag = (text(), text()).prop_map(|(key, value)| json!({"Key": key, "Value": value}));
    // Flat lists and maps that are empty leave no trace outside JSON.
    let entries = vec((text(), text()), 1..3).prop_map(|entries| {
        let map: Map<_, _> = entries
            .into_iter()
            .map(|(key, value)| (key, Value::from(value)))
            .collect();
        Value::Object(map)
    });
    let inner = if depth == 0 {
        Just(None).boxed()
    } else {
        option::of(members(depth - 1)).boxed()
    };
    let scalars = (
        text(),
        option::of(any::<i64>()),
        option::of(any::<i32>()),
        option::of(-1e9..1e9_f64),
        option::of(any::<bool>()),
        option::of(0..253_402_300_800_i64),
        option::of(vec(any::<u8>(), 0..5)),
    );
    let others = (
        option::of(vec(tag, 0..3)),
        option::of(vec(text(), 0..3)),
        option::of(vec(text(), 1..3)),
        option::of(entries),
        inner,
    );
    (scalars, others)
        .prop_map(|(scalars, others)| {
            let (name, count, small, ratio, enabled, since, bytes) = scalars;
            let (tags, names, flat, labels, inner) = others;
            let mut all = json!({"UserName": name, "Count": count, "Small": small, "Ratio": ratio,
                "Enabled": enabled, "Since": since, "Bytes": bytes.map(|bytes| crate::base64::encode(&bytes)),
                "Tags": tags, "Names": names, "FlatOnes": flat, "Labels": labels, "Inner": inner});
            if let Value::Object(members) = &mut all {
                members.retain(|_, value| !value.is_null());
            }
            all
        })
        .boxed()
}

/// As an answer, sent again as a request.
fn echoed(service: &'static ServiceModel, value: &Value) -> Value {
    let answer = encode_output(service, &testing::PUT_EVERYTHING, value, "id").unwrap();
    read(service, Request::new("POST", "/", answer.body))
}

fn read(service: &'static ServiceModel, request: Request) -> Value {
    let request = match service.protocol {
        Protocol::Json10 => request.header("x-amz-target", "DynamoDB_20120810.PutEverything"),
        Protocol::Json11 => request.header("x-amz-target", "Logs_20140328.PutEverything"),
        Protocol::RestJson | Protocol::RestXml | Protocol::Query => request,
    };
    let operation: &'static OperationModel = &testing::PUT_EVERYTHING;
    let table = RouteTable::new(service, [operation]);
    let found = table.find(&request.wire(), LIMITS.members_max).unwrap();
    Value::Object(decode_input(service, &found, &request.wire(), &LIMITS).unwrap())
}

/// A form as clients write it (botocore's query serializer).
fn form(shape: &Shape, value: &Value, name: &str, flattened: bool, out: &mut String) {
    let join = |part: &str| {
        if name.is_empty() {
            part.to_owned()
        } else {
            format!("{name}.{part}")
        }
    };
    match (shape, value) {
        (Shape::Structure(shape), Value::Object(members)) => {
            for member in shape.members {
                if let Some(value) = members.get(member.name) {
                    form(
                        member.shape,
                        value,
                        &join(member.element_name()),
                        member.flattened,
                        out,
                    );
                }
            }
        }
        (Shape::List(list), Value::Array(elements)) => {
            if elements.is_empty() {
                parameter(name, "", out);
            }
            let flat = flattened || list.flattened;
            let name = if flat { name.to_owned() } else { join("member") };
            for (at, element) in elements.iter().enumerate() {
                form(list.member, element, &format!("{name}.{}", at + 1), false, out);
            }
        }
        (Shape::Map(map), Value::Object(entries)) => {
            for (at, (key, value)) in entries.iter().enumerate() {
                let entry = join(&format!("entry.{}", at + 1));
                parameter(&format!("{entry}.key"), key, out);
                form(map.value, value, &format!("{entry}.value"), false, out);
            }
        }
        (Shape::Timestamp, Value::Number(number)) => {
            let text = crate::time::iso_8601(number.as_i64().unwrap()).unwrap();
            parameter(name, &text, out);
        }
        (_, Value::String(text)) => parameter(name, text, out),
        (_, value) => parameter(name, &value.to_string(), out),
    }
}

fn parameter(name: &str, text: &str, out: &mut String) {
    use std::fmt::Write as _;
    write!(out, "&{name}=").unwrap();
    for byte in text.bytes() {
        write!(out, "%{byte:02X}").unwrap();
    }
}

proptest! {
    #[test]
    fn json(value in members(2)) {
        for service in [&testing::LOGS, &testing::TABLES, &testing::LAMBDA] {
            prop_assert_eq!(&echoed(service, &value), &value);
        }
    }

    #[test]
    fn xml(value in members(2)) {
        prop_assert_eq!(&echoed(&testing::S3, &value), &value);
    }

    #[test]
    fn forms(value in members(2)) {
        let mut body = String::from("Action=PutEverything&Version=2010-05-08");
        form(testing::PUT_EVERYTHING.input.unwrap(), &value, "", false, &mut body);
        prop_assert_eq!(&read(&testing::IAM, Request::new("POST", "/", body)), &value);
    }

    /// Whatever bytes come, they are read or refused.
    #[test]
    fn any_bytes(body in vec(any::<u8>(), 0..200), target in "[/?&=%a-z0-9{}+]{0,60}") {
        for table in [
            RouteTable::new(&testing::API_GATEWAY, testing::api_gateway_operations()),
            RouteTable::new(&testing::S3, testing::s3_operations()),
            RouteTable::new(&testing::IAM, [&testing::PUT_EVERYTHING]),
        ] {
            let request = Request::new("PUT", &target, &body);
            if let Ok(found) = table.find(&request.wire(), LIMITS.members_max) {
                let _ = decode_input(table.service(), &found, &request.wire(), &LIMITS);
            }
        }
    }
}
