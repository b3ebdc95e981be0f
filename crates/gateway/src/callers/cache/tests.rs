//! What a thread remembers, with callers that are made up.

use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};

use iam_policy::IdentityPolicies;
use sigv4::Secret;

use super::super::{CallerFacts, CallerKind};
use super::*;

/// Knows `good`, counts what it is asked, and waits for `go_on` where it is there.
#[derive(Debug, Default)]
struct Made {
    asked: Mutex<Vec<String>>,
    begun: Mutex<Option<mpsc::Sender<()>>>,
    go_on: Mutex<Option<mpsc::Receiver<()>>>,
}

impl Made {
    fn asked(&self) -> usize {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Callers for Made {
    fn find(&self, access_key_id: &str) -> Result<Option<Signatory>, CallersError> {
        self.asked.lock().unwrap().push(access_key_id.to_owned());
        if let Some(begun) = &*self.begun.lock().unwrap() {
            begun.send(()).unwrap();
        }
        if let Some(go_on) = &*self.go_on.lock().unwrap() {
            let _ = go_on.recv();
        }
        assert_ne!(access_key_id, "panics");
        Ok((access_key_id == "good").then(|| Signatory {
            secret: Secret::new(b"secret".as_slice()),
            active: true,
            session: None,
            caller: Arc::new(CallerFacts {
                kind: CallerKind::Root,
                account: "111122223333".to_owned(),
                arn: "arn:aws:iam::111122223333:root".to_owned(),
                role_arn: None,
                user_id: "111122223333".to_owned(),
                access_key_id: access_key_id.to_owned(),
                principal_org_id: None,
                keys: Vec::new(),
            }),
            policies: IdentityPolicies::root(),
        }))
    }
}

#[test]
fn guessed_keys_do_not_push_out_those_that_there_are() {
    let mut known = Known::default();
    for at in 0..=REMEMBERED_MAX {
        known.insert(&format!("guess{at}"), None);
    }
    assert!(known.not_there.len() <= REMEMBERED_MAX);
    let made = Made::default();
    let good = made.find("good").unwrap().map(|signatory| {
        Rc::new(Remembered {
            signatory,
            signing: RefCell::new(None),
            public: OnceCell::new(),
        })
    });
    known.insert("good", good);
    for at in 0..=2 * REMEMBERED_MAX {
        known.insert(&format!("guess{at}"), None);
    }
    assert!(matches!(known.get("good"), Some(Some(_))));
    known.insert("good", None);
    assert!(matches!(known.get("good"), Some(None)));
    known.forget("good");
    assert!(known.get("good").is_none());
}

#[tokio::test]
async fn a_change_is_seen_by_the_next_request_and_a_failure_lets_nobody_in() {
    let made = Arc::new(Made::default());
    let callers: Arc<dyn Callers> = made.clone();
    let (cache, changes) = (CallerCache::default(), CallerChanges::default());
    let lookups = Arc::new(Semaphore::new(1));
    let find = |id: &'static str| cache.find(&callers, &changes, &lookups, id);
    for (id, there, asked) in [
        ("good", true, 1),
        ("good", true, 1),
        ("bad", false, 2),
        ("bad", false, 2),
    ] {
        assert_eq!(find(id).await.unwrap().is_some(), there, "{id}");
        assert_eq!(made.asked(), asked, "{id}");
    }
    changes.tell(&[CallerChange::Key("bad".to_owned())]);
    for (id, asked) in [("good", 2), ("bad", 3)] {
        find(id).await.unwrap();
        assert_eq!(made.asked(), asked, "{id}");
    }
    changes.tell(&[CallerChange::All]);
    find("good").await.unwrap();
    assert_eq!(made.asked(), 4);
    for _ in 0..2 {
        assert!(find("panics").await.is_err());
    }
    assert_eq!(made.asked(), 6, "a failure is not remembered");
    assert_eq!(lookups.available_permits(), 1);
}

#[tokio::test]
async fn a_client_that_goes_away_makes_no_room_for_another_look_up() {
    let made = Arc::new(Made::default());
    let (begun, has_begun) = mpsc::channel();
    let (may_go_on, go_on) = mpsc::channel();
    *made.begun.lock().unwrap() = Some(begun);
    *made.go_on.lock().unwrap() = Some(go_on);
    let callers: Arc<dyn Callers> = made.clone();
    let (cache, changes) = (CallerCache::default(), CallerChanges::default());
    let lookups = Arc::new(Semaphore::new(1));
    {
        let mut first = std::pin::pin!(cache.find(&callers, &changes, &lookups, "good"));
        let polled = std::future::poll_fn(|context| std::task::Poll::Ready(first.as_mut().poll(context)));
        assert!(polled.await.is_pending());
        has_begun.recv().unwrap();
    }
    assert_eq!(lookups.available_permits(), 0, "the look-up still runs");
    drop(may_go_on);
    let _permit = lookups.acquire().await.unwrap();
}
