//! The table of extensions, against the importer and against its page in the documentation.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p openapi` writes the page's table anew.

use std::fmt::Write as _;
use std::path::PathBuf;

use openapi::{EXTENSIONS, Format, ImportOptions, Place, Treatment, import};

/// A definition that uses one row of the table.
fn using(name: &str, value: &str) -> Option<String> {
    let row = EXTENSIONS.iter().find(|row| row.name == name)?;
    let at = |place: Place| {
        if row.places.contains(&place) {
            format!("\"{name}\": {value},")
        } else {
            String::new()
        }
    };
    let integration = match name.strip_prefix("x-amazon-apigateway-integration.") {
        Some(member) if !member.contains('.') => format!("\"{member}\": {value},"),
        _ => String::new(),
    };
    let inside = |parent: &str| match name.strip_prefix(parent).and_then(|rest| rest.strip_prefix('.')) {
        Some(member) => format!("\"{parent}\": {{ \"{member}\": {value} }},"),
        None => String::new(),
    };
    let endpoint = inside("x-amazon-apigateway-endpoint-configuration");
    let tls =
        inside("x-amazon-apigateway-integration.tlsConfig").replace("x-amazon-apigateway-integration.", "");
    let response = match name.strip_prefix("x-amazon-apigateway-integration.responses.") {
        Some(member) => format!(", \"{member}\": {value}"),
        None => String::new(),
    };
    let (root, tag, components) = (at(Place::Root), at(Place::Tag), at(Place::Components));
    Some(format!(
        r#"{{ "openapi": "3.0.1", "info": {{ "title": "T" }}, {root} {endpoint}
  "tags": [{{ {tag} "name": "t" }}], "components": {{ {components} "schemas": {{}} }},
  "paths": {{ "/a": {{ "get": {{ "responses": {{ "200": {{}} }}, "x-amazon-apigateway-integration": {{ {integration} {tls}
    "type": "http", "httpMethod": "GET", "uri": "http://a.example/",
    "responses": {{ "default": {{ "statusCode": "200" {response} }} }} }} }} }} }} }}"#
    ))
}

#[test]
fn every_refused_row_is_refused_by_name_and_every_inert_row_is_taken() {
    for row in EXTENSIONS {
        let text = using(row.name, "\"x\"").unwrap();
        let result = import(&text, Format::Json, ImportOptions::default());
        match row.treatment {
            Treatment::Refused => {
                let findings = result.unwrap_err();
                let expect = format!("`{}` is not enforced: {}", row.name, row.note);
                assert!(
                    findings.iter().any(|finding| finding.message == expect),
                    "{text}\n{findings:#?}"
                );
                let options = ImportOptions {
                    allow_unenforced: true,
                    ..ImportOptions::default()
                };
                assert_eq!(
                    import(&text, Format::Json, options).is_ok(),
                    row.relaxable,
                    "{}",
                    row.name
                );
            }
            Treatment::Inert => assert!(result.is_ok(), "{}: {result:#?}", row.name),
            Treatment::Enforced | Treatment::ByValue => {}
        }
    }
}

#[test]
fn the_table_is_ordered_and_only_refused_rows_can_be_relaxed() {
    let mut names: Vec<_> = EXTENSIONS.iter().map(|row| row.name).collect();
    names.dedup();
    assert_eq!(names.len(), EXTENSIONS.len());
    for row in EXTENSIONS {
        assert!(
            !row.relaxable || row.treatment == Treatment::Refused,
            "{}",
            row.name
        );
        assert!(!row.places.is_empty() && !row.note.is_empty(), "{}", row.name);
        assert_eq!(
            row.name.contains('.'),
            row.places == [Place::Inside],
            "{}",
            row.name
        );
    }
}

/// The table of `docs/definitions.md` is this one.
#[test]
fn the_documentation_has_the_table() {
    const BEGIN: &str = "<!-- extensions: written by the tests of crate `openapi` -->\n";
    const END: &str = "<!-- end of extensions -->";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/definitions.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(BEGIN).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    let mut table = "| extension | where | treatment | detail |\n| --- | --- | --- | --- |\n".to_owned();
    for row in EXTENSIONS {
        let places: Vec<_> = row.places.iter().map(|place| place.words()).collect();
        let relaxed = if row.relaxable {
            ", or unenforced on demand"
        } else {
            ""
        };
        let word = row.treatment.word();
        writeln!(
            table,
            "| `{}` | {} | {word}{relaxed} | {} |",
            row.name,
            places.join(", "),
            row.note
        )
        .unwrap();
    }
    let expect = format!("{head}{BEGIN}\n{table}\n{END}{tail}");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &expect).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == expect,
        "docs/definitions.md has not the table:\n{table}"
    );
}
