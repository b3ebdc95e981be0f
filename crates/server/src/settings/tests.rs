//! Tests of reading settings: precedence, and that each fault names its place.

use super::*;

fn folder(name: &str, file: &str) -> (PathBuf, PathBuf) {
    let folder = std::env::temp_dir().join(format!("portcullis-settings-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("portcullis.toml");
    std::fs::write(&path, file).unwrap();
    (folder, path)
}

fn inputs(name: &str, file: &str, environment: &[(&str, &str)]) -> Inputs {
    let environment = environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Inputs {
        config: Some(folder(name, file).1),
        environment,
        ..Inputs::default()
    }
}

fn errors(inputs: &Inputs) -> String {
    let errors = inputs.load().expect_err("must be refused");
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let file = "stage = \"file\"\nregion = \"file-1\"\naccount = \"111122223333\"\n[control]\naddress = \"127.0.0.1:1\"\n";
    let environment = [
        ("PORTCULLIS_STAGE", "env"),
        ("PORTCULLIS_REGION", "env-1"),
        ("PORTCULLIS_CONTROL_HOST_NAMES", "a, b"),
    ];
    let mut inputs = inputs("order", file, &environment);
    inputs.flags.push(("stage", "flag".into(), "--stage"));
    let loaded = inputs.load().unwrap();
    assert_eq!(loaded.settings.stage.as_deref(), Some("flag"));
    assert_eq!(loaded.settings.region.as_deref(), Some("env-1"));
    assert_eq!(loaded.settings.account.as_deref(), Some("111122223333"));
    assert_eq!(loaded.settings.control.address.as_deref(), Some("127.0.0.1:1"));
    assert_eq!(
        loaded.settings.control.host_names,
        Some(vec!["a".to_owned(), "b".to_owned()])
    );
    assert_eq!(loaded.sources.get("stage").unwrap(), "`--stage`");
    assert_eq!(
        loaded.sources.get("region").unwrap(),
        "environment variable `PORTCULLIS_REGION`"
    );
    assert!(
        loaded
            .sources
            .get("account")
            .unwrap()
            .ends_with("portcullis.toml`")
    );
}

#[test]
fn an_unknown_key_is_told_with_its_line() {
    let text = errors(&inputs(
        "unknown",
        "stage = \"a\"\n[control]\nadress = \"x\"\n",
        &[],
    ));
    assert!(text.contains("unknown field `adress`"), "{text}");
    assert!(text.contains("portcullis.toml:3:1"), "{text}");
}

#[test]
fn faults_of_the_file_and_of_the_environment_are_told_together() {
    let environment = [
        ("PORTCULLIS_LISEN", "x"),
        ("PORTCULLIS_WORKERS", "two"),
        ("PORTCULLIS_DENIAL_TEXTS", "new"),
    ];
    let text = errors(&inputs("both", "workers = \"two\"\n", &environment));
    assert!(text.contains("portcullis.toml:1:11"), "{text}");
    assert!(
        text.contains("environment variable `PORTCULLIS_LISEN` is no setting"),
        "{text}"
    );
    assert!(
        text.contains("`workers` (environment variable `PORTCULLIS_WORKERS`): `two` is not a whole number"),
        "{text}"
    );
    assert!(
        text.contains("unknown variant `new`, expected `current` or `older`"),
        "{text}"
    );
}

#[test]
fn variables_that_kubernetes_adds_are_no_settings() {
    let environment = [
        ("PORTCULLIS_SERVICE_HOST", "10.0.0.1"),
        ("PORTCULLIS_SERVICE_PORT_HTTP", "80"),
        ("PORTCULLIS_PORT", "tcp://10.0.0.1:80"),
        ("PORTCULLIS_PORT_80_TCP_ADDR", "10.0.0.1"),
    ];
    inputs("kubernetes", "", &environment).load().unwrap();
}

#[test]
fn paths_in_the_file_are_taken_from_its_folder() {
    let file = "files = [\"a.yaml\", \"/b.yaml\"]\n[[api]]\nfile = \"c.yaml\"\n[access_log]\nfile = \"-\"\n";
    let inputs = inputs("paths", file, &[]);
    let folder = inputs.config.as_deref().unwrap().parent().unwrap().to_owned();
    let settings = inputs.load().unwrap().settings;
    assert_eq!(
        settings.files.unwrap(),
        [folder.join("a.yaml"), PathBuf::from("/b.yaml")]
    );
    assert_eq!(settings.api.first().unwrap().file, folder.join("c.yaml"));
    assert_eq!(settings.access_log.file.unwrap(), PathBuf::from("-"));
}

#[test]
fn every_row_is_a_setting() {
    for row in all_rows() {
        let text = match row.kind {
            Kind::Number => "5",
            Kind::Bool => "true",
            Kind::Text | Kind::Path | Kind::List | Kind::PathList => match row.key {
                "denial_texts" => "older",
                "source_address" => "proxy-protocol",
                "source_header" => "forwarded",
                "method_override" => "ignored",
                "tls_minimum_version" => "1.3",
                "log.format" => "json",
                _ => "x",
            },
        };
        if let Err(errors) = environment_layer(&[(row.variable(), text.to_owned())]) {
            panic!("{}: {errors:?}", row.key);
        }
    }
}
