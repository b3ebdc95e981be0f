//! What a client showed in its handshake, and what came of looking at it.

use std::{
    cell::{OnceCell, RefCell},
    sync::Arc,
};

use portcullis_core::Timestamp;
use rustls::pki_types::CertificateDer;

use super::{
    client_certificate::ClientCertificate,
    trust_store::{Span, TrustStore, Untrusted},
};

/// The certificates of a client that was asked for one. The client has the private key of the first: the handshake made sure
/// of that and of nothing else. A connection is asked the same with every request, so the last answer is remembered.
pub(crate) struct Shown {
    // Invariant: the client's own first; empty if it showed none.
    chain: Vec<CertificateDer<'static>>,
    read: OnceCell<Option<Arc<ClientCertificate>>>,
    verified: RefCell<Option<Verified>>,
}

/// What a store says of a client, and when that holds.
struct Verified {
    by: Arc<TrustStore>,
    outcome: Result<Span, Untrusted>,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown")
            .field("certificates", &self.chain.len())
            .finish_non_exhaustive()
    }
}

impl Shown {
    pub(super) fn new(chain: Option<&[CertificateDer<'_>]>) -> Self {
        Self {
            chain: chain
                .unwrap_or_default()
                .iter()
                .map(|der| der.clone().into_owned())
                .collect(),
            read: OnceCell::new(),
            verified: RefCell::new(None),
        }
    }

    /// Verifies the client against a store, unless that was done before and still holds.
    pub(super) fn verify(
        &self,
        store: &Arc<TrustStore>,
        now: Timestamp,
    ) -> Result<Arc<ClientCertificate>, Untrusted> {
        let mut verified = self.verified.borrow_mut();
        let known = verified
            .as_ref()
            .filter(|known| Arc::ptr_eq(&known.by, store))
            .map(|known| known.outcome.clone());
        match known {
            Some(Ok(span)) if span.holds(now) => {}
            // Whoever was not trusted is not looked at again: a new connection costs the client more than this one.
            Some(Err(why)) => return Err(why),
            Some(Ok(_)) | None => {
                let outcome = store.verify(&self.chain, now);
                *verified = Some(Verified {
                    by: Arc::clone(store),
                    outcome: outcome.clone(),
                });
                outcome?;
            }
        }
        let read = self.read.get_or_init(|| {
            let leaf = self.chain.first()?;
            ClientCertificate::new(leaf).map(Arc::new)
        });
        read.clone().ok_or(Untrusted::NoCertificate)
    }
}
