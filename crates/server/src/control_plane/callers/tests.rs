//! What callers are, and that a change of them holds for the very next request: the whole control plane over a store in memory, a
//! real data plane, real signatures.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use control::{Incoming, SealedStore};
use gateway::{Gateway, GatewayConfig, ListenerConfig, PlaneSettings, Snapshot, TransportConfig};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use sigv4::{Payload, RequestParts, Secret, Signer};
use store::{Document, Key, Transaction, Write};
use testkit::client::Connection;

use super::*;
use crate::control_plane::{ControlPlane, ControlPlaneConfig, StorePlace, tables};
use crate::log::{Log, LogFormat};
use crate::seal_key::open_sealed;
use crate::tls_certificates::TlsCertificates;

const ACCOUNT: &str = "111122223333";
const REGION: &str = "eu-west-1";

/// An access key, of a user or of a session.
#[derive(Clone)]
struct Keys {
    id: String,
    secret: String,
    token: Option<String>,
}

/// A gateway with its control plane in development mode, which takes any signature there.
struct World {
    folder: PathBuf,
    store: Arc<SealedStore>,
    gateway: Arc<Gateway>,
    plane: ControlPlane,
    callers: StoredCallers,
    address: SocketAddr,
    api: String,
}

impl World {
    fn start() -> Self {
        let folder = std::env::temp_dir().join(format!(
            "portcullis-callers-{}-{}",
            std::process::id(),
            crate::test_number()
        ));
        std::fs::create_dir_all(&folder).unwrap();
        let (store, _) = open_sealed(store::open_memory().unwrap(), &folder.join("seal.key")).unwrap();
        let place = svc_iam::Membership {
            id: "o-abc123".to_owned(),
            path: "o-abc123/r-ab12/".to_owned(),
        };
        let organizations = Organizations::new([(ACCOUNT.to_owned(), place)].into());
        let callers = || StoredCallers::new(Arc::clone(&store) as _, organizations.clone());
        let client = invoke::ClientSettings::new(invoke::TlsSettings::from_authorities(&[]).unwrap());
        let plane = PlaneSettings {
            callers: Some(Arc::new(callers())),
            ..PlaneSettings::new(client.clone())
        };
        let transport = TransportConfig {
            threads: NonZeroUsize::new(2).unwrap(),
            listeners: vec![ListenerConfig::cleartext("127.0.0.1:0".parse().unwrap())],
            limits: gateway::Limits::default(),
        };
        let config = GatewayConfig { transport, plane };
        let gateway = Arc::new(Gateway::start(config, Snapshot::new(Vec::new()).unwrap()).unwrap());
        let certificates = Arc::new(TlsCertificates::new(Arc::clone(&gateway), &[]));
        let config = ControlPlaneConfig {
            store: StorePlace::Sqlite(PathBuf::new()),
            key_file: PathBuf::new(),
            organizations: organizations.clone(),
            trust_stores: Default::default(),
            dev: true,
            account: ACCOUNT.to_owned(),
            partition: "aws".parse().unwrap(),
            issued_pools: Vec::new(),
            policy_live: false,
            limits: svc_apigateway::Limits::default(),
        };
        let log = Log {
            format: LogFormat::default(),
        };
        let plane = ControlPlane::start(
            &config,
            &store,
            &gateway,
            &certificates,
            None,
            &folder,
            client,
            log,
        )
        .unwrap();
        let mut world = Self {
            address: gateway.addresses()[0],
            callers: callers(),
            folder,
            store,
            gateway,
            plane,
            api: String::new(),
        };
        world.api = world.deploy();
        world
    }

    /// Calls the control plane as the root of the account; the answer must be good.
    fn call(&self, service: &str, verb: &str, path: &str, content_type: &str, body: String) -> String {
        self.call_as(ACCOUNT, service, verb, path, content_type, body)
    }

