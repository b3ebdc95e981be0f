//! Methods.
//!
//! Sources: API Gateway API reference, "Method"; recorded answers for the checks, their order and the texts.

#[cfg(test)]
mod tests;

use api_definition::Definition;
use aws_model::apigateway::{
    DeleteMethodRequest, GetMethodRequest, Method, PutMethodRequest, UpdateMethodRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{
    ApiGateway,
    errors::{bad_request, conflict, not_found},
    mapping::{NO_MEDIA_TYPE, NO_PARAMETER, check_models, check_request_names, patch_entry},
    patch::{Change, Op, Rule, RuleSet, Wording},
    resource::{load_with, no_resource},
    save_api,
    survey::tell_not_deployed,
};

/// The verbs of methods, as AWS lists them.
pub(crate) const VERBS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];

/// The ways a method can be authorized.
const AUTHORIZATION_TYPES: [&str; 4] = ["NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"];

/// `PutMethod`
pub(crate) fn put(ctx: &mut Ctx<'_, ApiGateway>, input: PutMethodRequest) -> Result<Method> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let verb = input.http_method;
    check_verb(&verb)?;
    let method = Method {
        http_method: Some(verb.clone()),
        authorization_type: Some(input.authorization_type),
        authorizer_id: input.authorizer_id,
        api_key_required: Some(input.api_key_required.unwrap_or(false)),
        request_validator_id: input.request_validator_id.filter(|id| !id.is_empty()),
        operation_name: input.operation_name,
        request_parameters: input.request_parameters,
        request_models: input.request_models,
        authorization_scopes: input.authorization_scopes.filter(|scopes| !scopes.is_empty()),
        ..Method::default()
    };
    let method = checked(method, &api.definition)?;
    let resource = api
        .definition
        .resources
        .get_mut(&input.resource_id)
        .ok_or_else(no_resource)?;
    let methods = resource.resource_methods.get_or_insert_default();
    if methods.contains_key(&verb) {
        return Err(conflict("Method already exists for this resource"));
    }
    methods.insert(verb, method.clone());
    save_api(ctx, &api)?;
    Ok(method)
}

/// `GetMethod`
pub(crate) fn get(ctx: &mut Ctx<'_, ApiGateway>, input: GetMethodRequest) -> Result<Method> {
    let api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    tell_not_deployed(ctx, &api)?;
    api.definition
        .method(&input.resource_id, &input.http_method)
        .cloned()
        .ok_or_else(no_method)
}

