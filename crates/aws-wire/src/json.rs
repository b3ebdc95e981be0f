//! JSON bodies: between wire names and the model's names, by shape.
//!
//! Values of other types are refused in AWS's words, which name Java classes. Sources: API Gateway's recorded answers (texts
//! to a truth value and a number where text is expected); the others are those of services on the same framework, as
//! tests against AWS in public projects hold them (dynalite).

use serde_json::{Map, Number, Value};

use crate::{EncodeError, Limits, List, Location, Shape, Structure, WireError, base64, time};

/// The value of a JSON body; `None` for an empty one.
pub(crate) fn parse(body: &[u8], limits: &Limits) -> Result<Option<Value>, WireError> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    bound(body, limits)?;
    serde_json::from_slice(body)
        .map(Some)
        .map_err(|error| WireError::serialization(format!("the body is not JSON: {error}")))
}

/// Refuses bodies that nest too deep or have too many members, before anything is built from them.
fn bound(body: &[u8], limits: &Limits) -> Result<(), WireError> {
    let (mut depth, mut members) = (0_usize, 0_usize);
    let (mut in_text, mut escaped) = (false, false);
    for byte in body {
        match (in_text, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'{' | b'[') => {
                depth += 1;
                members += 1;
            }
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            (false, b',') => members += 1,
            _ => {}
        }
        if depth > limits.depth_max {
            return Err(WireError::serialization(format!(
                "the body nests deeper than {}",
                limits.depth_max
            )));
        }
        if members > limits.members_max {
            return Err(WireError::serialization(format!(
                "the body has more than {} members",
                limits.members_max
            )));
        }
    }
    Ok(())
}

/// The members of a structure that stand in the body, by the model's names.
pub(crate) fn structure(shape: &Structure, value: Value) -> Result<Map<String, Value>, WireError> {
    let mut wire = match value {
        Value::Object(wire) => wire,
        Value::Null => Map::new(),
        Value::Array(_) => return Err(list_found()),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(WireError::serialization("Expected null"));
        }
    };
    let mut members = Map::new();
    for member in shape.members {
        if member.location != Location::Body {
            continue;
        }
        let Some(value) = wire.remove(member.wire) else {
            continue;
        };
        if let Some(value) = decode(member.shape, value)? {
            members.insert(member.name.to_owned(), value);
        }
    }
    Ok(members)
}

/// A value by the model's names; `None` where it is null.
pub(crate) fn decode(shape: &Shape, value: Value) -> Result<Option<Value>, WireError> {
    if value.is_null() {
        return Ok(None);
    }
    let value = match shape {
        Shape::Structure(shape) => Value::Object(structure(shape, value)?),
        Shape::List(shape) => list(shape, value)?,
        Shape::Map(shape) => map(shape, value)?,
        Shape::Text(_) if value.is_string() => value,
        Shape::Text(_) => return Err(mismatch(&value, "an String")),
        Shape::Boolean => boolean(value)?,
        Shape::Integer(..) => integer(&value, "an Integer", i64::from(i32::MIN), i64::from(i32::MAX))?,
        Shape::Long(..) => integer(&value, "an Long", i64::MIN, i64::MAX)?,
        Shape::Double => double(&value)?,
        Shape::Timestamp => timestamp(&value)?,
        Shape::Blob => blob(value)?,
    };
    Ok(Some(value))
}

fn list(shape: &List, value: Value) -> Result<Value, WireError> {
    let elements = match value {
        Value::Array(elements) => elements,
        Value::Object(_) => return Err(structure_found()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(WireError::serialization("Expected list or null"));
        }
    };
    let mut list = Vec::with_capacity(elements.len());
    for element in elements {
        list.push(
            decode(shape.member, element)?
                .ok_or_else(|| WireError::serialization("a list must not hold null"))?,
        );
    }
    Ok(Value::Array(list))
}

fn map(shape: &crate::Map, value: Value) -> Result<Value, WireError> {
    let entries = match value {
        Value::Object(entries) => entries,
        Value::Array(_) => return Err(list_found()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(WireError::serialization("Expected map or null"));
        }
    };
    let mut map = Map::new();
    for (key, value) in entries {
        match decode(shape.value, value)? {
            Some(value) => {
                map.insert(key, value);
            }
            // The entry is there, with no text (API Gateway's recorded answers: templates that are null).
            None if matches!(shape.value, Shape::Text(_)) => {
                map.insert(key, Value::from(""));
            }
            None => {}
        }
    }
    Ok(Value::Object(map))
}

/// A truth value, also as text.
fn boolean(value: Value) -> Result<Value, WireError> {
    let Value::String(text) = &value else {
        return if value.is_boolean() {
            Ok(value)
        } else {
            Err(mismatch(&value, "an Boolean"))
        };
    };
    match text.to_ascii_lowercase().as_str() {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => Err(WireError::serialization(format!(
            "'{}' can not be converted to an Boolean",
            text.to_uppercase()
        ))),
    }
}

