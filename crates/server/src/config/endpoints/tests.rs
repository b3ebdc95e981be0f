//! Private listeners and endpoint policies: what is taken, and what is refused with which words.

use crate::config::tests::{check_refused, load};

const LISTENER: &str =
    "[[listener]]\naddress = \"127.0.0.1:0\"\nprivate = { vpc = \"vpc-1\", vpce = \"vpce-1\" }\n";
const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}]}"#;

/// A policy file with this text, removed with the guard.
struct File(std::path::PathBuf);

impl File {
    fn new(text: &str) -> Self {
        let name = format!(
            "portcullis-endpoint-{}-{}.json",
            std::process::id(),
            crate::test_number()
        );
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, text).unwrap();
        Self(path)
    }

    fn row(&self, id: &str) -> String {
        format!(
            "[[vpc_endpoint]]\nid = \"{id}\"\npolicy_file = \"{}\"\n",
            self.0.display()
        )
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn a_listener_stands_for_an_endpoint_with_its_policy() {
    let file = File::new(POLICY);
    let public = "[[listener]]\naddress = \"127.0.0.1:0\"\n";
    let config = load(
        &[],
        &format!("{LISTENER}{LISTENER}{public}{}", file.row("vpce-1")),
    )
    .unwrap();
    let private: Vec<bool> = config
        .listeners
        .iter()
        .map(|listener| {
            listener
                .private
                .as_ref()
                .is_some_and(|private| private.vpce == "vpce-1")
        })
        .collect();
    assert_eq!(private, [true, true, false]);
    let ids: Vec<&str> = config.vpc_endpoints.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["vpce-1"]);
    // Private ones alone are enough, and need no policy.
    assert!(load(&[], LISTENER).unwrap().vpc_endpoints.is_empty());
}

#[test]
fn what_could_leave_an_endpoint_open_is_refused() {
    for (vpc, vpce, key) in [
        ("vpce-1", "vpce-1", "listener[0].private.vpc"),
        ("vpc-1", "vpc-1", "listener[0].private.vpce"),
        ("vpc-1", "vpce-", "listener[0].private.vpce"),
        ("vpc-1", "vpce-A", "listener[0].private.vpce"),
    ] {
        let file = LISTENER.replace("\"vpc-1\"", &format!("\"{vpc}\""));
        let file = file.replace("\"vpce-1\"", &format!("\"{vpce}\""));
        check_refused(&file, &[key, "has not the form"]);
    }
    check_refused(
        &LISTENER.replace(", vpce = \"vpce-1\"", ""),
        &["missing field `vpce`"],
    );
    let two = format!("{LISTENER}{}", LISTENER.replace("vpc-1", "vpc-2"));
    check_refused(&two, &["`vpce-1` in two VPCs, `vpc-1` and `vpc-2`"]);
    let file = File::new(POLICY);
    let row = file.row("vpce-1");
    check_refused(
        &file.row("vpce-2"),
        &["vpc_endpoint[0].id", "no listener stands for `vpce-2`"],
    );
    check_refused(&format!("{LISTENER}{row}{row}"), &["`vpce-1` has two policies"]);
    check_refused(
        &format!("{LISTENER}[[vpc_endpoint]]\nid = \"vpce-1\"\n"),
        &["missing field `policy_file`"],
    );
    let absent = row.replace(".json", ".none");
    check_refused(
        &format!("{LISTENER}{absent}"),
        &["vpc_endpoint[0].policy_file", "cannot read"],
    );
    for (text, expect) in [
        ("{", "is no policy"),
        (
            &*POLICY.replace("\"*\", \"Action\"", "\"x\", \"Action\""),
            "is no policy",
        ),
        (
            &*POLICY.replace("\"Resource\": \"*\"", "\"Resource\": \"execute-api:/*\""),
            "is no policy",
        ),
        (&*" ".repeat(4 * 20_480 + 1), "at most 20480 characters"),
    ] {
        let faulty = File::new(text);
        check_refused(&format!("{LISTENER}{}", faulty.row("vpce-1")), &[expect]);
    }
}
