//! Mapping templates as integrations run them: what they read, and what becomes of what they make.
//!
//! Source: API Gateway developer guide, "Mapping template transformations for REST APIs in API Gateway" and "Variables for
//! data transformations for API Gateway".

use std::borrow::Cow;

use api_model::is_literal_template;
use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE},
};
use mapping::{ContextValue, Environment, Limits, Name, OverrideValue, Overrides, RenderError, Template};

use crate::{
    arrival::Arrival,
    context::{View, names_below, variable},
    follow::describe,
    percent,
    plan::PlanError,
    record::DecisionRecord,
    rejection::Rejection,
    stages::headers::is_signature,
    value::{Facts, query_pairs},
};

/// The media type that templates have where a request names none, or none that fits.
///
/// Source: API Gateway developer guide, "Mapping template and content type": `application/json` is the default.
pub(crate) const DEFAULT_TYPE: &str = "application/json";

/// A compiled template.
#[derive(Debug)]
pub(crate) enum TemplatePlan {
    /// Literal text: it is what it gives.
    Literal(Bytes),
    Dynamic(Box<Template>),
}

impl TemplatePlan {
    pub(crate) fn new(text: &str) -> Result<Self, PlanError> {
        if is_literal_template(text) {
            return Ok(Self::Literal(Bytes::copy_from_slice(text.as_bytes())));
        }
        Self::dynamic(text).map(Self::Dynamic)
    }

    pub(crate) fn dynamic(text: &str) -> Result<Box<Template>, PlanError> {
        Template::parse(text)
            .map(Box::new)
            .map_err(|error| PlanError::Template(error.to_string()))
    }

    /// Whether it must be run, and so needs the body it may read.
    pub(crate) fn is_dynamic(&self) -> bool {
        match self {
            Self::Literal(_) => false,
            Self::Dynamic(_) => true,
        }
    }
}

/// The template for the content type of a request; JSON's where it names none.
pub(crate) fn of_request<'p, T>(templates: &'p [(String, T)], headers: &HeaderMap) -> Option<&'p T> {
    if templates.is_empty() {
        return None;
    }
    let sent = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .map(str::trim);
    let essence = sent.and_then(|sent| media_type(Some(sent)));
    let of = |wanted: &str| {
        templates
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(wanted))
            .map(|(_, template)| template)
    };
    sent.and_then(of).or_else(|| of(essence.unwrap_or(DEFAULT_TYPE)))
}

/// A media type without its parameters.
pub(crate) fn media_type(value: Option<&str>) -> Option<&str> {
    value
        .map(|value| value.split(';').next().unwrap_or("").trim())
        .filter(|value| !value.is_empty())
}

/// What a template is for, for records.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Side {
    Request,
    Response,
}

/// What stands in front of the pipeline and tells it where a request came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Front<'a> {
    pub(crate) arrival: &'a Arrival<'a>,
    pub(crate) trace: &'a HeaderValue,
}

impl<'a> Front<'a> {
    /// The headers of the request as templates and functions see them, as the client spelled their names: those that say where it came from are the gateway's, as on AWS,
    /// whatever the client sent under their names.
    pub(crate) fn headers(self, secure: bool) -> Vec<Name<'a>> {
        const FORWARDED_FOR: &str = "X-Forwarded-For";
        const OWN: [&str; 4] = [
            FORWARDED_FOR,
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "X-Amzn-Trace-Id",
        ];
        let text = |value: &'a HeaderValue| String::from_utf8_lossy(value.as_bytes());
        let sent = &self.arrival.parts.headers;
        let head = self.arrival.connection.head();
        let mut headers: Vec<Name<'_>> = sent
            .iter()
            // A signature stays behind, as towards an upstream.
            .filter(|(name, value)| **name != AUTHORIZATION || !is_signature(value))
            .filter(|(name, _)| !OWN.iter().any(|own| own.eq_ignore_ascii_case(name.as_str())))
            .map(|(name, value)| (spelling(&head, name.as_str()), text(value)))
            .collect();
        let mut addresses: Vec<_> = sent.get_all(FORWARDED_FOR).iter().map(text).collect();
        addresses.push(self.arrival.forwarded_address().to_string().into());
        let scheme = if secure { "https" } else { "http" };
        let values = [
            addresses.join(", ").into(),
            self.arrival.connection.local.port().to_string().into(),
            scheme.into(),
            text(self.trace),
        ];
        headers.extend(OWN.into_iter().map(Cow::Borrowed).zip(values));
        headers
    }
}

/// A header's name as it is spelled in a head, the first time; as it is where the head is not known.
fn spelling<'n>(head: &[u8], name: &'n str) -> Cow<'n, str> {
    let lines = head.split(|byte| *byte == b'\n').skip(1);
    let mut names = lines.filter_map(|line| line.split(|byte| *byte == b':').next());
    let spelled = names.find(|spelled| spelled.eq_ignore_ascii_case(name.as_bytes()));
    match spelled.and_then(|spelled| std::str::from_utf8(spelled).ok()) {
        Some(spelled) if spelled != name => Cow::Owned(spelled.to_owned()),
        Some(_) | None => Cow::Borrowed(name),
    }
}

