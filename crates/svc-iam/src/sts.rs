//! STS: who calls, roles assumed, session tokens.
//!
//! Sessions are stored under their access key id, with a hash of their token. Who assumes a role removes some sessions that
//! are over: the store does not fill with them.

use aws_model::sts::{
    AssumeRoleRequest, AssumeRoleResponse, AssumedRoleUser, Credentials, GetAccessKeyInfoRequest,
    GetAccessKeyInfoResponse, GetCallerIdentityRequest, GetCallerIdentityResponse, GetSessionTokenRequest,
    GetSessionTokenResponse,
};
use aws_wire::EpochSeconds;
use control::{Call, CallerKind, Ctx, Error, Permission, Result, Stored as _, Tx, decode};
use iam_policy::Decision;
use store::Filter;

use crate::{
    Iam,
    credential::{TEMPORARY_PREFIX, token_sha256},
    documents,
    errors::{access_denied, malformed_policy, validation},
    evaluate::{self, Decisions, decide, principal},
    identity, names, permissions,
    stored::{AccessKey, Holder as _, Role, Session, SessionOf, StoredSecret, access_key_key, session_key},
    trust,
};

/// The shortest session, seconds. STS API reference, AssumeRole and GetSessionToken.
const SESSION_SECONDS_MIN: i32 = 900;

/// The usual session of a role, and the longest of one that a role assumed. IAM user guide, "Roles terms and concepts".
const ROLE_SECONDS_DEFAULT: i32 = 3600;

/// The longest session of a role, whatever it says itself.
const ROLE_SECONDS_MAX: i32 = 43_200;

/// The usual and the longest session of GetSessionToken.
const TOKEN_SECONDS_DEFAULT: i32 = 43_200;
/// See above.
const TOKEN_SECONDS_MAX: i32 = 129_600;

/// Characters of all session policies of one call. STS API reference, AssumeRole.
const SESSION_POLICY_CHARACTERS_MAX: usize = 2048;

/// Managed session policies of one call. STS API reference, AssumeRole.
const SESSION_POLICY_ARNS_MAX: usize = 10;

/// Sessions looked at for ones that are over, whenever one is made. More than one is removed for each that is made, as long
/// as more than a sixteenth of them are over.
const SWEPT_PER_CALL: usize = 16;

/// What credentials of GetSessionToken may do without a second factor: nothing in IAM, and of STS these two.
///
/// Source: STS API reference, GetSessionToken, "Permissions".
const SESSION_TOKEN_POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","sts:*"],"Resource":"*"},{"Effect":"Allow","Action":["sts:AssumeRole","sts:GetCallerIdentity"],"Resource":"*"}]}"#;

/// What a call of STS needs. AssumeRole is decided by the operation itself, since a trust policy can suffice; the other two
/// need nothing.
///
/// Source: STS API reference, GetCallerIdentity and GetSessionToken, "Permissions".
pub fn sts_permissions(call: &Call<'_>) -> Vec<Permission> {
    match call.operation.name {
        "AssumeRole" | "GetCallerIdentity" | "GetSessionToken" => Vec::new(),
        name => vec![Permission {
            action: format!("sts:{name}"),
            resource: "*".to_owned(),
        }],
    }
}

/// GetCallerIdentity.
pub(crate) fn caller_identity(
    ctx: &mut Ctx<'_, Iam>,
    _: GetCallerIdentityRequest,
) -> Result<GetCallerIdentityResponse> {
    Ok(GetCallerIdentityResponse {
        user_id: Some(ctx.caller.user_id.clone()),
        account: Some(ctx.caller.account.clone()),
        arn: Some(ctx.caller.arn.clone()),
    })
}

