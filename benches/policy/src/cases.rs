//! The policies, in both languages, and the requests put to them.

use std::net::{IpAddr, Ipv4Addr};

use serde_json::json;

/// What both engines can be asked.
pub(crate) struct Question {
    /// `aws:SourceIp`.
    pub(crate) source_ip: IpAddr,
    /// The ARN asked for.
    pub(crate) resource: String,
    /// `aws:UserAgent`.
    pub(crate) user_agent: &'static str,
    /// `aws:SecureTransport`.
    pub(crate) secure_transport: bool,
    /// `aws:EpochTime`.
    pub(crate) epoch_seconds: i64,
    /// The answer both must give.
    pub(crate) allowed: bool,
}

/// One policy with its requests.
pub(crate) struct Case {
    /// As in the report.
    pub(crate) name: String,
    /// The policy as an IAM document.
    pub(crate) iam: String,
    /// Address blocks to add to the first condition of the parsed document: a text that holds them all would be longer than
    /// the reader takes.
    pub(crate) more_blocks: Vec<String>,
    /// The policy in Cedar, where it is measured.
    pub(crate) cedar: Option<String>,
    /// Requests, of both answers.
    pub(crate) questions: Vec<Question>,
}

/// Requests of each answer: enough that the branch predictor does not learn them by heart.
const QUESTIONS: usize = 64;
/// The largest list the peer is asked for: it looks at one block after the other.
const PEER_CIDRS_MAX: usize = 10_000;
/// The longest list that is read from text.
const TEXT_CIDRS_MAX: usize = 100_000;
const API: &str = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5";
/// 2026-01-01T00:00:00Z and 2030-01-01T00:00:00Z.
const NOW: i64 = 1_767_225_600;
const LATER: i64 = 1_893_456_000;

/// All of them, in the order of the report.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = vec![allow_all_but_outside()];
    cases.extend([2, 1_000, 10_000, 1_000_000].map(allow_list));
    cases.push(fifty_statements());
    cases
}

