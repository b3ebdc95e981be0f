//! What imports refuse and leave out, and what they make of an API that is there.

use aws_wire::EpochSeconds;
use serde_json::{Value, json};

use super::*;

fn options(mode: Mode, base: Option<&Definition>) -> ImportOptions<'_> {
    ImportOptions {
        mode,
        base,
        parameters: Parameters::default(),
        place: Place {
            partition: "aws".parse().unwrap(),
            region: "eu-west-1".parse().unwrap(),
            account: "111122223333".parse().unwrap(),
        },
        now: EpochSeconds(1_700_000_000),
        limits: ImportLimits::default(),
    }
}

/// Reads with ids that no reading before has given.
fn run(text: &str, options: &ImportOptions<'_>) -> Result<Imported, ImportError> {
    let mut number = options.base.map_or(0, |base| base.resources.len() * 100);
    let mut ids = |length: usize| {
        number += 1;
        format!("{number:0length$}")
    };
    read(text.as_bytes(), options, &mut ids)
}

/// A document of one method, `GET /a`; `method` is indented by six blanks, `root` by none.
fn document(method: &str, root: &str) -> String {
    format!("openapi: 3.0.1\ninfo: {{title: t}}\npaths:\n  /a:\n    get:\n{method}\n{root}\n")
}

#[track_caller]
fn check_errors(text: &str, expect: &[&str]) {
    let error = run(text, &options(Mode::Import, None)).unwrap_err();
    let expect = format!("Errors found during import:\n\t{}", expect.join("\n\t"));
    assert_eq!(error.message, expect, "{text}");
}

#[track_caller]
fn check_warnings(text: &str, expect: &[&str]) {
    let imported = run(text, &options(Mode::Import, None)).unwrap();
    assert_eq!(imported.warnings, expect, "{text}");
}

fn mock(members: &str) -> String {
    format!("      x-amazon-apigateway-integration: {{type: mock{members}}}")
}

#[test]
fn texts_that_are_no_document() {
    let check = |text: &str, message: &str| {
        let error = run(text, &options(Mode::Import, None)).unwrap_err();
        assert_eq!(error.message, message, "{text}");
    };
    check("{'key:value}", INVALID_INPUT);
    check("a: [", INVALID_INPUT);
    check("a: b", INVALID_INPUT);
    check("[]", INVALID_INPUT);
    check(
        "swagger: '1.2'",
        "Invalid OpenAPI input. `swagger: 1.2` is not supported: use `swagger: \"2.0\"`, or `openapi` 3.0 or 3.1",
    );
    check(
        "openapi: 4.0.0",
        "Invalid OpenAPI input. `openapi: 4.0.0` is not supported: use `swagger: \"2.0\"`, or `openapi` 3.0 or 3.1",
    );
    let mut small = options(Mode::Import, None);
    small.limits.bytes_max = 10;
    assert_eq!(
        run("openapi: 3.0.1", &small).unwrap_err().message,
        "the definition has 14 bytes, more than the 10 allowed"
    );
    let not_text = read(b"openapi: \xff", &options(Mode::Import, None), &mut |_: usize| {
        String::new()
    });
    assert_eq!(not_text.unwrap_err().message, INVALID_INPUT);
}

#[test]
fn extensions_are_known_and_in_their_place() {
    check_errors(
        &document(&mock(""), "x-amazon-apigateway-polcy: {}"),
        &[
            "`x-amazon-apigateway-polcy` is not an extension of API Gateway: correct or remove it (line 7, column 1)",
        ],
    );
    check_errors(
        &document("      x-amazon-apigateway-policy: {}", ""),
        &["`x-amazon-apigateway-policy` has no effect here: it belongs to the top level (line 6, column 7)"],
    );
    check_errors(
        &document(&mock(""), "x-amazon-apigateway-cors: {}"),
        &["`x-amazon-apigateway-cors` is of HTTP APIs, not of REST APIs: remove it (line 7, column 1)"],
    );
    check_errors(
        &document(&mock(", retries: 3"), ""),
        &["`retries` is not a member of `x-amazon-apigateway-integration` (line 6, column 53)"],
    );
    check_errors(
        "openapi: 3.0.1\ninfo: {title: t}\ninfo: {title: u}\n",
        &["`info` is given twice: keep one of them (line 3, column 1)"],
    );
}

