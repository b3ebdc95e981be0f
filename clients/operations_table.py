"""The operations of API Gateway as data: what a good call is, what a wrong one is, what it is answered.

`<name>` in a value stands for what a fixture or a maker gave, `<unique>` for a text that no other call has, `<today>` for
the day. A row has these members:

  ok       the input of a good call
  fresh    the maker whose product, `<fresh>`, the call is about; every good call has one of its own
  gives    members that the answer has (what a change changed); the texts, numbers and truth values of `ok` that the answer
           also has are compared in any case
  missing  what is other than in `ok` when the thing it is about, or is for, is not there; None where there is no such thing
  bad      what is other than in `ok` when the input is wrong; None where the input is nothing but the names of things, and
           a wrong one is a missing one
  *_code   the error's code where it is not `NotFoundException` (404) or `BadRequestException` (400)
  refused  the code and status of an operation that has no good answer here
"""

APIS = "arn:aws:apigateway:us-east-1::/restapis"
NO_API = {"restApiId": "nosuchapi0"}
MOCK = '{"statusCode": 200}'
LAMBDA = (
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:us-east-1:000000000000:function:guard/invocations"
)
BALANCER = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/inner/50dc6c495c0c9188"
CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555"
NO_ASSOCIATION = (
    "arn:aws:apigateway:us-east-1:000000000000:/domainnameaccessassociations/domainname/"
    "private.example.com+abcd1234/vpcesource/vpce-1"
)
SCHEMA = '{"type": "object", "properties": {"name": {"type": "string"}}}'
OPENAPI = (
    '{"openapi": "3.0.1", "info": {"title": "<unique>", "version": "1"}, "paths": {"/imported": {"get": {"responses": '
    '{"200": {"description": "ok"}}, "x-amazon-apigateway-integration": {"type": "mock", "requestTemplates": '
    '{"application/json": "{\\"statusCode\\": 200}"}}}}}}'
)
OPEN = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", '
    '"Resource": "execute-api:/*"}]}'
)
OPENAPI_WITH_POLICY = OPENAPI[:-1] + f', "x-amazon-apigateway-policy": {OPEN}' + "}"


def change(path, value, op="replace"):
    return {"patchOperations": [{"op": op, "path": path, "value": value}]}


# A path that no resource has.
WRONG_CHANGE = change("/nosuchmember", "x")
# A limit that is no number; its code is that of values of the wrong type.
WRONG_LIMIT = {"limit": "many"}

API = {"restApiId": "<api>"}
RESOURCE = {**API, "resourceId": "<resource>"}
METHOD = {**RESOURCE, "httpMethod": "GET"}
RESPONSE = {**METHOD, "statusCode": "200"}
FRESH_METHOD = {**API, "resourceId": "<fresh>", "httpMethod": "GET"}
FRESH_RESPONSE = {**FRESH_METHOD, "statusCode": "200"}
NO_RESOURCE = {"resourceId": "nosuch"}
NO_RESPONSE = {"statusCode": "404"}
# An API that stays as it is, so that it can be deployed at any time.
SHOP = {"restApiId": "<shop>"}
STAGE = {**SHOP, "stageName": "prod"}
NO_STAGE = {"stageName": "nosuch"}
MAPPING = {"domainName": "<domain>", "basePath": "<mapping>"}
PLAN = {"usagePlanId": "<plan>"}
TAGGED = {"resourceArn": "arn:aws:apigateway:us-east-1::/restapis/<api>"}
NO_TAGGED = {"resourceArn": "arn:aws:apigateway:us-east-1::/restapis/nosuchapi0"}
WRONG_TAGGED = {"resourceArn": "arn:aws:apigateway:us-east-1::/nothing/x"}

