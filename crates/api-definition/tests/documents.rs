//! Every document under `documents/`: what it becomes, and that exports give it back.
//!
//! `golden/NAME.json` holds what the import of a document gives. `UPDATE_SNAPSHOTS=1 cargo test -p api-definition` writes
//! those files anew; read the difference before you keep it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use api_definition::Definition;
use api_definition::export::{self, Dialect, ExportOptions, Extensions, Format};
use api_definition::import::{
    self, BasePath, ImportLimits, ImportOptions, Imported, Mode, Parameters, Place,
};
use aws_wire::EpochSeconds;
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn documents() -> Vec<(String, String)> {
    let mut documents: Vec<_> = std::fs::read_dir(folder("documents"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    documents.sort();
    documents
}

fn place() -> Place {
    Place {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
    }
}

fn options<'a>(mode: Mode, base: Option<&'a Definition>) -> ImportOptions<'a> {
    ImportOptions {
        mode,
        base,
        parameters: Parameters::default(),
        place: place(),
        now: EpochSeconds(1_700_000_000),
        limits: ImportLimits::default(),
    }
}

/// Reads with ids `0000000001`, `000002`, …
fn read(text: &str, options: &ImportOptions<'_>) -> Result<Imported, String> {
    read_with_ids(text, options, 0)
}

/// Reads with ids after this one.
fn read_with_ids(text: &str, options: &ImportOptions<'_>, mut number: u32) -> Result<Imported, String> {
    let mut ids = |length: usize| {
        number += 1;
        format!("{number:0length$}")
    };
    import::read(text.as_bytes(), options, &mut ids).map_err(|error| format!("{error} {:?}", error.detail))
}

fn import(name: &str, text: &str) -> Imported {
    import_with_ids(name, text, 0)
}

fn import_with_ids(name: &str, text: &str, number: u32) -> Imported {
    match read_with_ids(text, &options(Mode::Import, None), number) {
        Ok(imported) => imported,
        Err(error) => panic!("{name}: {error}"),
    }
}

fn export(definition: &Definition, dialect: Dialect, format: Format) -> String {
    let options = ExportOptions {
        dialect,
        format,
        extensions: Extensions::ALL,
        stage: "prod",
        place: &place(),
        documentation_version: None,
    };
    export::write(definition, &options)
}

const WAYS: [(Dialect, Format); 4] = [
    (Dialect::Swagger20, Format::Json),
    (Dialect::Swagger20, Format::Yaml),
    (Dialect::Oas30, Format::Json),
    (Dialect::Oas30, Format::Yaml),
];

