//! What is read.

use super::{Fixture, api, body, everything, put, put_below, write};
use std::time::{Duration, Instant};
use store::{Document, Expected, Filter, Key, Revision, Transaction};

pub(crate) fn a_new_store_is_empty(on: &Fixture) {
    assert_eq!(on.store.revision(), Ok(Revision(0)));
    assert_eq!(on.store.get(&api("a")), Ok(None));
    assert_eq!(on.store.scan("rest-api", None, 10), Ok(Vec::new()));
    assert_eq!(on.store.changes(Revision(0), 10), Ok(Vec::new()));
}

pub(crate) fn a_document_is_read_as_it_was_written(on: &Fixture) {
    // Text that a careless binding, quoting or collation would change.
    let bodies = [
        "{}",
        "",
        "{\"a\":\"'\\\"\\u0000 %s $1 \u{e9}\u{1f600}\"}",
        "\r\n\t ",
        "not even json",
    ];
    for text in bodies {
        let revision = write(&*on.store, vec![put_below(&api("a1"), "up", text)]);
        assert_eq!(
            on.store.get(&api("a1")),
            Ok(Some(Document {
                key: api("a1"),
                parent: "up".to_owned(),
                body: text.to_owned(),
                revision,
            }))
        );
    }
    let large = "x".repeat(5 << 20);
    write(&*on.store, vec![put(&api("a1"), &large)]);
    assert!(body(&*on.store, &api("a1")) == Some(large));
}

fn ids(on: &Fixture, parent: Option<&str>, after: Option<&str>, limit: usize) -> Vec<String> {
    let filter = Filter {
        account: "111122223333",
        region: "eu-central-1",
        kind: "rest-api",
        parent,
        after,
        limit,
    };
    let found = on.store.list(&filter).unwrap();
    found.into_iter().map(|document| document.key.id).collect()
}

pub(crate) fn lists_are_in_byte_order_and_in_pages(on: &Fixture) {
    let written = ["b", "B", "a", "\u{e9}", "_", "10", "9", "a-1", "a/1", "aa", "~"];
    write(&*on.store, written.iter().map(|id| put(&api(id), "{}")).collect());
    let mut ordered: Vec<&str> = written.to_vec();
    ordered.sort_unstable();
    assert_eq!(ids(on, None, None, 100), ordered);
    let mut paged: Vec<String> = Vec::new();
    loop {
        let page = ids(on, None, paged.last().map(String::as_str), 3);
        assert!(page.len() <= 3);
        if page.is_empty() {
            break;
        }
        paged.extend(page);
    }
    assert_eq!(paged, ordered);
    assert_eq!(ids(on, None, None, 0), Vec::<String>::new());
    assert_eq!(ids(on, None, None, usize::MAX), ordered);
}

pub(crate) fn lists_are_of_one_account_region_kind_and_parent(on: &Fixture) {
    let with = |account: &str, region: &str, kind: &str, id: &str| Key::new(account, region, kind, id);
    write(
        &*on.store,
        vec![
            put_below(&api("mine"), "p", "{}"),
            put_below(&api("other-parent"), "q", "{}"),
            put(&api("no-parent"), "{}"),
            put_below(&with("444455556666", "eu-central-1", "rest-api", "x1"), "p", "{}"),
            put_below(&with("111122223333", "us-east-1", "rest-api", "x2"), "p", "{}"),
            put_below(&with("111122223333", "eu-central-1", "stage", "x3"), "p", "{}"),
        ],
    );
    assert_eq!(ids(on, None, None, 9), ["mine", "no-parent", "other-parent"]);
    assert_eq!(ids(on, Some("p"), None, 9), ["mine"]);
    assert_eq!(ids(on, Some("q"), Some("mine"), 9), ["other-parent"]);
    assert_eq!(ids(on, Some(""), None, 9), ["no-parent"]);
    assert_eq!(ids(on, Some("r"), None, 9), Vec::<String>::new());
    // A parent is changed by writing the document again.
    write(&*on.store, vec![put_below(&api("mine"), "q", "{}")]);
    assert_eq!(ids(on, Some("p"), None, 9), Vec::<String>::new());
    assert_eq!(ids(on, Some("q"), None, 9), ["mine", "other-parent"]);
}

