//! Tests of checked settings: what is refused, and with which words.

use super::*;

fn load(flags: &[(&'static str, toml::Value)], file: &str) -> Result<Config, String> {
    let name = format!(
        "portcullis-config-{}-{}.toml",
        std::process::id(),
        crate::test_number()
    );
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, file).unwrap();
    let flags = flags
        .iter()
        .map(|(key, value)| (*key, value.clone(), "--flag"))
        .collect();
    let inputs = Inputs {
        config: Some(path.clone()),
        flags,
        data_home: Some("/nonexistent".into()),
        ..Inputs::default()
    };
    let config = Config::load(&inputs);
    std::fs::remove_file(path).unwrap();
    config.map_err(|errors| {
        errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    })
}

fn check_refused(file: &str, expect: &[&str]) {
    let text = load(&[], file).expect_err(file);
    for expect in expect {
        assert!(text.contains(expect), "{file}\n{text}");
    }
}

#[test]
fn a_file_name_is_enough() {
    let config = load(&[], "files = [\"a.yaml\"]").unwrap();
    assert_eq!(config.control.address.to_string(), CONTROL_DEFAULT);
    assert_eq!(
        config.listeners.first().unwrap().address.to_string(),
        LISTEN_DEFAULT
    );
    let file = config.definitions.files.first().unwrap();
    assert_eq!(file.stage.as_str(), "prod");
    assert_eq!(file.account.as_str(), "000000000000");
    assert!(!config.definitions.dual_stack);
}

#[test]
fn without_files_there_is_what_the_control_plane_deploys() {
    let config = load(&[], "").unwrap();
    assert!(config.definitions.files.is_empty());
    let place = std::path::Path::new("/nonexistent/portcullis").join(crate::STORE_FILE);
    assert_eq!(config.control_plane.store, crate::StorePlace::Sqlite(place));
    assert!(!config.control_plane.dev && !config.control_plane.policy_live);
}

#[test]
fn a_private_listener_has_private_clients() {
    let private = |listen: &str| {
        let file = format!("files = [\"a\"]\nlisten = [\"{listen}\"]");
        load(&[], &file).unwrap().definitions.private_clients
    };
    assert!(private("127.0.0.1:0") && private("10.0.0.1:0") && private("[::1]:0"));
    assert!(!private("0.0.0.0:0") && !private("192.0.2.1:0") && !private("[::]:0"));
}

#[test]
fn a_named_file_keeps_what_its_table_says() {
    let file = "stage = \"all\"\n[[api]]\nfile = \"/x/a.yaml\"\nid = \"abc\"\n[[api]]\nfile = \"/x/b.yaml\"\nstage = \"own\"\n";
    let config = load(&[("files", vec!["/x/b.yaml", "/x/c.yaml"].into())], file).unwrap();
    let stages: Vec<&str> = config
        .definitions
        .files
        .iter()
        .map(|file| file.stage.as_str())
        .collect();
    assert_eq!(stages, ["own", "all"]);
    let all = load(&[], file).unwrap();
    assert_eq!(
        all.definitions
            .files
            .first()
            .unwrap()
            .id
            .as_ref()
            .unwrap()
            .as_str(),
        "abc"
    );
    assert_eq!(all.definitions.files.len(), 2);
}

#[test]
fn every_fault_is_told_with_its_key() {
    check_refused(
        "files = [\"a\"]\nstage = \"a b\"\nworkers = 0\nlisten = [\"nowhere\"]\n[limits]\nheader_bytes_max = 0\n",
        &[
            "`stage` (in `",
            "`a b` is not a stage name",
            "`workers` (in",
            "`listen` (in",
            "`limits.header_bytes_max` (in",
        ],
    );
    check_refused(
        "files = [\"a\"]\n[access_log]\nformat = \"json\"",
        &["there is no `access_log.file`"],
    );
}

#[test]
fn a_control_address_others_can_reach_needs_a_word_of_its_own() {
    for address in ["0.0.0.0:1", "[::]:1", "192.0.2.1:1"] {
        let file = format!("files = [\"a\"]\n[control]\naddress = \"{address}\"\n");
        check_refused(&file, &["can be reached from other machines"]);
        load(&[("control.allow_remote", true.into())], &file).unwrap();
    }
}

#[test]
fn source_addresses_need_trusted_proxies_and_only_then_have_them() {
    check_refused(
        "files = [\"a\"]\nsource_address = \"header\"",
        &["needs `trusted`"],
    );
    check_refused(
        "files = [\"a\"]\ntrusted = [\"10.0.0.0/8\"]",
        &["`source_address` is `socket`"],
    );
    check_refused(
        "files = [\"a\"]\nsource_address = \"header\"\ntrusted = [\"10.0.0.0/33\"]",
        &["10.0.0.0/33"],
    );
    let config = load(
        &[],
        "files = [\"a\"]\nsource_address = \"proxy-protocol\"\ntrusted = [\"10.0.0.0/8\"]",
    )
    .unwrap();
    assert!(matches!(
        &config.listeners.first().unwrap().source,
        gateway::config::SourceRule::ProxyProtocol { senders } if senders.len() == 1
    ));
}

#[test]
fn tls_needs_both_files() {
    check_refused(
        "files = [\"a\"]\ntls_key_file = \"k\"",
        &["no `tls_certificate_file`"],
    );
    check_refused(
        "files = [\"a\"]\n[[listener]]\naddress = \"127.0.0.1:1\"\ntls_certificate_file = \"/nonexistent\"\ntls_key_file = \"/nonexistent\"",
        &["`listener[0].tls_certificate_file`", "`listener[0].tls_key_file`"],
    );
}

#[test]
fn several_certificates_are_checked_one_by_one() {
    let listener = "files = [\"a\"]\n[[listener]]\naddress = \"127.0.0.1:1\"\n";
    let pair =
        "[[listener.certificate]]\ncertificate_file = \"/nonexistent/c\"\nkey_file = \"/nonexistent/k\"\n";
    check_refused(
        &format!("{listener}tls_key_file = \"k\"\n{pair}"),
        &["`listener[0].certificate`", "use one of the two"],
    );
    check_refused(
        &format!("{listener}{pair}{pair}"),
        &[
            "`listener[0].certificate[0].certificate_file` (in `",
            "`listener[0].certificate[0].key_file` (in `",
            "`listener[0].certificate[1].certificate_file` (in `",
            "cannot read `/nonexistent/k`",
        ],
    );
}

#[test]
fn listeners_of_both_families_are_dual_stack_for_the_lints() {
    let config = load(
        &[("listen", vec!["127.0.0.1:0", "[::1]:0"].into())],
        "files = [\"a\"]",
    )
    .unwrap();
    assert!(config.definitions.dual_stack);
}
