//! Private APIs: through which listeners, by which names, past which policies.

use std::sync::Arc;

use gateway::{
    AccessLogFormat, AccessLogSettings, AccessLogTarget, BasePathMapping, DomainName, Domains,
    ListenerConfig, PrivateDomain, PrivateListener, RecordedCaller, SnapshotChange, VpcEndpoint, WallClock,
};
use iam_policy::{Compiled, Decision, Document, Kind, POLICY_CHARACTERS_MAX, Policy};
use portcullis_core::Timestamp;
use testkit::{
    callers::{self, CorpusCallers, ToSign},
    client::{Connection, Reply},
    fixture,
};

use super::Served;

const VPC: &str = "vpc-0fedcba9876543210";
const VPCE: &str = "vpce-0aa11bb22cc33dd44";
const OTHER_VPCE: &str = "vpce-0ee55ff66aa77bb88";

const HOST: &str = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";
const DOMAIN: &str = "private.example.com";
const DOMAIN_ARN: &str =
    "arn:aws:execute-api:eu-west-1:111122223333:/domainnames/private.example.com+abcd1234";

/// What a refusal by a policy begins with: for whom, and what.
const ANONYMOUS: &str = "User: anonymous is not authorized to perform: execute-api:Invoke on resource: ";
const ARN: &str = "arn:aws:execute-api:eu-west-1:********3333:a1b2c3d4e5/prod/GET/open";

/// The public listener, and those of the two endpoints.
#[derive(Debug, Clone, Copy)]
enum Through {
    Public,
    Endpoint,
    OtherEndpoint,
}

/// `GET /open` for everybody, `GET /iam` for signed callers; both are answered by the gateway itself.
fn definition(kind: &str, policy: &str) -> String {
    let method = |guard: &str| {
        format!(
            r#"{{"get":{{{guard}"responses":{{"200":{{"description":"ok"}}}},
              "x-amazon-apigateway-integration":{{"type":"mock","requestTemplates":{{"application/json":"{{\"statusCode\":200}}"}},
                "responses":{{"default":{{"statusCode":"200"}}}}}}}}}}"#
        )
    };
    let iam = r#""x-amazon-apigateway-auth":{"type":"AWS_IAM"},"#;
    format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},
          "servers":[{{"url":"https://example.com","x-amazon-apigateway-endpoint-configuration":{{"types":["{kind}"]}}}}],
          "x-amazon-apigateway-policy":{policy},
          "paths":{{"/open":{},"/iam":{}}}}}"#,
        method(""),
        method(iam)
    )
}

