use std::collections::BTreeMap;

use portcullis_core::Timestamp;

use super::*;

const ONE: Throttle = Throttle { rate: 1.0, burst: 1 };

fn stage(api: &str, stage: &str, methods: &[(&str, Verb, Throttle)]) -> PlanStage {
    PlanStage {
        api: api.parse().unwrap(),
        stage: stage.parse().unwrap(),
        methods: methods
            .iter()
            .map(|(path, verb, throttle)| (((*path).to_owned(), *verb), *throttle))
            .collect::<BTreeMap<_, _>>(),
    }
}

fn plan(id: &str, stages: Vec<PlanStage>, keys: &[&str]) -> UsagePlan {
    UsagePlan {
        id: id.to_owned(),
        throttle: Some(ONE),
        quota: Some(quota(10)),
        stages,
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
    }
}

fn quota(limit: u64) -> Quota {
    Quota {
        limit,
        offset: 0,
        period: QuotaPeriod::Day,
        since: Timestamp { epoch_ms: 0 },
    }
}

fn key(id: &str, value: &str) -> ApiKey {
    ApiKey::new(id.to_owned(), value, true)
}

fn check(table: &UsagePlans, value: &str, api: &str, expect: Result<(&str, &str), NoCustomer<'_>>) {
    let found = table.customer(&KeyDigest::of(value.as_bytes()), api, "prod");
    let found = found.map(|customer| (&**customer.client().plan(), &**customer.client().key()));
    assert_eq!(found, expect, "{value} at {api}");
}

#[test]
fn a_key_opens_the_stages_of_its_plans() {
    let table = UsagePlans::new(
        vec![
            plan(
                "gold",
                vec![stage("a", "prod", &[]), stage("b", "prod", &[])],
                &["one", "one", "off"],
            ),
            plan(
                "tin",
                vec![stage("c", "prod", &[]), stage("a", "dev", &[])],
                &["one", "same", "nobody"],
            ),
        ],
        vec![
            key("one", "value-1"),
            ApiKey::new("off".to_owned(), "value-off", false),
            key("free", "value-free"),
            // In another account.
            key("same", "value-off"),
        ],
    )
    .unwrap();
    check(&table, "value-1", "a", Ok(("gold", "one")));
    check(&table, "value-1", "b", Ok(("gold", "one")));
    check(&table, "value-1", "c", Ok(("tin", "one")));
    check(&table, "value-1", "d", Err(NoCustomer::NoPlan("one")));
    check(&table, "value-free", "a", Err(NoCustomer::NoPlan("free")));
    check(&table, "value-off", "c", Ok(("tin", "same")));
    check(&table, "value-off", "a", Err(NoCustomer::NoPlan("same")));
    check(&table, "value-2", "a", Err(NoCustomer::Unknown));
    check(&table, "", "a", Err(NoCustomer::Unknown));
    let off = UsagePlans::new(
        vec![plan("gold", vec![stage("a", "prod", &[])], &["off"])],
        vec![ApiKey::new("off".to_owned(), "value-off", false)],
    )
    .unwrap();
    check(&off, "value-off", "a", Err(NoCustomer::Disabled("off")));
}

#[test]
fn what_is_there_twice_is_refused() {
    let plans = |plans| UsagePlans::new(plans, vec![]).unwrap_err();
    assert_eq!(
        plans(vec![plan("gold", vec![], &[]), plan("gold", vec![], &[])]),
        UsagePlanError::SamePlan("gold".to_owned())
    );
    let twice = vec![stage("a", "prod", &[]), stage("a", "prod", &[])];
    assert!(matches!(
        plans(vec![plan("gold", twice, &[])]),
        UsagePlanError::SameStage { .. }
    ));
    assert_eq!(
        UsagePlans::new(vec![], vec![key("one", "1"), key("one", "2")]).unwrap_err(),
        UsagePlanError::SameKey("one".to_owned())
    );
}

#[test]
fn one_fault_leaves_the_others_as_they_are() {
    let twice = vec![stage("a", "prod", &[]), stage("a", "prod", &[])];
    let (table, faults) = UsagePlans::leaving_out(
        vec![
            plan("bad", twice, &["two"]),
            plan("gold", vec![stage("a", "prod", &[])], &["one"]),
        ],
        vec![key("one", "1"), key("one", "again"), key("two", "2")],
    );
    assert_eq!(faults.len(), 2, "{faults:?}");
    check(&table, "1", "a", Ok(("gold", "one")));
    check(&table, "again", "a", Err(NoCustomer::Unknown));
    check(&table, "2", "a", Err(NoCustomer::NoPlan("two")));
}

#[test]
fn secrets_do_not_show() {
    let text = format!("{:?}", key("one", "the-secret"));
    let digest = format!("{:?}", KeyDigest::of(b"the-secret"));
    assert_eq!(digest, "KeyDigest(…)");
    assert!(!text.contains("the-secret") && text.contains(&digest));
}

#[test]
fn what_was_used_stays_used_where_the_numbers_stay() {
    let two = Throttle { rate: 1.0, burst: 2 };
    let table = |methods: &[(&str, Verb, Throttle)], throttle, limit| {
        let mut plan = plan("gold", vec![stage("b", "prod", methods)], &["one"]);
        (plan.throttle, plan.quota) = (Some(throttle), Some(quota(limit)));
        // A stage more moves all places.
        let other = stage("a", "prod", &[("/", Verb::Get, ONE)]);
        if limit == 11 {
            plan.stages.insert(0, other);
        }
        UsagePlans::new(vec![plan], vec![key("one", "value")]).unwrap()
    };
    let methods = [("/", Verb::Get, ONE), ("/x", Verb::Any, two)];
    let first = table(&methods, ONE, 10);
    let customer = |table: &UsagePlans, take: &dyn Fn(Customer<'_>) -> bool| {
        take(table.customer(&KeyDigest::of(b"value"), "b", "prod").unwrap())
    };
    let whole = |customer: Customer<'_>| customer.meter().unwrap().take(0);
    let get = |customer: Customer<'_>| customer.method_meter("/", Verb::Get).unwrap().take(0);
    let any = |customer: Customer<'_>| customer.method_meter("/x", Verb::Any).unwrap().take(0);
    assert!(customer(&first, &whole) && customer(&first, &get));
    assert!(!customer(&first, &whole) && !customer(&first, &get));
    let counter = |table: &UsagePlans| Arc::clone(table.client("gold", "one").unwrap().quota().unwrap());

    let same = table(&methods, ONE, 10).going_on(&first);
    assert!(!customer(&same, &whole) && !customer(&same, &get));
    assert!(
        customer(&same, &any) && customer(&first, &any),
        "not yet used, and shared from now on"
    );
    assert!(!customer(&same, &any) && !customer(&first, &any));
    assert!(Arc::ptr_eq(&counter(&first), &counter(&same)));

    let moved = table(&methods, two, 11).going_on(&same);
    assert!(customer(&moved, &whole), "other numbers begin anew");
    assert!(!customer(&moved, &get) && !customer(&moved, &any));
    assert!(!Arc::ptr_eq(&counter(&same), &counter(&moved)));

    let changed = table(&[("/", Verb::Get, two), ("/x", Verb::Any, two)], two, 11).going_on(&moved);
    assert!(customer(&changed, &get) && !customer(&changed, &any));
    assert!(Arc::ptr_eq(&counter(&moved), &counter(&changed)));
}
