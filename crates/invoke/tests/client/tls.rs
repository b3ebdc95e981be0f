//! TLS upstreams: whose certificates are believed.

use std::sync::Arc;

use http::Method;
use invoke::{ClientSettings, HttpClient, InvokeError, IssuerCheck, Target, TlsSettings};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::{ServerConfig, crypto::aws_lc_rs, pki_types::PrivateKeyDer};
use tokio::{io::AsyncWriteExt, join};
use tokio_rustls::TlsAcceptor;

use crate::{
    call, get,
    stub::{Peer, Stub, run},
    text,
};

/// A self-signed certificate and who serves with it.
fn certificate(change: impl FnOnce(&mut CertificateParams)) -> (TlsSettings, TlsAcceptor) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    change(&mut params);
    let certificate = params.self_signed(&key).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )
        .unwrap();
    let settings = TlsSettings::from_authorities(&[certificate.der().clone()]).unwrap();
    (settings, TlsAcceptor::from(Arc::new(config)))
}

fn client(tls: TlsSettings) -> HttpClient {
    HttpClient::new(ClientSettings::new(tls))
}

fn target(stub: &Stub, host: &str) -> Target {
    Target::parse(&format!("https://{host}:{}", stub.port())).unwrap()
}

/// Accepts one TLS connection; `None` if the client gives up.
async fn accept(
    stub: &Stub,
    acceptor: &TlsAcceptor,
) -> Option<Peer<tokio_rustls::server::TlsStream<tokio::net::TcpStream>>> {
    let stream = acceptor.accept(stub.accept().await.stream).await.ok()?;
    Some(Peer {
        stream,
        unread: Vec::new(),
    })
}

#[test]
fn a_trusted_certificate() {
    let (settings, acceptor) = certificate(|_| {});
    run(async {
        let (stub, client) = (Stub::start().await, client(settings));
        for host in ["127.0.0.1", "localhost"] {
            let target = target(&stub, host);
            let large = "x".repeat(200_000);
            let (response, mut peer) = join!(get(&client, &target), async {
                let mut peer = accept(&stub, &acceptor).await.unwrap();
                let head = peer.read_head().await;
                assert!(
                    head.contains(&format!("host: {}\r\n", target.authority())),
                    "{head}"
                );
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await;
                peer
            });
            assert_eq!(text(response.unwrap().body).await.unwrap(), "ok");
            let body = async {
                let response = get(&client, &target).await.unwrap();
                assert!(response.reused);
                text(response.body).await.unwrap()
            };
            let (body, ()) = join!(body, async {
                peer.read_head().await;
                peer.write(format!(
                    "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{large}",
                    large.len()
                ))
                .await;
            });
            assert!(body == large);
        }
        assert_eq!(client.idle_connections(), 2);
    });
}

#[test]
fn certificates_that_are_refused() {
    type Change = fn(&mut CertificateParams);
    // Change of the certificate; trusted authority; whether it passes with the issuer check skipped.
    let cases: [(Change, bool, bool); 4] = [
        (|_| {}, false, true),
        (
            |params| {
                params.subject_alt_names = CertificateParams::new(["other.test".to_owned()])
                    .unwrap()
                    .subject_alt_names
            },
            true,
            false,
        ),
        (|params| params.not_after = date_time_ymd(2020, 1, 1), true, false),
        (
            |params| params.not_before = date_time_ymd(4000, 1, 1),
            true,
            false,
        ),
    ];
    run(async {
        for (index, (change, trusted, passes_skipped)) in cases.into_iter().enumerate() {
            let (settings, acceptor) = certificate(change);
            let settings = if trusted {
                settings
            } else {
                TlsSettings::from_authorities(&[]).unwrap()
            };
            let (stub, client) = (Stub::start().await, client(settings));
            for (issuer, passes) in [
                (IssuerCheck::Trusted, false),
                (IssuerCheck::Skipped, passes_skipped),
            ] {
                let target = target(&stub, "localhost").with_issuer_check(issuer);
                let (response, ()) = join!(call(&client, &target, Method::GET), async {
                    if let Some(mut peer) = accept(&stub, &acceptor).await
                        && passes
                    {
                        peer.read_head().await;
                        peer.write("HTTP/1.1 204 No Content\r\n\r\n").await;
                    }
                });
                match response {
                    Ok(response) => assert!(passes && response.status == 204, "case {index} {issuer:?}"),
                    Err(InvokeError::TlsFailed { .. }) => assert!(!passes, "case {index} {issuer:?}"),
                    Err(other) => panic!("case {index} {issuer:?}: {other:?}"),
                }
            }
        }
    });
}

#[test]
fn a_truncated_session_is_no_end_of_a_body() {
    let (settings, acceptor) = certificate(|_| {});
    run(async {
        for honest in [true, false] {
            let (stub, client) = (Stub::start().await, client(settings.clone()));
            let target = target(&stub, "localhost");
            let body = async { text(get(&client, &target).await.unwrap().body).await };
            let (body, ()) = join!(body, async {
                let mut peer = accept(&stub, &acceptor).await.unwrap();
                peer.read_head().await;
                peer.write("HTTP/1.1 200 OK\r\n\r\nuntil the end").await;
                if honest {
                    peer.stream.shutdown().await.unwrap();
                }
            });
            match body {
                Ok(body) => assert!(honest && body == "until the end"),
                Err(error) => assert!(!honest && matches!(error, InvokeError::Broken(_)), "{error:?}"),
            }
        }
    });
}
