//! Gateway responses: what the gateway itself answers, by type. Every type has one; an owner may customise it.
//!
//! What an owner has not customised is as the fall-back of its class (`DEFAULT_4XX`, `DEFAULT_5XX`) is, if that has been, and
//! as AWS has it otherwise.
//!
//! Source: recorded answers; API Gateway developer guide, "Gateway responses in API Gateway".

use std::collections::BTreeMap;

use api_definition::Definition;
use api_model::{DEFAULT_TEMPLATE, ResponseType};
use aws_model::apigateway::{
    DeleteGatewayResponseRequest, GatewayResponse, GatewayResponses, GetGatewayResponseRequest,
    GetGatewayResponsesRequest, PutGatewayResponseRequest, UpdateGatewayResponseRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};

use crate::{
    ApiGateway,
    errors::{bad_request, not_found},
    listing::page,
    load_api,
    patch::{Change, Op, Rule, RuleSet, Wording},
    save_api,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// Source: recorded answers; API Gateway API reference, "Patch operations", UpdateGatewayResponse.
static RULES: RuleSet<GatewayResponse> = RuleSet {
    wording: Wording::PathOnly,
    rules: &[
        Rule {
            path: "/statusCode",
            ops: &[Op::Replace],
            apply: |response, change, ()| {
                response.status_code = Some(status(change.text())?);
                Ok(())
            },
        },
        Rule {
            path: "/responseParameters/{name}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |response, change, ()| {
                let parameters = response.response_parameters.get_or_insert_default();
                set(
                    parameters,
                    change,
                    "responseParameters",
                    "Invalid parameter name specified",
                )?;
                check_parameters(&*parameters)
            },
        },
        Rule {
            path: "/responseTemplates/{type}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |response, change, ()| {
                let templates = response.response_templates.get_or_insert_default();
                set(
                    templates,
                    change,
                    "responseTemplates",
                    "Invalid content type specified",
                )
            },
        },
    ],
};

