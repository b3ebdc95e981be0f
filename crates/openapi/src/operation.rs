//! One method of one path.

use std::collections::HashSet;

use api_model::{Method, UriText, Verb};
use source_text::Member;

use crate::context::{Context, Dialect, scalar, shown};
use crate::definition::servers_ignored;
use crate::parameters::{self, Declarations};
use crate::responses::Responses;
use crate::schemes::Schemes;
use crate::validators::Validators;
use crate::{integration, models, responses, security};

/// What the rest of the definition says about all methods.
pub(crate) struct Surroundings<'a> {
    pub(crate) validators: Validators<'a>,
    pub(crate) schemes: Schemes<'a>,
}

/// The verb a member of a path stands for.
pub(crate) fn verb(name: &str) -> Option<Verb> {
    Some(match name {
        "delete" => Verb::Delete,
        "get" => Verb::Get,
        "head" => Verb::Head,
        "options" => Verb::Options,
        "patch" => Verb::Patch,
        "post" => Verb::Post,
        "put" => Verb::Put,
        "x-amazon-apigateway-any-method" => Verb::Any,
        _ => return None,
    })
}

/// A method, as far as its integration needs to know it.
pub(crate) struct MethodFacts<'m> {
    /// `GET /pets`, for messages.
    pub(crate) name: &'m str,
    pub(crate) path: &'m str,
    pub(crate) parameters: &'m HashSet<parameters::Key>,
    pub(crate) responses: &'m Responses,
}

/// Reads one method; `None` where it cannot be served (and an error was told).
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    path: &'a Member,
    member: &'a Member,
    verb: Verb,
    shared: &Declarations<'a>,
    surroundings: &Surroundings<'a>,
) -> Option<Method<UriText>> {
    const KNOWN: [&str; 13] = [
        "tags",
        "summary",
        "description",
        "externalDocs",
        "operationId",
        "consumes",
        "produces",
        "parameters",
        "responses",
        "schemes",
        "deprecated",
        "security",
        "requestBody",
    ];
    let name = format!("`{} {}`", verb.as_str(), shown(&path.name));
    let operation = &member.value;
    let members = context.members(operation, &name);
    let mut declarations = Declarations::default();
    let mut request_body = None;
    let mut declared_responses = Responses::new();
    for member in members {
        match member.name.as_str() {
            "parameters" => declarations = parameters::list(context, &member.value),
            "responses" => declared_responses = responses::read(context, &member.value),
            "requestBody" if context.dialect == Dialect::OpenApi3 => {
                request_body = context.resolve(&member.value);
            }
            "servers" if context.dialect == Dialect::OpenApi3 => servers_ignored(context, member),
            "callbacks" if context.dialect == Dialect::OpenApi3 => {}
            known if KNOWN.contains(&known) => {}
            _ => context.unknown_member(member, "a method", &KNOWN),
        }
    }
    let guard = security::guard(context, operation, &name, &surroundings.schemes);
    let declarations = declarations.over(shared);
    let validator = surroundings.validators.of(context, operation);
    let body_models = match (validator.body, request_body, declarations.body) {
        (true, Some(body), _) => models::of_request_body(context, body, &name),
        (true, None, Some(parameter)) => models::of_parameter(context, parameter, operation, &name),
        (true, None, None) | (false, ..) => Vec::new(),
    };
    let facts = MethodFacts {
        name: &name,
        path: &path.name,
        parameters: &declarations.keys(),
        responses: &declared_responses,
    };
    let Some(node) = operation.member("x-amazon-apigateway-integration") else {
        let message = format!("no integration defined for method {name}");
        context.error(
            "no-integration",
            member.name_span,
            message,
            "add `x-amazon-apigateway-integration`",
        );
        return None;
    };
    let integration = integration::read(context, node, verb, &facts)?;
    Some(Method {
        verb,
        span: member.name_span,
        operation_name: operation
            .member("operationId")
            .and_then(scalar)
            .map(str::to_owned),
        authorization: guard.authorization,
        api_key_required: guard.api_key_required,
        request_parameters: declarations.list,
        validate_request_parameters: validator.parameters,
        body_models,
        integration,
        response_statuses: declared_responses.into_keys().collect(),
    })
}
