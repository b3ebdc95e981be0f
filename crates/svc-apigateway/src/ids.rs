//! New ids of AWS's form.

use api_definition::{ID_ALPHABET, RESOURCE_ID_LENGTH};
use control::{Ctx, Error, Result};

/// Tries before giving up: with 36^6 ids a second one is hardly ever needed.
const TRIES: usize = 16;

/// An id of six characters that is not `taken`: of a deployment, a model, an authorizer, a validator, …
pub(crate) fn fresh_id<E>(
    ctx: &mut Ctx<'_, E>,
    mut taken: impl FnMut(&mut Ctx<'_, E>, &str) -> Result<bool>,
) -> Result<String> {
    for _ in 0..TRIES {
        let id = ctx.random_text(ID_ALPHABET, RESOURCE_ID_LENGTH)?;
        if !taken(ctx, &id)? {
            return Ok(id);
        }
    }
    Err(Error::internal("no free id was found"))
}
