//! Service-linked roles: those of the services that are served.
//!
//! No service here asks whether it needs its role, so deleting one succeeds at once; the task that AWS's clients wait for is
//! over when it is answered. Of each role the last task is kept.

use aws_model::iam::{
    CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse, DeleteServiceLinkedRoleRequest,
    DeleteServiceLinkedRoleResponse, GetServiceLinkedRoleDeletionStatusRequest,
    GetServiceLinkedRoleDeletionStatusResponse,
};
use control::{Ctx, Result, random_text};

use crate::{
    Iam, entity,
    errors::{invalid_input, no_such_entity},
    names, role,
    stored::{Deletion, Role},
};

/// Where the paths of service-linked roles begin.
pub(crate) const PATH: &str = "/aws-service-role/";

/// Service-linked roles that can be made: service, role, the policy it has.
///
/// Source: API Gateway developer guide, "Using service-linked roles for API Gateway"; Lambda developer guide (Lambda@Edge),
/// "Service-linked roles".
const SERVICE_ROLES: &[(&str, &str, &str)] = &[
    (
        "ops.apigateway.amazonaws.com",
        "AWSServiceRoleForAPIGateway",
        "arn:aws:iam::aws:policy/aws-service-role/APIGatewayServiceRolePolicy",
    ),
    (
        "replicator.lambda.amazonaws.com",
        "AWSServiceRoleForLambdaReplicator",
        "arn:aws:iam::aws:policy/aws-service-role/AWSLambdaReplicator",
    ),
];

/// CreateServiceLinkedRole.
pub(crate) fn create(
    ctx: &mut Ctx<'_, Iam>,
    input: CreateServiceLinkedRoleRequest,
) -> Result<CreateServiceLinkedRoleResponse> {
    let service = input.aws_service_name;
    let known = SERVICE_ROLES.iter().find(|(name, ..)| *name == service);
    let Some((_, name, policy)) = known else {
        let names: Vec<_> = SERVICE_ROLES.iter().map(|(name, ..)| *name).collect();
        return Err(invalid_input(format!(
            "Service-linked roles of {service} cannot be made here, only of {}",
            names.join(", ")
        )));
    };
    if input.custom_suffix.is_some() {
        return Err(invalid_input("Custom suffix is not allowed for this service"));
    }
    let taken = names::key::<Role>(&ctx.caller.account, name);
    if ctx.tx.get_at::<Role>(&taken)?.is_some() {
        return Err(invalid_input(format!(
            "Service role name {name} has been taken in this account, please try a different suffix."
        )));
    }
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"Service":["{service}"]}},"Action":["sts:AssumeRole"]}}]}}"#
    );
    let max = ctx.env.limits.roles_max;
    let path = Some(format!("{PATH}{service}/"));
    let mut entity = entity::create::<Role>(ctx, name, path, None, ("RolesPerAccount", max))?;
    entity.attached.push((*policy).to_owned());
    let role = Role {
        entity,
        trust,
        trusted_ids: std::collections::BTreeMap::new(),
        description: input.description.filter(|text| !text.is_empty()),
        session_seconds_max: role::SESSION_SECONDS_DEFAULT,
        service: Some(service),
    };
    entity::save(ctx, &role)?;
    let answer = role::answer(ctx, &role)?;
    Ok(CreateServiceLinkedRoleResponse {
        role: Some(aws_model::iam::Role {
            max_session_duration: None,
            ..answer
        }),
    })
}

/// DeleteServiceLinkedRole.
pub(crate) fn delete(
    ctx: &mut Ctx<'_, Iam>,
    input: DeleteServiceLinkedRoleRequest,
) -> Result<DeleteServiceLinkedRoleResponse> {
    let role: Role = entity::find(ctx, &input.role_name)?;
    let Some(service) = &role.service else {
        return Err(no_such_entity(format!(
            "The role {} is not a service-linked role: use DeleteRole",
            role.entity.name
        )));
    };
    let parts = [8, 4, 4, 4, 12].map(|length| random_text("0123456789abcdef", length));
    let random = parts.into_iter().collect::<Result<Vec<_>>>()?.join("-");
    let task = format!("task{PATH}{service}/{}/{random}", role.entity.name);
    let account = ctx.account().to_owned();
    ctx.tx.delete_at(names::key::<Role>(&account, &role.entity.name));
    let deletion = Deletion { task: task.clone() };
    ctx.tx
        .put_at(names::key::<Deletion>(&account, &role.entity.name), "", &deletion)?;
    Ok(DeleteServiceLinkedRoleResponse {
        deletion_task_id: task,
    })
}

/// GetServiceLinkedRoleDeletionStatus.
pub(crate) fn deletion_status(
    ctx: &mut Ctx<'_, Iam>,
    input: GetServiceLinkedRoleDeletionStatusRequest,
) -> Result<GetServiceLinkedRoleDeletionStatusResponse> {
    let task = input.deletion_task_id;
    let name = task.rsplit('/').nth(1).unwrap_or_default();
    let account = ctx.account().to_owned();
    // An empty name is no key.
    let found = if name.is_empty() {
        None
    } else {
        ctx.tx
            .get_at::<Deletion>(&names::key::<Deletion>(&account, name))?
    };
    match found.filter(|found| found.task == task) {
        Some(_) => Ok(GetServiceLinkedRoleDeletionStatusResponse {
            status: "SUCCEEDED".to_owned(),
            reason: None,
        }),
        None => Err(no_such_entity(format!(
            "Deletion task id {task} could not be found."
        ))),
    }
}
