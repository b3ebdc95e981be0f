//! Private custom domain names, and who associates VPC endpoints with them, as sequences of calls.

use serde_json::{Value, json};

use crate::{OPERATIONS, testing::Sample};

const ARN: &str = "arn:aws:acm:us-east-1:111111111111:certificate/one";
const NAME: &str = "private.example.com";

fn private() -> Value {
    json!({
        "domainName": NAME,
        "certificateArn": ARN,
        "endpointConfiguration": {"types": ["PRIVATE"]},
    })
}

fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_default().to_owned()
}

fn patch(id: &str, path: &str, value: &str) -> Value {
    json!({
        "domainName": NAME,
        "domainNameId": id,
        "patchOperations": [{"op": "replace", "path": path, "value": value}],
    })
}

fn association(domain: &str, vpce: &str) -> Value {
    json!({"domainNameArn": domain, "accessAssociationSourceType": "VPCE", "accessAssociationSource": vpce})
}

#[test]
fn a_private_name_has_an_id_and_lets_nobody_in_at_first() {
    let sample = Sample::empty();
    let made = sample.ok("CreateDomainName", private());
    let id = text(&made, "domainNameId");
    let arn = format!("arn:aws:apigateway:us-east-1:111111111111:/domainnames/{NAME}+{id}");
    assert_eq!(text(&made, "domainNameArn"), arn);
    assert_eq!(
        made["endpointConfiguration"],
        json!({"types": ["PRIVATE"], "ipAddressType": "dualstack"})
    );
    let policy: Value = serde_json::from_str(&text(&made, "policy")).unwrap();
    assert_eq!(policy["Statement"][0]["Effect"], json!("Deny"));
    let with = json!({"domainName": NAME, "domainNameId": id});
    assert_eq!(
        sample.ok("GetDomainName", with.clone())["domainNameArn"],
        json!(arn)
    );
    for wrong in [
        json!({"domainName": NAME}),
        json!({"domainName": NAME, "domainNameId": "abcd12"}),
    ] {
        for operation in [
            "GetDomainName",
            "DeleteDomainName",
            "UpdateDomainName",
            "GetBasePathMappings",
        ] {
            let refused = sample.refused(operation, wrong.clone());
            assert_eq!(
                refused,
                (404, "Invalid domain name identifier specified".to_owned()),
                "{operation}"
            );
        }
    }
    sample.ok("DeleteDomainName", with);
}

#[test]
fn what_a_private_name_cannot_have_is_refused() {
    let sample = Sample::empty();
    for (member, value, status) in [
        (
            "mutualTlsAuthentication",
            json!({"truststoreUri": "s3://bucket/a"}),
            400,
        ),
        ("securityPolicy", json!("TLS_1_0"), 400),
        ("certificateArn", json!(null), 400),
        ("domainName", json!("*.example.com"), 501),
        ("policy", json!("{"), 400),
        (
            "endpointConfiguration",
            json!({"types": ["PRIVATE"], "ipAddressType": "ipv4"}),
            400,
        ),
    ] {
        let mut input = private();
        input[member] = value;
        let refused = sample.refused("CreateDomainName", input.clone());
        assert_eq!(refused.0, status, "{input}: {}", refused.1);
    }
    let made = sample.ok("CreateDomainName", private());
    let id = text(&made, "domainNameId");
    for (path, value, status) in [
        ("/endpointConfiguration/types/PRIVATE", "REGIONAL", 400),
        ("/endpointConfiguration/ipAddressType", "ipv4", 400),
        ("/mutualTlsAuthentication/truststoreUri", "s3://bucket/a", 400),
        ("/securityPolicy", "TLS_1_0", 400),
        ("/policy", "{}", 400),
        ("/managementPolicy", "{}", 400),
    ] {
        let refused = sample.refused("UpdateDomainName", patch(&id, path, value));
        assert_eq!(refused.0, status, "{path} {value}: {}", refused.1);
    }
    let public = json!({
        "domainName": "api.example.com", "certificateArn": ARN,
    });
    sample.ok("CreateDomainName", public);
    for (path, value) in [
        ("/policy", "{}"),
        ("/managementPolicy", "{}"),
        ("/endpointConfiguration/types/EDGE", "PRIVATE"),
    ] {
        let input = json!({
            "domainName": "api.example.com",
            "patchOperations": [{"op": "replace", "path": path, "value": value}],
        });
        assert_eq!(sample.refused("UpdateDomainName", input).0, 400, "{path}");
    }
}

