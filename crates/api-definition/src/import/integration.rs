//! `x-amazon-apigateway-integration`.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-integration object" and the pages of its members; published
//! answers of imports (defaults, what a mock integration does not keep, the warning about values that are no text);
//! public reports of the messages.

use std::collections::BTreeMap;

use aws_model::apigateway::{Integration, IntegrationResponse, MethodResponse, TlsConfig};
use source_text::{Member, Node, Span, Value};

use super::importer::{Importer, shown};
use super::responses::none_if_empty;

const NAME: &str = "x-amazon-apigateway-integration";

/// The shortest time-out of an integration, in milliseconds.
const TIMEOUT_MS_MIN: i32 = 50;

/// The time-out where none is given, in milliseconds.
const TIMEOUT_MS_DEFAULT: i32 = 29_000;

/// The method an integration belongs to.
pub(super) struct Place<'p> {
    pub(super) path: &'p str,
    pub(super) verb: &'p str,
    pub(super) resource: &'p str,
    pub(super) parameters: &'p BTreeMap<String, bool>,
    pub(super) responses: &'p BTreeMap<String, MethodResponse>,
}

impl Place<'_> {
    fn refusal(&self, why: &str) -> String {
        let (verb, path) = (self.verb, shown(self.path));
        format!("Unable to put integration on '{verb}' for resource at path '{path}': {why}")
    }

    fn response_refusal(&self, why: &str) -> String {
        let (verb, path) = (self.verb, shown(self.path));
        format!("Unable to put integration response on '{verb}' for resource at path '{path}': {why}")
    }
}

fn invalid_mapping(what: &str) -> String {
    let what = shown(what);
    format!(
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: {what}]"
    )
}

