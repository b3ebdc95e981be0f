//! Decisions of written policies: principals, conditions, variables, other readings, and the stored form.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

use iam_policy::{
    Caller, Compiled, Context, Document, Kind, POLICY_CHARACTERS_MAX, ParseOptions, Policy, Request, Scope,
    explain, reference,
};
use portcullis_core::Timestamp;

const ARN: &str = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets/42";

fn scope() -> Scope {
    Scope {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
        api_id: "a1b2c3d4e5".parse().unwrap(),
    }
}

fn policy_with(text: &str, options: ParseOptions) -> Policy {
    let (document, _) = Document::parse_with(text, Kind::Resource, options)
        .unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    Policy::new(&document, Some(&scope()), POLICY_CHARACTERS_MAX)
        .unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn policy(text: &str) -> Policy {
    policy_with(text, ParseOptions::default())
}

fn request<'a>(context: Context<'a>) -> Request<'a> {
    Request {
        caller: Caller::Anonymous,
        action: "execute-api:Invoke",
        resource: ARN,
        resource_deny_forms: &[],
        context,
    }
}

/// The decision and the statement, by all three evaluators.
fn decide(policy: &Policy, request: &Request<'_>) -> String {
    let outcome = Compiled::new(policy).decide(request);
    assert_eq!(outcome, reference::evaluate(policy, request));
    let explanation = explain(policy, request);
    assert_eq!(
        (explanation.decision, explanation.statement),
        (outcome.decision, outcome.statement)
    );
    match outcome.statement {
        Some(statement) => format!("{:?} {statement}", outcome.decision),
        None => format!("{:?}", outcome.decision),
    }
}

/// A statement of `effect` for everybody and everything with one condition, whose keys need not exist.
fn conditional(effect: &str, condition: &str) -> Policy {
    let options = ParseOptions { mirror: true };
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Principal":"*","Action":"execute-api:Invoke",
        "Resource":"execute-api:/*","Condition":{condition}}}]}}"#
    );
    policy_with(&text, options)
}