/// Allow all, deny whoever is not in two networks.
fn allow_all_but_outside() -> Case {
    let blocks = [cidr(0), cidr(1)];
    let iam = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": format!("{API}/*") },
        { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": format!("{API}/*"),
          "Condition": { "NotIpAddress": { "aws:SourceIp": blocks } } },
    ]});
    let cedar = format!(
        "permit(principal, action == Action::\"Invoke\", resource) when {{ context.resource_arn like \"{API}/*\" }};\n\
         forbid(principal, action == Action::\"Invoke\", resource) when {{ context.resource_arn like \"{API}/*\" && \
         !({}) }};",
        in_any(&blocks)
    );
    Case {
        name: "allow all, NotIpAddress 2".into(),
        iam: iam.to_string(),
        more_blocks: Vec::new(),
        cedar: Some(cedar),
        questions: addresses(2),
    }
}

/// Allow whoever is in one of so many networks.
fn allow_list(count: usize) -> Case {
    let mut blocks: Vec<String> = (0..count).map(cidr).collect();
    let more_blocks = blocks.split_off(count.min(TEXT_CIDRS_MAX));
    let iam = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": format!("{API}/*"),
          "Condition": { "IpAddress": { "aws:SourceIp": blocks } } },
    ]});
    let cedar = (count <= PEER_CIDRS_MAX).then(|| {
        format!(
            "permit(principal, action == Action::\"Invoke\", resource) when {{ context.resource_arn like \"{API}/*\" \
             && ({}) }};",
            in_any(&blocks)
        )
    });
    Case {
        name: format!("allow list of {count}"),
        iam: iam.to_string(),
        more_blocks,
        cedar,
        questions: addresses(count),
    }
}

/// Statements for fifty teams: an ARN glob each, and conditions on address, client, time and transport in turn.
///
/// Every third is a deny. A request asks for the path of one team; the last teams' statements allow as the first do.
fn fifty_statements() -> Case {
    let mut statements = Vec::new();
    let mut cedar = String::new();
    for team in 0..50 {
        let deny = team % 3 == 2;
        let glob = format!("{API}/*/GET/team-{team}/*/items/*");
        let (condition, expression) = match (deny, team % 4) {
            (true, _) => (
                json!({ "NotIpAddress": { "aws:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"] } }),
                format!("!({})", in_any(&["10.0.0.0/8".into(), "192.0.2.0/24".into()])),
            ),
            (false, 0) => (
                json!({ "IpAddress": { "aws:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"] },
                        "Bool": { "aws:SecureTransport": "true" } }),
                format!(
                    "({}) && context.secure_transport",
                    in_any(&["10.0.0.0/8".into(), "192.0.2.0/24".into()])
                ),
            ),
            (false, 1) => (
                json!({ "StringLike": { "aws:UserAgent": ["curl/*", "bench-*/1.?"] } }),
                // Cedar has no pattern for exactly one character; `*` admits at least what `?` does.
                "(context.user_agent like \"curl/*\" || context.user_agent like \"bench-*/1.*\")".to_owned(),
            ),
            (false, 2) => (
                json!({ "NumericLessThan": { "aws:EpochTime": LATER.to_string() },
                        "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } }),
                format!(
                    "context.epoch_seconds < {LATER} && ({})",
                    in_any(&["10.0.0.0/8".into()])
                ),
            ),
            (false, _) => (
                json!({ "Bool": { "aws:SecureTransport": "true" }, "StringNotLike": { "aws:UserAgent": "*bot*" } }),
                "context.secure_transport && !(context.user_agent like \"*bot*\")".to_owned(),
            ),
        };
        let (effect, word) = if deny {
            ("Deny", "forbid")
        } else {
            ("Allow", "permit")
        };
        statements.push(
            json!({ "Sid": format!("Team{team}"), "Effect": effect, "Principal": "*",
            "Action": "execute-api:Invoke", "Resource": glob, "Condition": condition }),
        );
        cedar += &format!(
            "{word}(principal, action == Action::\"Invoke\", resource) when {{ context.resource_arn like \"{glob}\" && \
             {expression} }};\n"
        );
    }
    let question = |index: usize, allowed: bool| {
        // Teams of allow statements, all over the list; for the other answer a path that none of them has.
        let team = [0, 1, 3, 4, 6, 7, 9, 10, 22, 25, 36, 39, 42, 45, 46, 49][index % 16];
        let verb = if allowed { "GET" } else { "POST" };
        Question {
            source_ip: IpAddr::V4(Ipv4Addr::new(10, 0, (index % 250) as u8, 7)),
            resource: format!("{API}/prod/{verb}/team-{team}/2026-{index}/items/{}", index * 31),
            user_agent: "bench-load/1.0",
            secure_transport: true,
            epoch_seconds: NOW,
            allowed,
        }
    };
    let questions = [true, false]
        .into_iter()
        .flat_map(|allowed| (0..QUESTIONS).map(move |i| question(i, allowed)));
    Case {
        name: "50 statements".into(),
        iam: json!({ "Version": "2012-10-17", "Statement": statements }).to_string(),
        more_blocks: Vec::new(),
        cedar: Some(cedar),
        questions: questions.collect(),
    }
}

/// Requests from inside blocks all over the list, and from outside.
fn addresses(count: usize) -> Vec<Question> {
    let question = |index: usize, allowed: bool| {
        let at = if count <= QUESTIONS {
            index % count
        } else {
            index * (count / QUESTIONS)
        };
        let (high, low) = place(at);
        // The blocks of `cidr` are in even /24 networks; the odd ones between them are outside.
        let network = if allowed { low } else { low + 1 };
        Question {
            source_ip: IpAddr::V4(Ipv4Addr::new(
                high,
                (network / 256) as u8,
                (network % 256) as u8,
                0,
            )),
            resource: format!("{API}/prod/GET/pets/{index}"),
            user_agent: "bench-load/1.0",
            secure_transport: true,
            epoch_seconds: NOW,
            allowed,
        }
    };
    [true, false]
        .into_iter()
        .flat_map(|allowed| (0..QUESTIONS).map(move |index| question(index, allowed)))
        .collect()
}

/// First octet and the two in the middle of the block with this index.
fn place(index: usize) -> (u8, usize) {
    (10 + (index / 32_768) as u8, index % 32_768 * 2)
}

/// Blocks that cannot be merged: every second /24, of which some are only a part.
fn cidr(index: usize) -> String {
    let (high, low) = place(index);
    let prefix = [24, 28, 32][index % 3];
    format!("{high}.{}.{}.0/{prefix}", low / 256, low % 256)
}

/// Cedar: the address is in one of the blocks. A balanced tree, which short-circuits like a chain but is not deep.
fn in_any(blocks: &[String]) -> String {
    match blocks {
        [] => "false".to_owned(),
        [block] => format!("context.source_ip.isInRange(ip(\"{block}\"))"),
        _ => {
            let (left, right) = blocks.split_at(blocks.len() / 2);
            format!("({} || {})", in_any(left), in_any(right))
        }
    }
}
