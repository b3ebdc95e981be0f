//! `cargo xtask codegen`: the crate `aws-model` from the service models in the pinned `botocore`, reduced to facts.

#[expect(
    clippy::indexing_slicing,
    reason = "a JSON value indexed by what it lacks is null"
)]
mod model;
mod names;
#[expect(
    clippy::indexing_slicing,
    reason = "a JSON value indexed by what it lacks is null"
)]
mod write;

use std::{fs, path::Path, path::PathBuf, process::Command};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::repository;

/// A service to generate: the folder and version of its model, and the operations to take (all where empty). Of a REST
/// service the others have their routes.
struct Service {
    folder: &'static str,
    version: &'static str,
    operations: &'static [&'static str],
}

const SERVICES: &[Service] = &[
    Service {
        folder: "apigateway",
        version: "2015-07-09",
        operations: &[],
    },
    Service {
        folder: "iam",
        version: "2010-05-08",
        operations: &[
            "AddUserToGroup",
            "AttachGroupPolicy",
            "AttachRolePolicy",
            "AttachUserPolicy",
            "CreateAccessKey",
            "CreateAccountAlias",
            "CreateGroup",
            "CreatePolicy",
            "CreatePolicyVersion",
            "CreateRole",
            "CreateServiceLinkedRole",
            "CreateUser",
            "DeleteAccessKey",
            "DeleteAccountAlias",
            "DeleteGroup",
            "DeleteGroupPolicy",
            "DeletePolicy",
            "DeletePolicyVersion",
            "DeleteRole",
            "DeleteRolePermissionsBoundary",
            "DeleteRolePolicy",
            "DeleteServiceLinkedRole",
            "DeleteUser",
            "DeleteUserPermissionsBoundary",
            "DeleteUserPolicy",
            "DetachGroupPolicy",
            "DetachRolePolicy",
            "DetachUserPolicy",
            "GetAccessKeyLastUsed",
            "GetAccountAuthorizationDetails",
            "GetAccountSummary",
            "GetContextKeysForCustomPolicy",
            "GetContextKeysForPrincipalPolicy",
            "GetGroup",
            "GetGroupPolicy",
            "GetPolicy",
            "GetPolicyVersion",
            "GetRole",
            "GetRolePolicy",
            "GetServiceLinkedRoleDeletionStatus",
            "GetUser",
            "GetUserPolicy",
            "ListAccessKeys",
            "ListAccountAliases",
            "ListAttachedGroupPolicies",
            "ListAttachedRolePolicies",
            "ListAttachedUserPolicies",
            "ListEntitiesForPolicy",
            "ListGroupPolicies",
            "ListGroups",
            "ListGroupsForUser",
            "ListInstanceProfilesForRole",
            "ListPolicies",
            "ListPolicyTags",
            "ListPolicyVersions",
            "ListRolePolicies",
            "ListRoleTags",
            "ListRoles",
            "ListUserPolicies",
            "ListUserTags",
            "ListUsers",
            "PutGroupPolicy",
            "PutRolePermissionsBoundary",
            "PutRolePolicy",
            "PutUserPermissionsBoundary",
            "PutUserPolicy",
            "RemoveUserFromGroup",
            "SetDefaultPolicyVersion",
            "SimulateCustomPolicy",
            "SimulatePrincipalPolicy",
            "TagPolicy",
            "TagRole",
            "TagUser",
            "UntagPolicy",
            "UntagRole",
            "UntagUser",
            "UpdateAccessKey",
            "UpdateAssumeRolePolicy",
            "UpdateGroup",
            "UpdateRole",
            "UpdateRoleDescription",
            "UpdateUser",
        ],
    },
    Service {
        folder: "lambda",
        version: "2015-03-31",
        operations: &[
            "AddPermission",
            "CreateAlias",
            "CreateFunction",
            "DeleteAlias",
            "DeleteFunction",
            "DeleteFunctionConcurrency",
            "DeleteLayerVersion",
            "GetAccountSettings",
            "GetAlias",
            "GetFunction",
            "GetFunctionCodeSigningConfig",
            "GetFunctionConcurrency",
            "GetFunctionConfiguration",
            "GetFunctionUrlConfig",
            "GetLayerVersion",
            "GetLayerVersionByArn",
            "GetPolicy",
            "Invoke",
            "ListAliases",
            "ListEventSourceMappings",
            "ListFunctions",
            "ListLayerVersions",
            "ListLayers",
            "ListTags",
            "ListVersionsByFunction",
            "PublishLayerVersion",
            "PublishVersion",
            "PutFunctionConcurrency",
            "RemovePermission",
            "TagResource",
            "UntagResource",
            "UpdateAlias",
            "UpdateFunctionCode",
            "UpdateFunctionConfiguration",
        ],
    },
    Service {
        folder: "logs",
        version: "2014-03-28",
        operations: &[
            "CreateLogGroup",
            "CreateLogStream",
            "DeleteLogGroup",
            "DeleteLogStream",
            "DeleteRetentionPolicy",
            "DescribeLogGroups",
            "DescribeLogStreams",
            "FilterLogEvents",
            "GetLogEvents",
            "ListTagsForResource",
            "ListTagsLogGroup",
            "PutLogEvents",
            "PutRetentionPolicy",
            "TagLogGroup",
            "TagResource",
            "UntagLogGroup",
            "UntagResource",
        ],
    },
    Service {
        folder: "sts",
        version: "2011-06-15",
        operations: &[
            "AssumeRole",
            "GetAccessKeyInfo",
            "GetCallerIdentity",
            "GetSessionToken",
        ],
    },
];

