//! Deadlines of connections and bodies without a timer for each: one sweep per thread looks at all of them.
//!
//! A request only writes down when something began, in the thread's coarse time; nothing is registered with the
//! runtime. The price is precision: a deadline is noticed up to one sweep late.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::task::Waker;
use std::time::Duration;

use super::date::HttpDate;
use super::h1::DATE_BYTES;
use crate::config::Limits;

/// Milliseconds since the thread began.
type Millis = u64;

const NEVER: Millis = Millis::MAX;

/// The watched things of one thread and its coarse time.
#[derive(Debug)]
pub(super) struct Sweep {
    now: Cell<Millis>,
    date: HttpDate,
    header_time: Millis,
    keep_alive_time: Millis,
    send_idle_time: Millis,
    body_idle_time: Millis,
    body_time: Millis,
    cancelled_max: u32,
    connections: RefCell<Vec<Weak<Activity>>>,
    bodies: RefCell<Vec<Weak<BodyWatch>>>,
}

impl Sweep {
    pub(super) fn new(limits: &Limits) -> Rc<Self> {
        Rc::new(Self {
            now: Cell::new(0),
            date: HttpDate::new(),
            header_time: millis(limits.header_time),
            keep_alive_time: millis(limits.keep_alive_time),
            send_idle_time: millis(limits.send_idle_time),
            body_idle_time: millis(limits.body_idle_time),
            body_time: millis(limits.body_time),
            cancelled_max: limits.h2_cancelled,
            connections: RefCell::new(Vec::new()),
            bodies: RefCell::new(Vec::new()),
        })
    }

    /// How often to sweep: a quarter of the shortest deadline, between 5 ms and half a second.
    pub(super) fn interval(&self) -> Duration {
        let shortest = [
            self.header_time,
            self.keep_alive_time,
            self.send_idle_time,
            self.body_idle_time,
            self.body_time,
        ]
        .into_iter()
        .fold(Millis::MAX, Millis::min);
        Duration::from_millis((shortest / 4).clamp(5, 500))
    }

    /// Moves the time on and wakes what is over its deadline.
    pub(super) fn run(&self, now: Duration) {
        let now = millis(now);
        self.now.set(now);
        self.date.refresh();
        self.connections.borrow_mut().retain(|activity| {
            let Some(activity) = activity.upgrade() else {
                return false;
            };
            activity.check(now, self);
            true
        });
        self.bodies.borrow_mut().retain(|body| {
            let Some(body) = body.upgrade() else { return false };
            body.check(now, self);
            true
        });
    }

    /// Tells every connection to finish what it does and close.
    pub(super) fn drain(&self) {
        let connections: Vec<_> = self
            .connections
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .collect();
        for activity in connections {
            activity.close_when_idle();
        }
    }

    fn since(&self, start: &Cell<Millis>) -> Millis {
        // An unset start lies in the future, so nothing has passed.
        self.now.get().saturating_sub(start.get())
    }
}

fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(NEVER)
}

/// Why a connection is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expired {
    /// A request head was begun and not completed.
    Head,
    /// The client takes nothing of what it is sent.
    Send,
    /// The client cancels requests far more often than it takes their answers.
    Cancelling,
}

