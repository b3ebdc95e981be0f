//! Amazon's extensions to OpenAPI, one row each: what is done with them.
//!
//! The importer reads these rows, `docs/definitions.md` is written from them, and tests hold all three together.
//!
//! Source: API Gateway developer guide, "OpenAPI extensions for API Gateway", and the page of each extension.

/// What is done with an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Treatment {
    /// It does what AWS documents.
    Enforced,
    /// Some values are enforced, the others are refused; the note says which.
    ByValue,
    /// It has no effect on calls, by its nature.
    Inert,
    /// It is refused by name.
    Refused,
}

impl Treatment {
    /// The word used in the documentation.
    pub fn word(self) -> &'static str {
        match self {
            Self::Enforced => "enforced",
            Self::ByValue => "by value",
            Self::Inert => "no effect",
            Self::Refused => "refused",
        }
    }
}

/// Where in a definition an extension belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The top level.
    Root,
    /// An entry of `servers`.
    Server,
    /// An entry of `tags`.
    Tag,
    /// `components`.
    Components,
    /// A security scheme.
    SecurityScheme,
    /// A path.
    Path,
    /// A method.
    Operation,
    /// Inside the extension its name begins with.
    Inside,
}

impl Place {
    /// The words used in messages and documentation.
    pub fn words(self) -> &'static str {
        match self {
            Self::Root => "the top level",
            Self::Server => "a server",
            Self::Tag => "a tag",
            Self::Components => "`components`",
            Self::SecurityScheme => "a security scheme",
            Self::Path => "a path",
            Self::Operation => "a method",
            Self::Inside => "its extension",
        }
    }
}

/// One extension, or one member of one (with a dot).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// The name.
    pub name: &'static str,
    /// Where it belongs.
    pub places: &'static [Place],
    /// What is done with it.
    pub treatment: Treatment,
    /// Whether `--allow-unenforced` takes it although it is refused. Never for what guards a method or changes its answer.
    pub relaxable: bool,
    /// The detail, or the reason.
    pub note: &'static str,
}

const fn row(
    name: &'static str,
    places: &'static [Place],
    treatment: Treatment,
    note: &'static str,
) -> Extension {
    Extension {
        name,
        places,
        treatment,
        relaxable: false,
        note,
    }
}

use Place::{Components, Inside, Operation, Path, Root, SecurityScheme, Server, Tag};
use Treatment::{ByValue, Enforced, Inert, Refused};

