//! A finished record as it is kept: its texts in one piece, then the numbers.
//!
//! A record in use has a buffer for each text. Kept so, a thousand of them would lie scattered over more memory than a
//! processor's cache has, and every request would wait for it; packed, keeping one writes a few hundred bytes in a row.

use std::sync::Arc;

use super::{DecisionRecord, HeaderValues, RecordedCaller};
use crate::transport::ClientCertificate;

/// Texts of a record that are packed, the first values of its two headers included.
const TEXTS: usize = 32;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Packed {
    texts: String,
    // Invariant: ascending, the last one is the length of `texts`.
    ends: [u32; TEXTS],
    /// What is no text.
    numbers: Numbers,
    caller: RecordedCaller,
    client_certificate: Option<Arc<ClientCertificate>>,
    /// Where there are lists with more than one value.
    lists: Option<Box<Lists>>,
}

#[derive(Debug)]
struct Lists {
    user_agent: HeaderValues,
    referer: HeaderValues,
    deny_forms: Vec<String>,
}

macro_rules! packed {
    ($(text $text:ident;)* $(number $number:ident: $kind:ty;)*) => {
        /// The fields that are no text.
        #[derive(Debug, Clone, Copy)]
        struct Numbers {
            $($number: $kind,)*
            has_user_agent: bool,
            has_referer: bool,
        }

        impl Default for Numbers {
            fn default() -> Self {
                let record = DecisionRecord::default();
                Self { $($number: record.$number,)* has_user_agent: false, has_referer: false }
            }
        }

        impl Packed {
            /// Packs `record` into this one's memory.
            pub(super) fn pack(&mut self, record: &DecisionRecord) {
                // Taken apart so that a new field cannot be forgotten.
                let DecisionRecord { $($text,)* $($number,)* user_agent, referer, deny_forms, caller, client_certificate, claims: _, authorizer: _ } = record;
                let (agent, referrer) = (user_agent.first(), referer.first());
                self.numbers = Numbers {
                    $($number: *$number,)*
                    has_user_agent: agent.is_some(),
                    has_referer: referrer.is_some(),
                };
                self.caller.clone_from(caller);
                self.client_certificate.clone_from(client_certificate);
                self.texts.clear();
                let own = [$($text.as_str(),)*];
                let texts = own.into_iter().chain([agent, referrer].map(Option::unwrap_or_default));
                for (end, text) in self.ends.iter_mut().zip(texts) {
                    self.texts.push_str(text);
                    *end = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
                }
                let listed = user_agent.count() > 1 || referer.count() > 1 || !deny_forms.is_empty();
                self.lists = listed.then(|| Box::new(Lists {
                    user_agent: user_agent.clone(),
                    referer: referer.clone(),
                    deny_forms: deny_forms.clone(),
                }));
            }

            /// The record as it was.
            pub(super) fn unpack(&self) -> DecisionRecord {
                let mut from = 0;
                let mut texts = self.ends.iter().map(|end| {
                    let text = self.texts.get(from..*end as usize).unwrap_or("");
                    from = *end as usize;
                    text.to_owned()
                });
                let mut next = || texts.next().unwrap_or_default();
                let numbers = &self.numbers;
                $(let $text = next();)*
                let [user_agent, referer] = [numbers.has_user_agent, numbers.has_referer].map(|present| {
                    let first = next();
                    HeaderValues::from(if present { vec![first] } else { Vec::new() })
                });
                let mut record = DecisionRecord {
                    $($text,)*
                    $($number: numbers.$number,)*
                    user_agent,
                    referer,
                    deny_forms: Vec::new(),
                    caller: self.caller.clone(),
                    client_certificate: self.client_certificate.clone(),
                    claims: Default::default(),
                    authorizer: Default::default(),
                };
                if let Some(lists) = &self.lists {
                    record.user_agent = lists.user_agent.clone();
                    record.referer = lists.referer.clone();
                    record.deny_forms = lists.deny_forms.clone();
                }
                record
            }
        }
    };
}

packed! {
    text extended_request_id;
    text source_derivation;
    text protocol;
    text tls_version;
    text tls_cipher;
    text host;
    text method;
    text verb;
    text path;
    text api;
    text base_path;
    text stage;
    text deployment;
    text resource;
    text operation;
    text arn;
    text api_key_id;
    text usage_plan;
    text sid;
    text source_vpc;
    text source_vpce;
    text via_domain_arn;
    text identity_policy;
    text statement_place;
    text response_type;
    text error_type;
    text error_message;
    text limit;
    text reason;
    text integration_error;
    number request_id: portcullis_core::RequestId;
    number time: portcullis_core::Timestamp;
    number peer: Option<std::net::SocketAddr>;
    number source_ip: Option<std::net::IpAddr>;
    number secure_transport: bool;
    number vpc_source_ip: Option<std::net::IpAddr>;
    number endpoint_decision: Option<iam_policy::Decision>;
    number domain_decision: Option<iam_policy::Decision>;
    number identity_decision: Option<iam_policy::Decision>;
    number identity_statement: Option<u32>;
    number table: Option<iam_policy::Table>;
    number canary: Option<bool>;
    number phases: super::Phases;
    number decision: Option<iam_policy::Decision>;
    number statement: Option<u32>;
    number status: u16;
    number integration_status: Option<u16>;
    number integration_reused: bool;
    number integration_latency_us: Option<u64>;
    number head_latency_us: u64;
    number latency_us: u64;
    number request_bytes: u64;
    number response_bytes: u64;
    number incomplete: bool;
    number cut: bool;
}

impl Packed {
    pub(super) fn request_id(&self) -> portcullis_core::RequestId {
        self.numbers.request_id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_as_they_were() {
        let value = |text: &'static str| http::HeaderValue::from_static(text);
        let mut packed = Packed::default();
        let mut record = DecisionRecord {
            host: "gateway.test".to_owned(),
            path: "/é".to_owned(),
            integration_error: "broken".to_owned(),
            status: 504,
            latency_us: 7,
            cut: true,
            ..DecisionRecord::default()
        };
        let mut check = |record: &DecisionRecord| {
            packed.pack(record);
            assert_eq!(packed.unpack(), *record);
        };
        check(&record);
        record.referer.push(&value(""));
        check(&record);
        record.user_agent.push(&value("a"));
        check(&record);
        record.user_agent.push(&value("b"));
        record.deny_forms.push("arn".to_owned());
        check(&record);
        check(&DecisionRecord::default());
    }
}
