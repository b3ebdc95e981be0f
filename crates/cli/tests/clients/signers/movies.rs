//! The movies journey's access steps: who of two accounts is let in before the resource policy, with it, and after its edit.

use super::*;

/// What a caller gets.
#[derive(Debug, Clone, Copy)]
enum Outcome {
    In,
    /// Refused, because no policy of this kind allows it.
    No(&'static str),
}
use Outcome::{In, No};

const RESOURCE: &str = "resource-based";
const IDENTITY: &str = "identity-based";

impl World {
    fn answer(&self, caller: &str, method: &str, outcome: Outcome) -> Answer {
        match outcome {
            In => Answer {
                status: 200,
                kind: String::new(),
                body: "upstream\n".to_owned(),
            },
            No(kind) => Answer {
                status: 403,
                kind: "AccessDeniedException".to_owned(),
                body: format!(
                    "{{\"Message\":\"User: {caller} is not authorized to perform: execute-api:Invoke on resource: \
                     arn:aws:execute-api:{REGION}:********0000:{}/prod/{method}/movies because no {kind} policy allows \
                     the execute-api:Invoke action\"}}",
                    self.api
                ),
            },
        }
    }

    /// Every signer gets these outcomes, and the upstream sees only those that are let in.
    fn check(&self, step: &str, callers: &[(&str, &Keys, &'static str, Outcome)]) {
        let asks: Vec<Ask> = callers
            .iter()
            .map(|(_, keys, method, _)| Ask::new(method, keys))
            .collect();
        let expect: Vec<Answer> = callers
            .iter()
            .map(|(arn, _, method, outcome)| self.answer(arn, method, *outcome))
            .collect();
        self.upstream.take();
        for signer in SIGNERS {
            assert_eq!(self.ask_all(signer, &asks), expect, "{step}: {signer:?}");
            let arrived = self.upstream.take();
            let passed = callers.iter().filter(|(.., outcome)| matches!(outcome, In));
            assert_eq!(arrived.len(), passed.count(), "{step}: {signer:?}");
            for request in &arrived {
                assert_eq!(
                    request.headers("authorization"),
                    Vec::<&str>::new(),
                    "{step}: {signer:?}"
                );
            }
        }
    }
}

fn journey(backend: Backend) {
    let world = World::start(backend);
    let ann = world.user(OTHER, "ann", true);
    let bob = world.user(OTHER, "bob", true);
    let carl = world.user(OTHER, "carl", false);
    let dora = world.user(OWNER, "dora", false);
    let emil = world.user(OWNER, "emil", true);
    let row = |user: &'static str, method: &'static str, outcome: Outcome| (user, method, outcome);
    let check = |step: &str, rows: &[(&'static str, &'static str, Outcome)]| {
        let find = |name: &str| match name {
            "ann" => &ann,
            "bob" => &bob,
            "carl" => &carl,
            "dora" => &dora,
            _ => &emil,
        };
        let callers: Vec<_> = rows
            .iter()
            .map(|(name, method, outcome)| (&*find(name).arn, &find(name).keys, *method, *outcome))
            .collect();
        world.check(step, &callers);
    };
    // Whoever the policy does not name: of the other account nobody, of the own account who has the permission.
    let others = [
        row("bob", "GET", No(RESOURCE)),
        row("bob", "POST", No(RESOURCE)),
        row("carl", "GET", No(RESOURCE)),
        row("dora", "GET", No(IDENTITY)),
        row("dora", "POST", No(IDENTITY)),
        row("emil", "GET", In),
        row("emil", "POST", In),
    ];
    let with = |ann: [Outcome; 2]| {
        [
            &[row("ann", "GET", ann[0]), row("ann", "POST", ann[1])],
            &others[..],
        ]
        .concat()
    };
    check("without a policy", &with([No(RESOURCE); 2]));

    world.save_policy(&ann.arn, "*");
    check("with a policy that is not deployed", &with([No(RESOURCE); 2]));
    world.deploy();
    check("with a policy that names ann", &with([In; 2]));

    world.save_policy(&ann.arn, "prod/GET/movies");
    check("edited and not deployed", &with([In; 2]));
    world.deploy();
    check("for GET alone", &with([In, No(RESOURCE)]));

    // The whole other account: it says itself who of it may call.
    world.save_policy(OTHER, "*");
    world.deploy();
    let account = [
        row("ann", "POST", In),
        row("bob", "GET", In),
        row("carl", "GET", No(IDENTITY)),
        row("dora", "GET", No(IDENTITY)),
    ];
    check("for the other account", &account);
    // A permission that is taken back is gone with the answer.
    world.aws_as(
        None,
        OTHER,
        &[
            "iam",
            "delete-user-policy",
            "--user-name",
            "bob",
            "--policy-name",
            "invoke",
        ],
    );
    check(
        "without the permission",
        &[row("bob", "GET", No(IDENTITY)), row("ann", "GET", In)],
    );
    world.served.stop();
}

#[test]
fn a_user_of_another_account_is_let_in_by_arn_on_sqlite() {
    journey(Backend::Sqlite);
}

#[test]
fn a_user_of_another_account_is_let_in_by_arn_on_postgresql() {
    journey(Backend::Postgres);
}

#[test]
fn temporary_credentials_of_a_role_are_let_in_with_their_token() {
    let world = World::start(Backend::Sqlite);
    let ann = world.user(OTHER, "ann", true);
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Principal": { "AWS": ann.arn }, "Action": "sts:AssumeRole" }],
    })
    .to_string();
    let named = ["--role-name", "viewers"];
    let iam = |operation: &str, arguments: &[&str]| {
        world.aws_as(
            None,
            OTHER,
            &[&["iam", operation][..], &named, arguments].concat(),
        )
    };
    let role = iam("create-role", &["--assume-role-policy-document", &trust]);
    let role = member(&role["Role"], "Arn");
    iam(
        "put-role-policy",
        &[
            "--policy-name",
            "invoke",
            "--policy-document",
            &world.permission(),
        ],
    );
    // Who assumes a role of the own account by name in its trust policy needs no permission besides.
    let assume = [
        "sts",
        "assume-role",
        "--role-arn",
        &role,
        "--role-session-name",
        "evening",
    ];
    let session = world.aws_as(Some(&ann.keys), OTHER, &assume);
    let arn = member(&session["AssumedRoleUser"], "Arn");
    assert_eq!(arn, format!("arn:aws:sts::{OTHER}:assumed-role/viewers/evening"));
    let keys = Keys::of(&session["Credentials"]);
    assert!(keys.token.is_some());
    world.check("before the policy", &[(&arn, &keys, "GET", No(RESOURCE))]);
    world.save_policy(&role, "prod/GET/movies");
    world.deploy();
    let rows = [
        (&*arn, &keys, "GET", In),
        (&arn, &keys, "POST", No(RESOURCE)),
        (&ann.arn, &ann.keys, "GET", No(RESOURCE)),
    ];
    world.check("with a policy that names the role", &rows);

    let other = world.aws_as(Some(&ann.keys), OTHER, &assume);
    let other = Keys::of(&other["Credentials"]);
    let with_token = |token: Option<&String>| Keys {
        token: token.cloned(),
        ..keys.clone()
    };
    let garbled = keys
        .token
        .as_ref()
        .map(|token| format!("{}x", &token[..token.len() - 1]));
    let wrong = [None, other.token.as_ref(), garbled.as_ref()];
    let asks = wrong.map(|token| Ask::new("GET", &with_token(token)));
    let invalid = Answer {
        status: 403,
        kind: "UnrecognizedClientException".to_owned(),
        body: r#"{"message":"The security token included in the request is invalid."}"#.to_owned(),
    };
    world.upstream.take();
    for signer in SIGNERS {
        assert_eq!(
            world.ask_all(signer, &asks),
            vec![invalid.clone(); asks.len()],
            "{signer:?}"
        );
    }
    assert_eq!(world.upstream.take(), []);
    world.served.stop();
}
