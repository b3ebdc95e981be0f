//! TLS and HTTP/2 as the pipeline sees them.

use std::{net::TcpStream, sync::Arc};

use gateway::{CertificatePem, TlsConfig, TlsVersion};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use testkit::{
    client::{Connection, PATIENCE},
    fixture,
    upstream::Upstream,
};

use crate::Served;

/// A policy that lets in who comes over TLS.
const SECURE_ONLY: &str = r#"{"Version":"2012-10-17","Statement":[
  {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*",
   "Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}"#;

#[test]
fn tls_is_secure_transport_and_is_recorded() {
    let made = rcgen::generate_simple_self_signed(vec!["gateway.test".to_owned()]).unwrap();
    let certificate = CertificatePem {
        name: "test".to_owned(),
        chain: made.cert.pem().into_bytes(),
        key: made.signing_key.serialize_pem().into_bytes(),
    };
    let upstream = Upstream::ok();
    let definition = fixture::definition(&upstream.url(), Some(SECURE_ONLY), &[]);
    assert_eq!(
        Served::new(&definition).ask("GET /prod/pets HTTP/1.1").status,
        403
    );
    let served = Served::listening(&definition, |_, transport| {
        transport.listeners[0].tls = Some(TlsConfig {
            certificates: vec![certificate],
            minimum_version: TlsVersion::V1_2,
        });
    });
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let session = ClientConnection::new(Arc::new(config), "gateway.test".try_into().unwrap()).unwrap();
    let socket = TcpStream::connect(served.address()).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut connection = Connection::over(StreamOwned::new(session, socket));
    connection.send("GET /prod/pets HTTP/1.1\r\nHost: gateway.test\r\n\r\n");
    let reply = connection.reply().unwrap();
    assert_eq!(reply.status, 200);
    let kept = served.record(&reply);
    assert_eq!(
        (
            kept.secure_transport,
            kept.tls_version.as_str(),
            kept.protocol.as_str()
        ),
        (true, "TLSv1.3", "HTTP/1.1")
    );
    assert!(kept.tls_cipher.starts_with("TLS13_AES_"), "{}", kept.tls_cipher);
    assert_eq!(
        upstream.received().remove(0).headers("x-forwarded-proto"),
        ["https"]
    );
}

#[test]
fn http2_requests_go_the_same_way() {
    let upstream = Upstream::ok();
    let served = Served::new(&fixture::definition(&upstream.url(), Some(crate::POLICY), &[]));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let ask = |path: &'static str| async move {
        let socket = tokio::net::TcpStream::connect(served.address()).await.unwrap();
        let (client, connection) = h2::client::handshake(socket).await.unwrap();
        let connection = tokio::spawn(connection);
        let request = http::Request::builder()
            .uri(format!("http://gateway.test{path}"))
            .version(http::Version::HTTP_2)
            .header("cookie", "a=1")
            .header("cookie", "b=2")
            .body(())
            .unwrap();
        let mut client = client.ready().await.unwrap();
        let (response, _) = client.send_request(request, true).unwrap();
        let (head, mut body) = response.await.unwrap().into_parts();
        let mut text = Vec::new();
        while let Some(piece) = body.data().await {
            text.extend_from_slice(&piece.unwrap());
        }
        drop(client);
        connection.abort();
        (head, String::from_utf8(text).unwrap(), served)
    };
    let within = |work| runtime.block_on(async { tokio::time::timeout(PATIENCE, work).await.unwrap() });
    let (head, text, served) = within(ask("/prod/pets"));
    assert_eq!((head.status.as_u16(), text.as_str()), (200, "upstream\n"));
    let kept = served
        .gateway
        .record(
            head.headers["x-amzn-requestid"]
                .to_str()
                .unwrap()
                .parse()
                .unwrap(),
        )
        .unwrap();
    assert_eq!(
        (kept.protocol.as_str(), kept.host.as_str()),
        ("HTTP/2.0", "gateway.test")
    );
    let seen = upstream.received().remove(0);
    assert_eq!(
        (seen.line(), seen.headers("cookie")),
        ("GET /pets HTTP/1.1", vec!["a=1; b=2"])
    );
}
