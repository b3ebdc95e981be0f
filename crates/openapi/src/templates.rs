//! Templates by media type: what can be taken of them before mapping templates are built.

use api_model::{StaticTemplate, TemplateError};
use source_text::{Member, Node};

use crate::context::{Context, is_null, scalar, shown, status_code};
use crate::integration::Kind;

/// Reads templates by media type.
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    member: &'a Member,
    parse: impl Fn(&str) -> Result<StaticTemplate, TemplateError>,
) -> Vec<(String, StaticTemplate)> {
    let mut templates = Vec::new();
    for entry in context.members(&member.value, &format!("`{}`", member.name)) {
        if !is_media_type(&entry.name) {
            let message = format!("`{}` is not a media type", shown(&entry.name));
            context.error(
                "media-type",
                entry.name_span,
                message,
                "write `type/subtype`, such as `application/json`",
            );
            continue;
        }
        let Some(text) = context.string(&entry.value, "a template") else {
            continue;
        };
        match parse(text) {
            Ok(template) => templates.push((entry.name.clone(), template)),
            Err(error) => context.error("template", entry.value.span, error.to_string(), error.remedy()),
        }
    }
    templates
}

/// What each request template of a `MOCK` integration answers; templates of other integrations are refused.
pub(crate) fn requests<'a>(context: &mut Context<'a>, node: &'a Node, kind: Kind) -> Vec<(String, u16)> {
    let member = node
        .members()
        .unwrap_or_default()
        .iter()
        .find(|member| member.name == "requestTemplates");
    let Some(member) = member.filter(|member| !is_null(&member.value)) else {
        return Vec::new();
    };
    if kind != Kind::Mock {
        refused(context, member, kind);
        return Vec::new();
    }
    let mut statuses = Vec::new();
    for entry in context.members(&member.value, "`requestTemplates`") {
        if !is_media_type(&entry.name) {
            let message = format!("`{}` is not a media type", shown(&entry.name));
            context.error(
                "media-type",
                entry.name_span,
                message,
                "write `type/subtype`, such as `application/json`",
            );
            continue;
        }
        let Some(text) = context.string(&entry.value, "a template") else {
            continue;
        };
        match mock_status(text) {
            Ok(status) => statuses.push((entry.name.clone(), status)),
            Err((message, remedy)) => context.error("template", entry.value.span, message, remedy),
        }
    }
    statuses
}

/// The status of `{"statusCode": N}`.
fn mock_status(text: &str) -> Result<u16, (String, &'static str)> {
    const REMEDY: &str = "write `{\"statusCode\": 200}`";
    let template =
        api_model::StaticTemplate::literal(text).map_err(|error| (error.to_string(), error.remedy()))?;
    let literal = template.as_literal().unwrap_or_default();
    let wrong = || {
        (
            "the template gives no `statusCode` from 200 to 599".to_owned(),
            REMEDY,
        )
    };
    let node =
        source_text::json::parse(literal).map_err(|_| ("the template is not JSON".to_owned(), REMEDY))?;
    let status = node.member("statusCode").and_then(scalar).and_then(status_code);
    status.filter(|status| *status >= 200).ok_or_else(wrong)
}

/// Templates where they cannot be run: an error, or no effect on a proxy integration.
pub(crate) fn refused<'a>(context: &mut Context<'a>, member: &'a Member, kind: Kind) {
    let entries = context.members(&member.value, &format!("`{}`", member.name));
    if entries.is_empty() {
        return;
    }
    if kind == Kind::HttpProxy {
        let message = format!("`{}` has no effect on a proxy integration", member.name);
        context.warning(
            "no-effect",
            member.name_span,
            message,
            "remove it, or use the type `http`",
        );
        return;
    }
    for entry in entries {
        let message = format!(
            "the template for `{}` cannot be run: mapping templates are built in a later release",
            shown(&entry.name)
        );
        context.error(
            "template",
            entry.name_span,
            message,
            "remove it: the body then passes unchanged",
        );
    }
}

/// Whether a text is a media type or range, parameters permitted.
pub(crate) fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| api_model::is_header_name(kind) && api_model::is_header_name(subtype))
        && text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}
