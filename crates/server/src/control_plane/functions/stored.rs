//! Functions out of the store, ready to be called, with whoever may call them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use functions::FunctionSpec;
use gateway::FunctionFault;
use iam_policy::{Context, Decision, IdentityPolicies, Request, ResourceOutcome, Table};
use portcullis_core::Timestamp;
use store::Store;
use svc_iam::{Organizations, ServiceRole};
use svc_lambda::{FunctionName, FunctionPolicy, PackageFolder};

use crate::clock;
use crate::control_plane::callers::sources;

/// Who calls functions behind APIs.
const SERVICE: &str = "apigateway.amazonaws.com";
/// What a call is, to policies.
const INVOKE: &str = "lambda:InvokeFunction";
/// The name of the sessions that API Gateway begins of the roles it calls with.
const SESSION: &str = "BackplaneAssumeRoleSession";
/// Functions with their callers that are remembered at most.
const KNOWN_MAX: usize = 10_000;

/// How long the credentials of a function's role are good.
pub(super) const ROLE_TIME_S: i32 = 43_200;
/// How long a worker takes new calls at most, so that its credentials outlast every one of them.
const WORKER_TIME_MS: i64 = 21_600_000;

/// What a call is about: the function as it is called, the role it is called with, whose API it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Wanted {
    pub(super) function: Arc<str>,
    pub(super) credentials: Option<Arc<str>>,
    pub(super) account: Arc<str>,
}

/// A function, ready to be called.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) spec: Arc<FunctionSpec>,
    name: FunctionName,
    policy: Option<FunctionPolicy>,
    role: Option<Acting>,
    period: i64,
}

/// A role that the function is called with.
#[derive(Debug)]
struct Acting {
    role: ServiceRole,
    policies: IdentityPolicies,
    keys: Vec<(String, Vec<String>)>,
}

/// What was read of functions.
#[derive(Debug)]
pub(super) struct Known {
    store: Arc<dyn Store>,
    packages: Arc<PackageFolder>,
    organizations: Organizations,
    remembered: Mutex<Remembered>,
}

#[derive(Debug, Default)]
struct Remembered {
    targets: HashMap<Wanted, Arc<Target>>,
    /// Counts how often everything was forgotten.
    forgotten: u64,
}

impl Known {
    pub(super) fn new(
        store: Arc<dyn Store>,
        packages: Arc<PackageFolder>,
        organizations: Organizations,
    ) -> Self {
        Self {
            store,
            packages,
            organizations,
            remembered: Mutex::default(),
        }
    }

    /// What is remembered of a call's function. Does not block.
    pub(super) fn recall(&self, wanted: &Wanted) -> Option<Arc<Target>> {
        let found = self.lock().targets.get(wanted).map(Arc::clone)?;
        (found.period == period(clock::now())).then_some(found)
    }

    /// Reads what a call's function is. Blocks on the store.
    pub(super) fn read(&self, wanted: &Wanted) -> Result<Arc<Target>, FunctionFault> {
        let forgotten = self.lock().forgotten;
        let target = Arc::new(self.load(wanted)?);
        let mut remembered = self.lock();
        // What changed meanwhile may not be in it.
        if remembered.forgotten == forgotten {
            if remembered.targets.len() >= KNOWN_MAX {
                remembered.targets.clear();
            }
            remembered.targets.insert(wanted.clone(), Arc::clone(&target));
        }
        Ok(target)
    }

    /// Forgets everything.
    pub(super) fn forget(&self) {
        let mut remembered = self.lock();
        remembered.forgotten += 1;
        remembered.targets.clear();
    }

    fn load(&self, wanted: &Wanted) -> Result<Target, FunctionFault> {
        let unread =
            |error: control::Error| FunctionFault::Unavailable(error.detail.unwrap_or(error.message));
        let none = || FunctionFault::NotFound(wanted.function.to_string());
        let name = FunctionName::from_arn(&wanted.function).ok_or_else(none)?;
        let role = match &wanted.credentials {
            Some(arn) => Some(self.acting(arn, &wanted.account)?),
            None => None,
        };
        let policy = FunctionPolicy::load(&*self.store, &name).map_err(unread)?;
        let spec = svc_lambda::find(&*self.store, &self.packages, &name)
            .map_err(unread)?
            .ok_or_else(none)?;
        if !spec.code.is_dir() {
            return Err(FunctionFault::Unavailable(format!(
                "the package of `{}` is not in the data folder of this process: it was uploaded to another one, or removed; \
                 upload it here",
                wanted.function
            )));
        }
        let now = clock::now();
        Ok(Target {
            spec: Arc::new(lasting(spec, now)),
            name,
            policy,
            role,
            period: period(now),
        })
    }

