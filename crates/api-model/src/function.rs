//! Lambda functions as integrations and authorizers name them.
//!
//! They are named by an invocation uri, `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION/invocations`,
//! where `FUNCTION` is the ARN of a function, in which stage variables may stand. The deployment fills them in; what results
//! must be a whole ARN.
//!
//! Source: API Gateway API reference, `PutIntegration` and `CreateAuthorizer`, `uri`; Lambda API reference, `Invoke`,
//! `FunctionName` and `Qualifier`; developer guide, "Set up a proxy integration with payload response streaming".

use std::{collections::BTreeMap, fmt};

use portcullis_core::{AccountId, Arn, Partition, Region};
use source_text::{Diagnostic, Span};

use crate::stage_text::{self, VariableError};

/// The version of the calls that are answered whole.
const INVOKE_VERSION: &str = "2015-03-31";
/// The version of the calls that are answered as a stream.
const STREAM_VERSION: &str = "2021-11-15";

/// Source: Lambda API reference, `FunctionName`, `Qualifier`.
const NAME_BYTES_MAX: usize = 64;
const QUALIFIER_BYTES_MAX: usize = 128;

/// The ARN of a function as its owner wrote it, stage variables in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionText {
    /// The text.
    pub text: String,
    /// Where the uri stands that it is taken from.
    pub span: Span,
}

/// The ARN of a function that can be called: `arn:aws:lambda:REGION:ACCOUNT:function:NAME` with or without `:QUALIFIER`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FunctionArn(
    // Invariant: parts of the right form, see `parse`.
    String,
);

/// An invocation uri, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionUri {
    /// The function.
    pub function: FunctionText,
    /// Whether it is called for a stream: `/2021-11-15/…/response-streaming-invocations`.
    pub stream: bool,
}

/// Why a text names no function.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FunctionError {
    /// No invocation uri.
    #[error("`{0}` is not the uri of a function's invocation")]
    Uri(String),
    /// A uri of another service than Lambda.
    #[error("`{uri}` calls the AWS service `{service}`: of AWS's services only Lambda is called")]
    Service {
        /// The uri.
        uri: String,
        /// Such as `s3`.
        service: String,
    },
    /// No ARN of a function.
    #[error("`{0}` is not the ARN of a Lambda function")]
    Arn(String),
    /// Its stage variables cannot be filled in.
    #[error(transparent)]
    Variable(#[from] VariableError),
}

impl FunctionError {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Uri(_) => {
                "write `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations`"
            }
            Self::Service { .. } => "call it from a Lambda function, or name an HTTP endpoint",
            Self::Arn(_) => {
                "write `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, with `:QUALIFIER` or without"
            }
            Self::Variable(error) => error.remedy(),
        }
    }
}

impl FunctionUri {
    /// Takes the uri of an integration apart. Stage variables may stand in the ARN of the function.
    pub fn parse(text: &str, span: Span) -> Result<Self, FunctionError> {
        let (version, uri) = Self::split(text, span)?;
        let right = if uri.stream {
            STREAM_VERSION
        } else {
            INVOKE_VERSION
        };
        if version == right {
            Ok(uri)
        } else {
            Err(FunctionError::Uri(shown(text)))
        }
    }

    /// Takes the uri of an authorizer apart, which has no stream. Whatever version it names is taken, as AWS takes it.
    pub fn parse_authorizer(text: &str, span: Span) -> Result<FunctionText, FunctionError> {
        let (_, uri) = Self::split(text, span)?;
        if uri.stream {
            return Err(FunctionError::Uri(shown(text)));
        }
        Ok(uri.function)
    }

    /// The version, and the uri.
    fn split(text: &str, span: Span) -> Result<(&str, Self), FunctionError> {
        let wrong = || FunctionError::Uri(shown(text));
        let arn = Arn::parse(text).map_err(|_| wrong())?;
        if arn.service != "apigateway" || arn.partition.parse::<Partition>().is_err() {
            return Err(wrong());
        }
        // Behind the region stands the service, where an ARN has the account.
        if arn.account != "lambda" {
            return Err(FunctionError::Service {
                uri: shown(text),
                service: arn.account.to_owned(),
            });
        }
        arn.region.parse::<Region>().map_err(|_| wrong())?;
        let path = arn.resource.strip_prefix("path/").ok_or_else(wrong)?;
        let (version, rest) = path.split_once("/functions/").ok_or_else(wrong)?;
        let (function, stream) = match rest.strip_suffix("/invocations") {
            Some(function) => (function, false),
            None => (
                rest.strip_suffix("/response-streaming-invocations")
                    .ok_or_else(wrong)?,
                true,
            ),
        };
        let function = FunctionText {
            text: function.to_owned(),
            span,
        };
        function.check()?;
        Ok((version, Self { function, stream }))
    }
}

impl FunctionText {
    /// Checks what can be checked before the stage is known.
    fn check(&self) -> Result<(), FunctionError> {
        if stage_text::is_plain(&self.text)? {
            FunctionArn::parse(&self.text)?;
        }
        Ok(())
    }

    /// The function with the stage's variables filled in.
    pub fn fill(&self, variables: &BTreeMap<String, String>) -> Result<FunctionArn, Diagnostic> {
        stage_text::filled(&self.text, variables)
            .map_err(FunctionError::from)
            .and_then(|text| FunctionArn::parse(&text))
            .map_err(|error| Diagnostic::error("function-arn", self.span, error.to_string(), error.remedy()))
    }
}

