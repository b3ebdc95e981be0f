//! How models and resources are named in text.

/// What the URL of a model begins with, before the API's id.
pub const MODEL_URL_START: &str = "https://apigateway.amazonaws.com/restapis/";

/// How a schema refers to a model of its API.
///
/// Source: published answers of `GetModels` after an import; API Gateway developer guide, "Models".
pub fn model_url(api: &str, model: &str) -> String {
    format!("{MODEL_URL_START}{api}/models/{model}")
}

/// The name in a part of a path that is a variable: `{name}` or, for the rest of the path, `{name+}`.
pub fn variable_of(part: &str) -> Option<&str> {
    let name = part.strip_prefix('{')?.strip_suffix('}')?;
    Some(name.strip_suffix('+').unwrap_or(name))
}