fn blob(value: Value) -> Result<Value, WireError> {
    let Value::String(text) = &value else {
        return Err(mismatch(&value, "a Blob"));
    };
    if base64::decode(text).is_none() {
        return Err(WireError::serialization(
            "the text can not be converted to a Blob: it is not Base64",
        ));
    }
    Ok(value)
}

/// A whole number. A fraction is dropped, as AWS does; what does not fit is refused.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the range is checked before"
)]
fn integer(value: &Value, kind: &str, least: i64, most: i64) -> Result<Value, WireError> {
    let Value::Number(number) = value else {
        return Err(mismatch(value, kind));
    };
    let whole = number.as_i64().or_else(|| {
        let float = number.as_f64()?.trunc();
        // 2^63 itself does not fit.
        (float >= i64::MIN as f64 && float < i64::MAX as f64).then_some(float as i64)
    });
    whole
        .filter(|whole| (least..=most).contains(whole))
        .map(Value::from)
        .ok_or_else(|| WireError::serialization(format!("{number} can not be converted to {kind}")))
}

/// A number with a fraction, also where the body has a whole one.
fn double(value: &Value) -> Result<Value, WireError> {
    value
        .as_f64()
        .and_then(Number::from_f64)
        .map(Value::Number)
        .ok_or_else(|| mismatch(value, "an Double"))
}

fn timestamp(value: &Value) -> Result<Value, WireError> {
    let seconds = if let Value::String(text) = value {
        time::parse(text)
    } else if let Value::Number(number) = value {
        number.as_f64().and_then(time::whole)
    } else {
        return Err(mismatch(value, "an Date"));
    };
    seconds
        .map(Value::from)
        .ok_or_else(|| WireError::serialization(format!("{value} can not be converted to an Date")))
}

fn list_found() -> WireError {
    WireError::serialization("Start of list found where not expected")
}

fn structure_found() -> WireError {
    WireError::serialization("Start of structure or map found where not expected.")
}

/// What AWS says to a value of another type.
pub(crate) fn mismatch(value: &Value, kind: &str) -> WireError {
    let class = match value {
        Value::Bool(_) => "java.lang.Boolean",
        Value::Number(_) => "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
        Value::String(_) => "java.lang.String",
        Value::Array(_) => return list_found(),
        Value::Object(_) => return structure_found(),
        Value::Null => "null",
    };
    WireError::serialization(format!("class {class} can not be converted to {kind}"))
}

/// The members of a structure that stand in the body, by wire names.
pub(crate) fn write_structure(shape: &Structure, value: &Value) -> Result<Map<String, Value>, EncodeError> {
    let Value::Object(members) = value else {
        return Err(EncodeError::shape(shape.name, "a structure"));
    };
    let mut wire = Map::new();
    for member in shape.members {
        if member.location != Location::Body {
            continue;
        }
        let Some(value) = members.get(member.name).filter(|value| !value.is_null()) else {
            continue;
        };
        let value = write(member.shape, value).map_err(|error| error.inside(member.name))?;
        wire.insert(member.wire.to_owned(), value);
    }
    Ok(wire)
}

/// A value by wire names.
pub(crate) fn write(shape: &Shape, value: &Value) -> Result<Value, EncodeError> {
    Ok(match (shape, value) {
        (Shape::Structure(shape), value) => Value::Object(write_structure(shape, value)?),
        (Shape::List(shape), Value::Array(elements)) => Value::Array(
            elements
                .iter()
                .map(|element| write(shape.member, element))
                .collect::<Result<_, _>>()?,
        ),
        (Shape::Map(shape), Value::Object(entries)) => {
            let mut map = Map::new();
            for (key, value) in entries {
                // An entry without a value is written as one (API Gateway's recorded answers: templates that are null).
                let value = if value.is_null() {
                    Value::Null
                } else {
                    write(shape.value, value).map_err(|error| error.inside(key))?
                };
                map.insert(key.clone(), value);
            }
            Value::Object(map)
        }
        (Shape::Text(_) | Shape::Blob, Value::String(_))
        | (Shape::Boolean, Value::Bool(_))
        | (Shape::Integer(..) | Shape::Long(..) | Shape::Timestamp, Value::Number(_)) => value.clone(),
        // 10 is written as 10.0, as AWS does.
        (Shape::Double, Value::Number(number)) => number
            .as_f64()
            .and_then(Number::from_f64)
            .map_or_else(|| value.clone(), Value::Number),
        (other, _) => return Err(EncodeError::of(other)),
    })
}

#[cfg(test)]
mod tests;