    fn acting(&self, arn: &str, account: &str) -> Result<Acting, FunctionFault> {
        let unread =
            |error: control::Error| FunctionFault::Unavailable(error.detail.unwrap_or(error.message));
        let role = ServiceRole::load(&*self.store, arn, SESSION).map_err(unread)?;
        // Roles of other accounts are not handed to a service by whoever makes an API (`iam:PassRole`).
        let mut role = role
            .filter(|role| role.caller.account == account)
            .ok_or_else(|| {
                FunctionFault::NotPermitted(format!(
                    "the account {account} has no role `{arn}` to call it with"
                ))
            })?;
        let keys =
            svc_iam::principal_keys(&*self.store, &role.caller, &self.organizations).map_err(unread)?;
        let is_known = |key: &str| {
            let given = ["aws:currenttime", "aws:epochtime"].contains(&key);
            given || keys.iter().any(|(name, _)| name == key)
        };
        let held = sources(std::mem::take(&mut role.policies));
        Ok(Acting {
            policies: IdentityPolicies::new(&held, &is_known),
            keys,
            role,
        })
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Target {
    /// Whether API Gateway may call it for a method or an authorizer; or why not, for operators.
    pub(super) fn permits(&self, source_arn: &str, source_account: &str) -> Result<(), String> {
        match &self.role {
            None => self.permits_service(source_arn, source_account),
            Some(role) => self.permits_role(role, source_arn, source_account),
        }
    }

    fn permits_service(&self, source_arn: &str, source_account: &str) -> Result<(), String> {
        let caller = iam_policy::Caller::Service(SERVICE);
        let decision = match &self.policy {
            Some(policy) => policy.decide(caller, Some(source_arn), Some(source_account)),
            None => Decision::ImplicitDeny,
        };
        if decision == Decision::Allow {
            return Ok(());
        }
        Err(format!(
            "the policy of `{}` does not let {SERVICE} call it for `{source_arn}`: add a permission with AddPermission, or give \
             the API a role to call it with",
            self.name.arn()
        ))
    }

    fn permits_role(&self, acting: &Acting, source_arn: &str, source_account: &str) -> Result<(), String> {
        let now = clock::now();
        let role = &acting.role;
        let role_arn = match &role.caller.kind {
            control::CallerKind::Role { role_arn, .. } => role_arn.as_str(),
            control::CallerKind::Root | control::CallerKind::User { .. } => "",
        };
        if !role.trusts(SERVICE, Some((source_arn, source_account)), now) {
            return Err(format!(
                "the trust policy of `{role_arn}` does not let {SERVICE} assume it"
            ));
        }
        let caller = iam_policy::Caller::Principal {
            arn: &role.caller.arn,
            role_arn: Some(role_arn),
            account: &role.caller.account,
        };
        let keys: Vec<(&str, Vec<&str>)> = acting
            .keys
            .iter()
            .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()))
            .collect();
        let named: Vec<(&str, &[&str])> = keys
            .iter()
            .map(|(name, values)| (*name, values.as_slice()))
            .collect();
        let arn = self.name.arn();
        let request = Request {
            caller,
            action: INVOKE,
            resource: &arn,
            resource_deny_forms: &[],
            context: Context {
                time: Some(now),
                named: &named,
                ..Context::default()
            },
        };
        let resource = match &self.policy {
            Some(policy) => policy.outcome(&request),
            None => ResourceOutcome::NO_POLICY,
        };
        let identity = acting.policies.decide(&request);
        let verdict = Table::of(&role.caller.account, &self.name.account).verdict(&identity, resource);
        if verdict.decision() == Decision::Allow {
            return Ok(());
        }
        let mut why = format!("`{role_arn}` may not call `{arn}`");
        verdict.push_reason(INVOKE, &mut why);
        Err(why)
    }
}

/// A function whose workers are replaced before the credentials of their role end.
pub(super) fn lasting(spec: FunctionSpec, now: Timestamp) -> FunctionSpec {
    FunctionSpec {
        generation: format!("{}/{}", spec.generation, period(now)),
        ..spec
    }
}

fn period(now: Timestamp) -> i64 {
    now.epoch_ms.div_euclid(WORKER_TIME_MS)
}