/// GetAccessKeyInfo. Only keys that were made here are known.
pub(crate) fn access_key_info(
    ctx: &mut Ctx<'_, Iam>,
    input: GetAccessKeyInfoRequest,
) -> Result<GetAccessKeyInfoResponse> {
    let id = input.access_key_id;
    let account = if id.starts_with(TEMPORARY_PREFIX) {
        ctx.tx
            .get_at::<Session>(&session_key(&id))?
            .map(|session| session.account)
    } else {
        ctx.tx
            .get_at::<AccessKey>(&access_key_key(&id))?
            .map(|key| key.account)
    };
    match account {
        Some(account) => Ok(GetAccessKeyInfoResponse {
            account: Some(account),
        }),
        None => Err(validation(format!("The access key id {id} is not known here"))),
    }
}

/// GetSessionToken.
pub(crate) fn session_token(
    ctx: &mut Ctx<'_, Iam>,
    input: GetSessionTokenRequest,
) -> Result<GetSessionTokenResponse> {
    refuse_mfa(
        input.serial_number.is_some() || input.token_code.is_some(),
        "GetSessionToken",
    )?;
    let CallerKind::User { name } = &ctx.caller.kind else {
        return Err(match ctx.caller.kind {
            CallerKind::Root => Error::unsupported(
                "GetSessionToken is not built for the root of an account: make a user and call it as the user",
            ),
            CallerKind::User { .. } | CallerKind::Role { .. } => session_calls(),
        });
    };
    if ctx.caller.access_key_id.starts_with(TEMPORARY_PREFIX) {
        return Err(session_calls());
    }
    let seconds = input.duration_seconds.unwrap_or(TOKEN_SECONDS_DEFAULT);
    check_seconds(seconds, TOKEN_SECONDS_MAX)?;
    let of = SessionOf::User {
        name: name.clone(),
        id: ctx.caller.user_id.clone(),
    };
    let policies = vec![("GetSessionToken".to_owned(), SESSION_TOKEN_POLICY.to_owned())];
    let account = ctx.account().to_owned();
    let now = ctx.now_seconds().0;
    let credentials = begin(&mut ctx.tx, now, account, of, policies, seconds)?;
    Ok(GetSessionTokenResponse {
        credentials: Some(credentials),
    })
}

fn session_calls() -> Error {
    access_denied("Cannot call GetSessionToken with session credentials")
}

fn refuse_mfa(given: bool, operation: &str) -> Result<()> {
    if given {
        return Err(Error::unsupported(format!(
            "{operation} with SerialNumber and TokenCode is not built: there are no MFA devices"
        )));
    }
    Ok(())
}

fn check_seconds(seconds: i32, max: i32) -> Result<()> {
    let fault = |limit: &str| {
        validation(format!(
            "1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: Member must \
             have value {limit}"
        ))
    };
    if seconds < SESSION_SECONDS_MIN {
        return Err(fault(&format!("greater than or equal to {SESSION_SECONDS_MIN}")));
    }
    if seconds > max {
        return Err(fault(&format!("less than or equal to {max}")));
    }
    Ok(())
}

/// AssumeRole.
pub(crate) fn assume_role(ctx: &mut Ctx<'_, Iam>, input: AssumeRoleRequest) -> Result<AssumeRoleResponse> {
    refuse_unbuilt(&input)?;
    if ctx.caller.kind == CallerKind::Root {
        return Err(access_denied("Roles may not be assumed by root accounts."));
    }
    let seconds = input.duration_seconds.unwrap_or(ROLE_SECONDS_DEFAULT);
    check_seconds(seconds, ROLE_SECONDS_MAX)?;
    // Whether a role exists is nobody's business who may not assume it.
    let refused = permissions::denied(ctx, "sts:AssumeRole", &input.role_arn, "");
    let (account, role) = names::by_arn::<Role>(&mut ctx.tx, &input.role_arn)?.ok_or(refused)?;
    permit(ctx, &account, &role, &input)?;
    check_role_seconds(ctx, &role, seconds)?;
    let narrowing = session_policies(ctx, &account, &input)?;
    let session = input.role_session_name;
    let of = SessionOf::Role {
        name: role.entity.name.clone(),
        id: role.entity.id.clone(),
        session: session.clone(),
    };
    let now = ctx.now_seconds().0;
    let credentials = begin(&mut ctx.tx, now, account.clone(), of, narrowing.policies, seconds)?;
    Ok(AssumeRoleResponse {
        credentials: Some(credentials),
        assumed_role_user: Some(AssumedRoleUser {
            assumed_role_id: format!("{}:{session}", role.entity.id),
            arn: names::session_arn(&account, &role.entity.name, &session),
        }),
        packed_policy_size: narrowing.percent,
        source_identity: None,
    })
}

