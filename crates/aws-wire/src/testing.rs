//! Models written by hand for the tests of this crate: a part of API Gateway as recorded answers need it, and one service per
//! protocol with every kind of member.

mod round_trips;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::{
    Http, List, Location, Map, Member, OperationModel, Protocol, ServiceModel, Shape, Structure, Text,
    WireRequest,
};

pub(crate) const fn text(name: &'static str) -> Shape {
    Shape::Text(plain(name))
}

pub(crate) const fn plain(name: &'static str) -> Text {
    Text {
        name,
        values: &[],
        pattern: "",
        min: None,
        max: None,
        sensitive: false,
    }
}

const fn values(name: &'static str, values: &'static [&'static str]) -> Shape {
    Shape::Text(Text {
        values,
        ..plain(name)
    })
}

const fn list(member: &'static Shape) -> Shape {
    Shape::List(List {
        member,
        member_wire: "",
        flattened: false,
        min: None,
        max: None,
    })
}

const fn map(value: &'static Shape) -> Shape {
    Shape::Map(Map {
        key: &STRING,
        value,
        key_wire: "",
        value_wire: "",
        flattened: false,
    })
}

pub(crate) const fn structure(name: &'static str, members: &'static [Member]) -> Shape {
    Shape::Structure(Structure {
        name,
        members,
        payload: None,
        error: None,
    })
}

pub(crate) const fn at(
    location: Location,
    name: &'static str,
    wire: &'static str,
    shape: &'static Shape,
) -> Member {
    Member {
        name,
        wire,
        location,
        required: matches!(location, Location::Uri),
        flattened: false,
        attribute: false,
        shape,
    }
}

pub(crate) const fn body(name: &'static str, shape: &'static Shape) -> Member {
    at(Location::Body, name, name, shape)
}

const fn required(member: Member) -> Member {
    Member {
        required: true,
        ..member
    }
}

pub(crate) static STRING: Shape = text("String");
static STRINGS: Shape = list(&STRING);
static STRING_MAP: Shape = map(&STRING);
static BOOLEAN: Shape = Shape::Boolean;
static INTEGER: Shape = Shape::Integer(None, None);

// API Gateway, as far as the recorded answers need it. Constraints and order as in its service model.

static OP: Shape = values("Op", &["add", "remove", "replace", "move", "copy", "test"]);
static PATCH_OPERATION: Shape = structure(
    "PatchOperation",
    &[
        body("op", &OP),
        body("path", &STRING),
        body("value", &STRING),
        body("from", &STRING),
    ],
);
static PATCH_OPERATIONS: Shape = list(&PATCH_OPERATION);
static STATUS_CODE: Shape = Shape::Text(Text {
    pattern: r"[1-5]\d\d",
    ..plain("StatusCode")
});
static GATEWAY_RESPONSE_TYPE: Shape = values(
    "GatewayResponseType",
    &[
        "DEFAULT_4XX",
        "DEFAULT_5XX",
        "RESOURCE_NOT_FOUND",
        "UNAUTHORIZED",
        "INVALID_API_KEY",
        "ACCESS_DENIED",
        "AUTHORIZER_FAILURE",
        "AUTHORIZER_CONFIGURATION_ERROR",
        "INVALID_SIGNATURE",
        "EXPIRED_TOKEN",
        "MISSING_AUTHENTICATION_TOKEN",
        "INTEGRATION_FAILURE",
        "INTEGRATION_TIMEOUT",
        "API_CONFIGURATION_ERROR",
        "UNSUPPORTED_MEDIA_TYPE",
        "BAD_REQUEST_PARAMETERS",
        "BAD_REQUEST_BODY",
        "REQUEST_TOO_LARGE",
        "THROTTLED",
        "QUOTA_EXCEEDED",
        "WAF_FILTERED",
    ],
);
static INTEGRATION_TYPE: Shape = values(
    "IntegrationType",
    &["HTTP", "AWS", "MOCK", "HTTP_PROXY", "AWS_PROXY"],
);
static DOCUMENTATION_PART_TYPE: Shape = values(
    "DocumentationPartType",
    &[
        "API",
        "AUTHORIZER",
        "MODEL",
        "RESOURCE",
        "METHOD",
        "PATH_PARAMETER",
        "QUERY_PARAMETER",
        "REQUEST_HEADER",
        "REQUEST_BODY",
        "RESPONSE",
        "RESPONSE_HEADER",
        "RESPONSE_BODY",
    ],
);
static DOCUMENTATION_PART_LOCATION: Shape = structure(
    "DocumentationPartLocation",
    &[
        required(body("type", &DOCUMENTATION_PART_TYPE)),
        body("path", &STRING),
    ],
);
static ENDPOINT_TYPE: Shape = values("EndpointType", &["REGIONAL", "EDGE", "PRIVATE"]);
static ENDPOINT_TYPES: Shape = list(&ENDPOINT_TYPE);
static IP_ADDRESS_TYPE: Shape = values("IpAddressType", &["ipv4", "dualstack"]);
static ENDPOINT_CONFIGURATION: Shape = structure(
    "EndpointConfiguration",
    &[
        body("types", &ENDPOINT_TYPES),
        body("vpcEndpointIds", &STRINGS),
        body("ipAddressType", &IP_ADDRESS_TYPE),
    ],
);

const REST_API_ID: Member = at(Location::Uri, "restApiId", "restapi_id", &STRING);
const RESOURCE_ID: Member = at(Location::Uri, "resourceId", "resource_id", &STRING);
const HTTP_METHOD: Member = at(Location::Uri, "httpMethod", "http_method", &STRING);
const RESPONSE_TYPE: Member = at(
    Location::Uri,
    "responseType",
    "response_type",
    &GATEWAY_RESPONSE_TYPE,
);
const STATUS_CODE_IN_PATH: Member = at(Location::Uri, "statusCode", "status_code", &STATUS_CODE);

static GATEWAY_RESPONSE_REQUEST: Shape =
    structure("GetGatewayResponseRequest", &[REST_API_ID, RESPONSE_TYPE]);
static PUT_GATEWAY_RESPONSE_REQUEST: Shape = structure(
    "PutGatewayResponseRequest",
    &[
        REST_API_ID,
        RESPONSE_TYPE,
        body("statusCode", &STATUS_CODE),
        body("responseParameters", &STRING_MAP),
        body("responseTemplates", &STRING_MAP),
    ],
);
static UPDATE_GATEWAY_RESPONSE_REQUEST: Shape = structure(
    "UpdateGatewayResponseRequest",
    &[
        REST_API_ID,
        RESPONSE_TYPE,
        body("patchOperations", &PATCH_OPERATIONS),
    ],
);
static PUT_INTEGRATION_REQUEST: Shape = structure(
    "PutIntegrationRequest",
    &[
        REST_API_ID,
        RESOURCE_ID,
        HTTP_METHOD,
        required(body("type", &INTEGRATION_TYPE)),
        at(Location::Body, "integrationHttpMethod", "httpMethod", &STRING),
        body("requestParameters", &STRING_MAP),
        body("timeoutInMillis", &INTEGER),
    ],
);
static INTEGRATION_RESPONSE_REQUEST: Shape = structure(
    "GetIntegrationResponseRequest",
    &[REST_API_ID, RESOURCE_ID, HTTP_METHOD, STATUS_CODE_IN_PATH],
);
static PUT_INTEGRATION_RESPONSE_REQUEST: Shape = structure(
    "PutIntegrationResponseRequest",
    &[
        REST_API_ID,
        RESOURCE_ID,
        HTTP_METHOD,
        STATUS_CODE_IN_PATH,
        body("selectionPattern", &STRING),
        body("responseTemplates", &STRING_MAP),
    ],
);
static UPDATE_METHOD_RESPONSE_REQUEST: Shape = structure(
    "UpdateMethodResponseRequest",
    &[
        REST_API_ID,
        RESOURCE_ID,
        HTTP_METHOD,
        STATUS_CODE_IN_PATH,
        body("patchOperations", &PATCH_OPERATIONS),
    ],
);
static CREATE_DOCUMENTATION_PART_REQUEST: Shape = structure(
    "CreateDocumentationPartRequest",
    &[
        REST_API_ID,
        required(body("location", &DOCUMENTATION_PART_LOCATION)),
        required(body("properties", &STRING)),
    ],
);
static CREATE_REST_API_REQUEST: Shape = structure(
    "CreateRestApiRequest",
    &[
        required(body("name", &STRING)),
        body("endpointConfiguration", &ENDPOINT_CONFIGURATION),
        body("disableExecuteApiEndpoint", &BOOLEAN),
    ],
);
static UPDATE_REST_API_REQUEST: Shape = structure(
    "UpdateRestApiRequest",
    &[REST_API_ID, body("patchOperations", &PATCH_OPERATIONS)],
);
static IMPORT_REST_API_REQUEST: Shape = Shape::Structure(Structure {
    name: "ImportRestApiRequest",
    payload: Some("body"),
    error: None,
    members: &[
        at(Location::Query, "failOnWarnings", "failonwarnings", &BOOLEAN),
        at(Location::Query, "parameters", "parameters", &STRING_MAP),
        required(body("body", &BLOB)),
    ],
});
static TAG_RESOURCE_REQUEST: Shape = structure(
    "TagResourceRequest",
    &[
        at(Location::Uri, "resourceArn", "resource_arn", &STRING),
        required(body("tags", &STRING_MAP)),
    ],
);
static GET_EXPORT_REQUEST: Shape = structure(
    "GetExportRequest",
    &[
        REST_API_ID,
        at(Location::Uri, "stageName", "stage_name", &STRING),
        at(Location::Uri, "exportType", "export_type", &STRING),
        at(Location::Query, "parameters", "parameters", &STRING_MAP),
        at(Location::Header, "accepts", "Accept", &STRING),
    ],
);
static EXPORT_RESPONSE: Shape = Shape::Structure(Structure {
    name: "ExportResponse",
    payload: Some("body"),
    error: None,
    members: &[
        at(Location::Header, "contentType", "Content-Type", &STRING),
        at(
            Location::Header,
            "contentDisposition",
            "Content-Disposition",
            &STRING,
        ),
        body("body", &BLOB),
    ],
});
static REST_API: Shape = structure(
    "RestApi",
    &[
        body("id", &STRING),
        body("name", &STRING),
        body("createdDate", &TIMESTAMP),
        body("tags", &STRING_MAP),
    ],
);
static REST_APIS: Shape = structure(
    "RestApis",
    &[
        body("position", &STRING),
        at(Location::Body, "items", "item", &REST_API_LIST),
    ],
);
static REST_API_LIST: Shape = list(&REST_API);
static PAGE_REQUEST: Shape = structure(
    "GetRestApisRequest",
    &[
        at(Location::Query, "position", "position", &STRING),
        at(Location::Query, "limit", "limit", &INTEGER),
        at(Location::Query, "keys", "tagKeys", &STRINGS),
    ],
);

const fn operation(
    name: &'static str,
    (method, uri, status): (&'static str, &'static str, u16),
    input: Option<&'static Shape>,
    output: Option<&'static Shape>,
) -> OperationModel {
    OperationModel {
        name,
        http: Http { method, uri, status },
        input,
        output,
        result_wrapper: "",
    }
}

macro_rules! gateway_responses {
    ($method:literal, $status:literal) => {
        (
            $method,
            "/restapis/{restapi_id}/gatewayresponses/{response_type}",
            $status,
        )
    };
}

macro_rules! method_path {
    ($method:literal, $path:literal, $status:literal) => {
        (
            $method,
            concat!(
                "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
                $path
            ),
            $status,
        )
    };
}

static API_GATEWAY_OPERATIONS: [OperationModel; 17] = [
    operation(
        "GetGatewayResponse",
        gateway_responses!("GET", 200),
        Some(&GATEWAY_RESPONSE_REQUEST),
        None,
    ),
    operation(
        "DeleteGatewayResponse",
        gateway_responses!("DELETE", 202),
        Some(&GATEWAY_RESPONSE_REQUEST),
        None,
    ),
    operation(
        "PutGatewayResponse",
        gateway_responses!("PUT", 201),
        Some(&PUT_GATEWAY_RESPONSE_REQUEST),
        None,
    ),
    operation(
        "UpdateGatewayResponse",
        gateway_responses!("PATCH", 200),
        Some(&UPDATE_GATEWAY_RESPONSE_REQUEST),
        None,
    ),
    operation(
        "PutIntegration",
        method_path!("PUT", "/integration", 201),
        Some(&PUT_INTEGRATION_REQUEST),
        None,
    ),
    operation(
        "GetIntegrationResponse",
        method_path!("GET", "/integration/responses/{status_code}", 200),
        Some(&INTEGRATION_RESPONSE_REQUEST),
        None,
    ),
    operation(
        "PutIntegrationResponse",
        method_path!("PUT", "/integration/responses/{status_code}", 201),
        Some(&PUT_INTEGRATION_RESPONSE_REQUEST),
        None,
    ),
    operation(
        "UpdateMethodResponse",
        method_path!("PATCH", "/responses/{status_code}", 201),
        Some(&UPDATE_METHOD_RESPONSE_REQUEST),
        None,
    ),
    operation(
        "CreateDocumentationPart",
        ("POST", "/restapis/{restapi_id}/documentation/parts", 201),
        Some(&CREATE_DOCUMENTATION_PART_REQUEST),
        None,
    ),
    operation(
        "CreateRestApi",
        ("POST", "/restapis", 201),
        Some(&CREATE_REST_API_REQUEST),
        Some(&REST_API),
    ),
    operation(
        "ImportRestApi",
        ("POST", "/restapis?mode=import", 201),
        Some(&IMPORT_REST_API_REQUEST),
        Some(&REST_API),
    ),
    operation(
        "GetRestApis",
        ("GET", "/restapis", 200),
        Some(&PAGE_REQUEST),
        Some(&REST_APIS),
    ),
    operation(
        "UpdateRestApi",
        ("PATCH", "/restapis/{restapi_id}", 200),
        Some(&UPDATE_REST_API_REQUEST),
        Some(&REST_API),
    ),
    operation(
        "TagResource",
        ("PUT", "/tags/{resource_arn}", 204),
        Some(&TAG_RESOURCE_REQUEST),
        None,
    ),
    operation(
        "GetExport",
        (
            "GET",
            "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}",
            200,
        ),
        Some(&GET_EXPORT_REQUEST),
        Some(&EXPORT_RESPONSE),
    ),
    operation("GetAccount", ("GET", "/account", 200), None, None),
    operation(
        "DeleteAccountThing",
        ("DELETE", "/account/{thing}", 202),
        None,
        None,
    ),
];

pub(crate) static API_GATEWAY: ServiceModel = ServiceModel {
    name: "apigateway",
    signing_name: "apigateway",
    service_id: "API Gateway",
    api_version: "2015-07-09",
    protocol: Protocol::RestJson,
    target_prefix: "",
    xml_namespace: "",
    operation_names: &["CreateRestApi", "GetRestApis"],
};

pub(crate) fn api_gateway_operations() -> impl Iterator<Item = &'static OperationModel> {
    API_GATEWAY_OPERATIONS.iter()
}

