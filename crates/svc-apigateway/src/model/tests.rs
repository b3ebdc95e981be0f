//! Models as their users see them. Answers that are recorded are replayed elsewhere.

use serde_json::{Value, json};

use crate::testing::Sample;

fn create(sample: &Sample, name: &str, schema: Value) -> Value {
    let schema = schema.to_string();
    let input = json!({"name": name, "contentType": "application/json", "schema": schema});
    sample.ok("CreateModel", input)
}

fn address(sample: &Sample, name: &str) -> String {
    format!(
        "https://apigateway.amazonaws.com/restapis/{}/models/{name}",
        sample.api
    )
}

/// `List` holds `Pet`s, a `Pet` has an `Owner`, an `Owner` has `Pet`s.
fn pets() -> Sample {
    let sample = Sample::with_method();
    create(&sample, "Owner", json!({"type": "object"}));
    let owner = address(&sample, "Owner");
    create(
        &sample,
        "Pet",
        json!({"type": "object", "properties": {
            "name": {"type": "string"}, "age": {"type": "integer"}, "weight": {"type": "number"},
            "tame": {"type": "boolean"}, "owner": {"$ref": owner}, "kind": {"$ref": "#/definitions/kind"},
        }, "definitions": {"kind": {"type": ["string", "null"]}}}),
    );
    let pet = address(&sample, "Pet");
    let schema = json!({"type": "object", "properties": {"pets": {"type": "array", "items": {"$ref": pet}}}});
    let patch = Sample::patch("replace", "/schema", json!(schema.to_string()));
    sample.ok(
        "UpdateModel",
        json!({"modelName": "Owner", "patchOperations": patch}),
    );
    create(&sample, "List", json!({"type": "array", "items": {"$ref": pet}}));
    sample
}

#[test]
fn what_is_no_schema_is_refused() {
    let sample = Sample::empty();
    let check = |schema: &str, why: &str| {
        let input = json!({"name": "A", "contentType": "application/json", "schema": schema});
        assert_eq!(
            sample.refused("CreateModel", input),
            (
                400,
                format!("Invalid model specified: Validation Result: warnings : [], errors : [{why}]")
            ),
            "{schema}"
        );
    };
    check("{", "Invalid model schema specified");
    check("[]", "Invalid model schema specified");
    check(r#"{"$ref": "Pet"}"#, "Model reference must be in canonical form");
    let absent = json!({"$ref": address(&sample, "Pet")}).to_string();
    check(&absent, "Invalid model name specified: Pet");
    let own = json!({"items": {"$ref": address(&sample, "A")}, "not": {"$ref": "#/definitions/a"}});
    create(&sample, "A", own);
    let input = json!({"name": "a-b", "contentType": "application/json", "schema": "{}"});
    assert_eq!(
        sample.refused("CreateModel", input),
        (400, "Model name must be alphanumeric: a-b".to_owned())
    );
    let input = json!({"name": "X", "contentType": "application/xml", "schema": "<schema/>"});
    sample.ok("CreateModel", input);
}

#[test]
fn a_flattened_model_holds_what_it_refers_to() {
    let sample = pets();
    let answer = sample.ok("GetModel", json!({"modelName": "List", "flatten": true}));
    let schema: Value = serde_json::from_str(answer["schema"].as_str().unwrap()).unwrap();
    assert_eq!(schema["items"], json!({"$ref": "#/definitions/Pet"}));
    let names: Vec<&String> = schema["definitions"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["kind", "Pet", "Owner"]);
    assert_eq!(
        schema["definitions"]["Owner"]["properties"]["pets"]["items"],
        json!({"$ref": "#/definitions/Pet"})
    );
    let plain = sample.ok("GetModel", json!({"modelName": "List"}));
    assert!(
        plain["schema"]
            .as_str()
            .unwrap()
            .contains("apigateway.amazonaws.com")
    );
}

#[test]
fn a_template_has_a_value_of_each_type() {
    let sample = pets();
    let value = |name: &str| {
        let answer = sample.ok("GetModelTemplate", json!({"modelName": name}));
        answer["value"].as_str().unwrap().to_owned()
    };
    assert_eq!(value("Empty"), "#set($inputRoot = $input.path('$'))\n{ }");
    assert_eq!(
        value("Error"),
        "#set($inputRoot = $input.path('$'))\n{\n  \"message\" : \"foo\"\n}"
    );
    let list = value("List");
    let begin = concat!(
        "#set($inputRoot = $input.path('$'))\n[\n##TO",
        "DO: Update this foreach loop to reference array from input json\n#foreach($elem in $inputRoot)\n  {\n",
        "    \"name\" : \"foo\",\n    \"age\" : 42,\n    \"weight\" : 3.149,\n    \"tame\" : true,\n",
        "    \"owner\" : {\n      \"pets\" : [\n"
    );
    assert!(list.starts_with(begin), "{list}");
    assert!(list.contains("#foreach($elem in $elem.owner.pets)"), "{list}");
    assert!(
        list.ends_with("\"kind\" : \"foo\"\n  }\n#if($foreach.hasNext),#end\n#end\n]"),
        "{list}"
    );
}

#[test]
fn a_model_in_use_stays() {
    let sample = pets();
    let delete = |name: &str| sample.refused("DeleteModel", json!({"modelName": name}));
    assert_eq!(
        delete("Pet"),
        (
            409,
            "Cannot delete model 'Pet', is referenced in model: List".to_owned()
        )
    );
    let response = json!({
        "resourceId": sample.root, "httpMethod": "GET", "statusCode": "200",
        "responseModels": {"application/json": "List"},
    });
    sample.ok("PutMethodResponse", response);
    assert_eq!(
        delete("List"),
        (
            409,
            "Cannot delete model 'List', is referenced in method response: //GET/200".to_owned()
        )
    );
}
