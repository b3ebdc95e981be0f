//! One request in one reading, with what has been found out about it so far.
//!
//! Statements of one policy ask the same few questions: which address sets hold the client, does the head of the ARN fit,
//! is it this action, does a condition hold that others have too. Each is answered when first asked and kept in a cell; nothing here allocates.

use std::cell::{Cell, OnceCell};
use std::fmt::{self, Write as _};

use super::address_sets::Class;
use super::fingerprint::Fingerprint;
use super::{Compiled, arn};
use crate::{ConditionKey, Request};

/// The keys that hold lists by their nature; they cannot be policy variables.
const LIST_KEYS: [&str; 2] = ["aws:principalorgpaths", "aws:tagkeys"];

/// A request in one reading.
pub(super) struct Evaluation<'e> {
    pub(super) compiled: &'e Compiled,
    pub(super) request: &'e Request<'e>,
    resource: &'e str,
    user_agent: Option<&'e str>,
    referer: Option<&'e str>,
    pub(super) actions: Answers,
    pub(super) heads: Answers,
    pub(super) conditions: Answers,
    resource_rest: Cell<Option<&'e str>>,
    fingerprint: Cell<Option<Fingerprint>>,
    source_class: Cell<Option<Class>>,
    vpc_source_class: Cell<Option<Class>>,
    texts: Texts,
}

/// The values of a key.
#[derive(Clone, Copy)]
pub(super) enum Values<'v> {
    Absent,
    One(&'v str),
    Many(&'v [&'v str]),
}

/// Keys with a slot that is no text, written as text where an operator wants that.
#[derive(Default)]
struct Texts {
    source_ip: OnceCell<Short>,
    vpc_source_ip: OnceCell<Short>,
    time: OnceCell<Short>,
    epoch: OnceCell<Short>,
}

impl<'e> Evaluation<'e> {
    pub(super) fn new(
        compiled: &'e Compiled,
        request: &'e Request<'e>,
        resource: &'e str,
        user_agent: Option<&'e str>,
        referer: Option<&'e str>,
    ) -> Self {
        Self {
            compiled,
            request,
            resource,
            user_agent,
            referer,
            actions: Answers::default(),
            heads: Answers::default(),
            conditions: Answers::default(),
            resource_rest: Cell::new(None),
            fingerprint: Cell::new(None),
            source_class: Cell::new(None),
            vpc_source_class: Cell::new(None),
            texts: Texts::default(),
        }
    }

    /// Whether the first five parts of the resource fit a head of the policy.
    pub(super) fn head_fits(&self, head: u32) -> bool {
        let rest = self
            .compiled
            .heads
            .get(head as usize)
            .and_then(|head| head.rest_of(self.resource));
        if rest.is_some() {
            self.resource_rest.set(rest);
        }
        rest.is_some()
    }

