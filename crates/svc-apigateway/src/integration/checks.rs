//! What an integration must be, whole.
//!
//! Sources: recorded answers; AWS's texts as public reports and other implementations have them. Whether an integration can
//! be served is not the question here but the compiler's.

use aws_model::apigateway::{Integration, Method};
use control::Result;
use portcullis_core::Arn;

use crate::{
    errors::bad_request,
    mapping::{check_integration_request, check_media_types},
    method::check_verb,
};

/// The least milliseconds an integration may be given.
///
/// Source: API Gateway API reference, "PutIntegration", `timeoutInMillis`.
const TIMEOUT_MS_MIN: i32 = 50;

/// Checks an integration of a method.
pub(super) fn check(integration: &Integration, method: &Method, timeout_ms_max: u32) -> Result<()> {
    let kind = integration.type_.as_deref().unwrap_or_default();
    if kind != "MOCK" {
        match integration.http_method.as_deref() {
            None | Some("") => return Err(bad_request("Enumeration value for HttpMethod must be non-empty")),
            Some(verb) => check_verb(verb)?,
        }
        check_uri(kind, integration.uri.as_deref().unwrap_or_default())?;
    }
    if let Some(role) = integration.credentials.as_deref()
        && !is_reference(role)
        && Arn::parse(role).is_err()
    {
        return Err(bad_request("Invalid ARN specified in the request"));
    }
    if integration.connection_type.as_deref() == Some("VPC_LINK")
        && integration
            .connection_id
            .as_deref()
            .unwrap_or_default()
            .is_empty()
    {
        return Err(bad_request(
            "A connectionId is required when the connectionType is VPC_LINK",
        ));
    }
    check_timeout(integration.timeout_in_millis, timeout_ms_max)?;
    let none = Default::default();
    check_media_types(integration.request_templates.iter().flat_map(|all| all.keys()))?;
    check_integration_request(
        integration.request_parameters.as_ref().unwrap_or(&none),
        method.request_parameters.as_ref().unwrap_or(&Default::default()),
    )
}

fn check_timeout(ms: Option<i32>, most: u32) -> Result<()> {
    let fits = ms.is_none_or(|ms| ms >= TIMEOUT_MS_MIN && u32::try_from(ms).is_ok_and(|ms| ms <= most));
    if fits {
        Ok(())
    } else {
        Err(bad_request(format!(
            "Timeout should be between {TIMEOUT_MS_MIN} ms and {most} ms"
        )))
    }
}

/// `arn:aws:apigateway:REGION:SERVICE:action/…` or `…:path/…` for AWS's services, a URL for HTTP; stage variables may stand in
/// any part.
fn check_uri(kind: &str, uri: &str) -> Result<()> {
    if matches!(kind, "HTTP" | "HTTP_PROXY") {
        let url = uri.starts_with("http://") || uri.starts_with("https://") || is_reference(uri);
        return if url {
            Ok(())
        } else {
            Err(bad_request("Invalid HTTP endpoint specified for URI"))
        };
    }
    let Some(arn) = Arn::parse(uri).ok().filter(|arn| arn.service == "apigateway") else {
        return Err(bad_request("Invalid ARN specified in the request"));
    };
    // Behind the region stands the service, where an ARN has the account.
    let path = arn.resource.starts_with("path/");
    if !path && !arn.resource.starts_with("action/") {
        return Err(bad_request("AWS ARN for integration must contain path or action"));
    }
    let proxied = (arn.account == "lambda" && path) || arn.account == "firehose";
    if kind == "AWS_PROXY" && !proxied && !is_reference(arn.account) {
        return Err(bad_request(
            "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
        ));
    }
    Ok(())
}

/// Whether a text takes its beginning from a stage variable.
fn is_reference(text: &str) -> bool {
    text.starts_with("${stageVariables.")
}
