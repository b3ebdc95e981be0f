//! The routes under `/_portcullis/`.

use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::time::Duration;

use http::{Method, Request, StatusCode};
use portcullis_core::RequestId;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::guard::{Authenticated, authenticate};
use super::{Answer, Control, apis};
use crate::definitions::ServedSet;
use crate::findings;

/// Records listed when no limit is given, and the most that are.
const RECORDS_LISTED_DEFAULT: usize = 20;
const RECORDS_LISTED_MAX: usize = 1000;

/// Lines of a function's log when no limit is given, and the most that are.
const LINES_LISTED_DEFAULT: usize = 100;
const LINES_LISTED_MAX: usize = 10_000;

/// How often, and how far apart, a record that is not there is looked for.
const RECORD_TRIES: u32 = 10;
const RECORD_WAIT: Duration = Duration::from_millis(20);

pub(super) async fn route<B>(control: &Control, peer: SocketAddr, request: &Request<B>) -> Answer {
    let Some(path) = request.uri().path().strip_prefix("/_portcullis/") else {
        return Answer::refusal(
            StatusCode::NOT_IMPLEMENTED,
            "only paths under `/_portcullis/` are looked for here",
        );
    };
    let (wanted, open) = access(path, peer);
    if request.method() != wanted {
        return Answer::refusal(
            StatusCode::METHOD_NOT_ALLOWED,
            &format!("`/_portcullis/{path}` takes {wanted}"),
        );
    }
    if open {
        return open_route(control, path);
    }
    match authenticate(request, &control.token) {
        Ok(proof) => guarded_route(control, &proof, path, request.uri().query().unwrap_or("")).await,
        Err(refusal) => refusal,
    }
}

/// The method a path takes, and whether this peer may ask without the token.
fn access(path: &str, peer: SocketAddr) -> (Method, bool) {
    match path {
        "reload" => (Method::POST, false),
        "health" | "ready" => (Method::GET, true),
        "metrics" => (Method::GET, peer.ip().to_canonical().is_loopback()),
        _ => (Method::GET, false),
    }
}

/// What anybody who reaches the listener may know.
fn open_route(control: &Control, path: &str) -> Answer {
    match path {
        "health" => Answer::json(StatusCode::OK, &json!({ "status": "ok" })),
        "ready" if control.ready.load(Ordering::Acquire) => {
            Answer::json(StatusCode::OK, &json!({ "status": "ready" }))
        }
        "ready" => Answer::json(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": "draining" })),
        "metrics" => metrics(control),
        _ => unknown(path),
    }
}

async fn guarded_route(control: &Control, proof: &Authenticated, path: &str, query: &str) -> Answer {
    match path.split_once('/').unwrap_or((path, "")) {
        ("metrics", "") => metrics(control),
        ("apis", "") => all_apis(control, proof).await,
        ("apis", id) => one_api(control, proof, id).await,
        ("records", "") => recent(control, proof, query),
        ("records", id) => with_record(control, proof, id, |_, record| json!(record)).await,
        ("explain", id) => explain(control, proof, id).await,
        ("logs", function) if !function.is_empty() => logs(control, proof, function, query),
        ("reload", "") => reload(control, proof).await,
        _ => unknown(path),
    }
}

fn unknown(path: &str) -> Answer {
    let message = format!(
        "`/_portcullis/{path}` is nothing here: there are health, ready, metrics, apis, apis/ID, records, records/ID, \
         explain/ID, logs/FUNCTION and reload"
    );
    Answer::refusal(StatusCode::NOT_FOUND, &message)
}

/// The APIs from files, and what the control plane has saved.
async fn all_apis(control: &Control, _: &Authenticated) -> Answer {
    let mut shown = control.served.lock().await.json();
    match from_store(control, apis::list).await {
        Ok(saved) => {
            if let Value::Object(shown) = &mut shown {
                shown.insert("saved".to_owned(), saved);
            }
            Answer::json(StatusCode::OK, &shown)
        }
        Err(refusal) => refusal,
    }
}

async fn one_api(control: &Control, _: &Authenticated, id: &str) -> Answer {
    let wanted = id.to_owned();
    match from_store(control, move |store, snapshot| {
        apis::one(store, snapshot, &wanted)
    })
    .await
    {
        Ok(Some(shown)) => Answer::json(StatusCode::OK, &shown),
        Ok(None) => {
            let served = control.served.lock().await.clone();
            let message = match served.file_of(id) {
                Some(file) => {
                    format!("the API `{id}` is served from the file `{file}`, which says what it is")
                }
                None => format!("there is no API `{id}`; `portcullis api list` shows those there are"),
            };
            Answer::refusal(StatusCode::NOT_FOUND, &message)
        }
        Err(refusal) => refusal,
    }
}

/// Asks the control plane's store on a blocking thread.
async fn from_store<T: Send + 'static>(
    control: &Control,
    ask: impl FnOnce(&dyn store::Store, &gateway::Snapshot) -> Result<T, String> + Send + 'static,
) -> Result<T, Answer> {
    let unavailable = |why: &str| Answer::refusal(StatusCode::SERVICE_UNAVAILABLE, why);
    let Some(plane) = control.plane() else {
        return Err(unavailable("the control plane is starting"));
    };
    let snapshot = control.gateway.snapshot();
    match tokio::task::spawn_blocking(move || ask(&**plane.store(), &snapshot)).await {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(why)) => Err(unavailable(&format!("the store cannot be read: {why}"))),
        Err(_) => Err(Answer::refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            "reading the store ended abruptly; the log has more",
        )),
    }
}

