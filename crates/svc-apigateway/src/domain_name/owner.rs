//! To whom a domain name belongs, over all accounts and regions.
//!
//! A name and the wildcard above it belong to one account together: otherwise one account could take over requests that go
//! to the wildcard of another.
//!
//! Source: API Gateway developer guide, "Custom domain names", "Wildcard custom domain names".

use control::{Result, Stored};
use serde::{Deserialize, Serialize};
use store::{Filter, Key};

use super::Context;
use crate::errors::bad_request;

/// Owners that are read at once.
const PAGE: usize = 500;

/// The owner of a domain name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Owner {
    account: String,
    region: String,
}

impl Stored for Owner {
    const KIND: &'static str = "apigateway-domainname-owner";
    const VERSION: u32 = 1;
}

fn key(name: &str) -> Key {
    Key::new("", "", Owner::KIND, name)
}

/// Takes a name that nobody has.
pub(super) fn take(ctx: &mut Context<'_>, name: &str) -> Result<()> {
    let taken = || bad_request("The domain name you provided already exists.");
    if ctx.tx.get_at::<Owner>(&key(name))?.is_some() {
        return Err(taken());
    }
    let stranger = match name.strip_prefix("*.") {
        Some(below) => has_strangers(ctx, below)?,
        None => {
            let (_, above) = name.split_once('.').unwrap_or_default();
            let owner = ctx.tx.get_at::<Owner>(&key(&format!("*.{above}")))?;
            owner.is_some_and(|owner| owner.account != ctx.account())
        }
    };
    if stranger {
        return Err(taken());
    }
    let owner = Owner {
        account: ctx.account().to_owned(),
        region: ctx.region.to_owned(),
    };
    ctx.tx.put_at(key(name), "", &owner)
}

pub(super) fn release(ctx: &mut Context<'_>, name: &str) {
    ctx.tx.delete_at(key(name));
}

/// Whether another account has a name one level below.
fn has_strangers(ctx: &mut Context<'_>, below: &str) -> Result<bool> {
    let mut after = None::<String>;
    loop {
        let page = ctx.tx.store().list(&Filter {
            account: "",
            region: "",
            kind: Owner::KIND,
            parent: None,
            after: after.as_deref(),
            limit: PAGE,
        })?;
        for document in &page {
            let one_below = document
                .key
                .id
                .split_once('.')
                .is_some_and(|(_, rest)| rest == below);
            if one_below && control::decode::<Owner>(&document.key, &document.body)?.account != ctx.account()
            {
                return Ok(true);
            }
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = Some(last.key.id.clone()),
            _ => return Ok(false),
        }
    }
}
