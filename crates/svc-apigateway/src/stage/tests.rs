//! Sequences of calls, and the answers of Amazon API Gateway to them.
//!
//! The canaries' are as recorded by the tests of localstack/localstack (`test_apigateway_canary`, Apache License 2.0; the
//! data only).

use serde_json::{Value, json};

use crate::{OPERATIONS, rest_api::WARNING_HEADER, testing::Sample};

fn deploy(sample: &Sample, input: Value) -> String {
    let answer = sample.ok("CreateDeployment", input);
    answer["id"].as_str().unwrap().to_owned()
}

fn update(sample: &Sample, patch: Value) -> Value {
    sample.ok(
        "UpdateStage",
        json!({"stageName": "dev", "patchOperations": patch}),
    )
}

#[track_caller]
fn refused(sample: &Sample, patch: Value, expect: &str) {
    let before = sample.ok("GetStage", json!({"stageName": "dev"}));
    let (status, message) = sample.refused(
        "UpdateStage",
        json!({"stageName": "dev", "patchOperations": patch}),
    );
    assert_eq!((status, message.as_str()), (400, expect));
    assert_eq!(sample.ok("GetStage", json!({"stageName": "dev"})), before);
}

/// An API with a stage `dev` on its first deployment, and a second deployment.
fn two_deployments() -> (Sample, String, String) {
    let sample = Sample::with_method();
    let first = deploy(
        &sample,
        json!({"stageName": "dev", "variables": {"testVar": "default"}}),
    );
    let second = deploy(&sample, json!({}));
    (sample, first, second)
}

#[test]
fn a_canary_is_made_by_setting_one_of_its_members() {
    let (sample, first, second) = two_deployments();
    let answer = update(
        &sample,
        Sample::patch("replace", "/canarySettings/deploymentId", json!(second)),
    );
    assert_eq!(
        answer["canarySettings"],
        json!({"deploymentId": second, "percentTraffic": 0.0, "useStageCache": false})
    );
    assert_eq!(answer["deploymentId"], json!(first));
    let answer = update(&sample, Sample::patch("remove", "/canarySettings", Value::Null));
    assert_eq!(answer.get("canarySettings"), None);
    let answer = update(
        &sample,
        Sample::patch("replace", "/canarySettings/percentTraffic", json!("50")),
    );
    assert_eq!(
        answer["canarySettings"],
        json!({"deploymentId": first, "percentTraffic": 50.0, "useStageCache": false})
    );
    let wrong = Sample::patch("replace", "/canarySettings/deploymentId", json!("deploy"));
    refused(&sample, wrong, "Deployment id does not exist");
    let wrong = Sample::patch("replace", "/canarySettings/percentTraffic", json!("100.5"));
    refused(
        &sample,
        wrong,
        "`100.5` is no share of the traffic: use a number from 0.0 to 100.0",
    );
}

#[test]
fn a_deployment_can_be_made_a_canary() {
    let (sample, first, _) = two_deployments();
    let settings = json!({"percentTraffic": 50, "stageVariableOverrides": {"testVar": "canary"}});
    let check = |stage: Value, provided: &str| {
        let mut input = json!({"canarySettings": settings});
        input["stageName"] = stage;
        let (status, message) = sample.refused("CreateDeployment", input);
        assert_eq!(status, 400);
        assert_eq!(
            message,
            format!("Invalid deployment content specified.{provided}")
        );
    };
    let none = "Non null and non empty stageName must be provided for canary deployment. Provided value is";
    check(Value::Null, &format!("{none} null"));
    check(json!(""), &format!("{none} "));
    check(
        json!("non-existing"),
        "Stage non-existing must already be created before making a canary release deployment",
    );
    let canary = deploy(&sample, json!({"stageName": "dev", "canarySettings": settings}));
    let stage = sample.ok("GetStage", json!({"stageName": "dev"}));
    assert_eq!(stage["deploymentId"], json!(first));
    assert_eq!(
        stage["canarySettings"],
        json!({"deploymentId": canary, "percentTraffic": 50.0, "stageVariableOverrides": {"testVar": "canary"}, "useStageCache": false})
    );
    // What is deployed to a stage with a canary goes to the canary.
    let next = deploy(&sample, json!({"stageName": "dev"}));
    let stage = sample.ok("GetStage", json!({"stageName": "dev"}));
    assert_eq!(stage["deploymentId"], json!(first));
    assert_eq!(stage["canarySettings"]["deploymentId"], json!(next));
    assert_eq!(stage["canarySettings"]["percentTraffic"], json!(50.0));
    // A canary's deployment stays while it is one.
    let (status, message) = sample.refused("DeleteDeployment", json!({"deploymentId": next}));
    assert_eq!(
        (status, message.as_str()),
        (
            400,
            "Active stages with canary settings pointing to this deployment must be moved or deleted"
        )
    );
    sample.ok("DeleteDeployment", json!({"deploymentId": canary}));
}

