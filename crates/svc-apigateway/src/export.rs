//! `GetExport`: what a stage runs, as an OpenAPI document.
//!
//! Source: API Gateway API reference, "GetExport"; API Gateway developer guide, "Export a REST API from API Gateway";
//! published answers (content type, file name).

use api_definition::export::{self, Dialect, ExportOptions, Extensions, Format};
use aws_model::apigateway::{ExportResponse, GetExportRequest};
use control::{Ctx, Error, Result, aws_wire::Blob};

use crate::{
    ApiGateway, SavedDeployment, SavedStage, deployment_id,
    documentation_version::{self, SavedDocumentationVersion},
    errors::{bad_request, not_found},
    import::place,
    load_api, stage_id,
};

/// The content type of exports, whatever their format (published answers).
const CONTENT_TYPE: &str = "application/octet-stream";

/// `GetExport`
pub(crate) fn get(ctx: &mut Ctx<'_, ApiGateway>, input: GetExportRequest) -> Result<ExportResponse> {
    let dialect = match input.export_type.as_str() {
        "swagger" => Dialect::Swagger20,
        "oas30" => Dialect::Oas30,
        other => {
            return Err(bad_request(format!(
                "there is no export type `{other}`: use swagger or oas30"
            )));
        }
    };
    let format = match input.accepts.as_deref().map(str::trim) {
        None | Some("" | "*/*" | "application/json") => Format::Json,
        Some("application/yaml" | "application/x-yaml" | "text/yaml") => Format::Yaml,
        Some(other) => {
            return Err(bad_request(format!(
                "an export cannot be `{other}`: use application/json or application/yaml"
            )));
        }
    };
    let mut extensions = Extensions::default();
    for (name, value) in input.parameters.iter().flatten() {
        if name != "extensions" {
            return Err(bad_request(format!(
                "the export parameter `{name}` is unknown: use extensions"
            )));
        }
        extensions = Extensions::read(value).map_err(bad_request)?;
    }
    let (api, name) = (input.rest_api_id, input.stage_name);
    load_api(ctx, &api)?;
    let Some(SavedStage { stage }) = ctx.tx.get(&stage_id(&api, &name))? else {
        return Err(not_found("Invalid stage identifier specified"));
    };
    let deployment = stage.deployment_id.as_deref().unwrap_or_default();
    let Some(deployed) = ctx.tx.get::<SavedDeployment>(&deployment_id(&api, deployment))? else {
        return Err(Error::internal(format!(
            "stage {name} of {api} has no deployment {deployment}"
        )));
    };
    let mut definition = deployed.definition;
    // What is published to the stage is exported with it.
    if let Some(version) = stage.documentation_version.as_deref()
        && let Some(published) = ctx
            .tx
            .get::<SavedDocumentationVersion>(&documentation_version::id(&api, version))?
    {
        definition.documentation_parts = published.parts;
        extensions.documentation |= extensions.apigateway;
    }
    let options = ExportOptions {
        dialect,
        format,
        extensions,
        stage: &name,
        place: &place(ctx)?,
        documentation_version: stage.documentation_version.as_deref(),
    };
    let text = export::write(&definition, &options);
    let version: String = export::version(&definition)
        .chars()
        .map(|character| {
            if character.is_ascii_graphic() && character != '"' {
                character
            } else {
                '_'
            }
        })
        .collect();
    let file = format!("{}_{version}.{}", dialect.name(), format.ending());
    Ok(ExportResponse {
        content_type: Some(CONTENT_TYPE.to_owned()),
        content_disposition: Some(format!("attachment; filename=\"{file}\"")),
        body: Some(Blob(text.into_bytes())),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::sample::Sample;

    fn export(sample: &Sample, mut input: Value) -> (String, Value) {
        input["stageName"] = "prod".into();
        let answer = sample.ok("GetExport", input);
        let disposition = answer["contentDisposition"].as_str().unwrap().to_owned();
        (disposition, answer["body"].clone())
    }

    /// The bytes of an answer's body, which the harness holds in base64.
    fn text(body: Value) -> String {
        let blob: control::aws_wire::Blob = serde_json::from_value(body).unwrap();
        String::from_utf8(blob.0).unwrap()
    }

    #[test]
    fn a_stage_is_exported_as_it_runs() {
        let sample = Sample::with_method();
        sample.ok("CreateDeployment", json!({"stageName": "prod"}));
        let resource = json!({"parentId": sample.root, "pathPart": "later"});
        sample.ok("CreateResource", resource);
        let (disposition, body) = export(&sample, json!({"exportType": "oas30"}));
        assert!(
            disposition.starts_with("attachment; filename=\"oas30_2025-10-09T"),
            "{disposition}"
        );
        let document: Value = serde_json::from_str(&text(body)).unwrap();
        assert_eq!(document["openapi"], "3.0.1");
        assert_eq!(document["paths"], json!({"/": {"get": {"responses": {}}}}));
        let input = json!({
            "exportType": "swagger", "accepts": "application/yaml",
            "parameters": {"extensions": "integrations,authorizers"},
        });
        let (disposition, body) = export(&sample, input);
        assert!(disposition.ends_with(".yaml\""), "{disposition}");
        let yaml = text(body);
        assert!(
            yaml.starts_with("---\nswagger: \"2.0\"\n") && yaml.contains("type: \"mock\""),
            "{yaml}"
        );
    }

    #[test]
    fn what_cannot_be_exported_is_named() {
        let sample = Sample::with_method();
        sample.ok("CreateDeployment", json!({"stageName": "prod"}));
        let check = |mut input: Value, expect: (u16, &str)| {
            if input.get("stageName").is_none() {
                input["stageName"] = "prod".into();
            }
            let (status, message) = sample.refused("GetExport", input);
            assert_eq!((status, message.as_str()), expect);
        };
        check(
            json!({"exportType": "raml"}),
            (400, "there is no export type `raml`: use swagger or oas30"),
        );
        check(
            json!({"exportType": "swagger", "parameters": {"extensions": "postman"}}),
            (400, "exports with Postman extensions are not built"),
        );
        check(
            json!({"exportType": "swagger", "stageName": "none"}),
            (404, "Invalid stage identifier specified"),
        );
    }
}
