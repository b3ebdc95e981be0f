//! An immutable snapshot of an API for one stage, compiled to serve.

use std::collections::BTreeMap;

use portcullis_core::{AccountId, ApiId, InvokeArn, Partition, Region};
use sha2::{Digest, Sha256};
use source_text::{Diagnostic, Span};

use crate::{
    ApiKeySource, Authorization, Authorizer, EndpointType, FaultyMethods, GatewayResponses, Integration,
    Method, Resource, RestApi, Router, StageSettings, UriText,
};

/// Whose API it is and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Such as `aws`.
    pub partition: Partition,
    /// Such as `eu-west-1`.
    pub region: Region,
    /// The owner.
    pub account: AccountId,
    /// The id of the API.
    pub api: ApiId,
}

/// Where a definition came from, for messages, explanations and records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file as the user named it.
    pub file: String,
    /// Its text, to show excerpts from.
    pub text: String,
}

/// A resource policy, ready to decide and to be explained.
#[derive(Debug)]
pub struct DeployedPolicy {
    /// As written.
    pub document: iam_policy::Document,
    /// Normalised, shorthand expanded: what is explained and linted.
    pub policy: iam_policy::Policy,
    /// The form that decides.
    pub compiled: iam_policy::Compiled,
}

/// Why an API cannot be deployed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the definition cannot be deployed: {} found", if findings.len() == 1 { "1 error".to_owned() } else { format!("{} errors", findings.len()) })]
pub struct DeployError {
    /// Every reason.
    pub findings: Vec<Diagnostic>,
}

/// The snapshot.
#[derive(Debug)]
pub struct Deployment {
    /// Whose it is.
    pub identity: Identity,
    /// The API's name.
    pub api_name: String,
    /// The stage.
    pub stage: StageSettings,
    /// `$context.deploymentId`: derived from API, stage and definition, so that the same content has the same id.
    pub deployment_id: String,
    /// The head of every invocation ARN.
    pub arn: InvokeArn,
    /// The resource policy.
    pub policy: Option<DeployedPolicy>,
    /// The routes.
    pub router: Router,
    /// Models by name, as in [`RestApi::models`].
    pub models: BTreeMap<String, String>,
    /// Authorizers, as in [`RestApi::authorizers`], the stage's variables filled in.
    pub authorizers: BTreeMap<String, Authorizer>,
    /// Authorizers that cannot be asked, by the same names, and why. Where [`FaultyMethods::Fail`] is set there are none.
    pub faulty_authorizers: BTreeMap<String, String>,
    /// Where the API may be reached from.
    pub endpoint_type: EndpointType,
    /// Customised gateway responses.
    pub gateway_responses: GatewayResponses,
    /// Media types taken as binary.
    pub binary_media_types: Vec<String>,
    /// Where API keys are read from.
    pub api_key_source: ApiKeySource,
    /// Whether the default host is closed.
    pub disable_execute_api_endpoint: bool,
    /// Where the definition came from.
    pub origin: Origin,
    /// Extensions that were accepted without being enforced (`--allow-unenforced`), as `name at file:line`; for whoever
    /// imported the definition to fill in.
    pub unenforced: Vec<String>,
}

impl Deployment {
    /// Compiles `api` for one stage. Every reason not to is told.
    pub fn new(
        api: &RestApi,
        identity: Identity,
        stage: StageSettings,
        origin: Origin,
    ) -> Result<Self, DeployError> {
        let mut findings = stage.check();
        if api.resources.values().all(|resource| resource.methods.is_empty()) {
            let message = "the API has no methods";
            findings.push(Diagnostic::error(
                "no-methods",
                Span::default(),
                message,
                "declare at least one",
            ));
        }
        if api.endpoint_type == EndpointType::Private && api.policy.is_none() {
            // AWS's words, recorded.
            let message = "Private REST API doesn't have a resource policy attached to it";
            let remedy = "write a policy that says through which VPC endpoints the API is called";
            findings.push(Diagnostic::error(
                "private-without-policy",
                Span::default(),
                message,
                remedy,
            ));
        }
        check_authorizers(api, &mut findings);
        let mut authorizers = BTreeMap::new();
        let mut faulty_authorizers = BTreeMap::new();
        for (name, authorizer) in &api.authorizers {
            match (authorizer.fill(&stage.variables), stage.faulty_methods) {
                (Ok(authorizer), _) => {
                    authorizers.insert(name.clone(), authorizer);
                }
                (Err(finding), FaultyMethods::Refuse) => {
                    faulty_authorizers.insert(name.clone(), finding.message);
                }
                (Err(finding), FaultyMethods::Fail) => findings.push(finding),
            }
        }
        let policy = api.policy.as_ref().and_then(|document| {
            deploy_policy(document, &identity, stage.policy_characters_max)
                .map_err(|errors| findings.extend(errors))
                .ok()
        });
        let resources: Vec<_> = api
            .resources
            .values()
            .map(|resource| {
                let methods = deploy_methods(resource, &stage, &mut findings);
                (resource.path.clone(), resource.span, methods)
            })
            .collect();
        let router = Router::new(resources)
            .map_err(|errors| findings.extend(errors))
            .ok();
        match router {
            Some(router) if findings.is_empty() => Ok(Self {
                arn: InvokeArn::new(
                    &identity.partition,
                    &identity.region,
                    &identity.account,
                    &identity.api,
                    &stage.name,
                ),
                deployment_id: deployment_id(&identity, &stage, &origin),
                identity,
                api_name: api.name.clone(),
                stage,
                policy,
                router,
                models: api.models.clone(),
                authorizers,
                faulty_authorizers,
                endpoint_type: api.endpoint_type,
                gateway_responses: api.gateway_responses.clone(),
                binary_media_types: api.binary_media_types.clone(),
                api_key_source: api.api_key_source,
                disable_execute_api_endpoint: api.disable_execute_api_endpoint,
                origin,
                unenforced: Vec::new(),
            }),
            _ => {
                findings.sort_by_key(|finding| finding.span.start);
                Err(DeployError { findings })
            }
        }
    }
}