# What is made once, in this order: name, operation, input, the member of the answer that `<name>` stands for.
FIXTURES = [
    ("api", "CreateRestApi", {"name": "everything", "tags": {"team": "gate"}}, "id"),
    ("root", "GetResources", API, "items.0.id"),
    ("resource", "CreateResource", {**API, "parentId": "<root>", "pathPart": "pets"}, "id"),
    (None, "PutMethod", {**METHOD, "authorizationType": "NONE"}, None),
    (None, "PutMethodResponse", RESPONSE, None),
    (None, "PutIntegration", {**METHOD, "type": "MOCK", "requestTemplates": {"application/json": MOCK}}, None),
    (None, "PutIntegrationResponse", RESPONSE, None),
    ("authorizer", "CreateAuthorizer",
     {**API, "name": "guard", "type": "TOKEN", "authorizerUri": LAMBDA,
      "identitySource": "method.request.header.Authorization"}, "id"),
    ("model", "CreateModel", {**API, "name": "Pet", "contentType": "application/json", "schema": SCHEMA}, "name"),
    ("validator", "CreateRequestValidator", {**API, "name": "body", "validateRequestBody": True}, "id"),
    (None, "PutGatewayResponse", {**API, "responseType": "DEFAULT_4XX", "statusCode": "418"}, None),
    ("part", "CreateDocumentationPart",
     {**API, "location": {"type": "API"}, "properties": '{"description": "everything"}'}, "id"),
    ("version", "CreateDocumentationVersion", {**API, "documentationVersion": "v1"}, "version"),
    ("shop", "ImportRestApi", {"body": OPENAPI}, "id"),
    ("deployment", "CreateDeployment", STAGE, "id"),
    ("key", "CreateApiKey", {"name": "one", "enabled": True}, "id"),
    ("plan", "CreateUsagePlan",
     {"name": "gold", "apiStages": [{"apiId": "<shop>", "stage": "prod"}], "quota": {"limit": 100, "period": "DAY"}}, "id"),
    (None, "CreateUsagePlanKey", {**PLAN, "keyId": "<key>", "keyType": "API_KEY"}, None),
    ("domain", "CreateDomainName",
     {"domainName": "api.example.com", "regionalCertificateArn": CERTIFICATE,
      "endpointConfiguration": {"types": ["REGIONAL"]}}, "domainName"),
    ("mapping", "CreateBasePathMapping",
     {"domainName": "<domain>", "basePath": "v1", "restApiId": "<shop>", "stage": "prod"}, "basePath"),
    ("private", "CreateDomainName",
     {"domainName": "private.example.com", "certificateArn": CERTIFICATE,
      "endpointConfiguration": {"types": ["PRIVATE"]}}, "domainNameArn"),
    ("link", "CreateVpcLink", {"name": "inner", "targetArns": [BALANCER]}, "id"),
    ("certificate", "GenerateClientCertificate", {"description": "to the back end"}, "clientCertificateId"),
]

# What rows need anew for every good call, by the maker's name: operation, input, what `<fresh>` stands for from then on.
MAKERS = {
    "api": [("CreateRestApi", {"name": "<unique>"}, "id")],
    "resource": [("CreateResource", {**API, "parentId": "<root>", "pathPart": "<unique>"}, "id")],
    "method": [
        ("CreateResource", {**API, "parentId": "<root>", "pathPart": "<unique>"}, "id"),
        ("PutMethod", {**FRESH_METHOD, "authorizationType": "NONE"}, None),
        ("PutMethodResponse", FRESH_RESPONSE, None),
        ("PutIntegration", {**FRESH_METHOD, "type": "MOCK", "requestTemplates": {"application/json": MOCK}}, None),
        ("PutIntegrationResponse", FRESH_RESPONSE, None),
    ],
    "authorizer": [
        ("CreateAuthorizer",
         {**API, "name": "<unique>", "type": "TOKEN", "authorizerUri": LAMBDA,
          "identitySource": "method.request.header.Authorization"}, "id"),
    ],
    "model": [
        ("CreateModel", {**API, "name": "<unique>", "contentType": "application/json", "schema": SCHEMA}, "name"),
    ],
    "validator": [("CreateRequestValidator", {**API, "name": "<unique>"}, "id")],
    "gatewayresponse": [("PutGatewayResponse", {**API, "responseType": "THROTTLED", "statusCode": "429"}, "responseType")],
    "part": [
        ("CreateDocumentationPart",
         {**API, "location": {"type": "RESOURCE", "path": "/<unique>"}, "properties": '{"description": "x"}'}, "id"),
    ],
    "version": [("CreateDocumentationVersion", {**API, "documentationVersion": "<unique>"}, "version")],
    "deployment": [("CreateDeployment", SHOP, "id")],
    "stage": [("CreateStage", {**SHOP, "stageName": "<unique>", "deploymentId": "<deployment>"}, "stageName")],
    "key": [("CreateApiKey", {"name": "<unique>", "enabled": True}, "id")],
    "plan": [("CreateUsagePlan", {"name": "<unique>"}, "id")],
    "plannedkey": [
        ("CreateApiKey", {"name": "<unique>", "enabled": True}, "id"),
        ("CreateUsagePlanKey", {**PLAN, "keyId": "<fresh>", "keyType": "API_KEY"}, None),
    ],
    "domain": [
        ("CreateDomainName",
         {"domainName": "<unique>.example.com", "regionalCertificateArn": CERTIFICATE,
          "endpointConfiguration": {"types": ["REGIONAL"]}}, "domainName"),
    ],
    "association": [
        ("CreateDomainNameAccessAssociation",
         {"domainNameArn": "<private>", "accessAssociationSourceType": "VPCE",
          "accessAssociationSource": "vpce-<unique>"}, "domainNameAccessAssociationArn"),
    ],
    "mapping": [
        ("CreateBasePathMapping",
         {"domainName": "<domain>", "basePath": "<unique>", "restApiId": "<shop>", "stage": "prod"}, "basePath"),
    ],
    "link": [("CreateVpcLink", {"name": "<unique>", "targetArns": [BALANCER]}, "id")],
    "certificate": [("GenerateClientCertificate", {}, "clientCertificateId")],
    "tag": [("TagResource", {**TAGGED, "tags": {"<unique>": "1"}}, "<unique>")],
}

