//! The control listener: who may see and change what, and that nobody can hold it up.

use std::os::unix::fs::PermissionsExt as _;

use crate::support::{Folder, Gateway, OTHER, example, get, request};

#[test]
fn the_control_listener_shows_and_changes_nothing_without_the_token() {
    let gateway = Gateway::start(Folder::new(), &[&example()]);
    let id = get(gateway.listen, "/prod/v1/models")
        .header("x-amzn-requestid")
        .unwrap()
        .to_owned();
    let local = [127, 0, 0, 1];
    for (method, path) in [
        ("GET", "/_portcullis/apis"),
        ("GET", "/_portcullis/records"),
        ("GET", &format!("/_portcullis/records/{id}")),
        ("GET", &format!("/_portcullis/explain/{id}")),
        ("POST", "/_portcullis/reload"),
        ("GET", "/_portcullis/nothing"),
    ] {
        for authorization in [
            "",
            "Authorization: Bearer\r\n",
            "Authorization: Bearer 0\r\n",
            "Authorization: Basic eDp4\r\n",
        ] {
            let refused = request(gateway.control, local, method, path, authorization);
            assert_eq!(
                refused.status, 401,
                "{method} {path} {authorization}: {refused:?}"
            );
            assert!(!refused.body.contains("ListedClients"));
        }
        let rebound = format!(
            "Host: evil.example\r\nAuthorization: Bearer {}\r\n",
            gateway.token()
        );
        assert_eq!(
            request(gateway.control, local, method, path, &rebound).status,
            421,
            "{path}"
        );
    }
    for path in ["health", "ready", "metrics"] {
        assert_eq!(
            get(gateway.control, &format!("/_portcullis/{path}")).status,
            200,
            "{path}"
        );
    }
    assert_eq!(
        request(
            gateway.control,
            local,
            "GET",
            "/_portcullis/health",
            "Host: evil.example\r\n"
        )
        .status,
        421
    );
    assert_eq!(get(gateway.control, "/_portcullis/reload").status, 405);
    assert_eq!(get(gateway.control, "/restapis").status, 501);
    let mode = |path: &str| {
        std::fs::metadata(gateway.folder.path().join(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!((mode("data"), mode("data/control-token")), (0o700, 0o600));
    assert!(!gateway.said.join("\n").contains(&gateway.token()));
    // Nothing of the control listener is on the data plane.
    assert_eq!(get(gateway.listen, "/_portcullis/health").status, 403);
}

#[test]
fn with_the_token_it_shows_what_is_served_and_what_happened() {
    let gateway = Gateway::start(Folder::new(), &[&example(), "--stage", "test"]);
    let apis = gateway.ask("GET", "/_portcullis/apis").json();
    let api = &apis["apis"][0];
    assert_eq!(api["stage"], "test");
    assert_eq!(api["name"], "ai-gateway");
    assert_eq!(api["routes"], 4);
    assert_eq!(api["unenforced"].as_array().unwrap().len(), 0);
    let id = api["api"].as_str().unwrap();
    assert!(
        id.len() == 10
            && id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
        "{id}"
    );

    request(gateway.listen, OTHER, "GET", "/test/health", "");
    get(gateway.listen, "/test/health");
    let records = gateway.ask("GET", "/_portcullis/records?limit=10").json();
    let decisions: Vec<&str> = records["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|record| record["decision"].as_str().unwrap())
        .collect();
    assert_eq!(decisions.len(), 2, "{records:#}");
    assert!(
        decisions.contains(&"allow") && decisions.contains(&"implicit-deny"),
        "{records:#}"
    );
    assert_eq!(gateway.ask("GET", "/_portcullis/records?limit=0").status, 400);
    assert_eq!(
        gateway
            .ask("GET", "/_portcullis/records/00000000-0000-4000-8000-000000000000")
            .status,
        404
    );
    assert_eq!(gateway.ask("GET", "/_portcullis/records/x").status, 400);
}
