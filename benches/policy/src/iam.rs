//! Our side.

use std::hint::black_box;

use anyhow::{Result, bail};
use iam_policy::{Caller, Compiled, Context, Decision, Document, Kind, Policy, Request, Sourced};
use portcullis_core::Timestamp;

use crate::cases::Case;
use crate::report::Engine;
use crate::timing;

/// Longer than any policy here; AWS's own limit is not what is measured.
const CHARACTERS_MAX: usize = 100_000_000;

/// Builds the policy, checks every answer and times the decisions.
pub(crate) fn measure(case: &Case) -> Result<Engine> {
    let built = timing::build(|| compile(case))?;
    let user_agents: Vec<[&str; 1]> = case
        .questions
        .iter()
        .map(|question| [question.user_agent])
        .collect();
    let typed = case
        .questions
        .iter()
        .zip(&user_agents)
        .map(|(question, user_agent)| Request {
            caller: Caller::Anonymous,
            action: "execute-api:Invoke",
            resource: &question.resource,
            resource_deny_forms: &[],
            context: Context {
                source_ip: Some(question.source_ip),
                time: Some(Timestamp {
                    epoch_ms: question.epoch_seconds * 1000,
                }),
                secure_transport: Some(question.secure_transport),
                user_agent,
                ..Context::default()
            },
        });
    let (mut allowed, mut refused) = (Vec::new(), Vec::new());
    for (question, request) in case.questions.iter().zip(typed) {
        let outcome = built.value.decide(&request);
        if (outcome.decision == Decision::Allow) != question.allowed {
            bail!(
                "{}: {} from {} is answered {outcome:?}",
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
    let time = |requests: &[Request<'_>]| {
        timing::measure(|at| {
            let request = black_box(&requests[at % requests.len()]);
            black_box(built.value.decide(request));
        })
    };
    Ok(Engine {
        allowed: time(&allowed),
        refused: time(&refused),
        build_seconds: built.seconds,
        held_bytes: built.held_bytes,
    })
}

fn compile(case: &Case) -> Result<Compiled> {
    let (mut document, _) = match Document::parse(&case.iam, Kind::Resource) {
        Ok(parsed) => parsed,
        Err(findings) => bail!("the policy does not parse: {findings:?}"),
    };
    if let Some(entry) = document
        .statements
        .first_mut()
        .and_then(|statement| statement.conditions.first_mut())
    {
        let span = entry.key.span;
        entry.values.extend(case.more_blocks.iter().map(|block| Sourced {
            value: block.clone(),
            span,
        }));
    }
    match Policy::new(&document, None, CHARACTERS_MAX) {
        Ok(policy) => Ok(Compiled::new(&policy)),
        Err(findings) => bail!("the policy is refused: {findings:?}"),
    }
}
