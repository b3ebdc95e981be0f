//! Command line words: `--flag`, `--name value`, `--name=value`. Each is taken by the task that knows it.

use std::str::FromStr;

use anyhow::{Context, Result, bail};

/// The words not taken yet.
pub(crate) struct Arguments {
    words: Vec<String>,
}

impl Arguments {
    /// Splits `--name=value` and keeps the order.
    pub(crate) fn new(words: Vec<String>) -> Self {
        let split = |word: String| match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => vec![name.to_owned(), value.to_owned()],
            _ => vec![word],
        };
        Self {
            words: words.into_iter().flat_map(split).collect(),
        }
    }

    /// Whether `--name` stands there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// Every value of a `--name` that may be repeated.
    pub(crate) fn values(&mut self, name: &str) -> Result<Vec<String>> {
        let mut values = Vec::new();
        while let Some(at) = self.words.iter().position(|word| word == name) {
            self.words.remove(at);
            if at == self.words.len() {
                bail!("`{name}` needs a value");
            }
            values.push(self.words.remove(at));
        }
        Ok(values)
    }

    /// The value of a `--name` that stands at most once.
    pub(crate) fn value<T: FromStr>(&mut self, name: &str) -> Result<Option<T>>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        let mut values = self.values(name)?;
        if values.len() > 1 {
            bail!("`{name}` is given twice");
        }
        let Some(text) = values.pop() else { return Ok(None) };
        text.parse()
            .map(Some)
            .with_context(|| format!("`{text}` does not fit `{name}`"))
    }

    /// The comma-separated values of a `--name`, or the ones given here.
    pub(crate) fn list(&mut self, name: &str, default: &[usize]) -> Result<Vec<usize>> {
        let Some(text) = self.value::<String>(name)? else {
            return Ok(default.to_vec());
        };
        let number = |part: &str| {
            part.parse()
                .with_context(|| format!("`{text}` does not fit `{name}`"))
        };
        text.split(',').map(number).collect()
    }

    /// Refuses what nobody took.
    pub(crate) fn finish(&self) -> Result<()> {
        match self.words.first() {
            Some(word) => bail!("unknown argument `{word}`"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(text: &str) -> Arguments {
        Arguments::new(text.split(' ').map(str::to_owned).collect())
    }

    #[test]
    fn takes_flags_values_and_lists() {
        let mut given = arguments("--check --case sse --rounds=3 --case post --workers 1,2");
        assert!(given.flag("--check"));
        assert!(!given.flag("--check"));
        assert_eq!(given.values("--case").unwrap(), ["sse", "post"]);
        assert_eq!(given.value::<u32>("--rounds").unwrap(), Some(3));
        assert_eq!(given.list("--workers", &[9]).unwrap(), [1, 2]);
        assert_eq!(given.list("--cidrs", &[9]).unwrap(), [9]);
        assert!(given.finish().is_ok());
    }

    #[test]
    fn refuses_what_is_missing_repeated_unknown_or_misspelt() {
        assert!(arguments("--rounds").value::<u32>("--rounds").is_err());
        assert!(arguments("--rounds x").value::<u32>("--rounds").is_err());
        assert!(
            arguments("--rounds 1 --rounds 2")
                .value::<u32>("--rounds")
                .is_err()
        );
        assert!(arguments("--round 1").finish().is_err());
    }
}
