use serde_json::{Value, json};

use crate::{
    Limits, RouteTable, decode_input, encode_output,
    testing::{self, Request},
};

fn read(body: &str, limits: &Limits) -> Result<Value, String> {
    let table = RouteTable::new(&testing::LOGS, [&testing::PUT_EVERYTHING]);
    let request = Request::new("POST", "/", body).header("x-amz-target", "Logs_20140328.PutEverything");
    let found = table.find(&request.wire(), limits.members_max).unwrap();
    decode_input(&testing::LOGS, &found, &request.wire(), limits)
        .map(Value::Object)
        .map_err(|error| {
            assert_eq!(
                (error.status, error.code.as_str()),
                (400, "SerializationException")
            );
            error.message
        })
}

const LIMITS: Limits = Limits::with_body(1 << 20);

#[test]
fn values_are_read_by_shape() {
    #[track_caller]
    fn check(body: &str, expect: Value) {
        assert_eq!(read(body, &LIMITS), Ok(expect), "{body}");
    }
    check("", json!({}));
    check(" \n", json!({}));
    check("null", json!({}));
    check(r#"{"UserName": null, "Unknown": {"a": [1]}}"#, json!({}));
    check(
        r#"{"UserName": "a", "Count": 5, "Small": -1, "Ratio": 1, "Enabled": true, "Bytes": "AQI="}"#,
        json!({"UserName": "a", "Count": 5, "Small": -1, "Ratio": 1.0, "Enabled": true, "Bytes": "AQI="}),
    );
    check(r#"{"Enabled": "TRUE"}"#, json!({"Enabled": true}));
    check(
        r#"{"Count": 5.9, "Small": -5.9}"#,
        json!({"Count": 5, "Small": -5}),
    );
    check(r#"{"Since": 1777593600.25}"#, json!({"Since": 1_777_593_600}));
    check(
        r#"{"Since": "2026-05-01T00:00:00Z"}"#,
        json!({"Since": 1_777_593_600}),
    );
    // Wire names become names of the model; the model's own name is not one of the wire.
    check(
        r#"{"Flattened": ["a"], "FlatOnes": ["b"], "Attributes": {"x": {"Key": "k"}}}"#,
        json!({"FlatOnes": ["a"], "ByName": {"x": {"Key": "k"}}}),
    );
    check(
        r#"{"Labels": {"a": "b", "c": null}, "Tags": [{}, {"Key": null}]}"#,
        json!({"Labels": {"a": "b", "c": ""}, "Tags": [{}, {}]}),
    );
    check(
        r#"{"Inner": {"Inner": {"UserName": "a"}}}"#,
        json!({"Inner": {"Inner": {"UserName": "a"}}}),
    );
    check(r#"{"Inner": null, "Tags": []}"#, json!({"Tags": []}));
}

#[test]
fn other_types_are_refused_in_aws_words() {
    #[track_caller]
    fn check(body: &str, expect: &str) {
        assert_eq!(read(body, &LIMITS), Err(expect.to_owned()), "{body}");
    }
    let number = "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to";
    let structure = "Start of structure or map found where not expected.";
    let list = "Start of list found where not expected";
    check(
        r#"{"UserName": true}"#,
        "class java.lang.Boolean can not be converted to an String",
    );
    check(r#"{"UserName": 1}"#, &format!("{number} an String"));
    check(r#"{"UserName": {}}"#, structure);
    check(r#"{"UserName": []}"#, list);
    check(r#"{"Labels": {"a": 1.5}}"#, &format!("{number} an String"));
    check(
        r#"{"Names": [true]}"#,
        "class java.lang.Boolean can not be converted to an String",
    );
    check(
        r#"{"Small": "23"}"#,
        "class java.lang.String can not be converted to an Integer",
    );
    check(
        r#"{"Small": true}"#,
        "class java.lang.Boolean can not be converted to an Integer",
    );
    check(
        r#"{"Count": "23"}"#,
        "class java.lang.String can not be converted to an Long",
    );
    check(
        r#"{"Small": 2147483648}"#,
        "2147483648 can not be converted to an Integer",
    );
    check(
        r#"{"Count": 9223372036854775808}"#,
        "9223372036854775808 can not be converted to an Long",
    );
    check(
        r#"{"Ratio": "1"}"#,
        "class java.lang.String can not be converted to an Double",
    );
    check(
        r#"{"Enabled": "maybe"}"#,
        "'MAYBE' can not be converted to an Boolean",
    );
    check(r#"{"Enabled": 1}"#, &format!("{number} an Boolean"));
    check(r#"{"Bytes": 1}"#, &format!("{number} a Blob"));
    check(
        r#"{"Bytes": "?"}"#,
        "the text can not be converted to a Blob: it is not Base64",
    );
    check(r#"{"Since": "soon"}"#, "\"soon\" can not be converted to an Date");
    check(r#"{"Since": 1e300}"#, "1e+300 can not be converted to an Date");
    check(r#"{"Tags": "a"}"#, "Expected list or null");
    check(r#"{"Tags": {}}"#, structure);
    check(r#"{"Tags": [null]}"#, "a list must not hold null");
    check(r#"{"Labels": []}"#, list);
    check(r#"{"Labels": "a"}"#, "Expected map or null");
    check(r#"{"Inner": "a"}"#, "Expected null");
    check(r#"{"Inner": []}"#, list);
    check("[]", list);
    check("7", "Expected null");
}

#[test]
fn broken_and_boundless_bodies_are_refused() {
    #[track_caller]
    fn check(body: &str, limits: &Limits, expect: &str) {
        let message = read(body, limits).unwrap_err();
        assert!(message.starts_with(expect), "{message}");
    }
    check("{", &LIMITS, "the body is not JSON: EOF");
    check("{} {}", &LIMITS, "the body is not JSON: trailing");
    check(
        r#"{"Ratio": 1e999}"#,
        &LIMITS,
        "the body is not JSON: number out of range",
    );
    check("{\"UserName\": \"\\ud800\"}", &LIMITS, "the body is not JSON: ");
    let nested = |depth: usize| {
        let open = "{\"Inner\":".repeat(depth - 1);
        format!("{open}{{}}{}", "}".repeat(depth - 1))
    };
    assert!(read(&nested(64), &LIMITS).is_ok());
    check(&nested(65), &LIMITS, "the body nests deeper than 64");
    check(&"[".repeat(100_000), &LIMITS, "the body nests deeper than 64");
    let few = Limits {
        members_max: 3,
        ..LIMITS
    };
    assert!(
        read(
            r#"{"Names": ["a,b,c,[{", "\",\"", "c"]}"#,
            &Limits {
                members_max: 4,
                ..LIMITS
            }
        )
        .is_ok()
    );
    check(
        r#"{"Names": ["a", "b", "c"]}"#,
        &few,
        "the body has more than 3 members",
    );
}

#[test]
fn values_are_written_by_shape() {
    #[track_caller]
    fn check(output: &Value, expect: &str) {
        let answer = encode_output(&testing::LOGS, &testing::PUT_EVERYTHING, output, "id-1").unwrap();
        assert_eq!(String::from_utf8(answer.body).unwrap(), expect);
        assert_eq!(answer.headers["content-type"], "application/x-amz-json-1.1");
        assert_eq!(answer.headers["x-amzn-requestid"], "id-1");
    }
    check(&json!({}), "{}");
    check(
        &json!({"UserName": null, "Labels": {"a": null}}),
        r#"{"Labels":{"a":null}}"#,
    );
    check(
        &json!({"Ratio": 10, "Since": 1_777_593_600, "Bytes": "AQI=", "FlatOnes": ["a"], "Inner": {"Ratio": 0.5}}),
        r#"{"Ratio":10.0,"Since":1777593600,"Bytes":"AQI=","Flattened":["a"],"Inner":{"Ratio":0.5}}"#,
    );
    check(
        &json!({"ByName": {"x": {"Key": "k", "Value": "v"}}, "Tags": []}),
        r#"{"Tags":[],"Attributes":{"x":{"Key":"k","Value":"v"}}}"#,
    );
}

#[test]
fn an_output_of_another_shape_is_an_error_that_names_the_place() {
    let error =
        |output: Value| encode_output(&testing::LOGS, &testing::PUT_EVERYTHING, &output, "id").unwrap_err();
    assert_eq!(
        error(json!({"Inner": {"Count": "5"}})).to_string(),
        "the output does not fit its shape at `Inner.Count`: not a whole number"
    );
    assert_eq!(
        error(json!([])).to_string(),
        "the output does not fit its shape at ``: `Everything` is a structure"
    );
}
