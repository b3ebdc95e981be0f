//! `$util`: functions on texts.
//!
//! Source: API Gateway developer guide, "Variables for data transformations for API Gateway", `$util` variables.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{ast::Reference, error::RenderError, java, json, render::Renderer, value::Value};

impl<'t> Renderer<'t, '_> {
    pub(crate) fn util_call(
        &mut self,
        name: &str,
        arguments: &[Value],
        reference: &'t Reference,
    ) -> Result<Value, RenderError> {
        let [argument] = arguments else {
            return Ok(Value::Null);
        };
        let text = self.text_of(argument)?;
        self.budget.bytes(text.len())?;
        let fail = |what: &str| Self::failed(reference.position, format!("`$util.{name}`: {what}"));
        let result = match name {
            "escapeJavaScript" => java::escape_javascript(&text),
            "urlEncode" => java::url_encode(&text),
            "urlDecode" => match java::url_decode(&text) {
                Some(text) => text,
                None => return fail("`%` without two hexadecimal digits"),
            },
            "base64Encode" => STANDARD.encode(text.as_bytes()),
            "base64Decode" => match STANDARD.decode(text.as_bytes()) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(_) => return fail("the text is no base64"),
            },
            "parseJson" => {
                return match json::parse(&text) {
                    Ok(json) => self.heap.read(&json, &mut self.budget),
                    Err(error) => fail(&format!("the text is no JSON: {error}")),
                };
            }
            _ => return Ok(Value::Null),
        };
        self.budget.text(result.len())?;
        Ok(Value::text(result))
    }
}
