use source_text::Span;

use super::*;
use crate::{Authorization, Integration, MockIntegration, Passthrough};

fn method(verb: &str) -> Method {
    Method {
        verb: Verb::parse(verb).unwrap(),
        span: Span::default(),
        operation_name: None,
        authorization: Authorization::None,
        api_key_required: false,
        request_parameters: Vec::new(),
        validate_request_parameters: false,
        body_models: Vec::new(),
        integration: Integration::Mock(MockIntegration {
            requests: Vec::new(),
            passthrough: Passthrough::default(),
            responses: Vec::new(),
        }),
        response_statuses: Vec::new(),
    }
}

/// Builds a router from lines of `/path VERB VERB`.
fn build(lines: &[&str]) -> Result<Router, Vec<String>> {
    let resources = lines.iter().enumerate().map(|(line, text)| {
        let mut words = text.split(' ');
        let path = words.next().unwrap().to_owned();
        (path, Span::new(line, line + 1), words.map(method).collect())
    });
    Router::new(resources).map_err(|findings| {
        findings
            .into_iter()
            .map(|finding| format!("{}: {}", finding.span.start, finding.message))
            .collect()
    })
}

#[track_caller]
fn check(router: &Router, request: &str, expect: &str) {
    let (verb, path) = request.split_once(' ').unwrap();
    let got = router.find(verb, path).map_or("none".to_owned(), |found| {
        let mut text = format!(
            "{} {}",
            found.route.method.verb.as_str(),
            found.route.resource_path
        );
        for (index, name) in found.route.parameters.iter().enumerate() {
            text.push_str(&format!(" {name}={}", found.parameters.raw(index, path).unwrap()));
        }
        assert_eq!(found.parameters.len(), found.route.parameters.len());
        text
    });
    assert_eq!(got, expect, "{request}");
}

#[test]
fn static_before_variable_and_exact_before_any() {
    let router = build(&[
        "/ GET",
        "/pets GET ANY",
        "/pets/{petId} GET",
        "/pets/mine GET",
        "/pets/{petId}/toys/{toyId} ANY",
        "/files/{proxy+} GET",
    ])
    .unwrap();
    check(&router, "GET /", "GET /");
    check(&router, "GET /pets", "GET /pets");
    check(&router, "POST /pets", "ANY /pets");
    check(&router, "GET /pets/42", "GET /pets/{petId} petId=42");
    check(&router, "GET /pets/mine", "GET /pets/mine");
    check(
        &router,
        "PUT /pets/42/toys/7",
        "ANY /pets/{petId}/toys/{toyId} petId=42 toyId=7",
    );
    check(
        &router,
        "PUT /pets/mine/toys/7",
        "ANY /pets/{petId}/toys/{toyId} petId=mine toyId=7",
    );
    check(
        &router,
        "GET /files/a/b/c.txt",
        "GET /files/{proxy+} proxy=a/b/c.txt",
    );
    check(&router, "GET /files", "none");
    check(&router, "GET /files/", "none");
    check(&router, "DELETE /pets/42", "none");
    check(&router, "GET /nope", "none");
    check(&router, "GET nope", "none");
}

/// What AWS itself answered to these resources and requests.
#[test]
fn a_dead_end_falls_back_to_the_variable_branch() {
    let router = build(&["/test POST", "/test/any ANY", "/{proxy+} OPTIONS"]).unwrap();
    check(&router, "OPTIONS /test", "OPTIONS /{proxy+} proxy=test");
    check(&router, "POST /test", "POST /test");
    check(&router, "OPTIONS /test/any", "ANY /test/any");
    check(&router, "GET /test/any", "ANY /test/any");
    check(&router, "GET /test", "none");
}

#[test]
fn parameters_of_a_branch_given_up_do_not_stay() {
    let router = build(&["/a/{x}/b/{y} GET", "/{all+} GET"]).unwrap();
    check(&router, "GET /a/1/b/2", "GET /a/{x}/b/{y} x=1 y=2");
    check(&router, "GET /a/1/c", "GET /{all+} all=a/1/c");
    check(&router, "GET /a/1/b/2/3", "GET /{all+} all=a/1/b/2/3");
}

#[test]
fn one_trailing_slash_does_not_count_and_empty_segments_match_nothing() {
    let router = build(&["/ GET", "/pets GET", "/pets/{id} GET", "/f/{proxy+} GET"]).unwrap();
    check(&router, "GET /pets/", "GET /pets");
    check(&router, "GET /pets/1/", "GET /pets/{id} id=1");
    check(&router, "GET /f/a/b/", "GET /f/{proxy+} proxy=a/b");
    check(&router, "GET /f/a//b", "GET /f/{proxy+} proxy=a//b");
    check(&router, "GET //", "none");
    check(&router, "GET //pets", "none");
    check(&router, "GET /pets//", "none");
    check(&router, "GET /pets//1", "none");
    check(&router, "GET /f//a", "none");
    check(&router, "GET /f//", "none");
}

#[test]
fn the_raw_path_is_matched() {
    let router = build(&["/pets GET", "/x/{id} GET", "/x/{id}/y GET"]).unwrap();
    check(&router, "GET /%70ets", "none");
    check(&router, "GET /x/a%2Fy", "GET /x/{id} id=a%2Fy");
    check(&router, "GET /x%2Fa", "none");
    check(&router, "GET /PETS", "none");
}

#[test]
fn any_covers_seven_verbs_and_is_no_verb_itself() {
    let router = build(&["/a ANY"]).unwrap();
    for verb in ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] {
        check(&router, &format!("{verb} /a"), "ANY /a");
    }
    for verb in ["ANY", "TRACE", "CONNECT", "get", "PROPFIND"] {
        check(&router, &format!("{verb} /a"), "none");
    }
}

