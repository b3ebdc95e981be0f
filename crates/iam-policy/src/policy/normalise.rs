//! From the faithful form to the normalised one.

use portcullis_core::{Arn, Cidr, Timestamp};
use source_text::{Diagnostic, Span};

use super::{ConditionRule, ConditionValue, PatternRule, PolicyStatement, PrincipalPattern, PrincipalRule};
use crate::comparison::{Comparison, Family};
use crate::template::Template;
use crate::variable::VariableError;
use crate::{
    ConditionEntry, ConditionKey, Document, Effect, PrincipalElement, PrincipalEntry, PrincipalKind,
    Principals, Statement, Version, base64, decimal::Decimal,
};

pub(super) fn statements(document: &Document, findings: &mut Vec<Diagnostic>) -> Vec<PolicyStatement> {
    let variables = document
        .version
        .as_ref()
        .is_some_and(|version| version.value == Version::V2012);
    document
        .statements
        .iter()
        .enumerate()
        .map(|(at, statement)| {
            let mut errors = Errors { statement, findings };
            if document.kind.names_principals() && statement.principal.is_none() {
                errors.add(
                    "missing-principal",
                    statement.span,
                    "the statement has no `Principal`".to_owned(),
                    "add one",
                );
            }
            if !document.kind.names_principals() && statement.principal.is_some() {
                errors.add(
                    "principal-not-allowed",
                    statement.span,
                    "a policy of an identity or an authorizer names no `Principal`".to_owned(),
                    "remove it",
                );
            }
            for resource in &statement.resource.patterns {
                check_resource(&resource.value, resource.span, variables, &mut errors);
            }
            PolicyStatement {
                index: u32::try_from(at).unwrap_or(u32::MAX),
                sid: statement.sid.as_ref().map(|sid| sid.value.clone()),
                effect: statement.effect.value,
                principal: statement.principal.as_ref().map(principal_rule),
                action: PatternRule {
                    negated: statement.action.negated,
                    patterns: statement
                        .action
                        .patterns
                        .iter()
                        .map(|pattern| pattern.value.clone())
                        .collect(),
                    widens: widens(statement.effect.value, statement.action.negated),
                },
                resource: PatternRule {
                    negated: statement.resource.negated,
                    patterns: statement
                        .resource
                        .patterns
                        .iter()
                        .map(|pattern| pattern.value.clone())
                        .collect(),
                    widens: widens(statement.effect.value, statement.resource.negated),
                },
                conditions: statement
                    .conditions
                    .iter()
                    .map(|entry| condition_rule(entry, statement.effect.value, variables, &mut errors))
                    .collect(),
            }
        })
        .collect()
}

/// Whether a pattern or value that matches lets more callers in.
fn widens(effect: Effect, negated: bool) -> bool {
    (effect == Effect::Allow) != negated
}

/// Collects errors of one statement.
struct Errors<'a> {
    statement: &'a Statement,
    findings: &'a mut Vec<Diagnostic>,
}

impl Errors<'_> {
    fn add(&mut self, code: &'static str, span: Span, message: String, remedy: &str) {
        let mut finding = Diagnostic::error(code, span, message, remedy);
        let sid = self.statement.sid.as_ref().map(|sid| sid.value.clone());
        finding.statement = Some((self.statement.index, sid));
        self.findings.push(finding);
    }
}

fn principal_rule(element: &PrincipalElement) -> PrincipalRule {
    let principals = match &element.principals {
        Principals::Everybody => vec![PrincipalPattern::Everybody],
        Principals::Listed(entries) => entries.iter().map(principal_pattern).collect(),
    };
    PrincipalRule {
        negated: element.negated,
        principals,
    }
}

fn principal_pattern(entry: &PrincipalEntry) -> PrincipalPattern {
    let name = &entry.name.value;
    match entry.kind {
        PrincipalKind::Aws if name == "*" => PrincipalPattern::Everybody,
        PrincipalKind::Aws => match account_of_root(name) {
            Some(account) => PrincipalPattern::Account(account.to_owned()),
            None => PrincipalPattern::Arn(name.clone()),
        },
        PrincipalKind::Service if name == "*" => PrincipalPattern::AnyService,
        PrincipalKind::Service => PrincipalPattern::Service(name.clone()),
        PrincipalKind::Federated | PrincipalKind::CanonicalUser => PrincipalPattern::Nobody(name.clone()),
    }
}

