//! Tests of checked settings: what is refused, and with which words.

use super::*;

pub(super) fn load(flags: &[(&'static str, toml::Value)], file: &str) -> Result<Config, String> {
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

pub(super) fn check_refused(file: &str, expect: &[&str]) {
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
fn what_is_said_of_listen_is_not_passed_over_beside_tables() {
    let table = "[[listener]]\naddress = \"127.0.0.1:1\"\n";
    assert!(load(&[], table).is_ok());
    for line in [
        "tls_certificate_file = \"c\"",
        "tls_key_file = \"k\"",
        "tls_minimum_version = \"1.3\"",
        "dual_stack = false",
        "source_address = \"header\"",
        "source_header = \"forwarded\"",
        "trusted = [\"10.0.0.0/8\"]",
        "trust_forwarded_scheme = true",
    ] {
        let key = line.split_once(' ').unwrap().0;
        check_refused(
            &format!("{line}\n{table}"),
            &[&format!("`{key}`"), "write it into them"],
        );
    }
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

#[test]
fn issuers_are_whole_or_refused() {
    const POOL: &str = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123";
    let head = format!("[[issuer]]\nissuer = \"https://a.example.com\"\npools = [\"{POOL}\"]\n");
    let url = "jwks_url = \"https://a.example.com/jwks\"\n";
    let config = load(&[], &format!("{head}{url}")).unwrap();
    let [issuer] = config.issuers.as_slice() else {
        panic!("one issuer")
    };
    assert_eq!(issuer.rules.algorithms, [jwt::Algorithm::Rs256]);
    assert_eq!(issuer.rules.token_use, jwt::TokenUse::Cognito);
    assert_eq!((issuer.rules.leeway_s, issuer.rules.audiences.len()), (0, 0));
    assert_eq!(
        config.definitions.issued_pools.as_deref(),
        Some(&[POOL.to_owned()][..])
    );
    let config = load(
        &[],
        &format!(
            "{head}{url}token_use = \"any\"\naudiences = [\"a\"]\nleeway_s = 300\nalgorithms = [\"ES256\", \"EdDSA\"]"
        ),
    )
    .unwrap();
    let issuer = config.issuers.first().unwrap();
    assert_eq!(
        issuer.rules.algorithms,
        [jwt::Algorithm::Es256, jwt::Algorithm::EdDsa]
    );
    assert_eq!((issuer.rules.leeway_s, issuer.rules.audiences.len()), (300, 1));
    let check = |more: &str, expect: &str| {
        let file = format!("{head}{more}");
        check_refused(&file, &["issuer", "(in `", expect]);
    };
    check("", "Give `jwks_url` or `jwks_file`");
    check(&format!("{url}jwks_file = \"a\""), "keep one of them");
    check(
        "jwks_file = \"/nonexistent/jwks.json\"",
        "cannot read `/nonexistent/jwks.json`",
    );
    check("jwks_url = \"http://a.example.com/jwks\"", "is not encrypted");
    check("jwks_url = \"a.example.com\"", "is not an address");
    check(&format!("{url}algorithms = []"), "no algorithm");
    for algorithm in ["none", "HS256", "rs256"] {
        check(
            &format!("{url}algorithms = [\"{algorithm}\"]"),
            &format!("`{algorithm}` is none of the signature algorithms `RS256`"),
        );
    }
    check(&format!("{url}audiences = []"), "no audience");
    check(&format!("{url}audiences = [\"a b\"]"), "`a b` is no audience");
    check(
        &format!("{url}token_use = \"any\""),
        "name those whose tokens are for this gateway",
    );
    check(
        &format!("{url}leeway_s = 301"),
        "`301` is out of range: at most 300",
    );
    check(
        &format!("{url}{head}{url}"),
        "issuer `https://a.example.com` is there twice",
    );
    let other = head.replace("a.example.com", "b.example.com");
    check(
        &format!("{url}{other}{url}"),
        &format!("user pool `{POOL}` has two issuers"),
    );
    let table =
        |issuer: &str, pools: &str| format!("[[issuer]]\nissuer = \"{issuer}\"\npools = [{pools}]\n{url}");
    check_refused(&table("", &format!("\"{POOL}\"")), &["`` is no issuer"]);
    check_refused(&table("https://a", ""), &["no user pool"]);
    check_refused(
        &table("https://a", "\"eu-west-1_AbCdEf123\""),
        &["`issuer[0].pools`", "is not the ARN of a user pool"],
    );
    check_refused(&format!("{head}{url}jwks = \"x\""), &["jwks"]);
    check_refused(&format!("{head}{url}token_use = \"id\""), &["token_use"]);
}

#[test]
fn a_file_of_keys_holds_some() {
    let folder = std::env::temp_dir();
    let name = format!(
        "portcullis-jwks-{}-{}.json",
        std::process::id(),
        crate::test_number()
    );
    let path = folder.join(&name);
    // As long as its name is relative it lies beside the settings.
    let file = format!(
        "[[issuer]]\nissuer = \"https://a.example.com\"\njwks_file = \"{name}\"\n\
         pools = [\"arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123\"]"
    );
    let check = |text: &str, expect: &str| {
        std::fs::write(&path, text).unwrap();
        check_refused(&file, &["`issuer[0].jwks_file`", expect]);
    };
    check("[]", "the key set is not a JSON object");
    check(r#"{"keys":[{"kty":"oct","k":"AA"}]}"#, "key 0: its `kty`");
    check(&" ".repeat(150_001), "has 150001 bytes");
    let key = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;
    std::fs::write(&path, key).unwrap();
    let config = load(&[], &file);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(
        config.unwrap().issuers.first().unwrap().keys,
        gateway::JwksSource::File(path)
    );
}

#[test]
fn trust_stores_come_from_places_that_can_be_trusted() {
    let secret = std::env::temp_dir().join(format!(
        "portcullis-s3-{}-{}",
        std::process::id(),
        crate::test_number()
    ));
    std::fs::write(&secret, "secret").unwrap();
    let s3 = |endpoint: &str| {
        format!(
            "[s3]\nendpoint = \"{endpoint}\"\naccess_key_id = \"AKIA\"\nsecret_access_key_file = \"{}\"\n",
            secret.display()
        )
    };
    for endpoint in [
        "https://s3.example.com",
        "https://s3.example.com:9000/",
        "http://127.0.0.1:9000",
        "http://localhost:1",
        "http://[::1]:9000",
    ] {
        let config = load(&[], &s3(endpoint)).unwrap();
        let place = config.control_plane.trust_stores.s3.unwrap();
        assert_eq!(place.region, "us-east-1", "{endpoint}");
    }
    for endpoint in [
        "http://s3.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1:9000",
        "s3.example.com",
        "https://s3.example.com/bucket",
        "https://user@s3.example.com",
    ] {
        check_refused(&s3(endpoint), &["`s3.endpoint`"]);
    }
    let absent = s3("https://s3.example.com").replace("portcullis-s3", "portcullis-none");
    check_refused(&absent, &["`s3.secret_access_key_file`", "cannot read"]);
    check_refused(
        "[s3]\nregion = \"x\"",
        &[
            "`s3.endpoint`",
            "`s3.access_key_id`",
            "`s3.secret_access_key_file`",
        ],
    );
    check_refused(
        "truststores_folder = \"/nonexistent\"",
        &["`truststores_folder`", "no folder"],
    );
    std::fs::remove_file(secret).unwrap();
}
