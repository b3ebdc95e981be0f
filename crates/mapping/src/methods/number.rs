//! Methods of numbers and booleans, with the static ones that templates call on any number, such as `parseInt`.

use crate::{ast::Reference, error::RenderError, java, render::Renderer, value::Value};

impl<'t> Renderer<'t, '_> {
    pub(super) fn number_call(
        &mut self,
        target: &Value,
        name: &str,
        arguments: &[Value],
        reference: &'t Reference,
    ) -> Result<Option<Value>, RenderError> {
        let fail = |text: &str| {
            Self::failed(
                reference.position,
                format!("`{name}`: `{text}` is no such number"),
            )
        };
        Ok(Some(match (target, name, arguments) {
            (Value::Bool(_), "booleanValue", []) => target.clone(),
            (Value::Bool(_), "parseBoolean" | "valueOf", [text]) => {
                Value::Bool(self.text_of(text)?.eq_ignore_ascii_case("true"))
            }
            (Value::Bool(_), ..) => return Ok(None),
            (_, "intValue" | "longValue", []) => whole(target, name),
            (_, "doubleValue" | "floatValue", []) => {
                Value::Double(java::as_double(target).unwrap_or(f64::NAN))
            }
            (_, "compareTo", [other @ (Value::Integer(_) | Value::Double(_))]) => {
                Value::Integer(java::compare(target, other).map_or(0, |order| order as i128))
            }
            (Value::Integer(_), "parseInt" | "parseLong" | "valueOf", [text]) => {
                let text = self.text_of(text)?;
                let digits = text.strip_prefix(['+', '-']).unwrap_or(&text);
                let wide = name == "parseLong";
                let number: Option<i128> = text.parse().ok();
                let fits = |number: &i128| {
                    if wide {
                        i64::try_from(*number).is_ok()
                    } else {
                        i32::try_from(*number).is_ok()
                    }
                };
                match number.filter(fits) {
                    Some(number) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                        Value::Integer(number)
                    }
                    _ => return fail(&text),
                }
            }
            (Value::Double(_), "parseDouble" | "valueOf", [text]) => {
                let text = self.text_of(text)?;
                let plain = text
                    .trim()
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
                match text.trim().parse().ok().filter(|_| plain) {
                    Some(number) => Value::Double(number),
                    None => return fail(&text),
                }
            }
            (_, "toString", [value]) => Value::Text(self.text_of(value)?),
            (_, "max" | "min", [left, right]) => {
                let left_first =
                    java::compare(left, right).is_some_and(std::cmp::Ordering::is_ge) == (name == "max");
                if left_first { left.clone() } else { right.clone() }
            }
            _ => return Ok(None),
        }))
    }
}

/// Java's `intValue` and `longValue`: an integer keeps its lowest bits, a double is cut off and held in bounds.
fn whole(number: &Value, name: &str) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "as Java does it")]
    let cut = match (number, name) {
        (Value::Integer(number), "intValue") => i128::from(*number as i32),
        (Value::Integer(number), _) => i128::from(*number as i64),
        (Value::Double(number), "intValue") => i128::from(*number as i32),
        (Value::Double(number), _) => i128::from(*number as i64),
        _ => 0,
    };
    Value::Integer(cut)
}
