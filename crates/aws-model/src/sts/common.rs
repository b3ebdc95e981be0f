//! Shapes that several kinds of resource share.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Location, Member, Shape, Structure, Text};

/// The shape `Credentials`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Credentials {
    /// `AccessKeyId`
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
    /// `SecretAccessKey`
    #[serde(rename = "SecretAccessKey")]
    pub secret_access_key: String,
    /// `SessionToken`
    #[serde(rename = "SessionToken")]
    pub session_token: String,
    /// `Expiration`
    #[serde(rename = "Expiration")]
    pub expiration: aws_wire::EpochSeconds,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREDENTIALS: Shape = Shape::Structure(Structure { name: "Credentials", payload: None, error: None, members: &[
    Member::new("AccessKeyId", "AccessKeyId", Location::Body, true, &SHAPE_ACCESS_KEY_ID_TYPE),
    Member::new("SecretAccessKey", "SecretAccessKey", Location::Body, true, &SHAPE_ACCESS_KEY_SECRET_TYPE),
    Member::new("SessionToken", "SessionToken", Location::Body, true, &SHAPE_TOKEN_TYPE),
    Member::new("Expiration", "Expiration", Location::Body, true, &SHAPE_DATE_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_KEY_ID_TYPE: Shape = Shape::Text(Text { name: "accessKeyIdType", values: &[], pattern: "[\\w]*", min: Some(16), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_KEY_SECRET_TYPE: Shape = Shape::Text(Text { name: "accessKeySecretType", values: &[], pattern: "", min: None, max: None, sensitive: true });

#[rustfmt::skip]
pub(super) static SHAPE_ACCOUNT_TYPE: Shape = Shape::Text(Text::any("accountType"));

#[rustfmt::skip]
pub(super) static SHAPE_ARN_TYPE: Shape = Shape::Text(Text { name: "arnType", values: &[], pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+", min: Some(20), max: Some(2048), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_DATE_TYPE: Shape = Shape::Timestamp;

#[rustfmt::skip]
pub(super) static SHAPE_SERIAL_NUMBER_TYPE: Shape = Shape::Text(Text { name: "serialNumberType", values: &[], pattern: "[\\w+=/:,.@-]*", min: Some(9), max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TOKEN_CODE_TYPE: Shape = Shape::Text(Text { name: "tokenCodeType", values: &[], pattern: "[\\d]*", min: Some(6), max: Some(6), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TOKEN_TYPE: Shape = Shape::Text(Text::any("tokenType"));
