//! Domain names with mutual TLS as clients meet them: who is let in, over which connections, and for how long.

use std::{io::Read as _, net::TcpStream, sync::Arc};

use gateway::{
    AccessLogFormat, AccessLogSettings, AccessLogTarget, BasePathMapping, CertificatePem, DomainName,
    Domains, ListenerConfig, SnapshotChange, TlsConfig, TlsVersion, TrustStore,
};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PublicKeyData as _, SigningKey as _,
};
use rustls::{
    ClientConfig, ClientConnection, HandshakeKind, NamedGroup, RootCertStore, StreamOwned,
    SupportedProtocolVersion,
    client::{
        ClientSessionMemoryCache, ClientSessionStore, Resumption, Tls12ClientSessionValue,
        Tls13ClientSessionValue,
    },
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
    sign::{CertifiedKey, SingleCertAndKey},
    version::{TLS12, TLS13},
};
use testkit::{
    client::{Connection, PATIENCE, Reply},
    fixture,
};

use super::Served;

/// `GET /` is answered by the gateway itself.
const DEFINITION: &str = r#"{"openapi":"3.0.1","info":{"title":"t","version":"1"},
  "paths":{"/":{"get":{"responses":{"200":{"description":"ok"}},
    "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},
      "responses":{"default":{"statusCode":"200"}}}}}}}"#;

const FORBIDDEN: &str = r#"{"message":"Forbidden"}"#;

type Tls = Connection<StreamOwned<ClientConnection, TcpStream>>;

/// A key with its certificate, which may issue others.
struct Party {
    params: CertificateParams,
    key: KeyPair,
    certificate: Certificate,
}

impl Party {
    fn new(name: &str, issuer: Option<&Self>, change: impl FnOnce(&mut CertificateParams)) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = match issuer {
            None => params.self_signed(&key),
            Some(issuer) => params.signed_by(&key, &Issuer::from_params(&issuer.params, &issuer.key)),
        };
        let certificate = certificate.unwrap();
        Self {
            params,
            key,
            certificate,
        }
    }

    fn authority(name: &str, issuer: Option<&Self>) -> Self {
        Self::new(name, issuer, |params| {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        })
    }

    fn client(name: &str, issuer: &Self) -> Self {
        Self::new(name, Some(issuer), |params| {
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        })
    }

    fn pem(&self) -> String {
        self.certificate.pem()
    }
}

fn store(parties: &[&Party]) -> Arc<TrustStore> {
    let pem: String = parties.iter().map(|party| party.pem()).collect();
    Arc::new(TrustStore::from_pem("test", pem.as_bytes()).unwrap())
}

fn domain(name: &str, mutual_tls: Option<&Arc<TrustStore>>) -> DomainName {
    DomainName {
        name: name.to_owned(),
        mappings: vec![BasePathMapping {
            base_path: String::new(),
            api: fixture::API.parse().unwrap(),
            stage: Some("prod".parse().unwrap()),
        }],
        mutual_tls: mutual_tls.cloned(),
        private: None,
    }
}

/// A gateway with one listener over TLS and one in the clear.
struct Setting {
    served: Served,
    /// Of the server's certificate.
    trust: CertificateDer<'static>,
}

impl Setting {
    fn new(names: Vec<DomainName>) -> Self {
        Self::with(names, None)
    }

    fn with(domains: Vec<DomainName>, log: Option<AccessLogSettings>) -> Self {
        let names =
            ["a", "b", "one", "two", "again", "open", "unknown"].map(|name| format!("{name}.example"));
        let others = ["*.wild.example", "127.0.0.1"].map(str::to_owned);
        let hosts: Vec<_> = names.into_iter().chain(others).collect();
        let made = rcgen::generate_simple_self_signed(hosts).unwrap();
        let certificate = CertificatePem {
            name: "test".to_owned(),
            chain: made.cert.pem().into_bytes(),
            key: made.signing_key.serialize_pem().into_bytes(),
        };
        let served = Served::listening(DEFINITION, |plane, transport| {
            plane.access_log = log;
            let mut tls = ListenerConfig::cleartext("127.0.0.1:0".parse().unwrap());
            tls.tls = Some(TlsConfig {
                certificates: vec![certificate],
                minimum_version: TlsVersion::V1_2,
            });
            transport.listeners.push(tls);
        });
        let setting = Self {
            served,
            trust: made.cert.der().clone(),
        };
        setting.domains(domains);
        setting
    }