// One structure with every kind of member, for the protocols without a path.

static BLOB: Shape = Shape::Blob;
static TIMESTAMP: Shape = Shape::Timestamp;
static LONG: Shape = Shape::Long(Some(1), Some(1000));
static DOUBLE: Shape = Shape::Double;
static USER_NAME: Shape = Shape::Text(Text {
    pattern: r"[\w+=,.@-]+",
    min: Some(1),
    max: Some(64),
    ..plain("existingUserNameType")
});
static PASSWORD: Shape = Shape::Text(Text {
    min: Some(8),
    sensitive: true,
    ..plain("passwordType")
});
static TAG_VALUE: Shape = Shape::Text(Text {
    max: Some(4),
    min: Some(0),
    ..plain("tagValueType")
});
static TAG: Shape = structure(
    "Tag",
    &[
        required(body("Key", &STRING)),
        required(body("Value", &TAG_VALUE)),
    ],
);
static TAGS: Shape = Shape::List(List {
    member: &TAG,
    member_wire: "",
    flattened: false,
    min: None,
    max: Some(2),
});
static NAMES: Shape = list(&USER_NAME);
static FLAT: Shape = Shape::List(List {
    member: &STRING,
    member_wire: "Flat",
    flattened: true,
    min: None,
    max: None,
});
static TAG_MAP: Shape = Shape::Map(Map {
    key: &USER_NAME,
    value: &TAG_VALUE,
    key_wire: "",
    value_wire: "",
    flattened: false,
});
static STRUCTURE_MAP: Shape = map(&TAG);
static EVERYTHING: Shape = structure(
    "Everything",
    &[
        body("UserName", &USER_NAME),
        body("Password", &PASSWORD),
        body("Count", &LONG),
        body("Small", &INTEGER),
        body("Ratio", &DOUBLE),
        body("Enabled", &BOOLEAN),
        body("Since", &TIMESTAMP),
        body("Bytes", &BLOB),
        body("Tags", &TAGS),
        body("Names", &NAMES),
        at(Location::Body, "FlatOnes", "Flattened", &FLAT),
        body("Labels", &TAG_MAP),
        at(Location::Body, "ByName", "Attributes", &STRUCTURE_MAP),
        body("Inner", &EVERYTHING),
    ],
);

