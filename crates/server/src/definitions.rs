//! From definition files to what is served: read, import, deploy, lint. All findings of all files are gathered.

#[cfg(test)]
mod tests;

use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use api_model::{Authorization, Deployment, Identity, Origin, StageSettings};
use gateway::{Snapshot, SnapshotChange, SnapshotError, Stage};
use iam_policy::LintFacts;
use serde_json::{Value, json};
use source_text::{Diagnostic, LineIndex, SOURCE_BYTES_MAX};

use crate::api_id;
use crate::config::{DefinitionFile, DefinitionsConfig, pools_without_issuer};
use crate::findings::{FileFindings, Problem};

/// One definition, ready to serve.
#[derive(Debug)]
pub struct Served {
    /// The compiled definition.
    pub deployment: Arc<Deployment>,
    /// Warnings and advice about it.
    pub advice: FileFindings,
}

/// Everything that is served together.
#[derive(Debug, Default)]
pub struct ServedSet {
    /// The definitions, in the order of the settings.
    pub apis: Vec<Served>,
}

/// An explanation of a decision record.
#[derive(Debug)]
pub struct Explained {
    /// `iam_policy::Explanation` as JSON; null where no policy was asked.
    pub json: Value,
    /// The same for people, with the record's own facts above it.
    pub text: String,
    /// Why there is no explanation, or why it may differ from what happened.
    pub note: Option<String>,
}

/// Reads a definition or a policy from a file; the error says what to do about it.
pub fn read_text(path: &Path) -> Result<String, String> {
    let name = path.display().to_string();
    let file = std::fs::File::open(path).map_err(|error| format!("cannot read `{name}`: {error}"))?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(format!("`{name}` is a folder: name the files in it"));
    }
    text_of(&name, file)
}

/// The text that `from` holds. More than any definition may have is not read.
pub fn text_of(name: &str, from: impl io::Read) -> Result<String, String> {
    let mut bytes = Vec::new();
    let bound = u64::try_from(SOURCE_BYTES_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    from.take(bound)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read `{name}`: {error}"))?;
    if bytes.len() > SOURCE_BYTES_MAX {
        return Err(format!(
            "`{name}` is too large: at most {SOURCE_BYTES_MAX} bytes are read"
        ));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| format!("`{name}` is not UTF-8 text: definitions and policies are JSON or YAML"))?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(format!(
            "`{name}` is empty: an API definition begins with `openapi` or `swagger`, a policy with `{{`"
        ));
    }
    Ok(text)
}