    fn domains(&self, names: Vec<DomainName>) {
        let domains = Domains::new(names).unwrap();
        self.served
            .gateway
            .update(vec![SnapshotChange::Domains(domains)])
            .unwrap();
    }

    /// How a client that shows these certificates speaks TLS.
    fn client(&self, version: &'static SupportedProtocolVersion, chain: &[&Party]) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(self.trust.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .unwrap()
            .with_root_certificates(roots);
        let Some(own) = chain.first() else {
            return config.with_no_client_auth();
        };
        let key = PrivateKeyDer::from_pem_slice(own.key.serialize_pem().as_bytes()).unwrap();
        let chain = chain
            .iter()
            .map(|party| party.certificate.der().clone())
            .collect();
        config.with_client_auth_cert(chain, key).unwrap()
    }

    fn connect(&self, config: &Arc<ClientConfig>, server_name: &'static str) -> Tls {
        let name = ServerName::try_from(server_name).unwrap();
        let session = ClientConnection::new(Arc::clone(config), name).unwrap();
        let socket = TcpStream::connect(self.served.gateway.addresses()[1]).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        Connection::over(StreamOwned::new(session, socket))
    }

    /// One request over a connection of its own.
    fn ask(&self, chain: &[&Party], server_name: &'static str, host: &str) -> Reply {
        let config = Arc::new(self.client(&TLS13, chain));
        ask(&mut self.connect(&config, server_name), host)
    }

    fn check(&self, chain: &[&Party], server_name: &'static str, host: &str, refused: Option<&str>) {
        let reply = self.ask(chain, server_name, host);
        let what = chain.first().map_or("nothing", |own| name(own));
        let what = format!("{what} over {server_name} to {host}");
        self.check_reply(&reply, refused, &what);
    }

    fn check_reply(&self, reply: &Reply, refused: Option<&str>, what: &str) {
        let record = self.served.record(reply);
        match refused {
            None => assert_eq!((reply.status, record.reason.as_str()), (200, ""), "{what}"),
            Some(reason) => {
                assert_eq!((reply.status, reply.text().as_str()), (403, FORBIDDEN), "{what}");
                assert_eq!(
                    reply.header("x-amzn-errortype"),
                    Some("ForbiddenException"),
                    "{what}"
                );
                assert!(record.reason.contains(reason), "{what}: {}", record.reason);
                assert_eq!(record.client_certificate, None, "{what}");
            }
        }
    }
}

fn name(party: &Party) -> &str {
    match party.params.distinguished_name.get(&DnType::CommonName) {
        Some(rcgen::DnValue::Utf8String(name)) => name,
        other => panic!("{other:?}"),
    }
}

fn ask<S: std::io::Read + std::io::Write>(connection: &mut Connection<S>, host: &str) -> Reply {
    connection.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    connection.reply().unwrap()
}

const NO_ISSUER: Option<&str> = Some("no root of the trust store `test` has issued");
const NOT_ASKED: Option<&str> = Some("did not ask for a certificate");
const NO_TIME: Option<&str> = Some("has expired or is not valid yet");

