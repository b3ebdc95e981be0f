//! Any request to API Gateway: it is found, read and checked, or refused; and what has been read can be written and read again.
//!
//! The first line is verb and target (`POST /restapis?mode=import`), the rest is the body.
#![no_main]

use aws_model::apigateway as api;
use aws_wire::{
    Found, Limits, Operation, OperationModel, RouteTable, Shape, WireRequest, decode_input, encode_error,
    encode_output, validate,
};
use http::HeaderMap;
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use std::sync::LazyLock;

static TABLE: LazyLock<RouteTable> = LazyLock::new(|| {
    RouteTable::new(
        &api::SERVICE,
        [
            api::CreateRestApi::MODEL,
            api::ImportRestApi::MODEL,
            api::UpdateRestApi::MODEL,
            api::GetRestApis::MODEL,
            api::CreateStage::MODEL,
            api::CreateUsagePlan::MODEL,
            api::CreateDomainName::MODEL,
            api::PutIntegration::MODEL,
            api::PutGatewayResponse::MODEL,
            api::CreateDocumentationPart::MODEL,
            api::TestInvokeMethod::MODEL,
            api::TagResource::MODEL,
            api::GetExport::MODEL,
        ],
    )
});

const LIMITS: Limits = Limits {
    body_bytes_max: 1 << 16,
    depth_max: 64,
    members_max: 1_000,
};

fn read<'a>(head: &'a str, body: &'a [u8], headers: &'a HeaderMap) -> Option<(Found, Map<String, Value>)> {
    let (method, target) = head.split_once(' ')?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = WireRequest {
        method,
        path,
        query,
        headers,
        body,
    };
    let found = match TABLE.find(&request, LIMITS.members_max) {
        Ok(found) => found,
        Err(unrouted) => {
            encode_error(&api::SERVICE, &unrouted.error(&api::SERVICE), "id");
            return None;
        }
    };
    match decode_input(&api::SERVICE, &found, &request, &LIMITS) {
        Ok(input) => Some((found, input)),
        Err(error) => {
            assert!(error.is_clients());
            serde_json::from_slice::<Value>(&encode_error(&api::SERVICE, &error, "id").body).unwrap();
            None
        }
    }
}

fuzz_target!(|input: &[u8]| {
    let end = input
        .iter()
        .position(|byte| *byte == b'\n')
        .unwrap_or(input.len());
    let (head, body) = input.split_at(end);
    let Ok(head) = std::str::from_utf8(head) else {
        return;
    };
    let headers = HeaderMap::new();
    let Some((found, input)) = read(head, body.get(1..).unwrap_or_default(), &headers) else {
        return;
    };
    let validation = validate(&api::SERVICE, found.operation, &input);
    assert_eq!(validation.is_empty(), validation.message().is_none());
    // The input as an output: its body, sent again, is read as the same.
    let Some(Shape::Structure(_)) = found.operation.input else {
        return;
    };
    let echo = OperationModel {
        name: found.operation.name,
        http: found.operation.http,
        input: None,
        output: found.operation.input,
        result_wrapper: "",
    };
    let Ok(mut answer) = encode_output(&api::SERVICE, &echo, &Value::Object(input.clone()), "id") else {
        panic!("what was read cannot be written: {input:?}")
    };
    if found.operation.http.status == 204 {
        return;
    }
    if answer.body.len() > LIMITS.body_bytes_max {
        answer.body.clear();
        return;
    }
    let (_, again) = read(head, &answer.body, &headers).expect("what was written can be read");
    assert_eq!(input, again);
});
