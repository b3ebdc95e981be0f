//! What the resource policy says of a request.

use api_model::Authorization;
use iam_policy::{Decision, Outcome};
use portcullis_core::InvokeArn;

use super::{
    authenticate::Known,
    route::{Routed, Verbs},
};
use crate::{
    percent,
    record::{DecisionRecord, Phase, with_question},
    rejection::Rejection,
};

/// The most bytes of the ARN of a call, where there is a policy or authorization.
///
/// Source: API Gateway developer guide, quotas for REST APIs: "Method ARN length of a method with authorization" 1600 bytes.
pub(crate) const ARN_BYTES_MAX: usize = 1_600;

/// A request that was put to the resource policy. Not yet permitted: what the answer means depends on the authorization
/// type.
#[derive(Debug)]
pub(crate) struct Screened<'a> {
    known: Known<'a>,
    /// `None` where the API has no policy.
    outcome: Option<Outcome>,
}

impl<'a> Screened<'a> {
    pub(super) fn routed(&self) -> &'a Routed<'a> {
        self.known.routed()
    }

    /// The policy's answer; `None` where the API has no policy.
    pub(super) fn decision(&self) -> Option<Decision> {
        self.outcome.map(|outcome| outcome.decision)
    }

    pub(super) fn into_parts(self) -> (Known<'a>, Option<Outcome>) {
        (self.known, self.outcome)
    }
}

/// Asks the policy.
///
/// An `Allow` is matched against the raw path only; a `Deny` against other readings of it too, and against either verb
/// where one overrides the other. API Gateway documents nothing about encoded bytes, dot segments or overridden verbs:
/// this is chosen so that nothing is let in by being written differently.
pub(crate) fn screen<'a>(known: Known<'a>, record: &mut DecisionRecord) -> Result<Screened<'a>, Rejection> {
    let routed = known.routed();
    let stage = routed.stage();
    let verbs = routed.verbs();
    let arn = &stage.deployment().arn;
    let policy = stage.deployment().policy.as_ref();
    let authorization = &routed.found().route.method.authorization;
    if policy.is_none() && *authorization == Authorization::None {
        if record.arn.is_empty() {
            arn.write(verbs.counts, routed.path(), &mut record.arn);
        }
        record.phases.resource_policy = Phase::NotNeeded;
        return Ok(Screened { known, outcome: None });
    }
    name_resource(arn, verbs, routed.path(), record)?;
    let Some(policy) = policy else {
        record.phases.resource_policy = Phase::NotNeeded;
        return Ok(Screened { known, outcome: None });
    };
    let named = policy.compiled.needs_named();
    let outcome = with_question(record, named, |question| policy.compiled.decide(question));
    record.decision = Some(outcome.decision);
    record.statement = outcome.statement;
    if let Some(place) = outcome.statement.and_then(|statement| stage.statement(statement)) {
        record.sid.push_str(&place.sid);
        record.statement_place.push_str(&place.place);
    }
    record.phases.resource_policy = match outcome.decision {
        Decision::Allow => Phase::Passed,
        Decision::ExplicitDeny | Decision::ImplicitDeny => Phase::Refused,
    };
    Ok(Screened {
        known,
        outcome: Some(outcome),
    })
}

/// Notes what policies are asked about: the ARN of the call, and its other readings. Once for all of them.
pub(super) fn name_resource(
    arn: &InvokeArn,
    verbs: Verbs<'_>,
    path: &str,
    record: &mut DecisionRecord,
) -> Result<(), Rejection> {
    if !record.arn.is_empty() {
        return Ok(());
    }
    arn.write(verbs.counts, path, &mut record.arn);
    if record.arn.len() > ARN_BYTES_MAX {
        record.phases.resource_policy = Phase::Refused;
        return Err(Rejection::ArnTooLong);
    }
    if verbs.counts != verbs.sent || may_read_otherwise(path) {
        deny_forms(verbs, path, |verb, path| {
            let mut form = String::new();
            arn.write(verb, path, &mut form);
            if form != record.arn && !record.deny_forms.contains(&form) {
                record.deny_forms.push(form);
            }
        });
    }
    Ok(())
}

/// Whether another reader of this path could take it for another one.
fn may_read_otherwise(path: &str) -> bool {
    let mut before = 0;
    path.bytes().any(|byte| {
        let pair = (std::mem::replace(&mut before, byte), byte);
        byte == b'%' || matches!(pair, (b'/', b'/' | b'.'))
    })
}

/// Every other reading: the path raw, decoded once, and both without empty and dot segments; with either verb.
fn deny_forms(verbs: Verbs<'_>, path: &str, mut form: impl FnMut(&str, &str)) {
    let decoded = percent::decode(path.as_bytes().into(), false);
    let decoded = String::from_utf8_lossy(&decoded);
    let readings = [path, &decoded, &normalised(path), &normalised(&decoded)].map(str::to_owned);
    for verb in [verbs.counts, verbs.sent] {
        for reading in &readings {
            form(verb, reading);
        }
    }
}

/// Without empty and dot segments; a trailing slash stays.
fn normalised(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    let slash = if path.ends_with('/') && !segments.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{slash}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(counts: &str, sent: &str, path: &str, expect: &[&str]) {
        let mut forms: Vec<String> = Vec::new();
        deny_forms(Verbs { counts, sent }, path, |verb, path| {
            forms.push(format!("{verb} {path}"))
        });
        forms.sort();
        forms.dedup();
        let mut expect: Vec<String> = expect.iter().map(|form| (*form).to_owned()).collect();
        expect.sort();
        assert_eq!(forms, expect, "{path}");
    }

    #[test]
    fn every_other_reading_is_tried() {
        check("GET", "GET", "/admin", &["GET /admin"]);
        check("GET", "GET", "/%61dmin", &["GET /%61dmin", "GET /admin"]);
        check("GET", "GET", "//admin/", &["GET //admin/", "GET /admin/"]);
        check(
            "GET",
            "GET",
            "/a/%2e%2e/b",
            &["GET /a/%2e%2e/b", "GET /a/../b", "GET /b"],
        );
        check("GET", "GET", "/a%2Fb", &["GET /a%2Fb", "GET /a/b"]);
        check("DELETE", "POST", "/a", &["DELETE /a", "POST /a"]);
        check("GET", "GET", "/%252561", &["GET /%252561", "GET /%2561"]);
        assert!(may_read_otherwise("/a//b") && may_read_otherwise("/a/.") && may_read_otherwise("/%20"));
        assert!(!may_read_otherwise("/a/b.c/"));
    }

    #[test]
    fn normalised_paths() {
        for (path, expect) in [
            ("/", "/"),
            ("//", "/"),
            ("/a/./b/", "/a/b/"),
            ("/../a", "/a"),
            ("/a/..", "/"),
            ("/a/../", "/"),
        ] {
            assert_eq!(normalised(path), expect, "{path}");
        }
    }
}
