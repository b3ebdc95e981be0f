//! Deadlines that cost next to nothing while they are not reached.
//!
//! Arming a timer of the runtime takes a lock and often a system call to re-arm the poller. So a timer is taken only
//! when a call has to wait, is handed on still armed to the next call, and is touched again only when it fires (early,
//! for the later deadline of its new owner, which then re-arms it) or when it stands later than the deadline. With a
//! time-out of 29 seconds that is one arming per timer in 29 seconds, not one per request.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    rc::Rc,
    task::{Context, Poll},
};

use tokio::time::{Instant, Sleep, sleep_until};

use crate::shared::Shared;

/// A point in time to give up at.
pub(crate) struct Deadline {
    shared: Rc<Shared>,
    at: Instant,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    pub(crate) fn new(shared: &Rc<Shared>, at: Instant) -> Self {
        Self {
            shared: Rc::clone(shared),
            at,
            sleep: None,
        }
    }

    pub(crate) fn at(&self) -> Instant {
        self.at
    }

    pub(crate) fn set(&mut self, at: Instant) {
        self.at = at;
    }

    /// Ready once the time has come; otherwise the task is woken then (and perhaps once before).
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let at = self.at;
        let sleep = self
            .sleep
            .get_or_insert_with(|| self.shared.timer().unwrap_or_else(|| Box::pin(sleep_until(at))));
        if sleep.deadline() > at {
            sleep.as_mut().reset(at);
        }
        loop {
            match sleep.as_mut().poll(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(()) if sleep.deadline() >= at => return Poll::Ready(()),
                Poll::Ready(()) => sleep.as_mut().reset(at),
            }
        }
    }

    /// The outcome of `future`, or `None` if the time comes first.
    pub(crate) async fn limit<F: Future>(&mut self, future: F) -> Option<F::Output> {
        let mut future = pin!(future);
        poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => self.poll(cx).map(|()| None),
        })
        .await
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(sleep) = self.sleep.take() {
            self.shared.keep_timer(sleep);
        }
    }
}

impl std::fmt::Debug for Deadline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Deadline")
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}
