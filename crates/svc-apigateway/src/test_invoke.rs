//! TestInvokeMethod: a call of a method as it is saved, deployed or not, without its authorization and the policy.
//!
//! Source: API Gateway API reference, "TestInvokeMethod"; recorded answers.

use std::collections::BTreeMap;

use aws_model::apigateway::{TestInvokeMethodRequest, TestInvokeMethodResponse};
use control::{Ctx, Error, Result};

use crate::{ApiGateway, TestAnswer, TestRequest, errors::not_found, load_api};

/// The verb of a method that takes every verb that has no method of its own.
const ANY: &str = "ANY";

pub(crate) fn method(
    ctx: &mut Ctx<'_, ApiGateway>,
    input: TestInvokeMethodRequest,
) -> Result<TestInvokeMethodResponse> {
    let api = load_api(ctx, &input.rest_api_id)?;
    let resource = api
        .definition
        .resources
        .get(&input.resource_id)
        .ok_or_else(|| not_found("Invalid Resource identifier specified"))?;
    let methods = resource.resource_methods.as_ref();
    let has = |verb: &str| methods.is_some_and(|methods| methods.contains_key(verb));
    let verb = [input.http_method.as_str(), ANY]
        .into_iter()
        .find(|verb| has(verb))
        .ok_or_else(|| not_found("Invalid Method identifier specified"))?;
    if input.client_certificate_id.is_some_and(|id| !id.is_empty()) {
        return Err(Error::unsupported(
            "a test with a client certificate is not supported: leave out clientCertificateId",
        ));
    }
    let request = TestRequest {
        // A method for every verb that is tested as such is called as browsers would.
        verb: if input.http_method == ANY {
            "GET"
        } else {
            &input.http_method
        }
        .to_owned(),
        path_with_query: input.path_with_query_string.unwrap_or_default(),
        headers: lines(input.headers, input.multi_value_headers),
        body: input.body.unwrap_or_default(),
        stage_variables: input.stage_variables.unwrap_or_default(),
    };
    let plane = &ctx.env.data_plane;
    plane
        .test_invoke(
            ctx.account(),
            ctx.region,
            &api.definition,
            &input.resource_id,
            verb,
            &request,
        )
        .map(answer)
}

/// Of a header that comes more than once, `headers` has the last value.
fn answer(tested: TestAnswer) -> TestInvokeMethodResponse {
    let (mut headers, mut all) = (BTreeMap::new(), BTreeMap::<String, Vec<String>>::new());
    for (name, value) in tested.headers {
        headers.insert(name.clone(), value.clone());
        all.entry(name).or_default().push(value);
    }
    TestInvokeMethodResponse {
        status: Some(i32::from(tested.status)),
        body: Some(tested.body),
        headers: Some(headers),
        multi_value_headers: Some(all),
        log: Some(tested.log),
        latency: Some(tested.latency_ms),
    }
}

/// Header lines of both members; of a name that stands in both, those with many values count.
fn lines(
    headers: Option<BTreeMap<String, String>>,
    many: Option<BTreeMap<String, Vec<String>>>,
) -> Vec<(String, String)> {
    let many = many.unwrap_or_default();
    let single = headers.unwrap_or_default().into_iter();
    let mut lines: Vec<(String, String)> = single
        .filter(|(name, _)| !many.keys().any(|other| other.eq_ignore_ascii_case(name)))
        .collect();
    for (name, values) in many {
        lines.extend(values.into_iter().map(|value| (name.clone(), value)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::Sample;

    #[test]
    fn headers_with_many_values_win() {
        let single = BTreeMap::from([("a".to_owned(), "1".to_owned()), ("b".to_owned(), "2".to_owned())]);
        let many = BTreeMap::from([("A".to_owned(), vec!["3".to_owned(), "4".to_owned()])]);
        let text: Vec<String> = lines(Some(single), Some(many))
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(text, ["b=2", "A=3", "A=4"]);
    }

    #[test]
    fn all_values_of_a_header_are_answered() {
        let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let response = answer(TestAnswer {
            status: 200,
            headers: vec![line("A", "1"), line("B", "2"), line("A", "3")],
            latency_ms: 7,
            ..TestAnswer::default()
        });
        let value = serde_json::to_value(response).unwrap();
        let expect = json!({
            "status": 200, "body": "", "log": "", "latency": 7,
            "headers": {"A": "3", "B": "2"},
            "multiValueHeaders": {"A": ["1", "3"], "B": ["2"]},
        });
        assert_eq!(value, expect);
    }

    #[test]
    fn what_is_not_there_is_not_tested() {
        let sample = Sample::with_method();
        let test = |resource: &str, verb: &str| {
            sample.refused(
                "TestInvokeMethod",
                json!({"resourceId": resource, "httpMethod": verb, "clientCertificateId": "c"}),
            )
        };
        assert_eq!(
            test("x", "GET"),
            (404, "Invalid Resource identifier specified".to_owned())
        );
        assert_eq!(
            test(&sample.root, "PUT"),
            (404, "Invalid Method identifier specified".to_owned())
        );
        assert_eq!(test(&sample.root, "GET").0, 501);
    }
}
