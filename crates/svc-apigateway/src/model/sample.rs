//! Sample mapping templates: a payload in the form of a model, with a value of each type to be replaced.
//!
//! Source: API Gateway API reference, GetModelTemplate; developer guide, "Example mapping templates" (`foo` for texts, 42 for
//! numbers, true for truth values, a loop with a reminder for each list).

use api_definition::Definition;
use aws_model::apigateway::Model;
use control::Result;
use serde_json::Value;

use crate::errors::bad_request;

use super::schema;

/// The deepest nesting that is written; deeper, and for types within themselves, `{ }` stands.
const DEPTH_MAX: usize = 8;

/// The most bytes of a template.
const BYTES_MAX: usize = 300 * 1024;

/// A template that makes what the model describes.
pub(super) fn template(definition: &Definition, model: &Model) -> Result<String> {
    let text = model.schema.as_deref().unwrap_or("{}");
    let schema = schema::resolved(definition, text)?;
    let mut out = String::from("#set($inputRoot = $input.path('$'))\n");
    Writer {
        whole: &schema,
        out: &mut out,
    }
    .value(&schema, "$inputRoot", 0, 0);
    if out.len() > BYTES_MAX {
        return Err(bad_request(format!(
            "the template of this model would have more than {BYTES_MAX} bytes"
        )));
    }
    Ok(out)
}

struct Writer<'a> {
    whole: &'a Value,
    out: &'a mut String,
}

impl<'a> Writer<'a> {
    /// A value of a schema. `source` is where the input has it.
    fn value(&mut self, schema: &'a Value, source: &str, indent: usize, depth: usize) {
        let schema = self.target(schema);
        if depth > DEPTH_MAX || self.out.len() > BYTES_MAX {
            self.out.push_str("{ }");
            return;
        }
        match kind(schema) {
            "array" => self.list(schema, source, indent, depth),
            "string" => self.out.push_str("\"foo\""),
            "integer" => self.out.push_str("42"),
            "number" => self.out.push_str("3.149"),
            "boolean" => self.out.push_str("true"),
            "null" => self.out.push_str("null"),
            _ => self.object(schema, source, indent, depth),
        }
    }

    fn object(&mut self, schema: &'a Value, source: &str, indent: usize, depth: usize) {
        let Some(Value::Object(properties)) = schema.get("properties") else {
            self.out.push_str("{ }");
            return;
        };
        self.out.push('{');
        for (at, (name, property)) in properties.iter().enumerate() {
            self.out.push_str(if at == 0 { "\n" } else { ",\n" });
            self.indent(indent + 1);
            self.out.push_str(&Value::from(name.as_str()).to_string());
            self.out.push_str(" : ");
            self.value(property, &format!("{source}.{name}"), indent + 1, depth + 1);
        }
        self.out.push('\n');
        self.indent(indent);
        self.out.push('}');
    }

    fn list(&mut self, schema: &'a Value, source: &str, indent: usize, depth: usize) {
        let Some(items) = schema.get("items") else {
            self.out.push_str("[ ]");
            return;
        };
        self.out.push_str(concat!(
            "[\n##TO",
            "DO: Update this foreach loop to reference array from input json\n"
        ));
        self.out.push_str(&format!("#foreach($elem in {source})\n"));
        self.indent(indent + 1);
        self.value(items, "$elem", indent + 1, depth + 1);
        self.out.push_str("\n#if($foreach.hasNext),#end\n#end\n");
        self.indent(indent);
        self.out.push(']');
    }

    /// What a reference refers to; references that lead nowhere are an empty schema.
    fn target(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        for _ in 0..DEPTH_MAX {
            let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
                return schema;
            };
            let found = reference
                .strip_prefix('#')
                .and_then(|pointer| self.whole.pointer(pointer));
            schema = found.unwrap_or(&Value::Null);
        }
        &Value::Null
    }

    fn indent(&mut self, levels: usize) {
        self.out.push_str(&"  ".repeat(levels));
    }
}

/// The type of a schema; the first, if it has several.
fn kind(schema: &Value) -> &str {
    let named = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str),
        other => other.and_then(Value::as_str),
    };
    named.unwrap_or(if schema.get("items").is_some() {
        "array"
    } else {
        "object"
    })
}
