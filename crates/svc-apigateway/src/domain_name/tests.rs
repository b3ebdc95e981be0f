//! Custom domain names and their mappings as sequences of calls.

use serde_json::{Value, json};

use crate::testing::Sample;

const ARN: &str = "arn:aws:acm:us-east-1:111111111111:certificate/one";

fn regional(name: &str) -> Value {
    json!({
        "domainName": name,
        "regionalCertificateArn": ARN,
        "endpointConfiguration": {"types": ["REGIONAL"]},
    })
}

fn patch(name: &str, op: &str, path: &str, value: &str) -> Value {
    json!({"domainName": name, "patchOperations": [{"op": op, "path": path, "value": value}]})
}

#[test]
fn a_name_is_there_at_once() {
    let sample = Sample::empty();
    let made = sample.ok("CreateDomainName", regional("api.example.com"));
    assert_eq!(made["domainNameStatus"], json!("AVAILABLE"));
    assert_eq!(made["securityPolicy"], json!("TLS_1_2"));
    assert_eq!(made["routingMode"], json!("BASE_PATH_MAPPING_ONLY"));
    assert_eq!(
        made["endpointConfiguration"],
        json!({"types": ["REGIONAL"], "ipAddressType": "ipv4"})
    );
    let name = json!({"domainName": "api.example.com"});
    assert_eq!(sample.ok("GetDomainName", name.clone())["tags"], json!({}));
    assert_eq!(
        sample.ok("GetDomainNames", json!({}))["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let others = json!({"resourceOwner": "OTHER_ACCOUNTS"});
    assert_eq!(sample.ok("GetDomainNames", others)["items"], json!([]));
    assert_eq!(
        sample.refused("CreateDomainName", regional("api.example.com")),
        (400, "The domain name you provided already exists.".to_owned())
    );
    sample.ok("DeleteDomainName", name.clone());
    assert_eq!(
        sample.refused("GetDomainName", name),
        (404, "Invalid domain name identifier specified".to_owned())
    );
    sample.ok("CreateDomainName", regional("api.example.com"));
}

#[test]
fn what_is_not_enforced_is_refused_by_name() {
    let sample = Sample::empty();
    for (member, value, status) in [
        ("mutualTlsAuthentication", json!({}), 400),
        ("mutualTlsAuthentication", json!({"truststoreVersion": "1"}), 400),
        (
            "mutualTlsAuthentication",
            json!({"truststoreUri": "s3://other/b"}),
            400,
        ),
        ("ownershipVerificationCertificateArn", json!(ARN), 400),
        ("routingMode", json!("ROUTING_RULE_ONLY"), 501),
        ("securityPolicy", json!("SecurityPolicy_TLS13_1_3_2025_09"), 501),
        ("endpointAccessMode", json!("STRICT"), 501),
        ("policy", json!("{}"), 400),
        ("regionalCertificateArn", json!(null), 400),
        ("regionalCertificateArn", json!("arn:aws:s3:::bucket"), 400),
        ("endpointConfiguration", json!({"types": ["EDGE"]}), 400),
        ("domainName", json!("API.example.com"), 400),
        ("domainName", json!("example"), 400),
        ("domainName", json!("127.0.0.1"), 400),
        ("domainName", json!("a1b2c3.execute-api.example.com"), 400),
        ("domainName", json!("*.execute-api.example.com"), 400),
        ("domainName", json!("a..example.com"), 400),
        ("domainName", json!("-a.example.com"), 400),
        ("domainName", json!("a.*.example.com"), 400),
        ("certificateBody", json!("x"), 400),
    ] {
        let mut input = regional("api.example.com");
        input[member] = value;
        let refused = sample.refused("CreateDomainName", input.clone());
        assert_eq!(refused.0, status, "{input}: {}", refused.1);
    }
    sample.ok("CreateDomainName", regional("api.example.com"));
    for (path, value, status) in [
        ("/mutualTlsAuthentication/truststoreUri", "s3://other/b", 400),
        ("/mutualTlsAuthentication/truststoreVersion", "1", 400),
        ("/ownershipVerificationCertificateArn", ARN, 400),
        ("/routingMode", "ROUTING_RULE_ONLY", 501),
        ("/regionalCertificateArn", "", 400),
        ("/endpointConfiguration/types/REGIONAL", "EDGE", 400),
        ("/domainName", "x", 400),
    ] {
        let input = patch("api.example.com", "replace", path, value);
        assert_eq!(
            sample.refused("UpdateDomainName", input).0,
            status,
            "{path} {value}"
        );
    }
    let answer = sample.ok(
        "UpdateDomainName",
        patch("api.example.com", "replace", "/securityPolicy", "TLS_1_0"),
    );
    assert_eq!(answer["securityPolicy"], json!("TLS_1_0"));
}

#[test]
fn a_certificate_may_be_uploaded_and_replaced() {
    let sample = Sample::empty();
    let made = rcgen::generate_simple_self_signed(["api.example.com".to_owned()]).unwrap();
    let input = |name: &str| {
        json!({
            "domainName": name,
            "certificateName": "mine",
            "certificateBody": made.cert.pem(),
            "certificatePrivateKey": made.signing_key.serialize_pem(),
        })
    };
    assert_eq!(
        sample.refused("CreateDomainName", input("www.example.com")).0,
        400
    );
    let answer = sample.ok("CreateDomainName", input("api.example.com"));
    assert!(!answer.to_string().contains("PRIVATE KEY"));
    let answer = sample.ok(
        "UpdateDomainName",
        patch("api.example.com", "replace", "/certificateArn", ARN),
    );
    assert_eq!(answer["certificateArn"], json!(ARN));
    // The uploaded one is gone, so that the ARN cannot be taken away.
    let remove = patch("api.example.com", "remove", "/certificateArn", "");
    assert_eq!(sample.refused("UpdateDomainName", remove).0, 400);
}

#[test]
fn a_trust_store_is_read_when_it_is_named_and_only_then() {
    let sample = Sample::empty();
    let name = "api.example.com";
    let mut input = regional(name);
    input["mutualTlsAuthentication"] = json!({"truststoreUri": "s3://bucket/a"});
    input["ownershipVerificationCertificateArn"] = json!(ARN);
    let mut edge = input.clone();
    edge["endpointConfiguration"] = json!({"types": ["EDGE"]});
    edge["certificateArn"] = json!(ARN);
    assert_eq!(sample.refused("CreateDomainName", edge).0, 400);
    let made = sample.ok("CreateDomainName", input);
    assert_eq!(
        made["mutualTlsAuthentication"],
        json!({"truststoreUri": "s3://bucket/a"})
    );
    let stored = || {
        let saved = sample.account.get::<crate::SavedDomainName>(name).unwrap();
        assert_eq!(
            saved.trust_store.is_some(),
            saved.domain.mutual_tls_authentication.is_some()
        );
        saved.trust_store
    };
    assert_eq!(stored().unwrap(), "s3://bucket/a newest");
    let set = |path: &str, value: &str| {
        let path = format!("/mutualTlsAuthentication/{path}");
        sample.ok("UpdateDomainName", patch(name, "replace", &path, value))["mutualTlsAuthentication"].clone()
    };
    assert_eq!(
        set("truststoreVersion", "7"),
        json!({"truststoreUri": "s3://bucket/a", "truststoreVersion": "7"})
    );
    assert_eq!(stored().unwrap(), "s3://bucket/a 7");
    // What else changes does not read it again.
    let other = patch(name, "replace", "/securityPolicy", "TLS_1_0");
    sample.ok("UpdateDomainName", other);
    assert_eq!(stored().unwrap(), "s3://bucket/a 7");
    let faulty = patch(
        name,
        "replace",
        "/mutualTlsAuthentication/truststoreUri",
        "s3://x/b",
    );
    assert_eq!(sample.refused("UpdateDomainName", faulty).0, 400);
    assert_eq!(stored().unwrap(), "s3://bucket/a 7");
    let mut edge = patch(name, "replace", "/certificateArn", ARN);
    edge["patchOperations"]
        .as_array_mut()
        .unwrap()
        .push(json!({"op": "replace", "path": "/endpointConfiguration/types/REGIONAL", "value": "EDGE"}));
    assert_eq!(sample.refused("UpdateDomainName", edge).0, 400);
    // A version without its trust store, an ownership certificate without mutual TLS.
    let off = patch(name, "replace", "/mutualTlsAuthentication/truststoreUri", "");
    assert_eq!(sample.refused("UpdateDomainName", off.clone()).0, 400);
    set("truststoreVersion", "");
    assert_eq!(sample.refused("UpdateDomainName", off.clone()).0, 400);
    let owned = patch(name, "replace", "/ownershipVerificationCertificateArn", "");
    sample.ok("UpdateDomainName", owned);
    assert_eq!(
        sample.ok("UpdateDomainName", off).get("mutualTlsAuthentication"),
        None
    );
    assert_eq!(stored(), None);
}

#[test]
fn a_wildcard_and_the_names_below_belong_together() {
    let sample = Sample::empty();
    sample.ok("CreateDomainName", regional("*.example.com"));
    sample.ok("CreateDomainName", regional("api.example.com"));
    sample.ok("CreateDomainName", regional("api.example.org"));
    sample.ok("CreateDomainName", regional("*.example.org"));
    let other = sample.account.other("222222222222");
    let create = |name: &str| other.call(crate::OPERATIONS, "CreateDomainName", regional(name));
    for name in [
        "api.example.com",
        "www.example.com",
        "*.example.org",
        "*.example.com",
    ] {
        let error = create(name).unwrap_err();
        assert_eq!(
            (error.status, error.message.as_str()),
            (400, "The domain name you provided already exists."),
            "{name}"
        );
    }
    // Two levels below, above, and beside.
    for name in ["a.b.example.com", "example.com", "*.b.example.org", "example.net"] {
        create(name).unwrap();
    }
    let read = other.call(
        crate::OPERATIONS,
        "GetDomainName",
        json!({"domainName": "api.example.com"}),
    );
    assert_eq!(read.unwrap_err().status, 404);
    let other_org = create("*.api.example.org").map(|made| made["domainName"].clone());
    assert_eq!(other_org.unwrap(), json!("*.api.example.org"));
}

/// A name, and an API with the stage `dev`.
fn mapped() -> Sample {
    let sample = Sample::with_method();
    sample.ok("CreateDeployment", json!({"stageName": "dev"}));
    sample.ok("CreateDomainName", regional("api.example.com"));
    sample
}

fn mapping(path: &str) -> Value {
    json!({"domainName": "api.example.com", "basePath": path, "stage": "dev"})
}

#[test]
fn paths_are_mapped_to_stages() {
    let sample = mapped();
    let made = sample.ok("CreateBasePathMapping", mapping(""));
    assert_eq!(
        made,
        json!({"basePath": "(none)", "restApiId": sample.api, "stage": "dev"})
    );
    assert_eq!(
        sample.refused("CreateBasePathMapping", mapping("(none)")),
        (409, "Base path already exists for this domain name".to_owned())
    );
    sample.ok("CreateBasePathMapping", mapping("v1"));
    let get = |path: &str| json!({"domainName": "api.example.com", "basePath": path});
    let mut rename = get("v1");
    rename["patchOperations"] = Sample::patch("replace", "/basePath", json!("v2"));
    assert_eq!(
        sample.ok("UpdateBasePathMapping", rename)["basePath"],
        json!("v2")
    );
    assert_eq!(sample.refused("GetBasePathMapping", get("v1")).0, 404);
    let mut taken = get("v2");
    taken["patchOperations"] = Sample::patch("replace", "/basePath", json!("(none)"));
    assert_eq!(sample.refused("UpdateBasePathMapping", taken).0, 409);
    let mut free = get("v2");
    free["patchOperations"] = Sample::patch("replace", "/stage", json!(""));
    assert_eq!(sample.ok("UpdateBasePathMapping", free).get("stage"), None);
    let listed = sample.ok("GetBasePathMappings", json!({"domainName": "api.example.com"}));
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
    sample.ok("DeleteBasePathMapping", get("v2"));
    sample.ok("DeleteDomainName", json!({"domainName": "api.example.com"}));
    sample.ok("CreateDomainName", regional("api.example.com"));
    let listed = sample.ok("GetBasePathMappings", json!({"domainName": "api.example.com"}));
    assert_eq!(listed["items"], json!([]));
}

#[test]
fn targets_of_mappings_must_be_there_and_public() {
    let sample = mapped();
    let message = |path: &str, stage: &str| {
        let mut input = mapping(path);
        input["stage"] = json!(stage);
        sample.refused("CreateBasePathMapping", input).1
    };
    assert_eq!(message("a", "prod"), "Invalid stage identifier specified");
    assert!(message("a/b", "dev").starts_with("API Gateway V1 doesn't support the slash character"));
    assert!(message("a b", "dev").contains("no base path"));
    let private = Sample::patch("replace", "/endpointConfiguration/types/0", json!("PRIVATE"));
    sample.ok("UpdateRestApi", json!({"patchOperations": private}));
    assert!(message("a", "dev").starts_with("a private API"));
}
