//! Log streams.

use aws_model::logs::{
    CreateLogStreamRequest, DeleteLogStreamRequest, DescribeLogStreamsRequest, DescribeLogStreamsResponse,
    LogStream,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{Logs, errors, folder::StreamFacts, group, page::page};

/// CreateLogStream.
pub(crate) fn create(ctx: &mut Ctx<'_, Logs>, input: CreateLogStreamRequest) -> Result<Nothing> {
    group::load(ctx, &input.log_group_name)?;
    let place = group::place(ctx, &input.log_group_name);
    let folder = &ctx.env.folder;
    let disk = |error| errors::disk(&error);
    let streams = folder.streams(&place).map_err(disk)?;
    if streams.contains_key(&input.log_stream_name) {
        return Err(errors::exists("log stream"));
    }
    if streams.len() >= ctx.env.limits.streams_max {
        return Err(Error::new(
            "LimitExceededException",
            400,
            "Resource limit exceeded.",
        ));
    }
    let made = folder
        .create_stream(&place, &input.log_stream_name, ctx.now.epoch_ms)
        .map_err(disk)?;
    if made {
        Ok(Nothing {})
    } else {
        Err(errors::exists("log stream"))
    }
}

/// DeleteLogStream.
pub(crate) fn delete(ctx: &mut Ctx<'_, Logs>, input: DeleteLogStreamRequest) -> Result<Nothing> {
    group::load(ctx, &input.log_group_name)?;
    let place = group::place(ctx, &input.log_group_name);
    let was_there = ctx
        .env
        .folder
        .delete_stream(&place, &input.log_stream_name)
        .map_err(|error| errors::disk(&error))?;
    if was_there {
        Ok(Nothing {})
    } else {
        Err(errors::no_such("log stream"))
    }
}

/// DescribeLogStreams.
pub(crate) fn describe(
    ctx: &mut Ctx<'_, Logs>,
    input: DescribeLogStreamsRequest,
) -> Result<DescribeLogStreamsResponse> {
    let name = group::named(ctx, input.log_group_name, input.log_group_identifier)?;
    let saved = group::load(ctx, &name)?;
    group::expire(ctx, &saved)?;
    let by_time = input.order_by.as_deref() == Some("LastEventTime");
    if by_time && input.log_stream_name_prefix.is_some() {
        return Err(errors::invalid(
            "Cannot order by LastEventTime with a logStreamNamePrefix.",
        ));
    }
    let prefix = input.log_stream_name_prefix.unwrap_or_default();
    let streams = ctx
        .env
        .folder
        .streams(&group::place(ctx, &name))
        .map_err(|error| errors::disk(&error))?;
    let mut found: Vec<(String, (String, StreamFacts))> = streams
        .into_iter()
        .filter(|(stream, _)| stream.starts_with(&prefix))
        .map(|(stream, facts)| {
            let key = if by_time {
                format!("{:020}/{stream}", facts.last_ms.unwrap_or_default())
            } else {
                stream.clone()
            };
            (key, (stream, facts))
        })
        .collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    if input.descending == Some(true) {
        found.reverse();
    }
    let (streams, next_token) = page(found, input.next_token.as_ref(), input.limit)?;
    let arn = group::arn(ctx, &name);
    let answers = streams.into_iter().map(|(stream, facts)| LogStream {
        creation_time: Some(facts.created_ms),
        first_event_timestamp: facts.first_ms,
        last_event_timestamp: facts.last_ms,
        last_ingestion_time: facts.ingested_ms,
        arn: Some(format!("{arn}:log-stream:{stream}")),
        log_stream_name: Some(stream),
        // Of single streams it is not counted; AWS answers 0 too since 2019.
        stored_bytes: Some(0),
        ..LogStream::default()
    });
    Ok(DescribeLogStreamsResponse {
        log_streams: Some(answers.collect()),
        next_token,
    })
}
