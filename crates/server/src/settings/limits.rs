//! `[limits]`: every bound the data plane keeps on its clients, with its unit in its name.
//!
//! One table makes the settings, their rows and the way into the data plane's [`Limits`], so that none can be forgotten.

use std::time::Duration;

use api_model::Throttle;
use gateway::{ACCOUNT_THROTTLE_DEFAULT, config::Limits};
use serde::Deserialize;

use super::rows::{Kind, Row};

/// How long running requests may take to end when the program is told to stop, in milliseconds.
pub(crate) const DRAIN_TIME_MS_DEFAULT: u64 = 30_000;

macro_rules! limits {
    ($($setting:ident => $field:ident: $way:ident, $default:literal, $about:literal;)*) => {
        /// `[limits]`
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct LimitSettings {
            $(pub(crate) $setting: Option<u64>,)*
            pub(crate) account_requests_per_second: Option<u64>,
            pub(crate) account_requests_at_once: Option<u64>,
            pub(crate) integration_timeout_ms_max: Option<u64>,
            pub(crate) drain_time_ms: Option<u64>,
        }

        /// The rows of `[limits]`.
        pub(crate) const LIMIT_ROWS: &[Row] = &[
            $(Row {
                key: concat!("limits.", stringify!($setting)),
                kind: Kind::Number,
                default: $default,
                about: $about,
            },)*
            Row {
                key: "limits.account_requests_per_second",
                kind: Kind::Number,
                default: "10000",
                about: "requests of all APIs of one account in one region that were deployed through the control plane; 0: no limit; AWS: 10000",
            },
            Row {
                key: "limits.account_requests_at_once",
                kind: Kind::Number,
                default: "5000",
                about: "how many of them may come at the same moment; AWS: 5000",
            },
            Row {
                key: "limits.integration_timeout_ms_max",
                kind: Kind::Number,
                default: "29000",
                about: "the longest `timeoutInMillis` a definition may ask for; AWS: 29000 unless raised",
            },
            Row {
                key: "limits.drain_time_ms",
                kind: Kind::Number,
                default: "30000",
                about: "how long running requests may take to end when the program is told to stop",
            },
        ];

        impl LimitSettings {
            /// The data plane's limits; `wrong` is told of every value out of range.
            pub(crate) fn limits(&self, wrong: &mut dyn FnMut(&str, String)) -> Limits {
                let mut limits = Limits::default();
                $(if let Some(value) = self.$setting {
                    match $way(value).filter(|_| value > 0) {
                        Some(value) => limits.$field = value,
                        None => wrong(
                            concat!("limits.", stringify!($setting)),
                            format!("`{value}` is out of range: give a positive number, or leave it out"),
                        ),
                    }
                })*
                limits
            }
        }

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn the_rate_of_an_account_is_a_number_or_none() {
                let check = |per_second, at_once, expect: Option<(f64, u32)>, wrong: &[&str]| {
                    let settings = LimitSettings {
                        account_requests_per_second: per_second,
                        account_requests_at_once: at_once,
                        ..LimitSettings::default()
                    };
                    let mut told = Vec::new();
                    let throttle = settings.account_throttle(&mut |key, _| told.push(key.to_owned()));
                    assert_eq!(told, wrong);
                    if wrong.is_empty() {
                        assert_eq!(throttle.map(|throttle| (throttle.rate, throttle.burst)), expect);
                    }
                };
                check(None, None, Some((10_000.0, 5_000)), &[]);
                check(Some(0), None, None, &[]);
                check(Some(7), Some(1), Some((7.0, 1)), &[]);
                check(Some(7), Some(0), None, &["limits.account_requests_at_once"]);
                check(Some(1 << 32), Some(1), None, &["limits.account_requests_per_second"]);
            }

            #[test]
            fn documented_defaults_are_the_defaults() {
                let limits = Limits::default();
                let default = |key: &str| {
                    let row = LIMIT_ROWS.iter().find(|row| row.key == key).unwrap();
                    row.default.parse::<u32>().unwrap()
                };
                assert_eq!(
                    ACCOUNT_THROTTLE_DEFAULT,
                    Throttle {
                        rate: default("limits.account_requests_per_second").into(),
                        burst: default("limits.account_requests_at_once"),
                    }
                );
                $(assert_eq!($way($default.parse().unwrap()), Some(limits.$field), stringify!($setting));)*
            }
        }
    };
}

