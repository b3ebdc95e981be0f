//! Deployments: an API as it was, whole. What is edited afterwards is not in it.

use std::collections::BTreeMap;

use api_definition::{CompileOptions, Definition, RefusedMethod, compile};
use aws_model::apigateway::{
    CreateDeploymentRequest, DeleteDeploymentRequest, Deployment, Deployments, GetDeploymentRequest,
    GetDeploymentsRequest, MethodSnapshot, UpdateDeploymentRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};

use crate::{
    ApiGateway, SavedDeployment, deployment_id,
    errors::{bad_request, not_found},
    ids::fresh_id,
    listing::page,
    load_api,
    patch::{Op, Rule, RuleSet, Wording},
    rest_api::WARNING_HEADER,
    stage,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// Source: API Gateway API reference, "Patch operations", UpdateDeployment.
static RULES: RuleSet<Deployment> = RuleSet {
    wording: Wording::Listed,
    rules: &[Rule {
        path: "/description",
        ops: &[Op::Replace],
        apply: |deployment, change, ()| {
            deployment.description = change.optional();
            Ok(())
        },
    }],
};

pub(crate) fn create(ctx: &mut Context<'_>, input: CreateDeploymentRequest) -> Result<Deployment> {
    let api = input.rest_api_id.clone();
    let definition = snapshot(load_api(ctx, &api)?.definition)?;
    let refused = refused_methods(ctx, &definition)?;
    let id = fresh_id(ctx, |ctx, id| {
        let known = ctx.tx.get::<SavedDeployment>(&deployment_id(&api, id))?;
        Ok(known.is_some())
    })?;
    let deployment = Deployment {
        id: Some(id.clone()),
        description: input.description.clone().filter(|text| !text.is_empty()),
        created_date: Some(ctx.now_seconds()),
        api_summary: None,
    };
    let saved = SavedDeployment {
        deployment: deployment.clone(),
        definition,
    };
    ctx.tx.put(&deployment_id(&api, &id), &api, &saved)?;
    stage::deploy(ctx, input, &id)?;
    tell_refused(ctx, &api, &refused);
    Ok(deployment)
}

/// Compiles what is to be deployed, so that what cannot be served at all is refused now and not when it is called.
fn refused_methods(ctx: &Context<'_>, definition: &Definition) -> Result<Vec<RefusedMethod>> {
    let options = CompileOptions {
        timeout_ms_max: ctx.env.limits.timeout_ms_max,
        functions: ctx.env.functions,
    };
    compile(definition, options)
        .map(|compiled| compiled.refused)
        .map_err(|error| bad_request(format!("the API cannot be deployed: {error}")))
}

/// Methods named in one warning; the log has all.
const NAMED_MAX: usize = 3;

/// Methods that need what is not built are deployed as refusals: their owner is told.
fn tell_refused(ctx: &mut Context<'_>, api: &str, refused: &[RefusedMethod]) {
    if refused.is_empty() {
        return;
    }
    for one in refused {
        ctx.warnings.push(format!(
            "API {api}: {} {} answers 500 to everybody, because it needs what is not supported yet: {}",
            one.verb, one.path, one.why
        ));
    }
    let mut named: Vec<String> = refused
        .iter()
        .take(NAMED_MAX)
        .map(|one| format!("{} {} ({})", one.verb, one.path, one.why))
        .collect();
    if refused.len() > NAMED_MAX {
        named.push(format!("and {} more", refused.len() - NAMED_MAX));
    }
    let warning = format!(
        "methods that need what is not supported yet answer 500 to everybody: {}",
        named.join(", ")
    );
    ctx.headers.push((WARNING_HEADER, warning));
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetDeploymentRequest) -> Result<Deployment> {
    let saved = load(ctx, &input.rest_api_id, &input.deployment_id)?;
    let mut deployment = saved.deployment;
    for wanted in input.embed.unwrap_or_default() {
        if wanted != "apisummary" {
            return Err(bad_request(format!(
                "`{wanted}` cannot be embedded in a deployment: use apisummary"
            )));
        }
        deployment.api_summary = Some(summary(&saved.definition));
    }
    Ok(deployment)
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetDeploymentsRequest) -> Result<Deployments> {
    load_api(ctx, &input.rest_api_id)?;
    let saved = ctx.tx.list::<SavedDeployment>(Some(&input.rest_api_id))?;
    let deployments = saved.into_iter().map(|(id, saved)| (id, saved.deployment));
    let page = page(deployments, input.position.as_deref(), input.limit)?;
    Ok(Deployments {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateDeploymentRequest) -> Result<Deployment> {
    let (api, id) = (input.rest_api_id, input.deployment_id);
    let mut saved = load(ctx, &api, &id)?;
    saved.deployment = RULES.apply(&saved.deployment, input.patch_operations.as_deref(), &())?;
    ctx.tx.put(&deployment_id(&api, &id), &api, &saved)?;
    Ok(saved.deployment)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteDeploymentRequest) -> Result<Nothing> {
    let (api, id) = (input.rest_api_id, input.deployment_id);
    load(ctx, &api, &id)?;
    for stage in stage::of_api(ctx, &api)? {
        if stage.deployment_id.as_ref() == Some(&id) {
            return Err(bad_request(
                "Active stages pointing to this deployment must be moved or deleted",
            ));
        }
        let canary = stage.canary_settings.and_then(|canary| canary.deployment_id);
        if canary.as_ref() == Some(&id) {
            return Err(bad_request(
                "Active stages with canary settings pointing to this deployment must be moved or deleted",
            ));
        }
    }
    ctx.tx.delete::<SavedDeployment>(&deployment_id(&api, &id));
    Ok(Nothing {})
}

fn load(ctx: &mut Context<'_>, api: &str, id: &str) -> Result<SavedDeployment> {
    let saved = ctx.tx.get::<SavedDeployment>(&deployment_id(api, id))?;
    saved.ok_or_else(no_deployment)
}

fn no_deployment() -> Error {
    not_found("Invalid Deployment identifier specified")
}

/// What a deployment keeps of an API, if it can be deployed. Tags and warnings stay with the API.
fn snapshot(mut definition: Definition) -> Result<Definition> {
    let types = definition
        .api
        .endpoint_configuration
        .as_ref()
        .and_then(|endpoint| endpoint.types.as_ref());
    let private = types.into_iter().flatten().any(|kind| kind == "PRIVATE");
    if private && definition.api.policy.as_deref().is_none_or(str::is_empty) {
        // Recorded.
        return Err(bad_request(
            "Private REST API doesn't have a resource policy attached to it",
        ));
    }
    let methods = definition.methods();
    if methods.is_empty() {
        return Err(bad_request("The REST API doesn't contain any methods"));
    }
    if methods
        .iter()
        .any(|(_, _, method)| method.method_integration.is_none())
    {
        return Err(bad_request("No integration defined for method"));
    }
    definition.api.tags = None;
    definition.api.warnings = None;
    Ok(definition)
}

/// How each method of an API is guarded, by path and verb.
fn summary(definition: &Definition) -> BTreeMap<String, BTreeMap<String, MethodSnapshot>> {
    let mut summary: BTreeMap<String, BTreeMap<String, MethodSnapshot>> = BTreeMap::new();
    for (resource, verb, method) in definition.methods() {
        let path = resource.path.clone().unwrap_or_default();
        let snapshot = MethodSnapshot {
            authorization_type: method.authorization_type.clone(),
            api_key_required: Some(method.api_key_required.unwrap_or(false)),
        };
        summary.entry(path).or_default().insert(verb.to_owned(), snapshot);
    }
    summary
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Sample;

    #[test]
    fn an_api_is_deployed_whole_or_not_at_all() {
        let sample = Sample::empty();
        let refused = || sample.refused("CreateDeployment", json!({"stageName": "dev"}));
        let words = "The REST API doesn't contain any methods";
        assert_eq!(refused(), (400, words.to_owned()));
        let method = json!({"resourceId": sample.root, "httpMethod": "GET", "authorizationType": "AWS_IAM"});
        sample.ok("PutMethod", method);
        assert_eq!(refused(), (400, "No integration defined for method".to_owned()));
        assert_eq!(sample.ok("GetStages", json!({}))["item"], json!([]));
        assert_eq!(sample.ok("GetDeployments", json!({}))["items"], json!([]));
    }

    /// This is case 180 of the corpus.
    #[test]
    fn a_private_api_is_deployed_with_a_policy_only() {
        let sample = Sample::with_method();
        let update = |patch: serde_json::Value| sample.ok("UpdateRestApi", json!({"patchOperations": patch}));
        let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0aa11bb22cc33dd44"}}}]}"#;
        let private = Sample::patch("replace", "/endpointConfiguration/types/EDGE", json!("PRIVATE"));
        let refusal = "Private REST API doesn't have a resource policy attached to it";
        sample.ok("CreateDeployment", json!({}));
        update(private);
        let refused = || sample.refused("CreateDeployment", json!({"stageName": "dev"}));
        assert_eq!(refused(), (400, refusal.to_owned()));
        assert_eq!(sample.ok("GetStages", json!({}))["item"], json!([]));
        update(Sample::patch("replace", "/policy", json!(policy)));
        sample.ok("CreateDeployment", json!({}));
        update(Sample::patch("replace", "/policy", json!("")));
        assert_eq!(refused(), (400, refusal.to_owned()));
    }

    #[test]
    fn a_deployment_keeps_the_api_as_it_was() {
        let sample = Sample::with_method();
        let deployment = sample.ok("CreateDeployment", json!({"description": ""}));
        assert_eq!(deployment.get("description"), None);
        let id = deployment["id"].clone();
        assert_eq!(id.as_str().unwrap().len(), 6);
        let change = Sample::patch("replace", "/authorizationType", json!("AWS_IAM"));
        let input = json!({"resourceId": sample.root, "httpMethod": "GET", "patchOperations": change});
        sample.ok("UpdateMethod", input);
        let answer = sample.ok(
            "GetDeployment",
            json!({"deploymentId": id, "embed": ["apisummary"]}),
        );
        let guarded = json!({"/": {"GET": {"authorizationType": "NONE", "apiKeyRequired": false}}});
        assert_eq!(answer["apiSummary"], guarded);
        assert_eq!(
            sample
                .refused("GetDeployment", json!({"deploymentId": id, "embed": ["methods"]}))
                .0,
            400
        );
        sample.ok("DeleteDeployment", json!({"deploymentId": id}));
        assert_eq!(
            sample.refused("GetDeployment", json!({"deploymentId": id})),
            (404, "Invalid Deployment identifier specified".to_owned())
        );
    }

    #[test]
    fn only_the_description_can_be_changed() {
        let sample = Sample::with_method();
        let id = sample.ok("CreateDeployment", json!({}))["id"].clone();
        let update = |op: &str, path: &str| {
            let patch = Sample::patch(op, path, json!("new"));
            json!({"deploymentId": id, "patchOperations": patch})
        };
        let answer = sample.ok("UpdateDeployment", update("replace", "/description"));
        assert_eq!(answer["description"], json!("new"));
        assert_eq!(
            sample.refused("UpdateDeployment", update("replace", "/id")).1,
            "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description]"
        );
    }
}
