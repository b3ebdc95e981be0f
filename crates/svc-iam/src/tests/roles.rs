//! Roles, trust policies, sessions.

use control::{CallerKind, CredentialFault, Tx};
use serde_json::{Value, json};

use crate::testing::{ACCOUNT, Server, document, failure, trust};

const ROLE: &str = "arn:aws:iam::111122223333:role/r";

fn role(server: &Server, principal: Value) {
    server.ok(
        "CreateRole",
        json!({"RoleName": "r", "AssumeRolePolicyDocument": trust(principal)}),
    );
}

fn assume() -> Value {
    json!({"RoleArn": ROLE, "RoleSessionName": "s1"})
}

#[test]
fn a_role_has_aws_s_form() {
    let server = Server::new();
    let text = trust(json!({"Service": "lambda.amazonaws.com"}));
    let made = server.ok(
        "CreateRole",
        json!({"RoleName": "R", "Path": "/p/", "AssumeRolePolicyDocument": text, "Description": "d"}),
    );
    let made = &made["Role"];
    assert_eq!(made["Arn"], "arn:aws:iam::111122223333:role/p/R");
    assert!(made["RoleId"].as_str().unwrap().starts_with("AROA"));
    assert_eq!(made["AssumeRolePolicyDocument"], crate::documents::encoded(&text));
    let got = server.ok("GetRole", json!({"RoleName": "r"}));
    assert_eq!(got["Role"]["MaxSessionDuration"], 3600);
    assert_eq!(got["Role"]["Description"], "d");
    assert_eq!(server.ok("ListRoles", json!({}))["Roles"][0]["RoleName"], "R");
    assert_eq!(
        server.ok("ListInstanceProfilesForRole", json!({"RoleName": "r"}))["InstanceProfiles"],
        json!([])
    );
    server.ok("UpdateRole", json!({"RoleName": "r", "MaxSessionDuration": 7200}));
    assert_eq!(
        server.ok("GetRole", json!({"RoleName": "r"}))["Role"]["MaxSessionDuration"],
        7200
    );
    server.fails(
        "GetRole",
        json!({"RoleName": "x"}),
        "NoSuchEntity",
        404,
        "The role with name x cannot be found.",
    );
    server.ok("DeleteRole", json!({"RoleName": "r"}));
}

