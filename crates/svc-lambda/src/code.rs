//! Code as calls bring it: a zip in the call, or in a bucket.

use aws_model::lambda::{FunctionCode, LayerVersionContentInput, UpdateFunctionCodeRequest};
use aws_wire::Blob;
use control::{Ctx, Error, Result, Stored, decode};
use store::Filter;

use crate::{
    Lambda, errors,
    package::{PackageError, UNPACKED_BYTES_MAX, ZIP_BYTES_MAX, sweep_unused},
    stored::{SavedCode, SavedFunction, SavedFunctionVersion, SavedLayerUse, SavedLayerVersion},
};

/// Documents read at once.
const PAGE: usize = 500;

/// Where code comes from, as a call says it.
#[derive(Debug, Default)]
pub(crate) struct Source {
    zip: Option<Blob>,
    bucket: Option<String>,
    key: Option<String>,
    version: Option<String>,
    image: Option<String>,
    kms_key: Option<String>,
}

impl From<FunctionCode> for Source {
    fn from(code: FunctionCode) -> Self {
        Self {
            zip: code.zip_file,
            bucket: code.s3_bucket,
            key: code.s3_key,
            version: code.s3_object_version,
            image: code.image_uri,
            kms_key: code.source_kms_key_arn,
        }
    }
}

impl From<&mut UpdateFunctionCodeRequest> for Source {
    fn from(code: &mut UpdateFunctionCodeRequest) -> Self {
        Self {
            zip: code.zip_file.take(),
            bucket: code.s3_bucket.take(),
            key: code.s3_key.take(),
            version: code.s3_object_version.take(),
            image: code.image_uri.take(),
            kms_key: code.source_kms_key_arn.take(),
        }
    }
}

impl From<LayerVersionContentInput> for Source {
    fn from(code: LayerVersionContentInput) -> Self {
        Self {
            zip: code.zip_file,
            bucket: code.s3_bucket,
            key: code.s3_key,
            version: code.s3_object_version,
            image: None,
            kms_key: None,
        }
    }
}

/// Takes the code of a call: it lies unpacked on disk afterwards. `operation` is named in refusals.
pub(crate) fn receive(ctx: &mut Ctx<'_, Lambda>, source: Source, operation: &str) -> Result<SavedCode> {
    if source.image.is_some() {
        return Err(Error::unsupported(
            "`ImageUri` is not supported: functions run without containers; give a zip",
        ));
    }
    if source.kms_key.is_some_and(|key| !key.is_empty()) {
        return Err(Error::unsupported(
            "`SourceKMSKeyArn` is not supported: packages are not encrypted; leave it out",
        ));
    }
    let zip = match (source.zip, source.bucket, source.key) {
        (Some(zip), None, None) => zip.0,
        (Some(_), _, _) => {
            return Err(errors::invalid(
                "Please do not provide other FunctionCode parameters when providing a ZipFile.",
            ));
        }
        (None, Some(bucket), Some(key)) => fetch(ctx, &bucket, &key, source.version.as_deref())?,
        (None, _, _) => return Err(errors::invalid("Please provide a source for function code.")),
    };
    if zip.is_empty() {
        return Err(errors::invalid("Uploaded file must be a non-empty zip"));
    }
    if zip.len() > ZIP_BYTES_MAX {
        return Err(errors::too_large(ZIP_BYTES_MAX, operation));
    }
    let (used, _) = usage(ctx)?;
    let bytes = i64::try_from(zip.len()).unwrap_or(i64::MAX);
    if used.saturating_add(bytes) > ctx.env.limits.code_bytes_max {
        return Err(Error::new(
            "CodeStorageExceededException",
            400,
            "Code storage limit exceeded.",
        ));
    }
    sweep(ctx);
    ctx.env.packages.add(&zip).map_err(|error| match error {
        PackageError::Refused(why) => errors::with_detail(errors::not_unzipped(), why),
        PackageError::TooLarge => errors::invalid(format!(
            "Unzipped size must be smaller than {UNPACKED_BYTES_MAX} bytes"
        )),
        PackageError::Disk(error) => Error::internal(format!("a package cannot be written: {error}")),
    })
}

fn fetch(ctx: &Ctx<'_, Lambda>, bucket: &str, key: &str, version: Option<&str>) -> Result<Vec<u8>> {
    ctx.require("s3:GetObject", format!("arn:aws:s3:::{bucket}/{key}"))?;
    let Some(buckets) = &ctx.env.buckets else {
        return Err(Error::unsupported(format!(
            "the package `s3://{bucket}/{key}` cannot be fetched: no S3 endpoint is set; set one, or send the zip with the call"
        )));
    };
    buckets
        .fetch(bucket, key, version, ZIP_BYTES_MAX + 1)
        .map_err(|fault| {
            errors::invalid(format!(
                "Error occurred while GetObject. S3 Error Code: {}. S3 Error Message: {}",
                fault.code, fault.message
            ))
        })
}

/// Removes packages that nothing uses. What goes wrong with it is no matter of the call.
pub(crate) fn sweep(ctx: &mut Ctx<'_, Lambda>) {
    if let Err(error) = sweep_unused(ctx.tx.store(), &ctx.env.packages, ctx.now) {
        ctx.warnings.push(error.detail.unwrap_or(error.message));
    }
}

/// Refuses code that is too large together with its layers.
pub(crate) fn check_size(code: &SavedCode, layers: &[SavedLayerUse]) -> Result<()> {
    let all = layers.iter().fold(code.unpacked_bytes, |sum, layer| {
        sum.saturating_add(layer.code.unpacked_bytes)
    });
    if u64::try_from(all).is_ok_and(|all| all <= UNPACKED_BYTES_MAX) {
        return Ok(());
    }
    Err(errors::invalid(format!(
        "Function code combined with layers exceeds the maximum allowed size of {UNPACKED_BYTES_MAX} bytes. The actual size is {all} bytes."
    )))
}

/// Bytes of all zips of the account and region, and how many functions it has.
///
/// Read outside the transaction: calls about different functions do not get in each other's way for it.
pub(crate) fn usage(ctx: &Ctx<'_, Lambda>) -> Result<(i64, i64)> {
    let (mut bytes, mut count) = (0_i64, 0);
    each::<SavedFunction>(ctx, |function| {
        bytes = bytes.saturating_add(function.latest.code.bytes);
        count += 1;
    })?;
    each::<SavedFunctionVersion>(ctx, |version| {
        bytes = bytes.saturating_add(version.published.code.bytes)
    })?;
    each::<SavedLayerVersion>(ctx, |layer| bytes = bytes.saturating_add(layer.code.bytes))?;
    Ok((bytes, count))
}

/// Every document of a kind in the account and region.
fn each<T: Stored>(ctx: &Ctx<'_, Lambda>, mut take: impl FnMut(T)) -> Result<()> {
    let mut after: Option<String> = None;
    loop {
        let page = ctx.tx.store().list(&Filter {
            account: ctx.account(),
            region: ctx.region,
            kind: T::KIND,
            parent: None,
            after: after.as_deref(),
            limit: PAGE,
        })?;
        for document in &page {
            take(decode::<T>(&document.key, &document.body)?);
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = Some(last.key.id.clone()),
            _ => return Ok(()),
        }
    }
}
