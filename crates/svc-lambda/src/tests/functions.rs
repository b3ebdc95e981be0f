//! Functions: create, read, change, delete; what is refused.

use serde_json::{Value, json};

use crate::testing::{ROLE, Server, arn, creation, with, zip_of};

#[test]
fn a_function_is_ready_when_it_is_made() {
    let server = Server::new();
    let made = server.ok(
        "CreateFunction",
        with(
            creation("f", &zip_of(&[("index.py", "x = 1")])),
            json!({"Environment": {"Variables": {"A": "1"}}, "Tags": {"t": "v"}, "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []}, "Layers": []}),
        ),
    );
    for (member, expect) in [
        ("FunctionArn", json!(arn(""))),
        ("State", json!("Active")),
        ("LastUpdateStatus", json!("Successful")),
        ("Version", json!("$LATEST")),
        ("Timeout", json!(3)),
        ("MemorySize", json!(128)),
        ("LastModified", json!("2026-09-21T14:13:20.000+0000")),
        ("PackageType", json!("Zip")),
        ("Architectures", json!(["x86_64"])),
        ("Environment", json!({"Variables": {"A": "1"}})),
        ("EphemeralStorage", json!({"Size": 512})),
        ("TracingConfig", json!({"Mode": "PassThrough"})),
        (
            "LoggingConfig",
            json!({"LogFormat": "Text", "LogGroup": "/aws/lambda/f"}),
        ),
        ("Layers", Value::Null),
    ] {
        assert_eq!(made[member], expect, "{member}");
    }
    let got = server.ok("GetFunction", json!({"FunctionName": arn("")}));
    assert_eq!(got["Configuration"], made);
    assert_eq!((&got["Code"], &got["Tags"]), (&json!({}), &json!({"t": "v"})));
    assert_eq!(
        server.ok("GetFunctionConfiguration", json!({"FunctionName": "f"})),
        made
    );
    let of_latest = server.ok(
        "GetFunctionConfiguration",
        json!({"FunctionName": "f", "Qualifier": "$LATEST"}),
    );
    assert_eq!(of_latest["FunctionArn"], arn("$LATEST"));
}

#[test]
fn code_and_configuration_change() {
    let server = Server::new();
    let made = server.function();
    let code = server.ok(
        "UpdateFunctionCode",
        json!({"FunctionName": "f", "RevisionId": made["RevisionId"], "ZipFile": aws_wire::base64::encode(&zip_of(&[("index.py", "x = 2")]))}),
    );
    assert_ne!(code["CodeSha256"], made["CodeSha256"]);
    assert_ne!(code["RevisionId"], made["RevisionId"]);
    let dry = server.ok(
        "UpdateFunctionCode",
        json!({"FunctionName": "f", "DryRun": true, "S3Bucket": "b", "S3Key": "code.zip"}),
    );
    assert_ne!(dry["CodeSha256"], code["CodeSha256"]);
    let changed = server.ok(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "Timeout": 900, "MemorySize": 256, "Handler": "b.c", "Environment": {"Variables": {}}}),
    );
    assert_eq!(changed["CodeSha256"], code["CodeSha256"]);
    assert_eq!(
        (&changed["Timeout"], &changed["Handler"], &changed["Environment"]),
        (&json!(900), &json!("b.c"), &json!({"Variables": {}}))
    );
    server.fails(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "RevisionId": made["RevisionId"], "Timeout": 1}),
        "PreconditionFailedException",
        412,
        "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the \
         latest Revision Id",
    );
}

#[test]
fn a_package_may_come_from_a_bucket() {
    let mut server = Server::new();
    let from = |key: &str| {
        with(
            creation("f", b""),
            json!({"Code": {"S3Bucket": "b", "S3Key": key}}),
        )
    };
    server.fails(
        "CreateFunction",
        from("other.zip"),
        "InvalidParameterValueException",
        400,
        "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.",
    );
    server.forbidden = &["s3:GetObject"];
    server.fails(
        "CreateFunction",
        from("code.zip"),
        "AccessDeniedException",
        403,
        "s3:GetObject on arn:aws:s3:::b/code.zip",
    );
    server.forbidden = &[];
    server.ok("CreateFunction", from("code.zip"));
    server.env.buckets = None;
    let error = server
        .call(
            "UpdateFunctionCode",
            json!({"FunctionName": "f", "S3Bucket": "b", "S3Key": "code.zip"}),
        )
        .unwrap_err();
    assert_eq!((&*error.code, error.status), ("NotImplemented", 501));
}

