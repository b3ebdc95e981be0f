//! Every command on the real binary: each folder of `tests/cases` is run and compared with what is written in it.
//!
//! `command` holds one argument a line; it runs in the folder. `stdout` is what it must print; `stderr`, where it exists, what
//! it must print there; `code` its exit code.

mod support;

use std::path::Path;

use support::{outcome, portcullis, root, run};

#[test]
fn every_case_prints_what_is_written() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = std::fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert!(folders.len() >= 10, "cases are missing: {folders:?}");
    let mut wrong = Vec::new();
    for folder in folders {
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        let command = read("command").unwrap();
        let arguments: Vec<&str> = command.lines().collect();
        let (code, out, error) = run(&folder, &arguments);
        let expect_code: i32 = read("code").unwrap().trim().parse().unwrap();
        let expect_error = read("stderr").unwrap_or_default();
        if code != expect_code || Some(&out) != read("stdout").as_ref() || error != expect_error {
            wrong.push(format!(
                "{}\nexit code {code}\n--- stdout\n{out}--- stderr\n{error}",
                folder.display()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases differ:\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn the_examples_are_good_and_their_tests_pass() {
    for example in ["ai-gateway", "office-only"] {
        let folder = root().join("examples").join(example);
        let (code, out, error) = run(&folder, &["policy", "test", "tests"]);
        assert_eq!(code, 0, "{out}{error}");
        let (code, out, error) = run(&folder, &["api", "check", "--private-clients", "openapi.yaml"]);
        assert_eq!(code, 0, "{out}{error}");
    }
}

#[test]
fn every_lint_is_listed_and_documented() {
    let (code, out, _) = run(&root(), &["policy", "lints", "--output", "json"]);
    assert_eq!(code, 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let lints = json["lints"].as_array().unwrap();
    assert!(lints.len() >= 9, "{out}");
    let documented = std::fs::read_to_string(root().join("docs/lints.md")).unwrap();
    for lint in lints {
        let code = lint["code"].as_str().unwrap();
        assert!(
            documented.contains(&format!("`{code}`")) || documented.contains(&format!("## {code}")),
            "{code}"
        );
    }
}

#[test]
fn every_setting_is_documented_as_it_is() {
    let documented = std::fs::read_to_string(root().join("docs/settings.md")).unwrap();
    let rows: Vec<String> = server::all_rows()
        .map(|row| {
            format!(
                "| `{}` | `{}` | {} | {} |",
                row.key,
                row.variable(),
                row.default,
                row.about
            )
        })
        .collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !documented.contains(*row)).collect();
    assert!(missing.is_empty(), "docs/settings.md lacks:\n{missing:#?}");
    let lines = documented
        .lines()
        .filter(|line| line.contains("| `PORTCULLIS_"))
        .count();
    assert_eq!(
        lines,
        rows.len(),
        "docs/settings.md has settings that do not exist"
    );
}

#[test]
fn every_field_of_a_record_is_documented() {
    let documented = std::fs::read_to_string(root().join("docs/decision-record.md")).unwrap();
    let record = serde_json::to_value(gateway::DecisionRecord::default()).unwrap();
    for field in record.as_object().unwrap().keys() {
        let row = documented.lines().any(|line| {
            let fields = line.strip_prefix("| ").and_then(|line| line.split_once(" |"));
            fields.is_some_and(|(fields, _)| fields.split(", ").any(|name| name == format!("`{field}`")))
        });
        assert!(row, "{field}");
    }
}

#[test]
fn every_command_is_documented() {
    let documented = std::fs::read_to_string(root().join("docs/cli.md")).unwrap();
    for command in [
        "serve",
        "reload",
        "explain",
        "logs",
        "policy check",
        "policy explain",
        "policy test",
        "policy fold",
        "policy lints",
        "api check",
        "api list",
        "api show",
        "api diff",
        "env",
        "account create",
        "account list",
        "backup",
        "restore",
    ] {
        assert!(documented.contains(&format!("| `{command}")), "{command}");
        let mut words: Vec<&str> = command.split(' ').collect();
        words.push("--help");
        let (code, out, _) = run(&root(), &words);
        assert!(code == 0 && out.contains("Example"), "{command}: {out}");
    }
}

#[test]
fn usage_is_exit_code_2() {
    let folder = root();
    for arguments in [
        &[][..],
        &["polcy"],
        &["policy", "check"],
        &["policy", "explain", "x.json", "--request", "a", "--path", "/"],
        &["serve", "--tls-cert", "a"],
        &["explain", "not-a-uuid"],
        &["policy", "check", "does-not-exist.json"],
        &["policy", "test", "docs"],
    ] {
        let (code, out, error) = run(&folder, arguments);
        assert_eq!(code, 2, "{arguments:?}: {out}{error}");
        assert!(!error.is_empty(), "{arguments:?}");
    }
}

#[test]
fn completions_are_made_and_complete() {
    let folder = support::Folder::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, out, _) = run(folder.path(), &["completions", shell]);
        assert!(code == 0 && out.contains("policy-characters-max"), "{shell}");
    }
    let (_, script, _) = run(folder.path(), &["completions", "bash"]);
    folder.write("completions.bash", &script);
    for (words, expect) in [
        ("pol", "policy"),
        ("policy exp", "explain"),
        ("serve --list", "--listen"),
    ] {
        let line = format!("portcullis {words}");
        let last = line.rsplit(' ').next().unwrap();
        let count = line.split(' ').count() - 1;
        let ask = format!(
            "source completions.bash; COMP_WORDS=({line}); COMP_CWORD={count}; _portcullis portcullis {last}; echo \"${{COMPREPLY[@]}}\""
        );
        let output = std::process::Command::new("bash")
            .current_dir(folder.path())
            .args(["-c", &ask])
            .output()
            .unwrap();
        assert_eq!(
            outcome(&output),
            (0, format!("{expect}\n"), String::new()),
            "{words}"
        );
    }
}

#[test]
fn man_pages_are_made_for_every_command() {
    let folder = support::Folder::new();
    let (code, out, _) = run(folder.path(), &["man"]);
    assert!(code == 0 && out.contains(".TH portcullis"), "{out}");
    assert_eq!(run(folder.path(), &["man", "--dir", "new/pages"]).0, 0);
    let page = |name: &str| std::fs::read_to_string(folder.path().join("new/pages").join(name)).unwrap();
    for command in [
        "",
        "-serve",
        "-reload",
        "-explain",
        "-policy",
        "-policy-check",
        "-policy-explain",
        "-policy-test",
        "-policy-fold",
        "-policy-lints",
        "-api",
        "-api-check",
        "-api-list",
        "-api-show",
        "-api-diff",
        "-env",
        "-account",
        "-account-create",
        "-account-list",
        "-backup",
        "-restore",
        "-completions",
        "-man",
    ] {
        let text = page(&format!("portcullis{command}.1"));
        assert!(
            text.contains(".SH SYNOPSIS") && text.contains("Example"),
            "{command}"
        );
        // Other characters come out as several wrong ones where the reader is not told the encoding.
        assert!(text.is_ascii(), "{command}");
    }
    folder.write("file", "");
    let (code, _, error) = run(folder.path(), &["man", "--dir", "file"]);
    assert!(code == 2 && error.contains("`file`"), "{error}");
}

/// What the examples' own pages tell a newcomer to run, as it stands there.
#[test]
fn the_commands_of_the_examples_run() {
    let mut seen = 0;
    for example in ["ai-gateway", "office-only"] {
        let page = std::fs::read_to_string(root().join("examples").join(example).join("README.md")).unwrap();
        let blocks = page
            .split("```sh\n")
            .skip(1)
            .filter_map(|block| block.split("```").next());
        for line in blocks.flat_map(str::lines) {
            let Some(arguments) = line.strip_prefix("portcullis ") else {
                continue;
            };
            let mut arguments: Vec<&str> = arguments.split(" #").next().unwrap().split_whitespace().collect();
            let expect = match arguments[..] {
                ["serve", file] => {
                    arguments = vec!["api", "check", "--private-clients", file];
                    0
                }
                ["explain", "REQUEST-ID"] => continue,
                ["policy", "test", _] => 0,
                ["policy", "check", "--private-clients", _] => 0,
                ["policy", "check", _] | ["policy", "explain", ..] => 1,
                _ => panic!("{example}: `{line}` is not known to this test"),
            };
            let (code, out, error) = run(&root(), &arguments);
            assert_eq!(code, expect, "{line}\n{out}{error}");
            seen += 1;
        }
    }
    assert!(seen >= 7, "{seen}");
}

#[test]
fn a_policy_can_come_from_standard_input() {
    let folder = support::Folder::new();
    let policy = folder.write("policy.json", "{}");
    let mut command = portcullis(folder.path());
    command
        .args(["policy", "check", "-"])
        .stdin(std::fs::File::open(policy).unwrap());
    let (code, out, _) = outcome(&command.output().unwrap());
    assert_eq!(code, 1);
    assert!(out.contains("--> <stdin>:1:1"), "{out}");
}
