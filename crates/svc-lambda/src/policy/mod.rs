//! Policies of functions: who besides the account's own identities may call them.
//!
//! Statements are made by AddPermission only, so that they are stored as what they say; [`permits`] puts the question to the
//! policy engine. The policy of a version or alias is one of its own: that of the function says nothing about calls by an ARN
//! with a qualifier.
//!
//! Source: AWS Lambda developer guide, "Working with resource-based IAM policies in Lambda".

mod decide;

use aws_model::lambda::{
    AddPermissionRequest, AddPermissionResponse, GetPolicyRequest, GetPolicyResponse, RemovePermissionRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};
use portcullis_core::Arn;
use serde_json::{Map, Value, json};

use crate::{
    Lambda, errors, function,
    names::{self, FunctionName, LATEST},
    stored::{SavedCondition, SavedFunctionPolicy, SavedPrincipal, SavedStatement},
    version,
};

use decide::compile;
pub use decide::{FunctionPolicy, permits};

/// Characters of a policy. AWS Lambda developer guide, quotas: 20 KB.
const POLICY_CHARACTERS_MAX: usize = 20_480;

/// AddPermission.
pub(crate) fn add(ctx: &mut Ctx<'_, Lambda>, input: AddPermissionRequest) -> Result<AddPermissionResponse> {
    let name = holder(ctx, &input.function_name, input.qualifier.as_ref())?;
    let id = document_id(&name);
    let mut policy = ctx
        .tx
        .get::<SavedFunctionPolicy>(&id)?
        .unwrap_or(SavedFunctionPolicy {
            statements: Vec::new(),
            revision: String::new(),
        });
    errors::check_revision(input.revision_id.as_ref(), &policy.revision, "GetPolicy")?;
    if policy
        .statements
        .iter()
        .any(|statement| statement.sid == input.statement_id)
    {
        return Err(errors::conflict(format!(
            "The statement id ({}) provided already exists. Please provide a new statement id, or remove the existing \
             statement.",
            input.statement_id
        )));
    }
    let statement = statement(input)?;
    let shown = statement_json(&statement, &name.arn()).to_string();
    policy.statements.push(statement);
    policy.revision = function::revision()?;
    let size = policy_json(&policy, &name.arn()).to_string().chars().count();
    if size > POLICY_CHARACTERS_MAX {
        return Err(Error::new(
            "PolicyLengthExceededException",
            400,
            format!("The final policy size ({size}) is bigger than the limit ({POLICY_CHARACTERS_MAX})."),
        ));
    }
    // What cannot be evaluated is not stored.
    compile(&policy, &name.arn())?;
    ctx.tx.put(&id, &name.name, &policy)?;
    Ok(AddPermissionResponse {
        statement: Some(shown),
    })
}

/// The function, version or alias whose policy a call is about; it exists.
fn holder(ctx: &mut Ctx<'_, Lambda>, text: &str, qualifier: Option<&String>) -> Result<FunctionName> {
    let name = names::named(ctx, text, qualifier)?;
    if name.qualifier.as_deref() == Some(LATEST) {
        return Err(errors::invalid(
            "We currently do not support adding policies for $LATEST.",
        ));
    }
    version::resolve(ctx, &name)?;
    Ok(name)
}

fn document_id(name: &FunctionName) -> String {
    match &name.qualifier {
        None => name.name.clone(),
        Some(qualifier) => format!("{}/{qualifier}", name.name),
    }
}

fn statement(input: AddPermissionRequest) -> Result<SavedStatement> {
    if input.function_url_auth_type.is_some() || input.invoked_via_function_url.is_some() {
        return Err(Error::unsupported(
            "`FunctionUrlAuthType` and `InvokedViaFunctionUrl` are not supported: functions have no URLs; leave them out",
        ));
    }
    let principal = principal(&input.principal)?;
    if input.principal_org_id.is_some() && principal != SavedPrincipal::Everybody {
        return Err(errors::invalid(
            "`PrincipalOrgID` needs the principal `*`: it narrows who of everybody may call",
        ));
    }
    let given = [
        ("ArnLike", "AWS:SourceArn", input.source_arn),
        ("StringEquals", "AWS:SourceAccount", input.source_account),
        (
            "StringEquals",
            "lambda:EventSourceToken",
            input.event_source_token,
        ),
        ("StringEquals", "aws:PrincipalOrgID", input.principal_org_id),
    ];
    let conditions = given
        .into_iter()
        .filter_map(|(operator, key, value)| {
            Some(SavedCondition {
                operator: operator.to_owned(),
                key: key.to_owned(),
                value: value?,
            })
        })
        .collect();
    Ok(SavedStatement {
        sid: input.statement_id,
        principal,
        action: input.action,
        conditions,
    })
}

