//! Sequences of calls, and what they answer. Defaults, patches and errors as recorded: `tests/recorded`.

use std::net::IpAddr;

use aws_model::apigateway::BasePathMapping;
use control::Error;
use serde_json::{Value, json};

use super::WARNING_HEADER;
use crate::{NOT_DEPLOYED_HEADER, OPERATIONS, SavedBasePathMapping, testing::Account};

const INVALID: &str =
    "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";

fn call(account: &Account, name: &str, input: Value) -> Value {
    account
        .call(OPERATIONS, name, input)
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn refused(account: &Account, name: &str, input: Value) -> Error {
    account.call(OPERATIONS, name, input).unwrap_err()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

fn patch(api: &str, op: &str, path: &str, value: Option<&str>) -> Value {
    let mut operation = json!({"op": op, "path": path});
    if let Some(value) = value {
        operation["value"] = value.into();
    }
    json!({"restApiId": api, "patchOperations": [operation]})
}

/// Everybody may call, from these addresses.
fn allow(addresses: &str) -> String {
    json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"],
        "Condition": {"IpAddress": {"aws:SourceIp": addresses}}
    }]})
    .to_string()
}

/// An API with `GET /` deployed to the stage `prod`.
fn deployed(account: &Account, policy: Option<String>) -> String {
    let api = call(account, "CreateRestApi", json!({"name": "a", "policy": policy}));
    let method = json!({"restApiId": api["id"], "resourceId": api["rootResourceId"], "httpMethod": "GET"});
    let with = |more: Value| {
        let mut input = method.clone();
        let members = more.as_object().unwrap().clone();
        input.as_object_mut().unwrap().extend(members);
        input
    };
    call(account, "PutMethod", with(json!({"authorizationType": "NONE"})));
    call(account, "PutIntegration", with(json!({"type": "MOCK"})));
    call(
        account,
        "CreateDeployment",
        json!({"restApiId": api["id"], "stageName": "prod"}),
    );
    id(&api)
}

#[test]
fn a_policy_is_answered_escaped_and_expanded() {
    let account = Account::new();
    let api = call(
        &account,
        "CreateRestApi",
        json!({"name": "a", "policy": allow("192.0.2.0/24")}),
    );
    let arn = format!("arn:aws:execute-api:us-east-1:111111111111:{}\\/*", id(&api));
    let expect = format!(
        r#"{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"{arn}\",\"Condition\":{{\"IpAddress\":{{\"aws:SourceIp\":\"192.0.2.0\/24\"}}}}}}]}}"#
    );
    assert_eq!(api["policy"], expect);
    let read = call(&account, "GetRestApi", json!({"restApiId": api["id"]}));
    assert_eq!(read["policy"], expect);
    let listed = call(&account, "GetRestApis", json!({}));
    assert_eq!(listed["items"][0]["policy"], expect);
    // What was read can be written.
    let again = call(
        &account,
        "UpdateRestApi",
        patch(&id(&api), "replace", "/policy", Some(&expect)),
    );
    assert_eq!(again["policy"], expect);
    let none = call(
        &account,
        "UpdateRestApi",
        patch(&id(&api), "replace", "/policy", Some("")),
    );
    assert_eq!(none.get("policy"), None);
}