pub(crate) fn scans_go_over_all_accounts_and_regions(on: &Fixture) {
    let mut keys = Vec::new();
    for account in ["2", "1", "10"] {
        for region in ["", "us-east-1", "eu-central-1"] {
            for id in ["b", "a", "C"] {
                keys.push(Key::new(account, region, "user", id));
            }
        }
    }
    let mut writes: Vec<_> = keys.iter().map(|key| put(key, "{}")).collect();
    writes.push(put(&api("another-kind"), "{}"));
    write(&*on.store, writes);
    keys.sort_unstable_by_key(|key| (key.account.clone(), key.region.clone(), key.id.clone()));
    let scanned: Vec<Key> = everything(&*on.store, "user")
        .into_iter()
        .map(|document| document.key)
        .collect();
    assert_eq!(scanned, keys);
}

pub(crate) fn what_cannot_be_stored_is_not_found_either(on: &Fixture) {
    write(&*on.store, vec![put(&api("a"), "{}")]);
    for id in ["", "a\0b", &"x".repeat(5000)] {
        assert_eq!(on.store.get(&api(id)), Ok(None), "{id:?}");
    }
    assert_eq!(ids(on, Some("a\0"), None, 9), Vec::<String>::new());
    assert_eq!(ids(on, None, Some("\0"), 9), ["a"]);
    assert_eq!(on.store.scan("a\0b", None, 9), Ok(Vec::new()));
    assert_eq!(
        on.store.scan(&"x".repeat(5000), Some(&api("\0")), 9),
        Ok(Vec::new())
    );
}

#[expect(clippy::disallowed_methods, reason = "the case is about time")]
pub(crate) fn thirty_thousand_documents_are_scanned_within_a_second(on: &Fixture) {
    let body = format!("{{\"name\":\"{}\"}}", "n".repeat(200));
    let writes = (0..30_000)
        .map(|n| put(&api(&format!("{n:05}")), &body))
        .collect();
    write(&*on.store, writes);
    let begun = Instant::now();
    let mut count = 0;
    let mut last: Option<Key> = None;
    loop {
        let page = on.store.scan("rest-api", last.as_ref(), 1_000).unwrap();
        count += page.len();
        match page.into_iter().next_back() {
            Some(document) => last = Some(document.key),
            None => break,
        }
    }
    let taken = begun.elapsed();
    assert_eq!(count, 30_000);
    assert!(taken < Duration::from_secs(1), "{taken:?}");
}

/// A thousand of each, which takes a tenth of that; going over all documents each time would take ten times as long.
#[expect(clippy::disallowed_methods, reason = "the case is about time")]
pub(crate) fn single_documents_are_found_quickly_among_many(on: &Fixture) {
    const DOCUMENTS: u32 = 30_000;
    const LOOKS: u32 = 1_000;
    let key = |n: u32| api(&format!("{n:05}"));
    // Ten of each parent; the parent of all others is the empty one.
    let parent = |n: u32| {
        if n < 10_000 {
            format!("p{}", n / 10)
        } else {
            String::new()
        }
    };
    let writes = (0..DOCUMENTS)
        .map(|n| put_below(&key(n), &parent(n), "{}"))
        .collect();
    write(&*on.store, writes);
    let within_a_second = |name: &str, look: &dyn Fn(u32)| {
        let begun = Instant::now();
        (0..LOOKS).for_each(look);
        let taken = begun.elapsed();
        assert!(taken < Duration::from_secs(1), "{name}: {taken:?}");
    };
    within_a_second("get", &|n| assert!(on.store.get(&key(n * 29)).unwrap().is_some()));
    within_a_second("list", &|n| {
        assert_eq!(ids(on, None, Some(&key(n * 29).id), 5).len(), 5)
    });
    within_a_second("list of a parent", &|n| {
        assert_eq!(ids(on, Some(&format!("p{n}")), None, 100).len(), 10);
    });
    within_a_second("list of no parent", &|_| {
        assert_eq!(ids(on, Some(""), None, 5).len(), 5)
    });
    within_a_second("scan", &|n| {
        assert_eq!(on.store.scan("rest-api", Some(&key(n * 29)), 5).unwrap().len(), 5);
    });
    within_a_second("changes", &|_| {
        assert_eq!(on.store.changes(Revision(1), 5), Ok(Vec::new()))
    });
    within_a_second("revision", &|_| assert_eq!(on.store.revision(), Ok(Revision(1))));
    within_a_second("check", &|n| {
        let checks = vec![
            (key(n * 29), Expected::At(Revision(1))),
            (api("absent"), Expected::Absent),
        ];
        let writes = Vec::new();
        assert_eq!(on.store.commit(&Transaction { checks, writes }), Ok(Revision(1)));
    });
}