#[test]
fn many_parameters_spill() {
    let path: String = (0..12).map(|n| format!("/{{p{n}}}")).collect();
    let router = build(&[&format!("{path} GET")]).unwrap();
    let expect: String = (0..12).map(|n| format!(" p{n}={n}")).collect();
    check(
        &router,
        "GET /0/1/2/3/4/5/6/7/8/9/10/11",
        &format!("GET {path}{expect}"),
    );
}

#[test]
fn routes_are_ordered_whatever_the_order_of_the_definition() {
    let router = build(&["/b POST GET", "/a ANY GET"]).unwrap();
    let got: Vec<_> = router
        .routes()
        .iter()
        .map(|route| {
            format!(
                "{} {} {}",
                route.index,
                route.method.verb.as_str(),
                route.resource_path
            )
        })
        .collect();
    assert_eq!(got, ["0 GET /a", "1 ANY /a", "2 GET /b", "3 POST /b"]);
}

#[test]
fn every_conflict_is_told_with_its_place() {
    let findings = build(&[
        "/{a}/x GET",
        "/{b}/y GET",
        "/p/{id} GET",
        "/p/{proxy+} GET",
        "/q/{all+}/z GET",
        "/r GET GET",
        "/s GET",
        "/s/ GET",
        "t GET",
        "/u*v GET",
        "/w/../x GET",
        "/{n}{m} GET",
        "/y/{n}/{n} GET",
        "/z//z GET",
    ])
    .unwrap_err();
    let mut findings: Vec<_> = findings
        .iter()
        .map(|line| line.split_once(": ").unwrap())
        .collect();
    findings.sort_by_key(|(line, _)| line.parse::<usize>().unwrap());
    let expect = [
        ("1", "`{b}` in `/{b}/y` stands where `/{a}/x` has `{a}`"),
        (
            "3",
            "`{proxy+}` in `/p/{proxy+}` stands where `/p/{id}` has `{id}`",
        ),
        ("4", "the path `/q/{all+}/z` goes on behind `{all+}`"),
        ("5", "`/r` declares GET twice"),
        ("7", "the path `/s/` is the same resource as `/s`"),
        ("8", "the path `t` begins without `/`"),
        (
            "9",
            "the path `/u*v` holds the segment `u*v`, which is no resource name",
        ),
        (
            "10",
            "the path `/w/../x` holds the segment `..`, which is no resource name",
        ),
        (
            "11",
            "the path `/{n}{m}` holds the segment `{n}{m}`, which is no resource name",
        ),
        ("12", "the path `/y/{n}/{n}` names the parameter `n` twice"),
        (
            "13",
            "the path `/z//z` holds the segment ``, which is no resource name",
        ),
    ];
    assert_eq!(findings, expect);
}

#[test]
fn a_path_may_be_deep_but_not_without_end() {
    let deep = "/a".repeat(SEGMENTS_MAX);
    let router = build(&[&format!("{deep} GET")]).unwrap();
    check(&router, &format!("GET {deep}"), &format!("GET {deep}"));
    check(&router, &format!("GET {deep}/a"), "none");
    check(&router, &format!("GET {}", "/a".repeat(100_000)), "none");
    assert_eq!(build(&[&format!("{deep}/a GET")]).unwrap_err().len(), 1);
}

/// Whether a resource path fits a request path, straight from the rules in the module's header.
fn fits(resource: &str, path: &str) -> bool {
    let path = match path.strip_suffix('/') {
        Some(shorter) if !shorter.is_empty() && !shorter.ends_with('/') => shorter,
        _ => path,
    };
    if resource == "/" || path == "/" {
        return resource == path;
    }
    let mut wanted = resource.split('/').skip(1);
    let mut given = path.split('/').skip(1);
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(_), Some("")) | (Some(_), None) | (None, Some(_)) => return false,
            (Some(want), Some(_)) if want.ends_with("+}") => return true,
            (Some(want), Some(_)) if want.starts_with('{') => {}
            (Some(want), Some(have)) if want == have => {}
            (Some(_), Some(_)) => return false,
        }
    }
}

/// Static segments before variable ones, from the left.
fn rank(resource: &str) -> Vec<bool> {
    resource
        .split('/')
        .skip(1)
        .map(|segment| segment.starts_with('{'))
        .collect()
}

proptest::proptest! {
    #[test]
    fn the_tree_finds_what_the_rules_say(
        resources in proptest::collection::btree_set("(/(a|b|\\{v\\})){0,3}(/(a|b|\\{v\\}|\\{g\\+\\}))", 1..8),
        verbs in proptest::collection::vec(proptest::sample::select(vec!["GET", "POST", "ANY", "GET ANY"]), 8),
        path in "(/(a|b|c|)){0,5}/?",
        verb in proptest::sample::select(vec!["GET", "POST", "PUT"]),
    ) {
        let lines: Vec<_> = resources.iter().zip(&verbs).map(|(path, verbs)| format!("{path} {verbs}")).collect();
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        // Sets with conflicts are another test's business.
        let Ok(router) = build(&lines) else { return Ok(()) };
        let mut candidates: Vec<_> = router
            .routes()
            .iter()
            .filter(|route| fits(&route.resource_path, &path))
            .filter(|route| route.method.verb == Verb::Any || route.method.verb.as_str() == verb)
            .collect();
        candidates.sort_by_key(|route| (rank(&route.resource_path), route.method.verb == Verb::Any));
        let expect = candidates.first().map(|route| route.index);
        proptest::prop_assert_eq!(router.find(verb, &path).map(|found| found.route.index), expect);
    }
}
