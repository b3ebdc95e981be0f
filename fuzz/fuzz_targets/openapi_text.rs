//! Any text as a definition: import ends, and what it takes can be deployed or is refused with findings that point into the text.
#![no_main]

use api_model::{Deployment, Identity, Origin, StageSettings};
use libfuzzer_sys::fuzz_target;
use openapi::{Format, ImportOptions};

fuzz_target!(|input: (&str, bool)| {
    let (text, allow_unenforced) = input;
    let options = ImportOptions {
        allow_unenforced,
        functions: true,
        ..ImportOptions::default()
    };
    let points_into_text = |findings: &[source_text::Diagnostic]| {
        for finding in findings {
            assert!(finding.span.start <= finding.span.end, "{finding:?}");
            source_text::render("definition", text, finding);
        }
    };
    match openapi::import(text, Format::Detect, options) {
        Err(findings) => {
            assert!(!findings.is_empty());
            points_into_text(&findings);
        }
        Ok(imported) => {
            points_into_text(&imported.warnings);
            let identity = Identity {
                partition: "aws".parse().unwrap(),
                region: "eu-west-1".parse().unwrap(),
                account: "111122223333".parse().unwrap(),
                api: "a1b2c3d4e5".parse().unwrap(),
            };
            let stage = StageSettings::new("prod".parse().unwrap());
            let origin = Origin {
                file: "definition".into(),
                text: text.into(),
            };
            match Deployment::new(&imported.api, identity, stage, origin) {
                Ok(deployment) => {
                    for path in ["/", "/pets/42", "/a/b/c/", "//", "/%2f"] {
                        deployment.router.find("GET", path);
                    }
                }
                Err(error) => assert!(!error.findings.is_empty()),
            }
        }
    }
});
