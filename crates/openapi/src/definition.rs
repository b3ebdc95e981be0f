//! The top level: version, name, paths, and what concerns the whole API.

use std::collections::BTreeMap;

use api_model::{ApiKeySource, Resource, RestApi, Router};
use source_text::{Member, Node};

use crate::context::{Context, Dialect, METHODS_MAX, scalar, shown};
use crate::operation::{self, Surroundings};
use crate::templates::is_media_type;
use crate::{endpoint, gateway_responses, parameters, schemes, validators};

/// Reads the whole definition. What it returns counts only if no error was told.
pub(crate) fn read(context: &mut Context<'_>) -> Option<RestApi> {
    let root = context.root;
    let members = root.members();
    if members.is_none() {
        context.wrong_kind(root, "the definition", "an object");
        return None;
    }
    version(context);
    unknown(context, members.unwrap_or_default());
    let (name, description, version) = info(context);
    addresses(context);
    let mut schemes = schemes::read(context);
    let authorizers = std::mem::take(&mut schemes.authorizers);
    let surroundings = Surroundings {
        validators: validators::read(context),
        schemes,
    };
    let resources = paths(context, &surroundings);
    let endpoint = endpoint::read(context);
    Some(RestApi {
        name,
        description,
        version,
        endpoint_type: endpoint.kind,
        disable_execute_api_endpoint: endpoint.default_host_closed,
        binary_media_types: binary_media_types(context),
        authorizers,
        api_key_source: api_key_source(context),
        models: std::mem::take(&mut context.models),
        gateway_responses: gateway_responses::read(context),
        policy: policy(context),
        resources,
    })
}

fn version(context: &mut Context<'_>) {
    let root = context.root;
    match (root.member("swagger"), root.member("openapi")) {
        (Some(node), Some(_)) => {
            context.error(
                "version",
                node.span,
                "the definition names both `swagger` and `openapi`",
                "keep one of them",
            );
        }
        (None, None) => {
            let message = "the definition names neither `swagger` nor `openapi`";
            context.error(
                "version",
                root.span,
                message,
                "begin it with `openapi: \"3.0.1\"` or `swagger: \"2.0\"`",
            );
        }
        (Some(node), None) if scalar(node) != Some("2.0") => {
            context.error(
                "version",
                node.span,
                "this version of Swagger is not read",
                "write `2.0`",
            );
        }
        (None, Some(node)) => {
            let text = scalar(node).unwrap_or_default();
            let known = ["3.0", "3.1"].iter().any(|known| {
                text.strip_prefix(known)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            if !known {
                context.error(
                    "version",
                    node.span,
                    "this version of OpenAPI is not read",
                    "write `3.0.1` or `3.1.0`",
                );
            }
        }
        (Some(_), None) => {}
    }
}

fn unknown(context: &mut Context<'_>, members: &[Member]) {
    const BOTH: [&str; 6] = [
        "info",
        "paths",
        "security",
        "tags",
        "externalDocs",
        "x-amazon-apigateway-policy",
    ];
    const SWAGGER2: [&str; 10] = [
        "swagger",
        "host",
        "basePath",
        "schemes",
        "consumes",
        "produces",
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
    ];
    const OPENAPI3: [&str; 5] = [
        "openapi",
        "servers",
        "components",
        "webhooks",
        "jsonSchemaDialect",
    ];
    let (own, other): (&[&str], &[&str]) = match context.dialect {
        Dialect::Swagger2 => (&SWAGGER2, &OPENAPI3),
        Dialect::OpenApi3 => (&OPENAPI3, &SWAGGER2),
    };
    for member in members {
        let name = member.name.as_str();
        if name.starts_with("x-")
            || crate::walk::is_amazon(name)
            || BOTH.contains(&name)
            || own.contains(&name)
        {
            continue;
        }
        let message = format!("`{}` is not a member of a definition", shown(name));
        // A section of the other dialect holds what its author relies on: schemes, parameters, servers.
        if other.contains(&name) {
            let message = format!("{message} in this version of OpenAPI");
            context.error(
                "unknown-member",
                member.name_span,
                message,
                "correct the version, or move the section",
            );
        } else {
            context.warning(
                "unknown-member",
                member.name_span,
                message,
                "remove it, or correct its name",
            );
        }
    }
}

fn info(context: &mut Context<'_>) -> (String, Option<String>, Option<String>) {
    let root = context.root;
    let Some(info) = root.member("info") else {
        context.error(
            "no-title",
            root.span,
            "the definition has no `info`",
            "write `info` with `title` and `version`",
        );
        return Default::default();
    };
    context.members(info, "`info`");
    let text = |name: &str| info.member(name).and_then(scalar).map(str::to_owned);
    let name = text("title").filter(|title| !title.is_empty());
    if name.is_none() && info.members().is_some() {
        context.error(
            "no-title",
            info.span,
            "`info` has no `title`",
            "give the API a name",
        );
    }
    (name.unwrap_or_default(), text("description"), text("version"))
}

/// `basePath` and the paths of servers: AWS ignores them unless the caller of its import asks otherwise.
///
/// Source: API Gateway developer guide, "Set the OpenAPI basePath property": the default mode is `ignore`.
fn addresses(context: &mut Context<'_>) {
    const REMEDY: &str =
        "the API is served at `/STAGE/`; put the base path into the paths if it is meant to be part of them";
    let root = context.root;
    if let Some(node) = root.member("basePath")
        && let Some(path) = context.string(node, "`basePath`")
        && !path.trim_matches('/').is_empty()
    {
        let message = format!("the base path `{}` is ignored, as in AWS's import", shown(path));
        context.warning("base-path-ignored", node.span, message, REMEDY);
    }
    for server in root
        .member("servers")
        .and_then(Node::elements)
        .unwrap_or_default()
    {
        let Some(url) = server.member("url") else { continue };
        let text = url.string().unwrap_or_default();
        let behind = text.split_once("://").map_or(text, |(_, rest)| rest);
        let path = if behind.starts_with('/') {
            behind
        } else {
            behind.split_once('/').map_or("", |(_, path)| path)
        };
        if !path.trim_matches('/').is_empty() {
            let message = format!(
                "the base path of the server `{}` is ignored, as in AWS's import",
                shown(text)
            );
            context.warning("base-path-ignored", url.span, message, REMEDY);
        }
    }
}

fn paths<'a>(context: &mut Context<'a>, surroundings: &Surroundings<'a>) -> BTreeMap<String, Resource> {
    let mut resources = BTreeMap::new();
    let root = context.root;
    let Some(paths) = root.member("paths") else {
        context.error(
            "no-paths",
            root.span,
            "the definition has no `paths`",
            "declare at least one path with a method",
        );
        return resources;
    };
    let mut methods = 0;
    for path in context.members(paths, "`paths`") {
        if path.name.starts_with("x-") {
            continue;
        }
        let resource = path_item(context, path, surroundings);
        methods += resource.methods.len();
        if methods > METHODS_MAX {
            let message = format!("the definition has more than {METHODS_MAX} methods");
            context.error(
                "too-many-methods",
                path.name_span,
                message,
                "split it into several APIs",
            );
            return resources;
        }
        resources.insert(path.name.clone(), resource);
    }
    let shapes = resources
        .values()
        .map(|resource| (resource.path.clone(), resource.span, Vec::new()));
    if let Err(findings) = Router::new(shapes) {
        context.adopt(findings);
    }
    resources.retain(|_, resource| !resource.methods.is_empty());
    resources
}

fn path_item<'a>(context: &mut Context<'a>, path: &'a Member, surroundings: &Surroundings<'a>) -> Resource {
    const KNOWN: [&str; 6] = ["get", "put", "post", "delete", "options", "head"];
    let what = format!("the path `{}`", shown(&path.name));
    let shared = path
        .value
        .member("parameters")
        .map(|node| parameters::list(context, node))
        .unwrap_or_default();
    let mut methods = Vec::new();
    for member in context.members(&path.value, &what) {
        if let Some(verb) = operation::verb(&member.name) {
            methods.extend(operation::read(
                context,
                path,
                member,
                verb,
                &shared,
                surroundings,
            ));
            continue;
        }
        match member.name.as_str() {
            "parameters" | "summary" | "description" => {}
            "servers" => servers_ignored(context, member),
            "trace" => {
                let message = "`trace` is not a verb API Gateway serves";
                context.error("unsupported-verb", member.name_span, message, "remove the method");
            }
            "$ref" => {
                let message = "a path that refers to another definition is not read";
                context.error(
                    "path-reference",
                    member.name_span,
                    message,
                    "write its methods here",
                );
            }
            _ => context.unknown_member(member, "a path", &KNOWN),
        }
    }
    Resource {
        path: path.name.clone(),
        span: path.name_span,
        methods,
    }
}

