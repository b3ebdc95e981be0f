//! Resources: patterns that miss what they are meant to match.

use super::{Walk, behind_api, guarded, has_variables};
use crate::{Document, Sourced, Statement, variable, wildcard};

/// The verbs clients send, and the word API definitions use for all of them.
const VERBS: [&str; 8] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"];

pub(super) fn look(walk: &mut Walk<'_>, statement: &Statement) {
    for pattern in &statement.resource.patterns {
        never_matches(walk, statement, pattern);
        verb(walk, statement, pattern);
        template(walk, statement, pattern);
    }
    for pattern in guarded(statement).unwrap_or(&[]) {
        slash(walk, statement, pattern);
    }
}

/// A request has an API, a stage, a method and a path: three slashes at least.
fn never_matches(walk: &mut Walk<'_>, statement: &Statement, pattern: &Sourced<String>) {
    let text = pattern.value.as_str();
    let last = match crate::scope::shorthand_rest(text) {
        Some(rest) => format!("api-id/{rest}"),
        None => match portcullis_core::Arn::parse(text) {
            Ok(arn) if arn.service == "execute-api" && !arn.resource.is_empty() => arn.resource.to_owned(),
            Ok(_) | Err(_) => return,
        },
    };
    let open = last.contains('*') || (walk.has_variables() && variable::any(&last));
    if open || last.matches('/').count() >= 3 {
        return;
    }
    let message =
        format!("`{text}` matches no request; each names a stage, a method and a path behind the API");
    walk.tell(
        statement,
        "resource-never-matches",
        pattern.span,
        message,
        format!("write `{}/*`", text.trim_end_matches('/')),
    );
}

fn verb(walk: &mut Walk<'_>, statement: &Statement, pattern: &Sourced<String>) {
    let Some((stage, rest)) = behind_api(&pattern.value).and_then(|behind| behind.split_once('/')) else {
        return;
    };
    let verb = rest.split('/').next().unwrap_or("");
    let known = VERBS.iter().find(|known| known.eq_ignore_ascii_case(verb));
    match known {
        // Behind a stage that ends in a star, the word may be a part of the path; it is meant as the method all the same.
        Some(&"ANY") => {
            let message = format!(
                "`{verb}` in `{}` matches no request, whose ARN has its own verb",
                pattern.value
            );
            let remedy = format!("write `*` in its place, as in `execute-api:/{stage}/*/…`");
            walk.tell(statement, "verb-never-sent", pattern.span, message, remedy);
        }
        Some(known) if *known != verb => {
            let message = format!(
                "`{verb}` in `{}` matches no request; verbs are in upper case",
                pattern.value
            );
            walk.tell(
                statement,
                "verb-never-sent",
                pattern.span,
                message,
                format!("write `{known}`"),
            );
        }
        Some(_) | None => {}
    }
}

fn template(walk: &mut Walk<'_>, statement: &Statement, pattern: &Sourced<String>) {
    let plain = if walk.has_variables() {
        pattern.value.replace("${", "")
    } else {
        pattern.value.clone()
    };
    let Some((_, name)) = plain.split_once('{') else {
        return;
    };
    if let Some((name, _)) = name.split_once('}') {
        let message = format!(
            "`{{{name}}}` in `{}` matches only itself; requests carry the real value",
            pattern.value
        );
        walk.tell(
            statement,
            "template-in-resource",
            pattern.span,
            message,
            "write `*` in its place",
        );
    }
}

/// A guarded path that a slash at the end gets around, or that leaves the paths below it open.
fn slash(walk: &mut Walk<'_>, statement: &Statement, pattern: &Sourced<String>) {
    let text = pattern.value.as_str();
    let Some(path) = behind_api(text).and_then(guarded_path) else {
        return;
    };
    if path.is_empty() || path.ends_with(['*', '/']) || (walk.has_variables() && path.ends_with('}')) {
        return;
    }
    let covered = |tail: &str| is_guarded(walk, statement, &format!("{text}{tail}"));
    let better = format!("{text}*");
    if !covered("/") {
        let message = format!(
            "`{text}` does not match the same path with a slash at its end, which reaches the same method"
        );
        walk.tell(
            statement,
            "trailing-slash-hole",
            pattern.span,
            message,
            format!("write `{better}`, or list `{text}/*` beside it"),
        );
    } else if !covered("/*")
        && walk
            .facts
            .routes
            .is_none_or(|routes| has_route_below(routes, path))
    {
        let message = format!("`{text}` does not match the paths below it");
        walk.tell(
            statement,
            "guard-misses-sub-paths",
            pattern.span,
            message,
            format!("list `{text}/*` beside it"),
        );
    }
}

/// The path of `stage/METHOD/path`, or what stands behind the last star where a star stands for some of these.
fn guarded_path(behind: &str) -> Option<&str> {
    let path = behind.splitn(3, '/').nth(2);
    path.or_else(|| {
        behind
            .rsplit_once("*/")
            .map(|(_, path)| path)
            .filter(|path| !VERBS.contains(path))
    })
}

/// Whether this statement or a like one (same effect, no conditions or the same ones) guards everything `narrow` matches.
fn is_guarded(walk: &Walk<'_>, statement: &Statement, narrow: &str) -> bool {
    let document: &Document = walk.document;
    if walk.large {
        return true;
    }
    let like = document.statements.iter().filter(|other| {
        other.effect.value == statement.effect.value
            && other.resource.negated == statement.resource.negated
            && (other.index == statement.index || other.conditions.is_empty())
            // An exception helps only in its own statement.
            && (other.index == statement.index || !statement.resource.negated)
    });
    let narrow = walk.expanded(narrow);
    let variables = has_variables(document);
    let mut wide = like.flat_map(|other| &other.resource.patterns);
    wide.any(|wide| {
        let wide = walk.expanded(&wide.value);
        !(variables && (variable::any(&wide) || variable::any(&narrow))) && wildcard::covers(&wide, &narrow)
    })
}

/// Whether some route's path begins with what the guarded one matches and goes on.
fn has_route_below(routes: &[(&str, &str)], path: &str) -> bool {
    let below = format!("{path}/*");
    routes.iter().any(|(_, template)| {
        let template = template.trim_start_matches('/');
        // A parameter may be anything, `{proxy+}` more than one segment.
        let concrete: Vec<_> = template
            .split('/')
            .map(|segment| if segment.starts_with('{') { "*" } else { segment })
            .collect();
        let concrete = concrete.join("/");
        wildcard::overlap(&below, &concrete)
    })
}