    /// The same as the owner of an access key.
    fn call_as(
        &self,
        key: &str,
        service: &str,
        verb: &str,
        path: &str,
        content_type: &str,
        body: String,
    ) -> String {
        let credential = format!(
            "AWS4-HMAC-SHA256 Credential={key}/20261120/{REGION}/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature={:064}",
            0
        );
        let headers = [
            ("host", "127.0.0.1"),
            ("content-type", content_type),
            ("authorization", credential.as_str()),
            ("x-amz-date", "20261120T000000Z"),
        ];
        let mut header_map = HeaderMap::new();
        for (name, value) in headers {
            header_map.insert(
                HeaderName::from_static(name),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let outcome = self.plane.control.handle(&Incoming {
            method: verb.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()))
                .collect(),
            header_map,
            body: body.into_bytes(),
            source_ip: Some("127.0.0.1".parse().unwrap()),
            secure: false,
        });
        let text = String::from_utf8(outcome.answer.body).unwrap();
        assert!(
            outcome.answer.status < 300,
            "{} {verb} {path}: {} {text} {:?}",
            outcome.operation,
            outcome.answer.status,
            outcome.detail
        );
        text
    }

    fn iam(&self, action: &str, members: &[(&str, &str)]) -> String {
        let service = if action.starts_with("Assume") || action.starts_with("GetSession") {
            "sts"
        } else {
            "iam"
        };
        let version = if service == "sts" {
            "2011-06-15"
        } else {
            "2010-05-08"
        };
        let mut body = format!("Action={action}&Version={version}");
        for (name, value) in members {
            body.push_str(&format!("&{name}={}", escaped(value)));
        }
        self.call(service, "POST", "/", "application/x-www-form-urlencoded", body)
    }

    fn json(&self, verb: &str, path: &str, body: &Value) -> Value {
        let text = self.call("apigateway", verb, path, "application/json", body.to_string());
        serde_json::from_str(&text).unwrap()
    }

    /// `GET /` with IAM authorization, answered by the gateway itself.
    fn deploy(&self) -> String {
        let api = self.json("POST", "/restapis", &json!({ "name": "a" }));
        let id = api["id"].as_str().unwrap().to_owned();
        let root = api["rootResourceId"].as_str().unwrap();
        let method = format!("/restapis/{id}/resources/{root}/methods/GET");
        self.json("PUT", &method, &json!({ "authorizationType": "AWS_IAM" }));
        let mock =
            json!({ "type": "MOCK", "requestTemplates": { "application/json": "{\"statusCode\":200}" } });
        self.json("PUT", &format!("{method}/integration"), &mock);
        self.json("PUT", &format!("{method}/responses/200"), &json!({}));
        self.json("PUT", &format!("{method}/integration/responses/200"), &json!({}));
        self.json(
            "POST",
            &format!("/restapis/{id}/deployments"),
            &json!({ "stageName": "prod" }),
        );
        id
    }

    fn user(&self, name: &str) -> Keys {
        self.iam("CreateUser", &[("UserName", name)]);
        keys(&self.iam("CreateAccessKey", &[("UserName", name)]))
    }

    fn allow(&self, user: &str, conditions: &Value) {
        let policy = policy("Allow", conditions);
        let members = [
            ("UserName", user),
            ("PolicyName", "p"),
            ("PolicyDocument", &policy),
        ];
        self.iam("PutUserPolicy", &members);
    }

