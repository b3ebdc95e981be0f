use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    Limits, RouteTable, ServiceModel, ViolationKind, WireError, decode_input, recorded,
    testing::{self, Request},
    validate,
};

const LIMITS: Limits = Limits::with_body(1 << 20);

/// What the way of a request says to it: finding, reading, constraints.
fn outcome(table: &RouteTable, request: &Request) -> Result<(), WireError> {
    let wire = request.wire();
    let found = table
        .find(&wire, LIMITS.members_max)
        .map_err(|unrouted| unrouted.error(table.service()))?;
    let input = decode_input(table.service(), &found, &wire, &LIMITS)?;
    validate(table.service(), found.operation, &input).into_result(table.service())
}

#[test]
fn recorded_answers_of_api_gateway() {
    let recorded: Value = serde_json::from_str(include_str!("../recorded/answers.json")).unwrap();
    let table = RouteTable::new(&testing::API_GATEWAY, testing::api_gateway_operations());
    let cases = recorded["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 29);
    for case in cases {
        let of = |name: &str| case[name].as_str().unwrap();
        let request = Request::new(of("method"), of("path"), of("body"));
        let found = table.find(&request.wire(), 100).unwrap();
        assert_eq!(found.operation.name, of("operation"));
        let error = outcome(&table, &request).unwrap_err();
        let expect = WireError::new(
            of("code"),
            u16::try_from(case["status"].as_u64().unwrap()).unwrap(),
            of("message"),
        );
        assert_eq!(error, expect, "{}: {request:?}", of("source"));
    }
}

/// As `Value null at 'createBasePathMappingInput.restApiId'` is known of API Gateway.
#[test]
fn members_that_must_be_in_the_body() {
    let table = RouteTable::new(&testing::API_GATEWAY, testing::api_gateway_operations());
    let request = Request::new(
        "POST",
        "/restapis/abc123/documentation/parts",
        r#"{"location": {"path": "/"}}"#,
    );
    assert_eq!(
        outcome(&table, &request).unwrap_err().message,
        "2 validation errors detected: Value null at 'createDocumentationPartInput.location.type' failed to satisfy \
         constraint: Member must not be null; Value null at 'createDocumentationPartInput.properties' failed to \
         satisfy constraint: Member must not be null"
    );
}

#[test]
fn every_recorded_order_is_held_by_an_answer() {
    let answers = include_str!("../recorded/answers.json");
    for (_, shape, values) in recorded::ENUM_ORDERS {
        let order = format!("enum value set: [{}]", values.join(", "));
        assert!(answers.contains(&order), "{shape}");
        let distinct: BTreeSet<_> = values.iter().collect();
        assert_eq!(distinct.len(), values.len(), "{shape}");
    }
}

/// Texts of a service whose body is no member of its own.
#[track_caller]
fn check(service: &ServiceModel, input: Value, expect: &[(ViolationKind, &str)]) {
    let Value::Object(input) = input else {
        panic!("an object")
    };
    let validation = validate(service, &testing::PUT_EVERYTHING, &input);
    let found: Vec<_> = validation
        .violations
        .iter()
        .map(|violation| (violation.kind, violation.text.as_str()))
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn texts_of_each_kind() {
    use ViolationKind::{Inside, Length, Pattern, Range, Required};
    let iam = &testing::IAM;
    check(
        iam,
        json!({"UserName": "a", "Password": "long enough", "Count": 1000, "Tags": []}),
        &[],
    );
    check(
        iam,
        json!({"UserName": ""}),
        &[
            (
                Pattern,
                "Value '' at 'userName' failed to satisfy constraint: Member must satisfy regular expression \
                 pattern: [\\w+=,.@-]+",
            ),
            (
                Length,
                "Value '' at 'userName' failed to satisfy constraint: Member must have length greater than or \
                 equal to 1",
            ),
        ],
    );
    check(
        iam,
        json!({"UserName": "a".repeat(65)}),
        &[(
            Length,
            &format!(
                "Value '{}' at 'userName' failed to satisfy constraint: Member must have length less than or \
                 equal to 64",
                "a".repeat(65)
            ),
        )],
    );
    check(
        iam,
        json!({"Count": 0}),
        &[(
            Range,
            "Value '0' at 'count' failed to satisfy constraint: Member must have value greater than or equal to 1",
        )],
    );
    check(
        iam,
        json!({"Count": 1001}),
        &[(
            Range,
            "Value '1001' at 'count' failed to satisfy constraint: Member must have value less than or equal to \
             1000",
        )],
    );
    check(
        iam,
        json!({"Tags": [{"Key": "k", "Value": "v"}, {"Key": "k"}]}),
        &[(
            Required,
            "Value null at 'tags.2.member.value' failed to satisfy constraint: Member must not be null",
        )],
    );
    check(
        iam,
        json!({"Names": ["a", "b c"]}),
        &[(
            Inside,
            "Value '[a, b c]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member \
             must have length less than or equal to 64, Member must have length greater than or equal to 1, \
             Member must satisfy regular expression pattern: [\\w+=,.@-]+]",
        )],
    );
    check(
        iam,
        json!({"Labels": {"k": "12345"}}),
        &[(
            Inside,
            "Value '{k=12345}' at 'labels' failed to satisfy constraint: Map value must satisfy constraint: \
             [Member must have length less than or equal to 4, Member must have length greater than or equal \
             to 0]",
        )],
    );
    check(
        iam,
        json!({"Labels": {"k k": "1"}}),
        &[(
            Inside,
            "Value '{k k=1}' at 'labels' failed to satisfy constraint: Map keys must satisfy constraint: [Member \
             must have length less than or equal to 64, Member must have length greater than or equal to 1, \
             Member must satisfy regular expression pattern: [\\w+=,.@-]+]",
        )],
    );
    check(
        iam,
        json!({"ByName": {"x": {"Value": "v"}}}),
        &[(
            Required,
            "Value null at 'byName.x.member.key' failed to satisfy constraint: Member must not be null",
        )],
    );
}

#[test]
fn sensitive_values_are_not_shown() {
    check(
        &testing::IAM,
        json!({"Password": "short"}),
        &[(
            ViolationKind::Length,
            "Value at 'password' failed to satisfy constraint: Member must have length greater than or equal to 8",
        )],
    );
    // A list of structures may hold one as well.
    let tag = json!({"Key": "secret", "Value": "v"});
    check(
        &testing::IAM,
        json!({"Tags": [tag, tag, tag]}),
        &[(
            ViolationKind::Length,
            "Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 2",
        )],
    );
}

#[test]
fn codes_and_counts() {
    let input = json!({"UserName": "a b", "Count": 0});
    let input = input.as_object().unwrap();
    let error = |service: &ServiceModel| {
        validate(service, &testing::PUT_EVERYTHING, input)
            .into_result(service)
            .unwrap_err()
    };
    assert_eq!(error(&testing::IAM).code, "ValidationError");
    assert_eq!(error(&testing::LOGS).code, "ValidationException");
    assert_eq!(error(&testing::LAMBDA).code, "ValidationException");
    assert!(
        error(&testing::IAM)
            .message
            .starts_with("2 validation errors detected: Value 'a b' at 'userName' failed"),
    );
    let without = validate(&testing::IAM, &testing::PUT_EVERYTHING, input)
        .without(|violation| violation.member == "Count");
    assert!(
        without
            .message()
            .unwrap()
            .starts_with("1 validation error detected: ")
    );
}

#[test]
fn what_is_listed_has_an_end() {
    let tags: Vec<_> = (0..10_000).map(|_| json!({"Key": "k"})).collect();
    let input = json!({"ByName": {"x": {"Key": "k"}}, "Tags": tags, "UserName": " ".repeat(100_000)});
    let validation = validate(
        &testing::IAM,
        &testing::PUT_EVERYTHING,
        input.as_object().unwrap(),
    );
    assert_eq!(validation.violations.len(), crate::VIOLATIONS_MAX);
    assert!(validation.message().unwrap().len() < 50_000);
}
