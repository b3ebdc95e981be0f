//! Custom domain names as clients meet them.

use gateway::{
    AccessLogFormat, AccessLogSettings, AccessLogTarget, BasePathMapping, DomainName, Domains, SnapshotChange,
};
use testkit::{client::Connection, fixture};

use super::Served;

/// `GET /pets/{id}` that tells in headers what `$context` holds, with a gateway response that tells the path parameter.
const DEFINITION: &str = r#"{"openapi":"3.0.1","info":{"title":"t","version":"1"},
  "x-amazon-apigateway-endpoint-configuration":{"disableExecuteApiEndpoint":true},
  "x-amazon-apigateway-policy":{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/pets/1"}]},
  "x-amazon-apigateway-gateway-responses":{"ACCESS_DENIED":{"responseParameters":{
    "gatewayresponse.header.x-id":"method.request.path.id",
    "gatewayresponse.header.x-path":"context.path",
    "gatewayresponse.header.x-domain":"context.domainName",
    "gatewayresponse.header.x-base":"context.customDomain.basePathMatched"}}},
  "paths":{"/pets/{id}":{"get":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],
    "responses":{"200":{"description":"ok"}},
    "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},
      "responses":{"default":{"statusCode":"200"}}}}}}}"#;

fn served(format: &str, log: &std::path::Path) -> Served {
    let served = Served::with(DEFINITION, |plane| {
        let format = AccessLogFormat::context(format).unwrap();
        plane.access_log = Some(AccessLogSettings::new(
            format,
            AccessLogTarget::File(log.to_owned()),
        ));
    });
    let mapping = |base_path: &str, stage: Option<&str>| BasePathMapping {
        base_path: base_path.to_owned(),
        api: fixture::API.parse().unwrap(),
        stage: stage.map(|stage| stage.parse().unwrap()),
    };
    let domains = Domains::new(vec![
        DomainName {
            name: "shop.example.com".to_owned(),
            mappings: vec![mapping("v1/animals", Some("prod")), mapping("any", None)],
            mutual_tls: None,
            private: None,
        },
        DomainName {
            name: "*.example.com".to_owned(),
            mappings: vec![mapping("", Some("prod"))],
            mutual_tls: None,
            private: None,
        },
    ]);
    let changes = vec![SnapshotChange::Domains(domains.unwrap())];
    served.gateway.update(changes).unwrap();
    served
}

fn check(served: &Served, host: &str, path: &str, status: u16, told: [Option<&str>; 4]) {
    let mut connection = Connection::open(served.address());
    connection.send(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    let reply = connection.reply().unwrap();
    assert_eq!(reply.status, status, "{host} {path}: {}", reply.text());
    let headers = ["x-id", "x-path", "x-domain", "x-base"].map(|name| reply.header(name));
    assert_eq!(headers, told, "{host} {path}");
}

#[test]
fn a_custom_domain_serves_what_its_default_endpoint_does_not() {
    let folder = std::env::temp_dir().join(format!("portcullis-domains-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let log = folder.join("access.log");
    let served = served(
        "$context.domainName $context.customDomain.basePathMatched $context.path $context.stage $context.requestId",
        &log,
    );
    let nothing = [None; 4];
    check(&served, "shop.example.com", "/v1/animals/pets/1", 200, nothing);
    check(&served, "SHOP.example.com:8443", "/any/prod/pets/1", 200, nothing);
    check(&served, "other.example.com", "/pets/1", 200, nothing);
    check(&served, "shop.example.com", "/v1/pets/1", 403, nothing);
    check(&served, "shop.example.com", "/prod/pets/1", 403, nothing);
    check(
        &served,
        &format!("{}.execute-api.eu-west-1.example.com", fixture::API),
        "/prod/pets/1",
        403,
        nothing,
    );
    check(
        &served,
        "shop.example.com",
        "/v1/animals/pets/2",
        403,
        [
            Some("2"),
            Some("/v1/animals/pets/2"),
            Some("shop.example.com"),
            Some("v1/animals"),
        ],
    );
    check(
        &served,
        "other.example.com",
        "/pets/2",
        403,
        [Some("2"), Some("/pets/2"), Some("other.example.com"), None],
    );
    drop(served);
    let lines = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        lines
            .lines()
            .next()
            .and_then(|line| line.rsplit_once(" "))
            .unwrap()
            .0,
        "shop.example.com v1/animals /v1/animals/pets/1 prod"
    );
}