/// What is not built would change what the session may do, so it is never left out in silence.
fn refuse_unbuilt(input: &AssumeRoleRequest) -> Result<()> {
    refuse_mfa(
        input.serial_number.is_some() || input.token_code.is_some(),
        "AssumeRole",
    )?;
    let some = |list: Option<usize>| list.is_some_and(|length| length > 0);
    let unbuilt = [
        (some(input.tags.as_ref().map(Vec::len)), "Tags"),
        (
            some(input.transitive_tag_keys.as_ref().map(Vec::len)),
            "TransitiveTagKeys",
        ),
        (
            some(input.provided_contexts.as_ref().map(Vec::len)),
            "ProvidedContexts",
        ),
        (input.source_identity.is_some(), "SourceIdentity"),
    ];
    match unbuilt.iter().find(|(given, _)| *given) {
        Some((_, name)) => Err(Error::unsupported(format!(
            "AssumeRole with {name} is not built: leave it out"
        ))),
        None => Ok(()),
    }
}

fn check_role_seconds(ctx: &Ctx<'_, Iam>, role: &Role, seconds: i32) -> Result<()> {
    if matches!(ctx.caller.kind, CallerKind::Role { .. }) && seconds > ROLE_SECONDS_DEFAULT {
        return Err(validation(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        ));
    }
    if seconds > role.session_seconds_max {
        return Err(validation(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    Ok(())
}

/// Asks the role's trust policy and the caller's own policies.
///
/// The trust policy has to allow it. Of another account's role, and of a role whose trust policy allows it to the account as
/// a whole or to everybody, the caller's policies have to allow it too; where the trust policy names the caller itself in the
/// same account, they only must not deny it.
///
/// Source: IAM user guide, "Policy evaluation logic" (identity-based with resource-based policies, cross-account), "How
/// permissions boundaries limit resource-based policies". Everybody is read as delegated, the narrower reading.
fn permit(ctx: &mut Ctx<'_, Iam>, account: &str, role: &Role, input: &AssumeRoleRequest) -> Result<()> {
    const ACTION: &str = "sts:AssumeRole";
    let arn = role.arn(account);
    let document = trust::in_force(&mut ctx.tx, role)?;
    let trusting = documents::normalised(&role.trust, &document)?;
    let direct = evaluate::granting(&document, false);
    let direct = if direct.statements.is_empty() {
        None
    } else {
        Some(documents::normalised(&role.trust, &direct)?)
    };
    let mut keys = permissions::call_keys(ctx)?;
    permissions::resource_tags(&role.entity.tags, &mut keys);
    keys.extend([(
        "sts:rolesessionname".to_owned(),
        vec![input.role_session_name.clone()],
    )]);
    if let Some(id) = &input.external_id {
        keys.extend([("sts:externalid".to_owned(), vec![id.clone()])]);
    }
    let policies = identity::policies(ctx.tx.store(), ctx.caller)?;
    let (trusted, named, own) = keys.ask(principal(ctx.caller), ACTION, &arn, |request| {
        (
            decide([&trusting], request),
            decide(direct.as_ref(), request),
            Decisions::of(&policies, request),
        )
    });
    if trusted != Decision::Allow {
        let why = match trusted {
            Decision::ExplicitDeny => "with an explicit deny in a resource-based policy",
            Decision::Allow | Decision::ImplicitDeny => "",
        };
        return Err(permissions::denied(ctx, ACTION, &input.role_arn, why));
    }
    let granted = named == Decision::Allow && account == ctx.account();
    let own = Decisions {
        // A boundary does not limit what a policy of a resource grants to a user by its ARN.
        boundary: own.boundary.filter(|boundary| {
            let is_user = matches!(ctx.caller.kind, CallerKind::User { .. });
            !(granted && is_user && *boundary == Decision::ImplicitDeny)
        }),
        ..own
    };
    match own.refusal(ACTION, granted) {
        None => Ok(()),
        Some(why) => Err(permissions::denied(ctx, ACTION, &input.role_arn, &why)),
    }
}

/// What narrows a session.
#[derive(Default)]
struct Narrowing {
    /// Session policies: name and document.
    policies: Vec<(String, String)>,
    /// How much of their limit they use; `None` where there are none.
    percent: Option<i32>,
}

/// The session policies of a call.
fn session_policies(ctx: &mut Ctx<'_, Iam>, account: &str, input: &AssumeRoleRequest) -> Result<Narrowing> {
    let arns = input.policy_arns.clone().unwrap_or_default();
    if input.policy.is_none() && arns.is_empty() {
        return Ok(Narrowing::default());
    }
    if arns.len() > SESSION_POLICY_ARNS_MAX {
        return Err(validation(format!(
            "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less \
             than or equal to {SESSION_POLICY_ARNS_MAX}"
        )));
    }
    let mut policies = Vec::new();
    let mut characters = 0;
    if let Some(text) = &input.policy {
        documents::identity(text)?;
        characters += text.chars().count();
        policies.push(("session policy".to_owned(), text.clone()));
    }
    for arn in arns.into_iter().filter_map(|descriptor| descriptor.arn) {
        characters += arn.chars().count();
        let mine = names::split(&arn).is_some_and(|(of, ..)| of == account || of == names::AWS_ACCOUNT);
        let found = if mine {
            identity::managed_policy(&mut ctx.tx, &arn)?
        } else {
            None
        };
        let found = found
            .ok_or_else(|| malformed_policy(format!("The policy {arn} does not exist or cannot be used")))?;
        policies.push((found.id, found.text));
    }
    if characters > SESSION_POLICY_CHARACTERS_MAX {
        return Err(Error::new(
            "PackedPolicyTooLarge",
            400,
            format!(
                "The session policies have {characters} characters, at most {SESSION_POLICY_CHARACTERS_MAX} are possible"
            ),
        ));
    }
    let percent = (characters * 100).div_ceil(SESSION_POLICY_CHARACTERS_MAX);
    Ok(Narrowing {
        policies,
        percent: i32::try_from(percent).ok(),
    })
}

/// Makes the credentials of a session that begins at this second.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    issued: i64,
    account: String,
    of: SessionOf,
    policies: Vec<(String, String)>,
    seconds: i32,
) -> Result<Credentials> {
    sweep(tx, issued)?;
    let id = names::access_key_id(TEMPORARY_PREFIX)?;
    let token = names::session_token()?;
    let session = Session {
        account,
        of,
        secret: StoredSecret(names::secret()?),
        token_sha256: token_sha256(&token),
        issued,
        expires: issued.saturating_add(i64::from(seconds)),
        policies,
    };
    tx.put_at(session_key(&id), "", &session)?;
    Ok(Credentials {
        access_key_id: id,
        secret_access_key: session.secret.0,
        session_token: token,
        expiration: EpochSeconds(session.expires),
    })
}

/// Removes some of the sessions that are over, beginning at a random place.
fn sweep(tx: &mut Tx<'_>, now: i64) -> Result<()> {
    let from = names::access_key_id(TEMPORARY_PREFIX)?;
    let found = tx.store().list(&Filter {
        account: "",
        region: "",
        kind: Session::KIND,
        parent: None,
        after: Some(&from),
        limit: SWEPT_PER_CALL,
    })?;
    for document in found {
        if decode::<Session>(&document.key, &document.body)?.expires <= now {
            tx.delete_at(document.key);
        }
    }
    Ok(())
}
