//! `[s3]`: where the trust stores of custom domain names are read from, if not from a folder, and packages of functions.

use std::path::PathBuf;

use serde::Deserialize;

use super::rows::{Kind, Row};

/// `[s3]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct S3Settings {
    pub(crate) endpoint: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) access_key_id: Option<String>,
    pub(crate) secret_access_key_file: Option<PathBuf>,
}

/// The rows of `[s3]`.
#[rustfmt::skip]
pub(crate) const S3_ROWS: &[Row] = &[
    row("s3.endpoint", Kind::Text, "none", "the S3 endpoint that `s3://BUCKET/KEY` trust stores of mutual TLS, and packages of functions in buckets, are read from, path style: `https://…`, or `http://` on this machine"),
    row("s3.region", Kind::Text, "us-east-1", "the region requests to it are signed for"),
    row("s3.access_key_id", Kind::Text, "none", "the access key they are signed with; it needs to read the trust stores and packages, and nothing else"),
    row("s3.secret_access_key_file", Kind::Path, "none", "a file with the secret of that key; read anew each time"),
];

const fn row(key: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Row {
    Row {
        key,
        kind,
        default,
        about,
    }
}