/// The definition with names in the place of ids.
fn canonical(definition: &Definition) -> Value {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (id, resource) in &definition.resources {
        names.insert(id.clone(), resource.path.clone().unwrap());
    }
    for (id, authorizer) in &definition.authorizers {
        names.insert(
            id.clone(),
            format!("authorizer {}", authorizer.name.as_deref().unwrap()),
        );
    }
    for (id, validator) in &definition.request_validators {
        names.insert(
            id.clone(),
            format!("validator {}", validator.name.as_deref().unwrap()),
        );
    }
    for (name, model) in &definition.models {
        names.insert(model.id.clone().unwrap(), format!("model {name}"));
    }
    for (id, part) in &definition.documentation_parts {
        names.insert(id.clone(), format!("part {:?}", part.location));
    }
    fn renamed(value: Value, api: &str, names: &BTreeMap<String, String>) -> Value {
        let name = |text: String| match names.get(&text) {
            Some(name) => name.clone(),
            None => text.replace(api, "API"),
        };
        match value {
            Value::String(text) => Value::String(name(text)),
            Value::Array(items) => items.into_iter().map(|item| renamed(item, api, names)).collect(),
            Value::Object(members) => members
                .into_iter()
                .map(|(key, value)| (name(key), renamed(value, api, names)))
                .collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }
    renamed(serde_json::to_value(definition).unwrap(), definition.id(), &names)
}

#[test]
fn imports_give_what_they_gave() {
    let mut wrong = Vec::new();
    for (name, text) in documents() {
        let imported = import(&name, &text);
        let found = serde_json::json!({ "warnings": imported.warnings, "definition": imported.definition });
        let path = folder("golden").join(format!("{name}.json"));
        let golden: Option<Value> = std::fs::read_to_string(&path)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok());
        if golden.as_ref() != Some(&found) {
            if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
                std::fs::write(&path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
            } else {
                wrong.push(path);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn there_are_documents_for_every_extension() {
    let documents = documents();
    assert!(documents.len() >= 20);
    let refused = ["x-amazon-apigateway-cors", "x-amazon-apigateway-integrations"];
    for row in openapi::EXTENSIONS {
        if row.name.contains('.') || refused.contains(&row.name) {
            continue;
        }
        let quoted = format!("\"{}\"", row.name);
        let plain = format!("{}:", row.name);
        let found = documents
            .iter()
            .any(|(_, text)| text.contains(&quoted) || text.contains(&plain));
        assert!(found, "no document has {}", row.name);
    }
}

#[test]
fn importing_an_export_gives_the_api_again() {
    for (name, text) in documents() {
        let first = import(&name, &text).definition;
        for (dialect, format) in WAYS {
            let exported = export(&first, dialect, format);
            let place = format!("{name} as {dialect:?} {format:?}\n{exported}\n");
            let again = import_with_ids(&place, &exported, 5_000);
            assert!(again.warnings.is_empty(), "{place} {:?}", again.warnings);
            assert_eq!(canonical(&again.definition), canonical(&first), "{place}");
        }
    }
}

#[test]
fn what_openapi_2_has_no_words_for_is_said_as_closely_as_it_can() {
    let text = r##"
openapi: 3.0.1
info: {title: two, version: "1"}
paths:
  /a:
    get:
      responses:
        "200":
          content:
            application/json: {schema: {$ref: "#/components/schemas/A"}}
            application/xml: {schema: {$ref: "#/components/schemas/B"}}
components: {schemas: {A: {type: object}, B: {type: array}}}
"##;
    let first = import("two models", text).definition;
    let models = |definition: &Definition| {
        let resource = definition.resource_at("/a").unwrap().id.clone().unwrap();
        let responses = definition
            .method(&resource, "GET")
            .unwrap()
            .method_responses
            .clone();
        responses.unwrap()["200"].response_models.clone().unwrap()
    };
    let again = |dialect| models(&import("again", &export(&first, dialect, Format::Json)).definition);
    let both = |one: &str, other: &str| {
        BTreeMap::from([
            ("application/json".to_owned(), one.to_owned()),
            ("application/xml".to_owned(), other.to_owned()),
        ])
    };
    assert_eq!(again(Dialect::Oas30), both("A", "B"));
    assert_eq!(again(Dialect::Swagger20), both("A", "A"));
}

#[test]
fn putting_an_export_onto_its_api_changes_nothing() {
    for (name, text) in documents() {
        let first = import(&name, &text).definition;
        let exported = export(&first, Dialect::Oas30, Format::Json);
        for mode in [Mode::Overwrite, Mode::Merge] {
            let again = read(&exported, &options(mode, Some(&first))).unwrap();
            assert_eq!(
                canonical(&again.definition),
                canonical(&first),
                "{name} {mode:?}\n{exported}"
            );
            assert_eq!(again.definition, first, "{name} {mode:?}");
        }
    }
}

#[test]
fn both_formats_say_the_same() {
    for (name, text) in documents() {
        let definition = import(&name, &text).definition;
        for dialect in [Dialect::Swagger20, Dialect::Oas30] {
            let json = source_text::json::parse(&export(&definition, dialect, Format::Json)).unwrap();
            let yaml = source_text::yaml::parse(&export(&definition, dialect, Format::Yaml)).unwrap();
            assert_eq!(json.to_json(), yaml.to_json(), "{name}");
        }
    }
}

#[test]
fn base_paths_are_put_in_front_of_paths_as_asked() {
    let check = |document: &str, base_path: BasePath, expect: &[&str]| {
        let text = std::fs::read_to_string(folder("documents").join(document)).unwrap();
        let mut options = options(Mode::Import, None);
        options.parameters.base_path = base_path;
        let definition = read(&text, &options).unwrap().definition;
        let mut paths: Vec<_> = definition
            .resources
            .values()
            .map(|resource| resource.path.clone().unwrap())
            .collect();
        paths.sort();
        assert_eq!(paths, expect, "{document} {base_path:?}");
    };
    check("base-path.json", BasePath::Ignore, &["/", "/cart"]);
    check(
        "base-path.json",
        BasePath::Prepend,
        &["/", "/shop", "/shop/v1", "/shop/v1/cart"],
    );
    check("base-path.json", BasePath::Split, &["/", "/v1", "/v1/cart"]);
    check(
        "server-variables.yaml",
        BasePath::Prepend,
        &["/", "/team", "/team/shop", "/team/shop/cart"],
    );
    check(
        "server-variables.yaml",
        BasePath::Split,
        &["/", "/shop", "/shop/cart"],
    );
}

/// Numbers that look random and are the same with every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// One change to a text: lines or bytes taken out, doubled, swapped with those of another text.
fn damaged(text: &str, other: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let at = numbers.below(lines.len());
    match numbers.below(5) {
        0 => {
            lines.remove(at);
        }
        1 => lines.insert(at, lines[at]),
        2 => {
            let others: Vec<&str> = other.lines().collect();
            lines[at] = others[numbers.below(others.len())];
        }
        3 => {
            let with = numbers.below(lines.len());
            lines.swap(at, with);
        }
        _ => {
            let mut bytes = text.as_bytes().to_vec();
            let at = numbers.below(bytes.len());
            bytes[at] = b" \"{}[]:,-.0aZ/$#"[numbers.below(16)];
            return String::from_utf8_lossy(&bytes).into_owned();
        }
    }
    lines.join("\n")
}

#[test]
fn damaged_documents_are_refused_or_come_back_the_same() {
    let documents = documents();
    let mut numbers = Numbers(1);
    let mut taken = 0;
    for round in 0..6_000 {
        let (name, text) = &documents[round % documents.len()];
        let (_, other) = &documents[numbers.below(documents.len())];
        let text = damaged(text, other, &mut numbers);
        let Ok(first) = read(&text, &options(Mode::Import, None)) else {
            continue;
        };
        taken += 1;
        let mut first = first.definition;
        for (dialect, format) in WAYS {
            let exported = export(&first, dialect, format);
            let again = read(&exported, &options(Mode::Overwrite, Some(&first)))
                .unwrap_or_else(|error| panic!("{name} {dialect:?}: {error}\n{text}\n{exported}"));
            if dialect == Dialect::Oas30 {
                // An export always has a version.
                first.api.version = again.definition.api.version.clone();
                assert_eq!(
                    canonical(&again.definition),
                    canonical(&first),
                    "{name}\n{text}\n{exported}"
                );
                assert_eq!(again.definition, first, "{name}\n{text}\n{exported}");
            }
        }
    }
    assert!(taken > 1_000, "{taken}");
}
