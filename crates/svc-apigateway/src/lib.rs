//! API Gateway's REST API operations over the store. One file per kind of resource; this file is the index.

mod env;
pub mod errors;
mod ids;
mod listing;
mod patch;
mod policy;
mod saved;
mod survey;
#[cfg(test)]
mod testing;

use control::Entry;

pub use env::{ApiGateway, DataPlane, Limits, TestAnswer, TestRequest};
pub use saved::{
    SavedApi, SavedApiKey, SavedBasePathMapping, SavedCertificate, SavedDeployment, SavedDomainName,
    SavedStage, SavedUsagePlan, SavedUsagePlanKey, deployment_id, load_api, save_api, stage_id,
};
pub use survey::{NOT_DEPLOYED_HEADER, stages_behind};

/// Every operation that is served, by name.
pub const OPERATIONS: &[Entry<ApiGateway>] = &[];
