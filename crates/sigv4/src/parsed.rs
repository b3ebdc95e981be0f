//! A request's claim: who says to have signed it, when and for what.

mod read;

use std::fmt;

use portcullis_core::Timestamp;

use self::read::Request;
use crate::authorization::Signature;
use crate::canonical::{self, PathRule, Unsigned, Writing};
use crate::date::Basic;
use crate::payload::Payload;
use crate::presigned;
use crate::request::{Deciding, name};
use crate::{Algorithm, RequestParts, Scope, Secret, SignatureFault, SigningKey};

/// Where the signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In the `Authorization` header.
    Header,
    /// In the query: a presigned request.
    Query {
        /// `X-Amz-Expires`: seconds it lives; without it, as long as the header form.
        expires_s: Option<u32>,
    },
}

/// A well-formed signature and the text it has to sign. Nothing is proved yet: [`verify`](Self::verify) does.
///
/// It owns what it needs of the request, in two buffers, so that the body can be read and the secret be found meanwhile.
#[derive(Clone)]
pub struct Parsed {
    /// Everything that is asked for as text; the other fields say where.
    texts: String,
    access_key_id: Span,
    date: Span,
    region: Span,
    service: Span,
    terminator: Span,
    signed_headers: Span,
    session_token: Option<Span>,
    region_set: Option<Span>,
    pub(crate) signature: Signature,
    pub(crate) form: Form,
    pub(crate) time: Timestamp,
    pub(crate) basic: Basic,
    pub(crate) payload: Payload,
    // Invariant: made from one request, whose method, path, query and headers the caller acts on.
    head: Vec<u8>,
    places: canonical::Places,
    as_sent: Option<AsSent>,
}

/// A part of [`Parsed::texts`]. Small, since a claim has many; what they hold is within the limits of a request's head.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Beyond what a claim can hold it is the end, where nothing is.
    fn new(start: usize, end: usize) -> Self {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: place(start),
            end: place(end),
        }
    }
}

/// Path and query as they were sent: kept where a client may have signed them so.
#[derive(Clone)]
struct AsSent {
    path: Span,
    query: Span,
    rule: PathRule,
}

impl Parsed {
    /// Reads the credentials of a request, wherever they are.
    ///
    /// [`SignatureFault::MissingToken`] if there are none: whether that is a fault is the caller's to say.
    pub fn from_request(parts: &RequestParts<'_>) -> Result<Self, SignatureFault> {
        Self::with_rule(parts, None)
    }

    /// As [`from_request`](Self::from_request), for a rule of the path that is not the service's.
    pub(crate) fn with_rule(
        parts: &RequestParts<'_>,
        rule: Option<PathRule>,
    ) -> Result<Self, SignatureFault> {
        parts.check()?;
        let parameters = canonical::parameters(parts.query)?;
        let headers = Deciding::of(parts);
        let authorization = headers.authorization.value(name::AUTHORIZATION)?;
        let request = Request {
            parts,
            parameters: &parameters,
            headers: &headers,
            rule,
        };
        match (authorization, presigned::found(&parameters)) {
            (None, false) => Err(SignatureFault::MissingToken),
            (Some(_), true) => Err(SignatureFault::TwoCredentials),
            (Some(authorization), false) => request.header_form(authorization),
            (None, true) => request.query_form(),
        }
    }

    /// The access key id, unproved.
    pub fn access_key_id(&self) -> &str {
        self.text(self.access_key_id)
    }

    /// How it is signed, and so which key verifies it.
    pub fn algorithm(&self) -> Algorithm {
        match self.signature {
            Signature::V4(_) => Algorithm::V4,
            Signature::V4a(_) => Algorithm::V4a,
        }
    }

    /// The regions a signature of Version 4A is good for, as they were sent: names with `,` between them, `*` for any run of
    /// characters.
    pub fn region_set(&self) -> Option<&str> {
        self.region_set.map(|set| self.text(set))
    }

    /// What the signature claims to be good for.
    pub fn scope(&self) -> Scope<'_> {
        Scope {
            date: self.text(self.date),
            region: self.text(self.region),
            service: self.text(self.service),
        }
    }

    /// The session token of temporary credentials. In the query form it may be there without being signed.
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.map(|token| self.text(token))
    }

    /// Names of the signed headers: in lower case, sorted.
    pub fn signed_headers(&self) -> impl Iterator<Item = &str> {
        self.text(self.signed_headers).split(';')
    }

    /// Header or query.
    pub fn form(&self) -> Form {
        self.form
    }

    /// When it was signed.
    pub fn time(&self) -> Timestamp {
        self.time
    }

    /// What it says about the body.
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The key for [`scope`](Self::scope), of Signature Version 4.
    pub fn signing_key(&self, secret: &Secret) -> SigningKey {
        SigningKey::derive(secret, &self.scope())
    }

    /// The last part of the credential.
    pub(crate) fn terminator(&self) -> &str {
        self.text(self.terminator)
    }

    /// The scope as it was sent, which is as it is signed if it ends as it has to.
    pub(crate) fn scope_text(&self) -> &str {
        self.text(Span {
            start: self.date.start,
            end: self.terminator.end,
        })
    }

    /// What AWS documents to be signed, without the last line.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether one of the texts that may have been signed, in pieces and without its last line, is `right`.
    ///
    /// They are made one after the other: hardly ever is it not the first.
    pub(crate) fn any_head(&self, mut right: impl FnMut(&[&[u8]]) -> bool) -> bool {
        if right(&[&self.head]) {
            return true;
        }
        let as_sent = self.as_sent.as_ref().and_then(|as_sent| {
            let mut out = Vec::with_capacity(self.head.len());
            out.extend_from_slice(self.head.get(..self.places.target.start)?);
            let added = canonical::target(
                self.text(as_sent.path),
                &canonical::parameters(self.text(as_sent.query)).ok()?,
                unsigned(self.form),
                as_sent.rule,
                Writing::AsSent,
                &mut out,
            )
            .ok()?;
            out.extend_from_slice(self.head.get(self.places.target.end..)?);
            Some((out, added))
        });
        if as_sent.as_ref().is_some_and(|(head, _)| right(&[head])) {
            return true;
        }
        let documented = Some((&self.head, &self.places.added));
        documented
            .into_iter()
            .chain(as_sent.as_ref().map(|(head, added)| (head, added)))
            .filter_map(|(head, added)| {
                let added = added.as_ref()?;
                Some([head.get(..added.start)?, head.get(added.end..)?])
            })
            .any(|pieces| right(&pieces))
    }

    fn text(&self, span: Span) -> &str {
        let Span { start, end } = span;
        self.texts.get(start as usize..end as usize).unwrap_or_default()
    }
}

impl fmt::Debug for Parsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parsed")
            .field("access_key_id", &self.access_key_id())
            .field("scope", &self.scope())
            .field("algorithm", &self.algorithm())
            .field("region_set", &self.region_set())
            .field("form", &self.form)
            .field("time", &self.time)
            .field("signed_headers", &self.text(self.signed_headers))
            .field("payload", &self.payload)
            .finish_non_exhaustive()
    }
}

/// What of the query is not signed.
fn unsigned(form: Form) -> Unsigned {
    match form {
        Form::Header => Unsigned::default(),
        Form::Query { .. } => Unsigned {
            left_out: Some(presigned::SIGNATURE),
            may_be_added: Some(presigned::TOKEN),
        },
    }
}