#[test]
fn a_policy_is_about_the_name_as_a_whole() {
    let sample = Sample::empty();
    let statement = |resource: &str| {
        json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": resource},
        ]})
        .to_string()
    };
    let mut input = private();
    input["policy"] = json!(statement("execute-api:/*"));
    let made = sample.ok("CreateDomainName", input);
    let id = text(&made, "domainNameId");
    let arn = format!("arn:aws:execute-api:us-east-1:111111111111:/domainnames/{NAME}+{id}");
    let stored: Value = serde_json::from_str(&text(&made, "policy")).unwrap();
    assert_eq!(stored["Statement"][0]["Resource"], json!(arn));
    let same = sample.ok("UpdateDomainName", patch(&id, "/policy", &text(&made, "policy")));
    assert_eq!(same["policy"], made["policy"]);
    sample.ok("UpdateDomainName", patch(&id, "/policy", &statement(&arn)));
    let part = sample.refused(
        "UpdateDomainName",
        patch(&id, "/policy", &statement("execute-api:/prod/*")),
    );
    assert!(
        part.0 == 400 && part.1.contains("is about the whole"),
        "{}",
        part.1
    );
    let gone = sample.ok("UpdateDomainName", patch(&id, "/policy", ""));
    assert_eq!(gone.get("policy"), None);
}

#[test]
fn private_goes_with_private_only() {
    let sample = Sample::with_method();
    sample.ok("CreateDeployment", json!({"stageName": "dev"}));
    let made = sample.ok("CreateDomainName", private());
    let mapping = json!({
        "domainName": NAME, "domainNameId": text(&made, "domainNameId"), "basePath": "a", "stage": "dev",
    });
    let refused = sample.refused("CreateBasePathMapping", mapping.clone());
    assert!(refused.1.starts_with("a public API"), "{}", refused.1);
    let turned = Sample::patch("replace", "/endpointConfiguration/types/0", json!("PRIVATE"));
    sample.ok("UpdateRestApi", json!({"patchOperations": turned}));
    sample.ok("CreateBasePathMapping", mapping.clone());
    let mut deep = mapping;
    deep["basePath"] = json!("a/b");
    assert_eq!(sample.refused("CreateBasePathMapping", deep).0, 400);
}

#[test]
fn endpoints_are_associated_listed_and_taken_away() {
    let sample = Sample::empty();
    let made = sample.ok("CreateDomainName", private());
    let (id, arn) = (text(&made, "domainNameId"), text(&made, "domainNameArn"));
    assert_eq!(
        sample.ok("GetDomainNameAccessAssociations", json!({})),
        json!({"items": []})
    );
    let one = sample.ok("CreateDomainNameAccessAssociation", association(&arn, "vpce-1"));
    let own = format!(
        "arn:aws:apigateway:us-east-1:111111111111:/domainnameaccessassociations/domainname/{NAME}+{id}/vpcesource/vpce-1"
    );
    assert_eq!(
        one,
        json!({
            "domainNameAccessAssociationArn": own,
            "domainNameArn": arn,
            "accessAssociationSourceType": "VPCE",
            "accessAssociationSource": "vpce-1",
        })
    );
    let again = sample.refused("CreateDomainNameAccessAssociation", association(&arn, "vpce-1"));
    assert_eq!(again.0, 409);
    for (domain, vpce, status) in [
        (arn.as_str(), "vpc-1", 400),
        (arn.as_str(), "vpce-", 400),
        (arn.as_str(), "vpce-A/..", 400),
        (
            "arn:aws:apigateway:us-east-1::/domainnames/api.example.com",
            "vpce-1",
            400,
        ),
        (
            "arn:aws:apigateway:eu-west-1:111111111111:/domainnames/private.example.com+abcd12",
            "vpce-1",
            400,
        ),
        (
            "arn:aws:apigateway:us-east-1:111111111111:/domainnames/private.example.com+abcd12",
            "vpce-1",
            404,
        ),
        (
            "arn:aws:apigateway:us-east-1:222222222222:/domainnames/private.example.com+abcd12",
            "vpce-1",
            403,
        ),
    ] {
        let refused = sample.refused("CreateDomainNameAccessAssociation", association(domain, vpce));
        assert_eq!(refused.0, status, "{domain} {vpce}: {}", refused.1);
    }
    sample.ok("CreateDomainNameAccessAssociation", association(&arn, "vpce-2"));
    let listed = sample.ok("GetDomainNameAccessAssociations", json!({"limit": 1}));
    assert_eq!(listed["items"], json!([one]));
    let named = json!({"domainNameAccessAssociationArn": own});
    sample.ok("DeleteDomainNameAccessAssociation", named.clone());
    assert_eq!(sample.refused("DeleteDomainNameAccessAssociation", named).0, 404);
    // The others go with the name; another name with the same host has another id.
    sample.ok(
        "DeleteDomainName",
        json!({"domainName": NAME, "domainNameId": id}),
    );
    assert_eq!(
        sample.ok("GetDomainNameAccessAssociations", json!({})),
        json!({"items": []})
    );
}

