//! Documentation parts as their users see them. Answers that are recorded are replayed elsewhere.

use aws_wire::Blob;
use serde_json::{Value, json};

use crate::testing::Sample;

fn create(sample: &Sample, location: Value) -> Value {
    let input = json!({"location": location, "properties": "{\"description\": \"d\"}"});
    sample.ok("CreateDocumentationPart", input)
}

fn import(text: &str, more: Value) -> Value {
    let mut input = more;
    input["body"] = serde_json::to_value(Blob(text.as_bytes().to_vec())).unwrap();
    input
}

fn locations(sample: &Sample, input: Value) -> Vec<Value> {
    let answer = sample.ok("GetDocumentationParts", input);
    let items = answer["items"].as_array().unwrap().clone();
    items.into_iter().map(|item| item["location"].clone()).collect()
}

#[test]
fn a_location_has_what_its_type_has() {
    let sample = Sample::empty();
    let answer = create(&sample, json!({"type": "RESPONSE_HEADER", "name": "ETag"}));
    assert_eq!(
        answer["location"],
        json!({"type": "RESPONSE_HEADER", "path": "/", "method": "*", "statusCode": "*", "name": "ETag"})
    );
    for (location, expect) in [
        (
            json!({"type": "API", "path": "/"}),
            "the location of a documentation part of type API has no `path`: leave it out",
        ),
        (
            json!({"type": "RESOURCE", "method": "GET"}),
            "the location of a documentation part of type RESOURCE has no `method`: leave it out",
        ),
        (
            json!({"type": "MODEL"}),
            "a documentation part of type MODEL needs the `name` of what it documents",
        ),
    ] {
        let input = json!({"location": location, "properties": "{}"});
        assert_eq!(
            sample.refused("CreateDocumentationPart", input),
            (400, expect.to_owned())
        );
    }
    let again =
        json!({"location": {"type": "RESPONSE_HEADER", "name": "ETag", "path": "/"}, "properties": "{}"});
    assert_eq!(sample.refused("CreateDocumentationPart", again).0, 409);
    let text = json!({"location": {"type": "API"}, "properties": "words"});
    assert_eq!(
        sample.refused("CreateDocumentationPart", text),
        (
            400,
            "the properties of a documentation part must be a JSON object".to_owned()
        )
    );
}

#[test]
fn parts_are_found_by_type_path_and_name() {
    let sample = Sample::empty();
    for location in [
        json!({"type": "METHOD", "path": "/b", "method": "GET"}),
        json!({"type": "MODEL", "name": "Pet"}),
        json!({"type": "METHOD", "path": "/a", "method": "GET"}),
        json!({"type": "API"}),
    ] {
        create(&sample, location);
    }
    let all = locations(&sample, json!({}));
    let kinds: Vec<&str> = all
        .iter()
        .map(|location| location["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["API", "METHOD", "METHOD", "MODEL"]);
    assert_eq!(
        locations(&sample, json!({"type": "METHOD", "path": "/b"})),
        [all[2].clone()]
    );
    assert_eq!(locations(&sample, json!({"nameQuery": "Pet"})), [all[3].clone()]);
    let first = sample.ok("GetDocumentationParts", json!({"limit": 3}));
    let rest = locations(&sample, json!({"limit": 3, "position": first["position"]}));
    assert_eq!(rest, [all[3].clone()]);
}

#[test]
fn what_is_not_documented_is_listed() {
    let sample = Sample::with_method();
    let response = json!({
        "resourceId": sample.root, "httpMethod": "GET", "statusCode": "200",
        "responseParameters": {"method.response.header.ETag": true},
    });
    sample.ok("PutMethodResponse", response);
    create(&sample, json!({"type": "METHOD", "path": "/", "method": "GET"}));
    let found = locations(&sample, json!({"locationStatus": "UNDOCUMENTED"}));
    assert_eq!(
        found,
        [
            json!({"type": "API"}),
            json!({"type": "MODEL", "name": "Empty"}),
            json!({"type": "MODEL", "name": "Error"}),
            json!({"type": "RESOURCE", "path": "/"}),
            json!({"type": "RESPONSE", "path": "/", "method": "GET", "statusCode": "200"}),
            json!({"type": "RESPONSE_HEADER", "path": "/", "method": "GET", "statusCode": "200", "name": "ETag"}),
        ]
    );
}

const YAML: &str = "
openapi: 3.0.1
info: {title: t, version: '1'}
paths: {}
x-amazon-apigateway-documentation:
  version: '1'
  documentationParts:
    - location: {type: API}
      properties: {description: new}
    - location: {type: RESPONSE, method: GET, statusCode: 200}
      properties: {description: fine}
";

#[test]
fn an_import_adds_to_what_is_there_or_takes_its_place() {
    let sample = Sample::empty();
    let api = create(&sample, json!({"type": "API"}));
    create(&sample, json!({"type": "RESOURCE"}));
    let answer = sample.ok("ImportDocumentationParts", import(YAML, json!({})));
    assert_eq!(answer["ids"][0], api["id"]);
    assert_eq!(answer.get("warnings"), None);
    assert_eq!(locations(&sample, json!({})).len(), 3);
    let part = sample.ok("GetDocumentationPart", json!({"documentationPartId": api["id"]}));
    assert_eq!(part["properties"], json!("{\"description\":\"new\"}"));
    sample.ok(
        "ImportDocumentationParts",
        import(YAML, json!({"mode": "overwrite"})),
    );
    assert_eq!(
        locations(&sample, json!({})),
        [
            json!({"type": "API"}),
            json!({"type": "RESPONSE", "path": "/", "method": "GET", "statusCode": "200"}),
        ]
    );
}

#[test]
fn what_is_no_part_is_a_warning() {
    let sample = Sample::empty();
    let text = YAML.replace("type: API", "type: MODEL");
    let (status, message) = sample.refused(
        "ImportDocumentationParts",
        import(&text, json!({"failOnWarnings": true})),
    );
    assert_eq!(status, 400);
    assert!(message.contains("needs the `name`"), "{message}");
    assert_eq!(locations(&sample, json!({})).len(), 0);
    let answer = sample.ok("ImportDocumentationParts", import(&text, json!({})));
    assert_eq!(answer["ids"].as_array().unwrap().len(), 1);
    assert_eq!(
        answer["warnings"],
        json!([
            "documentation part 0 is left out: a documentation part of type MODEL needs the `name` of what it documents"
        ])
    );
    for text in ["{}", "[]", "words", "\u{0}"] {
        assert_eq!(
            sample
                .refused("ImportDocumentationParts", import(text, json!({})))
                .1,
            "Unable to build importer with provided input.",
            "{text}"
        );
    }
}

#[test]
fn an_api_has_so_many_parts() {
    let mut sample = Sample::empty();
    sample.account.limit(|limits| limits.documentation_parts_max = 1);
    assert_eq!(
        sample
            .refused("ImportDocumentationParts", import(YAML, json!({})))
            .0,
        429
    );
    create(&sample, json!({"type": "API"}));
    let input = json!({"location": {"type": "RESOURCE"}, "properties": "{}"});
    assert_eq!(sample.refused("CreateDocumentationPart", input).0, 429);
}