fn policy(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

fn statement(effect: &str, more: &str) -> String {
    format!(r#"{{"Effect":"{effect}","Principal":"*","Action":"execute-api:Invoke","Resource":"*"{more}}}"#)
}

fn everybody() -> String {
    policy(&statement("Allow", ""))
}

fn compiled(text: &str) -> Compiled {
    let (document, _) = Document::parse(text, Kind::Resource).unwrap();
    Compiled::new(&Policy::new(&document, None, POLICY_CHARACTERS_MAX).unwrap())
}

struct Private(Served);

impl Private {
    fn new(kind: &str, api_policy: &str, endpoint_policy: Option<&str>) -> Self {
        Self::logging(kind, api_policy, endpoint_policy, None)
    }

    fn logging(
        kind: &str,
        api_policy: &str,
        endpoint_policy: Option<&str>,
        log: Option<AccessLogSettings>,
    ) -> Self {
        let served = Served::listening(&definition(kind, api_policy), |plane, transport| {
            plane.access_log = log;
            plane.wall_clock = WallClock::Fixed(Timestamp::parse(callers::SIGNED_AT).unwrap());
            plane.callers = Some(CorpusCallers::read());
            plane.vpc_endpoints = Arc::new([VpcEndpoint {
                id: VPCE.to_owned(),
                policy: endpoint_policy.map(compiled),
            }]);
            for vpce in [VPCE, OTHER_VPCE] {
                let mut listener = ListenerConfig::cleartext("127.0.0.1:0".parse().unwrap());
                listener.private = Some(PrivateListener {
                    vpc: VPC.to_owned(),
                    vpce: vpce.to_owned(),
                });
                transport.listeners.push(listener);
            }
        });
        Self(served)
    }

    fn domains(&self, policy: Option<&str>, vpces: &[&str]) {
        let domains = Domains::new(vec![DomainName {
            name: DOMAIN.to_owned(),
            mappings: vec![BasePathMapping {
                base_path: "shop".to_owned(),
                api: fixture::API.parse().unwrap(),
                stage: Some("prod".parse().unwrap()),
            }],
            mutual_tls: None,
            private: Some(PrivateDomain {
                arn: DOMAIN_ARN.to_owned(),
                policy: policy.map(compiled),
                vpces: vpces.iter().map(|vpce| (*vpce).to_owned()).collect(),
            }),
        }]);
        let changes = vec![SnapshotChange::Domains(domains.unwrap())];
        self.0.gateway.update(changes).unwrap();
    }

    fn ask(&self, through: Through, target: &str, host: &str, headers: &str) -> Reply {
        let listener = match through {
            Through::Public => 0,
            Through::Endpoint => 1,
            Through::OtherEndpoint => 2,
        };
        let mut connection = Connection::open(self.0.gateway.addresses()[listener]);
        connection.send(format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n"));
        connection.reply().unwrap()
    }

    /// Signed as a caller of the corpus does it.
    fn ask_signed(&self, caller: &str, target: &str, in_query: bool, wrong: Option<&str>) -> Reply {
        let request = ToSign {
            verb: "GET",
            target,
            host: HOST,
            body: "",
            time: Timestamp::parse(callers::SIGNED_AT).unwrap(),
        };
        let (target, headers) = callers::sign(caller, request, in_query, wrong);
        self.ask(Through::Endpoint, &target, HOST, &headers)
    }

    fn reason(&self, reply: &Reply) -> String {
        self.0.record(reply).reason
    }
}

fn check(reply: &Reply, status: u16, text: &str) {
    assert_eq!((reply.status, reply.text().as_str()), (status, text));
}

fn refused(reply: &Reply, message: &str) {
    let text = format!(r#"{{"Message":"{message}"}}"#);
    check(reply, 403, &text);
    assert_eq!(reply.header("x-amzn-errortype"), Some("AccessDeniedException"));
}

const FORBIDDEN: &str = r#"{"message":"Forbidden"}"#;

#[test]
fn a_private_api_is_reached_through_private_listeners_alone() {
    let private = Private::new("PRIVATE", &everybody(), None);
    let ask = |through, target: &str, host: &str, headers: &str| private.ask(through, target, host, headers);
    assert_eq!(ask(Through::Endpoint, "/prod/open", HOST, "").status, 200);
    let own_host = format!("a1b2c3d4e5-{VPCE}.execute-api.eu-west-1.amazonaws.com");
    assert_eq!(ask(Through::Endpoint, "/prod/open", &own_host, "").status, 200);
    let other = ask(Through::OtherEndpoint, "/prod/open", &own_host, "");
    check(&other, 403, FORBIDDEN);
    let header = "x-apigw-api-id: a1b2c3d4e5\r\n";
    assert_eq!(
        ask(Through::Endpoint, "/prod/open", "10.0.0.7", header).status,
        200
    );
    let twice = format!("{header}{header}");
    check(
        &ask(Through::Endpoint, "/prod/open", "10.0.0.7", &twice),
        403,
        FORBIDDEN,
    );
    check(
        &ask(Through::Endpoint, "/prod/open", "10.0.0.7", ""),
        403,
        FORBIDDEN,
    );
    let target = "/_aws/execute-api/a1b2c3d4e5/prod/open";
    check(&ask(Through::Endpoint, target, "10.0.0.7", ""), 403, FORBIDDEN);
    for (target, host) in [
        ("/prod/open", HOST),
        ("/prod/open", "localhost"),
        (target, "localhost"),
        ("/restapis/a1b2c3d4e5/prod/_user_request_/open", "localhost"),
    ] {
        let reply = ask(Through::Public, target, host, header);
        check(&reply, 403, FORBIDDEN);
        assert_eq!(
            private.reason(&reply),
            "the API is private: only private listeners lead to it"
        );
    }
}

#[test]
fn a_public_api_is_not_reached_through_a_private_listener() {
    let public = Private::new("REGIONAL", &everybody(), None);
    assert_eq!(public.ask(Through::Public, "/prod/open", HOST, "").status, 200);
    let reply = public.ask(Through::Endpoint, "/prod/open", HOST, "");
    check(&reply, 403, FORBIDDEN);
    assert_eq!(
        public.reason(&reply),
        "the API is not private: no private listener leads to it"
    );
    let header = "x-apigw-api-id: a1b2c3d4e5\r\n";
    check(
        &public.ask(Through::Endpoint, "/prod/open", "10.0.0.7", header),
        403,
        FORBIDDEN,
    );
}

#[test]
fn what_is_known_of_a_private_request() {
    let log = std::env::temp_dir().join(format!("portcullis-private-{}", std::process::id()));
    let format =
        "$context.requestId $context.identity.sourceIp $context.identity.vpcId $context.identity.vpceId";
    let settings = AccessLogSettings::new(
        AccessLogFormat::context(format).unwrap(),
        AccessLogTarget::File(log.clone()),
    );
    let conditions = format!(
        r#","Condition":{{"StringEquals":{{"aws:SourceVpc":"{VPC}","aws:SourceVpce":"{VPCE}"}},
          "IpAddress":{{"aws:VpcSourceIp":"127.0.0.0/8"}},"Null":{{"aws:SourceIp":"true","execute-api:viaDomainArn":"true"}}}}"#
    );
    let api_policy = policy(&statement("Allow", &conditions));
    let private = Private::logging("PRIVATE", &api_policy, None, Some(settings));
    // What a client says of itself changes nothing.
    let headers = "x-forwarded-for: 203.0.113.9\r\nx-amzn-vpc-id: vpc-1\r\nx-amzn-vpce-id: vpce-1\r\n";
    let reply = private.ask(Through::Endpoint, "/prod/open", HOST, headers);
    assert_eq!(reply.status, 200, "{}", reply.text());
    let record = private.0.record(&reply);
    assert_eq!(
        (record.source_ip, record.vpc_source_ip),
        (None, Some("127.0.0.1".parse().unwrap()))
    );
    assert_eq!(
        (record.source_vpc.as_str(), record.source_vpce.as_str()),
        (VPC, VPCE)
    );
    assert_eq!(
        private.ask(Through::OtherEndpoint, "/prod/open", HOST, "").status,
        403
    );
    drop(private);
    let lines = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(&log).unwrap();
    let told = format!("127.0.0.1 {VPC} {VPCE}");
    assert!(lines.lines().next().unwrap().ends_with(&told), "{lines}");
}

#[test]
fn heads_are_smaller_at_private_apis() {
    let private = Private::new("PRIVATE", &everybody(), None);
    let status = |through, bytes: usize| {
        let header = format!("x-filling: {}\r\n", "a".repeat(bytes));
        private.ask(through, "/prod/open", HOST, &header).status
    };
    assert_eq!(status(Through::Endpoint, 7_800), 200);
    assert_eq!(status(Through::Endpoint, 8_000), 431);
    // Refused, but for another reason.
    assert_eq!(status(Through::Public, 8_000), 403);
}

#[test]
fn the_endpoints_policy_is_asked_first_and_about_whoever_signed() {
    let ana = "arn:aws:iam::111122223333:user/ana";
    let silent = Private::new(
        "PRIVATE",
        &everybody(),
        Some(&policy(&statement(
            "Deny",
            r#","Condition":{"Null":{"aws:SourceVpce":"true"}}"#,
        ))),
    );
    let silence = " because no VPC endpoint policy allows the execute-api:Invoke action";
    let reply = silent.ask(Through::Endpoint, "/prod/open", HOST, "");
    refused(&reply, &format!("{ANONYMOUS}{ARN}{silence}"));
    assert_eq!(
        silent.0.record(&reply).endpoint_decision,
        Some(Decision::ImplicitDeny)
    );
    let explained = gateway::explain(&silent.0.record(&reply), &silent.0.deployment);
    assert!(
        explained.unwrap_err().to_string().ends_with(silence),
        "the API's policy was not asked"
    );
    // Before the method is looked for.
    let nowhere = ARN.replace("/open", "/nowhere");
    refused(
        &silent.ask(Through::Endpoint, "/prod/nowhere", HOST, ""),
        &format!("{ANONYMOUS}{nowhere}{silence}"),
    );
    // An endpoint that is not listed has no policy.
    assert_eq!(
        silent.ask(Through::OtherEndpoint, "/prod/open", HOST, "").status,
        200
    );

    let no_ana = format!(
        r#"{},{{"Effect":"Deny","Principal":{{"AWS":"{ana}"}},"Action":"*","Resource":"*"}}"#,
        statement("Allow", "")
    );
    let private = Private::new("PRIVATE", &everybody(), Some(&policy(&no_ana)));
    assert_eq!(private.ask(Through::Endpoint, "/prod/open", HOST, "").status, 200);
    let bearer = "authorization: Bearer abc\r\n";
    assert_eq!(
        private.ask(Through::Endpoint, "/prod/open", HOST, bearer).status,
        200
    );
    let text = |path| {
        let arn = ARN.replace("/open", path);
        format!(
            "User: {ana} is not authorized to perform: execute-api:Invoke on resource: {arn} with an explicit deny in a VPC endpoint policy"
        )
    };
    for in_query in [false, true] {
        for path in ["/open", "/iam"] {
            let reply = private.ask_signed("ana-allowed", &format!("/prod{path}"), in_query, None);
            refused(&reply, &text(path));
            // A signature that does not hold is refused, whatever the method asks for.
            let wrong = Some("secret");
            let reply = private.ask_signed("ana-allowed", &format!("/prod{path}"), in_query, wrong);
            assert_eq!(reply.status, 403);
            assert_eq!(
                reply.header("x-amzn-errortype"),
                Some("InvalidSignatureException")
            );
        }
        let reply = private.ask_signed("root", "/prod/iam", in_query, None);
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert!(matches!(
            private.0.record(&reply).caller,
            RecordedCaller::Signed(_)
        ));
    }
    // However it is written.
    let (target, _) = callers::sign(
        "ana-allowed",
        ToSign {
            verb: "GET",
            target: "/prod/iam",
            host: HOST,
            body: "",
            time: Timestamp::parse(callers::SIGNED_AT).unwrap(),
        },
        true,
        None,
    );
    let reply = private.ask(
        Through::Endpoint,
        &target.replace("X-Amz-", "X%2DAmz%2D"),
        HOST,
        "",
    );
    assert_eq!(reply.status, 403);
    // With both kinds of credentials nobody is believed; a query that only looks so is none.
    assert_eq!(private.ask(Through::Endpoint, &target, HOST, bearer).status, 403);
    let looks_so = "/prod/open?about=x-amz-date";
    assert_eq!(private.ask(Through::Endpoint, looks_so, HOST, "").status, 200);
    assert_eq!(private.ask(Through::Endpoint, looks_so, HOST, bearer).status, 200);
    let reply = private.ask(
        Through::Endpoint,
        "/prod/open",
        HOST,
        "authorization: AWS4-HMAC-SHA256 a\r\n",
    );
    assert_eq!(
        reply.header("x-amzn-errortype"),
        Some("IncompleteSignatureException")
    );
}

#[test]
fn a_signature_that_a_method_does_not_ask_for_tells_the_apis_policy_nothing() {
    let signed_only = policy(&statement(
        "Allow",
        r#","Condition":{"Null":{"aws:PrincipalArn":"false"}}"#,
    ));
    let private = Private::new("PRIVATE", &signed_only, Some(&signed_only));
    let reply = private.ask_signed("root", "/prod/open", false, None);
    refused(
        &reply,
        &format!("{ANONYMOUS}{ARN} because no resource-based policy allows the execute-api:Invoke action"),
    );
    let record = private.0.record(&reply);
    assert_eq!(record.endpoint_decision, Some(Decision::Allow));
    assert_eq!(record.caller, RecordedCaller::Anonymous);
    assert_eq!(private.ask_signed("root", "/prod/iam", false, None).status, 200);
}

#[test]
fn a_private_domain_name_lets_in_whom_its_policy_allows() {
    let via = format!(r#","Condition":{{"ArnEquals":{{"execute-api:viaDomainArn":"{DOMAIN_ARN}"}}}}"#);
    let private = Private::new("PRIVATE", &policy(&statement("Allow", &via)), None);
    let ask = |through| private.ask(through, "/shop/open", DOMAIN, "");
    let domain = DOMAIN_ARN.replace("111122223333", "********3333");

    private.domains(None, &[VPCE]);
    let reply = ask(Through::Endpoint);
    let silence = " because no resource-based policy allows the execute-api:Invoke action";
    refused(&reply, &format!("{ANONYMOUS}{domain}{silence}"));
    assert_eq!(
        private.0.record(&reply).domain_decision,
        Some(Decision::ImplicitDeny)
    );

    let of_domain = everybody().replace(r#""Resource":"*""#, &format!(r#""Resource":"{DOMAIN_ARN}""#));
    private.domains(Some(&of_domain), &[VPCE]);
    let reply = ask(Through::Endpoint);
    assert_eq!(reply.status, 200, "{}", reply.text());
    let record = private.0.record(&reply);
    assert_eq!(record.via_domain_arn, DOMAIN_ARN);
    assert_eq!(record.base_path, "shop");
    check(&ask(Through::OtherEndpoint), 403, FORBIDDEN);
    check(&ask(Through::Public), 403, FORBIDDEN);
    // Not by the domain name, so the API's policy does not allow it.
    assert_eq!(private.ask(Through::Endpoint, "/prod/open", HOST, "").status, 403);

    private.domains(Some(&policy(&statement("Deny", ""))), &[VPCE]);
    let denial = " with an explicit deny in a resource-based policy";
    refused(&ask(Through::Endpoint), &format!("{ANONYMOUS}{domain}{denial}"));
    // The API's ARN is not what the domain name's policy is asked about.
    let of_api = everybody().replace(
        r#""Resource":"*""#,
        r#""Resource":"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*""#,
    );
    private.domains(Some(&of_api), &[VPCE]);
    refused(&ask(Through::Endpoint), &format!("{ANONYMOUS}{domain}{silence}"));
}