/// `servers` of a path or method: they concern clients that are generated from the definition.
pub(crate) fn servers_ignored(context: &mut Context<'_>, member: &Member) {
    let message = "`servers` here has no effect: the integration decides where calls go";
    context.warning("servers-ignored", member.name_span, message, "remove it");
}

fn binary_media_types(context: &mut Context<'_>) -> Vec<String> {
    const NAME: &str = "x-amazon-apigateway-binary-media-types";
    let Some(node) = context.root.member(NAME) else {
        return Vec::new();
    };
    let Some(elements) = node.elements() else {
        context.wrong_kind(node, &format!("`{NAME}`"), "an array");
        return Vec::new();
    };
    let mut types = Vec::new();
    for element in elements {
        let Some(text) = context.string(element, "a media type") else {
            continue;
        };
        if is_media_type(text) {
            types.push(text.to_owned());
        } else {
            let message = format!("`{}` is not a media type", shown(text));
            context.error(
                "media-type",
                element.span,
                message,
                "write `type/subtype`, such as `image/png` or `*/*`",
            );
        }
    }
    types
}

fn api_key_source(context: &mut Context<'_>) -> ApiKeySource {
    let Some(node) = context.root.member("x-amazon-apigateway-api-key-source") else {
        return ApiKeySource::default();
    };
    match node.string() {
        Some("HEADER") => ApiKeySource::Header,
        Some("AUTHORIZER") => ApiKeySource::Authorizer,
        _ => {
            let message = "the source of API keys is neither `HEADER` nor `AUTHORIZER`";
            context.error("api-key-source", node.span, message, "write `HEADER`");
            ApiKeySource::default()
        }
    }
}

fn policy(context: &mut Context<'_>) -> Option<iam_policy::Document> {
    let node = context.root.member("x-amazon-apigateway-policy")?;
    match iam_policy::Document::from_node(node, iam_policy::Kind::Resource) {
        Ok((document, warnings)) => {
            context.adopt(warnings);
            Some(document)
        }
        Err(findings) => {
            context.adopt(findings);
            None
        }
    }
}
