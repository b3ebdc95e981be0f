//! Request validators: which of a method's requests are checked, their parameters or their bodies.

use api_definition::Definition;
use aws_model::apigateway::{
    CreateRequestValidatorRequest, DeleteRequestValidatorRequest, GetRequestValidatorRequest,
    GetRequestValidatorsRequest, RequestValidator, RequestValidators, UpdateRequestValidatorRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};

use crate::{
    ApiGateway, SavedApi,
    errors::{bad_request, conflict, not_found},
    ids::fresh_id,
    listing::page,
    load_api,
    patch::{Op, Rule, RuleSet, Wording},
    save_api,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// Source: recorded answers; API Gateway API reference, "Patch operations", UpdateRequestValidator.
static RULES: RuleSet<RequestValidator> = RuleSet {
    wording: Wording::Listed,
    rules: &[
        Rule {
            path: "/name",
            ops: &[Op::Replace],
            apply: |validator, change, ()| {
                let name = change.optional();
                check_name(name.as_deref().unwrap_or_default())?;
                validator.name = name;
                Ok(())
            },
        },
        Rule {
            path: "/validateRequestParameters",
            ops: &[Op::Replace],
            apply: |validator, change, ()| {
                validator.validate_request_parameters = Some(change.boolean());
                Ok(())
            },
        },
        Rule {
            path: "/validateRequestBody",
            ops: &[Op::Replace],
            apply: |validator, change, ()| {
                validator.validate_request_body = Some(change.boolean());
                Ok(())
            },
        },
    ],
};

pub(crate) fn create(
    ctx: &mut Context<'_>,
    input: CreateRequestValidatorRequest,
) -> Result<RequestValidator> {
    let Some(mut api) = ctx.tx.get::<SavedApi>(&input.rest_api_id)? else {
        return Err(bad_request("Invalid REST API identifier specified"));
    };
    if let Some(name) = &input.name {
        check_name(name)?;
    }
    let validators = &mut api.definition.request_validators;
    let id = fresh_id(ctx, |_, id| Ok(validators.contains_key(id)))?;
    let validator = RequestValidator {
        id: Some(id.clone()),
        name: input.name,
        validate_request_body: Some(input.validate_request_body.unwrap_or(false)),
        validate_request_parameters: Some(input.validate_request_parameters.unwrap_or(false)),
    };
    validators.insert(id, validator.clone());
    save_api(ctx, &api)?;
    Ok(validator)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetRequestValidatorRequest) -> Result<RequestValidator> {
    let (_, validator) = load(ctx, &input.rest_api_id, &input.request_validator_id)?;
    Ok(validator)
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetRequestValidatorsRequest) -> Result<RequestValidators> {
    let validators = load_api(ctx, &input.rest_api_id)?.definition.request_validators;
    let page = page(validators, input.position.as_deref(), input.limit)?;
    Ok(RequestValidators {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(
    ctx: &mut Context<'_>,
    input: UpdateRequestValidatorRequest,
) -> Result<RequestValidator> {
    let id = input.request_validator_id;
    let (mut api, before) = load(ctx, &input.rest_api_id, &id)?;
    let validator = RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    api.definition.request_validators.insert(id, validator.clone());
    save_api(ctx, &api)?;
    Ok(validator)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteRequestValidatorRequest) -> Result<Nothing> {
    let id = input.request_validator_id;
    let (mut api, validator) = load(ctx, &input.rest_api_id, &id)?;
    if let Some(user) = user(&api.definition, &id) {
        return Err(conflict(format!(
            "Cannot delete request validator '{}', is referenced in method: {user}",
            validator.name.unwrap_or(id)
        )));
    }
    api.definition.request_validators.remove(&id);
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

fn load(ctx: &mut Context<'_>, api: &str, id: &str) -> Result<(SavedApi, RequestValidator)> {
    let api = ctx.tx.get::<SavedApi>(api)?.ok_or_else(no_validator)?;
    let validator = api.definition.request_validators.get(id).cloned();
    Ok((api, validator.ok_or_else(no_validator)?))
}

fn no_validator() -> Error {
    not_found("Invalid Request Validator identifier specified")
}

fn check_name(name: &str) -> Result<()> {
    if name.trim().is_empty() {
        return Err(bad_request("Request Validator name cannot be blank"));
    }
    Ok(())
}

/// A method that would be left without its checks: `GET//pets`.
fn user(definition: &Definition, id: &str) -> Option<String> {
    let methods = definition.methods();
    let (resource, verb, _) = methods
        .iter()
        .find(|(_, _, method)| method.request_validator_id.as_deref() == Some(id))?;
    Some(format!("{verb}/{}", resource.path.as_deref().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Sample;

    #[test]
    fn a_validator_in_use_stays() {
        let sample = Sample::with_method();
        let id = sample.ok("CreateRequestValidator", json!({"name": "v"}))["id"].clone();
        let patch = Sample::patch("replace", "/requestValidatorId", id.clone());
        let input = json!({"resourceId": sample.root, "httpMethod": "GET", "patchOperations": patch});
        sample.ok("UpdateMethod", input);
        assert_eq!(
            sample.refused("DeleteRequestValidator", json!({"requestValidatorId": id})),
            (
                409,
                "Cannot delete request validator 'v', is referenced in method: GET//".to_owned()
            )
        );
        sample.ok(
            "DeleteMethod",
            json!({"resourceId": sample.root, "httpMethod": "GET"}),
        );
        sample.ok("DeleteRequestValidator", json!({"requestValidatorId": id}));
    }

    #[test]
    fn a_name_is_not_blank() {
        let sample = Sample::empty();
        for name in ["", " "] {
            assert_eq!(
                sample.refused("CreateRequestValidator", json!({"name": name})),
                (400, "Request Validator name cannot be blank".to_owned())
            );
        }
        let answer = sample.ok("CreateRequestValidator", json!({"validateRequestBody": true}));
        assert_eq!(answer.get("name"), None);
        assert_eq!(answer["validateRequestBody"], json!(true));
    }
}
