//! API Gateway's REST API operations over the store. One file per kind of resource; this file is the index.

mod env;
pub mod errors;
mod ids;
mod integration;
mod integration_response;
mod listing;
mod mapping;
mod method;
mod method_response;
mod patch;
mod permissions;
mod policy;
mod resource;
mod rest_api;
mod saved;
mod survey;
mod unsupported;
#[cfg(test)]
mod testing;

use aws_model::apigateway::*;
use control::{Entry, entry};

pub use env::{ApiGateway, DataPlane, Limits, TestAnswer, TestRequest};
pub use saved::{
    SavedApi, SavedApiKey, SavedBasePathMapping, SavedCertificate, SavedDeployment, SavedDomainName,
    SavedStage, SavedUsagePlan, SavedUsagePlanKey, deployment_id, load_api, save_api, stage_id,
};
pub use permissions::permissions;
pub use survey::{NOT_DEPLOYED_HEADER, stages_behind};

/// Every operation that is served, by name.
pub const OPERATIONS: &[Entry<ApiGateway>] = &[
    entry!(CreateResource, resource::create),
    entry!(CreateRestApi, rest_api::create),
    entry!(DeleteIntegration, integration::delete),
    entry!(DeleteIntegrationResponse, integration_response::delete),
    entry!(DeleteMethod, method::delete),
    entry!(DeleteMethodResponse, method_response::delete),
    entry!(DeleteResource, resource::delete),
    entry!(DeleteRestApi, rest_api::delete),
    entry!(GetIntegration, integration::get),
    entry!(GetIntegrationResponse, integration_response::get),
    entry!(GetMethod, method::get),
    entry!(GetMethodResponse, method_response::get),
    entry!(GetResource, resource::get),
    entry!(GetResources, resource::list),
    entry!(GetRestApi, rest_api::get),
    entry!(GetRestApis, rest_api::list),
    entry!(PutIntegration, integration::put),
    entry!(PutIntegrationResponse, integration_response::put),
    entry!(PutMethod, method::put),
    entry!(PutMethodResponse, method_response::put),
    entry!(UpdateIntegration, integration::update),
    entry!(UpdateIntegrationResponse, integration_response::update),
    entry!(UpdateMethod, method::update),
    entry!(UpdateMethodResponse, method_response::update),
    entry!(UpdateResource, resource::update),
    entry!(UpdateRestApi, rest_api::update),
];