#[test]
fn conditions_hold_as_documented() {
    let named: &[(&str, &[&str])] = &[
        ("aws:username", &["ana"]),
        ("custom:paths", &["a", "b"]),
        ("custom:empty", &[""]),
        ("custom:number", &["9007199254740993"]),
        ("custom:star", &["*"]),
    ];
    let context = Context {
        source_ip: Some("::ffff:203.0.113.9".parse().unwrap()),
        time: Some(Timestamp::parse("2026-05-31T23:59:59Z").unwrap()),
        secure_transport: Some(true),
        user_agent: &["Some-bot/2"],
        named,
        ..Context::default()
    };
    for (condition, expect) in [
        (r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, true),
        (r#"{"IpAddress":{"AWS:sourceip":"203.0.113.77/24"}}"#, true),
        (
            r#"{"NotIpAddress":{"aws:SourceIp":["2001:db8::/32","::/0"]}}"#,
            true,
        ),
        (r#"{"IpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"}}"#, false),
        (r#"{"IpAddressIfExists":{"aws:VpcSourceIp":"10.0.0.0/8"}}"#, true),
        (r#"{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"}}"#, true),
        (r#"{"StringLike":{"aws:SourceIp":"::ffff:203.0.113.?"}}"#, true),
        (r#"{"StringLike":{"aws:UserAgent":"*bot*"}}"#, true),
        (r#"{"StringLike":{"aws:UserAgent":"*BOT*"}}"#, false),
        (
            r#"{"StringEqualsIgnoreCase":{"aws:UserAgent":"some-BOT/2"}}"#,
            true,
        ),
        (r#"{"StringEquals":{"aws:UserAgent":"*"}}"#, false),
        (r#"{"StringNotEquals":{"aws:Referer":"x"}}"#, true),
        (r#"{"Null":{"aws:Referer":"true"}}"#, true),
        (r#"{"Null":{"custom:empty":"true"}}"#, false),
        (r#"{"ForAllValues:StringEquals":{"custom:empty":"x"}}"#, true),
        (r#"{"ForAnyValue:StringEquals":{"custom:absent":"x"}}"#, false),
        (r#"{"ForAllValues:StringEquals":{"custom:absent":"x"}}"#, true),
        (
            r#"{"ForAllValues:StringEquals":{"custom:paths":["a","b","c"]}}"#,
            true,
        ),
        (r#"{"ForAllValues:StringEquals":{"custom:paths":["a"]}}"#, false),
        (r#"{"ForAnyValue:StringNotEquals":{"custom:paths":["a"]}}"#, true),
        (r#"{"StringEquals":{"custom:paths":["b"]}}"#, true),
        (r#"{"StringNotEquals":{"custom:paths":["b"]}}"#, false),
        (
            r#"{"NumericGreaterThan":{"custom:number":"9007199254740992"}}"#,
            true,
        ),
        (r#"{"NumericEquals":{"aws:EpochTime":"1780271999.0"}}"#, true),
        (r#"{"NumericLessThan":{"aws:CurrentTime":"5"}}"#, false),
        (
            r#"{"DateLessThan":{"aws:CurrentTime":"2026-06-01T00:00:00Z"}}"#,
            true,
        ),
        (r#"{"DateEquals":{"aws:CurrentTime":"1780271999"}}"#, true),
        (
            r#"{"DateEquals":{"aws:EpochTime":"2026-06-01T01:59:59+02:00"}}"#,
            true,
        ),
        (r#"{"Bool":{"aws:SecureTransport":true}}"#, true),
        (r#"{"Bool":{"aws:SecureTransport":"false"}}"#, false),
        (r#"{"StringEquals":{"aws:username":"${aws:username}"}}"#, true),
        (r#"{"StringLike":{"aws:username":"${custom:star}"}}"#, false),
        (
            r#"{"StringEquals":{"aws:username":"${aws:userid, 'ana'}"}}"#,
            true,
        ),
        (r#"{"StringEquals":{"aws:username":"${aws:userid}"}}"#, false),
        (r#"{"StringNotEquals":{"aws:username":"${aws:userid}"}}"#, true),
        (r#"{"StringLike":{"custom:star":"${*}"}}"#, true),
        (r#"{"StringLike":{"aws:username":"${*}"}}"#, false),
    ] {
        let decision = decide(&conditional("Allow", condition), &request(context));
        assert_eq!(
            decision,
            if expect { "Allow 0" } else { "ImplicitDeny" },
            "{condition}"
        );
    }
}

#[test]
fn principals_are_matched_by_kind() {
    let user = Caller::Principal {
        arn: "arn:aws:iam::111122223333:user/ana",
        role_arn: None,
        account: "111122223333",
    };
    let session = Caller::Principal {
        arn: "arn:aws:sts::111122223333:assumed-role/reader/s1",
        role_arn: Some("arn:aws:iam::111122223333:role/reader"),
        account: "111122223333",
    };
    let service = Caller::Service("events.amazonaws.com");
    for (principal, expect) in [
        (r#""*""#, [true, true, true, true]),
        (r#"{"AWS":"*"}"#, [true, true, true, true]),
        (r#"{"AWS":"111122223333"}"#, [false, true, true, false]),
        (
            r#"{"AWS":"arn:aws:iam::111122223333:root"}"#,
            [false, true, true, false],
        ),
        (
            r#"{"AWS":"arn:aws:iam::444455556666:root"}"#,
            [false, false, false, false],
        ),
        (
            r#"{"AWS":"arn:aws:iam::111122223333:user/ana"}"#,
            [false, true, false, false],
        ),
        (
            r#"{"AWS":"arn:aws:iam::111122223333:user/Ana"}"#,
            [false, false, false, false],
        ),
        (
            r#"{"AWS":"arn:aws:iam::111122223333:role/reader"}"#,
            [false, false, true, false],
        ),
        (
            r#"{"AWS":"arn:aws:sts::111122223333:assumed-role/reader/s1"}"#,
            [false, false, true, false],
        ),
        (
            r#"{"AWS":"arn:aws:sts::111122223333:assumed-role/reader/s2"}"#,
            [false, false, false, false],
        ),
        (
            r#"{"Service":"events.amazonaws.com"}"#,
            [false, false, false, true],
        ),
    ] {
        let policy = policy(&format!(
            r#"{{"Statement":[{{"Effect":"Allow","Principal":{principal},"Action":"*","Resource":"*"}}]}}"#
        ));
        for (caller, expect) in [Caller::Anonymous, user, session, service]
            .into_iter()
            .zip(expect)
        {
            let request = Request {
                caller,
                ..request(Context::default())
            };
            let expect = if expect { "Allow 0" } else { "ImplicitDeny" };
            assert_eq!(decide(&policy, &request), expect, "{principal} {caller:?}");
        }
    }
}

#[test]
fn not_principal_spares_only_who_is_named_completely() {
    let user = |arn| Caller::Principal {
        arn,
        role_arn: None,
        account: "111122223333",
    };
    let (ana, bob) = (
        user("arn:aws:iam::111122223333:user/ana"),
        user("arn:aws:iam::111122223333:user/bob"),
    );
    let session = Caller::Principal {
        arn: "arn:aws:sts::111122223333:assumed-role/reader/s1",
        role_arn: Some("arn:aws:iam::111122223333:role/reader"),
        account: "111122223333",
    };
    for (listed, caller, spared) in [
        (
            r#""arn:aws:iam::111122223333:user/ana","111122223333""#,
            ana,
            true,
        ),
        (
            r#""arn:aws:iam::111122223333:user/ana","111122223333""#,
            bob,
            false,
        ),
        (
            r#""arn:aws:iam::111122223333:user/ana","111122223333""#,
            Caller::Anonymous,
            false,
        ),
        (r#""arn:aws:iam::111122223333:user/ana""#, ana, false),
        (r#""111122223333""#, ana, false),
        (r#""111122223333""#, user("arn:aws:iam::111122223333:root"), true),
        (
            r#""arn:aws:iam::111122223333:role/reader","111122223333""#,
            session,
            false,
        ),
        (
            r#""arn:aws:sts::111122223333:assumed-role/reader/s1","arn:aws:iam::111122223333:role/reader","111122223333""#,
            session,
            true,
        ),
    ] {
        let policy = policy(&format!(
            r#"{{"Statement":[{{"Effect":"Deny","NotPrincipal":{{"AWS":[{listed}]}},"Action":"*","Resource":"*"}}]}}"#
        ));
        let request = Request {
            caller,
            ..request(Context::default())
        };
        let expect = if spared { "ImplicitDeny" } else { "ExplicitDeny 0" };
        assert_eq!(decide(&policy, &request), expect, "{listed} {caller:?}");
    }
}

#[test]
fn a_deny_is_tried_with_every_reading_and_an_allow_with_the_plain_one() {
    let policy = policy(
        r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/prod/GET/a%2Fadmin"},
        {"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/prod/GET/open"},
        {"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotLike":{"aws:UserAgent":"good*"},"Null":{"aws:UserAgent":"false"}}},
        {"Effect":"Deny","Principal":"*","Action":"*","Resource":"execute-api:/*/a/admin"}]}"#,
    );
    let own = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/";
    let (raw, decoded, open) = (
        format!("{own}a%2Fadmin"),
        format!("{own}a/admin"),
        format!("{own}open"),
    );
    let ask = |resource: &str, forms: &[&str], user_agent: &[&str]| {
        let context = Context {
            user_agent,
            ..Context::default()
        };
        decide(
            &policy,
            &Request {
                resource,
                resource_deny_forms: forms,
                ..request(context)
            },
        )
    };
    assert_eq!(ask(&raw, &[], &[]), "Allow 0");
    assert_eq!(ask(&raw, &[&decoded], &[]), "ExplicitDeny 3");
    assert_eq!(ask(&decoded, &[&open], &[]), "ExplicitDeny 3");
    assert_eq!(ask(&format!("{own}x"), &[&open], &[]), "ImplicitDeny");
    assert_eq!(ask(&open, &[], &["good/1"]), "Allow 1");
    assert_eq!(ask(&open, &[], &["good/1", "bad/1"]), "ExplicitDeny 2");
    assert_eq!(ask(&raw, &[&decoded], &["good/1", "bad/1"]), "ExplicitDeny 2");
}

#[test]
fn variables_stand_in_resources_under_2012_alone() {
    let text = |version: &str| {
        format!(
            r#"{{"Version":"{version}","Statement":[{{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke",
            "Resource":"execute-api:/prod/GET/users/${{aws:username}}/*"}}]}}"#
        )
    };
    let resource = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/users/ana/x";
    for (version, named, expect) in [
        ("2012-10-17", Some("ana"), "Allow 0"),
        ("2012-10-17", Some("bob"), "ImplicitDeny"),
        ("2012-10-17", Some("*"), "ImplicitDeny"),
        ("2012-10-17", None, "ImplicitDeny"),
        ("2008-10-17", Some("ana"), "ImplicitDeny"),
    ] {
        let values: Vec<&str> = named.into_iter().collect();
        let named = [("aws:username", values.as_slice())];
        let context = Context {
            named: &named,
            ..Context::default()
        };
        let request = Request {
            resource,
            ..request(context)
        };
        assert_eq!(
            decide(&policy(&text(version)), &request),
            expect,
            "{version} {named:?}"
        );
    }
}

#[test]
fn mirrored_blanks_let_nobody_in() {
    for (effect, operator, inside, outside) in [
        ("Allow", "IpAddress", "ImplicitDeny", "ImplicitDeny"),
        ("Deny", "NotIpAddress", "ExplicitDeny 0", "ExplicitDeny 0"),
        ("Deny", "IpAddress", "ExplicitDeny 0", "ImplicitDeny"),
        ("Allow", "NotIpAddress", "ImplicitDeny", "Allow 0"),
    ] {
        let text = format!(
            r#"{{"Statement":[{{"Effect":"{effect}","Principal":"*","Action":"*","Resource":"*",
            "Condition":{{"{operator}":{{"aws:SourceIp":" 203.0.113.0/24"}}}}}}]}}"#
        );
        assert!(Document::parse(&text, Kind::Resource).is_err());
        let policy = policy_with(&text, ParseOptions { mirror: true });
        for (address, expect) in [("203.0.113.9", inside), ("198.51.100.1", outside)] {
            let context = Context {
                source_ip: Some(address.parse().unwrap()),
                ..Context::default()
            };
            assert_eq!(
                decide(&policy, &request(context)),
                expect,
                "{effect} {operator} {address}"
            );
        }
    }
}

#[test]
fn the_stored_form_is_as_aws_rewrites_it() {
    let policy = policy(
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":["111122223333"]},
        "Action":["execute-api:Invoke"],"Resource":["execute-api:/*"]}}"#,
    );
    let stored = policy.to_document().to_json();
    assert_eq!(
        stored,
        concat!(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"#,
            r#""Action":["execute-api:Invoke"],"Resource":"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*"}]}"#
        )
    );
    let escaped = policy.to_escaped_json();
    assert!(
        escaped.starts_with(r#"{\"Version\":\"2012-10-17\""#) && escaped.contains(r"a1b2c3d4e5\/*"),
        "{escaped}"
    );
    assert_eq!(
        serde_json::from_str::<String>(&format!("\"{escaped}\"")).unwrap(),
        stored
    );
}

#[test]
fn size_and_short_form_are_refused_with_their_place() {
    let text =
        r#"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/*"}]}"#;
    let (document, _) = Document::parse(text, Kind::Resource).unwrap();
    let errors = Policy::new(&document, None, POLICY_CHARACTERS_MAX).unwrap_err();
    assert_eq!((errors.len(), errors[0].code), (1, "shorthand-without-api"));
    assert_eq!(
        text.get(errors[0].span.start..errors[0].span.end),
        Some("\"execute-api:/*\"")
    );
    let stored = Policy::new(&document, Some(&scope()), usize::MAX)
        .unwrap()
        .to_document()
        .to_json()
        .chars()
        .count();
    assert!(Policy::new(&document, Some(&scope()), stored).is_ok());
    let errors = Policy::new(&document, Some(&scope()), stored - 1).unwrap_err();
    assert_eq!(errors[0].code, "policy-too-large");
}

#[test]
fn what_a_policy_needs_is_known() {
    let compiled = Compiled::new(&conditional(
        "Deny",
        r#"{"StringEquals":{"aws:Referer":"${aws:username}"}}"#,
    ));
    assert!(
        compiled.needs_referer()
            && compiled.needs_named()
            && !compiled.needs_user_agent()
            && !compiled.needs_time()
    );
    let named = Compiled::new(&policy(
        r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"*","Resource":"*"}]}"#,
    ));
    assert!(named.only_names_aws_principals() && !compiled.only_names_aws_principals());
}

#[test]
fn explanations_say_what_was_seen() {
    let policy = conditional(
        "Deny",
        r#"{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}}"#,
    );
    let context = Context {
        source_ip: Some("198.51.100.1".parse().unwrap()),
        ..Context::default()
    };
    let explanation = explain(&policy, &request(context));
    let expect = "\
denied by statement 1
  caller    anonymous
  action    execute-api:Invoke
  resource  arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets/42

statement 1, Deny: applies and decides
  yes Principal    `*` matches `anonymous`
  yes Action       `execute-api:Invoke` matches `execute-api:Invoke`
  yes Resource     `arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*` matches `arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets/42`
  yes Condition    NotIpAddress aws:SourceIp
                   `aws:SourceIp` is `198.51.100.1`, which matches none of the values
                   values: `203.0.113.0/24`, `2001:db8::/32`
";
    assert_eq!(explanation.render_text(), expect);
    let absent = explain(&policy, &request(Context::default())).render_text();
    assert!(
        absent
            .contains("the request has no `aws:SourceIp`: a negated operator holds where the key is absent"),
        "{absent}"
    );
}

/// A client that sends an empty header must not cut a pattern short: where a match lets it in, an empty value is none; where
/// a match keeps it out, it is the empty text.
#[test]
fn an_empty_variable_never_widens() {
    let context = Context {
        user_agent: &[""],
        referer: &[""],
        ..Context::default()
    };
    let both = r#"{"StringEquals":{"aws:Referer":"${aws:UserAgent}"}}"#;
    for (effect, members, applies) in [
        (
            "Allow",
            r#""Resource":"execute-api:/prod/*${aws:UserAgent}""#,
            false,
        ),
        (
            "Allow",
            r#""Resource":"execute-api:/prod/*${aws:UserAgent, 'pets/42'}""#,
            false,
        ),
        (
            "Allow",
            r#""Resource":"execute-api:/prod/*${aws:username, '2'}""#,
            true,
        ),
        (
            "Deny",
            r#""Resource":"execute-api:/prod/*${aws:UserAgent}""#,
            true,
        ),
        (
            "Allow",
            r#""NotResource":"execute-api:/prod/*${aws:UserAgent}""#,
            false,
        ),
        (
            "Deny",
            r#""NotResource":"execute-api:/prod/*${aws:UserAgent}""#,
            true,
        ),
        ("Allow", &format!(r#""Resource":"*","Condition":{both}"#), false),
        ("Deny", &format!(r#""Resource":"*","Condition":{both}"#), true),
        (
            "Allow",
            r#""Resource":"*","Condition":{"StringNotEquals":{"aws:Referer":"${aws:UserAgent}"}}"#,
            false,
        ),
        (
            "Deny",
            r#""Resource":"*","Condition":{"StringNotEquals":{"aws:Referer":"${aws:UserAgent}"}}"#,
            true,
        ),
        (
            "Allow",
            r#""Resource":"*","Condition":{"StringLike":{"aws:Referer":"*${aws:UserAgent}"}}"#,
            false,
        ),
        (
            "Deny",
            r#""Resource":"*","Condition":{"StringLike":{"aws:Referer":"*${aws:UserAgent}"}}"#,
            true,
        ),
    ] {
        let policy = policy(&format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Principal":"*","Action":"*",{members}}}]}}"#
        ));
        let expect = match (effect, applies) {
            (_, false) => "ImplicitDeny",
            ("Allow", true) => "Allow 0",
            (_, true) => "ExplicitDeny 0",
        };
        assert_eq!(decide(&policy, &request(context)), expect, "{effect} {members}");
    }
}
