//! What all calls of one client share: settings, and memory that would otherwise be allocated for each.

use std::{cell::RefCell, pin::Pin, time::Duration};

use tokio::time::Sleep;

use crate::{ClientSettings, codec::response::HeadLimits};

/// Spare request buffers and timers kept.
const SPARES_MAX: usize = 256;
/// A request buffer that grew beyond this is freed rather than kept.
const SPARE_WIRE_BYTES_MAX: usize = 64 * 1024;

/// See the module.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) settings: ClientSettings,
    wires: RefCell<Vec<Vec<u8>>>,
    timers: RefCell<Vec<Pin<Box<Sleep>>>>,
}

impl Shared {
    pub(crate) fn new(settings: ClientSettings) -> Self {
        Self {
            settings,
            wires: RefCell::default(),
            timers: RefCell::default(),
        }
    }

    pub(crate) fn wire(&self) -> Vec<u8> {
        self.wires.borrow_mut().pop().unwrap_or_default()
    }

    pub(crate) fn keep_wire(&self, mut wire: Vec<u8>) {
        let mut wires = self.wires.borrow_mut();
        if wires.len() < SPARES_MAX && wire.capacity() <= SPARE_WIRE_BYTES_MAX {
            wire.clear();
            wires.push(wire);
        }
    }

    pub(crate) fn timer(&self) -> Option<Pin<Box<Sleep>>> {
        self.timers.borrow_mut().pop()
    }

    pub(crate) fn keep_timer(&self, timer: Pin<Box<Sleep>>) {
        let mut timers = self.timers.borrow_mut();
        if timers.len() < SPARES_MAX {
            timers.push(timer);
        }
    }

    pub(crate) fn head_limits(&self) -> HeadLimits {
        HeadLimits {
            bytes_max: self.settings.response_head_bytes_max,
            headers_max: self.settings.response_headers_max,
        }
    }

    pub(crate) fn body_idle_timeout(&self) -> Duration {
        Duration::from_millis(self.settings.body_idle_timeout_ms)
    }
}
