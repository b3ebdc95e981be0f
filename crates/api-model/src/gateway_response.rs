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

impl ResponseType {
    /// The type of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The type whose customisation serves where this one has none of its own.
    ///
    /// Source: API Gateway developer guide, "Gateway response types for API Gateway". The page names no fall-back for
    /// `UNAUTHORIZED`; it is taken as the other types of its class.
    pub fn fallback(self) -> Option<Self> {
        match self.status() / 100 {
            4 => Some(Self::Default4xx),
            5 => Some(Self::Default5xx),
            // The fall-backs themselves, which have no status.
            _ => None,
        }
    }

    /// Whether an owner can change it. `REQUEST_TOO_LARGE` is answered before the API's settings are read.
    ///
    /// Source: API Gateway developer guide, "Gateway response types for API Gateway".
    pub fn is_customisable(self) -> bool {
        self != Self::RequestTooLarge
    }
}

/// The template of every type unless customised, as API Gateway's control plane shows it.
pub const DEFAULT_TEMPLATE: &str = "{\"message\":$context.error.messageString}";

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

impl GatewayResponses {
    /// What the owner wants in place of the built-in answer of `kind`, if anything: its own customisation, else that of the
    /// `DEFAULT_4XX` or `DEFAULT_5XX` of its class. Members it leaves out (no status, no templates) stay built-in.
    ///
    /// A type with a customisation of its own takes nothing from the fall-back.
    pub fn resolve(&self, kind: ResponseType) -> Option<&GatewayResponse> {
        if !kind.is_customisable() {
            return None;
        }
        self.customised
            .get(&kind)
            .or_else(|| self.customised.get(&kind.fallback()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_falls_back_by_its_class() {
        for kind in ResponseType::ALL.iter().copied() {
            assert_eq!(ResponseType::parse(kind.name()), Some(kind));
        }
        assert_eq!(
            ResponseType::Unauthorized.fallback(),
            Some(ResponseType::Default4xx)
        );
        assert_eq!(
            ResponseType::WafFiltered.fallback(),
            Some(ResponseType::Default4xx)
        );
        assert_eq!(
            ResponseType::IntegrationFailure.fallback(),
            Some(ResponseType::Default5xx)
        );
        assert_eq!(ResponseType::Default4xx.fallback(), None);
        assert_eq!(ResponseType::Default5xx.fallback(), None);
        assert_eq!(ResponseType::ALL.len(), 21);
    }

    #[test]
    fn own_customisation_wins_and_too_large_has_none() {
        let with_status = |status| GatewayResponse {
            status: Some(status),
            ..GatewayResponse::default()
        };
        let mut responses = GatewayResponses::default();
        responses
            .customised
            .insert(ResponseType::Default4xx, with_status(400));
        responses
            .customised
            .insert(ResponseType::AccessDenied, GatewayResponse::default());
        let status = |kind| responses.resolve(kind).map(|response| response.status);
        assert_eq!(status(ResponseType::MissingAuthenticationToken), Some(Some(400)));
        assert_eq!(status(ResponseType::AccessDenied), Some(None));
        assert_eq!(status(ResponseType::RequestTooLarge), None);
        assert_eq!(status(ResponseType::IntegrationTimeout), None);
    }
}