#[test]
fn trust_policies_are_checked() {
    let server = Server::new();
    let check = |text: String, expect: &str| {
        let error = failure(server.call(
            "CreateRole",
            json!({"RoleName": "r", "AssumeRolePolicyDocument": text}),
        ));
        assert_eq!(error.code, "MalformedPolicyDocument");
        assert!(error.message.starts_with(expect), "{}", error.message);
    };
    check(
        trust(json!({"AWS": "arn:aws:iam::111122223333:user/nobody"})),
        "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:user/nobody\"",
    );
    check(
        document(json!({"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole", "Resource": "*"})),
        "Syntax errors in policy: a trust policy names no resource",
    );
    check(
        document(json!({"Effect": "Allow", "Action": "sts:AssumeRole"})),
        "Syntax errors in policy: the statement has no `Principal`",
    );
    check(
        document(json!({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"})),
        "Syntax errors in policy: `s3:GetObject` matches no action by which a role is assumed",
    );
}

#[test]
fn a_user_that_is_named_assumes_a_role_without_further_policies() {
    let mut server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    let answer = server.call_as(&ana, "AssumeRole", assume()).unwrap();
    assert_eq!(
        answer["AssumedRoleUser"]["Arn"],
        "arn:aws:sts::111122223333:assumed-role/r/s1"
    );
    assert_eq!(answer["Credentials"]["Expiration"], 1_790_003_600);
    let id = answer["Credentials"]["AccessKeyId"].as_str().unwrap().to_owned();
    assert!(id.starts_with("ASIA"));
    let session = server.session(&answer).unwrap();
    assert!(matches!(&session.kind, CallerKind::Role { role_arn, .. } if role_arn == ROLE));
    let identity = server.call_as(&session, "GetCallerIdentity", json!({})).unwrap();
    assert_eq!(identity["Arn"], "arn:aws:sts::111122223333:assumed-role/r/s1");
    assert_eq!(identity["UserId"], answer["AssumedRoleUser"]["AssumedRoleId"]);
    let info = server.ok("GetAccessKeyInfo", json!({"AccessKeyId": id}));
    assert_eq!(info["Account"], ACCOUNT);

    assert_eq!(
        server.credential(&id, None).unwrap_err(),
        CredentialFault::TokenMismatch
    );
    assert_eq!(
        server.credential(&id, Some("x")).unwrap_err(),
        CredentialFault::TokenMismatch
    );
    server.later(3599);
    assert!(server.session(&answer).is_ok());
    server.later(1);
    assert_eq!(server.session(&answer).unwrap_err(), CredentialFault::Expired);
}

#[test]
fn a_session_ends_with_its_role() {
    let server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    let answer = server.call_as(&ana, "AssumeRole", assume()).unwrap();
    let session = server.session(&answer).unwrap();
    server.ok("DeleteRole", json!({"RoleName": "r"}));
    role(&server, json!({"AWS": ana.arn}));
    assert_eq!(server.session(&answer).unwrap_err(), CredentialFault::Unknown);
    assert!(crate::policies(&*server.store, &session).is_err());
}

#[test]
fn a_namesake_is_not_trusted() {
    let server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    server.ok(
        "DeleteAccessKey",
        json!({"UserName": "ana", "AccessKeyId": ana.access_key_id}),
    );
    server.ok("DeleteUser", json!({"UserName": "ana"}));
    let namesake = server.user("ana");
    assert_eq!(
        failure(server.call_as(&namesake, "AssumeRole", assume())).code,
        "AccessDenied"
    );
    let shown = server.ok("GetRole", json!({"RoleName": "r"}));
    let text = shown["Role"]["AssumeRolePolicyDocument"].as_str().unwrap();
    assert!(
        text.contains(&ana.user_id) && !text.contains("user%2Fana"),
        "{text}"
    );
    server.ok(
        "UpdateAssumeRolePolicy",
        json!({"RoleName": "r", "PolicyDocument": trust(json!({"AWS": namesake.arn}))}),
    );
    server.call_as(&namesake, "AssumeRole", assume()).unwrap();
}

/// Who may assume a role: the trust policy, the caller's own statements, whether it works.
#[test]
fn trust_policy_and_identity_policies_have_their_say() {
    let allow = || json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": ROLE});
    let deny = || json!({"Effect": "Deny", "Action": "sts:*", "Resource": "*"});
    let user = |account: &str| format!("arn:aws:iam::{account}:user/ana");
    let other = "444455556666";
    let rows = [
        // The caller's account, the principal, what the caller's policies say, whether it may.
        (ACCOUNT, json!({"AWS": user(ACCOUNT)}), None, true),
        (ACCOUNT, json!({"AWS": user(ACCOUNT)}), Some(deny()), false),
        (ACCOUNT, json!({"AWS": ACCOUNT}), None, false),
        (ACCOUNT, json!({"AWS": ACCOUNT}), Some(allow()), true),
        (ACCOUNT, json!({"AWS": [ACCOUNT, user(ACCOUNT)]}), None, true),
        (ACCOUNT, json!("*"), None, false),
        (ACCOUNT, json!("*"), Some(allow()), true),
        (
            ACCOUNT,
            json!({"Service": "lambda.amazonaws.com"}),
            Some(allow()),
            false,
        ),
        (ACCOUNT, json!({"AWS": other}), Some(allow()), false),
        (other, json!({"AWS": user(other)}), None, false),
        (other, json!({"AWS": user(other)}), Some(allow()), true),
        (other, json!({"AWS": other}), Some(allow()), true),
        (other, json!({"AWS": other}), Some(deny()), false),
        (other, json!({"AWS": ACCOUNT}), Some(allow()), false),
    ];
    for (account, principal, statement, may) in rows {
        let server = Server::new();
        let ana = server.user_in(account, "ana");
        role(&server, principal.clone());
        if let Some(statement) = &statement {
            let input =
                json!({"UserName": "ana", "PolicyName": "p", "PolicyDocument": document(statement.clone())});
            server
                .call_as(&Server::root_of(account), "PutUserPolicy", input)
                .unwrap();
        }
        let result = server.call_as(&ana, "AssumeRole", assume());
        assert_eq!(
            result.is_ok(),
            may,
            "{account} {principal} {statement:?}: {result:?}"
        );
        if let Err(error) = result {
            assert_eq!((&*error.code, error.status), ("AccessDenied", 403));
            let expect = format!(
                "User: {} is not authorized to perform: sts:AssumeRole on resource: {ROLE}",
                ana.arn
            );
            assert!(error.message.starts_with(&expect), "{}", error.message);
        }
    }
}

#[test]
fn conditions_of_a_trust_policy_hold() {
    let server = Server::new();
    let ana = server.user("ana");
    let text = document(json!({
        "Effect": "Allow", "Principal": {"AWS": ana.arn}, "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": "x-1"}, "IpAddress": {"aws:SourceIp": "192.0.2.0/24"}},
    }));
    server.ok(
        "CreateRole",
        json!({"RoleName": "r", "AssumeRolePolicyDocument": text}),
    );
    let with = |id: &str| json!({"RoleArn": ROLE, "RoleSessionName": "s1", "ExternalId": id});
    assert!(server.call_as(&ana, "AssumeRole", with("x-1")).is_ok());
    assert!(server.call_as(&ana, "AssumeRole", with("x-2")).is_err());
    assert!(server.call_as(&ana, "AssumeRole", assume()).is_err());
}

#[test]
fn a_role_that_does_not_exist_is_refused_like_one_that_may_not_be_assumed() {
    let server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": "444455556666"}));
    let exists = failure(server.call_as(&ana, "AssumeRole", assume()));
    server.ok("DeleteRole", json!({"RoleName": "r"}));
    assert_eq!(failure(server.call_as(&ana, "AssumeRole", assume())), exists);
}

#[test]
fn what_is_not_built_is_refused_by_name() {
    let server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    for (member, value) in [
        ("Tags", json!([{"Key": "a", "Value": "b"}])),
        ("TransitiveTagKeys", json!(["a"])),
        ("SourceIdentity", json!("ana")),
        ("SerialNumber", json!("arn:aws:iam::111122223333:mfa/ana")),
        ("TokenCode", json!("123456")),
        (
            "ProvidedContexts",
            json!([{"ProviderArn": "arn:aws:iam::aws:contextProvider/IdentityCenter"}]),
        ),
    ] {
        let mut input = assume();
        input[member] = value;
        let error = failure(server.call_as(&ana, "AssumeRole", input));
        assert_eq!(error.code, "NotImplemented");
        assert!(error.message.contains(member), "{}", error.message);
    }
    // Empty lists are no lists.
    let mut input = assume();
    (input["Tags"], input["PolicyArns"]) = (json!([]), json!([]));
    server.call_as(&ana, "AssumeRole", input).unwrap();
    let root = failure(server.call("AssumeRole", assume()));
    assert_eq!(root.message, "Roles may not be assumed by root accounts.");
}

#[test]
fn sessions_are_no_longer_than_they_may_be() {
    let server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    let with = |seconds: i32| json!({"RoleArn": ROLE, "RoleSessionName": "s1", "DurationSeconds": seconds});
    assert!(server.call_as(&ana, "AssumeRole", with(900)).is_ok());
    assert!(server.call_as(&ana, "AssumeRole", with(899)).is_err());
    assert!(server.call_as(&ana, "AssumeRole", with(43_201)).is_err());
    let error = failure(server.call_as(&ana, "AssumeRole", with(3601)));
    assert_eq!(
        error.message,
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
    );
    server.ok("UpdateRole", json!({"RoleName": "r", "MaxSessionDuration": 7200}));
    let answer = server.call_as(&ana, "AssumeRole", with(7200)).unwrap();
    // A role that assumes a role gets an hour.
    server.ok(
        "UpdateAssumeRolePolicy",
        json!({"RoleName": "r", "PolicyDocument": trust(json!({"AWS": ROLE}))}),
    );
    let session = server.session(&answer).unwrap();
    assert!(server.call_as(&session, "AssumeRole", with(3600)).is_ok());
    let error = failure(server.call_as(&session, "AssumeRole", with(3601)));
    assert!(error.message.contains("role chaining"), "{}", error.message);
}

#[test]
fn session_policies_are_read_and_limited() {
    let server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    let with = |policy: &str| json!({"RoleArn": ROLE, "RoleSessionName": "s1", "Policy": policy});
    let answer = server
        .call_as(
            &ana,
            "AssumeRole",
            with(&document(
                json!({"Effect": "Allow", "Action": "s3:*", "Resource": "*"}),
            )),
        )
        .unwrap();
    assert_eq!(answer["PackedPolicySize"], 5);
    assert_eq!(
        failure(server.call_as(&ana, "AssumeRole", with("{"))).code,
        "MalformedPolicyDocument"
    );
    let long = document(
        json!({"Effect": "Allow", "Action": "s3:*", "Resource": format!("arn:aws:s3:::{}", "a".repeat(2048))}),
    );
    assert_eq!(
        failure(server.call_as(&ana, "AssumeRole", with(&long))).code,
        "PackedPolicyTooLarge"
    );
    let other = Server::root_of("444455556666");
    let wide = document(json!({"Effect": "Allow", "Action": "*", "Resource": "*"}));
    let made = json!({"PolicyName": "wide", "PolicyDocument": wide});
    server.call_as(&other, "CreatePolicy", made).unwrap();
    let arn_of = |arn: &str| {
        let mut input = assume();
        input["PolicyArns"] = json!([{"arn": arn}]);
        server.call_as(&ana, "AssumeRole", input)
    };
    assert!(arn_of("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess").is_ok());
    for arn in [
        "arn:aws:iam::111122223333:policy/none",
        "arn:aws:iam::444455556666:policy/wide",
    ] {
        assert_eq!(failure(arn_of(arn)).code, "MalformedPolicyDocument", "{arn}");
    }
}

#[test]
fn a_session_token_is_good_for_everything_but_iam_and_sts() {
    let server = Server::new();
    let ana = server.user("ana");
    server.grant(
        "ana",
        "all",
        json!({"Effect": "Allow", "Action": "*", "Resource": "*"}),
    );
    assert!(server.call_as(&ana, "ListUsers", json!({})).is_ok());
    let answer = server.call_as(&ana, "GetSessionToken", json!({})).unwrap();
    assert_eq!(answer["Credentials"]["Expiration"], 1_790_043_200);
    let session = server.session(&answer).unwrap();
    assert_eq!((&session.arn, &session.kind), (&ana.arn, &ana.kind));
    let error = failure(server.call_as(&session, "ListUsers", json!({})));
    assert!(
        error
            .message
            .ends_with("because no session policy allows the iam:ListUsers action"),
        "{}",
        error.message
    );
    assert!(server.call_as(&session, "GetCallerIdentity", json!({})).is_ok());
    let error = failure(server.call_as(&session, "GetSessionToken", json!({})));
    assert_eq!(
        error.message,
        "Cannot call GetSessionToken with session credentials"
    );
    assert_eq!(
        failure(server.call("GetSessionToken", json!({}))).code,
        "NotImplemented"
    );
}

#[test]
fn sessions_that_are_over_do_not_stay() {
    let mut server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    let count = |server: &Server| {
        let filter = store::Filter {
            account: "",
            region: "",
            kind: "iam-session",
            parent: None,
            after: None,
            limit: 1000,
        };
        server.store.list(&filter).unwrap().len()
    };
    for _ in 0..40 {
        server.call_as(&ana, "AssumeRole", assume()).unwrap();
    }
    assert_eq!(count(&server), 40);
    server.later(3600);
    for _ in 0..60 {
        server.call_as(&ana, "AssumeRole", assume()).unwrap();
    }
    // Those that are over are found from random places on; that none of them is found in 60 calls has a chance below 2^-60.
    assert!(count(&server) < 100, "{}", count(&server));
}

#[test]
fn service_linked_roles_are_their_service_s() {
    let server = Server::new();
    let made = server.ok(
        "CreateServiceLinkedRole",
        json!({"AWSServiceName": "ops.apigateway.amazonaws.com"}),
    );
    assert_eq!(
        made["Role"]["Arn"],
        "arn:aws:iam::111122223333:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway"
    );
    let name = "AWSServiceRoleForAPIGateway";
    let attached = server.ok("ListAttachedRolePolicies", json!({"RoleName": name}));
    assert_eq!(
        attached["AttachedPolicies"][0]["PolicyName"],
        "APIGatewayServiceRolePolicy"
    );
    let error = failure(server.call("DeleteRole", json!({"RoleName": name})));
    assert_eq!(error.code, "UnmodifiableEntity");
    let again = server.call(
        "CreateServiceLinkedRole",
        json!({"AWSServiceName": "ops.apigateway.amazonaws.com"}),
    );
    assert_eq!(failure(again).code, "InvalidInput");
    let unknown = server.call(
        "CreateServiceLinkedRole",
        json!({"AWSServiceName": "x.amazonaws.com"}),
    );
    assert!(failure(unknown).message.contains("x.amazonaws.com"));
    let task = server.ok("DeleteServiceLinkedRole", json!({"RoleName": name}))["DeletionTaskId"].clone();
    let text = task.as_str().unwrap();
    assert!(
        text.starts_with("task/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway/")
    );
    let status = server.ok(
        "GetServiceLinkedRoleDeletionStatus",
        json!({"DeletionTaskId": task}),
    );
    assert_eq!(status["Status"], "SUCCEEDED");
    assert_eq!(
        failure(server.call("GetRole", json!({"RoleName": name}))).code,
        "NoSuchEntity"
    );
    for task in [
        "task/x",
        "task/aws-service-role/x/AWSServiceRoleForAPIGateway/0",
        "//",
    ] {
        let status = server.call(
            "GetServiceLinkedRoleDeletionStatus",
            json!({"DeletionTaskId": task}),
        );
        assert_eq!(failure(status).code, "NoSuchEntity");
    }
    let text = trust(json!({"Service": "lambda.amazonaws.com"}));
    server.ok(
        "CreateRole",
        json!({"RoleName": "plain", "AssumeRolePolicyDocument": text}),
    );
    let plain = server.call("DeleteServiceLinkedRole", json!({"RoleName": "plain"}));
    assert_eq!(failure(plain).code, "NoSuchEntity");
}

/// A role that is named assumes another; a boundary limits it, but not a user that is named.
#[test]
fn boundaries_limit_sessions_that_are_named_and_not_users() {
    let sqs = "arn:aws:iam::aws:policy/AmazonSQSFullAccess";
    let server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    server.ok(
        "PutUserPermissionsBoundary",
        json!({"UserName": "ana", "PermissionsBoundary": sqs}),
    );
    let answer = server.call_as(&ana, "AssumeRole", assume()).unwrap();
    let session = server.session(&answer).unwrap();
    let named = trust(json!({"AWS": ROLE}));
    server.ok(
        "CreateRole",
        json!({"RoleName": "q", "AssumeRolePolicyDocument": named}),
    );
    let next = json!({"RoleArn": "arn:aws:iam::111122223333:role/q", "RoleSessionName": "s2"});
    assert!(server.call_as(&session, "AssumeRole", next.clone()).is_ok());
    server.ok(
        "PutRolePermissionsBoundary",
        json!({"RoleName": "r", "PermissionsBoundary": sqs}),
    );
    let error = failure(server.call_as(&session, "AssumeRole", next));
    assert!(
        error
            .message
            .ends_with("because no permissions boundary allows the sts:AssumeRole action"),
        "{}",
        error.message
    );
    // What a boundary denies is denied.
    let text = document(json!({"Effect": "Deny", "Action": "sts:*", "Resource": "*"}));
    server.ok(
        "CreatePolicy",
        json!({"PolicyName": "no-sts", "PolicyDocument": text}),
    );
    let arn = "arn:aws:iam::111122223333:policy/no-sts";
    server.ok(
        "PutUserPermissionsBoundary",
        json!({"UserName": "ana", "PermissionsBoundary": arn}),
    );
    let error = failure(server.call_as(&ana, "AssumeRole", assume()));
    assert!(
        error
            .message
            .ends_with("with an explicit deny in a permissions boundary"),
        "{}",
        error.message
    );
}

#[test]
fn principals_of_accounts_that_are_kept_exist_or_not() {
    let server = Server::new();
    let ana = server.user("ana");
    role(&server, json!({"AWS": ana.arn}));
    let check = |arn: &str, expect: Option<bool>| {
        let mut tx = Tx::new(&*server.store, ACCOUNT, "us-east-1");
        assert_eq!(crate::principal_exists(&mut tx, arn).unwrap(), expect, "{arn}");
    };
    check(&ana.arn, Some(true));
    check(ROLE, Some(true));
    check("arn:aws:sts::111122223333:assumed-role/r/any", Some(true));
    check("arn:aws:iam::111122223333:user/Ana", Some(false));
    check("arn:aws:iam::111122223333:user/path/ana", Some(false));
    check("arn:aws:iam::111122223333:user/nobody", Some(false));
    check("arn:aws:iam::111122223333:role/ana", Some(false));
    check("arn:aws-cn:iam::111122223333:user/ana", Some(false));
    check("arn:aws:sts::111122223333:assumed-role/nobody/any", Some(false));
    check("arn:aws:iam::111122223333:group/staff", Some(false));
    check("arn:aws:iam::111122223333:root", None);
    check("arn:aws:sts::111122223333:federated-user/bob", None);
    check("arn:aws:iam::444455556666:user/nobody", None);
    check("111122223333", None);
    check("*", None);
}
