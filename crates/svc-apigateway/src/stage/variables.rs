//! What stage variables may be called and hold.
//!
//! Source: API Gateway API reference, CreateStage, `variables` (values of `[A-Za-z0-9-._~:/?#&=,]+`); developer guide,
//! "API Gateway quotas" (64 characters of a name, 512 of a value). The words are AWS's, as users quote them.

use std::collections::BTreeMap;

use control::Result;

use crate::{errors::bad_request, patch::Change};

use super::patch::no_such_setting;

const NAME_CHARACTERS_MAX: usize = 64;
const VALUE_CHARACTERS_MAX: usize = 512;

/// Checks one variable. A value that is absent is none.
pub(crate) fn check(name: &str, value: Option<&str>) -> Result<()> {
    if !is_name(name) {
        return Err(bad_request(format!(
            "Invalid stage variable name: {name}.  Please use names with only word characters."
        )));
    }
    if !value.is_some_and(is_value) {
        return Err(bad_request(format!(
            "Invalid stage variable value: {}.  Please use values with alphanumeric characters and the symbols ' ', -', \
             '.', '_', ':', '/', '?', '&', '=', and ','.",
            value.unwrap_or("null")
        )));
    }
    Ok(())
}

/// The variables, checked; none is the same as an empty map.
pub(crate) fn checked(
    variables: Option<BTreeMap<String, String>>,
) -> Result<Option<BTreeMap<String, String>>> {
    let variables = variables.filter(|variables| !variables.is_empty());
    for (name, value) in variables.iter().flatten() {
        check(name, Some(value))?;
    }
    Ok(variables)
}

/// Variables from a JSON object in a patch's value.
pub(crate) fn from_json(text: &str) -> Result<Option<BTreeMap<String, String>>> {
    let variables = serde_json::from_str(text).map_err(|_| {
        bad_request(format!(
            "`{text}` holds no stage variables: use a JSON object of texts, or one path for each variable"
        ))
    })?;
    checked(Some(variables))
}

/// Sets the variable that a patch names.
pub(crate) fn set(variables: &mut Option<BTreeMap<String, String>>, change: &Change<'_>) -> Result<()> {
    check(change.name(), change.value)?;
    variables
        .get_or_insert_default()
        .insert(change.name().to_owned(), change.text().to_owned());
    Ok(())
}

/// Removes the variable that a patch names.
pub(crate) fn remove(variables: &mut Option<BTreeMap<String, String>>, change: &Change<'_>) -> Result<()> {
    let removed = variables
        .as_mut()
        .and_then(|variables| variables.remove(change.name()));
    *variables = variables.take().filter(|variables| !variables.is_empty());
    match removed {
        Some(_) => Ok(()),
        None => Err(no_such_setting(change)),
    }
}

fn is_name(name: &str) -> bool {
    (1..=NAME_CHARACTERS_MAX).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn is_value(value: &str) -> bool {
    (1..=VALUE_CHARACTERS_MAX).contains(&value.len())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#&=,".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_keep_to_awss_rules() {
        assert!(check("url_1", Some("models.example.com:8443/v1?a=b&c=d,e#f~g")).is_ok());
        let words = |name, value| check(name, value).unwrap_err().message;
        assert_eq!(
            words("owner:name", Some("x")),
            "Invalid stage variable name: owner:name.  Please use names with only word characters."
        );
        assert!(words("a", None).starts_with("Invalid stage variable value: null.  Please use"));
        for value in ["", "x y", "x@y", "$LATEST", &"x".repeat(513)] {
            assert!(check("a", Some(value)).is_err(), "{value}");
        }
        assert!(check(&"n".repeat(65), Some("v")).is_err());
        assert_eq!(checked(Some(BTreeMap::new())).unwrap(), None);
        assert!(from_json(r#"{"a": 1}"#).is_err());
        assert_eq!(from_json(r#"{"a": "1"}"#).unwrap().unwrap()["a"], "1");
    }
}