    /// What the resource behind its fifth colon has in it.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        if let Some(known) = self.fingerprint.get() {
            return known;
        }
        // Asking for the first head finds the fifth colon in passing: nearly always it is the only head, and fits.
        self.heads.ask(0, || self.head_fits(0));
        let rest = self
            .resource_rest
            .get()
            .or_else(|| arn::cut(self.resource).map(|(_, rest)| rest));
        let fingerprint = Fingerprint::of(rest.unwrap_or(""));
        self.fingerprint.set(Some(fingerprint));
        fingerprint
    }

    /// What stands behind the fifth colon of the resource; known once a head has fitted.
    pub(super) fn resource_rest(&self) -> Option<&'e str> {
        self.resource_rest.get()
    }

    /// Which address sets hold `aws:SourceIp`; `None` where it is absent.
    pub(super) fn source_class(&self) -> Option<Class> {
        let address = self.request.context.source_ip?;
        Some(self.class(&self.source_class, address))
    }

    /// Which address sets hold `aws:VpcSourceIp`; `None` where it is absent.
    pub(super) fn vpc_source_class(&self) -> Option<Class> {
        let address = self.request.context.vpc_source_ip?;
        Some(self.class(&self.vpc_source_class, address))
    }

    fn class(&self, known: &Cell<Option<Class>>, address: std::net::IpAddr) -> Class {
        known.get().unwrap_or_else(|| {
            let class = self.compiled.addresses.class_of(address);
            known.set(Some(class));
            class
        })
    }

    /// The values of a key as text.
    pub(super) fn values(&self, key: &ConditionKey) -> Values<'_> {
        let context = &self.request.context;
        let one = |text: Option<&'e str>| text.map_or(Values::Absent, Values::One);
        match key {
            ConditionKey::SourceIp => Self::written(&self.texts.source_ip, context.source_ip),
            ConditionKey::VpcSourceIp => Self::written(&self.texts.vpc_source_ip, context.vpc_source_ip),
            ConditionKey::CurrentTime => Self::written(&self.texts.time, context.time),
            ConditionKey::EpochTime => {
                Self::written(&self.texts.epoch, context.time.map(|time| time.epoch_seconds()))
            }
            ConditionKey::SecureTransport => one(context
                .secure_transport
                .map(|flag| if flag { "true" } else { "false" })),
            ConditionKey::UserAgent => one(self.user_agent),
            ConditionKey::Referer => one(self.referer),
            ConditionKey::SourceVpc => one(context.source_vpc),
            ConditionKey::SourceVpce => one(context.source_vpce),
            ConditionKey::Named(name) => match context.named.iter().find(|(have, _)| **have == **name) {
                None | Some((_, [])) => Values::Absent,
                Some((_, [value])) => Values::One(value),
                Some((_, values)) => Values::Many(values),
            },
        }
    }

    /// The value of a key as a policy variable: only single values are any.
    pub(super) fn variable(&self, key: &ConditionKey) -> Option<&str> {
        match self.values(key) {
            Values::One(value) if !LIST_KEYS.contains(&key.name()) => Some(value),
            Values::One(_) | Values::Many(_) | Values::Absent => None,
        }
    }

    fn written(cell: &OnceCell<Short>, value: Option<impl fmt::Display>) -> Values<'_> {
        match value {
            Some(value) => Values::One(cell.get_or_init(|| Short::new(value)).as_str()),
            None => Values::Absent,
        }
    }
}

/// Answers to yes-or-no questions, numbered; those past the sixty-fourth are asked anew each time.
#[derive(Default)]
pub(super) struct Answers {
    known: Cell<u64>,
    yes: Cell<u64>,
}

impl Answers {
    pub(super) fn ask(&self, question: u32, answer: impl FnOnce() -> bool) -> bool {
        if question >= u64::BITS {
            return answer();
        }
        let bit = 1 << question;
        if self.known.get() & bit == 0 {
            self.known.set(self.known.get() | bit);
            if answer() {
                self.yes.set(self.yes.get() | bit);
            }
        }
        self.yes.get() & bit != 0
    }
}

/// A short text on the stack: an address, a time or a number of seconds.
struct Short {
    bytes: [u8; Self::BYTES],
    length: usize,
}

impl Short {
    /// An IPv6 address has up to 45 characters; a time or number up to 32.
    const BYTES: usize = 48;

    fn new(value: impl fmt::Display) -> Self {
        let mut short = Self {
            bytes: [0; Self::BYTES],
            length: 0,
        };
        // What does not fit is cut off; nothing that is written here is that long.
        let _ = write!(short, "{value}");
        short
    }

    fn as_str(&self) -> &str {
        self.bytes
            .get(..self.length)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or("")
    }
}

impl fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes
            .get_mut(self.length..end)
            .ok_or(fmt::Error)?
            .copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_texts_fit() {
        let ip: std::net::IpAddr = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff".parse().unwrap();
        assert_eq!(Short::new(ip).as_str(), "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        let time = portcullis_core::Timestamp { epoch_ms: i64::MAX };
        assert_eq!(Short::new(time).as_str(), time.to_string());
        assert_eq!(Short::new(i64::MIN).as_str(), i64::MIN.to_string());
    }

    #[test]
    fn questions_are_asked_once_up_to_sixty_four() {
        let (answers, asked) = (Answers::default(), Cell::new(0));
        let ask = |question, answer| {
            answers.ask(question, || {
                asked.set(asked.get() + 1);
                answer
            })
        };
        assert!(ask(3, true) && ask(3, false) && !ask(63, false) && !ask(63, true));
        assert_eq!(asked.get(), 2);
        assert!(ask(64, true) && !ask(64, false));
    }
}