    /// The answer to `GET /`.
    fn get(&self, keys: &Keys) -> (u16, String) {
        let host = format!("{}.execute-api.{REGION}.amazonaws.com", self.api);
        let secret = Secret::new(keys.secret.as_bytes());
        let signer = Signer {
            access_key_id: &keys.id,
            secret: &secret,
            session_token: keys.token.as_deref(),
            region: REGION,
            service: "execute-api",
        };
        let parts = RequestParts {
            method: "GET",
            path: "/prod/",
            query: "",
            headers: &[("host", host.as_bytes())],
        };
        let added = sigv4::sign(&parts, &signer, &Payload::of(b""), crate::clock::now()).unwrap();
        let mut request = format!("GET /prod/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        for (name, value) in added {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        let reply = Connection::open(self.address).ask(request);
        (reply.status, reply.text())
    }

    #[track_caller]
    fn passes(&self, keys: &Keys) {
        let (status, text) = self.get(keys);
        assert_eq!(status, 200, "{text}");
    }

    #[track_caller]
    fn is_refused(&self, keys: &Keys, words: &str) {
        let (status, text) = self.get(keys);
        assert_eq!(status, 403, "{text}");
        assert!(text.contains(words), "{text}");
    }

    fn found(&self, keys: &Keys) -> Signatory {
        self.callers.find(&keys.id).unwrap().unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.plane.stop();
        let _ = self.gateway.shutdown(Duration::ZERO);
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn policy(effect: &str, conditions: &Value) -> String {
    let statement = json!({
        "Effect": effect,
        "Action": "execute-api:Invoke",
        "Resource": "*",
        "Condition": conditions,
    });
    json!({ "Version": "2012-10-17", "Statement": statement }).to_string()
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The text of an element.
fn element<'t>(xml: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(text, _)| text)
}

fn keys(xml: &str) -> Keys {
    Keys {
        id: element(xml, "AccessKeyId").unwrap().to_owned(),
        secret: element(xml, "SecretAccessKey").unwrap().to_owned(),
        token: element(xml, "SessionToken").map(str::to_owned),
    }
}

const NOT_ALLOWED: &str = "because no identity-based policy allows the execute-api:Invoke action";
const NO_TOKEN: &str = "The security token included in the request is invalid";

#[test]
fn a_policy_holds_for_the_very_next_request() {
    let world = World::start();
    let ana = world.user("ana");
    for _ in 0..3 {
        world.is_refused(&ana, NOT_ALLOWED);
        world.allow("ana", &json!({}));
        world.passes(&ana);
        world.iam("DeleteUserPolicy", &[("UserName", "ana"), ("PolicyName", "p")]);
    }
    // Through a group, and a managed policy's new version.
    world.iam("CreateGroup", &[("GroupName", "g")]);
    let made = world.iam(
        "CreatePolicy",
        &[
            ("PolicyName", "m"),
            ("PolicyDocument", &policy("Allow", &json!({}))),
        ],
    );
    let arn = element(&made, "Arn").unwrap();
    world.iam("AttachGroupPolicy", &[("GroupName", "g"), ("PolicyArn", arn)]);
    world.is_refused(&ana, NOT_ALLOWED);
    world.iam("AddUserToGroup", &[("GroupName", "g"), ("UserName", "ana")]);
    world.passes(&ana);
    let denying = policy("Deny", &json!({}));
    let version = [
        ("PolicyArn", arn),
        ("PolicyDocument", &denying),
        ("SetAsDefault", "true"),
    ];
    world.iam("CreatePolicyVersion", &version);
    world.is_refused(&ana, "with an explicit deny in an identity-based policy");
}

#[test]
fn a_key_that_is_switched_off_or_gone_opens_nothing() {
    let world = World::start();
    let ana = world.user("ana");
    world.allow("ana", &json!({}));
    world.passes(&ana);
    let switch = |status| {
        let members = [("UserName", "ana"), ("AccessKeyId", &*ana.id), ("Status", status)];
        world.iam("UpdateAccessKey", &members);
    };
    switch("Inactive");
    world.is_refused(&ana, NO_TOKEN);
    assert!(!world.found(&ana).active);
    switch("Active");
    world.passes(&ana);
    world.iam(
        "DeleteAccessKey",
        &[("UserName", "ana"), ("AccessKeyId", &ana.id)],
    );
    world.is_refused(&ana, NO_TOKEN);
    assert!(world.callers.find(&ana.id).unwrap().is_none());
}

#[test]
fn a_session_ends_with_its_role_or_document() {
    let world = World::start();
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": { "Effect": "Allow", "Principal": { "AWS": ACCOUNT }, "Action": "sts:AssumeRole" },
    });
    let ana = world.user("ana");
    let assume = policy("Allow", &json!({})).replace("execute-api:Invoke", "sts:AssumeRole");
    let members = [
        ("UserName", "ana"),
        ("PolicyName", "p"),
        ("PolicyDocument", &*assume),
    ];
    world.iam("PutUserPolicy", &members);
    let role = [
        ("RoleName", "r"),
        ("AssumeRolePolicyDocument", &*trust.to_string()),
    ];
    world.iam("CreateRole", &role);
    let allow = policy("Allow", &json!({}));
    let members = [
        ("RoleName", "r"),
        ("PolicyName", "p"),
        ("PolicyDocument", &*allow),
    ];
    world.iam("PutRolePolicy", &members);
    let session = || {
        let arn = format!("arn:aws:iam::{ACCOUNT}:role/r");
        // As the user: root may assume no role.
        let body = format!(
            "Action=AssumeRole&Version=2011-06-15&RoleArn={}&RoleSessionName=s1",
            escaped(&arn)
        );
        let form = "application/x-www-form-urlencoded";
        keys(&world.call_as(&ana.id, "sts", "POST", "/", form, body))
    };
    let one = session();
    world.passes(&one);
    // The token is part of the credentials.
    let without = Keys {
        token: None,
        ..one.clone()
    };
    world.is_refused(&without, NO_TOKEN);
    let two = session();
    world.passes(&two);
    // Revoked: its document goes, and whoever wrote it tells the follower.
    let key = Key::new("", "", "iam-session", &one.id);
    let revoke = Transaction {
        checks: Vec::new(),
        writes: vec![Write::Delete { key: key.clone() }],
    };
    world.store.commit(&revoke).unwrap();
    control::Observer::committed(&*world.plane.follower, &[key]);
    world.is_refused(&one, NO_TOKEN);
    world.passes(&two);
    let facts = world.found(&two);
    assert!(facts.session.is_some());
    let caller = &facts.caller;
    assert_eq!(caller.kind, gateway::CallerKind::Role);
    assert_eq!(caller.arn, format!("arn:aws:sts::{ACCOUNT}:assumed-role/r/s1"));
    assert_eq!(
        caller.role_arn.as_deref(),
        Some(&*format!("arn:aws:iam::{ACCOUNT}:role/r"))
    );
    let value = |name: &str| {
        caller
            .keys
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, values)| values.join(","))
    };
    assert_eq!(value("aws:principalarn"), caller.role_arn);
    assert_eq!(value("aws:principaltype").as_deref(), Some("AssumedRole"));
    assert_eq!(value("aws:multifactorauthpresent").as_deref(), Some("false"));
    assert!(value("aws:tokenissuetime").is_some());
    assert_eq!(value("aws:username"), None);
    world.iam("DeleteRolePolicy", &[("RoleName", "r"), ("PolicyName", "p")]);
    world.is_refused(&two, NOT_ALLOWED);
    world.iam("DeleteRole", &[("RoleName", "r")]);
    world.is_refused(&two, NO_TOKEN);
    assert!(world.callers.find(&two.id).unwrap().is_none());
}

