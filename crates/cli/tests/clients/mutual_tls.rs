//! Mutual TLS of a custom domain name: made with the AWS CLI from a trust store in a file and in S3, called with curl.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use serde_json::{Value, json};

use crate::backend::{Served, program_of_environment, text};
use crate::support::{Folder, Gateway, root};

const HOST: &str = "mtls.example.com";
const FORBIDDEN: &str = r#"{"message":"Forbidden"}"#;
const OBJECT: &str = "s3://trust/stores/ca.pem";

/// A certificate authority, whose certificate is in a file of its name.
struct Authority(Issuer<'static, KeyPair>);

impl Authority {
    fn new(folder: &Folder, name: &str) -> Self {
        let mut parameters = CertificateParams::default();
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let key = KeyPair::generate().unwrap();
        let pem = parameters.self_signed(&key).unwrap().pem();
        folder.write(&format!("stores/{name}.pem"), &pem);
        Self(Issuer::new(parameters, key))
    }

    /// Writes `NAME.pem` and `NAME.key`.
    fn issue(&self, folder: &Folder, name: &str, names: &[&str], usage: ExtendedKeyUsagePurpose) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut parameters = CertificateParams::new(names).unwrap();
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.extended_key_usages = vec![usage];
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.signed_by(&key, &self.0).unwrap();
        folder.write(&format!("{name}.pem"), &certificate.pem());
        folder.write(&format!("{name}.key"), &key.serialize_pem());
    }
}

/// A server of S3's API with two versions of a trust store; ends with the guard.
struct S3 {
    child: Child,
    facts: Value,
}

impl S3 {
    fn start(folder: &Folder) -> Self {
        let mut child = Command::new(program_of_environment("python"))
            .arg(root().join("clients/s3_server.py"))
            .args(["stores/one.pem", "stores/two.pem"])
            .current_dir(folder.path())
            .env_clear()
            .env("HOME", folder.path())
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let facts = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        Self { child, facts }
    }

