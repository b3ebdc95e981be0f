//! Security schemes and requirements: authorizers, API keys, IAM.
//!
//! Every alternative of a method's `security` is required, as in AWS: `[{api_key: []}, {sigv4: []}]` asks for both. What API
//! Gateway has no way to enforce is an error here where AWS leaves the method open in silence.
//!
//! The reader of definition files reads the same in the same way (`openapi`, `security.rs`, `schemes.rs`).
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-authorizer object", "x-amazon-apigateway-authtype property",
//! "x-amazon-apigateway-auth object", "Configure a method to use API keys with an OpenAPI definition"; published answers:
//! security of the whole definition applies to methods without their own, scopes included.

use aws_model::apigateway::{Authorizer, Method};
use source_text::{Node, Value};

use super::importer::{Dialect, Importer, shown};

const AUTHORIZER: &str = "x-amazon-apigateway-authorizer";
const AUTHTYPE: &str = "x-amazon-apigateway-authtype";
const AUTH: &str = "x-amazon-apigateway-auth";

/// The longest time an authorizer's answer is kept, in seconds. Source: API Gateway API reference, `Authorizer`.
const TTL_SECONDS_MAX: i32 = 3600;

/// What a requirement that names a scheme asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scheme {
    /// A key of a usage plan.
    ApiKey,
    /// A signed request.
    Iam,
    /// A Lambda authorizer, by id.
    Custom(String),
    /// A user pool authorizer, by id.
    Cognito(String),
    /// Nothing API Gateway could enforce, and why.
    Unusable(&'static str),
}

/// The header that a scheme of type `apiKey` names.
fn header(scheme: &Node) -> Option<&str> {
    let place = scheme.member("in").and_then(Node::string);
    scheme
        .member("name")
        .and_then(Node::string)
        .filter(|_| place == Some("header"))
}