const fn everything(name: &'static str, result_wrapper: &'static str) -> OperationModel {
    OperationModel {
        name,
        http: Http {
            method: "POST",
            uri: "/",
            status: 200,
        },
        input: Some(&EVERYTHING),
        output: Some(&EVERYTHING),
        result_wrapper,
    }
}

pub(crate) static PUT_EVERYTHING: OperationModel = everything("PutEverything", "PutEverythingResult");
pub(crate) static DELETE_EVERYTHING: OperationModel = OperationModel {
    output: None,
    ..everything("DeleteEverything", "")
};

const fn service(name: &'static str, protocol: Protocol, target_prefix: &'static str) -> ServiceModel {
    ServiceModel {
        name,
        signing_name: name,
        service_id: name,
        api_version: "2010-05-08",
        protocol,
        target_prefix,
        xml_namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
        operation_names: &["DeleteEverything", "ListEverything", "PutEverything"],
    }
}

pub(crate) static IAM: ServiceModel = service("iam", Protocol::Query, "");
pub(crate) static LOGS: ServiceModel = service("logs", Protocol::Json11, "Logs_20140328");
pub(crate) static TABLES: ServiceModel = service("dynamodb", Protocol::Json10, "DynamoDB_20120810");
pub(crate) static LAMBDA: ServiceModel = service("lambda", Protocol::RestJson, "");
pub(crate) static S3: ServiceModel = ServiceModel {
    xml_namespace: "http://s3.amazonaws.com/doc/2006-03-01/",
    ..service("s3", Protocol::RestXml, "")
};

