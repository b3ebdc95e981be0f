//! The fixture API of the corpus: its scope, its routes, its definition as a file.

use std::fmt::Write as _;

use iam_policy::Scope;

/// The account of the fixture's owner.
pub const ACCOUNT: &str = "111122223333";
/// The id of the fixture API.
pub const API: &str = "a1b2c3d4e5";
/// The region.
pub const REGION: &str = "eu-west-1";

/// Verb and path of every route.
pub const ROUTES: &[(&str, &str)] = &[
    ("get", "/"),
    ("get", "/pets"),
    ("post", "/pets"),
    ("options", "/pets"),
    ("get", "/pets/{petId}"),
    ("get", "/users/{proxy+}"),
    ("get", "/admin"),
    ("get", "/admin/{proxy+}"),
    ("x-amazon-apigateway-any-method", "/any"),
];

/// What the shorthand of the fixture's policies stands for.
pub fn scope() -> Scope {
    Scope {
        partition: "aws".parse().unwrap(),
        region: REGION.parse().unwrap(),
        account: ACCOUNT.parse().unwrap(),
        api_id: API.parse().unwrap(),
    }
}

/// The ARN of a call, `path` being stage, path and perhaps a query, as in `/prod/pets?x=1`.
pub fn arn(verb: &str, path: &str, account: &str) -> String {
    let path = path.split('?').next().unwrap_or(path).trim_start_matches('/');
    let (stage, rest) = path.split_once('/').unwrap_or((path, ""));
    format!("arn:aws:execute-api:{REGION}:{account}:{API}/{stage}/{verb}/{rest}")
}

/// The fixture as an OpenAPI definition in JSON, every route an `http_proxy` to `upstream` (`http://127.0.0.1:PORT`).
///
/// `policy` is the text of a policy document; `extensions` are further members of the document, each as `"name": value`.
pub fn definition(upstream: &str, policy: Option<&str>, extensions: &[&str]) -> String {
    guarded_definition(upstream, policy, extensions, "")
}

/// The same; `guard` is members of every method that say who may call it, each followed by a comma.
pub fn guarded_definition(upstream: &str, policy: Option<&str>, extensions: &[&str], guard: &str) -> String {
    let mut paths: Vec<(&str, String)> = Vec::new();
    for (verb, path) in ROUTES {
        let names: Vec<&str> = path
            .split(['{', '}'])
            .skip(1)
            .step_by(2)
            .map(|name| name.trim_end_matches('+'))
            .collect();
        let list = |format: &dyn Fn(&str) -> String| {
            names
                .iter()
                .map(|name| format(name))
                .collect::<Vec<_>>()
                .join(",")
        };
        let parameters = list(&|name| {
            format!(r#"{{"name":"{name}","in":"path","required":true,"schema":{{"type":"string"}}}}"#)
        });
        let mapped =
            list(&|name| format!(r#""integration.request.path.{name}":"method.request.path.{name}""#));
        let to = path.replace("+}", "}");
        let method = format!(
            r#""{verb}":{{{guard}"parameters":[{parameters}],"responses":{{"200":{{"description":"ok"}}}},"x-amazon-apigateway-integration":{{"type":"http_proxy","httpMethod":"ANY","uri":"{upstream}{to}","requestParameters":{{{mapped}}}}}}}"#
        );
        match paths.iter_mut().find(|(known, _)| known == path) {
            Some((_, methods)) => write!(methods, ",{method}").unwrap(),
            None => paths.push((path, method)),
        }
    }
    let paths = paths
        .iter()
        .map(|(path, methods)| format!(r#""{path}":{{{methods}}}"#))
        .collect::<Vec<_>>()
        .join(",\n");
    let policy = policy.map_or(String::new(), |policy| {
        format!(",\n\"x-amazon-apigateway-policy\": {policy}")
    });
    let extensions = extensions
        .iter()
        .map(|member| format!(",\n{member}"))
        .collect::<String>();
    format!(
        "{{\"openapi\":\"3.0.1\",\"info\":{{\"title\":\"fixture\",\"version\":\"1\"}}{policy}{extensions},\n\"paths\":{{{paths}}}}}"
    )
}
