//! Flags that say which API a policy is attached to, so that `execute-api:/…` and ARNs have a meaning without a gateway.

use std::path::Path;

use iam_policy::Scope;
use portcullis_core::{AccountId, ApiId, InvokeArn, Partition, Region, StageName};
use serde::Deserialize;

use crate::report::Failure;

/// The API and stage asked about.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
pub(crate) struct ScopeArguments {
    /// The API's id [default: derived from the file's name and title, as `serve` does].
    #[arg(long, value_name = "ID")]
    pub(crate) api_id: Option<String>,
    /// The stage [default: prod].
    #[arg(long, value_name = "NAME")]
    pub(crate) stage: Option<String>,
    /// The region in ARNs [default: us-east-1].
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// The account in ARNs [default: 000000000000].
    #[arg(long, value_name = "ID")]
    pub(crate) account: Option<String>,
    /// The partition in ARNs [default: aws].
    #[arg(long, value_name = "NAME")]
    pub(crate) partition: Option<String>,
}

/// The API and stage, checked.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) scope: Scope,
    pub(crate) stage: StageName,
}

impl ScopeArguments {
    /// Checks the flags and fills in what was not given.
    pub(crate) fn place(&self, file: &Path, title: &str) -> Result<Place, Failure> {
        let wrong = |error: portcullis_core::IdError| Failure::message(error.to_string());
        let text =
            |given: &Option<String>, default: &str| given.clone().unwrap_or_else(|| default.to_owned());
        let api_id: ApiId = match &self.api_id {
            Some(id) => id.parse().map_err(wrong)?,
            None => server::api_id::derive(file, title).map_err(wrong)?,
        };
        let partition: Partition = text(&self.partition, "aws").parse().map_err(wrong)?;
        let region: Region = text(&self.region, "us-east-1").parse().map_err(wrong)?;
        let account: AccountId = text(&self.account, "000000000000").parse().map_err(wrong)?;
        let stage = text(&self.stage, "prod").parse().map_err(wrong)?;
        Ok(Place {
            scope: Scope {
                partition,
                region,
                account,
                api_id,
            },
            stage,
        })
    }
}

impl Place {
    /// The head of every invocation ARN.
    pub(crate) fn invoke_arn(&self) -> InvokeArn {
        let Scope {
            partition,
            region,
            account,
            api_id,
        } = &self.scope;
        InvokeArn::new(partition, region, account, api_id, &self.stage)
    }
}
