//! The query form: a signature among the parameters of the query.

use std::borrow::Cow;

use crate::SignatureFault;
use crate::authorization::Fields;
use crate::canonical::Parameter;
use crate::limits::EXPIRES_S_MAX;

/// Names of the parameters.
pub(crate) const ALGORITHM: &str = "X-Amz-Algorithm";
pub(crate) const CREDENTIAL: &str = "X-Amz-Credential";
pub(crate) const DATE: &str = "X-Amz-Date";
pub(crate) const EXPIRES: &str = "X-Amz-Expires";
pub(crate) const SIGNED_HEADERS: &str = "X-Amz-SignedHeaders";
pub(crate) const SIGNATURE: &str = "X-Amz-Signature";
pub(crate) const TOKEN: &str = "X-Amz-Security-Token";
pub(crate) const REGION_SET: &str = "X-Amz-Region-Set";
pub(crate) const CONTENT_SHA256: &str = "X-Amz-Content-Sha256";

/// What signing adds to a query.
pub(crate) const ADDED: [&str; 7] = [
    ALGORITHM,
    CREDENTIAL,
    DATE,
    EXPIRES,
    SIGNED_HEADERS,
    TOKEN,
    SIGNATURE,
];

/// The parameters as sent: each at most once.
pub(crate) struct Presigned<'a> {
    algorithm: Cow<'a, str>,
    credential: Cow<'a, str>,
    signed_headers: Cow<'a, str>,
    signature: Cow<'a, str>,
    pub(crate) date: Cow<'a, str>,
    pub(crate) expires_s: Option<u32>,
    pub(crate) token: Option<Cow<'a, str>>,
    pub(crate) content_sha256: Option<Cow<'a, str>>,
    pub(crate) region_set: Option<Cow<'a, str>>,
}

/// Whether the query carries credentials, whole or in part.
pub(crate) fn found(parameters: &[Parameter<'_>]) -> bool {
    [ALGORITHM, CREDENTIAL, SIGNATURE]
        .iter()
        .any(|name| parameters.iter().any(|parameter| parameter.is(name)))
}

impl<'a> Presigned<'a> {
    /// Reads the parameters.
    pub(crate) fn new(parameters: &[Parameter<'a>]) -> Result<Self, SignatureFault> {
        let algorithm = text(parameters, ALGORITHM)?;
        let credential = text(parameters, CREDENTIAL)?;
        let date = text(parameters, DATE)?;
        let signed_headers = text(parameters, SIGNED_HEADERS)?;
        let signature = text(parameters, SIGNATURE)?;
        let found = [
            (ALGORITHM, algorithm.is_some()),
            (CREDENTIAL, credential.is_some()),
            (SIGNATURE, signature.is_some()),
            (SIGNED_HEADERS, signed_headers.is_some()),
            (DATE, date.is_some()),
        ];
        let (Some(algorithm), Some(credential), Some(date), Some(signed_headers), Some(signature)) =
            (algorithm, credential, date, signed_headers, signature)
        else {
            let missing = found.into_iter().filter(|(_, found)| !found);
            return Err(SignatureFault::MissingQueryParameters(
                missing.map(|(name, _)| name).collect(),
            ));
        };
        Ok(Self {
            algorithm,
            credential,
            signed_headers,
            signature,
            date,
            expires_s: text(parameters, EXPIRES)?
                .map(|text| expires(&text))
                .transpose()?,
            token: text(parameters, TOKEN)?,
            content_sha256: text(parameters, CONTENT_SHA256)?,
            region_set: text(parameters, REGION_SET)?,
        })
    }

    /// What the header form has too.
    pub(crate) fn fields(&self) -> Fields<'_> {
        Fields {
            algorithm: &self.algorithm,
            credential: &self.credential,
            signed_headers: &self.signed_headers,
            signature: &self.signature,
        }
    }
}

fn expires(text: &str) -> Result<u32, SignatureFault> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = digits.then(|| text.parse::<u32>().ok()).flatten();
    seconds
        .filter(|seconds| *seconds <= EXPIRES_S_MAX)
        .ok_or(SignatureFault::Expires)
}

/// The value of a parameter that may be there once.
pub(crate) fn text<'a>(
    parameters: &[Parameter<'a>],
    name: &'static str,
) -> Result<Option<Cow<'a, str>>, SignatureFault> {
    let mut values = parameters.iter().filter(|parameter| parameter.is(name));
    let value = values.next().and_then(Parameter::value);
    if values.next().is_some() {
        return Err(SignatureFault::Repeated(name));
    }
    let Some(value) = value else { return Ok(None) };
    let text = match value {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    };
    text.map(Some).ok_or(SignatureFault::NotText(name))
}
