//! What is written.

use super::{Fixture, api, body, commit, delete, everything, put, put_below, write};
use store::limits::{BODY_BYTES_MAX, KEY_BYTES_MAX, TRANSACTION_WRITES_MAX};
use store::{Expected, Key, Revision, StoreError};

pub(crate) fn revisions_ascend_by_transaction(on: &Fixture) {
    let first = write(&*on.store, vec![put(&api("a"), "1"), put(&api("b"), "1")]);
    let second = write(&*on.store, vec![put(&api("b"), "2")]);
    assert!(Revision(0) < first && first < second);
    assert_eq!(on.store.revision(), Ok(second));
    let revision = |id| on.store.get(&api(id)).unwrap().unwrap().revision;
    assert_eq!((revision("a"), revision("b")), (first, second));
}

pub(crate) fn a_transaction_happens_whole_or_not_at_all(on: &Fixture) {
    write(&*on.store, vec![put(&api("kept"), "1"), put(&api("gone"), "1")]);
    let before = on.store.revision().unwrap();
    // The last of its writes cannot be stored.
    let too_long = api(&"x".repeat(KEY_BYTES_MAX));
    let writes = vec![
        put(&api("kept"), "2"),
        delete(&api("gone")),
        put(&api("new"), "2"),
        put(&too_long, "2"),
    ];
    assert!(matches!(
        commit(&*on.store, Vec::new(), writes),
        Err(StoreError::Invalid(_))
    ));
    let failed_check = vec![(api("gone"), Expected::Absent)];
    let writes = vec![put(&api("kept"), "2"), put(&api("new"), "2")];
    assert_eq!(
        commit(&*on.store, failed_check, writes.clone()),
        Err(StoreError::Conflict(api("gone")))
    );
    assert_eq!(body(&*on.store, &api("kept")).as_deref(), Some("1"));
    assert_eq!(body(&*on.store, &api("gone")).as_deref(), Some("1"));
    assert_eq!(body(&*on.store, &api("new")), None);
    assert_eq!(on.store.revision(), Ok(before));
    let after = commit(&*on.store, Vec::new(), writes).unwrap();
    assert!(after > before);
    assert_eq!(body(&*on.store, &api("new")).as_deref(), Some("2"));
}

pub(crate) fn checks_hold_or_nothing_is_written(on: &Fixture) {
    let (a, b) = (api("a"), api("b"));
    let check = |key: &Key, expected: Expected, holds: bool| {
        let outcome = commit(&*on.store, vec![(key.clone(), expected)], Vec::new());
        match holds {
            true => assert!(outcome.is_ok(), "{key} {expected:?}: {outcome:?}"),
            false => assert_eq!(outcome, Err(StoreError::Conflict(key.clone())), "{expected:?}"),
        }
    };
    check(&a, Expected::Absent, true);
    check(&a, Expected::At(Revision(0)), false);
    let first = write(&*on.store, vec![put(&a, "1")]);
    check(&a, Expected::Absent, false);
    check(&a, Expected::At(first), true);
    check(&b, Expected::At(first), false);
    let second = write(&*on.store, vec![put(&a, "1")]);
    check(&a, Expected::At(first), false);
    check(&a, Expected::At(second), true);
    check(&a, Expected::At(Revision(u64::MAX)), false);
    write(&*on.store, vec![delete(&a)]);
    check(&a, Expected::At(second), false);
    check(&a, Expected::Absent, true);
    // The first that fails is the one named.
    write(&*on.store, vec![put(&b, "1")]);
    let checks = vec![
        (a.clone(), Expected::Absent),
        (b.clone(), Expected::Absent),
        (a.clone(), Expected::At(first)),
    ];
    assert_eq!(
        commit(&*on.store, checks, vec![put(&a, "2")]),
        Err(StoreError::Conflict(b))
    );
    assert_eq!(body(&*on.store, &a), None);
}

