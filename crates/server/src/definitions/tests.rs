//! What a file may ask of its callers.

use std::path::PathBuf;

use api_model::EndpointType;

use super::*;

const HEAD: &str = r#"
openapi: 3.0.1
info: { title: pets, version: "1" }
components:
  securitySchemes:
    iam: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
    key: { type: apiKey, name: x-api-key, in: header }
    pool:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authorizer:
        type: cognito_user_pools
        providerARNs: ["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_a"]
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: { application/json: '{"statusCode": 200}' }
        responses: { default: { statusCode: "200" } }
      responses: { "200": { description: ok } }
"#;

/// The definition with one more member of the method, and the lines of the top level behind it.
fn load(of_method: &str, of_root: &str) -> Result<Served, Vec<String>> {
    let file = DefinitionFile {
        file: PathBuf::from("pets.yaml"),
        id: Some("a1b2c3d4e5".parse().unwrap()),
        stage: "prod".parse().unwrap(),
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
        variables: Default::default(),
    };
    let config = DefinitionsConfig {
        files: Vec::new(),
        allow_unenforced: true,
        policy_characters_max: 8192,
        private_clients: false,
        dual_stack: false,
        timeout_ms_max: 29_000,
        functions: false,
        issued_pools: None,
    };
    let text = format!("{HEAD}      {of_method}\n{of_root}\n");
    load_text(&file, "pets.yaml".to_owned(), text, &config).map_err(|problem| match problem {
        Problem::InFile(found) => found
            .findings
            .into_iter()
            .filter(|finding| finding.severity == source_text::Severity::Error)
            .map(|finding| finding.message)
            .collect(),
        Problem::Plain(message) => vec![message],
    })
}

fn authorization(of_method: &str) -> Authorization {
    let served = load(of_method, "").unwrap();
    let [route] = served.deployment.router.routes() else {
        panic!("one route");
    };
    route.method.authorization.clone()
}

#[test]
fn a_file_guards_its_methods() {
    assert_eq!(authorization("security: []"), Authorization::None);
    assert_eq!(authorization("security: [{ iam: [] }]"), Authorization::Iam);
    let pools = Authorization::UserPools {
        authorizer: "pool".to_owned(),
        scopes: vec!["pets/read".to_owned()],
    };
    assert_eq!(authorization("security: [{ pool: [pets/read] }]"), pools);
}

/// A usage plan lists stages of the store only: nobody could have the key.
#[test]
fn a_file_that_asks_for_an_api_key_is_refused() {
    for security in ["security: [{ key: [] }]", "security: [{ iam: [], key: [] }]"] {
        let found = load(security, "").unwrap_err();
        assert!(
            found.len() == 1 && found[0].starts_with("`GET /pets` requires an API key"),
            "{found:?}"
        );
    }
    assert!(load("", "security: [{ key: [] }]").is_err());
}

#[test]
fn a_private_file_has_a_policy() {
    const PRIVATE: &str = "x-amazon-apigateway-endpoint-configuration: { types: [PRIVATE] }";
    const POLICY: &str = r#"
x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement:
    - Effect: Allow
      Principal: "*"
      Action: execute-api:Invoke
      Resource: execute-api:/*
      Condition: { StringEquals: { aws:SourceVpce: vpce-0aa11bb22cc33dd44 } }
"#;
    assert_eq!(
        load("", PRIVATE).unwrap_err(),
        ["Private REST API doesn't have a resource policy attached to it"]
    );
    let served = load("", &format!("{PRIVATE}{POLICY}")).unwrap();
    assert_eq!(served.deployment.endpoint_type, EndpointType::Private);
}

#[test]
fn only_signatures_are_a_way_in_beside_the_policy() {
    let other = |security: &str| other_allow(&load(security, "").unwrap().deployment);
    assert!(!other("security: []"));
    assert!(!other("security: [{ pool: [] }]"));
    assert!(other("security: [{ iam: [] }]"));
}