pub(crate) fn get(ctx: &mut Context<'_>, input: GetGatewayResponseRequest) -> Result<GatewayResponse> {
    let definition = load_api(ctx, &input.rest_api_id)?.definition;
    Ok(effective(&definition, parse(&input.response_type)?))
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetGatewayResponsesRequest) -> Result<GatewayResponses> {
    let definition = load_api(ctx, &input.rest_api_id)?.definition;
    // In the order of their names, which is that of the types.
    let responses = ResponseType::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), effective(&definition, *kind)));
    let page = page(responses, input.position.as_deref(), input.limit)?;
    Ok(GatewayResponses {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn put(ctx: &mut Context<'_>, input: PutGatewayResponseRequest) -> Result<GatewayResponse> {
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let kind = parse(&input.response_type)?;
    let plain = default(kind);
    let response = GatewayResponse {
        status_code: input.status_code.or(plain.status_code),
        response_parameters: Some(input.response_parameters.unwrap_or_default()),
        response_templates: input
            .response_templates
            .filter(|templates| !templates.is_empty())
            .or(plain.response_templates),
        default_response: Some(false),
        response_type: plain.response_type,
    };
    check_parameters(response.response_parameters.iter().flatten())?;
    api.definition
        .gateway_responses
        .insert(kind.name().to_owned(), response.clone());
    save_api(ctx, &api)?;
    Ok(response)
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateGatewayResponseRequest) -> Result<GatewayResponse> {
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let kind = parse(&input.response_type)?;
    let before = effective(&api.definition, kind);
    let mut response = RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    if input
        .patch_operations
        .is_none_or(|operations| operations.is_empty())
    {
        return Ok(response);
    }
    response.default_response = Some(false);
    api.definition
        .gateway_responses
        .insert(kind.name().to_owned(), response.clone());
    save_api(ctx, &api)?;
    Ok(response)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteGatewayResponseRequest) -> Result<Nothing> {
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let kind = parse(&input.response_type)?;
    match api.definition.gateway_responses.remove(kind.name()) {
        Some(_) => save_api(ctx, &api).map(|()| Nothing {}),
        None => Err(not_found("Gateway response type not defined on api")),
    }
}

/// The codec lets only known types through.
fn parse(name: &str) -> Result<ResponseType> {
    ResponseType::parse(name).ok_or_else(|| bad_request(format!("`{name}` is no type of gateway response")))
}

/// What a type answers now.
fn effective(definition: &Definition, kind: ResponseType) -> GatewayResponse {
    let saved = |kind: ResponseType| definition.gateway_responses.get(kind.name());
    if let Some(own) = saved(kind) {
        return own.clone();
    }
    let plain = default(kind);
    match kind.fallback().and_then(saved) {
        Some(fallback) => GatewayResponse {
            status_code: fallback.status_code.clone().or(plain.status_code),
            response_parameters: fallback.response_parameters.clone(),
            response_templates: fallback.response_templates.clone(),
            ..plain
        },
        None => plain,
    }
}

/// What AWS answers.
fn default(kind: ResponseType) -> GatewayResponse {
    GatewayResponse {
        response_type: Some(kind.name().to_owned()),
        // The fall-backs have none: each type keeps its own.
        status_code: Some(kind.status())
            .filter(|status| *status != 0)
            .map(|status| status.to_string()),
        response_parameters: Some(BTreeMap::new()),
        response_templates: Some(BTreeMap::from([(
            "application/json".to_owned(),
            DEFAULT_TEMPLATE.to_owned(),
        )])),
        default_response: Some(true),
    }
}

/// Changes an entry of a map. One that is replaced or removed must be there.
fn set(
    map: &mut BTreeMap<String, String>,
    change: &Change<'_>,
    member: &str,
    absent: &str,
) -> Result<(), Error> {
    let name = change.name().to_owned();
    if change.op == Op::Remove {
        return match map.remove(&name) {
            Some(_) => Ok(()),
            None => Err(not_found(absent)),
        };
    }
    let Some(value) = change.optional() else {
        return Err(bad_request(format!("Invalid null or empty value in {member}")));
    };
    if change.op == Op::Replace && !map.contains_key(&name) {
        return Err(not_found(absent));
    }
    map.insert(name, value);
    Ok(())
}

fn status(text: &str) -> Result<String> {
    let bytes = text.as_bytes();
    let known = matches!(bytes, [b'1'..=b'5', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit());
    if known {
        Ok(text.to_owned())
    } else {
        Err(bad_request(format!(
            "`{text}` is no status code: use three digits from 100 to 599"
        )))
    }
}

/// Source: API Gateway developer guide, "Set up gateway responses to customize error responses": headers only, from
/// `method.request`, `context`, `stageVariables` or a text in single quotes.
fn check_parameters<'p>(parameters: impl IntoIterator<Item = (&'p String, &'p String)>) -> Result<()> {
    for (name, value) in parameters {
        let header = name.strip_prefix("gatewayresponse.header.").unwrap_or_default();
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if header.is_empty() || !header.bytes().all(is_token) {
            return Err(invalid_mapping("parameter specified", name));
        }
        let is_static = value.len() >= 2 && value.starts_with('\'') && value.ends_with('\'');
        let is_source = ["method.request.", "context.", "stageVariables."]
            .iter()
            .any(|source| value.len() > source.len() && value.starts_with(source));
        if !is_static && !is_source {
            return Err(invalid_mapping("specified", value));
        }
    }
    Ok(())
}

fn invalid_mapping(what: &str, text: &str) -> Error {
    bad_request(format!(
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression \
         {what}: {text}]"
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::Sample;

    #[test]
    fn what_cannot_be_mapped_is_refused() {
        let sample = Sample::empty();
        let words = |why: &str| {
            format!(
                "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression {why}]"
            )
        };
        for (name, value, why) in [
            (
                "gatewayresponse.body",
                "'a'",
                "parameter specified: gatewayresponse.body",
            ),
            (
                "gatewayresponse.header.",
                "'a'",
                "parameter specified: gatewayresponse.header.",
            ),
            (
                "gatewayresponse.header.a b",
                "'a'",
                "parameter specified: gatewayresponse.header.a b",
            ),
            ("gatewayresponse.header.a", "a", "specified: a"),
            ("gatewayresponse.header.a", "context.", "specified: context."),
            ("gatewayresponse.header.a", "'", "specified: '"),
        ] {
            let input = json!({"responseType": "THROTTLED", "responseParameters": {name: value}});
            assert_eq!(sample.refused("PutGatewayResponse", input), (400, words(why)));
            let patch = Sample::patch("add", &format!("/responseParameters/{name}"), json!(value));
            let input = json!({"responseType": "THROTTLED", "patchOperations": patch});
            assert_eq!(sample.refused("UpdateGatewayResponse", input).0, 400);
        }
        let answer = sample.ok("GetGatewayResponse", json!({"responseType": "THROTTLED"}));
        assert_eq!(answer["defaultResponse"], json!(true));
    }

    #[test]
    fn a_class_follows_its_fall_back_and_keeps_its_statuses() {
        let sample = Sample::empty();
        let templates = json!({"text/plain": "no"});
        let input = json!({"responseType": "DEFAULT_4XX", "responseTemplates": templates});
        let answer = sample.ok("PutGatewayResponse", input);
        assert_eq!(answer.get("statusCode"), None);
        let of = |kind: &str| sample.ok("GetGatewayResponse", json!({"responseType": kind}));
        assert_eq!(
            of("THROTTLED"),
            json!({
                "responseType": "THROTTLED", "statusCode": "429", "responseParameters": {},
                "responseTemplates": templates, "defaultResponse": true,
            })
        );
        assert_ne!(of("INTEGRATION_FAILURE")["responseTemplates"], templates);
        // A change begins with what is answered now.
        let patch = Sample::patch("replace", "/statusCode", json!("418"));
        let answer = sample.ok(
            "UpdateGatewayResponse",
            json!({"responseType": "THROTTLED", "patchOperations": patch}),
        );
        assert_eq!(answer["responseTemplates"], templates);
        assert_eq!(answer["defaultResponse"], json!(false));
        for value in ["600", "4", "0xx", ""] {
            let patch = Sample::patch("replace", "/statusCode", json!(value));
            let input = json!({"responseType": "THROTTLED", "patchOperations": patch});
            assert_eq!(sample.refused("UpdateGatewayResponse", input).0, 400, "{value}");
        }
        sample.ok("DeleteGatewayResponse", json!({"responseType": "DEFAULT_4XX"}));
        assert_eq!(of("THROTTLED")["responseTemplates"], templates);
        assert_ne!(of("UNAUTHORIZED")["responseTemplates"], templates);
    }

    #[test]
    fn only_what_is_there_is_replaced_or_removed() {
        let sample = Sample::empty();
        let update = |op: &str, path: &str, value: Value| {
            let input =
                json!({"responseType": "DEFAULT_5XX", "patchOperations": Sample::patch(op, path, value)});
            sample.call("UpdateGatewayResponse", input)
        };
        let header = "/responseParameters/gatewayresponse.header.A";
        assert_eq!(update("remove", header, Value::Null).unwrap_err().status, 404);
        update("add", header, json!("'1'")).unwrap();
        update("replace", header, json!("'2'")).unwrap();
        let answer = update("remove", "/responseTemplates/application~1json", Value::Null).unwrap();
        assert_eq!(
            answer["responseParameters"],
            json!({"gatewayresponse.header.A": "'2'"})
        );
        assert_eq!(answer["responseTemplates"], json!({}));
        assert_eq!(
            update("remove", header, Value::Null).unwrap()["responseParameters"],
            json!({})
        );
    }
}
