//! The end of a request's record: whatever happens to the response, the record is finished exactly once.

use std::{
    cell::Cell,
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    arrival::Arrival,
    clock::{microseconds, monotonic},
    metrics::StageMetrics,
    plane::{Pinned, Plane},
    record::DecisionRecord,
    response_body::ResponseBodyError,
    room::Room,
    snapshot::Stage,
    transport::Connection,
};
use http::request::Parts;

/// A record on its way, and what it takes to finish it. Dropped unfinished, it says that the response is incomplete:
/// the client went away.
#[derive(Debug)]
pub(crate) struct Follow {
    plane: Rc<Plane>,
    /// `None` once it is finished.
    record: Option<Box<DecisionRecord>>,
    held: Held,
    /// The stage, once it is known.
    place: Option<Place>,
    began: Instant,
    response_time: Duration,
    request_bytes: Cell<u64>,
    /// When the integration answered. What follows until the response head is ready waits for nothing, and is not
    /// worth another look at the clock.
    answered: Option<Instant>,
    /// When the response was ready, if all of it was there with its head.
    ended: Option<Instant>,
}

/// What is held of the snapshot that a request began with.
#[derive(Debug)]
enum Held {
    /// All of it.
    Snapshot(Rc<Pinned>),
    /// What the end of the record needs: a stream may go on long after its snapshot was replaced, and many streams must not
    /// hold many snapshots.
    Stage {
        stage: Option<Arc<Stage>>,
        counters: Option<Arc<StageMetrics>>,
    },
}

/// Where a request was led to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Of the stage in the snapshot.
    pub(crate) slot: usize,
    /// Whether its canary serves.
    pub(crate) canary: bool,
    /// Bytes of the request's path before the path behind the stage.
    pub(crate) path_begin: usize,
}

impl Follow {
    /// Begins the record of a request whose head is `parts`.
    pub(crate) fn begin<'a>(
        plane: &Rc<Plane>,
        pinned: Rc<Pinned>,
        connection: &'a Connection,
        parts: &'a Parts,
    ) -> (Self, Arrival<'a>) {
        let began = plane.clock.now();
        plane.request_began();
        let mut record = plane.records.take();
        record.request_id = plane.random.request_id();
        plane
            .random
            .push_extended_request_id(&mut record.extended_request_id);
        record.time = began.wall;
        let arrival = Arrival::read(connection, parts, &mut record);
        let follow = Self {
            plane: Rc::clone(plane),
            record: Some(record),
            held: Held::Snapshot(pinned),
            place: None,
            began: began.instant,
            response_time: connection.listener.limits.response_time,
            request_bytes: Cell::new(0),
            answered: None,
            ended: None,
        };
        (follow, arrival)
    }

    /// When the request head was there.
    pub(crate) fn began(&self) -> Instant {
        self.began
    }

    /// Bytes of the request body: what was taken of it, or at first what its head announced.
    pub(crate) fn request_bytes(&self) -> &Cell<u64> {
        &self.request_bytes
    }

    /// The room for bodies that are held whole.
    pub(crate) fn room(&self) -> &Arc<Room> {
        &self.plane.shared.room
    }

    /// The record, to be filled; `None` once it is finished.
    pub(crate) fn record(&mut self) -> Option<&mut DecisionRecord> {
        self.record.as_deref_mut()
    }

    /// What serves the request, where it was led to; with the snapshot it is of.
    pub(crate) fn pinned(&self) -> Option<(Place, Rc<Pinned>)> {
        match &self.held {
            Held::Snapshot(pinned) => Some((self.place?, Rc::clone(pinned))),
            Held::Stage { .. } => None,
        }
    }

    pub(crate) fn led_to(&mut self, place: Place) {
        self.place = Some(place);
    }

    /// The integration answered, or failed to.
    pub(crate) fn integration_answered(&mut self) {
        let now = monotonic();
        self.answered = Some(now);
        let latency = microseconds(self.began, now);
        if let Some(record) = self.record() {
            record.integration_latency_us = Some(latency);
        }
    }

    /// The response head is ready. `whole`: so is the body, and the request counts as over.
    pub(crate) fn head(&mut self, whole: bool) {
        let now = self.answered.unwrap_or_else(monotonic);
        self.ended = whole.then_some(now);
        let latency = microseconds(self.began, now);
        if let Some(record) = self.record() {
            record.head_latency_us = latency;
        }
    }

    /// Bytes of the response body were handed on.
    pub(crate) fn sent(&mut self, bytes: usize) {
        if let Some(record) = &mut self.record {
            record.response_bytes += bytes as u64;
        }
        if let Held::Snapshot(pinned) = &self.held
            && !self.plane.is_pinned(pinned)
        {
            let stage = self.place.and_then(|place| pinned.snapshot.slot(place.slot));
            let counters = self
                .place
                .and_then(|place| pinned.counters(place.slot, &self.plane.metrics));
            self.held = Held::Stage {
                stage: stage.cloned(),
                counters: counters.cloned(),
            };
        }
    }

    /// When the response must be over.
    pub(crate) fn response_deadline(&self) -> Option<Instant> {
        self.began.checked_add(self.response_time)
    }

    /// The response is cut off before its end.
    pub(crate) fn broke(&mut self, error: &ResponseBodyError) {
        if let Some(record) = &mut self.record {
            match error {
                ResponseBodyError::Integration(error) => record.integration_error = describe(error),
                ResponseBodyError::Function(fault) => record.integration_error = describe(fault),
                ResponseBodyError::TooLong => record.limit.push_str("response_time"),
            }
        }
        self.finish(false);
    }

    /// The last byte was handed on.
    pub(crate) fn ended(&mut self) {
        self.finish(true);
    }

    fn finish(&mut self, complete: bool) {
        let Some(mut record) = self.record.take() else {
            return;
        };
        let end = self.ended.unwrap_or_else(monotonic);
        record.latency_us = microseconds(self.began, end);
        record.request_bytes = self.request_bytes.get();
        record.incomplete = !complete;
        self.plane.request_ended();
        let metrics = &self.plane.metrics;
        let (stage, counters) = match &self.held {
            Held::Snapshot(pinned) => {
                let slot = self.place.map(|place| place.slot);
                let counters = slot.and_then(|slot| pinned.counters(slot, metrics));
                (slot.and_then(|slot| pinned.snapshot.slot(slot)), counters)
            }
            Held::Stage { stage, counters } => (stage.as_ref(), counters.as_ref()),
        };
        metrics.count(&record, counters.map(AsRef::as_ref));
        if let (Some(lines), Some(log)) = (&self.plane.log_lines, &self.plane.shared.settings.access_log) {
            let compiled = stage
                .zip(self.place)
                .map(|(stage, place)| stage.compiled(place.canary));
            lines.write(&log.format, &record, compiled);
        }
        self.plane.records.keep(record);
    }
}

impl Drop for Follow {
    fn drop(&mut self) {
        self.finish(false);
    }
}

/// An error and its causes, on one line.
pub(crate) fn describe(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