#[test]
fn a_bad_policy_changes_nothing() {
    let mut account = Account::new();
    account.limit(|limits| limits.policy_characters_max = 400);
    let api = call(
        &account,
        "CreateRestApi",
        json!({"name": "a", "policy": allow("192.0.2.0/24")}),
    );
    let large = format!("192.0.2.0/24{}", "\",\"192.0.2.0/24".repeat(30));
    let check = |policy: &str, expect: &str| {
        for error in [
            refused(&account, "CreateRestApi", json!({"name": "b", "policy": policy})),
            refused(
                &account,
                "UpdateRestApi",
                patch(&id(&api), "replace", "/policy", Some(policy)),
            ),
        ] {
            assert_eq!((error.code.as_ref(), error.status), ("BadRequestException", 400));
            assert!(error.message.starts_with(expect), "{policy}: {}", error.message);
            assert!(error.detail.is_some());
        }
    };
    check("{", INVALID);
    check("[]", INVALID);
    check(&allow("192.0.2.0/24").replace("Allow", "allow"), INVALID);
    check(&allow("192.0.2.0/24").replace(r#""Principal":"*","#, ""), INVALID);
    check(&allow(" 192.0.2.0/24"), INVALID);
    check(
        &allow("192.0.2.0/24").replace("\"192.0.2.0/24\"", &format!("[\"{large}\"]")),
        &format!("{INVALID} the policy has "),
    );
    let read = call(&account, "GetRestApi", json!({"restApiId": api["id"]}));
    assert_eq!(read["policy"], api["policy"]);
    assert_eq!(
        call(&account, "GetRestApis", json!({}))["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn whoever_locks_himself_out_is_told() {
    let mut account = Account::new();
    account.source_ip = Some("::ffff:198.51.100.7".parse::<IpAddr>().unwrap());
    let api = deployed(&account, Some(allow("198.51.100.0/24")));
    let update = |account: &Account, policy: &str| {
        let input = patch(&api, "replace", "/policy", Some(policy));
        account.answer(OPERATIONS, "UpdateRestApi", input).unwrap()
    };
    let fine = update(&account, &allow("198.51.100.7"));
    assert_eq!(fine.header(WARNING_HEADER), None);
    let [behind] = &fine.warnings[..] else {
        panic!("{:?}", fine.warnings);
    };
    assert!(
        behind.starts_with("saved but not deployed: stage `prod` of API "),
        "{behind}"
    );
    let warned = update(&account, &allow("192.0.2.0/24"));
    let text = warned.header(WARNING_HEADER).unwrap();
    assert!(
        text.contains("refuses 198.51.100.7") && text.contains("1 of 1") && text.contains("prod/GET/"),
        "{text}"
    );
    assert_eq!(warned.warnings.len(), 1);
    assert!(warned.output["policy"].as_str().unwrap().contains("192.0.2.0"));
    // Another edit is no reason to tell it again.
    let input = patch(&api, "replace", "/description", Some("b"));
    let other = account.answer(OPERATIONS, "UpdateRestApi", input).unwrap();
    assert_eq!(other.header(WARNING_HEADER), None);
    // From an allowed address there is nothing to tell.
    account.source_ip = Some("203.0.113.9".parse::<IpAddr>().unwrap());
    assert_eq!(
        update(&account, &allow("203.0.113.0/24")).header(WARNING_HEADER),
        None
    );
}

#[test]
fn reads_name_the_stages_that_run_something_else() {
    let account = Account::new();
    let api = deployed(&account, None);
    let read = |name: &str, more: Value| {
        let mut input = more;
        input["restApiId"] = api.as_str().into();
        let answer = account.answer(OPERATIONS, name, input).unwrap();
        answer.header(NOT_DEPLOYED_HEADER).map(str::to_owned)
    };
    assert_eq!(read("GetRestApi", json!({})), None);
    // What only describes makes no difference.
    call(
        &account,
        "UpdateRestApi",
        patch(&api, "replace", "/description", Some("new")),
    );
    assert_eq!(read("GetRestApi", json!({})), None);
    call(
        &account,
        "UpdateRestApi",
        patch(&api, "replace", "/policy", Some(&allow("192.0.2.0/24"))),
    );
    let root = call(&account, "GetRestApi", json!({"restApiId": api}))["rootResourceId"].clone();
    let prod = Some("prod".to_owned());
    let method = json!({"resourceId": root, "httpMethod": "GET"});
    assert_eq!(read("GetRestApi", json!({})), prod);
    assert_eq!(read("GetResources", json!({})), prod);
    assert_eq!(read("GetResource", json!({"resourceId": root})), prod);
    assert_eq!(read("GetMethod", method.clone()), prod);
    assert_eq!(read("GetIntegration", method), prod);
    call(
        &account,
        "CreateDeployment",
        json!({"restApiId": api, "stageName": "beta"}),
    );
    assert_eq!(read("GetRestApi", json!({})), prod);
    call(
        &account,
        "CreateDeployment",
        json!({"restApiId": api, "stageName": "prod"}),
    );
    assert_eq!(read("GetRestApi", json!({})), None);
}

#[test]
fn a_clone_has_everything_under_new_ids() {
    let account = Account::new();
    let deny = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"},
        {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*/*/admin"}
    ]});
    let source = deployed(&account, Some(deny.to_string()));
    let root = call(&account, "GetRestApi", json!({"restApiId": source}))["rootResourceId"].clone();
    let pets = call(
        &account,
        "CreateResource",
        json!({"restApiId": source, "parentId": root, "pathPart": "pets"}),
    );
    let authorizer = call(
        &account,
        "CreateAuthorizer",
        json!({"restApiId": source, "name": "a", "type": "TOKEN", "identitySource": "method.request.header.A",
            "authorizerUri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:a/invocations"}),
    );
    call(
        &account,
        "PutMethod",
        json!({"restApiId": source, "resourceId": pets["id"], "httpMethod": "GET", "authorizationType": "CUSTOM", "authorizerId": authorizer["id"]}),
    );
    let copy = call(
        &account,
        "CreateRestApi",
        json!({"name": "b", "cloneFrom": source}),
    );
    assert_ne!(copy["id"], source.as_str());
    assert_ne!(copy["rootResourceId"], root);
    let policy = copy["policy"].as_str().unwrap();
    assert!(
        policy.contains(&id(&copy)) && !policy.contains(&source),
        "{policy}"
    );
    let authorizers = call(&account, "GetAuthorizers", json!({"restApiId": copy["id"]}));
    let copied = &authorizers["items"][0]["id"];
    assert_ne!(*copied, authorizer["id"]);
    let resources = call(
        &account,
        "GetResources",
        json!({"restApiId": copy["id"], "embed": ["methods"]}),
    );
    let items = resources["items"].as_array().unwrap();
    assert_eq!(
        (&items[0]["path"], &items[1]["path"]),
        (&json!("/"), &json!("/pets"))
    );
    assert_eq!(items[1]["parentId"], copy["rootResourceId"]);
    assert_eq!(items[0]["id"], copy["rootResourceId"]);
    assert_eq!(items[1]["resourceMethods"]["GET"]["authorizerId"], *copied);
    let integration = &items[0]["resourceMethods"]["GET"]["methodIntegration"];
    assert_eq!(integration["cacheNamespace"], copy["rootResourceId"]);
    let error = refused(
        &account,
        "CreateRestApi",
        json!({"name": "c", "cloneFrom": "none"}),
    );
    assert_eq!(
        error.message,
        "Invalid API identifier specified 111111111111:none"
    );
}

#[test]
fn an_api_goes_with_all_it_has_unless_a_domain_points_to_it() {
    let account = Account::new();
    let api = deployed(&account, None);
    let mapping = SavedBasePathMapping {
        domain: "api.example.com".to_owned(),
        mapping: BasePathMapping {
            rest_api_id: Some(api.clone()),
            ..BasePathMapping::default()
        },
    };
    account.put("api.example.com/(none)", "api.example.com", &mapping);
    let error = refused(&account, "DeleteRestApi", json!({"restApiId": api}));
    assert_eq!(
        error.message,
        format!(
            "Deleting RestApi {api} failed. Please remove all base path mappings related to the RestApi in your domains: api.example.com"
        )
    );
    let elsewhere = SavedBasePathMapping::default();
    account.put("api.example.com/(none)", "api.example.com", &elsewhere);
    call(&account, "DeleteRestApi", json!({"restApiId": api}));
    assert_eq!(call(&account, "GetRestApis", json!({}))["items"], json!([]));
    assert_eq!(
        refused(&account, "DeleteRestApi", json!({"restApiId": api})).status,
        404
    );
    assert_eq!(
        refused(&account, "GetStages", json!({"restApiId": api})).status,
        404
    );
}

#[test]
fn what_clients_patch() {
    let account = Account::new();
    let api = id(&call(
        &account,
        "CreateRestApi",
        json!({"name": "a", "endpointConfiguration": {"types": ["PRIVATE"], "vpcEndpointIds": ["vpce-1"]}}),
    ));
    let update = |op: &str, path: &str, value: Option<&str>| {
        account.call(OPERATIONS, "UpdateRestApi", patch(&api, op, path, value))
    };
    let endpoint = |answer: Value| answer["endpointConfiguration"].clone();
    let both = update("add", "/endpointConfiguration/vpcEndpointIds", Some("vpce-2")).unwrap();
    assert_eq!(endpoint(both)["vpcEndpointIds"], json!(["vpce-1", "vpce-2"]));
    let error = update("replace", "/endpointConfiguration/types/PRIVATE", Some("EDGE")).unwrap_err();
    assert_eq!(
        error.message,
        "VPCEndpoints can only be specified with PRIVATE apis."
    );
    for id in ["vpce-1", "vpce-2"] {
        update("remove", "/endpointConfiguration/vpcEndpointIds", Some(id)).unwrap();
    }
    let edge = update("replace", "/endpointConfiguration/types/PRIVATE", Some("EDGE")).unwrap();
    assert_eq!(
        endpoint(edge),
        json!({"types": ["EDGE"], "ipAddressType": "dualstack"})
    );
    let off = update("replace", "/minimumCompressionSize", None).unwrap();
    assert_eq!(off.get("minimumCompressionSize"), None);
    let error = update("replace", "/apiKeySource", Some("COOKIE")).unwrap_err();
    assert_eq!(
        error.message,
        "Invalid ApiKeySourceType specified. Valid options are HEADER,AUTHORIZER"
    );
    let closed = update("replace", "/disableExecuteApiEndpoint", Some("true")).unwrap();
    assert_eq!(closed["disableExecuteApiEndpoint"], true);
}

#[test]
fn lists_have_pages_and_accounts_have_limits() {
    let mut account = Account::new();
    account.limit(|limits| limits.apis_max = 3);
    for name in ["c", "a", "b"] {
        account.now.epoch_ms += 1;
        call(&account, "CreateRestApi", json!({"name": name}));
    }
    let error = refused(&account, "CreateRestApi", json!({"name": "d"}));
    assert_eq!(
        (error.code.as_ref(), error.status),
        ("LimitExceededException", 429)
    );
    let first = call(&account, "GetRestApis", json!({"limit": 2}));
    let names = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|api| api["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&first), ["c", "a"]);
    let last = call(&account, "GetRestApis", json!({"position": first["position"]}));
    assert_eq!((names(&last), last.get("position")), (vec!["b".to_owned()], None));
}

/// The cases of the corpus, by both operations that take a policy.
#[test]
fn the_corpus_is_saved_as_it_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/saving/documents.toml");
    let cases: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let cases = cases["case"].as_array().unwrap();
    assert!(cases.len() >= 13);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let account = Account::new();
        let api = id(&call(&account, "CreateRestApi", json!({"name": "a"})));
        let document = match case.get("document") {
            Some(document) => document.as_str().unwrap().to_owned(),
            None => of_characters(
                &account,
                &api,
                case["document_of_characters"].as_integer().unwrap(),
            ),
        };
        for answer in [
            account.call(
                OPERATIONS,
                "CreateRestApi",
                json!({"name": "b", "policy": document}),
            ),
            account.call(
                OPERATIONS,
                "UpdateRestApi",
                patch(&api, "replace", "/policy", Some(&document)),
            ),
        ] {
            match answer {
                Ok(answer) => {
                    assert!(case["accepted"].as_bool().unwrap(), "{name}");
                    if let Some(stored) = case.get("stored") {
                        let head = "eu-west-1:111122223333:a1b2c3d4e5/";
                        let own = format!("us-east-1:111111111111:{}/", id(&answer));
                        let plain = format!("\"{}\"", answer["policy"].as_str().unwrap());
                        let plain: String = serde_json::from_str(&plain).unwrap();
                        assert_eq!(plain, stored.as_str().unwrap().replace(head, &own), "{name}");
                    }
                }
                Err(error) => {
                    assert!(!case["accepted"].as_bool().unwrap(), "{name}: {error}");
                    assert!(error.message.starts_with(INVALID), "{name}: {error}");
                }
            }
        }
    }
}

/// A policy of so many characters as it is stored for this API; with one less it is taken.
fn of_characters(account: &Account, api: &str, characters: i64) -> String {
    let sized = |agent: usize| {
        json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
            "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
            "Condition": {"StringEquals": {"aws:UserAgent": "a".repeat(agent)}}}]})
        .to_string()
    };
    let expanded = format!("arn:aws:execute-api:us-east-1:111111111111:{api}/*");
    let fixed = sized(0).replace("execute-api:/*", &expanded).len();
    let agent = usize::try_from(characters).unwrap() - fixed;
    let less = patch(api, "replace", "/policy", Some(&sized(agent - 1)));
    call(account, "UpdateRestApi", less);
    sized(agent)
}
