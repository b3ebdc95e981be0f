//! From the text of a schema to its keywords.

use std::collections::HashMap;

use fancy_regex::{Regex, RegexBuilder};
use indexmap::IndexMap;

use super::{
    MODELS_MAX, SCHEMA_BYTES_MAX, SCHEMAS_MAX, Schema, SchemaError,
    instance::{Decimal, Instance},
    keyword::{Additional, Bound, Dependency, Items, Node, TYPES},
};

/// What the references to models begin with; an id and the model's name follow.
///
/// Source: API Gateway developer guide, "Data models for REST APIs": reference to an external model.
const MODEL_PREFIX: &str = "https://apigateway.amazonaws.com/restapis/";

/// The most levels of schemas.
const DEPTH_MAX: u32 = 100;
/// The most steps a pattern may go back, and the most bytes it may take.
const BACKTRACK_MAX: usize = 100_000;
const REGEX_BYTES_MAX: usize = 1 << 20;

type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;
type Members = IndexMap<Box<str>, Instance>;

pub(super) fn schema(text: &str, resolve: Resolve<'_>) -> Result<Schema, SchemaError> {
    let mut compiler = Compiler {
        resolve,
        documents: vec![document(text)?],
        models: HashMap::new(),
        nodes: Vec::new(),
        known: HashMap::new(),
        waiting: Vec::new(),
    };
    let root = compiler.place(0, "")?;
    while let Some((document, pointer, place)) = compiler.waiting.pop() {
        compiler.fill(document, &pointer, place)?;
    }
    Ok(Schema {
        nodes: compiler.nodes,
        root,
    })
}

fn document(text: &str) -> Result<Instance, SchemaError> {
    if text.len() > SCHEMA_BYTES_MAX {
        return Err(SchemaError::TooLong);
    }
    match Instance::parse(text.as_bytes()) {
        Ok(document @ Instance::Object(_)) => Ok(document),
        Ok(other) => Err(SchemaError::Json(format!("it is of type {}", other.type_name()))),
        Err(error) => Err(SchemaError::Json(error.replacen("the body", "it", 1))),
    }
}

struct Compiler<'a> {
    resolve: Resolve<'a>,
    documents: Vec<Instance>,
    models: HashMap<String, usize>,
    nodes: Vec<Node>,
    /// Where the schema of a document and a pointer is.
    known: HashMap<(usize, String), usize>,
    /// Places that are given, with their schemas not read yet.
    waiting: Vec<(usize, String, usize)>,
}

impl Compiler<'_> {
    /// The place of a schema; it is read later, so schemas may refer to each other.
    fn place(&mut self, document: usize, pointer: &str) -> Result<usize, SchemaError> {
        let key = (document, pointer.to_owned());
        if let Some(place) = self.known.get(&key) {
            return Ok(*place);
        }
        if self.nodes.len() >= SCHEMAS_MAX || pointer.matches('/').count() > DEPTH_MAX as usize * 2 {
            return Err(SchemaError::TooMany);
        }
        let place = self.nodes.len();
        self.nodes.push(Node::default());
        self.known.insert(key, place);
        self.waiting.push((document, pointer.to_owned(), place));
        Ok(place)
    }

    fn fill(&mut self, document: usize, pointer: &str, place: usize) -> Result<(), SchemaError> {
        let found = self
            .documents
            .get(document)
            .and_then(|document| follow(document, pointer));
        let Some(found) = found else {
            return Err(SchemaError::Reference(format!("#{pointer}")));
        };
        let Instance::Object(members) = found else {
            return Err(wrong(pointer, "a schema must be an object"));
        };
        let members = members.clone();
        let node = Reader {
            compiler: self,
            document,
            pointer,
            members: &members,
        }
        .node()?;
        if let Some(slot) = self.nodes.get_mut(place) {
            *slot = node;
        }
        Ok(())
    }

    fn reference(&mut self, document: usize, reference: &str) -> Result<usize, SchemaError> {
        let unknown = || SchemaError::Reference(reference.to_owned());
        let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let document = if base.is_empty() {
            document
        } else {
            let (_, name) = base
                .strip_prefix(MODEL_PREFIX)
                .and_then(|rest| rest.split_once("/models/"))
                .filter(|(id, name)| {
                    !id.is_empty() && !id.contains('/') && !name.is_empty() && !name.contains('/')
                })
                .ok_or_else(unknown)?;
            self.model(name).ok_or_else(unknown)??
        };
        let fragment = decode(fragment).ok_or_else(unknown)?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err(unknown());
        }
        let there = self
            .documents
            .get(document)
            .is_some_and(|document| follow(document, &fragment).is_some());
        if !there {
            return Err(unknown());
        }
        self.place(document, &fragment)
    }

    fn model(&mut self, name: &str) -> Option<Result<usize, SchemaError>> {
        if let Some(document) = self.models.get(name) {
            return Some(Ok(*document));
        }
        if self.models.len() >= MODELS_MAX {
            return Some(Err(SchemaError::TooMany));
        }
        let text = (self.resolve)(name)?;
        Some(document(&text).map(|document| {
            self.documents.push(document);
            let place = self.documents.len() - 1;
            self.models.insert(name.to_owned(), place);
            place
        }))
    }
}

