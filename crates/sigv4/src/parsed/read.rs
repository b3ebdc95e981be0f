//! Reading the credentials of either form.

use portcullis_core::Timestamp;

use super::{AsSent, Form, Parsed, Span, unsigned};
use crate::authorization::{Presented, Signature, excerpt, fields};
use crate::canonical::{Parameter, PathRule, Text};
use crate::date::{self, Basic};
use crate::payload::{Payload, S3};
use crate::presigned::{self, Presigned};
use crate::request::{Deciding, name, same_name};
use crate::{RequestParts, SignatureFault};

/// A request that has credentials.
pub(super) struct Request<'a> {
    pub(super) parts: &'a RequestParts<'a>,
    pub(super) parameters: &'a [Parameter<'a>],
    pub(super) headers: &'a Deciding<'a>,
    pub(super) rule: Option<PathRule>,
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
    /// Reads the credentials of the header.
    pub(super) fn header_form(&self, authorization: &[u8]) -> Result<Parsed, SignatureFault> {
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

    /// Reads the credentials of the query.
    pub(super) fn query_form(&self) -> Result<Parsed, SignatureFault> {
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
