//! What the request template of a `MOCK` integration says: `{"statusCode": 200}`.

use source_text::Value;

/// The status a text gives; `None` where it gives none from 200 to 599.
///
/// AWS's reader takes JSON that is written loosely, and much of what is deployed relies on it (`{ statusCode: 200 }` is what
/// the AWS CDK writes for preflight requests): names and words without quotes, single quotes, a comma before the end.
pub fn mock_status(text: &str) -> Option<u16> {
    let node = source_text::json::parse(text)
        .or_else(|_| source_text::json::parse(&strict(text)))
        .ok()?;
    let status: u16 = match &node.member("statusCode")?.value {
        Value::Number(text) | Value::String(text) => text.parse().ok()?,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (200..600).contains(&status).then_some(status)
}

/// Loosely written JSON as JSON: words get quotes, single quotes become double ones, a comma before an end goes.
fn strict(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' | '\'' => {
                out.push('"');
                while let Some(inner) = rest.next() {
                    match inner {
                        '\\' => match rest.next() {
                            Some('\'') => out.push('\''),
                            Some(escaped) => out.extend(['\\', escaped]),
                            None => out.push('\\'),
                        },
                        _ if inner == character => break,
                        '"' => out.push_str("\\\""),
                        _ => out.push(inner),
                    }
                }
                out.push('"');
            }
            _ if character.is_alphabetic() || character == '_' => {
                let mut word = String::from(character);
                while let Some(next) =
                    rest.next_if(|next| next.is_alphanumeric() || matches!(next, '_' | '-'))
                {
                    word.push(next);
                }
                match word.as_str() {
                    "true" | "false" | "null" => out.push_str(&word),
                    _ => {
                        out.push('"');
                        out.push_str(&word);
                        out.push('"');
                    }
                }
            }
            // Digits, and an exponent with them.
            _ if character.is_ascii_digit() || character == '-' => {
                out.push(character);
                while let Some(next) =
                    rest.next_if(|next| next.is_ascii_digit() || matches!(next, '.' | 'e' | 'E' | '+' | '-'))
                {
                    out.push(next);
                }
            }
            '}' | ']' => {
                let kept = out.trim_end().len();
                if out.get(..kept).is_some_and(|text| text.ends_with(',')) {
                    out.truncate(kept - 1);
                }
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_as_aws_reads_them() {
        for (text, status) in [
            (r#"{"statusCode": 200}"#, Some(200)),
            (r#" {"a": {"statusCode": 300}, "statusCode": "404"} "#, Some(404)),
            ("{ statusCode: 200 }", Some(200)),
            ("{statusCode:204,}", Some(204)),
            ("{'statusCode': 201, 'why': 'it\\'s \"so\"',}", Some(201)),
            ("{a: [1.5e3, yes, true,], statusCode: 202}", Some(202)),
            ("", None),
            ("{}", None),
            ("200", None),
            ("[{\"statusCode\": 200}]", None),
            (r#"{"statusCode": 199}"#, None),
            (r#"{"statusCode": 600}"#, None),
            (r#"{"statusCode": 200.5}"#, None),
            (r#"{"statusCode": true}"#, None),
            (r#"{"statusCode": 200"#, None),
            ("{'statusCode", None),
            ("statusCode: 200", None),
        ] {
            assert_eq!(mock_status(text), status, "{text}");
        }
    }
}
