//! Private listeners and the policies of the VPC endpoints that they stand for.
//!
//! Several listeners may stand for one endpoint (its addresses, cleartext and TLS), which is in one VPC. A policy for an
//! endpoint that no listener stands for is refused: a slip of the pen in its id would leave the endpoint open.

use std::collections::BTreeMap;
use std::path::Path;

use gateway::config::{ListenerConfig, PrivateListener};
use iam_policy::{Document, Kind, Policy};
use source_text::{Diagnostic, render};

use super::Check;
use crate::settings::PrivateSettings;

/// The most characters of a VPC endpoint's policy, white space counted.
///
/// Source: AWS PrivateLink guide, "Control access to VPC endpoints using endpoint policies": 20,480 characters.
const POLICY_CHARACTERS_MAX: usize = 20_480;
/// The most bytes of a policy file that are read: four for each character.
const POLICY_FILE_BYTES_MAX: u64 = 4 * POLICY_CHARACTERS_MAX as u64;

/// The policy of one VPC endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VpcEndpointConfig {
    /// `vpce-…`
    pub id: String,
    /// Who may call which private APIs through it.
    pub policy: Policy,
}

/// What a private listener stands for; `None` where something is wrong with it, which `check` has been told.
pub(super) fn private(
    check: &mut Check<'_>,
    private: &PrivateSettings,
    key: &str,
) -> Option<PrivateListener> {
    let PrivateSettings { vpc, vpce } = private;
    let mut fits = true;
    for (name, id, prefix) in [("vpc", vpc, "vpc-"), ("vpce", vpce, "vpce-")] {
        if !is_id(id, prefix) {
            let why = format!("`{id}` has not the form `{prefix}…` with letters in lower case and digits");
            check.wrong(&format!("{key}.{name}"), why);
            fits = false;
        }
    }
    fits.then(|| PrivateListener {
        vpc: vpc.clone(),
        vpce: vpce.clone(),
    })
}

/// The policies of endpoints; faults are told to `check`, and of the listeners too where they do not fit together.
pub(super) fn vpc_endpoints(check: &mut Check<'_>, listeners: &[ListenerConfig]) -> Vec<VpcEndpointConfig> {
    let mut vpcs: BTreeMap<&str, &str> = BTreeMap::new();
    for private in listeners.iter().filter_map(|listener| listener.private.as_ref()) {
        let vpc = *vpcs.entry(&private.vpce).or_insert(&private.vpc);
        if vpc != private.vpc {
            let why = format!(
                "listeners stand for the endpoint `{}` in two VPCs, `{vpc}` and `{}`: an endpoint is in one",
                private.vpce, private.vpc
            );
            check.wrong("listener", why);
        }
    }
    let mut found: Vec<VpcEndpointConfig> = Vec::new();
    for (at, one) in check.loaded.settings.vpc_endpoint.iter().enumerate() {
        let key = |name: &str| format!("vpc_endpoint[{at}].{name}");
        let id = &one.id;
        if !vpcs.contains_key(id.as_str()) {
            let why = format!(
                "no listener stands for `{id}`: give one `private = {{ vpc = \"vpc-…\", vpce = \"{id}\" }}`, or remove the policy"
            );
            check.wrong(&key("id"), why);
        }
        if found.iter().any(|other| other.id == *id) {
            check.wrong(&key("id"), format!("`{id}` has two policies: keep one of them"));
        }
        match policy(&one.policy_file) {
            Ok(policy) => found.push(VpcEndpointConfig {
                id: id.clone(),
                policy,
            }),
            Err(why) => check.wrong(&key("policy_file"), why),
        }
    }
    found
}

/// An id of AWS's form. AWS makes them of hexadecimal digits; its examples have other letters too.
fn is_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|rest| {
        (1..=64).contains(&rest.len())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

fn policy(file: &Path) -> Result<Policy, String> {
    let shown = file.display().to_string();
    let unreadable = |error: std::io::Error| format!("cannot read `{shown}`: {error}");
    let length = std::fs::metadata(file).map_err(unreadable)?.len();
    if length > POLICY_FILE_BYTES_MAX {
        return Err(format!(
            "`{shown}` has {length} bytes: a policy has at most {POLICY_CHARACTERS_MAX} characters"
        ));
    }
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    let told = |findings: Vec<Diagnostic>| {
        let all: Vec<String> = findings
            .iter()
            .map(|finding| render(&shown, &text, finding).trim_end().to_owned())
            .collect();
        format!("`{shown}` is no policy\n{}", all.join("\n"))
    };
    let (document, _) = Document::parse(&text, Kind::Resource).map_err(told)?;
    Policy::new(&document, None, POLICY_CHARACTERS_MAX).map_err(told)
}

#[cfg(test)]
mod tests;