    fn text(&self, member: &str) -> String {
        self.facts[member].as_str().unwrap().to_owned()
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A gateway with TLS, a folder of trust stores and, where there is one, S3.
struct World {
    served: Served,
    _s3: Option<S3>,
    versions: Vec<String>,
}

impl World {
    fn start(with_s3: bool) -> Self {
        let folder = Folder::new();
        std::fs::create_dir(folder.path().join("stores")).unwrap();
        let [one, two] = ["one", "two"].map(|name| Authority::new(&folder, name));
        one.issue(&folder, "server", &[HOST], ExtendedKeyUsagePurpose::ServerAuth);
        one.issue(&folder, "client-one", &[], ExtendedKeyUsagePurpose::ClientAuth);
        two.issue(&folder, "client-two", &[], ExtendedKeyUsagePurpose::ClientAuth);
        folder.write("stores/words.pem", "these are only words");
        let mut settings = "truststores_folder = \"stores\"\n[[listener]]\naddress = \"127.0.0.1:0\"\n\
            tls_certificate_file = \"server.pem\"\ntls_key_file = \"server.key\"\n"
            .to_owned();
        let s3 = with_s3.then(|| S3::start(&folder));
        if let Some(s3) = &s3 {
            folder.write("s3-secret", &s3.text("secret"));
            settings.push_str(&format!(
                "[s3]\nendpoint = \"{}\"\naccess_key_id = \"{}\"\nsecret_access_key_file = \"s3-secret\"\n",
                s3.text("endpoint"),
                s3.text("key"),
            ));
        }
        let versions = s3.iter().flat_map(|s3| s3.facts["versions"].as_array().unwrap());
        let versions = versions.map(|one| one.as_str().unwrap().to_owned()).collect();
        folder.write("portcullis.toml", &settings);
        let gateway = Gateway::start_configured(folder, &["--config", "portcullis.toml"]);
        Self {
            served: Served::of(gateway, None),
            _s3: s3,
            versions,
        }
    }

    fn apigateway(&self, arguments: &[&str]) -> Value {
        self.served.aws(&[&["apigateway"][..], arguments].concat())
    }

    /// What the AWS CLI says when it does not succeed.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self
            .served
            .client("aws")
            .arg("apigateway")
            .args(arguments)
            .output()
            .unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        text(&output)
    }

    /// An API whose root is answered by the gateway itself, deployed and mapped on the domain name.
    fn map_api(&self) -> String {
        let body = crate::support::mock_api("mtls", "open", "");
        self.served.gateway.folder.write("api.yaml", &body);
        let api = self.apigateway(&[
            "import-rest-api",
            "--parameters",
            "endpointConfigurationTypes=REGIONAL",
            "--body",
            "file://api.yaml",
        ]);
        let id = api["id"].as_str().unwrap().to_owned();
        self.apigateway(&["create-deployment", "--rest-api-id", &id, "--stage-name", "prod"]);
        self.apigateway(&[
            "create-base-path-mapping",
            "--domain-name",
            HOST,
            "--rest-api-id",
            &id,
            "--stage",
            "prod",
        ]);
        id
    }

    fn create(&self, mutual_tls: &str) -> Vec<String> {
        let certificate = "arn:aws:acm:us-east-1:000000000000:certificate/any";
        [
            "create-domain-name",
            "--domain-name",
            HOST,
            "--regional-certificate-arn",
            certificate,
            "--endpoint-configuration",
            "types=REGIONAL",
            "--mutual-tls-authentication",
            mutual_tls,
        ]
        .map(str::to_owned)
        .to_vec()
    }

    fn update(&self, path: &str, value: &str) -> Value {
        let patch = json!([{"op": "replace", "path": path, "value": value}]).to_string();
        self.apigateway(&[
            "update-domain-name",
            "--domain-name",
            HOST,
            "--patch-operations",
            &patch,
        ])
    }

    /// Status and body with the certificate of this name, or none.
    fn call(&self, host: &str, certificate: Option<&str>, path: &str) -> (String, String) {
        let address = self.served.gateway.listen;
        let resolve = format!("{host}:{}:{}", address.port(), address.ip());
        let mut curl = Command::new("curl");
        curl.current_dir(self.served.gateway.folder.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .args(["--silent", "--show-error", "--max-time", "30", "--noproxy", "*"])
            .args(["--resolve", &resolve, "--cacert", "stores/one.pem"])
            .args(["--write-out", "\n%{http_code}"]);
        if host != HOST {
            // The listener's certificate is for one name.
            curl.arg("--insecure");
        }
        if let Some(name) = certificate {
            curl.args(["--cert", &format!("{name}.pem"), "--key", &format!("{name}.key")]);
        }
        let output = curl
            .arg(format!("https://{host}:{}{path}", address.port()))
            .output()
            .unwrap();
        let said = text(&output);
        assert!(output.status.success(), "{certificate:?}: {said}");
        let (body, status) = said.rsplit_once('\n').unwrap();
        (status.to_owned(), body.to_owned())
    }

    /// Who is let in: with no certificate, with one of each authority.
    fn check(&self, one: bool, two: bool) {
        for (certificate, lets_in) in [
            (None, false),
            (Some("client-one"), one),
            (Some("client-two"), two),
        ] {
            let expect = if lets_in {
                ("200", "open")
            } else {
                ("403", FORBIDDEN)
            };
            let (status, body) = self.call(HOST, certificate, "/");
            assert_eq!((status.as_str(), body.as_str()), expect, "{certificate:?}");
        }
    }
}

fn strings(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

#[test]
fn a_trust_store_from_a_file_lets_its_clients_in_and_nobody_else() {
    let world = World::start(false);
    for (store, says) in [
        ("truststoreUri=file:words.pem", "holds no certificate"),
        ("truststoreUri=file:../server.pem", "truststores_folder"),
        ("truststoreUri=s3://trust/ca.pem", "[s3]"),
        ("truststoreVersion=1", "truststoreUri"),
    ] {
        let refused = world.refused(&strings(&world.create(store)));
        assert!(refused.contains(says), "{store}: {refused}");
    }
    let made = world.apigateway(&strings(&world.create("truststoreUri=file:one.pem")));
    assert_eq!(
        made["mutualTlsAuthentication"],
        json!({"truststoreUri": "file:one.pem"})
    );
    let id = world.map_api();
    world.check(true, false);
    world.update("/mutualTlsAuthentication/truststoreUri", "file:two.pem");
    world.check(false, true);
    // A file that changes counts when it is named again.
    let folder = world.served.gateway.folder.path().join("stores");
    std::fs::copy(folder.join("one.pem"), folder.join("two.pem")).unwrap();
    world.check(false, true);
    world.update("/mutualTlsAuthentication/truststoreUri", "file:two.pem");
    world.check(true, false);
    // The API's own endpoint stays open unless it is closed, as on AWS.
    let own = format!("{id}.execute-api.us-east-1.amazonaws.com");
    assert_eq!(world.call(&own, None, "/prod/").0, "200");
    // A reload leaves the trust stores as they are.
    world.served.gateway.signal("HUP");
    world.check(true, false);
    let open = world.update("/mutualTlsAuthentication/truststoreUri", "");
    assert_eq!(open.get("mutualTlsAuthentication"), None);
    assert_eq!(world.call(HOST, None, "/").0, "200");
    world.served.stop();
}

#[test]
fn a_trust_store_from_s3_is_read_in_the_version_that_is_named() {
    let world = World::start(true);
    let refused = world.refused(&strings(
        &world.create("truststoreUri=s3://trust/stores/none.pem"),
    ));
    assert!(refused.contains("404 NoSuchKey"), "{refused}");
    let store = format!("truststoreUri={OBJECT},truststoreVersion={}", world.versions[0]);
    let made = world.apigateway(&strings(&world.create(&store)));
    assert_eq!(
        made["mutualTlsAuthentication"],
        json!({"truststoreUri": OBJECT, "truststoreVersion": world.versions[0]})
    );
    world.map_api();
    world.check(true, false);
    world.update("/mutualTlsAuthentication/truststoreVersion", &world.versions[1]);
    world.check(false, true);
    let patch =
        json!([{"op": "replace", "path": "/mutualTlsAuthentication/truststoreVersion", "value": "none"}]);
    let patch = patch.to_string();
    world.refused(&[
        "update-domain-name",
        "--domain-name",
        HOST,
        "--patch-operations",
        &patch,
    ]);
    world.check(false, true);
    // A secret that is wrong: S3 itself refuses, and what was read stays.
    world.served.gateway.folder.write("s3-secret", "wrong");
    let patch = json!([{"op": "replace", "path": "/mutualTlsAuthentication/truststoreUri", "value": OBJECT}]);
    let patch = patch.to_string();
    let refused = world.refused(&[
        "update-domain-name",
        "--domain-name",
        HOST,
        "--patch-operations",
        &patch,
    ]);
    assert!(refused.contains("403 SignatureDoesNotMatch"), "{refused}");
    world.check(false, true);
    world.served.stop();
}