/// Whom a permission names: a service, an account, an ARN of IAM, everybody.
fn principal(text: &str) -> Result<SavedPrincipal> {
    let is_account = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_service = text.contains('.')
        && (text.ends_with(".amazonaws.com") || text.ends_with(".amazon.com"))
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte));
    let is_arn = Arn::parse(text).is_ok_and(|arn| {
        let known = match arn.service {
            "iam" => {
                arn.resource == "root"
                    || ["user/", "role/"]
                        .iter()
                        .any(|kind| arn.resource.starts_with(kind))
            }
            "sts" => arn.resource.starts_with("assumed-role/"),
            _ => false,
        };
        known && !text.contains(['*', '?'])
    });
    if text == "*" {
        Ok(SavedPrincipal::Everybody)
    } else if is_account {
        Ok(SavedPrincipal::Aws(format!("arn:aws:iam::{text}:root")))
    } else if is_service {
        Ok(SavedPrincipal::Service(text.to_owned()))
    } else if is_arn {
        Ok(SavedPrincipal::Aws(text.to_owned()))
    } else {
        Err(errors::invalid(
            "The provided principal was invalid. Please check the principal and try again.",
        ))
    }
}

/// GetPolicy.
pub(crate) fn get(ctx: &mut Ctx<'_, Lambda>, input: GetPolicyRequest) -> Result<GetPolicyResponse> {
    let name = holder(ctx, &input.function_name, input.qualifier.as_ref())?;
    let policy = ctx
        .tx
        .get::<SavedFunctionPolicy>(&document_id(&name))?
        .ok_or_else(errors::no_such_resource)?;
    Ok(GetPolicyResponse {
        policy: Some(policy_json(&policy, &name.arn()).to_string()),
        revision_id: Some(policy.revision),
    })
}

/// RemovePermission.
pub(crate) fn remove(ctx: &mut Ctx<'_, Lambda>, input: RemovePermissionRequest) -> Result<Nothing> {
    let name = holder(ctx, &input.function_name, input.qualifier.as_ref())?;
    let id = document_id(&name);
    let mut policy = ctx
        .tx
        .get::<SavedFunctionPolicy>(&id)?
        .ok_or_else(errors::no_such_resource)?;
    errors::check_revision(input.revision_id.as_ref(), &policy.revision, "GetPolicy")?;
    let before = policy.statements.len();
    policy
        .statements
        .retain(|statement| statement.sid != input.statement_id);
    if policy.statements.len() == before {
        return Err(errors::not_found(format!(
            "Statement {} is not found in resource policy.",
            input.statement_id
        )));
    }
    if policy.statements.is_empty() {
        ctx.tx.delete::<SavedFunctionPolicy>(&id);
    } else {
        policy.revision = function::revision()?;
        ctx.tx.put(&id, &name.name, &policy)?;
    }
    Ok(Nothing {})
}

fn policy_json(policy: &SavedFunctionPolicy, arn: &str) -> Value {
    let statements: Vec<Value> = policy
        .statements
        .iter()
        .map(|statement| statement_json(statement, arn))
        .collect();
    json!({"Version": "2012-10-17", "Id": "default", "Statement": statements})
}

/// A statement in AWS's form: `Action` and `Resource` one text each, `Condition` one text for each key.
fn statement_json(statement: &SavedStatement, arn: &str) -> Value {
    let principal = match &statement.principal {
        SavedPrincipal::Everybody => json!("*"),
        SavedPrincipal::Aws(arn) => json!({ "AWS": arn }),
        SavedPrincipal::Service(name) => json!({ "Service": name }),
    };
    let mut members = Map::new();
    members.insert("Sid".to_owned(), json!(statement.sid));
    members.insert("Effect".to_owned(), json!("Allow"));
    members.insert("Principal".to_owned(), principal);
    members.insert("Action".to_owned(), json!(statement.action));
    members.insert("Resource".to_owned(), json!(arn));
    let mut conditions = Map::new();
    for condition in &statement.conditions {
        let keys = conditions
            .entry(condition.operator.clone())
            .or_insert_with(|| json!({}));
        if let Some(keys) = keys.as_object_mut() {
            keys.insert(condition.key.clone(), json!(condition.value));
        }
    }
    if !conditions.is_empty() {
        members.insert("Condition".to_owned(), Value::Object(conditions));
    }
    Value::Object(members)
}
