//! What the policy of a function says of a call.

use control::{Error, Result, Stored as _, decode};
use iam_policy::{
    ActionElement, Caller, Compiled, ConditionEntry, Context, Decision, Document, Effect, Kind, Operator,
    Policy, PrincipalElement, PrincipalEntry, PrincipalKind, Principals, Request, ResourceElement,
    ResourceOutcome, Sourced, Statement, Version,
};
use source_text::Span;
use store::{Key, Store};

use super::document_id;
use crate::{
    errors,
    names::FunctionName,
    stored::{SavedFunctionPolicy, SavedPrincipal, SavedStatement},
};

/// The action that a call of a function is.
const INVOKE: &str = "lambda:InvokeFunction";

/// The policy of a function, version or alias, ready to be asked. Whoever calls often keeps it, until a document of
/// [`crate::FUNCTION_KINDS`] changes.
#[derive(Debug)]
pub struct FunctionPolicy {
    compiled: Compiled,
    arn: String,
}

impl FunctionPolicy {
    /// Of the function, version or alias that is called; `None` where there is no policy.
    pub fn load(store: &dyn Store, called: &FunctionName) -> Result<Option<Self>> {
        let key = Key::new(
            &called.account,
            &called.region,
            SavedFunctionPolicy::KIND,
            document_id(called),
        );
        let Some(document) = store.get(&key)? else {
            return Ok(None);
        };
        let saved = decode::<SavedFunctionPolicy>(&key, &document.body)?;
        let arn = called.arn();
        Ok(Some(Self {
            compiled: compile(&saved, &arn)?,
            arn,
        }))
    }

    /// What it says of a call.
    pub fn decide(
        &self,
        caller: Caller<'_>,
        source_arn: Option<&str>,
        source_account: Option<&str>,
    ) -> Decision {
        let arn = source_arn.map(|value| [value]);
        let account = source_account.map(|value| [value]);
        let mut named: Vec<(&str, &[&str])> = Vec::new();
        if let Some(values) = &arn {
            named.push(("aws:sourcearn", values));
        }
        if let Some(values) = &account {
            named.push(("aws:sourceaccount", values));
        }
        let request = Request {
            caller,
            action: INVOKE,
            resource: &self.arn,
            resource_deny_forms: &[],
            context: Context {
                named: &named,
                ..Context::default()
            },
        };
        self.compiled.decide(&request).decision
    }

    /// What it says of a signed caller's request, and how it names the caller.
    pub fn outcome(&self, request: &Request<'_>) -> ResourceOutcome {
        ResourceOutcome::of(&self.compiled, request)
    }
}

/// Whether the policy of a function, version or alias permits a call of it. Without a policy nobody is permitted.
pub fn permits(
    store: &dyn Store,
    called: &FunctionName,
    caller: Caller<'_>,
    source_arn: Option<&str>,
    source_account: Option<&str>,
) -> Result<Decision> {
    Ok(match FunctionPolicy::load(store, called)? {
        None => Decision::ImplicitDeny,
        Some(policy) => policy.decide(caller, source_arn, source_account),
    })
}

pub(super) fn compile(policy: &SavedFunctionPolicy, arn: &str) -> Result<Compiled> {
    let statements = policy
        .statements
        .iter()
        .enumerate()
        .map(|(index, statement)| statement_document(index, statement, arn))
        .collect::<Result<Vec<_>>>()?;
    let document = Document {
        kind: Kind::Resource,
        version: Some(sourced(Version::V2012)),
        id: None,
        statements,
        statement_is_array: true,
        span: Span::new(0, 0),
    };
    let policy = Policy::new(&document, None, usize::MAX).map_err(|findings| {
        let texts: Vec<String> = findings.iter().map(|finding| finding.message.clone()).collect();
        errors::invalid(format!(
            "the permission cannot be evaluated: {}",
            texts.join("; ")
        ))
    })?;
    Ok(Compiled::new(&policy))
}

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced {
        value,
        span: Span::new(0, 0),
    }
}

fn statement_document(index: usize, statement: &SavedStatement, arn: &str) -> Result<Statement> {
    let listed = |kind, name: &str| {
        Principals::Listed(vec![PrincipalEntry {
            kind,
            name: sourced(name.to_owned()),
            in_array: false,
        }])
    };
    let principals = match &statement.principal {
        SavedPrincipal::Everybody => Principals::Everybody,
        SavedPrincipal::Aws(arn) => listed(PrincipalKind::Aws, arn),
        SavedPrincipal::Service(name) => listed(PrincipalKind::Service, name),
    };
    let conditions = statement
        .conditions
        .iter()
        .map(|condition| {
            let operator = Operator::parse(&condition.operator).map_err(|error| {
                Error::internal(format!("a stored operator of a policy cannot be read: {error}"))
            })?;
            Ok(ConditionEntry {
                operator: sourced(operator),
                key: sourced(condition.key.clone()),
                values: vec![sourced(condition.value.clone())],
                in_array: false,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Statement {
        index,
        sid: Some(sourced(statement.sid.clone())),
        effect: sourced(Effect::Allow),
        principal: Some(PrincipalElement {
            negated: false,
            principals,
            span: Span::new(0, 0),
        }),
        action: ActionElement {
            negated: false,
            patterns: vec![sourced(statement.action.clone())],
            in_array: false,
        },
        resource: ResourceElement {
            negated: false,
            patterns: vec![sourced(arn.to_owned())],
            in_array: false,
        },
        conditions,
        span: Span::new(0, 0),
    })
}
