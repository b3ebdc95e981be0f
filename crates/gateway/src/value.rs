//! Mapped values: where the right-hand side of a parameter mapping is found in a request or response.
//!
//! Source: API Gateway developer guide, "Parameter mapping source reference for REST APIs". Where a name occurs more than
//! once the last value counts, as in AWS's single-value maps.

use std::{borrow::Cow, cell::OnceCell, sync::Arc};

use api_model::{Deployment, Found, ParameterSource, ValueSource};
use bytes::Bytes;
use http::{HeaderMap, HeaderName};
use mapping::{BodyPath, JsonBody, Limits};

use crate::{
    context::{Variable, View, variable},
    percent,
    plan::PlanError,
};

/// A compiled right-hand side.
#[derive(Debug, Clone)]
pub(crate) enum ValuePlan {
    Static(String),
    Path(String),
    Query(String),
    Header(HeaderName),
    Queries(String),
    Headers(HeaderName),
    Context(Variable),
    ResponseHeader(HeaderName),
    ResponseHeaders(HeaderName),
    /// The body of the request or of the integration's answer, whichever the mapping is for, or a value in it.
    Body(Option<Arc<BodyPath>>),
}

/// A body that mappings read: all of it, and as JSON once for all of them.
#[derive(Debug)]
pub(crate) struct ReadBody {
    bytes: Bytes,
    json: OnceCell<Option<JsonBody>>,
    /// Why a value could not be taken out of it, where that is more than that there is none.
    fault: OnceCell<String>,
}

impl ReadBody {
    pub(crate) fn new(bytes: Bytes) -> Self {
        Self {
            bytes,
            json: OnceCell::new(),
            fault: OnceCell::new(),
        }
    }

    /// A value in it as text; `None` where there is none, and where the body is no JSON.
    fn value(&self, path: &BodyPath) -> Option<String> {
        let json = self.json.get_or_init(|| JsonBody::parse(&self.bytes)).as_ref()?;
        match path.read(json, Limits::default()) {
            Ok(value) => value,
            Err(error) => {
                self.fault.get_or_init(|| error.to_string());
                None
            }
        }
    }

    /// Why a mapping out of this body failed, if one did.
    pub(crate) fn fault(&self) -> Option<&str> {
        self.fault.get().map(String::as_str)
    }
}

/// What values are read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) headers: &'a HeaderMap,
    /// The raw query.
    pub(crate) query: Option<&'a str>,
    /// The raw path behind the stage, and what it was routed to.
    pub(crate) routed: Option<(&'a str, &'a Found<'a>)>,
    pub(crate) view: View<'a>,
    /// The headers of the integration's response.
    pub(crate) response: Option<&'a HeaderMap>,
    /// The body that is mapped from, where any mapping reads it.
    pub(crate) body: Option<&'a ReadBody>,
}

/// A value and how it is written where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mapped<'a> {
    bytes: Cow<'a, [u8]>,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As it is.
    Plain,
    /// The owner's own text: goes into a path or query as it is written.
    Own,
    /// Percent-encoded.
    Path,
    /// Percent-encoded, `+` being a blank.
    Query,
}

