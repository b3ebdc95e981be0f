//! `--name value` pairs, each taken once by the command that knows it.

use std::collections::BTreeMap;
use std::str::FromStr;

use anyhow::{Context, Result, bail};

/// What stood on the command line and has not been taken yet.
pub struct Arguments {
    values: BTreeMap<String, String>,
}

impl Arguments {
    /// Pairs up the words; a name without a value, or given twice, is an error.
    pub fn new(words: Vec<String>) -> Result<Self> {
        let mut values = BTreeMap::new();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let Some(name) = word.strip_prefix("--") else {
                bail!("expected `--name`, found `{word}`")
            };
            let value = words
                .next()
                .with_context(|| format!("`--{name}` needs a value"))?;
            if values.insert(name.to_owned(), value).is_some() {
                bail!("`--{name}` is given twice");
            }
        }
        Ok(Self { values })
    }

    /// The value of a name that may be left out.
    pub fn optional<T: FromStr>(&mut self, name: &str) -> Result<Option<T>>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        let Some(text) = self.values.remove(name) else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .with_context(|| format!("`{text}` does not fit `--{name}`"))
    }

    /// The value of a name that must be there.
    pub fn required<T: FromStr>(&mut self, name: &str) -> Result<T>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        self.optional(name)?
            .with_context(|| format!("`--{name}` is missing"))
    }

    /// Refuses what no one took.
    pub fn finish(&self) -> Result<()> {
        match self.values.keys().next() {
            Some(name) => bail!("unknown option `--{name}`"),
            None => Ok(()),
        }
    }
}
