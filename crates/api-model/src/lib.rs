//! REST API definitions as domain types, the compiled deployment, and routing over it.
//!
//! [`RestApi`] is what its owner wrote, checked: resources, methods, integrations, gateway responses, the resource policy.
//! [`Deployment`] is an immutable snapshot of it for one stage, compiled to serve: the router, the compiled policy, the
//! gateway responses with their fall-backs resolved. The data plane reads nothing else.
//!
//! Source: API Gateway developer guide, "Develop REST APIs in API Gateway"; API reference.

mod deployment;
mod gateway_response;
mod integration;
mod method;
mod parameter;
mod rest_api;
mod router;
mod template;

pub use deployment::{DeployError, DeployedPolicy, Deployment, Identity, Origin, StageSettings};
pub use gateway_response::{GatewayResponse, GatewayResponses, ResponseType};
pub use integration::{
    HttpIntegration, Integration, IntegrationResponse, MockIntegration, TIMEOUT_MS_DEFAULT, UriPiece, UriTemplate,
};
pub use method::{Authorization, Method, Verb};
pub use parameter::{Parameter, ParameterSource, ValueSource};
pub use rest_api::{ApiKeySource, EndpointType, Resource, RestApi};
pub use router::{Found, PathParameters, Route, Router};
pub use template::{StaticTemplate, Substitution};
