//! Access keys, accounts and what a credential is worth.

use control::{CallerKind, CredentialFault};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sigv4::Secret;

use crate::{
    Concern,
    testing::{ACCOUNT, Server},
};

#[test]
fn a_key_is_its_user_s_until_it_is_switched_off() {
    let server = Server::new();
    server.ok("CreateUser", json!({"UserName": "ana"}));
    let made = server.ok("CreateAccessKey", json!({"UserName": "ana"}));
    let key = &made["AccessKey"];
    let id = key["AccessKeyId"].as_str().unwrap();
    assert!(id.starts_with("AKIA") && id.len() == 20);
    assert_eq!(key["Status"], "Active");
    let credential = server.credential(id, None).unwrap();
    assert_eq!(
        credential.secret.expose(),
        key["SecretAccessKey"].as_str().unwrap().as_bytes()
    );
    assert_eq!(
        credential.caller.kind,
        CallerKind::User {
            name: "ana".to_owned()
        }
    );
    assert_eq!(
        server.credential(id, Some("t")).unwrap_err(),
        CredentialFault::TokenMismatch
    );
    assert_eq!(
        server.credential("AKIANOBODY", None).unwrap_err(),
        CredentialFault::Unknown
    );
    let listed = server.ok("ListAccessKeys", json!({"UserName": "ana"}));
    assert_eq!(listed["AccessKeyMetadata"][0]["AccessKeyId"], id);
    assert!(
        !listed
            .to_string()
            .contains(key["SecretAccessKey"].as_str().unwrap())
    );

    let status = |status: &str| json!({"UserName": "ana", "AccessKeyId": id, "Status": status});
    server.ok("UpdateAccessKey", status("Inactive"));
    assert_eq!(
        server.credential(id, None).unwrap_err(),
        CredentialFault::Inactive
    );
    server.ok("UpdateAccessKey", status("Active"));
    assert!(server.credential(id, None).is_ok());

    server.ok("CreateAccessKey", json!({"UserName": "ana"}));
    server.fails(
        "CreateAccessKey",
        json!({"UserName": "ana"}),
        "LimitExceeded",
        409,
        "Cannot exceed quota for AccessKeysPerUser: 2",
    );
    server.ok("DeleteAccessKey", json!({"UserName": "ana", "AccessKeyId": id}));
    assert_eq!(server.credential(id, None).unwrap_err(), CredentialFault::Unknown);
    server.fails(
        "DeleteAccessKey",
        json!({"UserName": "ana", "AccessKeyId": id}),
        "NoSuchEntity",
        404,
        &format!("The Access Key with id {id} cannot be found."),
    );
}

#[test]
fn a_key_of_somebody_else_cannot_be_touched() {
    let server = Server::new();
    let ana = server.user("ana");
    server.ok("CreateUser", json!({"UserName": "bo"}));
    let message = format!("The Access Key with id {} cannot be found.", ana.access_key_id);
    let input = json!({"UserName": "bo", "AccessKeyId": ana.access_key_id});
    server.fails("DeleteAccessKey", input, "NoSuchEntity", 404, &message);
}

#[test]
fn accounts_have_root_keys() {
    let server = Server::new();
    let (id, secret) = crate::create_account(&*server.store, "444455556666", server.now).unwrap();
    let credential = server.credential(&id, None).unwrap();
    assert_eq!(credential.secret.expose(), secret.expose());
    assert_eq!(credential.caller.arn, "arn:aws:iam::444455556666:root");
    assert_eq!(credential.caller.kind, CallerKind::Root);
    assert_eq!(
        crate::accounts(&*server.store).unwrap(),
        [ACCOUNT, "444455556666"]
    );
    let again = crate::create_account(&*server.store, "444455556666", server.now);
    assert_eq!(again.unwrap_err().code, "EntityAlreadyExists");
    assert!(crate::create_account(&*server.store, "4444", server.now).is_err());
    crate::root_key(&*server.store, "444455556666", server.now).unwrap();
    let third = crate::root_key(&*server.store, "444455556666", server.now);
    assert_eq!(third.unwrap_err().code, "LimitExceeded");
    // The root's keys through the API.
    let listed = server
        .call_as(&credential.caller, "ListAccessKeys", json!({}))
        .unwrap();
    assert_eq!(listed["AccessKeyMetadata"].as_array().unwrap().len(), 2);
    server
        .call_as(&credential.caller, "DeleteAccessKey", json!({"AccessKeyId": id}))
        .unwrap();
    assert_eq!(
        server.credential(&id, None).unwrap_err(),
        CredentialFault::Unknown
    );
}

