//! When keys are fetched, and what holds until they are.

use super::*;
use crate::tokens::fetcher::Running;

#[test]
fn a_key_that_is_not_known_is_fetched_at_most_once_a_minute() {
    let (old, new, third) = (Key::new("old"), Key::new("new"), Key::new("third"));
    let stub = Stub::new(&[&old]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    asking.good(&old.id_token(), NOW);
    stub.has(&[&old, &new]);
    asking.good(&new.id_token(), NOW);
    assert_eq!(stub.asked(), 2);
    // Both are known now.
    asking.good(&old.id_token(), NOW);
    assert_eq!(stub.asked(), 2);
    stub.has(&[&new, &third]);
    let almost = REFRESH_INTERVAL - Duration::from_millis(1);
    for after in [NOW, seconds(1), almost] {
        asking.refused(
            &third.id_token(),
            after,
            &Rejection::Unauthorized,
            "no key of the issuer",
        );
    }
    assert_eq!(stub.asked(), 2);
    asking.good(&third.id_token(), REFRESH_INTERVAL);
    assert_eq!(stub.asked(), 3);
    // Seen, and good when it was: its key is withdrawn.
    let generation = issuers.generation(0);
    asking.refused(
        &old.id_token(),
        REFRESH_INTERVAL,
        &Rejection::Unauthorized,
        "no key of the issuer",
    );
    assert_eq!(generation, Some(3));
    // A key of this name is known: another one would not help.
    let forged = Key::new("third");
    asking.refused(
        &forged.id_token(),
        2 * REFRESH_INTERVAL,
        &Rejection::Unauthorized,
        "signature is wrong",
    );
    assert_eq!(stub.asked(), 3);
}

#[test]
fn keys_stay_where_others_cannot_be_fetched() {
    let (key, new) = (Key::new("a"), Key::new("b"));
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    asking.good(&key.id_token(), NOW);
    let large = format!(r#"{{"keys":[],"x":"{}"}}"#, "x".repeat(KEY_SET_BYTES_MAX));
    let answers = [
        (Answer::Status(500), "answered with status 500"),
        (Answer::Status(302), "answered with status 302"),
        (Answer::Body("<html>".to_owned()), "not a JSON object"),
        (Answer::Body(large), "length limit exceeded"),
        (
            Answer::Body(format!(r#"{{"keys":[{},{}]}}"#, new.jwk(), new.jwk())),
            "two keys with the `kid` `b`",
        ),
    ];
    let mut after = NOW;
    for (asked, (answer, why)) in answers.into_iter().enumerate() {
        stub.answers(answer);
        after += REFRESH_INTERVAL;
        let (rejection, told) = asking.ask(&new.id_token(), after).unwrap_err();
        assert_eq!(rejection, Rejection::Unauthorized);
        let reason = "no key of the issuer has the token's `kid`; its keys cannot be fetched: ";
        assert!(told.starts_with(reason) && told.contains(why), "{told}");
        assert_eq!(stub.asked(), asked + 2);
        // One that was never seen, verified with the keys of before.
        let token = key.token(&format!(
            r#""token_use":"id","jti":"{asked}","exp":{}"#,
            START_S + 3_600
        ));
        asking.good(&token, after);
    }
    assert_eq!(issuers.generation(0), Some(1));
    stub.has(&[&new]);
    asking.good(&new.id_token(), after + REFRESH_INTERVAL);
    assert_eq!(issuers.generation(0), Some(2));
}

#[test]
fn a_set_without_keys_lets_nobody_in() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = key.id_token();
    asking.good(&token, NOW);
    stub.has(&[]);
    asking.refused(
        &Key::new("b").id_token(),
        NOW,
        &Rejection::Unauthorized,
        "no key of the issuer",
    );
    asking.refused(&token, NOW, &Rejection::Unauthorized, "no key of the issuer");
}

#[test]
fn nobody_is_let_in_before_there_are_keys() {
    let key = Key::new("a");
    let stub = Stub::new(&[]);
    stub.answers(Answer::Status(503));
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = key.id_token();
    let reason =
        format!("the keys of issuer `{ISSUER}` are not known: their address answered with status 503");
    // The first fetch was begun at the start; this may be the second.
    asking.refused(&token, NOW, &Rejection::Unauthorized, &reason);
    asking.refused(&token, NOW, &Rejection::Unauthorized, &reason);
    let asked = stub.asked();
    stub.has(&[&key]);
    let almost = FIRST_INTERVAL - Duration::from_millis(1);
    asking.refused(&token, almost, &Rejection::Unauthorized, &reason);
    assert_eq!(stub.asked(), asked);
    asking.good(&token, FIRST_INTERVAL);
    assert_eq!(stub.asked(), asked + 1);
}

#[test]
fn a_server_that_hangs_holds_nobody_for_long() {
    let (key, new) = (Key::new("a"), Key::new("b"));
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    asking.good(&key.id_token(), NOW);
    stub.answers(Answer::Hang);
    let began = monotonic();
    let reason = "no key of the issuer";
    asking.refused(&new.id_token(), NOW, &Rejection::Unauthorized, reason);
    let took = monotonic() - began;
    assert!(took >= FETCH_TIME && took < 2 * FETCH_TIME, "{took:?}");
    // Others do not wait, and neither does the same one again.
    let began = monotonic();
    let other = key.token(&format!(r#""token_use":"id","exp":{}"#, START_S + 1));
    asking.good(&other, NOW);
    asking.refused(&new.id_token(), NOW, &Rejection::Unauthorized, reason);
    assert!(monotonic() - began < FETCH_TIME);
    assert_eq!(stub.asked(), 2);
}

#[test]
fn many_threads_that_need_a_key_fetch_it_once() {
    const THREADS: usize = 16;
    let (old, new) = (Key::new("old"), Key::new("new"));
    let stub = Stub::new(&[&old]);
    let issuers = issuers(&stub);
    Asking::new(&issuers).good(&old.id_token(), NOW);
    stub.has(&[&old, &new]);
    let token = new.id_token();
    let together = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let asking = Asking::new(&issuers);
                together.wait();
                asking.good(&token, NOW);
            });
        }
    });
    assert_eq!(stub.asked(), 2);
}

