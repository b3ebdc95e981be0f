//! Any text as an OpenAPI document of an API: the import ends, and what it takes comes back from an export of it.
#![no_main]

use api_definition::Definition;
use api_definition::export::{self, Dialect, ExportOptions, Extensions, Format};
use api_definition::import::{self, INVALID_INPUT, ImportLimits, ImportOptions, Mode, Parameters, Place};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], bool)| {
    let (text, yaml) = input;
    let Ok(first) = read(text, Mode::Import, None) else {
        return;
    };
    let format = if yaml { Format::Yaml } else { Format::Json };
    for dialect in [Dialect::Swagger20, Dialect::Oas30] {
        let options = ExportOptions {
            dialect,
            format,
            extensions: Extensions::ALL,
            stage: "prod",
            place: &place(),
            documentation_version: None,
        };
        let exported = export::write(&first, &options);
        match read(exported.as_bytes(), Mode::Overwrite, Some(&first)) {
            // OpenAPI 2.0 has no words for some of it.
            Ok(_) if dialect == Dialect::Swagger20 => {}
            Ok(mut again) => {
                // An export always has a version.
                again.api.version.clone_from(&first.api.version);
                assert_eq!(again, first, "{exported}");
            }
            // Schemas may stand deeper in an export than texts may be nested.
            Err(message) => assert_eq!(message, INVALID_INPUT, "{exported}"),
        }
    }
});

fn place() -> Place {
    Place {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
    }
}

fn read(text: &[u8], mode: Mode, base: Option<&Definition>) -> Result<Definition, String> {
    let options = ImportOptions {
        mode,
        base,
        parameters: Parameters::default(),
        place: place(),
        now: aws_wire::EpochSeconds(1_700_000_000),
        limits: ImportLimits::default(),
    };
    let mut number = 0;
    let mut ids = |length: usize| {
        number += 1;
        format!("{number:0length$}")
    };
    import::read(text, &options, &mut ids)
        .map(|imported| imported.definition)
        .map_err(|error| error.to_string())
}