#[test]
fn a_root_key_can_be_brought_along() {
    let server = Server::new();
    let import = |account: &str, id: &str, secret: &str| {
        let secret = Secret::new(secret.as_bytes().to_vec());
        crate::import_root_key(&*server.store, account, id, &secret, server.now)
    };
    import("777788889999", "AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    import("777788889999", "AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    let credential = server.credential("AKIAIOSFODNN7EXAMPLE", None).unwrap();
    assert_eq!(credential.caller.account, "777788889999");
    let code = |result: control::Result<()>| result.unwrap_err().code;
    assert_eq!(
        code(import("777788889999", "AKIAIOSFODNN7EXAMPLE", "other")),
        "EntityAlreadyExists"
    );
    assert_eq!(
        code(import(ACCOUNT, "AKIAIOSFODNN7EXAMPLE", "secret")),
        "EntityAlreadyExists"
    );
    assert_eq!(
        code(import(ACCOUNT, "ASIAIOSFODNN7EXAMPLE", "secret")),
        "ValidationError"
    );
    assert_eq!(code(import(ACCOUNT, "AKIA", "secret")), "ValidationError");
    assert_eq!(
        code(import(ACCOUNT, "AKIAIOSFODNN7EXAMPL2", "")),
        "ValidationError"
    );
}

#[test]
fn no_debug_shows_a_secret() {
    let server = Server::new();
    server.ok("CreateUser", json!({"UserName": "ana"}));
    let made = server.ok("CreateAccessKey", json!({"UserName": "ana"}));
    let id = made["AccessKey"]["AccessKeyId"].as_str().unwrap();
    let secret = made["AccessKey"]["SecretAccessKey"].as_str().unwrap();
    let key = crate::stored::access_key_key(id);
    let document = server.store.get(&key).unwrap().unwrap();
    assert!(
        document.body.contains(secret),
        "the test looks at the wrong document"
    );
    let stored: crate::stored::AccessKey = control::decode(&key, &document.body).unwrap();
    let shown = format!(
        "{document:?} {stored:?} {:?}",
        server.credential(id, None).unwrap()
    );
    assert!(!shown.contains(secret), "{shown}");
}

#[test]
fn a_key_is_found_as_it_is_kept() {
    let server = Server::new();
    server.ok("CreateUser", json!({"UserName": "ana"}));
    let made = server.ok("CreateAccessKey", json!({"UserName": "ana"}));
    let id = made["AccessKey"]["AccessKeyId"].as_str().unwrap();
    let find = |id: &str| crate::access_key(&*server.store, id).unwrap();
    let found = find(id).unwrap();
    assert!(found.active && found.session.is_none());
    let switch = json!({"UserName": "ana", "AccessKeyId": id, "Status": "Inactive"});
    server.ok("UpdateAccessKey", switch);
    assert!(!find(id).unwrap().active);
    assert!(find("AKIANOBODY").is_none());
    assert!(find("ASIANOBODY").is_none());
    let ana = found.caller;
    let answer = server.call_as(&ana, "GetSessionToken", json!({})).unwrap();
    let temporary = &answer["Credentials"];
    let found = find(temporary["AccessKeyId"].as_str().unwrap()).unwrap();
    let session = found.session.unwrap();
    let token = temporary["SessionToken"].as_str().unwrap();
    assert_eq!(
        session.token_sha256,
        <[u8; 32]>::from(Sha256::digest(token.as_bytes()))
    );
    assert!(session.expires > server.now);
    assert_eq!(found.caller.arn, ana.arn);
    server.ok("DeleteAccessKey", json!({"UserName": "ana", "AccessKeyId": id}));
    server.ok("DeleteUser", json!({"UserName": "ana"}));
    assert!(find(id).is_none());
    assert!(find(temporary["AccessKeyId"].as_str().unwrap()).is_none());
}

#[test]
fn changes_concern_one_key_or_anybody() {
    let of = |kind| crate::concern(kind);
    assert_eq!(of("iam-access-key"), Some(Concern::Key));
    assert_eq!(of("iam-session"), Some(Concern::Key));
    for kind in ["account", "iam-user", "iam-group", "iam-role", "iam-policy"] {
        assert_eq!(of(kind), Some(Concern::Anybody), "{kind}");
    }
    for kind in ["account-alias", "iam-deletion", "apigateway-stage"] {
        assert_eq!(of(kind), None, "{kind}");
    }
}
