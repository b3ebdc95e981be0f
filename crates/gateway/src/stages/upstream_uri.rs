//! The path and query towards an upstream.

use std::borrow::Cow;

use mapping::ParameterOverrides;

use crate::{
    percent,
    plan::{HttpKind, HttpPlan, PathPiece},
    rejection::Rejection,
    template::values,
    value::{Facts, Mapped, ValuePlan, is_query_name, query_pairs},
};

/// The path of the uri with its parameters filled in; the uri's own query, the client's (`HTTP_PROXY`), then the mapped
/// one. The order is recorded. What a template set counts instead of what is mapped.
pub(super) fn path_and_query<'a>(
    plan: &'a HttpPlan,
    facts: &Facts<'_>,
    overrides: Option<&ParameterOverrides>,
) -> Result<Cow<'a, str>, Rejection> {
    let set_query = overrides.map_or(&[][..], |overrides| &overrides.querystring);
    let is_set = |name: &str| set_query.iter().any(|(known, _)| known == name);
    let passed = match plan.kind {
        HttpKind::Proxy => facts.query.filter(|query| !query.is_empty()),
        HttpKind::Mapped { .. } => None,
    };
    if let [PathPiece::Text(text)] = plan.path.as_slice()
        && plan.query.is_empty()
        && plan.query_mapped.is_empty()
        && passed.is_none()
        && set_query.is_empty()
    {
        return Ok(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(128 + passed.map_or(0, str::len));
    for piece in &plan.path {
        match piece {
            PathPiece::Text(text) => out.push_str(text),
            PathPiece::Value(name, value) => {
                let from = out.len();
                let set = overrides.map_or(&[][..], |overrides| &overrides.path);
                if let Some((_, set)) = set.iter().find(|(known, _)| known == name) {
                    let mut values = values(set);
                    let whole = values.next().unwrap_or_default();
                    percent::encode_component(whole.as_bytes(), &mut out);
                } else if let Some(value) = value.read(facts) {
                    value.push_path(&mut out);
                }
                // The value must not turn the upstream's path into another one.
                let dots = |segment: &str| matches!(segment, "." | "..");
                if out.get(from..).is_some_and(|value| value.split('/').any(dots)) {
                    return Err(Rejection::Unmappable);
                }
            }
        }
    }
    let mut separator = '?';
    let mut next = |out: &mut String| {
        out.push(separator);
        separator = '&';
    };
    if !plan.query.is_empty() {
        next(&mut out);
        out.push_str(&plan.query);
    }
    if let Some(query) = passed {
        if plan.query_mapped.is_empty() {
            next(&mut out);
            push_query_bytes(query, &mut out);
        } else {
            for (name, value) in query_pairs(Some(query)) {
                if !plan
                    .query_mapped
                    .iter()
                    .any(|(mapped, _)| is_query_name(name, mapped))
                {
                    next(&mut out);
                    push_query_bytes(name, &mut out);
                    out.push('=');
                    push_query_bytes(value, &mut out);
                }
            }
        }
    }
    for (name, value) in &plan.query_mapped {
        if is_set(name) {
            continue;
        }
        let mut push = |value: Mapped<'_>| {
            next(&mut out);
            percent::encode_component(name.as_bytes(), &mut out);
            out.push('=');
            value.push_query(&mut out);
        };
        // Several values stay several parameters.
        if let ValuePlan::Queries(source) = value {
            for (raw, value) in query_pairs(facts.query) {
                if is_query_name(raw, source) {
                    push(Mapped::query(value));
                }
            }
        } else if let Some(value) = value.read(facts) {
            push(value);
        }
    }
    for (name, set) in set_query {
        for value in values(set) {
            next(&mut out);
            percent::encode_component(name.as_bytes(), &mut out);
            out.push('=');
            percent::encode_component(value.as_bytes(), &mut out);
        }
    }
    Ok(Cow::Owned(out))
}

/// A raw query as it came; bytes that no query may hold on the wire are encoded.
fn push_query_bytes(raw: &str, out: &mut String) {
    if raw.bytes().all(|byte| byte.is_ascii_graphic()) {
        out.push_str(raw);
        return;
    }
    for byte in raw.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            percent::encode_component(&[byte], out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_no_query_may_hold_are_encoded() {
        let mut out = String::new();
        push_query_bytes("a=%2F+|&b=\u{e9}", &mut out);
        assert_eq!(out, "a=%2F+|&b=%C3%A9");
    }
}
