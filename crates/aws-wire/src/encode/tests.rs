use http::{HeaderValue, header::RETRY_AFTER};
use serde_json::{Value, json};

use crate::{
    OperationModel, ServiceModel, WireAnswer, WireError, encode_error, encode_output,
    testing::{self, DELETE_EVERYTHING, PUT_EVERYTHING},
};

/// The answer as text: status, headers in order of name, body.
fn show(answer: &WireAnswer) -> String {
    let mut headers: Vec<_> = answer
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()))
        .collect();
    headers.sort();
    format!(
        "{}\n{}\n{}",
        answer.status,
        headers.concat(),
        String::from_utf8_lossy(&answer.body)
    )
}

#[track_caller]
fn check(service: &ServiceModel, operation: &OperationModel, output: Value, expect: &str) {
    let answer = encode_output(service, operation, &output, "id-1").unwrap();
    assert_eq!(show(&answer), expect);
}

fn named(name: &str) -> &'static OperationModel {
    testing::api_gateway_operations()
        .chain(testing::s3_operations())
        .find(|operation| operation.name == name)
        .unwrap()
}

#[test]
fn rest_json() {
    let service = &testing::API_GATEWAY;
    check(
        service,
        named("GetRestApis"),
        json!({"items": [{"id": "a", "createdDate": 1_777_593_600, "tags": {}}], "position": null}),
        "200\ncontent-type: application/json\nx-amzn-requestid: id-1\n\n\
         {\"item\":[{\"id\":\"a\",\"createdDate\":1777593600,\"tags\":{}}]}",
    );
    check(
        service,
        named("TagResource"),
        Value::Null,
        "204\nx-amzn-requestid: id-1\n\n",
    );
    check(
        service,
        named("DeleteGatewayResponse"),
        Value::Null,
        "202\ncontent-type: application/json\nx-amzn-requestid: id-1\n\n",
    );
    check(
        service,
        named("GetExport"),
        json!({"contentType": "application/yaml", "contentDisposition": "attachment; filename=\"a\"",
            "body": "YTogMQ=="}),
        "200\ncontent-disposition: attachment; filename=\"a\"\ncontent-type: application/yaml\n\
         x-amzn-requestid: id-1\n\na: 1",
    );
    check(
        service,
        named("GetExport"),
        json!({"body": "YTogMQ=="}),
        "200\ncontent-type: application/octet-stream\nx-amzn-requestid: id-1\n\na: 1",
    );
}

#[test]
fn headers_hold_no_lines() {
    let output = json!({"contentType": "a\r\nset-cookie: b"});
    let error = encode_output(&testing::API_GATEWAY, named("GetExport"), &output, "id").unwrap_err();
    assert_eq!(error.path, "contentType");
}

#[test]
fn query() {
    check(
        &testing::IAM,
        &PUT_EVERYTHING,
        json!({"UserName": "a<b&\"c", "Ratio": 1, "Enabled": false, "Since": 1_777_593_600,
            "Tags": [{"Key": "k", "Value": ""}], "Names": [], "FlatOnes": ["x", "y"], "Labels": {"a": "b"},
            "Count": null}),
        "200\ncontent-type: text/xml\nx-amzn-requestid: id-1\n\n\
         <PutEverythingResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><PutEverythingResult>\
         <UserName>a&lt;b&amp;&quot;c</UserName><Ratio>1.0</Ratio><Enabled>false</Enabled>\
         <Since>2026-05-01T00:00:00Z</Since><Tags><member><Key>k</Key><Value></Value></member></Tags><Names></Names>\
         <Flat>x</Flat><Flat>y</Flat><Labels><entry><key>a</key><value>b</value></entry></Labels>\
         </PutEverythingResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata>\
         </PutEverythingResponse>",
    );
    check(
        &testing::IAM,
        &DELETE_EVERYTHING,
        Value::Null,
        "200\ncontent-type: text/xml\nx-amzn-requestid: id-1\n\n\
         <DeleteEverythingResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata>\
         <RequestId>id-1</RequestId></ResponseMetadata></DeleteEverythingResponse>",
    );
}

#[test]
fn json_protocols() {
    check(
        &testing::TABLES,
        &DELETE_EVERYTHING,
        Value::Null,
        "200\ncontent-type: application/x-amz-json-1.0\nx-amzn-requestid: id-1\n\n{}",
    );
}

#[test]
fn rest_xml() {
    check(
        &testing::S3,
        named("ListObjects"),
        json!({"Name": "b", "Changed": 1_777_593_600, "Contents": [
            {"Key": "a", "LastModified": 1_777_593_600, "Grantee": {"Type": "CanonicalUser", "ID": "i"}}, {"Key": "b"}]}),
        "200\ncontent-type: application/xml\nlast-modified: Fri, 01 May 2026 00:00:00 GMT\nx-amz-request-id: id-1\n\n\
         <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name><Contents><Key>a</Key>\
         <LastModified>2026-05-01T00:00:00.000Z</LastModified>\
         <Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\"><ID>i</ID></Grantee>\
         </Contents><Contents><Key>b</Key></Contents></ListBucketResult>",
    );
    check(
        &testing::S3,
        named("GetObject"),
        json!({"StatusCode": 206, "Metadata": {"one": "1"}, "ContentType": "text/plain", "Body": "YQ=="}),
        "206\ncontent-type: text/plain\nx-amz-meta-one: 1\nx-amz-request-id: id-1\n\na",
    );
}

#[test]
fn errors_in_each_protocol() {
    #[track_caller]
    fn check(service: &ServiceModel, expect: &str) {
        let error = WireError::new("NotFoundException", 404, "no <b>")
            .with_header(RETRY_AFTER, HeaderValue::from_static("7"))
            .with_member("Resource", "r");
        assert_eq!(show(&encode_error(service, &error, "id-1")), expect);
    }
    check(
        &testing::API_GATEWAY,
        "404\ncontent-type: application/json\nretry-after: 7\nx-amzn-errortype: NotFoundException\n\
         x-amzn-requestid: id-1\n\n{\"message\":\"no <b>\",\"Resource\":\"r\"}",
    );
    check(
        &testing::LAMBDA,
        "404\ncontent-type: application/json\nretry-after: 7\nx-amzn-errortype: NotFoundException\n\
         x-amzn-requestid: id-1\n\n{\"Type\":\"User\",\"Message\":\"no <b>\",\"Resource\":\"r\"}",
    );
    check(
        &testing::LOGS,
        "404\ncontent-type: application/x-amz-json-1.1\nretry-after: 7\nx-amzn-requestid: id-1\n\n\
         {\"__type\":\"NotFoundException\",\"message\":\"no <b>\",\"Resource\":\"r\"}",
    );
    check(
        &testing::IAM,
        "404\ncontent-type: text/xml\nretry-after: 7\nx-amzn-requestid: id-1\n\n\
         <ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>\
         <Code>NotFoundException</Code><Message>no &lt;b&gt;</Message><Resource>r</Resource></Error>\
         <RequestId>id-1</RequestId></ErrorResponse>",
    );
    check(
        &testing::S3,
        "404\ncontent-type: application/xml\nretry-after: 7\nx-amz-request-id: id-1\n\n\
         <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NotFoundException</Code>\
         <Message>no &lt;b&gt;</Message><Resource>r</Resource><RequestId>id-1</RequestId></Error>",
    );
    let receiver = encode_error(&testing::IAM, &WireError::new("ServiceFailure", 500, "x"), "id");
    assert!(show(&receiver).contains("<Type>Receiver</Type>"));
}
