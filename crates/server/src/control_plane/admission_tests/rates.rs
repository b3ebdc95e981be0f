//! Token buckets of stages, methods, accounts, plans and keys.

use super::*;

const NOON: &str = "2026-11-20T12:00:00Z";

fn of_every_method(rate: Throttle) -> MethodSettings {
    MethodSettings {
        every: setting(rate),
        ..MethodSettings::default()
    }
}

#[test]
fn a_burst_passes_and_then_what_the_rate_lets_grow() {
    let running = World {
        settings: of_every_method(throttle(50.0, 100)),
        ..World::default()
    }
    .start(time(NOON));
    let expect = |passed: u64| Tally {
        passed,
        throttled: 640 - passed,
        over_quota: 0,
    };
    assert_eq!(running.crowd(10, A), expect(100));
    assert_eq!(running.crowd(10, A), expect(0));
    // One millisecond short of a token, then the token.
    running.move_on(19);
    assert_eq!(running.crowd(10, A), expect(0));
    running.move_on(1);
    assert_eq!(running.crowd(10, A), expect(1));
    running.move_on(1_000);
    assert_eq!(running.crowd(10, A), expect(50));
    running.move_on(3_600_000);
    assert_eq!(running.crowd(10, A), expect(100), "never more than the burst");
}

#[test]
fn while_time_goes_on_never_more_passes_than_rate_and_burst() {
    const RATE: u64 = 250;
    const BURST: u64 = 20;
    let running = World {
        settings: of_every_method(throttle(RATE as f64, BURST as u32)),
        ..World::default()
    }
    .start(time(NOON));
    // Every request of every client moves the clock on by a millisecond, four of which a token takes.
    let tallies = running.crowd_of(50, |_, _| A, || running.move_on(1));
    let passed = tallies[&A].passed;
    let gone_ms = 50 * CLIENTS as u64;
    let allowed = BURST + gone_ms * RATE / 1_000;
    assert!(passed <= allowed, "{passed} of {allowed}");
    // Not one clock reading of a client is older than what the others may have done meanwhile.
    assert!(passed >= gone_ms * RATE / 1_000, "{passed} of {allowed}");
}

#[test]
fn a_method_has_its_own_rate_and_zero_lets_nothing_through() {
    let running = World {
        settings: MethodSettings {
            every: setting(throttle(1.0, 70)),
            methods: [own("/b", throttle(0.0, 5_000))].into(),
        },
        ..World::default()
    }
    .start(time(NOON));
    let b = Call { path: "/b", ..A };
    let both = |client: usize, _: usize| if client.is_multiple_of(2) { A } else { b };
    let tallies = running.crowd_of(10, both, || {});
    assert_eq!((tallies[&A].passed, tallies[&b].passed), (70, 0));
    running.move_on(5_000);
    let tallies = running.crowd_of(10, both, || {});
    assert_eq!((tallies[&A].passed, tallies[&b].passed), (5, 0));
}

#[test]
fn the_rate_of_an_account_is_shared_by_its_apis() {
    let running = World {
        account: Some(throttle(10.0, 333)),
        ..World::default()
    }
    .start(time(NOON));
    let other = Call { api: 1, ..A };
    let passed = || -> u64 {
        let choose = |client: usize, at: usize| if (client + at).is_multiple_of(2) { A } else { other };
        let tallies = running.crowd_of(10, choose, || {});
        tallies.values().map(|tally| tally.passed).sum()
    };
    assert_eq!(passed(), 333);
    running.move_on(2_500);
    assert_eq!(passed(), 25);
}

#[test]
fn a_key_has_the_rate_of_its_plan_over_all_stages_and_each_method_its_own() {
    // Of the first API's `/b`; both keys have both rates for themselves.
    let running = World {
        plan: Some(json!({
            "throttle": { "rateLimit": 20, "burstLimit": 90 },
            "stage_throttle": { "/b/GET": { "rateLimit": 2, "burstLimit": 7 } },
        })),
        ..World::default()
    }
    .start(time(NOON));
    let call = |api, path, key| Call { api, path, key };
    let (b, elsewhere) = (call(0, "/b", 0), call(1, "/a", 0));
    assert_eq!(running.passed(4, b), 7);
    // What the narrower rate refused has taken nothing of the wider.
    let choose = |client: usize, _: usize| if client < 32 { A } else { elsewhere };
    let tallies = running.crowd_of(10, choose, || {});
    assert_eq!(tallies[&A].passed + tallies[&elsewhere].passed, 90 - 7);
    assert_eq!(
        running.passed(10, call(0, "/a", 1)),
        90,
        "the other key has its own"
    );
    assert_eq!(running.passed(4, call(0, "/b", 1)), 0);
    running.move_on(1_000);
    assert_eq!(running.passed(4, b), 2);
    assert_eq!(running.passed(4, elsewhere), 18);
}
