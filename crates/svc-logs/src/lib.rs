//! CloudWatch Logs: groups, streams and events, as functions write them and tools read them.
//!
//! [`OPERATIONS`] is the index. Groups are documents of the store; streams and events are files ([`LogFolder`]), which have
//! room for a limited number of bytes. [`Sink`] takes lines as functions print them.
//!
//! Not here: queries, metrics, subscriptions, encryption.

mod env;
mod errors;
mod events;
mod folder;
mod group;
mod page;
mod pattern;
mod permissions;
mod sink;
mod stored;
mod stream;
mod tags;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod unsupported;

use aws_model::logs::*;
use control::Entry;

pub use env::{Limits, Logs};
pub use folder::{Event, FolderLimits, GroupName, LogFolder, Position, ReadEvent, StreamFacts};
pub use permissions::permissions;
pub use sink::{Sink, SinkLine};
pub use stored::SavedLogGroup;
pub use unsupported::UNSUPPORTED;

/// The operations.
pub const OPERATIONS: &[Entry<Logs>] = &[
    control::entry!(CreateLogGroup, group::create),
    control::entry!(CreateLogStream, stream::create),
    control::entry!(DeleteLogGroup, group::delete),
    control::entry!(DeleteLogStream, stream::delete),
    control::entry!(DeleteRetentionPolicy, group::delete_retention),
    control::entry!(DescribeLogGroups, group::describe),
    control::entry!(DescribeLogStreams, stream::describe),
    control::entry!(FilterLogEvents, events::filter),
    control::entry!(GetLogEvents, events::get),
    control::entry!(ListTagsForResource, tags::list),
    control::entry!(ListTagsLogGroup, tags::list_group),
    control::entry!(PutLogEvents, events::put),
    control::entry!(PutRetentionPolicy, group::put_retention),
    control::entry!(TagLogGroup, tags::tag_group),
    control::entry!(TagResource, tags::tag),
    control::entry!(UntagLogGroup, tags::untag_group),
    control::entry!(UntagResource, tags::untag),
];
