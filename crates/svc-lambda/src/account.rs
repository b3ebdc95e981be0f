//! What an account has and may have.

use aws_model::lambda::{
    AccountLimit, AccountUsage, GetAccountSettingsRequest, GetAccountSettingsResponse,
    ListEventSourceMappingsRequest, ListEventSourceMappingsResponse,
};
use control::{Ctx, Result};

use crate::{
    Lambda, code, concurrency, function, names,
    package::{UNPACKED_BYTES_MAX, ZIP_BYTES_MAX},
};

/// GetAccountSettings.
pub(crate) fn settings(
    ctx: &mut Ctx<'_, Lambda>,
    _: GetAccountSettingsRequest,
) -> Result<GetAccountSettingsResponse> {
    let (bytes, count) = code::usage(ctx)?;
    let reserved = concurrency::reserved_by_others(ctx, "")?;
    let limits = &ctx.env.limits;
    Ok(GetAccountSettingsResponse {
        account_limit: Some(AccountLimit {
            total_code_size: Some(limits.code_bytes_max),
            code_size_unzipped: i64::try_from(UNPACKED_BYTES_MAX).ok(),
            code_size_zipped: i64::try_from(ZIP_BYTES_MAX).ok(),
            concurrent_executions: Some(limits.concurrent_executions_max),
            unreserved_concurrent_executions: Some(limits.concurrent_executions_max.saturating_sub(reserved)),
        }),
        account_usage: Some(AccountUsage {
            total_code_size: Some(bytes),
            function_count: Some(count),
        }),
    })
}

/// ListEventSourceMappings: there are none, since none can be made.
pub(crate) fn event_source_mappings(
    ctx: &mut Ctx<'_, Lambda>,
    input: ListEventSourceMappingsRequest,
) -> Result<ListEventSourceMappingsResponse> {
    if let Some(text) = input.function_name {
        let name = names::named(ctx, &text, None)?;
        function::load(ctx, &name)?;
    }
    Ok(ListEventSourceMappingsResponse {
        next_marker: None,
        event_source_mappings: Some(Vec::new()),
    })
}
