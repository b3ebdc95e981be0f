//! `$input`: the body, its parts by JSONPath, and the request's parameters.
//!
//! Source: API Gateway developer guide, "Variables for data transformations for API Gateway", `$input` variables.

use indexmap::IndexMap;

use crate::{
    ast::Reference,
    context::Name,
    error::RenderError,
    json::{self, Json},
    json_path::{Found, JsonPath},
    json_write::{self, Slashes},
    render::Renderer,
    value::{Key, Value},
};

impl<'t> Renderer<'t, '_> {
    fn body_text(&self) -> Result<&str, RenderError> {
        std::str::from_utf8(self.environment.body).map_err(|_| RenderError::NotText)
    }

    /// `$input.body`: the body as it came. Recorded: an empty body is `{}`.
    pub(crate) fn input_body(&mut self) -> Result<Value, RenderError> {
        let text = match self.body_text()? {
            "" => "{}",
            text => text,
        };
        let value = Value::text(text);
        self.budget.text(self.environment.body.len())?;
        Ok(value)
    }

    pub(crate) fn input_call(
        &mut self,
        name: &str,
        arguments: &[Value],
        reference: &'t Reference,
    ) -> Result<Value, RenderError> {
        match (name, arguments) {
            ("params", []) => Ok(self.params()),
            ("params", [name]) => {
                let name = self.text_of(name)?;
                Ok(self.param(&name))
            }
            ("path", [path]) => {
                let path = self.path(path, reference)?;
                self.load_json()?;
                let Self {
                    json, heap, budget, ..
                } = self;
                let json = json.as_ref().unwrap_or(&Json::Null);
                match path.read(json, budget)? {
                    Found::Nothing => Ok(Value::Null),
                    Found::One(found) => heap.read(found, budget),
                    Found::Made(made) => heap.read(&made, budget),
                }
            }
            ("json", [path]) => {
                let path = self.path(path, reference)?;
                self.load_json()?;
                let Self { json, budget, .. } = self;
                let json = json.as_ref().unwrap_or(&Json::Null);
                let mut out = String::new();
                match path.read(json, budget)? {
                    // Nothing and null are the empty text.
                    Found::Nothing | Found::One(Json::Null) => out.push_str("\"\""),
                    Found::One(found) => json_write::json(found, Slashes::Plain, &mut out, budget)?,
                    Found::Made(made) => json_write::json(&made, Slashes::Plain, &mut out, budget)?,
                }
                Ok(Value::text(out))
            }
            _ => Ok(Value::Null),
        }
    }

    fn path(&mut self, path: &Value, reference: &'t Reference) -> Result<JsonPath, RenderError> {
        let path = self.text_of(path)?;
        self.budget.bytes(path.len())?;
        match JsonPath::parse(&path) {
            Ok(path) => Ok(path),
            Err(message) => Self::failed(reference.position, format!("the JSONPath `{path}`: {message}")),
        }
    }

    fn load_json(&mut self) -> Result<(), RenderError> {
        if self.json.is_none() {
            let text = match self.body_text()? {
                "" => "{}",
                text => text,
            };
            let json = json::parse(text).map_err(RenderError::Body)?;
            self.budget.bytes(self.environment.body.len())?;
            self.json = Some(json);
        }
        Ok(())
    }

    /// `$input.params()`: path parameters, query string and headers by their names.
    fn params(&mut self) -> Value {
        if let Some(params) = &self.params {
            return params.clone();
        }
        let environment = self.environment;
        let mut params = IndexMap::with_capacity(3);
        for (name, list) in [
            ("path", environment.path),
            ("querystring", environment.querystring),
            ("header", environment.header),
        ] {
            let map = list
                .iter()
                .map(|(name, value)| (Key::Text(name.as_ref().into()), Value::text(value.as_ref())))
                .collect();
            let map = self.heap.new_map(map);
            params.insert(Key::Text(name.into()), map);
        }
        let params = self.heap.new_map(params);
        self.params = Some(params.clone());
        params
    }

    /// `$input.params('name')`: of the path, the query string or the headers, in this order.
    ///
    /// Headers are also found in another case, because they may have come in lower case.
    fn param(&self, name: &str) -> Value {
        let find = |list: &[Name<'_>], same: fn(&str, &str) -> bool| {
            list.iter()
                .rfind(|(known, _)| same(known, name))
                .map(|(_, value)| Value::text(value.as_ref()))
        };
        let exactly = |known: &str, name: &str| known == name;
        let Self { environment, .. } = self;
        find(environment.path, exactly)
            .or_else(|| find(environment.querystring, exactly))
            .or_else(|| find(environment.header, exactly))
            .or_else(|| find(environment.header, str::eq_ignore_ascii_case))
            .unwrap_or(Value::Null)
    }
}
