//! Gateway responses: what the gateway itself answers, and how an owner changes it.
//!
//! Source: API Gateway developer guide, "Gateway response types for API Gateway"; default bodies: recorded answers.

use crate::{StaticTemplate, ValueSource};

macro_rules! response_types {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $status:literal;)*) => {
        /// The twenty-one types.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ResponseType { $($(#[$doc])* $variant,)* }

        impl ResponseType {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name, such as `ACCESS_DENIED`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The status AWS documents; 0 for the two fall-backs, which have none.
            pub fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }
        }
    };
}

response_types! {
    /// Authorization refused.
    AccessDenied = "ACCESS_DENIED", 403;
    /// Bad endpoint address, decoding failure, no matching template.
    ApiConfigurationError = "API_CONFIGURATION_ERROR", 500;
    /// The authorizer could not be reached or gave bad output.
    AuthorizerConfigurationError = "AUTHORIZER_CONFIGURATION_ERROR", 500;
    /// The authorizer failed to authenticate.
    AuthorizerFailure = "AUTHORIZER_FAILURE", 500;
    /// Body validation.
    BadRequestBody = "BAD_REQUEST_BODY", 400;
    /// Parameter validation.
    BadRequestParameters = "BAD_REQUEST_PARAMETERS", 400;
    /// Fall-back of every 4xx type.
    Default4xx = "DEFAULT_4XX", 0;
    /// Fall-back of every 5xx type.
    Default5xx = "DEFAULT_5XX", 0;
    /// An AWS security token has expired.
    ExpiredToken = "EXPIRED_TOKEN", 403;
    /// The integration failed.
    IntegrationFailure = "INTEGRATION_FAILURE", 504;
    /// The integration was too slow.
    IntegrationTimeout = "INTEGRATION_TIMEOUT", 504;
    /// Bad API key.
    InvalidApiKey = "INVALID_API_KEY", 403;
    /// Bad AWS signature.
    InvalidSignature = "INVALID_SIGNATURE", 403;
    /// No token, or unsupported method or resource.
    MissingAuthenticationToken = "MISSING_AUTHENTICATION_TOKEN", 403;
    /// Usage-plan quota.
    QuotaExceeded = "QUOTA_EXCEEDED", 429;
    /// Request too large; cannot be customised.
    RequestTooLarge = "REQUEST_TOO_LARGE", 413;
    /// Not found after authorization.
    ResourceNotFound = "RESOURCE_NOT_FOUND", 404;
    /// Any throttle.
    Throttled = "THROTTLED", 429;
    /// The authorizer says unauthenticated.
    Unauthorized = "UNAUTHORIZED", 401;
    /// Strict pass-through.
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE", 415;
    /// Web application firewall.
    WafFiltered = "WAF_FILTERED", 403;
}

/// A customised gateway response.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GatewayResponse {
    /// `statusCode`
    pub status: Option<u16>,
    /// `gatewayresponse.header.NAME`, in order.
    pub headers: Vec<(String, ValueSource)>,
    /// Templates by content type, in order.
    pub templates: Vec<(String, StaticTemplate)>,
}

/// The customised responses of one API.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GatewayResponses {
    /// By type, as written.
    pub customised: std::collections::BTreeMap<ResponseType, GatewayResponse>,
}