impl ValuePlan {
    pub(crate) fn new(source: &ValueSource, deployment: &Deployment) -> Result<Self, PlanError> {
        let header = |name: &str| {
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| PlanError::HeaderName(name.to_owned()))
        };
        Ok(match source {
            ValueSource::Static(text) => Self::Static(text.clone()),
            ValueSource::Request(ParameterSource::Path, name)
            | ValueSource::MultiValue(ParameterSource::Path, name) => Self::Path(name.clone()),
            ValueSource::Request(ParameterSource::Query, name) => Self::Query(name.clone()),
            ValueSource::Request(ParameterSource::Header, name) => Self::Header(header(name)?),
            ValueSource::MultiValue(ParameterSource::Query, name) => Self::Queries(name.clone()),
            ValueSource::MultiValue(ParameterSource::Header, name) => Self::Headers(header(name)?),
            ValueSource::Context(name) => {
                Self::Context(variable(name).ok_or_else(|| PlanError::Context(name.clone()))?)
            }
            ValueSource::StageVariable(name) => {
                let value = deployment.stage.variables.get(name);
                Self::Static(
                    value
                        .cloned()
                        .ok_or_else(|| PlanError::StageVariable(name.clone()))?,
                )
            }
            ValueSource::RequestBody(path) | ValueSource::ResponseBody(path) => Self::Body(
                path.as_deref()
                    .map(|path| BodyPath::parse(path).map(Arc::new))
                    .transpose()
                    .map_err(|error| PlanError::BodyPath(error.to_string()))?,
            ),
            ValueSource::ResponseHeader(name) => Self::ResponseHeader(header(name)?),
            ValueSource::ResponseMultiValueHeader(name) => Self::ResponseHeaders(header(name)?),
        })
    }

    /// Whether it reads a body.
    pub(crate) fn reads_body(&self) -> bool {
        matches!(self, Self::Body(_))
    }

    /// The value in this request; `None` if it has none.
    pub(crate) fn read<'a>(&'a self, facts: &Facts<'a>) -> Option<Mapped<'a>> {
        let plain = |bytes: &'a [u8]| Mapped {
            bytes: bytes.into(),
            form: Form::Plain,
        };
        match self {
            Self::Static(text) => Some(Mapped {
                bytes: text.as_bytes().into(),
                form: Form::Own,
            }),
            Self::Path(name) => {
                let (path, found) = facts.routed?;
                let at = found
                    .route
                    .parameters
                    .iter()
                    .position(|parameter| parameter == name)?;
                let raw = found.parameters.raw(at, path)?;
                Some(Mapped {
                    bytes: raw.as_bytes().into(),
                    form: Form::Path,
                })
            }
            Self::Query(name) => {
                let raw = query_values(facts.query, name).last()?;
                Some(Mapped {
                    bytes: raw.as_bytes().into(),
                    form: Form::Query,
                })
            }
            Self::Queries(name) => {
                let joined = join(query_values(facts.query, name).map(str::as_bytes))?;
                Some(Mapped {
                    bytes: joined.into(),
                    form: Form::Query,
                })
            }
            Self::Header(name) => facts
                .headers
                .get_all(name)
                .iter()
                .next_back()
                .map(|value| plain(value.as_bytes())),
            Self::Headers(name) => joined_headers(facts.headers, name),
            Self::ResponseHeader(name) => facts
                .response?
                .get_all(name)
                .iter()
                .next_back()
                .map(|value| plain(value.as_bytes())),
            Self::ResponseHeaders(name) => joined_headers(facts.response?, name),
            // An empty body is none.
            Self::Body(None) => facts
                .body
                .map(|body| &*body.bytes)
                .filter(|bytes| !bytes.is_empty())
                .map(plain),
            Self::Body(Some(path)) => {
                let text = facts.body?.value(path)?;
                Some(Mapped {
                    bytes: text.into_bytes().into(),
                    form: Form::Plain,
                })
            }
            Self::Context(variable) => {
                let mut text = String::new();
                variable.write(&facts.view, &mut text).then(|| Mapped {
                    bytes: text.into_bytes().into(),
                    form: Form::Plain,
                })
            }
        }
    }
}

impl<'a> Mapped<'a> {
    /// A raw value of a query.
    pub(crate) fn query(raw: &'a str) -> Self {
        Self {
            bytes: raw.as_bytes().into(),
            form: Form::Query,
        }
    }

    /// The value itself, nothing encoded: for headers.
    pub(crate) fn decoded(self) -> Cow<'a, [u8]> {
        match self.form {
            Form::Plain | Form::Own => self.bytes,
            Form::Path => percent::decode(self.bytes, false),
            Form::Query => percent::decode(self.bytes, true),
        }
    }

    /// Appends the value as a part of a path. What stood in a path stands there again byte for byte; anything else
    /// becomes part of one segment.
    pub(crate) fn push_path(self, out: &mut String) {
        match (self.form, std::str::from_utf8(&self.bytes)) {
            (Form::Path | Form::Own, Ok(text)) => out.push_str(text),
            _ => percent::encode_component(&self.decoded(), out),
        }
    }

    /// Appends the value as a value in a query.
    pub(crate) fn push_query(self, out: &mut String) {
        match (self.form, std::str::from_utf8(&self.bytes)) {
            (Form::Path | Form::Query, Ok(text)) => out.push_str(text),
            _ => percent::encode_component(&self.decoded(), out),
        }
    }
}

fn joined_headers<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Mapped<'a>> {
    let joined = join(headers.get_all(name).iter().map(http::HeaderValue::as_bytes))?;
    Some(Mapped {
        bytes: joined.into(),
        form: Form::Plain,
    })
}

