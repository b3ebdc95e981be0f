//! Names and ARNs of functions, versions, aliases and layers.
//!
//! Source: AWS Lambda API reference, "FunctionName" (name, partial ARN, ARN; each with a version or alias behind it).

use control::{Ctx, Result};
use portcullis_core::Arn;

use crate::{Lambda, errors};

/// The partition of every ARN.
pub(crate) const PARTITION: &str = "aws";

/// The version that is changed.
pub(crate) const LATEST: &str = "$LATEST";

/// The most characters of a function's name. AWS Lambda API reference, CreateFunction.
const NAME_CHARACTERS_MAX: usize = 64;

/// A function, or a version or alias of it, by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionName {
    /// Its account.
    pub account: String,
    /// Its region.
    pub region: String,
    /// Its name.
    pub name: String,
    /// A version or alias; `None` for the function itself, which is `$LATEST`.
    pub qualifier: Option<String>,
}

impl FunctionName {
    /// Reads an ARN: `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, with or without a qualifier. `None` if it is none.
    pub fn from_arn(arn: &str) -> Option<Self> {
        let parsed = Arn::parse(arn).ok()?;
        if parsed.partition != PARTITION || parsed.service != "lambda" {
            return None;
        }
        let mut parts = parsed.resource.strip_prefix("function:")?.split(':');
        let found = Self {
            account: parsed.account.to_owned(),
            region: parsed.region.to_owned(),
            name: parts.next()?.to_owned(),
            qualifier: parts.next().map(str::to_owned),
        };
        let plain = parts.next().is_none()
            && is_plain(&found.name, "")
            && found
                .qualifier
                .as_deref()
                .is_none_or(|qualifier| is_plain(qualifier, "$"))
            && found.account.len() == 12
            && !found.region.is_empty();
        plain.then_some(found)
    }

    /// Reads whatever a call names a function by. `None` if it is none of the forms.
    pub(crate) fn parse(text: &str, account: &str, region: &str) -> Option<Self> {
        if text.starts_with("arn:") {
            return Self::from_arn(text);
        }
        let parts: Vec<&str> = text.split(':').collect();
        let (account, rest) = match parts.as_slice() {
            [owner, "function", rest @ ..] => (*owner, rest),
            ["function", rest @ ..] => (account, rest),
            rest => (account, rest),
        };
        let (name, qualifier) = match rest {
            [name] => (name, None),
            [name, qualifier] => (name, Some((*qualifier).to_owned())),
            _ => return None,
        };
        let plain = is_plain(name, "")
            && qualifier
                .as_deref()
                .is_none_or(|qualifier| is_plain(qualifier, "$"))
            && account.len() == 12
            && account.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| Self {
            account: account.to_owned(),
            region: region.to_owned(),
            name: (*name).to_owned(),
            qualifier,
        })
    }

    /// The ARN of the function, without a qualifier.
    pub fn function_arn(&self) -> String {
        format!(
            "arn:{PARTITION}:lambda:{}:{}:function:{}",
            self.region, self.account, self.name
        )
    }

    /// The ARN, with the qualifier if there is one.
    pub fn arn(&self) -> String {
        match &self.qualifier {
            None => self.function_arn(),
            Some(qualifier) => format!("{}:{qualifier}", self.function_arn()),
        }
    }

    /// The same function with this qualifier.
    pub(crate) fn with(&self, qualifier: Option<&str>) -> Self {
        Self {
            qualifier: qualifier.map(str::to_owned),
            ..self.clone()
        }
    }
}

fn is_plain(text: &str, also: &str) -> bool {
    let may = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter) || also.contains(letter);
    !text.is_empty() && text.chars().all(may)
}

/// The function that a call names, in the caller's account and the call's region, with the qualifier of the name or the one
/// beside it.
pub(crate) fn named(ctx: &Ctx<'_, Lambda>, text: &str, qualifier: Option<&String>) -> Result<FunctionName> {
    let mut found = FunctionName::parse(text, ctx.account(), ctx.region).ok_or_else(|| {
        errors::invalid(format!(
            "`{text}` is no function name: write a name, `ACCOUNT:function:NAME` or an ARN"
        ))
    })?;
    if found.region != ctx.region {
        return Err(errors::not_found(format!(
            "Functions from '{}' are not reachable in this region ('{}')",
            found.region, ctx.region
        )));
    }
    if found.account != ctx.account() {
        // What another account's policy grants is not asked: nobody reaches functions of other accounts by this API.
        return Err(errors::access_denied(format!(
            "User: {} is not authorized to act on {} because functions of other accounts cannot be reached here",
            ctx.caller.arn,
            found.arn()
        )));
    }
    match (&found.qualifier, qualifier) {
        (Some(derived), Some(given)) if derived != given => {
            return Err(errors::invalid(
                "The derived qualifier from the function name does not match the specified qualifier.",
            ));
        }
        (None, Some(given)) if !given.is_empty() => found.qualifier = Some(given.clone()),
        (Some(_) | None, Some(_) | None) => {}
    }
    Ok(found)
}

