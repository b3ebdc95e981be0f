//! The end of a request's record: whatever happens to the response, the record is finished exactly once.

use std::{rc::Rc, time::Instant};

use invoke::InvokeError;

use crate::{
    clock::{microseconds, monotonic},
    plane::{Pinned, Plane},
    record::DecisionRecord,
};

/// A record on its way, and what it takes to finish it. Dropped unfinished, it says that the response is incomplete:
/// the client went away.
#[derive(Debug)]
pub(crate) struct Follow {
    plane: Rc<Plane>,
    /// `None` once it is finished.
    record: Option<Box<DecisionRecord>>,
    pinned: Rc<Pinned>,
    /// The stage, once it is known.
    stage: Option<usize>,
    began: Instant,
    /// When the response head was ready: also the end, if the whole response was there at once.
    head_ready: Option<Instant>,
    whole: bool,
}

impl Follow {
    /// Takes an empty record from `plane` for a request that began at `began`.
    pub(crate) fn begin(plane: &Rc<Plane>, pinned: Rc<Pinned>, began: Instant) -> Self {
        plane.request_began();
        Self {
            plane: Rc::clone(plane),
            record: Some(plane.records.take()),
            pinned,
            stage: None,
            began,
            head_ready: None,
            whole: false,
        }
    }

    /// The record, to be filled; `None` once it is finished.
    pub(crate) fn record(&mut self) -> Option<&mut DecisionRecord> {
        self.record.as_deref_mut()
    }

    pub(crate) fn pinned(&self) -> &Rc<Pinned> {
        &self.pinned
    }

    pub(crate) fn stage(&mut self, index: usize) {
        self.stage = Some(index);
    }

    pub(crate) fn stage_index(&self) -> Option<usize> {
        self.stage
    }

    /// The head is ready. `whole`: so is the body, and the request counts as over.
    pub(crate) fn head(&mut self, whole: bool) {
        let now = monotonic();
        self.head_ready = Some(now);
        self.whole = whole;
        let latency = microseconds(self.began, now);
        if let Some(record) = self.record() {
            record.head_latency_us = latency;
        }
    }

    /// The response head of the integration is in.
    pub(crate) fn integration_answered(&mut self) {
        let latency = microseconds(self.began, monotonic());
        if let Some(record) = self.record() {
            record.integration_latency_us = Some(latency);
        }
    }

    /// Bytes of the response body were handed on.
    pub(crate) fn sent(&mut self, bytes: usize) {
        if let Some(record) = &mut self.record {
            record.response_bytes += bytes as u64;
        }
    }

    /// The integration's body failed.
    pub(crate) fn broke(&mut self, error: &InvokeError) {
        if let Some(record) = &mut self.record {
            record.integration_error = describe(error);
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
        let end = match self.head_ready {
            Some(head_ready) if self.whole => head_ready,
            _ => monotonic(),
        };
        record.latency_us = microseconds(self.began, end);
        record.incomplete = !complete;
        self.plane.request_ended();
        let counters = self.stage.and_then(|stage| self.pinned.counters.get(stage));
        self.plane.metrics.count(&record, counters.map(AsRef::as_ref));
        if let (Some(lines), Some(log)) = (&self.plane.log_lines, &self.plane.shared.settings.access_log) {
            let stage = self
                .stage
                .and_then(|stage| self.pinned.snapshot.stages().get(stage));
            lines.write(&log.format, &record, stage);
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