#[test]
fn only_clients_of_the_domain_names_own_authorities_are_let_in() {
    let root = Party::authority("root", None);
    let middle = Party::authority("middle", Some(&root));
    let third = Party::authority("third", Some(&middle));
    let fourth = Party::authority("fourth", Some(&third));
    let kept = Party::authority("kept in the store", Some(&root));
    let stranger = Party::authority("stranger", None);
    let no_authority = Party::client("no authority", &root);
    let old_root = Party::new("old root", None, |params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.not_after = rcgen::date_time_ymd(2026, 5, 1);
    });
    let setting = Setting::new(vec![domain(
        "a.example",
        Some(&store(&[&root, &kept, &old_root])),
    )]);
    let check = |chain: &[&Party], refused| setting.check(chain, "a.example", "a.example", refused);

    check(&[&Party::client("good", &root)], None);
    check(&[], Some("showed no certificate"));
    check(&[&Party::client("of a stranger", &stranger)], NO_ISSUER);
    check(
        &[&Party::client("of a stranger", &stranger), &stranger],
        NO_ISSUER,
    );
    check(&[&Party::new("self-signed", None, |_| {})], NO_ISSUER);
    // Another authority of the same name.
    let same_name = Party::authority("root", None);
    let refused = Some("cannot be verified: InvalidSignatureForPublicKey");
    check(
        &[&Party::client("of a forged root", &same_name), &same_name],
        refused,
    );

    // Ways to the root: sent along, kept in the store, broken off, too long.
    check(&[&Party::client("through middle", &middle), &middle], None);
    check(&[&Party::client("middle not sent", &middle)], NO_ISSUER);
    check(&[&Party::client("through kept", &kept)], None);
    check(&[&Party::client("four", &third), &third, &middle], None);
    let too_long = Some("more than 4 certificates");
    check(
        &[&Party::client("five", &fourth), &fourth, &third, &middle],
        too_long,
    );
    let forged = Party::client("issued by a client", &no_authority);
    check(&[&forged, &no_authority], Some("EndEntityUsedAsCa"));

    // Times, of the client and of its root.
    let time = |not_before, not_after| {
        Party::new("timed", Some(&root), |params| {
            params.not_before = not_before;
            params.not_after = not_after;
        })
    };
    let day = rcgen::date_time_ymd;
    check(&[&time(day(2026, 6, 1), day(2026, 6, 2))], None);
    check(&[&time(day(2026, 5, 1), day(2026, 5, 31))], NO_TIME);
    check(&[&time(day(2026, 6, 2), day(2026, 6, 3))], NO_TIME);
    check(&[&Party::client("of an old root", &old_root)], NO_TIME);

    // Uses.
    let server = Party::new("server", Some(&root), |params| {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    });
    check(&[&server], Some("is not for clients"));
    check(&[&Party::new("any use", Some(&root), |_| {})], None);
    check(
        &[&Party::authority("an authority", Some(&root))],
        Some("CaUsedAsEndEntity"),
    );
}

#[test]
fn a_connection_proves_a_client_to_the_name_it_was_made_for_and_to_no_other() {
    let (one, two) = (Party::authority("one", None), Party::authority("two", None));
    let (store_one, store_two) = (store(&[&one]), store(&[&two]));
    let setting = Setting::new(vec![
        domain("one.example", Some(&store_one)),
        domain("again.example", Some(&store_one)),
        domain("two.example", Some(&store_two)),
        domain("*.wild.example", Some(&store_one)),
        domain("open.example", None),
    ]);
    let client = Party::client("client", &one);
    let check = |server_name, host, refused| setting.check(&[&client], server_name, host, refused);
    check("one.example", "one.example", None);
    check("one.example", "ONE.example.", None);
    check("one.example", "one.example:8443", None);
    check("two.example", "two.example", NO_ISSUER);
    check("a.wild.example", "a.wild.example", None);
    check("a.wild.example", "b.wild.example", None);
    // A connection for another name, asked for a certificate or not.
    check("open.example", "one.example", NOT_ASKED);
    check("one.example", "two.example", NOT_ASKED);
    check("one.example", "again.example", NOT_ASKED);
    check("one.example", "a.wild.example", NOT_ASKED);
    check("unknown.example", "one.example", NOT_ASKED);
    check("127.0.0.1", "one.example", NOT_ASKED);
    // Where none is needed, none is looked at.
    check("open.example", "open.example", None);
    check("one.example", "open.example", None);
    let reply = setting.ask(&[&client], "one.example", "open.example");
    assert_eq!(setting.served.record(&reply).client_certificate, None);
    // No TLS at all.
    let reply = ask(&mut Connection::open(setting.served.address()), "one.example");
    setting.check_reply(&reply, NOT_ASKED, "in the clear");
}

