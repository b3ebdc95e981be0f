//! What a document says of the API itself: `info`, and the extensions at the top level.

use aws_model::apigateway::{EndpointConfiguration, GatewayResponse, RequestValidator};
use iam_policy::{Document, Kind, Policy};
use source_text::{Node, Value};

use super::importer::{Importer, shown};

/// The answer of an import or update whose policy is wrong.
///
/// Source: public reports of `BadRequestException` from the control plane.
const INVALID_POLICY: &str =
    "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";

/// The largest `minimumCompressionSize`, in bytes.
///
/// Source: recorded answer of `CreateRestApi`.
const COMPRESSION_BYTES_MAX: i32 = 10_485_760;

const SECURITY_POLICY: &str = "x-amazon-apigateway-security-policy";
const ACCESS_MODE: &str = "x-amazon-apigateway-endpoint-access-mode";

/// Text of a scalar as AWS keeps it: `version: 1` is `1`.
fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

impl<'a> Importer<'a, '_> {
    pub(super) fn settings(&mut self) {
        self.info();
        self.policy();
        self.endpoint();
        self.tags();
        let root = self.root;
        if let Some(node) = root.member("x-amazon-apigateway-api-key-source") {
            let source = self.string(node, "`x-amazon-apigateway-api-key-source`");
            match source.map(str::to_ascii_uppercase) {
                Some(source) if source == "HEADER" || source == "AUTHORIZER" => {
                    self.definition.api.api_key_source = Some(source);
                }
                Some(source) => self.error(
                    node.span,
                    format!(
                        "the API key source is HEADER or AUTHORIZER, not `{}`",
                        shown(&source)
                    ),
                ),
                None => {}
            }
        }
        if let Some(node) = root.member("x-amazon-apigateway-binary-media-types") {
            let types = self.strings(node, "`x-amazon-apigateway-binary-media-types`");
            self.definition.api.binary_media_types = (!types.is_empty()).then_some(types);
        }
        if let Some(node) = root.member("x-amazon-apigateway-minimum-compression-size")
            && node.value != Value::Null
        {
            match self.integer(node, "`x-amazon-apigateway-minimum-compression-size`") {
                Some(size) if (0..=COMPRESSION_BYTES_MAX).contains(&size) => {
                    self.definition.api.minimum_compression_size = Some(size);
                }
                Some(_) => self.error(
                    node.span,
                    "Invalid minimum compression size, must be between 0 and 10485760",
                ),
                None => {}
            }
        }
        if let Some(node) = root.member(SECURITY_POLICY) {
            self.definition.api.security_policy = self
                .string(node, "`x-amazon-apigateway-security-policy`")
                .map(str::to_owned);
        }
        if let Some(node) = root.member(ACCESS_MODE) {
            match self.string(node, "`x-amazon-apigateway-endpoint-access-mode`") {
                Some(mode @ ("BASIC" | "STRICT")) => {
                    self.definition.api.endpoint_access_mode = Some(mode.to_owned());
                }
                Some(mode) => self.error(
                    node.span,
                    format!(
                        "the endpoint access mode is BASIC or STRICT, not `{}`",
                        shown(mode)
                    ),
                ),
                None => {}
            }
        }
    }

    fn info(&mut self) {
        let Some(info) = self.root.member("info") else {
            self.error(self.root.span, "`info` is missing: write at least its `title`");
            return;
        };
        let title = info
            .member("title")
            .and_then(scalar)
            .filter(|title| !title.is_empty());
        if title.is_none() {
            self.error(info.span, "`info.title` is missing: it is the name of the API");
        }
        self.definition.api.name = title;
        self.definition.api.version = info
            .member("version")
            .and_then(scalar)
            .filter(|version| !version.is_empty());
        self.definition.api.description = info
            .member("description")
            .and_then(scalar)
            .filter(|text| !text.is_empty());
    }

    fn policy(&mut self) {
        const NAME: &str = "x-amazon-apigateway-policy";
        let Some(node) = self.root.member(NAME) else {
            return;
        };
        if node.members().is_none() {
            self.wrong_kind(node, "`x-amazon-apigateway-policy`", "an object");
            return;
        }
        let scope = self.scope();
        let limit = self.options.limits.policy_characters_max;
        let policy = Document::from_node(node, Kind::Resource)
            .and_then(|(document, _)| Policy::new(&document, scope.as_ref(), limit));
        match policy {
            Ok(policy) => self.definition.api.policy = Some(policy.to_document().to_json()),
            Err(findings) => {
                for finding in findings
                    .iter()
                    .filter(|finding| finding.severity == source_text::Severity::Error)
                {
                    self.error(finding.span, format!("{INVALID_POLICY} {}", finding.message));
                }
            }
        }
    }

    /// The endpoint extension, of the top level or of a server.
    fn endpoint(&mut self) {
        const NAME: &str = "x-amazon-apigateway-endpoint-configuration";
        let root = self.root;
        let servers = root
            .member("servers")
            .and_then(Node::elements)
            .unwrap_or_default();
        let places = std::iter::once(root).chain(servers);
        let mut configuration = EndpointConfiguration::default();
        for node in places.filter_map(|place| place.member(NAME)) {
            for member in self.members(node, "the endpoint configuration") {
                match member.name.as_str() {
                    "disableExecuteApiEndpoint" => {
                        let closed = self.boolean(&member.value, "`disableExecuteApiEndpoint`");
                        // Closed wins where two places differ.
                        if self.definition.api.disable_execute_api_endpoint != Some(true) {
                            self.definition.api.disable_execute_api_endpoint = closed;
                        }
                    }
                    "vpcEndpointIds" => {
                        let ids = self.strings(&member.value, "`vpcEndpointIds`");
                        configuration.vpc_endpoint_ids = (!ids.is_empty()).then_some(ids);
                    }
                    "types" => {
                        let types = self.strings(&member.value, "`types`");
                        if let [one] = types.as_slice()
                            && matches!(one.as_str(), "REGIONAL" | "EDGE" | "PRIVATE")
                        {
                            configuration.types = Some(types);
                        } else {
                            self.error(
                                member.value.span,
                                "the endpoint type is one of REGIONAL, EDGE and PRIVATE",
                            );
                        }
                    }
                    "ipAddressType" => match self.string(&member.value, "`ipAddressType`") {
                        Some(kind @ ("ipv4" | "dualstack")) => {
                            configuration.ip_address_type = Some(kind.to_owned());
                        }
                        Some(_) => {
                            self.error(
                                member.value.span,
                                "ipAddressType must be either ipv4 or dualstack.",
                            );
                        }
                        None => {}
                    },
                    _ => self.unknown_member(member, &format!("`{NAME}`"), ""),
                }
            }
        }
        if let Some(types) = &self.options.parameters.endpoint_types {
            configuration.types = Some(types.clone());
        }
        self.definition.api.endpoint_configuration = Some(configuration);
    }

    /// Values of tags: AWS documents them for HTTP APIs only.
    fn tags(&mut self) {
        let tags = self
            .root
            .member("tags")
            .and_then(Node::elements)
            .unwrap_or_default();
        for tag in tags {
            if tag.member("x-amazon-apigateway-tag-value").is_some() {
                let name = tag.member("name").and_then(Node::string).unwrap_or_default();
                self.warn(format!(
                    "the tag '{}' was not set: x-amazon-apigateway-tag-value tags HTTP APIs only. Use TagResource",
                    shown(name)
                ));
            }
        }
    }

    pub(super) fn request_validators(&mut self) {
        let base = self.options.base;
        let root = self.root;
        let Some(section) = root.member("x-amazon-apigateway-request-validators") else {
            return;
        };
        for entry in self.members(section, "`x-amazon-apigateway-request-validators`") {
            let mut validator = RequestValidator {
                name: Some(entry.name.clone()),
                validate_request_body: Some(false),
                validate_request_parameters: Some(false),
                ..RequestValidator::default()
            };
            for member in self.members(&entry.value, "a request validator") {
                let what = format!("`{}`", shown(&member.name));
                match member.name.as_str() {
                    "validateRequestBody" => {
                        validator.validate_request_body = self.boolean(&member.value, &what)
                    }
                    "validateRequestParameters" => {
                        validator.validate_request_parameters = self.boolean(&member.value, &what);
                    }
                    _ => self.unknown_member(member, "a request validator", ""),
                }
            }
            let known = base.and_then(|base| {
                let mut validators = base.request_validators.iter();
                validators.find(|(_, one)| one.name.as_deref() == Some(&entry.name))
            });
            let id = match known {
                Some((id, _)) => id.clone(),
                None => self.resource_sized_id(),
            };
            validator.id = Some(id.clone());
            self.validators.insert(entry.name.clone(), id.clone());
            self.definition.request_validators.insert(id, validator);
        }
    }

    pub(super) fn gateway_responses(&mut self) {
        let root = self.root;
        let Some(section) = root.member("x-amazon-apigateway-gateway-responses") else {
            return;
        };
        for entry in self.members(section, "`x-amazon-apigateway-gateway-responses`") {
            let kind = api_model::ResponseType::parse(&entry.name);
            let Some(kind) = kind.filter(|kind| kind.is_customisable()) else {
                let name = shown(&entry.name);
                self.error(
                    entry.name_span,
                    format!("`{name}` is not a gateway response that can be customised"),
                );
                continue;
            };
            let mut response = GatewayResponse {
                response_type: Some(entry.name.clone()),
                status_code: (kind.status() > 0).then(|| kind.status().to_string()),
                response_parameters: Some(Default::default()),
                response_templates: Some(
                    [(
                        "application/json".to_owned(),
                        api_model::DEFAULT_TEMPLATE.to_owned(),
                    )]
                    .into(),
                ),
                default_response: Some(false),
            };
            for member in self.members(&entry.value, "a gateway response") {
                let what = format!("`{}` of gateway response {}", shown(&member.name), entry.name);
                match member.name.as_str() {
                    "statusCode" => match self.status(&member.value) {
                        Some(status) => response.status_code = Some(status),
                        None => self.wrong_kind(&member.value, &what, "a status from 100 to 599"),
                    },
                    "responseParameters" => {
                        response.response_parameters = Some(self.string_map(&member.value, &what));
                    }
                    "responseTemplates" => {
                        let templates = self.string_map(&member.value, &what);
                        if !templates.is_empty() {
                            response.response_templates = Some(templates);
                        }
                    }
                    _ => self.unknown_member(member, "a gateway response", ""),
                }
            }
            let wrong = response.response_parameters.iter().flatten().find(|(name, _)| {
                !name.starts_with("gatewayresponse.header.")
                    && !name.starts_with("gatewayresponse.querystring.")
                    && !name.starts_with("gatewayresponse.path.")
            });
            if let Some((name, _)) = wrong {
                let name = shown(name);
                self.error(
                    entry.value.span,
                    format!("`{name}` is not a gateway response parameter: it begins with `gatewayresponse.header.`"),
                );
            }
            self.definition
                .gateway_responses
                .insert(entry.name.clone(), response);
        }
    }

    /// A status code, written as number or text.
    pub(super) fn status(&self, node: &Node) -> Option<String> {
        let text = scalar(node)?;
        let digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        (digits && text.starts_with(['1', '2', '3', '4', '5'])).then_some(text)
    }

    /// A map whose values must be text; other values are errors.
    pub(super) fn string_map(
        &mut self,
        node: &'a Node,
        what: &str,
    ) -> std::collections::BTreeMap<String, String> {
        let mut map = std::collections::BTreeMap::new();
        for member in self.members(node, what) {
            if let Some(text) = self.string(&member.value, what) {
                map.insert(member.name.clone(), text.to_owned());
            }
        }
        map
    }
}
