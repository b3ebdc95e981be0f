//! API Gateway's REST API operations over the store. One file per kind of resource; this file is the index.

mod account;
mod api_key;
mod authorizer;
mod base_path_mapping;
mod certificate;
mod client_certificate;
mod count;
mod deployment;
mod documentation_part;
mod documentation_version;
mod domain_name;
mod domain_name_access;
mod env;
pub mod errors;
mod export;
mod gateway_response;
mod ids;
mod import;
mod integration;
mod integration_response;
mod listing;
mod mapping;
mod method;
mod method_response;
mod model;
mod patch;
mod permissions;
mod policy;
mod request_validator;
mod resource;
mod rest_api;
#[cfg(test)]
mod sample;
mod saved;
mod sdk;
mod stage;
mod survey;
mod tags;
mod test_invoke;
#[cfg(test)]
mod testing;
mod unsupported;
mod usage;
mod usage_plan;
mod usage_plan_key;
mod vpc_link;

use aws_model::apigateway::*;
use control::{Entry, entry};

pub use domain_name_access::SavedAccessAssociation;
pub use env::{ApiGateway, DataPlane, Limits, PrincipalExists, TestAnswer, TestRequest, TrustStoreText};
pub use permissions::permissions;
pub use saved::{
    SECRETS, SavedApi, SavedApiKey, SavedBasePathMapping, SavedCertificate, SavedDeployment, SavedDomainName,
    SavedStage, SavedUsagePlan, SavedUsagePlanKey, deployment_id, load_api, save_api, stage_id,
};
pub use survey::{NOT_DEPLOYED_HEADER, deploys_alike, find_api, stages_behind};
pub use unsupported::UNSUPPORTED;

/// A row whose answer may hold response templates.
macro_rules! templated {
    ($operation:ty, $handler:path) => {
        Entry {
            model: <$operation as aws_wire::Operation>::MODEL,
            run: |ctx, input| {
                control::run_typed::<$operation, _>(ctx, input, $handler)
                    .map(integration_response::with_null_templates)
            },
        }
    };
}