#[test]
fn a_method_is_never_opened_by_what_cannot_be_enforced() {
    let guarded = |scheme: &str| {
        document(
            "      security: [{s: []}]",
            &format!("components: {{securitySchemes: {{s: {scheme}}}}}"),
        )
    };
    for (scheme, why) in [
        (
            "{type: apiKey, in: query, name: key}",
            "API keys are read from the header `x-api-key` only",
        ),
        (
            "{type: http, scheme: basic}",
            "API Gateway enforces API keys, `x-amazon-apigateway-authtype: awsSigv4` and `x-amazon-apigateway-authorizer`",
        ),
        (
            "{type: apiKey, in: header, name: A, x-amazon-apigateway-authtype: custom}",
            "it has no `x-amazon-apigateway-authorizer`",
        ),
    ] {
        let expect = format!(
            "'GET' of resource '/a' is guarded by `s`, which cannot be enforced: {why} (line 6, column 19)"
        );
        check_errors(&guarded(scheme), &[&expect]);
    }
    check_errors(
        &document("      security: [{other: []}]", ""),
        &[
            "'GET' of resource '/a' is guarded by the scheme `other`, which is not defined (line 6, column 19)",
        ],
    );
    check_errors(
        &document(
            "      security: [{s: []}, {k: []}]\n      x-amazon-apigateway-auth: {type: NONE}",
            "components: {securitySchemes: {s: {x-amazon-apigateway-authtype: awsSigv4}, k: {type: apiKey, in: header, name: X-API-KEY}}}",
        ),
        &[
            "'GET' of resource '/a' is guarded by its `security`, and `x-amazon-apigateway-auth` says something else: leave one of them out (line 7, column 33)",
        ],
    );
    check_errors(
        &document("      x-amazon-apigateway-auth: {}", ""),
        &["`x-amazon-apigateway-auth` has no `type` (line 6, column 33)"],
    );
}

#[test]
fn security_of_the_whole_definition_guards_methods_without_their_own() {
    let root =
        "security: [{s: []}]\ncomponents: {securitySchemes: {s: {x-amazon-apigateway-authtype: AWSSIGV4}}}";
    let guard = |method: &str| {
        let imported = run(&document(method, root), &options(Mode::Import, None)).unwrap();
        let definition = imported.definition;
        let resource = definition.resource_at("/a").unwrap();
        definition
            .method(resource.id.as_deref().unwrap(), "GET")
            .unwrap()
            .authorization_type
            .clone()
            .unwrap()
    };
    assert_eq!(guard("      responses: {}"), "AWS_IAM");
    assert_eq!(guard("      security: []"), "NONE");
    assert_eq!(guard("      security: [{NONE: []}]"), "NONE");
    let imported = run(
        &document("      security: [{}, {s: []}]", root),
        &options(Mode::Import, None),
    )
    .unwrap();
    assert_eq!(imported.warnings.len(), 1);
}

#[test]
fn policies_are_read_by_their_own_rules() {
    check_errors(
        &document(
            &mock(""),
            "x-amazon-apigateway-policy: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}",
        ),
        &[
            "Invalid policy document. Please check the policy syntax and ensure that Principals are valid. the statement has no `Principal` (line 7, column 65)",
        ],
    );
    check_errors(
        &document(&mock(""), "x-amazon-apigateway-policy: '{}'"),
        &["`x-amazon-apigateway-policy` must be an object, not `{}` (line 7, column 29)"],
    );
}

#[test]
fn integrations_are_held_to_what_their_type_needs() {
    let integration = |members: &str| {
        document(
            &format!("      x-amazon-apigateway-integration: {{{members}}}"),
            "",
        )
    };
    let put = "Unable to put integration on 'GET' for resource at path '/a':";
    let at = "(line 6, column 40)";
    check_errors(
        &integration("httpMethod: GET"),
        &[&format!("{put} `type` is missing {at}")],
    );
    check_errors(
        &integration("type: http, uri: 'http://x/'"),
        &[&format!(
            "{put} Enumeration value for HttpMethod must be non-empty {at}"
        )],
    );
    check_errors(
        &integration("type: http, httpMethod: GET, uri: 'ftp://x/'"),
        &[&format!("{put} Invalid HTTP endpoint specified for URI {at}")],
    );
    check_errors(
        &integration("type: aws_proxy, httpMethod: POST, uri: lambda"),
        &[&format!("{put} Invalid ARN specified in the request {at}")],
    );
    check_errors(
        &integration("type: http_proxy, httpMethod: GET, uri: 'http://x/', connectionType: VPC_LINK"),
        &[&format!(
            "{put} `connectionId` goes with `connectionType: VPC_LINK`, and only with it {at}"
        )],
    );
    check_errors(
        &integration("type: mock, timeoutInMillis: 40000"),
        &[&format!(
            "{put} Timeout should be between 50 ms and 29000 ms (line 6, column 70)"
        )],
    );
    let mapping = "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified:";
    check_errors(
        &integration(
            "type: mock, requestParameters: {integration.request.header.A: method.request.header.b}",
        ),
        &[&format!(
            "{put} {mapping} method.request.header.b] (line 6, column 72)"
        )],
    );
    check_errors(
        &integration("type: mock, responses: {default: {statusCode: 200}}"),
        &[
            "Unable to put integration response on 'GET' for resource at path '/a': No method response exists for method. The response 200 is not declared (line 6, column 65)",
        ],
    );
    check_errors(
        &document(
            "      responses: {'200': {}, '201': {}}\n      x-amazon-apigateway-integration: {type: mock, responses: {default: {statusCode: 200, responseParameters: {method.response.header.X: \"'1'\"}}, 'a': {statusCode: 200}}}",
            "",
        ),
        &[
            &format!(
                "Unable to put integration response on 'GET' for resource at path '/a': {mapping} method.response.header.X] (line 7, column 65)"
            ),
            "Unable to put integration response on 'GET' for resource at path '/a': two responses have the status 200, and a method has one for each status (line 7, column 148)",
        ],
    );
}

