//! `[quotas]`: how much of each kind an account may keep on the control plane. AWS's numbers, where nothing is set.
//!
//! Source: API Gateway developer guide, "Quotas for configuring and running a REST API".

use serde::Deserialize;
use svc_apigateway::Limits;

use super::rows::{Kind, Row};

macro_rules! quotas {
    ($($setting:ident: $default:literal, $about:literal;)*) => {
        /// `[quotas]`
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct QuotaSettings {
            $(pub(crate) $setting: Option<u64>,)*
        }

        /// The rows of `[quotas]`.
        pub(crate) const QUOTA_ROWS: &[Row] = &[
            $(Row {
                key: concat!("quotas.", stringify!($setting)),
                kind: Kind::Number,
                default: $default,
                about: $about,
            },)*
        ];

        impl QuotaSettings {
            /// Sets what is set; `wrong` is told of every value out of range.
            pub(crate) fn apply(&self, limits: &mut Limits, wrong: &mut dyn FnMut(&str, String)) {
                $(if let Some(value) = self.$setting {
                    match usize::try_from(value).ok().filter(|value| *value > 0) {
                        Some(value) => limits.$setting = value,
                        None => wrong(
                            concat!("quotas.", stringify!($setting)),
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
            fn the_documented_defaults_hold() {
                let limits = Limits::default();
                $(assert_eq!(limits.$setting.to_string(), $default, stringify!($setting));)*
            }

            #[test]
            fn what_is_set_holds_and_nothing_is_no_quota() {
                let mut limits = Limits::default();
                let mut told = Vec::new();
                let settings = QuotaSettings {
                    apis_max: Some(7),
                    stages_max: Some(0),
                    ..QuotaSettings::default()
                };
                settings.apply(&mut limits, &mut |key, _| told.push(key.to_owned()));
                assert_eq!((limits.apis_max, told), (7, vec!["quotas.stages_max".to_owned()]));
            }
        }
    };
}

quotas! {
    apis_max: "600", "REST APIs of an account in a region";
    resources_max: "300", "resources of an API";
    stages_max: "10", "stages of an API";
    authorizers_max: "10", "authorizers of an API";
    documentation_parts_max: "2000", "documentation parts of an API";
    api_keys_max: "10000", "API keys of an account in a region";
    usage_plans_max: "300", "usage plans of an account in a region";
    usage_plans_per_key_max: "10", "usage plans that one API key is in";
    client_certificates_max: "60", "client certificates of an account in a region";
    vpc_links_max: "20", "VPC links of an account in a region";
    domain_names_max: "120", "custom domain names of an account in a region";
    base_path_mappings_max: "200", "base path mappings of a custom domain name";
    import_bytes_max: "6291456", "bytes of a definition that is imported";
}
