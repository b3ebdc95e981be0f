//! Templates of gateway responses: text with plain substitution. Mapping templates are another language; here only what is
//! asked of them without running them.

use crate::ParameterSource;

/// The most bytes a template may have.
///
/// Source: API Gateway developer guide, quotas: "Mapping template size" 300 KB.
pub const TEMPLATE_BYTES_MAX: usize = 300 * 1024;

/// One piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Substitution {
    /// Literal text.
    Text(String),
    /// `$context.NAME`, such as `error.messageString`.
    Context(String),
    /// `$stageVariables.NAME`.
    StageVariable(String),
    /// `$method.request.{path|querystring|header}.NAME`.
    Request(ParameterSource, String),
}

/// A template made of literal text and substitutions, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StaticTemplate {
    /// The pieces.
    pub pieces: Vec<Substitution>,
}

/// Why a text is no static template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Longer than [`TEMPLATE_BYTES_MAX`].
    #[error("the template has more than {TEMPLATE_BYTES_MAX} bytes")]
    TooLong,
    /// A directive of the language of mapping templates, such as `#if`.
    #[error("the template holds the directive `{0}`, and a gateway response substitutes variables only")]
    Directive(String),
    /// A reference a gateway response cannot make.
    #[error("`{0}` is not a variable a gateway response can hold")]
    Variable(String),
}

impl TemplateError {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLong => "shorten it",
            Self::Directive(_) => "write literal text",
            Self::Variable(_) => {
                "use `$context.name`, `$stageVariables.name` or `$method.request.{path,querystring,header}.name`"
            }
        }
    }
}

/// Whether a mapping template is literal text: what it gives is known without running it. Every directive and reference of
/// the Velocity Template Language begins with `#` or `$`.
pub fn is_literal_template(text: &str) -> bool {
    !text.contains(['#', '$'])
}

impl StaticTemplate {
    /// Reads the template of a gateway response: plain substitution, not the Velocity Template Language.
    ///
    /// Source: API Gateway developer guide, "Gateway responses for REST APIs in API Gateway" (response templates).
    pub fn gateway_response(text: &str) -> Result<Self, TemplateError> {
        too_long(text)?;
        if let Some(directive) = DIRECTIVES.iter().find(|directive| text.contains(*directive)) {
            return Err(TemplateError::Directive((*directive).to_owned()));
        }
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('$') {
            literal.push_str(before);
            let length = reference_length(behind);
            let (reference, after) = behind.split_at(length);
            if length == 0 && !behind.starts_with(['{', '!']) {
                literal.push('$');
                rest = behind;
                continue;
            }
            let Some(piece) = substitution(reference) else {
                let shown = if length == 0 {
                    behind.chars().take(40).collect()
                } else {
                    reference.to_owned()
                };
                return Err(TemplateError::Variable(format!("${shown}")));
            };
            if !literal.is_empty() {
                pieces.push(Substitution::Text(std::mem::take(&mut literal)));
            }
            pieces.push(piece);
            rest = after;
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Substitution::Text(literal));
        }
        Ok(Self { pieces })
    }
}

/// Directives whose author surely expects a template language; other uses of `#` are text in a gateway response.
const DIRECTIVES: [&str; 6] = ["#set(", "#if(", "#elseif(", "#foreach(", "#set (", "#if ("];

fn too_long(text: &str) -> Result<(), TemplateError> {
    if text.len() > TEMPLATE_BYTES_MAX {
        Err(TemplateError::TooLong)
    } else {
        Ok(())
    }
}

/// How many bytes of `text` are a reference: dotted names; a dot that ends a sentence is none of it.
fn reference_length(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return 0;
    }
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .unwrap_or(text.len());
    text.get(..end).map_or(0, |word| word.trim_end_matches('.').len())
}

fn substitution(reference: &str) -> Option<Substitution> {
    if let Some(name) = reference.strip_prefix("context.") {
        return crate::parameter::is_context_name(name).then(|| Substitution::Context(name.to_owned()));
    }
    if let Some(name) = reference.strip_prefix("stageVariables.") {
        return crate::stage::is_name(name).then(|| Substitution::StageVariable(name.to_owned()));
    }
    let (kind, name) = reference.strip_prefix("method.request.")?.split_once('.')?;
    let source = match kind {
        "path" => ParameterSource::Path,
        "querystring" => ParameterSource::Query,
        "header" => ParameterSource::Header,
        _ => return None,
    };
    (!name.is_empty()).then(|| Substitution::Request(source, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = StaticTemplate::gateway_response(text).map_or_else(
            |error| error.to_string(),
            |template| format!("{:?}", template.pieces),
        );
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn gateway_responses_substitute() {
        check(
            "{\"message\":$context.error.messageString}",
            "[Text(\"{\\\"message\\\":\"), Context(\"error.messageString\"), Text(\"}\")]",
        );
        check("$stageVariables.a.", "[StageVariable(\"a\"), Text(\".\")]");
        check(
            "$method.request.header.X-Id!",
            "[Request(Header, \"X-Id\"), Text(\"!\")]",
        );
        check("costs $5 #1 $", "[Text(\"costs $5 #1 $\")]");
        check("", "[]");
        check(
            "$input.body",
            "`$input.body` is not a variable a gateway response can hold",
        );
        check(
            "$context",
            "`$context` is not a variable a gateway response can hold",
        );
        check(
            "${context.stage}",
            "`${context.stage}` is not a variable a gateway response can hold",
        );
        check(
            "$stageVariables.a.b",
            "`$stageVariables.a.b` is not a variable a gateway response can hold",
        );
        check(
            "#set($a = 1)",
            "the template holds the directive `#set(`, and a gateway response substitutes variables only",
        );
    }

    #[test]
    fn literal_mapping_templates_are_told_from_others() {
        assert!(is_literal_template("{\"statusCode\": 200}\n"));
        for text in ["#if($x)", "a ## b", "${a}", "costs $5", "\\$a"] {
            assert!(!is_literal_template(text), "{text}");
        }
        assert_eq!(
            StaticTemplate::gateway_response(&"x".repeat(TEMPLATE_BYTES_MAX + 1)),
            Err(TemplateError::TooLong)
        );
    }
}
