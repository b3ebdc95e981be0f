//! `MOCK`: the gateway answers by itself.

use bytes::Bytes;
use http::{
    HeaderMap,
    header::{ACCEPT, CONTENT_TYPE},
};

use crate::{plan::MockPlan, rejection::Rejection};

/// The media type that templates have where a request names none, or none that fits.
///
/// Source: API Gateway developer guide, "Mapping template and content type": `application/json` is the default.
pub(super) const DEFAULT_TYPE: &str = "application/json";

/// The status the request template gives.
pub(super) fn status(plan: &MockPlan, headers: &HeaderMap) -> Result<u16, Rejection> {
    let content_type = media_type(headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()));
    let of = |wanted: &str| {
        plan.statuses
            .iter()
            .find(|(known, _)| known == wanted)
            .map(|(_, status)| *status)
    };
    match of(content_type.unwrap_or(DEFAULT_TYPE)) {
        Some(status) => Ok(status),
        // Without a template the body itself would have to say the status: nothing does, so there is no answer.
        None if plan.passes => of(DEFAULT_TYPE).ok_or(Rejection::ApiConfiguration),
        None => Err(Rejection::UnsupportedMediaType),
    }
}

/// The response template for what the request accepts: its first media type that has one, else JSON's, else the first.
pub(super) fn template<'p>(
    templates: &'p [(String, Bytes)],
    headers: &HeaderMap,
) -> Option<&'p (String, Bytes)> {
    let of = |wanted: &str| templates.iter().find(|(known, _)| known == wanted);
    accepted(headers)
        .find_map(of)
        .or_else(|| of(DEFAULT_TYPE))
        .or_else(|| templates.first())
}

/// The media types of `Accept` in order, without their parameters.
pub(crate) fn accepted(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(ACCEPT)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|range| media_type(Some(range)))
}

/// A media type without its parameters.
fn media_type(value: Option<&str>) -> Option<&str> {
    value
        .map(|value| value.split(';').next().unwrap_or("").trim())
        .filter(|value| !value.is_empty())
}
