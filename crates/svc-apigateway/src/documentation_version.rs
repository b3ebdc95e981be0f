//! Documentation versions: the documentation parts of an API as they were.

use std::collections::BTreeMap;

use aws_model::apigateway::{
    CreateDocumentationVersionRequest, DeleteDocumentationVersionRequest, DocumentationPart,
    DocumentationVersion, DocumentationVersions, GetDocumentationVersionRequest,
    GetDocumentationVersionsRequest, UpdateDocumentationVersionRequest,
};
use control::{Ctx, Error, Result, Stored, aws_wire::Nothing};
use serde::{Deserialize, Serialize};

use crate::{
    ApiGateway,
    errors::{bad_request, conflict, not_found},
    listing::page,
    load_api,
    patch::{Op, Rule, RuleSet, Wording},
    stage,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// A documentation version. Its document's id is `API/VERSION`, its parent the API.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SavedDocumentationVersion {
    /// The version.
    pub version: DocumentationVersion,
    /// The parts at that time, by id.
    pub parts: BTreeMap<String, DocumentationPart>,
}

impl Stored for SavedDocumentationVersion {
    const KIND: &'static str = "apigateway-documentationversion";
    const VERSION: u32 = 1;
}

/// Source: API Gateway API reference, "Patch operations", UpdateDocumentationVersion.
static RULES: RuleSet<DocumentationVersion> = RuleSet {
    wording: Wording::Listed,
    rules: &[Rule {
        path: "/description",
        ops: &[Op::Replace],
        apply: |version, change, ()| {
            version.description = change.optional();
            Ok(())
        },
    }],
};

pub(crate) fn create(
    ctx: &mut Context<'_>,
    input: CreateDocumentationVersionRequest,
) -> Result<DocumentationVersion> {
    let (api, name) = (input.rest_api_id, input.documentation_version);
    let parts = load_api(ctx, &api)?.definition.documentation_parts;
    if name.is_empty() {
        return Err(bad_request("Documentation version must be non-empty"));
    }
    if find(ctx, &api, &name)?.is_some() {
        return Err(conflict("Documentation version already exists for this REST API"));
    }
    let version = DocumentationVersion {
        version: Some(name.clone()),
        created_date: Some(ctx.now_seconds()),
        description: input.description.filter(|text| !text.is_empty()),
    };
    let saved = SavedDocumentationVersion {
        version: version.clone(),
        parts,
    };
    ctx.tx.put(&id(&api, &name), &api, &saved)?;
    if let Some(stage) = input.stage_name.filter(|stage| !stage.is_empty()) {
        stage::document(ctx, &api, &stage, &name)?;
    }
    Ok(version)
}

pub(crate) fn get(
    ctx: &mut Context<'_>,
    input: GetDocumentationVersionRequest,
) -> Result<DocumentationVersion> {
    Ok(load(ctx, &input.rest_api_id, &input.documentation_version)?.version)
}

pub(crate) fn list(
    ctx: &mut Context<'_>,
    input: GetDocumentationVersionsRequest,
) -> Result<DocumentationVersions> {
    load_api(ctx, &input.rest_api_id)?;
    let saved = ctx
        .tx
        .list::<SavedDocumentationVersion>(Some(&input.rest_api_id))?;
    let versions = saved.into_iter().map(|(id, saved)| (id, saved.version));
    let page = page(versions, input.position.as_deref(), input.limit)?;
    Ok(DocumentationVersions {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(
    ctx: &mut Context<'_>,
    input: UpdateDocumentationVersionRequest,
) -> Result<DocumentationVersion> {
    let (api, name) = (input.rest_api_id, input.documentation_version);
    let mut saved = load(ctx, &api, &name)?;
    saved.version = RULES.apply(&saved.version, input.patch_operations.as_deref(), &())?;
    ctx.tx.put(&id(&api, &name), &api, &saved)?;
    Ok(saved.version)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteDocumentationVersionRequest) -> Result<Nothing> {
    let (api, name) = (input.rest_api_id, input.documentation_version);
    load(ctx, &api, &name)?;
    for stage in stage::of_api(ctx, &api)? {
        if stage.documentation_version.as_ref() == Some(&name) {
            return Err(conflict(format!(
                "Cannot delete documentation version '{name}', is referenced in stage: {}",
                stage.stage_name.unwrap_or_default()
            )));
        }
    }
    ctx.tx.delete::<SavedDocumentationVersion>(&id(&api, &name));
    Ok(Nothing {})
}

/// The id of a documentation version's document.
pub(crate) fn id(api: &str, version: &str) -> String {
    format!("{api}/{version}")
}

/// 404 for a version that is not there.
pub(crate) fn no_version() -> Error {
    not_found("Invalid Documentation version specified")
}

fn find(ctx: &mut Context<'_>, api: &str, version: &str) -> Result<Option<SavedDocumentationVersion>> {
    ctx.tx.get(&id(api, version))
}

fn load(ctx: &mut Context<'_>, api: &str, version: &str) -> Result<SavedDocumentationVersion> {
    find(ctx, api, version)?.ok_or_else(no_version)
}
