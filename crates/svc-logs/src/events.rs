//! Log events: written, read of one stream, looked for in a group.

use aws_model::logs::{
    FilterLogEventsRequest, FilterLogEventsResponse, FilteredLogEvent, GetLogEventsRequest,
    GetLogEventsResponse, OutputLogEvent, PutLogEventsRequest, PutLogEventsResponse, RejectedLogEventsInfo,
};
use aws_wire::token;
use control::{Ctx, Result};

use crate::{
    Logs, errors,
    folder::{Event, Position, ReadEvent},
    group,
    pattern::Pattern,
    stored::SavedLogGroup,
};

/// Events of one call. CloudWatch Logs API reference, PutLogEvents and GetLogEvents.
const EVENTS_MAX: usize = 10_000;

/// Bytes of the events of one call, each counted with [`EVENT_EXTRA_BYTES`] more.
const EVENTS_BYTES_MAX: usize = 1_048_576;

/// See above.
const EVENT_EXTRA_BYTES: usize = 26;

/// How far in the future the time of an event may be, and how far in the past. PutLogEvents.
const FUTURE_MS_MAX: i64 = 2 * 3_600_000;
/// See above.
const PAST_MS_MAX: i64 = 14 * 86_400_000;

/// The span of the times of one call's events. PutLogEvents.
const SPAN_MS_MAX: i64 = 86_400_000;

fn bytes(message: &str) -> usize {
    message.len() + EVENT_EXTRA_BYTES
}

/// PutLogEvents. Events that are too old, too new or beyond the group's retention are left out, and the answer says which.
pub(crate) fn put(ctx: &mut Ctx<'_, Logs>, input: PutLogEventsRequest) -> Result<PutLogEventsResponse> {
    let saved = group::load(ctx, &input.log_group_name)?;
    let place = group::place(ctx, &input.log_group_name);
    let disk = |error| errors::disk(&error);
    let folder = &ctx.env.folder;
    if !folder
        .streams(&place)
        .map_err(disk)?
        .contains_key(&input.log_stream_name)
    {
        return Err(errors::no_such("log stream"));
    }
    let events = &input.log_events;
    let sum: usize = events.iter().map(|event| bytes(&event.message)).sum();
    if events.is_empty() || events.len() > EVENTS_MAX || sum > EVENTS_BYTES_MAX {
        return Err(errors::invalid(format!(
            "a call has 1 to {EVENTS_MAX} events of at most {EVENTS_BYTES_MAX} bytes together, each counted with \
             {EVENT_EXTRA_BYTES} bytes more"
        )));
    }
    if !events.is_sorted_by_key(|event| event.timestamp) {
        return Err(errors::invalid(
            "Log events in a single PutLogEvents request must be in chronological order.",
        ));
    }
    let times = || events.iter().map(|event| event.timestamp);
    if let (Some(first), Some(last)) = (times().min(), times().max())
        && last.saturating_sub(first) > SPAN_MS_MAX
    {
        return Err(errors::invalid(
            "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
        ));
    }
    let now = ctx.now.epoch_ms;
    let expired = saved.not_before(ctx.now).unwrap_or(i64::MIN);
    let too_old = now.saturating_sub(PAST_MS_MAX);
    let too_new = now.saturating_add(FUTURE_MS_MAX);
    // They are in order: what is left out stands at the ends.
    let index = |bound: i64| events.partition_point(|event| event.timestamp < bound);
    let (old_end, expired_end) = (index(too_old), index(expired));
    let new_start = events.partition_point(|event| event.timestamp <= too_new);
    let taken: Vec<Event> = events
        .get(old_end.max(expired_end)..new_start)
        .unwrap_or_default()
        .iter()
        .map(|event| Event {
            time_ms: event.timestamp,
            message: event.message.clone(),
        })
        .collect();
    if !taken.is_empty() {
        folder
            .append(&place, &input.log_stream_name, &taken, now)
            .map_err(disk)?;
    }
    let number = |at: usize| i32::try_from(at).ok();
    let rejected = RejectedLogEventsInfo {
        too_new_log_event_start_index: number(new_start).filter(|_| new_start < events.len()),
        too_old_log_event_end_index: number(old_end).filter(|end| *end > 0),
        expired_log_event_end_index: number(expired_end).filter(|end| *end > 0),
    };
    let any = rejected != RejectedLogEventsInfo::default();
    Ok(PutLogEventsResponse {
        rejected_log_events_info: any.then_some(rejected),
        ..PutLogEventsResponse::default()
    })
}

