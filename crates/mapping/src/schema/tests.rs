use super::*;

fn compile(schema: &str) -> Result<Schema, SchemaError> {
    Schema::compile(schema, |name| {
        match name {
        "Pet" => Some(r#"{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}}"#.to_owned()),
        "Tree" => Some(
            r#"{"type":"object","properties":{"children":{"type":"array","items":{"$ref":"https://apigateway.amazonaws.com/restapis/a1/models/Tree"}}}}"#
                .to_owned(),
        ),
        _ => None,
    }
    })
}

/// The validation's text; empty if the body fits.
fn check(schema: &str, body: &str, expect: &str) {
    let got = match compile(schema) {
        Err(error) => format!("no schema: {error}"),
        Ok(schema) => schema
            .validate(body.as_bytes())
            .map_or_else(|errors| errors.to_string(), |()| String::new()),
    };
    assert_eq!(got, expect, "{schema} {body}");
}

#[test]
fn types() {
    check(r#"{"type":"object"}"#, "{}", "");
    check(
        r#"{"type":"number"}"#,
        "\"x\"",
        r#"[instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]"#,
    );
    check(r#"{"type":"number"}"#, "3", "");
    check(r#"{"type":"integer"}"#, "3", "");
    check(
        r#"{"type":"integer"}"#,
        "3.0",
        r#"[instance type (number) does not match any allowed primitive type (allowed: ["integer"])]"#,
    );
    check(r#"{"type":["null","string"]}"#, "null", "");
}

#[test]
fn objects() {
    let schema = r#"{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"}},"required":["a","b"]}"#;
    check(schema, r#"{"a":1,"b":2}"#, "");
    check(
        schema,
        r#"{"test":"test"}"#,
        r#"[object has missing required properties (["a","b"])]"#,
    );
    // What is inside waits until the object itself is right.
    check(
        schema,
        r#"{"a":"x"}"#,
        r#"[object has missing required properties (["b"])]"#,
    );
    check(
        schema,
        r#"{"b":"y","a":"x"}"#,
        r#"[instance type (string) does not match any allowed primitive type (allowed: ["integer","number"]), instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]"#,
    );
    check(
        r#"{"properties":{"a":{}},"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false}"#,
        r#"{"z":1,"b":1,"a":1,"x-1":"y"}"#,
        r#"[object instance has properties which are not allowed by the schema: ["b","z"]]"#,
    );
    check(
        r#"{"additionalProperties":{"type":"string"}}"#,
        r#"{"a":1}"#,
        r#"[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]"#,
    );
    check(
        r#"{"minProperties":1}"#,
        "{}",
        "[object has too few properties (found 0 but schema requires at least 1)]",
    );
    check(
        r#"{"maxProperties":1}"#,
        r#"{"a":1,"b":2}"#,
        "[object has too many properties (found 2 but schema requires at most 1)]",
    );
    check(
        r#"{"dependencies":{"a":["b","c"]}}"#,
        r#"{"a":1,"b":2}"#,
        r#"[property "a" of object has missing property dependencies (schema requires ["b","c"]; missing: ["c"])]"#,
    );
    check(
        r#"{"dependencies":{"a":{"required":["d"]}}}"#,
        r#"{"a":1}"#,
        r#"[object has missing required properties (["d"])]"#,
    );
}

#[test]
fn arrays() {
    check(
        r#"{"items":{"type":"string"}}"#,
        r#"["a",1]"#,
        r#"[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]"#,
    );
    check(
        r#"{"items":[{"type":"string"}],"additionalItems":false}"#,
        r#"["a"]"#,
        "",
    );
    check(
        r#"{"items":[{"type":"string"}],"additionalItems":false}"#,
        r#"["a",1]"#,
        "[schema only allows 1 elements in array but instance has 2 elements]",
    );
    check(
        r#"{"minItems":1}"#,
        "[]",
        "[array is too short: must have at least 1 elements but instance has 0 elements]",
    );
    check(
        r#"{"maxItems":1}"#,
        "[1,2]",
        "[array is too long: must have at most 1 elements but instance has 2 elements]",
    );
    check(
        r#"{"uniqueItems":true}"#,
        "[1,{},1.0]",
        "[array must not contain duplicate elements]",
    );
}

#[test]
fn numbers() {
    check(
        r#"{"minimum":1,"maximum":10}"#,
        "0",
        "[numeric instance is lower than the required minimum (minimum: 1, found: 0)]",
    );
    check(
        r#"{"maximum":10}"#,
        "10.01",
        "[numeric instance is greater than the required maximum (maximum: 10, found: 10.01)]",
    );
    check(
        r#"{"minimum":1,"exclusiveMinimum":true}"#,
        "1.0",
        "[numeric instance is not strictly greater than the required minimum 1]",
    );
    check(
        r#"{"maximum":1,"exclusiveMaximum":true}"#,
        "1",
        "[numeric instance is not strictly lower than the required maximum 1]",
    );
    check(r#"{"multipleOf":0.01}"#, "19.99", "");
    check(
        r#"{"multipleOf":0.1}"#,
        "0.25",
        "[remainder of division is not zero (0.25 / 0.1)]",
    );
    check(
        r#"{"maximum":9007199254740992}"#,
        "9007199254740993",
        "[numeric instance is greater than the required maximum (maximum: 9007199254740992, found: 9007199254740993)]",
    );
    check(
        r#"{"minimum":1e300}"#,
        "-1e-300",
        "[numeric instance is lower than the required minimum (minimum: 1e300, found: -1e-300)]",
    );
}

#[test]
fn texts() {
    check(
        r#"{"minLength":1}"#,
        "\"\"",
        "[string \"\" is too short (length: 0, required minimum: 1)]",
    );
    check(
        r#"{"maxLength":2}"#,
        "\"äöü\"",
        "[string \"äöü\" is too long (length: 3, maximum allowed: 2)]",
    );
    check(
        r#"{"pattern":"^a+$"}"#,
        "\"b\"",
        "[ECMA 262 regex \"^a+$\" does not match input string \"b\"]",
    );
    check(r#"{"enum":["a","b"]}"#, "\"b\"", "");
    check(
        r#"{"enum":["a","b"]}"#,
        "\"c\"",
        r#"[instance value ("c") not found in enum (possible values: ["a","b"])]"#,
    );
}

#[test]
fn combinations() {
    let status = r#"{"type":"object","properties":{"status":{"oneOf":[{"type":"null"},{"$ref":"https://apigateway.amazonaws.com/restapis/a1/models/Pet"}]}},"required":["status"]}"#;
    check(status, r#"{"status":null}"#, "");
    check(status, r#"{"status":{"name":"x"}}"#, "");
    check(
        status,
        r#"{"status":1}"#,
        "[instance failed to match exactly one schema (matched 0 out of 2)]",
    );
    check(
        status,
        r#"{"badFormat":"bla"}"#,
        r#"[object has missing required properties (["status"])]"#,
    );
    check(
        r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#,
        "1",
        "[instance failed to match at least one required schema among 2]",
    );
    check(
        r#"{"allOf":[{"type":"integer"},{"minimum":5}]}"#,
        "1",
        "[instance failed to match all required schemas (matched only 1 out of 2)]",
    );
    check(
        r#"{"not":{"type":"string"}}"#,
        "\"x\"",
        "[instance matched a schema which it should not have]",
    );
}

#[test]
fn references() {
    let list =
        r#"{"type":"array","items":{"$ref":"https://apigateway.amazonaws.com/restapis/a1/models/Pet"}}"#;
    check(list, r#"[{"name":"x"}]"#, "");
    check(
        list,
        r#"[{}]"#,
        r#"[object has missing required properties (["name"])]"#,
    );
    check(
        r##"{"definitions":{"a~b/c":{"type":"string"}},"properties":{"x":{"$ref":"#/definitions/a~0b~1c"}}}"##,
        r#"{"x":1}"#,
        r#"[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]"#,
    );
    let tree = r#"{"$ref":"https://apigateway.amazonaws.com/restapis/a1/models/Tree"}"#;
    check(tree, r#"{"children":[{"children":[]}]}"#, "");
    check(
        tree,
        r#"{"children":[{"children":1}]}"#,
        r#"[instance type (integer) does not match any allowed primitive type (allowed: ["array"])]"#,
    );
    // A reference that goes round never says yes.
    check(
        r##"{"$ref":"#"}"##,
        "1",
        "[the validation of the body took too much work]",
    );
    check(
        r#"{"$ref":"https://apigateway.amazonaws.com/restapis/a1/models/Nothing"}"#,
        "1",
        "no schema: the reference `https://apigateway.amazonaws.com/restapis/a1/models/Nothing` leads to no schema: refer to `#/…` or to a model of the same api",
    );
    check(
        r#"{"$ref":"https://example.com/schema"}"#,
        "1",
        "no schema: the reference `https://example.com/schema` leads to no schema: refer to `#/…` or to a model of the same api",
    );
}

#[test]
fn bodies_that_are_no_json_fit_nothing() {
    check("{}", "", "[the body is no JSON: at byte 0: expected a value]");
    check(
        "{}",
        "{\"a\":1",
        "[the body is no JSON: at byte 6: expected `,` or `}`]",
    );
    check(
        "{}",
        "{'a':1}",
        "[the body is no JSON: at byte 1: expected a name]",
    );
    check(
        "{}",
        "{\"a\":1,\"a\":2}",
        "[the body is no JSON: at byte 12: an object has two members of one name]",
    );
    check("{}", "01", "[the body is no JSON: at byte 0: expected a number]");
}

#[test]
fn schemas_that_are_none_are_refused() {
    check(
        "[]",
        "1",
        "no schema: the schema is no JSON object: it is of type array",
    );
    check(
        r#"{"type":"text"}"#,
        "1",
        "no schema: `/type`: `type` names a type that draft 4 does not have",
    );
    check(
        r#"{"required":"a"}"#,
        "1",
        "no schema: `/required`: `required` must be an array of strings",
    );
    check(
        r#"{"exclusiveMinimum":true}"#,
        "1",
        "no schema: `/exclusiveMinimum`: `exclusiveMinimum` needs `minimum` beside it",
    );
    check(
        r#"{"properties":{"a":1}}"#,
        "1",
        "no schema: `/properties/a`: a schema must be an object",
    );
    check(
        r#"{"$schema":"http://json-schema.org/draft-07/schema#"}"#,
        "1",
        "no schema: `/$schema`: `$schema` must be draft 4, `http://json-schema.org/draft-04/schema#`",
    );
}
