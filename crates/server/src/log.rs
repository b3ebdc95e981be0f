//! The program's own log: one line an event, to standard error.
//!
//! Not the access log, which the data plane writes. Text lines are `time LEVEL message key=value …`; JSON lines are one
//! object each. Every line is written whole with one call, so that lines of two threads never mix.

use std::io::Write as _;

use portcullis_core::Timestamp;
use serde::Deserialize;

/// How lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// `2026-05-01T00:00:00Z INFO message key=value`
    #[default]
    Text,
    /// `{"time":…,"level":"info","message":…,"key":"value"}`
    Json,
}

/// How much an event matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something was refused or failed.
    Error,
    /// Something works, but needs an eye.
    Warn,
    /// What happened.
    Info,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
        }
    }
}

/// Writes the log.
#[derive(Debug, Clone, Copy)]
pub struct Log {
    /// How lines look.
    pub format: LogFormat,
}

impl Log {
    /// Writes one event; `fields` follow the message in order.
    pub fn event(self, level: Level, message: &str, fields: &[(&str, &str)]) {
        let mut line = match self.format {
            LogFormat::Text => text_line(crate::clock::now(), level, message, fields),
            LogFormat::Json => json_line(crate::clock::now(), level, message, fields),
        };
        line.push('\n');
        // A log that cannot be written (a closed pipe) must not stop the gateway.
        let _ = std::io::stderr().lock().write_all(line.as_bytes());
    }

    /// Writes an [`Level::Info`] event.
    pub fn info(self, message: &str, fields: &[(&str, &str)]) {
        self.event(Level::Info, message, fields);
    }

    /// Writes a [`Level::Warn`] event.
    pub fn warn(self, message: &str, fields: &[(&str, &str)]) {
        self.event(Level::Warn, message, fields);
    }

    /// Writes an [`Level::Error`] event.
    pub fn error(self, message: &str, fields: &[(&str, &str)]) {
        self.event(Level::Error, message, fields);
    }

    /// Writes a text of several lines, such as source excerpts: as it is, or as one JSON event.
    pub fn block(self, level: Level, message: &str, block: &str) {
        match self.format {
            LogFormat::Json => self.event(level, message, &[("text", block)]),
            LogFormat::Text => {
                self.event(level, message, &[]);
                let end = if block.ends_with('\n') { "" } else { "\n" };
                let _ = std::io::stderr()
                    .lock()
                    .write_all(format!("{block}{end}").as_bytes());
            }
        }
    }
}

fn text_line(time: Timestamp, level: Level, message: &str, fields: &[(&str, &str)]) -> String {
    let mut line = format!("{time} {} {}", level.word().to_uppercase(), one_line(message));
    for (name, value) in fields {
        let plain = !value.is_empty()
            && value
                .chars()
                .all(|c| c.is_ascii_graphic() && c != '"' && c != '\\');
        let value = if plain {
            (*value).to_owned()
        } else {
            format!("{value:?}")
        };
        line.push_str(&format!(" {name}={value}"));
    }
    line
}

fn json_line(time: Timestamp, level: Level, message: &str, fields: &[(&str, &str)]) -> String {
    let mut object = serde_json::Map::new();
    object.insert("time".into(), time.to_string().into());
    object.insert("level".into(), level.word().into());
    object.insert("message".into(), message.into());
    for (name, value) in fields {
        object.insert((*name).into(), (*value).into());
    }
    serde_json::Value::Object(object).to_string()
}

/// A message with its control characters escaped, so that no input can forge a line.
fn one_line(text: &str) -> String {
    if text.chars().any(char::is_control) {
        text.escape_debug().to_string()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp { epoch_ms: 0 };

    #[test]
    fn values_that_could_forge_a_line_are_quoted() {
        let line = text_line(
            AT,
            Level::Warn,
            "a\nb",
            &[("file", "a b"), ("to", "x\ny"), ("n", "3")],
        );
        assert_eq!(
            line,
            "1970-01-01T00:00:00Z WARN a\\nb file=\"a b\" to=\"x\\ny\" n=3"
        );
    }

    #[test]
    fn json_lines_are_objects_in_order() {
        let line = json_line(AT, Level::Info, "ready", &[("listen", "127.0.0.1:1")]);
        assert_eq!(
            line,
            r#"{"time":"1970-01-01T00:00:00Z","level":"info","message":"ready","listen":"127.0.0.1:1"}"#
        );
    }
}
