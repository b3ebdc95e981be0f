//! Pages of lists: `limit` and `position`.
//!
//! Source: API Gateway API reference, GetModels, `limit`: 25 by default, 500 at most.

use aws_wire::token;
use control::Result;

use crate::errors::bad_request;

const LIMIT_DEFAULT: usize = 25;
const LIMIT_MAX: usize = 500;

/// One page of a list.
pub(crate) struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next one begins, if there is one.
    pub position: Option<String>,
}

/// The page behind `position`, of items that are ordered by their keys.
pub(crate) fn page<T>(
    items: impl IntoIterator<Item = (String, T)>,
    position: Option<&str>,
    limit: Option<i32>,
) -> Result<Page<T>> {
    let limit = match limit {
        None => LIMIT_DEFAULT,
        Some(limit) => usize::try_from(limit)
            .ok()
            .filter(|limit| *limit > 0)
            .ok_or_else(|| bad_request(format!("`{limit}` is no limit of a page: use 1 to {LIMIT_MAX}")))?
            .min(LIMIT_MAX),
    };
    let after = match position {
        None => None,
        Some(position) => {
            Some(token::decode(position).ok_or_else(|| bad_request("Invalid position specified"))?)
        }
    };
    let mut rest = items
        .into_iter()
        .skip_while(|(key, _)| after.as_ref().is_some_and(|after| key <= after));
    let mut page = Page {
        items: Vec::new(),
        position: None,
    };
    let mut last = String::new();
    for (key, item) in rest.by_ref().take(limit) {
        page.items.push(item);
        last = key;
    }
    if rest.next().is_some() {
        page.position = Some(token::encode(&last));
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another() {
        let items: Vec<(String, u32)> = (10..60).map(|n| (format!("k{n}"), n)).collect();
        let first = page(items.clone(), None, None).unwrap();
        assert_eq!(first.items, (10..35).collect::<Vec<_>>());
        let second = page(items.clone(), first.position.as_deref(), None).unwrap();
        assert_eq!(second.items, (35..60).collect::<Vec<_>>());
        assert_eq!(second.position, None);
        assert_eq!(page(items.clone(), None, Some(501)).unwrap().items.len(), 50);
        assert!(page(items.clone(), None, Some(0)).is_err());
        let error = page(items, Some("*"), None).err().unwrap();
        assert_eq!(error.message, "Invalid position specified");
    }
}