/// `UpdateMethod`
pub(crate) fn update(ctx: &mut Ctx<'_, ApiGateway>, input: UpdateMethodRequest) -> Result<Method> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let method = api
        .definition
        .method(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    let method = RULES.apply(method, input.patch_operations.as_deref(), &api.definition)?;
    let method = checked(method, &api.definition)?;
    let place = api
        .definition
        .method_mut(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    place.clone_from(&method);
    save_api(ctx, &api)?;
    Ok(method)
}

/// `DeleteMethod`: with its integration and responses.
pub(crate) fn delete(ctx: &mut Ctx<'_, ApiGateway>, input: DeleteMethodRequest) -> Result<Nothing> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    api.definition
        .resources
        .get_mut(&input.resource_id)
        .and_then(|resource| resource.resource_methods.as_mut())
        .and_then(|methods| methods.remove(&input.http_method))
        .ok_or_else(no_method)?;
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

/// AWS's error for a method that is not there.
pub(crate) fn no_method() -> Error {
    not_found("Invalid Method identifier specified")
}

/// Refuses what is no verb.
pub(crate) fn check_verb(verb: &str) -> Result<()> {
    if VERBS.contains(&verb) {
        Ok(())
    } else {
        Err(bad_request(format!(
            "Invalid HttpMethod specified. Valid options are {}",
            VERBS.join(",")
        )))
    }
}

/// A method with all that it refers to looked up.
///
/// An authorizer counts only for the two types that have one; for the others AWS takes any id and forgets it (recorded).
fn checked(mut method: Method, definition: &Definition) -> Result<Method> {
    // AWS takes the type in any case of letters (recorded: `none`).
    let kind = method
        .authorization_type
        .take()
        .unwrap_or_default()
        .to_ascii_uppercase();
    method.authorization_type = Some(kind.clone());
    let kind = kind.as_str();
    if !AUTHORIZATION_TYPES.contains(&kind) {
        return Err(bad_request(format!(
            "Invalid authorization type specified. Valid options are {}",
            AUTHORIZATION_TYPES.join(",")
        )));
    }
    if matches!(kind, "CUSTOM" | "COGNITO_USER_POOLS") {
        let authorizer = method
            .authorizer_id
            .as_ref()
            .and_then(|id| definition.authorizers.get(id));
        let cognito = kind == "COGNITO_USER_POOLS";
        let fits = authorizer
            .is_some_and(|authorizer| (authorizer.type_.as_deref() == Some("COGNITO_USER_POOLS")) == cognito);
        if !fits {
            return Err(bad_request(
                "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a \
                 valid authorizer.",
            ));
        }
    } else {
        method.authorizer_id = None;
    }
    if let Some(id) = &method.request_validator_id
        && !definition.request_validators.contains_key(id)
    {
        return Err(bad_request("Invalid Request Validator identifier specified"));
    }
    check_models(
        definition,
        method.request_models.as_ref().unwrap_or(&Default::default()),
    )?;
    check_request_names(method.request_parameters.iter().flat_map(|all| all.keys()))?;
    Ok(method)
}

/// What of a method can be patched. References are checked when all operations are applied.
static RULES: RuleSet<Method, Definition> = RuleSet {
    wording: Wording::Plain,
    rules: &[
        Rule {
            path: "/apiKeyRequired",
            ops: &[Op::Replace],
            apply: |method, change, _| {
                method.api_key_required = Some(change.boolean());
                Ok(())
            },
        },
        Rule {
            path: "/authorizationType",
            ops: &[Op::Replace],
            apply: |method, change, _| {
                method.authorization_type = Some(change.text().to_owned());
                Ok(())
            },
        },
        Rule {
            path: "/authorizerId",
            ops: &[Op::Replace],
            apply: |method, change, _| {
                method.authorizer_id = change.optional();
                Ok(())
            },
        },
        Rule {
            path: "/authorizationScopes",
            ops: &[Op::Add, Op::Remove, Op::Replace],
            apply: |method, change, _| scope(method, change, change.text()),
        },
        Rule {
            path: "/authorizationScopes/{scope}",
            ops: &[Op::Add, Op::Remove],
            apply: |method, change, _| scope(method, change, change.name()),
        },
        Rule {
            path: "/operationName",
            ops: &[Op::Replace],
            apply: |method, change, _| {
                method.operation_name = change.optional();
                Ok(())
            },
        },
        Rule {
            path: "/requestValidatorId",
            ops: &[Op::Replace],
            apply: |method, change, _| {
                method.request_validator_id = change.optional();
                Ok(())
            },
        },
        Rule {
            path: "/requestParameters/{name}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |method, change, _| {
                patch_entry(
                    &mut method.request_parameters,
                    change,
                    change.boolean(),
                    NO_PARAMETER,
                )
            },
        },
        Rule {
            path: "/requestModels/{type}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |method, change, _| {
                let model = change.text().to_owned();
                patch_entry(&mut method.request_models, change, model, NO_MEDIA_TYPE)
            },
        },
    ],
};

/// Adds or removes one scope; `replace` leaves only this one.
fn scope(method: &mut Method, change: &Change<'_>, scope: &str) -> Result<()> {
    let scopes = method.authorization_scopes.get_or_insert_default();
    if change.op == Op::Replace {
        scopes.clear();
    }
    scopes.retain(|one| one != scope);
    if change.op != Op::Remove && !scope.is_empty() {
        scopes.push(scope.to_owned());
    }
    if scopes.is_empty() {
        method.authorization_scopes = None;
    }
    Ok(())
}
