//! Names and expressions of parameters, media types of templates, names of models: what methods, integrations and their
//! responses have in common.
//!
//! Sources: API Gateway developer guide, "Request and response data mapping reference for REST APIs"; recorded answers for
//! the texts.

use std::collections::BTreeMap;

use api_definition::Definition;
use control::Result;

use crate::{
    errors::{bad_request, not_found},
    patch::{Change, Op},
};

/// Where parameters of a method's request stand.
const REQUEST_PLACES: [&str; 5] = [
    "path",
    "querystring",
    "header",
    "multivaluequerystring",
    "multivalueheader",
];

/// Where an integration's request takes parameters.
const INTEGRATION_PLACES: [&str; 3] = ["path", "querystring", "header"];

/// What stands behind a prefix and one of the places: `method.request.header.A` is `A`.
fn name_at<'a>(key: &'a str, prefix: &str, places: &[&str]) -> Option<&'a str> {
    let (place, name) = key.strip_prefix(prefix)?.split_once('.')?;
    (places.contains(&place) && !name.is_empty()).then_some(name)
}

/// AWS's error about expressions, all of them at once.
fn refused(errors: &[String]) -> Result<()> {
    if errors.is_empty() {
        return Ok(());
    }
    Err(bad_request(format!(
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [{}]",
        errors.join(", ")
    )))
}

/// The keys of a method's request parameters.
pub(crate) fn check_request_names<'a>(names: impl IntoIterator<Item = &'a String>) -> Result<()> {
    let mut errors = Vec::new();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut twice = false;
    for key in names {
        let Some(name) = name_at(key, "method.request.", &REQUEST_PLACES) else {
            errors.push(format!("Invalid mapping expression specified: {key}"));
            continue;
        };
        let place = key
            .trim_start_matches("method.request.")
            .trim_start_matches("multivalue");
        let place = place.split('.').next().unwrap_or_default();
        twice |= seen
            .iter()
            .any(|(other, taken)| *taken == name && *other != place);
        seen.push((place, name));
    }
    refused(&errors)?;
    if twice {
        return Err(bad_request(
            "Parameter names must be unique across querystring, header and path",
        ));
    }
    Ok(())
}

/// The keys of a method response's parameters.
pub(crate) fn check_response_names<'a>(names: impl IntoIterator<Item = &'a String>) -> Result<()> {
    let errors: Vec<String> = names
        .into_iter()
        .filter(|key| name_at(key, "method.response.", &["header", "multivalueheader"]).is_none())
        .map(|key| format!("Invalid mapping expression specified: {key}"))
        .collect();
    refused(&errors)
}

/// An integration's request parameters. What they take from the method's request must be declared there.
pub(crate) fn check_integration_request(
    parameters: &BTreeMap<String, String>,
    declared: &BTreeMap<String, bool>,
) -> Result<()> {
    let mut errors = Vec::new();
    for (key, value) in parameters {
        if name_at(key, "integration.request.", &INTEGRATION_PLACES).is_none() {
            errors.push(format!("Invalid mapping expression specified: {key}"));
        }
        if let Some(name) = name_at(value, "method.request.", &REQUEST_PLACES) {
            let known = REQUEST_PLACES.iter().any(|place| {
                let same = value.split('.').nth(2).is_some_and(|other| {
                    other.trim_start_matches("multivalue") == place.trim_start_matches("multivalue")
                });
                same && declared.contains_key(&format!("method.request.{place}.{name}"))
            });
            if !known {
                errors.push(format!("Invalid mapping expression parameter specified: {value}"));
            }
        } else if !is_common(value) && !is_body(value, "method.request.body") {
            errors.push(format!("Invalid mapping expression specified: {value}"));
        }
    }
    refused(&errors)
}

/// An integration response's parameters. The headers they set must be declared in the method's response.
pub(crate) fn check_integration_response(
    parameters: &BTreeMap<String, String>,
    declared: &BTreeMap<String, bool>,
) -> Result<()> {
    let mut errors = Vec::new();
    for (key, value) in parameters {
        if name_at(key, "method.response.", &["header", "multivalueheader"]).is_none() {
            errors.push(format!("Invalid mapping expression specified: {key}"));
        } else if !declared.contains_key(key) {
            errors.push(format!("Invalid mapping expression parameter specified: {key}"));
        }
        let header = name_at(value, "integration.response.", &["header", "multivalueheader"]).is_some();
        if !header && !is_common(value) && !is_body(value, "integration.response.body") {
            errors.push(format!("Invalid mapping expression specified: {value}"));
        }
    }
    refused(&errors)
}

