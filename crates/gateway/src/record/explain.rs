//! A record put to its policy as a question: while the request runs, and once more afterwards.

use api_model::Deployment;
use iam_policy::{Caller, Context, Decision, Request};

use super::{DecisionRecord, RecordedCaller};

/// The action of every request.
pub(crate) const ACTION: &str = "execute-api:Invoke";

/// The key of the private custom domain name that a request came by, in lower case.
///
/// Source: API Gateway developer guide, "Custom domain names for private APIs in API Gateway".
pub(super) const VIA_DOMAIN_ARN: &str = "execute-api:viadomainarn";

/// The condition keys, in lower case, that every question about a signed caller has beside those the caller brings along and
/// those with a slot of their own.
///
/// Source: IAM user guide, "AWS global condition context keys": the region of the endpoint that was called; nobody calls for
/// somebody else here, and no caller is an AWS service.
pub const GIVEN_KEYS: [&str; 3] = [
    "aws:requestedregion",
    "aws:viaawsservice",
    "aws:principalisawsservice",
];

/// Values of one header that are put to a policy without allocating; more are put with an allocation.
const VALUES_INLINE: usize = 4;

/// Asks with the question that `record` holds. The one place where a record becomes a policy's request. `named`: whether
/// whoever is asked reads keys that have no slot of their own; gathering them takes memory.
pub(crate) fn with_question<T>(
    record: &DecisionRecord,
    named: bool,
    ask: impl FnOnce(&Request<'_>) -> T,
) -> T {
    let (agents, referers) = (&record.user_agent, &record.referer);
    let forms = &record.deny_forms;
    with_texts(agents.count(), agents.iter(), |user_agent| {
        with_texts(referers.count(), referers.iter(), |referer| {
            with_texts(forms.len(), forms.iter().map(String::as_str), |deny_forms| {
                with_named(record, named, |named| {
                    ask(&Request {
                        caller: caller(record),
                        action: ACTION,
                        resource: &record.arn,
                        resource_deny_forms: deny_forms,
                        context: Context {
                            source_ip: record.source_ip,
                            vpc_source_ip: record.vpc_source_ip,
                            time: Some(record.time),
                            secure_transport: Some(record.secure_transport),
                            user_agent,
                            referer,
                            source_vpc: present(&record.source_vpc),
                            source_vpce: present(&record.source_vpce),
                            named,
                        },
                    })
                })
            })
        })
    })
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn caller(record: &DecisionRecord) -> Caller<'_> {
    match &record.caller {
        RecordedCaller::Anonymous => Caller::Anonymous,
        RecordedCaller::Signed(facts) => Caller::Principal {
            arn: &facts.arn,
            role_arn: facts.role_arn.as_deref(),
            account: &facts.account,
        },
    }
}

/// The keys without a slot of their own: those the caller brings along, and the private custom domain name.
fn with_named<T>(record: &DecisionRecord, named: bool, then: impl FnOnce(&[(&str, &[&str])]) -> T) -> T {
    let signed = matches!(record.caller, RecordedCaller::Signed(_));
    if !named || !signed && record.via_domain_arn.is_empty() {
        return then(&[]);
    }
    let mut keys: Vec<(&str, Vec<&str>)> = match &record.caller {
        RecordedCaller::Anonymous => Vec::new(),
        RecordedCaller::Signed(facts) => facts
            .keys
            .iter()
            .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()))
            .collect(),
    };
    if signed {
        let [requested_region, via_service, is_service] = GIVEN_KEYS;
        keys.extend([(via_service, vec!["false"]), (is_service, vec!["false"])]);
        if let Some(region) = region(&record.arn) {
            keys.push((requested_region, vec![region]));
        }
    }
    if let Some(arn) = present(&record.via_domain_arn) {
        keys.push((VIA_DOMAIN_ARN, vec![arn]));
    }
    let keys: Vec<(&str, &[&str])> = keys
        .iter()
        .map(|(name, values)| (*name, values.as_slice()))
        .collect();
    then(&keys)
}

/// The region of the API that is called.
fn region(arn: &str) -> Option<&str> {
    arn.split(':').nth(3).filter(|region| !region.is_empty())
}

/// Puts texts into a slice of references, on the stack where they are few.
fn with_texts<'a, T>(
    count: usize,
    texts: impl Iterator<Item = &'a str>,
    then: impl FnOnce(&[&'a str]) -> T,
) -> T {
    if count == 0 {
        return then(&[]);
    }
    if count > VALUES_INLINE {
        return then(&texts.collect::<Vec<_>>());
    }
    let mut inline = [""; VALUES_INLINE];
    for (slot, text) in inline.iter_mut().zip(texts) {
        *slot = text;
    }
    then(inline.get(..count).unwrap_or(&[]))
}

/// Why a record cannot be explained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExplainError {
    /// The stage has no policy.
    #[error("stage `{stage}` of API `{api}` has no resource policy: every request is let through")]
    NoPolicy {
        /// The API.
        api: String,
        /// The stage.
        stage: String,
    },
    /// The record is of another API or stage.
    #[error(
        "the record is of stage `{record_stage}` of API `{record_api}`, not of stage `{stage}` of API `{api}`"
    )]
    OtherStage {
        /// The record's API.
        record_api: String,
        /// The record's stage.
        record_stage: String,
        /// The deployment's API.
        api: String,
        /// The deployment's stage.
        stage: String,
    },
    /// The request was refused before the policy was asked.
    #[error("the request was refused before the resource policy was asked: {0}")]
    NotAsked(String),
    /// Texts of the record were cut, so that the policy might answer otherwise.
    #[error("the record's texts were too long to be kept whole, so it cannot be put to the policy again")]
    Cut,
}

/// Puts a saved record to the policy of `deployment` once more and tells how each statement fared.
///
/// The policy need not be the one that decided then: a record can be tried against a new policy.
pub fn explain(
    record: &DecisionRecord,
    deployment: &Deployment,
) -> Result<iam_policy::Explanation, ExplainError> {
    let (api, stage) = (deployment.identity.api.as_str(), deployment.stage.name.as_str());
    // What a request came through is asked before the API's policy, about the same resource.
    let refused_on_the_way = [record.endpoint_decision, record.domain_decision]
        .iter()
        .flatten()
        .any(|decision| *decision != Decision::Allow);
    if record.arn.is_empty() || refused_on_the_way {
        return Err(ExplainError::NotAsked(record.error_message.clone()));
    }
    if (record.api.as_str(), record.stage.as_str()) != (api, stage) {
        return Err(ExplainError::OtherStage {
            record_api: record.api.clone(),
            record_stage: record.stage.clone(),
            api: api.to_owned(),
            stage: stage.to_owned(),
        });
    }
    if record.cut {
        return Err(ExplainError::Cut);
    }
    let policy = deployment.policy.as_ref().ok_or_else(|| ExplainError::NoPolicy {
        api: api.to_owned(),
        stage: stage.to_owned(),
    })?;
    Ok(with_question(record, true, |question| {
        iam_policy::explain(&policy.policy, question)
    }))
}