/// Values separated by commas.
fn join<'v>(values: impl Iterator<Item = &'v [u8]>) -> Option<Vec<u8>> {
    let mut out: Option<Vec<u8>> = None;
    for value in values {
        match &mut out {
            None => out = Some(value.to_vec()),
            Some(out) => {
                out.push(b',');
                out.extend_from_slice(value);
            }
        }
    }
    out
}

/// The raw pairs of a query; a name without `=` has an empty value.
pub(crate) fn query_pairs(query: Option<&str>) -> impl Iterator<Item = (&str, &str)> {
    query
        .unwrap_or("")
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Whether a raw name of a query is `name`. Names are case-sensitive.
pub(crate) fn is_query_name(raw: &str, name: &str) -> bool {
    raw == name || percent::decode(raw.as_bytes().into(), true) == name.as_bytes()
}

fn query_values<'a>(query: Option<&'a str>, name: &str) -> impl Iterator<Item = &'a str> {
    query_pairs(query)
        .filter(move |(raw, _)| is_query_name(raw, name))
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::record::DecisionRecord;

    fn check(plan: &ValuePlan, expect: Option<(&str, &str, &str)>) {
        let mut headers = HeaderMap::new();
        headers.append("x-a", HeaderValue::from_static("one"));
        headers.append("x-a", HeaderValue::from_static("two/.."));
        let record = DecisionRecord {
            verb: "GET".to_owned(),
            ..DecisionRecord::default()
        };
        let body = ReadBody::new(Bytes::from_static(b"{\"a\":{\"b\":\"c d/e\"},\"n\":null}"));
        let facts = Facts {
            headers: &headers,
            query: Some("q=a%20b&Q=c&q=d%2Fe+f&empty&&n%61me=v"),
            routed: None,
            view: View {
                record: &record,
                stage: None,
            },
            response: None,
            body: Some(&body),
        };
        let got = plan.read(&facts).map(|mapped| {
            let (mut path, mut query) = (String::new(), String::new());
            mapped.clone().push_path(&mut path);
            mapped.clone().push_query(&mut query);
            (
                String::from_utf8(mapped.decoded().into_owned()).unwrap(),
                path,
                query,
            )
        });
        let expect = expect.map(|(plain, path, query)| (plain.to_owned(), path.to_owned(), query.to_owned()));
        assert_eq!(got, expect, "{plan:?}");
    }

    #[test]
    fn values_are_written_for_their_place() {
        let header = |name| HeaderName::from_static(name);
        check(&ValuePlan::Static("a/b".into()), Some(("a/b", "a/b", "a%2Fb")));
        check(
            &ValuePlan::Query("q".into()),
            Some(("d/e f", "d%2Fe%20f", "d%2Fe+f")),
        );
        check(&ValuePlan::Query("Q".into()), Some(("c", "c", "c")));
        check(&ValuePlan::Query("name".into()), Some(("v", "v", "v")));
        check(&ValuePlan::Query("empty".into()), Some(("", "", "")));
        check(&ValuePlan::Query("none".into()), None);
        check(
            &ValuePlan::Queries("q".into()),
            Some(("a b,d/e f", "a%20b%2Cd%2Fe%20f", "a%20b,d%2Fe+f")),
        );
        check(
            &ValuePlan::Header(header("x-a")),
            Some(("two/..", "two%2F..", "two%2F..")),
        );
        check(
            &ValuePlan::Headers(header("x-a")),
            Some(("one,two/..", "one%2Ctwo%2F..", "one%2Ctwo%2F..")),
        );
        check(&ValuePlan::Header(header("x-b")), None);
        check(&ValuePlan::ResponseHeader(header("x-a")), None);
        check(&ValuePlan::Path("id".into()), None);
        let body = |path: &str| ValuePlan::Body(Some(Arc::new(BodyPath::parse(path).unwrap())));
        check(&body("$.a.b"), Some(("c d/e", "c%20d%2Fe", "c%20d%2Fe")));
        check(&body("$.n"), None);
        check(&body("$.none"), None);
        let whole = "{\"a\":{\"b\":\"c d/e\"},\"n\":null}";
        let encoded = "%7B%22a%22%3A%7B%22b%22%3A%22c%20d%2Fe%22%7D%2C%22n%22%3Anull%7D";
        check(&ValuePlan::Body(None), Some((whole, encoded, encoded)));
        check(
            &ValuePlan::Context(variable("httpMethod").unwrap()),
            Some(("GET", "GET", "GET")),
        );
    }
}