OPERATIONS = {
    # REST APIs.
    "CreateRestApi": {
        "ok": {"name": "<unique>", "description": "d", "version": "1", "apiKeySource": "AUTHORIZER",
               "minimumCompressionSize": 10, "disableExecuteApiEndpoint": True},
        "missing": {"cloneFrom": "nosuchapi0"},
        "bad": {"description": ""},
    },
    "GetRestApi": {"ok": API, "gives": {"id": "<api>"}, "missing": NO_API, "bad": None},
    "GetRestApis": {"ok": {"limit": 500}, "missing": None, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateRestApi": {
        "ok": {**API, **change("/description", "changed")},
        "gives": {"description": "changed"},
        "missing": NO_API,
        "bad": WRONG_CHANGE,
    },
    "DeleteRestApi": {"fresh": "api", "ok": {"restApiId": "<fresh>"}, "missing": NO_API, "bad": None},
    "ImportRestApi": {
        "ok": {"body": OPENAPI, "failOnWarnings": True},
        "gives": {"name": "<unique>"},
        "missing": None,
        "bad": {"body": "no definition"},
    },
    "PutRestApi": {
        "fresh": "api",
        "ok": {"restApiId": "<fresh>", "mode": "overwrite", "body": OPENAPI},
        "gives": {"id": "<fresh>", "name": "<unique>"},
        "missing": NO_API,
        "bad": {"body": "no definition"},
    },
    # Resources.
    "CreateResource": {
        "ok": {**API, "parentId": "<root>", "pathPart": "<unique>"},
        "gives": {"path": "/<unique>"},
        "missing": {"parentId": "nosuch"},
        "bad": {"pathPart": "a/b"},
    },
    "GetResource": {
        "ok": {**RESOURCE, "embed": ["methods"]},
        "gives": {"path": "/pets"},
        "missing": NO_RESOURCE,
        "bad": {"embed": ["nothing"]},
    },
    "GetResources": {"ok": {**API, "limit": 500, "embed": ["methods"]}, "missing": NO_API, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateResource": {
        "fresh": "resource",
        "ok": {**API, "resourceId": "<fresh>", **change("/pathPart", "<unique>")},
        "gives": {"path": "/<unique>"},
        "missing": NO_RESOURCE,
        "bad": WRONG_CHANGE,
    },
    "DeleteResource": {
        "fresh": "resource",
        "ok": {**API, "resourceId": "<fresh>"},
        "missing": NO_RESOURCE,
        "bad": {"resourceId": "<root>"},
    },
    # Methods and what answers them.
    "PutMethod": {
        "fresh": "resource",
        "ok": {**FRESH_METHOD, "authorizationType": "NONE", "apiKeyRequired": True, "operationName": "list"},
        "missing": NO_RESOURCE,
        "bad": {"authorizationType": "PRAYER"},
    },
    "GetMethod": {"ok": METHOD, "missing": {"httpMethod": "PUT"}, "bad": None},
    "UpdateMethod": {
        "fresh": "method",
        "ok": {**FRESH_METHOD, **change("/operationName", "other")},
        "gives": {"operationName": "other"},
        "missing": {"httpMethod": "PUT"},
        "bad": WRONG_CHANGE,
    },
    "DeleteMethod": {"fresh": "method", "ok": FRESH_METHOD, "missing": {"httpMethod": "PUT"}, "bad": None},
    "TestInvokeMethod": {
        "ok": {**METHOD, "pathWithQueryString": "/pets?x=1"},
        "gives": {"status": 200},
        "missing": {"httpMethod": "PUT"},
        "bad": {"pathWithQueryString": {}},
        "bad_code": "SerializationException",
    },
    "PutMethodResponse": {
        "fresh": "method",
        "ok": {**FRESH_METHOD, "statusCode": "201", "responseParameters": {"method.response.header.X-A": True}},
        "missing": {"httpMethod": "PUT"},
        "bad": {"statusCode": "ok"},
        "bad_code": "ValidationException",
    },
    "GetMethodResponse": {
        "ok": RESPONSE, "missing": NO_RESPONSE, "bad": {"statusCode": "ok"}, "bad_code": "ValidationException",
    },
    "UpdateMethodResponse": {
        "fresh": "method",
        "ok": {**FRESH_RESPONSE, **change("/responseParameters/method.response.header.X-A", "true", "add")},
        "gives": {"responseParameters": {"method.response.header.X-A": True}},
        "missing": NO_RESPONSE,
        "bad": WRONG_CHANGE,
    },
    "DeleteMethodResponse": {
        "fresh": "method", "ok": FRESH_RESPONSE, "missing": NO_RESPONSE,
        "bad": {"statusCode": "ok"}, "bad_code": "ValidationException",
    },
    "PutIntegration": {
        "fresh": "method",
        "ok": {**FRESH_METHOD, "type": "HTTP", "integrationHttpMethod": "POST", "uri": "https://example.com/",
               "timeoutInMillis": 1000},
        "missing": NO_RESOURCE,
        "bad": {"uri": "not a url"},
    },
    "GetIntegration": {"ok": METHOD, "gives": {"type": "MOCK"}, "missing": NO_RESOURCE, "bad": None},
    "UpdateIntegration": {
        "fresh": "method",
        "ok": {**FRESH_METHOD, **change("/timeoutInMillis", "1500")},
        "gives": {"timeoutInMillis": 1500},
        "missing": NO_RESOURCE,
        "bad": WRONG_CHANGE,
    },
    "DeleteIntegration": {"fresh": "method", "ok": FRESH_METHOD, "missing": NO_RESOURCE, "bad": None},
    "PutIntegrationResponse": {
        "fresh": "method",
        "ok": {**FRESH_RESPONSE, "selectionPattern": "5..", "responseTemplates": {"application/json": "{}"}},
        "missing": NO_RESOURCE,
        "bad": {"statusCode": "ok"},
        "bad_code": "ValidationException",
    },
    "GetIntegrationResponse": {
        "ok": RESPONSE, "missing": NO_RESPONSE, "bad": {"statusCode": "ok"}, "bad_code": "ValidationException",
    },
    "UpdateIntegrationResponse": {
        "fresh": "method",
        "ok": {**FRESH_RESPONSE, **change("/selectionPattern", "4..")},
        "gives": {"selectionPattern": "4.."},
        "missing": NO_RESPONSE,
        "bad": WRONG_CHANGE,
    },
    "DeleteIntegrationResponse": {
        "fresh": "method", "ok": FRESH_RESPONSE, "missing": NO_RESPONSE,
        "bad": {"statusCode": "ok"}, "bad_code": "ValidationException",
    },
    # Authorizers.
    "CreateAuthorizer": {
        "ok": {**API, "name": "<unique>", "type": "TOKEN", "authorizerUri": LAMBDA, "authorizerResultTtlInSeconds": 60,
               "identitySource": "method.request.header.Authorization"},
        "missing": NO_API,
        # Recorded so.
        "missing_code": "ConflictException",
        "missing_status": 409,
        "bad": {"authorizerUri": "nowhere"},
    },
    "GetAuthorizer": {
        "ok": {**API, "authorizerId": "<authorizer>"}, "gives": {"name": "guard"},
        "missing": {"authorizerId": "nosuch"}, "bad": None,
    },
    "GetAuthorizers": {"ok": {**API, "limit": 500}, "missing": NO_API, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateAuthorizer": {
        "ok": {**API, "authorizerId": "<authorizer>", **change("/authorizerResultTtlInSeconds", "120")},
        "gives": {"authorizerResultTtlInSeconds": 120},
        "missing": {"authorizerId": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteAuthorizer": {
        "fresh": "authorizer", "ok": {**API, "authorizerId": "<fresh>"},
        "missing": {"authorizerId": "nosuch"}, "bad": None,
    },
    "TestInvokeAuthorizer": {
        "ok": {**API, "authorizerId": "<authorizer>", "headers": {"Authorization": "allow"}},
        "missing": {"authorizerId": "nosuch"},
        "bad": {"pathWithQueryString": {}},
        "bad_code": "SerializationException",
    },
    # Models.
    "CreateModel": {
        "ok": {**API, "name": "<unique>", "contentType": "application/json", "schema": SCHEMA, "description": "d"},
        "missing": NO_API,
        "bad": {"name": ""},
    },
    "GetModel": {
        "ok": {**API, "modelName": "Pet", "flatten": True}, "gives": {"name": "Pet"},
        "missing": {"modelName": "nosuch"}, "bad": {"flatten": "perhaps"}, "bad_code": "SerializationException",
    },
    "GetModels": {"ok": {**API, "limit": 500}, "missing": NO_API, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "GetModelTemplate": {"ok": {**API, "modelName": "Pet"}, "missing": {"modelName": "nosuch"}, "bad": None},
    "UpdateModel": {
        "ok": {**API, "modelName": "Pet", **change("/description", "changed")},
        "gives": {"description": "changed"},
        "missing": {"modelName": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteModel": {
        "fresh": "model", "ok": {**API, "modelName": "<fresh>"}, "missing": {"modelName": "nosuch"}, "bad": None,
    },
    # Request validators.
    "CreateRequestValidator": {
        "ok": {**API, "name": "<unique>", "validateRequestBody": True, "validateRequestParameters": True},
        "missing": NO_API,
        # Recorded so.
        "missing_code": "BadRequestException",
        "missing_status": 400,
        "bad": {"validateRequestBody": {}},
        "bad_code": "SerializationException",
    },
    "GetRequestValidator": {
        "ok": {**API, "requestValidatorId": "<validator>"}, "gives": {"name": "body"},
        "missing": {"requestValidatorId": "nosuch"}, "bad": None,
    },
    "GetRequestValidators": {"ok": {**API, "limit": 500}, "missing": NO_API, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateRequestValidator": {
        "ok": {**API, "requestValidatorId": "<validator>", **change("/validateRequestParameters", "true")},
        "gives": {"validateRequestParameters": True},
        "missing": {"requestValidatorId": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteRequestValidator": {
        "fresh": "validator", "ok": {**API, "requestValidatorId": "<fresh>"},
        "missing": {"requestValidatorId": "nosuch"}, "bad": None,
    },
    # Gateway responses.
    "PutGatewayResponse": {
        "ok": {**API, "responseType": "ACCESS_DENIED", "statusCode": "404",
               "responseTemplates": {"application/json": "{}"}},
        "missing": NO_API,
        "bad": {"responseType": "NO_SUCH_TYPE"},
        "bad_code": "ValidationException",
    },
    "GetGatewayResponse": {
        "ok": {**API, "responseType": "DEFAULT_4XX"}, "gives": {"statusCode": "418"},
        "missing": NO_API, "bad": {"responseType": "NO_SUCH_TYPE"}, "bad_code": "ValidationException",
    },
    "GetGatewayResponses": {"ok": {**API, "limit": 500}, "missing": NO_API, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateGatewayResponse": {
        "ok": {**API, "responseType": "DEFAULT_5XX", **change("/statusCode", "503")},
        "gives": {"statusCode": "503"},
        "missing": NO_API,
        "bad": WRONG_CHANGE,
    },
    "DeleteGatewayResponse": {
        "fresh": "gatewayresponse", "ok": {**API, "responseType": "<fresh>"},
        "missing": NO_API, "bad": {"responseType": "NO_SUCH_TYPE"}, "bad_code": "ValidationException",
    },
    # Documentation.
    "CreateDocumentationPart": {
        "ok": {**API, "location": {"type": "RESOURCE", "path": "/<unique>"}, "properties": '{"summary": "s"}'},
        "missing": NO_API,
        "bad": {"location": {"type": "INVALID"}},
        "bad_code": "ValidationException",
    },
    "GetDocumentationPart": {
        "ok": {**API, "documentationPartId": "<part>"}, "gives": {"location": {"type": "API"}},
        "missing": {"documentationPartId": "nosuch"}, "bad": None,
    },
    "GetDocumentationParts": {"ok": {**API, "limit": 500}, "missing": NO_API, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateDocumentationPart": {
        "ok": {**API, "documentationPartId": "<part>", **change("/properties", '{"description": "changed"}')},
        "gives": {"properties": '{"description": "changed"}'},
        "missing": {"documentationPartId": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteDocumentationPart": {
        "fresh": "part", "ok": {**API, "documentationPartId": "<fresh>"},
        "missing": {"documentationPartId": "nosuch"}, "bad": None,
    },
    "ImportDocumentationParts": {
        "ok": {**API, "mode": "merge",
               "body": '{"openapi": "3.0.1", "info": {"title": "t", "version": "1"}, "paths": {}, '
                       '"x-amazon-apigateway-documentation": {"version": "1", "documentationParts": [{"location": '
                       '{"type": "RESOURCE", "path": "/<unique>"}, "properties": {"description": "imported"}}]}}'},
        "missing": NO_API,
        "bad": {"body": "no definition"},
    },
    "CreateDocumentationVersion": {
        "ok": {**API, "documentationVersion": "<unique>", "description": "d"},
        "gives": {"version": "<unique>"},
        "missing": NO_API,
        "bad": {"documentationVersion": ""},
    },
    "GetDocumentationVersion": {
        "ok": {**API, "documentationVersion": "v1"}, "gives": {"version": "v1"},
        "missing": {"documentationVersion": "nosuch"}, "bad": None,
    },
    "GetDocumentationVersions": {"ok": {**API, "limit": 500}, "missing": NO_API, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateDocumentationVersion": {
        "ok": {**API, "documentationVersion": "v1", **change("/description", "changed")},
        "gives": {"description": "changed"},
        "missing": {"documentationVersion": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteDocumentationVersion": {
        "fresh": "version", "ok": {**API, "documentationVersion": "<fresh>"},
        "missing": {"documentationVersion": "nosuch"}, "bad": None,
    },
    # Deployments and stages.
    "CreateDeployment": {
        "ok": {**SHOP, "stageName": "<unique>", "description": "d", "variables": {"a": "b"}},
        "missing": NO_API,
        "bad": {"stageName": "no name"},
    },
    "GetDeployment": {
        "ok": {**SHOP, "deploymentId": "<deployment>"}, "gives": {"id": "<deployment>"},
        "missing": {"deploymentId": "nosuch"}, "bad": {"embed": ["nothing"]},
    },
    "GetDeployments": {"ok": {**SHOP, "limit": 500}, "missing": NO_API, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateDeployment": {
        "ok": {**SHOP, "deploymentId": "<deployment>", **change("/description", "changed")},
        "gives": {"description": "changed"},
        "missing": {"deploymentId": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteDeployment": {
        "fresh": "deployment", "ok": {**SHOP, "deploymentId": "<fresh>"},
        "missing": {"deploymentId": "nosuch"}, "bad": {"deploymentId": "<deployment>"},
    },
    "CreateStage": {
        "ok": {**SHOP, "stageName": "<unique>", "deploymentId": "<deployment>", "description": "d", "variables": {"a": "b"}},
        "missing": NO_API,
        "bad": {"deploymentId": "nosuch"},
    },
    "GetStage": {"ok": STAGE, "gives": {"deploymentId": "<deployment>"}, "missing": NO_STAGE, "bad": None},
    "GetStages": {"ok": SHOP, "missing": NO_API, "bad": None},
    "UpdateStage": {
        "ok": {**STAGE, **change("/variables/v", "1")},
        "gives": {"variables": {"v": "1"}},
        "missing": NO_STAGE,
        "bad": WRONG_CHANGE,
    },
    "DeleteStage": {"fresh": "stage", "ok": {**SHOP, "stageName": "<fresh>"}, "missing": NO_STAGE, "bad": None},
    "FlushStageCache": {"ok": STAGE, "missing": NO_STAGE, "bad": None},
    "FlushStageAuthorizersCache": {"ok": STAGE, "missing": NO_STAGE, "bad": None},
    "GetExport": {
        "ok": {**STAGE, "exportType": "oas30", "accepts": "application/json", "parameters": {"extensions": "apigateway"}},
        "missing": NO_STAGE,
        "bad": {"exportType": "wsdl"},
    },
    "GetSdk": {"ok": {**STAGE, "sdkType": "javascript"}, "missing": NO_STAGE, "bad": None},
    "GetSdkTypes": {"ok": {}, "missing": None, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    # There are no types: whichever is asked for is not there.
    "GetSdkType": {
        "ok": {"id": "java"}, "refused": ("NotFoundException", 404), "missing": {"id": "nosuch"}, "bad": None,
    },
    # API keys and usage plans.
    "CreateApiKey": {
        "ok": {"name": "<unique>", "description": "d", "enabled": True, "customerId": "c",
               "value": "<unique>-at-least-twenty-characters"},
        "missing": None,
        "bad": {"value": "short"},
    },
    "ImportApiKeys": {
        "ok": {"format": "csv", "body": "name,key,enabled\n<unique>,<unique>-at-least-twenty-characters,true\n"},
        "missing": None,
        "bad": {"body": "no keys"},
    },
    "GetApiKey": {
        "ok": {"apiKey": "<key>", "includeValue": True}, "gives": {"name": "one"},
        "missing": {"apiKey": "nosuch"}, "bad": {"includeValue": "perhaps"}, "bad_code": "SerializationException",
    },
    "GetApiKeys": {"ok": {"limit": 500}, "missing": None, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateApiKey": {
        "ok": {"apiKey": "<key>", **change("/description", "changed")},
        "gives": {"description": "changed"},
        "missing": {"apiKey": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteApiKey": {"fresh": "key", "ok": {"apiKey": "<fresh>"}, "missing": {"apiKey": "nosuch"}, "bad": None},
    "CreateUsagePlan": {
        "ok": {"name": "<unique>", "description": "d", "throttle": {"burstLimit": 2, "rateLimit": 1.5},
               "quota": {"limit": 5, "period": "WEEK"}},
        "missing": {"apiStages": [{"apiId": "nosuchapi0", "stage": "prod"}]},
        "bad": {"quota": {"limit": 5, "period": "CENTURY"}},
        "bad_code": "ValidationException",
    },
    "GetUsagePlan": {
        "ok": PLAN, "gives": {"name": "gold"}, "missing": {"usagePlanId": "nosuch"}, "bad": None,
    },
    "GetUsagePlans": {"ok": {"limit": 500}, "missing": None, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateUsagePlan": {
        "ok": {**PLAN, **change("/description", "changed")},
        "gives": {"description": "changed"},
        "missing": {"usagePlanId": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteUsagePlan": {
        "fresh": "plan", "ok": {"usagePlanId": "<fresh>"}, "missing": {"usagePlanId": "nosuch"},
        # Keys and stages belong to it.
        "bad": PLAN,
    },
    "CreateUsagePlanKey": {
        "fresh": "key",
        "ok": {**PLAN, "keyId": "<fresh>", "keyType": "API_KEY"},
        "gives": {"id": "<fresh>", "type": "API_KEY"},
        "missing": {"usagePlanId": "nosuch"},
        "bad": {"keyType": "HOUSE_KEY"},
    },
    "GetUsagePlanKey": {
        "ok": {**PLAN, "keyId": "<key>"}, "gives": {"id": "<key>"}, "missing": {"keyId": "nosuch"}, "bad": None,
    },
    "GetUsagePlanKeys": {"ok": {**PLAN, "limit": 500}, "missing": {"usagePlanId": "nosuch"}, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "DeleteUsagePlanKey": {
        "fresh": "plannedkey", "ok": {**PLAN, "keyId": "<fresh>"}, "missing": {"keyId": "nosuch"}, "bad": None,
    },
    "GetUsage": {
        "ok": {**PLAN, "startDate": "<today>", "endDate": "<today>"},
        "missing": {"usagePlanId": "nosuch"},
        "bad": {"startDate": "yesterday"},
    },
    "UpdateUsage": {
        "ok": {**PLAN, "keyId": "<key>", **change("/remaining", "7")},
        "gives": {"items": {"<key>": [[0, 7]]}},
        "missing": {"keyId": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    # Custom domain names.
    "CreateDomainName": {
        "ok": {"domainName": "<unique>.example.com", "regionalCertificateArn": CERTIFICATE,
               "endpointConfiguration": {"types": ["REGIONAL"]}, "securityPolicy": "TLS_1_2"},
        "missing": None,
        "bad": {"domainName": "no name"},
    },
    "GetDomainName": {
        "ok": {"domainName": "<domain>"}, "missing": {"domainName": "nosuch.example.com"}, "bad": None,
    },
    "GetDomainNames": {"ok": {"limit": 500}, "missing": None, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateDomainName": {
        "ok": {"domainName": "<domain>", **change("/regionalCertificateArn", CERTIFICATE[:-1] + "6")},
        "gives": {"regionalCertificateArn": CERTIFICATE[:-1] + "6"},
        "missing": {"domainName": "nosuch.example.com"},
        "bad": WRONG_CHANGE,
    },
    "DeleteDomainName": {
        "fresh": "domain", "ok": {"domainName": "<fresh>"}, "missing": {"domainName": "nosuch.example.com"}, "bad": None,
    },
    "CreateBasePathMapping": {
        "ok": {"domainName": "<domain>", "basePath": "<unique>", "restApiId": "<shop>", "stage": "prod"},
        "missing": {"domainName": "nosuch.example.com"},
        "bad": {"restApiId": "nosuchapi0"},
    },
    "GetBasePathMapping": {
        "ok": MAPPING, "gives": {"restApiId": "<shop>"}, "missing": {"basePath": "nosuch"}, "bad": None,
    },
    "GetBasePathMappings": {
        "ok": {"domainName": "<domain>", "limit": 500}, "missing": {"domainName": "nosuch.example.com"}, "bad": WRONG_LIMIT, "bad_code": "SerializationException",
    },
    "UpdateBasePathMapping": {
        "fresh": "mapping",
        "ok": {"domainName": "<domain>", "basePath": "<fresh>", **change("/basePath", "<unique>")},
        "gives": {"basePath": "<unique>"},
        "missing": {"basePath": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteBasePathMapping": {
        "fresh": "mapping", "ok": {"domainName": "<domain>", "basePath": "<fresh>"},
        "missing": {"basePath": "nosuch"}, "bad": None,
    },
    "CreateDomainNameAccessAssociation": {
        "ok": {"domainNameArn": "<private>", "accessAssociationSourceType": "VPCE", "accessAssociationSource": "vpce-<unique>"},
        "needs": [("CreateAccessAssociation", "<private>")],
        # A name of another account that says nothing of this one is as one that is not there.
        "missing": {"domainNameArn": "arn:aws:apigateway:us-east-1:999999999999:/domainnames/private.example.com+abcd12"},
        "missing_code": "AccessDeniedException",
        "missing_status": 403,
        "bad": {"accessAssociationSourceType": "MOON"},
        "bad_code": "ValidationException",
    },
    "GetDomainNameAccessAssociations": {"ok": {"limit": 500}, "missing": None, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "DeleteDomainNameAccessAssociation": {
        "fresh": "association", "ok": {"domainNameAccessAssociationArn": "<fresh>"},
        "missing": {"domainNameAccessAssociationArn": NO_ASSOCIATION},
        "bad": {"domainNameAccessAssociationArn": "arn:aws:apigateway:us-east-1:000000000000:/domainnames/x"},
    },
    "RejectDomainNameAccessAssociation": {
        "fresh": "association",
        "ok": {"domainNameAccessAssociationArn": "<fresh>", "domainNameArn": "<private>"},
        "needs": [("RejectAccessAssociation", "<private>")],
        "missing": {"domainNameAccessAssociationArn": NO_ASSOCIATION},
        "bad": {"domainNameArn": "arn:aws:apigateway:us-east-1::/domainnames/api.example.com"},
    },
    # VPC links.
    "CreateVpcLink": {
        "ok": {"name": "<unique>", "description": "d", "targetArns": [BALANCER]},
        "missing": None,
        "bad": {"targetArns": ["invalid-arn"]},
    },
    "GetVpcLink": {
        "ok": {"vpcLinkId": "<link>"}, "gives": {"name": "inner"}, "missing": {"vpcLinkId": "nosuch"}, "bad": None,
    },
    "GetVpcLinks": {"ok": {"limit": 500}, "missing": None, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateVpcLink": {
        "ok": {"vpcLinkId": "<link>", **change("/description", "changed")},
        "gives": {"description": "changed"},
        "missing": {"vpcLinkId": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteVpcLink": {"fresh": "link", "ok": {"vpcLinkId": "<fresh>"}, "missing": {"vpcLinkId": "nosuch"}, "bad": None},
    # Client certificates.
    "GenerateClientCertificate": {
        "ok": {"description": "<unique>"}, "missing": None,
        "bad": {"tags": {"aws:reserved": "x"}},
    },
    "GetClientCertificate": {
        "ok": {"clientCertificateId": "<certificate>"}, "gives": {"description": "to the back end"},
        "missing": {"clientCertificateId": "nosuch"}, "bad": None,
    },
    "GetClientCertificates": {"ok": {"limit": 500}, "missing": None, "bad": WRONG_LIMIT, "bad_code": "SerializationException"},
    "UpdateClientCertificate": {
        "ok": {"clientCertificateId": "<certificate>", **change("/description", "changed")},
        "gives": {"description": "changed"},
        "missing": {"clientCertificateId": "nosuch"},
        "bad": WRONG_CHANGE,
    },
    "DeleteClientCertificate": {
        "fresh": "certificate", "ok": {"clientCertificateId": "<fresh>"},
        "missing": {"clientCertificateId": "nosuch"}, "bad": None,
    },
    # The account, and tags.
    "GetAccount": {"ok": {}, "missing": None, "bad": None},
    "UpdateAccount": {
        "ok": change("/cloudwatchRoleArn", "arn:aws:iam::000000000000:role/logs"),
        "gives": {"cloudwatchRoleArn": "arn:aws:iam::000000000000:role/logs"},
        "missing": None,
        "bad": WRONG_CHANGE,
    },
    "GetTags": {"ok": TAGGED, "gives": {"tags": {"team": "gate"}}, "missing": NO_TAGGED, "bad": WRONG_TAGGED},
    "TagResource": {"ok": {**TAGGED, "tags": {"<unique>": "1"}}, "missing": NO_TAGGED, "bad": {"tags": {"aws:x": "1"}}},
    "UntagResource": {
        "fresh": "tag", "ok": {**TAGGED, "tagKeys": ["<fresh>"]}, "missing": NO_TAGGED, "bad": WRONG_TAGGED,
    },
}

# Calls that need further rights besides the one to the call itself; a row has `ok` and `fresh` as above, and
#
#   needs  the further rights: what stands after `apigateway:`, and the resource
#   has    the member of the answer that the rights are about
MAY_SET_POLICY = [("UpdateRestApiPolicy", f"{APIS}/*")]
FURTHER_RIGHTS = [
    {"operation": "CreateRestApi", "ok": {"name": "<unique>", "policy": OPEN}, "needs": MAY_SET_POLICY, "has": "policy"},
    {"operation": "ImportRestApi", "ok": {"body": OPENAPI_WITH_POLICY}, "needs": MAY_SET_POLICY, "has": "policy"},
    {
        "operation": "PutRestApi", "fresh": "api", "needs": MAY_SET_POLICY, "has": "policy",
        "ok": {"restApiId": "<fresh>", "mode": "merge", "body": OPENAPI_WITH_POLICY},
    },
    {
        "operation": "UpdateRestApi", "fresh": "api", "needs": MAY_SET_POLICY, "has": "policy",
        "ok": {"restApiId": "<fresh>", **change("/policy", OPEN)},
    },
    {
        "operation": "CreateDomainName", "has": "policy",
        "needs": [("UpdateDomainNamePolicy", "arn:aws:apigateway:us-east-1:000000000000:/domainnames/*")],
        "ok": {"domainName": "<unique>.example.com", "certificateArn": CERTIFICATE,
               "endpointConfiguration": {"types": ["PRIVATE"]}, "policy": OPEN},
    },
    # A copy shows its maker what the other API is.
    {
        "operation": "CreateRestApi", "ok": {"name": "<unique>", "cloneFrom": "<api>"}, "has": "id",
        "needs": [("GET", f"{APIS}/<api>"), ("GET", f"{APIS}/<api>/resources")],
    },
]
