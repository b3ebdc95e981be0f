//! The bytes read ahead on a connection, cut into heads and bodies. No I/O.

use bytes::{Bytes, BytesMut};

use super::chunked::{ChunkFault, is_token};
use super::decoder::BodyDecoder;
use super::head::{Head, HeadLimits, empty_lines, head_end, parse};
use crate::transport::screen::Ambiguity;

/// See the module.
#[derive(Debug)]
pub(super) struct Reader {
    /// Bytes read and not consumed. Without memory while nothing is unread.
    unread: BytesMut,
    /// Bytes at the start of `unread` that hold no end of a head.
    scanned: usize,
    /// Bytes of the empty lines skipped before the next head.
    blank: usize,
    body: BodyDecoder,
    /// What is wrong behind the data that was handed out.
    fault: Option<ChunkFault>,
}

impl Reader {
    pub(super) fn new(unread: BytesMut) -> Self {
        Self {
            unread,
            scanned: 0,
            blank: 0,
            body: BodyDecoder::Done,
            fault: None,
        }
    }

    /// Whether all that was read is consumed.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.unread.is_empty()
    }

    /// Where the current body stands.
    #[inline]
    pub(super) fn body(&self) -> &BodyDecoder {
        &self.body
    }

    /// Whether the whole body was consumed.
    #[inline]
    pub(super) fn body_is_done(&self) -> bool {
        self.body.is_done()
    }

    /// Nothing that comes from now on is believed.
    pub(super) fn give_up(&mut self) {
        self.body = BodyDecoder::Broken;
        self.unread = BytesMut::new();
    }

    /// Takes what was read next.
    #[inline]
    pub(super) fn push(&mut self, bytes: BytesMut) {
        let unread = &mut self.unread;
        if unread.is_empty() {
            *unread = bytes;
            return;
        }
        let length = unread.len() + bytes.len();
        if unread.capacity() < length {
            // Memory of its own: what trickles in must not hold that of others for long.
            let mut own = BytesMut::with_capacity(length.next_power_of_two());
            own.extend_from_slice(unread);
            *unread = own;
        }
        unread.extend_from_slice(&bytes);
    }

    /// The bytes of the next head, if they are whole.
    pub(super) fn take_head(&mut self, limits: HeadLimits) -> Result<Option<Bytes>, Ambiguity> {
        if self.unread.starts_with(b"\r") {
            let skipped = empty_lines(&self.unread, self.blank)?;
            self.blank += skipped;
            let _empty = self.unread.split_to(skipped);
        }
        // Whoever speaks something else need not wait for the end of a line that never comes.
        match self.unread.as_ref() {
            [] | [b'\r'] => return Ok(None),
            [first, ..] if is_token(*first) => {}
            _ => return Err(Ambiguity::Syntax),
        }
        let Some(end) = head_end(&self.unread, self.scanned, limits.bytes)? else {
            self.scanned = self.unread.len();
            return Ok(None);
        };
        (self.scanned, self.blank) = (0, 0);
        if end == self.unread.len() {
            return Ok(Some(std::mem::take(&mut self.unread).freeze()));
        }
        Ok(Some(self.unread.split_to(end).freeze()))
    }

    /// Reads the head that [`Reader::take_head`] gave; its body comes next.
    #[inline]
    pub(super) fn begin(&mut self, head: &Bytes, limits: HeadLimits) -> Head {
        let mut head = parse(head, limits);
        self.body = std::mem::replace(&mut head.body, BodyDecoder::Done);
        head
    }

    /// The next piece of the body, if something of it is here.
    pub(super) fn take_data(&mut self) -> Result<Option<Bytes>, ChunkFault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        if self.unread.is_empty() {
            return Ok(None);
        }
        let framing = self.body.consume_framing(&self.unread)?;
        let _consumed = self.unread.split_to(framing);
        let taken = self.body.consume_data(self.unread.len());
        let data = self.unread.split_to(taken).freeze();
        match self.body.consume_framing(&self.unread) {
            Ok(framing) => {
                let _consumed = self.unread.split_to(framing);
            }
            Err(fault) if data.is_empty() => return Err(fault),
            // Told behind the data, however that was cut.
            Err(fault) => self.fault = Some(fault),
        }
        if self.unread.is_empty() {
            self.unread = BytesMut::new();
        }
        Ok(Some(data).filter(|data| !data.is_empty()))
    }
}
