//! Deployments for unit tests, without a definition's text.

use std::sync::Arc;

use api_model::{
    Authorization, Deployment, Identity, Integration, Method, MockIntegration, Origin, Passthrough, Resource,
    RestApi, StageSettings, Verb,
};

/// An API whose methods are all answered by the gateway itself.
pub(crate) fn rest_api(routes: &[(&str, Verb)]) -> RestApi {
    let mut api = RestApi {
        name: "test".to_owned(),
        description: None,
        version: None,
        endpoint_type: api_model::EndpointType::Regional,
        disable_execute_api_endpoint: false,
        binary_media_types: Vec::new(),
        authorizers: Default::default(),
        api_key_source: api_model::ApiKeySource::Header,
        resources: Default::default(),
        models: Default::default(),
        gateway_responses: Default::default(),
        policy: None,
    };
    for (path, verb) in routes {
        let method = Method {
            verb: *verb,
            span: Default::default(),
            operation_name: None,
            authorization: Authorization::None,
            api_key_required: false,
            request_parameters: Vec::new(),
            validate_request_parameters: false,
            body_models: Vec::new(),
            integration: Integration::Mock(MockIntegration {
                requests: vec![("application/json".to_owned(), api_model::MockRequest::Status(200))],
                passthrough: Passthrough::default(),
                responses: Vec::new(),
            }),
            response_statuses: vec![200],
        };
        let resource = api.resources.entry((*path).to_owned());
        let resource = resource.or_insert_with(|| Resource {
            path: (*path).to_owned(),
            span: Default::default(),
            methods: Vec::new(),
        });
        resource.methods.push(method);
    }
    api
}

/// Deploys an API as `id`'s `stage`.
pub(crate) fn deploy(api: &RestApi, id: &str, stage: StageSettings) -> Arc<Deployment> {
    let identity = Identity {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
        api: id.parse().unwrap(),
    };
    let origin = Origin {
        file: format!("{id}.json"),
        text: String::new(),
    };
    Arc::new(Deployment::new(api, identity, stage, origin).unwrap())
}

/// Deploys an API with `GET /` as `id`'s `stage`.
pub(crate) fn deployment(id: &str, stage: &str) -> Arc<Deployment> {
    deploy(
        &rest_api(&[("/", Verb::Get)]),
        id,
        StageSettings::new(stage.parse().unwrap()),
    )
}
