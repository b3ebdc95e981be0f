//! Reads the trust stores of custom domain names: from an S3 endpoint, or from one folder.
//!
//! A trust store is read when a domain name is made or changed, on the control plane's thread, and kept in the store; nothing is
//! read while requests are served.
//!
//! Sources: API Gateway developer guide, "How to turn on mutual TLS authentication for your REST APIs in API Gateway"; Amazon
//! S3 API reference, GetObject.

use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path};
use std::time::Duration;

use bytes::Bytes;
use control::{Error, Result};
use gateway::TrustStore;
use gateway::transport::TRUST_STORE_BYTES_MAX;
use http::{Method, StatusCode};
use http_body_util::{BodyExt as _, Empty, LengthLimitError, Limited};
use invoke::{ClientSettings, HttpClient, RequestHead};
use sigv4::{Payload, RequestParts, Secret, Signer};
use svc_apigateway::TrustStoreText;
use svc_apigateway::errors::bad_request;
use zeroize::Zeroizing;

use crate::config::{S3Place, TrustStorePlaces};
use crate::{clock, error_chain};

/// From the first byte that is sent to the last that is received.
const S3_TIME_MAX: Duration = Duration::from_secs(15);
/// Bytes of an object's key. Source: Amazon S3 user guide, "Naming Amazon S3 objects".
const KEY_BYTES_MAX: usize = 1024;
/// The SHA-256 of no bytes.
const EMPTY_SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Reads trust stores.
#[derive(Debug)]
pub(crate) struct TrustStores {
    places: TrustStorePlaces,
    client: ClientSettings,
}

impl TrustStores {
    /// With the settings that integrations are called with: an S3 endpoint is trusted by the same authorities.
    pub(crate) fn new(places: TrustStorePlaces, client: ClientSettings) -> Self {
        let body_idle_timeout_ms = u64::try_from(S3_TIME_MAX.as_millis()).unwrap_or(u64::MAX);
        Self {
            places,
            client: ClientSettings {
                body_idle_timeout_ms,
                ..client
            },
        }
    }

    /// Reads and checks the one of this address.
    pub(crate) fn read(&self, uri: &str, version: Option<&str>) -> Result<TrustStoreText> {
        let bytes = match uri.split_once(':') {
            Some(("s3", _)) => self.read_s3(uri, version)?,
            Some(("file", place)) => {
                if version.is_some() {
                    return Err(bad_request(
                        "a truststoreVersion goes with a trust store in S3: a file has no versions, leave it out",
                    ));
                }
                self.read_file(uri, place)?
            }
            _ => {
                return Err(bad_request(format!(
                    "`{uri}` is no truststoreUri: use `s3://BUCKET/KEY`, or `file:NAME` for a file in the folder of the \
                     setting `truststores_folder`"
                )));
            }
        };
        let read = TrustStore::from_pem(uri, &bytes).map_err(|error| bad_request(error_chain(&error)))?;
        let warnings = read.warnings(clock::now());
        let pem = String::from_utf8(bytes)
            .map_err(|_| bad_request(format!("the trust store `{uri}` is no text: it must be PEM")))?;
        Ok(TrustStoreText {
            pem,
            warnings: warnings.iter().map(ToString::to_string).collect(),
        })
    }

    /// `NAME`, or `///folder/NAME`, which must be below the folder, links followed.
    fn read_file(&self, uri: &str, place: &str) -> Result<Vec<u8>> {
        let Some(folder) = &self.places.folder else {
            return Err(Error::unsupported(
                "trust stores from files are not configured: set `truststores_folder` to the folder that holds them",
            ));
        };
        let unreadable = |why: &str| bad_request(format!("the trust store `{uri}` cannot be read: {why}"));
        let none = |_| unreadable("there is no such file in the folder of the setting `truststores_folder`");
        let whole = folder.canonicalize().map_err(none)?;
        let name = match place.strip_prefix("//").map(Path::new) {
            None => Path::new(place),
            Some(path) => path
                .strip_prefix(&whole)
                .or_else(|_| path.strip_prefix(folder))
                .map_err(|_| unreadable("it is not in the folder of the setting `truststores_folder`"))?,
        };
        let plain = name
            .components()
            .all(|component| matches!(component, Component::Normal(_)));
        if name.as_os_str().is_empty() || !plain {
            return Err(unreadable(
                "name a file in the folder of the setting `truststores_folder`",
            ));
        }
        let path = whole.join(name).canonicalize().map_err(none)?;
        if !path.starts_with(&whole) || !path.is_file() {
            return Err(unreadable(
                "it is not a file in the folder of the setting `truststores_folder`",
            ));
        }
        let mut bytes = Vec::new();
        // One more than allowed, so that too many are told as such.
        let max = u64::try_from(TRUST_STORE_BYTES_MAX).unwrap_or(u64::MAX);
        File::open(path)
            .and_then(|file| file.take(max.saturating_add(1)).read_to_end(&mut bytes))
            .map_err(|error| unreadable(&error.kind().to_string()))?;
        Ok(bytes)
    }

