//! Compares what is there with what has to be.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use store::{Key, Store};

use crate::installation::{Installation, Server};
use crate::torture::Report;
use crate::torture::look::look;
use crate::torture::world::World;
use crate::torture::writer::Writer;

/// Compares what is there with what has to be.
pub(super) fn check(
    installation: &Installation,
    server: &Server,
    writers: &mut [Writer],
    report: &mut Report,
) -> Result<()> {
    // A database server may still be busy with the last commit it was sent; a write comes after it.
    let mut client = server.client();
    let settle = json!({ "name": "settle-", "enabled": false });
    let made = client.ask("POST", "/apikeys", Some(&settle))?;
    let id = made
        .get("id")
        .and_then(Value::as_str)
        .context("a key without an id")?;
    client.ask("DELETE", &format!("/apikeys/{id}"), None)?;

    let mut seen = look(server)?;
    report.checks += 1;
    for fault in seen.faults.drain(..) {
        report.fault(fault);
    }
    for writer in writers.iter_mut() {
        let there = seen.worlds.remove(&writer.prefix).unwrap_or_default();
        match outcome(&writer.world, writer.pending.as_ref(), &there) {
            Outcome::AsTold => {}
            Outcome::Done => report.done += 1,
            Outcome::Fault(how) => {
                report.fault(format!(
                    "{} does not find what was acknowledged:\n{how}",
                    writer.prefix
                ));
            }
        }
        for (place, id) in &writer.ids {
            if seen.ids.get(place).is_some_and(|found| found != id) && !place.ends_with("resource /") {
                report.fault(format!("{place} has another id than was told"));
            }
        }
        writer.world = there;
        writer.pending = None;
        let own = |(place, _): &(&String, &String)| {
            place
                .split(' ')
                .nth(1)
                .is_some_and(|name| name.starts_with(&writer.prefix))
        };
        writer.ids = seen
            .ids
            .iter()
            .filter(own)
            .map(|(place, id)| (place.clone(), id.clone()))
            .collect();
        for fault in writer.counts.faults.drain(..) {
            report.fault(format!("a call that is right was refused: {fault}"));
        }
    }
    for (prefix, world) in seen.worlds {
        report.fault(format!("{prefix} was written by nobody: {world:?}"));
    }
    for orphan in orphans(&*installation.open_store()?)? {
        report.fault(orphan);
    }
    Ok(())
}

/// Documents that are parts of what is not there.
fn orphans(store: &dyn Store) -> Result<Vec<String>> {
    const API: &str = "apigateway-restapi";
    /// Kind and the kind of the parent.
    const PARTS: [(&str, &str); 4] = [
        ("apigateway-stage", API),
        ("apigateway-deployment", API),
        ("apigateway-documentationversion", API),
        ("apigateway-usageplankey", "apigateway-usageplan"),
    ];
    let scan = |kind: &str| -> Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        let mut after: Option<Key> = None;
        loop {
            let page = store.scan(kind, after.as_ref(), 1_000)?;
            let Some(last) = page.last() else { return Ok(found) };
            after = Some(last.key.clone());
            found.extend(
                page.into_iter()
                    .map(|document| (document.key.id, document.parent)),
            );
        }
    };
    let ids =
        |kind: &str| -> Result<BTreeSet<String>> { Ok(scan(kind)?.into_iter().map(|(id, _)| id).collect()) };
    let mut orphans = Vec::new();
    for (kind, of) in PARTS {
        let parents = ids(of)?;
        let alone = scan(kind)?
            .into_iter()
            .filter(|(_, parent)| !parents.contains(parent));
        orphans
            .extend(alone.map(|(id, parent)| format!("{kind} `{id}` is stored without its {of} `{parent}`")));
    }
    if ids(API)? != ids("apigateway-restapi-entry")? {
        orphans.push("the index of APIs is not that of the APIs".to_owned());
    }
    let (keys, values) = (
        ids("apigateway-apikey")?.len(),
        ids("apigateway-apikey-value")?.len(),
    );
    if keys != values {
        orphans.push(format!(
            "{keys} API keys are stored and {values} values of API keys"
        ));
    }
    Ok(orphans)
}

