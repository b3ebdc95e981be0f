use serde_json::{Value, json};

use crate::{
    Limits, RouteTable, decode_input,
    testing::{self, Request},
};

fn read(parameters: &str) -> Result<Value, String> {
    let table = RouteTable::new(&testing::IAM, [&testing::PUT_EVERYTHING]);
    let limits = Limits::with_body(1 << 20);
    let body = format!("Action=PutEverything&Version=2010-05-08&{parameters}");
    let request = Request::new("POST", "/", body);
    let found = table.find(&request.wire(), limits.members_max).unwrap();
    decode_input(&testing::IAM, &found, &request.wire(), &limits)
        .map(Value::Object)
        .map_err(|error| {
            assert_eq!((error.status, error.code.as_str()), (400, "MalformedInput"));
            error.message
        })
}

#[test]
fn parameters_are_read_by_shape() {
    #[track_caller]
    fn check(parameters: &str, expect: Value) {
        assert_eq!(read(parameters), Ok(expect), "{parameters}");
    }
    check("", json!({}));
    check(
        "UserName=a+b%26c&Unknown=x&Unknown.member.1=y",
        json!({"UserName": "a b&c"}),
    );
    check("UserName=", json!({"UserName": ""}));
    check(
        "Count=5&Small=-1&Ratio=0.5&Enabled=true&Since=2026-05-01T00%3A00%3A00Z&Bytes=AQI%3D",
        json!({"Count": 5, "Small": -1, "Ratio": 0.5, "Enabled": true, "Since": 1_777_593_600, "Bytes": "AQI="}),
    );
    check(
        "Tags.member.1.Key=a&Tags.member.2.Key=b&Tags.member.1.Value=",
        json!({"Tags": [{"Key": "a", "Value": ""}, {"Key": "b"}]}),
    );
    check(
        "Tags=&Names=&Labels=",
        json!({"Tags": [], "Names": [], "Labels": {}}),
    );
    // Ten comes behind nine.
    check(
        "Names.member.10=j&Names.member.1=a&Names.member.2=b&Names.member.3=c&Names.member.4=d&Names.member.5=e\
         &Names.member.6=f&Names.member.7=g&Names.member.8=h&Names.member.9=i",
        json!({"Names": ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]}),
    );
    check("Flat.1=a&Flat.2=b", json!({"FlatOnes": ["a", "b"]}));
    check(
        "Labels.entry.1.key=a&Labels.entry.1.value=b&Labels.entry.2.key=c&Labels.entry.2.value=",
        json!({"Labels": {"a": "b", "c": ""}}),
    );
    check(
        "Attributes.entry.1.key=x&Attributes.entry.1.value.Key=k",
        json!({"ByName": {"x": {"Key": "k"}}}),
    );
    check(
        "Inner.Inner.UserName=a",
        json!({"Inner": {"Inner": {"UserName": "a"}}}),
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    #[track_caller]
    fn check(parameters: &str, expect: &str) {
        assert_eq!(read(parameters), Err(expect.to_owned()), "{parameters}");
    }
    check("Count=five", "`Count` cannot be read from `five`");
    check("Small=2147483648", "`Small` cannot be read from `2147483648`");
    check("Ratio=NaN", "`Ratio` cannot be read from `NaN`");
    check("Enabled=yes", "`Enabled` cannot be read from `yes`");
    check("UserName.x=a", "`UserName` is not a single value");
    check("UserName=a&UserName.x=a", "`UserName` is not a single value");
    check("Tags=a", "`Tags` is not a single value");
    check("Tags.member.0.Key=a", "`Tags.member.0`: not a number from 1");
    check("Tags.member.01.Key=a", "`Tags.member.01`: not a number from 1");
    check("Tags.member.x.Key=a", "`Tags.member.x`: not a number from 1");
    check("Names.member.2=a", "`Names.member.1` is missing");
    check("Flat.1=a&Flat.3=b", "`Flat.2` is missing");
    check("Tags.member.1=a", "`Tags.member.1` is not a single value");
    check("Labels.entry.1.value=a", "`Labels.entry.1.key` is missing");
    check("Labels.entry.1.key=a", "`Labels.entry.1.value` is missing");
    check(
        "Labels.entry.1.key=a&Labels.entry.1.value=1&Labels.entry.2.key=a&Labels.entry.2.value=2",
        "`Labels.entry.2`: the key `a` is given twice",
    );
    let deep = format!("{}UserName=a", "Inner.".repeat(100_000));
    assert!(read(&deep).unwrap_err().ends_with("nests deeper than 64"));
}
