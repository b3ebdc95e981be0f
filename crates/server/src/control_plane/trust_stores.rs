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

use control::{Error, Result};
use gateway::TrustStore;
use gateway::transport::TRUST_STORE_BYTES_MAX;
use invoke::ClientSettings;
use svc_apigateway::TrustStoreText;
use svc_apigateway::errors::bad_request;

use super::s3::{self, Object, ObjectFault};
use crate::config::TrustStorePlaces;
use crate::{clock, error_chain};

/// Reads trust stores.
#[derive(Debug)]
pub(crate) struct TrustStores {
    places: TrustStorePlaces,
    client: ClientSettings,
}

impl TrustStores {
    /// With the settings that integrations are called with: an S3 endpoint is trusted by the same authorities.
    pub(crate) fn new(places: TrustStorePlaces, client: ClientSettings) -> Self {
        Self { places, client }
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
        let wanted = Object { bucket, key, version };
        s3::get(place, &self.client, &wanted, TRUST_STORE_BYTES_MAX).map_err(|fault| match fault {
            ObjectFault::Here(error) => error,
            ObjectFault::There { why, .. } => {
                bad_request(format!("the trust store `{uri}` cannot be read from S3: {why}"))
            }
        })
    }
}

/// Bucket and key of `s3://BUCKET/KEY`.
fn object(uri: &str) -> Option<(&str, &str)> {
    let (bucket, key) = uri.strip_prefix("s3://")?.split_once('/')?;
    s3::is_object(bucket, key).then_some((bucket, key))
}

#[cfg(test)]
mod tests;