/// What is refused at create, by the members that differ from a good call; nothing is made.
#[test]
fn what_cannot_be_is_refused_at_create() {
    let server = Server::new();
    let invalid = ("InvalidParameterValueException", 400);
    let rows: &[(Value, (&str, u16), &str)] = &[
        (
            json!({"Role": "arn:aws:iam::111122223333:role/other"}),
            invalid,
            "The role defined for the function cannot be assumed by Lambda.",
        ),
        (
            json!({"Role": "arn:aws:iam::999999999999:role/runs"}),
            ("AccessDeniedException", 403),
            "Cross-account pass role is not allowed.",
        ),
        (
            json!({"Handler": null}),
            invalid,
            "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
        ),
        (
            json!({"Timeout": 901}),
            ("ValidationException", 400),
            "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less \
             than or equal to 900",
        ),
        (
            json!({"MemorySize": 10_241}),
            ("ValidationException", 400),
            "1 validation error detected: Value '10241' at 'memorySize' failed to satisfy constraint: Member must have value \
             less than or equal to 10240",
        ),
        (
            json!({"Environment": {"Variables": {"AWS_REGION": "x", "OK": "y"}}}),
            invalid,
            "Lambda was unable to configure your environment variables because the environment variables you have provided \
             contains reserved keys that are currently not supported for modification. Reserved keys used in this request: \
             AWS_REGION",
        ),
        (
            json!({"Environment": {"Variables": {"A": "x".repeat(4_096)}}}),
            invalid,
            "Lambda was unable to configure your environment variables because the environment variables you have provided \
             exceeded the 4KB limit.",
        ),
        (
            json!({"Code": {}}),
            invalid,
            "Please provide a source for function code.",
        ),
        (
            json!({"Code": {"ZipFile": ""}}),
            invalid,
            "Uploaded file must be a non-empty zip",
        ),
        (
            json!({"Code": {"ZipFile": "AAAA"}}),
            invalid,
            "Could not unzip uploaded file. Please check your file, then try to upload again.",
        ),
        (
            json!({"Code": {"ZipFile": "AAAA", "S3Bucket": "b", "S3Key": "k"}}),
            invalid,
            "Please do not provide other FunctionCode parameters when providing a ZipFile.",
        ),
        (
            json!({"FunctionName": "arn:aws:lambda:us-east-1:111122223333:function:f"}),
            ("ResourceNotFoundException", 404),
            "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')",
        ),
        (
            json!({"Tags": {"aws:x": "y"}}),
            invalid,
            "the tag key `aws:x` begins with `aws:`, which is reserved: choose another",
        ),
        (
            json!({"Runtime": "ruby3.3"}),
            ("NotImplemented", 501),
            "the runtime `ruby3.3` cannot be run here; there are nodejs18.x, nodejs20.x, nodejs22.x, nodejs24.x, provided.al2, \
             provided.al2023, python3.10, python3.11, python3.12, python3.13, python3.14, python3.9",
        ),
        (
            json!({"VpcConfig": {"SubnetIds": ["s"]}}),
            ("NotImplemented", 501),
            "`VpcConfig` is not supported: functions use the network of their host; leave it out",
        ),
        (
            json!({"SnapStart": {"ApplyOn": "PublishedVersions"}}),
            ("NotImplemented", 501),
            "`SnapStart` is not supported: workers start anew; leave it out",
        ),
        (
            json!({"DeadLetterConfig": {"TargetArn": "arn:aws:sqs:eu-west-1:111122223333:q"}}),
            ("NotImplemented", 501),
            "`DeadLetterConfig` is not supported: events that fail are not kept; leave it out",
        ),
        (
            json!({"LoggingConfig": {"LogFormat": "JSON"}}),
            ("NotImplemented", 501),
            "`LoggingConfig.LogFormat JSON` is not supported: lines are kept as functions print them; leave it out",
        ),
        (
            json!({"Code": {"ImageUri": "i"}}),
            ("NotImplemented", 501),
            "`ImageUri` is not supported: functions run without containers; give a zip",
        ),
    ];
    for (members, (code, status), message) in rows {
        let input = with(creation("f", &zip_of(&[("a", "b")])), members.clone());
        server.fails("CreateFunction", input, code, *status, message);
    }
    let list = server.ok("ListFunctions", json!({}));
    assert_eq!(list["Functions"], json!([]));
}