/// The account a principal stands for as a whole: twelve digits, or the ARN of the account's root.
fn account_of_root(name: &str) -> Option<&str> {
    if name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(name);
    }
    let arn = Arn::parse(name).ok()?;
    (arn.service == "iam" && arn.region.is_empty() && arn.resource == "root").then_some(arn.account)
}

/// A resource is `*` or has six parts; variables stand behind the fifth colon.
fn check_resource(text: &str, span: Span, variables: bool, errors: &mut Errors<'_>) {
    if text == "*" {
        return;
    }
    let Ok(arn) = Arn::parse(text) else {
        errors.add(
            "invalid-resource",
            span,
            format!("`{text}` is neither `*` nor an ARN of six parts"),
            "write `execute-api:/STAGE/VERB/PATH` or a full ARN",
        );
        return;
    };
    if !variables {
        return;
    }
    if [arn.partition, arn.service, arn.region, arn.account]
        .iter()
        .any(|part| part.contains("${"))
    {
        errors.add(
            "variable-in-arn-head",
            span,
            format!("`{text}` has a policy variable before the fifth colon"),
            "policy variables may stand only behind it",
        );
    } else if let Err(reason) = Template::pattern(arn.resource, true) {
        errors.add(
            "invalid-variable",
            span,
            format!("`{text}`: {reason}"),
            "write `${key}` or `${key, 'text'}`",
        );
    }
}

fn condition_rule(
    entry: &ConditionEntry,
    effect: Effect,
    variables: bool,
    errors: &mut Errors<'_>,
) -> ConditionRule {
    let operator = entry.operator.value;
    let comparison = Comparison::of(operator.base);
    let mut values = Vec::with_capacity(entry.values.len());
    for value in &entry.values {
        let text = value.value.as_str();
        let trimmed = text.trim();
        // Blanks around a block: what AWS does with them is unknown, so the reading that lets fewer callers in is taken.
        let blanks = comparison.family == Family::Address && trimmed.len() != text.len();
        let text = if blanks { trimmed } else { text };
        if let Err(reason) = check_value(text, comparison, variables) {
            errors.add(
                "invalid-value",
                value.span,
                format!("`{text}` {reason}"),
                "correct or remove the value",
            );
        }
        let widens = widens(effect, comparison.negated);
        values.push(ConditionValue {
            text: text.to_owned(),
            matches_nothing: blanks && widens,
            widens,
        });
    }
    ConditionRule {
        operator,
        key: ConditionKey::parse(&entry.key.value),
        key_text: entry.key.value.clone(),
        values,
        fixed: None,
    }
}

fn check_value(text: &str, comparison: Comparison, variables: bool) -> Result<(), String> {
    match comparison.family {
        Family::TextExact | Family::TextIgnoreCase => template(Template::literal(text, variables)),
        Family::TextLike => template(Template::pattern(text, variables)),
        Family::Arn => {
            let template =
                Template::pattern(text, variables).map_err(|reason| format!("cannot be read: {reason}"))?;
            // Colons inside the braces of a variable do not part an ARN.
            let fits = text == "*" || Arn::parse(&template.outline()).is_ok();
            if fits {
                Ok(())
            } else {
                Err("is not an ARN of six parts".to_owned())
            }
        }
        Family::Number(_) => Decimal::parse(text)
            .map(|_| ())
            .ok_or_else(|| "is not a decimal number".to_owned()),
        Family::Date(_) => Timestamp::parse(text)
            .map(|_| ())
            .map_err(|_| "is not a date".to_owned()),
        Family::Bool => {
            if variables && text.starts_with("${") {
                return template(Template::literal(text, variables));
            }
            is_bool(text)
        }
        Family::Null => is_bool(text),
        Family::Binary => {
            if base64::is_valid(text) {
                Ok(())
            } else {
                Err("is not base64".to_owned())
            }
        }
        Family::Address => Cidr::parse(text)
            .map(|_| ())
            .map_err(|_| "is not an address block".to_owned()),
    }
}

fn template(parsed: Result<Template, VariableError>) -> Result<(), String> {
    parsed
        .map(|_| ())
        .map_err(|reason| format!("cannot be read: {reason}"))
}

fn is_bool(text: &str) -> Result<(), String> {
    let fits = text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
    if fits {
        Ok(())
    } else {
        Err("is neither `true` nor `false`".to_owned())
    }
}
