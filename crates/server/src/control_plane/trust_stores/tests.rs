//! Trust stores: which addresses are read, and what is said of those that are not.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use invoke::{Target, TlsSettings};

use super::*;
use crate::config::S3Place;
use crate::control_plane::s3::EMPTY_SHA256;

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("portcullis-trust-{}-{}", std::process::id(), crate::test_number());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(path.join("stores/deep")).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn authority() -> String {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut parameters = rcgen::CertificateParams::default();
    parameters.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    parameters.self_signed(&key).unwrap().pem()
}

fn client() -> ClientSettings {
    ClientSettings::new(TlsSettings::from_authorities(&[]).unwrap())
}

fn reader(places: TrustStorePlaces) -> TrustStores {
    TrustStores::new(places, client())
}

#[test]
fn files_are_read_below_the_folder_and_nowhere_else() {
    let folder = Folder::new();
    let stores = folder.0.join("stores");
    let pem = authority();
    for name in ["stores/ca.pem", "stores/deep/ca.pem", "outside.pem"] {
        std::fs::write(folder.0.join(name), &pem).unwrap();
    }
    std::fs::write(stores.join("words.pem"), "root:swordfish").unwrap();
    std::fs::write(stores.join("large.pem"), vec![b'x'; TRUST_STORE_BYTES_MAX + 1]).unwrap();
    std::os::unix::fs::symlink(folder.0.join("outside.pem"), stores.join("link.pem")).unwrap();
    std::os::unix::fs::symlink(stores.join("ca.pem"), stores.join("inner.pem")).unwrap();
    let reader = reader(TrustStorePlaces {
        folder: Some(stores.clone()),
        s3: None,
    });
    let whole = format!("file://{}", stores.join("ca.pem").display());
    for uri in ["file:ca.pem", "file:deep/ca.pem", "file:inner.pem", &whole] {
        assert_eq!(reader.read(uri, None).unwrap().pem, pem, "{uri}");
    }
    let outside = format!("file://{}", folder.0.join("outside.pem").display());
    let above = format!("file://{}/../outside.pem", stores.display());
    for (uri, version, status) in [
        ("file:../outside.pem", None, 400),
        ("file:deep/../../outside.pem", None, 400),
        ("file:link.pem", None, 400),
        (outside.as_str(), None, 400),
        (above.as_str(), None, 400),
        ("file:/etc/hostname", None, 400),
        ("file:///etc/hostname", None, 400),
        ("file:deep", None, 400),
        ("file:", None, 400),
        ("file:.", None, 400),
        ("file:none.pem", None, 400),
        ("file:words.pem", None, 400),
        ("file:large.pem", None, 400),
        ("file:ca.pem", Some("1"), 400),
        ("https://example.com/ca.pem", None, 400),
        ("ca.pem", None, 400),
        ("", None, 400),
        ("s3://bucket/ca.pem", None, 501),
    ] {
        let error = reader.read(uri, version).unwrap_err();
        assert_eq!(error.status, status, "{uri}: {}", error.message);
        assert!(!error.message.contains("swordfish"), "{uri}: {}", error.message);
    }
    let without = self::reader(TrustStorePlaces::default());
    let error = without.read("file:ca.pem", None).unwrap_err();
    assert!(
        error.status == 501 && error.message.contains("truststores_folder"),
        "{error}"
    );
}

/// Answers one request with these bytes, and tells the head it got.
fn endpoint(answer: Vec<u8>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        tell.send(String::from_utf8(head).unwrap()).unwrap();
        // The reader may have had enough.
        let _ = stream.write_all(&answer);
    });
    (address, told)
}

fn answer(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn from_s3(uri: &str, version: Option<&str>, answer: Vec<u8>) -> (Result<TrustStoreText>, Option<String>) {
    let folder = Folder::new();
    let secret = folder.0.join("secret");
    std::fs::write(&secret, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n").unwrap();
    let (address, told) = endpoint(answer);
    let reader = reader(TrustStorePlaces {
        folder: None,
        s3: Some(S3Place {
            endpoint: Target::parse(&format!("http://{address}")).unwrap(),
            host: address,
            region: "eu-west-1".to_owned(),
            access_key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret_access_key_file: secret,
        }),
    });
    let read = reader.read(uri, version);
    (read, told.try_recv().ok())
}

#[test]
fn an_object_is_asked_for_by_a_signed_request() {
    let pem = authority();
    let (read, head) = from_s3(
        "s3://bucket/a folder/ca+1.pem",
        Some("v/1"),
        answer("200 OK", &pem),
    );
    assert_eq!(read.unwrap().pem, pem);
    let head = head.unwrap();
    assert!(
        head.starts_with("GET /bucket/a%20folder/ca%2B1.pem?versionId=v%2F1 HTTP/1.1\r\n"),
        "{head}"
    );
    let lower = head.to_ascii_lowercase();
    assert!(
        lower.contains(&format!("x-amz-content-sha256: {EMPTY_SHA256}")),
        "{head}"
    );
    assert!(
        lower.contains("/eu-west-1/s3/aws4_request") && !head.contains("wJalr"),
        "{head}"
    );
}

#[test]
fn what_s3_does_not_give_is_told() {
    let large = "x".repeat(TRUST_STORE_BYTES_MAX + 1);
    for (answer, expect) in [
        (
            answer("404 Not Found", "<Error><Code>NoSuchKey</Code></Error>"),
            "it answered 404 NoSuchKey",
        ),
        (
            answer("403 Forbidden", "<Code>\"><script></Code>"),
            "it answered 403",
        ),
        (answer("307 Temporary Redirect", ""), "it answered 307"),
        (answer("200 OK", &large), "it has more than"),
        (answer("200 OK", "words"), "trust store `s3://bucket/ca.pem`"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_vec(),
            "cannot be read from S3",
        ),
        (b"nonsense\r\n\r\n".to_vec(), "cannot be read from S3"),
    ] {
        let error = from_s3("s3://bucket/ca.pem", None, answer).0.unwrap_err();
        assert!(
            error.status == 400 && error.message.contains(expect),
            "{expect}: {}",
            error.message
        );
        assert!(!error.message.contains("script"), "{}", error.message);
    }
}

#[test]
fn addresses_that_could_be_read_in_two_ways_are_none() {
    for uri in [
        "s3://",
        "s3://bucket",
        "s3://bucket/",
        "s3:/bucket/a",
        "s3://b/a",
        "s3://Bucket/a",
        "s3://../a",
        "s3://.../a",
        "s3://bucket/../a",
        "s3://bucket/a/./b",
        "s3://bucket@host/a",
        "s3://bucket:80/a",
        "S3://bucket/a",
    ] {
        assert_eq!(object(uri), None, "{uri}");
    }
    assert_eq!(object("s3://my.bucket-1/a/b..c"), Some(("my.bucket-1", "a/b..c")));
}
