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
    let located = snapshot.locate(snapshot.domains().find(host), host, path);
    check_located(snapshot, path, located, expect, host);
}

fn check_located(
    snapshot: &Snapshot,
    path: &str,
    located: Option<locate::Located<'_, '_>>,
    expect: Option<(&str, &str, &str)>,
    host: &str,
) {
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
        mutual_tls: None,
        private: None,
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
        snapshot
            .locate(
                snapshot.domains().find("api.example.com"),
                "api.example.com",
                "/v1/x"
            )
            .unwrap()
            .base_path,
        "v1"
    );
}

const VPCE: &str = "vpce-0aa11";

fn check_private(
    snapshot: &Snapshot,
    (host, api): (&str, Option<&str>),
    path: &str,
    expect: Option<(&str, &str, &str)>,
) {
    let asked = AskedPrivately {
        vpce: VPCE,
        host,
        api,
    };
    let located = snapshot.locate_private(snapshot.domains().find(host), &asked, path);
    check_located(snapshot, path, located, expect, host);
}

#[test]
fn an_endpoint_leads_to_an_api_that_is_named_as_on_aws() {
    let snapshot = Snapshot::new(vec![deployment("file", "dev")])
        .unwrap()
        .update(vec![put("one", "prod"), put("two", "prod")])
        .unwrap();
    let one = Some(("one", "prod", "/x"));
    let check = |host, api, expect| check_private(&snapshot, (host, api), "/prod/x", expect);
    check("one.execute-api.eu-west-1.amazonaws.com", None, one);
    check("ONE.execute-api.eu-west-1.amazonaws.com", None, one);
    check("one-vpce-0aa11.execute-api.eu-west-1.amazonaws.com", None, one);
    check("One-VPCE-0AA11.Execute-API.eu-west-1.amazonaws.com", None, one);
    check(
        "vpce-0aa11-x1y2.execute-api.eu-west-1.vpce.amazonaws.com",
        Some("one"),
        one,
    );
    check("10.0.0.7", Some("one"), one);
    check("any.example", Some("one"), one);
    check("one.execute-api.a", Some("one"), one);
    check("one-vpce-0aa11.execute-api.a", Some("one"), one);
    // Another endpoint than the one the request came through.
    check("one-vpce-0bb22.execute-api.a", None, None);
    check("one-vpce-0bb22.execute-api.a", Some("one"), None);
    check("one-vpce-0aa11x.execute-api.a", None, None);
    check("vpce-0bb22-x1y2.execute-api.a", Some("one"), None);
    check("vpce-0aa11x.execute-api.a", Some("one"), None);
    // Host and header name two APIs, or none, or one that is not there.
    check("two.execute-api.a", Some("one"), None);
    check("vpce-0aa11-x1y2.execute-api.a", None, None);
    check("any.example", None, None);
    check("any.example", Some("none"), None);
    check("any.example", Some(""), None);
    // Ways of this gateway's own.
    check_private(
        &snapshot,
        ("any.example", None),
        "/_aws/execute-api/one/prod/x",
        None,
    );
    check_private(
        &snapshot,
        ("any.example", Some("one")),
        "/_aws/execute-api/one/prod/x",
        None,
    );
    check_private(
        &snapshot,
        ("any.example", None),
        "/restapis/one/prod/_user_request_/x",
        None,
    );
    check_private(&snapshot, ("any.example", None), "/dev/x", None);
    check_private(
        &snapshot,
        ("file.execute-api.a", None),
        "/dev/x",
        Some(("file", "dev", "/x")),
    );
}

#[test]
fn a_private_domain_name_is_served_through_its_endpoints_alone() {
    let name = |name: &str, vpces: Option<&[&str]>| DomainName {
        name: name.to_owned(),
        mappings: vec![BasePathMapping {
            base_path: String::new(),
            api: "one".parse().unwrap(),
            stage: Some("prod".parse().unwrap()),
        }],
        mutual_tls: None,
        private: vpces.map(|vpces| crate::domains::PrivateDomain {
            arn: format!("arn:aws:execute-api:eu-west-1:111122223333:/domainnames/{name}+abcd1234"),
            policy: None,
            vpces: vpces.iter().map(|vpce| (*vpce).to_owned()).collect(),
        }),
    };
    let domains = Domains::new(vec![
        name("private.example", Some(&["vpce-0bb22", VPCE])),
        name("other.example", Some(&["vpce-0bb22"])),
        name("alone.example", Some(&[])),
        name("public.example", None),
    ]);
    let snapshot = Snapshot::default()
        .update(vec![
            put("one", "prod"),
            SnapshotChange::Domains(domains.unwrap()),
        ])
        .unwrap();
    let there = Some(("one", "prod", "/x"));
    check_private(&snapshot, ("private.example", None), "/x", there);
    check_private(&snapshot, ("private.example", Some("one")), "/x", there);
    check_private(&snapshot, ("private.example", Some("two")), "/x", None);
    check_private(&snapshot, ("other.example", None), "/x", None);
    check_private(&snapshot, ("alone.example", None), "/x", None);
    check_private(&snapshot, ("public.example", None), "/x", None);
    check_private(&snapshot, ("public.example", Some("one")), "/prod/x", None);
    check(&snapshot, "private.example", "/x", None);
    check(&snapshot, "public.example", "/x", there);
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
