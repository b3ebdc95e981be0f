//! One source of settings, read strictly, and the laying of one over the other.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize as _;
use source_text::{Diagnostic, Span, render};
use toml::{Table, Value};

use super::{Kind, Loaded, Row, Settings, all_rows};

/// A settings file larger than this is not read, in bytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// Why settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The settings file cannot be read.
    #[error("cannot read the settings file `{file}`: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// The system's reason.
        why: String,
    },
    /// The settings file is not TOML, or holds an unknown key or a value of the wrong type.
    #[error("{excerpt}")]
    File {
        /// The fault with an excerpt of the file.
        excerpt: String,
    },
    /// No setting has this variable.
    #[error("environment variable `{variable}` is no setting: see `portcullis serve --help`")]
    UnknownVariable {
        /// The variable.
        variable: String,
    },
    /// A value is of the wrong kind, or out of range, or does not go with another.
    #[error("`{key}` ({source_name}): {why}")]
    Value {
        /// The setting.
        key: String,
        /// The file, variable or flag it came from, or `default`.
        source_name: String,
        /// What is wrong and what to do.
        why: String,
    },
}

/// The values of one source.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layer {
    table: Table,
    sources: BTreeMap<String, String>,
}

/// Reads a settings file. Relative paths in it are taken from its folder.
pub(crate) fn file_layer(file: &Path) -> Result<Layer, Vec<SettingsError>> {
    let shown = file.display().to_string();
    let unreadable = |why: String| {
        vec![SettingsError::Unreadable {
            file: shown.clone(),
            why,
        }]
    };
    let length = std::fs::metadata(file)
        .map_err(|error| unreadable(error.to_string()))?
        .len();
    if length > FILE_BYTES_MAX {
        return Err(unreadable(format!(
            "it has {length} bytes, at most {FILE_BYTES_MAX} are read"
        )));
    }
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
    let fault = |error: toml::de::Error| {
        let span = error.span().unwrap_or_default();
        let message = error.message().trim_end_matches('.').replace('\n', ", ");
        let finding = Diagnostic::error("settings", Span::new(span.start, span.end), message, "");
        vec![SettingsError::File {
            excerpt: render(&shown, &text, &finding).trim_end().to_owned(),
        }]
    };
    toml::from_str::<Settings>(&text).map_err(fault)?;
    let mut table: Table = toml::from_str(&text).map_err(fault)?;
    rebase_paths(&mut table, file.parent().unwrap_or(Path::new("")));
    let mut sources = BTreeMap::new();
    name_sources(&table, "", &shown, &mut sources);
    Ok(Layer { table, sources })
}

/// Reads the `PORTCULLIS_…` variables.
pub(crate) fn environment_layer(environment: &[(String, String)]) -> Result<Layer, Vec<SettingsError>> {
    let mut layer = Layer::default();
    let mut errors = Vec::new();
    for (variable, text) in environment {
        if is_kubernetes_service(variable) {
            continue;
        }
        let Some(row) = all_rows().find(|row| row.variable() == *variable) else {
            errors.push(SettingsError::UnknownVariable {
                variable: variable.clone(),
            });
            continue;
        };
        let source = format!("environment variable `{variable}`");
        match value_of_text(row.kind, text) {
            Ok(value) => layer.set(row, value, source, &mut errors),
            Err(why) => {
                errors.push(SettingsError::Value {
                    key: row.key.to_owned(),
                    source_name: source,
                    why,
                });
            }
        }
    }
    if errors.is_empty() { Ok(layer) } else { Err(errors) }
}

/// Takes the values of flags.
pub(crate) fn flags_layer(
    flags: &[(&'static str, Value, &'static str)],
) -> Result<Layer, Vec<SettingsError>> {
    let mut layer = Layer::default();
    let mut errors = Vec::new();
    for (key, value, flag) in flags {
        let row = all_rows().find(|row| row.key == *key);
        match row {
            Some(row) => layer.set(row, value.clone(), format!("`{flag}`"), &mut errors),
            None => errors.push(SettingsError::Value {
                key: (*key).to_owned(),
                source_name: format!("`{flag}`"),
                why: "there is no such setting".to_owned(),
            }),
        }
    }
    if errors.is_empty() { Ok(layer) } else { Err(errors) }
}

impl Layer {
    /// Sets one value after trying it alone, so that a fault is told with its source.
    fn set(&mut self, row: &Row, value: Value, source: String, errors: &mut Vec<SettingsError>) {
        let mut alone = Table::new();
        insert(&mut alone, row.key, value.clone());
        match Settings::deserialize(Value::Table(alone)) {
            Ok(_) => {
                insert(&mut self.table, row.key, value);
                self.sources.insert(row.key.to_owned(), source);
            }
            Err(error) => errors.push(SettingsError::Value {
                key: row.key.to_owned(),
                source_name: source,
                why: error.message().trim_end_matches('.').replace('\n', ", "),
            }),
        }
    }
}

