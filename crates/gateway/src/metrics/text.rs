//! The Prometheus text format.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Arc, atomic::Ordering},
};

use super::{
    CLASSES, DECISIONS, Metrics, STATEMENTS_COUNTED_MAX, StageKey, StageMetrics, THROTTLES,
    histogram::{BOUNDS_US, Histogram, HistogramSum},
    lock,
};

const CLASS_NAMES: [&str; CLASSES] = ["none", "1xx", "2xx", "3xx", "4xx", "5xx"];

/// One counter of a stage: metric name, help, and where it is.
type StageCounter = (&'static str, &'static str, fn(&StageMetrics) -> u64);

const STAGE_COUNTERS: [StageCounter; 4] = [
    (
        "portcullis_integration_failures_total",
        "Calls of integrations that failed.",
        |stage| stage.integration_failures.read(),
    ),
    (
        "portcullis_responses_incomplete_total",
        "Responses that did not reach their end.",
        |stage| stage.incomplete.read(),
    ),
    (
        "portcullis_request_body_bytes_total",
        "Bytes of request bodies.",
        |stage| stage.request_bytes.read(),
    ),
    (
        "portcullis_response_body_bytes_total",
        "Bytes of response bodies.",
        |stage| stage.response_bytes.read(),
    ),
];

/// One histogram of a stage.
type StageHistogram = (&'static str, &'static str, fn(&StageMetrics) -> &Histogram);

const STAGE_HISTOGRAMS: [StageHistogram; 2] = [
    (
        "portcullis_request_duration_seconds",
        "From the request head to the response's last byte.",
        |stage| &stage.latency,
    ),
    (
        "portcullis_integration_duration_seconds",
        "From the request head to the integration's response head.",
        |stage| &stage.integration_latency,
    ),
];

pub(super) fn render(metrics: &Metrics, log_lines_dropped: u64) -> String {
    let mut out = String::new();
    let mut opened = 0;
    let mut closed = 0;
    let mut unrouted = 0;
    let mut refused: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut stages: BTreeMap<StageKey, Vec<Arc<StageMetrics>>> = BTreeMap::new();
    for thread in &metrics.threads {
        // Closed first: a connection that opens and closes in between must not make the gauge negative.
        closed += thread.connections_closed.read();
        opened += thread.connections_opened.read();
        unrouted += thread.unrouted.read();
        for (why, count) in &*lock(&thread.refused) {
            *refused.entry(why).or_default() += count;
        }
        for (key, stage) in &*lock(&thread.stages) {
            stages.entry(key.clone()).or_default().push(Arc::clone(stage));
        }
    }
    plain(
        &mut out,
        "portcullis_connections_open",
        "gauge",
        "Open client connections.",
        opened.saturating_sub(closed),
    );
    plain(
        &mut out,
        "portcullis_connections_total",
        "counter",
        "Accepted client connections.",
        opened,
    );
    head(
        &mut out,
        "portcullis_connections_refused_total",
        "counter",
        "Connections closed before a request.",
    );
    for (why, count) in refused {
        line(
            &mut out,
            "portcullis_connections_refused_total",
            &[("reason", why)],
            count,
        );
    }
    plain(
        &mut out,
        "portcullis_requests_unrouted_total",
        "counter",
        "Requests that named no stage.",
        unrouted,
    );
    let generation = metrics.reloads.load(Ordering::Relaxed) + 1;
    plain(
        &mut out,
        "portcullis_configuration_generation",
        "gauge",
        "Counts the sets of APIs served so far.",
        generation,
    );
    plain(
        &mut out,
        "portcullis_access_log_dropped_total",
        "counter",
        "Access-log lines dropped.",
        log_lines_dropped,
    );
    requests(&mut out, &stages);
    denials(&mut out, &stages);
    throttled(&mut out, &stages);
    for (name, help, read) in STAGE_COUNTERS {
        head(&mut out, name, "counter", help);
        for ((api, stage), counters) in &stages {
            let sum = counters.iter().map(|counters| read(counters)).sum();
            line(&mut out, name, &[("api", api), ("stage", stage)], sum);
        }
    }
    for (name, help, of) in STAGE_HISTOGRAMS {
        head(&mut out, name, "histogram", help);
        for ((api, stage), counters) in &stages {
            let mut sum = HistogramSum::default();
            for counters in counters {
                of(counters).add_to(&mut sum);
            }
            histogram(&mut out, name, &[("api", api), ("stage", stage)], &sum);
        }
    }
    out
}

