//! Quotas of a day, a week and a month, counted in the store.

use super::*;

const TWO: Call = Call { key: 1, ..A };

#[test]
fn a_day_has_its_quota_for_each_key_and_get_usage_tells_what_passed() {
    let at = time("2026-11-20T23:59:59.999Z");
    let quota = json!({ "limit": 500, "offset": 0, "period": "DAY" });
    let running = World::with_quota(quota, time("2026-11-01T00:00:00Z")).start(at);
    let (today, tomorrow) = ("2026-11-20", "2026-11-21");
    assert_eq!(running.passed(3, A), 192);
    running.check_used(0, &[(today, 192)]);
    running.check_left(0, today, 308);
    let tally = running.crowd(10, A);
    assert_eq!((tally.passed, tally.over_quota), (308, 332));
    running.check_used(0, &[(today, 500), (tomorrow, 0)]);
    // The other key has used nothing.
    running.check_used(1, &[(today, 0)]);
    assert_eq!(running.passed(5, TWO), 320);
    running.check_used(1, &[(today, 320)]);
    running.move_on(1);
    assert_eq!(running.passed(10, A), 500);
    running.check_used(0, &[(today, 500), (tomorrow, 500)]);
    running.check_left(0, today, 0);
    running.check_left(0, tomorrow, 0);
    // The end gives back what no request had.
    running.gateway.shutdown(Duration::ZERO).unwrap();
    running.check_used(1, &[(today, 320), (tomorrow, 0)]);
}

#[test]
fn the_offset_counts_in_the_period_in_which_the_quota_was_set() {
    let set = time("2026-11-20T08:00:00Z");
    let quota = json!({ "limit": 400, "offset": 150, "period": "DAY" });
    let running = World::with_quota(quota, set).start(set);
    running.check_left(0, "2026-11-20", 250);
    assert_eq!(running.passed(10, A), 250);
    running.check_left(0, "2026-11-20", 0);
    // UpdateUsage gives what it says, whatever the offset.
    running.set_left(0, "2026-11-20", 33);
    running.check_left(0, "2026-11-20", 33);
    assert_eq!(running.passed(10, A), 33);
    running.check_used(0, &[("2026-11-20", 283)]);
    running.set_time(time("2026-11-21T00:00:00Z"));
    assert_eq!(running.passed(10, A), 400);
    running.check_used(0, &[("2026-11-20", 283), ("2026-11-21", 400)]);
}

#[test]
fn a_week_begins_on_monday_and_a_throttled_request_does_not_count() {
    let quota = json!({ "limit": 300, "offset": 0, "period": "WEEK" });
    let running = World {
        plan: Some(json!({ "quota": quota, "throttle": { "rateLimit": 1, "burstLimit": 200 } })),
        ..World::default()
    }
    .start(time("2026-11-19T10:00:00Z"));
    let expect = |passed, throttled, over_quota| Tally {
        passed,
        throttled,
        over_quota,
    };
    assert_eq!(running.crowd(10, A), expect(200, 440, 0));
    running.check_used(0, &[("2026-11-19", 200)]);
    running.set_time(time("2026-11-22T23:59:59Z"));
    assert_eq!(running.crowd(10, A), expect(100, 440, 100));
    running.check_used(0, &[("2026-11-19", 200), ("2026-11-22", 100)]);
    // Monday: all of the week, as fast as the plan's rate lets it.
    running.set_time(time("2026-11-23T01:00:00Z"));
    assert_eq!(running.crowd(10, A), expect(200, 440, 0));
    running.set_time(time("2026-11-24T01:00:00Z"));
    assert_eq!(running.crowd(10, A), expect(100, 440, 100));
    let days = [("2026-11-22", 100), ("2026-11-23", 200), ("2026-11-24", 100)];
    running.check_used(0, &days);
}

#[test]
fn a_month_begins_on_the_first_and_update_usage_sets_what_is_left() {
    let quota = json!({ "limit": 1_000, "offset": 0, "period": "MONTH" });
    let running = World::with_quota(quota, time("2020-01-01T00:00:00Z")).start(time("2026-11-20T12:00:00Z"));
    let today = "2026-11-20";
    assert_eq!(running.passed(5, A), 320);
    // Nothing is left, not even what the process had leased; then ten requests; then more than there was.
    running.set_left(0, today, 0);
    running.check_left(0, today, 0);
    assert_eq!(running.crowd(5, A).over_quota, 320);
    running.set_left(0, today, 10);
    assert_eq!(running.passed(5, A), 10);
    running.set_left(0, today, 400);
    assert_eq!(running.passed(5, A), 320);
    running.check_used(0, &[(today, 650)]);
    running.check_left(0, today, 80);
    running.set_time(time("2026-11-30T23:59:59.999Z"));
    assert_eq!(running.passed(5, A), 80);
    running.check_used(0, &[(today, 650), ("2026-11-30", 80)]);
    running.set_time(time("2026-12-01T00:00:00Z"));
    assert_eq!(running.passed(20, A), 1_000);
    running.check_used(0, &[(today, 650), ("2026-11-30", 80), ("2026-12-01", 1_000)]);
    running.check_left(0, "2026-12-01", 0);
}