#[test]
fn conditions_see_the_user_its_tags_and_its_organization() {
    let world = World::start();
    let ana = world.user("ana");
    let tag = [
        ("UserName", "ana"),
        ("Tags.member.1.Key", "Team"),
        ("Tags.member.1.Value", "blue"),
        ("Tags.member.2.Key", "Équipe"),
        ("Tags.member.2.Value", "bleue"),
    ];
    world.iam("TagUser", &tag);
    let caller = world.found(&ana).caller;
    assert_eq!(caller.kind, gateway::CallerKind::User);
    assert_eq!(caller.principal_org_id.as_deref(), Some("o-abc123"));
    for (operator, key, value, passes) in [
        ("StringEquals", "aws:PrincipalOrgID", "o-abc123", true),
        ("StringEquals", "aws:PrincipalOrgID", "o-other", false),
        (
            "ForAnyValue:StringLike",
            "aws:PrincipalOrgPaths",
            "o-abc123/r-ab12/*",
            true,
        ),
        ("StringEquals", "aws:PrincipalTag/Team", "blue", true),
        ("StringEquals", "aws:PrincipalTag/Team", "red", false),
        ("StringEquals", "aws:PrincipalTag/Équipe", "bleue", true),
        ("StringEquals", "aws:username", "ana", true),
        ("StringEquals", "aws:PrincipalType", "User", true),
        ("StringEquals", "aws:PrincipalAccount", ACCOUNT, true),
        ("StringEquals", "aws:userid", &caller.user_id, true),
        ("ArnEquals", "aws:PrincipalArn", &caller.arn, true),
        ("StringEquals", "aws:RequestedRegion", REGION, true),
        ("StringEquals", "aws:RequestedRegion", "us-east-1", false),
        ("Bool", "aws:ViaAWSService", "false", true),
        ("Bool", "aws:ViaAWSService", "true", false),
        ("Bool", "aws:PrincipalIsAWSService", "false", true),
        ("BoolIfExists", "aws:PrincipalIsAWSService", "true", false),
        // Not worked out: an allow with it allows nothing, although the key is absent.
        ("StringNotEquals", "aws:ResourceOrgID", "o-other", false),
        // Known to be absent: long-lived keys have none.
        ("Null", "aws:TokenIssueTime", "true", true),
        ("Null", "aws:MultiFactorAuthPresent", "true", true),
    ] {
        world.allow("ana", &json!({ operator: { key: value } }));
        let (status, text) = world.get(&ana);
        assert_eq!(status == 200, passes, "{operator} {key} {value}: {text}");
    }
}

