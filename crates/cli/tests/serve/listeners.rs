//! Listeners as the settings describe them: TLS with several certificates, PROXY protocol, trusted headers.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use testkit::client::{Connection, proxy_v2};

use crate::support::{Folder, Gateway, LOCAL_ONLY, OTHER, PATIENCE, connect, mock_api, request, run};

/// Lets in callers from 203.0.113.0/24.
const OFFICE_ONLY: &str = r#"x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement:
    Effect: Allow
    Principal: "*"
    Action: execute-api:Invoke
    Resource: execute-api:/*
    Condition: { IpAddress: { aws:SourceIp: 203.0.113.0/24 } }
"#;

/// Lets in callers that use TLS.
const TLS_ONLY: &str = r#"x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement:
    Effect: Allow
    Principal: "*"
    Action: execute-api:Invoke
    Resource: execute-api:/*
    Condition: { Bool: { aws:SecureTransport: "true" } }
"#;

const HTTPS: &str = r#"files = ["api.yaml"]
[[listener]]
address = "127.0.0.1:0"
tls_minimum_version = "1.3"
[[listener.certificate]]
certificate_file = "a.pem"
key_file = "a.key"
[[listener.certificate]]
certificate_file = "b.pem"
key_file = "b.key"
[[listener]]
address = "127.0.0.1:0"
"#;

/// Writes a new certificate for `name` and its key into the folder.
fn certificate(folder: &Folder, file: &str, name: &str) -> CertificateDer<'static> {
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    folder.write(&format!("{file}.pem"), &made.cert.pem());
    folder.write(&format!("{file}.key"), &made.signing_key.serialize_pem());
    made.cert.der().clone()
}

/// Speaks TLS over `socket` to the server of this name, trusting one certificate.
fn over_tls(
    socket: TcpStream,
    name: &'static str,
    trust: &CertificateDer<'static>,
    version: &'static rustls::SupportedProtocolVersion,
) -> std::io::Result<Connection<StreamOwned<ClientConnection, TcpStream>>> {
    let mut roots = RootCertStore::empty();
    roots.add(trust.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let session = ClientConnection::new(Arc::new(config), ServerName::try_from(name).unwrap()).unwrap();
    let mut stream = StreamOwned::new(session, socket);
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    Ok(Connection::over(stream))
}

fn tls(
    to: SocketAddr,
    name: &'static str,
    trust: &CertificateDer<'static>,
) -> std::io::Result<Connection<StreamOwned<ClientConnection, TcpStream>>> {
    over_tls(
        TcpStream::connect(to).unwrap(),
        name,
        trust,
        &rustls::version::TLS13,
    )
}

const GET: &str = "GET /prod/ HTTP/1.1\r\nHost: a.example\r\n\r\n";

#[test]
fn the_certificate_follows_the_name_and_tls_is_secure_transport() {
    let folder = Folder::new();
    let (a, b) = (
        certificate(&folder, "a", "a.example"),
        certificate(&folder, "b", "b.example"),
    );
    folder.write("portcullis.toml", HTTPS);
    folder.write("api.yaml", &mock_api("api", "{}", TLS_ONLY));
    let gateway = Gateway::start_configured(folder, &[]);
    for (name, trust) in [("a.example", &a), ("b.example", &b)] {
        assert_eq!(
            tls(gateway.listen, name, trust).unwrap().ask(GET).status,
            200,
            "{name}"
        );
    }
    // A name nobody has gets the first certificate, which does not fit it.
    assert!(tls(gateway.listen, "c.example", &a).is_err());
    assert!(tls(gateway.listen, "a.example", &b).is_err());
    let old = TcpStream::connect(gateway.listen).unwrap();
    assert!(over_tls(old, "a.example", &a, &rustls::version::TLS12).is_err());
    assert_eq!(
        request(gateway.listens[1], [127, 0, 0, 1], "GET", "/prod/", "").status,
        403
    );
}

#[test]
fn a_reload_with_bad_certificates_is_refused_whole() {
    let folder = Folder::new();
    let (a, b) = (
        certificate(&folder, "a", "a.example"),
        certificate(&folder, "b", "b.example"),
    );
    folder.write("portcullis.toml", HTTPS);
    folder.write("api.yaml", &mock_api("api", r#"{"is":"first"}"#, LOCAL_ONLY));
    let mut gateway = Gateway::start_configured(folder, &[]);
    let mut kept = tls(gateway.listen, "a.example", &a).unwrap();
    assert_eq!(kept.ask(GET).text(), r#"{"is":"first"}"#);

    // A good new definition and a good new certificate beside one whose key is another's.
    gateway
        .folder
        .write("api.yaml", &mock_api("api", r#"{"is":"second"}"#, LOCAL_ONLY));
    let new_a = certificate(&gateway.folder, "a", "a.example");
    let keys = std::fs::read_to_string(gateway.folder.path().join("a.key")).unwrap();
    let good_key = std::fs::read_to_string(gateway.folder.path().join("b.key")).unwrap();
    for (file, text, why) in [
        ("b.key", keys.as_str(), "does not go with the certificate in"),
        ("b.key", "", "holds no private key"),
        ("b.pem", "no certificate", "holds no certificate"),
    ] {
        gateway.folder.write("b.key", &good_key);
        gateway.folder.write(file, text);
        gateway.signal("HUP");
        gateway.until("ERROR reload refused, the old set stays: 1 error");
        let told = gateway.until(why);
        assert!(told.contains("`listener[0].certificate[1]."), "{told}");
        assert!(told.contains(&format!("{file}`")), "{told}");
        assert_eq!(
            tls(gateway.listen, "a.example", &a).unwrap().ask(GET).text(),
            r#"{"is":"first"}"#
        );
        assert!(tls(gateway.listen, "a.example", &new_a).is_err());
        assert!(tls(gateway.listen, "b.example", &b).is_ok());
    }
    let (code, _, error) = run(gateway.folder.path(), &["serve", "--data", "other"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("`listener[0].certificate[1].certificate_file` (in `"),
        "{error}"
    );
    assert!(!gateway.folder.path().join("other").exists());

    let new_b = certificate(&gateway.folder, "b", "b.example");
    assert_eq!(gateway.command(&["reload"]).0, 0);
    for (name, trust) in [("a.example", &new_a), ("b.example", &new_b)] {
        let answer = tls(gateway.listen, name, trust).unwrap().ask(GET);
        assert_eq!(answer.text(), r#"{"is":"second"}"#, "{name}");
    }
    assert!(tls(gateway.listen, "b.example", &b).is_err());
    // A connection from before goes on, and sees the new set.
    assert_eq!(kept.ask(GET).text(), r#"{"is":"second"}"#);
}

#[test]
fn what_a_reload_cannot_apply_is_told() {
    let folder = Folder::new();
    folder.write("api.yaml", &mock_api("api", "{}", LOCAL_ONLY));
    let settings =
        |more: &str| format!("files = [\"api.yaml\"]\n{more}[[listener]]\naddress = \"127.0.0.1:0\"\n");
    folder.write("portcullis.toml", &settings(""));
    let mut gateway = Gateway::start_configured(folder, &[]);
    let rule = "source_address = \"proxy-protocol\"\ntrusted = [\"127.0.0.1/32\"]\n";
    let changed = format!(
        "{}{rule}[upstream]\nconnect_timeout_ms = 1\n",
        settings("method_override = \"ignored\"\n")
    );
    gateway.folder.write("portcullis.toml", &changed);
    gateway.signal("HUP");
    gateway.until("INFO reloaded");
    let told: Vec<&str> = gateway
        .said
        .iter()
        .filter(|line| line.contains("holds from the next start on"))
        .filter_map(|line| line.split_once("setting=").map(|(_, setting)| setting))
        .collect();
    assert_eq!(told, ["listen", "method_override", "upstream"]);
}

/// An API for callers of the office behind the listener of `rule`.
fn behind(rule: &str) -> Gateway {
    let folder = Folder::new();
    folder.write("api.yaml", &mock_api("api", "{}", OFFICE_ONLY));
    folder.write(
        "portcullis.toml",
        &format!("files = [\"api.yaml\"]\n[[listener]]\naddress = \"127.0.0.1:0\"\ntrusted = [\"127.0.0.1/32\"]\n{rule}"),
    );
    Gateway::start_configured(folder, &[])
}

fn derivation(gateway: &Gateway, id: &str) -> String {
    let record = gateway.record(id);
    record["source_derivation"].as_str().unwrap().to_owned()
}

#[test]
fn a_proxy_protocol_listener_believes_its_proxies_and_serves_nobody_else() {
    let gateway = behind("source_address = \"proxy-protocol\"\n");
    let said_by = |peer: [u8; 4], header: &[u8]| {
        let mut stream = connect(gateway.listen, peer);
        stream.write_all(header).unwrap();
        let mut connection = Connection::over(stream);
        connection.send(GET);
        connection
    };
    let served = |peer, header: &[u8]| said_by(peer, header).reply().unwrap();
    let nothing = |peer, header: &[u8]| said_by(peer, header).until_closed().is_empty();
    let v2 = |client: &str| proxy_v2(SocketAddr::new(client.parse().unwrap(), 4), gateway.listen);
    let proxy = [127, 0, 0, 1];
    assert_eq!(served(proxy, &v2("203.0.113.9")).status, 200);
    assert_eq!(
        served(proxy, b"PROXY TCP4 203.0.113.9 127.0.0.1 1 2\r\n").status,
        200
    );
    assert_eq!(served(proxy, &v2("192.0.2.1")).status, 403);
    assert_eq!(served(proxy, &v2("2001:db8::1")).status, 403);
    let unknown = served(proxy, b"PROXY UNKNOWN\r\n");
    assert_eq!(unknown.status, 403);
    let id = unknown.header("x-amzn-RequestId").unwrap();
    assert_eq!(
        derivation(&gateway, id),
        "unknown: the PROXY protocol header names no client"
    );
    assert!(nothing(proxy, b""));
    assert!(nothing(proxy, b"PROXY TCP4 203.0.113.9\r\n"));
    assert!(nothing(OTHER, &v2("203.0.113.9")));
    assert!(nothing(OTHER, b""));
}

#[test]
fn proxy_protocol_stands_in_front_of_tls() {
    let folder = Folder::new();
    let trust = certificate(&folder, "a", "a.example");
    folder.write("api.yaml", &mock_api("api", "{}", OFFICE_ONLY));
    folder.write(
        "portcullis.toml",
        "files = [\"api.yaml\"]\nlisten = [\"127.0.0.1:0\"]\ntls_certificate_file = \"a.pem\"\ntls_key_file = \"a.key\"\n\
         source_address = \"proxy-protocol\"\ntrusted = [\"127.0.0.1/32\"]\n",
    );
    let gateway = Gateway::start_configured(folder, &[]);
    for (client, status) in [("203.0.113.9", 200), ("192.0.2.1", 403)] {
        let mut socket = TcpStream::connect(gateway.listen).unwrap();
        let header = proxy_v2(SocketAddr::new(client.parse().unwrap(), 4), gateway.listen);
        socket.write_all(&header).unwrap();
        let mut connection = over_tls(socket, "a.example", &trust, &rustls::version::TLS13).unwrap();
        assert_eq!(connection.ask(GET).status, status, "{client}");
    }
}

#[test]
fn a_header_is_believed_of_trusted_proxies_only_and_from_its_right_end() {
    for (rule, header, client) in [
        ("x-forwarded-for", "X-Forwarded-For", ""),
        ("forwarded", "Forwarded", "for="),
    ] {
        let gateway = behind(&format!(
            "source_address = \"header\"\nsource_header = \"{rule}\"\n"
        ));
        let status =
            |peer: [u8; 4], headers: &str| request(gateway.listen, peer, "GET", "/prod/", headers).status;
        let proxy = [127, 0, 0, 1];
        let list = |clients: &[&str]| {
            let list: Vec<String> = clients.iter().map(|one| format!("{client}{one}")).collect();
            format!("{header}: {}\r\n", list.join(", "))
        };
        assert_eq!(status(proxy, &list(&["203.0.113.9"])), 200, "{rule}");
        assert_eq!(status(proxy, &list(&["192.0.2.1", "203.0.113.9"])), 200, "{rule}");
        assert_eq!(status(proxy, &list(&["203.0.113.9", "127.0.0.1"])), 200, "{rule}");
        assert_eq!(status(proxy, &list(&["203.0.113.9", "192.0.2.1"])), 403, "{rule}");
        assert_eq!(status(proxy, &list(&["203.0.113.9", "nonsense"])), 403, "{rule}");
        assert_eq!(status(proxy, ""), 403, "{rule}");
        assert_eq!(status(OTHER, &list(&["203.0.113.9"])), 403, "{rule}");
    }
}

#[test]
fn a_proxy_may_be_believed_about_tls_where_the_settings_say_so() {
    for (trust, status) in [("true", 200), ("false", 403)] {
        let folder = Folder::new();
        folder.write("api.yaml", &mock_api("api", "{}", TLS_ONLY));
        folder.write(
            "portcullis.toml",
            &format!(
                "files = [\"api.yaml\"]\nlisten = [\"127.0.0.1:0\"]\nsource_address = \"header\"\n\
                 trusted = [\"127.0.0.1/32\"]\ntrust_forwarded_scheme = {trust}\n"
            ),
        );
        let gateway = Gateway::start_configured(folder, &[]);
        let headers = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";
        assert_eq!(
            request(gateway.listen, [127, 0, 0, 1], "GET", "/prod/", headers).status,
            status
        );
        assert_eq!(
            request(gateway.listen, OTHER, "GET", "/prod/", headers).status,
            403
        );
    }
}