/// What a page may hold.
struct Room {
    events: usize,
    bytes: usize,
}

impl Room {
    fn new(limit: Option<i32>) -> Self {
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        Self {
            events: limit.unwrap_or(EVENTS_MAX).min(EVENTS_MAX),
            bytes: EVENTS_BYTES_MAX,
        }
    }

    /// Whether one more event has room. The first always has.
    fn take(&mut self, event: &ReadEvent, is_first: bool) -> bool {
        let size = bytes(&event.message);
        if self.events == 0 || (size > self.bytes && !is_first) {
            return false;
        }
        self.events -= 1;
        self.bytes = self.bytes.saturating_sub(size);
        true
    }
}

/// The first events of a list that a page has room for; whether more are left.
fn first_page(events: Vec<ReadEvent>, limit: Option<i32>) -> (Vec<ReadEvent>, bool) {
    let mut room = Room::new(limit);
    let count = events.len();
    let mut page = Vec::new();
    for event in events {
        if !room.take(&event, page.is_empty()) {
            break;
        }
        page.push(event);
    }
    let more = page.len() < count;
    (page, more)
}

/// The last events of a list that a page has room for, in their order.
fn last_page(events: Vec<ReadEvent>, limit: Option<i32>) -> Vec<ReadEvent> {
    let mut room = Room::new(limit);
    let mut page: Vec<ReadEvent> = Vec::new();
    for event in events.into_iter().rev() {
        if !room.take(&event, page.is_empty()) {
            break;
        }
        page.push(event);
    }
    page.reverse();
    page
}

/// Which way a token of GetLogEvents leads: to what stands behind a position, or before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Forward(Position),
    Backward(Position),
}

impl Way {
    fn parse(text: &str) -> Option<Self> {
        let (way, rest) = text.split_once('/')?;
        let at = position(rest)?;
        match way {
            "f" => Some(Self::Forward(at)),
            "b" => Some(Self::Backward(at)),
            _ => None,
        }
    }

    fn text(self) -> String {
        let (way, at) = match self {
            Self::Forward(at) => ("f", at),
            Self::Backward(at) => ("b", at),
        };
        format!("{way}/{}", position_text(at))
    }
}

fn position_text(at: Position) -> String {
    format!("{}/{}/{}", at.time_ms, at.file, at.offset)
}

fn position(text: &str) -> Option<Position> {
    let mut parts = text.split('/');
    let found = Position {
        time_ms: parts.next()?.parse().ok()?,
        file: parts.next()?.parse().ok()?,
        offset: parts.next()?.parse().ok()?,
    };
    parts.next().is_none().then_some(found)
}

/// A position behind which this one is the next: no event stands between them.
fn just_before(at: Position) -> Position {
    match (at.offset, at.file) {
        (0, 0) => Position {
            time_ms: at.time_ms.saturating_sub(1),
            file: u64::MAX,
            offset: u64::MAX,
        },
        (0, file) => Position {
            file: file - 1,
            offset: u64::MAX,
            ..at
        },
        (offset, _) => Position {
            offset: offset - 1,
            ..at
        },
    }
}

fn bad_token() -> control::Error {
    errors::invalid("The specified nextToken is invalid.")
}

/// The time from which on events of a group are answered.
fn start(ctx: &Ctx<'_, Logs>, saved: &SavedLogGroup, given: Option<i64>) -> i64 {
    let kept = saved.not_before(ctx.now).unwrap_or(i64::MIN);
    given.unwrap_or(i64::MIN).max(kept)
}