/// What every mapping may take: text in quotes, a stage variable, the context.
fn is_common(value: &str) -> bool {
    let quoted = value.len() >= 2 && value.starts_with('\'') && value.ends_with('\'');
    let named = |prefix: &str| value.strip_prefix(prefix).is_some_and(|name| !name.is_empty());
    quoted || named("stageVariables.") || named("context.")
}

/// The whole body, or a JSONPath into it.
fn is_body(value: &str, body: &str) -> bool {
    value
        .strip_prefix(body)
        .is_some_and(|path| path.is_empty() || path.starts_with(['.', '[']))
}

/// The keys of templates: media types.
pub(crate) fn check_media_types<'a>(types: impl IntoIterator<Item = &'a String>) -> Result<()> {
    let errors: Vec<String> = types
        .into_iter()
        .filter(|one| !one.contains('/') && *one != "$default")
        .map(|one| format!("Invalid content type specified: {one}"))
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    Err(bad_request(format!(
        "Validation Result: warnings : [], errors : [{}]",
        errors.join(", ")
    )))
}

/// Models by media type: they must be there.
pub(crate) fn check_models(definition: &Definition, models: &BTreeMap<String, String>) -> Result<()> {
    match models
        .values()
        .find(|name| !definition.models.contains_key(*name))
    {
        None => Ok(()),
        Some(name) => Err(bad_request(format!("Invalid model identifier specified: {name}"))),
    }
}

/// Patches one entry of a map by its name in the path. What is replaced or removed must be there; with the last entry the
/// map goes.
///
/// Source: recorded answers.
pub(crate) fn patch_entry<V>(
    map: &mut Option<BTreeMap<String, V>>,
    change: &Change<'_>,
    value: V,
    absent: &str,
) -> Result<()> {
    let entries = map.get_or_insert_default();
    if change.op != Op::Add && !entries.contains_key(change.name()) {
        return Err(not_found(absent));
    }
    if change.op == Op::Remove {
        entries.remove(change.name());
    } else {
        entries.insert(change.name().to_owned(), value);
    }
    if entries.is_empty() {
        *map = None;
    }
    Ok(())
}

/// The text about an entry of parameters that is not there.
pub(crate) const NO_PARAMETER: &str = "Invalid parameter name specified";

/// The text about an entry of models or templates that is not there.
pub(crate) const NO_MEDIA_TYPE: &str = "Content-Type specified was not found";

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
        entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn check(result: Result<()>, expect: &str) {
        let text = result.map_or_else(|error| error.message, |()| String::new());
        assert_eq!(text, expect);
    }

    #[test]
    fn request_names() {
        let names = |keys: &[&str]| {
            let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            check_request_names(&keys)
        };
        check(names(&["method.request.path.a", "method.request.header.b.c"]), "");
        check(
            names(&[
                "method.request.querystring.a",
                "method.request.multivaluequerystring.a",
            ]),
            "",
        );
        check(
            names(&[
                "method.request.querystring.a",
                "method.request.multivalueheader.a",
            ]),
            "Parameter names must be unique across querystring, header and path",
        );
        check(
            names(&["x", "method.request.cookie.a"]),
            "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: x, Invalid mapping expression specified: method.request.cookie.a]",
        );
    }

    #[test]
    fn integration_request_expressions() {
        let declared = BTreeMap::from([
            ("method.request.path.id".to_owned(), true),
            ("method.request.querystring.q".to_owned(), false),
        ]);
        let given = |value: &str| {
            check_integration_request(&map(&[("integration.request.header.x", value)]), &declared)
        };
        for value in [
            "'text'",
            "method.request.path.id",
            "method.request.multivaluequerystring.q",
            "method.request.body",
            "method.request.body.a[0].b",
            "stageVariables.v",
            "context.identity.sourceIp",
        ] {
            check(given(value), "");
        }
        for value in ["method.request.path.other", "method.request.header.id"] {
            check(
                given(value),
                &format!(
                    "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: {value}]"
                ),
            );
        }
        for value in ["text", "'", "method.request.bodyguard", "context."] {
            check(
                given(value),
                &format!(
                    "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: {value}]"
                ),
            );
        }
    }
}