#[test]
fn models_and_validators_are_there() {
    check_errors(
        &document(
            &mock(""),
            "components: {schemas: {a_b: {type: object}, C: {items: {$ref: '#/components/schemas/D'}}}}",
        ),
        &[
            "Unable to create model for 'a_b': Model name must be alphanumeric: a_b (line 7, column 24)",
            "Unable to insert model 'C' due to an unsatisfied schema reference. `#/components/schemas/D` (line 7, column 63)",
        ],
    );
    let body =
        "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}";
    check_warnings(
        &document(body, ""),
        &["Reference to model 'Pet' not found. Ignoring."],
    );
    check_errors(
        &document(
            &format!("{body}\n      x-amazon-apigateway-request-validator: all"),
            "x-amazon-apigateway-request-validators: {all: {validateRequestBody: true}}",
        ),
        &[
            "'GET' of resource '/a' validates bodies by a model that is not defined: it would let every body pass (line 7, column 46)",
        ],
    );
    check_errors(
        &document("      x-amazon-apigateway-request-validator: none", ""),
        &[
            "'GET' of resource '/a' names the request validator `none`, which is not defined (line 6, column 46)",
        ],
    );
}

#[test]
fn what_aws_leaves_out_is_left_out_with_a_warning() {
    check_warnings(
        &document(
            &mock(", requestParameters: {integration.request.header.nothing: true}"),
            "",
        ),
        &[
            "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.nothing' of resource '/a' and method 'GET' but got 'true'",
        ],
    );
    check_warnings(
        &document(
            "      parameters: [{in: cookie, name: c}]\n      responses: {4XX: {}}",
            "",
        ),
        &[
            "Parameter 'c' of 'GET' of resource '/a' was left out: API Gateway has no parameters in 'cookie'.",
            "The response '4XX' of 'GET' of resource '/a' was left out: API Gateway has responses by status code only.",
        ],
    );
}

#[test]
fn paths_are_a_tree_that_api_gateway_can_have() {
    let paths = |paths: &str| format!("swagger: '2.0'\ninfo: {{title: t}}\npaths: {{{paths}}}\n");
    check_errors(
        &paths("'/a/{b}': {}, '/a/{c}/d': {}"),
        &[
            "Unable to create resource at path '/a/{c}': A sibling ({b}) of this resource already has a variable path part -- only one is allowed (line 3, column 23)",
        ],
    );
    check_errors(
        &paths("'/{proxy+}/x': {}"),
        &[
            "Unable to create resource at path '/{proxy+}/x': Cannot create a child of a resource with a greedy path variable: {proxy+} (line 3, column 9)",
        ],
    );
    check_errors(
        &paths("'/a b': {}"),
        &[
            "Unable to create resource at path '/a b': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end (line 3, column 9)",
        ],
    );
    check_errors(
        &paths("a: {}"),
        &["the path `a` does not begin with `/` (line 3, column 9)"],
    );
    check_errors(
        &paths("/a: {get: {}}, /a/: {get: {}}"),
        &["'GET' of resource '/a' is defined twice (line 3, column 30)"],
    );
    check_errors(
        &paths("/a: {trace: {}}"),
        &["API Gateway has no TRACE methods (line 3, column 14)"],
    );
    let mut few = options(Mode::Import, None);
    few.limits.resources_max = 2;
    let error = run(&paths("/a: {}, /b: {}, /c: {}, /d: {}"), &few).unwrap_err();
    assert_eq!(
        error.message,
        "Errors found during import:\n\tthe API would have more than the 2 resources allowed (line 3, column 8)"
    );
}