#[test]
fn a_canary_is_promoted_by_copies() {
    let sample = Sample::with_method();
    let variables = json!({"testVar": "test", "testVar2": "test2"});
    deploy(&sample, json!({"stageName": "dev", "variables": variables}));
    let copy = |from: &str, path: &str| json!({"op": "copy", "from": from, "path": path});
    let (overrides, canary) = (
        "/canarySettings/stageVariableOverrides",
        "/canarySettings/deploymentId",
    );
    refused(
        &sample,
        json!([copy("/variables", overrides), copy("/deploymentId", canary)]),
        "Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables. Valid copy:path are \
         [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, \
         /canarySettings/stageVariableOverrides]",
    );
    refused(
        &sample,
        json!([copy(overrides, "/variables"), copy(canary, "/deploymentId")]),
        "Promotion not available. Canary does not exist.",
    );
    let settings = json!({"percentTraffic": 50, "stageVariableOverrides": {"testVar": "override"}});
    let second = deploy(&sample, json!({"stageName": "dev", "canarySettings": settings}));
    let answer = update(
        &sample,
        json!([
            {"op": "replace", "value": "0.0", "path": "/canarySettings/percentTraffic"},
            copy(canary, "/deploymentId"),
            copy(overrides, "/variables"),
        ]),
    );
    assert_eq!(answer["deploymentId"], json!(second));
    assert_eq!(
        answer["variables"],
        json!({"testVar": "override", "testVar2": "test2"})
    );
    assert_eq!(
        answer["canarySettings"],
        json!({"deploymentId": second, "percentTraffic": 0.0, "stageVariableOverrides": {"testVar": "override"}, "useStageCache": false})
    );
}

#[test]
fn a_stage_is_made_with_a_canary() {
    let (sample, first, second) = two_deployments();
    let mut input = json!({
        "stageName": "prod", "deploymentId": first,
        "canarySettings": {"deploymentId": second, "percentTraffic": 50, "stageVariableOverrides": {"testVar": "canary"}},
    });
    let answer = sample.ok("CreateStage", input.clone());
    assert_eq!(
        answer["canarySettings"],
        json!({"deploymentId": second, "percentTraffic": 50.0, "stageVariableOverrides": {"testVar": "canary"}, "useStageCache": false})
    );
    assert_eq!(
        sample.refused("CreateStage", input.clone()),
        (409, "Stage already exists".to_owned())
    );
    input["stageName"] = json!("other");
    input["canarySettings"]["deploymentId"] = json!("deploy");
    assert_eq!(
        sample.refused("CreateStage", input.clone()),
        (400, "Deployment id does not exist".to_owned())
    );
    input["stageName"] = json!("no/name");
    assert_eq!(sample.refused("CreateStage", input).0, 400);
    let stages = sample.ok("GetStages", json!({"deploymentId": first}));
    assert_eq!(stages["item"].as_array().unwrap().len(), 2);
}

#[test]
fn what_a_stage_does_not_take_is_refused_in_awss_words() {
    let (sample, _, second) = two_deployments();
    update(
        &sample,
        Sample::patch("replace", "/canarySettings/percentTraffic", json!("1")),
    );
    for (op, path, expect) in [
        (
            "remove",
            "/canarySettings/stageVariableOverrides",
            "Cannot remove method setting canarySettings/stageVariableOverrides because there is no method setting for this method ",
        ),
        (
            "remove",
            "/canarySettings/badPath",
            "Cannot remove method setting canarySettings/badPath because there is no method setting for this method ",
        ),
        (
            "remove",
            "/*/*/throttling/rateLimit",
            "Cannot remove method setting */*/throttling/rateLimit because there is no method setting for this method ",
        ),
        (
            "remove",
            "/variables/absent",
            "Cannot remove method setting variables/absent because there is no method setting for this method ",
        ),
        (
            "remove",
            "/description",
            "Cannot remove method setting description because there is no method setting for this method ",
        ),
        (
            "add",
            "/canarySettings/deploymentId",
            "Invalid add operation with path: /canarySettings/deploymentId",
        ),
        (
            "move",
            "/deploymentId",
            "Invalid patch operation specified. Must be one of: [add, remove, replace, copy]",
        ),
    ] {
        refused(&sample, Sample::patch(op, path, json!(second)), expect);
    }
    for path in [
        "/canarySettings",
        "/canarySettings/badPath",
        "/tags/a",
        "/*/GET/metrics/enabled",
    ] {
        let input =
            json!({"stageName": "dev", "patchOperations": Sample::patch("replace", path, json!("x"))});
        let (status, message) = sample.refused("UpdateStage", input);
        assert_eq!(status, 400);
        let begin =
            format!("Invalid method setting path: {path}. Must be one of: [/deploymentId, /description, ");
        assert!(message.starts_with(&begin), "{message}");
    }
}