/// Percent-decodes the fragment of a reference.
fn decode(fragment: &str) -> Option<String> {
    let mut out = Vec::with_capacity(fragment.len());
    let mut bytes = fragment.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            out.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

/// Follows a JSON pointer (RFC 6901).
fn follow<'i>(document: &'i Instance, pointer: &str) -> Option<&'i Instance> {
    let mut at = document;
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        at = match at {
            Instance::Object(members) => members.get(part.as_str())?,
            Instance::Array(items) => items.get(part.parse::<usize>().ok()?)?,
            Instance::Null | Instance::Bool(_) | Instance::Number(_) | Instance::Text(_) => return None,
        };
    }
    Some(at)
}

fn wrong(pointer: &str, message: &str) -> SchemaError {
    SchemaError::Keyword {
        pointer: pointer.to_owned(),
        message: message.to_owned(),
    }
}

/// Reads the keywords of one schema.
struct Reader<'r, 'a> {
    compiler: &'r mut Compiler<'a>,
    document: usize,
    pointer: &'r str,
    members: &'r Members,
}

impl Reader<'_, '_> {
    fn node(mut self) -> Result<Node, SchemaError> {
        let members = self.members;
        if let Some(reference) = members.get("$ref") {
            let Instance::Text(reference) = reference else {
                return Err(self.wrong("$ref", "must be a string"));
            };
            return Ok(Node {
                reference: Some(self.compiler.reference(self.document, reference)?),
                ..Node::default()
            });
        }
        if let Some(Instance::Text(draft)) = members.get("$schema") {
            let draft = draft.trim_end_matches('#');
            let known = [
                "http://json-schema.org/draft-04/schema",
                "http://json-schema.org/schema",
            ];
            if !known.contains(&draft) && !draft.ends_with("json-schema.org/draft-04/schema") {
                return Err(self.wrong(
                    "$schema",
                    "must be draft 4, `http://json-schema.org/draft-04/schema#`",
                ));
            }
        }
        let mut node = Node {
            types: self.types()?,
            all_of: self.schemas("allOf")?,
            any_of: self.schemas("anyOf")?,
            one_of: self.schemas("oneOf")?,
            properties: IndexMap::new(),
            required: self.names("required")?,
            min_properties: self.count("minProperties")?,
            max_properties: self.count("maxProperties")?,
            min_items: self.count("minItems")?,
            max_items: self.count("maxItems")?,
            unique_items: self.flag("uniqueItems")?,
            minimum: self.bound("minimum", "exclusiveMinimum")?,
            maximum: self.bound("maximum", "exclusiveMaximum")?,
            multiple_of: self.number("multipleOf")?,
            min_length: self.count("minLength")?,
            max_length: self.count("maxLength")?,
            additional_properties: self.additional("additionalProperties")?,
            additional_items: self.additional("additionalItems")?,
            ..Node::default()
        };
        if node
            .multiple_of
            .as_ref()
            .is_some_and(|number| !number.is_positive())
        {
            return Err(self.wrong("multipleOf", "must be greater than zero"));
        }
        match members.get("enum") {
            None => {}
            Some(Instance::Array(values)) if !values.is_empty() => node.enumeration = Some(values.clone()),
            Some(_) => return Err(self.wrong("enum", "must be an array with values")),
        }
        if members.contains_key("not") {
            node.not = Some(self.child("not")?);
        }
        if let Some(pattern) = members.get("pattern") {
            let Instance::Text(pattern) = pattern else {
                return Err(self.wrong("pattern", "must be a string"));
            };
            node.pattern = Some((pattern.clone(), self.regex("pattern", pattern)?));
        }
        for name in self.object("properties")? {
            let place = self.child(&format!("properties/{}", escaped(&name)))?;
            node.properties.insert(name, place);
        }
        for name in self.object("patternProperties")? {
            let regex = self.regex("patternProperties", &name)?;
            let place = self.child(&format!("patternProperties/{}", escaped(&name)))?;
            node.pattern_properties.push((regex, place));
        }
        for name in self.object("dependencies")? {
            let dependency = self.dependency(&name)?;
            node.dependencies.push((name, dependency));
        }
        node.items = match members.get("items") {
            None => Items::Any,
            Some(Instance::Object(_)) => Items::Every(self.child("items")?),
            Some(Instance::Array(items)) => {
                let places = (0..items.len())
                    .map(|at| self.child(&format!("items/{at}")))
                    .collect::<Result<_, _>>()?;
                Items::Each(places)
            }
            Some(_) => return Err(self.wrong("items", "must be a schema or an array of schemas")),
        };
        // Definitions are read only where something refers to them, but they must be objects.
        self.object("definitions")?;
        Ok(node)
    }