impl<'a> Importer<'a, '_> {
    pub(super) fn security_schemes(&mut self) {
        let root = self.root;
        let section = match self.dialect {
            Dialect::Swagger2 => root.member("securityDefinitions"),
            Dialect::OpenApi3 => root
                .member("components")
                .and_then(|components| components.member("securitySchemes")),
        };
        let Some(section) = section else {
            return;
        };
        for member in self.members(section, "the security schemes") {
            let Some(node) = self.resolve(&member.value) else {
                continue;
            };
            let scheme = self.scheme(&member.name, node);
            self.schemes.insert(member.name.clone(), scheme);
        }
    }

    fn scheme(&mut self, name: &str, node: &'a Node) -> Scheme {
        let authtype = node.member(AUTHTYPE).and_then(Node::string);
        if let Some(extension) = node.member(AUTHORIZER) {
            return self.authorizer(name, node, authtype, extension);
        }
        let is_key = node.member("type").and_then(Node::string) == Some("apiKey");
        match authtype {
            Some(authtype) if authtype.eq_ignore_ascii_case("awsSigv4") => Scheme::Iam,
            Some(_) => Scheme::Unusable("it has no `x-amazon-apigateway-authorizer`"),
            None if is_key => {
                let header = header(node).unwrap_or_default();
                if header.eq_ignore_ascii_case("x-api-key") {
                    Scheme::ApiKey
                } else {
                    Scheme::Unusable("API keys are read from the header `x-api-key` only")
                }
            }
            None => Scheme::Unusable(
                "API Gateway enforces API keys, `x-amazon-apigateway-authtype: awsSigv4` and `x-amazon-apigateway-authorizer`",
            ),
        }
    }

    fn authorizer(
        &mut self,
        name: &str,
        scheme: &'a Node,
        authtype: Option<&str>,
        extension: &'a Node,
    ) -> Scheme {
        let known = self.options.base.and_then(|base| {
            let mut authorizers = base.authorizers.iter();
            authorizers.find(|(_, one)| one.name.as_deref() == Some(name))
        });
        let id = match known {
            Some((id, _)) => id.clone(),
            None => self.resource_sized_id(),
        };
        let mut authorizer = Authorizer {
            id: Some(id.clone()),
            name: Some(name.to_owned()),
            auth_type: authtype.map(str::to_owned),
            ..Authorizer::default()
        };
        for member in self.members(extension, &format!("`{AUTHORIZER}`")) {
            let value = &member.value;
            let what = format!("`{}` of authorizer `{}`", shown(&member.name), shown(name));
            match member.name.as_str() {
                "type" => {
                    authorizer.type_ = self.string(value, &what).map(str::to_ascii_uppercase);
                }
                "authorizerUri" => authorizer.authorizer_uri = self.string(value, &what).map(str::to_owned),
                "authorizerCredentials" => {
                    authorizer.authorizer_credentials = self.optional(value, &what);
                }
                "identitySource" => authorizer.identity_source = self.optional(value, &what),
                "identityValidationExpression" => {
                    authorizer.identity_validation_expression = self.optional(value, &what);
                }
                "authorizerResultTtlInSeconds" => match self.integer(value, &what) {
                    Some(seconds) if (0..=TTL_SECONDS_MAX).contains(&seconds) => {
                        authorizer.authorizer_result_ttl_in_seconds = Some(seconds);
                    }
                    Some(_) => self.error(value.span, format!("{what} is 0 to {TTL_SECONDS_MAX}")),
                    None => {}
                },
                "providerARNs" => authorizer.provider_arns = Some(self.strings(value, &what)),
                "authorizerPayloadFormatVersion" | "enableSimpleResponses" | "jwtConfiguration" => {
                    self.unknown_member(member, "an authorizer of a REST API", ": HTTP APIs have it");
                }
                _ => self.unknown_member(member, &format!("`{AUTHORIZER}`"), ""),
            }
        }
        let source = header(scheme).map(|header| format!("method.request.header.{header}"));
        let kind = match authorizer.type_.as_deref() {
            Some("TOKEN") => {
                authorizer.identity_source = authorizer.identity_source.or(source);
                Scheme::Custom(id.clone())
            }
            Some("REQUEST") => Scheme::Custom(id.clone()),
            Some("COGNITO_USER_POOLS") => {
                authorizer.identity_source = authorizer.identity_source.or(source);
                Scheme::Cognito(id.clone())
            }
            Some(other) => {
                let other = shown(other);
                self.error(
                    extension.span,
                    format!("an authorizer of a REST API has the type token, request or cognito_user_pools, not `{other}`"),
                );
                Scheme::Custom(id.clone())
            }
            None => {
                self.error(
                    extension.span,
                    format!("authorizer `{}` has no `type`", shown(name)),
                );
                Scheme::Custom(id.clone())
            }
        };
        let name = shown(name);
        if matches!(kind, Scheme::Custom(_)) && authorizer.authorizer_uri.is_none() {
            self.error(
                extension.span,
                format!("authorizer `{name}` has no `authorizerUri`"),
            );
        }
        if matches!(kind, Scheme::Cognito(_)) && authorizer.provider_arns.as_ref().is_none_or(Vec::is_empty) {
            self.error(
                extension.span,
                format!("authorizer `{name}` has no `providerARNs`"),
            );
        }
        if matches!(authorizer.type_.as_deref(), Some("TOKEN" | "COGNITO_USER_POOLS"))
            && authorizer.identity_source.is_none()
        {
            self.error(
                scheme.span,
                format!("authorizer `{name}` has no `identitySource` and its scheme no header"),
            );
        }
        if authorizer.type_.as_deref() == Some("REQUEST")
            && authorizer.identity_source.is_none()
            && authorizer.authorizer_result_ttl_in_seconds != Some(0)
        {
            self.error(
                extension.span,
                format!("authorizer `{name}` keeps answers, so it needs an `identitySource`, or `authorizerResultTtlInSeconds: 0`"),
            );
        }
        self.definition.authorizers.insert(id, authorizer);
        kind
    }

    /// A string, or nothing for `null` and empty text.
    pub(super) fn optional(&mut self, node: &'a Node, what: &str) -> Option<String> {
        if node.value == Value::Null {
            return None;
        }
        let text = self.string(node, what)?;
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// What guards a method.
    pub(super) fn guard(&mut self, operation: &'a Node, at: &str, method: &mut Method) {
        method.authorization_type = Some("NONE".to_owned());
        method.api_key_required = Some(false);
        let root = self.root;
        if let Some(security) = operation.member("security").or_else(|| root.member("security")) {
            self.requirements(security, at, method);
        }
        if let Some(auth) = operation.member(AUTH) {
            self.auth(auth, at, method);
        }
    }

    fn requirements(&mut self, security: &'a Node, at: &str, method: &mut Method) {
        let alternatives = self.elements(security, "`security`");
        if !self.spend(alternatives.len(), security.span) {
            return;
        }
        for alternative in alternatives {
            let names = self.members(alternative, "a security requirement");
            if names.is_empty() && alternatives.len() > 1 {
                self.warn(format!(
                    "the requirement '{{}}' of {at} was not taken: the method asks for the others, it does not let anonymous callers in"
                ));
            }
            for requirement in names {
                let name = shown(&requirement.name);
                let scopes = self.strings(&requirement.value, "the scopes of a security requirement");
                let span = requirement.name_span;
                let scheme = self.schemes.get(&requirement.name).cloned();
                let (authorization, authorizer) = match scheme {
                    Some(Scheme::ApiKey) => {
                        method.api_key_required = Some(true);
                        continue;
                    }
                    Some(Scheme::Iam) => ("AWS_IAM", None),
                    Some(Scheme::Custom(id)) => ("CUSTOM", Some(id)),
                    Some(Scheme::Cognito(id)) => ("COGNITO_USER_POOLS", Some(id)),
                    Some(Scheme::Unusable(why)) => {
                        self.error(
                            span,
                            format!("{at} is guarded by `{name}`, which cannot be enforced: {why}"),
                        );
                        continue;
                    }
                    // What the SAM transform writes to open one method of a guarded API.
                    None if requirement.name == "NONE" && alternatives.len() == 1 && names.len() == 1 => {
                        continue;
                    }
                    None => {
                        self.error(
                            span,
                            format!("{at} is guarded by the scheme `{name}`, which is not defined"),
                        );
                        continue;
                    }
                };
                let taken = method.authorization_type.as_deref();
                if taken != Some("NONE")
                    && (taken != Some(authorization) || method.authorizer_id != authorizer)
                {
                    self.error(
                        span,
                        format!("{at} has more than one authorizer: a method has one"),
                    );
                    continue;
                }
                let again = taken == Some("COGNITO_USER_POOLS");
                if again && method.authorization_scopes.as_deref().unwrap_or_default() != scopes {
                    self.error(
                        span,
                        format!("{at} asks `{name}` for different scopes in different places: name it once, with all scopes that are good"),
                    );
                    continue;
                }
                if !scopes.is_empty() {
                    if authorization == "COGNITO_USER_POOLS" {
                        method.authorization_scopes = Some(scopes);
                    } else {
                        self.error(
                            requirement.value.span,
                            format!("{at} asks `{name}` for scopes, which only a user pool authorizer has"),
                        );
                    }
                }
                method.authorization_type = Some(authorization.to_owned());
                method.authorizer_id = authorizer;
            }
        }
    }

    fn auth(&mut self, auth: &'a Node, at: &str, method: &mut Method) {
        let mut kind = None;
        for member in self.members(auth, &format!("`{AUTH}`")) {
            if member.name == "type" {
                kind = self
                    .string(&member.value, "the authorization type")
                    .map(str::to_ascii_uppercase);
            } else {
                self.unknown_member(member, &format!("`{AUTH}`"), "");
            }
        }
        let guarded = method.authorization_type.as_deref() != Some("NONE");
        match kind.as_deref() {
            Some("AWS_IAM") if !guarded => method.authorization_type = Some("AWS_IAM".to_owned()),
            Some("AWS_IAM") if method.authorization_type.as_deref() == Some("AWS_IAM") => {}
            Some("NONE") if !guarded => {}
            Some("AWS_IAM" | "NONE") => self.error(
                auth.span,
                format!("{at} is guarded by its `security`, and `{AUTH}` says something else: leave one of them out"),
            ),
            Some(other) => {
                let other = shown(other);
                self.error(auth.span, format!("`{AUTH}` is NONE or AWS_IAM, not `{other}`"));
            }
            None => self.error(auth.span, format!("`{AUTH}` has no `type`")),
        }
    }
}
