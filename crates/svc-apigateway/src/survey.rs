//! What the stored documents say together: how many APIs there are and in which order, which stages run something old.

use api_definition::Definition;
use aws_model::apigateway::RestApi;
use control::{Ctx, Result, Stored, Tx};
use serde::{Deserialize, Serialize};
use store::{Filter, Key, Store};

use crate::saved::{SavedApi, SavedDeployment, SavedStage, deployment_id};

/// The header by which answers name the stages that run something else than what was read.
pub const NOT_DEPLOYED_HEADER: &str = "x-portcullis-not-deployed";

/// Entries of APIs that are read at once to count them.
const COUNT_PAGE: usize = 500;

/// That there is an API, and since when: a small document beside the large one, to count and to list by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ApiEntry {
    /// Milliseconds since 1970. Lists of APIs are in this order, then by id.
    pub created_ms: i64,
}

impl Stored for ApiEntry {
    const KIND: &'static str = "apigateway-restapi-entry";
    const VERSION: u32 = 1;
}

/// How many APIs there are; counting ends at `enough`.
///
/// Reads beside the transaction: an API that is made at the same time elsewhere is no reason to run again.
pub(crate) fn count_apis<E>(ctx: &Ctx<'_, E>, enough: usize) -> Result<usize> {
    let (mut count, mut after) = (0, None::<String>);
    while count < enough {
        let page = ctx.tx.store().list(&Filter {
            account: ctx.account(),
            region: ctx.region,
            kind: ApiEntry::KIND,
            parent: None,
            after: after.as_deref(),
            limit: COUNT_PAGE,
        })?;
        count += page.len();
        if page.len() < COUNT_PAGE {
            break;
        }
        after = page.last().map(|document| document.key.id.clone());
    }
    Ok(count)
}

/// Where the API of this id is: ids say nothing of account and region.
pub fn find_api(store: &dyn Store, id: &str) -> Result<Option<Key>> {
    let mut after: Option<Key> = None;
    loop {
        let page = store.scan(ApiEntry::KIND, after.as_ref(), COUNT_PAGE)?;
        if let Some(found) = page.iter().find(|document| document.key.id == id) {
            let Key { account, region, .. } = &found.key;
            return Ok(Some(Key::new(account, region, SavedApi::KIND, id)));
        }
        match page.last() {
            Some(last) if page.len() == COUNT_PAGE => after = Some(last.key.clone()),
            Some(_) | None => return Ok(None),
        }
    }
}

/// The stages of an API that run something else than what is saved, by name.
///
/// What a deployment does not hold does not count: dates, tags, and what only describes.
pub fn stages_behind(tx: &mut Tx<'_>, api: &Definition) -> Result<Vec<String>> {
    let stages = tx.list::<SavedStage>(Some(api.id()))?;
    if stages.is_empty() {
        return Ok(Vec::new());
    }
    let saved = comparable(api);
    let mut behind = Vec::new();
    for (_, SavedStage { stage }) in stages {
        let deployment = stage.deployment_id.as_deref().unwrap_or_default();
        let running = tx.get::<SavedDeployment>(&deployment_id(api.id(), deployment))?;
        if running.is_none_or(|running| comparable(&running.definition) != saved) {
            behind.push(stage.stage_name.unwrap_or_default());
        }
    }
    Ok(behind)
}

/// Whether a stage that runs one of two definitions does what it would do with the other, as far as [`stages_behind`] looks.
pub fn deploys_alike(one: &Definition, other: &Definition) -> bool {
    comparable(one) == comparable(other)
}

/// Warns of the stages that ran what was saved `before` and will not run what is saved now.
///
/// Reads beside the transaction: a deployment made at the same time is no reason to run again.
pub(crate) fn warn_not_deployed<E>(
    ctx: &mut Ctx<'_, E>,
    before: &Definition,
    now: &Definition,
) -> Result<()> {
    let stages = ctx.tx.store().list(&Filter {
        account: ctx.account(),
        region: ctx.region,
        kind: SavedStage::KIND,
        parent: Some(now.id()),
        after: None,
        limit: COUNT_PAGE,
    })?;
    if stages.is_empty() {
        return Ok(());
    }
    let (before, now) = (comparable(before), comparable(now));
    if before == now {
        return Ok(());
    }
    for document in stages {
        let stage = control::decode::<SavedStage>(&document.key, &document.body)?.stage;
        let deployment = stage.deployment_id.unwrap_or_default();
        let place = ctx
            .tx
            .key::<SavedDeployment>(&deployment_id(now.id(), &deployment));
        let Some(running) = ctx.tx.store().get(&place)? else {
            continue;
        };
        let running = control::decode::<SavedDeployment>(&place, &running.body)?;
        if comparable(&running.definition) == before {
            ctx.warnings.push(format!(
                "saved but not deployed: stage `{}` of API `{}` goes on with deployment `{deployment}`",
                stage.stage_name.unwrap_or_default(),
                now.id()
            ));
        }
    }
    Ok(())
}

/// A definition without what makes no difference to a request.
fn comparable(definition: &Definition) -> Definition {
    let mut definition = definition.clone();
    let RestApi {
        name,
        description,
        created_date,
        version,
        warnings,
        tags,
        api_status,
        api_status_message,
        ..
    } = &mut definition.api;
    (*created_date, *tags, *warnings) = (None, None, None);
    for text in [name, description, version, api_status, api_status_message] {
        *text = None;
    }
    definition.documentation_parts.clear();
    definition
}

/// Says in the answer's headers which stages run something else than what is read.
pub(crate) fn tell_not_deployed<E>(ctx: &mut Ctx<'_, E>, api: &SavedApi) -> Result<()> {
    let behind = stages_behind(&mut ctx.tx, &api.definition)?;
    if !behind.is_empty() {
        ctx.headers.push((NOT_DEPLOYED_HEADER, behind.join(",")));
    }
    Ok(())
}