    fn wrong(&self, keyword: &str, message: &str) -> SchemaError {
        wrong(
            &format!("{}/{keyword}", self.pointer),
            &format!("`{keyword}` {message}"),
        )
    }

    fn child(&mut self, pointer: &str) -> Result<usize, SchemaError> {
        let pointer = format!("{}/{pointer}", self.pointer);
        self.compiler.place(self.document, &pointer)
    }

    fn types(&self) -> Result<Option<Vec<usize>>, SchemaError> {
        let names = match self.members.get("type") {
            None => return Ok(None),
            Some(name @ Instance::Text(_)) => std::slice::from_ref(name),
            Some(Instance::Array(names)) if !names.is_empty() => names,
            Some(_) => return Err(self.wrong("type", "must be a type or an array of types")),
        };
        let mut types = Vec::new();
        for name in names {
            let known = match name {
                Instance::Text(name) => TYPES.iter().position(|known| *known == &**name),
                _ => None,
            };
            match known {
                Some(place) => types.push(place),
                None => return Err(self.wrong("type", "names a type that draft 4 does not have")),
            }
        }
        let place = |name: &str| TYPES.iter().position(|known| *known == name);
        // A number may be a whole one.
        if let (Some(number), Some(integer)) = (place("number"), place("integer"))
            && types.contains(&number)
        {
            types.push(integer);
        }
        types.sort_unstable();
        types.dedup();
        Ok(Some(types))
    }

    fn schemas(&mut self, keyword: &str) -> Result<Vec<usize>, SchemaError> {
        match self.members.get(keyword) {
            None => Ok(Vec::new()),
            Some(Instance::Array(schemas)) if !schemas.is_empty() => (0..schemas.len())
                .map(|at| self.child(&format!("{keyword}/{at}")))
                .collect(),
            Some(_) => Err(self.wrong(keyword, "must be an array with schemas")),
        }
    }

