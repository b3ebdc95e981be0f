//! A start that fails: exit code 2, what is wrong and what to do, and nothing left behind.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::{Folder, Gateway, LOCAL_ONLY, get, mock_api, run};

/// A folder with a definition that can be served, and one of the same title.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("api.yaml", &mock_api("api", "{}", LOCAL_ONLY));
    folder.write("same.yaml", &mock_api("api", "{}", LOCAL_ONLY));
    folder
}

/// Starts with arguments that must not be served: all of `expect` is told, and the folder holds what it held before.
fn check(folder: &Folder, arguments: &[&str], expect: &[&str]) {
    let entries = || {
        let mut names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            // The token stays for the next start.
            .filter(|name| name != "data")
            .collect();
        names.sort();
        names
    };
    let before = entries();
    let mut all = vec!["serve"];
    all.extend(arguments);
    for (flag, value) in [
        ("--listen", "127.0.0.1:0"),
        ("--control", "127.0.0.1:0"),
        ("--data", "data"),
    ] {
        if !arguments.contains(&flag) {
            all.extend([flag, value]);
        }
    }
    let (code, out, error) = run(folder.path(), &all);
    assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {error}");
    for text in expect {
        assert!(error.contains(text), "{arguments:?}: no {text:?} in\n{error}");
    }
    assert!(!error.contains("INFO"), "{arguments:?}: {error}");
    assert_eq!(entries(), before, "{arguments:?}");
}

#[test]
fn files_that_hold_no_definition() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("definitions")).unwrap();
    folder.write("empty.yaml", "");
    folder.write("blank.yaml", "\u{feff}\n  \n");
    folder.write("text.yaml", "hello\n");
    std::fs::write(
        folder.path().join("junk.yaml"),
        [0x7f, b'E', b'L', b'F', 0xff, 0xfe, 0, 1],
    )
    .unwrap();
    std::fs::write(folder.path().join("zeros.yaml"), [0; 64]).unwrap();
    folder.write("large.yaml", &"#".repeat(9 * 1024 * 1024));
    for (file, why) in [
        ("missing.yaml", "cannot read `missing.yaml`: No such file"),
        ("definitions", "`definitions` is a folder: name the files in it"),
        (
            "empty.yaml",
            "`empty.yaml` is empty: an API definition begins with",
        ),
        ("blank.yaml", "`blank.yaml` is empty"),
        ("text.yaml", "--> text.yaml:1:1"),
        ("junk.yaml", "`junk.yaml` is not UTF-8 text"),
        ("zeros.yaml", "--> zeros.yaml:1:1"),
        ("large.yaml", "`large.yaml` is too large: at most 8388608 bytes"),
    ] {
        check(&folder, &[file], &["nothing was started: 1 error", why]);
        // A good file beside it changes nothing.
        check(
            &folder,
            &["api.yaml", file],
            &["nothing was started: 1 error", why],
        );
    }
    assert!(!folder.path().join("data").exists());
}

#[test]
fn definitions_that_cannot_be_served_together() {
    let folder = folder();
    check(&folder, &["api.yaml", "api.yaml"], &["`api.yaml` is named twice"]);
    check(
        &folder,
        &["api.yaml", "same.yaml"],
        &[
            "`api.yaml` and `same.yaml` both have the stage `prod`",
            "in an `[[api]]` table of the settings file",
        ],
    );
    std::fs::create_dir(folder.path().join("other")).unwrap();
    folder.write("other/api.yaml", &mock_api("api", "{}", LOCAL_ONLY));
    check(
        &folder,
        &["api.yaml", "other/api.yaml"],
        &[
            "`api.yaml` and `other/api.yaml` both have the api id",
            "`[[api]] id`",
        ],
    );
    assert!(!folder.path().join("data").exists());
}

#[test]
fn flags_that_make_no_sense() {
    let folder = folder();
    for (arguments, expect) in [
        (
            &["--stage", ""][..],
            &["`stage` (`--stage`): `` is not a stage name (letters, digits"][..],
        ),
        (&["--stage", "a/b"], &["`a/b` is not a stage name"]),
        (
            &["--workers", "0"],
            &["`workers` (`--workers`): `0` is out of range: give a positive number"],
        ),
        (
            &["--listen", "8080"],
            &["`listen` (`--listen`): `8080` is not an address with a port, such as `127.0.0.1:8080`"],
        ),
        (
            &["--listen", "localhost:80"],
            &["`localhost:80` is not an address with a port"],
        ),
        (
            &["--listen", "127.0.0.1:99999"],
            &["`127.0.0.1:99999` is not an address with a port"],
        ),
        (
            &["--control", "x"],
            &["`control.address` (`--control`): `x` is not an address with a port"],
        ),
        (
            &["--listen", "127.0.0.1:1", "--listen", "127.0.0.1:1"],
            &["`127.0.0.1:1` is named twice"],
        ),
        (
            &["--listen", "127.0.0.1:1", "--control", "127.0.0.1:1"],
            &["`127.0.0.1:1` is the control address too"],
        ),
        (
            &["--config", "missing.toml"],
            &["cannot read the settings file `missing.toml`"],
        ),
        (
            &["--data", "a", "--data", "b"],
            &["cannot be used multiple times", "--help"],
        ),
        (
            &["--trusted", "10.0.0.0/8"],
            &["`trusted` (`--trusted`): proxies are listed, but"],
        ),
    ] {
        let mut all = vec!["api.yaml"];
        all.extend(arguments);
        check(&folder, &all, expect);
    }
    assert!(!folder.path().join("data").exists());
}

