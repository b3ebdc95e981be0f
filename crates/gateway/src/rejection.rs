//! Why the gateway itself answers a request: the one list of reasons, with what AWS answers for each.
//!
//! Texts, types and statuses are recorded answers of API Gateway unless a row says otherwise. Turning a rejection into bytes is
//! [`gateway_response`](crate::gateway_response)'s work alone.

use std::borrow::Cow;

use api_model::ResponseType;

use sigv4::{FaultForm, SignatureFault};

use crate::transport::screen::Ambiguity;

/// Which wording access-denied answers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DenialTexts {
    /// Today's: which kind of policy decided, and why.
    #[default]
    Current,
    /// Until about 2025: `with an explicit deny`, or nothing at all.
    Legacy,
}

/// Why a request is not answered by its integration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// No stage is named, or none of that name; or the default endpoint is closed. Before an API is selected, so never
    /// customised.
    Forbidden,
    /// The stage has no such resource or verb, and no `Authorization` was sent.
    MissingAuthenticationToken,
    /// A signature is not taken.
    Signature(Box<SignatureFault>),
    /// The ARN of the call is too long. AWS documents the status only; type and text are chosen.
    ArnTooLong,
    /// The request can be read in more than one way, or passes a limit of its head. AWS documents no bodies; chosen.
    Ambiguous(Ambiguity),
    /// A mapped value cannot stand where it is mapped to. Chosen.
    Unmappable,
    /// The resource policy denies. Holds the whole text, the ARN masked.
    AccessDenied(String),
    /// The caller showed no token, or none that is good here. The record holds why.
    Unauthorized,
    /// The caller's token is past its time.
    TokenExpired,
    /// The authorizer cannot judge anybody as it is set up. AWS says no more than `null`.
    AuthorizerConfiguration,
    /// The authorizer failed while it judged the caller. The body is chosen after that of a wrong set-up.
    AuthorizerFailure,
    /// The API key is missing, unknown or disabled, or opens another stage.
    InvalidApiKey,
    /// A rate is exceeded. Holds which, by the name of its setting.
    Throttled(&'static str),
    /// The quota of the API key is used up, or cannot be counted.
    QuotaExceeded,
    /// Required parameters are missing. Holds their names, in order.
    MissingParameters(String),
    /// The body does not fit the model of its content type. The record holds why.
    InvalidBody,
    /// The body exceeds the limit. AWS documents the status only; the text is chosen.
    RequestTooLarge,
    /// The body came too slowly. Chosen: AWS documents nothing.
    RequestTooSlow,
    /// The client broke its request body off. Nobody is left to read the answer.
    RequestBroken,
    /// No request template, or no integration response, fits; or the integration's host has no address or no
    /// certificate that can be trusted.
    ApiConfiguration,
    /// The media type has no template.
    UnsupportedMediaType,
    /// The integration could not be reached, or broke its answer off. Type and status are documented, the text is
    /// recorded: AWS says the same of every failure on the network.
    IntegrationFailure,
    /// A function failed, or what it answered is no answer. Type and status are documented.
    FunctionFailure,
    /// The integration did not answer in time.
    IntegrationTimeout,
}

/// What AWS answers for a rejection, unless the owner customised it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The gateway response type; `None` where an owner has no say.
    pub(crate) response_type: Option<ResponseType>,
    /// The status on the wire.
    pub(crate) status: u16,
    /// `x-amzn-ErrorType`
    pub(crate) error_type: &'static str,
    /// `$context.error.message`
    pub(crate) message: Cow<'static, str>,
    /// How the default body is written.
    pub(crate) form: Form,
}

/// How a default body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `{"message":"…"}`
    Lower,
    /// `{"Message":"…"}`: access-denied answers.
    Upper,
    /// `{"message": "…"}`: integration faults.
    Spaced,
    /// `{"message":null}`: faults of authorizers.
    Null,
}