#[test]
fn requests_of_one_http2_connection_are_judged_each_by_its_host() {
    let (one, two) = (Party::authority("one", None), Party::authority("two", None));
    let setting = Setting::new(vec![
        domain("one.example", Some(&store(&[&one]))),
        domain("two.example", Some(&store(&[&one, &two]))),
        domain("open.example", None),
    ]);
    let mut config = setting.client(&TLS13, &[&Party::client("client", &one)]);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let connector = tokio_rustls::TlsConnector::from(Arc::new(config));
    let address = setting.served.gateway.addresses()[1];
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let statuses = runtime.block_on(async move {
        let mut statuses = Vec::new();
        for server_name in ["one.example", "open.example"] {
            let socket = tokio::net::TcpStream::connect(address).await.unwrap();
            let name = ServerName::try_from(server_name).unwrap();
            let stream = connector.connect(name, socket).await.unwrap();
            let (client, connection) = h2::client::handshake(stream).await.unwrap();
            let connection = tokio::spawn(connection);
            let mut client = client.ready().await.unwrap();
            for host in ["one.example", "two.example", "open.example", "one.example"] {
                let request = http::Request::get(format!("https://{host}/")).body(()).unwrap();
                let (response, _) = client.send_request(request, true).unwrap();
                statuses.push(response.await.unwrap().status().as_u16());
                client = client.ready().await.unwrap();
            }
            drop(client);
            connection.abort();
        }
        statuses
    });
    assert_eq!(statuses, [200, 403, 200, 200, 403, 403, 200, 403]);
}

/// Gives every session out again, whatever name it was for.
#[derive(Debug)]
struct AnyName(ClientSessionMemoryCache);

impl AnyName {
    fn name() -> ServerName<'static> {
        ServerName::try_from("any.example").unwrap()
    }
}

impl ClientSessionStore for AnyName {
    fn set_kx_hint(&self, _: ServerName<'static>, group: NamedGroup) {
        self.0.set_kx_hint(Self::name(), group);
    }

    fn kx_hint(&self, _: &ServerName<'_>) -> Option<NamedGroup> {
        self.0.kx_hint(&Self::name())
    }

    fn set_tls12_session(&self, _: ServerName<'static>, value: Tls12ClientSessionValue) {
        self.0.set_tls12_session(Self::name(), value);
    }

    fn tls12_session(&self, _: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.0.tls12_session(&Self::name())
    }

    fn remove_tls12_session(&self, _: &ServerName<'static>) {
        self.0.remove_tls12_session(&Self::name());
    }

    fn insert_tls13_ticket(&self, _: ServerName<'static>, value: Tls13ClientSessionValue) {
        self.0.insert_tls13_ticket(Self::name(), value);
    }

    fn take_tls13_ticket(&self, _: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.0.take_tls13_ticket(&Self::name())
    }
}

/// Sends a request over a new connection to `server_name`, and tells how the handshake went.
fn again(
    setting: &Setting,
    config: &Arc<ClientConfig>,
    server_name: &'static str,
    refused: Option<&str>,
) -> HandshakeKind {
    let mut connection = setting.connect(config, server_name);
    let reply = ask(&mut connection, server_name);
    setting.check_reply(&reply, refused, server_name);
    connection.stream().conn.handshake_kind().unwrap()
}

#[test]
fn a_session_goes_on_with_its_certificate_and_under_its_name_alone() {
    let root = Party::authority("root", None);
    let trust = store(&[&root]);
    let names = |one: Option<&Arc<TrustStore>>| {
        vec![
            domain("one.example", one),
            domain("two.example", Some(&trust)),
            domain("open.example", None),
        ]
    };
    for version in [&TLS12, &TLS13] {
        let setting = Setting::new(names(Some(&trust)));
        let sessions = || {
            let sessions = AnyName(ClientSessionMemoryCache::new(16));
            Resumption::store(Arc::new(sessions))
        };
        let mut config = setting.client(version, &[&Party::client("client", &root)]);
        config.resumption = sessions();
        let config = Arc::new(config);
        assert_eq!(again(&setting, &config, "one.example", None), HandshakeKind::Full);
        assert_eq!(
            again(&setting, &config, "one.example", None),
            HandshakeKind::Resumed
        );
        let reply = ask(&mut setting.connect(&config, "one.example"), "one.example");
        assert!(setting.served.record(&reply).client_certificate.is_some());
        // A ticket of one name shown for another: the handshake begins anew, and asks anew.
        assert_eq!(again(&setting, &config, "two.example", None), HandshakeKind::Full);
        assert_eq!(
            again(&setting, &config, "open.example", None),
            HandshakeKind::Full
        );
        assert_eq!(
            again(&setting, &config, "open.example", None),
            HandshakeKind::Resumed
        );

        // A session of before the name asked for certificates does not go on as one that was asked.
        let mut config = setting.client(version, &[]);
        config.resumption = sessions();
        let config = Arc::new(config);
        setting.domains(names(None));
        assert_eq!(again(&setting, &config, "one.example", None), HandshakeKind::Full);
        assert_eq!(
            again(&setting, &config, "one.example", None),
            HandshakeKind::Resumed
        );
        setting.domains(names(Some(&trust)));
        let refused = Some("showed no certificate");
        assert_eq!(
            again(&setting, &config, "one.example", refused),
            HandshakeKind::Full
        );
        // Nor does one that showed nothing get in by going on.
        assert_eq!(
            again(&setting, &config, "one.example", refused),
            HandshakeKind::Resumed
        );
    }
}

