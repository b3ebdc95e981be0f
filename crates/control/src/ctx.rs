//! What a handler has at hand.

use std::net::IpAddr;

use portcullis_core::Timestamp;

use crate::{Permission, Permits, caller::Caller, error::Error, tx::Tx};

/// One call of one operation. `E` is what the service has besides the store.
pub struct Ctx<'a, E> {
    /// Who calls.
    pub caller: &'a Caller,
    /// The region of the signature's scope.
    pub region: &'a str,
    /// The request id that is answered.
    pub request_id: &'a str,
    /// The time of the call.
    pub now: Timestamp,
    /// Where the call comes from.
    pub source_ip: Option<IpAddr>,
    /// Whether the call came over TLS.
    pub secure: bool,
    /// Its `User-Agent` headers.
    pub user_agents: Vec<String>,
    /// Its `Referer` headers.
    pub referers: Vec<String>,
    /// The store, as this operation sees and changes it.
    pub tx: Tx<'a>,
    /// The service's own surroundings.
    pub env: &'a E,
    /// What the caller may do besides what the call itself needed.
    pub rights: &'a dyn Permits,
    /// Headers to add to the answer, if the operation succeeds.
    pub headers: Vec<(&'static str, String)>,
    /// Warnings for the log, if the operation succeeds.
    pub warnings: Vec<String>,
}

impl<E> Ctx<'_, E> {
    /// The account that the call acts in.
    pub fn account(&self) -> &str {
        &self.caller.account
    }

    /// Refuses the call if the caller may not do this too.
    pub fn require(&self, action: &str, resource: String) -> Result<(), Error> {
        self.rights.permit(&Permission {
            action: action.to_owned(),
            resource,
        })
    }

    /// The time in whole seconds, as answers have it.
    pub fn now_seconds(&self) -> aws_wire::EpochSeconds {
        aws_wire::EpochSeconds(self.now.epoch_ms.div_euclid(1000))
    }

    /// Random text: `length` characters of `alphabet` (at most 256 characters, ASCII).
    pub fn random_text(&self, alphabet: &str, length: usize) -> Result<String, Error> {
        random_text(alphabet, length)
    }
}

/// Random text from the system's source: `length` characters of `alphabet` (at most 256 characters, ASCII).
pub fn random_text(alphabet: &str, length: usize) -> Result<String, Error> {
    let letters = alphabet.as_bytes();
    let usable = 256 - 256 % letters.len().max(1);
    let mut text = String::with_capacity(length);
    let mut bytes = [0u8; 64];
    while text.len() < length {
        getrandom::fill(&mut bytes)
            .map_err(|error| Error::internal(format!("no random numbers from the system: {error}")))?;
        for byte in bytes {
            // Bytes beyond the last whole multiple would make some letters likelier.
            if usize::from(byte) < usable
                && text.len() < length
                && let Some(letter) = letters.get(usize::from(byte) % letters.len())
            {
                text.push(char::from(*letter));
            }
        }
    }
    Ok(text)
}