fn deploy_policy(
    document: &iam_policy::Document,
    identity: &Identity,
    characters_max: usize,
) -> Result<DeployedPolicy, Vec<Diagnostic>> {
    let scope = iam_policy::Scope {
        partition: identity.partition.clone(),
        region: identity.region.clone(),
        account: identity.account.clone(),
        api_id: identity.api.clone(),
    };
    let policy = iam_policy::Policy::new(document, Some(&scope), characters_max)?;
    let compiled = iam_policy::Compiled::new(&policy);
    Ok(DeployedPolicy {
        document: document.clone(),
        policy,
        compiled,
    })
}

/// A method whose authorizer is not there could be let in by nobody; that it is refused here is a second lock.
fn check_authorizers(api: &RestApi, findings: &mut Vec<Diagnostic>) {
    for resource in api.resources.values() {
        for method in &resource.methods {
            let (named, fits) = match &method.authorization {
                Authorization::None | Authorization::Iam | Authorization::Refused { .. } => continue,
                Authorization::UserPools { authorizer, .. } => {
                    let found = api.authorizers.get(authorizer);
                    (authorizer, found.map(|it| matches!(it, Authorizer::UserPools(_))))
                }
                Authorization::Custom { authorizer } => {
                    let found = api.authorizers.get(authorizer);
                    (authorizer, found.map(|it| matches!(it, Authorizer::Lambda(_))))
                }
            };
            if fits != Some(true) {
                let what = if fits.is_none() {
                    "is not there"
                } else {
                    "is of another type"
                };
                let message = format!(
                    "`{} {}` is guarded by the authorizer `{named}`, which {what}",
                    method.verb.as_str(),
                    resource.path
                );
                findings.push(Diagnostic::error(
                    "unknown-authorizer",
                    method.span,
                    message,
                    "define it, or correct the name",
                ));
            }
        }
    }
}

fn deploy_methods(resource: &Resource, stage: &StageSettings, findings: &mut Vec<Diagnostic>) -> Vec<Method> {
    let mut deploy = |method: &Method<UriText>| {
        let filled = method.integration.fill(&stage.variables);
        let integration = match (filled, stage.faulty_methods) {
            (Ok(integration), _) => integration,
            (Err(finding), FaultyMethods::Refuse) => Integration::Refused {
                named: finding.message,
            },
            (Err(finding), FaultyMethods::Fail) => {
                findings.push(finding);
                return None;
            }
        };
        Some(Method {
            verb: method.verb,
            span: method.span,
            operation_name: method.operation_name.clone(),
            authorization: method.authorization.clone(),
            api_key_required: method.api_key_required,
            request_parameters: method.request_parameters.clone(),
            validate_request_parameters: method.validate_request_parameters,
            body_models: method.body_models.clone(),
            integration,
            response_statuses: method.response_statuses.clone(),
        })
    };
    resource.methods.iter().filter_map(&mut deploy).collect()
}

/// Ten lower-case letters and digits, as AWS's ids look, from a hash of what is deployed.
fn deployment_id(identity: &Identity, stage: &StageSettings, origin: &Origin) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut hash = Sha256::new();
    // Each part is preceded by its length, so that no two contents run together to the same bytes.
    let mut add = |part: &str| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    };
    add(identity.api.as_str());
    add(stage.name.as_str());
    for (name, value) in &stage.variables {
        add(name);
        add(value);
    }
    add(&origin.text);
    let letter = |byte: u8| {
        ALPHABET
            .get(usize::from(byte % 32))
            .copied()
            .map_or('a', char::from)
    };
    hash.finalize()
        .iter()
        .take(10)
        .map(|byte| letter(*byte))
        .collect()
}

#[cfg(test)]
mod tests;