/// Lines that a file may have without saying why.
const LINES_MAX: usize = 800;
/// Some kinds of resource have many operations.
const LONG: &str = "// tidy: long because it holds all that the model says of one kind of resource\n\n";

/// Writes the crate's sources; with `--check` only compares.
pub(crate) fn run(words: Vec<String>) -> Result<bool> {
    let mut python = "python3".to_owned();
    let mut check = false;
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--check" => check = true,
            "--python" => python = words.next().context("`--python` needs an interpreter")?,
            other => bail!("`codegen` does not know `{other}`: it takes --python PATH and --check"),
        }
    }
    let pinned = pinned_version()?;
    let found = print(&python, "import botocore; print(botocore.__version__)")?;
    if found.trim() != pinned {
        bail!(
            "`{python}` has botocore {}, but clients/requirements.txt pins {pinned}: name the interpreter with --python",
            found.trim()
        );
    }
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for service in SERVICES {
        let text = print(
            &python,
            &format!(
                "import botocore, gzip, os; print(gzip.open(os.path.join(os.path.dirname(botocore.__file__), 'data', '{}', '{}', 'service-2.json.gz'), 'rt', encoding='utf-8').read())",
                service.folder, service.version
            ),
        )?;
        let value: Value = serde_json::from_str(&text).context("the service model is no JSON")?;
        let model = model::Model::read(service.folder, &value, service.operations)?;
        files.extend(write::service(&model));
    }
    let root = repository::root()?.join("crates/aws-model/src");
    let mut same = true;
    for (path, text) in &mut files {
        *text = format_rust(text)?;
        if text.lines().count() > LINES_MAX {
            text.insert_str(0, LONG);
        }
        let at = root.join(&*path);
        let old = fs::read_to_string(&at).unwrap_or_default();
        if old == *text {
            continue;
        }
        same = false;
        if check {
            eprintln!(
                "crates/aws-model/src/{} is not what codegen writes",
                path.display()
            );
        } else {
            if let Some(folder) = at.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&at, &*text)?;
        }
    }
    let stale = stale(&root, &files)?;
    for path in &stale {
        if check {
            eprintln!(
                "crates/aws-model/src/{} is not written by codegen any more",
                path.display()
            );
        } else {
            fs::remove_file(root.join(path))?;
        }
    }
    Ok(!check || (same && stale.is_empty()))
}

/// Generated files that are not among `files`. The crate's `lib.rs` is written by hand.
fn stale(root: &Path, files: &[(PathBuf, String)]) -> Result<Vec<PathBuf>> {
    let mut stale = Vec::new();
    for service in SERVICES {
        let Ok(entries) = fs::read_dir(root.join(service.folder)) else {
            continue;
        };
        for entry in entries {
            let path = Path::new(service.folder).join(entry?.file_name());
            if !files.iter().any(|(known, _)| *known == path) {
                stale.push(path);
            }
        }
    }
    Ok(stale)
}

fn pinned_version() -> Result<String> {
    let file = repository::root()?.join("clients/requirements.txt");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
    text.lines()
        .find_map(|line| line.strip_prefix("botocore=="))
        .map(|version| version.trim().to_owned())
        .context("clients/requirements.txt does not pin botocore")
}

fn print(python: &str, program: &str) -> Result<String> {
    let output = Command::new(python)
        .args(["-c", program])
        .output()
        .with_context(|| format!("cannot run `{python}`"))?;
    if !output.status.success() {
        bail!(
            "`{python}` cannot read botocore's models: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8(output.stdout).context("the service model is no UTF-8")
}

fn format_rust(text: &str) -> Result<String> {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=110"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run rustfmt")?;
    let mut input = child.stdin.take().context("no pipe to rustfmt")?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    let _ = writer.join();
    if !output.status.success() {
        bail!("rustfmt refused what codegen wrote");
    }
    Ok(String::from_utf8(output.stdout)?)
}