#[test]
fn many_errors_are_told_up_to_a_limit() {
    let mut text = "openapi: 3.0.1\ninfo: {title: t}\n".to_owned();
    for number in 0..60 {
        text.push_str(&format!("x-amazon-apigateway-unknown-{number}: 1\n"));
    }
    let message = run(&text, &options(Mode::Import, None)).unwrap_err().message;
    assert_eq!(message.matches("is not an extension").count(), 50);
    assert!(message.ends_with("\n\tand 10 more"), "{message}");
}

#[test]
fn references_do_not_multiply_without_end() {
    let mut text =
        "openapi: 3.0.1\ninfo: {title: t}\ncomponents:\n  responses:\n    R:\n      headers:\n".to_owned();
    for number in 0..1000 {
        text.push_str(&format!("        H{number}: {{}}\n"));
    }
    text.push_str("paths:\n  /a:\n    get:\n      responses:\n");
    for status in 100..600 {
        text.push_str(&format!(
            "        '{status}': {{$ref: '#/components/responses/R'}}\n"
        ));
    }
    assert!(run(&text, &options(Mode::Import, None)).is_ok());
    text.push_str("    put: {responses: {'200': {$ref: '#/components/responses/R'}}}\n");
    let message = run(&text, &options(Mode::Import, None)).unwrap_err().message;
    assert_eq!(
        message,
        "Errors found during import:\n\tthe definition has more than 500000 parameters, headers and models, references followed (line 7, column 9)"
    );
}

const BEFORE: &str = "
openapi: 3.0.1
info: {title: before, version: '1', description: first}
x-amazon-apigateway-binary-media-types: [image/heif]
x-amazon-apigateway-api-key-source: AUTHORIZER
x-amazon-apigateway-minimum-compression-size: 10
x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true, types: [REGIONAL]}
x-amazon-apigateway-request-validators: {v: {validateRequestBody: true}}
x-amazon-apigateway-gateway-responses: {THROTTLED: {statusCode: 430}}
x-amazon-apigateway-documentation: {documentationParts: [{location: {type: API}, properties: {a: 1}}]}
x-amazon-apigateway-policy: {Version: '2012-10-17', Statement: [{Effect: Deny, Principal: '*', Action: '*', Resource: 'execute-api:/*'}]}
components:
  schemas: {Kept: {type: object}, Same: {type: object}}
  securitySchemes:
    s: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: token, authorizerUri: 'arn:1'}}
paths:
  /a: {get: {security: [{s: []}], x-amazon-apigateway-request-validator: v}, post: {}}
  /a/b: {get: {}}
";

const AFTER: &str = "
openapi: 3.0.1
info: {title: after}
x-amazon-apigateway-binary-media-types: [image/png, image/heif]
components:
  schemas: {Same: {type: array}, New: {type: object}}
  securitySchemes:
    s: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: token, authorizerUri: 'arn:2'}}
paths:
  /a: {get: {security: [{s: []}]}}
  /c: {get: {}}
";

fn before() -> Definition {
    run(BEFORE, &options(Mode::Import, None)).unwrap().definition
}

fn after(mode: Mode, base: &Definition) -> Definition {
    run(AFTER, &options(mode, Some(base))).unwrap().definition
}

/// Paths with verbs, models, the other names.
fn summary(definition: &Definition) -> Value {
    let methods: Vec<_> = definition
        .methods()
        .iter()
        .map(|(resource, verb, _)| format!("{verb} {}", resource.path.as_deref().unwrap()))
        .collect();
    json!([
        methods,
        definition.models.keys().collect::<Vec<_>>(),
        definition.authorizers.len(),
        definition.request_validators.len(),
        definition.gateway_responses.len(),
        definition.documentation_parts.len(),
    ])
}

#[test]
fn a_merge_replaces_by_name_and_keeps_the_rest() {
    let base = before();
    let merged = after(Mode::Merge, &base);
    assert_eq!(
        summary(&merged),
        json!([
            ["GET /a", "POST /a", "GET /a/b", "GET /c"],
            ["Kept", "New", "Same"],
            1,
            1,
            1,
            1
        ])
    );
    let api = &merged.api;
    assert_eq!(api.name.as_deref(), Some("after"));
    assert_eq!(api.version, base.api.version);
    assert_eq!(api.policy, base.api.policy);
    assert!(api.policy.is_some());
    assert_eq!(
        api.binary_media_types.as_deref().unwrap(),
        ["image/heif", "image/png"]
    );
    let same = |path: &str| {
        assert_eq!(
            merged.resource_at(path).unwrap().id,
            base.resource_at(path).unwrap().id,
            "{path}"
        );
    };
    same("/");
    same("/a");
    let id = merged.resource_at("/a").unwrap().id.clone().unwrap();
    let method = merged.method(&id, "GET").unwrap();
    assert_eq!(
        method.request_validator_id, None,
        "the method is the document's whole"
    );
    assert_eq!(base.authorizers.keys().next(), method.authorizer_id.as_ref());
    let authorizer = merged.authorizers.values().next().unwrap();
    assert_eq!(authorizer.authorizer_uri.as_deref(), Some("arn:2"));
}