fn requests(out: &mut String, stages: &BTreeMap<StageKey, Vec<Arc<StageMetrics>>>) {
    const NAME: &str = "portcullis_requests_total";
    head(
        out,
        NAME,
        "counter",
        "Finished requests by status class and the resource policy's decision.",
    );
    for ((api, stage), counters) in stages {
        for (class, class_name) in CLASS_NAMES.iter().enumerate() {
            for (decision, decision_name) in DECISIONS.iter().enumerate() {
                let read = |stage: &Arc<StageMetrics>| {
                    stage
                        .requests
                        .get(class)
                        .and_then(|class| class.get(decision))
                        .map_or(0, super::Counter::read)
                };
                let sum: u64 = counters.iter().map(read).sum();
                if sum > 0 {
                    let labels = [
                        ("api", api.as_str()),
                        ("stage", stage),
                        ("class", class_name),
                        ("decision", decision_name),
                    ];
                    line(out, NAME, &labels, sum);
                }
            }
        }
    }
}

fn denials(out: &mut String, stages: &BTreeMap<StageKey, Vec<Arc<StageMetrics>>>) {
    const NAME: &str = "portcullis_denials_total";
    head(
        out,
        NAME,
        "counter",
        "Explicit denials by the index of the statement.",
    );
    for ((api, stage), counters) in stages {
        for statement in 0..=STATEMENTS_COUNTED_MAX {
            let sum: u64 = counters
                .iter()
                .map(|stage| stage.denials.get(statement).map_or(0, super::Counter::read))
                .sum();
            if sum > 0 {
                let index = statement.to_string();
                let name = if statement == STATEMENTS_COUNTED_MAX {
                    "further"
                } else {
                    &index
                };
                line(
                    out,
                    NAME,
                    &[("api", api), ("stage", stage), ("statement", name)],
                    sum,
                );
            }
        }
    }
}

fn throttled(out: &mut String, stages: &BTreeMap<StageKey, Vec<Arc<StageMetrics>>>) {
    const NAME: &str = "portcullis_throttled_total";
    head(
        out,
        NAME,
        "counter",
        "Requests that a rate or quota had no room for.",
    );
    for ((api, stage), counters) in stages {
        for (at, limit) in THROTTLES.iter().enumerate() {
            let read = |stage: &Arc<StageMetrics>| stage.throttled.get(at).map_or(0, super::Counter::read);
            let sum: u64 = counters.iter().map(read).sum();
            if sum > 0 {
                line(
                    out,
                    NAME,
                    &[("api", api), ("stage", stage), ("limit", limit)],
                    sum,
                );
            }
        }
    }
}

fn histogram(out: &mut String, name: &str, labels: &[(&str, &str)], sum: &HistogramSum) {
    let mut count = 0;
    for (at, bucket) in sum.buckets.iter().enumerate() {
        count += bucket;
        let bound = BOUNDS_US
            .get(at)
            .map_or_else(|| "+Inf".to_owned(), |us| seconds(*us));
        write_line(
            out,
            name,
            "_bucket",
            labels,
            Some(("le", &bound)),
            &count.to_string(),
        );
    }
    write_line(out, name, "_sum", labels, None, &seconds(sum.sum_us));
    write_line(out, name, "_count", labels, None, &count.to_string());
}

/// Microseconds as seconds, exactly.
fn seconds(us: u64) -> String {
    let text = format!("{}.{:06}", us / 1_000_000, us % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn plain(out: &mut String, name: &str, kind: &str, help: &str, value: u64) {
    head(out, name, kind, help);
    line(out, name, &[], value);
}

fn line(out: &mut String, name: &str, labels: &[(&str, &str)], value: u64) {
    write_line(out, name, "", labels, None, &value.to_string());
}

fn write_line(
    out: &mut String,
    name: &str,
    suffix: &str,
    labels: &[(&str, &str)],
    more: Option<(&str, &str)>,
    value: &str,
) {
    out.push_str(name);
    out.push_str(suffix);
    // Label values are API ids, stage names and words of this program: none needs escaping.
    for (at, (label, text)) in labels.iter().chain(more.as_ref()).enumerate() {
        let _ = write!(out, "{}{label}=\"{text}\"", if at == 0 { "{" } else { "," });
    }
    if !labels.is_empty() || more.is_some() {
        out.push('}');
    }
    let _ = writeln!(out, " {value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_exact() {
        let texts: Vec<_> = [0, 50, 1_000_000, 2_500_000, 29_000_000].map(seconds).to_vec();
        assert_eq!(texts, ["0", "0.00005", "1", "2.5", "29"]);
    }

    #[test]
    fn threads_are_added_up() {
        let metrics = Metrics::new(2);
        metrics.thread(0).unwrap().connections_opened.add(3);
        metrics.thread(1).unwrap().connections_opened.add(2);
        metrics.thread(1).unwrap().connections_closed.add(1);
        metrics.thread(1).unwrap().connection_refused("limit");
        let text = metrics.text(7);
        for line in [
            "portcullis_connections_open 4",
            "portcullis_connections_total 5",
            "portcullis_connections_refused_total{reason=\"limit\"} 1",
            "portcullis_access_log_dropped_total 7",
            "portcullis_configuration_generation 1",
        ] {
            assert!(text.lines().any(|have| have == line), "{line} is not in\n{text}");
        }
    }
}
