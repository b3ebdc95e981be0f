use super::*;
use crate::{
    domains::{BasePathMapping, DomainName},
    testing::deployment,
};

fn stage(api: &str, stage: &str) -> Arc<Stage> {
    Arc::new(Stage::new(deployment(api, stage), None).unwrap())
}

fn put(api: &str, name: &str) -> SnapshotChange {
    SnapshotChange::PutStage(stage(api, name))
}

fn remove(api: &str, stage: &str) -> SnapshotChange {
    SnapshotChange::RemoveStage {
        api: api.parse().unwrap(),
        stage: stage.parse().unwrap(),
    }
}

fn check(snapshot: &Snapshot, host: &str, path: &str, expect: Option<(&str, &str, &str)>) {
    let located = snapshot.locate(host, path);
    let found = located.map(|located| {
        let stage = snapshot.slot(located.slot).unwrap();
        let behind = rooted(&path[located.path_begin(path)..]);
        assert_eq!(behind, located.path, "{path}");
        (stage.api(), stage.name(), located.path)
    });
    assert_eq!(found, expect, "{host} {path}");
}

#[test]
fn files_are_at_every_host_and_put_stages_at_their_own() {
    let snapshot = Snapshot::new(vec![deployment("file", "dev")])
        .unwrap()
        .update(vec![put("one", "prod"), put("one", "dev")])
        .unwrap();
    let file = Some(("file", "dev", "/x"));
    let prod = Some(("one", "prod", "/x"));
    check(&snapshot, "any.example", "/dev/x", file);
    check(&snapshot, "any.example", "/prod/x", None);
    check(&snapshot, "one.execute-api.eu-west-1.localhost", "/prod/x", prod);
    check(&snapshot, "ONE.Execute-API.a.b", "/prod/x", prod);
    check(&snapshot, "one.execute-api.a", "/dev", Some(("one", "dev", "/")));
    check(&snapshot, "one.execute-api.a", "/other/x", None);
    check(&snapshot, "two.execute-api.a", "/prod/x", None);
    check(&snapshot, "any.example", "/_aws/execute-api/one/prod/x", prod);
    check(
        &snapshot,
        "any.example",
        "/restapis/one/prod/_user_request_/x",
        prod,
    );
    check(
        &snapshot,
        "any.example",
        "/restapis/one/prod/_user_request_",
        Some(("one", "prod", "/")),
    );
    check(
        &snapshot,
        "any.example",
        "/restapis/one/prod/_user_requests",
        None,
    );
}

#[test]
fn a_change_leaves_everything_else_as_it_was() {
    let first = Snapshot::default()
        .update(vec![put("one", "prod"), put("two", "prod"), put("two", "dev")])
        .unwrap();
    let second = first
        .update(vec![
            put("two", "dev"),
            remove("one", "prod"),
            remove("one", "nothing"),
        ])
        .unwrap();
    assert!(Arc::ptr_eq(
        first.stage("two", "prod").unwrap(),
        second.stage("two", "prod").unwrap()
    ));
    assert!(!Arc::ptr_eq(
        first.stage("two", "dev").unwrap(),
        second.stage("two", "dev").unwrap()
    ));
    assert!(first.stage("one", "prod").is_some() && second.stage("one", "prod").is_none());
    let third = second
        .update(vec![
            SnapshotChange::RemoveApi("two".parse().unwrap()),
            put("three", "prod"),
            put("four", "prod"),
        ])
        .unwrap();
    assert_eq!(third.stages().count(), 2);
    assert_eq!(third.slot_count(), 3, "gaps are filled");
    assert_eq!(third.by_api.len(), 2, "an API without stages leaves nothing");
}