fn metrics(control: &Control) -> Answer {
    Answer::text(
        "text/plain; version=0.0.4; charset=utf-8",
        control.gateway.metrics_text(),
    )
}

fn recent(control: &Control, _: &Authenticated, query: &str) -> Answer {
    let limit = match query.strip_prefix("limit=") {
        None if query.is_empty() => Some(RECORDS_LISTED_DEFAULT),
        None => None,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=RECORDS_LISTED_MAX).contains(limit)),
    };
    let Some(limit) = limit else {
        let message =
            format!("`{query}` is no query of this route: give `limit=` with 1 to {RECORDS_LISTED_MAX}");
        return Answer::refusal(StatusCode::BAD_REQUEST, &message);
    };
    Answer::json(
        StatusCode::OK,
        &json!({ "records": control.gateway.recent(limit) }),
    )
}

/// What a function printed lately.
fn logs(control: &Control, _: &Authenticated, function: &str, query: &str) -> Answer {
    let Some(functions) = &control.functions else {
        let message = "functions are not run by this gateway: the setting `functions.enabled` is false";
        return Answer::refusal(StatusCode::NOT_FOUND, message);
    };
    let limit = match query.strip_prefix("limit=") {
        None if query.is_empty() => Some(LINES_LISTED_DEFAULT),
        None => None,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=LINES_LISTED_MAX).contains(limit)),
    };
    let Some(limit) = limit else {
        let message =
            format!("`{query}` is no query of this route: give `limit=` with 1 to {LINES_LISTED_MAX}");
        return Answer::refusal(StatusCode::BAD_REQUEST, &message);
    };
    let Some(lines) = functions.logs().newest(function, limit) else {
        let message = format!(
            "there is no log of a function `{function}`: it has not run since this gateway was started, or has no such name"
        );
        return Answer::refusal(StatusCode::NOT_FOUND, &message);
    };
    let lines: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({
                "time": line.time.to_string(),
                "function": &*line.function,
                "stream": &*line.stream,
                "text": line.text,
            })
        })
        .collect();
    Answer::json(StatusCode::OK, &json!({ "lines": lines }))
}

/// Finds a record. It is kept when the last byte of the answer has been handed over, which the client may know first: a
/// script that asks at once must not be told that there is none.
async fn kept_record(control: &Control, id: RequestId) -> Option<gateway::DecisionRecord> {
    for _ in 0..RECORD_TRIES {
        if let Some(record) = control.gateway.record(id) {
            return Some(record);
        }
        tokio::time::sleep(RECORD_WAIT).await;
    }
    control.gateway.record(id)
}

async fn with_record(
    control: &Control,
    _: &Authenticated,
    id: &str,
    then: impl FnOnce(&ServedSet, &gateway::DecisionRecord) -> Value,
) -> Answer {
    let id: RequestId = match id.parse() {
        Ok(id) => id,
        Err(error) => return Answer::refusal(StatusCode::BAD_REQUEST, &format!("{error}")),
    };
    match kept_record(control, id).await {
        Some(record) => {
            let served = control.served.lock().await.clone();
            Answer::json(StatusCode::OK, &then(&served, &record))
        }
        None => Answer::refusal(
            StatusCode::NOT_FOUND,
            "there is no record of this request: it still runs, it was answered elsewhere, or newer records took its place",
        ),
    }
}

async fn explain(control: &Control, proof: &Authenticated, id: &str) -> Answer {
    with_record(control, proof, id, |served, record| {
        let explained = served.explain(record, &control.gateway.snapshot());
        json!({ "record": record, "explanation": explained.json, "text": explained.text, "note": explained.note })
    })
    .await
}

async fn reload(control: &Control, _: &Authenticated) -> Answer {
    let (sender, outcome) = oneshot::channel();
    if control.reload.send(sender).await.is_err() {
        return Answer::refusal(StatusCode::SERVICE_UNAVAILABLE, "the program is stopping");
    }
    match outcome.await {
        Ok(Ok(served)) => Answer::json(StatusCode::OK, &served.json()),
        Ok(Err(problems)) => Answer::json(
            StatusCode::UNPROCESSABLE_ENTITY,
            &json!({
                "message": match findings::error_count(&problems) {
                    1 => "the new set is refused whole, the old one stays: 1 error".to_owned(),
                    count => format!("the new set is refused whole, the old one stays: {count} errors"),
                },
                "findings": findings::json(&problems),
                "text": findings::text(&problems),
            }),
        ),
        Err(_) => Answer::refusal(StatusCode::SERVICE_UNAVAILABLE, "the program is stopping"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, peer: &str, open: bool) {
        assert_eq!(access(path, peer.parse().unwrap()).1, open, "{path} for {peer}");
    }

    #[test]
    fn without_the_token_there_is_health_and_on_this_machine_metrics() {
        for peer in [
            "127.0.0.1:1",
            "[::1]:1",
            "[::ffff:127.0.0.1]:1",
            "192.0.2.1:1",
            "[2001:db8::1]:1",
        ] {
            for path in ["health", "ready"] {
                check(path, peer, true);
            }
            for path in [
                "apis",
                "apis/x",
                "records",
                "records/x",
                "explain/x",
                "reload",
                "logs/x",
                "",
                "metrics/",
                "health/x",
                "HEALTH",
            ] {
                check(path, peer, false);
            }
        }
        for peer in ["127.0.0.1:1", "[::1]:1", "[::ffff:127.0.0.1]:1"] {
            check("metrics", peer, true);
        }
        for peer in [
            "192.0.2.1:1",
            "10.0.0.1:1",
            "[2001:db8::1]:1",
            "[::ffff:192.0.2.1]:1",
        ] {
            check("metrics", peer, false);
        }
    }
}