/// Reads, imports and compiles every file. On any error nothing is given but all errors (warnings stand beside them).
pub fn load(config: &DefinitionsConfig) -> Result<ServedSet, Vec<Problem>> {
    let mut apis = Vec::new();
    let mut problems = Vec::new();
    for file in &config.files {
        match load_file(file, config) {
            Ok(served) => apis.push(served),
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(same_ids(&apis).into_iter().map(Problem::Plain));
    if problems.is_empty() {
        Ok(ServedSet { apis })
    } else {
        Err(problems)
    }
}

/// Imports and compiles one file.
pub fn load_file(file: &DefinitionFile, config: &DefinitionsConfig) -> Result<Served, Problem> {
    let name = file.file.display().to_string();
    let text = read_text(&file.file).map_err(Problem::Plain)?;
    load_text(file, name, text, config)
}

fn load_text(
    file: &DefinitionFile,
    name: String,
    text: String,
    config: &DefinitionsConfig,
) -> Result<Served, Problem> {
    let problem = |text: &str, findings| {
        Problem::InFile(FileFindings {
            file: name.clone(),
            text: text.to_owned(),
            findings,
        })
    };
    let options = openapi::ImportOptions {
        allow_unenforced: config.allow_unenforced,
        timeout_ms_max: config.timeout_ms_max,
        // A usage plan lists stages that the store has, and what comes from a file is not there.
        api_keys: false,
        functions: config.functions,
    };
    let imported = openapi::import(&text, openapi::Format::Detect, options)
        .map_err(|findings| problem(&text, findings))?;
    let api = match &file.id {
        Some(id) => id.clone(),
        None => api_id::derive(&file.file, &imported.api.name)
            .map_err(|error| Problem::Plain(format!("`{name}`: {error}")))?,
    };
    let identity = Identity {
        partition: file.partition.clone(),
        region: file.region.clone(),
        account: file.account.clone(),
        api,
    };
    let mut stage = StageSettings::new(file.stage.clone());
    stage.variables.clone_from(&file.variables);
    stage.policy_characters_max = config.policy_characters_max;
    let origin = Origin {
        file: name.clone(),
        text: text.clone(),
    };
    let mut deployment = Deployment::new(&imported.api, identity, stage, origin)
        .map_err(|error| problem(&text, error.findings))?;
    deployment.unenforced = unenforced(&imported.unenforced, &name, &text);
    if let Some(pools) = &config.issued_pools {
        let lacking = pools_without_issuer(&deployment, pools);
        if !lacking.is_empty() {
            return Err(Problem::Plain(format!("`{name}`: {}", lacking.join("; "))));
        }
    }
    let mut findings = imported.warnings;
    findings.extend(advice(&deployment, config));
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    findings.dedup();
    Ok(Served {
        deployment: Arc::new(deployment),
        advice: FileFindings {
            file: name,
            text,
            findings,
        },
    })
}

/// `name at file:line` for every extension that is taken without being enforced.
fn unenforced(extensions: &[openapi::Unenforced], file: &str, text: &str) -> Vec<String> {
    let index = LineIndex::new(text);
    extensions
        .iter()
        .map(|one| {
            format!(
                "{} at {file}:{} ({})",
                one.name,
                index.position(one.span.start).line,
                one.why
            )
        })
        .collect()
}

/// What the policy probably does not mean, given where it serves.
fn advice(deployment: &Deployment, config: &DefinitionsConfig) -> Vec<Diagnostic> {
    let Some(policy) = &deployment.policy else {
        return Vec::new();
    };
    let routes: Vec<(&str, &str)> = deployment
        .router
        .routes()
        .iter()
        .map(|route| (route.method.verb.as_str(), route.resource_path.as_str()))
        .collect();
    let identity = &deployment.identity;
    let scope = iam_policy::Scope {
        partition: identity.partition.clone(),
        region: identity.region.clone(),
        account: identity.account.clone(),
        api_id: identity.api.clone(),
    };
    let arn = scope.api_arn();
    let facts = LintFacts {
        dual_stack: config.dual_stack,
        private_clients: config.private_clients,
        other_allow: Some(other_allow(deployment)),
        routes: Some(&routes),
        api_arn: Some(&arn),
    };
    iam_policy::lint(&policy.document, &facts)
}

/// Whether something beside the resource policy (an authorizer, an identity policy) can let callers of some method in.
fn other_allow(deployment: &Deployment) -> bool {
    deployment
        .router
        .routes()
        .iter()
        .any(|route| match route.method.authorization {
            // A good token lets nobody in whom the policy does not allow (API Gateway developer guide, "How API Gateway
            // resource policies affect authorization workflow").
            Authorization::None | Authorization::UserPools { .. } => false,
            Authorization::Iam | Authorization::Custom { .. } | Authorization::Refused { .. } => true,
        })
}

/// Files that came to the same API id without being the same API.
fn same_ids(apis: &[Served]) -> Vec<String> {
    let mut messages = Vec::new();
    for (at, one) in apis.iter().enumerate() {
        for other in apis.iter().skip(at + 1) {
            let (one, other) = (&one.deployment, &other.deployment);
            if one.identity.api == other.identity.api {
                if one.origin.file == other.origin.file {
                    messages.push(format!("`{}` is named twice: name it once", one.origin.file));
                    continue;
                }
                messages.push(format!(
                    "`{}` and `{}` both have the api id `{}`: give one of them another with `[[api]] id`",
                    one.origin.file, other.origin.file, one.identity.api
                ));
            }
        }
    }
    messages
}

impl ServedSet {
    /// The definitions as compiled stages, which can be served together.
    pub fn stages(&self) -> Result<Vec<Arc<Stage>>, Vec<Problem>> {
        let compile = |served: &Served| Stage::new(Arc::clone(&served.deployment), None).map(Arc::new);
        let stages: Result<Vec<_>, _> = self.apis.iter().map(compile).collect();
        let stages = stages.map_err(snapshot_problem)?;
        Snapshot::default()
            .update(vec![SnapshotChange::Files(stages.clone())])
            .map_err(snapshot_problem)?;
        Ok(stages)
    }

    /// Extensions that are taken without being enforced, of all files.
    pub fn unenforced(&self) -> impl Iterator<Item = &str> {
        self.apis
            .iter()
            .flat_map(|served| served.deployment.unenforced.iter().map(String::as_str))
    }

    /// The documented JSON form of `/_portcullis/apis`.
    pub fn json(&self) -> Value {
        let one = |served: &Served| {
            let deployment = &served.deployment;
            json!({
                "api": deployment.identity.api.as_str(),
                "name": deployment.api_name,
                "stage": deployment.stage.name.as_str(),
                "deployment": deployment.deployment_id,
                "file": deployment.origin.file,
                "arn": deployment.arn.head(),
                "routes": deployment.router.routes().len(),
                "policy": deployment.policy.as_ref().map(|policy| json!({
                    "statements": policy.document.statements.len(),
                    "advice": served.advice.findings.len(),
                })),
                "unenforced": deployment.unenforced,
            })
        };
        json!({ "apis": self.apis.iter().map(one).collect::<Vec<_>>() })
    }

    /// What to say of a request whose API is not among those served.
    fn no_api(&self, record: &gateway::DecisionRecord) -> String {
        if !record.api.is_empty() {
            return format!(
                "stage `{}` of API `{}` is not served any more",
                record.stage, record.api
            );
        }
        if record.error_type != "ForbiddenException" {
            return format!(
                "the request was refused before an API was chosen: {}",
                record.error_message
            );
        }
        let stages: Vec<String> = self
            .apis
            .iter()
            .map(|served| format!("`/{}/`", served.deployment.stage.name))
            .collect();
        if stages.is_empty() {
            return "the request reached no API: its host and path name no API and stage that are deployed"
                .to_owned();
        }
        format!(
            "the request reached no API: its path must begin with a stage that is served at this host ({})",
            stages.join(", ")
        )
    }

    /// The file that an API comes from.
    pub fn file_of(&self, api: &str) -> Option<&str> {
        let mut deployments = self.apis.iter().map(|served| &served.deployment);
        let found = deployments.find(|deployment| deployment.identity.api.as_str() == api)?;
        Some(&found.origin.file)
    }

    /// Puts a record to the policy it was decided by, as far as that is still served: by `snapshot`, or by this set.
    pub fn explain(&self, record: &gateway::DecisionRecord, snapshot: &Snapshot) -> Explained {
        let head = record_lines(record);
        let of_record = |deployment: &&Arc<Deployment>| {
            deployment.identity.api.as_str() == record.api && deployment.stage.name.as_str() == record.stage
        };
        let from_file = self.apis.iter().map(|served| &served.deployment).find(of_record);
        let stage = snapshot.stage(&record.api, &record.stage);
        let canary = stage
            .and_then(|stage| stage.canary_deployment())
            .filter(|canary| record.canary == Some(true) || canary.deployment_id == record.deployment);
        let deployed = canary.or_else(|| stage.map(|stage| stage.deployment()));
        let Some(deployment) = from_file.or(deployed) else {
            let note = self.no_api(record);
            return Explained {
                json: Value::Null,
                text: format!("{head}\n{note}\n"),
                note: Some(note),
            };
        };
        let changed = (deployment.deployment_id != record.deployment).then(|| match from_file {
            Some(_) => "the definition was reloaded since: this is the answer of the new one".to_owned(),
            None => format!(
                "the stage ran deployment `{}` then and runs `{}` now: this is the answer of the new one",
                record.deployment, deployment.deployment_id
            ),
        });
        match gateway::explain(record, deployment) {
            Ok(explanation) => {
                // A saved policy may hold without a deployment of its own (`policy_live`).
                let changed = changed.or_else(|| {
                    (record.decision != Some(explanation.decision))
                        .then(|| "the policy was changed since: this is the answer of the new one".to_owned())
                });
                let note = changed
                    .as_ref()
                    .map_or_else(String::new, |note| format!("note: {note}\n"));
                Explained {
                    text: format!("{head}\n{note}{}", explanation.render_text()),
                    json: json!(explanation),
                    note: changed,
                }
            }
            Err(error) => {
                let place = match from_file {
                    Some(deployment) => format!("`{}`", deployment.origin.file),
                    None => format!("stage `{}` of API `{}`", record.stage, record.api),
                };
                let note = no_route(record, &place).unwrap_or_else(|| error.to_string());
                Explained {
                    json: Value::Null,
                    text: format!("{head}\n{note}\n"),
                    note: Some(note),
                }
            }
        }
    }
}

/// Why stages cannot be served, and where to change that.
pub(crate) fn snapshot_problem(error: SnapshotError) -> Vec<Problem> {
    let place = match &error {
        SnapshotError::StageOnEveryHost { .. } | SnapshotError::SameStage { .. } => {
            ", in an `[[api]]` table of the settings file"
        }
        SnapshotError::Route { .. }
        | SnapshotError::GatewayResponse { .. }
        | SnapshotError::CanaryOfAnotherStage { .. }
        | SnapshotError::CanaryPercent { .. } => "",
    };
    vec![Problem::Plain(format!("{}{place}", crate::error_chain(&error)))]
}

/// What to say of a request for which its stage has no method; AWS's own text does not tell.
fn no_route(record: &gateway::DecisionRecord, place: &str) -> Option<String> {
    let unknown = record.resource.is_empty() && record.phases.route == gateway::Phase::Refused;
    (unknown && !record.error_message.is_empty()).then(|| {
        format!(
            "{place} has no method for this verb and path, so the resource policy was not asked; AWS words this answer `{}`",
            record.error_message
        )
    })
}

/// Who asked, what their own policies said, and the row of the table that put both sides together.
fn caller_lines(record: &gateway::DecisionRecord, lines: &mut String) {
    let gateway::RecordedCaller::Signed(caller) = &record.caller else {
        return;
    };
    lines.push_str(&format!("  caller {} ({})\n", caller.arn, caller.access_key_id));
    let Some(identity) = record.identity_decision else {
        return;
    };
    let by = match (record.identity_policy.as_str(), record.identity_statement) {
        ("", _) | (_, None) => String::new(),
        (policy, Some(statement)) => format!(", by `{policy}`, statement {statement}"),
    };
    let answer = match identity {
        iam_policy::Decision::Allow => "allow",
        iam_policy::Decision::ExplicitDeny => "deny",
        iam_policy::Decision::ImplicitDeny => "do not mention it",
    };
    lines.push_str(&format!("  the caller's own policies {answer}{by}\n"));
    if let Some(table) = record.table {
        let resource = record.decision.unwrap_or(iam_policy::Decision::ImplicitDeny);
        let row = iam_policy::TableRow {
            table,
            identity,
            resource,
        };
        lines.push_str(&format!("  {row}\n"));
    }
}

/// The facts of a record that its explanation does not repeat.
fn record_lines(record: &gateway::DecisionRecord) -> String {
    let address = record
        .source_ip
        .map_or_else(|| "none".to_owned(), |address| address.to_string());
    let mut lines = format!(
        "request {} at {}\n  {} {} answered {}\n  source address {address} ({})\n",
        record.request_id, record.time, record.method, record.path, record.status, record.source_derivation
    );
    if !record.statement_place.is_empty() {
        lines.push_str(&format!("  decided at {}\n", record.statement_place));
    }
    caller_lines(record, &mut lines);
    for (name, value) in [
        ("refused as", &record.response_type),
        ("because", &record.reason),
        ("limit", &record.limit),
        ("integration failed:", &record.integration_error),
    ] {
        if !value.is_empty() {
            lines.push_str(&format!("  {name} {value}\n"));
        }
    }
    lines
}