/// The function that a call names, where only the function as a whole makes sense.
pub(crate) fn whole(ctx: &Ctx<'_, Lambda>, text: &str) -> Result<FunctionName> {
    let found = named(ctx, text, None)?;
    match found.qualifier.as_deref() {
        None | Some(LATEST) => Ok(found.with(None)),
        Some(_) => Err(errors::invalid(
            "This operation does not permit adding a version or alias to the function name: name the function alone",
        )),
    }
}

/// Refuses names that are too long.
pub(crate) fn check_length(name: &str) -> Result<()> {
    if name.len() > NAME_CHARACTERS_MAX {
        return Err(errors::validation(
            name,
            "functionName",
            &format!("Member must have length less than or equal to {NAME_CHARACTERS_MAX}"),
        ));
    }
    Ok(())
}

/// `arn:aws:lambda:REGION:ACCOUNT:layer:NAME`
pub(crate) fn layer_arn(account: &str, region: &str, name: &str) -> String {
    format!("arn:{PARTITION}:lambda:{region}:{account}:layer:{name}")
}

/// The name in a layer's name or ARN; `None` for a layer of another account or region.
pub(crate) fn layer_name<'t>(text: &'t str, account: &str, region: &str) -> Option<&'t str> {
    if !text.starts_with("arn:") {
        return Some(text);
    }
    let parsed = Arn::parse(text).ok()?;
    let ours = parsed.service == "lambda" && parsed.account == account && parsed.region == region;
    parsed
        .resource
        .strip_prefix("layer:")
        .filter(|name| ours && !name.contains(':'))
}

/// Account, region, name and version in the ARN of a layer's version.
pub(crate) fn layer_version(arn: &str) -> Option<(&str, &str, &str, i64)> {
    let parsed = Arn::parse(arn).ok()?;
    let (name, version) = parsed.resource.strip_prefix("layer:")?.split_once(':')?;
    let ours = parsed.service == "lambda" && parsed.partition == PARTITION;
    Some((parsed.account, parsed.region, name, version.parse().ok()?)).filter(|_| ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_named_in_every_form() {
        #[track_caller]
        fn check(text: &str, expect: Option<&str>) {
            let found = FunctionName::parse(text, "111122223333", "eu-west-1").map(|name| name.arn());
            assert_eq!(found.as_deref(), expect, "{text}");
        }
        let whole = "arn:aws:lambda:eu-west-1:111122223333:function:f";
        check("f", Some(whole));
        check("function:f", Some(whole));
        check("111122223333:function:f", Some(whole));
        check(whole, Some(whole));
        check("f:7", Some(&format!("{whole}:7")));
        check("f:$LATEST", Some(&format!("{whole}:$LATEST")));
        check("111122223333:function:f:live", Some(&format!("{whole}:live")));
        check(&format!("{whole}:live"), Some(&format!("{whole}:live")));
        check(
            "arn:aws:lambda:us-east-1:444455556666:function:g",
            Some("arn:aws:lambda:us-east-1:444455556666:function:g"),
        );
        check("", None);
        check("a/b", None);
        check("a:b:c", None);
        check("../f", None);
        check("12:function:f", None);
        check("arn:aws:lambda:eu-west-1:111122223333:layer:f", None);
        check("arn:aws:s3:eu-west-1:111122223333:function:f", None);
        check("arn:aws:lambda:eu-west-1:111122223333:function:f:1:2", None);
        check("arn:aws:lambda::111122223333:function:f", None);
    }

    #[test]
    fn layers_are_named_by_name_or_arn() {
        let arn = "arn:aws:lambda:eu-west-1:111122223333:layer:l";
        assert_eq!(layer_name("l", "1", "r"), Some("l"));
        assert_eq!(layer_name(arn, "111122223333", "eu-west-1"), Some("l"));
        assert_eq!(layer_name(arn, "111122223333", "us-east-1"), None);
        assert_eq!(
            layer_version(&format!("{arn}:12")),
            Some(("111122223333", "eu-west-1", "l", 12))
        );
        assert_eq!(layer_version(arn), None);
    }
}