#[test]
fn settings_of_a_method_begin_as_those_of_all() {
    let (sample, _, _) = two_deployments();
    let answer = update(
        &sample,
        json!([
            {"op": "replace", "path": "/*/*/logging/loglevel", "value": "ERROR"},
            {"op": "replace", "path": "/*/*/throttling/rateLimit", "value": "50.000000"},
            {"op": "replace", "path": "/~1pets~1{id}/GET/throttling/burstLimit", "value": "-1"},
            {"op": "replace", "path": "/*/*/logging/loglevel", "value": "INFO"},
        ]),
    );
    let every = json!({
        "metricsEnabled": false, "loggingLevel": "INFO", "dataTraceEnabled": false, "throttlingBurstLimit": 5000,
        "throttlingRateLimit": 50.0, "cachingEnabled": false, "cacheTtlInSeconds": 300, "cacheDataEncrypted": false,
        "requireAuthorizationForCacheControl": true,
        "unauthorizedCacheControlHeaderStrategy": "SUCCEED_WITH_RESPONSE_HEADER",
    });
    let mut one = every.clone();
    one["loggingLevel"] = json!("ERROR");
    one["throttlingBurstLimit"] = json!(-1);
    assert_eq!(
        answer["methodSettings"],
        json!({"*/*": every, "~1pets~1{id}/GET": one})
    );
    let answer = update(&sample, Sample::patch("remove", "/~1pets~1{id}/GET", Value::Null));
    assert_eq!(answer["methodSettings"], json!({"*/*": every}));
    for (path, value) in [
        ("throttling/burstLimit", "-2"),
        ("throttling/burstLimit", "1.5"),
        ("throttling/rateLimit", "-0.5"),
        ("throttling/rateLimit", "inf"),
        ("throttling/rateLimit", "NaN"),
        ("logging/loglevel", "DEBUG"),
        ("caching/ttlInSeconds", "3601"),
        ("caching/unauthorizedCacheControlHeaderStrategy", "IGNORE"),
    ] {
        let patch = Sample::patch("replace", &format!("/*/*/{path}"), json!(value));
        let input = json!({"stageName": "dev", "patchOperations": patch});
        let (status, message) = sample.refused("UpdateStage", input);
        assert_eq!(status, 400, "{path}");
        assert!(message.starts_with(&format!("`{value}` is no ")), "{message}");
    }
}

#[test]
fn a_cache_cluster_is_refused_by_name() {
    let (sample, first, _) = two_deployments();
    let words =
        "caching of responses is not supported yet: leave `cacheClusterEnabled` out or set it to false";
    let input = json!({"stageName": "prod", "deploymentId": first, "cacheClusterEnabled": true});
    assert_eq!(sample.refused("CreateStage", input), (400, words.to_owned()));
    let input = json!({"stageName": "prod", "cacheClusterEnabled": true});
    assert_eq!(sample.refused("CreateDeployment", input), (400, words.to_owned()));
    assert_eq!(sample.refused("GetStage", json!({"stageName": "prod"})).0, 404);
    refused(
        &sample,
        Sample::patch("replace", "/cacheClusterEnabled", json!("true")),
        words,
    );
    // As AWS: without a cluster, what methods say of caching has no effect.
    let answer = update(
        &sample,
        json!([
            {"op": "replace", "path": "/cacheClusterEnabled", "value": "false"},
            {"op": "replace", "path": "/cacheClusterSize", "value": "0.5"},
            {"op": "replace", "path": "/*/*/caching/enabled", "value": "true"},
        ]),
    );
    assert_eq!(answer["cacheClusterEnabled"], json!(false));
    assert_eq!(answer["cacheClusterStatus"], json!("NOT_AVAILABLE"));
    assert_eq!(answer["cacheClusterSize"], json!("0.5"));
    sample.ok("FlushStageCache", json!({"stageName": "dev"}));
    sample.ok("FlushStageAuthorizersCache", json!({"stageName": "dev"}));
    assert_eq!(
        sample.refused("FlushStageCache", json!({"stageName": "prod"})),
        (404, "Invalid stage identifier specified".to_owned())
    );
}

