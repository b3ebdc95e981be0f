//! A request's claim: who says to have signed it, when and for what.

use std::fmt;

use portcullis_core::Timestamp;

use crate::authorization::{Presented, Signature, excerpt, fields};
use crate::canonical::{self, Parameter, PathRule, Text, Unsigned, Writing};
use crate::date::{self, Basic};
use crate::payload::{Payload, S3};
use crate::presigned::{self, Presigned};
use crate::request::{Deciding, name, same_name};
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

/// A request that has credentials.
struct Request<'a> {
    parts: &'a RequestParts<'a>,
    parameters: &'a [Parameter<'a>],
    headers: &'a Deciding<'a>,
    rule: Option<PathRule>,
}

/// What both forms have, read.
struct Read<'a> {
    presented: Presented<'a>,
    form: Form,
    time: Timestamp,
    basic: Basic,
    token: Option<&'a str>,
    region_set: Option<&'a str>,
    payload: Payload,
}

impl Request<'_> {
    fn header_form(&self, authorization: &[u8]) -> Result<Parsed, SignatureFault> {
        let amz_date = self.headers.amz_date.text(name::AMZ_DATE)?;
        let http_date = self.headers.date.text(name::DATE)?;
        let given = amz_date.or(http_date);
        let fields = fields(authorization, given.is_some())?;
        let given = given.unwrap_or_default();
        let (time, basic) = match (date::parse_basic(given), amz_date) {
            (Some(read), _) => Some(read),
            (None, None) => date::parse_http(given).map(|time| (time, date::basic_of(time))),
            (None, Some(_)) => None,
        }
        .ok_or_else(|| SignatureFault::Date(excerpt(given)))?;
        let presented = Presented::new(&fields)?;
        self.check_headers(&presented)?;
        let payload = match self.headers.content_sha256.text(name::CONTENT_SHA256)? {
            Some(text) => Payload::parse(text, presented.scope.service)?,
            None => Payload::Unnamed,
        };
        let region_set = match presented.signature {
            Signature::V4(_) => None,
            Signature::V4a(_) => {
                let set = self.headers.region_set.text(name::REGION_SET)?;
                Some(set.ok_or(SignatureFault::NoRegionSet)?)
            }
        };
        self.parsed(Read {
            presented,
            region_set,
            form: Form::Header,
            time,
            basic,
            token: self.headers.token.text(name::TOKEN)?,
            payload,
        })
    }

    fn query_form(&self) -> Result<Parsed, SignatureFault> {
        let presigned = Presigned::new(self.parameters)?;
        let (time, basic) = date::parse_basic(&presigned.date)
            .ok_or_else(|| SignatureFault::Date(excerpt(&presigned.date)))?;
        let fields = presigned.fields();
        let presented = Presented::new(&fields)?;
        self.check_headers(&presented)?;
        if self.headers.amz_date.value(name::AMZ_DATE)?.is_some() {
            return Err(SignatureFault::Repeated(name::AMZ_DATE));
        }
        let token = either(
            self.headers.token.text(name::TOKEN)?,
            presigned.token.as_deref(),
            name::TOKEN,
        )?;
        let sha256 = either(
            self.headers.content_sha256.text(name::CONTENT_SHA256)?,
            presigned.content_sha256.as_deref(),
            name::CONTENT_SHA256,
        )?;
        let payload = match sha256 {
            Some(text) => Payload::parse(text, presented.scope.service)?,
            None if presented.scope.service == S3 => Payload::Unsigned,
            None => Payload::Unnamed,
        };
        let region_set = match presented.signature {
            Signature::V4(_) => None,
            Signature::V4a(_) => {
                let header = self.headers.region_set.text(name::REGION_SET)?;
                let set = either(header, presigned.region_set.as_deref(), name::REGION_SET)?;
                let missing = || SignatureFault::MissingQueryParameters(vec![presigned::REGION_SET]);
                Some(set.ok_or_else(missing)?)
            }
        };
        self.parsed(Read {
            presented,
            region_set,
            form: Form::Query {
                expires_s: presigned.expires_s,
            },
            time,
            basic,
            token,
            payload,
        })
    }

    /// What decides about the request is there once, and every `x-amz-*` header is signed.
    fn check_headers(&self, presented: &Presented<'_>) -> Result<(), SignatureFault> {
        self.headers.check()?;
        let is_signed = |name: &str| {
            let mut signed = presented.signed_headers.iter();
            signed.any(|signed| same_name(signed, name))
        };
        let unsigned = self.parts.headers.iter().map(|(name, _)| *name).filter(|name| {
            name.as_bytes()
                .first_chunk::<6>()
                .is_some_and(|start| start.eq_ignore_ascii_case(b"x-amz-"))
                && !is_signed(name)
        });
        let unsigned: Vec<String> = unsigned.map(str::to_ascii_lowercase).collect();
        if unsigned.is_empty() {
            Ok(())
        } else {
            Err(SignatureFault::HeadersNotSigned(unsigned))
        }
    }

    fn parsed(&self, read: Read<'_>) -> Result<Parsed, SignatureFault> {
        let Read { presented, form, .. } = read;
        let rule = self.rule.unwrap_or_else(|| PathRule::of(presented.scope.service));
        let text = Text {
            parts: self.parts,
            parameters: self.parameters,
            unsigned: unsigned(form),
            signed: &presented.signed_headers,
            signed_list: presented.signed_list,
            rule,
        };
        // Room for the usual; a request with more grows it.
        let target = self.parts.path.len() + self.parts.query.len();
        let token_bytes = read.token.map_or(0, str::len);
        let mut head = Vec::with_capacity(384 + target + token_bytes);
        let places = text.head(&mut head)?;
        let as_sent = text.differs_as_sent();
        let mut texts = String::with_capacity(
            256 + token_bytes + presented.signed_list.len() + if as_sent { target } else { 0 },
        );
        let mut put = |text: &str| {
            let start = texts.len();
            texts.push_str(text);
            Span::new(start, texts.len())
        };
        let access_key_id = put(presented.access_key_id);
        let date = put(presented.scope.date);
        put("/");
        let region = put(presented.scope.region);
        if !presented.scope.region.is_empty() {
            put("/");
        }
        let service = put(presented.scope.service);
        put("/");
        let terminator = put(presented.terminator);
        let signed_headers = put(presented.signed_list);
        let session_token = read.token.map(&mut put);
        let region_set = read.region_set.map(&mut put);
        let as_sent = as_sent.then(|| AsSent {
            path: put(self.parts.path),
            query: put(self.parts.query),
            rule,
        });
        Ok(Parsed {
            texts,
            access_key_id,
            date,
            region,
            service,
            terminator,
            signed_headers,
            session_token,
            region_set,
            signature: presented.signature,
            form,
            time: read.time,
            basic: read.basic,
            payload: read.payload,
            head,
            places,
            as_sent,
        })
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

/// Both at once would be two answers to one question.
fn either<'a>(
    header: Option<&'a str>,
    parameter: Option<&'a str>,
    name: &'static str,
) -> Result<Option<&'a str>, SignatureFault> {
    match (header, parameter) {
        (Some(_), Some(_)) => Err(SignatureFault::Repeated(name)),
        _ => Ok(header.or(parameter)),
    }
}
