//! The values of a header that a policy may ask for.

use http::HeaderValue;
use serde::{Deserialize, Serialize};

/// Every value of one header, in order. The first is kept in a buffer that is used again; more than one is rare.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct HeaderValues {
    // Invariant: unless `present`, `first` and `rest` are empty.
    present: bool,
    first: String,
    rest: Vec<String>,
}

impl HeaderValues {
    /// The first value.
    pub fn first(&self) -> Option<&str> {
        self.present.then_some(self.first.as_str())
    }

    /// All values.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.first()
            .into_iter()
            .chain(self.rest.iter().map(String::as_str))
    }

    /// How many values there are.
    pub fn count(&self) -> usize {
        usize::from(self.present) + self.rest.len()
    }

    /// Adds a value. Bytes that are no UTF-8 become U+FFFD: the policy sees the same text as the reader of the record.
    pub(crate) fn push(&mut self, value: &HeaderValue) {
        if self.present {
            self.rest
                .push(String::from_utf8_lossy(value.as_bytes()).into_owned());
            return;
        }
        self.present = true;
        match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => self.first.push_str(text),
            Err(_) => self.first.push_str(&String::from_utf8_lossy(value.as_bytes())),
        }
    }

    pub(crate) fn clear(&mut self) {
        self.present = false;
        self.first.clear();
        self.rest.clear();
    }

    /// Cuts long values; whether there was one.
    pub(crate) fn cut(&mut self) -> bool {
        let mut cut = super::cut_text(&mut self.first);
        for value in &mut self.rest {
            cut |= super::cut_text(value);
        }
        cut
    }
}

impl From<Vec<String>> for HeaderValues {
    fn from(values: Vec<String>) -> Self {
        let mut values = values.into_iter();
        match values.next() {
            Some(first) => Self {
                present: true,
                first,
                rest: values.collect(),
            },
            None => Self::default(),
        }
    }
}

impl From<HeaderValues> for Vec<String> {
    fn from(values: HeaderValues) -> Self {
        values.iter().map(str::to_owned).collect()
    }
}
