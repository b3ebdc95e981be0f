//! Templates by media type: of gateway responses, and mapping templates of integrations.

use api_model::{MockRequest, StaticTemplate, TEMPLATE_BYTES_MAX, TemplateError};
use source_text::{Member, Node};

use crate::context::{Context, is_null, shown};

/// Why a template is not taken, and what to do about it.
type Fault = (String, String);

/// Reads the templates of a gateway response.
pub(crate) fn gateway_response<'a>(
    context: &mut Context<'a>,
    member: &'a Member,
) -> Vec<(String, StaticTemplate)> {
    read(context, member, false, |text| {
        StaticTemplate::gateway_response(text)
            .map_err(|error: TemplateError| (error.to_string(), error.remedy().to_owned()))
    })
}

/// Reads the mapping templates of an integration that runs them; they are kept as written. An empty one is none, and the body
/// passes: AWS saves it as null (recorded).
pub(crate) fn mapping<'a>(context: &mut Context<'a>, member: &'a Member) -> Vec<(String, String)> {
    read(context, member, true, |text| {
        check_mapping(text)?;
        Ok(text.to_owned())
    })
}

/// Reads the request templates of a `MOCK` integration: literal ones are reduced to the status they give.
pub(crate) fn mock<'a>(context: &mut Context<'a>, member: &'a Member) -> Vec<(String, MockRequest)> {
    read(context, member, true, |text| {
        check_mapping(text)?;
        if !api_model::is_literal_template(text) {
            return Ok(MockRequest::Template(text.to_owned()));
        }
        api_model::mock_status(text)
            .map(MockRequest::Status)
            .ok_or_else(|| {
                let message = "the template gives no `statusCode` from 200 to 599";
                (message.to_owned(), "write `{\"statusCode\": 200}`".to_owned())
            })
    })
}

/// The request templates of an integration, if it has any.
pub(crate) fn requests(node: &Node) -> Option<&Member> {
    node.members()
        .unwrap_or_default()
        .iter()
        .find(|member| member.name == "requestTemplates" && !is_null(&member.value))
}

/// Templates of a proxy integration: no effect.
pub(crate) fn no_effect<'a>(context: &mut Context<'a>, member: &'a Member) {
    if context
        .members(&member.value, &format!("`{}`", member.name))
        .is_empty()
    {
        return;
    }
    let message = format!("`{}` has no effect on a proxy integration", member.name);
    context.warning(
        "no-effect",
        member.name_span,
        message,
        "remove it, or use the type `http` or `aws`",
    );
}

/// Whether a text is a mapping template.
fn check_mapping(text: &str) -> Result<(), Fault> {
    if text.len() > TEMPLATE_BYTES_MAX {
        let error = TemplateError::TooLong;
        return Err((error.to_string(), error.remedy().to_owned()));
    }
    match ::mapping::Template::parse(text) {
        Ok(_) => Ok(()),
        Err(error) => Err((
            format!("the mapping template cannot be read: {error}"),
            "correct it: line and column count from the template's begin".to_owned(),
        )),
    }
}

/// Reads templates by media type. `sparse`: one that is empty or null is none.
fn read<'a, T>(
    context: &mut Context<'a>,
    member: &'a Member,
    sparse: bool,
    parse: impl Fn(&str) -> Result<T, Fault>,
) -> Vec<(String, T)> {
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
        if sparse && (is_null(&entry.value) || entry.value.string() == Some("")) {
            continue;
        }
        let Some(text) = context.string(&entry.value, "a template") else {
            continue;
        };
        match parse(text) {
            Ok(template) => templates.push((entry.name.clone(), template)),
            Err((message, remedy)) => context.error("template", entry.value.span, message, remedy),
        }
    }
    templates
}

/// Whether a text is a media type or range, parameters permitted.
pub(crate) fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| api_model::is_header_name(kind) && api_model::is_header_name(subtype))
        && text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}