impl LimitSettings {
    /// The rate of each account and region; `None` for none. `wrong` is told of a value out of range.
    pub(crate) fn account_throttle(&self, wrong: &mut dyn FnMut(&str, String)) -> Option<Throttle> {
        let Throttle { rate, burst } = ACCOUNT_THROTTLE_DEFAULT;
        let rate = match self.account_requests_per_second {
            Some(0) => return None,
            Some(rate) => u32::try_from(rate).map(f64::from),
            None => Ok(rate),
        };
        let burst = self.account_requests_at_once.map_or(Ok(burst), u32::try_from);
        for (key, out_of_range) in [
            ("limits.account_requests_per_second", rate.is_err()),
            ("limits.account_requests_at_once", !matches!(burst, Ok(1..))),
        ] {
            if out_of_range {
                wrong(
                    key,
                    format!(
                        "the number is out of range: give one up to {}, or leave it out",
                        u32::MAX
                    ),
                );
            }
        }
        Some(Throttle {
            rate: rate.unwrap_or(0.0),
            burst: burst.unwrap_or(0),
        })
    }
}

fn size(value: u64) -> Option<usize> {
    usize::try_from(value).ok()
}

fn count(value: u64) -> Option<u32> {
    u32::try_from(value).ok()
}

fn long(value: u64) -> Option<u64> {
    Some(value)
}

/// A day at most: a longer wait is a mistake in the unit.
fn time(value: u64) -> Option<Duration> {
    (value <= 86_400_000).then(|| Duration::from_millis(value))
}

limits! {
    header_bytes_max => header_bytes: size, "10240", "request line and all header names and values together; AWS: 10240";
    header_count_max => header_count: size, "100", "header lines of a request";
    target_bytes_max => target_bytes: size, "10240", "the request target; AWS: 10240";
    body_bytes_max => body_bytes: long, "10485760", "a request body; AWS: 10 MB";
    header_time_ms => header_time: time, "15000", "from the first byte of a request to the end of its head";
    body_idle_time_ms => body_idle_time: time, "30000", "wait for the next byte of a request body";
    body_time_ms => body_time: time, "300000", "from the head of a request to the last byte of its body";
    response_time_ms => response_time: time, "900000", "from the head of a request to the last byte of its response; AWS: 900000 where it streams";
    keep_alive_time_ms => keep_alive_time: time, "75000", "an open connection without a request";
    send_idle_time_ms => send_idle_time: time, "60000", "a client that takes nothing of what waits to be sent to it";
    tls_handshake_time_ms => tls_handshake_time: time, "10000", "a TLS handshake, from the accept";
    proxy_header_time_ms => proxy_header_time: time, "5000", "a PROXY protocol header, from the accept";
    proxy_header_bytes_max => proxy_header_bytes: size, "2048", "a PROXY protocol header with its optional fields";
    connections_max => connections: size, "65536", "open connections, all listeners together; further ones are closed at once";
    backlog_max => backlog: count, "4096", "connections waiting to be accepted, per listening socket";
    h2_streams_max => h2_streams: count, "128", "concurrent HTTP/2 streams of one connection";
    h2_pending_resets_max => h2_pending_resets: size, "20", "HTTP/2 streams a client may reset before they were taken up";
    h2_cancelled_max => h2_cancelled: count, "200", "HTTP/2 requests a client may cancel while they are served, less those it let finish";
    h2_stream_window_bytes => h2_stream_window: count, "262144", "HTTP/2 receive window of a stream";
    h2_connection_window_bytes => h2_connection_window: count, "1048576", "HTTP/2 receive window of a connection";
    h2_send_buffer_bytes => h2_send_buffer: size, "65536", "HTTP/2 bytes buffered for sending, per stream";
    h2_ping_interval_ms => h2_ping_interval: time, "30000", "between HTTP/2 pings to a silent client";
    h2_ping_time_ms => h2_ping_time: time, "20000", "wait for the answer to an HTTP/2 ping";
}
