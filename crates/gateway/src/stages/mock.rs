//! `MOCK`: the gateway answers by itself. And which response template serves, for all integrations that have them.

use http::{HeaderMap, header::ACCEPT};

use crate::{
    plan::{MockPlan, MockRequestPlan},
    rejection::Rejection,
    template::{DEFAULT_TYPE, TemplatePlan, media_type, of_request},
};

/// The request template that says the status.
pub(super) fn request<'p>(plan: &'p MockPlan, headers: &HeaderMap) -> Result<&'p MockRequestPlan, Rejection> {
    let default = || {
        plan.requests
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(DEFAULT_TYPE))
    };
    match of_request(&plan.requests, headers) {
        Some(request) => Ok(request),
        // Without a template the body itself would have to say the status: nothing does, so there is no answer.
        None if plan.passes => default()
            .map(|(_, request)| request)
            .ok_or(Rejection::ApiConfiguration),
        None => Err(Rejection::UnsupportedMediaType),
    }
}

/// The response template for what the request accepts: its first media type that has one, else JSON's, else the first.
pub(super) fn template<'p>(
    templates: &'p [(String, TemplatePlan)],
    headers: &HeaderMap,
) -> Option<&'p (String, TemplatePlan)> {
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