pub(crate) fn checks_alone_write_nothing(on: &Fixture) {
    let revision = write(&*on.store, vec![put(&api("a"), "1")]);
    assert_eq!(commit(&*on.store, Vec::new(), Vec::new()), Ok(revision));
    let checks = vec![(api("a"), Expected::At(revision))];
    assert_eq!(commit(&*on.store, checks, Vec::new()), Ok(revision));
    assert_eq!(on.store.revision(), Ok(revision));
}

pub(crate) fn the_last_write_of_a_key_holds(on: &Fixture) {
    let (a, b, c) = (api("a"), api("b"), api("c"));
    write(
        &*on.store,
        vec![
            put(&a, "1"),
            put(&b, "1"),
            delete(&c),
            put(&a, "2"),
            delete(&b),
            put(&c, "1"),
            put_below(&a, "up", "3"),
        ],
    );
    assert_eq!(body(&*on.store, &a).as_deref(), Some("3"));
    assert_eq!(on.store.get(&a).unwrap().unwrap().parent, "up");
    assert_eq!(body(&*on.store, &b), None);
    assert_eq!(body(&*on.store, &c).as_deref(), Some("1"));
}

pub(crate) fn what_cannot_be_stored_is_refused(on: &Fixture) {
    let refused = |write| {
        let outcome = commit(&*on.store, Vec::new(), vec![write]);
        assert!(matches!(outcome, Err(StoreError::Invalid(_))), "{outcome:?}");
    };
    refused(put(&api(""), "{}"));
    refused(put(&Key::new("1", "r", "", "a"), "{}"));
    refused(put(&api("a\0"), "{}"));
    refused(delete(&api("a\0")));
    refused(put(&api("a"), "\0"));
    refused(put_below(&api("a"), "\0", "{}"));
    refused(put_below(&api("a"), &"x".repeat(KEY_BYTES_MAX + 1), "{}"));
    refused(put(&api("a"), &"x".repeat(BODY_BYTES_MAX + 1)));
    let many = (0..=TRANSACTION_WRITES_MAX).map(|_| delete(&api("a"))).collect();
    let outcome = commit(&*on.store, Vec::new(), many);
    assert!(matches!(outcome, Err(StoreError::Invalid(_))), "{outcome:?}");
    assert_eq!(on.store.revision(), Ok(Revision(0)));
    // The widest key with the widest parent still fits every index, also where nothing in it repeats.
    let mut state = 1_u64;
    let mut noise = |length: usize| -> String {
        std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'!' + u8::try_from((state >> 33) % 90).unwrap())
        })
        .take(length)
        .collect()
    };
    let widest = Key::new("1", "r", "k", noise(KEY_BYTES_MAX - 3));
    write(&*on.store, vec![put_below(&widest, &noise(KEY_BYTES_MAX), "{}")]);
    assert_eq!(body(&*on.store, &widest).as_deref(), Some("{}"));
    write(&*on.store, vec![delete(&widest)]);
}

pub(crate) fn writers_at_once_lose_no_update(on: &Fixture) {
    const WRITERS: u64 = 4;
    const EACH: u64 = 25;
    let counter = api("counter");
    write(&*on.store, vec![put(&counter, "0")]);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let counter = &counter;
            scope.spawn(move || {
                for turn in 0..EACH {
                    let mine = Key::new("1", "r", "turn", format!("{writer}-{turn}"));
                    loop {
                        let read = on.store.get(counter).unwrap().unwrap();
                        let next = read.body.parse::<u64>().unwrap() + 1;
                        let checks = vec![(counter.clone(), Expected::At(read.revision))];
                        let writes = vec![put(counter, &next.to_string()), put(&mine, &next.to_string())];
                        match commit(&*on.store, checks, writes) {
                            Ok(_) => break,
                            Err(StoreError::Conflict(_)) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                }
            });
        }
    });
    let total = WRITERS * EACH;
    assert_eq!(body(&*on.store, &counter), Some(total.to_string()));
    assert_eq!(on.store.revision(), Ok(Revision(total + 1)));
    let mut turns: Vec<u64> = everything(&*on.store, "turn")
        .iter()
        .map(|document| document.body.parse().unwrap())
        .collect();
    turns.sort_unstable();
    assert_eq!(turns, (1..=total).collect::<Vec<_>>());
}