/// One DER value.
fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x82], length.as_slice(), &content].concat()
}

/// A certificate without extensions, as `openssl x509 -req` makes them: its own key, and signed by `by` in the name of `issuer`.
fn version_one(issuer: &str, by: &KeyPair, key: &KeyPair, not_after: &str) -> CertificateDer<'static> {
    let algorithm = der(0x30, &[&[0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]]);
    let name = |name: &str| {
        let value = der(0x0c, &[name.as_bytes()]);
        let attribute = der(0x30, &[&[0x06, 3, 0x55, 4, 3], &value]);
        der(0x30, &[&der(0x31, &[&attribute])])
    };
    let time = |time: &str| der(0x17, &[time.as_bytes()]);
    let signed = der(
        0x30,
        &[
            &[0x02, 1, 1],
            &algorithm,
            &short(&name(issuer)),
            &der(0x30, &[&time("200101000000Z"), &time(not_after)]),
            &name("client of version 1"),
            &key.subject_public_key_info(),
        ],
    );
    let signature = by.sign(&signed).unwrap();
    let signature = der(0x03, &[&[0], &signature]);
    CertificateDer::from(der(0x30, &[&signed, &algorithm, &signature]))
}

/// The same value with the shortest lengths: names are compared byte by byte.
fn short(long: &[u8]) -> Vec<u8> {
    let (head, content) = long.split_at(4);
    let content = if head[0] & 0x20 != 0 {
        let mut parts = Vec::new();
        let mut rest = content;
        while !rest.is_empty() {
            let long = rest[1] == 0x82;
            let length = if long {
                4 + usize::from(u16::from_be_bytes([rest[2], rest[3]]))
            } else {
                2 + usize::from(rest[1])
            };
            let (part, behind) = rest.split_at(length);
            parts.extend(if long { short(part) } else { part.to_vec() });
            rest = behind;
        }
        parts
    } else {
        content.to_vec()
    };
    [
        &[head[0], u8::try_from(content.len()).unwrap()],
        content.as_slice(),
    ]
    .concat()
}

#[test]
fn a_certificate_of_version_one_is_good_if_a_root_issued_it_itself() {
    let root = Party::authority("root", None);
    let middle = Party::authority("middle", Some(&root));
    let stranger = Party::authority("root", None);
    let setting = Setting::new(vec![domain("a.example", Some(&store(&[&root, &middle])))]);
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let load = |key: &KeyPair| {
        let key = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).unwrap();
        provider.key_provider.load_private_key(key).unwrap()
    };
    let config = |version, certificate: CertificateDer<'static>, key: &KeyPair| {
        let mut config = setting.client(version, &[]);
        let certified = CertifiedKey::new(vec![certificate], load(key));
        config.client_auth_cert_resolver = Arc::new(SingleCertAndKey::from(certified));
        Arc::new(config)
    };
    for version in [&TLS12, &TLS13] {
        let key = KeyPair::generate().unwrap();
        let check = |certificate: CertificateDer<'static>, refused| {
            let mut connection = setting.connect(&config(version, certificate, &key), "a.example");
            let reply = ask(&mut connection, "a.example");
            setting.check_reply(&reply, refused, "version 1");
        };
        let good = version_one("root", &root.key, &key, "300101000000Z");
        check(good.clone(), None);
        let no_root = Some("is of X.509 version 1, and no root");
        check(version_one("root", &stranger.key, &key, "300101000000Z"), no_root);
        check(version_one("other", &root.key, &key, "300101000000Z"), no_root);
        check(version_one("middle", &middle.key, &key, "300101000000Z"), no_root);
        check(version_one("root", &root.key, &key, "260501000000Z"), NO_TIME);
        let mut changed = good.to_vec();
        let at = changed
            .windows(9)
            .position(|window| window == b"client of")
            .unwrap();
        changed[at] = b'C';
        check(CertificateDer::from(changed), no_root);

        // Without the key of the certificate there is no connection at all.
        let thief = KeyPair::generate().unwrap();
        let of_version_3 = Party::client("client", &root).certificate.der().clone();
        for certificate in [good, of_version_3] {
            let mut connection = setting.connect(&config(version, certificate, &thief), "a.example");
            connection.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
            let mut byte = [0];
            let error = connection.stream().read(&mut byte).unwrap_err();
            assert!(error.to_string().contains("fatal alert"), "{error}");
        }
    }
}