impl Rejection {
    /// The name of the limit that was hit, if one was.
    pub(crate) fn limit(&self) -> &'static str {
        match self {
            Self::ArnTooLong => "arn_bytes",
            Self::RequestTooLarge | Self::Ambiguous(Ambiguity::BodyTooLarge) => "body_bytes",
            Self::Ambiguous(Ambiguity::TargetTooLong) => "target_bytes",
            Self::Ambiguous(Ambiguity::HeadTooLarge) => "header_bytes",
            Self::RequestTooSlow => "body_time",
            Self::IntegrationTimeout => "integration_timeout_ms",
            Self::Throttled(limit) => limit,
            Self::QuotaExceeded => "usage_plan_quota",
            Self::Ambiguous(_)
            | Self::Forbidden
            | Self::MissingAuthenticationToken
            | Self::Signature(_)
            | Self::Unmappable
            | Self::AccessDenied(_)
            | Self::Unauthorized
            | Self::TokenExpired
            | Self::AuthorizerConfiguration
            | Self::AuthorizerFailure
            | Self::InvalidApiKey
            | Self::MissingParameters(_)
            | Self::InvalidBody
            | Self::RequestBroken
            | Self::ApiConfiguration
            | Self::UnsupportedMediaType
            | Self::IntegrationFailure
            | Self::FunctionFailure => "",
        }
    }

    /// The row of this rejection.
    pub(crate) fn answer(self) -> Answer {
        use ResponseType as Type;
        let (response_type, status, error_type, message, form) = match self {
            Self::Forbidden => (None, 403, "ForbiddenException", "Forbidden".into(), Form::Lower),
            Self::MissingAuthenticationToken => (
                Some(Type::MissingAuthenticationToken),
                403,
                "MissingAuthenticationTokenException",
                "Missing Authentication Token".into(),
                Form::Lower,
            ),
            Self::Signature(fault) => {
                let response_type = if *fault == SignatureFault::MissingToken {
                    Type::MissingAuthenticationToken
                } else if *fault == SignatureFault::SessionExpired {
                    Type::ExpiredToken
                } else {
                    Type::InvalidSignature
                };
                (
                    Some(response_type),
                    fault.status(FaultForm::ExecuteApi),
                    fault.code(FaultForm::ExecuteApi),
                    fault.message(FaultForm::ExecuteApi).into(),
                    Form::Lower,
                )
            }
            Self::ArnTooLong => (
                None,
                414,
                "RequestUriTooLongException",
                "Request-URI Too Long".into(),
                Form::Lower,
            ),
            Self::Ambiguous(Ambiguity::BodyTooLarge) => return Self::RequestTooLarge.answer(),
            Self::Ambiguous(why) => (
                None,
                why.status().as_u16(),
                "BadRequestException",
                sentence(&why).into(),
                Form::Lower,
            ),
            Self::Unmappable => (
                None,
                400,
                "BadRequestException",
                "A request parameter cannot be mapped".into(),
                Form::Lower,
            ),
            Self::AccessDenied(text) => (
                Some(Type::AccessDenied),
                403,
                "AccessDeniedException",
                text.into(),
                Form::Upper,
            ),
            Self::Unauthorized => (
                Some(Type::Unauthorized),
                401,
                "UnauthorizedException",
                "Unauthorized".into(),
                Form::Lower,
            ),
            Self::TokenExpired => (
                Some(Type::Unauthorized),
                401,
                "UnauthorizedException",
                "The incoming token has expired".into(),
                Form::Lower,
            ),
            Self::AuthorizerConfiguration => (
                Some(Type::AuthorizerConfigurationError),
                500,
                "AuthorizerConfigurationException",
                "".into(),
                Form::Null,
            ),
            Self::AuthorizerFailure => (
                Some(Type::AuthorizerFailure),
                500,
                "AuthorizerFailureException",
                "".into(),
                Form::Null,
            ),
            Self::InvalidApiKey => (
                Some(Type::InvalidApiKey),
                403,
                "ForbiddenException",
                "Forbidden".into(),
                Form::Lower,
            ),
            // Without `Retry-After`, as recorded.
            Self::Throttled(_) => (
                Some(Type::Throttled),
                429,
                "TooManyRequestsException",
                "Too Many Requests".into(),
                Form::Lower,
            ),
            Self::QuotaExceeded => (
                Some(Type::QuotaExceeded),
                429,
                "LimitExceededException",
                "Limit Exceeded".into(),
                Form::Lower,
            ),
            Self::MissingParameters(names) => (
                Some(Type::BadRequestParameters),
                400,
                "BadRequestException",
                format!("Missing required request parameters: [{names}]").into(),
                Form::Lower,
            ),
            Self::InvalidBody => (
                Some(Type::BadRequestBody),
                400,
                "BadRequestException",
                "Invalid request body".into(),
                Form::Lower,
            ),
            Self::RequestTooLarge => (
                Some(Type::RequestTooLarge),
                413,
                "RequestEntityTooLargeException",
                "Request Too Long".into(),
                Form::Lower,
            ),
            Self::RequestTooSlow => (
                None,
                408,
                "RequestTimeoutException",
                "Request Timeout".into(),
                Form::Lower,
            ),
            Self::RequestBroken => (
                None,
                400,
                "BadRequestException",
                "Bad Request".into(),
                Form::Lower,
            ),
            Self::ApiConfiguration => (
                Some(Type::ApiConfigurationError),
                500,
                "InternalServerErrorException",
                "Internal server error".into(),
                Form::Spaced,
            ),
            Self::UnsupportedMediaType => (
                Some(Type::UnsupportedMediaType),
                415,
                "BadRequestException",
                "Unsupported Media Type".into(),
                Form::Lower,
            ),
            Self::IntegrationFailure => (
                Some(Type::IntegrationFailure),
                504,
                "InternalServerErrorException",
                "Network error communicating with endpoint".into(),
                Form::Spaced,
            ),
            Self::FunctionFailure => (
                Some(Type::IntegrationFailure),
                502,
                "InternalServerErrorException",
                "Internal server error".into(),
                Form::Spaced,
            ),
            Self::IntegrationTimeout => (
                Some(Type::IntegrationTimeout),
                504,
                "InternalServerErrorException",
                "Endpoint request timed out".into(),
                Form::Spaced,
            ),
        };
        Answer {
            response_type,
            status,
            error_type,
            message,
            form,
        }
    }
}

/// A reason as clients read it, with a capital letter.
fn sentence(why: &Ambiguity) -> String {
    let text = why.to_string().replace('`', "");
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