/// Runs a template. Why it fails is for operators: the client learns that the API is at fault.
pub(crate) fn run(
    template: &Template,
    side: Side,
    facts: &Facts<'_>,
    front: Front<'_>,
    body: &[u8],
    overrides: &Overrides,
) -> Result<(String, Overrides), Failure> {
    render(template, facts, front, body, overrides)
        .map_err(|error| Failure(format!("the {} failed: {}", side.named(), describe(&error))))
}

impl Side {
    fn named(self) -> &'static str {
        match self {
            Self::Request => "request template",
            Self::Response => "response template",
        }
    }
}

/// Why an integration's templates gave nothing that can be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(pub(crate) String);

/// Why a mapping gave nothing.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A mapped value, or what the request asks for.
    Rejected(Rejection),
    Template(Failure),
}

impl From<Rejection> for Fault {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Self::Template(failure)
    }
}

impl Fault {
    /// The answer. What templates did is for operators: the record says it, the client learns that the API is at fault.
    pub(crate) fn rejection(self, record: &mut DecisionRecord) -> Rejection {
        match self {
            Self::Rejected(rejection) => rejection,
            Self::Template(Failure(why)) => {
                record.reason.push_str(&why);
                Rejection::ApiConfiguration
            }
        }
    }
}

fn render(
    template: &Template,
    facts: &Facts<'_>,
    front: Front<'_>,
    body: &[u8],
    overrides: &Overrides,
) -> Result<(String, Overrides), RenderError> {
    let text = |bytes: Cow<'_, [u8]>| Cow::<str>::Owned(String::from_utf8_lossy(&bytes).into_owned());
    let path: Vec<Name<'_>> = facts
        .routed
        .iter()
        .flat_map(|(path, found)| {
            let parameters = found.route.parameters.iter().enumerate();
            parameters.filter_map(|(at, name)| Some((name, found.parameters.raw(at, path)?)))
        })
        .map(|(name, raw)| {
            let value = percent::decode(raw.as_bytes().into(), false);
            (Cow::Borrowed(name.as_str()), text(value))
        })
        .collect();
    let querystring: Vec<Name<'_>> = query_pairs(facts.query)
        .map(|(name, value)| {
            let decode = |raw: &str| text(percent::decode(raw.as_bytes().into(), true));
            (decode(name), decode(value))
        })
        .collect();
    let header = front.headers(facts.view.record.secure_transport);
    let variables = facts.view.stage.map(|stage| &stage.deployment().stage.variables);
    let stage_variables: Vec<Name<'_>> = variables
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str().into(), value.as_str().into()))
        .collect();
    let environment = Environment {
        body,
        path: &path,
        querystring: &querystring,
        header: &header,
        context: &Variables(facts.view),
        stage_variables: &stage_variables,
        overrides,
    };
    let rendered = template.render(&environment, Limits::default())?;
    Ok((rendered.text, rendered.overrides))
}

/// `$context` of a template.
struct Variables<'a>(View<'a>);

impl mapping::Context for Variables<'_> {
    fn read(&self, name: &str) -> ContextValue<'_> {
        // Claims have names of their own.
        let claims = &self.0.record.claims;
        if name == "authorizer.claims" && claims.0.is_some() {
            return ContextValue::Names(claims.names().map(Cow::Borrowed).collect());
        }
        if let Some(variable) = variable(name) {
            let mut text = String::new();
            return if variable.write(&self.0, &mut text) {
                ContextValue::Text(text.into())
            } else {
                ContextValue::Absent
            };
        }
        let mut names = names_below(name);
        if name == "authorizer" && claims.0.is_some() {
            names.push("claims");
        }
        if names.is_empty() {
            ContextValue::Absent
        } else {
            ContextValue::Names(names.into_iter().map(Cow::Borrowed).collect())
        }
    }
}

/// A header that a template sets, with its values. What frames a message or belongs to a connection is not a template's to
/// set, and no value can end a header: either is a failure, not a header less.
pub(crate) fn header(name: &str, value: &OverrideValue) -> Result<(HeaderName, Vec<HeaderValue>), Failure> {
    let fault = |what: &str| Failure(format!("a template sets the header `{name}`: {what}"));
    let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| fault("this is no header name"))?;
    if invoke::is_managed_header(name.as_bytes()) || api_model::is_restricted_header(name) {
        return Err(fault("it frames the message"));
    }
    let values = values(value)
        .map(|value| HeaderValue::from_str(value).map_err(|_| fault("its value cannot stand in a header")))
        .collect::<Result<_, _>>()?;
    Ok((header, values))
}

/// The values of an override.
pub(crate) fn values(value: &OverrideValue) -> impl Iterator<Item = &str> {
    let values = match value {
        OverrideValue::One(value) => std::slice::from_ref(value),
        OverrideValue::Many(values) => values,
    };
    values.iter().map(String::as_str)
}

/// What templates make of a response: its status and headers.
pub(crate) fn apply(
    overrides: &Overrides,
    status: &mut StatusCode,
    headers: &mut HeaderMap,
) -> Result<(), Failure> {
    if let Some(text) = &overrides.response_status {
        let parsed = text
            .trim()
            .parse()
            .ok()
            .and_then(|code| crate::plan::status(code).ok());
        *status = parsed.ok_or_else(|| {
            Failure(format!(
                "a template sets the status `{text}`: it must be a number from 200 to 599"
            ))
        })?;
    }
    for (name, value) in &overrides.response_header {
        let (name, values) = header(name, value)?;
        headers.remove(&name);
        for value in values {
            headers.append(&name, value);
        }
    }
    Ok(())
}