// S3's kinds of members.

static GRANTEE: Shape = structure(
    "Grantee",
    &[
        Member {
            attribute: true,
            ..at(Location::Body, "Type", "xsi:type", &STRING)
        },
        body("ID", &STRING),
    ],
);
static OBJECT: Shape = structure(
    "Object",
    &[
        body("Key", &STRING),
        body("LastModified", &TIMESTAMP),
        body("Grantee", &GRANTEE),
    ],
);
static OBJECTS: Shape = Shape::List(List {
    member: &OBJECT,
    member_wire: "",
    flattened: true,
    min: None,
    max: None,
});
static LISTING: Shape = structure(
    "ListBucketResult",
    &[
        body("Name", &STRING),
        at(Location::Body, "Contents", "Contents", &OBJECTS),
        at(Location::Header, "Changed", "Last-Modified", &TIMESTAMP),
    ],
);
static PUT_OBJECT_REQUEST: Shape = Shape::Structure(Structure {
    name: "PutObjectRequest",
    payload: Some("Body"),
    error: None,
    members: &[
        at(Location::Uri, "Bucket", "Bucket", &STRING),
        at(Location::Uri, "Key", "Key", &STRING),
        at(Location::Headers, "Metadata", "x-amz-meta-", &STRING_MAP),
        at(Location::Header, "Expires", "Expires", &TIMESTAMP),
        body("Body", &BLOB),
    ],
});
static PUT_LISTING_REQUEST: Shape = Shape::Structure(Structure {
    name: "PutListingRequest",
    payload: Some("Listing"),
    error: None,
    members: &[
        at(Location::Uri, "Bucket", "Bucket", &STRING),
        body("Listing", &LISTING),
    ],
});
static GET_OBJECT_OUTPUT: Shape = Shape::Structure(Structure {
    name: "GetObjectOutput",
    payload: Some("Body"),
    error: None,
    members: &[
        at(Location::Status, "StatusCode", "", &INTEGER),
        at(Location::Headers, "Metadata", "x-amz-meta-", &STRING_MAP),
        at(Location::Header, "ContentType", "Content-Type", &STRING),
        body("Body", &BLOB),
    ],
});

static S3_OPERATIONS: [OperationModel; 4] = [
    operation(
        "PutObject",
        ("PUT", "/{Bucket}/{Key+}", 200),
        Some(&PUT_OBJECT_REQUEST),
        None,
    ),
    operation("ListObjects", ("GET", "/{Bucket}", 200), None, Some(&LISTING)),
    operation(
        "PutListing",
        ("PUT", "/{Bucket}?listing", 200),
        Some(&PUT_LISTING_REQUEST),
        None,
    ),
    operation(
        "GetObject",
        ("GET", "/{Bucket}/{Key+}", 200),
        None,
        Some(&GET_OBJECT_OUTPUT),
    ),
];

pub(crate) fn s3_operations() -> impl Iterator<Item = &'static OperationModel> {
    S3_OPERATIONS.iter()
}

/// A request that owns its parts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// `target` is path and query.
    pub(crate) fn new(method: &str, target: &str, body: impl AsRef<[u8]>) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: HeaderMap::new(),
            body: body.as_ref().to_vec(),
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_str(value).unwrap(),
        );
        self
    }

    pub(crate) fn wire(&self) -> WireRequest<'_> {
        WireRequest {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.headers,
            body: &self.body,
        }
    }
}
