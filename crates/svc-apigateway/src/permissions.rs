//! What a call needs to be permitted: the verb as the action, the path as the resource.
//!
//! Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway Management".

use control::{Call, Permission};

/// `apigateway:PATCH` on `arn:aws:apigateway:us-east-1::/restapis/a1/stages/prod`.
pub fn permissions(call: &Call<'_>) -> Vec<Permission> {
    let path = call.path.trim_end_matches('/');
    let path = aws_wire::percent_decode(path).unwrap_or_else(|| path.to_owned());
    vec![Permission {
        action: format!("apigateway:{}", call.operation.http.method),
        resource: format!("arn:aws:apigateway:{}::{path}", call.region),
    }]
}
