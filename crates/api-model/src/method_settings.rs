//! Settings of a stage's methods: throttling and logging, for all of them and for single ones.
//!
//! Source: API Gateway API reference, Stage, `methodSettings` (keys `*/*` and `{resource path}/{http method}`).

use std::collections::BTreeMap;

use crate::Verb;

/// A token bucket: `burst` tokens at most, `rate` new ones each second; a request takes one.
///
/// A rate or a burst of 0 lets nothing through; so does a rate that is no positive number.
///
/// Source: API Gateway developer guide, "Throttle requests to your REST APIs for better throughput in API Gateway".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Throttle {
    /// Requests per second: `rateLimit`.
    pub rate: f64,
    /// Requests at once: `burstLimit`.
    pub burst: u32,
}

/// `loggingLevel`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum LoggingLevel {
    /// `OFF`
    #[default]
    Off,
    /// `ERROR`
    Error,
    /// `INFO`
    Info,
}

/// What one entry of the settings says; a member it leaves out comes from the entry for all methods.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MethodSetting {
    /// `throttling/rateLimit` and `throttling/burstLimit`; `None` leaves the next wider limit.
    pub throttle: Option<Throttle>,
    /// `logging/loglevel`
    pub logging_level: Option<LoggingLevel>,
}

/// The settings of all methods of a stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MethodSettings {
    /// `*/*`
    pub every: MethodSetting,
    /// By resource path (`/pets/{petId}`) and the verb the method is declared for.
    pub methods: BTreeMap<(String, Verb), MethodSetting>,
}

impl MethodSettings {
    /// The throttle that a method has of its own; `None` where that of all methods counts.
    pub fn own_throttle(&self, resource_path: &str, verb: Verb) -> Option<Throttle> {
        self.own(resource_path, verb)?.throttle
    }

    /// The logging level of a method.
    pub fn logging_level(&self, resource_path: &str, verb: Verb) -> LoggingLevel {
        self.own(resource_path, verb)
            .and_then(|own| own.logging_level)
            .or(self.every.logging_level)
            .unwrap_or_default()
    }

    fn own(&self, resource_path: &str, verb: Verb) -> Option<&MethodSetting> {
        self.methods.get(&(resource_path.to_owned(), verb))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_method_leaves_out_comes_from_the_entry_for_all() {
        let own = Throttle { rate: 1.0, burst: 2 };
        let settings = MethodSettings {
            every: MethodSetting {
                throttle: Some(Throttle {
                    rate: 10.0,
                    burst: 20,
                }),
                logging_level: Some(LoggingLevel::Info),
            },
            methods: BTreeMap::from([
                (
                    ("/pets".to_owned(), Verb::Get),
                    MethodSetting {
                        throttle: Some(own),
                        logging_level: None,
                    },
                ),
                (
                    ("/pets".to_owned(), Verb::Any),
                    MethodSetting {
                        throttle: None,
                        logging_level: Some(LoggingLevel::Off),
                    },
                ),
            ]),
        };
        assert_eq!(settings.own_throttle("/pets", Verb::Get), Some(own));
        assert_eq!(settings.own_throttle("/pets", Verb::Any), None);
        assert_eq!(settings.own_throttle("/", Verb::Get), None);
        assert_eq!(settings.logging_level("/pets", Verb::Get), LoggingLevel::Info);
        assert_eq!(settings.logging_level("/pets", Verb::Any), LoggingLevel::Off);
        assert_eq!(settings.logging_level("/", Verb::Any), LoggingLevel::Info);
        assert_eq!(
            MethodSettings::default().logging_level("/", Verb::Get),
            LoggingLevel::Off
        );
    }
}