#[test]
fn files_and_put_stages_do_not_replace_one_another() {
    let files = |names: &[(&str, &str)]| {
        SnapshotChange::Files(names.iter().map(|(api, name)| stage(api, name)).collect())
    };
    let both = Snapshot::default()
        .update(vec![files(&[("file", "prod")]), put("one", "prod")])
        .unwrap();
    let same_stage = |result: Result<Snapshot, SnapshotError>| {
        assert!(
            matches!(result, Err(SnapshotError::SameStage { .. })),
            "{result:?}"
        );
    };
    same_stage(both.update(vec![put("file", "prod")]));
    same_stage(both.update(vec![files(&[("one", "prod")])]));
    assert!(matches!(
        both.update(vec![files(&[("a", "prod"), ("b", "prod")])]),
        Err(SnapshotError::StageOnEveryHost { .. })
    ));
    let kept = both
        .update(vec![
            remove("file", "prod"),
            SnapshotChange::RemoveApi("file".parse().unwrap()),
        ])
        .unwrap();
    assert!(kept.stage("file", "prod").is_some());
    let reloaded = both.update(vec![files(&[("file", "dev")])]).unwrap();
    check(&reloaded, "any.example", "/prod/", None);
    check(&reloaded, "any.example", "/dev/", Some(("file", "dev", "/")));
    assert!(reloaded.stage("one", "prod").is_some());
}

#[test]
fn a_custom_domain_leads_to_what_is_mapped_and_nowhere_else() {
    let closed = Arc::new({
        let mut deployment = Arc::into_inner(deployment("one", "prod")).unwrap();
        deployment.disable_execute_api_endpoint = true;
        Stage::new(Arc::new(deployment), None).unwrap()
    });
    let mapping = |base_path: &str, api: &str, stage: Option<&str>| BasePathMapping {
        base_path: base_path.to_owned(),
        api: api.parse().unwrap(),
        stage: stage.map(|stage| stage.parse().unwrap()),
    };
    let domains = Domains::new(vec![DomainName {
        name: "api.example.com".to_owned(),
        mappings: vec![
            mapping("v1", "one", Some("prod")),
            mapping("gone", "gone", Some("prod")),
            mapping("any", "one", None),
        ],
    }])
    .unwrap();
    let snapshot = Snapshot::new(vec![deployment("file", "dev")])
        .unwrap()
        .update(vec![
            SnapshotChange::PutStage(closed),
            SnapshotChange::Domains(domains),
        ])
        .unwrap();
    let there = Some(("one", "prod", "/x"));
    check(&snapshot, "api.example.com", "/v1/x", there);
    check(&snapshot, "api.example.com", "/v1", Some(("one", "prod", "/")));
    check(&snapshot, "api.example.com", "/any/prod/x", there);
    check(&snapshot, "api.example.com", "/any/dev/x", None);
    check(&snapshot, "api.example.com", "/gone/x", None);
    check(&snapshot, "api.example.com", "/dev/x", None);
    check(&snapshot, "api.example.com", "/_aws/execute-api/file/dev/x", None);
    check(&snapshot, "one.execute-api.a", "/prod/x", None);
    check(
        &snapshot,
        "other.example.com",
        "/dev/x",
        Some(("file", "dev", "/x")),
    );
    assert_eq!(
        snapshot.locate("api.example.com", "/v1/x").unwrap().base_path,
        "v1"
    );
}

#[test]
fn a_canary_takes_its_part_and_is_of_the_same_stage() {
    let with = |percent, canary| {
        Stage::new(
            deployment("one", "prod"),
            Some(CanaryDeployment {
                percent,
                deployment: canary,
            }),
        )
    };
    let chosen = |percent: f64, random: u64| {
        let stage = with(percent, deployment("one", "prod")).unwrap();
        stage.choose_canary(|| random).unwrap()
    };
    assert!(!chosen(0.0, 0) && chosen(100.0, u64::MAX));
    assert!(chosen(25.0, (1 << 62) - 1) && !chosen(25.0, 1 << 62));
    let without = Stage::new(deployment("one", "prod"), None).unwrap();
    assert_eq!(without.choose_canary(|| panic!("nothing to choose")), None);
    for percent in [-1.0, 100.5, f64::NAN] {
        let refused = with(percent, deployment("one", "prod"));
        assert!(matches!(refused, Err(SnapshotError::CanaryPercent { .. })));
    }
    for (api, stage) in [("one", "dev"), ("two", "prod")] {
        let refused = with(10.0, deployment(api, stage));
        assert!(matches!(refused, Err(SnapshotError::CanaryOfAnotherStage { .. })));
    }
}
