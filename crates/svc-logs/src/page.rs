//! Pages of lists: a token names the key behind which the next page begins. Lists go up or down by their keys.

use aws_wire::token;
use control::Result;

use crate::errors::invalid;

/// What a page holds where a call does not say. CloudWatch Logs API reference, DescribeLogGroups.
const ITEMS_DEFAULT: usize = 50;

/// One page of items, which come in the order of their keys, and the token of the next.
pub(crate) fn page<T>(
    items: Vec<(String, T)>,
    given: Option<&String>,
    limit: Option<i32>,
) -> Result<(Vec<T>, Option<String>)> {
    let downward = match (items.first(), items.last()) {
        (Some((first, _)), Some((last, _))) => first > last,
        (_, _) => false,
    };
    let start = match given {
        None => 0,
        Some(given) => {
            let before =
                token::decode(given).ok_or_else(|| invalid("The specified nextToken is invalid."))?;
            // The item that a token names may be gone, or stand elsewhere by now.
            let behind = |key: &String| if downward { *key < before } else { *key > before };
            items
                .iter()
                .position(|(key, _)| behind(key))
                .unwrap_or(items.len())
        }
    };
    let most = limit
        .and_then(|limit| usize::try_from(limit).ok())
        .unwrap_or(ITEMS_DEFAULT);
    let count = items.len();
    let mut last = None;
    let page = items
        .into_iter()
        .skip(start)
        .take(most)
        .map(|(key, item)| {
            last = Some(key);
            item
        })
        .collect();
    let more = start.saturating_add(most) < count;
    Ok((page, last.filter(|_| more).map(|key| token::encode(&key))))
}