/// Every operation that is served, by name.
pub const OPERATIONS: &[Entry<ApiGateway>] = &[
    entry!(CreateApiKey, api_key::create),
    entry!(CreateAuthorizer, authorizer::create),
    entry!(CreateBasePathMapping, base_path_mapping::create),
    entry!(CreateDeployment, deployment::create),
    entry!(CreateDocumentationPart, documentation_part::create),
    entry!(CreateDocumentationVersion, documentation_version::create),
    entry!(CreateDomainName, domain_name::create),
    entry!(CreateDomainNameAccessAssociation, domain_name_access::create),
    entry!(CreateModel, model::create),
    entry!(CreateRequestValidator, request_validator::create),
    entry!(CreateResource, resource::create),
    entry!(CreateRestApi, rest_api::create),
    entry!(CreateStage, stage::create),
    entry!(CreateUsagePlan, usage_plan::create),
    entry!(CreateUsagePlanKey, usage_plan_key::create),
    entry!(CreateVpcLink, vpc_link::create),
    entry!(DeleteApiKey, api_key::delete),
    entry!(DeleteAuthorizer, authorizer::delete),
    entry!(DeleteBasePathMapping, base_path_mapping::delete),
    entry!(DeleteClientCertificate, client_certificate::delete),
    entry!(DeleteDeployment, deployment::delete),
    entry!(DeleteDocumentationPart, documentation_part::delete),
    entry!(DeleteDocumentationVersion, documentation_version::delete),
    entry!(DeleteDomainName, domain_name::delete),
    entry!(DeleteDomainNameAccessAssociation, domain_name_access::delete),
    entry!(DeleteGatewayResponse, gateway_response::delete),
    entry!(DeleteIntegration, integration::delete),
    entry!(DeleteIntegrationResponse, integration_response::delete),
    entry!(DeleteMethod, method::delete),
    entry!(DeleteMethodResponse, method_response::delete),
    entry!(DeleteModel, model::delete),
    entry!(DeleteRequestValidator, request_validator::delete),
    entry!(DeleteResource, resource::delete),
    entry!(DeleteRestApi, rest_api::delete),
    entry!(DeleteStage, stage::delete),
    entry!(DeleteUsagePlan, usage_plan::delete),
    entry!(DeleteUsagePlanKey, usage_plan_key::delete),
    entry!(DeleteVpcLink, vpc_link::delete),
    entry!(FlushStageAuthorizersCache, stage::flush_authorizers),
    entry!(FlushStageCache, stage::flush_cache),
    entry!(GenerateClientCertificate, client_certificate::generate),
    entry!(GetAccount, account::get),
    entry!(GetApiKey, api_key::get),
    entry!(GetApiKeys, api_key::list),
    entry!(GetAuthorizer, authorizer::get),
    entry!(GetAuthorizers, authorizer::list),
    entry!(GetBasePathMapping, base_path_mapping::get),
    entry!(GetBasePathMappings, base_path_mapping::list),
    entry!(GetClientCertificate, client_certificate::get),
    entry!(GetClientCertificates, client_certificate::list),
    entry!(GetDeployment, deployment::get),
    entry!(GetDeployments, deployment::list),
    entry!(GetDocumentationPart, documentation_part::get),
    entry!(GetDocumentationParts, documentation_part::list),
    entry!(GetDocumentationVersion, documentation_version::get),
    entry!(GetDocumentationVersions, documentation_version::list),
    entry!(GetDomainName, domain_name::get),
    entry!(GetDomainNameAccessAssociations, domain_name_access::list),
    entry!(GetDomainNames, domain_name::list),
    entry!(GetExport, export::get),
    entry!(GetGatewayResponse, gateway_response::get),
    entry!(GetGatewayResponses, gateway_response::list),
    templated!(GetIntegration, integration::get),
    templated!(GetIntegrationResponse, integration_response::get),
    templated!(GetMethod, method::get),
    entry!(GetMethodResponse, method_response::get),
    entry!(GetModel, model::get),
    entry!(GetModelTemplate, model::template),
    entry!(GetModels, model::list),
    entry!(GetRequestValidator, request_validator::get),
    entry!(GetRequestValidators, request_validator::list),
    templated!(GetResource, resource::get),
    templated!(GetResources, resource::list),
    entry!(GetRestApi, rest_api::get),
    entry!(GetRestApis, rest_api::list),
    entry!(GetSdkType, sdk::get),
    entry!(GetSdkTypes, sdk::list),
    entry!(GetStage, stage::get),
    entry!(GetStages, stage::list),
    entry!(GetTags, tags::get),
    entry!(GetUsage, usage::get),
    entry!(GetUsagePlan, usage_plan::get),
    entry!(GetUsagePlanKey, usage_plan_key::get),
    entry!(GetUsagePlanKeys, usage_plan_key::list),
    entry!(GetUsagePlans, usage_plan::list),
    entry!(GetVpcLink, vpc_link::get),
    entry!(GetVpcLinks, vpc_link::list),
    entry!(ImportApiKeys, api_key::import),
    entry!(ImportDocumentationParts, documentation_part::import),
    entry!(ImportRestApi, import::import),
    entry!(PutGatewayResponse, gateway_response::put),
    entry!(PutIntegration, integration::put),
    templated!(PutIntegrationResponse, integration_response::put),
    entry!(PutMethod, method::put),
    entry!(PutMethodResponse, method_response::put),
    entry!(PutRestApi, import::put),
    entry!(RejectDomainNameAccessAssociation, domain_name_access::reject),
    entry!(TagResource, tags::tag),
    entry!(TestInvokeMethod, test_invoke::method),
    entry!(UntagResource, tags::untag),
    entry!(UpdateAccount, account::update),
    entry!(UpdateApiKey, api_key::update),
    entry!(UpdateAuthorizer, authorizer::update),
    entry!(UpdateBasePathMapping, base_path_mapping::update),
    entry!(UpdateClientCertificate, client_certificate::update),
    entry!(UpdateDeployment, deployment::update),
    entry!(UpdateDocumentationPart, documentation_part::update),
    entry!(UpdateDocumentationVersion, documentation_version::update),
    entry!(UpdateDomainName, domain_name::update),
    entry!(UpdateGatewayResponse, gateway_response::update),
    templated!(UpdateIntegration, integration::update),
    templated!(UpdateIntegrationResponse, integration_response::update),
    templated!(UpdateMethod, method::update),
    entry!(UpdateMethodResponse, method_response::update),
    entry!(UpdateModel, model::update),
    entry!(UpdateRequestValidator, request_validator::update),
    entry!(UpdateResource, resource::update),
    entry!(UpdateRestApi, rest_api::update),
    entry!(UpdateStage, stage::update),
    entry!(UpdateUsage, usage::update),
    entry!(UpdateUsagePlan, usage_plan::update),
    entry!(UpdateVpcLink, vpc_link::update),
];
