//! AWS's managed policies: those that deployment tools attach, with the statements that AWS gives them.
//!
//! Each file in `managed/` is one policy: its ARN, id and version as GetPolicy answered them, the document of that version
//! as GetPolicyVersion answered it (recorded in the public repository `zoph-io/MAMIP` at commit
//! `0387244e53a3dbe038810ef3463489c2c6836f06`, March 2026; AWS's data alone), and the page of the AWS managed policy
//! reference that describes it. A policy that is not here does not exist: attaching it is an error that names it, because a
//! policy with other statements than AWS's would grant what nobody meant.

use std::sync::OnceLock;

use control::{Error, Result};
use iam_policy::Policy;
use serde::Deserialize;

use crate::documents;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../managed/", $name, ".json")))),*]
    };
}

/// The files, by name.
const FILES: &[(&str, &str)] = files!(
    "APIGatewayServiceRolePolicy",
    "AWSCloudFormationFullAccess",
    "AWSCloudFormationReadOnlyAccess",
    "AWSLambdaBasicExecutionRole",
    "AWSLambdaDynamoDBExecutionRole",
    "AWSLambdaENIManagementAccess",
    "AWSLambdaExecute",
    "AWSLambdaKinesisExecutionRole",
    "AWSLambdaReplicator",
    "AWSLambdaRole",
    "AWSLambdaSQSQueueExecutionRole",
    "AWSLambdaVPCAccessExecutionRole",
    "AWSLambda_FullAccess",
    "AWSLambda_ReadOnlyAccess",
    "AWSStepFunctionsFullAccess",
    "AWSXRayDaemonWriteAccess",
    "AWSXrayWriteOnlyAccess",
    "AdministratorAccess",
    "AmazonAPIGatewayAdministrator",
    "AmazonAPIGatewayInvokeFullAccess",
    "AmazonAPIGatewayPushToCloudWatchLogs",
    "AmazonDynamoDBFullAccess",
    "AmazonDynamoDBReadOnlyAccess",
    "AmazonEC2ContainerRegistryReadOnly",
    "AmazonEventBridgeFullAccess",
    "AmazonS3FullAccess",
    "AmazonS3ReadOnlyAccess",
    "AmazonSNSFullAccess",
    "AmazonSQSFullAccess",
    "AmazonSSMReadOnlyAccess",
    "CloudWatchFullAccess",
    "CloudWatchFullAccessV2",
    "CloudWatchLogsFullAccess",
    "CloudWatchLogsReadOnlyAccess",
    "IAMFullAccess",
    "IAMReadOnlyAccess",
    "IAMUserChangePassword",
    "PowerUserAccess",
    "ReadOnlyAccess",
    "SecretsManagerReadWrite",
);

/// The path of policies that only the roles of their service have.
const SERVICE_PATH: &str = "/aws-service-role/";

/// One of AWS's policies.
#[derive(Debug)]
pub(crate) struct Managed {
    /// `AWSLambdaBasicExecutionRole`
    pub(crate) name: String,
    /// `/service-role/`
    pub(crate) path: String,
    /// Its ARN.
    pub(crate) arn: String,
    /// `ANPA…`
    pub(crate) id: String,
    /// `v1`: the version in force, the only one kept.
    pub(crate) version: String,
    /// Seconds.
    pub(crate) created: i64,
    /// Seconds.
    pub(crate) updated: i64,
    /// Whether anything may have it attached.
    pub(crate) attachable: bool,
    /// The document.
    pub(crate) document: String,
    /// The same, read.
    pub(crate) policy: Policy,
}

impl Managed {
    /// Whether it is for service-linked roles alone.
    pub(crate) fn is_of_service(&self) -> bool {
        self.path.starts_with(SERVICE_PATH)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct File {
    #[serde(rename = "Source")]
    _source: String,
    arn: String,
    policy_id: String,
    version_id: String,
    create_date: i64,
    update_date: i64,
    is_attachable: bool,
    document: serde_json::Value,
}

/// All of them, by name.
pub(crate) fn all() -> Result<&'static [Managed]> {
    static ALL: OnceLock<Result<Vec<Managed>, String>> = OnceLock::new();
    ALL.get_or_init(|| FILES.iter().map(|(name, text)| read(name, text)).collect())
        .as_deref()
        .map_err(|why| Error::internal(why.as_str()))
}

/// The policy with this ARN.
pub(crate) fn find(arn: &str) -> Result<Option<&'static Managed>> {
    Ok(all()?.iter().find(|managed| managed.arn == arn))
}

fn read(name: &str, text: &str) -> Result<Managed, String> {
    let fault = |why: String| format!("the managed policy `{name}` cannot be read: {why}");
    let file: File = serde_json::from_str(text).map_err(|error| fault(error.to_string()))?;
    let path = file
        .arn
        .strip_prefix("arn:aws:iam::aws:policy")
        .and_then(|rest| rest.strip_suffix(name))
        .ok_or_else(|| fault("its ARN is of another".to_owned()))?
        .to_owned();
    let document = serde_json::to_string_pretty(&file.document).map_err(|error| fault(error.to_string()))?;
    let policy =
        documents::stored(name, &document).map_err(|error| fault(error.detail.unwrap_or_default()))?;
    Ok(Managed {
        name: name.to_owned(),
        path,
        arn: file.arn,
        id: file.policy_id,
        version: file.version_id,
        created: file.create_date,
        updated: file.update_date,
        attachable: file.is_attachable,
        document,
        policy,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read() {
        for (name, text) in FILES {
            read(name, text).unwrap_or_else(|why| panic!("{why}"));
        }
        let listed = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/managed"))
            .unwrap()
            .count();
        assert_eq!(listed, FILES.len(), "a file that is not in the table");
        let basic = find("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole").unwrap();
        assert_eq!(basic.unwrap().path, "/service-role/");
        assert!(
            find("arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole")
                .unwrap()
                .is_none()
        );
    }
}