#[test]
fn an_overwrite_keeps_identity_and_what_closes_the_api() {
    let base = before();
    let over = after(Mode::Overwrite, &base);
    assert_eq!(
        summary(&over),
        json!([["GET /a", "GET /c"], ["New", "Same"], 1, 0, 0, 0])
    );
    let api = &over.api;
    assert_eq!(api.id, base.api.id);
    assert_eq!(api.created_date, base.api.created_date);
    assert_eq!(api.root_resource_id, base.api.root_resource_id);
    assert_eq!(
        over.resource_at("/a").unwrap().id,
        base.resource_at("/a").unwrap().id
    );
    assert_eq!(over.authorizers.keys().next(), base.authorizers.keys().next());
    assert_eq!(over.models["Same"].id, base.models["Same"].id);
    assert_eq!(
        (&api.version, &api.description, &api.policy),
        (&None, &None, &None)
    );
    assert_eq!(api.minimum_compression_size, None);
    assert_eq!(
        api.binary_media_types.as_deref().unwrap(),
        ["image/png", "image/heif"]
    );
    assert_eq!(api.api_key_source.as_deref(), Some("AUTHORIZER"));
    assert_eq!(api.disable_execute_api_endpoint, Some(true));
    let types = api.endpoint_configuration.as_ref().unwrap().types.as_deref();
    assert_eq!(types.unwrap(), ["REGIONAL"]);
}

#[test]
fn documentation_can_be_left_alone() {
    let base = before();
    let mut options = options(Mode::Overwrite, Some(&base));
    options.parameters.ignore_documentation = true;
    let over = run(AFTER, &options).unwrap().definition;
    assert_eq!(over.documentation_parts, base.documentation_parts);
}

#[test]
fn endpoint_types_have_the_addresses_they_can_have() {
    let import = |types: &str, root: &str| {
        let mut options = options(Mode::Import, None);
        options.parameters =
            Parameters::read(&[("endpointConfigurationTypes".to_owned(), types.to_owned())].into()).unwrap();
        run(&document(&mock(""), root), &options)
            .map(|imported| serde_json::to_value(imported.definition.api.endpoint_configuration).unwrap())
            .map_err(|error| error.message)
    };
    assert_eq!(
        import("REGIONAL", "").unwrap(),
        json!({"types": ["REGIONAL"], "ipAddressType": "ipv4"})
    );
    assert_eq!(
        import("PRIVATE", "").unwrap(),
        json!({"types": ["PRIVATE"], "ipAddressType": "dualstack"})
    );
    let vpc = "x-amazon-apigateway-endpoint-configuration: {vpcEndpointIds: [vpce-1]}";
    assert_eq!(
        import("PRIVATE", vpc).unwrap(),
        json!({"types": ["PRIVATE"], "ipAddressType": "dualstack", "vpcEndpointIds": ["vpce-1"]})
    );
    assert!(
        import("EDGE", vpc)
            .unwrap_err()
            .contains("VPCEndpoints can only be specified with PRIVATE apis.")
    );
    let ipv4 = "x-amazon-apigateway-endpoint-configuration: {ipAddressType: ipv4}";
    assert!(
        import("PRIVATE", ipv4)
            .unwrap_err()
            .contains("Only dualstack ipAddressType is supported for Private APIs.")
    );
}

#[test]
fn unknown_parameters_are_refused() {
    let check = |name: &str, value: &str| Parameters::read(&[(name.to_owned(), value.to_owned())].into());
    assert_eq!(check("basepath", "split").unwrap().base_path, BasePath::Split);
    assert!(check("ignore", "documentation").unwrap().ignore_documentation);
    for (name, value) in [
        ("ignore", "models"),
        ("basepath", "drop"),
        ("other", "1"),
        ("endpointConfigurationTypes", "EDGE,REGIONAL"),
        ("endpointConfigurationTypes", "GLOBAL"),
    ] {
        assert!(check(name, value).is_err(), "{name}={value}");
    }
}
