//! Layers.

use serde_json::{Value, json};

use crate::{
    FunctionName, find,
    testing::{Server, arn, creation, with, zip_of},
};

const LAYER: &str = "arn:aws:lambda:eu-west-1:111122223333:layer:l";

fn published(server: &Server, text: &str) -> Value {
    server.ok(
        "PublishLayerVersion",
        json!({"LayerName": "l", "CompatibleRuntimes": ["python3.12"], "Content": {"ZipFile": aws_wire::base64::encode(&zip_of(&[("python/m.py", text)]))}}),
    )
}

#[test]
fn versions_are_numbered_read_and_deleted() {
    let server = Server::new();
    let first = published(&server, "1");
    assert_eq!(
        (&first["Version"], &first["LayerArn"], &first["LayerVersionArn"]),
        (&json!(1), &json!(LAYER), &json!(format!("{LAYER}:1")))
    );
    let second = published(&server, "2");
    assert_eq!(
        server.ok("GetLayerVersion", json!({"LayerName": LAYER, "VersionNumber": 2})),
        second
    );
    assert_eq!(
        server.ok("GetLayerVersionByArn", json!({"Arn": format!("{LAYER}:1")})),
        first
    );
    let list = server.ok("ListLayerVersions", json!({"LayerName": "l", "MaxItems": 1}));
    assert_eq!(list["LayerVersions"][0]["Version"], 2);
    let list = server.ok(
        "ListLayerVersions",
        json!({"LayerName": "l", "Marker": list["NextMarker"]}),
    );
    assert_eq!(list["LayerVersions"][0]["Version"], 1);
    let layers = server.ok("ListLayers", json!({"CompatibleRuntime": "python3.12"}));
    assert_eq!(layers["Layers"][0]["LatestMatchingVersion"]["Version"], 2);
    assert_eq!(
        server.ok("ListLayers", json!({"CompatibleRuntime": "nodejs20.x"}))["Layers"],
        json!([])
    );
    server.ok(
        "DeleteLayerVersion",
        json!({"LayerName": "l", "VersionNumber": 2}),
    );
    server.ok(
        "DeleteLayerVersion",
        json!({"LayerName": "l", "VersionNumber": 2}),
    );
    server.fails(
        "GetLayerVersion",
        json!({"LayerName": "l", "VersionNumber": 2}),
        "ResourceNotFoundException",
        404,
        "The resource you requested does not exist.",
    );
    assert_eq!(published(&server, "3")["Version"], 3);
}

#[test]
fn functions_keep_the_layers_they_have() {
    let mut server = Server::new();
    published(&server, "1");
    let input = with(
        creation("f", &zip_of(&[("a", "b")])),
        json!({"Layers": [format!("{LAYER}:1")]}),
    );
    server.forbidden = &["lambda:GetLayerVersion"];
    server.fails(
        "CreateFunction",
        input.clone(),
        "AccessDeniedException",
        403,
        &format!("lambda:GetLayerVersion on {LAYER}:1"),
    );
    server.forbidden = &[];
    let made = server.ok("CreateFunction", input);
    assert_eq!(made["Layers"][0]["Arn"], format!("{LAYER}:1"));
    server.ok(
        "DeleteLayerVersion",
        json!({"LayerName": "l", "VersionNumber": 1}),
    );
    let name = FunctionName::from_arn(&arn("")).unwrap();
    let spec = find(&*server.store, &server.env.packages, &name)
        .unwrap()
        .unwrap();
    let file = spec.layers[0].join("python/m.py");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "1");
    server.fails(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "Layers": [format!("{LAYER}:9")]}),
        "InvalidParameterValueException",
        400,
        &format!("Layer version {LAYER}:9 does not exist."),
    );
    let other = LAYER.replace("111122223333", "444455556666");
    let error = server
        .call(
            "UpdateFunctionConfiguration",
            json!({"FunctionName": "f", "Layers": [format!("{other}:1")]}),
        )
        .unwrap_err();
    assert_eq!(&*error.code, "AccessDeniedException");
    let six: Vec<String> = (0..6).map(|_| format!("{LAYER}:1")).collect();
    server.fails(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "Layers": six}),
        "InvalidParameterValueException",
        400,
        "Cannot reference more than 5 layers.",
    );
    let none = server.ok(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "Layers": []}),
    );
    assert_eq!(none["Layers"], Value::Null);
}