#[test]
fn variables_can_be_set_one_by_one_and_whole() {
    let (sample, first, _) = two_deployments();
    let answer = update(
        &sample,
        json!([
            {"op": "replace", "path": "/variables/url", "value": "https://example.com/a?b=c"},
            {"op": "remove", "path": "/variables/testVar"},
            {"op": "replace", "path": "/canarySettings/stageVariableOverrides/url", "value": "x"},
            {"op": "remove", "path": "/canarySettings/stageVariableOverrides/url"},
        ]),
    );
    assert_eq!(answer["variables"], json!({"url": "https://example.com/a?b=c"}));
    assert_eq!(answer["canarySettings"].get("stageVariableOverrides"), None);
    let answer = update(
        &sample,
        Sample::patch("replace", "/variables", json!(r#"{"a": "1"}"#)),
    );
    assert_eq!(answer["variables"], json!({"a": "1"}));
    let answer = update(&sample, Sample::patch("remove", "/variables", Value::Null));
    assert_eq!(answer.get("variables"), None);
    refused(
        &sample,
        Sample::patch("replace", "/variables/owner:name", json!("x")),
        "Invalid stage variable name: owner:name.  Please use names with only word characters.",
    );
    let input = json!({"stageName": "prod", "deploymentId": first, "variables": {"a": "$LATEST"}});
    let (status, message) = sample.refused("CreateStage", input);
    assert_eq!(status, 400);
    assert!(
        message.starts_with("Invalid stage variable value: $LATEST.  Please use values"),
        "{message}"
    );
}

#[test]
fn an_access_log_goes_to_a_log_in_one_line() {
    let (sample, _, _) = two_deployments();
    let destination = |arn: &str| Sample::patch("replace", "/accessLogSettings/destinationArn", json!(arn));
    for arn in [
        "logs",
        "arn:aws:s3:::bucket",
        "arn:aws:logs:us-east-1:111111111111:",
    ] {
        refused(&sample, destination(arn), "Invalid ARN specified in the request");
    }
    let stream = "arn:aws:firehose:us-east-1:111111111111:deliverystream/amazon-apigateway-logs";
    let answer = update(&sample, destination(stream));
    assert_eq!(answer["accessLogSettings"], json!({"destinationArn": stream}));
    refused(
        &sample,
        Sample::patch("replace", "/accessLogSettings/format", json!("a\nb")),
        "Access log format must be single line, new line character is allowed only at end of the format",
    );
}

#[test]
fn an_api_has_so_many_stages() {
    let mut sample = Sample::with_method();
    sample.account.limit(|limits| limits.stages_max = 2);
    for stage in ["a", "b"] {
        deploy(&sample, json!({"stageName": stage}));
    }
    deploy(&sample, json!({"stageName": "b"}));
    let (status, message) = sample.refused("CreateDeployment", json!({"stageName": "c"}));
    assert_eq!(status, 429);
    assert_eq!(
        message,
        "the API has 2 stages, as many as it may: delete one, or raise the limit"
    );
    let deployments = sample.ok("GetDeployments", json!({}));
    assert_eq!(deployments["items"].as_array().unwrap().len(), 3);
    sample.ok("DeleteStage", json!({"stageName": "a"}));
    deploy(&sample, json!({"stageName": "c"}));
}

#[test]
fn a_stage_points_to_what_is_there() {
    let (sample, first, _) = two_deployments();
    let version = json!({"documentationVersion": "1", "stageName": "dev"});
    sample.ok("CreateDocumentationVersion", version.clone());
    let stage = sample.ok("GetStage", json!({"stageName": "dev"}));
    assert_eq!(stage["documentationVersion"], json!("1"));
    assert_eq!(sample.refused("CreateDocumentationVersion", version).0, 409);
    assert_eq!(
        sample
            .refused("DeleteDocumentationVersion", json!({"documentationVersion": "1"}))
            .0,
        409
    );
    let input = json!({"stageName": "prod", "deploymentId": first, "documentationVersion": "2"});
    assert_eq!(
        sample.refused("CreateStage", input),
        (404, "Invalid Documentation version specified".to_owned())
    );
    update(
        &sample,
        Sample::patch("replace", "/documentationVersion", json!("")),
    );
    sample.ok("DeleteDocumentationVersion", json!({"documentationVersion": "1"}));
    refused(
        &sample,
        Sample::patch("replace", "/deploymentId", json!("gone")),
        "Deployment id does not exist",
    );
    let certificate = |id: Value| Sample::patch("replace", "/clientCertificateId", id);
    refused(
        &sample,
        certificate(json!("gone")),
        "Invalid Client Certificate identifier specified",
    );
    let made = sample
        .account
        .call(OPERATIONS, "GenerateClientCertificate", json!({}))
        .unwrap();
    let id = made["clientCertificateId"].clone();
    let answer = update(&sample, certificate(id.clone()));
    assert_eq!(answer["clientCertificateId"], id);
    let delete = json!({"clientCertificateId": id});
    let outcome = sample.account.call(OPERATIONS, "DeleteClientCertificate", delete);
    assert_eq!(outcome.unwrap_err().status, 400);
    assert_eq!(
        update(&sample, certificate(json!(""))).get("clientCertificateId"),
        None
    );
    let input = json!({"stageName": "prod", "deploymentId": first, "tags": {"aws:a": "b"}});
    assert_eq!(sample.refused("CreateStage", input).0, 400);
}

#[test]
fn a_deployment_does_not_go_while_a_stage_is_pointed_to_it() {
    let concurrent = "Unable to complete operation due to concurrent modification. Please try again later.";
    for (name, input) in [
        ("CreateStage", json!({"stageName": "prod"})),
        ("UpdateStage", json!({"stageName": "dev"})),
    ] {
        let (sample, _, second) = two_deployments();
        let mut point = input;
        point["restApiId"] = json!(sample.api);
        point["deploymentId"] = json!(second);
        point["patchOperations"] = Sample::patch("replace", "/canarySettings/deploymentId", json!(second));
        let delete = json!({"restApiId": sample.api, "deploymentId": second});
        let both = |first: (&str, &Value), other: (&str, &Value)| {
            let meanwhile = || {
                sample.account.call(OPERATIONS, other.0, other.1.clone()).unwrap();
            };
            let outcome = sample
                .account
                .interrupted(OPERATIONS, first.0, first.1.clone(), meanwhile);
            assert_eq!(
                outcome.unwrap_err().message,
                concurrent,
                "{} in {}",
                other.0,
                first.0
            );
        };
        both(("DeleteDeployment", &delete), (name, &point));
        sample.refused("DeleteDeployment", json!({"deploymentId": second}));
    }
    let (sample, _, second) = two_deployments();
    let point = json!({"restApiId": sample.api, "stageName": "prod", "deploymentId": second});
    let meanwhile = || {
        sample.ok("DeleteDeployment", json!({"deploymentId": second}));
    };
    let outcome = sample
        .account
        .interrupted(OPERATIONS, "CreateStage", point, meanwhile);
    assert_eq!(outcome.unwrap_err().message, concurrent);
}

#[test]
fn who_asks_in_vain_is_told_once() {
    let (sample, _, _) = two_deployments();
    let told = |patch: Value| {
        let input = json!({"restApiId": sample.api, "stageName": "dev", "patchOperations": patch});
        let answer = sample.account.answer(OPERATIONS, "UpdateStage", input).unwrap();
        assert_eq!(
            answer.warnings.is_empty(),
            answer.header(WARNING_HEADER).is_none()
        );
        answer.header(WARNING_HEADER).map(str::to_owned)
    };
    let log = "arn:aws:logs:us-east-1:111111111111:log-group:a";
    let text = told(json!([
        {"op": "replace", "path": "/accessLogSettings/destinationArn", "value": log},
        {"op": "replace", "path": "/*/*/logging/loglevel", "value": "INFO"},
        {"op": "replace", "path": "/tracingEnabled", "value": "true"},
    ]))
    .unwrap();
    for what in ["accessLogSettings", "loglevel", "tracingEnabled"] {
        assert!(text.contains(what), "{text}");
    }
    assert_eq!(told(Sample::patch("replace", "/description", json!("d"))), None);
    assert_eq!(
        told(Sample::patch("replace", "/*/*/logging/loglevel", json!("OFF"))),
        None
    );
    let text = told(Sample::patch(
        "replace",
        "/~1/GET/logging/dataTrace",
        json!("true"),
    ))
    .unwrap();
    assert!(text.starts_with("logging/"), "{text}");
}