    fn names(&self, keyword: &str) -> Result<Vec<Box<str>>, SchemaError> {
        match self.members.get(keyword) {
            None => Ok(Vec::new()),
            Some(Instance::Array(names)) => {
                texts(names).ok_or_else(|| self.wrong(keyword, "must be an array of strings"))
            }
            Some(_) => Err(self.wrong(keyword, "must be an array of strings")),
        }
    }

    /// The names of the members of an object.
    fn object(&self, keyword: &str) -> Result<Vec<Box<str>>, SchemaError> {
        match self.members.get(keyword) {
            None => Ok(Vec::new()),
            Some(Instance::Object(members)) => Ok(members.keys().cloned().collect()),
            Some(_) => Err(self.wrong(keyword, "must be an object")),
        }
    }

    fn number(&self, keyword: &str) -> Result<Option<Decimal>, SchemaError> {
        match self.members.get(keyword) {
            None => Ok(None),
            Some(Instance::Number(number)) => Ok(Some(number.clone())),
            Some(_) => Err(self.wrong(keyword, "must be a number")),
        }
    }

    fn count(&self, keyword: &str) -> Result<Option<usize>, SchemaError> {
        match self.number(keyword)? {
            None => Ok(None),
            Some(number) => match number.as_count() {
                Some(count) => Ok(Some(count)),
                None => Err(self.wrong(keyword, "must be a whole number from zero")),
            },
        }
    }

    fn flag(&self, keyword: &str) -> Result<bool, SchemaError> {
        match self.members.get(keyword) {
            None => Ok(false),
            Some(Instance::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.wrong(keyword, "must be true or false")),
        }
    }

    fn bound(&self, keyword: &str, exclusive: &str) -> Result<Option<Bound>, SchemaError> {
        let is_exclusive = self.flag(exclusive)?;
        match self.number(keyword)? {
            Some(number) => Ok(Some(Bound {
                number,
                exclusive: is_exclusive,
            })),
            None if self.members.contains_key(exclusive) => {
                Err(self.wrong(exclusive, &format!("needs `{keyword}` beside it")))
            }
            None => Ok(None),
        }
    }

    fn additional(&mut self, keyword: &str) -> Result<Additional, SchemaError> {
        match self.members.get(keyword) {
            None | Some(Instance::Bool(true)) => Ok(Additional::Allowed),
            Some(Instance::Bool(false)) => Ok(Additional::Denied),
            Some(Instance::Object(_)) => self.child(keyword).map(Additional::Schema),
            Some(_) => Err(self.wrong(keyword, "must be true, false or a schema")),
        }
    }

    fn dependency(&mut self, name: &str) -> Result<Dependency, SchemaError> {
        let value = match self.members.get("dependencies") {
            Some(Instance::Object(dependencies)) => dependencies.get(name),
            _ => None,
        };
        match value {
            Some(Instance::Object(_)) => self
                .child(&format!("dependencies/{}", escaped(name)))
                .map(Dependency::Schema),
            Some(Instance::Array(names)) => texts(names)
                .map(Dependency::Names)
                .ok_or_else(|| self.wrong("dependencies", "must hold schemas or arrays of strings")),
            _ => Err(self.wrong("dependencies", "must hold schemas or arrays of strings")),
        }
    }

    fn regex(&self, keyword: &str, pattern: &str) -> Result<Regex, SchemaError> {
        RegexBuilder::new(pattern)
            .backtrack_limit(BACKTRACK_MAX)
            .delegate_size_limit(REGEX_BYTES_MAX)
            .delegate_dfa_size_limit(REGEX_BYTES_MAX)
            .build()
            .map_err(|error| {
                self.wrong(
                    keyword,
                    &format!("holds `{pattern}`, which is no regular expression: {error}"),
                )
            })
    }
}

fn texts(items: &[Instance]) -> Option<Vec<Box<str>>> {
    items
        .iter()
        .map(|item| match item {
            Instance::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
