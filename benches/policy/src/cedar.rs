//! The peer.
//!
//! Address and texts are attributes of the context, typed before the clock starts; there are no entities and no schema.

use std::hint::black_box;
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request,
    RestrictedExpression as Expression,
};

use crate::cases::{Case, Question};
use crate::report::Engine;
use crate::timing;

/// Builds the policies, checks every answer and times the decisions.
pub(crate) fn measure(case: &Case, text: &str) -> Result<Engine> {
    let built = timing::build(|| PolicySet::from_str(text).context("the peer's policies do not parse"))?;
    let (authorizer, entities) = (Authorizer::new(), Entities::empty());
    let (mut allowed, mut refused) = (Vec::new(), Vec::new());
    for question in &case.questions {
        let request = request(question)?;
        let response = authorizer.is_authorized(&request, &built.value, &entities);
        if let Some(error) = response.diagnostics().errors().next() {
            bail!("the peer in {}: {error}", case.name);
        }
        if (response.decision() == Decision::Allow) != question.allowed {
            bail!(
                "the peer in {}: wrong for {} from {}",
                case.name,
                question.resource,
                question.source_ip
            );
        }
        if question.allowed {
            &mut allowed
        } else {
            &mut refused
        }
        .push(request);
    }
    let time = |requests: &[Request]| {
        timing::measure(|at| {
            let request = black_box(&requests[at % requests.len()]);
            black_box(authorizer.is_authorized(request, &built.value, &entities));
        })
    };
    Ok(Engine {
        allowed: time(&allowed),
        refused: time(&refused),
        build_seconds: built.seconds,
        held_bytes: built.held_bytes,
    })
}

fn request(question: &Question) -> Result<Request> {
    let context = Context::from_pairs([
        (
            "source_ip".to_owned(),
            Expression::new_ip(question.source_ip.to_string()),
        ),
        (
            "resource_arn".to_owned(),
            Expression::new_string(question.resource.clone()),
        ),
        (
            "user_agent".to_owned(),
            Expression::new_string(question.user_agent.to_owned()),
        ),
        (
            "secure_transport".to_owned(),
            Expression::new_bool(question.secure_transport),
        ),
        (
            "epoch_seconds".to_owned(),
            Expression::new_long(question.epoch_seconds),
        ),
    ])?;
    let uid = |text: &str| EntityUid::from_str(text).with_context(|| format!("bad name `{text}`"));
    let (principal, action, resource) = (
        uid("Caller::\"anonymous\"")?,
        uid("Action::\"Invoke\"")?,
        uid("Api::\"a1b2c3d4e5\"")?,
    );
    Ok(Request::new(principal, action, resource, context, None)?)
}
