//! The explanation as text: the answer first, then each statement with a mark for every element.

use std::fmt::Write as _;

use super::{ConditionTrace, ElementTrace, Explanation, PatternTrace, StatementTrace};
use crate::Decision;

const YES: &str = "yes";
const NO: &str = "no ";

pub(super) fn render(explanation: &Explanation) -> String {
    let mut out = String::new();
    headline(&mut out, explanation);
    for statement in &explanation.statements {
        render_statement(&mut out, statement);
    }
    out
}

// Writing to a String cannot fail, so the results of `write!` are dropped.
fn headline(out: &mut String, explanation: &Explanation) {
    let answer = match (explanation.decision, explanation.statement) {
        (Decision::Allow, Some(at)) => format!("allowed by statement {}", at + 1),
        (Decision::ExplicitDeny, Some(at)) => format!("denied by statement {}", at + 1),
        (Decision::Allow | Decision::ExplicitDeny | Decision::ImplicitDeny, _) => {
            "denied: no statement allows it".to_owned()
        }
    };
    let sid = explanation
        .sid
        .as_ref()
        .map(|sid| format!(" (`{sid}`)"))
        .unwrap_or_default();
    let _ = writeln!(out, "{answer}{sid}");
    let _ = writeln!(out, "  caller    {}", explanation.caller);
    let _ = writeln!(out, "  action    {}", explanation.action);
    let _ = writeln!(out, "  resource  {}", explanation.resource);
}

pub(super) fn render_statement(out: &mut String, statement: &StatementTrace) {
    let sid = statement
        .sid
        .as_ref()
        .map(|sid| format!(" (`{sid}`)"))
        .unwrap_or_default();
    let applies = match (statement.applies, statement.decides) {
        (true, true) => "applies and decides",
        (true, false) => "applies",
        (false, _) => "does not apply",
    };
    let _ = writeln!(
        out,
        "\nstatement {}{sid}, {}: {applies}",
        statement.index + 1,
        statement.effect
    );
    if let Some(reading) = &statement.other_reading {
        let _ = writeln!(out, "  read as   {}", reading.resource);
        for (header, value) in [("User-Agent", &reading.user_agent), ("Referer", &reading.referer)] {
            if let Some(value) = value {
                let _ = writeln!(out, "            with {header} `{value}`");
            }
        }
    }
    if let Some(principal) = &statement.principal {
        element(out, principal);
    }
    element(out, &statement.action);
    element(out, &statement.resource);
    for condition in &statement.conditions {
        render_condition(out, condition);
    }
}

fn mark(matched: bool) -> &'static str {
    if matched { YES } else { NO }
}

fn element(out: &mut String, element: &ElementTrace) {
    let _ = write!(out, "  {} {:<12} ", mark(element.matched), element.element);
    let hits: Vec<&PatternTrace> = element
        .patterns
        .iter()
        .filter(|pattern| pattern.matched)
        .collect();
    match hits.first() {
        Some(hit) => {
            let _ = write!(out, "{} matches `{}`", pattern(hit), element.request);
        }
        None => {
            let _ = write!(
                out,
                "`{}` matches none of {}",
                element.request,
                list(&element.patterns, element.patterns_total)
            );
        }
    }
    out.push('\n');
    if let Some(note) = &element.note {
        let _ = writeln!(out, "                   {note}");
    }
}

fn render_condition(out: &mut String, condition: &ConditionTrace) {
    let ConditionTrace {
        operator,
        key,
        reason,
        ..
    } = condition;
    let _ = writeln!(
        out,
        "  {} {:<12} {operator} {key}",
        mark(condition.matched),
        "Condition"
    );
    let _ = writeln!(out, "                   {reason}");
    if condition.request.is_some() && !condition.values.iter().any(|value| value.matched) {
        let _ = writeln!(
            out,
            "                   values: {}",
            list(&condition.values, condition.values_total)
        );
    }
}

fn pattern(pattern: &PatternTrace) -> String {
    match &pattern.replaced {
        Some(replaced) => format!("`{}` (here `{replaced}`)", pattern.pattern),
        None => format!("`{}`", pattern.pattern),
    }
}

fn list(patterns: &[PatternTrace], total: usize) -> String {
    let mut out = patterns.iter().map(pattern).collect::<Vec<_>>().join(", ");
    if total > patterns.len() {
        let _ = write!(out, " and {} more", total - patterns.len());
    }
    out
}
