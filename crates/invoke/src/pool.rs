//! Connections that wait for their next request, per target.

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc, time::Duration};

use tokio::time::Instant;

use crate::{ClientSettings, shared::Shared, stream::Stream, target::TargetKey};

/// A connection, while in use.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) stream: Stream,
    pub(crate) shared: Rc<Shared>,
    home: Rc<IdleConnections>,
    opened: Instant,
}

impl Connection {
    pub(crate) fn new(stream: Stream, shared: &Rc<Shared>, home: &Rc<IdleConnections>) -> Self {
        Self {
            stream,
            shared: Rc::clone(shared),
            home: Rc::clone(home),
            opened: Instant::now(),
        }
    }

    /// Gives the connection back for reuse. The caller vouches that its last response ended where it should.
    pub(crate) fn release(self) {
        let settings = &self.shared.settings;
        let now = Instant::now();
        if now - self.opened >= age_max(settings) {
            return;
        }
        let mut waiting = self.home.waiting.borrow_mut();
        if waiting.len() < settings.idle_connections_max {
            waiting.push(Waiting {
                stream: self.stream,
                opened: self.opened,
                since: now,
            });
        }
    }
}

/// The idle connections of one target; the one used last is at the end.
#[derive(Debug, Default)]
pub(crate) struct IdleConnections {
    waiting: RefCell<Vec<Waiting>>,
}

#[derive(Debug)]
struct Waiting {
    stream: Stream,
    opened: Instant,
    since: Instant,
}

impl Waiting {
    fn is_fresh(&self, now: Instant, settings: &ClientSettings) -> bool {
        now.saturating_duration_since(self.since) < Duration::from_millis(settings.idle_connection_ms_max)
            && now.saturating_duration_since(self.opened) < age_max(settings)
    }
}

impl IdleConnections {
    /// A connection that was open and silent a moment ago.
    pub(crate) fn checkout(self: &Rc<Self>, shared: &Rc<Shared>, now: Instant) -> Option<Connection> {
        let mut waiting = self.waiting.borrow_mut();
        while let Some(mut candidate) = waiting.pop() {
            if candidate.is_fresh(now, &shared.settings) && candidate.stream.is_quiet() {
                return Some(Connection {
                    stream: candidate.stream,
                    shared: Rc::clone(shared),
                    home: Rc::clone(self),
                    opened: candidate.opened,
                });
            }
        }
        None
    }
}

/// All pools of one client.
#[derive(Debug, Default)]
pub(crate) struct Pools {
    targets: RefCell<HashMap<Arc<TargetKey>, Rc<IdleConnections>>>,
}

impl Pools {
    pub(crate) fn of(&self, key: &Arc<TargetKey>) -> Rc<IdleConnections> {
        let mut targets = self.targets.borrow_mut();
        if let Some(found) = targets.get(key) {
            return Rc::clone(found);
        }
        Rc::clone(targets.entry(Arc::clone(key)).or_default())
    }

    /// Closes what has waited too long, was closed by its peer, or belongs to a target nobody uses.
    pub(crate) fn sweep(&self, settings: &ClientSettings, now: Instant) {
        self.targets.borrow_mut().retain(|_, idle| {
            let mut waiting = idle.waiting.borrow_mut();
            waiting.retain_mut(|candidate| candidate.is_fresh(now, settings) && candidate.stream.is_quiet());
            !waiting.is_empty() || Rc::strong_count(idle) > 1
        });
    }

    /// Idle connections of all targets.
    pub(crate) fn idle(&self) -> usize {
        self.targets
            .borrow()
            .values()
            .map(|idle| idle.waiting.borrow().len())
            .sum()
    }
}

fn age_max(settings: &ClientSettings) -> Duration {
    Duration::from_millis(settings.connection_age_ms_max)
}