/// Lays later layers over earlier ones: tables are merged, everything else is replaced.
pub(super) fn overlay(layers: Vec<Layer>) -> Result<Loaded, Vec<SettingsError>> {
    let mut all = Layer::default();
    for layer in layers {
        merge(&mut all.table, layer.table);
        all.sources.extend(layer.sources);
    }
    // Each layer was read as `Settings` by itself; that the whole fails as well is not expected, and still no panic.
    let settings = Settings::deserialize(Value::Table(all.table)).map_err(|error| {
        vec![SettingsError::Value {
            key: "settings".to_owned(),
            source_name: "all sources".to_owned(),
            why: error.message().to_owned(),
        }]
    })?;
    Ok(Loaded {
        settings,
        sources: all.sources,
    })
}

/// What Kubernetes adds to every pod near a service named `portcullis`; these are no settings.
fn is_kubernetes_service(variable: &str) -> bool {
    matches!(variable, "PORTCULLIS_SERVICE_HOST" | "PORTCULLIS_PORT")
        || variable.starts_with("PORTCULLIS_SERVICE_PORT")
        || variable
            .strip_prefix("PORTCULLIS_PORT_")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn value_of_text(kind: Kind, text: &str) -> Result<Value, String> {
    let list = || text.split(',').map(str::trim).filter(|part| !part.is_empty());
    match kind {
        Kind::Text | Kind::Path => Ok(Value::String(text.to_owned())),
        Kind::Number => text
            .parse()
            .map(Value::Integer)
            .map_err(|_| format!("`{text}` is not a whole number")),
        Kind::Bool => match text {
            "true" => Ok(Value::Boolean(true)),
            "false" => Ok(Value::Boolean(false)),
            _ => Err(format!("`{text}` is neither `true` nor `false`")),
        },
        Kind::List | Kind::PathList => Ok(Value::Array(
            list().map(|part| Value::String(part.to_owned())).collect(),
        )),
    }
}

fn insert(table: &mut Table, key: &str, value: Value) {
    match key.split_once('.') {
        None => {
            table.insert(key.to_owned(), value);
        }
        Some((head, rest)) => {
            let inner = table.entry(head).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}

fn merge(into: &mut Table, from: Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => merge(old, new),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

fn name_sources(table: &Table, prefix: &str, file: &str, sources: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        if let Value::Table(inner) = value {
            name_sources(inner, &key, file, sources);
        } else {
            sources.insert(key, format!("in `{file}`"));
        }
    }
}

/// Makes the paths of a settings file independent of the folder the program is started in.
fn rebase_paths(table: &mut Table, folder: &Path) {
    let rebase = |value: &mut Value| {
        if let Value::String(path) = value
            && path != "-"
        {
            *path = folder.join(&*path).to_string_lossy().into_owned();
        }
    };
    for row in all_rows() {
        let mut at = Some(&mut *table);
        let mut keys = row.key.split('.').peekable();
        while let (Some(key), Some(inner)) = (keys.next(), at.take()) {
            match (inner.get_mut(key), keys.peek()) {
                (Some(Value::Table(next)), Some(_)) => at = Some(next),
                (Some(Value::Array(list)), None) if row.kind == Kind::PathList => {
                    list.iter_mut().for_each(rebase)
                }
                (Some(value), None) if row.kind == Kind::Path => rebase(value),
                _ => {}
            }
        }
    }
    let interpreters = table
        .get_mut("functions")
        .and_then(|functions| functions.get_mut("interpreters"))
        .and_then(Value::as_table_mut);
    for (_, program) in interpreters.into_iter().flatten() {
        rebase(program);
    }
    rebase_tables(table, "api", &["file"], &rebase);
    rebase_tables(table, "vpc_endpoint", &["policy_file"], &rebase);
    rebase_tables(table, "issuer", &["jwks_file"], &rebase);
    rebase_tables(
        table,
        "listener",
        &["tls_certificate_file", "tls_key_file"],
        &rebase,
    );
    let listeners = table.get_mut("listener").and_then(Value::as_array_mut);
    for listener in listeners.into_iter().flatten().filter_map(Value::as_table_mut) {
        rebase_tables(
            listener,
            "certificate",
            &["certificate_file", "key_file"],
            &rebase,
        );
    }
}

/// Rebases `keys` of every table of the array `name`.
fn rebase_tables(table: &mut Table, name: &str, keys: &[&str], rebase: &dyn Fn(&mut Value)) {
    let entries = table.get_mut(name).and_then(Value::as_array_mut);
    for entry in entries.into_iter().flatten() {
        for key in keys {
            entry.get_mut(*key).into_iter().for_each(rebase);
        }
    }
}
