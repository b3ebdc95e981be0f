//! Single values out of a body, as parameter mappings take them.
//!
//! Source: API Gateway developer guide, "Parameter mapping source reference for REST APIs in API Gateway":
//! `method.request.body.JSONPath_EXPRESSION`, `integration.response.body.JSONPath_EXPRESSION`.

use crate::{
    error::RenderError,
    heap::Budget,
    json::{self, Json},
    json_path::{Found, JsonPath},
    json_write::{self, Slashes},
    template::Limits,
};

/// A JSONPath into a body.
#[derive(Debug)]
pub struct BodyPath(JsonPath);

/// A body that was read as JSON, once for all paths.
#[derive(Debug)]
pub struct JsonBody(Json);

/// The text is no JSONPath.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a JSONPath: {why}")]
pub struct BodyPathError {
    /// The refused text, shortened.
    pub text: String,
    /// What is wrong with it.
    pub why: String,
}

impl JsonBody {
    /// Reads a body; `None` where it is no JSON.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        json::parse(text).ok().map(Self)
    }
}

impl BodyPath {
    /// Reads a path, such as `$.pets[0].name`.
    pub fn parse(text: &str) -> Result<Self, BodyPathError> {
        JsonPath::parse(text).map(Self).map_err(|why| BodyPathError {
            text: text.chars().take(80).collect(),
            why,
        })
    }

    /// The value as text: a string as it is, anything else as JSON. `None` where there is none, or where it is null.
    pub fn read(&self, body: &JsonBody, limits: Limits) -> Result<Option<String>, RenderError> {
        let mut budget = Budget::new(limits.steps, limits.depth, limits.output_bytes);
        let made;
        let found = match self.0.read(&body.0, &mut budget)? {
            Found::Nothing | Found::One(Json::Null) | Found::Made(Json::Null) => return Ok(None),
            Found::One(found) => found,
            Found::Made(json) => {
                made = json;
                &made
            }
        };
        if let Json::Text(text) = found {
            budget.text(text.len())?;
            return Ok(Some(text.as_ref().to_owned()));
        }
        let mut out = String::new();
        json_write::json(found, Slashes::Plain, &mut out, &mut budget)?;
        Ok(Some(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str =
        r#"{"user":{"name":"Ann \"A\"","age":41,"ok":true,"none":null,"tags":["a","b/c"]},"n":1.50}"#;

    fn check(path: &str, expect: Option<&str>) {
        let body = JsonBody::parse(BODY.as_bytes()).unwrap();
        let got = BodyPath::parse(path)
            .unwrap()
            .read(&body, Limits::default())
            .unwrap();
        assert_eq!(got.as_deref(), expect, "{path}");
    }

    #[test]
    fn values_are_texts() {
        check("$.user.name", Some("Ann \"A\""));
        check("$.user.age", Some("41"));
        check("$.user.ok", Some("true"));
        check("$.n", Some("1.5"));
        check("$.user.tags", Some(r#"["a","b/c"]"#));
        check("$.user.tags[1]", Some("b/c"));
        check("$['user']['age']", Some("41"));
        check("$..age", Some("[41]"));
        check("$.user.none", None);
        check("$.user.nobody", None);
        check("$.user.name.first", None);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        assert!(BodyPath::parse("$.a[").is_err());
        assert!(JsonBody::parse(b"{").is_none() && JsonBody::parse(b"\"\xff\"").is_none());
        let empty = JsonBody::parse(b"").unwrap();
        let whole = BodyPath::parse("$").unwrap();
        assert_eq!(whole.read(&empty, Limits::default()), Ok(None));
        let limits = Limits {
            steps: 2,
            ..Limits::default()
        };
        let body = JsonBody::parse(BODY.as_bytes()).unwrap();
        let path = BodyPath::parse("$..age").unwrap();
        assert_eq!(path.read(&body, limits), Err(RenderError::Steps(2)));
    }
}
