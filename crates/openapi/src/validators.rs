//! Request validators: which methods refuse calls with missing parameters.
//!
//! Source: API Gateway developer guide, "Set up basic request validation using OpenAPI".

use std::collections::HashMap;

use source_text::Node;

use crate::context::{Context, shown};

const ONE: &str = "x-amazon-apigateway-request-validator";
const ALL: &str = "x-amazon-apigateway-request-validators";

/// What a validator checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Validator {
    pub(crate) parameters: bool,
    pub(crate) body: bool,
}

/// The validators of a definition.
#[derive(Debug, Default)]
pub(crate) struct Validators<'a> {
    by_name: HashMap<&'a str, Validator>,
    /// The validator of methods that name none.
    default: Option<Validator>,
}

pub(crate) fn read<'a>(context: &mut Context<'a>) -> Validators<'a> {
    let mut validators = Validators::default();
    if let Some(node) = context.root.member(ALL) {
        for entry in context.members(node, &format!("`{ALL}`")) {
            let mut validator = Validator::default();
            let what = format!("the validator `{}`", shown(&entry.name));
            for member in context.members(&entry.value, &what) {
                let slot = match member.name.as_str() {
                    "validateRequestParameters" => &mut validator.parameters,
                    "validateRequestBody" => &mut validator.body,
                    _ => {
                        let known = ["validateRequestParameters", "validateRequestBody"];
                        context.unknown_member(member, "a request validator", &known);
                        continue;
                    }
                };
                *slot = context
                    .bool(&member.value, &format!("`{}`", member.name))
                    .unwrap_or_default();
            }
            validators.by_name.entry(&entry.name).or_insert(validator);
        }
    }
    validators.default = context
        .root
        .member(ONE)
        .and_then(|node| validators.named(context, node));
    validators
}

impl<'a> Validators<'a> {
    /// The validator of a method.
    pub(crate) fn of(&self, context: &mut Context<'a>, operation: &'a Node) -> Validator {
        match operation.member(ONE) {
            Some(node) => self.named(context, node).unwrap_or_default(),
            None => self.default.unwrap_or_default(),
        }
    }

    fn named(&self, context: &mut Context<'a>, node: &'a Node) -> Option<Validator> {
        let name = context.string(node, &format!("`{ONE}`"))?;
        let validator = self.by_name.get(name).copied();
        if validator.is_none() {
            let message = format!("there is no request validator `{}`", shown(name));
            context.error(
                "unknown-validator",
                node.span,
                message,
                format!("define it in `{ALL}`"),
            );
        }
        validator
    }
}