/// GetLogEvents: the last events of a stream unless the call asks for the first, and tokens to both sides.
pub(crate) fn get(ctx: &mut Ctx<'_, Logs>, input: GetLogEventsRequest) -> Result<GetLogEventsResponse> {
    let name = group::named(ctx, input.log_group_name, input.log_group_identifier)?;
    let saved = group::load(ctx, &name)?;
    group::expire(ctx, &saved)?;
    let place = group::place(ctx, &name);
    let disk = |error| errors::disk(&error);
    let stream = input.log_stream_name;
    if !ctx
        .env
        .folder
        .streams(&place)
        .map_err(disk)?
        .contains_key(&stream)
    {
        return Err(errors::no_such("log stream"));
    }
    let way = match &input.next_token {
        None => None,
        Some(text) => Some(Way::parse(text).ok_or_else(bad_token)?),
    };
    let from = start(ctx, &saved, input.start_time);
    let end = input.end_time.unwrap_or(i64::MAX);
    let mut events = ctx
        .env
        .folder
        .read(&place, |of, time, _| of == stream && time >= from && time < end)
        .map_err(disk)?;
    let page = match way {
        Some(Way::Forward(at)) => {
            events.retain(|event| event.position > at);
            first_page(events, input.limit).0
        }
        Some(Way::Backward(at)) => {
            events.retain(|event| event.position < at);
            last_page(events, input.limit)
        }
        None if input.start_from_head == Some(true) => first_page(events, input.limit).0,
        None => last_page(events, input.limit),
    };
    let (forward, backward) = match (page.first(), page.last(), way) {
        (Some(first), Some(last), _) => (last.position, first.position),
        // Nothing more that way: the same token again, and one that leads back.
        (_, _, Some(Way::Forward(at))) => (
            at,
            Position {
                offset: at.offset.saturating_add(1),
                ..at
            },
        ),
        (_, _, Some(Way::Backward(at))) => (just_before(at), at),
        (_, _, None) => {
            let nowhere = Position {
                time_ms: 0,
                file: 0,
                offset: 0,
            };
            (nowhere, nowhere)
        }
    };
    let events = page.into_iter().map(|event| OutputLogEvent {
        timestamp: Some(event.position.time_ms),
        message: Some(event.message),
        ingestion_time: Some(event.ingested_ms),
    });
    Ok(GetLogEventsResponse {
        events: Some(events.collect()),
        next_forward_token: Some(Way::Forward(forward).text()),
        next_backward_token: Some(Way::Backward(backward).text()),
    })
}

/// FilterLogEvents: the events of a group, or of some of its streams, in which all terms are.
pub(crate) fn filter(
    ctx: &mut Ctx<'_, Logs>,
    input: FilterLogEventsRequest,
) -> Result<FilterLogEventsResponse> {
    let name = group::named(ctx, input.log_group_name, input.log_group_identifier)?;
    let saved = group::load(ctx, &name)?;
    group::expire(ctx, &saved)?;
    if input.log_stream_names.is_some() && input.log_stream_name_prefix.is_some() {
        return Err(errors::invalid(
            "LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters.",
        ));
    }
    let pattern = Pattern::parse(input.filter_pattern.as_deref().unwrap_or_default())?;
    let behind = match &input.next_token {
        None => None,
        Some(given) => Some(
            token::decode(given)
                .and_then(|text| position(&text))
                .ok_or_else(bad_token)?,
        ),
    };
    let from = start(ctx, &saved, input.start_time);
    let end = input.end_time.unwrap_or(i64::MAX);
    let prefix = input.log_stream_name_prefix.unwrap_or_default();
    let names = input.log_stream_names;
    let mut events = ctx
        .env
        .folder
        .read(&group::place(ctx, &name), |stream, time, text| {
            time >= from
                && time <= end
                && behind.is_none_or(|at| time >= at.time_ms)
                && stream.starts_with(&prefix)
                && names
                    .as_ref()
                    .is_none_or(|names| names.iter().any(|one| one == stream))
                && pattern.matches(text)
        })
        .map_err(|error| errors::disk(&error))?;
    events.retain(|event| behind.is_none_or(|at| event.position > at));
    let (page, more) = first_page(events, input.limit);
    let next_token = page
        .last()
        .filter(|_| more)
        .map(|last| token::encode(&position_text(last.position)));
    let events = page.into_iter().map(|event| FilteredLogEvent {
        event_id: Some(format!(
            "{:020}{:016}{:020}",
            event.position.time_ms, event.position.file, event.position.offset
        )),
        log_stream_name: Some(event.stream),
        timestamp: Some(event.position.time_ms),
        message: Some(event.message),
        ingestion_time: Some(event.ingested_ms),
    });
    Ok(FilterLogEventsResponse {
        events: Some(events.collect()),
        searched_log_streams: Some(Vec::new()),
        next_token,
    })
}