impl FunctionArn {
    /// Reads the ARN of a function.
    pub fn parse(text: &str) -> Result<Self, FunctionError> {
        let wrong = || FunctionError::Arn(shown(text));
        let arn = Arn::parse(text).map_err(|_| wrong())?;
        let rest = arn.resource.strip_prefix("function:").ok_or_else(wrong)?;
        let (name, qualifier) = match rest.split_once(':') {
            Some((name, qualifier)) => (name, Some(qualifier)),
            None => (rest, None),
        };
        let is_name = |text: &str, most: usize, also: &[u8]| {
            (1..=most).contains(&text.len())
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte) || also.contains(&byte))
        };
        let fits = arn.service == "lambda"
            && arn.partition.parse::<Partition>().is_ok()
            && arn.region.parse::<Region>().is_ok()
            && arn.account.parse::<AccountId>().is_ok()
            && is_name(name, NAME_BYTES_MAX, b"")
            && qualifier.is_none_or(|qualifier| is_name(qualifier, QUALIFIER_BYTES_MAX, b"$"));
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(wrong())
        }
    }

    /// The ARN, with its qualifier if it has one.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ARN without its qualifier.
    pub fn unqualified(&self) -> &str {
        self.qualifier()
            .and_then(|qualifier| self.0.strip_suffix(qualifier)?.strip_suffix(':'))
            .unwrap_or(&self.0)
    }

    /// The version or alias, if one is named.
    pub fn qualifier(&self) -> Option<&str> {
        self.0.splitn(8, ':').nth(7)
    }
}

/// A text as messages show it.
pub(crate) fn shown(text: &str) -> String {
    text.chars().take(200).collect()
}

impl fmt::Display for FunctionArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARN: &str = "arn:aws:lambda:eu-west-1:111122223333:function:pets";

    #[test]
    fn uris_are_taken_apart_and_filled() {
        let check = |uri: &str, expect: &str| {
            let variables = BTreeMap::from([
                ("name".to_owned(), "pets".to_owned()),
                ("alias".to_owned(), "pets:live".to_owned()),
                ("arn".to_owned(), ARN.to_owned()),
                ("bad".to_owned(), "a/b".to_owned()),
            ]);
            let got = match FunctionUri::parse(uri, Span::default()) {
                Ok(uri) => match uri.function.fill(&variables) {
                    Ok(arn) => format!("{arn} {}", if uri.stream { "stream" } else { "whole" }),
                    Err(finding) => format!("at deployment: {}", finding.message),
                },
                Err(error) => error.to_string(),
            };
            assert_eq!(got, expect, "{uri}");
        };
        let whole = |f: &str| {
            format!("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{f}/invocations")
        };
        let stream = |f: &str| {
            format!(
                "arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/{f}/response-streaming-invocations"
            )
        };
        let part = "arn:aws:lambda:eu-west-1:111122223333:function:";
        check(&whole(ARN), &format!("{ARN} whole"));
        check(&stream(&format!("{ARN}:2")), &format!("{ARN}:2 stream"));
        check(&whole(&format!("{ARN}:$LATEST")), &format!("{ARN}:$LATEST whole"));
        check(
            &whole(&format!("{part}${{stageVariables.name}}")),
            &format!("{ARN} whole"),
        );
        check(
            &whole(&format!("{part}${{stageVariables.alias}}")),
            &format!("{ARN}:live whole"),
        );
        check(&whole("${stageVariables.arn}"), &format!("{ARN} whole"));
        check(
            &whole(&format!("{part}${{stageVariables.none}}")),
            "at deployment: the stage has no variable `none`",
        );
        check(
            &whole(&format!("{part}${{stageVariables.bad}}")),
            &format!("at deployment: `{part}a/b` is not the ARN of a Lambda function"),
        );
        check(
            &whole(&format!("{part}${{context.stage}}")),
            "`${context.stage` is not a stage variable",
        );
        check(&whole("pets"), "`pets` is not the ARN of a Lambda function");
        check(&whole(""), "`` is not the ARN of a Lambda function");
        let s3 = "arn:aws:apigateway:eu-west-1:s3:path/bucket/key";
        check(
            s3,
            &format!("`{s3}` calls the AWS service `s3`: of AWS's services only Lambda is called"),
        );
        for bad in [
            String::new(),
            ARN.to_owned(),
            whole(ARN).replace("2015-03-31", "2021-11-15"),
            stream(ARN).replace("2021-11-15", "2015-03-31"),
            whole(ARN).replace("path/", "action/"),
            whole(ARN).replace("/invocations", ""),
            whole(ARN).replace("/functions/", "/layers/"),
            whole(ARN).replace("apigateway:eu-west-1", "apigateway:"),
            whole(ARN).replace("arn:aws:apigateway", "arn:A:apigateway"),
        ] {
            check(
                &bad,
                &format!("`{bad}` is not the uri of a function's invocation"),
            );
        }
    }

    #[test]
    fn arns_are_whole() {
        let qualified = FunctionArn::parse(&format!("{ARN}:live")).unwrap();
        assert_eq!(qualified.qualifier(), Some("live"));
        assert_eq!(qualified.unqualified(), ARN);
        let plain = FunctionArn::parse(ARN).unwrap();
        assert_eq!((plain.qualifier(), plain.unqualified()), (None, ARN));
        for bad in [
            &ARN.replace("lambda", "s3"),
            &ARN.replace("111122223333", "1"),
            &ARN.replace("eu-west-1", ""),
            &ARN.replace("function:", "layer:"),
            &ARN.replace("pets", ""),
            &ARN.replace("pets", "a b"),
            &ARN.replace("pets", "$x"),
            &ARN.replace("pets", &"x".repeat(65)),
            &format!("{ARN}:"),
            &format!("{ARN}:a:b"),
            &format!("{ARN}:a/b"),
        ] {
            assert!(FunctionArn::parse(bad).is_err(), "{bad}");
        }
    }
}
