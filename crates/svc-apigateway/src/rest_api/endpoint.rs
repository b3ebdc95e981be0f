//! The endpoint of an API: its type, its addresses, the VPC endpoints of a private one.
//!
//! Source: recorded answers for the texts and the defaults; API Gateway developer guide, "API endpoint types".

use aws_model::apigateway::{EndpointConfiguration, RestApi};
use control::Result;

use crate::errors::bad_request;

/// The types, as AWS lists them in its error.
pub(super) const TYPES: [&str; 3] = ["REGIONAL", "EDGE", "PRIVATE"];

const PRIVATE: &str = "PRIVATE";
const IPV4: &str = "ipv4";
const DUAL_STACK: &str = "dualstack";

/// That of an API whose request names none.
pub(super) fn default() -> EndpointConfiguration {
    EndpointConfiguration {
        types: Some(vec!["EDGE".to_owned()]),
        ip_address_type: Some(IPV4.to_owned()),
        vpc_endpoint_ids: None,
    }
}

/// What a request gives, with defaults.
pub(super) fn check(given: EndpointConfiguration) -> Result<EndpointConfiguration> {
    let types = given.types.unwrap_or_else(|| vec!["EDGE".to_owned()]);
    if types.is_empty() {
        return Err(bad_request(
            "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.",
        ));
    }
    if types.len() > 1 {
        return Err(bad_request("Cannot create an api with multiple Endpoint Types."));
    }
    let private = types.first().is_some_and(|kind| kind == PRIVATE);
    let ip_address_type = match (given.ip_address_type, private) {
        (Some(kind), true) if kind != DUAL_STACK => return Err(only_dual_stack()),
        (Some(kind), _) => kind,
        (None, true) => DUAL_STACK.to_owned(),
        (None, false) => IPV4.to_owned(),
    };
    let vpc_endpoint_ids = given.vpc_endpoint_ids.filter(|ids| !ids.is_empty());
    if vpc_endpoint_ids.is_some() && !private {
        return Err(vpc_endpoints_elsewhere());
    }
    Ok(EndpointConfiguration {
        types: Some(types),
        ip_address_type: Some(ip_address_type),
        vpc_endpoint_ids,
    })
}

/// Another type. A private API gets both kinds of addresses.
pub(super) fn set_type(api: &mut RestApi, kind: &str) -> Result<()> {
    if !TYPES.contains(&kind) {
        return Err(bad_request(format!(
            "Invalid EndpointTypes specified. Valid options are {}",
            TYPES.join(",")
        )));
    }
    let endpoint = api.endpoint_configuration.get_or_insert_with(default);
    endpoint.types = Some(vec![kind.to_owned()]);
    if kind == PRIVATE {
        endpoint.ip_address_type = Some(DUAL_STACK.to_owned());
    }
    Ok(())
}

/// Other kinds of addresses.
pub(super) fn set_ip_address_type(api: &mut RestApi, kind: &str) -> Result<()> {
    if kind != IPV4 && kind != DUAL_STACK {
        return Err(bad_request("ipAddressType must be either ipv4 or dualstack."));
    }
    let endpoint = api.endpoint_configuration.get_or_insert_with(default);
    if kind == IPV4 && is_private(endpoint) {
        return Err(only_dual_stack());
    }
    endpoint.ip_address_type = Some(kind.to_owned());
    Ok(())
}

/// What must hold after all operations of a patch.
pub(super) fn check_whole(api: &RestApi) -> Result<()> {
    let endpoint = api.endpoint_configuration.as_ref();
    if endpoint.is_some_and(|endpoint| endpoint.vpc_endpoint_ids.is_some() && !is_private(endpoint)) {
        return Err(vpc_endpoints_elsewhere());
    }
    Ok(())
}

fn is_private(endpoint: &EndpointConfiguration) -> bool {
    endpoint.types.iter().flatten().any(|kind| kind == PRIVATE)
}

fn only_dual_stack() -> control::Error {
    bad_request("Only dualstack ipAddressType is supported for Private APIs.")
}

fn vpc_endpoints_elsewhere() -> control::Error {
    bad_request("VPCEndpoints can only be specified with PRIVATE apis.")
}