/// What a writer finds after a kill.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// What was acknowledged.
    AsTold,
    /// The call that got no answer is done as well.
    Done,
    /// Something else: the difference to both.
    Fault(String),
}

fn outcome(acknowledged: &World, pending: Option<&World>, there: &World) -> Outcome {
    if there == acknowledged {
        return Outcome::AsTold;
    }
    if pending == Some(there) {
        return Outcome::Done;
    }
    let mut how = difference(acknowledged, there);
    if let Some(pending) = pending {
        how += &format!(
            "and with the call that was under way:\n{}",
            difference(pending, there)
        );
    }
    Outcome::Fault(how)
}

/// What is missing and what is too much, line by line.
fn difference(expected: &World, found: &World) -> String {
    let (expected, found) = (format!("{expected:#?}"), format!("{found:#?}"));
    let count = |text: &str| {
        let mut lines: BTreeMap<String, i64> = BTreeMap::new();
        for line in text.lines() {
            *lines.entry(line.to_owned()).or_default() += 1;
        }
        lines
    };
    let mut lines = count(&found);
    for (line, times) in count(&expected) {
        *lines.entry(line).or_default() -= times;
    }
    let mut text = String::new();
    for (line, times) in lines {
        match times {
            0 => {}
            1.. => text += &format!("  + {line}\n"),
            _ => text += &format!("  - {line}\n"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::torture::world::{Api, Stage};

    /// One API with two routes and a stage.
    fn world() -> World {
        let mut api = Api::imported(1, 2);
        api.deployments.insert("d2".to_owned(), api.methods());
        let stage = Stage {
            deployment: "d2".to_owned(),
            served: "w1-1 v1".to_owned(),
            ..Stage::default()
        };
        api.stages.insert("one".to_owned(), stage);
        World {
            apis: BTreeMap::from([("w1-1".to_owned(), api)]),
            ..World::default()
        }
    }

    #[test]
    fn only_what_was_told_and_what_was_under_way_are_no_faults() {
        let told = world();
        let mut pending = told.clone();
        pending.apis.insert("w1-3".to_owned(), Api::imported(3, 2));
        assert_eq!(outcome(&told, Some(&pending), &told), Outcome::AsTold);
        assert_eq!(outcome(&told, Some(&pending), &pending), Outcome::Done);

        let lost = World::default();
        let mut half = pending.clone();
        half.apis.get_mut("w1-3").unwrap().resources.remove("/v3/r1");
        let mut old = told.clone();
        let stage = old.apis.get_mut("w1-1").unwrap().stages.get_mut("one").unwrap();
        stage.served = "w1-1 v0".to_owned();
        for there in [&lost, &half, &old] {
            assert!(matches!(outcome(&told, Some(&pending), there), Outcome::Fault(_)));
        }
        // A deletion that was acknowledged and is not there any more.
        assert!(matches!(outcome(&told, None, &pending), Outcome::Fault(_)));
        let how = difference(&told, &old);
        assert_eq!(how.lines().count(), 2, "{how}");
    }

    #[test]
    fn parts_of_what_is_not_there_are_told() {
        let store = store::open_memory().unwrap();
        let put = |kind: &str, id: &str, parent: &str| {
            let write = store::Write::Put {
                key: Key::new("1", "r", kind, id),
                parent: parent.to_owned(),
                body: "{}".to_owned(),
            };
            let transaction = store::Transaction {
                checks: Vec::new(),
                writes: vec![write],
            };
            store.commit(&transaction).unwrap();
        };
        put("apigateway-restapi", "a", "");
        put("apigateway-restapi-entry", "a", "");
        put("apigateway-stage", "a/one", "a");
        assert_eq!(orphans(&*store).unwrap(), Vec::<String>::new());
        put("apigateway-deployment", "b/d", "b");
        put("apigateway-restapi", "c", "");
        put("apigateway-apikey", "k", "");
        assert_eq!(orphans(&*store).unwrap().len(), 3);
    }
}
