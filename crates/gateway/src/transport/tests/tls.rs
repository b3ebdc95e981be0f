//! TLS: certificates by name, protocols, versions, reload.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::Running;
use crate::config::{CertificatePem, Limits, TlsConfig, TlsVersion};

fn certificate(name: &str) -> (CertificatePem, rustls::pki_types::CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    let pem = CertificatePem {
        name: name.to_owned(),
        chain: made.cert.pem().into_bytes(),
        key: made.signing_key.serialize_pem().into_bytes(),
    };
    (pem, made.cert.der().clone())
}

fn start(certificates: Vec<CertificatePem>, minimum_version: TlsVersion) -> Running {
    Running::start(Limits::default(), |listener| {
        listener.tls = Some(TlsConfig {
            certificates,
            minimum_version,
        })
    })
}

type Client = StreamOwned<ClientConnection, TcpStream>;

struct Wish<'a> {
    name: &'static str,
    trust: &'a rustls::pki_types::CertificateDer<'static>,
    protocols: &'a [&'a [u8]],
    version: &'static rustls::SupportedProtocolVersion,
}

fn connect(running: &Running, wish: &Wish<'_>) -> std::io::Result<Client> {
    let mut roots = RootCertStore::empty();
    roots.add(wish.trust.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[wish.version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = wish.protocols.iter().map(|name| name.to_vec()).collect();
    let session = ClientConnection::new(Arc::new(config), ServerName::try_from(wish.name).unwrap()).unwrap();
    let mut stream = StreamOwned::new(session, running.connect());
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    Ok(stream)
}

fn get(mut stream: Client, path: &str) -> String {
    stream
        .write_all(format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").as_bytes())
        .unwrap();
    super::all(&mut stream)
}

#[test]
fn the_certificate_follows_the_name_and_tls_is_secure_transport() {
    let ((a, a_der), (b, b_der)) = (certificate("a.example"), certificate("b.example"));
    let running = start(vec![a, b], TlsVersion::V1_2);
    let wish = |name, trust| Wish {
        name,
        trust,
        protocols: &[b"http/1.1"],
        version: &rustls::version::TLS13,
    };
    let answer = get(connect(&running, &wish("b.example", &b_der)).unwrap(), "/tls");
    let expect = "HTTP/1.1 Some(TlsFacts { version: \"TLSv1.3\", cipher: \"TLS13_AES_256_GCM_SHA384\", server_name: Some(\"b.example\") })";
    assert!(answer.ends_with(expect), "{answer}");
    let answer = get(connect(&running, &wish("a.example", &a_der)).unwrap(), "/source");
    assert!(answer.ends_with("127.0.0.1 SocketPeer true"), "{answer}");
    // Nobody's name: the first certificate, which does not fit.
    assert!(connect(&running, &wish("c.example", &a_der)).is_err());
    running.stop();
}

#[test]
fn a_certificate_for_the_very_name_goes_before_one_for_a_wildcard() {
    let ((first, _), (wild, wild_der)) = (certificate("first.example"), certificate("*.shop.example"));
    let (exact, exact_der) = certificate("A.shop.example");
    let running = start(vec![first, wild, exact], TlsVersion::V1_2);
    let check = |name, trust, expect: bool| {
        let wish = Wish {
            name,
            trust,
            protocols: &[],
            version: &rustls::version::TLS13,
        };
        assert_eq!(connect(&running, &wish).is_ok(), expect, "{name}");
    };
    check("a.shop.example", &exact_der, true);
    check("a.shop.example", &wild_der, false);
    check("B.shop.example", &wild_der, true);
    check("a.b.shop.example", &wild_der, false);
    check("shop.example", &wild_der, false);
    running.stop();
}

#[test]
fn http2_is_agreed_on() {
    let (pem, der) = certificate("a.example");
    let running = start(vec![pem], TlsVersion::V1_2);
    let wish = Wish {
        name: "a.example",
        trust: &der,
        protocols: &[b"h2", b"http/1.1"],
        version: &rustls::version::TLS13,
    };
    let mut stream = connect(&running, &wish).unwrap();
    assert_eq!(stream.conn.alpn_protocol(), Some(&b"h2"[..]));
    // The server's settings frame comes first: type 4 on stream 0.
    stream
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0")
        .unwrap();
    let mut frame = [0u8; 9];
    stream.read_exact(&mut frame).unwrap();
    assert_eq!((frame[3], &frame[5..]), (4, &[0u8; 4][..]));
    drop(stream);
    running.stop();
}

#[test]
fn older_versions_are_refused() {
    let (pem, der) = certificate("a.example");
    let running = start(vec![pem.clone()], TlsVersion::V1_3);
    let wish = Wish {
        name: "a.example",
        trust: &der,
        protocols: &[],
        version: &rustls::version::TLS12,
    };
    assert!(connect(&running, &wish).is_err());
    running.stop();
    let running = start(vec![pem], TlsVersion::V1_2);
    assert!(get(connect(&running, &wish).unwrap(), "/tls").contains("TLSv1.2"));
    running.stop();
}

#[test]
fn new_certificates_serve_new_connections_and_bad_ones_change_nothing() {
    let ((old, old_der), (new, new_der)) = (certificate("a.example"), certificate("a.example"));
    let running = start(vec![old], TlsVersion::V1_2);
    let wish = |trust| Wish {
        name: "a.example",
        trust,
        protocols: &[b"http/1.1"],
        version: &rustls::version::TLS13,
    };
    let kept = connect(&running, &wish(&old_der)).unwrap();
    let mixed = CertificatePem {
        key: certificate("x").0.key,
        ..new.clone()
    };
    let error = |certificates: &[CertificatePem]| {
        running
            .transport
            .replace_certificates(0, certificates)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error(&[mixed]),
        "the certificate and private key of `a.example` cannot be used together"
    );
    assert_eq!(
        error(&[]),
        "no certificate is given; name a certificate and a key file"
    );
    let empty = CertificatePem {
        chain: Vec::new(),
        ..new.clone()
    };
    assert_eq!(
        error(&[empty]),
        "`a.example` holds no certificate; it must begin with the server's own, followed by its issuers'"
    );
    assert!(connect(&running, &wish(&old_der)).is_ok());
    running.transport.replace_certificates(0, &[new]).unwrap();
    assert!(connect(&running, &wish(&new_der)).is_ok());
    assert!(connect(&running, &wish(&old_der)).is_err());
    assert!(get(kept, "/").ends_with("GET / 0"));
    running.stop();
}