#[test]
fn the_role_must_be_the_callers_to_give() {
    let mut server = Server::new();
    server.forbidden = &["iam:PassRole"];
    server.fails(
        "CreateFunction",
        creation("f", &zip_of(&[("a", "b")])),
        "AccessDeniedException",
        403,
        &format!("iam:PassRole on {ROLE}"),
    );
    server.forbidden = &[];
    server.function();
    server.forbidden = &["iam:PassRole"];
    // It has the role already.
    server.ok(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "Role": ROLE, "Timeout": 5}),
    );
    server.fails(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "Role": format!("{ROLE}2")}),
        "AccessDeniedException",
        403,
        &format!("iam:PassRole on {ROLE}2"),
    );
}

#[test]
fn what_is_not_there_is_not_found() {
    let server = Server::new();
    server.function();
    server.fails(
        "CreateFunction",
        creation("f", &zip_of(&[("a", "b")])),
        "ResourceConflictException",
        409,
        "Function already exist: f",
    );
    let missing = format!("Function not found: {}", arn("").replace(":f", ":g"));
    let missing = missing.replace(":gunction:", ":function:");
    for name in [
        "AddPermission",
        "DeleteFunction",
        "GetFunction",
        "GetFunctionConcurrency",
        "GetFunctionConfiguration",
        "GetFunctionUrlConfig",
        "GetPolicy",
        "Invoke",
        "ListAliases",
        "ListEventSourceMappings",
        "ListVersionsByFunction",
        "PublishVersion",
        "PutFunctionConcurrency",
        "UpdateFunctionCode",
        "UpdateFunctionConfiguration",
    ] {
        server.fails(
            name,
            json!({"FunctionName": "g", "StatementId": "s", "Action": "lambda:InvokeFunction", "Principal": "*", "ReservedConcurrentExecutions": 1}),
            "ResourceNotFoundException",
            404,
            &missing,
        );
    }
    for qualifier in ["7", "live"] {
        server.fails(
            "GetFunction",
            json!({"FunctionName": "f", "Qualifier": qualifier}),
            "ResourceNotFoundException",
            404,
            &format!("Function not found: {}", arn(qualifier)),
        );
    }
    server.fails(
        "GetFunctionUrlConfig",
        json!({"FunctionName": "f"}),
        "ResourceNotFoundException",
        404,
        "The resource you requested does not exist.",
    );
    server.fails(
        "GetFunction",
        json!({"FunctionName": "f:1", "Qualifier": "2"}),
        "InvalidParameterValueException",
        400,
        "The derived qualifier from the function name does not match the specified qualifier.",
    );
}

#[test]
fn environment_variables_are_one_text_that_a_store_can_seal() {
    let server = Server::new();
    server.ok(
        "CreateFunction",
        with(
            creation("f", &zip_of(&[("a", "b")])),
            json!({"Environment": {"Variables": {"PASSWORD": "s3cret"}}}),
        ),
    );
    let key = store::Key::new("111122223333", "eu-west-1", "lambda-function", "f");
    let document = server.store.get(&key).unwrap().unwrap();
    let body: Value = serde_json::from_str(&document.body).unwrap();
    assert_eq!(body["d"]["latest"]["environment"], r#"{"PASSWORD":"s3cret"}"#);
    let saved: crate::SavedFunction = control::decode(&key, &document.body).unwrap();
    assert!(!format!("{saved:?}").contains("s3cret"));
}
