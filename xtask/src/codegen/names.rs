//! Names in Rust for names of the service models.

/// `restApiId`, `UserName`, `providerARNs` -> `rest_api_id`, `user_name`, `provider_arns`.
pub(super) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let plural_end = after == Some(&'s') && at + 2 == chars.len();
        let starts_word = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (after.is_some_and(char::is_ascii_lowercase) && !plural_end)
            });
        if starts_word && !out.is_empty() {
            out.push('_');
        }
        out.push(if *c == '-' { '_' } else { c.to_ascii_lowercase() });
    }
    out
}

/// A field's name.
pub(super) fn field(name: &str) -> String {
    let name = snake(name);
    match name.as_str() {
        "type" | "match" | "ref" | "use" | "in" | "where" | "move" => format!("{name}_"),
        _ => name,
    }
}

/// The name of a shape's table.
pub(super) fn table(name: &str) -> String {
    format!("SHAPE_{}", snake(name).to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found() {
        for (name, wanted) in [
            ("restApiId", "rest_api_id"),
            ("UserName", "user_name"),
            ("providerARNs", "provider_arns"),
            ("GetAPIKey", "get_api_key"),
            ("MapOfStringToString", "map_of_string_to_string"),
            ("cacheTtlInSeconds", "cache_ttl_in_seconds"),
        ] {
            assert_eq!(snake(name), wanted);
        }
        assert_eq!(field("type"), "type_");
    }
}
