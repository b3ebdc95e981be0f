//! `[upstream]`: how the gateway calls integrations, with the unit of each bound in its name.

use invoke::ClientSettings;
use serde::Deserialize;

use super::rows::{Kind, Row};

macro_rules! upstream {
    ($($setting:ident: $number:ty, $default:literal, $about:literal;)*) => {
        /// `[upstream]`
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct UpstreamSettings {
            $(pub(crate) $setting: Option<u64>,)*
            pub(crate) authorities_file: Option<std::path::PathBuf>,
        }

        /// The rows of `[upstream]`.
        pub(crate) const UPSTREAM_ROWS: &[Row] = &[
            $(Row {
                key: concat!("upstream.", stringify!($setting)),
                kind: Kind::Number,
                default: $default,
                about: $about,
            },)*
            Row {
                key: "upstream.authorities_file",
                kind: Kind::Path,
                default: "none",
                about: "PEM certificates of authorities that are trusted beside those of the operating system",
            },
        ];

        impl UpstreamSettings {
            /// Sets what is given in `client`; `wrong` is told of every value out of range.
            pub(crate) fn apply(&self, client: &mut ClientSettings, wrong: &mut dyn FnMut(&str, String)) {
                $(if let Some(value) = self.$setting {
                    match <$number>::try_from(value).ok().filter(|_| value > 0) {
                        Some(value) => client.$setting = value,
                        None => wrong(
                            concat!("upstream.", stringify!($setting)),
                            format!("`{value}` is out of range: give a positive number, or leave it out"),
                        ),
                    }
                })*
            }
        }

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn documented_defaults_are_the_defaults() {
                let client = ClientSettings::new(invoke::TlsSettings::from_authorities(&[]).unwrap());
                $(assert_eq!($default.parse::<$number>().unwrap(), client.$setting, stringify!($setting));)*
            }
        }
    };
}

upstream! {
    connect_timeout_ms: u64, "5000", "until a connection (all addresses, TLS included) must stand";
    body_idle_timeout_ms: u64, "300000", "a response body that sends nothing";
    dns_cache_ms: u64, "10000", "how long the addresses of a host name are remembered";
    idle_connections_max: usize, "128", "connections kept idle for one target, per thread";
    idle_connection_ms_max: u64, "30000", "how long a connection may be idle and still be used again";
    connection_age_ms_max: u64, "300000", "after this age a connection is not used again, so that changed addresses are followed";
    response_head_bytes_max: usize, "32768", "a response head, status line to empty line";
    response_headers_max: usize, "128", "header lines of a response";
    interim_responses_max: u32, "8", "interim (1xx) responses before the final one";
    request_gather_bytes_max: u64, "16384", "a request body up to this size leaves with the head in one write";
}