impl<'a> Importer<'a, '_> {
    pub(super) fn integration(&mut self, node: &'a Node, place: &Place<'_>) -> Integration {
        let mut integration = Integration {
            passthrough_behavior: Some("WHEN_NO_MATCH".to_owned()),
            timeout_in_millis: Some(TIMEOUT_MS_DEFAULT),
            cache_namespace: Some(place.resource.to_owned()),
            cache_key_parameters: Some(Vec::new()),
            ..Integration::default()
        };
        if node.members().is_none() {
            let path = shown(place.path);
            self.error(
                node.span,
                format!("Unable to parse API definition because of a malformed integration at path {path}."),
            );
            return integration;
        }
        // `type` decides what the others mean.
        self.integration_type(node, place, &mut integration);
        for member in self.members(node, NAME) {
            self.integration_member(member, place, &mut integration);
        }
        self.integration_target(node.span, place, &mut integration);
        integration
    }

    fn integration_type(&mut self, node: &'a Node, place: &Place<'_>, integration: &mut Integration) {
        let Some(member) = node.member("type") else {
            self.error(node.span, place.refusal("`type` is missing"));
            return;
        };
        let kind = self
            .string(member, "the type of an integration")
            .map(str::to_ascii_uppercase);
        match kind.as_deref() {
            Some("HTTP" | "HTTP_PROXY" | "AWS" | "AWS_PROXY" | "MOCK") => integration.type_ = kind,
            Some(other) => {
                let why = format!(
                    "`{}` is not a type of integration: use http, http_proxy, aws, aws_proxy or mock",
                    shown(other)
                );
                self.error(member.span, place.refusal(&why));
            }
            None => {}
        }
    }

    fn integration_member(&mut self, member: &'a Member, place: &Place<'_>, integration: &mut Integration) {
        let value = &member.value;
        let what = format!(
            "`{}` of the integration of '{}' at '{}'",
            shown(&member.name),
            place.verb,
            shown(place.path)
        );
        match member.name.as_str() {
            "type" => {}
            "httpMethod" => integration.http_method = self.upper(value, &what),
            "uri" => integration.uri = self.optional(value, &what),
            "credentials" => integration.credentials = self.optional(value, &what),
            "connectionType" => {
                integration.connection_type = self.one_of(value, &what, &["INTERNET", "VPC_LINK"]);
            }
            "connectionId" => integration.connection_id = self.optional(value, &what),
            "requestParameters" => {
                let parameters = self.text_map(member, place);
                self.request_mapping(&parameters, value.span, place);
                integration.request_parameters = none_if_empty(parameters);
            }
            "requestTemplates" => {
                integration.request_templates = none_if_empty(self.text_map(member, place));
            }
            "passthroughBehavior" => {
                const VALUES: &[&str] = &["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];
                if let Some(behavior) = self.one_of(value, &what, VALUES) {
                    integration.passthrough_behavior = Some(behavior);
                }
            }
            "contentHandling" => integration.content_handling = self.content_handling(value, &what),
            "timeoutInMillis" => {
                let limit = self.options.limits.timeout_ms_max;
                match self.integer(value, &what) {
                    Some(timeout) if timeout >= TIMEOUT_MS_MIN && timeout.unsigned_abs() <= limit => {
                        integration.timeout_in_millis = Some(timeout);
                    }
                    Some(_) => {
                        let why = format!("Timeout should be between {TIMEOUT_MS_MIN} ms and {limit} ms");
                        self.error(value.span, place.refusal(&why));
                    }
                    None => {}
                }
            }
            "cacheNamespace" => {
                if let Some(namespace) = self.optional(value, &what) {
                    integration.cache_namespace = Some(namespace);
                }
            }
            "cacheKeyParameters" => {
                let mut keys = self.strings(value, &what);
                for key in &keys {
                    if !key.starts_with("method.request.") && !key.starts_with("integration.request.") {
                        let why = format!("Invalid cache key parameter specified: {}", shown(key));
                        self.error(value.span, place.refusal(&why));
                    }
                }
                keys.sort_unstable();
                integration.cache_key_parameters = Some(keys);
            }
            "responses" => self.integration_responses(member, place, integration),
            "tlsConfig" => integration.tls_config = self.tls_config(value),
            "responseTransferMode" => {
                integration.response_transfer_mode = self.one_of(value, &what, &["BUFFERED", "STREAM"]);
            }
            "integrationTarget" => integration.integration_target = self.optional(value, &what),
            // The form of Lambda events; REST APIs have the first alone.
            "payloadFormatVersion" => {
                let first = match &value.value {
                    Value::String(text) | Value::Number(text) => text == "1.0" || text == "1",
                    Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
                };
                if !first {
                    self.wrong_kind(value, &what, "1.0 for a REST API");
                }
            }
            "integrationSubtype" => self.unknown_member(member, &format!("`{NAME}`"), ": HTTP APIs have it"),
            _ => self.unknown_member(member, &format!("`{NAME}`"), ""),
        }
    }

    /// What the types ask of each other's members.
    fn integration_target(&mut self, span: Span, place: &Place<'_>, integration: &mut Integration) {
        let Some(kind) = integration.type_.as_deref() else {
            return;
        };
        if kind == "MOCK" {
            integration.http_method = None;
            integration.uri = None;
            return;
        }
        if integration.http_method.is_none() {
            self.error(
                span,
                place.refusal("Enumeration value for HttpMethod must be non-empty"),
            );
        }
        let uri = integration.uri.as_deref().unwrap_or_default();
        let variable = uri.starts_with("${stageVariables.");
        if kind.starts_with("AWS") {
            if !uri.starts_with("arn:") && !variable {
                self.error(span, place.refusal("Invalid ARN specified in the request"));
            }
            return;
        }
        if !uri.starts_with("http://") && !uri.starts_with("https://") && !variable {
            self.error(span, place.refusal("Invalid HTTP endpoint specified for URI"));
        }
        let connection = integration
            .connection_type
            .get_or_insert_with(|| "INTERNET".to_owned());
        let is_link = connection == "VPC_LINK";
        if is_link != integration.connection_id.is_some() {
            self.error(
                span,
                place.refusal("`connectionId` goes with `connectionType: VPC_LINK`, and only with it"),
            );
        }
    }

    fn integration_responses(
        &mut self,
        member: &'a Member,
        place: &Place<'_>,
        integration: &mut Integration,
    ) {
        let proxy = integration
            .type_
            .as_deref()
            .is_some_and(|kind| kind.ends_with("_PROXY"));
        let mut responses: BTreeMap<String, IntegrationResponse> = BTreeMap::new();
        for entry in self.members(&member.value, "`responses` of an integration") {
            let Some(response) = self.integration_response(entry, place) else {
                continue;
            };
            let Some(status) = response.status_code.clone() else {
                continue;
            };
            if !proxy {
                self.response_mapping(&response, &status, entry.name_span, place);
            }
            if responses.insert(status.clone(), response).is_some() {
                let why =
                    format!("two responses have the status {status}, and a method has one for each status");
                self.error(entry.name_span, place.response_refusal(&why));
            }
        }
        let defaults = responses
            .values()
            .filter(|response| response.selection_pattern.is_none());
        if defaults.count() > 1 {
            let why = "only one response can be the default";
            self.error(member.name_span, place.response_refusal(why));
        }
        integration.integration_responses = none_if_empty(responses);
    }

    fn integration_response(&mut self, entry: &'a Member, place: &Place<'_>) -> Option<IntegrationResponse> {
        let mut response = IntegrationResponse {
            selection_pattern: (entry.name != "default" && !entry.name.is_empty())
                .then(|| entry.name.clone()),
            ..IntegrationResponse::default()
        };
        for member in self.members(&entry.value, "a response of an integration") {
            match member.name.as_str() {
                "statusCode" => response.status_code = self.status(&member.value),
                "responseParameters" => {
                    response.response_parameters = none_if_empty(self.text_map(member, place));
                }
                "responseTemplates" => {
                    response.response_templates = none_if_empty(self.text_map(member, place));
                }
                "contentHandling" => {
                    response.content_handling = self.content_handling(&member.value, "`contentHandling`");
                }
                _ => self.unknown_member(member, "a response of an integration", ""),
            }
        }
        if response.status_code.is_none() {
            let why = "`statusCode` is a status from 100 to 599";
            self.error(entry.name_span, place.response_refusal(why));
            return None;
        }
        Some(response)
    }

    /// What a response maps to must be declared by the method.
    fn response_mapping(
        &mut self,
        response: &IntegrationResponse,
        status: &str,
        span: Span,
        place: &Place<'_>,
    ) {
        let Some(declared) = place.responses.get(status) else {
            let why = format!("No method response exists for method. The response {status} is not declared");
            self.error(span, place.response_refusal(&why));
            return;
        };
        for name in response
            .response_parameters
            .iter()
            .flatten()
            .map(|(name, _)| name)
        {
            let known = declared
                .response_parameters
                .as_ref()
                .is_some_and(|declared| declared.contains_key(name));
            if !known {
                self.error(span, place.response_refusal(&invalid_mapping(name)));
            }
        }
    }

    /// What a request maps from must be declared by the method.
    fn request_mapping(&mut self, parameters: &BTreeMap<String, String>, span: Span, place: &Place<'_>) {
        for (name, value) in parameters {
            if !name.starts_with("integration.request.") {
                self.error(span, place.refusal(&invalid_mapping(name)));
            }
            let rest = value.strip_prefix("method.request.").unwrap_or_default();
            let source = match rest.split_once('.') {
                Some((part @ ("path" | "querystring" | "header"), name)) => Some((part, name)),
                Some(("multivaluequerystring", name)) => Some(("querystring", name)),
                Some(("multivalueheader", name)) => Some(("header", name)),
                Some(_) | None => None,
            };
            if let Some((part, source)) = source
                && !place
                    .parameters
                    .contains_key(&format!("method.request.{part}.{source}"))
            {
                self.error(span, place.refusal(&invalid_mapping(value)));
            }
        }
    }

    /// A map of texts; a value that is none is left out with AWS's warning.
    fn text_map(&mut self, member: &'a Member, place: &Place<'_>) -> BTreeMap<String, String> {
        let mut map = BTreeMap::new();
        for entry in self.members(&member.value, &format!("`{}`", shown(&member.name))) {
            match entry.value.string() {
                Some(text) => {
                    map.insert(entry.name.clone(), text.to_owned());
                }
                None => self.warn(format!(
                    "Invalid format for '{}'. Expected type string for property '{}' of resource '{}' and method '{}' but got '{}'",
                    shown(&member.name),
                    shown(&entry.name),
                    shown(place.path),
                    place.verb,
                    shown(&entry.value.to_json())
                )),
            }
        }
        map
    }

    fn tls_config(&mut self, node: &'a Node) -> Option<TlsConfig> {
        let mut config = TlsConfig::default();
        for member in self.members(node, "`tlsConfig`") {
            match member.name.as_str() {
                "insecureSkipVerification" => {
                    config.insecure_skip_verification =
                        self.boolean(&member.value, "`insecureSkipVerification`");
                }
                "serverNameToVerify" => self.unknown_member(member, "`tlsConfig`", ": HTTP APIs have it"),
                _ => self.unknown_member(member, "`tlsConfig`", ""),
            }
        }
        config.insecure_skip_verification.is_some().then_some(config)
    }

    fn content_handling(&mut self, node: &'a Node, what: &str) -> Option<String> {
        if node.value == Value::Null {
            return None;
        }
        self.one_of(node, what, &["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"])
    }

    fn upper(&mut self, node: &'a Node, what: &str) -> Option<String> {
        self.optional(node, what).map(|text| text.to_ascii_uppercase())
    }

    /// One of a few words, in any case.
    fn one_of(&mut self, node: &'a Node, what: &str, words: &[&str]) -> Option<String> {
        let text = self.string(node, what)?.to_ascii_uppercase();
        if words.contains(&text.as_str()) {
            return Some(text);
        }
        let words = words.join(" or ");
        self.error(node.span, format!("{what} is {words}, not `{}`", shown(&text)));
        None
    }
}
