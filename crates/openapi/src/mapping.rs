//! Parameter mappings: `integration.request.header.NAME: 'value'` and their like.

use std::collections::HashMap;

use api_model::{MappingSide, ValueSource, is_header_name, is_restricted_header};
use source_text::{Member, Node};

use crate::context::{Context, shown};

/// One mapping: what stands behind the longest fitting prefix, and the value.
pub(crate) struct Mapping<'a> {
    pub(crate) member: &'a Member,
    pub(crate) prefix: &'static str,
    pub(crate) name: &'a str,
    pub(crate) value: ValueSource,
}

/// Reads a map of mappings whose keys begin with one of `prefixes`.
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    node: &'a Node,
    what: &str,
    prefixes: &[&'static str],
    side: MappingSide,
) -> Vec<Mapping<'a>> {
    let mut mappings = Vec::new();
    let mut headers = HashMap::new();
    for member in context.members(node, what) {
        let target = prefixes
            .iter()
            .find_map(|prefix| Some((*prefix, member.name.strip_prefix(prefix)?)));
        let Some((prefix, name)) = target.filter(|(_, name)| !name.is_empty()) else {
            let message = format!("`{}` cannot be set by {what}", shown(&member.name));
            let forms: Vec<_> = prefixes.iter().map(|prefix| format!("`{prefix}NAME`")).collect();
            context.error(
                "mapping-target",
                member.name_span,
                message,
                format!("write {}", forms.join(" or ")),
            );
            continue;
        };
        if prefix.ends_with("header.") {
            if !header(context, member, name) {
                continue;
            }
            // Members of one spelling are told of with all others of the definition.
            let twin = *headers.entry(name.to_ascii_lowercase()).or_insert(name);
            if twin != name {
                let message = format!("`{name}` and `{twin}` are the same header");
                context.error("duplicate-header", member.name_span, message, "keep one of them");
                continue;
            }
        }
        let Some(text) = context.string(&member.value, "a mapped value") else {
            continue;
        };
        let value = match ValueSource::parse(text, side) {
            Ok(value) => value,
            Err(error) => {
                let remedy = error.remedy();
                context.error("mapping-value", member.value.span, error.to_string(), remedy);
                continue;
            }
        };
        if let ValueSource::RequestBody(Some(path)) | ValueSource::ResponseBody(Some(path)) = &value
            && let Err(error) = ::mapping::BodyPath::parse(path)
        {
            let remedy =
                "write the JSONPath of a value behind `body`, such as `method.request.body.pet.name`";
            context.error("mapping-value", member.value.span, error.to_string(), remedy);
            continue;
        }
        mappings.push(Mapping {
            member,
            prefix,
            name,
            value,
        });
    }
    mappings
}

fn header(context: &mut Context<'_>, member: &Member, name: &str) -> bool {
    if !is_header_name(name) {
        let message = format!("`{}` is not a header name", shown(name));
        context.error("mapping-target", member.name_span, message, "correct the name");
        return false;
    }
    if is_restricted_header(name) {
        let message = format!("the header `{name}` frames the message and cannot be mapped");
        context.error(
            "restricted-header",
            member.name_span,
            message,
            "remove the mapping",
        );
        return false;
    }
    true
}
