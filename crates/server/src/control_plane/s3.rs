//! Reads objects from the S3 endpoint of the settings: trust stores, and packages of functions.
//!
//! Source: Amazon S3 API reference, GetObject.

use std::time::Duration;

use bytes::Bytes;
use control::Error;
use http::{Method, StatusCode};
use http_body_util::{BodyExt as _, Empty, LengthLimitError, Limited};
use invoke::{ClientSettings, HttpClient, RequestHead};
use sigv4::{Payload, RequestParts, Secret, Signer};
use svc_lambda::{FetchFault, Packages};
use zeroize::Zeroizing;

use crate::config::S3Place;
use crate::{clock, error_chain};

/// From the first byte that is sent to the last that is received.
const TIME_MAX: Duration = Duration::from_secs(15);
/// The SHA-256 of no bytes.
pub(super) const EMPTY_SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// An object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Object<'a> {
    pub(super) bucket: &'a str,
    pub(super) key: &'a str,
    pub(super) version: Option<&'a str>,
}

/// Why an object cannot be read.
#[derive(Debug)]
pub(super) enum ObjectFault {
    /// Something is wrong on this side.
    Here(Error),
    /// The endpoint does not give it.
    There {
        /// S3's code, where it answered one.
        code: Option<String>,
        /// Why not.
        why: String,
    },
}

fn there(why: String) -> ObjectFault {
    ObjectFault::There { code: None, why }
}

/// Reads an object. Blocks.
pub(super) fn get(
    place: &S3Place,
    client: &ClientSettings,
    object: &Object<'_>,
    bytes_max: usize,
) -> Result<Vec<u8>, ObjectFault> {
    let path = format!("/{}/{}", object.bucket, encoded(object.key, true));
    let query = object.version.map_or_else(String::new, |version| {
        format!("versionId={}", encoded(version, false))
    });
    let target = if query.is_empty() {
        path.clone()
    } else {
        format!("{path}?{query}")
    };
    let headers = signed(place, &path, &query).map_err(ObjectFault::Here)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| ObjectFault::Here(Error::internal(error.to_string())))?;
    let client = HttpClient::new(ClientSettings {
        body_idle_timeout_ms: u64::try_from(TIME_MAX.as_millis()).unwrap_or(u64::MAX),
        ..client.clone()
    });
    runtime.block_on(async {
        let head = RequestHead {
            method: &Method::GET,
            path_and_query: &target,
            host: None,
            headers: headers.iter().map(|(name, value)| (*name, value.as_str())),
        };
        let exchange = async {
            let response = client
                .send(&place.endpoint, head, Empty::<Bytes>::new(), TIME_MAX)
                .await
                .map_err(|error| there(error_chain(&error)))?;
            let status = response.status;
            let body = Limited::new(response.body, bytes_max)
                .collect()
                .await
                .map_err(|error| {
                    there(if error.is::<LengthLimitError>() {
                        format!("it has more than {bytes_max} bytes")
                    } else {
                        error.to_string()
                    })
                })?
                .to_bytes();
            if status == StatusCode::OK {
                Ok(body.to_vec())
            } else {
                Err(refusal(status, &body))
            }
        };
        match tokio::time::timeout(TIME_MAX, exchange).await {
            Ok(read) => read,
            Err(_) => Err(there(format!(
                "it did not come within {} seconds",
                TIME_MAX.as_secs()
            ))),
        }
    })
}

/// The headers of a signed GET.
fn signed(place: &S3Place, path: &str, query: &str) -> control::Result<Vec<(&'static str, String)>> {
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

/// Percent-encoding as signatures have it.
pub(super) fn encoded(text: &str, slashes: bool) -> String {
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
fn refusal(status: StatusCode, body: &[u8]) -> ObjectFault {
    let text = String::from_utf8_lossy(body);
    let code = text
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"))
        .map(|(code, _)| code)
        .filter(|code| code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let why = match code {
        Some(code) => format!("it answered {} {code}", status.as_u16()),
        None => format!("it answered {}", status.as_u16()),
    };
    ObjectFault::There {
        code: code.map(str::to_owned),
        why,
    }
}

/// Bytes of an object's key. Source: Amazon S3 user guide, "Naming Amazon S3 objects".
const KEY_BYTES_MAX: usize = 1024;

/// Whether these name an object. A key with dot segments does not: servers differ in what it names.
///
/// Source: Amazon S3 user guide, "General purpose bucket naming rules".
pub(super) fn is_object(bucket: &str, key: &str) -> bool {
    let named = (3..=63).contains(&bucket.len())
        && bucket
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte))
        && bucket.bytes().any(|byte| byte != b'.');
    let dots = key.split('/').any(|segment| matches!(segment, "." | ".."));
    named && !dots && (1..=KEY_BYTES_MAX).contains(&key.len())
}

/// Packages of functions and layers in buckets.
#[derive(Debug)]
pub(crate) struct S3Packages {
    place: S3Place,
    client: ClientSettings,
}

impl S3Packages {
    /// With the settings that integrations are called with: an S3 endpoint is trusted by the same authorities.
    pub(crate) fn new(place: S3Place, client: ClientSettings) -> Self {
        Self { place, client }
    }
}

impl Packages for S3Packages {
    fn fetch(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
        bytes_max: usize,
    ) -> Result<Vec<u8>, FetchFault> {
        if !is_object(bucket, key) {
            return Err(FetchFault {
                code: "NoSuchKey".to_owned(),
                message: format!("`s3://{bucket}/{key}` names no object."),
            });
        }
        let object = Object { bucket, key, version };
        get(&self.place, &self.client, &object, bytes_max).map_err(|fault| match fault {
            ObjectFault::There { code, why } => FetchFault {
                code: code.unwrap_or_else(|| "ServiceUnavailable".to_owned()),
                message: format!("`s3://{bucket}/{key}` cannot be read: {why}"),
            },
            // Where the secret lies is for the operator to know.
            ObjectFault::Here(_) => FetchFault {
                code: "InternalError".to_owned(),
                message: "The request to S3 cannot be signed; see the settings `[s3]`.".to_owned(),
            },
        })
    }
}
