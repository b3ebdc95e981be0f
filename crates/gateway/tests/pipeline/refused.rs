//! Methods of deployments that the gateway cannot run: refused after the resource policy, with a reason in the record.

use std::sync::Arc;

use api_model::{Authorization, Deployment, FaultyMethods, Integration, RestApi};
use gateway::{Phase, SnapshotChange, Stage};

use testkit::fixture;

use super::{Served, deploy_api, deploy_stage, imported};

/// `GET /method` changed as a control plane would deploy it.
fn served(policy: &str, change: impl FnOnce(&mut api_model::Method<api_model::UriText>)) -> Served {
    let definition = format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},"x-amazon-apigateway-policy":{policy},"paths":{{"/method":{{"get":{{
        "responses":{{"200":{{"description":"ok"}}}},
        "x-amazon-apigateway-integration":{{"type":"mock","requestTemplates":{{"application/json":"{{\"statusCode\":200}}"}},
        "responses":{{"default":{{"statusCode":"200"}}}}}}}}}}}}}}"#
    );
    let served = Served::new(&definition);
    let mut api: RestApi = imported(&definition);
    let resource = api.resources.values_mut().next().unwrap();
    change(&mut resource.methods[0]);
    let deployment: Arc<Deployment> = deploy_api(&api, &definition);
    let stage = Arc::new(Stage::new(deployment, None).unwrap());
    served
        .gateway
        .update(vec![SnapshotChange::Files(vec![stage])])
        .unwrap();
    served
}

fn check(
    policy: &str,
    change: impl FnOnce(&mut api_model::Method<api_model::UriText>),
    status: u16,
    reason: &str,
) {
    let served = served(policy, change);
    let reply = served.ask("GET /prod/method HTTP/1.1");
    assert_eq!(reply.status, status, "{reason}");
    let record = served.record(&reply);
    assert_eq!(record.reason, reason);
    if status == 500 {
        assert_eq!(reply.text(), r#"{"message": "Internal server error"}"#);
        assert_eq!(record.response_type, "API_CONFIGURATION_ERROR");
    }
    if status != 200 {
        assert_eq!(record.phases.authorization, Phase::Refused);
        assert_eq!(record.phases.integration, Phase::NotReached);
    }
}

#[test]
fn what_is_not_enforced_lets_nobody_in() {
    let iam = |method: &mut api_model::Method<_>| {
        method.authorization = Authorization::Refused {
            named: "AWS_IAM authorization".to_owned(),
        };
    };
    let lambda = |method: &mut api_model::Method<_>| {
        method.integration = Integration::Refused {
            named: "integration type AWS_PROXY".to_owned(),
        };
    };
    let deny = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#;
    let because = |named: &str| format!("every request is refused: {named}");
    check(super::POLICY, |_| {}, 200, "");
    check(super::POLICY, iam, 500, &because("AWS_IAM authorization"));
    check(super::POLICY, lambda, 500, &because("integration type AWS_PROXY"));
    check(super::ELSEWHERE, iam, 500, &because("AWS_IAM authorization"));
    check(super::ELSEWHERE, lambda, 403, "");
    check(deny, iam, 403, "");
    check(deny, lambda, 403, "");
}

/// What `/admin` asks for is not left out by writing its name another way.
#[test]
fn a_path_that_leads_elsewhere_when_decoded_is_refused() {
    let method = |verb: &str| {
        format!(
            r#""{verb}":{{"responses":{{"200":{{"description":"ok"}}}},"x-amazon-apigateway-integration":{{"type":"mock",
            "requestTemplates":{{"application/json":"{{\"statusCode\":200}}"}},"responses":{{"default":{{"statusCode":"200"}}}}}}}}"#
        )
    };
    let any = method("x-amazon-apigateway-any-method");
    let definition = format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},"paths":{{
            "/admin":{{{}}},"/pets/mine":{{{}}},"/pets/{{id}}":{{{any}}},"/{{proxy+}}":{{{any}}}}}}}"#,
        method("get"),
        method("get")
    );
    let served = Served::new(&definition);
    for (line, status) in [
        ("GET /prod/admin", 200),
        ("GET /prod/%61dmin", 400),
        ("GET /prod/admi%6E/", 400),
        ("GET /prod/pets/min%65", 400),
        ("GET /prod/p%65ts/mine", 400),
        // Both readings lead to the same method, or only one leads to any.
        ("POST /prod/%61dmin", 200),
        ("GET /prod/pets/a%20b%7E", 200),
        ("GET /prod/pets/%FF", 200),
        ("GET /prod/other/%61dmin", 200),
        ("GET /prod/%2561dmin", 200),
    ] {
        let reply = served.ask(&format!("{line} HTTP/1.1"));
        assert_eq!(reply.status, status, "{line}");
    }
    let record = served.record(&served.ask("GET /prod/%61dmin HTTP/1.1"));
    assert_eq!(record.phases.route, Phase::Refused);
}

/// A mistake in one method: fatal for a file, and for that method alone in what a control plane deploys.
#[test]
fn a_faulty_method_refuses_and_the_others_are_served() {
    let method = |uri: &str| {
        format!(
            r#"{{"get":{{"responses":{{"200":{{"description":"ok"}}}},"x-amazon-apigateway-integration":{{"type":"http_proxy",
            "httpMethod":"GET","uri":"{uri}","requestParameters":{{"integration.request.path.id":"'1'"}}}}}}}}"#
        )
    };
    let upstream = testkit::upstream::Upstream::ok();
    let definition = format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},"paths":{{
            "/good":{},"/unset":{},"/unfilled":{}}}}}"#,
        method(&format!("{}/{{id}}", upstream.url())),
        method("http://${stageVariables.host}/{id}"),
        method("http://a.example/{id}"),
    );
    let mut api = imported(&definition);
    let unfilled = &mut api.resources.get_mut("/unfilled").unwrap().methods[0].integration;
    let Integration::HttpProxy(http) = unfilled else {
        panic!("{unfilled:?}");
    };
    // The import of a file tells such a mistake itself.
    http.path.clear();
    let settings = |faulty_methods| api_model::StageSettings {
        faulty_methods,
        ..api_model::StageSettings::new("prod".parse().unwrap())
    };
    let stage = Arc::new(
        Stage::new(
            deploy_stage(&api, &definition, settings(FaultyMethods::Refuse)),
            None,
        )
        .unwrap(),
    );
    let refused: Vec<_> = stage
        .refused()
        .map(|(verb, path, why)| (verb.as_str(), path, why.to_owned()))
        .collect();
    assert_eq!(refused.len(), 2, "{refused:?}");
    let why = |path: &str| {
        refused
            .iter()
            .find(|(_, refused, _)| *refused == path)
            .unwrap()
            .2
            .clone()
    };
    assert!(
        why("/unset").contains("`host`") && why("/unfilled").contains("`{id}`"),
        "{refused:?}"
    );
    let served = Served::new(&fixture::definition(&upstream.url(), None, &[]));
    served
        .gateway
        .update(vec![SnapshotChange::Files(vec![Arc::clone(&stage)])])
        .unwrap();
    assert_eq!(served.ask("GET /prod/good HTTP/1.1").status, 200);
    for path in ["/unset", "/unfilled"] {
        let reply = served.ask(&format!("GET /prod{path} HTTP/1.1"));
        assert_eq!(reply.status, 500);
        assert_eq!(
            served.record(&reply).reason,
            format!("every request is refused: {}", why(path))
        );
    }
}
