//! Pages of lists: a marker names the key behind which the next page begins.

use aws_wire::token;
use control::{Error, Result};

use crate::errors::invalid;

/// What a page holds where a call does not say. AWS Lambda API reference, ListFunctions.
const ITEMS_DEFAULT: usize = 50;

/// One page of items, which come in the order of their keys, and the marker of the next.
pub(crate) fn page<T>(
    items: Vec<(String, T)>,
    marker: Option<&String>,
    items_max: Option<i32>,
) -> Result<(Vec<T>, Option<String>)> {
    let after = match marker.filter(|marker| !marker.is_empty()) {
        None => None,
        Some(marker) => Some(token::decode(marker).ok_or_else(bad_marker)?),
    };
    let most = items_max
        .and_then(|most| usize::try_from(most).ok())
        .unwrap_or(ITEMS_DEFAULT);
    let mut rest = items
        .into_iter()
        .filter(|(key, _)| after.as_ref().is_none_or(|after| key > after))
        .peekable();
    let mut page = Vec::new();
    let mut last = None;
    while page.len() < most
        && let Some((key, item)) = rest.next()
    {
        last = Some(key);
        page.push(item);
    }
    let more = rest.peek().is_some();
    Ok((page, last.filter(|_| more).map(|key| token::encode(&key))))
}

fn bad_marker() -> Error {
    invalid("Invalid Marker: take the one that the page before answered")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_and_end() {
        let all = || ["a", "b", "c"].map(|key| (key.to_owned(), key)).to_vec();
        let (first, marker) = page(all(), None, Some(2)).unwrap();
        assert_eq!(first, ["a", "b"]);
        let (second, none) = page(all(), marker.as_ref(), Some(2)).unwrap();
        assert_eq!((second, none), (vec!["c"], None));
        assert_eq!(page(all(), None, None).unwrap().0.len(), 3);
        assert!(page(all(), Some(&"?".to_owned()), None).is_err());
    }
}