#[test]
fn places_that_cannot_be_used() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    check(
        &folder,
        &["api.yaml", "--listen", &address],
        &[
            "cannot listen on the data plane address",
            &address,
            "another program listens there",
            "with `--listen`",
        ],
    );
    check(
        &folder,
        &["api.yaml", "--control", &address],
        &[
            "cannot listen on the control address",
            &address,
            "another program listens there",
            "with `--control`",
        ],
    );
    // 203.0.113.0/24 is for documentation: no machine has it.
    check(
        &folder,
        &["api.yaml", "--listen", "203.0.113.1:8080"],
        &["`203.0.113.1:8080`", "this machine has no such address"],
    );
    for data in ["api.yaml", "api.yaml/data", "/proc/portcullis"] {
        check(
            &folder,
            &["api.yaml", "--data", data],
            &[data, "choose another folder with `--data`"],
        );
    }
    for ready in ["missing/ready.json", "."] {
        check(
            &folder,
            &["api.yaml", "--ready-file", ready],
            &["cannot write the ready file", ready],
        );
    }
    check(
        &folder,
        &["api.yaml", "--ready-file", "ready.json", "--listen", &address],
        &["another program listens there"],
    );
    check(
        &folder,
        &["api.yaml", "--access-log", "missing/access.log"],
        &["cannot open the access log", "missing/access.log"],
    );
}

#[test]
fn every_address_is_served() {
    let gateway = Gateway::start(folder(), &["api.yaml", "--listen", "127.0.0.1:0"]);
    assert_eq!(gateway.listens.len(), 2);
    for address in &gateway.listens {
        assert_eq!(get(*address, "/prod/").status, 200, "{address}");
    }
}

#[test]
fn a_token_that_others_could_read_starts_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    std::fs::create_dir(folder.path().join("kept")).unwrap();
    let token = folder.write("kept/control-token", &"0".repeat(64));
    std::fs::set_permissions(&token, std::fs::Permissions::from_mode(0o644)).unwrap();
    check(
        &folder,
        &["api.yaml", "--data", "kept"],
        &[
            "`kept/control-token` may be read by others (mode 0644)",
            "remove it",
        ],
    );
    std::fs::set_permissions(&token, std::fs::Permissions::from_mode(0o600)).unwrap();
    folder.write("kept/control-token", "short\n");
    check(
        &folder,
        &["api.yaml", "--data", "kept"],
        &["does not hold a control token", "remove it"],
    );
}

#[test]
fn a_sealed_store_without_its_key_file() {
    let started = |folder: Folder| {
        let gateway = Gateway::start(folder, &["api.yaml"]);
        gateway.signal("TERM");
        gateway.stop()
    };
    let folder = started(folder());
    let file = folder.path().join("data/seal.key");
    let key = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    check(
        &folder,
        &["api.yaml"],
        &[
            "there is no key file `data/seal.key`",
            "`key_file`",
            "no new one is made",
        ],
    );
    assert!(!file.exists());
    // Another one, a damaged one, one that others can read.
    private(&file, &"1".repeat(64));
    check(
        &folder,
        &["api.yaml"],
        &["the key file `data/seal.key` has the key"],
    );
    private(&file, "secret");
    check(
        &folder,
        &["api.yaml"],
        &["line 1 is no key: give 64 hexadecimal digits"],
    );
    private(&file, &key);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    check(&folder, &["api.yaml"], &["may be read by others (mode 0644)"]);
    // Commands that write secrets hold to it too.
    let (code, _, error) = run(
        folder.path(),
        &["account", "create", "111122223333", "--data", "data"],
    );
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("mode 0644"), "{error}");
    private(&file, &key);
    started(folder);
}

fn private(file: &std::path::Path, text: &str) {
    let _ = std::fs::remove_file(file);
    std::fs::write(file, text).unwrap();
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
}
