//! All policies of a signed caller together: identity policies, a permissions boundary and the resource policy, by both tables.
//!
//! Pairs in which an element applies whose meaning is disputed (see `disputed_elements`) are no evidence.

use std::collections::BTreeMap;

use iam_policy::testing::{Audience, Generator};
use iam_policy::{
    AccessExplanation, Caller, Compiled, Decision, Document, IdentityPolicies, IdentitySources, Kind,
    NamedPolicy, POLICY_CHARACTERS_MAX, ParseOptions, Policy, PolicyKind, ResourceOutcome, StatementTrace,
    Table, explain_access,
};
use serde_json::{Value, json};

use super::{DIFFERENCES, REQUESTS_PER_POLICY, ask, disputed_elements, number};

const PAIRS_DEFAULT: u64 = 5_000;
const OWNER: &str = "111122223333";

struct Joined {
    line: Value,
    explained: AccessExplanation,
}

fn policy(text: &str, kind: Kind) -> Policy {
    let (document, _) = Document::parse_with(text, kind, ParseOptions { mirror: true }).unwrap();
    Policy::new(&document, None, POLICY_CHARACTERS_MAX).unwrap()
}

/// Pairs of signed callers.
fn joined_from(seed: u64, count: u64) -> Vec<Joined> {
    let mut pairs = Vec::new();
    for at in 0.. {
        if u64::try_from(pairs.len()).unwrap() >= count {
            break;
        }
        let mut generator = Generator::new(seed.wrapping_mul(1 << 40).wrapping_add(at), Audience::Oracle);
        let resource_text = generator.policy();
        let resource = policy(&resource_text, Kind::Resource);
        let own: Vec<String> = (0..=at % 2).map(|_| generator.identity_policy()).collect();
        let boundary = (at % 3 == 0).then(|| generator.identity_policy());
        let named = |text: &String| NamedPolicy {
            name: String::new(),
            policy: policy(text, Kind::Identity),
        };
        let sources = IdentitySources {
            identity: own.iter().map(named).collect(),
            boundary: boundary.as_ref().map(named),
            session: Vec::new(),
        };
        let policies = IdentityPolicies::new(&sources, &|_| true);
        let compiled = Compiled::new(&resource);
        for _ in 0..REQUESTS_PER_POLICY {
            let request = generator.request();
            let explained = request.with(|asked| {
                let Caller::Principal { account, .. } = asked.caller else {
                    return None;
                };
                let table = Table::of(account, OWNER);
                let explained = explain_access(table, &policies, Some(&resource), asked);
                let verdict = table.verdict(&policies.decide(asked), ResourceOutcome::of(&compiled, asked));
                assert_eq!(explained.verdict, verdict);
                Some(explained)
            });
            let Some(explained) = explained else { continue };
            let document = |text: &String| serde_json::from_str::<Value>(text).unwrap();
            let mut documents = json!({
                "resource": document(&resource_text),
                "identity": own.iter().map(document).collect::<Vec<_>>(),
            });
            if let Some(boundary) = &boundary {
                documents["boundary"] = json!([document(boundary)]);
            }
            let line = json!({
                "id": pairs.len(),
                "policies": documents,
                "request": {
                    "action": request.action,
                    "resource": request.resource,
                    "context": request.context_json(),
                    "principal": request.principal,
                    "accountId": OWNER,
                },
                "mode": "raw",
            });
            pairs.push(Joined { line, explained });
        }
    }
    pairs
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "allow",
        Decision::ExplicitDeny => "explicit-deny",
        Decision::ImplicitDeny => "implicit-deny",
    }
}

#[test]
fn an_independent_engine_joins_policies_alike() {
    let pairs = joined_from(
        number("PORTCULLIS_ORACLE_SEED", 1),
        number("PORTCULLIS_ORACLE_PAIRS", PAIRS_DEFAULT),
    );
    let lines: Vec<String> = pairs.iter().map(|pair| pair.line.to_string()).collect();
    let answers = ask(&lines);
    assert_eq!(answers.len(), pairs.len(), "the oracle did not answer every line");
    let (mut no_evidence, mut agreed) = (0, BTreeMap::new());
    let (mut explained, mut unexplained) = (BTreeMap::<String, u32>::new(), Vec::new());
    for (pair, answer) in pairs.iter().zip(&answers) {
        let mut statements = pair
            .explained
            .policies
            .iter()
            .flat_map(|policy| &policy.statements);
        let disputed = statements.any(|it| it.applies && !disputed_elements(it).is_empty());
        if disputed || answer.get("caveats").is_some() {
            no_evidence += 1;
            continue;
        }
        let ours = word(pair.explained.decision);
        if answer["decision"] == ours {
            *agreed
                .entry((pair.explained.row.table == Table::A, ours))
                .or_insert(0) += 1;
        } else if let Some(reason) = reason(&pair.explained, &answer["decision"]) {
            *explained.entry(reason).or_insert(0) += 1;
        } else {
            unexplained.push(format!(
                "ours {ours}, oracle {answer}\n{}\n{}",
                pair.line,
                pair.explained.render_text()
            ));
        }
    }
    println!(
        "{} pairs: agree by (own account, decision) {agreed:?}, {no_evidence} no evidence, explained {explained:?}",
        pairs.len()
    );
    assert!(
        unexplained.is_empty(),
        "{} unexplained differences, the first:\n{}",
        unexplained.len(),
        unexplained.iter().take(3).cloned().collect::<Vec<_>>().join("\n")
    );
    assert_eq!(agreed.len(), 6, "a decision did not occur: {agreed:?}");
}

/// The row of `oracle-differences.toml` that explains the difference.
fn reason(explained: &AccessExplanation, theirs: &Value) -> Option<String> {
    const ROW: &str = "not-principal-everybody";
    let spares_everybody = |it: &StatementTrace| {
        let listed = it.principal.as_ref().is_some_and(|principal| {
            principal.element == "NotPrincipal" && principal.patterns.iter().any(|it| it.pattern == "*")
        });
        let mut rest = [it.action.matched, it.resource.matched]
            .into_iter()
            .chain(it.conditions.iter().map(|condition| condition.matched));
        listed && it.effect == "Deny" && rest.all(|matched| matched)
    };
    let resource = explained
        .policies
        .iter()
        .find(|policy| policy.kind == PolicyKind::Resource)?;
    let table: toml::Table = DIFFERENCES.parse().unwrap();
    let explains = *theirs == "explicit-deny" && resource.statements.iter().any(spares_everybody);
    (explains && table.contains_key(ROW)).then(|| ROW.to_owned())
}
