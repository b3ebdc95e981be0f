//! Access-log formats in AWS's way: text with `$context.NAME`, compiled once.

use crate::{
    context::{self, View, push_json_escaped, variable},
    record::DecisionRecord,
    snapshot::CompiledStage,
};

/// The most bytes of a format.
///
/// Source: API Gateway developer guide, "Set up CloudWatch logging for REST APIs": 3 KB at least fit; chosen.
const FORMAT_BYTES_MAX: usize = 16_384;

const PREFIX: &str = "$context.";

/// A compiled format.
#[derive(Debug, Clone)]
pub(crate) struct ContextFormat {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    /// `raw`: the value brings its own quotes.
    Variable {
        variable: context::Variable,
        raw: bool,
    },
}

/// Why a format cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// No variable of that name.
    #[error("the access log format names `$context.{0}`, which AWS does not have for REST APIs")]
    Unknown(String),
    /// It has no `$context.requestId` and no `$context.extendedRequestId`.
    #[error("the access log format must contain `$context.requestId` or `$context.extendedRequestId`")]
    NoRequestId,
    /// A line would be more than one line.
    #[error("the access log format must be a single line")]
    LineBreak,
    /// Too long.
    #[error("the access log format has more than {FORMAT_BYTES_MAX} bytes")]
    TooLong,
}

impl ContextFormat {
    /// Source of the demand for a request id: API Gateway developer guide, "Set up CloudWatch logging for REST APIs".
    pub(crate) fn new(text: &str) -> Result<Self, FormatError> {
        if text.len() > FORMAT_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        if text.contains(['\n', '\r']) {
            return Err(FormatError::LineBreak);
        }
        let mut pieces = Vec::new();
        let mut rest = text;
        let mut identified = false;
        while let Some((before, after)) = rest.split_once(PREFIX) {
            let end = after
                .find(|character: char| {
                    !character.is_ascii_alphanumeric() && character != '.' && character != '_'
                })
                .unwrap_or(after.len());
            let (name, behind) = after.split_at(end);
            // A full stop behind a variable is punctuation.
            let dots = name.len() - name.trim_end_matches('.').len();
            let name = name.trim_end_matches('.');
            let variable = variable(name).ok_or_else(|| FormatError::Unknown(name.to_owned()))?;
            identified |= matches!(name, "requestId" | "extendedRequestId");
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Variable {
                variable,
                raw: name == "error.messageString",
            });
            if dots > 0 {
                pieces.push(Piece::Text(".".repeat(dots)));
            }
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        if identified {
            Ok(Self { pieces })
        } else {
            Err(FormatError::NoRequestId)
        }
    }

    /// Appends a line without its end. What has no value is `-`. Values are escaped as inside JSON strings, so that no
    /// client can forge a member or a line.
    pub(crate) fn write(
        &self,
        record: &DecisionRecord,
        stage: Option<&CompiledStage>,
        scratch: &mut String,
        out: &mut String,
    ) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Variable { variable, raw } => {
                    scratch.clear();
                    if !variable.write(&View { record, stage }, scratch) {
                        out.push('-');
                    } else if *raw {
                        out.push_str(scratch);
                    } else {
                        push_json_escaped(scratch, out);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use portcullis_core::RequestId;

    use super::*;

    fn check(format: &str, expect: Result<&str, FormatError>) {
        let mut record = DecisionRecord {
            request_id: RequestId(1),
            status: 403,
            verb: "GET".to_owned(),
            error_message: "no".to_owned(),
            ..DecisionRecord::default()
        };
        record.user_agent.push(&http::HeaderValue::from_static("a\"b"));
        let got = ContextFormat::new(format).map(|format| {
            let (mut scratch, mut out) = (String::new(), String::new());
            format.write(&record, None, &mut scratch, &mut out);
            out
        });
        assert_eq!(got, expect.map(str::to_owned), "{format}");
    }

    #[test]
    fn formats() {
        const ID: &str = "00000000-0000-0000-0000-000000000001";
        check("$context.requestId", Ok(ID));
        check("$context.requestId $context.status.", Ok(&format!("{ID} 403.")));
        check(
            "[$context.httpMethod]$context.requestId",
            Ok(&format!("[GET]{ID}")),
        );
        check(
            r#"{"id":"$context.requestId","ua":"$context.identity.userAgent","key":"$context.identity.apiKey"}"#,
            Ok(&format!(r#"{{"id":"{ID}","ua":"a\"b","key":"-"}}"#)),
        );
        check(
            "$context.requestId $context.error.messageString",
            Ok(&format!("{ID} \"no\"")),
        );
        check(
            "$context.requestId $context.authorizer.claims.sub",
            Ok(&format!("{ID} -")),
        );
        check(
            "$context.requestId $contexts costs 5$",
            Ok(&format!("{ID} $contexts costs 5$")),
        );
        check(
            "$context.requestId $context.routeKey",
            Err(FormatError::Unknown("routeKey".to_owned())),
        );
        check(
            "$context.requestId $context.",
            Err(FormatError::Unknown(String::new())),
        );
        check("$context.status", Err(FormatError::NoRequestId));
        check("$context.requestId\n", Err(FormatError::LineBreak));
        check(&"x".repeat(FORMAT_BYTES_MAX + 1), Err(FormatError::TooLong));
    }
}
