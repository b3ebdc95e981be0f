//! REST API definitions as domain types, the compiled deployment, and routing over it.
//!
//! [`RestApi`] is what its owner wrote, checked: resources, methods, integrations, gateway responses, the resource policy.
//! [`Deployment`] is an immutable snapshot of it for one stage, compiled to serve: the router, the compiled policy, the
//! gateway responses with their fall-backs resolved. The data plane reads nothing else.
//!
//! Source: API Gateway developer guide, "Develop REST APIs in API Gateway"; API reference.

mod authorizer;
mod deployment;
mod function;
mod gateway_response;
mod identity_source;
mod integration;
mod lambda_integration;
mod method;
mod method_settings;
mod mock_status;
mod parameter;
mod rest_api;
mod role;
mod router;
mod stage;
mod stage_text;
mod status_pattern;
mod template;
mod text_pattern;
mod uri;

pub use authorizer::{
    AUTHORIZER_TTL_S_DEFAULT, AUTHORIZER_TTL_S_MAX, Authorizer, LambdaAuthorizer, LambdaAuthorizerKind,
    UserPoolAuthorizer, authorizer_id, is_user_pool,
};
pub use deployment::{DeployError, DeployedPolicy, Deployment, Identity, Origin};
pub use function::{FunctionArn, FunctionError, FunctionText, FunctionUri};
pub use gateway_response::{DEFAULT_TEMPLATE, GatewayResponse, GatewayResponses, ResponseType};
pub use identity_source::{IdentitySource, IdentitySourceError};
pub use integration::{
    Form, HttpIntegration, Integration, IntegrationResponse, MockIntegration, MockRequest, Passthrough,
    TIMEOUT_MS_DEFAULT, TIMEOUT_MS_MIN,
};
pub use lambda_integration::{
    ContentHandling, ERROR_MESSAGE_BYTES_MAX, LambdaIntegration, LambdaKind, LambdaMapping, LambdaResponse,
};
pub use method::{ANY_CONTENT_TYPE, Authorization, Method, Verb};
pub use method_settings::{LoggingLevel, MethodSetting, MethodSettings, Throttle};
pub use mock_status::mock_status;
pub use parameter::{
    MappingSide, Parameter, ParameterSource, ValueError, ValueSource, is_header_name, is_parameter_name,
    is_restricted_header,
};
pub use rest_api::{ApiKeySource, EndpointType, MODELS_BYTES_MAX, Resource, RestApi, model_url};
pub use role::{RoleError, check_role};
pub use router::{Found, PathParameters, Route, Router, SEGMENTS_MAX};
pub use stage::{FaultyMethods, StageSettings, VARIABLE_BYTES_MAX};
pub use stage_text::VariableError;
pub use status_pattern::{PATTERN_BYTES_MAX, StatusPattern, StatusPatternError};
pub use template::{StaticTemplate, Substitution, TEMPLATE_BYTES_MAX, TemplateError, is_literal_template};
pub use text_pattern::{TEXT_PATTERN_BYTES_MAX, TextPattern, TextPatternError};
pub use uri::{URI_BYTES_MAX, UriError, UriPiece, UriTemplate, UriText};
