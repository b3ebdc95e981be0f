//! What of an integration can be patched. The whole is checked when all operations are applied.
//!
//! Sources: API Gateway API reference, "UpdateIntegration"; API Gateway developer guide, "Patch operations".

use aws_model::apigateway::{Integration, PutIntegration};
use aws_wire::{Operation, Shape};
use control::Result;

use crate::{
    errors::bad_request,
    mapping::{NO_MEDIA_TYPE, NO_PARAMETER, patch_entry},
    patch::{Change, Op, Rule, RuleSet, Wording},
};

/// The rules.
pub(super) static RULES: RuleSet<Integration> = RuleSet {
    wording: Wording::Plain,
    rules: &[
        Rule {
            path: "/type",
            ops: &[Op::Replace],
            apply: |integration, change, ()| {
                integration.type_ = one_of("type", "IntegrationType", change)?;
                Ok(())
            },
        },
        Rule {
            path: "/httpMethod",
            ops: &[Op::Replace],
            apply: |integration, change, ()| set(&mut integration.http_method, change),
        },
        Rule {
            path: "/uri",
            ops: &[Op::Replace],
            apply: |integration, change, ()| set(&mut integration.uri, change),
        },
        Rule {
            path: "/credentials",
            ops: &[Op::Replace],
            apply: |integration, change, ()| set(&mut integration.credentials, change),
        },
        Rule {
            path: "/connectionType",
            ops: &[Op::Replace],
            apply: |integration, change, ()| {
                integration.connection_type = one_of("connectionType", "ConnectionType", change)?;
                Ok(())
            },
        },
        Rule {
            path: "/connectionId",
            ops: &[Op::Replace],
            apply: |integration, change, ()| set(&mut integration.connection_id, change),
        },
        Rule {
            path: "/integrationTarget",
            ops: &[Op::Replace],
            apply: |integration, change, ()| set(&mut integration.integration_target, change),
        },
        Rule {
            path: "/passthroughBehavior",
            ops: &[Op::Replace],
            apply: |integration, change, ()| {
                let value = change.text();
                if !["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"].contains(&value) {
                    return Err(bad_request(
                        "Invalid passthrough behavior specified. Valid options are WHEN_NO_MATCH,WHEN_NO_TEMPLATES,NEVER",
                    ));
                }
                integration.passthrough_behavior = Some(value.to_owned());
                Ok(())
            },
        },
        Rule {
            path: "/contentHandling",
            ops: &[Op::Replace],
            apply: |integration, change, ()| {
                integration.content_handling = one_of("contentHandling", "ContentHandlingStrategy", change)?;
                Ok(())
            },
        },
        Rule {
            path: "/responseTransferMode",
            ops: &[Op::Replace],
            apply: |integration, change, ()| {
                integration.response_transfer_mode =
                    one_of("responseTransferMode", "ResponseTransferMode", change)?;
                Ok(())
            },
        },
        Rule {
            path: "/timeoutInMillis",
            ops: &[Op::Replace],
            apply: |integration, change, ()| {
                let number = change.number().ok_or_else(|| {
                    bad_request(format!("`{}` is no number of milliseconds", change.text()))
                })?;
                integration.timeout_in_millis = Some(number);
                Ok(())
            },
        },
        Rule {
            path: "/tlsConfig/insecureSkipVerification",
            ops: &[Op::Replace],
            apply: |integration, change, ()| {
                let tls = integration.tls_config.get_or_insert_default();
                tls.insecure_skip_verification = Some(change.boolean());
                Ok(())
            },
        },
        Rule {
            path: "/cacheNamespace",
            ops: &[Op::Replace],
            apply: |integration, change, ()| set(&mut integration.cache_namespace, change),
        },
        Rule {
            path: "/cacheKeyParameters/{name}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |integration, change, ()| {
                let parameters = integration.cache_key_parameters.get_or_insert_default();
                parameters.retain(|one| one != change.name());
                if change.op != Op::Remove {
                    parameters.push(change.name().to_owned());
                }
                Ok(())
            },
        },
        Rule {
            path: "/requestParameters/{name}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |integration, change, ()| {
                let value = change.text().to_owned();
                patch_entry(&mut integration.request_parameters, change, value, NO_PARAMETER)
            },
        },
        Rule {
            path: "/requestTemplates/{type}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |integration, change, ()| {
                let value = change.text().to_owned();
                patch_entry(&mut integration.request_templates, change, value, NO_MEDIA_TYPE)
            },
        },
    ],
};

fn set(member: &mut Option<String>, change: &Change<'_>) -> Result<()> {
    *member = change.optional();
    Ok(())
}

/// A value that the model has for this member, or none for an empty one.
fn one_of(member: &str, kind: &str, change: &Change<'_>) -> Result<Option<String>> {
    let Some(value) = change.optional() else {
        return Ok(None);
    };
    let mut values: &[&str] = &[];
    if let Some(Shape::Structure(request)) = PutIntegration::MODEL.input
        && let Some(found) = request.members.iter().find(|found| found.name == member)
        && let Shape::Text(text) = found.shape
    {
        values = text.values;
    }
    if values.contains(&value.as_str()) {
        Ok(Some(value))
    } else {
        Err(bad_request(format!(
            "Invalid {kind} specified. Valid options are {}",
            values.join(",")
        )))
    }
}