    fn read_s3(&self, uri: &str, version: Option<&str>) -> Result<Vec<u8>> {
        let Some(place) = &self.places.s3 else {
            return Err(Error::unsupported(
                "trust stores in S3 are not configured: set `endpoint`, `access_key_id` and `secret_access_key_file` of `[s3]`",
            ));
        };
        let (bucket, key) = object(uri).ok_or_else(|| {
            bad_request(format!(
                "`{uri}` is no address of an object in S3: it reads `s3://BUCKET/KEY`"
            ))
        })?;
        let path = format!("/{bucket}/{}", encoded(key, true));
        let query = version.map_or_else(String::new, |version| {
            format!("versionId={}", encoded(version, false))
        });
        let target = if query.is_empty() {
            path.clone()
        } else {
            format!("{path}?{query}")
        };
        let headers = signed(place, &path, &query)?;
        let unreadable =
            |why: String| bad_request(format!("the trust store `{uri}` cannot be read from S3: {why}"));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::internal(error.to_string()))?;
        let client = HttpClient::new(self.client.clone());
        runtime.block_on(async {
            let head = RequestHead {
                method: &Method::GET,
                path_and_query: &target,
                host: None,
                headers: headers.iter().map(|(name, value)| (*name, value.as_str())),
            };
            let exchange = async {
                let response = client
                    .send(&place.endpoint, head, Empty::<Bytes>::new(), S3_TIME_MAX)
                    .await
                    .map_err(|error| unreadable(error_chain(&error)))?;
                let status = response.status;
                let body = Limited::new(response.body, TRUST_STORE_BYTES_MAX)
                    .collect()
                    .await
                    .map_err(|error| {
                        unreadable(if error.is::<LengthLimitError>() {
                            format!("it has more than {TRUST_STORE_BYTES_MAX} bytes")
                        } else {
                            error.to_string()
                        })
                    })?
                    .to_bytes();
                if status == StatusCode::OK {
                    Ok(body.to_vec())
                } else {
                    Err(unreadable(refusal(status, &body)))
                }
            };
            match tokio::time::timeout(S3_TIME_MAX, exchange).await {
                Ok(read) => read,
                Err(_) => Err(unreadable(format!(
                    "it did not come within {} seconds",
                    S3_TIME_MAX.as_secs()
                ))),
            }
        })
    }
}

/// The headers of a signed GET.
fn signed(place: &S3Place, path: &str, query: &str) -> Result<Vec<(&'static str, String)>> {
    let file = &place.secret_access_key_file;
    let text = std::fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|error| Error::internal(format!("cannot read `{}`: {error}", file.display())))?;
    let secret = Secret::new(text.trim().as_bytes());
    let parts = RequestParts {
        method: "GET",
        path,
        query,
        headers: &[("host", place.host.as_bytes())],
    };
    let signer = Signer {
        access_key_id: &place.access_key_id,
        secret: &secret,
        session_token: None,
        region: &place.region,
        service: "s3",
    };
    let payload = Payload::Hash(EMPTY_SHA256.to_owned());
    sigv4::sign(&parts, &signer, &payload, clock::now())
        .map_err(|fault| Error::internal(format!("the request to S3 cannot be signed: {fault:?}")))
}

/// Bucket and key of `s3://BUCKET/KEY`. A key with dot segments is none: servers differ in what it names.
///
/// Source: Amazon S3 user guide, "General purpose bucket naming rules".
fn object(uri: &str) -> Option<(&str, &str)> {
    let (bucket, key) = uri.strip_prefix("s3://")?.split_once('/')?;
    let named = (3..=63).contains(&bucket.len())
        && bucket
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte))
        && bucket.bytes().any(|byte| byte != b'.');
    let dots = key.split('/').any(|segment| matches!(segment, "." | ".."));
    (named && !dots && (1..=KEY_BYTES_MAX).contains(&key.len())).then_some((bucket, key))
}

/// Percent-encoding as signatures have it.
fn encoded(text: &str, slashes: bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            b'/' if slashes => encoded.push('/'),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

/// A status and, where the answer has one, S3's code.
fn refusal(status: StatusCode, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let code = text
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"))
        .map(|(code, _)| code)
        .filter(|code| code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    match code {
        Some(code) => format!("it answered {} {code}", status.as_u16()),
        None => format!("it answered {}", status.as_u16()),
    }
}

#[cfg(test)]
mod tests;
