//! `x-amazon-apigateway-documentation`.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-documentation object"; recorded answers.

use aws_model::apigateway::{DocumentationPart, DocumentationPartLocation};
use source_text::{Member, Node, Value};

use super::importer::{Importer, shown};

const NAME: &str = "x-amazon-apigateway-documentation";

impl<'a> Importer<'a, '_> {
    pub(super) fn documentation(&mut self) {
        if self.options.parameters.ignore_documentation {
            return;
        }
        let root = self.root;
        let Some(section) = root.member(NAME) else {
            return;
        };
        for member in self.members(section, &format!("`{NAME}`")) {
            match member.name.as_str() {
                "documentationParts" => {
                    let limit = self.options.limits.documentation_parts_max;
                    // One more than may be is an error of the whole.
                    for part in self
                        .elements(&member.value, "`documentationParts`")
                        .iter()
                        .take(limit.saturating_add(1))
                    {
                        self.documentation_part(part);
                    }
                }
                "version" | "createdDate" | "description" => {}
                _ => self.unknown_member(member, &format!("`{NAME}`"), ""),
            }
        }
    }

    fn documentation_part(&mut self, node: &'a Node) {
        let mut location = DocumentationPartLocation::default();
        let place = match node.member("location") {
            Some(place) => self.members(place, "the location of a documentation part"),
            None => &[],
        };
        for member in place {
            self.location_member(member, &mut location);
        }
        let location = match crate::documentation_location(location) {
            Ok(location) => location,
            Err(why) => {
                if self.has_enough_warnings() {
                    return;
                }
                let line = self.line(node.span);
                self.warn(format!(
                    "The documentation part in {line} was left out: {}",
                    shown(&why)
                ));
                return;
            }
        };
        let properties = match node.member("properties") {
            Some(properties) => match &properties.value {
                // Text is kept as JSON where it is some.
                Value::String(text) => source_text::json::parse(text)
                    .map_or_else(|_| text.clone(), |properties| properties.to_json()),
                Value::Object(_) | Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {
                    properties.to_json()
                }
            },
            None => "{}".to_owned(),
        };
        let known = self.options.base.and_then(|base| {
            base.documentation_parts.iter().find(|(id, part)| {
                part.location.as_ref() == Some(&location)
                    && !self.definition.documentation_parts.contains_key(*id)
            })
        });
        let id = match known {
            Some((id, _)) => id.clone(),
            None => self.resource_sized_id(),
        };
        let part = DocumentationPart {
            id: Some(id.clone()),
            location: Some(location),
            properties: Some(properties),
        };
        self.definition.documentation_parts.insert(id, part);
    }

    fn location_member(&mut self, member: &'a Member, location: &mut DocumentationPartLocation) {
        let what = format!("`{}` of a documentation location", shown(&member.name));
        let value = &member.value;
        if value.value == Value::Null {
            return;
        }
        match member.name.as_str() {
            "type" => location.type_ = self.string(value, &what).unwrap_or_default().to_owned(),
            "path" => location.path = self.string(value, &what).map(str::to_owned),
            "method" => location.method = self.string(value, &what).map(str::to_owned),
            "statusCode" => match &value.value {
                // YAML reads a status code as a number.
                Value::Number(text) => location.status_code = Some(text.clone()),
                Value::String(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                    location.status_code = self.string(value, &what).map(str::to_owned);
                }
            },
            "name" => location.name = self.string(value, &what).map(str::to_owned),
            _ => self.unknown_member(member, "a documentation location", ""),
        }
    }
}
