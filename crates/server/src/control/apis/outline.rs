//! A definition as people look at it: by path and verb instead of by id, the policy as JSON, so that two of them can be
//! compared part by part.

use api_definition::Definition;
use aws_model::apigateway::{Method, Resource};
use serde_json::{Map, Value, json};

/// What of the API itself makes no difference to a request, or stands elsewhere in the outline.
const NOT_SETTINGS: &[&str] = &[
    "id",
    "name",
    "description",
    "createdDate",
    "version",
    "warnings",
    "tags",
    "policy",
    "rootResourceId",
    "apiStatus",
    "apiStatusMessage",
];

/// The outline: `settings`, `policy`, `resources` (by path, then verb), `models`, `requestValidators`, `authorizers` (by
/// name) and `gatewayResponses` (by type). Their parts are in AWS's own shapes.
pub(super) fn outline(definition: &Definition) -> Value {
    let mut settings = object(&definition.api);
    settings.retain(|name, _| !NOT_SETTINGS.contains(&name.as_str()));
    let policy = definition.api.policy.as_deref();
    let policy = policy.map(|text| serde_json::from_str(text).unwrap_or_else(|_| json!(text)));
    let mut resources = Map::new();
    for resource in definition.resources.values() {
        let path = resource.path.clone().unwrap_or_default();
        resources.insert(path, methods(definition, resource));
    }
    let models = definition.models.values().map(|model| {
        let mut one = object(model);
        if let Some(schema) = model.schema.as_deref()
            && let Ok(schema) = serde_json::from_str(schema)
        {
            one.insert("schema".to_owned(), schema);
        }
        one
    });
    json!({
        "settings": settings,
        "policy": policy,
        "resources": resources,
        "models": by_name(models),
        "requestValidators": by_name(definition.request_validators.values().map(object)),
        "authorizers": by_name(definition.authorizers.values().map(object)),
        "gatewayResponses": definition.gateway_responses,
    })
}

fn methods(definition: &Definition, resource: &Resource) -> Value {
    let mut methods = Map::new();
    for (verb, method) in resource.resource_methods.iter().flatten() {
        methods.insert(verb.clone(), method_outline(definition, resource, method));
    }
    Value::Object(methods)
}

/// A method with names in place of ids, which change when what they name is made anew.
fn method_outline(definition: &Definition, resource: &Resource, method: &Method) -> Value {
    let mut one = object(method);
    one.remove("httpMethod");
    let authorizer = method
        .authorizer_id
        .as_ref()
        .and_then(|id| definition.authorizers.get(id));
    if let Some(name) = authorizer.and_then(|authorizer| authorizer.name.as_ref()) {
        one.remove("authorizerId");
        one.insert("authorizer".to_owned(), json!(name));
    }
    let validator = method
        .request_validator_id
        .as_ref()
        .and_then(|id| definition.request_validators.get(id));
    if let Some(name) = validator.and_then(|validator| validator.name.as_ref()) {
        one.remove("requestValidatorId");
        one.insert("requestValidator".to_owned(), json!(name));
    }
    // Left alone, the cache's namespace is the resource's id.
    if let Some(Value::Object(integration)) = one.get_mut("methodIntegration")
        && integration.get("cacheNamespace").and_then(Value::as_str) == resource.id.as_deref()
    {
        integration.remove("cacheNamespace");
    }
    Value::Object(one)
}

/// Parts by their names; of several that have the same name, the later ones have their id too.
fn by_name(parts: impl Iterator<Item = Map<String, Value>>) -> Value {
    let mut named = Map::new();
    for mut part in parts {
        let mut take = |member: &str| match part.remove(member) {
            Some(Value::String(text)) => text,
            Some(_) | None => String::new(),
        };
        let (name, id) = (take("name"), take("id"));
        let name = if named.contains_key(&name) {
            format!("{name} ({id})")
        } else {
            name
        };
        named.insert(name, Value::Object(part));
    }
    Value::Object(named)
}

fn object(value: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(object)) => object,
        Ok(_) | Err(_) => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_by_path_and_verb_and_has_names_for_ids() {
        let definition: Definition = serde_json::from_value(json!({
            "api": { "id": "abc", "name": "pets", "policy": "{\"Version\":\"2012-10-17\"}", "apiKeySource": "HEADER" },
            "resources": { "r1": { "id": "r1", "path": "/pets", "resourceMethods": { "GET": {
                "httpMethod": "GET", "authorizationType": "CUSTOM", "authorizerId": "a1", "requestValidatorId": "v9",
                "methodIntegration": { "type": "MOCK", "cacheNamespace": "r1" },
            } } } },
            "authorizers": { "a1": { "id": "a1", "name": "door" }, "a2": { "id": "a2", "name": "door", "type": "TOKEN" } },
        }))
        .unwrap();
        let got = outline(&definition);
        assert_eq!(got["settings"], json!({ "apiKeySource": "HEADER" }));
        assert_eq!(got["policy"], json!({ "Version": "2012-10-17" }));
        assert_eq!(
            got["resources"]["/pets"]["GET"],
            json!({
                "authorizationType": "CUSTOM",
                "authorizer": "door",
                "requestValidatorId": "v9",
                "methodIntegration": { "type": "MOCK" },
            })
        );
        assert_eq!(
            got["authorizers"],
            json!({ "door": {}, "door (a2)": { "type": "TOKEN" } })
        );
    }
}
