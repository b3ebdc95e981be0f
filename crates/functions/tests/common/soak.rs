//! The soak: used by the test and, with more calls, by the example.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use functions::{Answer, FunctionSpec, Host, Invocation};

/// Calls that wait for their answers at one time.
const AT_ONCE: usize = 6;

/// What a soak came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Calls that were answered.
    pub answered: usize,
    /// Those that the function answered.
    pub good: usize,
    /// Those that ended with the function's error, its end, or its time.
    pub failed: usize,
    /// Those that the host answered with a fault: too many at one time.
    pub faults: usize,
    /// What was left when all were answered and the functions forgotten.
    pub left: Left,
}

/// What should not be there.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Left {
    pub workers: usize,
    pub idle: usize,
    pub running: usize,
    pub descriptors: usize,
    pub folders: usize,
    pub processes: usize,
}

const PYTHON: &str = "
import json, os, sys, time
def handler(event, context):
    do = event['do']
    if do == 'exit':
        os._exit(event['n'] % 3)
    if do == 'hang':
        time.sleep(60)
    if do == 'raise':
        raise ValueError('x')
    if do == 'daemon':
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(600)
            os._exit(0)
        os.wait()
    open(os.path.join(os.environ['TMPDIR'], 'file'), 'w').write('x')
    print('call', event['n'])
    return event['n']
";

const NODE: &str = "
export const handler = async (event) => {
  if (event.do === 'exit') process.exit(event.n % 3);
  if (event.do === 'hang') await new Promise((r) => setTimeout(r, 60000));
  if (event.do === 'raise') throw new Error('x');
  console.log('call', event.n);
  return event.n;
};
";

/// Numbers that look random, and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn function(folder: &Path, number: usize, generation: u64) -> Arc<FunctionSpec> {
    let is_node = number == 3;
    let code = folder.join(format!("soak-{number}"));
    let (file, text, runtime) = if is_node {
        ("index.mjs", NODE, "nodejs20.x")
    } else {
        ("index.py", PYTHON, "python3.11")
    };
    std::fs::create_dir_all(&code).unwrap();
    if !code.join(file).exists() {
        std::fs::write(code.join(file), text).unwrap();
    }
    let arn: Arc<str> = arn(number).into();
    Arc::new(FunctionSpec {
        invoked_arn: Arc::clone(&arn),
        arn,
        name: format!("soak-{number}"),
        version: "$LATEST".to_owned(),
        account: "111122223333".to_owned(),
        region: "eu-west-1".to_owned(),
        runtime: runtime.to_owned(),
        handler: "index.handler".to_owned(),
        code,
        layers: Vec::new(),
        environment: BTreeMap::new(),
        memory_mb: 256,
        timeout: Duration::from_millis(400),
        log_group: "/aws/lambda/soak".to_owned(),
        role: String::new(),
        reserved_concurrency: (number == 2).then_some(2),
        generation: generation.to_string(),
    })
}

fn arn(number: usize) -> String {
    format!("arn:aws:lambda:eu-west-1:111122223333:function:soak-{number}")
}

fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Processes other than this one whose environment names the folder.
fn processes(folder: &Path) -> usize {
    let text = folder.display().to_string();
    let all = std::fs::read_dir("/proc").unwrap().flatten();
    all.filter(|entry| {
        std::fs::read(entry.path().join("environ"))
            .is_ok_and(|environment| String::from_utf8_lossy(&environment).contains(&text))
    })
    .count()
}

/// Runs `count` calls. `folder` is the one that holds the host's, `host`.
pub fn run(host: &Arc<Host>, folder: &Path, count: usize) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let before = descriptors();
    let mut outcome = runtime.block_on(calls(host, folder, count));
    for number in 0..4 {
        host.forget(&arn(number));
    }
    runtime.block_on(async {
        let _ = tokio::time::timeout(Duration::from_secs(20), host.workers_at_most(0)).await;
    });
    let usage = host.usage();
    outcome.left = Left {
        workers: usage.workers,
        idle: usage.idle,
        running: usage.running,
        descriptors: descriptors().saturating_sub(before),
        folders: std::fs::read_dir(folder.join("host/workers")).map_or(0, Iterator::count),
        processes: processes(&folder.join("host/workers")),
    };
    outcome
}

async fn calls(host: &Arc<Host>, folder: &Path, count: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let mut numbers = Numbers(7);
    let mut generations = [0_u64; 4];
    let mut running = tokio::task::JoinSet::new();
    for n in 0..count {
        let number = numbers.below(4) as usize;
        if numbers.below(50) == 0 {
            generations[number] += 1;
        }
        let what = match numbers.below(200) {
            0..=9 => "exit",
            10..=11 => "hang",
            12..=21 => "raise",
            22..=25 => "daemon",
            _ => "answer",
        };
        let call = Invocation {
            request_id: format!("00000000-0000-4000-b000-{n:012}"),
            payload: format!("{{\"do\":\"{what}\",\"n\":{n}}}").into(),
            client_context: None,
            trace: String::new(),
            streaming: false,
        };
        if running.len() >= AT_ONCE {
            count_one(&mut outcome, running.join_next().await);
        }
        let answer = host.invoke(function(folder, number, generations[number]), call);
        running.spawn(async move { (n, what, answer.await) });
    }
    while let Some(one) = running.join_next().await {
        count_one(&mut outcome, Some(one));
    }
    outcome
}

type One = Result<(usize, &'static str, Result<Answer, functions::Fault>), tokio::task::JoinError>;

fn count_one(outcome: &mut Outcome, one: Option<One>) {
    let (n, what, answer) = one.unwrap().unwrap();
    outcome.answered += 1;
    match answer {
        Ok(Answer::Whole {
            payload,
            failed: false,
            ..
        }) => {
            assert_eq!(payload, n.to_string(), "the answer of another call");
            assert!(matches!(what, "answer" | "daemon"), "{what}");
            outcome.good += 1;
        }
        Ok(Answer::Whole { .. }) => outcome.failed += 1,
        Ok(Answer::Pieces { .. }) => panic!("a streaming answer"),
        Err(_) => outcome.faults += 1,
    }
}