/// All of them.
#[rustfmt::skip]
pub const EXTENSIONS: &[Extension] = &[
    row("x-amazon-apigateway-any-method", &[Path], Enforced, "serves the seven verbs that have no method of their own"),
    row("x-amazon-apigateway-api-key-source", &[Root], Enforced, "`HEADER`; with `AUTHORIZER` the key is the `usageIdentifierKey` of the authorizer's answer, and a method that requires a key and has no such authorizer is closed"),
    row("x-amazon-apigateway-auth", &[Operation], Enforced, "`type: AWS_IAM` or `type: NONE`; it may repeat what `security` says, not contradict it"),
    row("x-amazon-apigateway-authorizer", &[SecurityScheme], Enforced, "`type: cognito_user_pools`; `token` and `request`, Lambda authorizers, where the gateway runs functions (the setting `functions.enabled`); a method that names one is refused otherwise. Whether the function or the user pool is there is not judged here"),
    row("x-amazon-apigateway-authtype", &[SecurityScheme], Enforced, "`awsSigv4` asks for IAM authorization; beside an authorizer it says what the authorizer's `type` says"),
    row("x-amazon-apigateway-binary-media-types", &[Root], Enforced, "bodies pass byte for byte whatever their type; a Lambda function gets those of the listed types as base64"),
    row("x-amazon-apigateway-cors", &[Root], Refused, "AWS has it for HTTP APIs only; a REST API answers `OPTIONS` with a method of its own"),
    row("x-amazon-apigateway-documentation", &[Root], Inert, "documentation for developers"),
    row("x-amazon-apigateway-endpoint-access-mode", &[Root], Refused, "it guards TLS endpoints of AWS itself; the listeners here have settings of their own"),
    row("x-amazon-apigateway-endpoint-configuration", &[Root, Server], ByValue, "each member has a row of its own"),
    row("x-amazon-apigateway-endpoint-configuration.disableExecuteApiEndpoint", &[Inside], Enforced, "closes the default host; a definition that is served from a file is still served at all other hosts"),
    row("x-amazon-apigateway-endpoint-configuration.types", &[Inside], Enforced, "one of `REGIONAL`, `EDGE` and `PRIVATE`; a private API needs a resource policy, and is served by private listeners only. AWS's own form of the extension has no such member: there the type is a parameter of the import"),
    row("x-amazon-apigateway-endpoint-configuration.vpcEndpointIds", &[Inside], ByValue, "of a private API: they make host names in AWS, and whom the API admits is said in its policy; on any other API they are refused"),
    row("x-amazon-apigateway-endpoint-configuration.ipAddressType", &[Inside], Refused, "AWS has it for HTTP APIs only; listeners decide which addresses they take"),
    row("x-amazon-apigateway-gateway-responses", &[Root], Enforced, "all types but `REQUEST_TOO_LARGE`, which AWS does not let change"),
    row("x-amazon-apigateway-gateway-responses.gatewayResponse", &[Inside], Enforced, "one entry, under the name of its type"),
    row("x-amazon-apigateway-gateway-responses.statusCode", &[Inside], Enforced, "200 to 599"),
    row("x-amazon-apigateway-gateway-responses.responseParameters", &[Inside], Enforced, "headers from static text, `context`, `stageVariables` and request parameters"),
    row("x-amazon-apigateway-gateway-responses.responseTemplates", &[Inside], Enforced, "text with `$context`, `$stageVariables` and `$method.request` variables; any other variable is refused"),
    row("x-amazon-apigateway-importexport-version", &[Root], Inert, "the version of the file format"),
    row("x-amazon-apigateway-integration", &[Operation], ByValue, "each member has a row of its own"),
    row("x-amazon-apigateway-integration.cacheKeyParameters", &[Inside], Refused, "caching is built in a later release, and a definition that names cache keys expects it").or_relaxed(),
    row("x-amazon-apigateway-integration.cacheNamespace", &[Inside], Refused, "caching is built in a later release").or_relaxed(),
    row("x-amazon-apigateway-integration.connectionId", &[Inside], Refused, "it names a VPC link, and private integrations are not built"),
    row("x-amazon-apigateway-integration.connectionType", &[Inside], ByValue, "`INTERNET` is taken; `VPC_LINK` is refused: private integrations are not built"),
    row("x-amazon-apigateway-integration.contentHandling", &[Inside], ByValue, "with `aws` `CONVERT_TO_TEXT`: a body of a binary media type is base64 for templates and function; `CONVERT_TO_BINARY` is refused, because a function is called with JSON. It has no effect on `aws_proxy`, and is refused on other types"),
    row("x-amazon-apigateway-integration.credentials", &[Inside], ByValue, "with a Lambda function: the ARN of a role to call it with, stage variables permitted; `arn:aws:iam::*:user/*`, the caller's credentials, and credentials of other types are refused"),
    row("x-amazon-apigateway-integration.httpMethod", &[Inside], Enforced, "`ANY` passes the caller's verb on; a Lambda function is called with `POST`"),
    row("x-amazon-apigateway-integration.integrationSubtype", &[Inside], Refused, "AWS has it for HTTP APIs only"),
    row("x-amazon-apigateway-integration.integrationTarget", &[Inside], Refused, "it names a load balancer behind a VPC link, and private integrations are not built"),
    row("x-amazon-apigateway-integration.passthroughBehavior", &[Inside], ByValue, "enforced; `never` is refused on `http_proxy` and `aws_proxy`, where AWS does not document what it does"),
    row("x-amazon-apigateway-integration.payloadFormatVersion", &[Inside], Inert, "the form of Lambda events; a REST API has the first alone"),
    row("x-amazon-apigateway-integration.requestParameters", &[Inside], ByValue, "headers, query and path from static text, `context`, `stageVariables`, request parameters, the body and values in it (`method.request.body.JSONPATH`). A Lambda function sees none of them; those that would change its call (`X-Amz-Invocation-Type: 'Event'` among them) are refused"),
    row("x-amazon-apigateway-integration.requestTemplates", &[Inside], ByValue, "mapping templates of `http`, `aws` and `mock`, checked when they are read; one of `mock` must give `{\"statusCode\": N}`; none has an effect on a proxy integration"),
    row("x-amazon-apigateway-integration.responseTransferMode", &[Inside], Enforced, "`STREAM` and `BUFFERED`; answers of HTTP endpoints are passed on as they arrive either way. With a Lambda function `STREAM` goes with `aws_proxy` and the uri of response streaming, and that uri with nothing else"),
    row("x-amazon-apigateway-integration.responses", &[Inside], Enforced, "chosen by a pattern over the status code, with `aws` over the error message of the function; none has an effect on a proxy integration"),
    row("x-amazon-apigateway-integration.responses.statusCode", &[Inside], Enforced, "a status the method declares"),
    row("x-amazon-apigateway-integration.responses.responseParameters", &[Inside], ByValue, "headers from static text, `context`, `stageVariables`, headers of the upstream, its body and values in it (`integration.response.body.JSONPATH`)"),
    row("x-amazon-apigateway-integration.responses.responseTemplates", &[Inside], ByValue, "mapping templates of `http`, `aws` and `mock`, checked when they are read; none has an effect on a proxy integration"),
    row("x-amazon-apigateway-integration.responses.contentHandling", &[Inside], ByValue, "with `aws`: `CONVERT_TO_BINARY` answers the bytes that base64 from the function or the template stands for. It has no effect on `aws_proxy`, and is refused on other types"),
    row("x-amazon-apigateway-integration.timeoutInMillis", &[Inside], Enforced, "50 to 29,000 unless the setting allows more"),
    row("x-amazon-apigateway-integration.tlsConfig", &[Inside], ByValue, "`insecureSkipVerification` is enforced; it is refused with a Lambda function"),
    row("x-amazon-apigateway-integration.tlsConfig.insecureSkipVerification", &[Inside], Enforced, "the upstream's certificate is not verified against the known authorities"),
    row("x-amazon-apigateway-integration.tlsConfig.serverNameToVerify", &[Inside], Refused, "AWS has it for HTTP APIs only"),
    row("x-amazon-apigateway-integration.type", &[Inside], Enforced, "`http_proxy`, `http` and `mock`; with Lambda functions `aws_proxy` and `aws`, where the gateway runs functions (the setting `functions.enabled`), and refused otherwise"),
    row("x-amazon-apigateway-integration.uri", &[Inside], ByValue, "`http://` and `https://`, with stage variables and `{name}` in the path; of a Lambda function `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations`, with stage variables in the function's ARN; other services of AWS are refused by name"),
    row("x-amazon-apigateway-integrations", &[Components], Refused, "AWS has it for HTTP APIs only: write the integration into its method"),
    row("x-amazon-apigateway-minimum-compression-size", &[Root], Refused, "compression of answers is built in a later release").or_relaxed(),
    row("x-amazon-apigateway-policy", &[Root], Enforced, "the resource policy"),
    row("x-amazon-apigateway-request-validator", &[Root, Operation], Enforced, "names the validator of a method, or of all methods"),
    row("x-amazon-apigateway-request-validators", &[Root], Enforced, "required parameters, and bodies against their models"),
    row("x-amazon-apigateway-request-validators.validateRequestParameters", &[Inside], Enforced, "a required parameter that is missing or blank is answered 400"),
    row("x-amazon-apigateway-request-validators.validateRequestBody", &[Inside], Enforced, "a body that does not fit the model of its content type is answered 400; models are JSON Schema of draft 4, and one that cannot be read is refused"),
    row("x-amazon-apigateway-security-policy", &[Root], Refused, "it guards the endpoint: the TLS settings of a listener are made in the gateway's own settings"),
    row("x-amazon-apigateway-tag-value", &[Tag], Inert, "a tag of the API as a resource of an account"),
];

impl Extension {
    /// The same row, taken with `--allow-unenforced`.
    const fn or_relaxed(self) -> Self {
        Self {
            relaxable: true,
            ..self
        }
    }
}