#[test]
fn a_client_that_goes_away_ends_no_fetch() {
    let (old, new) = (Key::new("old"), Key::new("new"));
    let stub = Stub::new(&[&old]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    asking.good(&old.id_token(), NOW);
    stub.answers(Answer::Hang);
    let issuer = issuers.get(0);
    let token = new.id_token();
    let read = jwt::Token::parse(&token).unwrap();
    let wall = Timestamp {
        epoch_ms: START_S * 1_000,
    };
    asking.runtime.block_on(async {
        let verifying = issuer.verify(&read, wall, 0, issuers.fetcher());
        tokio::select! {
            biased;
            _ = verifying => panic!("nothing answers"),
            () = std::future::ready(()) => {}
        }
    });
    stub.has(&[&new]);
    // It waits for the fetch that runs.
    asking.good(&token, NOW);
    assert_eq!(stub.asked(), 2);
}

#[test]
fn keys_in_a_file_are_read_again() {
    let (old, new) = (Key::new("old"), Key::new("new"));
    let name = format!("portcullis-jwks-{}.json", std::process::id());
    let file = std::env::temp_dir().join(name);
    let write = |keys: &[&Key]| {
        let Answer::Body(text) = body(keys) else {
            panic!("a body")
        };
        std::fs::write(&file, text).unwrap();
    };
    write(&[&old]);
    let issuers = Issuers::start(&[settings(JwksSource::File(file.clone()))], &client()).unwrap();
    let asking = Asking::new(&issuers);
    asking.good(&old.id_token(), NOW);
    write(&[&new]);
    asking.good(&new.id_token(), NOW);
    std::fs::remove_file(&file).unwrap();
    asking.refused(
        &old.id_token(),
        REFRESH_INTERVAL,
        &Rejection::Unauthorized,
        "no key of the issuer",
    );
    asking.good(&new.id_token(), REFRESH_INTERVAL);
}

#[test]
fn a_fetch_that_is_cut_off_keeps_no_other_from_beginning() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    Asking::new(&issuers).good(&key.id_token(), NOW);
    let issuer = issuers.get(0);
    assert!(issuer.begin());
    let cut_off = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _running = Running::new(issuer);
        panic!("what is fetched cannot be read");
    }));
    assert!(cut_off.is_err());
    assert!(issuer.begin());
}
