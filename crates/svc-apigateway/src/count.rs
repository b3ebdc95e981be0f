//! How many of a kind an account has in a region, against its limit.

use control::{Ctx, Error, Result, Stored};
use store::Filter;

use crate::{ApiGateway, errors::limit_exceeded};

/// Documents that are read at once to count them.
const PAGE: usize = 500;

/// How many more there may be.
///
/// Reads beside the transaction: one that is made at the same time elsewhere is no reason to run again.
pub(crate) fn room<T: Stored>(ctx: &Ctx<'_, ApiGateway>, parent: Option<&str>, max: usize) -> Result<usize> {
    let (mut count, mut after) = (0, None::<String>);
    while count < max {
        let page = ctx.tx.store().list(&Filter {
            account: ctx.account(),
            region: ctx.region,
            kind: T::KIND,
            parent,
            after: after.as_deref(),
            limit: PAGE,
        })?;
        count += page.len();
        if page.len() < PAGE {
            break;
        }
        after = page.last().map(|document| document.key.id.clone());
    }
    Ok(max.saturating_sub(count))
}

/// Refuses one more than there may be; `what` is the plural: `API keys`.
pub(crate) fn check<T: Stored>(
    ctx: &Ctx<'_, ApiGateway>,
    parent: Option<&str>,
    max: usize,
    what: &str,
) -> Result<()> {
    match room::<T>(ctx, parent, max)? {
        0 => Err(full(max, what)),
        _ => Ok(()),
    }
}

/// There are as many as there may be.
pub(crate) fn full(max: usize, what: &str) -> Error {
    limit_exceeded(format!(
        "Maximum number of {what} has been reached: {max}. Delete one, or raise the limit."
    ))
}
