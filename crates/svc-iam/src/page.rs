//! Paging with `Marker` and `MaxItems`.
//!
//! Source: IAM API reference, "Common parameters" of the list operations: 100 items unless `MaxItems` says otherwise.

use aws_wire::base64;
use control::Result;

use crate::errors::validation;

/// Items of a page where the caller does not say.
const ITEMS_DEFAULT: usize = 100;

/// The most items of a page.
const ITEMS_MAX: usize = 1000;

/// One page.
pub(crate) struct Page<T> {
    /// Its items.
    pub(crate) items: Vec<T>,
    /// Whether there are more.
    pub(crate) is_truncated: Option<bool>,
    /// Where they begin.
    pub(crate) marker: Option<String>,
}

/// A page of `all`, which have unique keys; ordered by them.
pub(crate) fn page<T>(
    all: Vec<(String, T)>,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<T>> {
    let mut all = all;
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    let after = match marker {
        Some(marker) => Some(read(marker).ok_or_else(|| validation("Invalid Marker."))?),
        None => None,
    };
    let limit = max_items.map_or(ITEMS_DEFAULT, |items| {
        usize::try_from(items).unwrap_or(1).clamp(1, ITEMS_MAX)
    });
    let mut rest = all
        .into_iter()
        .filter(|(key, _)| after.as_ref().is_none_or(|after| key > after));
    let mut last = None;
    let mut items = Vec::new();
    for (key, item) in rest.by_ref().take(limit) {
        last = Some(key);
        items.push(item);
    }
    let more = rest.next().is_some();
    Ok(Page {
        items,
        is_truncated: Some(more),
        marker: last.filter(|_| more).map(|key| base64::encode(key.as_bytes())),
    })
}

fn read(marker: &str) -> Option<String> {
    String::from_utf8(base64::decode(marker)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_and_end() {
        let all = || ["c", "a", "b"].map(|key| (key.to_owned(), key)).to_vec();
        let first = page(all(), None, Some(2)).unwrap();
        assert_eq!((first.items, first.is_truncated), (vec!["a", "b"], Some(true)));
        let second = page(all(), first.marker.as_deref(), Some(2)).unwrap();
        assert_eq!((second.items, second.is_truncated), (vec!["c"], Some(false)));
        assert!(second.marker.is_none());
        assert!(page(all(), Some("?"), None).is_err());
    }
}
