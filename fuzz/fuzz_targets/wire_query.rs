//! Any form to IAM: it is found, read and checked, or refused; and what has been read can be written as XML.
#![no_main]

use aws_model::iam;
use aws_wire::{
    Limits, Operation, OperationModel, RouteTable, WireRequest, decode_input, encode_error, encode_output,
    validate,
};
use http::HeaderMap;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;

static TABLE: LazyLock<RouteTable> = LazyLock::new(|| {
    RouteTable::new(
        &iam::SERVICE,
        [
            iam::CreateRole::MODEL,
            iam::CreateUser::MODEL,
            iam::TagRole::MODEL,
            iam::UntagRole::MODEL,
            iam::ListRoles::MODEL,
            iam::PutRolePolicy::MODEL,
        ],
    )
});

const LIMITS: Limits = Limits {
    body_bytes_max: 1 << 16,
    depth_max: 64,
    members_max: 1_000,
};

fuzz_target!(|body: &[u8]| {
    let headers = HeaderMap::new();
    let request = WireRequest {
        method: "POST",
        path: "/",
        query: "",
        headers: &headers,
        body,
    };
    let found = match TABLE.find(&request, LIMITS.members_max) {
        Ok(found) => found,
        Err(unrouted) => {
            well_formed(&encode_error(&iam::SERVICE, &unrouted.error(&iam::SERVICE), "id").body);
            return;
        }
    };
    let input = match decode_input(&iam::SERVICE, &found, &request, &LIMITS) {
        Ok(input) => input,
        Err(error) => {
            assert!(error.is_clients());
            well_formed(&encode_error(&iam::SERVICE, &error, "id").body);
            return;
        }
    };
    if let Err(error) = validate(&iam::SERVICE, found.operation, &input).into_result(&iam::SERVICE) {
        well_formed(&encode_error(&iam::SERVICE, &error, "id").body);
    }
    let echo = OperationModel {
        name: found.operation.name,
        http: found.operation.http,
        input: None,
        output: found.operation.input,
        result_wrapper: "Result",
    };
    let answer = encode_output(&iam::SERVICE, &echo, &Value::Object(input), "id")
        .expect("what was read can be written");
    well_formed(&answer.body);
});

fn well_formed(body: &[u8]) {
    let text = std::str::from_utf8(body).expect("UTF-8");
    roxmltree::Document::parse(text).expect("XML");
}
