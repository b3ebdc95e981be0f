//! Shapes that several kinds of resource share.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use aws_wire::{Map, Shape, Text};

#[rustfmt::skip]
pub(super) static SHAPE_AMAZON_RESOURCE_NAME: Shape = Shape::Text(Text { name: "AmazonResourceName", values: &[], pattern: "[\\w+=/:,.@-]*", min: Some(1), max: Some(1011), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ARN: Shape = Shape::Text(Text::any("Arn"));

#[rustfmt::skip]
pub(super) static SHAPE_DAYS: Shape = Shape::Integer(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_DESCRIBE_LIMIT: Shape = Shape::Integer(Some(1), Some(50));

#[rustfmt::skip]
pub(super) static SHAPE_LOG_GROUP_IDENTIFIER: Shape = Shape::Text(Text { name: "LogGroupIdentifier", values: &[], pattern: "[\\w#+=/:,.@-]*", min: Some(1), max: Some(2048), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_GROUP_NAME: Shape = Shape::Text(Text { name: "LogGroupName", values: &[], pattern: "[\\.\\-_/#A-Za-z0-9]+", min: Some(1), max: Some(512), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_STREAM_NAME: Shape = Shape::Text(Text { name: "LogStreamName", values: &[], pattern: "[^:*]*", min: Some(1), max: Some(512), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_NEXT_TOKEN: Shape = Shape::Text(Text { name: "NextToken", values: &[], pattern: "", min: Some(1), max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_SEQUENCE_TOKEN: Shape = Shape::Text(Text { name: "SequenceToken", values: &[], pattern: "", min: Some(1), max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_STORED_BYTES: Shape = Shape::Long(Some(0), None);

#[rustfmt::skip]
pub(super) static SHAPE_TAG_KEY: Shape = Shape::Text(Text { name: "TagKey", values: &[], pattern: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_VALUE: Shape = Shape::Text(Text { name: "TagValue", values: &[], pattern: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", min: None, max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAGS: Shape = Shape::Map(Map { key: &SHAPE_TAG_KEY, value: &SHAPE_TAG_VALUE, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_TIMESTAMP: Shape = Shape::Long(Some(0), None);