#[test]
fn the_root_of_an_account_may_do_everything() {
    let world = World::start();
    let made = crate::accounts::read(&world.folder).unwrap();
    let root = Keys {
        id: made[0].access_key_id.clone(),
        secret: made[0].secret.clone(),
        token: None,
    };
    world.passes(&root);
    let wrong = Keys {
        secret: "another".to_owned(),
        ..root
    };
    world.is_refused(&wrong, "The request signature we calculated does not match");
}

/// A function and a version of it, with a variable, as Lambda's operations store them.
fn save_function(world: &World, variable: &str) {
    let environment = svc_lambda::HiddenText(json!({ "V": variable }).to_string());
    let version = svc_lambda::SavedVersion {
        environment: Some(environment),
        ..svc_lambda::SavedVersion::default()
    };
    let function = svc_lambda::SavedFunction {
        name: "f".to_owned(),
        latest: version.clone(),
        last_version: 1,
        tags: Default::default(),
        reserved_concurrency: None,
    };
    let mut tx = control::Tx::new(&*world.store, ACCOUNT, REGION);
    tx.put("f", "", &function).unwrap();
    let published = svc_lambda::SavedFunctionVersion { published: version };
    tx.put("f/1", "f", &published).unwrap();
    tx.commit().unwrap();
}

#[test]
fn every_secret_lies_sealed_and_nothing_shows_it() {
    let world = World::start();
    let ana = world.user("ana");
    let form = "application/x-www-form-urlencoded";
    let body = "Action=GetSessionToken&Version=2011-06-15".to_owned();
    let session = keys(&world.call_as(&ana.id, "sts", "POST", "/", form, body));
    let made = world.json("POST", "/apikeys", &json!({ "name": "k", "enabled": true }));
    let value = made["value"].as_str().unwrap();
    let certificate = rcgen::generate_simple_self_signed(["a.example.com".to_owned()]).unwrap();
    let private_key = certificate.signing_key.serialize_pem();
    let domain = json!({
        "domainName": "a.example.com",
        "certificateBody": certificate.cert.pem(),
        "certificatePrivateKey": private_key,
        "endpointConfiguration": { "types": ["REGIONAL"] },
    });
    world.json("POST", "/domainnames", &domain);
    world.json("POST", "/clientcertificates", &json!({}));
    let variable = "the value of a variable";
    save_function(&world, variable);
    let raw = world.store.as_stored();
    let line = private_key.lines().nth(1).unwrap();
    for member in crate::seal_key::secret_members() {
        let page = raw.scan(member.kind, None, 100).unwrap();
        assert!(!page.is_empty(), "no {} was made", member.kind);
        for Document { body, .. } in page {
            assert!(body.contains("{\"sealed\":\"1."), "{}: {body}", member.kind);
            let plain = [
                &*ana.secret,
                &session.secret,
                value,
                line,
                "PRIVATE KEY",
                variable,
            ];
            assert!(
                !plain.iter().any(|plain| body.contains(plain)),
                "{}: {body}",
                member.kind
            );
        }
    }
    // They come back where they are asked for.
    let id = made["id"].as_str().unwrap();
    let again = world.json("GET", &format!("/apikeys/{id}?includeValue=true"), &Value::Null);
    assert_eq!(again["value"], made["value"]);
    let certificates = tables::certificates(&*world.store).unwrap();
    assert_eq!(certificates[0].key, private_key.as_bytes());
    // The data plane needs no value.
    let (plans, faults) = tables::usage_plans(&**raw).unwrap();
    assert_eq!(faults, Vec::<String>::new());
    assert!(format!("{plans:?}").contains(id), "{plans:?}");
    let shown = format!("{:?} {:?}", world.found(&ana), world.store);
    assert!(!shown.contains(&ana.secret), "{shown}");
}
