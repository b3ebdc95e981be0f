//! Amazon API Gateway, API version 2015-07-09.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

mod account;
mod apikeys;
mod authorizers;
mod clientcertificates;
mod common;
mod deployments;
mod documentation;
mod domainnameaccessassociations;
mod domainnames;
mod gatewayresponses;
mod methods;
mod models;
mod rejectdomainnameaccessassociations;
mod requestvalidators;
mod resources;
mod restapis;
mod sdktypes;
mod stages;
mod tags;
mod usageplans;
mod vpclinks;

pub use account::*;
pub use apikeys::*;
pub use authorizers::*;
pub use clientcertificates::*;
pub use common::*;
pub use deployments::*;
pub use documentation::*;
pub use domainnameaccessassociations::*;
pub use domainnames::*;
pub use gatewayresponses::*;
pub use methods::*;
pub use models::*;
pub use rejectdomainnameaccessassociations::*;
pub use requestvalidators::*;
pub use resources::*;
pub use restapis::*;
pub use sdktypes::*;
pub use stages::*;
pub use tags::*;
pub use usageplans::*;
pub use vpclinks::*;

/// The service.
pub static SERVICE: aws_wire::ServiceModel = aws_wire::ServiceModel {
    name: "apigateway",
    signing_name: "apigateway",
    service_id: "API Gateway",
    api_version: "2015-07-09",
    protocol: aws_wire::Protocol::RestJson,
    target_prefix: "",
    xml_namespace: "",
    operation_names: &[
        "CreateApiKey",
        "CreateAuthorizer",
        "CreateBasePathMapping",
        "CreateDeployment",
        "CreateDocumentationPart",
        "CreateDocumentationVersion",
        "CreateDomainName",
        "CreateDomainNameAccessAssociation",
        "CreateModel",
        "CreateRequestValidator",
        "CreateResource",
        "CreateRestApi",
        "CreateStage",
        "CreateUsagePlan",
        "CreateUsagePlanKey",
        "CreateVpcLink",
        "DeleteApiKey",
        "DeleteAuthorizer",
        "DeleteBasePathMapping",
        "DeleteClientCertificate",
        "DeleteDeployment",
        "DeleteDocumentationPart",
        "DeleteDocumentationVersion",
        "DeleteDomainName",
        "DeleteDomainNameAccessAssociation",
        "DeleteGatewayResponse",
        "DeleteIntegration",
        "DeleteIntegrationResponse",
        "DeleteMethod",
        "DeleteMethodResponse",
        "DeleteModel",
        "DeleteRequestValidator",
        "DeleteResource",
        "DeleteRestApi",
        "DeleteStage",
        "DeleteUsagePlan",
        "DeleteUsagePlanKey",
        "DeleteVpcLink",
        "FlushStageAuthorizersCache",
        "FlushStageCache",
        "GenerateClientCertificate",
        "GetAccount",
        "GetApiKey",
        "GetApiKeys",
        "GetAuthorizer",
        "GetAuthorizers",
        "GetBasePathMapping",
        "GetBasePathMappings",
        "GetClientCertificate",
        "GetClientCertificates",
        "GetDeployment",
        "GetDeployments",
        "GetDocumentationPart",
        "GetDocumentationParts",
        "GetDocumentationVersion",
        "GetDocumentationVersions",
        "GetDomainName",
        "GetDomainNameAccessAssociations",
        "GetDomainNames",
        "GetExport",
        "GetGatewayResponse",
        "GetGatewayResponses",
        "GetIntegration",
        "GetIntegrationResponse",
        "GetMethod",
        "GetMethodResponse",
        "GetModel",
        "GetModelTemplate",
        "GetModels",
        "GetRequestValidator",
        "GetRequestValidators",
        "GetResource",
        "GetResources",
        "GetRestApi",
        "GetRestApis",
        "GetSdk",
        "GetSdkType",
        "GetSdkTypes",
        "GetStage",
        "GetStages",
        "GetTags",
        "GetUsage",
        "GetUsagePlan",
        "GetUsagePlanKey",
        "GetUsagePlanKeys",
        "GetUsagePlans",
        "GetVpcLink",
        "GetVpcLinks",
        "ImportApiKeys",
        "ImportDocumentationParts",
        "ImportRestApi",
        "PutGatewayResponse",
        "PutIntegration",
        "PutIntegrationResponse",
        "PutMethod",
        "PutMethodResponse",
        "PutRestApi",
        "RejectDomainNameAccessAssociation",
        "TagResource",
        "TestInvokeAuthorizer",
        "TestInvokeMethod",
        "UntagResource",
        "UpdateAccount",
        "UpdateApiKey",
        "UpdateAuthorizer",
        "UpdateBasePathMapping",
        "UpdateClientCertificate",
        "UpdateDeployment",
        "UpdateDocumentationPart",
        "UpdateDocumentationVersion",
        "UpdateDomainName",
        "UpdateGatewayResponse",
        "UpdateIntegration",
        "UpdateIntegrationResponse",
        "UpdateMethod",
        "UpdateMethodResponse",
        "UpdateModel",
        "UpdateRequestValidator",
        "UpdateResource",
        "UpdateRestApi",
        "UpdateStage",
        "UpdateUsage",
        "UpdateUsagePlan",
        "UpdateVpcLink",
    ],
};