#[test]
fn a_new_trust_store_counts_from_the_next_request_on() {
    let (one, two) = (Party::authority("one", None), Party::authority("two", None));
    let (store_one, store_two) = (store(&[&one]), store(&[&two]));
    let names = |mutual_tls: Option<&Arc<TrustStore>>| {
        vec![
            domain("one.example", mutual_tls),
            domain("b.example", Some(&store_one)),
        ]
    };
    let setting = Setting::new(names(Some(&store_one)));
    let config = Arc::new(setting.client(&TLS13, &[&Party::client("client", &one)]));
    let mut kept = setting.connect(&config, "one.example");
    let mut check = |refused| {
        let reply = ask(&mut kept, "one.example");
        setting.check_reply(&reply, refused, "kept");
    };
    check(None);
    setting.domains(names(Some(&store_two)));
    check(NO_ISSUER);
    setting.domains(names(Some(&store(&[&one, &two]))));
    check(None);
    setting.domains(vec![]);
    let mut open = setting.connect(&config, "one.example");
    assert_eq!(ask(&mut open, "one.example").status, 403);
    setting.domains(names(None));
    check(None);
    setting.check_reply(&ask(&mut open, "one.example"), None, "open");
    // A connection of before the name asked for certificates has shown none.
    setting.domains(names(Some(&store_one)));
    setting.check_reply(&ask(&mut open, "one.example"), NOT_ASKED, "open");
    check(None);
}

#[test]
fn what_the_certificate_says_is_in_variables() {
    let log = std::env::temp_dir().join(format!("portcullis-mutual-tls-{}", std::process::id()));
    let format = "$context.requestId|$context.identity.clientCert.subjectDN|$context.identity.clientCert.issuerDN|\
        $context.identity.clientCert.serialNumber|$context.identity.clientCert.validity.notBefore|\
        $context.identity.clientCert.validity.notAfter|$context.identity.clientCert.clientCertPem";
    let root = Party::authority("My Private CA", None);
    let settings = AccessLogSettings::new(
        AccessLogFormat::context(format).unwrap(),
        AccessLogTarget::File(log.clone()),
    );
    let names = vec![
        domain("a.example", Some(&store(&[&root]))),
        domain("open.example", None),
    ];
    let setting = Setting::with(names, Some(settings));
    let client = Party::new("My Client", Some(&root), |params| {
        params.serial_number = Some(rcgen::SerialNumber::from(1u64));
        params.not_before = rcgen::date_time_ymd(2020, 8, 9);
        params.not_after = rcgen::date_time_ymd(2120, 8, 5);
    });
    let reply = setting.ask(&[&client], "a.example", "a.example");
    let shown = setting.served.record(&reply).client_certificate.unwrap();
    assert_eq!(
        shown.pem.replace("\r\n", "\n"),
        client.pem().replace("\r\n", "\n")
    );
    setting.ask(&[&client], "open.example", "open.example");
    drop(setting);
    let written = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(&log).unwrap();
    assert_eq!(written.lines().count(), 2, "one line a request: {written}");
    let expect = "My Client|CN=My Private CA|1|Aug  9 00:00:00 2020 GMT|Aug  5 00:00:00 2120 GMT|-----BEGIN";
    assert!(written.contains(expect), "{written}");
    assert!(
        written.lines().last().unwrap().ends_with("|-|-|-|-|-|-"),
        "{written}"
    );
}
