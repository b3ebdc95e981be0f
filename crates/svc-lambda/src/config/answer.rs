//! How answers show a version.

use aws_model::lambda::{
    EnvironmentResponse, EphemeralStorage, FunctionConfiguration, Layer, LoggingConfig, SnapStartResponse,
    TracingConfigResponse,
};
use control::Result;
use portcullis_core::Timestamp;

use crate::{names::FunctionName, stored::SavedVersion};

/// A version as answers show it.
pub(crate) fn answer(version: &SavedVersion, arn: &FunctionName) -> Result<FunctionConfiguration> {
    let environment = match &version.environment {
        None => None,
        Some(_) => Some(EnvironmentResponse {
            variables: Some(version.variables()?),
            error: None,
        }),
    };
    let layers = version.layers.iter().map(|layer| Layer {
        arn: Some(layer.arn.clone()),
        code_size: Some(layer.code.bytes),
        ..Layer::default()
    });
    Ok(FunctionConfiguration {
        function_name: Some(arn.name.clone()),
        function_arn: Some(arn.arn()),
        runtime: Some(version.runtime.clone()),
        role: Some(version.role.clone()),
        handler: Some(version.handler.clone()),
        code_size: Some(version.code.bytes),
        description: Some(version.description.clone()),
        timeout: Some(version.timeout_s),
        memory_size: Some(version.memory_mb),
        last_modified: Some(instant(version.modified_ms)),
        code_sha256: Some(sha256_text(&version.code.sha256)),
        version: Some(version.version.clone()),
        environment,
        tracing_config: Some(TracingConfigResponse {
            mode: Some(version.tracing.clone()),
        }),
        revision_id: Some(version.revision.clone()),
        layers: Some(layers.collect::<Vec<_>>()).filter(|layers| !layers.is_empty()),
        state: Some("Active".to_owned()),
        last_update_status: Some("Successful".to_owned()),
        package_type: Some("Zip".to_owned()),
        architectures: Some(vec![version.architecture.clone()]),
        ephemeral_storage: Some(EphemeralStorage {
            size: version.storage_mb,
        }),
        snap_start: Some(SnapStartResponse {
            apply_on: Some("None".to_owned()),
            optimization_status: Some("Off".to_owned()),
        }),
        logging_config: Some(LoggingConfig {
            log_format: Some("Text".to_owned()),
            log_group: Some(version.log_group.clone()),
            ..LoggingConfig::default()
        }),
        ..FunctionConfiguration::default()
    })
}

/// `2026-11-20T17:00:00.000+0000`
pub(crate) fn instant(epoch_ms: i64) -> String {
    let at = Timestamp { epoch_ms }.civil();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}+0000",
        at.year,
        at.month,
        at.day,
        at.hour,
        at.minute,
        at.second,
        epoch_ms.rem_euclid(1000)
    )
}

/// SHA-256 as answers have it: base64 of what hexadecimal digits say.
pub(crate) fn sha256_text(hexadecimal: &str) -> String {
    let digits: Vec<u8> = hexadecimal
        .chars()
        .filter_map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0_u8, |byte, digit| byte << 4 | digit))
        .collect();
    aws_wire::base64::encode(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_and_digests_have_the_forms_of_aws() {
        assert_eq!(instant(1_790_000_000_007), "2026-09-21T14:13:20.007+0000");
        assert_eq!(
            sha256_text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }
}