/// What one connection is doing.
#[derive(Debug)]
pub(super) struct Activity {
    sweep: Rc<Sweep>,
    in_flight: Cell<u32>,
    /// Requests cancelled by the client, less those it let finish.
    cancelled: Cell<u32>,
    idle_since: Cell<Millis>,
    head_since: Cell<Millis>,
    head_bytes: Cell<bool>,
    send_since: Cell<Millis>,
    expired: Cell<Option<Expired>>,
    closing: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Activity {
    /// Begins to watch a connection that waits for its first request.
    pub(super) fn begin(sweep: &Rc<Sweep>) -> Rc<Self> {
        let now = sweep.now.get();
        let activity = Rc::new(Self {
            sweep: sweep.clone(),
            in_flight: Cell::new(0),
            cancelled: Cell::new(0),
            idle_since: Cell::new(now),
            head_since: Cell::new(now),
            head_bytes: Cell::new(false),
            send_since: Cell::new(NEVER),
            expired: Cell::new(None),
            closing: Cell::new(false),
            waker: RefCell::new(None),
        });
        sweep.connections.borrow_mut().push(Rc::downgrade(&activity));
        activity
    }

    /// The connection speaks HTTP/2: heads are frames there, and not watched one by one.
    pub(super) fn speaks_h2(&self) {
        self.head_since.set(NEVER);
    }

    /// The task to wake when a deadline passes.
    pub(super) fn woken_by(&self, waker: &Waker) {
        let mut slot = self.waker.borrow_mut();
        if !slot.as_ref().is_some_and(|known| known.will_wake(waker)) {
            *slot = Some(waker.clone());
        }
    }

    /// The date of responses.
    pub(super) fn date(&self) -> [u8; DATE_BYTES] {
        self.sweep.date.text()
    }

    /// A part of an HTTP/1.1 request head is here.
    pub(super) fn head_begun(&self) {
        self.head_bytes.set(true);
        if self.head_since.get() == NEVER {
            self.head_since.set(self.sweep.now.get());
        }
    }

    /// An HTTP/1.1 request head is in.
    pub(super) fn request_in(&self) {
        self.in_flight.set(1);
        self.head_since.set(NEVER);
        self.head_bytes.set(false);
    }

    /// The answer to an HTTP/1.1 request has left, and its body is read.
    pub(super) fn request_out(&self) {
        self.in_flight.set(0);
        self.idle_since.set(self.sweep.now.get());
    }

    /// Something could be sent.
    pub(super) fn sent(&self) {
        self.send_since.set(NEVER);
    }

    /// The client's window is full.
    pub(super) fn cannot_send(&self) {
        if self.send_since.get() == NEVER {
            self.send_since.set(self.sweep.now.get());
        }
    }

    /// An HTTP/2 request is in; the guard is held until its response has left.
    pub(super) fn request_begins(self: &Rc<Self>) -> InFlight {
        self.in_flight.set(self.in_flight.get().saturating_add(1));
        InFlight {
            activity: self.clone(),
            finished: false,
        }
    }

    /// A request's answer has left in full.
    fn request_finished(&self) {
        self.cancelled.set(self.cancelled.get().saturating_sub(1));
    }

    /// A request ended before its answer had left.
    fn request_cancelled(&self) {
        let cancelled = self.cancelled.get().saturating_add(1);
        self.cancelled.set(cancelled);
        if cancelled > self.sweep.cancelled_max {
            self.expired.set(Some(Expired::Cancelling));
            self.wake();
        }
    }

    /// What ends the connection, if something does.
    pub(super) fn expired(&self) -> Option<Expired> {
        self.expired.get()
    }

    /// Whether nothing more may be sent.
    pub(super) fn must_cut(&self) -> bool {
        matches!(self.expired.get(), Some(Expired::Send | Expired::Cancelling))
    }

    /// Whether part of a head has come.
    pub(super) fn has_head_bytes(&self) -> bool {
        self.head_bytes.get()
    }

    /// Whether the connection shall close once it is idle.
    pub(super) fn is_closing(&self) -> bool {
        self.closing.get()
    }

    /// Makes the connection close once it is idle.
    pub(super) fn close_when_idle(&self) {
        self.closing.set(true);
        self.wake();
    }

    /// Watches the body of a request.
    pub(super) fn watch_body(&self) -> Rc<BodyWatch> {
        let body = Rc::new(BodyWatch {
            since: self.sweep.now.get(),
            waits_since: Cell::new(NEVER),
            expired: Cell::new(false),
            waker: RefCell::new(None),
        });
        self.sweep.bodies.borrow_mut().push(Rc::downgrade(&body));
        body
    }

    fn wake(&self) {
        if let Some(waker) = &*self.waker.borrow() {
            waker.wake_by_ref();
        }
    }

    fn check(&self, now: Millis, sweep: &Sweep) {
        debug_assert_eq!(now, sweep.now.get());
        if sweep.since(&self.send_since) > sweep.send_idle_time {
            self.expired.set(Some(Expired::Send));
            self.wake();
        } else if self.in_flight.get() > 0 {
            // The pipeline has its own deadlines.
        } else if sweep.since(&self.head_since) > sweep.header_time {
            self.expired.set(Some(Expired::Head));
            self.wake();
        } else if sweep.since(&self.idle_since) > sweep.keep_alive_time && self.head_since.get() == NEVER {
            self.close_when_idle();
        }
    }
}

/// Held while a request is being served.
#[derive(Debug)]
pub(super) struct InFlight {
    activity: Rc<Activity>,
    finished: bool,
}

impl InFlight {
    /// The answer has left in full.
    pub(super) fn finish(&mut self) {
        self.finished = true;
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        if self.finished {
            self.activity.request_finished();
        } else {
            self.activity.request_cancelled();
        }
        let left = self.activity.in_flight.get().saturating_sub(1);
        self.activity.in_flight.set(left);
        if left == 0 {
            self.activity.idle_since.set(self.activity.sweep.now.get());
        }
    }
}

/// What one request body is doing.
#[derive(Debug)]
pub(super) struct BodyWatch {
    since: Millis,
    waits_since: Cell<Millis>,
    expired: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl BodyWatch {
    /// The reader waits for the client.
    pub(super) fn waits(&self, waker: &Waker, now: &Activity) {
        if self.waits_since.get() == NEVER {
            self.waits_since.set(now.sweep.now.get());
        }
        let mut slot = self.waker.borrow_mut();
        if !slot.as_ref().is_some_and(|known| known.will_wake(waker)) {
            *slot = Some(waker.clone());
        }
    }

    /// The client sent something.
    pub(super) fn moves(&self) {
        self.waits_since.set(NEVER);
    }

    /// Whether a deadline passed.
    pub(super) fn is_expired(&self) -> bool {
        self.expired.get()
    }

    fn check(&self, now: Millis, sweep: &Sweep) {
        let waits = self.waits_since.get() != NEVER;
        let too_long = now.saturating_sub(self.since) > sweep.body_time;
        if waits && (too_long || sweep.since(&self.waits_since) > sweep.body_idle_time) {
            self.expired.set(true);
            if let Some(waker) = self.waker.borrow_mut().take() {
                waker.wake();
            }
        }
    }
}