#[test]
fn other_accounts_need_the_management_policy_and_can_be_rejected() {
    let sample = Sample::empty();
    let made = sample.ok("CreateDomainName", private());
    let (id, arn) = (text(&made, "domainNameId"), text(&made, "domainNameArn"));
    let other = sample.account.other("222222222222");
    let create = |vpce: &str| {
        other
            .call(
                OPERATIONS,
                "CreateDomainNameAccessAssociation",
                association(&arn, vpce),
            )
            .map_err(|error| error.status)
    };
    assert_eq!(create("vpce-1"), Err(403));
    let policy = |effect: &str, action: &str, account: &str| {
        json!({"Version": "2012-10-17", "Statement": [{
            "Effect": effect, "Principal": {"AWS": format!("arn:aws:iam::{account}:root")},
            "Action": action, "Resource": arn,
        }]})
        .to_string()
    };
    let associate = "apigateway:CreateAccessAssociation";
    let set = |text: &str| {
        sample.account.call(
            OPERATIONS,
            "UpdateDomainName",
            patch(&id, "/managementPolicy", text),
        )
    };
    for wrong in [
        policy("Allow", "execute-api:Invoke", "222222222222"),
        policy("Allow", "apigateway:*", "222222222222"),
        policy("Allow", "*", "222222222222"),
        policy("Allow", associate, "222222222222").replace(&arn, "*"),
        policy("Allow", associate, "222222222222").replace(&id, "other1"),
        policy("Allow", associate, "222222222222").replace(
            "\"Effect\"",
            "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}},\"Effect\"",
        ),
    ] {
        let status = set(&wrong).map_err(|error| error.status);
        assert!(matches!(status, Err(400 | 501)), "{wrong}: {status:?}");
    }
    let nobody = policy("Allow", associate, "111111111111").replace(":root", ":user/bob");
    assert_eq!(set(&nobody).unwrap_err().status, 400);
    set(&nobody.replace("user/bob", "user/ana")).unwrap();
    set(&policy("Allow", associate, "333333333333")).unwrap();
    assert_eq!(create("vpce-1"), Err(403));
    let allowed = policy("Allow", associate, "222222222222");
    let answer = set(&allowed).unwrap();
    let stored: Value = serde_json::from_str(&text(&answer, "managementPolicy")).unwrap();
    assert_eq!(stored["Statement"][0]["Action"], json!(associate));
    assert_eq!(stored["Statement"][0]["Resource"], json!(arn));
    let one = create("vpce-1").unwrap();
    let theirs = json!({"resourceOwner": "OTHER_ACCOUNTS"});
    assert_eq!(
        sample.ok("GetDomainNameAccessAssociations", theirs.clone())["items"],
        json!([one])
    );
    assert_eq!(
        sample.ok("GetDomainNameAccessAssociations", json!({}))["items"],
        json!([])
    );
    let named = json!({"domainNameAccessAssociationArn": one["domainNameAccessAssociationArn"]});
    assert_eq!(
        sample
            .refused("DeleteDomainNameAccessAssociation", named.clone())
            .0,
        404
    );
    let mut rejected = named;
    rejected["domainNameArn"] = json!(arn);
    let by_other = other.call(OPERATIONS, "RejectDomainNameAccessAssociation", rejected.clone());
    assert_eq!(by_other.unwrap_err().status, 404);
    sample.ok("RejectDomainNameAccessAssociation", rejected.clone());
    assert_eq!(
        sample.refused("RejectDomainNameAccessAssociation", rejected).0,
        404
    );
    assert_eq!(
        sample.ok("GetDomainNameAccessAssociations", theirs)["items"],
        json!([])
    );
    // A denial concerns the owner's account too.
    let own = policy("Deny", associate, "111111111111");
    set(&own.replace("arn:aws:iam::111111111111:root", "111111111111")).unwrap();
    let own = sample.refused("CreateDomainNameAccessAssociation", association(&arn, "vpce-9"));
    assert_eq!(own.0, 403);
}
